//! Natural gradient descent (Amari 1998), with a learning rate.

use super::{Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::{Symmetric, Tangent};

/// The matrix that is used as the Fisher matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreconditionedBy {
    /// The Fisher matrix: labels drawn from the model.
    Fisher,
    /// The empirical Fisher matrix: labels from the data (Kunstner et al. 2019).
    Empirical,
}

/// `Δ = −rate (F + λI)⁻¹ ∇L`.
///
/// Without damping the arrow `F⁻¹∇L` is the same in every chart. The straight step along it differs between
/// charts, and with `λ > 0` the arrow does, too.
pub struct NaturalGradient {
    /// Dimensionless: at rate 1 the Gaussian's expectation chart lands on the optimum.
    pub rate: Rate,
    /// `λ`, in the units of the chart's metric.
    pub damping: f64,
    /// Which Fisher matrix.
    pub metric: PreconditionedBy,
}

impl Rule for NaturalGradient {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let direction = preconditioned(site, self.metric, self.damping)?;
        Ok(Proposal::Straight(-self.rate.at(site.count) * direction))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn is_affine(&self) -> bool {
        self.damping == 0.0
    }

    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        preconditioner(site, self.metric, self.damping)
    }

    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    fn radius(&self) -> Option<f64> {
        None
    }

    fn for_pairs(&self) -> Option<PairRule> {
        let is_plain = self.damping == 0.0 && self.metric == PreconditionedBy::Fisher;
        is_plain.then(|| self.rate.for_pairs(PairFormula::NaturalGradient))
    }
}

/// `(F + λI)⁻¹ ∇L` for the chosen matrix.
pub(super) fn preconditioned(
    site: &Site,
    metric: PreconditionedBy,
    damping: f64,
) -> Result<Tangent, Stop> {
    if metric == PreconditionedBy::Fisher && damping == 0.0 {
        return Ok(site.natural_gradient()?);
    }
    if damping == 0.0
        && let Some(own) = site.objective.beneath()
    {
        // Both are tensors, and no chart's scaling can make the model's own coordinates ill-conditioned.
        let at = site.model.own(site.at);
        let form = own.empirical_fisher(at).ok_or(Stop::Singular)?;
        let arrow = form.metric()?.raise(own.gradient(at));
        return Ok(site.model.jacobian(site.at).pull(arrow).finite()?);
    }
    Ok(preconditioner(site, metric, damping)?.metric()?.raise(site.gradient))
}

/// `F + λI` for the chosen matrix.
pub(super) fn preconditioner(
    site: &Site,
    metric: PreconditionedBy,
    damping: f64,
) -> Result<Symmetric, Stop> {
    let form = match metric {
        PreconditionedBy::Fisher => site.model.fisher(site.at),
        PreconditionedBy::Empirical => {
            site.objective.empirical_fisher(site.at).ok_or(Stop::Singular)?
        }
    };
    Ok(form.damped(damping))
}
