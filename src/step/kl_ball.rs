//! Steepest descent under an exact KL ball.

use super::{LARGEST_RADIUS_ERROR, Measure, Memory, Proposal, Rule, Site, Stop};
use crate::ball::{Goal, KlBall, Region};
use crate::geometry::Symmetric;
use crate::model::{Connection, Direction};

/// The minimiser of the linearised loss `⟨∇L, θ' − θ⟩` over `KL ≤ δ`.
///
/// The ball is the same set in every chart; the linear objective is not, so
/// neither is the step, except between charts that are affine in each other.
pub struct ExactBall {
    /// `δ`, in nats.
    pub radius: f64,
    /// Which divergence.
    pub direction: Direction,
}

impl Rule for ExactBall {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        if site.model.exponential().is_none() {
            let goal = Goal::Linear(site.gradient);
            let lowest = Region::lowest(site.model, site.at, self.radius, self.direction, &goal)?;
            return Ok(Proposal::Landing(lowest?));
        }
        let ball = KlBall::new(site.model, site.at, self.radius, self.direction)?;
        let general = || ball.minimize(&Goal::Linear(site.gradient));
        if let Some(lowest) = ball.lowest(site.gradient) {
            return lowest.map(Proposal::Own).ok_or(Stop::IllPosed);
        }
        let landing = match self.dual_path(site) {
            // A linear objective in one flat chart is minimised on a straight
            // line of the dual one (docs/mathematics/exact-steps.md#closed-forms).
            Some(path) => {
                let arrow = -site.natural_gradient()?;
                let gain = -site.gradient.along(arrow);
                let exit = ball.exit(path, arrow, (2.0 * self.radius / gain).sqrt());
                let closed = exit.map(|(_, end)| end);
                // Next to the family's edge, rounding of the time would be large compared with the distance
                // that is left.
                let precise = closed.filter(|end| ball.radius_error(end) < LARGEST_RADIUS_ERROR);
                precise.or_else(general).or(closed)
            }
            None => general(),
        };
        landing.map(Proposal::Landing).ok_or(Stop::IllPosed)
    }

    fn forgets(&self) -> bool {
        false
    }

    fn is_affine(&self) -> bool {
        true
    }

    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.model.fisher(site.at))
    }

    fn measure(&self, _site: &Site, _memory: &Memory) -> Result<Measure, Stop> {
        Ok(Measure::Kl(self.direction))
    }

    fn radius(&self) -> Option<f64> {
        Some(self.radius)
    }
}

impl ExactBall {
    /// The geodesics on which the step lies, where they have a closed form.
    fn dual_path(&self, site: &Site) -> Option<Connection> {
        let family = site.model.exponential()?;
        let flat = site.model.flat_connection()?;
        let matching = match self.direction {
            Direction::OldNew => Connection::Exponential,
            Direction::NewOld => Connection::Mixture,
        };
        let known = flat == matching && family.has_closed_form(flat.dual());
        known.then(|| flat.dual())
    }
}
