//! Nesterov's accelerated gradient (1983), in the form of Sutskever et al. 2013.

use super::{Measure, Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::Symmetric;

/// `v ← β v + g`, `Δ = −rate (g + β v)`, `g` the gradient at the stored point.
///
/// The stored point is the look-ahead point, as in common libraries: it already
/// contains the next contribution of the velocity.
pub struct Nesterov {
    /// Chart units squared per nat.
    pub rate: Rate,
    /// `β`, what remains of the velocity after a step (dimensionless).
    pub momentum: f64,
}

impl Rule for Nesterov {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        Memory { first: self.momentum * before.first + site.gradient, ..*before }
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let ahead = site.gradient + self.momentum * memory.first;
        Ok(Proposal::Straight(-self.rate.at(site.count) * ahead.raised_by_identity()))
    }

    fn metric(&self, _site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(Symmetric::IDENTITY)
    }

    fn measure(&self, _site: &Site, _memory: &Memory) -> Result<Measure, Stop> {
        Ok(Measure::Euclidean)
    }
}
