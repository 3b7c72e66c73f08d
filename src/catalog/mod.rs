//! The one list of names: models, charts, data sets, rules, options, series and
//! kinds of balls.
//!
//! Menus, specifications and the tests of laws all use it: whatever has an entry
//! here is offered, understood and tested. It builds models, charts and rules from
//! plain settings. [`crate::specification`] reads these settings; this module does
//! not depend on it.

mod charts;
mod columns;
mod limits;
mod models;
mod names;
mod options;
mod rules;

pub use charts::{ChartEntry, Meaning};
pub use columns::{BALLS, BallEntry, Of, SERIES, Series, SeriesEntry};
pub use limits::{LIMITS, Limits};
pub use models::{
    DEFAULT_WEIGHT, FAITHFUL_SHAPE, Input, LOSSES, MODELS, ModelEntry, ModelOptions,
    half_of_the_spread, model,
};
pub use names::{Named, called};
pub use options::{CONVENTION, EMPIRICAL, METRIC, OptionEntry, OptionKind, Setting, Settings};
pub use rules::{BallOf, Family, Invariance, MatrixOf, Needs, RULES, RuleEntry};

use serde::Serialize;

/// Everything a menu needs, ready to be serialized.
#[derive(Serialize)]
pub struct Catalog {
    models: &'static [ModelEntry],
    rules: &'static [RuleEntry],
    series: &'static [SeriesEntry],
    balls: &'static [BallEntry],
    limits: Limits,
}

/// The whole catalogue.
pub static CATALOG: Catalog =
    Catalog { models: MODELS, rules: RULES, series: SERIES, balls: BALLS, limits: LIMITS };
