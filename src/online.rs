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

use serde::{Serialize, Serializer};

use crate::batch::{LARGEST_SEED, MOST_SIZE};
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::{Point, Symmetric, Tangent};
use crate::model::prelude::*;
use crate::numeric::random::Random;
use crate::specification::{Fields, ModelSpec, RunSpec, StartSpec, Value, pair};
use crate::step::{Memory, Rule, Site, take};

/// Default number of observations for each learner.
const DEFAULT_OBSERVATIONS: u64 = 1000;

/// Default number of learners.
const DEFAULT_SEEDS: u64 = 50;

/// Largest number of learners; each needs 16 bytes of memory.
const MOST_SEEDS: u64 = 100_000;

/// Largest number of observations of a learner.
const MOST_OBSERVATIONS: u64 = 1_000_000;

/// Largest number of terms in all Fisher matrices of one learner: observations
/// times inputs. [`OnlineLearning::advance`] can be interrupted only between learners.
const MOST_TERMS: u64 = 50_000_000;

/// Where the observations come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// New observations, drawn from the model at the truth; inputs come from the data.
    Fresh,
    /// The data, each observation once, in a random order for every learner.
    Shuffled,
}

impl Order {
    const NAMES: [(&'static str, Self); 2] = [("fresh", Self::Fresh), ("shuffled", Self::Shuffled)];
}

/// What is learned, by which rule, and from what.
#[derive(Clone, Debug, Serialize)]
pub struct OnlineSpec {
    /// The model and its data.
    #[serde(flatten)]
    pub model: ModelSpec,
    /// Where every learner starts.
    pub start: StartSpec,
    /// The rule, which takes one step for each observation, and its chart. In an
    /// `inverse-time` schedule `t` is the number of the observation plus `delay`.
    pub run: RunSpec,
    /// The distribution that observations are drawn from, in the run's chart. The
    /// default is the maximum-likelihood estimate.
    pub truth: Option<[f64; 2]>,
    /// Where the observations come from.
    #[serde(serialize_with = "name_of_order")]
    pub order: Order,
    /// Number of observations for each learner; all of the data if they are shuffled.
    pub observations: u64,
    /// The start counts as much as this number of observations.
    pub delay: u64,
    /// If not 0, the Fisher matrix is computed from this many inputs without labels,
    /// drawn for each learner (Pascanu & Bengio 2013); otherwise from all inputs.
    pub unlabelled: u64,
    /// Number of learners.
    pub seeds: u64,
    /// Learner `k = 0, 1, …` draws from the `k`-th stream of this seed.
    pub seed: u64,
}

impl OnlineSpec {
    /// Reads `{ model, data?, options?, start, run, truth?, order?,
    /// observations?, delay?, unlabelled?, seeds?, seed? }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"");
        let model = ModelSpec::take(&mut fields);
        let start = fields.part("start", |start| StartSpec::take(start, model.model));
        let run = fields.part("run", |run| RunSpec::take(run, model.model));
        if run.batch.is_some() {
            let allowed = "nothing: observations come one at a time";
            fields.refuse(Invalid::new("run.batch", "a batch", allowed));
        }
        let truth = match fields.take("truth") {
            Value::Nothing => None,
            other => Some(fields.keep(pair(&other, &"truth"))),
        };
        let &(_, order) = fields.one_of_or_first("order", &Order::NAMES);
        let observations =
            fields.whole_or("observations", DEFAULT_OBSERVATIONS, [1, MOST_OBSERVATIONS]);
        let delay = fields.whole_or("delay", 0, [0, MOST_OBSERVATIONS]);
        let unlabelled = fields.whole_or("unlabelled", 0, [0, MOST_SIZE]);
        let seeds = fields.whole_or("seeds", DEFAULT_SEEDS, [1, MOST_SEEDS]);
        let seed = fields.whole_or("seed", 0, [0, LARGEST_SEED]);
        fields.done().map(|()| Self {
            model,
            start,
            run,
            truth,
            order,
            observations,
            delay,
            unlabelled,
            seeds,
            seed,
        })
    }
}

fn name_of_order<S: Serializer>(order: &Order, out: S) -> Result<S::Ok, S::Error> {
    let name = Order::NAMES.iter().find(|(_, known)| known == order);
    out.serialize_str(name.map_or("", |(name, _)| name))
}

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

/// Sums over the learners after a number of observations.
#[derive(Clone, Copy, Debug)]
struct Mark {
    time: u64,
    first: Tangent,
    second: Symmetric,
}

/// Statistics of the learners done so far, after `time` observations. Matrices are
/// `[a₁₁, a₁₂, a₂₂]`, in units of the run's chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Observations seen.
    pub time: u64,
    /// Mean difference from the truth, `θ − θ*`.
    pub bias: [f64; 2],
    /// `t` times the variance of the estimates; compare with [`Outcome::bound`].
    pub variance: [f64; 3],
    /// `t` times the mean of `(θ − θ*)(θ − θ*)ᵀ`, which contains variance and bias.
    pub error: [f64; 3],
    /// `½ tr(F · error)`. It is 1 at the bound, and in the limit the same in every chart.
    pub excess: f64,
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
        let start = if same { given } else { model.chart().from_own(seen.chart().to_own(given)) };
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
            spreads: self.marks.iter().map(|mark| self.spread(mark, count)).collect(),
        }
    }

    fn spread(&self, mark: &Mark, count: f64) -> Spread {
        let (time, bias) = (mark.time as f64, (1.0 / count) * mark.first);
        let error = (time / count) * mark.second;
        let variance = error + -time * outer(bias);
        let [f, g, h] = self.model.fisher(self.truth).0;
        let [a, b, c] = error.0;
        let excess = 0.5 * (f * a + 2.0 * g * b + h * c);
        Spread { time: mark.time, bias: bias.array(), variance: variance.0, error: error.0, excess }
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

impl Mark {
    fn add(&mut self, off: Tangent) {
        self.first += off;
        self.second = self.second + outer(off);
    }
}

/// Refuses models without observations, and learners that would take too long.
fn check_work(spec: &OnlineSpec, model: &Charted) -> Result<(), Invalid> {
    if model.count() == 0 {
        let allowed = "a model with single observations, gaussian or logistic";
        return Err(Invalid::new("model", format_args!("\"{}\"", spec.model.model.name), allowed));
    }
    let inputs = if spec.unlabelled > 0 { spec.unlabelled } else { model.count() as u64 };
    if spec.observations.saturating_mul(inputs) > MOST_TERMS {
        let allowed = format_args!("at most {} with {inputs} inputs", MOST_TERMS / inputs);
        return Err(Invalid::new("observations", spec.observations, allowed));
    }
    Ok(())
}

/// Empty statistics at the times 1, 2, 4, … and `last`.
fn marks(last: u64) -> Vec<Mark> {
    let powers = std::iter::successors(Some(1u64), |time| Some(2 * time));
    let times = powers.take_while(|time| *time < last).chain([last]);
    let mark = |time| Mark { time, first: Tangent::default(), second: Symmetric::default() };
    times.map(mark).collect()
}

/// The numbers below `count` in a random order (Fisher & Yates; Durstenfeld 1964).
fn shuffled(count: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for k in (1..count).rev() {
        order.swap(k, random.below(k + 1));
    }
    order
}

/// `d dᵀ`.
fn outer(d: Tangent) -> Symmetric {
    let Tangent(a, b) = d;
    Symmetric([a * a, a * b, b * b])
}
