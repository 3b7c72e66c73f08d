//! A model with other observations in place of its own.

use std::sync::Arc;

use super::Model;
use crate::geometry::Point;
use crate::numeric::random::Random;

/// The same family with other data: a random sample, or a single observation.
///
/// No method has a default, so a chart cannot forget one.
pub trait Batches {
    /// The same family with a random sample in place of its data: `size`
    /// observations drawn with replacement, or for a policy `size` episodes
    /// that it plays as it is at `at`. `None` where there is nothing to draw.
    ///
    /// The sample's loss, gradient, Hessian, empirical Fisher matrix and
    /// optimum estimate this model's; at `at` the first three are unbiased.
    /// Divergences and the Fisher matrix need no data and are asked of this
    /// model, not of the sample.
    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>>;

    /// The number of observations that can be used one by one; 0 if there are none.
    fn count(&self) -> usize;

    /// The same family with the one observation of this number, below
    /// [`Batches::count`], in place of the data.
    fn only(&self, index: usize) -> Option<Arc<dyn Model>>;

    /// The same family with one observation drawn from the model at `at` in
    /// place of the data; its input, if it has one, comes from the data.
    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>>;

    /// The probability that a sample of this size, drawn at `at`, has a
    /// gradient at all: 1 but for a policy, whose episodes may all return 0.
    fn informative(&self, at: Point, size: usize) -> f64;
}
