//! Adagrad (Duchi, Hazan & Singer 2011), diagonal form.

use super::{Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::{Symmetric, Tangent};

/// `s ← s + g²`, `Δ = −rate g / √(s + ε)`, coordinate by coordinate.
pub struct Adagrad {
    /// Chart units.
    pub rate: Rate,
    /// `ε`, inside the root (nats² per chart unit squared).
    pub epsilon: f64,
}

impl Adagrad {
    fn diagonal(&self, memory: &Memory) -> [f64; 2] {
        memory.second.map(|s| (s + self.epsilon).sqrt())
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

    /// `diag √(s + ε)` (nats per chart unit).
    fn metric(&self, _site: &Site, memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(Symmetric::diagonal(self.diagonal(memory)))
    }
}
