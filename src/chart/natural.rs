//! `(η₁, η₂) = (μ/σ², −1/(2σ²))`: the natural parameters, dual to `(x, x²)`.

use super::derivative::Derivative;
use super::{Chart, PairChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::{Connection, Direction};
use crate::numeric::kernel::{difference_of_products, power_of_two};
use crate::numeric::real::Real;

/// Natural parameters of a Gaussian; domain `η₂ < 0`.
#[derive(Clone, Copy, Debug)]
pub struct Natural;

impl Chart for Natural {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 < 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        own(at.array()).into()
    }

    fn from_own(&self, own: Point) -> Point {
        let Point(mu, sigma) = own;
        Point(mu / sigma / sigma, -0.5 / sigma / sigma)
    }

    /// `Δv = 2v₀v₁ Δη₂`, `Δμ = 2v₀v₁ (η₁ Δη₂ − η₂ Δη₁)`: a determinant, because
    /// its two products nearly cancel where the mean is far from zero. Far ends
    /// are as precise as themselves, and more precise than their difference.
    fn own_difference(&self, along: &Segment, own: [Point; 2]) -> Tangent {
        let (Point(e1, e2), Tangent(d1, d2)) = (along.from, along.difference);
        let [Point(_, s0), Point(_, s1)] = own;
        let (least, most) = (s0.min(s1), s0.max(s1));
        let d_sigma = 2.0 * (d2 * least * least) * most * (most / (least + most));
        let Point(f1, f2) = along.to;
        // In units, powers of two, in which its factors are near 1 for any data.
        let (unit0, unit1) = (power_of_two(s0), power_of_two(s1));
        let (in0, in1) = (|e: f64| e * unit0 * unit0, |e: f64| e * unit1 * unit1);
        let determinant = if (0.5..=2.0).contains(&(f2 / e2)) {
            difference_of_products(in0(e1), in1(d2), in0(e2), in1(d1))
        } else {
            difference_of_products(in0(e1), in1(f2), in0(e2), in1(f1))
        };
        let (s0_in, s1_in) = (s0 / unit0, s1 / unit1);
        let d_mu = 2.0 * s0_in * s0_in * determinant * s1_in * s1_in;
        Tangent(d_mu, d_sigma)
    }

    /// `Δη₂ = Δv / (2v₀v₁)`, `Δη₁ = Δμ/v₁ − μ₀ Δv / (v₀v₁)`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(d_mu, d_sigma) = own.difference;
        let (Point(mu, s0), Point(_, s1)) = (own.from, own.to);
        let d_precision = -d_sigma / s0 / s0 * ((s0 + s1) / s1) / s1;
        let difference = Tangent(d_mu / s1 / s1 + mu * d_precision, -0.5 * d_precision);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    fn jacobian(&self, at: Point) -> Jacobian {
        derivative(own(at.array())).into()
    }

    /// `∂²μ = [0, 2v², 8μv²]`, `∂²σ = [0, 0, 3σ⁵]`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let Point(mu, sigma) = self.to_own(at);
        let v = sigma * sigma;
        [
            Symmetric([0.0, 2.0 * v * v, 8.0 * mu * v * v]),
            Symmetric([0.0, 0.0, 3.0 * v * v * sigma]),
        ]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    fn flat_connection(&self) -> Option<Connection> {
        Some(Connection::Exponential)
    }

    /// At least up to this radius, in both directions (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, _: Direction) -> f64 {
        6.0
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::Natural)
    }
}

/// `μ = −η₁/(2η₂)`, `σ = 1/√(−2η₂)`.
#[inline(always)]
pub(super) fn own<T: Real>([e1, e2]: [T; 2]) -> [T; 2] {
    let precision = T::of(-2.0) * e2;
    [e1 / precision, T::of(1.0) / precision.sqrt()]
}

/// `∂μ = [v, 2μv]`, `∂σ = [0, σ³]`, in units of σ: doubles at every unit of the data.
#[inline(always)]
pub(super) fn derivative<T: Real>([mu, sigma]: [T; 2]) -> Derivative<T> {
    let b = T::of(2.0) * mu * sigma;
    Derivative::Upper { a: sigma, b, e: sigma * sigma, unit: sigma }
}
