//! Three outcomes in sequential log-odds `(a, b)`: first "not outcome 1"
//! (probability `q = σ(a)`), then "outcome 2 rather than 3" (`r = σ(b)`), so
//! `p = (1 − q, q r, q (1 − r))`.
//!
//! Own coordinates of everything that lives on the simplex, rather than the
//! logits, because here the Fisher matrix is diagonal and gradients and
//! divergences are sums of products of `q, 1 − q, r, 1 − r`, which the log-odds
//! give to full relative precision at every edge and vertex.

use std::sync::Arc;

use super::{Connection, Direction, LARGEST_LOG_ODDS, Model, NO_RATE, Units};
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::bernoulli::{
    divergence, outcomes, sigmoid, sigmoid_change, softplus, softplus_change, variance,
};
use crate::numeric::kernel::log_ratio;
use crate::numeric::random::Random;

/// Both choices at a point: probabilities of yes and no, each to full relative precision.
#[derive(Clone, Copy, Debug)]
pub struct Choices {
    /// `1 − q = p₁`.
    pub stop: f64,
    /// `q = p₂ + p₃`.
    pub go: f64,
    /// `r`.
    pub second: f64,
    /// `1 − r`.
    pub third: f64,
}

impl Choices {
    /// The probabilities at `(a, b)`.
    pub fn at(own: Point) -> Self {
        let Point(a, b) = own;
        let ([go, stop], [second, third]) = (outcomes(a), outcomes(b));
        Self { stop, go, second, third }
    }

    /// `(p₁, p₂, p₃)`.
    pub fn probabilities(&self) -> [f64; 3] {
        [self.stop, self.go * self.second, self.go * self.third]
    }

    /// One outcome: 0, 1 or 2.
    fn draw(&self, random: &mut Random) -> usize {
        // Both choices are drawn each time, so that neither shifts the other's stream.
        let (first, second) = (random.uniform(), random.uniform());
        match (first < self.go, second < self.second) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 2,
        }
    }

    /// How often each outcome came up in `count` draws.
    pub fn counted(&self, count: usize, random: &mut Random) -> [f64; 3] {
        let mut counts = [0.0; 3];
        for _ in 0..count {
            counts[self.draw(random)] += 1.0;
        }
        counts
    }

    /// Scores `∇ ln p` of the three outcomes in `(a, b)`.
    pub fn scores(&self) -> [Covector; 3] {
        [
            Covector(-self.go, 0.0),
            Covector(self.stop, self.third),
            Covector(self.stop, -self.second),
        ]
    }

    /// `d/dt ln p` of the three outcomes for a velocity `(ȧ, ḃ)`.
    fn rates(&self, velocity: Tangent) -> [f64; 3] {
        self.scores().map(|score| score.along(velocity))
    }
}

/// Changes `Δp` of the three probabilities along a segment in `(a, b)`.
pub fn probability_changes(along: &Segment) -> [f64; 3] {
    let (Point(a, b), Tangent(da, db)) = (along.from, along.difference);
    let (go, end) = (sigmoid(a), Choices::at(along.to));
    let (d_go, d_second) = (sigmoid_change(a, da), sigmoid_change(b, db));
    let (kept, moved) = (d_go * end.second, go * d_second);
    [-d_go, kept + moved, d_go * end.third - moved]
}

/// The change of `(a, b)` when `from` becomes `to`, given `Δp₁` and `Δp₂`, with
/// `Δp₃ = −(Δp₁ + Δp₂)`.
pub fn log_odds_changes(from: [f64; 3], to: [f64; 3], [d1, d2]: [f64; 2]) -> Tangent {
    let go = |p: [f64; 3]| if p[0] < 0.5 { 1.0 - p[0] } else { p[1] + p[2] };
    let da = log_ratio(go(from), go(to), -d1) - log_ratio(from[0], to[0], d1);
    let db = log_ratio(from[1], to[1], d2) - log_ratio(from[2], to[2], -(d1 + d2));
    Tangent(da, db)
}

/// What is to be made small, as a function on the simplex.
pub trait Objective: Send + Sync {
    /// The loss (nats, or minus the expected return).
    fn loss(&self, at: Point) -> f64;
    /// Its differential in `(a, b)`.
    fn gradient(&self, at: Point) -> Covector;
    /// Its second derivatives in `(a, b)`.
    fn hessian(&self, at: Point) -> Symmetric;
    /// `F⁻¹∇L` in `(a, b)`, formed without dividing by a vanishing Fisher matrix.
    fn natural_gradient(&self, at: Point) -> Tangent;
    /// Second moment of the score over the data, if there are any.
    fn empirical_fisher(&self, at: Point) -> Option<Symmetric>;
    /// Where the loss is least; `None` where only the edge would do.
    fn optimum(&self) -> Option<Point>;
    /// See [`Model::is_likelihood`].
    fn is_likelihood(&self) -> bool;
    /// See [`Model::descent_path`].
    fn descent_path(&self, direction: Direction) -> Option<Connection>;
    /// See [`Model::infimum`].
    fn infimum(&self, from: Point) -> Option<Segment>;
    /// See [`Model::center`].
    fn center(&self) -> Point;
    /// See [`Model::landmarks`].
    fn landmarks(&self) -> Vec<Point>;
    /// See [`Model::units`].
    fn units(&self) -> Units;
    /// See [`Model::sampled`].
    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>>;
    /// See [`Model::informative`].
    fn informative(&self, _at: Point, _size: usize) -> f64 {
        1.0
    }
}

/// The open probability simplex on three outcomes, with something to minimise on it.
// Not generic over it: a page would download the geometry once for each.
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
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    fn is_in_reach(&self, at: Point) -> bool {
        let Point(a, b) = at;
        a.abs().max(b.abs()) <= LARGEST_LOG_ODDS
    }

    fn loss(&self, at: Point) -> f64 {
        self.objective.loss(at)
    }

    fn gradient(&self, at: Point) -> Covector {
        self.objective.gradient(at)
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

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        self.objective.empirical_fisher(at)
    }

    fn hessian(&self, at: Point) -> Symmetric {
        self.objective.hessian(at)
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        let arrow = self.objective.natural_gradient(at);
        if arrow.is_finite() { Ok(arrow) } else { Err(Singular) }
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
            Direction::OldNew => divergence(a, da) + sigmoid(a) * divergence(b, db),
            Direction::NewOld => divergence(a1, -da) + sigmoid(a1) * divergence(b1, -db),
        }
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let (Point(a, b), Point(a1, b1)) = (along.from, along.to);
        let Tangent(da, db) = along.difference;
        match direction {
            Direction::OldNew => {
                Covector(sigmoid_change(a, da), sigmoid(a) * sigmoid_change(b, db))
            }
            Direction::NewOld => {
                Covector(variance(a1) * (da + divergence(b1, -db)), sigmoid(a1) * variance(b1) * db)
            }
        }
    }

    /// A reverse divergence and its differential share most of their terms.
    fn spending(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        if direction == Direction::OldNew {
            return (self.kl(along, direction), self.kl_differential(along, direction));
        }
        let (Point(a1, b1), Tangent(da, db)) = (along.to, along.difference);
        let Choices { stop, go, second, third } = Choices::at(along.to);
        let [first, other] = [divergence(a1, -da), divergence(b1, -db)];
        let slope = Covector(go * stop * (da + other), go * (second * third) * db);
        (first + go * other, slope)
    }

    /// `4 asin(|√p' − √p| / 2)`: the sphere of radius 2, by its chord, which
    /// keeps relative precision where `acos Σ√(pp')` would not.
    fn distance(&self, along: &Segment) -> Option<f64> {
        let (old, new) = (Choices::at(along.from), Choices::at(along.to));
        let changes = probability_changes(along);
        let roots = old.probabilities().into_iter().zip(new.probabilities());
        let chord = changes.into_iter().zip(roots).map(|(change, (p, q))| {
            let sum = p.sqrt() + q.sqrt();
            if sum > 0.0 { change / sum } else { 0.0 }
        });
        let chord = chord.fold(0.0, f64::hypot);
        Some(4.0 * (0.5 * chord).min(1.0).asin())
    }

    fn geodesic(&self, connection: Connection, from: Point, velocity: Tangent) -> Option<Segment> {
        let difference = match connection {
            Connection::Exponential => exponential_map(from, velocity),
            Connection::Mixture => mixture_map(&Choices::at(from), velocity)?,
            Connection::LeviCivita => levi_civita_map(&Choices::at(from), velocity)?,
        };
        let segment = Segment::step(from, difference);
        self.contains(segment.to).then_some(segment)
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
            *(if rate < fastest - NO_RATE * largest { &mut lost } else { &mut kept }) += p;
        }
        if kept < 0.5 { -kept.ln() } else { -(-lost).ln_1p() }
    }

    /// Exponential rays for both: they never leave the simplex, so a ball that
    /// reaches an edge is seen to be open there.
    fn ray(&self, _: Direction) -> Connection {
        Connection::Exponential
    }

    fn flat_connection(&self) -> Option<Connection> {
        None
    }

    /// Away from each outcome whose loss costs no more than the radius, the
    /// odds of the other two unchanged, and towards each that may become
    /// certain: `−ln (1 − pₖ) ≤ δ`, `−ln pₖ ≤ δ`.
    fn recessions(&self, from: Point, radius: f64, direction: Direction) -> Vec<Tangent> {
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

    fn is_likelihood(&self) -> bool {
        self.objective.is_likelihood()
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        self.objective.descent_path(direction)
    }

    /// Both divergences are convex in the probabilities, and so is every loss
    /// here: a sum of `−f ln p`, or linear.
    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        f64::INFINITY
    }

    /// To change the log-odds of two outcomes, together of probability `P`, costs
    /// `K = KL(new ‖ old)` between these two; and to make them so much more rarely as is
    /// best, `min KL(P' ‖ P) + P'K = −ln(1 − P(1 − e⁻ᴷ))` in all.
    fn least_cost(&self, at: Point, change: f64) -> f64 {
        let [p, q, r] = Choices::at(at).probabilities();
        let pairs = [(p, q), (q, p), (p, r), (r, p), (q, r), (r, q)];
        let cost = |(one, other): (f64, f64)| {
            let inner = divergence((one / other).ln() + change, -change);
            -((one + other) * (-inner).exp_m1()).ln_1p()
        };
        pairs.into_iter().map(cost).fold(f64::INFINITY, f64::min)
    }

    fn infimum(&self, from: Point) -> Option<Segment> {
        self.objective.infimum(from)
    }

    fn optimum(&self) -> Option<Point> {
        self.objective.optimum()
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

    /// The probability of the outcome of this number, 1, 2 or 3; elsewhere 0.
    fn density(&self, at: Point, x: f64) -> f64 {
        outcome(x).map_or(0.0, |k| Choices::at(at).probabilities()[k])
    }

    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let scores = Choices::at(at).scores();
        let score = |&x: &f64| outcome(x).map_or_else(Covector::default, |k| scores[k]);
        observations.iter().map(score).collect()
    }

    /// `pₖ ln(pₖ/pₖ')` with `−ln p₁ = sp(a)`, `−ln p₂ = sp(−a) + sp(−b)`,
    /// `−ln p₃ = sp(−a) + sp(b)`, which hold at every edge.
    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        let (Point(a, b), Tangent(da, db)) = (along.from, along.difference);
        let go = softplus_change(-a, -da);
        let surprises =
            [softplus_change(a, da), go + softplus_change(-b, -db), go + softplus_change(b, db)];
        let probabilities = Choices::at(along.from).probabilities();
        outcome(x).map_or(0.0, |k| probabilities[k] * surprises[k])
    }

    /// Outcomes by their number, 1, 2 or 3.
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        let choices = Choices::at(at);
        let mut random = Random::seeded(seed);
        (0..count).map(|_| (choices.draw(&mut random) + 1) as f64).collect()
    }

    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        self.objective.sampled(at, size, random)
    }

    fn informative(&self, at: Point, size: usize) -> f64 {
        self.objective.informative(at, size)
    }
}

/// The place in a list of the outcome of this number, 1, 2 or 3.
fn outcome(x: f64) -> Option<usize> {
    [1.0, 2.0, 3.0].iter().position(|&number| number == x)
}

/// The exponential geodesic as a segment; `None` beyond the range of doubles.
pub(super) fn exponential_step(from: Point, velocity: Tangent) -> Option<Segment> {
    let segment = Segment::step(from, exponential_map(from, velocity));
    segment.to.is_finite().then_some(segment)
}

/// Logits on a line: with `z₂ = b` and `z₁ = softplus(b) − a`,
/// `Δb = ḃ` and `Δa = ȧ + KL(r ‖ r')`.
fn exponential_map(from: Point, velocity: Tangent) -> Tangent {
    let Tangent(a_rate, b_rate) = velocity;
    Tangent(a_rate + divergence(from.1, b_rate), b_rate)
}

/// Probabilities on a line, `pᵢ' = pᵢ (1 + ℓᵢ)` for rates `ℓᵢ = ṗᵢ/pᵢ`, whose
/// differences are `ȧ` and `ḃ` themselves.
fn mixture_map(choices: &Choices, velocity: Tangent) -> Option<Tangent> {
    let Tangent(a_rate, b_rate) = velocity;
    let growth = choices.rates(velocity).map(|rate| 1.0 + rate);
    let go = 1.0 + choices.stop * a_rate;
    growth
        .iter()
        .all(|&g| g > 0.0)
        .then(|| Tangent(log_ratio(growth[0], go, a_rate), log_ratio(growth[2], growth[1], b_rate)))
}

/// Great circles of `y = √p`: `yᵢ' = yᵢ (cos s + (sin s/s) ℓᵢ/2)`, `s` half the
/// Fisher norm of the velocity. Ends at the first `yᵢ = 0`, before `s = π`.
fn levi_civita_map(choices: &Choices, velocity: Tangent) -> Option<Tangent> {
    let rates = choices.rates(velocity);
    let probabilities = choices.probabilities();
    let norm = |k: usize| 0.5 * probabilities[k].sqrt() * rates[k];
    let s = norm(0).hypot(norm(1)).hypot(norm(2));
    if s >= std::f64::consts::PI {
        return None;
    }
    let sinc = if s > 0.0 { s.sin() / s } else { 1.0 };
    let bend = -2.0 * (0.5 * s).sin().powi(2);
    let excess = rates.map(|rate| bend + 0.5 * sinc * rate);
    if !excess.iter().all(|&u| u > -1.0) {
        return None;
    }
    let root = excess.map(|u| 1.0 + u);
    // Inside "go" the squares of the roots, weighted; they also give q'/q.
    let go_growth = choices.second * root[1].powi(2) + choices.third * root[2].powi(2);
    let stop_change = excess[0] * (2.0 + excess[0]);
    let go_change = -choices.stop * stop_change / choices.go;
    let da = log_ratio(1.0, go_growth, go_change) - log_ratio(1.0, root[0].powi(2), stop_change);
    let db = 2.0 * log_ratio(root[2], root[1], 0.5 * sinc * velocity.1);
    Some(Tangent(da, db))
}

/// `softplus(b') − softplus(b) − Δz₁`, the change of `a` for changes of the logits.
pub fn first_odds_change(b: f64, [d1, d2]: [f64; 2]) -> f64 {
    // ln p₃'/p₃ is split off where outcome 2 dominates outcome 3: the two
    // logits' difference is then taken before anything is rounded.
    if b > 0.0 { (d2 - d1) + softplus_change(-b, -d2) } else { softplus_change(b, d2) - d1 }
}

/// `z₁ = softplus(b) − a`: the first logit.
pub fn first_logit(own: Point) -> f64 {
    softplus(own.1) - own.0
}
