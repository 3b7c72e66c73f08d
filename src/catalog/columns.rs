//! Series along a run, and kinds of balls.

use serde::Serialize;

use super::names::Named;
use crate::ball::BallKind;
use crate::model::Direction;

/// A column of numbers along a run. Entry `k` belongs to its `k`-th point; a number
/// that measures a step belongs to the end of the step, so its entry 0 is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The loss (nats).
    Loss,
    /// `KL(old ‖ new)` of the step (nats).
    Kl,
    /// `KL(new ‖ old)` of the step (nats).
    KlReverse,
    /// Fisher–Rao length of the path so far; see [`crate::model::Geodesics::length`].
    FisherLength,
    /// Euclidean length of the path so far, in units of the run's chart.
    EuclideanLength,
    /// How often the step was halved, to stay in the domain or by a line search.
    Halvings,
}

/// What a series measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// A point: its first entry belongs to the start.
    Point,
    /// The step that led to a point: the first entry is 0.
    Step,
    /// The path up to a point: the first entry is 0.
    Path,
}

/// A series with its name.
#[derive(Debug, Serialize)]
pub struct SeriesEntry {
    /// Its public name.
    pub name: &'static str,
    /// What an axis calls it.
    pub label: &'static str,
    /// The title of a figure of it.
    pub title: &'static str,
    /// Its unit, empty where it has none.
    pub unit: &'static str,
    /// What it measures.
    pub of: Of,
    /// Whether an axis of it should be logarithmic.
    pub logarithmic: bool,
    /// Which it is.
    #[serde(skip)]
    pub series: Series,
}

/// Every series.
pub static SERIES: &[SeriesEntry] = &[
    SeriesEntry {
        name: "loss",
        label: "loss",
        title: "Above the least loss",
        unit: "nats",
        of: Of::Point,
        logarithmic: true,
        series: Series::Loss,
    },
    SeriesEntry {
        name: "kl",
        label: "KL(old ‖ new) of the step",
        title: "What each step costs",
        unit: "nats",
        of: Of::Step,
        logarithmic: true,
        series: Series::Kl,
    },
    SeriesEntry {
        name: "kl-reverse",
        label: "KL(new ‖ old) of the step",
        title: "What each step costs",
        unit: "nats",
        of: Of::Step,
        logarithmic: true,
        series: Series::KlReverse,
    },
    SeriesEntry {
        name: "fisher-length",
        label: "Fisher–Rao length so far",
        title: "The way so far",
        unit: "",
        of: Of::Path,
        logarithmic: false,
        series: Series::FisherLength,
    },
    SeriesEntry {
        name: "euclidean-length",
        label: "Euclidean length so far",
        title: "The way so far, in parameters",
        unit: "chart units",
        of: Of::Path,
        logarithmic: false,
        series: Series::EuclideanLength,
    },
    SeriesEntry {
        name: "halvings",
        label: "times the step was halved",
        title: "Steps cut short",
        unit: "",
        of: Of::Step,
        logarithmic: false,
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
    exact("kl-old-new", "KL divergence", Direction::OldNew),
    exact("kl-new-old", "reverse KL divergence", Direction::NewOld),
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
