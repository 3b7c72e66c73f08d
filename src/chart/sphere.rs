//! `(y₁, y₂) = (√p₁, √p₂)`: the sphere on which the Fisher–Rao metric is
//! round, seen along its third axis; a view, not an isometry.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;
use crate::model::simplex::{Choices, log_odds_changes, probability_changes};
use crate::numeric::kernel::one_minus_squares;

/// Roots of the first two of three probabilities; domain `y₁, y₂ > 0`, `y₁² + y₂² < 1`.
#[derive(Clone, Copy, Debug)]
pub struct Sphere;

impl Chart for Sphere {
    fn contains(&self, at: Point) -> bool {
        // A square below the normal numbers has lost its digits.
        let holds = |p: &f64| *p >= f64::MIN_POSITIVE;
        at.array().iter().all(|&y| y > 0.0 && y < 1.0) && all(at).iter().all(holds)
    }

    fn to_own(&self, at: Point) -> Point {
        let [p1, p2, p3] = all(at);
        Point((rest(at) / p1).ln(), (p2 / p3).ln())
    }

    fn from_own(&self, own: Point) -> Point {
        let [p1, p2, _] = Choices::at(own).probabilities();
        Point(p1.sqrt(), p2.sqrt())
    }

    /// Within a rounding of the roots, which leaves something to each probability.
    fn nearest(&self, own: Point) -> Option<Point> {
        // The root of the smallest normal number, which it is the square of.
        let least = f64::MIN_POSITIVE.sqrt();
        let Point(y1, y2) = self.from_own(own);
        let (mut y1, mut y2) = (y1.max(least), y2.max(least));
        while one_minus_squares(y1, y2) <= 0.0 {
            let largest = if y1 > y2 { &mut y1 } else { &mut y2 };
            *largest = largest.next_down();
        }
        Some(Point(y1, y2)).filter(|&at| self.contains(at))
    }

    /// `Δpᵢ = Δyᵢ (yᵢ + yᵢ')`.
    fn segment_to_own(&self, along: &Segment) -> Segment {
        let (Point(y1, y2), Point(y1_new, y2_new)) = (along.from, along.to);
        let Tangent(d1, d2) = along.difference;
        let [d1, d2] = [d1 * (y1 + y1_new), d2 * (y2 + y2_new)];
        let changes = [d1, d2, -(d1 + d2)];
        let difference = log_odds_changes(all(along.from), all(along.to), changes);
        Segment { from: self.to_own(along.from), to: self.to_own(along.to), difference }
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        let [d1, d2, _] = probability_changes(own);
        let (from, to) = (self.from_own(own.from), self.from_own(own.to));
        let (Point(y1, y2), Point(y1_new, y2_new)) = (from, to);
        Segment { from, to, difference: Tangent(d1 / (y1 + y1_new), d2 / (y2 + y2_new)) }
    }

    /// `∂a = [−2/(y₁q), 0]`, `∂b = [2y₁/p₃, 2q/(y₂p₃)]`, `q = 1 − y₁²`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let (Point(y1, y2), [_, _, p3], q) = (at, all(at), rest(at));
        Jacobian::from_rows([[-2.0 / y1 / q, 0.0], [2.0 * y1 / p3, 2.0 * q / y2 / p3]])
    }

    /// `∂²a/∂y₁² = 2/p₁ − 2/q − 4p₁/q²`;
    /// `∂²b = [2/p₃ + 4p₁/p₃², 4y₁y₂/p₃², 2/p₃ − 2/p₂ + 4p₂/p₃²]`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let (Point(y1, y2), [p1, p2, p3], q) = (at, all(at), rest(at));
        let twist = 4.0 / p3 / p3;
        [
            Symmetric([2.0 / p1 - 2.0 / q - 4.0 * p1 / q / q, 0.0, 0.0]),
            Symmetric([2.0 / p3 + twist * p1, twist * y1 * y2, 2.0 / p3 - 2.0 / p2 + twist * p2]),
        ]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    /// `KL(old ‖ new)` is a sum of `−ln yᵢ` and `−ln (1 − |y|²)`, all convex.
    fn convex_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { f64::INFINITY } else { 0.0 }
    }

    /// `∇²KL(new ‖ old) = 4(I + yyᵀ/p₃) + 2 diag(ln(p₁'p₃/p₁p₃'), ln(p₂'p₃/p₂p₃'))`.
    fn convex_change(&self) -> f64 {
        2.0
    }
}

fn all(at: Point) -> [f64; 3] {
    let Point(y1, y2) = at;
    [y1 * y1, y2 * y2, one_minus_squares(y1, y2)]
}

/// `1 − y₁²`.
fn rest(at: Point) -> f64 {
    (1.0 - at.0) * (1.0 + at.0)
}
