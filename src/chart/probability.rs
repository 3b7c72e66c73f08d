//! `(p₁, p₂)`, `p₃ = 1 − p₁ − p₂`: the expectation parameters.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::simplex::{Choices, log_odds_changes, probability_changes};
use crate::model::{Connection, Direction};
use crate::numeric::kernel::one_minus;

/// Probabilities of the first two of three outcomes; domain `p₁, p₂, p₃ > 0`.
#[derive(Clone, Copy, Debug)]
pub struct Probability;

impl Chart for Probability {
    fn contains(&self, at: Point) -> bool {
        // A probability below the normal numbers has lost its digits.
        at.is_finite() && all(at).iter().all(|&p| p >= f64::MIN_POSITIVE)
    }

    /// `a = ln (1 − p₁)/p₁`, `b = ln p₂/p₃`.
    fn to_own(&self, at: Point) -> Point {
        let [p1, p2, p3] = all(at);
        Point(((1.0 - p1) / p1).ln(), (p2 / p3).ln())
    }

    fn from_own(&self, own: Point) -> Point {
        let [p1, p2, _] = Choices::at(own).probabilities();
        Point(p1, p2)
    }

    /// Within a rounding of the probabilities, which leaves something to each of them.
    fn nearest(&self, own: Point) -> Option<Point> {
        let [mut p1, mut p2, _] = Choices::at(own).probabilities();
        (p1, p2) = (p1.max(f64::MIN_POSITIVE), p2.max(f64::MIN_POSITIVE));
        while one_minus(p1, p2) <= 0.0 {
            let largest = if p1 > p2 { &mut p1 } else { &mut p2 };
            *largest = largest.next_down();
        }
        Some(Point(p1, p2)).filter(|&at| self.contains(at))
    }

    fn segment_to_own(&self, along: &Segment) -> Segment {
        let difference = log_odds_changes(all(along.from), all(along.to), along.difference.array());
        Segment { from: self.to_own(along.from), to: self.to_own(along.to), difference }
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        let [d1, d2, _] = probability_changes(own);
        let difference = Tangent(d1, d2);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂a = [−1/(p₁q), 0]`, `∂b = [1/p₃, q/(p₂p₃)]`, `q = 1 − p₁`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let [p1, p2, p3] = all(at);
        let q = 1.0 - p1;
        Jacobian::from_rows([[-1.0 / p1 / q, 0.0], [1.0 / p3, q / p2 / p3]])
    }

    /// `∂²a/∂p₁² = 1/p₁² − 1/q²`; `∂²b = [1/p₃², 1/p₃², 1/p₃² − 1/p₂²]`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let [i1, i2, i3] = all(at).map(f64::recip);
        let iq = (1.0 - at.0).recip();
        [
            Symmetric([(i1 - iq) * (i1 + iq), 0.0, 0.0]),
            Symmetric([i3 * i3, i3 * i3, (i3 - i2) * (i3 + i2)]),
        ]
    }

    fn flat_connection(&self) -> Option<Connection> {
        Some(Connection::Mixture)
    }

    /// Both divergences are convex in the probabilities.
    fn convex_up_to(&self, _: Direction) -> f64 {
        f64::INFINITY
    }
}

fn all(at: Point) -> [f64; 3] {
    let Point(p1, p2) = at;
    [p1, p2, one_minus(p1, p2)]
}
