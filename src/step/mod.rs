//! Step rules, one file each.
//!
//! A [`Rule`] looks at a [`Site`] and proposes a step; [`take`] takes it, which is
//! the same for every rule. A rule with a radius also says which ball it obeys:
//! [`Rule::measure`] and [`Rule::radius`].

mod adagrad;
mod adam;
mod convention;
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
mod pairs;
mod rate;
mod rest;
mod rmsprop;
mod site;
mod stationary;
mod take;
mod trpo;
mod trust_region;

pub use adagrad::Adagrad;
pub use adam::Adam;
pub use convention::Convention;
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
pub use newton::{Newton, SMALLEST_DETERMINANT};
pub use pairs::{Needs, PairFormula, PairMemory, PairRule, PairSite, Weights};
pub use rate::{Rate, Schedule};
pub use rest::{Watch, has_no_best_fit, has_nothing_to_gain};
pub use rmsprop::RmsProp;
pub use site::Site;
pub use take::{MOST_HALVINGS, Taken, take};
pub use trpo::{MOST_BACKTRACKS, Trpo};
pub use trust_region::TrustRegion;

use crate::ball::{NoBall, NoMinimum};
use crate::geometry::{Covector, Segment, Singular, Symmetric, Tangent};
use crate::model::Connection;
use crate::numeric::real::Real;

/// How far `√(KL/δ)` may be from 1 where a step ends on the boundary of its ball: what steps are tested to
/// (`tests/laws/obeyed.rs`).
const LARGEST_RADIUS_ERROR: f64 = 1e-9;

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

/// A decaying mean or sum after one more gradient: each `m` becomes `keep·m + add·g`.
#[inline(always)]
fn mean<T: Real>(keep: f64, m: [T; 2], add: f64, g: [T; 2]) -> [T; 2] {
    let (keep, add) = (T::of(keep), T::of(add));
    [keep * m[0] + add * g[0], keep * m[1] + add * g[1]]
}

/// The same of squares: each `s` becomes `keep·s + add·g²`.
#[inline(always)]
fn mean_square<T: Real>(keep: f64, s: [T; 2], add: f64, g: [T; 2]) -> [T; 2] {
    let (keep, add) = (T::of(keep), T::of(add));
    [keep * s[0] + add * g[0] * g[0], keep * s[1] + add * g[1] * g[1]]
}

/// `factor · d`.
#[inline(always)]
fn scaled<T: Real>(factor: T, d: [T; 2]) -> [T; 2] {
    [factor * d[0], factor * d[1]]
}

/// `d / scale`, coordinate by coordinate.
#[inline(always)]
fn divided<T: Real>(d: [T; 2], scale: [T; 2]) -> [T; 2] {
    [d[0] / scale[0], d[1] / scale[1]]
}

/// Why no step could be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Even after [`MOST_HALVINGS`] halvings the step ends outside the domain, or
    /// where the loss is beyond double precision (see [`Family::is_representable`](crate::model::Family::is_representable)).
    /// Or the chart ends inside the ball of the step, and the step leads there.
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
            NoBall::NotExponential | NoBall::Untraced => Self::IllPosed,
        }
    }
}

impl From<NoMinimum> for Stop {
    fn from(reason: NoMinimum) -> Self {
        match reason {
            NoMinimum::FarOut => Self::IllPosed,
            NoMinimum::BeyondChart => Self::LeftDomain,
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
    /// The mixture geodesic along `−F⁻¹g` for this time; it may leave the domain before that.
    TowardData(f64),
    /// A landing that is in the domain by construction.
    Landing(Segment),
    /// The same in the model's own coordinates.
    Own(Segment),
    /// A landing found by halving a step this often.
    Searched(Segment, u32),
}

/// A way to choose the next point; never asks which chart it is in.
///
/// Three methods have a default, and none of them claims anything of a rule: without memory
/// nothing is remembered, and where nothing is known of affine charts or of two runs at a
/// time, steps take longer or keep fewer digits.
pub trait Rule: Send + Sync {
    /// The memory after the gradient at `site`; empty for a rule without memory.
    fn remember(&self, _site: &Site, _before: &Memory) -> Memory {
        Memory::default()
    }

    /// Whether what it remembers may shrink, so that a later step from the same place may be
    /// longer than this one; see [`Watch`].
    fn forgets(&self) -> bool;

    /// Whether affine changes of the coordinates do not change its steps, and it remembers nothing. A
    /// run may then step in whatever affine relative of its chart keeps most digits.
    fn is_affine(&self) -> bool {
        false
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
    /// rule's [`metric`](Rule::metric), a length in chart units, or a divergence. `memory`
    /// already holds the gradient there.
    ///
    /// # Errors
    /// [`Stop`] where there is no such matrix.
    fn measure(&self, site: &Site, memory: &Memory) -> Result<Measure, Stop>;

    /// The size, by its [`measure`](Rule::measure), that no step of the rule
    /// exceeds; `None` for a rule with a rate, whose steps have no such bound.
    fn radius(&self) -> Option<f64>;

    /// The same rule for two runs at a time, if there is such a form of it.
    fn for_pairs(&self) -> Option<PairRule> {
        None
    }
}
