//! Adagrad (Duchi, Hazan & Singer 2011), diagonal form.

use super::{
    Convention, Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop, divided,
    mean_square,
};
use crate::geometry::{Symmetric, Tangent};
use crate::numeric::real::Real;

/// `s ← s + g²`, `Δ = −rate g / √(s + ε)`, coordinate by coordinate, from `s = 0`.
///
/// In PyTorch `Δ = −rate g / (√s + ε)`; in Optax and Keras `s` begins at 0.1.
pub struct Adagrad {
    /// Chart units.
    pub rate: Rate,
    /// `ε`, inside the root (nats² per chart unit squared); outside it, the root of that.
    pub epsilon: f64,
    /// Whose formula.
    pub convention: Convention,
}

/// Where Optax and Keras begin their sum of squares (nats² per chart unit squared).
const FIRST_SUM: f64 = 0.1;

/// What the gradient is divided by.
#[inline(always)]
pub(super) fn diagonal<T: Real>(convention: Convention, sums: [T; 2], epsilon: f64) -> [T; 2] {
    let ([s, t], epsilon) = (sums, T::of(epsilon));
    match convention {
        Convention::Paper => [(s + epsilon).sqrt(), (t + epsilon).sqrt()],
        Convention::PyTorch => [s.sqrt() + epsilon, t.sqrt() + epsilon],
        Convention::Optax | Convention::Keras => {
            let first = T::of(FIRST_SUM);
            [(first + s + epsilon).sqrt(), (first + t + epsilon).sqrt()]
        }
    }
}

impl Adagrad {
    fn diagonal(&self, memory: &Memory) -> [f64; 2] {
        diagonal(self.convention, memory.second, self.epsilon)
    }
}

impl Rule for Adagrad {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        let second = mean_square(1.0, before.second, 1.0, site.gradient.array());
        Memory { second, ..*before }
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let direction = divided(site.gradient.array(), self.diagonal(memory));
        Ok(Proposal::Straight(-self.rate.at(site.count) * Tangent::from(direction)))
    }

    fn forgets(&self) -> bool {
        false
    }

    /// `diag √(s + ε)` (nats per chart unit).
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
        Some(self.rate.for_pairs(PairFormula::Adagrad(self.convention, self.epsilon)))
    }
}
