//! Two Gaussians of one spread with fixed weights: no exponential family.
//!
//! `p(x) = (1−w) N(x; a, s²) + w N(x; b, s²)`; the parameters are the two means,
//! in own coordinates `(m, d)` with `a = m − wd` and `b = m + (1−w)d`. On the line
//! `d = 0` the parts are one and the Fisher matrix is singular
//! (docs/mathematics/mixture.md#family).

mod divergence;
mod geodesic;
mod minima;
mod place;
mod points;

pub use place::Shape;

use std::sync::{Arc, OnceLock};

use self::divergence::Divergence;
use self::place::Place;
use self::points::Points;
use super::{
    Batches, Connection, Digits, Direction, ExponentialFamily, Family, Geodesics, Loss, Model,
    OnePass, OwnCoordinates, Sampling, SideBySide, Units,
};
use crate::data::Moments;
use crate::error::{Invalid, Quoted};
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::lanes::Lanes;
use crate::numeric::panels::{FINE, ROUGH};
use crate::numeric::random::Random;

/// The family with data.
pub struct Mixture {
    shape: Shape,
    points: Points,
    /// Mean and standard deviation of the data.
    moments: [f64; 2],
    /// The largest absolute value of the data.
    largest: f64,
    /// Its local optima, found when first asked for.
    minima: OnceLock<Vec<Point>>,
}

/// How narrow and how wide the parts may be, in standard deviations of the data.
const SPREADS: [f64; 2] = [1e-9, 1e9];

impl Mixture {
    /// The family of this shape fitted to these observations.
    ///
    /// # Errors
    /// [`Invalid`] names `field` where they are unusable, see [`Moments::of`], and
    /// `options.spread` where the parts are far narrower or wider than the data.
    pub fn new(shape: Shape, observations: &[f64], field: &str) -> Result<Self, Invalid> {
        let moments = Moments::of(observations, field)?;
        let [least, most] = SPREADS.map(|share| share * moments.std_dev);
        if !(least..=most).contains(&shape.spread) {
            let [low, high] = [least, most].map(Quoted);
            let allowed = format_args!("a number from {low} to {high} for these data");
            return Err(Invalid::new("options.spread", shape.spread, allowed));
        }
        Ok(Self::with(shape, observations, [moments.mean, moments.std_dev]))
    }

    fn with(shape: Shape, observations: &[f64], moments: [f64; 2]) -> Self {
        let largest = observations.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        let points = Points::new(observations, shape);
        Self { shape, points, moments, largest, minima: OnceLock::new() }
    }

    fn fitted_to(&self, observations: &[f64]) -> Arc<dyn Model> {
        let moments = Moments::of_sample(observations);
        Arc::new(Self::with(self.shape, observations, [moments.mean, moments.std_dev]))
    }

    fn place(&self, at: Point) -> Place {
        self.shape.place(at)
    }

    fn minima(&self) -> &[Point] {
        self.minima.get_or_init(|| minima::of(self.shape, &self.points, self.moments))
    }
}

/// The second moment of the scores under the model.
fn fisher(place: &Place) -> Symmetric {
    let spread = place.shape.spread;
    let [mut a, mut b, mut c] = [Lanes::both(0.0); 3];
    place.sum_over_nodes([place.pole()], |terms, density| {
        let [m, d] = place.scores(terms);
        let weighted = density * m;
        a = a + weighted * m;
        b = b + weighted * d;
        c = c + density * d * d;
    });
    Symmetric([a, b, c].map(|sum| sum.sum() / (spread * spread)))
}

impl Model for Mixture {
    fn exponential(&self) -> Option<&dyn ExponentialFamily> {
        None
    }

    fn center(&self) -> Point {
        let [mean, std_dev] = self.moments;
        let two_parts = Point(mean, std_dev.max(0.5 * self.shape.spread));
        self.optimum().filter(|at| at.1 != 0.0).unwrap_or(two_parts)
    }

    /// The other optima.
    fn landmarks(&self) -> Vec<Point> {
        self.minima().iter().skip(1).copied().collect()
    }

    fn units(&self) -> Units {
        let Shape { weight, spread } = self.shape;
        Units { weight, spread, ..Units::default() }
    }

    fn moments(&self) -> Option<[f64; 3]> {
        None
    }

    fn one_pass(&self) -> Option<&dyn OnePass> {
        None
    }

    fn side_by_side(&self) -> Option<&dyn SideBySide> {
        None
    }

    fn advance_nodes(&self, most: usize) -> bool {
        self.points.advance(most)
    }
}

impl OwnCoordinates for Mixture {
    fn own_flat_connection(&self) -> Option<Connection> {
        None
    }
}

impl Family for Mixture {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    /// Up to where distances and second derivatives are doubles.
    fn is_representable(&self, at: Point) -> bool {
        const FARTHEST: f64 = 1e50;
        const LARGEST: f64 = 1e153;
        let (Point(mean, gap), spread) = (at, self.shape.spread);
        let far = 1.0 + mean.abs() / spread + gap.abs() / spread + self.largest / spread;
        far <= FARTHEST && far / spread <= LARGEST
    }

    fn short_tangent(&self) -> Option<Tangent> {
        None
    }

    fn density(&self, at: Point, x: f64) -> f64 {
        self.place(at).log_density(x).exp()
    }

    /// The mean moves with `x`, the gap is scaled, and so is the spread.
    fn affine(&self, at: Point, scale: f64, shift: f64) -> Option<Point> {
        Some(Point(scale * at.0 + shift, scale * at.1))
    }

    fn mean_score(&self, at: Point) -> Covector {
        let (place, spread) = (self.place(at), self.shape.spread);
        let [mut first, mut second] = [Lanes::both(0.0); 2];
        place.sum_over_nodes([place.pole()], |terms, density| {
            let [m, d] = place.scores(terms);
            first = first + density * m;
            second = second + density * d;
        });
        Covector(first.sum() / spread, second.sum() / spread)
    }

    fn fisher(&self, at: Point) -> Symmetric {
        fisher(&self.place(at))
    }

    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        Ok(self.fisher(at).metric()?.frame())
    }

    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        Divergence::new(self.shape, along, direction).value()
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        self.kl_and_differential(along, direction).1
    }

    fn kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        Divergence::new(self.shape, along, direction).value_and_differential(FINE)
    }

    fn rough_kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        Divergence::new(self.shape, along, direction).value_and_differential(ROUGH)
    }

    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        let [from, to] = [along.from, along.to].map(|at| self.place(at).log_density(x));
        let density = from.exp();
        if density > 0.0 { density * (from - to) } else { 0.0 }
    }
}

impl Geodesics for Mixture {
    /// There is no closed form.
    fn distance(&self, _: &Segment) -> Option<f64> {
        None
    }

    fn geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
    ) -> Result<Segment, f64> {
        match connection {
            Connection::LeviCivita => geodesic::shoot(self.shape, from, velocity),
            Connection::Exponential | Connection::Mixture => Err(1.0),
        }
    }

    /// On `d = 0` both parts are one.
    fn has_singular_line(&self) -> bool {
        true
    }
}

impl Loss for Mixture {
    fn loss(&self, at: Point) -> f64 {
        self.points.loss(&self.place(at))
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.loss(along.to) - self.loss(along.from)
    }

    fn gradient(&self, at: Point) -> Covector {
        self.points.gradient(&self.place(at))
    }

    fn loss_and_gradient(&self, at: Point, _: Digits) -> (f64, Covector) {
        self.points.loss_and_gradient(&self.place(at))
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        self.both_gradients(at).1
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        let place = self.place(at);
        let gradient = self.points.gradient(&place);
        (gradient, fisher(&place).metric().map(|metric| metric.raise(gradient)))
    }

    fn hessian(&self, at: Point) -> Symmetric {
        self.points.hessian(&self.place(at))
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        Some(self.points.empirical(&self.place(at)))
    }

    fn optimum(&self) -> Option<Point> {
        self.minima().first().copied()
    }

    fn optima(&self) -> Vec<Point> {
        self.minima().to_vec()
    }

    fn target_log_density(&self, _: f64) -> Option<f64> {
        None
    }

    fn is_likelihood(&self) -> bool {
        true
    }

    fn descent_path(&self, _: Direction) -> Option<Connection> {
        None
    }

    fn infimum(&self, _: Point) -> Option<Segment> {
        None
    }

    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        0.0
    }
}

impl Sampling for Mixture {
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        let mut random = Random::seeded(seed);
        let place = self.place(at);
        (0..count).map(|_| draw(&place, &mut random)).collect()
    }

    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let (place, inverse) = (self.place(at), self.shape.spread.recip());
        let score = |x: &f64| {
            let [m, d] = place.scores(place.terms(Lanes::both(*x))).map(|lane| lane.get()[0]);
            Covector(m * inverse, d * inverse)
        };
        observations.iter().map(score).collect()
    }
}

impl Batches for Mixture {
    fn sampled(&self, _: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let all = &self.points.values;
        let drawn: Vec<f64> = (0..size).map(|_| all[random.below(all.len())]).collect();
        Some(self.fitted_to(&drawn))
    }

    fn count(&self) -> usize {
        self.points.values.len()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        Some(self.fitted_to(&[*self.points.values.get(index)?]))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        Some(self.fitted_to(&[draw(&self.place(at), random)]))
    }

    fn informative(&self, _: Point, _: usize) -> f64 {
        1.0
    }
}

fn draw(place: &Place, random: &mut Random) -> f64 {
    let Shape { weight, spread } = place.shape;
    let [first, second] = place.means();
    let mean = if random.uniform() < weight { second } else { first };
    mean + spread * random.normal()
}
