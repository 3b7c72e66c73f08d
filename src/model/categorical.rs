//! Three classes and how often each was seen, in sequential log-odds
//! (see [`super::simplex`]).

use std::sync::Arc;

use super::simplex::{
    ALWAYS_ONE_MINIMUM, Choices, NEARLY_CERTAIN, Simplex, likeliest, log_ratios, mixed,
    nearest_mixture, toward,
};
use super::{Batches, Connection, Direction, Loss, Model, Objective, Units};
use crate::error::{Invalid, Scientific};
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::bernoulli::{divergence, sigmoid, softplus_both, variance};
use crate::numeric::random::Random;

/// A categorical distribution fitted to counts of three classes.
pub type Categorical = Simplex;

/// How often each class was seen, as shares of all observations.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    shares: [f64; 3],
}

/// Largest count: the sum of three stays a finite number.
const LARGEST_COUNT: f64 = 1e150;

impl Counts {
    /// From the three counts. A count may be zero: the likelihood then has no
    /// maximum inside the simplex, and the model no optimum.
    ///
    /// # Errors
    /// [`Invalid`] names `field` where a count is negative, not finite or
    /// above 10¹⁵⁰, or where all three are zero.
    pub fn new(counts: [f64; 3], field: &str) -> Result<Self, Invalid> {
        for (k, count) in counts.iter().enumerate() {
            if !(0.0..=LARGEST_COUNT).contains(count) {
                let most = Scientific(LARGEST_COUNT);
                let allowed = format_args!("a number from 0 to {most}");
                return Err(Invalid::new(format_args!("{field}[{k}]"), count, allowed));
            }
        }
        let total: f64 = counts.iter().sum();
        if total == 0.0 {
            let allowed = "three counts, at least one of them above 0";
            return Err(Invalid::new(field, "[0, 0, 0]", allowed));
        }
        Ok(Self { shares: counts.map(|count| count / total) })
    }

    /// The gradient where the probabilities are known.
    fn gradient_for(&self, c: &Choices) -> Covector {
        let [f1, f2, f3] = self.shares;
        Covector(f1 * c.go - (f2 + f3) * c.stop, f3 * c.second - f2 * c.third)
    }
}

impl Loss for Counts {
    /// `L = f₁ sp(a) + (1−f₁) sp(−a) + f₂ sp(−b) + f₃ sp(b)`, `sp(z) = ln(1 + eᶻ)`.
    fn loss(&self, at: Point) -> f64 {
        let ([f1, f2, f3], Point(a, b)) = (self.shares, at);
        let term = |share: f64, log: f64| if share > 0.0 { share * log } else { 0.0 };
        let [[stop, go], [third, second]] = softplus_both([a, b]);
        term(f1, stop) + term(f2 + f3, go) + term(f2, second) + term(f3, third)
    }

    /// `Σ fₖ ln(pₖ/pₖ') = KL(p ‖ p') + Σ (fₖ − pₖ) ln(pₖ/pₖ')`: for short steps near the optimum both terms
    /// are of second order, and keep more digits than a difference of two losses.
    fn loss_change(&self, along: &Segment) -> f64 {
        /// Largest change of log-odds that counts as short. Over longer steps a difference of two losses
        /// loses few digits.
        const SHORT: f64 = 0.1;
        let Tangent(da, db) = along.difference;
        if da.abs().max(db.abs()) > SHORT {
            return self.loss(along.to) - self.loss(along.from);
        }
        let (Point(a, b), p) = (along.from, Choices::at(along.from).probabilities());
        let kl = divergence(a, da) + sigmoid(a) * divergence(b, db);
        let shares = self.shares.into_iter().zip(p).zip(log_ratios(along));
        kl + shares.map(|((share, p), log)| (share - p) * log).sum::<f64>()
    }

    /// `∇L = (f₁q − (f₂+f₃)(1−q), f₃r − f₂(1−r))`.
    fn gradient(&self, at: Point) -> Covector {
        self.gradient_for(&Choices::at(at))
    }

    /// `F⁻¹∇L = (f₁/(1−q) − (f₂+f₃)/q, (f₃/(1−r) − f₂/r)/q)`.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        self.both_gradients(at).1
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        let c = Choices::at(at);
        let gradient = self.gradient_for(&c);
        let Covector(ga, gb) = gradient;
        (gradient, Tangent(ga / c.go / c.stop, gb / c.go / c.second / c.third).finite())
    }

    /// With `rₖ = pₖ/fₖ` the step of rate 1 in the probabilities changes `pₖ` by
    /// `pₖ Σⱼ pⱼ (rⱼ − rₖ)/Σⱼ pⱼ rⱼ`. For a class that was never seen `r` is infinite, so all are divided by
    /// the largest.
    fn newton_arrow(&self, at: Point) -> Option<Result<Tangent, Singular>> {
        let c = Choices::at(at);
        let p = c.probabilities();
        let e = [0, 1, 2].map(|k| self.shares[k] / p[k]);
        let least = e.into_iter().fold(f64::INFINITY, f64::min);
        let [t1, t2, t3] = e.map(|e| if e == least { 1.0 } else { least / e });
        if self.shares.into_iter().filter(|&share| share == 0.0).count() > 1 {
            return Some(Err(Singular));
        }
        let sum = p[0] * t1 + p[1] * t2 + p[2] * t3;
        let first = c.second * (t2 - t1) + c.third * (t3 - t1);
        Some(Tangent(first / sum, (t2 - t3) / sum).finite())
    }

    /// `(pₖ − fₖ)/pₖ`.
    fn gradient_and_rates(&self, at: Point) -> Option<(Covector, [f64; 3])> {
        let c = Choices::at(at);
        let p = c.probabilities();
        let rates = [0, 1, 2].map(|k| (p[k] - self.shares[k]) / p[k]);
        Some((self.gradient_for(&c), rates))
    }

    fn toward_data(&self, from: Point, time: f64) -> Option<Segment> {
        toward(from, self.shares, time)
    }

    fn knows_way_to_data(&self) -> bool {
        true
    }

    /// `∇²L = diag(q(1−q), (f₂+f₃) r(1−r))`.
    fn hessian(&self, at: Point) -> Symmetric {
        let ([_, f2, f3], Point(a, b)) = (self.shares, at);
        Symmetric([variance(a), 0.0, (f2 + f3) * variance(b)])
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        let scored = self.shares.into_iter().zip(Choices::at(at).scores());
        let second_moment = scored.fold(Symmetric::default(), |sum, (share, Covector(u, v))| {
            sum + share * Symmetric([u * u, u * v, v * v])
        });
        Some(second_moment)
    }

    /// The shares themselves; `None` where one is zero.
    fn optimum(&self) -> Option<Point> {
        let [f1, f2, f3] = self.shares;
        let own = Point(((f2 + f3) / f1).ln(), (f2 / f3).ln());
        own.is_finite().then_some(own)
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

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        (direction == Direction::OldNew).then_some(Connection::Mixture)
    }

    fn least_on_ball(&self, from: Point, radius: f64, direction: Direction) -> Option<Segment> {
        match direction {
            Direction::OldNew => nearest_mixture(from, self.shares, radius),
            Direction::NewOld => likeliest(from, self.shares, radius),
        }
    }

    /// Along the line to the shares, to where all classes that were never seen have a probability of
    /// `10⁻¹²` together.
    fn infimum(&self, from: Point) -> Option<Segment> {
        if self.optimum().is_some() {
            return None;
        }
        let known = Choices::at(from).probabilities().into_iter().zip(self.shares);
        let unseen: f64 = known.filter(|(_, share)| *share == 0.0).map(|(p, _)| p).sum();
        let s = unseen / NEARLY_CERTAIN - 1.0;
        if s > 0.0 { mixed(from, self.shares, s) } else { Some(Segment::still(from)) }
    }

    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        ALWAYS_ONE_MINIMUM
    }
}

impl Objective for Counts {
    fn is_representable(&self, _: Point) -> bool {
        true
    }

    /// Three equal probabilities.
    fn center(&self) -> Point {
        Point(std::f64::consts::LN_2, 0.0)
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
        Some(self)
    }
}

impl Batches for Counts {
    /// Observations drawn by their shares, which need not come from whole counts.
    fn sampled(&self, _: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let [f1, f2, f3] = self.shares;
        let second = if f2 > 0.0 { f2 / (f2 + f3) } else { 0.0 };
        let shares = Choices { stop: f1, go: f2 + f3, second, third: 1.0 - second };
        let shares = shares.counted(size, random).map(|count| count / size as f64);
        Some(Arc::new(Simplex::new(Self { shares })))
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

    fn informative(&self, _: Point, _: usize) -> f64 {
        1.0
    }
}
