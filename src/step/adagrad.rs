//! Adagrad (Duchi, Hazan & Singer 2011), diagonal form.

use super::{Convention, LaneFormula, LaneRule, Measure, Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::{Symmetric, Tangent};

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

impl Adagrad {
    fn diagonal(&self, memory: &Memory) -> [f64; 2] {
        match self.convention {
            Convention::Paper => memory.second.map(|s| (s + self.epsilon).sqrt()),
            Convention::PyTorch => memory.second.map(|s| s.sqrt() + self.epsilon),
            Convention::Optax | Convention::Keras => {
                memory.second.map(|s| (FIRST_SUM + s + self.epsilon).sqrt())
            }
        }
    }
}

impl Rule for Adagrad {
    fn remember(&self, site: &Site, before: &Memory) -> Memory {
        Memory { second: before.square_added(1.0, 1.0, site.gradient), ..*before }
    }

    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let (g, scale) = (site.gradient.array(), self.diagonal(memory));
        let direction = Tangent(g[0] / scale[0], g[1] / scale[1]);
        Ok(Proposal::Straight(-self.rate.at(site.count) * direction))
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

    fn in_lanes(&self) -> Option<LaneRule> {
        let is_plain = self.convention == Convention::Paper;
        is_plain.then(|| self.rate.in_lanes(LaneFormula::Adagrad(self.epsilon)))
    }
}
