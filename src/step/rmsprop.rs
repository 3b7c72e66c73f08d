//! RMSProp (Tieleman & Hinton 2012, lecture 6.5).

use super::{
    Convention, Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop, divided,
    mean_square,
};
use crate::geometry::{Symmetric, Tangent};
use crate::numeric::real::Real;

/// `s ← ρ s + (1 − ρ) g²`, `Δ = −rate g / (√s + ε)`, coordinate by coordinate;
/// in Optax and Keras `Δ = −rate g / √(s + ε)`.
///
/// `s` is the uncentred second moment of the gradient over steps: neither a
/// variance nor a Fisher matrix, which averages squares over observations.
pub struct RmsProp {
    /// Chart units.
    pub rate: Rate,
    /// `ρ`, what remains of `s` after a step (dimensionless).
    pub decay: f64,
    /// `ε`, outside the root (nats per chart unit); inside it, the square of that.
    pub epsilon: f64,
    /// Whose formula.
    pub convention: Convention,
}

/// What the gradient is divided by.
#[inline(always)]
pub(super) fn diagonal<T: Real>(convention: Convention, means: [T; 2], epsilon: f64) -> [T; 2] {
    let ([s, t], epsilon) = (means, T::of(epsilon));
    match convention {
        Convention::Optax | Convention::Keras => [(s + epsilon).sqrt(), (t + epsilon).sqrt()],
        Convention::Paper | Convention::PyTorch => [s.sqrt() + epsilon, t.sqrt() + epsilon],
    }
}

impl RmsProp {
    fn diagonal(&self, memory: &Memory) -> [f64; 2] {
        diagonal(self.convention, memory.second, self.epsilon)
    }
}

impl Rule for RmsProp {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        let g = site.gradient.array();
        let second = mean_square(self.decay, before.second, 1.0 - self.decay, g);
        Memory { second, ..*before }
    }

    /// The second moment decays.
    fn forgets(&self) -> bool {
        true
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let direction = divided(site.gradient.array(), self.diagonal(memory));
        Ok(Proposal::Straight(-self.rate.at(site.count) * Tangent::from(direction)))
    }

    /// `diag (√s + ε)` (nats per chart unit).
    fn metric(&self, _site: &Site, memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(Symmetric::diagonal(self.diagonal(memory)))
    }

    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    fn radius(&self) -> Option<f64> {
        None
    }

    fn for_pairs(&self) -> Option<PairRule> {
        let Self { convention, decay, epsilon, .. } = *self;
        Some(self.rate.for_pairs(PairFormula::RmsProp { convention, decay, epsilon }))
    }
}
