//! `(μ, ℓ)`, `ℓ = ln σ`: the one Gaussian chart without an edge.

use super::derivative::Derivative;
use super::{Chart, PairChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;
use crate::numeric::kernel::log_ratio;
use crate::numeric::real::Real;

/// Mean and logarithm of the standard deviation; domain all of ℝ².
#[derive(Clone, Copy, Debug)]
pub struct LogStd;

impl Chart for LogStd {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    fn to_own(&self, at: Point) -> Point {
        Point(at.0, std_dev(at.1))
    }

    fn from_own(&self, own: Point) -> Point {
        let Point(mu, sigma) = own;
        Point(mu, sigma.ln())
    }

    /// `Δσ = σ₀ (e^Δℓ − 1)`.
    fn own_difference(&self, along: &Segment, [from, _]: [Point; 2]) -> Tangent {
        let Tangent(d_mu, d_log) = along.difference;
        Tangent(d_mu, from.1 * d_log.exp_m1())
    }

    /// `Δℓ = ln(σ₁/σ₀)`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(d_mu, d_sigma) = own.difference;
        let d_log = log_ratio(own.from.1, own.to.1, d_sigma);
        let difference = Tangent(d_mu, d_log);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂σ/∂ℓ = σ`.
    fn jacobian(&self, at: Point) -> Jacobian {
        derivative(std_dev(at.1)).into()
    }

    /// `∂²σ/∂ℓ² = σ`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        [Symmetric::default(), Symmetric([0.0, 0.0, second_derivative(std_dev(at.1))])]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    /// Larger forward balls are not convex; reverse balls are, at least up to 6 nats
    /// (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { 0.99 } else { 6.0 }
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::LogStd)
    }
}

/// `σ = e^ℓ`.
#[inline(always)]
pub(super) fn std_dev<T: Real>(log: T) -> T {
    log.exp()
}

/// `∂σ/∂ℓ = σ`.
#[inline(always)]
pub(super) fn derivative<T: Real>(sigma: T) -> Derivative<T> {
    Derivative::Diagonal { slope: sigma, unit: T::of(1.0) }
}

/// `∂²σ/∂ℓ² = σ`.
#[inline(always)]
pub(super) fn second_derivative<T: Real>(sigma: T) -> T {
    sigma
}
