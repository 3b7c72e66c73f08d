//! Logistic regression on one input, in its own coordinates `(w°, b°)`.
//!
//! With an origin `c` and a unit `h` of the inputs, `u = (x − c)/h` and
//! `P(y = 1 | x) = σ(z)`, `z = w°u + b°`. The origin is as a rule the median of the inputs. So
//! neither their unit and offset nor a few extreme ones can make the others imprecise
//! ([`data`]). These are natural coordinates, and the charts `raw`, `rescaled` and `whitened` are
//! affine in them.

mod columns;
mod condensed;
mod data;
mod exponential;
mod levi_civita;
mod means;
mod memo;
mod newton;
mod path;

pub use data::Labelled;

use std::sync::{Arc, OnceLock};

use self::means::Spread;
use self::memo::{Memo, Path};
use super::{
    Batches, Connection, Direction, ExponentialFamily, Family, Geodesics, LARGEST_LOG_ODDS, Loss,
    Model, OnePass, OwnCoordinates, PairPass, Pass, Sampling, SideBySide, Units,
};
use crate::geometry::{Covector, Jacobian, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::bernoulli::{
    divergence, divergence_to, sigmoid, sigmoid_change, softplus, variance,
};
use crate::numeric::lanes::Lanes;
use crate::numeric::random::Random;

/// Logistic regression with its data.
#[derive(Debug)]
pub struct Logistic {
    data: Labelled,
    /// Found when it is first asked for.
    optimum: OnceLock<Option<Point>>,
    memo: Memo,
}

impl Logistic {
    /// The family with these data.
    pub fn new(data: Labelled) -> Self {
        Self { data, optimum: OnceLock::new(), memo: Memo::default() }
    }

    /// The family with one observation, from which nothing can be estimated alone.
    fn with_one(&self, input: f64, label: f64) -> Self {
        Self::new(Labelled::sampled(vec![input], vec![label], self.data.units))
    }

    /// `u` at an input that need not be one of the data's.
    fn counted(&self, x: f64) -> f64 {
        let Units { origin, unit, .. } = self.data.units;
        bounded((x - origin) / unit)
    }
}

impl Model for Logistic {
    fn exponential(&self) -> Option<&dyn ExponentialFamily> {
        Some(self)
    }

    /// Every label a coin flip.
    fn center(&self) -> Point {
        Point(0.0, 0.0)
    }

    fn landmarks(&self) -> Vec<Point> {
        Vec::new()
    }

    fn units(&self) -> Units {
        self.data.units
    }

    fn moments(&self) -> Option<[f64; 3]> {
        None
    }

    fn one_pass(&self) -> Option<&dyn OnePass> {
        Some(self)
    }

    fn side_by_side(&self) -> Option<&dyn SideBySide> {
        None
    }

    fn advance_nodes(&self, most: usize) -> bool {
        self.data.summaries.advance(most)
    }
}

impl OnePass for Logistic {
    fn pass(&self, at: Point) -> Option<Pass> {
        let ((gradient, fisher), loss) = self.by_columns(at)?;
        let arrow = Spread::of(fisher, self.data.width())?.raise(gradient);
        Some(Pass { gradient, arrow, loss })
    }

    fn pass_two(&self, at: [Lanes; 2]) -> PairPass {
        self.two_by_columns(at).unwrap_or_else(|| {
            let [w, b] = at.map(Lanes::get);
            PairPass::of([0, 1].map(|k| self.pass(Point(w[k], b[k]))))
        })
    }

    /// By the sums over columns, which a step from there needs anyway; where log-odds are too large
    /// for these, without an exponential.
    fn exceeds(&self, at: Point, goal: f64) -> bool {
        let Some((known, loss)) = self.by_columns(at) else {
            // `softplus(z) ≥ max(z, 0)`, which is the loss to rounding where labels are that certain.
            let least = self.mean_of_any(at, |_, y, z| if y > 0.0 { -z } else { z }.max(0.0));
            return least > Pass::arrivals(goal)[0];
        };
        self.memo.lock().gradients.put(at, Some(known));
        loss > Pass::arrivals(goal)[0]
    }
}

impl OwnCoordinates for Logistic {
    fn own_flat_connection(&self) -> Option<Connection> {
        Some(Connection::Exponential)
    }
}

impl Family for Logistic {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    /// Up to where the log-odds at every input are doubles.
    fn is_representable(&self, at: Point) -> bool {
        let Point(w, b) = at;
        w.abs() * self.data.summaries.largest() + b.abs() <= LARGEST_LOG_ODDS
    }

    /// `(0, 2)`, because `p(1−p) ≤ ¼`.
    fn short_tangent(&self) -> Option<Tangent> {
        Some(Tangent(0.0, 2.0))
    }

    /// `P(y = 1 | x)`.
    fn density(&self, at: Point, x: f64) -> f64 {
        sigmoid(at.0 * self.counted(x) + at.1)
    }

    /// None: a label has no unit.
    fn affine(&self, _: Point, _: f64, _: f64) -> Option<Point> {
        None
    }

    fn mean_score(&self, at: Point) -> Covector {
        self.mean_covector(at, |_, _, z| sigmoid(z) * sigmoid(-z) - sigmoid(-z) * sigmoid(z))
    }

    /// `F = (1/n) Σ p(1−p) ψψᵀ`.
    fn fisher(&self, at: Point) -> Symmetric {
        let scalar = || self.mean_form(at, |_, _, z| variance(z));
        self.gradient_and_fisher(at).map_or_else(scalar, |(_, fisher)| fisher)
    }

    fn fisher_through(&self, at: Point, jacobian: &Jacobian) -> Symmetric {
        self.form_through(at, jacobian, self.fisher(at), |_, _, z| variance(z))
    }

    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        self.spread(at).map(|spread| spread.frame())
    }

    /// The mean over the inputs of the divergences of their labels.
    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        if let Some(Path { divergences: [old_new, new_old], .. }) = self.path(along) {
            return if direction == Direction::OldNew { old_new } else { new_old };
        }
        let Segment { from, to, difference } = *along;
        let (of, other, Tangent(dw, db)) = match direction {
            Direction::OldNew => (from, to, difference),
            Direction::NewOld => (to, from, -difference),
        };
        self.mean_along(along, of, |u, _, z| divergence_to(z, other.0 * u + other.1, dw * u + db))
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let Tangent(dw, db) = along.difference;
        match direction {
            Direction::OldNew => self.path(along).map_or_else(
                || {
                    let change = |u, _, z| sigmoid_change(z, dw * u + db);
                    self.mean_covector_over(self.terms_along(along), along.from, change)
                },
                |path| path.change,
            ),
            Direction::NewOld => self.fisher(along.to).lower(along.difference),
        }
    }

    fn kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        (self.kl(along, direction), self.kl_differential(along, direction))
    }

    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        let (Point(w, b), Tangent(dw, db)) = (along.from, along.difference);
        let u = self.counted(x);
        let [z, d] = [w * u + b, dw * u + db].map(bounded);
        divergence(z, d)
    }
}

impl Geodesics for Logistic {
    /// No closed form.
    fn distance(&self, _: &Segment) -> Option<f64> {
        None
    }

    fn geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
    ) -> Result<Segment, f64> {
        let difference = match connection {
            Connection::Exponential => velocity,
            Connection::Mixture => self.mixture_step(from, velocity).ok_or(1.0)?,
            Connection::LeviCivita => self.levi_civita_step(from, velocity)?,
        };
        let segment = Segment::step(from, difference);
        self.contains(segment.to).then_some(segment).ok_or(1.0)
    }

    fn has_singular_line(&self) -> bool {
        false
    }
}

impl Loss for Logistic {
    /// `L = (1/n) Σ softplus(z) − y z = (1/n) Σ softplus(±z)`.
    fn loss(&self, at: Point) -> f64 {
        self.loss_by_columns(at).unwrap_or_else(|| {
            self.mean_number(at, |_, y, z| softplus(if y > 0.0 { -z } else { z }))
        })
    }

    /// `⟨∇L, Δ⟩ + KL(from ‖ to)`, which is exact (docs/mathematics/exponential-families.md#u3).
    fn loss_change(&self, along: &Segment) -> f64 {
        self.gradient(along.from).along(along.difference) + self.kl(along, Direction::OldNew)
    }

    /// `∇L = (1/n) Σ (p − y) ψ`, with `p − 1 = −σ(−z)`.
    fn gradient(&self, at: Point) -> Covector {
        let scalar = || self.mean_covector(at, |_, y, z| residual(y, z));
        self.gradient_and_fisher(at).map_or_else(scalar, |(gradient, _)| gradient)
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        self.both_gradients(at).1
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        let precise = || self.raise(at, &|_, y, [p, q]| if y > 0.0 { -q } else { p });
        match self.gradient_and_fisher(at) {
            Some((gradient, fisher)) => {
                let arrow =
                    Spread::of(fisher, self.data.width()).map(|spread| spread.raise(gradient));
                (gradient, arrow.map_or_else(precise, Ok))
            }
            None => (self.gradient(at), precise()),
        }
    }

    /// The Fisher matrix: the log-odds are linear in these coordinates.
    fn hessian(&self, at: Point) -> Symmetric {
        self.fisher(at)
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        let Point(w, b) = at;
        let [zeros, ones] = self.data.summaries.for_slope(w);
        let k = 1.0 / self.data.inputs.len() as f64;
        let squares = zeros.squares(w, b).zip(ones.squares(-w, -b));
        let by_columns = squares.map(|(zeros, ones)| k * (Symmetric(zeros) + Symmetric(ones)));
        Some(by_columns.unwrap_or_else(|| self.mean_form(at, |_, y, z| residual(y, z).powi(2))))
    }

    fn empirical_fisher_through(&self, at: Point, jacobian: &Jacobian) -> Option<Symmetric> {
        let own = self.empirical_fisher(at)?;
        Some(self.form_through(at, jacobian, own, |_, y, z| residual(y, z).powi(2)))
    }

    fn optimum(&self) -> Option<Point> {
        *self.optimum.get_or_init(|| self.maximum_likelihood())
    }

    fn optima(&self) -> Vec<Point> {
        self.optimum().into_iter().collect()
    }

    fn target_log_density(&self, _: f64) -> Option<f64> {
        None
    }

    fn is_likelihood(&self) -> bool {
        true
    }

    /// Known, but not in closed form (docs/mathematics/exact-steps.md#trust-region).
    fn descent_path(&self, _: Direction) -> Option<Connection> {
        None
    }

    fn infimum(&self, _: Point) -> Option<Segment> {
        None
    }

    /// The loss and `KL(old ‖ new)` are convex in the log-odds.
    fn one_minimum_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { f64::INFINITY } else { 0.0 }
    }
}

impl Sampling for Logistic {
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        let Point(w, b) = at;
        let mut random = Random::seeded(seed);
        let inputs = self.data.inputs.iter().cycle().take(count);
        inputs.map(|u| f64::from(random.uniform() < sigmoid(w * u + b))).collect()
    }

    /// `(y − p)(u, 1)`.
    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let Point(w, b) = at;
        let score = |(&u, &y): (&f64, &f64)| {
            let weight = -residual(y, w * u + b);
            Covector(weight * u, weight)
        };
        self.data.inputs.iter().cycle().zip(observations).map(score).collect()
    }
}

impl Batches for Logistic {
    /// Inputs drawn with their labels.
    fn sampled(&self, _: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let Labelled { inputs, labels, units, .. } = &self.data;
        let drawn = (0..size).map(|_| random.below(inputs.len()));
        let (inputs, labels) = drawn.map(|k| (inputs[k], labels[k])).unzip();
        let data = Labelled::sampled(inputs, labels, *units);
        Some(Arc::new(Self::new(data)))
    }

    fn count(&self) -> usize {
        self.data.inputs.len()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        let (input, label) = (self.data.inputs.get(index)?, self.data.labels.get(index)?);
        Some(Arc::new(self.with_one(*input, *label)))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        let Point(w, b) = at;
        let input = *self.data.inputs.get(random.below(self.count()))?;
        let label = f64::from(random.uniform() < sigmoid(w * input + b));
        Some(Arc::new(self.with_one(input, label)))
    }

    fn informative(&self, _: Point, _: usize) -> f64 {
        1.0
    }
}

/// A number without a bound, cut where it still can be added to another or
/// multiplied by zero.
fn bounded(x: f64) -> f64 {
    x.clamp(-LARGEST_LOG_ODDS, LARGEST_LOG_ODDS)
}

/// `p − y` to full relative precision.
fn residual(y: f64, z: f64) -> f64 {
    if y > 0.0 { -sigmoid(-z) } else { sigmoid(z) }
}
