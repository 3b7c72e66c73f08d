//! The data of a logistic regression: inputs with labels.

use super::condensed::Summaries;
use crate::data::{LABEL, Moments};
use crate::error::Invalid;
use crate::model::Units;

/// Whitened inputs with labels, in the given order, and summarised for sums over them.
#[derive(Debug)]
pub struct Labelled {
    /// `(x − m)/s`, in the order given.
    pub(super) inputs: Vec<f64>,
    /// 0 or 1.
    pub(super) labels: Vec<f64>,
    pub(super) summaries: Summaries,
    pub(super) units: Units,
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
        let Moments { mean, std_dev, .. } = Moments::of(x, fields[0])?;
        let inputs: Vec<f64> = x.iter().map(|x| (x - mean) / std_dev).collect();
        let summaries = Summaries::grouped(&inputs, y);
        let units = Units { mean, std_dev, ..Units::default() };
        Ok(Self { inputs, labels: y.to_vec(), summaries, units })
    }

    /// Whitened inputs with their labels, in the units of the data they come from.
    pub(super) fn sampled(inputs: Vec<f64>, labels: Vec<f64>, units: Units) -> Self {
        let summaries = Summaries::plain(&inputs, &labels);
        Self { inputs, labels, summaries, units }
    }

    /// Whether a threshold separates the labels, with or without ties at it, or
    /// all labels agree: the likelihood then has no maximum (Albert & Anderson 1984).
    pub fn is_separable(&self) -> bool {
        let range = |wanted: f64| {
            let chosen = self.points().filter(|(_, label)| *label == wanted);
            chosen.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], (u, _)| {
                [low.min(u), high.max(u)]
            })
        };
        let ([low0, high0], [low1, high1]) = (range(0.0), range(1.0));
        high0 <= low1 || high1 <= low0
    }

    fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.inputs.iter().copied().zip(self.labels.iter().copied())
    }
}
