//! Target densities, as they are given: by name, or by their own few numbers.

use serde::Serialize;

use super::{BuiltIn, ORING};
use crate::error::Invalid;

/// A density on the line that a Gaussian is fitted to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum TargetData {
    /// A mixture of Gaussians.
    Peaks {
        /// Weight, mean and standard deviation of each. Only the proportions of the weights count.
        peaks: Vec<[f64; 3]>,
    },
    /// The posterior of a logarithmic rate.
    Count {
        /// Events seen.
        count: f64,
    },
    /// Student's distribution.
    Degrees {
        /// Its degrees of freedom.
        degrees: f64,
    },
    /// The posterior of log-odds.
    Trials {
        /// Successes.
        successes: f64,
        /// Trials.
        trials: f64,
    },
}

/// Most peaks of a target.
pub const MOST_PEAKS: usize = 4;

/// Weights, means and standard deviations of peaks, and counts, that are accepted.
const WEIGHTS: [f64; 2] = [1e-6, 1e6];
const MEANS: [f64; 2] = [-1e6, 1e6];
const SPREADS: [f64; 2] = [1e-6, 1e6];
const COUNTS: [f64; 2] = [1e-3, 1e6];
const DEGREES: [f64; 2] = [1e-2, 1e6];

impl TargetData {
    /// The same, if every number is one that the model can use.
    ///
    /// # Errors
    /// [`Invalid`] names the number that is not.
    pub fn checked(self) -> Result<Self, Invalid> {
        match &self {
            Self::Peaks { peaks } => {
                if peaks.is_empty() || peaks.len() > MOST_PEAKS {
                    let value = format_args!("a list of {}", peaks.len());
                    let allowed = format_args!("1 to {MOST_PEAKS} peaks [weight, mean, sd]");
                    return Err(Invalid::new("data.peaks", value, allowed));
                }
                for (k, peak) in peaks.iter().enumerate() {
                    for (j, range) in [WEIGHTS, MEANS, SPREADS].into_iter().enumerate() {
                        within(&format!("data.peaks[{k}][{j}]"), peak[j], range)?;
                    }
                }
            }
            Self::Count { count } => within("data.count", *count, COUNTS)?,
            Self::Degrees { degrees } => within("data.degrees", *degrees, DEGREES)?,
            Self::Trials { successes, trials } => {
                within("data.successes", *successes, COUNTS)?;
                within("data.trials", *trials, COUNTS)?;
                if trials - successes < COUNTS[0] {
                    let allowed = format_args!("a number below data.trials, which is {trials}");
                    return Err(Invalid::new("data.successes", successes, allowed));
                }
            }
        }
        Ok(self)
    }

    /// The target of this name.
    pub(super) fn built_in(name: &str) -> Self {
        match name {
            "skewed" => Self::Count { count: 3.0 },
            "heavy-tailed" => Self::Degrees { degrees: 3.0 },
            "log-odds" => Self::Trials { successes: 7.0, trials: 23.0 },
            _ => Self::Peaks { peaks: vec![[0.65, -1.5, 0.7], [0.35, 2.0, 0.5]] },
        }
    }
}

fn within(field: &str, value: f64, [least, most]: [f64; 2]) -> Result<(), Invalid> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(Invalid::new(field, value, format_args!("a number from {least} to {most}")))
}

/// A built-in target.
const fn target(name: &'static str, label: &'static str, quantity: &'static str) -> BuiltIn {
    BuiltIn {
        name,
        label,
        quantity,
        source: "Made up for this page",
        landmark: None,
        classes: None,
        csv: "",
        skip: 0,
    }
}

/// Two peaks, one of them wider and heavier.
pub const TWO_PEAKS: BuiltIn = target("two-peaks", "Two peaks", "x");

/// The posterior of the logarithm of a rate after three events.
pub const SKEWED: BuiltIn = target("skewed", "Log rate after 3 events", "logarithm of the rate");

/// Student's distribution with three degrees of freedom.
pub const HEAVY_TAILED: BuiltIn = target("heavy-tailed", "Heavy tails, 3 degrees", "x");

/// The posterior of the log-odds of O-ring distress, seen at 7 of 23 launches (Dalal, Fowlkes & Hoadley 1989,
/// JASA 84:945), under Haldane's prior.
pub const LOG_ODDS: BuiltIn = BuiltIn {
    source: ORING.source,
    ..target("log-odds", "Log-odds, 7 of 23 launches", "log-odds")
};
