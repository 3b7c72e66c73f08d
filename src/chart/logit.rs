//! `(z₁, z₂) = (ln p₁/p₃, ln p₂/p₃)`: logits against class 3, the natural parameters.

use std::sync::Arc;

use super::Chart;
use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::simplex::{Choices, first_logit, first_odds_change, lowest_of_logs};
use crate::model::{Connection, Direction};
use crate::numeric::bernoulli::{sigmoid, softplus, softplus_change, variance};

/// The outcome that logits are taken against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Against {
    First,
    Second,
    Third,
}

/// Logits of the other outcomes against one of three, in their order; domain all of ℝ².
#[derive(Clone, Copy, Debug)]
pub struct Logit {
    against: Against,
}

impl Logit {
    /// Against the third outcome.
    pub const AGAINST_THIRD: Self = Self { against: Against::Third };

    /// Against the second outcome everything is as against the third, if these two
    /// exchange their names and `b` its sign.
    fn exchanged(&self, Point(a, b): Point) -> Point {
        Point(a, self.sign() * b)
    }

    fn sign(&self) -> f64 {
        if self.against == Against::Second { -1.0 } else { 1.0 }
    }

    fn exchanged_segment(&self, along: &Segment) -> Segment {
        let Tangent(da, db) = along.difference;
        let difference = Tangent(da, self.sign() * db);
        Segment { from: self.exchanged(along.from), to: self.exchanged(along.to), difference }
    }
}

impl Chart for Logit {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    /// `a = softplus(z₂) − z₁`, `b = z₂`; against the first, `a = z₃ + softplus(b)`, `b = z₂ − z₃`.
    fn to_own(&self, at: Point) -> Point {
        let Point(first, second) = at;
        match self.against {
            Against::First => Point(second + softplus(first - second), first - second),
            _ => self.exchanged(Point(softplus(second) - first, second)),
        }
    }

    /// Against the first outcome `z₂ = a − softplus(−b)`, `z₃ = a − softplus(b)`.
    fn from_own(&self, own: Point) -> Point {
        if self.against == Against::First {
            let Point(a, b) = own;
            return Point(a - softplus(-b), a - softplus(b));
        }
        let own = self.exchanged(own);
        Point(first_logit(own), own.1)
    }

    fn own_difference(&self, along: &Segment, [from, to]: [Point; 2]) -> Tangent {
        let Tangent(first, second) = along.difference;
        if is_far(along) {
            return to - from;
        }
        if self.against == Against::First {
            let db = first - second;
            return Tangent(second + softplus_change(from.1, db), db);
        }
        let da = first_odds_change(along.from.1, [first, second]);
        Tangent(da, self.sign() * second)
    }

    /// `Δz₁ = softplus(b') − softplus(b) − Δa`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let (from, to) = (self.from_own(own.from), self.from_own(own.to));
        if self.against == Against::First {
            let (Point(_, b), Tangent(da, db)) = (own.from, own.difference);
            let [first, second] = [softplus_change(-b, -db), softplus_change(b, db)];
            return Segment { from, to, difference: Tangent(da - first, da - second) };
        }
        let exchanged = self.exchanged_segment(own);
        let Tangent(da, db) = exchanged.difference;
        let difference = Tangent(softplus_change(exchanged.from.1, db) - da, db);
        Segment { from, to, difference }
    }

    /// `∂a = [−1, r]`, `∂b = [0, 1]`; against the first, `∂a = [r, 1−r]`, `∂b = [1, −1]`.
    fn jacobian(&self, at: Point) -> Jacobian {
        if self.against == Against::First {
            let b = at.0 - at.1;
            return Jacobian::from_rows([[sigmoid(b), sigmoid(-b)], [1.0, -1.0]]);
        }
        Jacobian::from_rows([[-1.0, sigmoid(at.1)], [0.0, self.sign()]])
    }

    /// `żⱼ = ℓⱼ − ℓₖ` against the outcome `k`.
    fn velocity(&self, _: Point, [one, two, three]: [f64; 3]) -> Option<Tangent> {
        Some(match self.against {
            Against::First => Tangent(two - one, three - one),
            Against::Second => Tangent(one - two, three - two),
            Against::Third => Tangent(one - three, two - three),
        })
    }

    fn knows_rates(&self) -> bool {
        true
    }

    /// `∂²a/∂z₂² = r(1−r)`; against the first, `r(1−r) [1, −1, 1]`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let second = match self.against {
            Against::First => variance(at.0 - at.1) * Symmetric([1.0, -1.0, 1.0]),
            _ => Symmetric([0.0, 0.0, variance(at.1)]),
        };
        [second, Symmetric::default()]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
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

    /// For `KL(old ‖ new)` see [`ExactBall`](crate::step::ExactBall).
    fn lowest_on_ball(
        &self,
        own: Point,
        Covector(first, second): Covector,
        radius: f64,
        direction: Direction,
    ) -> Option<Option<Segment>> {
        let against = -(first + second);
        let costs = match self.against {
            Against::First => [against, first, second],
            Against::Second => [first, against, second],
            Against::Third => [first, second, against],
        };
        let is_known = direction == Direction::NewOld;
        is_known.then(|| lowest_of_logs(own, costs, radius)).flatten()
    }

    /// Against the likeliest outcome: the logits of others against a rare one are all large, and
    /// their differences have lost digits.
    fn beside(&self, own: Point) -> Option<Arc<dyn Chart>> {
        let [p1, p2, p3] = Choices::at(own).probabilities();
        let against = match p1.max(p2).max(p3) {
            most if most == p3 => Against::Third,
            most if most == p2 => Against::Second,
            _ => Against::First,
        };
        Some(Arc::new(Self { against }))
    }
}

/// Whether a segment goes so far that its difference has lost digits of its ends: where a logit changes from −10¹⁵
/// to 1, nothing is left of the 1.
fn is_far(along: &Segment) -> bool {
    /// A difference of this size has five bits fewer than an end of size 1.
    const LEAST: f64 = 30.0;
    let size = |[x, y]: [f64; 2]| x.abs().max(y.abs());
    let ends = size(along.from.array()).max(size(along.to.array()));
    let change = size([along.difference.0, along.difference.1]);
    change > LEAST && change > 0.5 * ends
}
