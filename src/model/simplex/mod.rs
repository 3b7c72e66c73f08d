//! Three outcomes in sequential log-odds `(a, b)`: first "not outcome 1"
//! (probability `q = σ(a)`), then "outcome 2 rather than 3" (`r = σ(b)`), so
//! `p = (1 − q, q r, q (1 − r))`.
//!
//! Own coordinates of everything that lives on the simplex, rather than the
//! logits, because here the Fisher matrix is diagonal and gradients and
//! divergences are sums of products of `q, 1 − q, r, 1 − r`, which the log-odds
//! give to full relative precision at every edge and vertex.

mod choices;
mod geodesics;
mod likeliest;
mod reverse;
mod side_by_side;
mod weighted;

pub use choices::{
    Choices, first_logit, first_odds_change, log_odds_changes, log_ratios, probability_changes,
};
pub(super) use geodesics::exponential_step;
pub(super) use likeliest::likeliest;
pub use reverse::{lowest_of_logs, lowest_of_reverse_roots};
pub use weighted::{lowest_of_costs, lowest_of_roots};
pub(super) use weighted::{mixed, nearest_mixture, toward};

use self::choices::changes_between;
use self::geodesics::{exponential_map, levi_civita_map, mixture_map};
use super::objective::HasObjective;
use super::{
    Connection, Direction, ExponentialFamily, Family, Geodesics, LARGEST_LOG_ODDS, Model,
    Objective, OnePass, OwnCoordinates, SMALLEST_RATE, Sampling, SideBySide, Units,
};
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::bernoulli::{divergence, divergence_to, sigmoid, sigmoid_change, variance};
use crate::numeric::random::Random;

/// Radius up to which every loss here has one minimum on a ball: it is a sum of
/// `−f ln p` or linear in the probabilities, so convex in them, and both
/// divergences are convex in them too.
pub(super) const ALWAYS_ONE_MINIMUM: f64 = f64::INFINITY;

/// How near to the edge of the simplex a step may go whose trust region holds an infimum of the
/// loss there, and so has no minimum inside (docs/mathematics/policy.md#p3).
pub(super) const NEARLY_CERTAIN: f64 = 1e-12;

/// The open probability simplex on three outcomes, with something to minimise on it.
pub struct Simplex {
    objective: Box<dyn Objective>,
}

impl Simplex {
    /// The simplex with this objective.
    pub fn new(objective: impl Objective + 'static) -> Self {
        Self { objective: Box::new(objective) }
    }
}

impl Model for Simplex {
    fn exponential(&self) -> Option<&dyn ExponentialFamily> {
        Some(self)
    }

    fn center(&self) -> Point {
        self.objective.center()
    }

    fn landmarks(&self) -> Vec<Point> {
        self.objective.landmarks()
    }

    fn units(&self) -> Units {
        self.objective.units()
    }

    fn moments(&self) -> Option<[f64; 3]> {
        self.objective.moments()
    }

    fn one_pass(&self) -> Option<&dyn OnePass> {
        None
    }

    fn side_by_side(&self) -> Option<&dyn SideBySide> {
        Some(self)
    }
}

impl OwnCoordinates for Simplex {
    fn own_flat_connection(&self) -> Option<Connection> {
        None
    }
}

impl Family for Simplex {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    fn is_representable(&self, at: Point) -> bool {
        let Point(a, b) = at;
        a.abs().max(b.abs()) <= LARGEST_LOG_ODDS && self.objective.is_representable(at)
    }

    fn short_tangent(&self) -> Option<Tangent> {
        None
    }

    /// The probability of the outcome of this number, 1, 2 or 3; elsewhere 0.
    fn density(&self, at: Point, x: f64) -> f64 {
        outcome(x).map_or(0.0, |k| Choices::at(at).probabilities()[k])
    }

    /// None: a class has no unit.
    fn affine(&self, _: Point, _: f64, _: f64) -> Option<Point> {
        None
    }

    fn mean_score(&self, at: Point) -> Covector {
        let choices = Choices::at(at);
        let weighted = choices.probabilities().into_iter().zip(choices.scores());
        weighted.fold(Covector::default(), |sum, (p, score)| sum + p * score)
    }

    /// `F = diag(q(1−q), q r(1−r))`.
    fn fisher(&self, at: Point) -> Symmetric {
        let Point(a, b) = at;
        Symmetric([variance(a), 0.0, sigmoid(a) * variance(b)])
    }

    /// Radii `1/√(q(1−q))` and `1/√(q r(1−r))` along the axes.
    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        let Choices { stop, go, second, third } = Choices::at(at);
        let first = (go.sqrt() * stop.sqrt()).recip();
        let other = (go.sqrt() * second.sqrt() * third.sqrt()).recip();
        if first.is_finite() && other.is_finite() {
            Ok([Tangent(first, 0.0), Tangent(0.0, other)])
        } else {
            Err(Singular)
        }
    }

    /// `KL(q ‖ q') + q KL(r ‖ r')`, or with old and new exchanged
    /// `KL(q' ‖ q) + q' KL(r' ‖ r)`: the chain rule, two nonnegative terms.
    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        let (Point(a, b), Point(a1, b1)) = (along.from, along.to);
        let Tangent(da, db) = along.difference;
        match direction {
            Direction::OldNew => divergence_to(a, a1, da) + sigmoid(a) * divergence_to(b, b1, db),
            Direction::NewOld => {
                divergence_to(a1, a, -da) + sigmoid(a1) * divergence_to(b1, b, -db)
            }
        }
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let (Point(a, b), Point(a1, b1)) = (along.from, along.to);
        let Tangent(da, db) = along.difference;
        match direction {
            Direction::OldNew => {
                Covector(sigmoid_change(a, da), sigmoid(a) * sigmoid_change(b, db))
            }
            Direction::NewOld => Covector(
                variance(a1) * (da + divergence_to(b1, b, -db)),
                sigmoid(a1) * variance(b1) * db,
            ),
        }
    }

    /// A reverse divergence and its differential share most of their terms.
    fn kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        if direction == Direction::OldNew {
            return (self.kl(along, direction), self.kl_differential(along, direction));
        }
        let (Point(a, b), Point(a1, b1)) = (along.from, along.to);
        let Tangent(da, db) = along.difference;
        let Choices { stop, go, second, third } = Choices::at(along.to);
        let [first, other] = [divergence_to(a1, a, -da), divergence_to(b1, b, -db)];
        let slope = Covector(go * stop * (da + other), go * (second * third) * db);
        (first + go * other, slope)
    }

    /// `pₖ ln(pₖ/pₖ')`.
    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        let (probabilities, logs) = (Choices::at(along.from).probabilities(), log_ratios(along));
        outcome(x).map_or(0.0, |k| probabilities[k] * logs[k])
    }
}

impl Geodesics for Simplex {
    /// `4 asin(|√p' − √p| / 2)`: the sphere of radius 2, by its chord, which
    /// keeps relative precision where `acos Σ√(pp')` would not.
    fn distance(&self, along: &Segment) -> Option<f64> {
        let (old, new) = (Choices::at(along.from), Choices::at(along.to));
        let changes = changes_between(along, &old, &new);
        let roots = old.probabilities().into_iter().zip(new.probabilities());
        let chord = changes.into_iter().zip(roots).map(|(change, (p, q))| {
            let sum = p.sqrt() + q.sqrt();
            if sum > 0.0 { change / sum } else { 0.0 }
        });
        let chord = chord.fold(0.0, f64::hypot);
        Some(4.0 * (0.5 * chord).min(1.0).asin())
    }

    fn geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
    ) -> Result<Segment, f64> {
        let difference = match connection {
            Connection::Exponential => exponential_map(from, velocity),
            Connection::Mixture => mixture_map(&Choices::at(from), velocity).ok_or(1.0)?,
            Connection::LeviCivita => levi_civita_map(&Choices::at(from), velocity).ok_or(1.0)?,
        };
        let segment = Segment::step(from, difference);
        self.contains(segment.to).then_some(segment).ok_or(1.0)
    }

    fn has_singular_line(&self) -> bool {
        false
    }
}

impl ExponentialFamily for Simplex {
    /// Exponential rays for both: they never leave the simplex, so a ball that
    /// reaches an edge is seen to be open there.
    fn tracing_connection(&self, _: Direction) -> Connection {
        Connection::Exponential
    }

    fn has_closed_form(&self, _: Connection) -> bool {
        true
    }

    /// `None`: no closed form is known.
    fn boundary_point(&self, _: Point, _: Tangent, _: f64, _: Direction) -> Option<Segment> {
        None
    }

    fn lowest_expectation(&self, from: Point, arrow: Tangent, radius: f64) -> Option<Segment> {
        lowest_of_costs(from, weighted::excess_rates(from, arrow), radius)
    }

    fn mixture_exit(&self, from: Point, velocity: Tangent, radius: f64) -> Option<(f64, Segment)> {
        weighted::mixture_exit(from, velocity, radius)
    }

    /// Logits on a line lead to the outcomes whose logits grow fastest, where
    /// `KL(new ‖ old) → −ln Σ p` over those.
    fn kl_limit(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64 {
        if (connection, direction) != (Connection::Exponential, Direction::NewOld) {
            return f64::INFINITY;
        }
        let choices = Choices::at(from);
        let rates = choices.rates(velocity);
        let [fastest, largest] = rates
            .iter()
            .fold([f64::NEG_INFINITY, 0.0], |[most, size], &r| [most.max(r), r.abs().max(size)]);
        let (mut kept, mut lost) = (0.0, 0.0);
        for (p, rate) in choices.probabilities().into_iter().zip(rates) {
            *(if rate < fastest - SMALLEST_RATE * largest { &mut lost } else { &mut kept }) += p;
        }
        if kept < 0.5 { -kept.ln() } else { -(-lost).ln_1p() }
    }

    /// Away from each outcome whose loss costs no more than the radius, the
    /// odds of the other two unchanged, and towards each that may become
    /// certain: `−ln (1 − pₖ) ≤ δ`, `−ln pₖ ≤ δ`.
    fn unbounded_directions(&self, from: Point, radius: f64, direction: Direction) -> Vec<Tangent> {
        if direction == Direction::OldNew {
            return Vec::new();
        }
        let choices = Choices::at(from);
        let Choices { second, third, .. } = choices;
        // The velocities in (a, b) of a logit that grows at rate one.
        let growths = [Tangent(-1.0, 0.0), Tangent(second, 1.0), Tangent(third, -1.0)];
        let mut found = Vec::new();
        for (growth, p) in growths.into_iter().zip(choices.probabilities()) {
            if -(-p).ln_1p() <= radius {
                found.push(-growth);
            }
            if -p.ln() <= radius {
                found.push(growth);
            }
        }
        found
    }

    /// Two outcomes have the probability `P` together. A change of their log-odds costs `K = KL(new ‖ old)`
    /// between the two. It is cheapest if both become rarer at the same time:
    /// `min KL(P' ‖ P) + P'K = −ln(1 − P(1 − e⁻ᴷ))` in all.
    fn least_cost(&self, at: Point, change: f64) -> f64 {
        let [p, q, r] = Choices::at(at).probabilities();
        let pairs = [(p, q), (q, p), (p, r), (r, p), (q, r), (r, q)];
        let cost = |(one, other): (f64, f64)| {
            let inner = divergence((one / other).ln() + change, -change);
            -((one + other) * (-inner).exp_m1()).ln_1p()
        };
        pairs.into_iter().map(cost).fold(f64::INFINITY, f64::min)
    }
}

impl HasObjective for Simplex {
    fn objective(&self) -> &dyn Objective {
        &*self.objective
    }
}

impl Sampling for Simplex {
    /// Outcomes by their number, 1, 2 or 3.
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        let choices = Choices::at(at);
        let mut random = Random::seeded(seed);
        (0..count).map(|_| (choices.draw(&mut random) + 1) as f64).collect()
    }

    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let scores = Choices::at(at).scores();
        let score = |&x: &f64| outcome(x).map_or_else(Covector::default, |k| scores[k]);
        observations.iter().map(score).collect()
    }
}

/// The place in a list of the outcome of this number, 1, 2 or 3.
fn outcome(x: f64) -> Option<usize> {
    [1.0, 2.0, 3.0].iter().position(|&number| number == x)
}
