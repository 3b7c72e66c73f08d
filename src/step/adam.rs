//! Adam (Kingma & Ba 2015, algorithm 1).

use super::{Convention, LaneFormula, LaneRule, Measure, Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::{Symmetric, Tangent};

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

impl Adam {
    fn diagonal(&self, memory: &Memory, count: u64) -> [f64; 2] {
        let weight = accumulated(self.beta2, count);
        match self.convention {
            Convention::Keras => memory.second.map(|s| (s.sqrt() + self.epsilon) / weight.sqrt()),
            _ => memory.second.map(|s| (s / weight).sqrt() + self.epsilon),
        }
    }
}

impl Rule for Adam {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        Memory {
            first: self.beta1 * before.first + (1.0 - self.beta1) * site.gradient,
            second: before.square_added(self.beta2, 1.0 - self.beta2, site.gradient),
        }
    }

    /// The second moment decays.
    fn forgets(&self) -> bool {
        true
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let scale = self.diagonal(memory, site.count);
        let weight = accumulated(self.beta1, site.count);
        let m = memory.first.array();
        let direction = Tangent(m[0] / weight / scale[0], m[1] / weight / scale[1]);
        Ok(Proposal::Straight(-self.rate.at(site.count) * direction))
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

    fn in_lanes(&self) -> Option<LaneRule> {
        let is_plain = self.convention != Convention::Keras;
        let betas = [self.beta1, self.beta2];
        is_plain.then(|| self.rate.in_lanes(LaneFormula::Adam { betas, epsilon: self.epsilon }))
    }
}

/// `1 − βᵗ`, the weight of all gradients so far.
pub(super) fn accumulated(beta: f64, count: u64) -> f64 {
    1.0 - beta.powi(count.min(i32::MAX as u64) as i32)
}
