//! Batches: steps that use a random sample in place of all data.
//!
//! Every step draws its own batch with replacement, and not in shuffled epochs. So
//! batches are independent, and each estimates the gradient without bias, whatever
//! its size. The batch of a step is a function of the seed and of the number of the
//! step alone, so it can be drawn again without the steps before. A batch as large as
//! the data is not the same as the data. The batch of a policy is a number of
//! episodes that it plays.

use std::sync::Arc;

use serde::Serialize;

use crate::geometry::Point;
use crate::model::Model;
use crate::numeric::random::Random;

/// Default number of observations, or episodes, in a batch.
pub const DEFAULT_SIZE: u64 = 64;

/// Most observations in a batch.
pub const MOST_SIZE: u64 = 100_000;

/// Largest seed: every whole number up to this one is a double.
pub const LARGEST_SEED: u64 = (1 << 53) - 1;

/// A run has collapsed, and stops, when the probability that its next batch contains
/// any information is below this: fewer than one batch in a thousand could move it. A
/// single batch without information is only a step of length zero.
pub const COLLAPSED: f64 = 1e-3;

/// A policy counts as collapsed if the probability that its next batch contains any
/// information is below this, though its run may go on; see [`COLLAPSED`].
pub const STARVED: f64 = 0.5;

/// How a run's steps draw their batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// Observations in each, or episodes.
    pub size: u64,
    /// Runs with the same seed draw with common random numbers.
    pub seed: u64,
}

impl Batch {
    /// The batches of a specification without size and seed.
    pub const DEFAULT: Self = Self { size: DEFAULT_SIZE, seed: 0 };

    /// The batch of the step of this number, which leaves `at`, as a model;
    /// `None` where the model has nothing to draw.
    pub fn draw(&self, model: &dyn Model, at: Point, step: u64) -> Option<Arc<dyn Model>> {
        model.sampled(at, self.size as usize, &mut Random::nth(self.seed, step))
    }

    /// Whether batches drawn at `at` are almost certain to contain no information;
    /// see [`COLLAPSED`].
    pub fn has_collapsed(&self, model: &dyn Model, at: Point) -> bool {
        model.informative(at, self.size as usize) < COLLAPSED
    }

    /// Whether a batch drawn at `at` contains no information with a probability above one half.
    pub fn is_starved(&self, model: &dyn Model, at: Point) -> bool {
        model.informative(at, self.size as usize) < STARVED
    }
}
