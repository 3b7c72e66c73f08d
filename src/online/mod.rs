//! Online learning: learners that see one observation at a time, and the
//! variance of their estimates.
//!
//! An unbiased estimator has at least the variance of the Cramér–Rao bound,
//! `F⁻¹/t` after `t` observations. Natural gradient with the rate `1/t` attains
//! the bound in the limit (Amari 1998, theorem 2); it is as good as an estimator
//! that keeps all the data. Plain gradient descent with the rate `c/t` has `t`
//! times the variance `c²λ/(2cλ − 1)` along an eigenvector of `F` with
//! eigenvalue `λ > 1/(2c)`. That is the bound, `1/λ`, only for `c = 1/λ`. For
//! smaller eigenvalues the variance decreases more slowly than `1/t`.

mod specification;
mod spread;

pub use specification::{OnlineSpec, Order};
pub use spread::Spread;

use serde::Serialize;

use self::spread::{Mark, marks, outer};
use crate::catalog::MODELS;
use crate::chart::Charted;
use crate::data::Kind;
use crate::error::{Invalid, listed};
use crate::experiment::convert;
use crate::geometry::{Point, Symmetric};
use crate::model::prelude::*;
use crate::numeric::random::Random;
use crate::step::{Memory, Rule, Site, take};

/// Largest number of terms in all Fisher matrices of one learner: observations
/// times inputs. [`OnlineLearning::advance`] can be interrupted only between learners.
const MOST_TERMS: u64 = 50_000_000;

/// Many learners, and the results of those done so far.
pub struct OnlineLearning {
    spec: OnlineSpec,
    model: Charted,
    rule: Box<dyn Rule>,
    start: Point,
    truth: Point,
    bound: Symmetric,
    marks: Vec<Mark>,
    ends: Vec<Point>,
    stopped: u64,
}

/// Results so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// Learners done.
    pub done: u64,
    /// Learners asked for.
    pub total: u64,
    /// Learners that stopped because their rule found no step.
    pub stopped: u64,
    /// `θ*`, in the run's chart.
    pub truth: [f64; 2],
    /// The Cramér–Rao bound for one observation, `F(θ*)⁻¹`.
    pub bound: [f64; 3],
    /// Statistics after 1, 2, 4, … and after all observations.
    pub spreads: Vec<Spread>,
}

impl OnlineLearning {
    /// Prepares the learners; none has learned yet.
    ///
    /// # Errors
    /// [`Invalid`] if the data, the start or the truth are unusable, if the model
    /// has no observations, or if one learner would take too long.
    pub fn new(mut spec: OnlineSpec) -> Result<Self, Invalid> {
        let own = spec.model.build()?;
        let chart = |name, field: &str| spec.model.model.chart(name, field);
        let model = chart(spec.run.chart, "run.chart")?.over(&own);
        let seen = chart(spec.start.chart, "start.chart")?.over(&own);
        let here = |field: &str, at: Point| {
            let value = format_args!("[{}, {}]", at.0, at.1);
            let allowed = format_args!("a point that the chart {} can hold", spec.run.chart);
            Invalid::new(field, value, allowed)
        };
        let given = Point::from(spec.start.at);
        let same = spec.start.chart == spec.run.chart;
        let start = convert(&seen, &model, given, same);
        if !(seen.contains(given) && model.holds(start)) {
            return Err(here("start.at", given));
        }
        let truth = spec.truth.map(Point::from).or_else(|| model.optimum());
        let truth = truth.ok_or_else(|| {
            Invalid::new("truth", "missing", "a point, because these data have no optimum")
        })?;
        let frame = model.holds(truth).then(|| model.frame(truth).ok()).flatten();
        let bound = frame.map(|[u, v]| outer(u) + outer(v));
        let bound = bound.filter(|bound| bound.0.iter().all(|entry| entry.is_finite()));
        let bound = bound.ok_or_else(|| here("truth", truth))?;
        if spec.order == Order::Shuffled {
            spec.observations = model.count() as u64;
        }
        check_work(&spec, &model)?;
        spec.truth = Some(truth.array());
        let (rule, marks) = (spec.run.rule.build(), marks(spec.observations));
        Ok(Self { spec, model, rule, start, truth, bound, marks, ends: Vec::new(), stopped: 0 })
    }

    /// Its specification, with defaults filled in.
    pub fn spec(&self) -> &OnlineSpec {
        &self.spec
    }

    /// Runs up to `seeds` more learners, one after the other.
    pub fn advance(&mut self, seeds: u64) {
        let done = self.ends.len() as u64;
        for k in done..done.saturating_add(seeds).min(self.spec.seeds) {
            self.learn(&mut Random::nth(self.spec.seed, k));
        }
    }

    /// The ends of the learners done, in the run's chart.
    pub fn ends(&self) -> &[Point] {
        &self.ends
    }

    /// Results so far.
    pub fn outcome(&self) -> Outcome {
        let count = self.ends.len().max(1) as f64;
        Outcome {
            done: self.ends.len() as u64,
            total: self.spec.seeds,
            stopped: self.stopped,
            truth: self.truth.array(),
            bound: self.bound.0,
            spreads: self
                .marks
                .iter()
                .map(|mark| mark.spread(count, &self.model, self.truth))
                .collect(),
        }
    }

    /// One learner, from the start to its last observation.
    fn learn(&mut self, random: &mut Random) {
        let unlabelled = match self.spec.unlabelled {
            0 => None,
            size => self.model.sampled(self.start, size as usize, random),
        };
        let order = match self.spec.order {
            Order::Fresh => None,
            Order::Shuffled => Some(shuffled(self.model.count(), random)),
        };
        let (mut at, mut memory, mut next) = (self.start, Memory::default(), 0);
        let mut stopped = false;
        for time in 1..=self.spec.observations {
            let seen = match &order {
                None => self.model.imagined(self.truth, random),
                Some(order) => self.model.only(order[time as usize - 1]),
            };
            if let Some(seen) = seen.filter(|_| !stopped) {
                let inputs: &dyn Model = unlabelled.as_deref().unwrap_or(&self.model);
                let site = Site::on_sample(inputs, seen.as_ref(), at, time + self.spec.delay);
                match take(self.rule.as_ref(), &site, &mut memory) {
                    Ok(taken) => at = taken.segment.to,
                    Err(_) => stopped = true,
                }
            }
            if self.marks[next].time == time {
                self.marks[next].add(at - self.truth);
                next += 1;
            }
        }
        self.stopped += u64::from(stopped);
        self.ends.push(at);
    }
}

/// Refuses models without observations, and learners that would take too long.
fn check_work(spec: &OnlineSpec, model: &Charted) -> Result<(), Invalid> {
    if model.count() == 0 {
        let singly =
            MODELS.iter().filter(|model| matches!(model.takes, Kind::Numbers | Kind::Labelled));
        let names: Vec<&str> = singly.map(|model| model.name).collect();
        let allowed = listed("a model whose observations come one by one: ", ", ", &names);
        return Err(Invalid::new("model", format_args!("\"{}\"", spec.model.model.name), allowed));
    }
    let inputs = if spec.unlabelled > 0 { spec.unlabelled } else { model.count() as u64 };
    if spec.observations.saturating_mul(inputs) > MOST_TERMS {
        let allowed = format_args!("at most {} with {inputs} inputs", MOST_TERMS / inputs);
        return Err(Invalid::new("observations", spec.observations, allowed));
    }
    Ok(())
}

/// The numbers below `count` in a random order (Fisher & Yates; Durstenfeld 1964).
fn shuffled(count: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for k in (1..count).rev() {
        order.swap(k, random.below(k + 1));
    }
    order
}
