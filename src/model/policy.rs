//! Door or spin: a policy in a two-state world, in sequential log-odds
//! (see [`super::simplex`]).
//!
//! In the first state the agent spins (the episode ends, reward 0) or takes
//! the door, with probability `q`; behind it lie treasure (+1), with
//! probability `r`, and trap (−1). Outcomes 1, 2, 3 are spin, treasure, trap.

use std::sync::Arc;

use super::simplex::{ALWAYS_ONE_MINIMUM, Choices, NEARLY_CERTAIN, Simplex, exponential_step};
use super::{Batches, Connection, Direction, Loss, Model, Objective, Units};
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::bernoulli::softplus;
use crate::numeric::random::Random;

/// A policy on three outcomes; its loss is minus the expected return.
pub type Policy = Simplex;

/// The two-state decision problem.
#[derive(Clone, Copy, Debug)]
pub struct DoorOrSpin {
    /// Units `k` of the two policy features: log-odds are `k θ`.
    pub scale: [f64; 2],
}

impl Loss for DoorOrSpin {
    /// `L = −J = −q (2r − 1) = q ((1−r) − r)`.
    fn loss(&self, at: Point) -> f64 {
        let c = Choices::at(at);
        c.go * (c.third - c.second)
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.loss(along.to) - self.loss(along.from)
    }

    /// `∇L = −(q(1−q)(2r−1), 2q r(1−r))`.
    fn gradient(&self, at: Point) -> Covector {
        let c = Choices::at(at);
        let inner = c.third - c.second;
        Covector(c.go * c.stop * inner, -2.0 * c.go * c.second * c.third)
    }

    /// `F⁻¹∇L = (1 − 2r, −2)`, where the Fisher matrix itself underflows.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        let c = Choices::at(at);
        Tangent(c.third - c.second, -2.0).finite()
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        (self.gradient(at), self.natural_gradient(at))
    }

    fn hessian(&self, at: Point) -> Symmetric {
        let c = Choices::at(at);
        let (outer, inner) = (c.go * c.stop, c.second * c.third);
        let lean = [c.stop - c.go, c.third - c.second];
        let entries =
            [outer * lean[0] * lean[1], -2.0 * outer * inner, -2.0 * c.go * inner * lean[1]];
        Symmetric(entries)
    }

    fn empirical_fisher(&self, _: Point) -> Option<Symmetric> {
        None
    }

    /// None: the return has its supremum 1 at the vertex "treasure".
    fn optimum(&self) -> Option<Point> {
        None
    }

    fn optima(&self) -> Vec<Point> {
        self.optimum().into_iter().collect()
    }

    fn target_log_density(&self, _: f64) -> Option<f64> {
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
        let arrow = self.natural_gradient(from).ok()?;
        exponential_step(from, -s * arrow)
    }

    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        ALWAYS_ONE_MINIMUM
    }
}

impl Objective for DoorOrSpin {
    fn is_representable(&self, _: Point) -> bool {
        true
    }

    /// The textbook start: `q = ½`, `r = 0.1`, so that opening the door does
    /// not pay yet.
    fn center(&self) -> Point {
        Point(0.0, -(9.0f64.ln()))
    }

    /// Two policies that a figure should show: one that opens the door less than once in ten batches
    /// of 64, and one that is nearly certain of the treasure.
    fn landmarks(&self) -> Vec<Point> {
        vec![Point(-7.0, -3.0), Point(4.0, 4.0)]
    }

    fn units(&self) -> Units {
        Units { scale: self.scale, ..Units::default() }
    }

    fn moments(&self) -> Option<[f64; 3]> {
        None
    }

    fn batches(&self) -> Option<&dyn Batches> {
        Some(self)
    }
}

impl Batches for DoorOrSpin {
    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        Some(Arc::new(Simplex::new(Episodes::played(at, size, random))))
    }

    fn count(&self) -> usize {
        0
    }

    fn only(&self, _: usize) -> Option<Arc<dyn Model>> {
        None
    }

    fn imagined(&self, _: Point, _: &mut Random) -> Option<Arc<dyn Model>> {
        None
    }

    /// `1 − (1−q)^N`: an episode that spins returns 0, and teaches nothing.
    fn informative(&self, at: Point, size: usize) -> f64 {
        -(-softplus(at.0) * size as f64).exp_m1()
    }
}

/// What `N` episodes under a policy `p` say of the return of any other `p'`,
/// by importance weighting: `Ĵ(p') = Σ pₐ' R̂ₐ`, with `R̂ₐ = (nₐ/N) Rₐ/pₐ` for
/// `nₐ` episodes of outcome `a`. A bandit whose rewards are guesses, linear in
/// the probabilities as `J` itself; at `p` its gradient is the REINFORCE
/// estimate without baseline (Williams 1992), `(1/N) Σ R ∇ ln p`.
#[derive(Clone, Copy, Debug)]
pub struct Episodes {
    /// `R̂`.
    rewards: [f64; 3],
}

impl Episodes {
    /// `count` episodes under the policy at `at`.
    pub fn played(at: Point, count: usize, random: &mut Random) -> Self {
        let policy = Choices::at(at);
        let [_, treasure, trap] = policy.counted(count, random);
        let [_, p2, p3] = policy.probabilities();
        let weighted = |number: f64, p: f64| {
            if number > 0.0 { number / count as f64 / p } else { 0.0 }
        };
        Self { rewards: [0.0, weighted(treasure, p2), -weighted(trap, p3)] }
    }

    /// `(V₂ − R̂₁, R̂₂ − R̂₃)`, `V₂ = r R̂₂ + (1−r) R̂₃`: what the two choices gain.
    fn advantages(&self, c: &Choices) -> [f64; 2] {
        let [r1, r2, r3] = self.rewards;
        [c.second * r2 + c.third * r3 - r1, r2 - r3]
    }
}

impl Loss for Episodes {
    fn loss(&self, at: Point) -> f64 {
        let weighted = Choices::at(at).probabilities().into_iter().zip(self.rewards);
        -weighted.map(|(p, reward)| p * reward).sum::<f64>()
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.loss(along.to) - self.loss(along.from)
    }

    /// `−(q(1−q)(V₂ − R̂₁), q r(1−r)(R̂₂ − R̂₃))`.
    fn gradient(&self, at: Point) -> Covector {
        let c = Choices::at(at);
        let [outer, inner] = self.advantages(&c);
        -Covector(c.go * c.stop * outer, c.go * c.second * c.third * inner)
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        (-Tangent::from(self.advantages(&Choices::at(at)))).finite()
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        (self.gradient(at), self.natural_gradient(at))
    }

    fn hessian(&self, at: Point) -> Symmetric {
        let c = Choices::at(at);
        let [outer, inner] = self.advantages(&c);
        let (first, second) = (c.go * c.stop, c.second * c.third);
        let entries = [
            first * (c.stop - c.go) * outer,
            first * second * inner,
            c.go * second * (c.third - c.second) * inner,
        ];
        -1.0 * Symmetric(entries)
    }

    fn empirical_fisher(&self, _: Point) -> Option<Symmetric> {
        None
    }

    fn optimum(&self) -> Option<Point> {
        None
    }

    fn optima(&self) -> Vec<Point> {
        self.optimum().into_iter().collect()
    }

    fn target_log_density(&self, _: f64) -> Option<f64> {
        None
    }

    fn is_likelihood(&self) -> bool {
        false
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        (direction == Direction::NewOld).then_some(Connection::Exponential)
    }

    /// Along `p' ∝ p e^(sR̂)` to where all but the best outcomes together have
    /// a probability of at most `2·10⁻¹²`.
    fn infimum(&self, from: Point) -> Option<Segment> {
        let best = self.rewards.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let known = Choices::at(from).probabilities().into_iter().zip(self.rewards);
        let share: f64 = known.clone().filter(|(_, r)| *r == best).map(|(p, _)| p).sum();
        let others = known.filter(|(_, r)| *r < best);
        let s = others.fold(0.0, |most: f64, (p, reward)| {
            most.max((p / share / NEARLY_CERTAIN).ln() / (best - reward))
        });
        exponential_step(from, -s * self.natural_gradient(from).ok()?)
    }

    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        ALWAYS_ONE_MINIMUM
    }
}

impl Objective for Episodes {
    fn is_representable(&self, _: Point) -> bool {
        true
    }

    fn center(&self) -> Point {
        Point(0.0, 0.0)
    }

    fn landmarks(&self) -> Vec<Point> {
        Vec::new()
    }

    fn units(&self) -> Units {
        Units::default()
    }

    fn moments(&self) -> Option<[f64; 3]> {
        None
    }

    fn batches(&self) -> Option<&dyn Batches> {
        None
    }
}
