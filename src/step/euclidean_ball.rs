//! Steepest descent under a Euclidean ball.

use super::{LaneFormula, LaneRule, Measure, Memory, Proposal, Rule, Schedule, Site, Stop};
use crate::geometry::{Covector, Symmetric};

/// `Δ = −radius ∇L / |∇L|`, the minimiser of `⟨∇L, Δ⟩` over `|Δ| ≤ radius`.
pub struct EuclideanBall {
    /// Length of every step, in chart units.
    pub radius: f64,
}

impl Rule for EuclideanBall {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        // The gradient may be tiny, so it is scaled to a largest component of 1 first.
        let Covector(a, b) = site.gradient;
        let largest = a.abs().max(b.abs());
        let g = Covector(a / largest, b / largest);
        Ok(Proposal::Straight((-self.radius / g.length()) * g.raised_by_identity()))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn metric(&self, _site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(Symmetric::IDENTITY)
    }

    fn measure(&self, _site: &Site, _memory: &Memory) -> Result<Measure, Stop> {
        Ok(Measure::Euclidean)
    }

    fn radius(&self) -> Option<f64> {
        Some(self.radius)
    }

    fn in_lanes(&self) -> Option<LaneRule> {
        Some(LaneRule {
            formula: LaneFormula::EuclideanBall,
            size: self.radius,
            schedule: Schedule::Constant,
        })
    }
}
