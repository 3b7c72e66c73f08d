//! The one list of names: models, charts, data sets, rules, options, series and
//! kinds of balls.
//!
//! Menus, the reading of specifications and the law tests all go through it:
//! what has an entry here is offered, understood and tested. It builds models,
//! charts and rules from plain settings; what those settings are is read by
//! [`crate::specification`], which this module does not know.

mod charts;
mod columns;
mod models;
mod names;
mod options;
mod rules;

pub use charts::ChartEntry;
pub use columns::{BALLS, BallEntry, Of, SERIES, Series, SeriesEntry};
pub use models::{Input, MODELS, ModelEntry, ModelOptions, model};
pub use names::{Named, called};
pub use options::{OptionEntry, OptionKind, Setting, Settings};
pub use rules::{Family, Invariance, RULES, RuleEntry};

use serde::Serialize;

/// Everything a menu needs, ready to be serialized.
#[derive(Serialize)]
pub struct Catalog {
    models: &'static [ModelEntry],
    rules: &'static [RuleEntry],
    series: &'static [SeriesEntry],
    balls: &'static [BallEntry],
}

/// The whole catalogue.
pub static CATALOG: Catalog =
    Catalog { models: MODELS, rules: RULES, series: SERIES, balls: BALLS };
