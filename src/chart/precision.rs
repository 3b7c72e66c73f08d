//! `(μ, τ)`, `τ = 1/σ²`: the precision, not "the scale".

use super::{Chart, LaneChart};
use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;

/// Mean and precision of a Gaussian; domain `τ > 0`.
#[derive(Clone, Copy, Debug)]
pub struct Precision;

impl Chart for Precision {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 > 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        let Point(mu, tau) = at;
        Point(mu, 1.0 / tau.sqrt())
    }

    fn from_own(&self, own: Point) -> Point {
        let Point(mu, sigma) = own;
        Point(mu, 1.0 / sigma / sigma)
    }

    /// `Δσ = −Δτ σ₀²σ₁² / (σ₀ + σ₁)`; with the smaller `σ²`, `Δτ` is of the order of 1.
    fn own_difference(&self, along: &Segment, [from, to]: [Point; 2]) -> Tangent {
        let Tangent(d_mu, d_tau) = along.difference;
        let (least, most) = (from.1.min(to.1), from.1.max(to.1));
        let d_sigma = -(d_tau * least * least) * most * (most / (least + most));
        Tangent(d_mu, d_sigma)
    }

    /// `Δτ = −Δσ (σ₀ + σ₁) / (σ₀²σ₁²)`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(d_mu, d_sigma) = own.difference;
        let (s0, s1) = (own.from.1, own.to.1);
        let d_tau = -d_sigma / s0 / s0 * ((s0 + s1) / s1) / s1;
        let difference = Tangent(d_mu, d_tau);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂σ/∂τ = −σ³/2`, in units of σ: a double at every unit of the data.
    fn jacobian(&self, at: Point) -> Jacobian {
        let Point(_, sigma) = self.to_own(at);
        Jacobian::from_rows([[1.0, 0.0], [0.0, -0.5 * sigma * sigma]]).in_units([1.0, sigma])
    }

    /// `∂²σ/∂τ² = ¾ σ⁵`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let Point(_, sigma) = self.to_own(at);
        [Symmetric::default(), Symmetric([0.0, 0.0, 0.75 * sigma.powi(5)])]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    /// From the gradient outwards, because `σ⁵` overflows above `σ = 10⁶¹`.
    fn second_order_term(&self, at: Point, g: Covector) -> [Symmetric; 2] {
        let Point(_, sigma) = self.to_own(at);
        let v = sigma * sigma;
        [Symmetric::default(), Symmetric([0.0, 0.0, 0.75 * (g.1 * sigma) * v * v])]
    }

    /// `∂²η₁/∂μ∂τ = 1` and no other, with `∂L/∂η₁ = σ² ∂L/∂μ`. In the general formula the
    /// spread of the data, which may be large, cancels.
    fn natural_second_order_term(&self, at: Point, g: Covector) -> Option<Symmetric> {
        let Point(_, sigma) = self.to_own(at);
        Some(Symmetric([0.0, sigma * g.0 * sigma, 0.0]))
    }

    /// Larger balls are not convex (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { 0.28 } else { 0.549 }
    }

    fn in_lanes(&self) -> Option<LaneChart> {
        Some(LaneChart::Precision)
    }
}
