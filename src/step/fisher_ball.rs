//! The natural gradient step of fixed quadratic length (Kakade 2001; Schulman et al. 2015, eq. 4).

use super::natural_gradient::{PreconditionedBy, preconditioned, preconditioner};
use super::{Measure, Memory, PairFormula, PairRule, Proposal, Rule, Schedule, Site, Stop};
use crate::geometry::Symmetric;
use crate::numeric::real::Real;

/// `Δ = −√(2δ / gᵀF⁻¹g) F⁻¹g`, the minimiser of `⟨g, Δ⟩` over `½ ΔᵀFΔ ≤ δ`.
///
/// Its true divergence differs from `δ` by `O(δ^1.5)`, and it may leave the
/// domain, which the exact ball cannot.
pub struct FisherBall {
    /// `δ`, in nats.
    pub radius: f64,
    /// `λ` added to the diagonal of `F`, in the units of the chart's metric.
    pub damping: f64,
}

impl Rule for FisherBall {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let direction = preconditioned(site, PreconditionedBy::Fisher, self.damping)?;
        Ok(Proposal::Straight(factor(self.radius, site.gradient.along(direction)) * direction))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn is_affine(&self) -> bool {
        self.damping == 0.0
    }

    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        preconditioner(site, PreconditionedBy::Fisher, self.damping)
    }

    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    fn radius(&self) -> Option<f64> {
        Some(self.radius)
    }

    fn for_pairs(&self) -> Option<PairRule> {
        let rule = PairRule {
            formula: PairFormula::FisherBall,
            size: self.radius,
            schedule: Schedule::Constant,
        };
        (self.damping == 0.0).then_some(rule)
    }
}

/// `−√(2δ / gain)`.
#[inline(always)]
pub(super) fn factor<T: Real>(radius: T, gain: T) -> T {
    -(T::of(2.0) * radius / gain).sqrt()
}
