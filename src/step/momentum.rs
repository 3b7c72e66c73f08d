//! The heavy ball (Polyak 1964).

use super::{Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop, mean};
use crate::geometry::Symmetric;

/// `v ← β v + ∇L`, `Δ = −rate v`.
///
/// The velocity is a sum of gradients at different points, in the coordinates of the
/// run's chart. In another chart the sum would be a different one.
pub struct Momentum {
    /// Chart units squared per nat.
    pub rate: Rate,
    /// `β`, what remains of the velocity after a step (dimensionless).
    pub momentum: f64,
}

impl Rule for Momentum {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        let (first, g) = (before.first.array(), site.gradient.array());
        Memory { first: mean(self.momentum, first, 1.0, g).into(), ..*before }
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        Ok(Proposal::Straight(-self.rate.at(site.count) * memory.first.raised_by_identity()))
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
        None
    }

    fn for_pairs(&self) -> Option<PairRule> {
        Some(self.rate.for_pairs(PairFormula::Momentum(self.momentum)))
    }
}
