//! Step rules, one file each, and the function that takes a step.

mod adagrad;
mod adam;
mod euclidean_ball;
mod fisher_ball;
mod geodesic;
mod gradient;
mod kl_ball;
mod kl_ray;
mod measure;
mod mirror;
mod momentum;
mod natural_gradient;
mod nesterov;
mod newton;
mod rmsprop;
mod trpo;
mod trust_region;

pub use adagrad::Adagrad;
pub use adam::Adam;
pub use euclidean_ball::EuclideanBall;
pub use fisher_ball::FisherBall;
pub use geodesic::Geodesic;
pub use gradient::Gradient;
pub use kl_ball::ExactBall;
pub use kl_ray::KlRay;
pub use measure::Measure;
pub use mirror::Mirror;
pub use momentum::Momentum;
pub use natural_gradient::{NaturalGradient, PreconditionedBy};
pub use nesterov::Nesterov;
pub use newton::Newton;
pub use rmsprop::RmsProp;
pub use trpo::{MOST_BACKTRACKS, Trpo};
pub use trust_region::TrustRegion;

use crate::ball::NoBall;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::{Connection, Model};

/// Most halvings of a step that would leave the domain; 2⁻⁶⁰ of it is below rounding.
pub const MOST_HALVINGS: u32 = 60;

/// The current point of a run, and the quantities that a rule may use there.
pub struct Site<'m> {
    /// The model in the chart the rule steps in.
    pub model: &'m dyn Model,
    /// What the rule minimises: `model` itself, or the same family with a
    /// sample in place of the data (see [`Sampling::sampled`](crate::model::Sampling::sampled)). Losses, their
    /// Hessian and the empirical Fisher matrix are asked of it, divergences
    /// and the Fisher matrix of `model`.
    pub objective: &'m dyn Model,
    /// The current point in that chart.
    pub at: Point,
    /// The differential of the loss at that point (nats per chart unit), or an estimate of it.
    pub gradient: Covector,
    /// Whether `gradient` is estimated from a sample. Closed forms of the model for
    /// the whole loss must then not be used.
    pub sampled: bool,
    /// The number of this step, counted from 1.
    pub count: u64,
    /// `F⁻¹g` of the whole loss, unless a sample is used.
    arrow: Option<Result<Tangent, Singular>>,
}

impl<'m> Site<'m> {
    /// The point `at`, with the gradient of the whole loss.
    pub fn new(model: &'m dyn Model, at: Point, count: u64) -> Self {
        let (gradient, arrow) = model.both_gradients(at);
        let arrow = Some(arrow);
        Self { model, objective: model, at, gradient, sampled: false, count, arrow }
    }

    /// The point `at`, with the gradient of a sample's loss.
    pub fn on_sample(
        model: &'m dyn Model,
        objective: &'m dyn Model,
        at: Point,
        count: u64,
    ) -> Self {
        let gradient = objective.gradient(at);
        Self { model, objective, at, gradient, sampled: true, count, arrow: None }
    }

    /// `F⁻¹g`: the model's own arrow for the whole loss, which needs no
    /// inverse; for a sampled gradient `Σ ⟨g, u⟩ u` over the Fisher frame.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix has no inverse.
    pub fn natural_gradient(&self) -> Result<Tangent, Singular> {
        if !self.sampled
            && let Some(arrow) = self.arrow
        {
            return arrow;
        }
        let [u, v] = self.model.frame(self.at)?;
        Ok(self.gradient.along(u) * u + self.gradient.along(v) * v)
    }
}

/// The memory of a rule, in units of the chart it steps in; all zero before the
/// first step.
///
/// It depends on gradients only, and not on landings. So halving a step does not
/// change it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Memory {
    /// Decaying sum or mean of the gradients, the velocity of momentum rules (nats per chart unit).
    pub first: Covector,
    /// Sum or decaying mean of the squared gradient along each coordinate
    /// (nats² per chart unit squared).
    pub second: [f64; 2],
}

impl Memory {
    /// `second` after one more gradient: each `s` becomes `keep·s + add·g²`.
    fn square_added(&self, keep: f64, add: f64, g: Covector) -> [f64; 2] {
        let ([first, second], Covector(g1, g2)) = (self.second, g);
        [keep * first + add * g1 * g1, keep * second + add * g2 * g2]
    }
}

/// Why no step could be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Even after [`MOST_HALVINGS`] halvings the step ends outside the domain, or
    /// where the loss is beyond double precision (see [`Family::is_in_reach`](crate::model::Family::is_in_reach)).
    LeftDomain,
    /// The matrix the rule divides by has no inverse here.
    Singular,
    /// The rule's subproblem has no solution, or none that the chart's
    /// coordinates can hold in double precision; or what it remembers overflows.
    IllPosed,
}

impl From<Singular> for Stop {
    fn from(_: Singular) -> Self {
        Self::Singular
    }
}

impl From<NoBall> for Stop {
    fn from(reason: NoBall) -> Self {
        match reason {
            NoBall::Singular => Self::Singular,
            NoBall::NotExponential => Self::IllPosed,
        }
    }
}

/// The step that a rule proposes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Proposal {
    /// A straight step in the chart, which may leave the domain.
    Straight(Tangent),
    /// A geodesic of this connection with this initial velocity, for a unit of
    /// time; it may leave the domain before that.
    Geodesic(Connection, Tangent),
    /// A landing that is in the domain by construction.
    Landing(Segment),
    /// A landing found by halving a step this often.
    Searched(Segment, u32),
}

/// A way to choose the next point; never asks which chart it is in.
pub trait Rule: Send + Sync {
    /// The memory after the gradient at `site`; empty for a rule without memory.
    fn remember(&self, _site: &Site, _before: &Memory) -> Memory {
        Memory::default()
    }

    /// The step from `site`; `memory` already holds the gradient there.
    ///
    /// # Errors
    /// [`Stop`] if the rule finds no step.
    fn propose(&self, site: &Site, memory: &Memory) -> Result<Proposal, Stop>;

    /// The form `G` in which the rule measures steps from `site`: it goes
    /// along `−G⁻¹g`, with a moving average in place of `g` where it keeps
    /// one, or, where it obeys a divergence, `½ ΔᵀGΔ` is the divergence of a
    /// short step. `memory` already holds the gradient there.
    ///
    /// # Errors
    /// [`Stop`] where there is no such matrix.
    fn metric(&self, site: &Site, memory: &Memory) -> Result<Symmetric, Stop>;

    /// What the ball of a step from `site` is measured by: `½ ΔᵀGΔ` with the
    /// rule's [`metric`](Rule::metric), unless the rule says otherwise. `memory`
    /// already holds the gradient there.
    ///
    /// # Errors
    /// [`Stop`] where there is no such matrix.
    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop> {
        self.metric(site, memory).map(Measure::Quadratic)
    }

    /// The size, by its [`measure`](Rule::measure), that no step of the rule
    /// exceeds; `None` for a rule with a rate, whose steps have no such bound.
    fn radius(&self) -> Option<f64> {
        None
    }
}

/// A step as it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// From where to where, in the chart.
    pub segment: Segment,
    /// How often a step out of the domain was halved.
    pub halvings: u32,
}

/// Takes one step of `rule`: a step that would leave the domain is halved
/// until it stays inside, and says how often. `memory` takes the gradient in,
/// and stays as it was where there is no step.
///
/// A gradient of zero gives a step of zero, unless there is a velocity.
///
/// # Errors
/// [`Stop`] where the rule has no step, or none that stays in the domain.
pub fn take(rule: &dyn Rule, site: &Site, memory: &mut Memory) -> Result<Taken, Stop> {
    let after = rule.remember(site, memory);
    // With an overflowed sum of squares every step would be zero.
    if !(after.first.is_finite() && after.second.iter().all(|s| s.is_finite())) {
        return Err(Stop::IllPosed);
    }
    let taken = if site.gradient.is_zero() && after.first.is_zero() {
        Taken { segment: Segment::still(site.at), halvings: 0 }
    } else {
        carry_out(rule.propose(site, &after)?, site)?
    };
    *memory = after;
    Ok(taken)
}

fn carry_out(proposal: Proposal, site: &Site) -> Result<Taken, Stop> {
    let in_reach = |segment: &Segment| site.model.is_in_reach(segment.to);
    match proposal {
        Proposal::Landing(segment) if in_reach(&segment) => Ok(Taken { segment, halvings: 0 }),
        Proposal::Searched(segment, halvings) if in_reach(&segment) => {
            Ok(Taken { segment, halvings })
        }
        Proposal::Landing(_) | Proposal::Searched(..) => Err(Stop::IllPosed),
        Proposal::Straight(difference) => halved(difference, |difference| {
            let segment = Segment::step(site.at, difference);
            site.model.holds(segment.to).then_some(segment)
        }),
        Proposal::Geodesic(connection, velocity) => halved(velocity, |velocity| {
            site.model.geodesic(connection, site.at, velocity).filter(in_reach)
        }),
    }
}

/// The first of `step`, `step/2`, `step/4`, … that ends inside.
fn halved(mut step: Tangent, end: impl Fn(Tangent) -> Option<Segment>) -> Result<Taken, Stop> {
    for halvings in 0..=MOST_HALVINGS {
        if let Some(segment) = end(step) {
            return Ok(Taken { segment, halvings });
        }
        step = 0.5 * step;
    }
    Err(Stop::LeftDomain)
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
    /// How it changes.
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
