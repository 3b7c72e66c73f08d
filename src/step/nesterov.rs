//! Nesterov's accelerated gradient (1983), in the form of Sutskever et al. 2013.

use super::{
    Convention, Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop, mean,
};
use crate::geometry::{Symmetric, Tangent};

/// `v ← β v + g`, `Δ = −rate (g + β v)`, `g` the gradient at the stored point.
///
/// The stored point is the look-ahead point, as in common libraries: it already
/// contains the next contribution of the velocity.
///
/// Keras keeps the rate inside the velocity, `v ← β v + rate g`, `Δ = −(rate g + β v)`, as
/// Sutskever et al. wrote it: the same path at a constant rate, another where the rate changes.
pub struct Nesterov {
    /// Chart units squared per nat.
    pub rate: Rate,
    /// `β`, what remains of the velocity after a step (dimensionless).
    pub momentum: f64,
    /// Whose formula.
    pub convention: Convention,
}

impl Nesterov {
    /// The rate as a factor inside the velocity, and as one outside it.
    fn weights(&self, site: &Site) -> [f64; 2] {
        let rate = self.rate.at(site.count);
        if self.convention == Convention::Keras { [rate, 1.0] } else { [1.0, rate] }
    }
}

impl Rule for Nesterov {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        let [kept, _] = self.weights(site);
        let (first, g) = (before.first.array(), site.gradient.array());
        Memory { first: mean(self.momentum, first, kept, g).into(), ..*before }
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let [kept, outside] = self.weights(site);
        let ahead = mean(self.momentum, memory.first.array(), kept, site.gradient.array());
        Ok(Proposal::Straight(-outside * Tangent::from(ahead)))
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
        let is_plain = self.convention != Convention::Keras;
        is_plain.then(|| self.rate.for_pairs(PairFormula::Nesterov(self.momentum)))
    }
}
