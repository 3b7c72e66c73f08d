//! `(m₁, m₂) = (E x, E x²)`: the expectation parameters.

use super::derivative::Derivative;
use super::{Chart, PairChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::{Connection, Direction};
use crate::numeric::kernel::{difference_of_products, exact, exact_sum};
use crate::numeric::real::Real;

/// First two moments of a Gaussian; domain `m₂ > m₁²`.
#[derive(Clone, Copy, Debug)]
pub struct Expectation;

impl Chart for Expectation {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && variance(at.array()) > 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        own(at.array()).into()
    }

    fn from_own(&self, own: Point) -> Point {
        let Point(mu, sigma) = own;
        let rounded_twice = Point(mu, mu * mu + sigma * sigma);
        // Next to the edge of the domain two roundings may lead out of it, where one does not.
        let rounded_once = || Point(mu, difference_of_products(mu, mu, -sigma, sigma));
        if self.contains(rounded_twice) { rounded_twice } else { rounded_once() }
    }

    /// With `m₂` as the next double above `m₁²`, where doubles of that size are farther apart than the
    /// variance.
    fn nearest(&self, own: Point) -> Option<Point> {
        let Point(mu, mut second) = self.from_own(own);
        while variance([mu, second]) <= 0.0 && second < f64::MAX {
            second = second.next_up();
        }
        Some(Point(mu, second)).filter(|&at| self.contains(at))
    }

    /// `Δv = Δm₂ − Δm₁ (m₁ + m₁')`.
    fn own_difference(&self, along: &Segment, [from, to]: [Point; 2]) -> Tangent {
        let Tangent(d1, d2) = along.difference;
        let (sum, error) = exact_sum(from.0, to.0);
        let d_v = difference_of_products(d2, 1.0, d1, sum) - d1 * error;
        Tangent(d1, d_v / (from.1 + to.1))
    }

    /// `Δm₂ = Δv + Δμ (μ₀ + μ₁)`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(d_mu, d_sigma) = own.difference;
        let (Point(mu0, s0), Point(mu1, s1)) = (own.from, own.to);
        let difference = Tangent(d_mu, d_sigma * (s0 + s1) + d_mu * (mu0 + mu1));
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    fn jacobian(&self, at: Point) -> Jacobian {
        derivative(own(at.array())).into()
    }

    /// `∂²σ = [−1/σ − μ²/σ³, μ/(2σ³), −1/(4σ³)]`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let Point(mu, sigma) = self.to_own(at);
        let cube = sigma.powi(3);
        let of_sigma = [-1.0 / sigma - mu * mu / cube, 0.5 * mu / cube, -0.25 / cube];
        [Symmetric::default(), Symmetric(of_sigma)]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    fn flat_connection(&self) -> Option<Connection> {
        Some(Connection::Mixture)
    }

    /// At least up to this radius, in both directions (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, _: Direction) -> f64 {
        6.0
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::Expectation)
    }
}

/// `v = m₂ − m₁²`, without cancellation where the mean is far from zero.
#[inline(always)]
pub(super) fn variance<T: Real>([m1, m2]: [T; 2]) -> T {
    exact::difference_of_products(m2, T::of(1.0), m1, m1)
}

/// `μ = m₁`, `σ = √v`.
#[inline(always)]
pub(super) fn own<T: Real>(at: [T; 2]) -> [T; 2] {
    [at[0], variance(at).sqrt()]
}

/// `∂σ = [−μ/σ, 1/(2σ)]`.
#[inline(always)]
pub(super) fn derivative<T: Real>([mu, sigma]: [T; 2]) -> Derivative<T> {
    Derivative::Lower { a: T::of(1.0), c: -mu / sigma, e: T::of(0.5) / sigma }
}
