//! Newton's method, damped as by Levenberg 1944.

use super::{Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::Symmetric;

/// `Δ = −rate (H + λI)⁻¹ ∇L`, `H` the second derivatives of the loss.
///
/// An indefinite `H` is used as it is: the step then climbs along its negative
/// directions, towards whatever stationary point is near. Between charts that
/// are not affine in each other `H` is no tensor, so even short steps differ.
pub struct Newton {
    /// Dimensionless: rate 1 is exact on a quadratic loss.
    pub rate: Rate,
    /// `λ`, in nats per chart unit squared.
    pub damping: f64,
}

impl Rule for Newton {
    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop> {
        let direction = self.metric(site, memory)?.solve(site.gradient)?;
        Ok(Proposal::Straight(-self.rate.at(site.count) * direction))
    }

    /// `H + λI`: a form, but no metric where it is indefinite.
    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.model.hessian(site.at).damped(self.damping))
    }
}
