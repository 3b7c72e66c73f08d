//! Trust region policy optimisation (Schulman et al. 2015, appendix C): a
//! quadratic step, halved until its true divergence is
//! within the radius and the loss has fallen.

use super::{Measure, Memory, Proposal, Rule, Site, Stop};
use crate::geometry::{Segment, Symmetric};
use crate::model::Direction;

/// Most halvings of the line search. A step that is 2³⁰ times shorter changes the loss by less than its
/// rounding.
pub const MOST_BACKTRACKS: u32 = 30;

/// `Δ = −½ʲ √(2δ / gᵀF⁻¹g) F⁻¹g` with the first `j ≤ 30` for which the landing
/// is in the domain, `KL(old ‖ new) ≤ δ` and the loss is lower; else `Δ = 0`.
///
/// The arrow is a descent direction. So with the gradient of the whole loss all 31
/// trials fail only if the possible gain is smaller than the rounding of the loss;
/// a run that does not move then has converged. `j` is reported as the number of
/// halvings, and is [`MOST_BACKTRACKS`] if every trial failed.
///
/// Whether the full step is accepted depends on the sign of the cubic term of its
/// divergence, which differs between charts however small `δ` is. So in different
/// nonlinear charts runs follow the same curve at a different pace.
pub struct Trpo {
    /// `δ`, in nats.
    pub radius: f64,
}

impl Rule for Trpo {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let arrow = site.natural_gradient()?;
        let gain = site.gradient.along(arrow);
        let mut difference = -(2.0 * self.radius / gain).sqrt() * arrow;
        for halvings in 0..=MOST_BACKTRACKS {
            let segment = Segment::step(site.at, difference);
            if self.accepts(site, &segment) {
                return Ok(Proposal::Searched(segment, halvings));
            }
            difference = 0.5 * difference;
        }
        Ok(Proposal::Searched(Segment::still(site.at), MOST_BACKTRACKS))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn is_affine(&self) -> bool {
        true
    }

    /// Of the quadratic step that the line search begins with.
    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.model.fisher(site.at))
    }

    /// The line search accepts no step outside the exact ball.
    fn measure(&self, _site: &Site, _memory: &Memory) -> Result<Measure, Stop> {
        Ok(Measure::Kl(Direction::OldNew))
    }

    fn radius(&self) -> Option<f64> {
        Some(self.radius)
    }
}

impl Trpo {
    fn accepts(&self, site: &Site, segment: &Segment) -> bool {
        site.model.contains(segment.to)
            && site.model.kl(segment, Direction::OldNew) <= self.radius
            && site.objective.loss_change(segment) < 0.0
    }
}
