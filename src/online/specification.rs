//! Specifications of online learning.

use serde::Serialize;

use crate::batch::{LARGEST_SEED, MOST_SIZE};
use crate::error::Invalid;
use crate::specification::{Fields, ModelSpec, RunSpec, StartSpec, Value, pair};

/// Default number of observations for each learner.
const DEFAULT_OBSERVATIONS: u64 = 1000;

/// Default number of learners.
const DEFAULT_SEEDS: u64 = 50;

/// Largest number of learners; each needs 16 bytes of memory.
const MOST_SEEDS: u64 = 100_000;

/// Largest number of observations of a learner.
const MOST_OBSERVATIONS: u64 = 1_000_000;

/// Where the observations come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
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
