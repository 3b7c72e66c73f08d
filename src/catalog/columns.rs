//! What may be asked for by name besides models, charts and rules: series along
//! a run, and kinds of balls.

use serde::Serialize;

use super::names::Named;
use crate::ball::BallKind;
use crate::model::Direction;

/// A column of numbers along a run; entry `k` belongs to its `k`-th point, and
/// what measures a step belongs to the point it led to (so entry 0 is 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The loss (nats).
    Loss,
    /// `KL(old ‖ new)` of the step (nats).
    Kl,
    /// `KL(new ‖ old)` of the step (nats).
    KlReverse,
    /// Fisher–Rao length of the path so far; see [`crate::model::Model::length`].
    FisherLength,
    /// Euclidean length of the path so far, in units of the run's chart.
    EuclideanLength,
    /// How often the step was halved, to stay in the domain or by a line search.
    Halvings,
}

/// A series with its name.
#[derive(Debug, Serialize)]
pub struct SeriesEntry {
    /// Its public name.
    pub name: &'static str,
    /// What an axis calls it.
    pub label: &'static str,
    /// Its unit, empty where it has none.
    pub unit: &'static str,
    /// Which it is.
    #[serde(skip)]
    pub series: Series,
}

/// Every series.
pub static SERIES: &[SeriesEntry] = &[
    SeriesEntry { name: "loss", label: "loss", unit: "nats", series: Series::Loss },
    SeriesEntry {
        name: "kl",
        label: "KL(old ‖ new) of the step",
        unit: "nats",
        series: Series::Kl,
    },
    SeriesEntry {
        name: "kl-reverse",
        label: "KL(new ‖ old) of the step",
        unit: "nats",
        series: Series::KlReverse,
    },
    SeriesEntry {
        name: "fisher-length",
        label: "Fisher–Rao length so far",
        unit: "",
        series: Series::FisherLength,
    },
    SeriesEntry {
        name: "euclidean-length",
        label: "Euclidean length so far",
        unit: "chart units",
        series: Series::EuclideanLength,
    },
    SeriesEntry {
        name: "halvings",
        label: "times the step was halved",
        unit: "",
        series: Series::Halvings,
    },
];

/// A kind of ball with its name.
#[derive(Debug, Serialize)]
pub struct BallEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// The unit of its radius.
    pub unit: &'static str,
    /// Whether it is the ellipse of a matrix at its centre.
    pub ellipse: bool,
    /// Which it is.
    #[serde(skip)]
    pub kind: BallKind,
}

/// Every kind of ball.
pub static BALLS: &[BallEntry] = &[
    BallEntry {
        name: "euclidean",
        label: "Euclidean ball",
        unit: "chart units",
        ellipse: false,
        kind: BallKind::Euclidean,
    },
    ellipse("fisher", "Fisher matrix", BallKind::Fisher),
    ellipse("empirical-fisher", "empirical Fisher matrix", BallKind::EmpiricalFisher),
    ellipse("hessian", "Hessian", BallKind::Hessian),
    exact("kl-old-new", "KL(old ‖ new)", Direction::OldNew),
    exact("kl-new-old", "KL(new ‖ old)", Direction::NewOld),
];

const fn ellipse(name: &'static str, label: &'static str, kind: BallKind) -> BallEntry {
    BallEntry { name, label, unit: "nats", ellipse: true, kind }
}

const fn exact(name: &'static str, label: &'static str, direction: Direction) -> BallEntry {
    BallEntry { name, label, unit: "nats", ellipse: false, kind: BallKind::Kl(direction) }
}

impl Named for SeriesEntry {
    fn name(&self) -> &'static str {
        self.name
    }
}

impl Named for BallEntry {
    fn name(&self) -> &'static str {
        self.name
    }
}
