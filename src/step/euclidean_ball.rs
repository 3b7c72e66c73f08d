//! Steepest descent under a Euclidean ball.

use super::{Measure, Memory, PairFormula, PairRule, Proposal, Rule, Schedule, Site, Stop};
use crate::geometry::Symmetric;
use crate::numeric::real::Real;

/// `Δ = −radius ∇L / |∇L|`, the minimiser of `⟨∇L, Δ⟩` over `|Δ| ≤ radius`.
pub struct EuclideanBall {
    /// Length of every step, in chart units.
    pub radius: f64,
}

impl Rule for EuclideanBall {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        Ok(Proposal::Straight(step(self.radius, site.gradient.array()).into()))
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
        Some(self.radius)
    }

    fn for_pairs(&self) -> Option<PairRule> {
        Some(PairRule {
            formula: PairFormula::EuclideanBall,
            size: self.radius,
            schedule: Schedule::Constant,
        })
    }
}

/// `−radius g / |g|`. The gradient may be tiny, so it is scaled to a largest component of 1 first.
#[inline(always)]
pub(super) fn step<T: Real>(radius: T, [g, h]: [T; 2]) -> [T; 2] {
    let largest = g.abs().larger(h.abs());
    let (g, h) = (g / largest, h / largest);
    let factor = -radius / g.hypot(h);
    [factor * g, factor * h]
}
