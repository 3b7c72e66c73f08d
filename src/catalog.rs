//! The one list of names: models, charts, data sets, rules, options.
//!
//! Menus, the reading of specifications and the law tests all go through it:
//! what has a line here is offered, understood and tested.

use std::sync::Arc;

use serde::Serialize;

use crate::chart::{self, Chart, Charted};
use crate::data::{self, BuiltIn, Data, Kind, Landmark};
use crate::error::Invalid;
use crate::geometry::Point;
use crate::model::{
    Categorical, Counts, Direction, DoorOrSpin, Gaussian, Labelled, Logistic, Model, Policy, Units,
};
use crate::specification::{DataSpec, ModelOptions, ModelSpec, Named, RuleSpec, Setting, called};
use crate::step::{self, Rate, Rule, Schedule};

/// Steps a view shows where a specification does not say.
pub const DEFAULT_STEPS: u64 = 30;

/// Everything a menu needs, ready to be serialized.
#[derive(Serialize)]
pub struct Catalog {
    models: &'static [ModelEntry],
    rules: &'static [RuleEntry],
}

/// The whole catalogue.
pub const CATALOG: Catalog = Catalog { models: MODELS, rules: RULES };

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
    /// What its data consist of.
    pub takes: Kind,
    /// Names of its options.
    pub options: &'static [&'static str],
    #[serde(skip)]
    build: BuildModel,
}

/// Makes a model of what a specification provides.
type BuildModel = fn(&Input) -> Result<Arc<dyn Model>, Invalid>;

/// What a model is built from.
pub struct Input {
    /// Its observations.
    pub data: Data,
    /// Its options, or their defaults.
    pub options: ModelOptions,
    /// What errors call the observations and their labels.
    pub fields: [&'static str; 2],
}

/// A chart of a model.
#[derive(Debug, Serialize)]
pub struct ChartEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// What its two axes are called.
    pub symbols: [&'static str; 2],
    /// The open domain, in words.
    pub domain: &'static str,
    /// The domain as an interval for each coordinate; `null` where it has no end.
    pub bounds: [[Option<f64>; 2]; 2],
    #[serde(skip)]
    build: fn(&Units) -> Arc<dyn Chart>,
}

/// A step rule.
#[derive(Debug, Serialize)]
pub struct RuleEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// The family whose colour and marker it bears.
    pub family: Family,
    /// Whether the step depends on the chart: never, in the limit of small steps not, or always.
    pub invariance: Invariance,
    /// Whether it remembers earlier gradients.
    #[serde(rename = "keepsState")]
    pub keeps_state: bool,
    /// Its options.
    pub options: &'static [OptionEntry],
    #[serde(skip)]
    build: fn(&RuleSpec) -> Box<dyn Rule>,
}

/// Families of rules share a colour, a marker and a dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Steps measured in parameters.
    Euclidean,
    /// Steps measured by the Fisher matrix.
    Natural,
    /// Steps measured by the divergence itself.
    Exact,
    /// Steps measured in parameters, with velocity.
    Momentum,
    /// Steps measured by the gradients met so far, coordinate by coordinate.
    Adaptive,
    /// Steps measured by the curvature of the loss.
    Newton,
}

/// What a change of chart does to a rule's step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Invariance {
    /// The same distribution in every chart.
    Exact,
    /// The same in the limit of small steps, and between affine charts.
    InTheLimit,
    /// The same between affine charts only.
    Affine,
    /// A different path in every chart.
    None,
}

/// An option of a rule.
#[derive(Debug, Serialize)]
pub struct OptionEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a control calls it.
    pub label: &'static str,
    /// Its symbol in formulas.
    pub symbol: &'static str,
    /// Its unit, empty where it has none.
    pub unit: &'static str,
    /// What it may be.
    #[serde(flatten)]
    pub kind: OptionKind,
}

/// The values of an option.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum OptionKind {
    /// A number.
    Number {
        /// Where it starts.
        default: f64,
        /// Least and greatest allowed.
        range: [f64; 2],
        /// Whether the least is itself refused.
        #[serde(rename = "openBelow")]
        open_below: bool,
        /// What a slider spans.
        slider: [f64; 2],
        /// Whether a slider should be logarithmic.
        logarithmic: bool,
    },
    /// A name; the first is the default.
    Choice {
        /// The names.
        of: &'static [&'static str],
    },
}

impl OptionEntry {
    /// The setting where a specification is silent.
    pub fn default(&self) -> Setting {
        match self.kind {
            OptionKind::Number { default, .. } => Setting::Number(default),
            OptionKind::Choice { of } => Setting::Choice(of[0]),
        }
    }
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
}

impl ChartEntry {
    /// The chart itself, laid over a model of these units.
    pub fn chart(&self, units: &Units) -> Arc<dyn Chart> {
        (self.build)(units)
    }

    /// What an error allows in place of the point `at`, which is outside the
    /// domain or whose numbers are beyond double precision.
    pub(crate) fn allowed(&self, seen: &Charted, at: Point) -> String {
        let digits = seen.chart().contains(at);
        let rest = if digits { "; where loss and derivatives fit double precision" } else { "" };
        format!("a point of the chart {}: {}{rest}", self.name, self.domain)
    }

    /// `model` in these coordinates.
    pub fn over(&self, model: &Arc<dyn Model>) -> Charted {
        Charted::new(Arc::clone(model), self.chart(&model.units()))
    }
}

impl ModelSpec {
    /// What it provides to its model.
    ///
    /// # Errors
    /// [`Invalid`] names the line of a table that cannot be read.
    pub fn input(&self) -> Result<Input, Invalid> {
        let takes = self.model.takes;
        let (data, fields) = match &self.data {
            DataSpec::Numbers { x } => (Data::Numbers(x.clone()), ["data.x", "data.y"]),
            DataSpec::Labelled { x, y } => {
                (Data::Labelled { x: x.clone(), y: y.clone() }, ["data.x", "data.y"])
            }
            DataSpec::Counts { counts } => (Data::Counts(*counts), ["data.counts"; 2]),
            DataSpec::Csv { csv } => (Data::read_csv(csv, takes, "data.csv")?, ["data.csv"; 2]),
            DataSpec::BuiltIn { set } => {
                let data = self.built_in(set).map_or(Ok(Data::Nothing), |set| set.data(takes))?;
                (data, ["data.x", "data.y"])
            }
        };
        let options = self.options.unwrap_or(ModelOptions { scale: [1.0, 1.0] });
        Ok(Input { data, options, fields })
    }

    /// The numbers, inputs or counts it names; none where they cannot be read.
    pub fn observations(&self) -> Vec<f64> {
        self.input().map_or_else(|_| Vec::new(), |input| input.data.values().to_vec())
    }

    /// The observations one by one; see [`Data::outcomes`].
    ///
    /// # Errors
    /// [`Invalid`] where counts are no whole numbers.
    pub fn outcomes(&self) -> Result<Vec<f64>, Invalid> {
        let Input { data, fields, .. } = self.input()?;
        data.outcomes(fields[0])
    }

    /// The labels of the inputs, where there are any.
    pub fn labels(&self) -> Vec<f64> {
        self.input().map_or_else(|_| Vec::new(), |input| input.data.labels().to_vec())
    }

    /// The model it describes, in its own coordinates.
    ///
    /// # Errors
    /// [`Invalid`] names the observation that the model cannot use.
    pub fn build(&self) -> Result<Arc<dyn Model>, Invalid> {
        (self.model.build)(&self.input()?)
    }

    /// What was measured, for an axis.
    pub fn quantity(&self) -> &'static str {
        match self.data {
            DataSpec::BuiltIn { set } => self.built_in(set).map_or("x", |data| data.quantity),
            DataSpec::Counts { .. } => "class",
            _ => "x",
        }
    }

    /// A place beyond the data that a figure of them shows.
    pub fn landmark(&self) -> Option<Landmark> {
        match self.data {
            DataSpec::BuiltIn { set } => self.built_in(set)?.landmark,
            _ => None,
        }
    }

    /// What the three classes are called, where there are any.
    pub fn classes(&self) -> [&'static str; 3] {
        let known = match self.data {
            DataSpec::BuiltIn { set } => self.built_in(set).and_then(|data| data.classes),
            _ => None,
        };
        known.unwrap_or(["class 1", "class 2", "class 3"])
    }

    fn built_in(&self, set: &str) -> Option<&'static BuiltIn> {
        self.model.data.iter().find(|known| known.name == set)
    }
}

impl RuleSpec {
    /// The rule with these settings.
    pub fn build(&self) -> Box<dyn Rule> {
        (self.rule.build)(self)
    }

    fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Some(Setting::Number(number)) => number,
            _ => f64::NAN,
        }
    }

    fn chose(&self, name: &str, choice: &str) -> bool {
        self.get(name) == self.rule.choice(name, choice)
    }

    /// Its divergence; `old-new` where it has no such option.
    pub fn direction(&self) -> Direction {
        if self.chose("direction", "new-old") { Direction::NewOld } else { Direction::OldNew }
    }

    fn rate(&self) -> Rate {
        let inverse = self.chose("schedule", "inverse-time");
        let schedule = if inverse { Schedule::InverseTime } else { Schedule::Constant };
        Rate { initial: self.number("rate"), schedule }
    }
}

impl RuleEntry {
    fn choice(&self, option: &str, choice: &str) -> Option<Setting> {
        let option = self.options.iter().find(|known| known.name == option)?;
        match option.kind {
            OptionKind::Choice { of } => {
                of.iter().find(|name| **name == choice).map(|name| Setting::Choice(name))
            }
            OptionKind::Number { .. } => None,
        }
    }
}

/// The model of this name; `path` is where the name stood.
///
/// # Errors
/// [`Invalid`] lists the known ones.
pub fn model(name: &str, path: &str) -> Result<&'static ModelEntry, Invalid> {
    called(name, path, MODELS)
}

/// Entries that a specification calls by their names.
macro_rules! named {
    ($($entry:ty),*) => {
        $(impl Named for $entry {
            fn name(&self) -> &'static str {
                self.name
            }
        })*
    };
}

named!(ModelEntry, ChartEntry, BuiltIn, RuleEntry);

const ANY: [Option<f64>; 2] = [None, None];
const UNIT: [Option<f64>; 2] = [Some(0.0), Some(1.0)];
const POSITIVE: [Option<f64>; 2] = [Some(0.0), None];
const NEGATIVE: [Option<f64>; 2] = [None, Some(0.0)];

/// Every model.
pub static MODELS: &[ModelEntry] = &[GAUSSIAN, LOGISTIC, CATEGORICAL, POLICY];

const GAUSSIAN: ModelEntry = ModelEntry {
    name: "gaussian",
    label: "Gaussian",
    data: &[data::CAVENDISH, data::MICHELSON, data::TEACHING],
    takes: Kind::Numbers,
    options: &[],
    build: |input| Ok(Arc::new(Gaussian::fitted_to(input.data.values(), input.fields[0])?)),
    charts: &[
        ChartEntry {
            name: "variance",
            label: "variance",
            symbols: ["μ", "σ²"],
            domain: "σ² > 0",
            bounds: [ANY, POSITIVE],
            build: |_| Arc::new(chart::Variance),
        },
        ChartEntry {
            name: "precision",
            label: "precision",
            symbols: ["μ", "τ = 1/σ²"],
            domain: "τ > 0",
            bounds: [ANY, POSITIVE],
            build: |_| Arc::new(chart::Precision),
        },
        ChartEntry {
            name: "std-dev",
            label: "standard deviation",
            symbols: ["μ", "σ"],
            domain: "σ > 0",
            bounds: [ANY, POSITIVE],
            build: |_| Arc::new(chart::StdDev),
        },
        ChartEntry {
            name: "log-std",
            label: "log standard deviation",
            symbols: ["μ", "ln σ"],
            domain: "any two numbers",
            bounds: [ANY, ANY],
            build: |_| Arc::new(chart::LogStd),
        },
        ChartEntry {
            name: "natural",
            label: "natural parameters",
            symbols: ["η₁ = μ/σ²", "η₂ = −1/(2σ²)"],
            domain: "η₂ < 0",
            bounds: [ANY, NEGATIVE],
            build: |_| Arc::new(chart::Natural),
        },
        ChartEntry {
            name: "expectation",
            label: "expectation parameters",
            symbols: ["E x", "E x²"],
            domain: "E x² > (E x)²",
            bounds: [ANY, POSITIVE],
            build: |_| Arc::new(chart::Expectation),
        },
    ],
};

const LOGISTIC: ModelEntry = ModelEntry {
    name: "logistic",
    label: "logistic regression",
    data: &[data::ORING, data::PENGUINS, data::TEACHING_LABELS],
    takes: Kind::Labelled,
    options: &[],
    build: |input| {
        let (x, y) = (input.data.values(), input.data.labels());
        Ok(Arc::new(Logistic::new(Labelled::new(x, y, input.fields)?)))
    },
    charts: &[
        ChartEntry {
            name: "raw",
            label: "raw inputs",
            symbols: ["w", "b"],
            domain: "any two numbers",
            bounds: [ANY, ANY],
            build: |units| Arc::new(chart::Affine::raw(units, 1.0)),
        },
        ChartEntry {
            name: "rescaled",
            label: "raw inputs × 1000",
            symbols: ["w/1000", "b"],
            domain: "any two numbers",
            bounds: [ANY, ANY],
            build: |units| Arc::new(chart::Affine::raw(units, 1000.0)),
        },
        ChartEntry {
            name: "whitened",
            label: "whitened inputs",
            symbols: ["w̃ = s w", "b̃ = b + m w"],
            domain: "any two numbers",
            bounds: [ANY, ANY],
            build: |_| Arc::new(chart::Affine::whitened()),
        },
        ChartEntry {
            name: "boundary",
            label: "boundary and slope",
            symbols: ["t = −b/w", "w"],
            domain: "w ≠ 0",
            bounds: [ANY, ANY],
            build: |units| Arc::new(chart::Boundary::new(units)),
        },
    ],
};

const CATEGORICAL: ModelEntry = ModelEntry {
    name: "categorical",
    label: "three classes",
    data: &[data::TEACHING_COUNTS, data::PENGUIN_SPECIES],
    takes: Kind::Counts,
    options: &[],
    build: |input| match input.data {
        Data::Counts(counts) => {
            Ok(Arc::new(Categorical::new(Counts::new(counts, input.fields[0])?)))
        }
        _ => Err(Invalid::new("data", "something else", "three counts [a, b, c]")),
    },
    charts: &[LOGIT, PROBABILITY, SPHERE, SEQUENTIAL],
};

const POLICY: ModelEntry = ModelEntry {
    name: "policy",
    label: "door or spin",
    data: &[data::DOOR_OR_SPIN],
    takes: Kind::Nothing,
    options: &["scale"],
    build: |input| Ok(Arc::new(Policy::new(DoorOrSpin { scale: input.options.scale }))),
    charts: &[CHOICES, LOGIT, PROBABILITY, SPHERE],
};

const LOGIT: ChartEntry = ChartEntry {
    name: "logit",
    label: "logits",
    symbols: ["ln p₁/p₃", "ln p₂/p₃"],
    domain: "any two numbers",
    bounds: [ANY, ANY],
    build: |_| Arc::new(chart::Logit),
};

const PROBABILITY: ChartEntry = ChartEntry {
    name: "probability",
    label: "probabilities",
    symbols: ["p₁", "p₂"],
    domain: "p₁ > 0, p₂ > 0, p₁ + p₂ < 1",
    bounds: [UNIT, UNIT],
    build: |_| Arc::new(chart::Probability),
};

const SPHERE: ChartEntry = ChartEntry {
    name: "sphere",
    label: "roots of probabilities",
    symbols: ["√p₁", "√p₂"],
    domain: "√p₁ > 0, √p₂ > 0, p₁ + p₂ < 1",
    bounds: [UNIT, UNIT],
    build: |_| Arc::new(chart::Sphere),
};

const SEQUENTIAL: ChartEntry = ChartEntry {
    name: "sequential",
    label: "two successive choices",
    symbols: ["ln (p₂ + p₃)/p₁", "ln p₂/p₃"],
    domain: "any two numbers",
    bounds: [ANY, ANY],
    build: |units| Arc::new(chart::Affine::sequential(units)),
};

/// The same for a policy, whose log-odds are `k θ`.
const CHOICES: ChartEntry = ChartEntry { symbols: ["θ₁", "θ₂"], ..SEQUENTIAL };

const RATE: OptionEntry = positive("rate", "learning rate", "α", "", 0.1, [1e-4, 10.0]);
const NATURAL_RATE: OptionEntry = positive("rate", "learning rate", "α", "", 0.5, [1e-3, 2.0]);
const SCHEDULE: OptionEntry = choice("schedule", "schedule", &["constant", "inverse-time"]);
const DIRECTION: OptionEntry = choice("direction", "divergence", &["old-new", "new-old"]);
const METRIC: OptionEntry = choice("metric", "metric", &["fisher", "empirical"]);
/// Up to 300 nats, as far as the laws of exact balls are tested: at twice that,
/// even odds become probabilities of which double precision holds nothing.
const NATS: OptionEntry = OptionEntry {
    name: "radius",
    label: "KL radius",
    symbol: "δ",
    unit: "nats",
    kind: OptionKind::Number {
        default: 0.05,
        range: [0.0, 300.0],
        open_below: true,
        slider: [1e-3, 1.0],
        logarithmic: true,
    },
};
const MOMENTUM: OptionEntry = fraction("momentum", "momentum", "β", 0.9);
const DECAY: OptionEntry = fraction("decay", "decay", "ρ", 0.9);
const BETA1: OptionEntry = fraction("beta1", "first decay", "β₁", 0.9);
const BETA2: OptionEntry = fraction("beta2", "second decay", "β₂", 0.999);
const EPSILON: OptionEntry = positive("epsilon", "epsilon", "ε", "", 1e-8, [1e-12, 1.0]);
const NEWTON_RATE: OptionEntry = positive("rate", "learning rate", "α", "", 1.0, [1e-3, 2.0]);
const DAMPING: OptionEntry = OptionEntry {
    name: "damping",
    label: "damping",
    symbol: "λ",
    unit: "",
    kind: OptionKind::Number {
        default: 0.0,
        range: [0.0, 1e12],
        open_below: false,
        slider: [0.0, 10.0],
        logarithmic: false,
    },
};

const fn positive(
    name: &'static str,
    label: &'static str,
    symbol: &'static str,
    unit: &'static str,
    default: f64,
    slider: [f64; 2],
) -> OptionEntry {
    let range = [0.0, 1e12];
    let kind = OptionKind::Number { default, range, open_below: true, slider, logarithmic: true };
    OptionEntry { name, label, symbol, unit, kind }
}

/// A share from 0 to just below 1, of which something is kept at every step.
const fn fraction(
    name: &'static str,
    label: &'static str,
    symbol: &'static str,
    default: f64,
) -> OptionEntry {
    let range = [0.0, 0.999_999];
    let slider = [0.0, 0.999];
    let kind = OptionKind::Number { default, range, open_below: false, slider, logarithmic: false };
    OptionEntry { name, label, symbol, unit: "", kind }
}

const fn choice(
    name: &'static str,
    label: &'static str,
    of: &'static [&'static str],
) -> OptionEntry {
    OptionEntry { name, label, symbol: "", unit: "", kind: OptionKind::Choice { of } }
}

/// Every rule.
pub static RULES: &[RuleEntry] = &[
    RuleEntry {
        name: "gradient",
        label: "gradient descent",
        family: Family::Euclidean,
        invariance: Invariance::None,
        keeps_state: false,
        options: &[RATE, SCHEDULE],
        build: |spec| Box::new(step::Gradient { rate: spec.rate() }),
    },
    RuleEntry {
        name: "euclidean-ball",
        label: "Euclidean ball",
        family: Family::Euclidean,
        invariance: Invariance::None,
        keeps_state: false,
        options: &[positive("radius", "Euclidean radius", "ε", "chart units", 0.3, [1e-3, 1e3])],
        build: |spec| Box::new(step::EuclideanBall { radius: spec.number("radius") }),
    },
    RuleEntry {
        name: "natural-gradient",
        label: "natural gradient",
        family: Family::Natural,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        options: &[NATURAL_RATE, DAMPING, METRIC, SCHEDULE],
        build: |spec| {
            let empirical = spec.chose("metric", "empirical");
            Box::new(step::NaturalGradient {
                rate: spec.rate(),
                damping: spec.number("damping"),
                metric: if empirical {
                    step::PreconditionedBy::Empirical
                } else {
                    step::PreconditionedBy::Fisher
                },
            })
        },
    },
    RuleEntry {
        name: "fisher-ball",
        label: "Fisher ball",
        family: Family::Natural,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        options: &[NATS, DAMPING],
        build: |spec| {
            let (radius, damping) = (spec.number("radius"), spec.number("damping"));
            Box::new(step::FisherBall { radius, damping })
        },
    },
    RuleEntry {
        name: "kl-ray",
        label: "natural gradient to exact KL",
        family: Family::Natural,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        options: &[NATS, DIRECTION],
        build: |spec| {
            let (radius, direction) = (spec.number("radius"), spec.direction());
            Box::new(step::KlRay { radius, direction })
        },
    },
    RuleEntry {
        name: "kl-ball",
        label: "KL ball",
        family: Family::Exact,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        options: &[NATS, DIRECTION],
        build: |spec| {
            let (radius, direction) = (spec.number("radius"), spec.direction());
            Box::new(step::ExactBall { radius, direction })
        },
    },
    RuleEntry {
        name: "trust-region",
        label: "exact trust region",
        family: Family::Exact,
        invariance: Invariance::Exact,
        keeps_state: false,
        options: &[NATS, DIRECTION],
        build: |spec| {
            let (radius, direction) = (spec.number("radius"), spec.direction());
            Box::new(step::TrustRegion { radius, direction })
        },
    },
    RuleEntry {
        name: "trpo",
        label: "TRPO",
        family: Family::Natural,
        invariance: Invariance::Affine,
        keeps_state: false,
        options: &[NATS],
        build: |spec| Box::new(step::Trpo { radius: spec.number("radius") }),
    },
    RuleEntry {
        name: "mirror",
        label: "mirror descent",
        family: Family::Natural,
        invariance: Invariance::Exact,
        keeps_state: false,
        options: &[NATURAL_RATE, DIRECTION, SCHEDULE],
        build: |spec| Box::new(step::Mirror { rate: spec.rate(), direction: spec.direction() }),
    },
    RuleEntry {
        name: "geodesic",
        label: "geodesic natural gradient",
        family: Family::Exact,
        invariance: Invariance::Exact,
        keeps_state: false,
        options: &[NATURAL_RATE, SCHEDULE],
        build: |spec| Box::new(step::Geodesic { rate: spec.rate() }),
    },
    RuleEntry {
        name: "newton",
        label: "Newton",
        family: Family::Newton,
        invariance: Invariance::Affine,
        keeps_state: false,
        options: &[NEWTON_RATE, DAMPING, SCHEDULE],
        build: |spec| Box::new(step::Newton { rate: spec.rate(), damping: spec.number("damping") }),
    },
    RuleEntry {
        name: "momentum",
        label: "momentum",
        family: Family::Momentum,
        invariance: Invariance::None,
        keeps_state: true,
        options: &[RATE, MOMENTUM, SCHEDULE],
        build: |spec| {
            Box::new(step::Momentum { rate: spec.rate(), momentum: spec.number("momentum") })
        },
    },
    RuleEntry {
        name: "nesterov",
        label: "Nesterov",
        family: Family::Momentum,
        invariance: Invariance::None,
        keeps_state: true,
        options: &[RATE, MOMENTUM, SCHEDULE],
        build: |spec| {
            Box::new(step::Nesterov { rate: spec.rate(), momentum: spec.number("momentum") })
        },
    },
    RuleEntry {
        name: "adagrad",
        label: "Adagrad",
        family: Family::Adaptive,
        invariance: Invariance::None,
        keeps_state: true,
        options: &[RATE, EPSILON, SCHEDULE],
        build: |spec| {
            Box::new(step::Adagrad { rate: spec.rate(), epsilon: spec.number("epsilon") })
        },
    },
    RuleEntry {
        name: "rmsprop",
        label: "RMSProp",
        family: Family::Adaptive,
        invariance: Invariance::None,
        keeps_state: true,
        options: &[RATE, DECAY, EPSILON, SCHEDULE],
        build: |spec| {
            let (decay, epsilon) = (spec.number("decay"), spec.number("epsilon"));
            Box::new(step::RmsProp { rate: spec.rate(), decay, epsilon })
        },
    },
    RuleEntry {
        name: "adam",
        label: "Adam",
        family: Family::Adaptive,
        invariance: Invariance::None,
        keeps_state: true,
        options: &[RATE, BETA1, BETA2, EPSILON, SCHEDULE],
        build: |spec| {
            let (beta1, beta2) = (spec.number("beta1"), spec.number("beta2"));
            let epsilon = spec.number("epsilon");
            Box::new(step::Adam { rate: spec.rate(), beta1, beta2, epsilon })
        },
    },
];
