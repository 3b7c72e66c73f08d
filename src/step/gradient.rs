//! Plain gradient descent (Cauchy 1847).

use super::{Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::Symmetric;

/// `Δ = −rate ∇L`: the covector's components used as a tangent's.
pub struct Gradient {
    /// Chart units squared per nat: its meaning changes with the chart.
    pub rate: Rate,
}

impl Rule for Gradient {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let rate = self.rate.at(site.count);
        Ok(Proposal::Straight(-rate * site.gradient.raised_by_identity()))
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
        Some(self.rate.for_pairs(PairFormula::Gradient))
    }
}
