//! Newton's method, damped as by Levenberg 1944.

use super::{Measure, Memory, PairFormula, PairRule, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::{Singular, Symmetric, Tangent};
use crate::model::Connection;

/// A determinant below this share of the largest entry's square consists of rounding errors; it is two digits above the
/// rounding of doubles.
pub const SMALLEST_DETERMINANT: f64 = 1e-14;

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
        let flat = site.model.flat_connection().filter(|_| self.damping == 0.0);
        let known = match flat {
            // In natural coordinates the Hessian of a likelihood is its Fisher matrix.
            Some(Connection::Exponential) if site.objective.is_likelihood() => Some(natural(site)),
            Some(Connection::Mixture) => site.objective.newton_arrow(site.at),
            _ => None,
        };
        let solved = || solve(site, self.metric(site, memory)?, self.damping > 0.0);
        let direction = known.map_or_else(solved, |arrow| Ok(arrow?))?;
        Ok(Proposal::Straight(-self.rate.at(site.count) * direction))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn is_affine(&self) -> bool {
        self.damping == 0.0
    }

    /// `H + λI`: a form, but no metric where it is indefinite.
    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.objective.hessian(site.at).damped(self.damping))
    }

    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    fn radius(&self) -> Option<f64> {
        None
    }

    fn for_pairs(&self) -> Option<PairRule> {
        (self.damping == 0.0).then(|| self.rate.for_pairs(PairFormula::Newton))
    }
}

/// `F⁻¹∇L` of the loss that is minimised, which for a sample is the sample's: in its own closed form, and not from the
/// gradient.
fn natural(site: &Site) -> Result<Tangent, Singular> {
    if site.sampled { site.objective.natural_gradient(site.at) } else { site.natural_gradient() }
}

/// `A⁻¹g`, solved on the Fisher frame if there is one. Measured by the Fisher
/// metric, an entry that is only rounding error is small, in any units of the chart.
///
/// If the damping dominates, the matrix is nearly a multiple of the chart's identity.
/// On a Fisher frame whose tangents are almost parallel in the chart it would seem
/// singular, so it is solved on the axes of the chart.
///
/// # Errors
/// [`Stop::Singular`] where the determinant is below 10⁻¹⁴ of the largest entry's square there.
fn solve(site: &Site, form: Symmetric, is_damped: bool) -> Result<Tangent, Stop> {
    /// Damping dominates where only it keeps the determinant from being small. Both ways give the same step; with
    /// this each loses three digits at most.
    const NEARLY_SINGULAR: f64 = 1e-3;
    // Entries of the Hessian have the units of the Fisher matrix. If an entry of that
    // overflows or underflows, one of the Hessian may have done so, too.
    let [f, _, h] = site.model.fisher(site.at).0;
    if [f, h].into_iter().any(|entry| entry < f64::MIN_POSITIVE || !entry.is_finite()) {
        return Err(Stop::Singular);
    }
    let Ok([u, v]) = site.model.frame(site.at) else { return Ok(form.solve(site.gradient)?) };
    let [a, b, c] = [form.apply(u, u), form.apply(u, v), form.apply(v, v)];
    let (largest, determinant) = (a.abs().max(b.abs()).max(c.abs()), a * c - b * b);
    let square = largest * largest;
    if is_damped && determinant.abs() < NEARLY_SINGULAR * square {
        return Ok(form.solve(site.gradient)?);
    }
    if determinant.is_nan() || determinant.abs() <= SMALLEST_DETERMINANT * square {
        return Err(Stop::Singular);
    }
    // By Cramer's rule, as for two runs side by side (`abreast::gaussian`), which have the same bits. With the matrices of
    // nalgebra the bits are the same, but a map of Newton's method takes 7 % longer (compiled to WebAssembly, November 2026).
    let (p, q) = (site.gradient.along(u), site.gradient.along(v));
    let inverse = determinant.recip();
    Ok((c * p - b * q) * inverse * u + (a * q - b * p) * inverse * v)
}
