//! The rate, or radius, with which a rule does best, and every other that was tried.

use std::cmp::Ordering;
use std::f64::consts::LN_10;
use std::sync::Arc;

use serde::Serialize;

use super::spec::{LEAST_VALUE, RateSearchSpec, size_option, spans};
use super::walk::{Outcome, Walk, Walker};
use crate::chart::Charted;
use crate::error::{Invalid, quoted_point};
use crate::experiment::convert;
use crate::geometry::Point;
use crate::model::Model;
use crate::spec::{Setting, StartSpec};

/// Rungs of the ladder in each factor of ten.
const RUNGS_A_DECADE: f64 = 5.0;

/// Golden sections of the two rungs around the best: its bracket, a factor of
/// 2.5 wide, shrinks to 2 · 10⁻⁵ of that.
const SECTIONS: u32 = 22;

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
/// It climbs a ladder of rates, five in each factor of ten; where the best is
/// the lowest or the highest rung and no range was asked for, it adds rungs
/// there; then it narrows the two rungs around the best by golden sections
/// (Kiefer 1953) in the logarithm of the rate. The number of steps need not
/// have one minimum only, so what is found is the best of all that were tried,
/// the first of equals; [`RateSearch::trials`] shows them all.
pub struct RateSearch {
    spec: RateSearchSpec,
    walker: Walker,
    /// The starts in the chart of the run.
    starts: Vec<Point>,
    option: &'static str,
    ladder: Ladder,
    golden: Option<Golden>,
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
            spec,
            walker,
            starts,
            option: option.name,
            ladder,
            golden: None,
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
        let beyond = |sign: f64| self.trials.iter().any(|t| sign * (t.value - trial.value) > 0.0);
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
        let planned = self.ladder.tried.len().max(self.ladder.rungs as usize + 1);
        let share = self.done as f64 / self.starts.len() as f64;
        (self.trials.len() as f64 + share) / (planned as f64 + f64::from(SECTIONS) + 2.0)
    }

    fn close_trial(&mut self) {
        if let Some((trial, _)) = self.current.take() {
            match &mut self.golden {
                Some(golden) => golden.learn(trial.clone()),
                None => self.ladder.learn(trial.clone()),
            }
            self.trials.push(trial);
        }
        self.try_next();
    }

    /// Starts the next trial, if there is one left.
    fn try_next(&mut self) {
        let rung = if self.golden.is_none() { self.ladder.next() } else { None };
        let value = rung.or_else(|| {
            let golden = self.golden.get_or_insert_with(|| Golden::between(self.ladder.bracket()));
            golden.next()
        });
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
    pending: i32,
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
        Self { low: low.ln(), spacing, rungs, limits, tried: Vec::new(), pending: 0 }
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
        self.pending = rung;
        (self.limits[0] <= rung && rung <= self.limits[1]).then(|| self.log_value(rung).exp())
    }

    fn learn(&mut self, trial: Trial) {
        let place = if self.pending < 0 { 0 } else { self.tried.len() };
        self.tried.insert(place, (self.pending, trial));
    }

    /// Logarithms of the rungs on both sides of the best, or of the best
    /// itself where it is the outermost.
    fn bracket(&self) -> [f64; 2] {
        let best = self.best();
        let at = |k: usize| self.tried.get(k).map_or(self.low, |&(rung, _)| self.log_value(rung));
        [at(best.saturating_sub(1)), at((best + 1).min(self.tried.len().saturating_sub(1)))]
    }
}

/// A golden-section search that is told the values it asks for.
struct Golden {
    bracket: [f64; 2],
    /// The two inner points with what came of them.
    left: (f64, Option<Trial>),
    right: (f64, Option<Trial>),
    sections: u32,
}

impl Golden {
    fn between([low, high]: [f64; 2]) -> Self {
        let reach = golden_ratio() * (high - low);
        let (left, right) = (high - reach, low + reach);
        Self { bracket: [low, high], left: (left, None), right: (right, None), sections: 0 }
    }

    /// The rate to try next.
    fn next(&mut self) -> Option<f64> {
        if let (Some(left), Some(right)) = (&self.left.1, &self.right.1) {
            if self.sections >= SECTIONS {
                return None;
            }
            let leftwards = left.is_better_than(right);
            self.shrink(leftwards);
        }
        let asked = if self.left.1.is_none() { self.left.0 } else { self.right.0 };
        Some(asked.exp())
    }

    fn shrink(&mut self, leftwards: bool) {
        self.sections += 1;
        let [low, high] = self.bracket;
        let (left, right) = (self.left.0, self.right.0);
        if leftwards {
            self.bracket = [low, right];
            self.right = (left, self.left.1.take());
            self.left = (right - golden_ratio() * (right - low), None);
        } else {
            self.bracket = [left, high];
            self.left = (right, self.right.1.take());
            self.right = (left + golden_ratio() * (high - left), None);
        }
    }

    fn learn(&mut self, trial: Trial) {
        let asked = if self.left.1.is_none() { &mut self.left } else { &mut self.right };
        asked.1 = Some(trial);
    }
}

/// `(√5 − 1)/2`.
fn golden_ratio() -> f64 {
    0.5 * (5.0f64.sqrt() - 1.0)
}
