//! Batches: steps that look at a random sample instead of the whole data.
//!
//! Every step draws its own batch, with replacement rather than in shuffled
//! epochs: batches are then independent, each estimates the gradient without
//! bias whatever its size, and the batch of a step is a function of the seed
//! and the step's number alone, so that any step can be looked at again
//! without the ones before it. A batch as large as the data is therefore not
//! the data. For a policy a batch is what it plays itself: episodes.

use std::sync::Arc;

use serde::Serialize;

use crate::geometry::Point;
use crate::model::Model;
use crate::numeric::random::Random;

/// Observations, or episodes, in a batch where a specification does not say.
pub const DEFAULT_SIZE: u64 = 64;

/// Most observations in a batch.
pub const MOST_SIZE: u64 = 100_000;

/// Largest seed: every whole number up to this one is a double.
pub const LARGEST_SEED: u64 = (1 << 53) - 1;

/// A run has collapsed, and stops, where the probability that its next batch
/// holds any information has fallen below this: fewer than one batch in a
/// thousand could move it. A batch that happens to hold none is only a step of
/// length zero; the next may hold some.
pub const COLLAPSED: f64 = 1e-3;

/// How a run's steps draw their batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// Observations in each, or episodes.
    pub size: u64,
    /// Runs with the same seed draw with common random numbers.
    pub seed: u64,
}

impl Batch {
    /// What a specification means that says nothing of size and seed.
    pub const DEFAULT: Self = Self { size: DEFAULT_SIZE, seed: 0 };

    /// The batch of the step of this number, which leaves `at`, as a model;
    /// `None` where the model has nothing to draw.
    pub fn draw(&self, model: &dyn Model, at: Point, step: u64) -> Option<Arc<dyn Model>> {
        model.sampled(at, self.size as usize, &mut Random::nth(self.seed, step))
    }

    /// Whether no batch drawn at `at` can be expected to hold any information;
    /// see [`COLLAPSED`].
    pub fn has_collapsed(&self, model: &dyn Model, at: Point) -> bool {
        model.informative(at, self.size as usize) < COLLAPSED
    }

    /// Whether a batch drawn at `at` more likely holds no information than some.
    pub fn is_starved(&self, model: &dyn Model, at: Point) -> bool {
        model.informative(at, self.size as usize) < 0.5
    }
}
