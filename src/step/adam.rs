//! Adam (Kingma & Ba 2015, algorithm 1).

use super::{
    Convention, Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop, divided,
    mean, mean_square,
};
use crate::geometry::{Symmetric, Tangent};
use crate::numeric::real::Real;

/// `m ← β₁ m + (1 − β₁) g`, `s ← β₂ s + (1 − β₂) g²`, `Δ = −rate m̂ / (√ŝ + ε)`
/// with `m̂ = m / (1 − β₁ᵗ)`, `ŝ = s / (1 − β₂ᵗ)`, coordinate by coordinate.
///
/// Keras adds `ε` to the root before the bias is corrected:
/// `Δ = −rate √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√s + ε)` (the paper's section 2 calls that `ε̂`).
///
/// The first step is `−rate · sign(g)`, whatever the units of the loss, and
/// therefore a different step in other units of the parameters.
pub struct Adam {
    /// Chart units.
    pub rate: Rate,
    /// `β₁`, what remains of `m` after a step (dimensionless).
    pub beta1: f64,
    /// `β₂`, what remains of `s` after a step (dimensionless).
    pub beta2: f64,
    /// `ε`, outside the root (nats per chart unit).
    pub epsilon: f64,
    /// Whose formula.
    pub convention: Convention,
}

/// What the first moment is divided by; `weight` is that of the second.
#[inline(always)]
pub(super) fn diagonal<T: Real>(
    convention: Convention,
    second: [T; 2],
    weight: T,
    epsilon: f64,
) -> [T; 2] {
    let ([s, t], epsilon) = (second, T::of(epsilon));
    match convention {
        Convention::Keras => {
            let root = weight.sqrt();
            [(s.sqrt() + epsilon) / root, (t.sqrt() + epsilon) / root]
        }
        _ => [(s / weight).sqrt() + epsilon, (t / weight).sqrt() + epsilon],
    }
}

impl Adam {
    fn diagonal(&self, memory: &Memory, count: u64) -> [f64; 2] {
        let weight = accumulated(self.beta2, count);
        diagonal(self.convention, memory.second, weight, self.epsilon)
    }
}

impl Rule for Adam {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        let (g, first) = (site.gradient.array(), before.first.array());
        Memory {
            first: mean(self.beta1, first, 1.0 - self.beta1, g).into(),
            second: mean_square(self.beta2, before.second, 1.0 - self.beta2, g),
        }
    }

    /// The second moment decays.
    fn forgets(&self) -> bool {
        true
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let weight = accumulated(self.beta1, site.count);
        let corrected = memory.first.array().map(|m| m / weight);
        let direction = divided(corrected, self.diagonal(memory, site.count));
        Ok(Proposal::Straight(-self.rate.at(site.count) * Tangent::from(direction)))
    }

    /// `diag (√ŝ + ε)` (nats per chart unit).
    fn metric(&self, site: &Site, memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(Symmetric::diagonal(self.diagonal(memory, site.count)))
    }

    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    fn radius(&self) -> Option<f64> {
        None
    }

    fn for_pairs(&self) -> Option<PairRule> {
        let Self { convention, beta1, beta2, epsilon, .. } = *self;
        let betas = [beta1, beta2];
        Some(self.rate.for_pairs(PairFormula::Adam { convention, betas, epsilon }))
    }
}

/// `1 − βᵗ`, the weight of all gradients so far.
pub(super) fn accumulated(beta: f64, count: u64) -> f64 {
    1.0 - beta.powi(count.min(i32::MAX as u64) as i32)
}
