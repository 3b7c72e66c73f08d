//! `(μ, v)`, `v = σ²`.

use super::derivative::Derivative;
use super::{Chart, PairChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;
use crate::numeric::real::Real;

/// Mean and variance of a Gaussian; domain `v > 0`.
#[derive(Clone, Copy, Debug)]
pub struct Variance;

impl Chart for Variance {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 > 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        Point(at.0, std_dev(at.1))
    }

    fn from_own(&self, own: Point) -> Point {
        let Point(mu, sigma) = own;
        Point(mu, sigma * sigma)
    }

    fn own_difference(&self, along: &Segment, [from, to]: [Point; 2]) -> Tangent {
        own_difference(along.difference.array(), [from.1, to.1]).into()
    }

    /// `Δv = Δσ (σ₀ + σ₁)`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(d_mu, d_sigma) = own.difference;
        let difference = Tangent(d_mu, d_sigma * (own.from.1 + own.to.1));
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    fn jacobian(&self, at: Point) -> Jacobian {
        derivative(std_dev(at.1)).into()
    }

    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        [Symmetric::default(), Symmetric([0.0, 0.0, second_derivative(std_dev(at.1))])]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    /// At least up to this radius, in both directions (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, _: Direction) -> f64 {
        6.0
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::Variance)
    }
}

/// `σ = √v`.
#[inline(always)]
pub(super) fn std_dev<T: Real>(v: T) -> T {
    v.sqrt()
}

/// `Δσ = Δv / (σ₀ + σ₁)`.
#[inline(always)]
pub(super) fn own_difference<T: Real>([d_mu, d_v]: [T; 2], [from, to]: [T; 2]) -> [T; 2] {
    [d_mu, d_v / (from + to)]
}

/// `∂σ/∂v = 1/(2σ)`.
#[inline(always)]
pub(super) fn derivative<T: Real>(sigma: T) -> Derivative<T> {
    Derivative::Diagonal { slope: T::of(0.5) / sigma, unit: T::of(1.0) }
}

/// `∂²σ/∂v² = −1/(4σ³)`.
#[inline(always)]
pub(super) fn second_derivative<T: Real>(sigma: T) -> T {
    T::of(-0.25) / (sigma * (sigma * sigma))
}
