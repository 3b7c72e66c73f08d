//! Step rules, one file each, and the one way a step is taken.

mod euclidean_ball;
mod fisher_ball;
mod gradient;
mod kl_ball;
mod kl_ray;
mod natural_gradient;
mod trust_region;

pub use euclidean_ball::EuclideanBall;
pub use fisher_ball::FisherBall;
pub use gradient::Gradient;
pub use kl_ball::ExactBall;
pub use kl_ray::KlRay;
pub use natural_gradient::{NaturalGradient, PreconditionedBy};
pub use trust_region::TrustRegion;

use crate::geometry::{Covector, Point, Segment, Singular, Tangent};
use crate::model::Model;

/// Most halvings of a step that would leave the domain: 2⁻⁶⁰ of it is no step at all.
pub const MOST_HALVINGS: u32 = 60;

/// Where a rule stands and what it may look at.
pub struct Site<'m> {
    /// The model in the chart the rule steps in.
    pub model: &'m dyn Model,
    /// The current point in that chart.
    pub at: Point,
    /// The differential of the loss at that point (nats per chart unit).
    pub gradient: Covector,
    /// The number of this step, counted from 1.
    pub count: u64,
}

/// Why no step could be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Even after [`MOST_HALVINGS`] halvings the step ends outside the domain.
    LeftDomain,
    /// The matrix the rule divides by has no inverse here.
    Singular,
    /// The rule's subproblem has no solution, or none that the chart's
    /// coordinates can hold in double precision.
    IllPosed,
}

impl From<Singular> for Stop {
    fn from(_: Singular) -> Self {
        Self::Singular
    }
}

/// What a rule wants to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Proposal {
    /// A straight step in the chart, which may point out of the domain.
    Straight(Tangent),
    /// A landing that is in the domain by construction.
    Landing(Segment),
}

/// A way to choose the next point; never asks which chart it is in.
pub trait Rule: Send + Sync {
    /// The step from `site`.
    ///
    /// # Errors
    /// [`Stop`] where the rule has no step to offer.
    fn propose(&self, site: &Site) -> Result<Proposal, Stop>;
}

/// A step as it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// From where to where, in the chart.
    pub segment: Segment,
    /// How often a step out of the domain was halved.
    pub halvings: u32,
}

/// Takes one step of `rule`: a straight step that would leave the domain is
/// halved until it stays inside, and says how often.
///
/// # Errors
/// [`Stop`] where the rule has no step, or none that stays in the domain.
pub fn take(rule: &dyn Rule, site: &Site) -> Result<Taken, Stop> {
    if site.gradient.is_zero() {
        return Ok(Taken { segment: Segment::still(site.at), halvings: 0 });
    }
    match rule.propose(site)? {
        Proposal::Landing(segment) => Ok(Taken { segment, halvings: 0 }),
        Proposal::Straight(mut difference) => {
            for halvings in 0..=MOST_HALVINGS {
                let segment = Segment::step(site.at, difference);
                if site.model.contains(segment.to) {
                    return Ok(Taken { segment, halvings });
                }
                difference = 0.5 * difference;
            }
            Err(Stop::LeftDomain)
        }
    }
}

/// How a learning rate changes over the steps `t = 1, 2, …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// The same at every step.
    Constant,
    /// `rate / t`.
    InverseTime,
}

/// A learning rate with its schedule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The rate at `t = 1`.
    pub initial: f64,
    /// What becomes of it.
    pub schedule: Schedule,
}

impl Rate {
    /// The rate of step `count`, counted from 1.
    pub fn at(self, count: u64) -> f64 {
        match self.schedule {
            Schedule::Constant => self.initial,
            Schedule::InverseTime => self.initial / count.max(1) as f64,
        }
    }
}
