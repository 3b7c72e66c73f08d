//! Properties that only exponential families have.

use super::{Connection, Direction};
use crate::geometry::{Point, Segment, Tangent};

/// What holds in a full exponential family `p(z) = h(z) exp(η·T(z) − A(η))` and
/// nowhere else, in the model's own coordinates whatever chart it is seen in.
///
/// With the expectation parameters `m = ∇A(η) = E[T]` and the data's own `m̂`
/// (docs/mathematics/exponential-families.md#definition):
///
/// - (U1) `∇L = m − m̂` and `∇²L = F` in natural coordinates, for a likelihood `L`;
/// - (U2) `KL(old ‖ new)` is convex in the new `η`, `KL(new ‖ old)` in the new `m`;
/// - (U3) `L(η') = L(η) + ⟨∇L, η' − η⟩ + KL(old ‖ new)` exactly;
/// - (U4) both divergences increase along every straight ray from a centre, in
///   `η` and in `m`, so an exact ball is star-shaped in both;
/// - (U5) natural gradient flow is a straight line in `m`.
///
/// So there are two more connections, [`Connection::Exponential`] and
/// [`Connection::Mixture`], whose geodesics are straight lines in `η` and in `m`
/// and reach each point once ([`Geodesics::geodesic`](super::Geodesics::geodesic)).
/// Exact balls are traced along them, the exact trust region of a likelihood
/// lies on one of them ([`Loss::descent_path`](super::Loss::descent_path)), and
/// a chart may be flat for one ([`Coordinates::flat_connection`](super::Coordinates::flat_connection)).
///
/// A model that is no exponential family has none of this:
/// [`Model::exponential`](super::Model::exponential) is `None` there, and what
/// needs it has to do without.
pub trait ExponentialFamily {
    /// The flat connection along whose geodesics a ball of this direction is traced.
    /// Along these, the boundary is found without cancellation, however large it is.
    fn tracing_connection(&self, direction: Direction) -> Connection;

    /// Whether the geodesics of this connection have a closed form.
    fn has_closed_form(&self, connection: Connection) -> bool;

    /// A point at which the divergence from `from` is `radius` (nats), where the
    /// family knows one in closed form: a smooth function of `toward`, which has
    /// Fisher length one, that goes once around the ball as `toward` goes once
    /// around the circle, and lies in the direction of `toward` where the radius
    /// is small. Rounding may have led it out of the domain.
    fn boundary_point(
        &self,
        from: Point,
        toward: Tangent,
        radius: f64,
        direction: Direction,
    ) -> Option<Segment>;

    /// The place of the ball `KL(old ‖ new) ≤ radius` at which a function that is linear in the
    /// expectation parameters is least, where the family knows it in closed form; `arrow` is
    /// `F⁻¹` of the function's differential.
    fn lowest_expectation(&self, from: Point, arrow: Tangent, radius: f64) -> Option<Segment>;

    /// Where a mixture geodesic leaves the ball `KL(old ‖ new) ≤ radius`, the time and the segment, if
    /// the family finds it more precisely than a search for the time: next to the family's edge a
    /// time has no digits left.
    fn mixture_exit(&self, from: Point, velocity: Tangent, radius: f64) -> Option<(f64, Segment)>;

    /// The limit (nats) that the divergence never reaches however long a
    /// geodesic with this velocity goes on; infinite where it grows without
    /// bound, or where the geodesic ends. Log-odds whose rate of change is below
    /// 10⁻¹² of the terms that it is a sum of count as constant, because that rate
    /// is only rounding error.
    fn kl_limit(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64;

    /// Velocities of exponential geodesics from `from` along which the ball of
    /// this radius (nats) is unbounded. In all neighbouring directions it may be
    /// bounded, so a search over angles would not find them.
    fn unbounded_directions(&self, from: Point, radius: f64, direction: Direction) -> Vec<Tangent>;

    /// A `KL(new ‖ old)` (nats) below which no log-odds differ from those at
    /// `at` by `change` or more; 0 where nothing is known.
    fn least_cost(&self, at: Point, change: f64) -> f64;
}
