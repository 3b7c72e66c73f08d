//! `(p₁, p₂)`, `p₃ = 1 − p₁ − p₂`: the expectation parameters.

use std::sync::Arc;

use super::Chart;
use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::simplex::{Choices, log_odds_changes, lowest_of_costs, probability_changes};
use crate::model::{Connection, Direction};
use crate::numeric::kernel::one_minus;

/// Probabilities of two of three outcomes; domain `p₁, p₂, p₃ > 0`.
#[derive(Clone, Copy, Debug)]
pub struct Probability {
    /// The places of the outcomes whose probabilities are the coordinates.
    held: [usize; 2],
    /// The place of the third, whose probability is what is left.
    left_out: usize,
}

impl Probability {
    /// Of the first two outcomes.
    pub const FIRST_TWO: Self = Self { held: [0, 1], left_out: 2 };

    /// Of all outcomes but this one.
    fn without(left_out: usize) -> Self {
        let held = match left_out {
            0 => [1, 2],
            1 => [0, 2],
            _ => [0, 1],
        };
        Self { held, left_out }
    }

    /// All three probabilities, in the order of the outcomes.
    fn all(&self, Point(first, second): Point) -> [f64; 3] {
        self.placed([first, second, one_minus(first, second)])
    }

    /// The held two and the one left out, in the order of the outcomes.
    fn placed(&self, [first, second, rest]: [f64; 3]) -> [f64; 3] {
        let mut all = [rest; 3];
        for (place, value) in self.held.into_iter().zip([first, second]) {
            if let Some(entry) = all.get_mut(place) {
                *entry = value;
            }
        }
        all
    }

    /// The held two of all three.
    fn held(&self, all: [f64; 3]) -> [f64; 2] {
        self.held.map(|place| all.get(place).copied().unwrap_or_default())
    }

    /// The changes of all three probabilities as each coordinate grows.
    fn directions(&self) -> [[f64; 3]; 2] {
        [self.placed([1.0, 0.0, -1.0]), self.placed([0.0, 1.0, -1.0])]
    }

    /// `p₂ + p₃`: the sum where both are coordinates, and otherwise `1 − p₁`.
    fn go(&self, [p1, p2, p3]: [f64; 3]) -> f64 {
        if self.left_out == 0 { p2 + p3 } else { 1.0 - p1 }
    }
}

impl Chart for Probability {
    fn contains(&self, at: Point) -> bool {
        // A probability below the normal numbers has lost its digits.
        at.is_finite() && self.all(at).iter().all(|&p| p >= f64::MIN_POSITIVE)
    }

    /// `a = ln (1 − p₁)/p₁`, `b = ln p₂/p₃`.
    fn to_own(&self, at: Point) -> Point {
        let all = self.all(at);
        let [p1, p2, p3] = all;
        Point((self.go(all) / p1).ln(), (p2 / p3).ln())
    }

    fn from_own(&self, own: Point) -> Point {
        self.held(Choices::at(own).probabilities()).into()
    }

    /// Within a rounding of the probabilities, which leaves something to each of them.
    fn nearest(&self, own: Point) -> Option<Point> {
        let Point(mut first, mut second) = self.from_own(own);
        (first, second) = (first.max(f64::MIN_POSITIVE), second.max(f64::MIN_POSITIVE));
        while one_minus(first, second) <= 0.0 {
            let largest = if first > second { &mut first } else { &mut second };
            *largest = largest.next_down();
        }
        Some(Point(first, second)).filter(|&at| self.contains(at))
    }

    fn own_difference(&self, along: &Segment, _: [Point; 2]) -> Tangent {
        let Tangent(first, second) = along.difference;
        let changes = self.placed([first, second, -(first + second)]);
        log_odds_changes(self.all(along.from), self.all(along.to), changes)
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        let difference = self.held(probability_changes(own)).into();
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `da = −dp₁/(p₁q)`, `db = dp₂/p₂ − dp₃/p₃`, `q = 1 − p₁`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let all = self.all(at);
        let ([p1, p2, p3], q) = (all, self.go(all));
        let column = |[d1, d2, d3]: [f64; 3]| match (d2 == 0.0, d3 == 0.0) {
            (true, _) => Tangent(-d1 / p1 / q, -d3 / p3),
            (_, true) => Tangent(-d1 / p1 / q, d2 / p2),
            // The two terms have one sign.
            _ => Tangent(-d1 / p1 / q, d2 * (q / p2 / p3)),
        };
        Jacobian::from_columns(self.directions().map(column))
    }

    /// `ṗₖ = pₖ ℓₖ`.
    fn velocity(&self, Point(first, second): Point, rates: [f64; 3]) -> Option<Tangent> {
        let [one, other] = self.held(rates);
        Some(Tangent(first * one, second * other))
    }

    fn knows_rates(&self) -> bool {
        true
    }

    /// `∂²a = dp₁ dp₁ (1/p₁² − 1/q²)`, `∂²b = dp₃ dp₃/p₃² − dp₂ dp₂/p₂²`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let all = self.all(at);
        let ([i1, i2, i3], iq) = (all.map(f64::recip), self.go(all).recip());
        let [u, v] = self.directions();
        let form = |term: &dyn Fn([f64; 3], [f64; 3]) -> f64| {
            Symmetric([term(u, u), term(u, v), term(v, v)])
        };
        [
            form(&|u, v| u[0] * v[0] * ((i1 - iq) * (i1 + iq))),
            form(&|u, v| match (u[1] * v[1], u[2] * v[2]) {
                (second, third) if second == third => second * ((i3 - i2) * (i3 + i2)),
                (second, third) => third * i3 * i3 - second * i2 * i2,
            }),
        ]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    fn flat_connection(&self) -> Option<Connection> {
        Some(Connection::Mixture)
    }

    /// Both divergences are convex in the probabilities.
    fn convex_up_to(&self, _: Direction) -> f64 {
        f64::INFINITY
    }

    /// For `KL(new ‖ old)` see [`ExactBall`](crate::step::ExactBall).
    fn lowest_on_ball(
        &self,
        own: Point,
        g: Covector,
        radius: f64,
        direction: Direction,
    ) -> Option<Option<Segment>> {
        let costs = self.placed([g.0, g.1, 0.0]);
        let is_known = direction == Direction::OldNew;
        is_known.then(|| lowest_of_costs(own, costs, radius)).flatten().map(Some)
    }

    /// The probabilities of the two outcomes that are less likely.
    fn beside(&self, own: Point) -> Option<Arc<dyn Chart>> {
        let all = Choices::at(own).probabilities();
        let most = all.into_iter().fold(0.0, f64::max);
        let largest = all.iter().position(|&p| p == most).unwrap_or(self.left_out);
        Some(Arc::new(Self::without(largest)))
    }
}
