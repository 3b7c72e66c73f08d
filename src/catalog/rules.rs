//! Step rules, with their options.

use serde::Serialize;

use super::names::Named;
use super::options::{
    BETA1, BETA2, CONVENTION, DAMPING, DECAY, DIRECTION, EMPIRICAL, EPSILON, METRIC, MOMENTUM,
    NATS, NATURAL_RATE, NEWTON_RATE, OptionEntry, RATE, SCHEDULE, Setting, Settings, positive,
};
use crate::step::{self, Rule};

/// A step rule.
#[derive(Debug, Serialize)]
pub struct RuleEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// The family, which decides its look (colour, marker and dashes) and nothing else.
    pub family: Family,
    /// The kind of ball that a step stays in, if it has one.
    pub ball: Option<BallOf>,
    /// What a step asks for besides one gradient.
    pub needs: Needs,
    /// How the step depends on the chart.
    pub invariance: Invariance,
    /// Whether it remembers earlier gradients.
    #[serde(rename = "keepsState")]
    pub keeps_state: bool,
    /// Whether it steps along straight lines of natural or of expectation parameters, which
    /// only an exponential family has.
    #[serde(rename = "needsExponential")]
    pub needs_exponential: bool,
    /// Its options.
    pub options: &'static [OptionEntry],
    #[serde(skip)]
    build: fn(Settings) -> Box<dyn Rule>,
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

/// Kinds of balls that rules stay in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BallOf {
    /// A length in the chart's parameters.
    Euclidean,
    /// The quadratic model of the divergence, by the Fisher matrix.
    Fisher,
    /// The divergence itself, in the direction of the rule.
    Kl,
}

/// What a step asks for besides one gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Needs {
    /// The matrix it solves with, if there is one.
    pub matrix: Option<MatrixOf>,
    /// Whether it tries out several landing points, or several small steps, before it moves.
    pub trials: bool,
    /// Whether it halves its step until it accepts the landing point. The halvings of other
    /// rules only keep them in the domain.
    #[serde(rename = "lineSearch")]
    pub line_search: bool,
}

/// Matrices that rules solve with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatrixOf {
    /// The Fisher matrix, or the empirical one.
    Fisher,
    /// The second derivatives of the loss.
    Hessian,
}

impl Needs {
    const NOTHING: Self = Self { matrix: None, trials: false, line_search: false };
    const FISHER: Self = Self { matrix: Some(MatrixOf::Fisher), ..Self::NOTHING };
    const FISHER_AND_TRIALS: Self = Self { trials: true, ..Self::FISHER };
    const LINE_SEARCH: Self = Self { line_search: true, ..Self::FISHER_AND_TRIALS };
    const HESSIAN: Self = Self { matrix: Some(MatrixOf::Hessian), ..Self::NOTHING };
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

impl RuleEntry {
    /// The rule with these settings, one for each of its options.
    pub fn build(&self, values: &[Setting]) -> Box<dyn Rule> {
        (self.build)(Settings { options: self.options, values })
    }
}

impl Named for RuleEntry {
    fn name(&self) -> &'static str {
        self.name
    }
}

/// Every rule.
pub static RULES: &[RuleEntry] = &[
    RuleEntry {
        name: "gradient",
        label: "gradient descent",
        family: Family::Euclidean,
        ball: None,
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: false,
        needs_exponential: false,
        options: &[RATE, SCHEDULE],
        build: |given| Box::new(step::Gradient { rate: given.rate() }),
    },
    RuleEntry {
        name: "euclidean-ball",
        label: "Euclidean ball",
        family: Family::Euclidean,
        ball: Some(BallOf::Euclidean),
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: false,
        needs_exponential: false,
        options: &[positive("radius", "Euclidean radius", "ε", "chart units", 0.3, [1e-3, 1e3])],
        build: |given| Box::new(step::EuclideanBall { radius: given.number("radius") }),
    },
    RuleEntry {
        name: "natural-gradient",
        label: "natural gradient",
        family: Family::Natural,
        ball: None,
        needs: Needs::FISHER,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATURAL_RATE, DAMPING, METRIC, SCHEDULE],
        build: |given| {
            let empirical = given.chose(METRIC.name, EMPIRICAL);
            Box::new(step::NaturalGradient {
                rate: given.rate(),
                damping: given.number("damping"),
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
        ball: Some(BallOf::Fisher),
        needs: Needs::FISHER,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATS, DAMPING],
        build: |given| {
            let (radius, damping) = (given.number("radius"), given.number("damping"));
            Box::new(step::FisherBall { radius, damping })
        },
    },
    RuleEntry {
        name: "kl-ray",
        label: "natural gradient to exact KL",
        family: Family::Natural,
        ball: Some(BallOf::Kl),
        needs: Needs::FISHER_AND_TRIALS,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATS, DIRECTION],
        build: |given| {
            let (radius, direction) = (given.number("radius"), given.direction());
            Box::new(step::KlRay { radius, direction })
        },
    },
    RuleEntry {
        name: "kl-ball",
        label: "KL ball",
        family: Family::Exact,
        ball: Some(BallOf::Kl),
        needs: Needs::FISHER_AND_TRIALS,
        invariance: Invariance::InTheLimit,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATS, DIRECTION],
        build: |given| {
            let (radius, direction) = (given.number("radius"), given.direction());
            Box::new(step::ExactBall { radius, direction })
        },
    },
    RuleEntry {
        name: "trust-region",
        label: "exact trust region",
        family: Family::Exact,
        ball: Some(BallOf::Kl),
        needs: Needs::FISHER_AND_TRIALS,
        invariance: Invariance::Exact,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATS, DIRECTION],
        build: |given| {
            let (radius, direction) = (given.number("radius"), given.direction());
            Box::new(step::TrustRegion { radius, direction })
        },
    },
    RuleEntry {
        name: "trpo",
        label: "TRPO",
        family: Family::Natural,
        ball: Some(BallOf::Kl),
        needs: Needs::LINE_SEARCH,
        invariance: Invariance::Affine,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATS],
        build: |given| Box::new(step::Trpo { radius: given.number("radius") }),
    },
    RuleEntry {
        name: "mirror",
        label: "mirror descent",
        family: Family::Natural,
        ball: None,
        needs: Needs::FISHER,
        invariance: Invariance::Exact,
        keeps_state: false,
        needs_exponential: true,
        options: &[NATURAL_RATE, DIRECTION, SCHEDULE],
        build: |given| Box::new(step::Mirror { rate: given.rate(), direction: given.direction() }),
    },
    RuleEntry {
        name: "geodesic",
        label: "geodesic natural gradient",
        family: Family::Exact,
        ball: None,
        needs: Needs::FISHER_AND_TRIALS,
        invariance: Invariance::Exact,
        keeps_state: false,
        needs_exponential: false,
        options: &[NATURAL_RATE, SCHEDULE],
        build: |given| Box::new(step::Geodesic { rate: given.rate() }),
    },
    RuleEntry {
        name: "newton",
        label: "Newton",
        family: Family::Newton,
        ball: None,
        needs: Needs::HESSIAN,
        invariance: Invariance::Affine,
        keeps_state: false,
        needs_exponential: false,
        options: &[NEWTON_RATE, DAMPING, SCHEDULE],
        build: |given| {
            Box::new(step::Newton { rate: given.rate(), damping: given.number("damping") })
        },
    },
    RuleEntry {
        name: "momentum",
        label: "momentum",
        family: Family::Momentum,
        ball: None,
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: true,
        needs_exponential: false,
        options: &[RATE, MOMENTUM, SCHEDULE],
        build: |given| {
            Box::new(step::Momentum { rate: given.rate(), momentum: given.number("momentum") })
        },
    },
    RuleEntry {
        name: "nesterov",
        label: "Nesterov",
        family: Family::Momentum,
        ball: None,
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: true,
        needs_exponential: false,
        options: &[RATE.but(&[("pytorch", 1e-3), ("keras", 0.01)]), MOMENTUM, SCHEDULE, CONVENTION],
        build: |given| {
            Box::new(step::Nesterov {
                rate: given.rate(),
                momentum: given.number("momentum"),
                convention: given.convention(),
            })
        },
    },
    RuleEntry {
        name: "adagrad",
        label: "Adagrad",
        family: Family::Adaptive,
        ball: None,
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: true,
        needs_exponential: false,
        options: &[
            RATE.but(&[("pytorch", 0.01), ("keras", 1e-3)]),
            EPSILON.but(&[("pytorch", 1e-10), ("optax", 1e-7), ("keras", 1e-7)]),
            SCHEDULE,
            CONVENTION,
        ],
        build: |given| {
            Box::new(step::Adagrad {
                rate: given.rate(),
                epsilon: given.number("epsilon"),
                convention: given.convention(),
            })
        },
    },
    RuleEntry {
        name: "rmsprop",
        label: "RMSProp",
        family: Family::Adaptive,
        ball: None,
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: true,
        needs_exponential: false,
        options: &[
            RATE.but(&[("pytorch", 0.01), ("keras", 1e-3)]),
            DECAY.but(&[("pytorch", 0.99)]),
            EPSILON.but(&[("keras", 1e-7)]),
            SCHEDULE,
            CONVENTION,
        ],
        build: |given| {
            let (decay, epsilon) = (given.number("decay"), given.number("epsilon"));
            let convention = given.convention();
            Box::new(step::RmsProp { rate: given.rate(), decay, epsilon, convention })
        },
    },
    RuleEntry {
        name: "adam",
        label: "Adam",
        family: Family::Adaptive,
        ball: None,
        needs: Needs::NOTHING,
        invariance: Invariance::None,
        keeps_state: true,
        needs_exponential: false,
        options: &[
            RATE.but(&[("pytorch", 1e-3), ("keras", 1e-3)]),
            BETA1,
            BETA2,
            EPSILON.but(&[("keras", 1e-7)]),
            SCHEDULE,
            CONVENTION,
        ],
        build: |given| {
            let (beta1, beta2) = (given.number("beta1"), given.number("beta2"));
            let epsilon = given.number("epsilon");
            let convention = given.convention();
            Box::new(step::Adam { rate: given.rate(), beta1, beta2, epsilon, convention })
        },
    },
];
