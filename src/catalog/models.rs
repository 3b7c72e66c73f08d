//! Models: a family each, with its charts and data sets.

use std::sync::Arc;

use serde::Serialize;

use super::charts::{self, ChartEntry};
use super::names::{Named, called};
use crate::data::{self, BuiltIn, Data, Kind, Moments};
use crate::error::Invalid;
use crate::model::mixture::Shape;
use crate::model::variational::{self, Target};
use crate::model::{
    Categorical, Counts, DoorOrSpin, Gaussian, Labelled, Logistic, Mixture, Model, Policy,
};

/// A model: a family, its charts and its data sets.
#[derive(Debug, Serialize)]
pub struct ModelEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// Its charts; the first is the default.
    pub charts: &'static [ChartEntry],
    /// Its data sets; the first is the default.
    pub data: &'static [BuiltIn],
    /// The kind of its data.
    pub takes: Kind,
    /// Whether its observations are episodes that it plays itself; its loss is then
    /// a negative mean return, not a negative log-likelihood.
    #[serde(rename = "playsEpisodes")]
    pub plays_episodes: bool,
    /// Whether its Fisher–Rao distance has a closed form.
    #[serde(rename = "hasDistance")]
    pub has_distance: bool,
    /// Whether it is an exponential family, which some rules need.
    #[serde(rename = "isExponential")]
    pub is_exponential: bool,
    /// Whether it has an empirical Fisher matrix: the second moment of the scores of observations, which a target
    /// and episodes do not give.
    #[serde(rename = "hasEmpirical")]
    pub has_empirical: bool,
    /// Names of its options.
    pub options: &'static [&'static str],
    #[serde(skip)]
    build: BuildModel,
}

/// Builds a model.
type BuildModel = fn(&Input) -> Result<Arc<dyn Model>, Invalid>;

/// Options of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ModelOptions {
    /// Units `k` of a policy's two features: log-odds are `kθ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<[f64; 2]>,
    /// The divergence that a variational model makes small, one of [`LOSSES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loss: Option<&'static str>,
    /// The weight of the second part of a mixture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// The standard deviation of each part of a mixture, in data units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<f64>,
}

/// The losses of a variational model: `KL(q ‖ p)`, the default, and `KL(p ‖ q)`.
pub const LOSSES: [&str; 2] = ["reverse", "forward"];

/// What a model is built from.
pub struct Input {
    /// Its observations.
    pub data: Data,
    /// Its options, or their defaults.
    pub options: ModelOptions,
    /// What errors call the observations and their labels.
    pub fields: [&'static str; 2],
}

impl ModelEntry {
    /// The chart of this name; `path` is where the name stood.
    ///
    /// # Errors
    /// [`Invalid`] lists the known ones.
    pub fn chart(&self, name: &str, path: &str) -> Result<&'static ChartEntry, Invalid>
    where
        Self: 'static,
    {
        called(name, path, self.charts)
    }

    /// The model of these data and options, in its own coordinates.
    ///
    /// # Errors
    /// [`Invalid`] names the observation that the model cannot use.
    pub fn build(&self, input: &Input) -> Result<Arc<dyn Model>, Invalid> {
        (self.build)(input)
    }
}

/// The model of this name; `path` is where the name stood.
///
/// # Errors
/// [`Invalid`] lists the known ones.
pub fn model(name: &str, path: &str) -> Result<&'static ModelEntry, Invalid> {
    called(name, path, MODELS)
}

impl Named for ModelEntry {
    fn name(&self) -> &'static str {
        self.name
    }
}

impl Named for BuiltIn {
    fn name(&self) -> &'static str {
        self.name
    }
}

/// Every model.
pub static MODELS: &[ModelEntry] = &[
    #[cfg(feature = "gaussian")]
    GAUSSIAN,
    #[cfg(feature = "logistic")]
    LOGISTIC,
    #[cfg(feature = "categorical")]
    CATEGORICAL,
    #[cfg(feature = "policy")]
    POLICY,
    #[cfg(feature = "variational")]
    VARIATIONAL,
    #[cfg(feature = "mixture")]
    MIXTURE,
];

const GAUSSIAN: ModelEntry = ModelEntry {
    name: "gaussian",
    label: "Gaussian",
    data: &[data::CAVENDISH, data::MICHELSON, data::TEACHING],
    takes: Kind::Numbers,
    plays_episodes: false,
    has_distance: true,
    is_exponential: true,
    has_empirical: true,
    options: &[],
    build: |input| Ok(Arc::new(Gaussian::fitted_to(input.data.values(), input.fields[0])?)),
    charts: charts::GAUSSIAN,
};

const LOGISTIC: ModelEntry = ModelEntry {
    name: "logistic",
    label: "logistic regression",
    data: &[data::ORING, data::PENGUINS, data::TEACHING_LABELS],
    takes: Kind::Labelled,
    plays_episodes: false,
    has_distance: false,
    is_exponential: true,
    has_empirical: true,
    options: &[],
    build: |input| {
        let (x, y) = (input.data.values(), input.data.labels());
        Ok(Arc::new(Logistic::new(Labelled::new(x, y, input.fields)?)))
    },
    charts: charts::LOGISTIC,
};

const CATEGORICAL: ModelEntry = ModelEntry {
    name: "categorical",
    label: "three classes",
    data: &[data::TEACHING_COUNTS, data::PENGUIN_SPECIES],
    takes: Kind::Counts,
    plays_episodes: false,
    has_distance: true,
    is_exponential: true,
    has_empirical: true,
    options: &[],
    build: |input| match input.data {
        Data::Counts(counts) => {
            Ok(Arc::new(Categorical::new(Counts::new(counts, input.fields[0])?)))
        }
        _ => Err(Invalid::new("data", "something else", "three counts [a, b, c]")),
    },
    charts: charts::CATEGORICAL,
};

const POLICY: ModelEntry = ModelEntry {
    name: "policy",
    label: "door or spin",
    data: &[data::DOOR_OR_SPIN],
    takes: Kind::Nothing,
    plays_episodes: true,
    has_distance: true,
    is_exponential: true,
    has_empirical: false,
    options: &["scale"],
    build: |input| {
        Ok(Arc::new(Policy::new(DoorOrSpin { scale: input.options.scale.unwrap_or([1.0; 2]) })))
    },
    charts: charts::POLICY,
};

const VARIATIONAL: ModelEntry = ModelEntry {
    name: "variational",
    label: "Gaussian fitted to a target",
    data: &[data::TWO_PEAKS, data::SKEWED, data::HEAVY_TAILED, data::LOG_ODDS],
    takes: Kind::Target,
    plays_episodes: false,
    has_distance: true,
    is_exponential: true,
    has_empirical: false,
    options: &["loss"],
    build: |input| {
        let Data::Target(target) = &input.data else {
            return Err(Invalid::new("data", "something else", "a target"));
        };
        let target = Target::from(target);
        Ok(Arc::new(match input.options.loss {
            Some("forward") => variational::forward(target, "options.loss")?,
            _ => variational::reverse(target),
        }))
    },
    charts: charts::GAUSSIAN,
};

const MIXTURE: ModelEntry = ModelEntry {
    name: "mixture",
    label: "mixture of two Gaussians",
    data: &[data::FAITHFUL],
    takes: Kind::Numbers,
    plays_episodes: false,
    has_distance: false,
    is_exponential: false,
    has_empirical: true,
    options: &["weight", "spread"],
    build: |input| {
        let x = input.data.values();
        let ModelOptions { weight, spread, .. } = input.options;
        let spread = spread.map_or_else(|| half_of_the_spread(x, input.fields[0]), Ok)?;
        let shape = Shape { weight: weight.unwrap_or(DEFAULT_WEIGHT), spread };
        Ok(Arc::new(Mixture::new(shape, x, input.fields[0])?))
    },
    charts: charts::MIXTURE,
};

/// The weight of the second part of a mixture, unless another is given.
pub const DEFAULT_WEIGHT: f64 = 0.5;

/// Weight and spread of the parts for the eruptions of Old Faithful.
pub const FAITHFUL_SHAPE: [f64; 2] = [0.64, 0.4];

/// Half of the standard deviation of the data, the spread of the parts unless another is given.
///
/// # Errors
/// [`Invalid`] names `field` if the data are unusable.
pub fn half_of_the_spread(x: &[f64], field: &str) -> Result<f64, Invalid> {
    Ok(0.5 * Moments::of(x, field)?.std_dev)
}
