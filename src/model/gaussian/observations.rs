//! A Gaussian fitted to observations by maximum likelihood.
//!
//! Notation: `e = (μ − x̄)/σ` and `q = s/σ` measure the data (mean `x̄`, standard
//! deviation `s`) in units of the model's σ; all formulas then hold at any scale.

use std::f64::consts::TAU;
use std::sync::Arc;

use super::Gaussian;
use crate::data::Moments;
use crate::error::Invalid;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::side_by_side::{points, two_by_two, write};
use crate::model::{Batches, Connection, Direction, Loss, Model, Objective, Place, Units};
use crate::numeric::lanes::Mask;
use crate::numeric::logarithm::{ln, quick_logarithm};
use crate::numeric::random::Random;
use crate::numeric::real::Real;

/// Numbers. The likelihood and its derivatives only need their first four moments.
#[derive(Clone, Debug)]
pub struct Observations {
    moments: Moments,
    /// The numbers themselves, to draw samples from; there may be none.
    values: Vec<f64>,
}

impl Observations {
    /// Numbers known by their moments alone, of which no sample can be drawn.
    pub fn summarized(moments: Moments) -> Self {
        Self { moments, values: Vec::new() }
    }

    /// These numbers.
    ///
    /// # Errors
    /// [`Invalid`] names `field` where they are unusable; see [`Moments::of`].
    pub fn new(values: &[f64], field: &str) -> Result<Self, Invalid> {
        Ok(Self { moments: Moments::of(values, field)?, values: values.to_vec() })
    }

    /// `e`, `q` and `1/σ` at `(μ, σ)`. `q` is a quotient of its own, so that it is exactly 1 at the best fit.
    fn relative(&self, mu: f64, sigma: f64) -> (f64, f64, f64) {
        self.relative_of([mu, sigma])
    }

    #[inline(always)]
    fn relative_of<T: Real>(&self, [mu, sigma]: [T; 2]) -> (T, T, T) {
        let Moments { mean, rest, std_dev, .. } = self.moments;
        let unit = T::of(1.0) / sigma;
        let e = ((mu - T::of(mean)) - T::of(rest)) * unit;
        (e, T::of(std_dev) / sigma, unit)
    }

    /// `L = ½ ln 2π + ln σ + ½ (q² + e²)`.
    #[inline(always)]
    fn loss_of<T: Real>(&self, at: [T; 2], log: T) -> T {
        let (e, q, _) = self.relative_of(at);
        T::of(0.5 * TAU.ln()) + log + T::of(0.5) * (q * q + e * e)
    }
}

/// The Gaussian fitted to these numbers alone.
fn fitted_to(values: &[f64]) -> Arc<dyn Model> {
    Arc::new(Gaussian::new(Observations::summarized(Moments::of_sample(values))))
}

impl Loss for Observations {
    /// One loss and two of them have the same bits.
    fn loss(&self, at: Point) -> f64 {
        self.loss_of(at.array(), ln(at.1))
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.loss(along.to) - self.loss(along.from)
    }

    /// `∇L = (e, 1 − q² − e²) / σ`.
    fn gradient(&self, at: Point) -> Covector {
        let Point(mu, sigma) = at;
        let (e, q, unit) = self.relative(mu, sigma);
        Covector(e * unit, ((1.0 - q) * (1.0 + q) - e * e) * unit)
    }

    /// `F⁻¹∇L = σ (e, ½ (1 − q² − e²))`.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        let Point(mu, sigma) = at;
        let (e, q, _) = self.relative(mu, sigma);
        Ok(Tangent(sigma * e, 0.5 * sigma * ((1.0 - q) * (1.0 + q) - e * e)))
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        (self.gradient(at), self.natural_gradient(at))
    }

    /// `∇²L = [1, −2e, 3(q² + e²) − 1] / σ²`.
    fn hessian(&self, at: Point) -> Symmetric {
        let Point(mu, sigma) = at;
        let (e, q, unit) = self.relative(mu, sigma);
        let square = unit * unit;
        Symmetric([square, -2.0 * e * square, (3.0 * (q * q + e * e) - 1.0) * square])
    }

    /// Second moment of the score `(u, u² − 1)/σ` over the data, `u = (x − μ)/σ`.
    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        let Point(mu, sigma) = at;
        let (e, q, unit) = self.relative(mu, sigma);
        let (skewness, kurtosis) = (self.moments.skewness, self.moments.kurtosis);
        let second = q * q + e * e;
        let third = q * q * q * skewness - 3.0 * e * q * q - e * e * e;
        let fourth =
            q.powi(4) * kurtosis - 4.0 * e * q * q * q * skewness + 6.0 * e * e * q * q + e.powi(4);
        let entries = [second, third + e, fourth - 2.0 * second + 1.0];
        Some(Symmetric(entries.map(|entry| entry * unit * unit)))
    }

    /// `(x̄, s)`.
    fn optimum(&self) -> Option<Point> {
        Some(Point(self.moments.mean, self.moments.std_dev))
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

    fn infimum(&self, _: Point) -> Option<Segment> {
        None
    }

    /// The loss is convex in natural coordinates, and so are forward balls of
    /// any radius and reverse ones up to 6 nats at least (docs/mathematics/gaussian.md#convexity).
    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        6.0
    }
}

impl Objective for Observations {
    /// Up to where the second derivatives are doubles.
    fn is_representable(&self, at: Point) -> bool {
        const LARGEST_CURVATURE: f64 = 1e305;
        let Point(mu, sigma) = at;
        // With a single division, because every step calls this.
        let unit = sigma.recip();
        let (e, q) = ((mu - self.moments.mean) * unit, self.moments.std_dev * unit);
        (1.0 + q * q + e * e) * unit * unit <= LARGEST_CURVATURE
    }

    fn center(&self) -> Point {
        Point(self.moments.mean, self.moments.std_dev)
    }

    fn landmarks(&self) -> Vec<Point> {
        Vec::new()
    }

    fn units(&self) -> Units {
        Units::default()
    }

    fn moments(&self) -> Option<[f64; 3]> {
        Some([self.moments.mean, self.moments.rest, self.moments.std_dev])
    }

    /// A small core finds them one by one, to the same bits.
    fn losses(&self, places: &[Place], into: &mut [f64]) -> bool {
        if !cfg!(feature = "long-work") {
            return false;
        }
        two_by_two(into.len(), |two| {
            let at = points(places, two);
            write(into, two, self.loss_of(at, quick_logarithm(at[1])), !Mask::default())
        })
    }

    fn batches(&self) -> Option<&dyn Batches> {
        Some(self)
    }
}

impl Batches for Observations {
    fn sampled(&self, _: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let all = &self.values;
        if all.is_empty() {
            return None;
        }
        let drawn: Vec<f64> = (0..size).map(|_| all[random.below(all.len())]).collect();
        Some(fitted_to(&drawn))
    }

    fn count(&self) -> usize {
        self.values.len()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        Some(fitted_to(&[*self.values.get(index)?]))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        let Point(mu, sigma) = at;
        Some(fitted_to(&[mu + sigma * random.normal()]))
    }

    fn informative(&self, _: Point, _: usize) -> f64 {
        1.0
    }
}
