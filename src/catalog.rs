//! The one list of names: models, charts, data sets, rules, options.
//!
//! Menus, the reading of specifications and the law tests all go through it:
//! what has a line here is offered, understood and tested.

use std::sync::Arc;

use serde::Serialize;

use crate::chart::{self, Chart, Charted};
use crate::data::{self, BuiltIn, Moments};
use crate::error::Invalid;
use crate::model::{Direction, Gaussian, Model};
use crate::spec::{DataSpec, ModelSpec, RuleSpec, Setting};
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
    #[serde(skip)]
    build: BuildModel,
}

/// Makes a model of observations; an error names the field they came from.
type BuildModel = fn(&[f64], &str) -> Result<Arc<dyn Model>, Invalid>;

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
    build: fn() -> Arc<dyn Chart>,
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
}

/// What a change of chart does to a rule's step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Invariance {
    /// The same distribution in every chart.
    Exact,
    /// The same in the limit of small steps, and between affine charts.
    InTheLimit,
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
        let charts: &'static [ChartEntry] = self.charts;
        let found = charts.iter().find(|chart| chart.name == name);
        found.ok_or_else(|| Invalid::unknown(path, name, charts.iter().map(|chart| chart.name)))
    }
}

impl ChartEntry {
    /// The chart itself.
    pub fn chart(&self) -> Arc<dyn Chart> {
        (self.build)()
    }

    /// `model` in these coordinates.
    pub fn over(&self, model: &Arc<dyn Model>) -> Charted {
        Charted::new(Arc::clone(model), self.chart())
    }
}

impl ModelSpec {
    /// The observations it names.
    pub fn observations(&self) -> Vec<f64> {
        match &self.data {
            DataSpec::Own { x } => x.clone(),
            DataSpec::BuiltIn { set } => {
                self.built_in(set).map_or_else(Vec::new, |d| d.observations())
            }
        }
    }

    /// The model it describes, in its own coordinates.
    ///
    /// # Errors
    /// [`Invalid`] names the observation that the model cannot use.
    pub fn build(&self) -> Result<Arc<dyn Model>, Invalid> {
        (self.model.build)(&self.observations(), "data.x")
    }

    /// What was measured, for an axis.
    pub fn quantity(&self) -> &'static str {
        match self.data {
            DataSpec::Own { .. } => "x",
            DataSpec::BuiltIn { set } => self.built_in(set).map_or("x", |data| data.quantity),
        }
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
    let found = MODELS.iter().find(|model| model.name == name);
    found.ok_or_else(|| Invalid::unknown(path, name, MODELS.iter().map(|model| model.name)))
}

/// The rule of this name; `path` is where the name stood.
///
/// # Errors
/// [`Invalid`] lists the known ones.
pub fn rule(name: &str, path: &str) -> Result<&'static RuleEntry, Invalid> {
    let found = RULES.iter().find(|rule| rule.name == name);
    found.ok_or_else(|| Invalid::unknown(path, name, RULES.iter().map(|rule| rule.name)))
}

/// "one of a, b, c".
pub fn names<'a>(known: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", known.collect::<Vec<_>>().join(", "))
}

const ANY: [Option<f64>; 2] = [None, None];
const POSITIVE: [Option<f64>; 2] = [Some(0.0), None];
const NEGATIVE: [Option<f64>; 2] = [None, Some(0.0)];

/// Every model.
pub static MODELS: &[ModelEntry] = &[ModelEntry {
    name: "gaussian",
    label: "Gaussian",
    data: &[data::CAVENDISH, data::MICHELSON, data::TEACHING],
    build: |x, field| Ok(Arc::new(Gaussian::new(Moments::of(x, field)?))),
    charts: &[
        ChartEntry {
            name: "variance",
            label: "variance",
            symbols: ["μ", "σ²"],
            domain: "σ² > 0",
            bounds: [ANY, POSITIVE],
            build: || Arc::new(chart::Variance),
        },
        ChartEntry {
            name: "precision",
            label: "precision",
            symbols: ["μ", "τ = 1/σ²"],
            domain: "τ > 0",
            bounds: [ANY, POSITIVE],
            build: || Arc::new(chart::Precision),
        },
        ChartEntry {
            name: "std-dev",
            label: "standard deviation",
            symbols: ["μ", "σ"],
            domain: "σ > 0",
            bounds: [ANY, POSITIVE],
            build: || Arc::new(chart::StdDev),
        },
        ChartEntry {
            name: "log-std",
            label: "log standard deviation",
            symbols: ["μ", "ln σ"],
            domain: "any two numbers",
            bounds: [ANY, ANY],
            build: || Arc::new(chart::LogStd),
        },
        ChartEntry {
            name: "natural",
            label: "natural parameters",
            symbols: ["η₁ = μ/σ²", "η₂ = −1/(2σ²)"],
            domain: "η₂ < 0",
            bounds: [ANY, NEGATIVE],
            build: || Arc::new(chart::Natural),
        },
        ChartEntry {
            name: "expectation",
            label: "expectation parameters",
            symbols: ["E x", "E x²"],
            domain: "E x² > (E x)²",
            bounds: [ANY, POSITIVE],
            build: || Arc::new(chart::Expectation),
        },
    ],
}];

const RATE: OptionEntry = positive("rate", "learning rate", "α", "", 0.1, [1e-4, 10.0]);
const NATURAL_RATE: OptionEntry = positive("rate", "learning rate", "α", "", 0.5, [1e-3, 2.0]);
const SCHEDULE: OptionEntry = choice("schedule", "schedule", &["constant", "inverse-time"]);
const DIRECTION: OptionEntry = choice("direction", "divergence", &["old-new", "new-old"]);
const METRIC: OptionEntry = choice("metric", "metric", &["fisher", "empirical"]);
const NATS: OptionEntry = positive("radius", "KL radius", "δ", "nats", 0.05, [1e-3, 1.0]);
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
        options: &[RATE, SCHEDULE],
        build: |spec| Box::new(step::Gradient { rate: spec.rate() }),
    },
    RuleEntry {
        name: "euclidean-ball",
        label: "Euclidean ball",
        family: Family::Euclidean,
        invariance: Invariance::None,
        options: &[positive("radius", "Euclidean radius", "ε", "chart units", 0.3, [1e-3, 1e3])],
        build: |spec| Box::new(step::EuclideanBall { radius: spec.number("radius") }),
    },
    RuleEntry {
        name: "natural-gradient",
        label: "natural gradient",
        family: Family::Natural,
        invariance: Invariance::InTheLimit,
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
        options: &[NATS, DIRECTION],
        build: |spec| {
            let (radius, direction) = (spec.number("radius"), spec.direction());
            Box::new(step::TrustRegion { radius, direction })
        },
    },
];
