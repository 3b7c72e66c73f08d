//! A step along the natural gradient up to an exact divergence.

use super::{Measure, Memory, Proposal, Rule, Site, Stop};
use crate::ball::settled;
use crate::geometry::{Segment, Symmetric};
use crate::model::Direction;
use crate::numeric::root;

/// `Δ = −t F⁻¹g`, `t` the first root of `KL = δ` on that straight ray.
pub struct KlRay {
    /// `δ`, in nats.
    pub radius: f64,
    /// Which divergence.
    pub direction: Direction,
}

impl Rule for KlRay {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        let arrow = -site.natural_gradient()?;
        let gain = -site.gradient.along(arrow);
        let mut ends = false;
        let excess = |time: f64| {
            let segment = Segment::step(site.at, time * arrow);
            if !site.model.contains(segment.to) {
                ends = true;
                return f64::INFINITY;
            }
            (site.model.kl(&segment, self.direction) / self.radius).sqrt() - 1.0
        };
        let quadratic = (2.0 * self.radius / gain).sqrt();
        let found = root::first(quadratic, excess);
        // Where an exponential family ends, a divergence is infinite, or its coordinates have too few digits.
        let leaves = ends && site.model.exponential().is_none();
        let time = found.ok_or(if leaves { Stop::LeftDomain } else { Stop::IllPosed })?;
        let segment = Segment::step(site.at, time * arrow);
        Ok(Proposal::Landing(settled(site.model, segment, self.radius, self.direction)))
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
