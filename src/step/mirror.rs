//! Mirror descent (Nemirovski & Yudin 1983) with a divergence as proximity term.

use super::{Measure, Memory, Proposal, Rate, Rule, Site, Stop};
use crate::geometry::Symmetric;
use crate::model::{Connection, Direction};

/// The minimiser of `⟨∇L, θ' − θ⟩ + KL / rate`, in natural coordinates `η` for
/// `KL(old ‖ new)` and in expectation coordinates `m` for `KL(new ‖ old)`.
///
/// Its solutions are `m' = m − rate g_η` and `η' = η − rate g_m`: natural
/// gradient steps in the dual coordinates (Raskutti & Mukherjee 2015, theorem
/// 1). They are geodesics of a flat connection along `−rate F⁻¹∇L`, and the same in
/// every chart. For a policy's return the second is the exponentiated gradient. A
/// path that leaves the domain is halved.
pub struct Mirror {
    /// Dimensionless.
    pub rate: Rate,
    /// Which divergence, and with it in which coordinates the loss is linearised.
    pub direction: Direction,
}

impl Rule for Mirror {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let connection = match self.direction {
            Direction::OldNew => Connection::Mixture,
            Direction::NewOld => Connection::Exponential,
        };
        let rate = self.rate.at(site.count);
        if self.direction == Direction::OldNew && site.objective.knows_way_to_data() {
            return Ok(Proposal::TowardData(rate));
        }
        let velocity = -rate * site.natural_gradient()?;
        Ok(Proposal::Geodesic(connection, velocity))
    }

    fn forgets(&self) -> bool {
        false
    }

    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.model.fisher(site.at))
    }

    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    fn radius(&self) -> Option<f64> {
        None
    }
}
