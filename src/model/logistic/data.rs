//! The data of a logistic regression: inputs with labels.

use super::condensed::{Summaries, of_label};
use crate::data::{LABEL, Moments};
use crate::error::{Invalid, Quoted};
use crate::model::Units;
use crate::numeric::kernel::power_of_two;
use crate::numeric::sorted::{ascending, ends};

/// Inputs, counted from an origin in a unit of the model, with their labels: in the given
/// order, and summarised for sums over them.
#[derive(Debug)]
pub struct Labelled {
    /// `u = (x − c)/h` with the model's origin `c` and unit `h`, in the order given.
    pub(super) inputs: Vec<f64>,
    /// 0 or 1.
    pub(super) labels: Vec<f64>,
    pub(super) summaries: Summaries,
    pub(super) units: Units,
    is_separable: bool,
}

impl Labelled {
    /// From inputs and labels, named in errors by the fields they came from.
    ///
    /// # Errors
    /// [`Invalid`] names the entry where the lengths differ, a label is neither
    /// 0 nor 1, or the inputs are unusable or all the same.
    pub fn new(x: &[f64], y: &[f64], fields: [&str; 2]) -> Result<Self, Invalid> {
        if x.len() != y.len() {
            let allowed = format_args!("as many labels as inputs, {}", x.len());
            return Err(Invalid::new(fields[1], format_args!("a list of {}", y.len()), allowed));
        }
        if let Some(k) = y.iter().position(|&label| label != 0.0 && label != 1.0) {
            return Err(Invalid::new(format_args!("{}[{k}]", fields[1]), y[k], LABEL));
        }
        if x.len() > 1 && x.iter().all(|value| *value == x[0]) {
            let found = format_args!("{} values all equal to {}", x.len(), Quoted(x[0]));
            let allowed = "at least two different inputs, or no slope has an estimate";
            return Err(Invalid::new(fields[0], found, allowed));
        }
        // Refuses what has no moments.
        Moments::of(x, fields[0])?;
        let origin = origin(x);
        let unit = unit(x, origin);
        let inputs: Vec<f64> = x.iter().map(|x| (x - origin) / unit).collect();
        let [mean, std_dev] = moments(&inputs);
        let units = Units { origin, unit, mean, std_dev, ..Units::default() };
        let summaries = Summaries::grouped(&inputs, y);
        let is_separable = is_separable(x, y);
        Ok(Self { inputs, labels: y.to_vec(), summaries, units, is_separable })
    }

    /// Inputs counted in these units, with their labels.
    pub(super) fn sampled(inputs: Vec<f64>, labels: Vec<f64>, units: Units) -> Self {
        let summaries = Summaries::plain(&inputs, &labels);
        let is_separable = is_separable(&inputs, &labels);
        Self { inputs, labels, summaries, units, is_separable }
    }

    /// Whether a threshold separates the labels, with or without ties at it, or
    /// all labels agree: the likelihood then has no maximum (Albert & Anderson 1984).
    /// Decided on the inputs as they were given, so that no rounding can make two of them equal.
    pub fn is_separable(&self) -> bool {
        self.is_separable
    }

    /// The distance between the smallest and the largest `u`.
    pub(super) fn width(&self) -> f64 {
        let [least, most] = self.summaries.range;
        most - least
    }
}

/// The median of the inputs, unless it is too far from zero. Of the different `|x|` take the second smallest: a
/// median more than 16 times as large as that is replaced by a number of that size and of the median's sign.
///
/// So every input, except those with the smallest `|x|`, is at most 17 times as far from the origin as from
/// zero, and log-odds computed from the origin are nearly as precise as `wx + b` itself, whatever the other
/// inputs are (docs/mathematics/numerics.md#origin). The mean would not do: one input of 10¹² moves it far
/// away from all others.
fn origin(x: &[f64]) -> f64 {
    const MOST: f64 = 16.0;
    let median = median(x).unwrap_or_default();
    let least = x.iter().fold(f64::INFINITY, |least, x| least.min(x.abs()));
    let others = x.iter().map(|x| x.abs()).filter(|&size| size > least);
    let second = others.fold(f64::INFINITY, f64::min);
    // Where all inputs have the same size, and only their signs differ, there is no second size.
    let size = if second.is_finite() { second } else { least };
    if median.abs() > MOST * size { size.copysign(median) } else { median }
}

/// The median distance from the origin, without the inputs that lie at the origin itself. It is rounded down to a
/// power of two, because a division by that rounds nothing.
fn unit(x: &[f64], origin: f64) -> f64 {
    /// Of the largest distance, so that squares of distances in this unit are numbers.
    const LEAST: f64 = 1e-100;
    let distances = x.iter().map(|x| (x - origin).abs()).filter(|&distance| distance > 0.0);
    let distances: Vec<f64> = distances.collect();
    let farthest = distances.iter().copied().fold(0.0, f64::max);
    power_of_two(median(&distances).map_or(1.0, |median| median.max(LEAST * farthest)))
}

/// The lower median, if there are any numbers.
fn median(numbers: &[f64]) -> Option<f64> {
    let middle = numbers.len().checked_sub(1)? / 2;
    Some(ascending(numbers)[middle])
}

/// Mean and population standard deviation.
fn moments(inputs: &[f64]) -> [f64; 2] {
    let n = inputs.len() as f64;
    let rough = inputs.iter().map(|u| u / n).sum::<f64>();
    // The second pass corrects the rounding error of the first.
    let mean = rough + inputs.iter().map(|u| (u - rough) / n).sum::<f64>();
    [mean, inputs.iter().map(|u| (u - mean).powi(2) / n).sum::<f64>().sqrt()]
}

fn is_separable(inputs: &[f64], labels: &[f64]) -> bool {
    let [[low0, high0], [low1, high1]] =
        [0.0, 1.0].map(|label| ends(of_label(inputs, labels, label)));
    high0 <= low1 || high1 <= low0
}
