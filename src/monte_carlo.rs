//! Monte Carlo: one run repeated with many seeds, and how often it succeeds.

use serde::{Serialize, Serializer};

use crate::batch::{Batch, LARGEST_SEED};
use crate::catalog::LIMITS;
use crate::error::Invalid;
use crate::experiment::{Experiment, Status};
use crate::model::prelude::*;
use crate::specification::{
    ExperimentSpec, Fields, ModelSpec, RunSpec, StartSpec, VERSION, Value, number,
};

/// Default number of steps of each run, and of seeds.
const DEFAULT_COUNT: u64 = 200;

/// Largest number of seeds; each needs 8 bytes of memory.
const MOST_SEEDS: u64 = 100_000;

/// Largest number of steps of a run.
const MOST_STEPS: u64 = 100_000;

/// Largest number of draws of one run. [`MonteCarlo::advance`] can be interrupted
/// only between runs, so one run must not take longer than a second or two.
const MOST_DRAWS: u64 = 20_000_000;

/// A fit has succeeded if its loss is at most this far above the optimum's (nats).
const NEAR_OPTIMUM: f64 = 0.01;

/// What to run, and what counts as success.
#[derive(Clone, Debug, Serialize)]
pub struct MonteCarloSpec {
    /// The model and its data.
    #[serde(flatten)]
    pub model: ModelSpec,
    /// Where every run starts.
    pub start: StartSpec,
    /// Rule, chart and batches. Run `k = 0, 1, …` draws its batches with the seed
    /// given here plus `k`.
    pub run: RunSpec,
    /// Steps of each run.
    pub steps: u64,
    /// Number of runs.
    pub seeds: u64,
    /// A run succeeds if its last point has a loss below this (nats; for a
    /// policy minus the expected return). The default is −0.8 for a policy, and
    /// otherwise 0.01 above the loss of the optimum.
    pub success: Option<f64>,
}

impl MonteCarloSpec {
    /// Reads `{ model, data?, options?, start, run, steps?, seeds?, success? }`.
    /// A run without a `batch` gets the default one.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"");
        let model = ModelSpec::take(&mut fields);
        let start = fields.part("start", |start| StartSpec::take(start, model.model));
        let mut run = fields.part("run", |run| RunSpec::take(run, model.model));
        let batch = *run.batch.get_or_insert(Batch::DEFAULT);
        let steps = fields.whole_or("steps", DEFAULT_COUNT, [1, MOST_STEPS]);
        let most = MOST_SEEDS.min(LARGEST_SEED - batch.seed + 1);
        let seeds = fields.whole_or("seeds", DEFAULT_COUNT, [1, most]);
        if steps * batch.size > MOST_DRAWS {
            let (most, size) = (MOST_DRAWS / batch.size, batch.size);
            let allowed = format_args!("at most {most} for batches of {size}");
            fields.refuse(Invalid::new("steps", steps, allowed));
        }
        let success = match fields.take("success") {
            Value::Nothing => None,
            other => Some(fields.keep(number(&other, &"success"))),
        };
        fields.done().map(|()| Self { model, start, run, steps, seeds, success })
    }
}

/// Many runs that differ in their seed, and the results of those done so far.
pub struct MonteCarlo {
    spec: MonteCarloSpec,
    level: f64,
    experiment: Experiment,
    /// The last loss of each run done, in ascending order.
    losses: Vec<f64>,
    starved: u64,
    statuses: Vec<(Status, u64)>,
}

/// Results of the runs done so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tally {
    /// Runs done.
    pub done: u64,
    /// Runs asked for.
    pub total: u64,
    /// Share of the runs done whose last loss is below the level of success.
    pub success: f64,
    /// Share of the runs done whose last policy plays a batch without any
    /// information with a probability above one half. They include the runs with
    /// the status "collapsed".
    pub collapsed: f64,
    /// Number of runs for each status.
    #[serde(serialize_with = "by_name")]
    pub statuses: Vec<(&'static str, u64)>,
}

impl MonteCarlo {
    /// Prepares the runs; none is done yet.
    ///
    /// # Errors
    /// [`Invalid`] if the data or the start are unusable, if nothing can be drawn
    /// from the model, or if success has no default.
    pub fn new(mut spec: MonteCarloSpec) -> Result<Self, Invalid> {
        let (model, start) = (spec.model.clone(), spec.start);
        let runs = vec![spec.run.clone()];
        let whole = ExperimentSpec { version: VERSION, model, start, runs, steps: spec.steps };
        let experiment = Experiment::new(whole).map_err(|error| {
            let in_run = error.field.strip_prefix("runs[0]");
            let (run, rest) = in_run.map_or(("", &*error.field), |rest| ("run", rest));
            Invalid::new(format_args!("{run}{rest}"), &error.value, &error.allowed)
        })?;
        let level = match spec.success {
            Some(level) => level,
            None => default_level(experiment.model().as_ref())?,
        };
        spec.success = Some(level);
        Ok(Self { spec, level, experiment, losses: Vec::new(), starved: 0, statuses: Vec::new() })
    }

    /// Its specification, with defaults filled in.
    pub fn spec(&self) -> &MonteCarloSpec {
        &self.spec
    }

    /// Does up to `seeds` more runs, one after the other.
    pub fn advance(&mut self, seeds: u64) {
        let done = self.losses.len() as u64;
        for k in done..done.saturating_add(seeds).min(self.spec.seeds) {
            let batch = self.spec.run.batch.unwrap_or(Batch::DEFAULT);
            self.experiment.reseed(0, batch.seed + k);
            // This cannot fail: the number of steps is within the limit of an experiment.
            let _ = self.experiment.advance(self.spec.steps);
            let run = &self.experiment.runs()[0];
            let (end, status) = (run.points()[run.points().len() - 1], run.status());
            let loss = run.model().loss(end);
            self.starved += u64::from(batch.is_starved(run.model(), end));
            let place = self.losses.partition_point(|known| known.total_cmp(&loss).is_lt());
            self.losses.insert(place, loss);
            match self.statuses.iter_mut().find(|(known, _)| *known == status) {
                Some((_, count)) => *count += 1,
                None => self.statuses.push((status, 1)),
            }
        }
    }

    /// Results so far; shares are 0 before the first run is done.
    pub fn tally(&self) -> Tally {
        let done = self.losses.len() as u64;
        let share = |count: u64| count as f64 / done.max(1) as f64;
        let good = self.losses.iter().filter(|loss| **loss < self.level).count();
        Tally {
            done,
            total: self.spec.seeds,
            success: share(good as u64),
            collapsed: share(self.starved),
            statuses: self.statuses.iter().map(|(status, count)| (status.name(), *count)).collect(),
        }
    }

    /// [`MonteCarlo::quantile`] at each of these levels.
    ///
    /// # Errors
    /// [`Invalid`] names the level that is not from 0 to 1.
    pub fn quantiles(&self, levels: &[f64]) -> Result<Vec<f64>, Invalid> {
        match levels.iter().position(|p| !(0.0..=1.0).contains(p)) {
            None => Ok(levels.iter().map(|&p| self.quantile(p)).collect()),
            Some(k) => {
                let field = format_args!("levels[{k}]");
                Err(Invalid::new(field, levels[k], "a number from 0 to 1"))
            }
        }
    }

    /// The quantile of the last losses at the level `p`, from 0 (the least) to
    /// 1, linear between neighbours (Hyndman & Fan 1996, type 7); NaN before the
    /// first run is done. A policy's return has minus the quantile at `1 − p`.
    pub fn quantile(&self, p: f64) -> f64 {
        let Some(last) = self.losses.len().checked_sub(1) else { return f64::NAN };
        let place = p.clamp(0.0, 1.0) * last as f64;
        let (low, high) = (self.losses[place as usize], self.losses[place.ceil() as usize]);
        if low == high { low } else { low + place.fract() * (high - low) }
    }
}

fn default_level(model: &dyn Model) -> Result<f64, Invalid> {
    match model.optimum() {
        Some(optimum) => Ok(model.loss(optimum) + NEAR_OPTIMUM),
        None if !model.is_likelihood() => Ok(-LIMITS.success),
        None => {
            let allowed = "a number, because these data have no optimum to come near to";
            Err(Invalid::new("success", "missing", allowed))
        }
    }
}

fn by_name<S: Serializer>(statuses: &[(&str, u64)], out: S) -> Result<S::Ok, S::Error> {
    out.collect_map(statuses.iter().copied())
}
