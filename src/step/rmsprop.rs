//! RMSProp (Tieleman & Hinton 2012, lecture 6.5).

use super::{Convention, LaneFormula, LaneRule, Measure, Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::{Symmetric, Tangent};

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

impl RmsProp {
    fn diagonal(&self, memory: &Memory) -> [f64; 2] {
        match self.convention {
            Convention::Optax | Convention::Keras => {
                memory.second.map(|s| (s + self.epsilon).sqrt())
            }
            Convention::Paper | Convention::PyTorch => {
                memory.second.map(|s| s.sqrt() + self.epsilon)
            }
        }
    }
}

impl Rule for RmsProp {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        let second = before.square_added(self.decay, 1.0 - self.decay, site.gradient);
        Memory { second, ..*before }
    }

    /// The second moment decays.
    fn forgets(&self) -> bool {
        true
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let (g, scale) = (site.gradient.array(), self.diagonal(memory));
        let direction = Tangent(g[0] / scale[0], g[1] / scale[1]);
        Ok(Proposal::Straight(-self.rate.at(site.count) * direction))
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

    fn in_lanes(&self) -> Option<LaneRule> {
        let is_plain = matches!(self.convention, Convention::Paper | Convention::PyTorch);
        let formula = LaneFormula::RmsProp { decay: self.decay, epsilon: self.epsilon };
        is_plain.then(|| self.rate.in_lanes(formula))
    }
}
