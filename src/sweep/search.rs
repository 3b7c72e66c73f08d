//! The search for the best rate, or radius, of a rule.
//!
//! Rates are tried on *ladders*: series of rates with a constant ratio, whose
//! members are called *rungs*.

use std::cmp::Ordering;
use std::f64::consts::LN_10;
use std::sync::Arc;

use serde::Serialize;

use super::specification::{Aim, LEAST_VALUE, RateSearchSpec, size_option, spans};
use super::walk::{Outcome, Walk, Walker};
use crate::catalog::Setting;
use crate::chart::Charted;
use crate::error::{Invalid, quoted_point};
use crate::experiment::convert;
use crate::geometry::Point;
use crate::model::prelude::*;
use crate::specification::StartSpec;

/// Number of rungs of the first ladder in each factor of ten.
const RUNGS_A_DECADE: f64 = 5.0;

/// Each further ladder covers this many rungs of the one before, to either side of
/// its best rung. The first of them covers more, because a better rate may lie
/// between two rungs near the best.
const REACHES: [usize; 3] = [2, 1, 1];

/// Number of rungs of the next ladder between two rungs. The rates of the last ladder are 0.2 %
/// apart.
const FINER: i32 = 6;

/// Number of rungs of all ladders but the first, including both ends of each.
const FINER_RUNGS: i32 =
    2 * (REACHES[0] + REACHES[1] + REACHES[2]) as i32 * FINER + REACHES.len() as i32;

/// Number of rates of the scan that ends a search, over the whole range.
const SCANNED: u64 = 4_000;

/// The scan has fewer rates, but not fewer than this, where its steps would be more than
/// [`MOST_SCANNED_STEPS`].
const LEAST_SCANNED: u64 = 1_000;

/// Most steps of a scan with more rates than [`LEAST_SCANNED`].
const MOST_SCANNED_STEPS: u64 = 1_000_000;

/// Most steps of a scan if no rate so far lets all starts arrive. Then most rates take all steps
/// from every start, and few are worth that; but there are never fewer rates than [`FEWEST_SCANNED`].
const MOST_VAIN_STEPS: u64 = 100_000;
const FEWEST_SCANNED: u64 = 50;

/// Number of rates that are tried between two of the scan, beside one that is the best so far.
const BETWEEN: i32 = 8;

/// A rate that was tried, and its result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trial {
    /// The rate or radius.
    pub value: f64,
    /// Number of starts that did not reach the goal.
    pub missed: u32,
    /// Sum of the steps of those that did.
    pub steps: u64,
    /// Mean of the last losses of all starts (nats); infinite if one overflowed.
    pub loss: f64,
    /// "reached", or the outcome of the first start that missed (see [`Outcome`]).
    pub status: &'static str,
}

impl Trial {
    /// Orders trials from better to worse: by the starts missed, then by steps, then by loss.
    fn compare(&self, other: &Self) -> Ordering {
        let counts = |trial: &Self| (trial.missed, trial.steps);
        counts(self).cmp(&counts(other)).then(self.loss.total_cmp(&other.loss))
    }

    fn is_better_than(&self, other: &Self) -> bool {
        self.compare(other) == Ordering::Less
    }
}

/// The best rate so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Best {
    /// The option that was searched: "rate" or "radius".
    pub option: &'static str,
    /// The best trial.
    #[serde(flatten)]
    pub trial: Trial,
    /// Whether it is the least or the greatest of all rates tried. Rates beyond
    /// may then be better.
    pub edge: bool,
}

/// A search for the best rate of a rule from given starts.
///
/// First it tries the rate of the run itself, so that the result cannot be worse.
/// Then it tries a ladder with five rates in each factor of ten. If the best is
/// at an end of the ladder, and no range was given, it adds rungs there. Three
/// more ladders, each six times as fine as the one before, cover the rates near
/// the best. (The number of steps has many small local minima as a function of
/// the rate, so methods that assume a single minimum would not work.) At last, where
/// every step has a closed form and steps are counted, 4,000 rates over the whole range are
/// tried, and more between the best few of them and their neighbours; each is
/// given up as soon as it cannot be better than the best so far. (1,000 at least, if each may
/// need very many steps.) The result is the best of all rates, and the first of equally good
/// ones; [`RateSearch::trials`] lists those of the ladders, and of the scan those
/// that were better than all before.
///
/// What is promised, for rules with closed-form steps: no rate of a logarithmic grid of 4,000
/// over the range needs fewer steps by more than 2 % of them all, where all starts
/// arrive in 250 steps together; beyond that the grid has fewer rates, 1,000 at least. Where
/// no rate that was found lets all starts arrive, the scan is short and nothing is promised.
pub struct RateSearch {
    spec: RateSearchSpec,
    walker: Walker,
    /// The starts in the chart of the run.
    starts: Vec<Point>,
    option: &'static str,
    /// The rate of the run itself, until it is tried.
    given: Option<f64>,
    /// Approximate number of trials.
    planned: f64,
    ladder: Ladder,
    /// Number of ladders that are done.
    level: usize,
    /// The range that the first ladder covered, as logarithms.
    range: [f64; 2],
    /// What is left of the last ladder, which is tried against the best; `None` before it begins.
    scan: Option<Scan>,
    /// Number of rates that are done, given up or not.
    tried: u64,
    trials: Vec<Trial>,
    current: Option<(Trial, Walk)>,
    /// Starts of the current trial that are done.
    done: usize,
    finished: bool,
}

impl RateSearch {
    /// Builds the search of a specification; no rate has been tried yet.
    ///
    /// # Errors
    /// [`Invalid`] if the data are unusable, if a start is outside the domain, or
    /// if a gap is given for a model whose loss has no minimum.
    pub fn new(spec: RateSearchSpec) -> Result<Self, Invalid> {
        let (model, entry) = (spec.model.build()?, spec.model.model);
        let goal = spec.goal.map_or(Ok(f64::NEG_INFINITY), |goal| goal.loss(model.as_ref()))?;
        let there = entry.chart(spec.run.chart, "run.chart")?.over(&model);
        let starts = starts_in(&there, &spec, &model)?;
        let walker = Walker::new(there, &spec.run.rule, goal, spec.steps);
        let (option, ladder) = (size_option(&spec.run.rule), Ladder::new(&spec));
        let mut search = Self {
            given: given_value(&spec, option.name),
            planned: f64::from(ladder.rungs + 2 + FINER_RUNGS)
                + if spec.aim == Aim::Steps { SCANNED as f64 } else { 0.0 },
            spec,
            walker,
            starts,
            option: option.name,
            ladder,
            level: 0,
            range: [0.0; 2],
            scan: None,
            tried: 0,
            trials: Vec::new(),
            current: None,
            done: 0,
            finished: false,
        };
        search.try_next();
        Ok(search)
    }

    /// Its specification, with defaults filled in.
    pub fn spec(&self) -> &RateSearchSpec {
        &self.spec
    }

    /// All rates of the ladders, and those of the scan that were better than all before, in the order in which they were tried.
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }

    /// The best of them; `None` before the first is done.
    pub fn best(&self) -> Option<Best> {
        let trial = self.trials.iter().reduce(|best, trial| better(best, trial))?.clone();
        // Two ladders may share a rung, up to rounding.
        let beyond =
            |sign: f64| self.trials.iter().any(|t| sign * (t.value / trial.value - 1.0) > 1e-9);
        let edge = !(beyond(1.0) && beyond(-1.0));
        Some(Best { option: self.option, trial, edge })
    }

    /// Does up to `count` units of work: one for each start of a rate, and one for
    /// each step. Returns approximately the fraction done, and exactly 1 at the end.
    pub fn advance(&mut self, count: u64) -> f64 {
        let mut left = count;
        while left > 0 && !self.finished {
            let Some((trial, walk)) = &mut self.current else { break };
            // In a scan a start is followed until its rate can no longer be better.
            let most = self.scan.as_ref().map_or(u64::MAX, |scan| scan.most_steps(trial));
            left -= self.walker.advance(walk, left.min(most.saturating_sub(walk.taken)));
            let Some(outcome) = walk.end else {
                if walk.taken < most {
                    break;
                }
                left = left.saturating_sub(1);
                self.current = None;
                self.tried += 1;
                self.try_next();
                continue;
            };
            trial.add(outcome, walk.loss, self.starts.len());
            self.done += 1;
            left = left.saturating_sub(1);
            match self.starts.get(self.done) {
                Some(&at) => *walk = self.walker.start(at),
                None => self.close_trial(),
            }
        }
        self.progress()
    }

    /// Approximate fraction done. It decreases when rungs are added to a ladder.
    pub fn progress(&self) -> f64 {
        if self.finished {
            return 1.0;
        }
        let share = self.done as f64 / self.starts.len() as f64;
        let tried = self.tried as f64 + share;
        tried / self.planned.max(tried + 1.0)
    }

    /// The next rate to try: the next rung, or after the last rung the first of a finer ladder.
    fn next(&mut self) -> Option<f64> {
        loop {
            if let Some(scan) = &mut self.scan {
                return scan.next();
            }
            let rung = self.ladder.next();
            if rung.is_some() {
                return rung;
            }
            if self.level == 0 {
                self.range = self.ladder.range();
            }
            if let Some(&reach) = REACHES.get(self.level) {
                self.ladder = self.ladder.finer(reach);
                self.level += 1;
            } else {
                self.scan = Some(self.new_scan()?);
            }
        }
    }

    /// The scan that ends the search; `None` for rules whose steps are too dear.
    fn new_scan(&self) -> Option<Scan> {
        let cheap = self.spec.aim == Aim::Steps && self.walker.is_cheap(self.spec.run.rule.rule);
        let best = self.trials.iter().reduce(better).filter(|_| cheap)?;
        let all = self.spec.steps * self.starts.len() as u64;
        let count = if best.missed == 0 {
            (MOST_SCANNED_STEPS / best.steps.max(1)).clamp(LEAST_SCANNED, SCANNED)
        } else {
            (MOST_VAIN_STEPS / all.max(1)).clamp(FEWEST_SCANNED, LEAST_SCANNED)
        };
        let [low, high] = self.range;
        let spacing = (high - low) / (count - 1) as f64;
        let rates = (0..count).rev().map(|k| low + k as f64 * spacing).collect();
        Some(Scan { rates, spacing, best: best.clone(), better: Vec::new(), is_refined: false })
    }

    fn close_trial(&mut self) {
        if let Some((trial, _)) = self.current.take() {
            let is_kept = self.scan.as_mut().is_none_or(|scan| scan.record(&trial));
            if self.scan.is_none() {
                self.ladder.record(trial.clone());
            }
            if is_kept {
                self.trials.push(trial);
            }
            self.tried += 1;
        }
        self.try_next();
    }

    /// Starts the next trial, if there is one left.
    fn try_next(&mut self) {
        let value = self.given.take().or_else(|| self.next());
        self.done = 0;
        self.finished = value.is_none();
        self.current = value.zip(self.starts.first()).map(|(value, &at)| {
            let mut rule = self.spec.run.rule.clone();
            let options = rule.rule.options.iter().map(|option| option.name);
            for (name, setting) in options.zip(&mut rule.settings) {
                if name == self.option {
                    *setting = Setting::Number(value);
                }
            }
            self.walker.rule = rule.build();
            (Trial::of(value), self.walker.start(at))
        });
    }
}

/// The value of the run's option, if it is in the given range.
fn given_value(spec: &RateSearchSpec, option: &str) -> Option<f64> {
    match spec.run.rule.get(option) {
        Some(Setting::Number(value)) => {
            let inside = spec.range.is_none_or(|[low, high]| low <= value && value <= high);
            inside.then_some(value)
        }
        _ => None,
    }
}

/// The starts in the chart of the run, `there`.
fn starts_in(
    there: &Charted,
    spec: &RateSearchSpec,
    model: &Arc<dyn Model>,
) -> Result<Vec<Point>, Invalid> {
    let one = |(k, start): (usize, &StartSpec)| {
        let chart = spec.model.model.chart(start.chart, &format!("starts[{k}].chart"))?;
        let (seen, point) = (chart.over(model), Point::from(start.at));
        let same = start.chart == spec.run.chart;
        let at = seen.contains(point).then(|| convert(&seen, there, point, same));
        at.filter(|&at| there.holds(at)).ok_or_else(|| {
            let value = quoted_point(start.at);
            let allowed = format_args!(
                "a point of the chart {}: {}, that {} can hold in double precision",
                chart.name, chart.domain, spec.run.chart
            );
            Invalid::new(format_args!("starts[{k}].at"), value, allowed)
        })
    };
    spec.starts.iter().enumerate().map(one).collect()
}

fn better<'t>(best: &'t Trial, trial: &'t Trial) -> &'t Trial {
    if trial.is_better_than(best) { trial } else { best }
}

impl Trial {
    fn of(value: f64) -> Self {
        let status = Outcome::Reached(0).name();
        Self { value, missed: 0, steps: 0, loss: 0.0, status }
    }

    /// Adds the result of one of `count` starts.
    fn add(&mut self, outcome: Outcome, loss: f64, count: usize) {
        let loss = if loss.is_nan() { f64::INFINITY } else { loss };
        self.loss += loss / count as f64;
        if let Outcome::Reached(steps) = outcome {
            self.steps += u64::from(steps);
            return;
        }
        if self.missed == 0 {
            self.status = outcome.name();
        }
        self.missed += 1;
    }
}

/// A scan of the whole range, in which a rate is given up as soon as it cannot be
/// better than the best so far. So it may have thousands of rates.
struct Scan {
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
    /// Number of windows, the best ones, in which rates are added at the end.
    const WINDOWS: usize = 3;

    /// The next rate; after the last, rates around the best few of them.
    fn next(&mut self) -> Option<f64> {
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

    /// The most steps that the current start of a trial may take for its rate to be better
    /// than the best.
    fn most_steps(&self, trial: &Trial) -> u64 {
        match trial.missed.cmp(&self.best.missed) {
            Ordering::Less => u64::MAX,
            Ordering::Equal => self.best.steps.saturating_sub(trial.steps + 1),
            Ordering::Greater => 0,
        }
    }

    /// Records a rate that was followed to the end; returns whether it is better than the best.
    fn record(&mut self, trial: &Trial) -> bool {
        let is_better = trial.is_better_than(&self.best);
        if is_better {
            self.best = trial.clone();
            self.better.push(trial.value.ln());
        }
        is_better
    }
}

/// Rates with a constant ratio: rung `k` is the rate `e^(low + k · spacing)`.
struct Ladder {
    low: f64,
    spacing: f64,
    /// The last of the rungs planned at the beginning, which are 0 to this one.
    rungs: i32,
    /// The lowest and the highest rung that may be added.
    limits: [i32; 2],
    /// The rungs tried so far, in ascending order and without gaps.
    tried: Vec<(i32, Trial)>,
    /// The rung being tried.
    pending: Option<i32>,
}

impl Ladder {
    fn new(spec: &RateSearchSpec) -> Self {
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
    fn finer(&self, reach: usize) -> Self {
        let [low, high] = self.bracket(reach);
        let rungs = ((high - low) / self.spacing).round() as i32 * FINER;
        let spacing = self.spacing / f64::from(FINER);
        Self { low, spacing, rungs, limits: [0, rungs], tried: Vec::new(), pending: None }
    }

    /// The logarithms of the lowest and the highest rung tried.
    fn range(&self) -> [f64; 2] {
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

    /// The next rung to try: first all that were planned, then one beyond the best
    /// as long as the best is at an end.
    fn next(&mut self) -> Option<f64> {
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
    fn record(&mut self, trial: Trial) {
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
