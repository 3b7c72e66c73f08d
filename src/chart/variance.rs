//! `(μ, v)`, `v = σ²`.

use super::{Chart, LaneChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;

/// Mean and variance of a Gaussian; domain `v > 0`.
#[derive(Clone, Copy, Debug)]
pub struct Variance;

impl Chart for Variance {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 > 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        let Point(mu, v) = at;
        Point(mu, v.sqrt())
    }

    fn from_own(&self, own: Point) -> Point {
        let Point(mu, sigma) = own;
        Point(mu, sigma * sigma)
    }

    /// `Δσ = Δv / (σ₀ + σ₁)`.
    fn own_difference(&self, along: &Segment, [from, to]: [Point; 2]) -> Tangent {
        let Tangent(d_mu, d_v) = along.difference;
        Tangent(d_mu, d_v / (from.1 + to.1))
    }

    /// `Δv = Δσ (σ₀ + σ₁)`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(d_mu, d_sigma) = own.difference;
        let difference = Tangent(d_mu, d_sigma * (own.from.1 + own.to.1));
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂σ/∂v = 1/(2σ)`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let Point(_, sigma) = self.to_own(at);
        Jacobian::from_rows([[1.0, 0.0], [0.0, 0.5 / sigma]])
    }

    /// `∂²σ/∂v² = −1/(4σ³)`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let Point(_, sigma) = self.to_own(at);
        [Symmetric::default(), Symmetric([0.0, 0.0, -0.25 / sigma.powi(3)])]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    /// At least up to this radius, in both directions (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, _: Direction) -> f64 {
        6.0
    }

    fn in_lanes(&self) -> Option<LaneChart> {
        Some(LaneChart::Variance)
    }
}
