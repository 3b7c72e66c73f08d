//! `(μ, τ)`, `τ = 1/σ²`: the precision, not "the scale".

use super::derivative::Derivative;
use super::{Chart, PairChart};
use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;
use crate::numeric::real::Real;

/// Mean and precision of a Gaussian; domain `τ > 0`.
#[derive(Clone, Copy, Debug)]
pub struct Precision;

impl Chart for Precision {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 > 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        Point(at.0, std_dev(at.1))
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

    fn jacobian(&self, at: Point) -> Jacobian {
        derivative(std_dev(at.1)).into()
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

    fn natural_second_order_term(&self, at: Point, g: Covector) -> Option<Symmetric> {
        Some(Symmetric([0.0, natural_second_order_term(std_dev(at.1), g.0), 0.0]))
    }

    /// Larger balls are not convex (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { 0.28 } else { 0.549 }
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::Precision)
    }
}

/// `σ = 1/√τ`.
#[inline(always)]
pub(super) fn std_dev<T: Real>(tau: T) -> T {
    T::of(1.0) / tau.sqrt()
}

/// `∂σ/∂τ = −σ³/2`, in units of σ: a double at every unit of the data.
#[inline(always)]
pub(super) fn derivative<T: Real>(sigma: T) -> Derivative<T> {
    Derivative::Diagonal { slope: T::of(-0.5) * sigma * sigma, unit: sigma }
}

/// `∂²η₁/∂μ∂τ = 1` and no other, with `∂L/∂η₁ = σ² ∂L/∂μ`. In the general formula the
/// spread of the data, which may be large, cancels.
#[inline(always)]
pub(super) fn natural_second_order_term<T: Real>(sigma: T, g: T) -> T {
    sigma * g * sigma
}
