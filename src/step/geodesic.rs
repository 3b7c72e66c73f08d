//! The natural gradient step along a shortest path (Song, Song & Ermon 2018, section 4).

use super::{Measure, Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::Symmetric;
use crate::model::{Connection, Direction};

/// `θ' = exp_θ(−rate F⁻¹∇L)`, the exponential map of the Fisher–Rao metric.
///
/// Arrow and path do not depend on the chart, so neither does the landing. A path
/// that leaves the domain is halved like a straight step.
pub struct Geodesic {
    /// Dimensionless: the path is as long as the natural gradient step, in Fisher length.
    pub rate: Rate,
}

impl Rule for Geodesic {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let velocity = -self.rate.at(site.count) * site.natural_gradient()?;
        Ok(Proposal::Geodesic(Connection::LeviCivita, velocity))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.model.fisher(site.at))
    }

    /// The path costs the same in both directions to second order; a ball of the
    /// geodesic distance itself has no closed form in every model.
    fn measure(&self, _site: &Site, _memory: &Memory) -> Result<Measure, Stop> {
        Ok(Measure::Kl(Direction::OldNew))
    }

    fn radius(&self) -> Option<f64> {
        None
    }
}
