//! Door or spin: a policy in a two-state world, in sequential log-odds
//! (see [`super::simplex`]).
//!
//! In the first state the agent spins (the episode ends, reward 0) or takes
//! the door, with probability `q`; behind it lie treasure (+1), with
//! probability `r`, and trap (−1). Outcomes 1, 2, 3 are spin, treasure, trap.

use super::simplex::{Choices, Objective, Simplex};
use super::{Connection, Direction, Units};
use crate::geometry::{Covector, Point, Segment, Symmetric, Tangent};

/// A policy on three outcomes; its loss is minus the expected return.
pub type Policy = Simplex<DoorOrSpin>;

/// How near to certainty of treasure a step may go whose trust region holds
/// that vertex, and so has no minimiser inside the simplex (MATH, P3).
const NEARLY_CERTAIN: f64 = 1e-12;

/// The two-state decision problem.
#[derive(Clone, Copy, Debug)]
pub struct DoorOrSpin {
    /// Units `k` of the two policy features: log-odds are `k θ`.
    pub scale: [f64; 2],
}

impl Objective for DoorOrSpin {
    /// `L = −J = −q (2r − 1) = q ((1−r) − r)`.
    fn loss(&self, at: Point) -> f64 {
        let c = Choices::at(at);
        c.go * (c.third - c.second)
    }

    /// `∇L = −(q(1−q)(2r−1), 2q r(1−r))`.
    fn gradient(&self, at: Point) -> Covector {
        let c = Choices::at(at);
        let inner = c.third - c.second;
        Covector([c.go * c.stop * inner, -2.0 * c.go * c.second * c.third])
    }

    fn hessian(&self, at: Point) -> Symmetric {
        let c = Choices::at(at);
        let (outer, inner) = (c.go * c.stop, c.second * c.third);
        let lean = [c.stop - c.go, c.third - c.second];
        let entries =
            [outer * lean[0] * lean[1], -2.0 * outer * inner, -2.0 * c.go * inner * lean[1]];
        Symmetric(entries)
    }

    /// `F⁻¹∇L = (1 − 2r, −2)`, where the Fisher matrix itself underflows.
    fn natural_gradient(&self, at: Point) -> Tangent {
        let c = Choices::at(at);
        Tangent([c.third - c.second, -2.0])
    }

    fn empirical_fisher(&self, _: Point) -> Option<Symmetric> {
        None
    }

    /// None: the return has its supremum 1 at the vertex "treasure".
    fn optimum(&self) -> Option<Point> {
        None
    }

    fn is_likelihood(&self) -> bool {
        false
    }

    /// `p' ∝ p e^(sR)`: the loss is linear in the probabilities, and a linear
    /// objective over `KL(new ‖ old)` is minimised on a line of logits (P3).
    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        (direction == Direction::NewOld).then_some(Connection::Exponential)
    }

    /// Along `p' ∝ p e^(sR)` to where treasure has probability `1 − 10⁻¹²`.
    fn infimum(&self, from: Point) -> Option<Segment> {
        let [spin, treasure, trap] = Choices::at(from).probabilities();
        // p₁e^(−s) + p₃e^(−2s) = 10⁻¹² p₂ / (1 − 10⁻¹²), a quadratic in e^(−s),
        // solved in the form that does not cancel.
        let rest = NEARLY_CERTAIN / (1.0 - NEARLY_CERTAIN) * treasure;
        let shrink = 2.0 * rest / (spin + (spin * spin + 4.0 * trap * rest).sqrt());
        let s = -shrink.ln();
        if !s.is_finite() || s <= 0.0 {
            return Some(Segment::still(from));
        }
        let arrow = self.natural_gradient(from);
        super::simplex::exponential_step(from, -s * arrow)
    }

    /// The textbook start: `q = ½`, `r = 0.1`, so that opening the door does
    /// not pay yet.
    fn center(&self) -> Point {
        Point([0.0, -(9.0f64.ln())])
    }

    /// Policies that are nearly certain of either choice: what a figure shows.
    fn landmarks(&self) -> Vec<Point> {
        [[-3.0, -3.0], [-3.0, 3.0], [3.0, -3.0], [3.0, 3.0]].map(Point).to_vec()
    }

    fn units(&self) -> Units {
        Units { scale: self.scale, ..Units::default() }
    }
}
