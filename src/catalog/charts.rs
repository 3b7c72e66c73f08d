//! Charts: the coordinates that a model may be seen and stepped in.

use std::sync::Arc;

use serde::Serialize;

use super::names::Named;
use crate::chart::{self, Chart, Charted};
use crate::geometry::Point;
use crate::model::{Model, Units};

/// What the two coordinates of a chart are, whatever the chart is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Meaning {
    /// Mean and standard deviation of a normal distribution.
    MeanAndDeviation,
    /// The input at which both labels are equally likely, and by how much the log-odds grow per
    /// unit of the input.
    MiddleAndSlope,
    /// The probabilities of the first two of three outcomes.
    Probabilities,
    /// The logarithms of the same probabilities over that of the third.
    LogRatios,
}

/// A chart of a model.
#[derive(Debug, Serialize)]
pub struct ChartEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// The labels of its two axes.
    pub symbols: [&'static str; 2],
    /// The open domain, in words.
    pub domain: &'static str,
    /// The domain as an interval for each coordinate; `null` for an infinite end.
    pub bounds: [[Option<f64>; 2]; 2],
    /// Two points of the line on which the Fisher matrix has no inverse, where the domain has
    /// such a line.
    #[serde(rename = "singularLine", skip_serializing_if = "Option::is_none")]
    pub singular_line: Option<[[f64; 2]; 2]>,
    /// What the two coordinates are, where a reader knows such numbers by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Meaning>,
    #[serde(skip)]
    build: fn(&Units) -> Arc<dyn Chart>,
}

impl ChartEntry {
    /// The chart itself, laid over a model of these units.
    pub fn chart(&self, units: &Units) -> Arc<dyn Chart> {
        (self.build)(units)
    }

    /// What an error message allows in place of the point `at`, which is outside
    /// the domain or at which double precision overflows.
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

impl Named for ChartEntry {
    fn name(&self) -> &'static str {
        self.name
    }
}

const ANY: [Option<f64>; 2] = [None, None];
const UNIT: [Option<f64>; 2] = [Some(0.0), Some(1.0)];
const POSITIVE: [Option<f64>; 2] = [Some(0.0), None];
const NEGATIVE: [Option<f64>; 2] = [None, Some(0.0)];

/// Charts of the Gaussian.
pub(super) const GAUSSIAN: &[ChartEntry] = &[
    ChartEntry {
        name: "variance",
        label: "variance",
        symbols: ["μ", "σ²"],
        domain: "σ² > 0",
        bounds: [ANY, POSITIVE],
        singular_line: None,
        meaning: None,
        build: |_| Arc::new(chart::Variance),
    },
    ChartEntry {
        name: "precision",
        label: "precision",
        symbols: ["μ", "τ = 1/σ²"],
        domain: "τ > 0",
        bounds: [ANY, POSITIVE],
        singular_line: None,
        meaning: None,
        build: |_| Arc::new(chart::Precision),
    },
    ChartEntry {
        name: "std-dev",
        label: "standard deviation",
        symbols: ["μ", "σ"],
        domain: "σ > 0",
        bounds: [ANY, POSITIVE],
        singular_line: None,
        meaning: Some(Meaning::MeanAndDeviation),
        build: |_| Arc::new(chart::StdDev),
    },
    ChartEntry {
        name: "log-std",
        label: "log standard deviation",
        symbols: ["μ", "ln σ"],
        domain: "any two numbers",
        bounds: [ANY, ANY],
        singular_line: None,
        meaning: None,
        build: |_| Arc::new(chart::LogStd),
    },
    ChartEntry {
        name: "natural",
        label: "natural parameters",
        symbols: ["η₁ = μ/σ²", "η₂ = −1/(2σ²)"],
        domain: "η₂ < 0",
        bounds: [ANY, NEGATIVE],
        singular_line: None,
        meaning: None,
        build: |_| Arc::new(chart::Natural),
    },
    ChartEntry {
        name: "expectation",
        label: "expectation parameters",
        symbols: ["E x", "E x²"],
        domain: "E x² > (E x)²",
        bounds: [ANY, POSITIVE],
        singular_line: None,
        meaning: None,
        build: |_| Arc::new(chart::Expectation),
    },
];

/// Charts of logistic regression.
pub(super) const LOGISTIC: &[ChartEntry] = &[
    ChartEntry {
        name: "raw",
        label: "raw inputs",
        symbols: ["w", "b"],
        domain: "any two numbers",
        bounds: [ANY, ANY],
        singular_line: None,
        meaning: None,
        build: |units| Arc::new(chart::Affine::raw(units, 1.0)),
    },
    ChartEntry {
        name: "rescaled",
        label: "raw inputs × 1000",
        symbols: ["w/1000", "b"],
        domain: "any two numbers",
        bounds: [ANY, ANY],
        singular_line: None,
        meaning: None,
        build: |units| Arc::new(chart::Affine::raw(units, 1000.0)),
    },
    ChartEntry {
        name: "whitened",
        label: "whitened inputs",
        symbols: ["w̃ = s w", "b̃ = b + m w"],
        domain: "any two numbers",
        bounds: [ANY, ANY],
        singular_line: None,
        meaning: None,
        build: |units| Arc::new(chart::Affine::whitened(units)),
    },
    ChartEntry {
        name: "boundary",
        label: "boundary and slope",
        symbols: ["t = −b/w", "w"],
        domain: "w ≠ 0",
        bounds: [ANY, ANY],
        singular_line: None,
        meaning: Some(Meaning::MiddleAndSlope),
        build: |units| Arc::new(chart::Boundary::new(units)),
    },
];

/// Charts of three classes.
pub(super) const CATEGORICAL: &[ChartEntry] = &[LOGIT, PROBABILITY, SPHERE, SEQUENTIAL];

/// Charts of a policy.
pub(super) const POLICY: &[ChartEntry] = &[CHOICES, LOGIT, PROBABILITY, SPHERE];

/// Charts of a mixture.
pub(super) const MIXTURE: &[ChartEntry] = &[
    ChartEntry {
        name: "means",
        label: "two means",
        symbols: ["a", "b"],
        domain: "any two numbers",
        bounds: [ANY, ANY],
        singular_line: Some([[0.0, 0.0], [1.0, 1.0]]),
        meaning: None,
        build: |units| Arc::new(chart::Means::new(units)),
    },
    ChartEntry {
        name: "centre",
        label: "mean and gap",
        symbols: ["m", "d = b − a"],
        domain: "any two numbers",
        bounds: [ANY, ANY],
        singular_line: Some([[0.0, 0.0], [1.0, 0.0]]),
        meaning: None,
        build: |_| Arc::new(chart::Centre),
    },
    ChartEntry {
        name: "moments",
        label: "mean and variance",
        symbols: ["m", "V"],
        domain: "V > s², the square of the spread",
        bounds: [ANY, POSITIVE],
        singular_line: None,
        meaning: None,
        build: |units| Arc::new(chart::Moments::new(units)),
    },
];

const LOGIT: ChartEntry = ChartEntry {
    name: "logit",
    label: "logits",
    symbols: ["ln p₁/p₃", "ln p₂/p₃"],
    domain: "any two numbers",
    bounds: [ANY, ANY],
    singular_line: None,
    meaning: Some(Meaning::LogRatios),
    build: |_| Arc::new(chart::Logit::AGAINST_THIRD),
};

const PROBABILITY: ChartEntry = ChartEntry {
    name: "probability",
    label: "probabilities",
    symbols: ["p₁", "p₂"],
    domain: "p₁ > 0, p₂ > 0, p₁ + p₂ < 1",
    bounds: [UNIT, UNIT],
    singular_line: None,
    meaning: Some(Meaning::Probabilities),
    build: |_| Arc::new(chart::Probability::FIRST_TWO),
};

const SPHERE: ChartEntry = ChartEntry {
    name: "sphere",
    label: "roots of probabilities",
    symbols: ["√p₁", "√p₂"],
    domain: "√p₁ > 0, √p₂ > 0, p₁ + p₂ < 1",
    bounds: [UNIT, UNIT],
    singular_line: None,
    meaning: None,
    build: |_| Arc::new(chart::Sphere::ROOTS),
};

const SEQUENTIAL: ChartEntry = ChartEntry {
    name: "sequential",
    label: "two successive choices",
    symbols: ["ln (p₂ + p₃)/p₁", "ln p₂/p₃"],
    domain: "any two numbers",
    bounds: [ANY, ANY],
    singular_line: None,
    meaning: None,
    build: |units| Arc::new(chart::Affine::sequential(units)),
};

/// The same for a policy, whose log-odds are `kθ`.
const CHOICES: ChartEntry = ChartEntry { symbols: ["θ₁", "θ₂"], ..SEQUENTIAL };
