//! The limits from which on a run is said to have succeeded, collapsed, or given up a search.

use serde::Serialize;

use crate::batch::STARVED;
use crate::step::MOST_BACKTRACKS;

/// What counts as success and as failure.
#[derive(Serialize)]
pub struct Limits {
    /// A policy has succeeded if its expected return is above this.
    pub success: f64,
    /// A policy has collapsed if the probability that a batch of its episodes contains any
    /// information is below this.
    pub information: f64,
    /// A line search gives up after this many halvings.
    pub halvings: u32,
}

/// The limits of all runs.
pub const LIMITS: Limits = Limits { success: 0.8, information: STARVED, halvings: MOST_BACKTRACKS };
