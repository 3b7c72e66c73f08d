//! `(z₁, z₂) = (ln p₁/p₃, ln p₂/p₃)`: logits against class 3, the natural parameters.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::simplex::{first_logit, first_odds_change};
use crate::model::{Connection, Direction};
use crate::numeric::bernoulli::{sigmoid, softplus, softplus_change, variance};

/// Logits of three outcomes; domain all of ℝ².
#[derive(Clone, Copy, Debug)]
pub struct Logit;

impl Chart for Logit {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    /// `a = softplus(z₂) − z₁`, `b = z₂`.
    fn to_own(&self, at: Point) -> Point {
        let Point(z1, z2) = at;
        Point(softplus(z2) - z1, z2)
    }

    fn from_own(&self, own: Point) -> Point {
        Point(first_logit(own), own.1)
    }

    fn segment_to_own(&self, along: &Segment) -> Segment {
        let d = along.difference;
        let difference = Tangent(first_odds_change(along.from.1, d.array()), d.1);
        Segment { from: self.to_own(along.from), to: self.to_own(along.to), difference }
    }

    /// `Δz₁ = softplus(b') − softplus(b) − Δa`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(da, db) = own.difference;
        let difference = Tangent(softplus_change(own.from.1, db) - da, db);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂a = [−1, r]`, `∂b = [0, 1]`.
    fn jacobian(&self, at: Point) -> Jacobian {
        Jacobian::from_rows([[-1.0, sigmoid(at.1)], [0.0, 1.0]])
    }

    /// `∂²a/∂z₂² = r(1−r)`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        [Symmetric([0.0, 0.0, variance(at.1)]), Symmetric::default()]
    }

    fn flat_connection(&self) -> Option<Connection> {
        Some(Connection::Exponential)
    }

    /// `KL(old ‖ new)` is convex in natural coordinates.
    fn convex_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { f64::INFINITY } else { 0.0 }
    }

    /// `∇²KL(new ‖ old)` is a mean of `(d − d̄)² (1 + Δ − Δ̄)` over the outcomes.
    fn convex_change(&self) -> f64 {
        1.0
    }
}
