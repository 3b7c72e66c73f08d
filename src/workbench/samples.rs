//! Densities, draws and episodes.

use super::Workbench;
use crate::data::MOST_OBSERVATIONS;
use crate::error::Invalid;
use crate::model::prelude::*;
use crate::numeric::random::Random;

/// Most draws at once.
pub const MOST_DRAWS: u64 = 10 * MOST_OBSERVATIONS as u64;

impl Workbench {
    /// The density at each of `xs`.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn density(&self, theta: [f64; 2], chart: &str, xs: &[f64]) -> Result<Vec<f64>, Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        Ok(xs.iter().map(|&x| model.density(at, x)).collect())
    }

    /// Draws from the model, the same for the same seed.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, or `count` is too large.
    pub fn sample(
        &self,
        theta: [f64; 2],
        chart: &str,
        count: u64,
        seed: u64,
    ) -> Result<Vec<f64>, Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        if count > MOST_DRAWS {
            let allowed = format_args!("a whole number from 0 to {MOST_DRAWS}");
            return Err(Invalid::new("count", count, allowed));
        }
        Ok(model.sample(at, count as usize, seed))
    }

    /// The episodes that a policy at `theta` plays in step `step` (counted from 0) of a
    /// run whose batches have this size and seed. They are exactly those that the step
    /// uses; outcomes are numbered as in [`Workbench::sample`].
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, the size is too
    /// large, or the model is no policy.
    pub fn episodes(
        &self,
        theta: [f64; 2],
        chart: &str,
        size: u64,
        seed: u64,
        step: u64,
    ) -> Result<Vec<f64>, Invalid> {
        self.check_plays()?;
        self.sample(theta, chart, size, Random::seed_of_nth(seed, step))
    }

    /// The probability that a batch of this size contains any information, that is,
    /// that not every episode of a policy at `theta` returns 0.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, or the model is no policy.
    pub fn informative(&self, theta: [f64; 2], chart: &str, size: u64) -> Result<f64, Invalid> {
        self.check_plays()?;
        let (model, at) = self.point(theta, chart, "theta")?;
        Ok(model.informative(at, size as usize))
    }

    /// Whether the model plays episodes.
    fn check_plays(&self) -> Result<(), Invalid> {
        if self.spec.model.plays_episodes {
            return Ok(());
        }
        let name = format!("\"{}\"", self.spec.model.name);
        Err(Invalid::new("model", name, "a model that plays episodes"))
    }
}
