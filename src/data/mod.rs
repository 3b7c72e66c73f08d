//! Data sets: those that come with the project, with their sources; the reader's own; and which
//! numbers are refused.

mod built_in;
mod csv;
mod decimal;
mod moments;
mod target;

pub use built_in::{
    BuiltIn, CAVENDISH, DOOR_OR_SPIN, FAITHFUL, Landmark, MICHELSON, ORING, PENGUIN_SPECIES,
    PENGUINS, TEACHING, TEACHING_COUNTS, TEACHING_LABELS,
};
pub use moments::Moments;
pub use target::{HEAVY_TAILED, LOG_ODDS, MOST_PEAKS, SKEWED, TWO_PEAKS, TargetData};

use serde::Serialize;

use crate::error::Invalid;

/// Largest number of observations accepted. It is far more than anybody types or pastes, and few
/// enough for a page to stay responsive.
pub const MOST_OBSERVATIONS: usize = 100_000;

/// Largest absolute value accepted: its square is still a finite double. The error message of
/// `usable` repeats this number.
pub const LARGEST_VALUE: f64 = 1e150;

/// The kind of data that a model is fitted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Numbers.
    Numbers,
    /// Numbers, each with a label, 0 or 1.
    Labelled,
    /// How often each of three classes was seen.
    Counts,
    /// No data: the model is a decision problem with rewards.
    Nothing,
    /// A density on the line.
    Target,
}

/// Observations, as a model takes them.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Inputs and their labels, two lists of the same length.
    Labelled {
        /// Inputs.
        x: Vec<f64>,
        /// Labels, 0 or 1.
        y: Vec<f64>,
    },
    /// Counts of classes 1, 2 and 3.
    Counts([f64; 3]),
    /// No data.
    Nothing,
    /// A density on the line.
    Target(TargetData),
}

impl Data {
    /// The numbers, the inputs, or the counts.
    pub fn values(&self) -> &[f64] {
        match self {
            Self::Numbers(x) | Self::Labelled { x, .. } => x,
            Self::Counts(counts) => counts,
            Self::Nothing | Self::Target(_) => &[],
        }
    }

    /// The labels, or an empty list.
    pub fn labels(&self) -> &[f64] {
        match self {
            Self::Labelled { y, .. } => y,
            _ => &[],
        }
    }

    /// A list with one entry for each observation: the number, the label, or the
    /// number of the class (1, 2 or 3; classes in order).
    ///
    /// # Errors
    /// [`Invalid`] names `field` if a count is not a whole number, or if the
    /// counts add up to more than [`MOST_OBSERVATIONS`].
    pub fn outcomes(&self, field: &str) -> Result<Vec<f64>, Invalid> {
        match self {
            Self::Numbers(x) => Ok(x.clone()),
            Self::Labelled { y, .. } => Ok(y.clone()),
            Self::Counts(counts) => {
                let total: f64 = counts.iter().sum();
                if counts.iter().any(|count| count.fract() != 0.0)
                    || total > MOST_OBSERVATIONS as f64
                {
                    let [a, b, c] = counts;
                    let allowed =
                        format_args!("whole numbers, at most {MOST_OBSERVATIONS} together");
                    return Err(Invalid::new(field, format_args!("[{a}, {b}, {c}]"), allowed));
                }
                let mut classes = Vec::new();
                for (k, &count) in counts.iter().enumerate() {
                    classes.resize(classes.len() + count as usize, (k + 1) as f64);
                }
                Ok(classes)
            }
            Self::Nothing | Self::Target(_) => Ok(Vec::new()),
        }
    }

    /// Reads a table of text with one observation on each line: a number, or an
    /// input and its label. The first line may name the columns, which are
    /// separated by commas, semicolons, tabs or spaces. A table of a single line
    /// may list several numbers.
    ///
    /// # Errors
    /// [`Invalid`] names `field` and the line that cannot be read.
    pub fn read_csv(text: &str, kind: Kind, field: &str) -> Result<Self, Invalid> {
        csv::read(text, kind, 0, field)
    }
}

/// What a label may be, in the words of errors.
pub(crate) const LABEL: &str = "a label, 0 or 1";

/// Whether a number and its square are finite.
fn is_usable(value: f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST_VALUE
}

/// The condition of [`is_usable`], in words.
fn usable() -> &'static str {
    "finite numbers of absolute value at most 1e150"
}

fn refuse_unusable(x: &[f64], field: &str) -> Result<(), Invalid> {
    if x.len() == 1 {
        return Err(Invalid::new(field, "1 observation", "at least 2 are needed"));
    }
    if x.is_empty() || x.len() > MOST_OBSERVATIONS {
        let allowed = format_args!("2 to {MOST_OBSERVATIONS} numbers");
        return Err(Invalid::new(field, format_args!("a list of {}", x.len()), allowed));
    }
    for (k, value) in x.iter().enumerate() {
        if !is_usable(*value) {
            return Err(Invalid::new(format_args!("{field}[{k}]"), value, usable()));
        }
    }
    Ok(())
}
