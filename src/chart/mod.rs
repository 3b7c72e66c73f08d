//! Charts: coordinates for the same distributions, one file each.
//!
//! A chart knows how its coordinates map to the model's own and nothing else;
//! what that does to gradients, metrics, balls and steps is written once, in
//! [`Charted`].

mod affine;
mod boundary;
mod centre;
mod derivative;
mod expectation;
mod log_std;
mod logit;
mod means;
mod moments;
mod natural;
mod pairs;
mod precision;
mod probability;
mod pull_back;
mod sphere;
mod std_dev;
mod variance;

pub use affine::Affine;
pub use boundary::Boundary;
pub use centre::Centre;
pub use expectation::Expectation;
pub use log_std::LogStd;
pub use logit::Logit;
pub use means::Means;
pub use moments::Moments;
pub use natural::Natural;
pub use pairs::PairChart;
pub use precision::Precision;
pub use probability::Probability;
pub use pull_back::Charted;
pub use sphere::Sphere;
pub use std_dev::StdDev;
pub use variance::Variance;

use std::sync::Arc;

use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::{Connection, Direction};

/// A coordinate system: a smooth map from its domain onto the model's own coordinates.
///
/// A method with a default either follows from the others, or its default says that nothing is
/// known: that costs time or digits, and never makes a result wrong.
pub trait Chart: Send + Sync {
    /// Whether `at` lies in the chart's open domain.
    fn contains(&self, at: Point) -> bool;

    /// The same distribution in the model's own coordinates.
    fn to_own(&self, at: Point) -> Point;

    /// The coordinates here of a point in the model's own coordinates; not
    /// finite where the chart does not reach it.
    #[expect(clippy::wrong_self_convention, reason = "the chart converts points, not itself")]
    fn from_own(&self, own: Point) -> Point;

    /// The point of the chart's domain nearest to this distribution, where
    /// coordinates rounded to doubles would lie on the edge of the domain; `None`
    /// where the chart has no such edge, or is too far away.
    fn nearest(&self, _own: Point) -> Option<Point> {
        None
    }

    /// A chart that is an affine function of this one, in which distributions near this one, given in
    /// the model's own coordinates, keep their digits; `None` where this chart has no such relatives.
    fn beside(&self, _own: Point) -> Option<Arc<dyn Chart>> {
        None
    }

    /// The difference of a segment in the model's own coordinates, to full relative precision, where its
    /// two ends are `own` there.
    fn own_difference(&self, along: &Segment, own: [Point; 2]) -> Tangent;

    /// [`Chart::to_own`] of both ends, with [`Chart::own_difference`].
    fn segment_to_own(&self, along: &Segment) -> Segment {
        let [from, to] = [along.from, along.to].map(|end| self.to_own(end));
        Segment { from, to, difference: self.own_difference(along, [from, to]) }
    }

    /// [`Chart::from_own`] of both ends, with the difference to full relative precision.
    fn segment_from_own(&self, own: &Segment) -> Segment;

    /// `J = ∂ own / ∂ chart`.
    fn jacobian(&self, at: Point) -> Jacobian;

    /// The velocity here with which `ln p` of three outcomes grows at these rates; `None` where the
    /// coordinates are no functions of three outcomes, or the tangent in the model's own has the same digits.
    fn velocity(&self, _at: Point, _rates: [f64; 3]) -> Option<Tangent> {
        None
    }

    /// Whether [`Chart::velocity`] is known.
    fn knows_rates(&self) -> bool {
        false
    }

    /// `∂² ownₖ / ∂ chart²` for `k = 1, 2`, which the law of Hessians needs.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2];

    /// `gₖ ∂² ownₖ / ∂ chart²` for a covector of the model's own coordinates:
    /// a number where the second derivatives alone are too large for one.
    fn second_order_term(&self, at: Point, g: Covector) -> [Symmetric; 2] {
        let [first, second] = self.second_derivatives(at);
        [g.0 * first, g.1 * second]
    }

    /// `Σ g_η ∂²η / ∂ chart²` with natural coordinates `η` of the model, for the same covector, where
    /// that has a simple form: with the Fisher matrix it makes the Hessian of a likelihood
    /// ([U1](docs/mathematics/exponential-families.md#u1)), and nothing in it cancels.
    fn natural_second_order_term(&self, _at: Point, _g: Covector) -> Option<Symmetric> {
        None
    }

    /// Whether a curve between two points of the domain can avoid the places
    /// where the chart is singular.
    fn connects(&self, from: Point, to: Point) -> bool;

    /// See [`Coordinates::convex_up_to`](crate::model::Coordinates::convex_up_to).
    fn convex_up_to(&self, _direction: Direction) -> f64 {
        0.0
    }

    /// See [`Coordinates::convex_change`](crate::model::Coordinates::convex_change).
    fn convex_change(&self) -> f64 {
        0.0
    }

    /// See [`Coordinates::rises_with_second`](crate::model::Coordinates::rises_with_second).
    fn rises_with_second(&self) -> bool {
        false
    }

    /// The connection whose geodesics are straight lines in this chart, if any.
    fn flat_connection(&self) -> Option<Connection> {
        None
    }

    /// See [`Coordinates::lowest_on_ball`](crate::model::Coordinates::lowest_on_ball).
    fn lowest_on_ball(
        &self,
        _own: Point,
        _g: Covector,
        _radius: f64,
        _direction: Direction,
    ) -> Option<Option<Segment>> {
        None
    }

    /// The same chart for two points at a time, if there is such a form of it.
    fn for_pairs(&self) -> Option<PairChart> {
        None
    }
}
