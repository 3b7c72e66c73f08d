//! The scan of the whole range that ends a search.

use std::cmp::Ordering;

use super::trial::Trial;

/// Number of rates of the scan that ends a search, over the whole range: that of the grid of which
/// [`RateSearch`](super::RateSearch) says what is promised.
pub(super) const SCANNED: u64 = 4_000;

/// The scan has fewer rates, but not fewer than this, where its steps would be more than those of its
/// [`Budget`]. A range of six powers of ten then has rates that are 1.4 % apart.
const LEAST_SCANNED: u64 = 1_000;

/// The fewest rates of a scan in which no rate may let all starts arrive; see [`Budget::if_none_arrives`].
const FEWEST_SCANNED: u64 = 50;

/// How many steps a scan may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    /// Most steps of a scan with more rates than [`LEAST_SCANNED`].
    steps: u64,
    /// Most steps of a scan if no rate so far lets all starts arrive. Most rates then take all steps from every
    /// start, and there are never fewer rates than [`FEWEST_SCANNED`]. `None` if that makes no difference.
    if_none_arrives: Option<u64>,
}

impl Budget {
    /// Where each step is a formula: some tenths of a second.
    pub const FORMULAS: Self = Self { steps: 10_000_000, if_none_arrives: None };
    /// Where each step is a sum over observations: some seconds on a logistic regression.
    pub const SUMS: Self = Self { if_none_arrives: Some(100_000), ..Self::FORMULAS };
    /// Where each step is a search on the boundary of a ball: some seconds.
    pub const SEARCHES: Self = Self { steps: 200_000, if_none_arrives: Some(100_000) };
}

/// Number of rates that are tried between two of the scan, beside one that is the best so far.
///
/// This and [`Scan::WINDOWS`] trade time against better rates that are missed. Measured in November 2026: 192 searches
/// for closed-form rules on Gaussians, against a search with 64 rates between two and 20 windows. That search found a
/// rate with fewer steps in 15 of them if nothing is tried in between, in 13 with 2 rates, 11 with 4, 10 with 8, and 6
/// with 32.
const BETWEEN: i32 = 8;

/// A scan of the whole range, in which a rate is given up as soon as it cannot be
/// better than the best so far. So it may have thousands of rates.
pub(super) struct Scan {
    /// Logarithms of the rates that are left, the next one last.
    rates: Vec<f64>,
    /// Distance of two of them.
    spacing: f64,
    best: Trial,
    /// Logarithms of the rates that were better than all before them.
    better: Vec<f64>,
    /// Whether rates have been added between those of the scan.
    is_refined: bool,
}

impl Scan {
    /// Number of windows, the best ones, in which rates are added at the end. In the same searches 12 better rates are
    /// missed with one window, 10 with three, and 10 with eight.
    const WINDOWS: usize = 3;

    /// The scan of a range, given as logarithms, against the best rate so far. From all starts
    /// together a rate takes `all` steps at most.
    pub fn new([low, high]: [f64; 2], best: &Trial, all: u64, budget: Budget) -> Self {
        let none_arrives = best.missed > 0;
        let each = if none_arrives { all } else { best.steps }.max(1);
        let count = match budget.if_none_arrives.filter(|_| none_arrives) {
            Some(most) => (most / each).clamp(FEWEST_SCANNED, LEAST_SCANNED),
            None => (budget.steps / each).clamp(LEAST_SCANNED, SCANNED),
        };
        let spacing = (high - low) / (count - 1) as f64;
        let rates = (0..count).rev().map(|k| low + k as f64 * spacing).collect();
        Self { rates, spacing, best: best.clone(), better: Vec::new(), is_refined: false }
    }

    /// The next rate; after the last, rates around the best few of them.
    pub fn next(&mut self) -> Option<f64> {
        if self.rates.is_empty() && !self.is_refined {
            self.is_refined = true;
            for &center in self.better.iter().rev().take(Self::WINDOWS) {
                let beside = (1 - BETWEEN..BETWEEN).filter(|&k| k != 0);
                let share = self.spacing / f64::from(BETWEEN);
                self.rates.extend(beside.map(|k| center + f64::from(k) * share));
            }
        }
        self.rates.pop().map(f64::exp)
    }

    /// How many steps more a rate may take to be better than the best, if so many of its starts
    /// have missed the goal and its others have taken so many steps.
    pub fn steps_left(&self, missed: u32, steps: u64) -> u64 {
        match missed.cmp(&self.best.missed) {
            Ordering::Less => u64::MAX,
            Ordering::Equal => self.best.steps.saturating_sub(steps + 1),
            Ordering::Greater => 0,
        }
    }

    /// Records a rate that was followed to the end; returns whether it is better than the best.
    pub fn record(&mut self, trial: &Trial) -> bool {
        let is_better = trial.is_better_than(&self.best);
        if is_better {
            self.best = trial.clone();
            self.better.push(trial.value.ln());
        }
        is_better
    }
}
