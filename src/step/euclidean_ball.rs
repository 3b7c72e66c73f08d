//! Steepest descent under a Euclidean ball.

use super::{Memory, Proposal, Rule, Site, Stop};
use crate::geometry::Symmetric;

/// `Δ = −radius ∇L / |∇L|`, the minimiser of `⟨∇L, Δ⟩` over `|Δ| ≤ radius`.
pub struct EuclideanBall {
    /// Length of every step, in chart units.
    pub radius: f64,
}

impl Rule for EuclideanBall {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let g = site.gradient;
        Ok(Proposal::Straight((-self.radius / g.length()) * g.raised_by_identity()))
    }

    fn metric(&self, _site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(Symmetric::IDENTITY)
    }
}
