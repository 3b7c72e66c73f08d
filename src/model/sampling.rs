//! Observations drawn from a model, and their scores.

use crate::geometry::{Covector, Point};

/// Random observations of a distribution.
///
/// No method has a default, so a chart cannot forget one.
pub trait Sampling {
    /// `count` draws from the model at `at`, the same for the same seed:
    /// values; labels of the inputs in their order, over and over; or class numbers.
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64>;

    /// Scores `∇ ln p` of single observations at `at` (nats per coordinate
    /// unit). The observations are as [`Sampling::sample`] returns them.
    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector>;
}
