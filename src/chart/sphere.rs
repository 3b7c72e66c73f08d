//! `(y₁, y₂) = (√p₁, √p₂)`: the sphere on which the Fisher–Rao metric is
//! round, seen along its third axis; a view, not an isometry.

use std::sync::Arc;

use super::Chart;
use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;
use crate::model::simplex::{
    Choices, log_odds_changes, lowest_of_reverse_roots, lowest_of_roots, probability_changes,
};
use crate::numeric::kernel::one_minus_squares;

/// Roots of the first two of three probabilities; domain `y₁, y₂ > 0`, `y₁² + y₂² < 1`.
///
/// For points near a given distribution, the coordinates are the differences of the roots from those of that
/// distribution. Then the third probability keeps its digits, too.
#[derive(Clone, Copy, Debug)]
pub struct Sphere {
    /// The distribution that differences are counted from; `None` for the roots themselves.
    near: Option<Near>,
}

/// A distribution near which all probabilities keep their digits.
#[derive(Clone, Copy, Debug)]
struct Near {
    /// Its first two roots.
    roots: [f64; 2],
    /// Its third probability.
    third: f64,
    /// What each coordinate is counted from: its root, or zero if that is rarer than the third and
    /// may become much smaller.
    origin: [f64; 2],
}

impl Sphere {
    /// The roots themselves.
    pub const ROOTS: Self = Self { near: None };

    /// What the coordinates are counted from.
    fn origin(&self) -> [f64; 2] {
        self.near.map_or([0.0; 2], |near| near.origin)
    }

    /// Both roots.
    fn roots(&self, Point(first, second): Point) -> [f64; 2] {
        let [y1, y2] = self.origin();
        [y1 + first, y2 + second]
    }

    /// All probabilities. The third differs from that of the distribution near by `−Σ Δy (2y + Δy)`.
    fn all(&self, at: Point) -> [f64; 3] {
        let [y1, y2] = self.roots(at);
        let third = match self.near {
            None => one_minus_squares(y1, y2),
            Some(Near { roots: [z1, z2], third, origin: [o1, o2] }) => {
                let [d1, d2] = [at.0 - (z1 - o1), at.1 - (z2 - o2)];
                third - (d1 * (2.0 * z1 + d1) + d2 * (2.0 * z2 + d2))
            }
        };
        [y1 * y1, y2 * y2, third]
    }

    /// `p₂ + p₃ = 1 − y₁²`.
    fn rest(&self, at: Point) -> f64 {
        if self.near.is_some() {
            let [_, p2, p3] = self.all(at);
            return p2 + p3;
        }
        let [y1, _] = self.roots(at);
        (1.0 - y1) * (1.0 + y1)
    }
}

impl Chart for Sphere {
    fn contains(&self, at: Point) -> bool {
        // A square below the normal numbers has lost its digits.
        let holds = |p: &f64| *p >= f64::MIN_POSITIVE;
        self.roots(at).iter().all(|&y| y > 0.0 && y < 1.0) && self.all(at).iter().all(holds)
    }

    fn to_own(&self, at: Point) -> Point {
        let [p1, p2, p3] = self.all(at);
        Point((self.rest(at) / p1).ln(), (p2 / p3).ln())
    }

    fn from_own(&self, own: Point) -> Point {
        let [p1, p2, _] = Choices::at(own).probabilities();
        let [y1, y2] = self.origin();
        Point(p1.sqrt() - y1, p2.sqrt() - y2)
    }

    /// Within a rounding of the roots, which leaves something to each probability.
    fn nearest(&self, own: Point) -> Option<Point> {
        if self.near.is_some() {
            return None;
        }
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
    fn own_difference(&self, along: &Segment, _: [Point; 2]) -> Tangent {
        let ([y1, y2], [y1_new, y2_new]) = (self.roots(along.from), self.roots(along.to));
        let Tangent(d1, d2) = along.difference;
        let [d1, d2] = [d1 * (y1 + y1_new), d2 * (y2 + y2_new)];
        let changes = [d1, d2, -(d1 + d2)];
        log_odds_changes(self.all(along.from), self.all(along.to), changes)
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        let [d1, d2, _] = probability_changes(own);
        let (from, to) = (self.from_own(own.from), self.from_own(own.to));
        let ([y1, y2], [y1_new, y2_new]) = (self.roots(from), self.roots(to));
        let difference = Tangent(d1 / (y1 + y1_new), d2 / (y2 + y2_new));
        // Near the origin the sum keeps digits that the difference of two roots has lost.
        let sum = from + difference;
        let [o1, o2] = self.origin();
        let to = Point(if o1 == 0.0 { to.0 } else { sum.0 }, if o2 == 0.0 { to.1 } else { sum.1 });
        Segment { from, to, difference }
    }

    /// `∂a = [−2/(y₁q), 0]`, `∂b = [2y₁/p₃, 2q/(y₂p₃)]`, `q = 1 − y₁²`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let ([y1, y2], [_, _, p3], q) = (self.roots(at), self.all(at), self.rest(at));
        Jacobian::from_rows([[-2.0 / y1 / q, 0.0], [2.0 * y1 / p3, 2.0 * q / y2 / p3]])
    }

    /// `ẏₖ = ½ yₖ ℓₖ`.
    fn velocity(&self, at: Point, [one, other, _]: [f64; 3]) -> Option<Tangent> {
        let [y1, y2] = self.roots(at);
        Some(Tangent(0.5 * y1 * one, 0.5 * y2 * other))
    }

    fn knows_rates(&self) -> bool {
        true
    }

    /// `∂²a/∂y₁² = 2/p₁ − 2/q − 4p₁/q²`;
    /// `∂²b = [2/p₃ + 4p₁/p₃², 4y₁y₂/p₃², 2/p₃ − 2/p₂ + 4p₂/p₃²]`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let ([y1, y2], [p1, p2, p3], q) = (self.roots(at), self.all(at), self.rest(at));
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

    /// Near this distribution.
    fn beside(&self, own: Point) -> Option<Arc<dyn Chart>> {
        let [p1, p2, third] = Choices::at(own).probabilities();
        let roots = [p1.sqrt(), p2.sqrt()];
        let origin =
            [if p1 > third { roots[0] } else { 0.0 }, if p2 > third { roots[1] } else { 0.0 }];
        Some(Arc::new(Self { near: Some(Near { roots, third, origin }) }))
    }

    fn lowest_on_ball(
        &self,
        own: Point,
        g: Covector,
        radius: f64,
        direction: Direction,
    ) -> Option<Option<Segment>> {
        match direction {
            Direction::OldNew => lowest_of_roots(own, g.array(), radius).map(Some),
            Direction::NewOld => lowest_of_reverse_roots(own, g.array(), radius),
        }
    }
}
