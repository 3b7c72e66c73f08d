//! Ladders: series of rates with a constant ratio, whose members are called rungs.

use std::cmp::Ordering;
use std::f64::consts::LN_10;

use super::trial::Trial;
use crate::sweep::RateSearchSpec;
use crate::sweep::specification::{LEAST_VALUE, size_option, spans};

/// Number of rungs of the first ladder in each factor of ten.
const RUNGS_A_DECADE: f64 = 5.0;

/// Each further ladder covers this many rungs of the one before, to either side of
/// its best rung. The first of them covers more, because a better rate may lie
/// between two rungs near the best.
pub(super) const REACHES: [usize; 3] = [2, 1, 1];

/// Number of rungs of the next ladder between two rungs. The rates of the last ladder are 0.2 %
/// apart.
const FINER: i32 = 6;

/// Number of rungs of all ladders but the first, including both ends of each.
pub(super) const FINER_RUNGS: i32 =
    2 * (REACHES[0] + REACHES[1] + REACHES[2]) as i32 * FINER + REACHES.len() as i32;

/// Rates with a constant ratio: rung `k` is the rate `e^(low + k · spacing)`.
pub(super) struct Ladder {
    low: f64,
    spacing: f64,
    /// The last of the rungs planned at the beginning, which are 0 to this one.
    pub rungs: i32,
    /// The lowest and the highest rung that may be added.
    limits: [i32; 2],
    /// The rungs tried so far, in ascending order and without gaps.
    tried: Vec<(i32, Trial)>,
    /// The rung being tried.
    pending: Option<i32>,
}

impl Ladder {
    pub fn new(spec: &RateSearchSpec) -> Self {
        let [[_, most], slider] = spans(size_option(&spec.run.rule));
        let [low, high] = spec.range.unwrap_or(slider);
        let decades = (high / low).ln() / LN_10;
        let rungs = (decades * RUNGS_A_DECADE).round().clamp(1.0, 1000.0);
        let spacing = (high / low).ln() / rungs;
        let room = |ratio: f64| (ratio.ln() / spacing).floor().clamp(0.0, 1000.0) as i32;
        let rungs = rungs as i32;
        let limits = match spec.range {
            Some(_) => [0, rungs],
            None => [-room(low / LEAST_VALUE), rungs + room(most / high)],
        };
        Self { low: low.ln(), spacing, rungs, limits, tried: Vec::new(), pending: None }
    }

    /// The next ladder, around the best rung of this one.
    pub fn finer(&self, reach: usize) -> Self {
        let [low, high] = self.bracket(reach);
        let rungs = ((high - low) / self.spacing).round() as i32 * FINER;
        let spacing = self.spacing / f64::from(FINER);
        Self { low, spacing, rungs, limits: [0, rungs], tried: Vec::new(), pending: None }
    }

    /// The logarithms of the lowest and the highest rung tried.
    pub fn range(&self) -> [f64; 2] {
        let ends = [self.tried.first(), self.tried.last()];
        ends.map(|end| end.map_or(self.low, |&(rung, _)| self.log_value(rung)))
    }

    fn log_value(&self, rung: i32) -> f64 {
        self.low + f64::from(rung) * self.spacing
    }

    /// The index in `tried` of the best rung.
    fn best(&self) -> usize {
        (1..self.tried.len()).fold(0, |best, k| {
            if self.tried[k].1.is_better_than(&self.tried[best].1) { k } else { best }
        })
    }

    /// How many steps more a rate may take to be as good as the best rung so far, if so many of its starts
    /// have missed the goal and its others have taken so many steps.
    pub fn steps_left(&self, missed: u32, steps: u64) -> u64 {
        let Some((_, best)) = self.tried.get(self.best()) else { return u64::MAX };
        match missed.cmp(&best.missed) {
            Ordering::Less => u64::MAX,
            Ordering::Equal => best.steps.saturating_sub(steps),
            Ordering::Greater => 0,
        }
    }

    /// The next rung to try: first all that were planned, then one beyond the best
    /// as long as the best is at an end.
    pub fn next(&mut self) -> Option<f64> {
        let planned = self.tried.len() as i32;
        let rung = if planned <= self.rungs {
            planned
        } else {
            match self.best() {
                // Only if it is better than its neighbour do smaller rates help.
                0 if self.tried[0].1.is_better_than(&self.tried[1].1) => self.tried[0].0 - 1,
                best if best + 1 == self.tried.len() => self.tried[best].0 + 1,
                _ => return None,
            }
        };
        self.pending = (self.limits[0] <= rung && rung <= self.limits[1]).then_some(rung);
        self.pending.map(|rung| self.log_value(rung).exp())
    }

    /// Records the trial of the pending rung. The trial of the run's own rate belongs to no rung.
    pub fn record(&mut self, trial: Trial) {
        if let Some(rung) = self.pending.take() {
            let place = if rung < 0 { 0 } else { self.tried.len() };
            self.tried.insert(place, (rung, trial));
        }
    }

    /// The logarithms of the rungs `reach` below and above the best, or of the ends
    /// if there are fewer.
    fn bracket(&self, reach: usize) -> [f64; 2] {
        let best = self.best();
        let at = |k: usize| self.tried.get(k).map_or(self.low, |&(rung, _)| self.log_value(rung));
        [at(best.saturating_sub(reach)), at((best + reach).min(self.tried.len().saturating_sub(1)))]
    }
}
