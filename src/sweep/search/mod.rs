//! The search for the best rate, or radius, of a rule.
//!
//! Rates are tried on *ladders*: series of rates with a constant ratio, whose
//! members are called *rungs*. A scan of the whole range follows where steps are cheap.

mod ladder;
mod scan;
mod trial;

pub use trial::Trial;

use std::sync::Arc;

use serde::Serialize;

use self::ladder::{FINER_RUNGS, Ladder, REACHES};
use self::scan::{Budget, SCANNED, Scan};
use self::trial::better;
use super::fleet::{Fleet, Tag};
use super::specification::{Aim, RateSearchSpec, size_option};
use super::walk::{Outcome, Walk, Walker};
use crate::catalog::Setting;
use crate::chart::Charted;
use crate::error::{Invalid, quoted_point};
use crate::experiment::convert;
use crate::geometry::Point;
use crate::model::prelude::*;
use crate::specification::StartSpec;

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
/// every step has a closed form (or is a search on a line or on the boundary of a ball, as of `kl-ray`, `trpo` and `kl-ball`) and steps are counted, 4,000 rates
/// over the whole range are tried, and more between the best few of them and their neighbours; each is
/// given up as soon as it cannot be better than the best so far. (There are fewer if each may
/// need more than 2,500 steps.) The result is the best of all rates, and the first of equally good
/// ones; [`RateSearch::trials`] lists those of the ladders, and of the scan those
/// that were better than all before.
///
/// Where a step takes an integral, a rate of a ladder is given up, too, as soon as it cannot be better than
/// the best rung of its ladder so far. That changes no result, because a ladder asks only which rung is the best.
///
/// What is promised, for rules with closed-form steps: no rate of a logarithmic grid of 4,000
/// over the range needs fewer steps by more than 2 % of them all, if all starts together
/// arrive in 2,500 steps. If they need `n` steps, more than that, the grid has `10⁷/n` rates, and 1,000
/// at least. For `kl-ball`, whose steps take longer, these are 50 steps and `2·10⁵/n` rates. If no rate of the ladders lets all starts arrive, `n` is the most steps that they may take together; where each
/// step is a sum over observations, an integral, or that of `kl-ball`, the scan is short then, and nothing is promised. A rule that never
/// comes to rest may pass the goal by chance, and its steps then depend on the last digits of the rate.
pub struct RateSearch {
    spec: RateSearchSpec,
    walker: Walker,
    /// A walk at each start.
    starts: Vec<Walk>,
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
    /// The rate being tried, and the walks in progress, each with the number of its start.
    current: Option<Attempt>,
    fleet: Fleet,
    /// Whether rungs of a ladder are given up.
    gives_up: bool,
    finished: bool,
}

/// A rate that is being tried.
struct Attempt {
    value: f64,
    /// The outcome and the last loss of each start.
    ends: Vec<(Outcome, f64)>,
    /// Number of starts that were begun, that are done, and that did not reach the goal.
    begun: usize,
    done: usize,
    missed: u32,
    /// Steps of the starts that did.
    steps: u64,
}

impl Attempt {
    fn record(&mut self, start: usize, walk: &Walk) {
        let outcome = walk.end.unwrap_or(Outcome::Running);
        self.ends[start] = (outcome, walk.loss);
        self.done += 1;
        match outcome {
            Outcome::Reached(steps) => self.steps += u64::from(steps),
            _ => self.missed += 1,
        }
    }
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
        let walker = Walker::new(there, &spec.run.rule, goal, spec.steps, true);
        let starts: Vec<Walk> = starts.into_iter().map(|at| walker.start(at)).collect();
        let (option, ladder) = (size_option(&spec.run.rule), Ladder::new(&spec));
        let fleet = Fleet::new(&walker);
        let mut search = Self {
            // Only where there is one walk at a time: then a rate is given up at the same step, however the work is portioned.
            gives_up: walker.sums() && fleet.is_single(),
            given: given_value(&spec, option.name),
            planned: f64::from(ladder.rungs + 2 + FINER_RUNGS)
                + if spec.aim == Aim::Steps { SCANNED as f64 } else { 0.0 },
            spec,
            fleet,
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
            let Some(attempt) = &mut self.current else { break };
            while left > 0 && attempt.begun < self.starts.len() && self.fleet.has_room() {
                let walk = self.starts[attempt.begun];
                if let Some(walk) = self.fleet.enter(&self.walker, (attempt.begun, 0), walk) {
                    attempt.record(attempt.begun, &walk);
                }
                attempt.begun += 1;
                left -= 1;
            }
            if attempt.done == self.starts.len() {
                self.close_trial();
                continue;
            }
            // A rate is followed as long as it may still be better than the best.
            let [active, taken] = self.fleet.steps();
            let (missed, steps) = (attempt.missed, attempt.steps + taken);
            let most = match &self.scan {
                Some(scan) => scan.steps_left(missed, steps),
                None if self.gives_up => self.ladder.steps_left(missed, steps),
                None => u64::MAX,
            };
            if most < active {
                self.fleet.clear();
                self.give_up();
                continue;
            }
            let mut record = |(start, _): Tag, walk: Walk| attempt.record(start, &walk);
            left -= self.fleet.advance(&self.walker, left.min(most), &mut record);
        }
        self.progress()
    }

    /// Approximate fraction done. It decreases when rungs are added to a ladder.
    pub fn progress(&self) -> f64 {
        if self.finished {
            return 1.0;
        }
        let done = self.current.as_ref().map_or(0, |attempt| attempt.done);
        let share = done as f64 / self.starts.len() as f64;
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

    /// The scan that ends the search; `None` for rules whose steps take too long.
    fn new_scan(&self) -> Option<Scan> {
        let cheap = self.spec.aim == Aim::Steps && self.walker.is_cheap(self.spec.run.rule.rule);
        let best = self.trials.iter().reduce(better).filter(|_| cheap)?;
        let all = self.spec.steps * self.starts.len() as u64;
        let budget = match self.spec.run.rule.rule.name {
            "kl-ball" => Budget::SEARCHES,
            _ if self.walker.sums() => Budget::SUMS,
            _ => Budget::FORMULAS,
        };
        Some(Scan::new(self.range, best, all, budget))
    }

    /// Ends the rate being tried, which cannot be the best.
    fn give_up(&mut self) {
        if let Some(attempt) = self.current.take().filter(|_| self.scan.is_none()) {
            let missed = attempt.ends.len() as u32 - (attempt.done as u32 - attempt.missed);
            let trial = Trial::given_up(attempt.value, missed, attempt.steps);
            self.ladder.record(trial.clone());
            self.trials.push(trial);
        }
        self.tried += 1;
        self.try_next();
    }

    fn close_trial(&mut self) {
        if let Some(Attempt { value, ends, .. }) = self.current.take() {
            let trial = Trial::of(value, ends.into_iter());
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
        self.finished = value.is_none();
        self.current = value.map(|value| {
            let mut rule = self.spec.run.rule.clone();
            let options = rule.rule.options.iter().map(|option| option.name);
            for (name, setting) in options.zip(&mut rule.settings) {
                if name == self.option {
                    *setting = Setting::Number(value);
                }
            }
            self.walker.rule = rule.build();
            self.fleet.follow(&self.walker);
            let ends = vec![(Outcome::Pending, 0.0); self.starts.len()];
            Attempt { value, ends, begun: 0, done: 0, missed: 0, steps: 0 }
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
