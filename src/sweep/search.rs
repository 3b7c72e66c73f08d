//! The rate, or radius, with which a rule does best, and every other that was tried.

use std::cmp::Ordering;
use std::f64::consts::LN_10;
use std::sync::Arc;

use serde::Serialize;

use super::specification::{LEAST_VALUE, RateSearchSpec, size_option, spans};
use super::walk::{Outcome, Walk, Walker};
use crate::chart::Charted;
use crate::error::{Invalid, quoted_point};
use crate::experiment::convert;
use crate::geometry::Point;
use crate::model::prelude::*;
use crate::specification::{Setting, StartSpec};

/// Rungs of the ladder in each factor of ten.
const RUNGS_A_DECADE: f64 = 5.0;

/// Each ladder after it reaches so many rungs of the one before to either side
/// of its best. The first of them reaches further: near the best there may be
/// a better one that no rung was near.
const REACHES: [usize; 3] = [2, 1, 1];

/// Rungs of the next ladder in one of these: the last ones are 0.2 % apart.
const FINER: i32 = 6;

/// Rungs of all ladders but the first, which reach so far to both sides and have both ends.
const FINER_RUNGS: i32 =
    2 * (REACHES[0] + REACHES[1] + REACHES[2]) as i32 * FINER + REACHES.len() as i32;

/// A rate that was tried, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trial {
    /// The rate or radius.
    pub value: f64,
    /// How many starts did not reach the goal.
    pub missed: u32,
    /// Steps of those that did, taken together.
    pub steps: u64,
    /// The loss where each start's run ended, on average (nats); infinite
    /// where it overflowed.
    pub loss: f64,
    /// "reached", or the outcome of the first start that missed (see [`Outcome`]).
    pub status: &'static str,
}

impl Trial {
    /// Less is better: fewer starts missed, then fewer steps, then less loss.
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
    /// What came of the best.
    #[serde(flatten)]
    pub trial: Trial,
    /// Whether it is the least or the greatest of all rates tried, so that
    /// there may be better ones beyond.
    pub edge: bool,
}

/// A search for the rate with which one rule does best from given starts.
///
/// It tries the rate that the run was given, so that none it finds is worse,
/// and climbs a ladder of rates, five in each factor of ten; where the best is
/// the lowest or the highest rung and no range was asked for, it adds rungs
/// there. The number of steps has many small minima, so that nothing finer
/// than another ladder would do: three more, each six times as fine, pass over
/// what is near the best. What is found is the best of all, the first of
/// equals; [`RateSearch::trials`] shows them all.
pub struct RateSearch {
    spec: RateSearchSpec,
    walker: Walker,
    /// The starts in the chart of the run.
    starts: Vec<Point>,
    option: &'static str,
    /// What the run was given, until it is tried.
    given: Option<f64>,
    /// About how many trials there will be.
    planned: f64,
    ladder: Ladder,
    /// How many ladders there were before.
    level: usize,
    trials: Vec<Trial>,
    current: Option<(Trial, Walk)>,
    /// Starts of the current trial that are done.
    done: usize,
    finished: bool,
}

impl RateSearch {
    /// Builds what `spec` describes; nothing has been tried yet.
    ///
    /// # Errors
    /// [`Invalid`] where the data are unusable, a start lies outside the
    /// domain, or a gap is asked for of a model whose loss has no minimum.
    pub fn new(spec: RateSearchSpec) -> Result<Self, Invalid> {
        let (model, entry) = (spec.model.build()?, spec.model.model);
        let goal = spec.goal.map_or(Ok(f64::NEG_INFINITY), |goal| goal.loss(model.as_ref()))?;
        let there = entry.chart(spec.run.chart, "run.chart")?.over(&model);
        let starts = starts_in(&there, &spec, &model)?;
        let walker = Walker { model: there, rule: spec.run.rule.build(), goal, most: spec.steps };
        let (option, ladder) = (size_option(&spec.run.rule), Ladder::new(&spec));
        let mut search = Self {
            given: given_value(&spec, option.name),
            planned: f64::from(ladder.rungs + 2 + FINER_RUNGS),
            spec,
            walker,
            starts,
            option: option.name,
            ladder,
            level: 0,
            trials: Vec::new(),
            current: None,
            done: 0,
            finished: false,
        };
        search.try_next();
        Ok(search)
    }

    /// What it was built from, defaults filled in.
    pub fn spec(&self) -> &RateSearchSpec {
        &self.spec
    }

    /// Every rate that was tried, in the order of trying.
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }

    /// The best of them; `None` before the first is done.
    pub fn best(&self) -> Option<Best> {
        let trial = self.trials.iter().reduce(|best, trial| better(best, trial))?.clone();
        // A rung may be tried twice, but for rounding.
        let beyond =
            |sign: f64| self.trials.iter().any(|t| sign * (t.value / trial.value - 1.0) > 1e-9);
        let edge = !(beyond(1.0) && beyond(-1.0));
        Some(Best { option: self.option, trial, edge })
    }

    /// Does up to `count` units of work: one for each start of a rate, one for
    /// each step. Returns about what fraction is done, exactly 1 at the end.
    pub fn advance(&mut self, count: u64) -> f64 {
        let mut left = count;
        while left > 0 && !self.finished {
            let Some((trial, walk)) = &mut self.current else { break };
            left -= self.walker.advance(walk, left);
            let Some(outcome) = walk.end else { break };
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

    /// About what fraction is done; a ladder that has to grow makes it less.
    pub fn progress(&self) -> f64 {
        if self.finished {
            return 1.0;
        }
        let share = self.done as f64 / self.starts.len() as f64;
        let tried = self.trials.len() as f64 + share;
        tried / self.planned.max(tried + 1.0)
    }

    /// The next rung, of a finer ladder after the last of one.
    fn next(&mut self) -> Option<f64> {
        loop {
            let rung = self.ladder.next();
            if rung.is_some() {
                return rung;
            }
            self.ladder = self.ladder.finer(*REACHES.get(self.level)?);
            self.level += 1;
        }
    }

    fn close_trial(&mut self) {
        if let Some((trial, _)) = self.current.take() {
            self.ladder.learn(trial.clone());
            self.trials.push(trial);
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

/// What the run was given, or its default, where that is in the range asked for.
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

    /// Takes in how one of `count` starts ended.
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

/// Rates in geometric progression: rung `k` is `e^(low + k · spacing)`.
struct Ladder {
    low: f64,
    spacing: f64,
    /// The rungs first planned are 0 to this one.
    rungs: i32,
    /// The lowest and the highest rung that may be added.
    limits: [i32; 2],
    /// The rungs tried, from low to high, without a gap.
    tried: Vec<(i32, Trial)>,
    /// The rung that is being tried, if one is.
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

    /// The next ladder, around the best of this.
    fn finer(&self, reach: usize) -> Self {
        let [low, high] = self.bracket(reach);
        let rungs = ((high - low) / self.spacing).round() as i32 * FINER;
        let spacing = self.spacing / f64::from(FINER);
        Self { low, spacing, rungs, limits: [0, rungs], tried: Vec::new(), pending: None }
    }

    fn log_value(&self, rung: i32) -> f64 {
        self.low + f64::from(rung) * self.spacing
    }

    /// Where in `tried` the best stands.
    fn best(&self) -> usize {
        (1..self.tried.len()).fold(0, |best, k| {
            if self.tried[k].1.is_better_than(&self.tried[best].1) { k } else { best }
        })
    }

    /// The next rung to try: those planned, then one beyond the best while the
    /// best is the outermost.
    fn next(&mut self) -> Option<f64> {
        let planned = self.tried.len() as i32;
        let rung = if planned <= self.rungs {
            planned
        } else {
            match self.best() {
                // Where it is no better than its neighbour, less is of no use.
                0 if self.tried[0].1.is_better_than(&self.tried[1].1) => self.tried[0].0 - 1,
                best if best + 1 == self.tried.len() => self.tried[best].0 + 1,
                _ => return None,
            }
        };
        self.pending = (self.limits[0] <= rung && rung <= self.limits[1]).then_some(rung);
        self.pending.map(|rung| self.log_value(rung).exp())
    }

    /// Takes in a trial of its own; that of the given rate stands on no rung.
    fn learn(&mut self, trial: Trial) {
        if let Some(rung) = self.pending.take() {
            let place = if rung < 0 { 0 } else { self.tried.len() };
            self.tried.insert(place, (rung, trial));
        }
    }

    /// Logarithms of the rungs `reach` to both sides of the best, or of the
    /// outermost where there are not so many.
    fn bracket(&self, reach: usize) -> [f64; 2] {
        let best = self.best();
        let at = |k: usize| self.tried.get(k).map_or(self.low, |&(rung, _)| self.log_value(rung));
        [at(best.saturating_sub(reach)), at((best + reach).min(self.tried.len().saturating_sub(1)))]
    }
}
