//! Models: a family of distributions together with its data.
//!
//! A model speaks its own coordinates; a chart pulled over it
//! ([`crate::chart::Charted`]) is again a model. Step rules, balls and figures
//! are written against this trait and never learn which of the two they hold.

mod categorical;
mod gaussian;
mod logistic;
mod policy;
pub mod simplex;

pub use categorical::{Categorical, Counts};
pub use gaussian::Gaussian;
pub use logistic::{Labelled, Logistic};
pub use policy::{DoorOrSpin, Policy};

use std::sync::Arc;

use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::random::Random;

/// The order of the arguments of the Kullback–Leibler divergence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `KL(old ‖ new)`: surprise, under the old distribution, at the new one (TRPO's choice).
    OldNew,
    /// `KL(new ‖ old)`.
    NewOld,
}

/// A notion of "straight ahead" on the family of distributions.
///
/// Amari & Nagaoka 2000: an exponential family has two flat connections, dual
/// to each other, besides the Levi-Civita connection of the Fisher metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Natural parameters move on a line.
    Exponential,
    /// Expectation parameters move on a line.
    Mixture,
    /// Shortest paths of the Fisher–Rao metric.
    LeviCivita,
}

impl Connection {
    /// The connection in which the other one's affine coordinates are dual.
    pub fn dual(self) -> Self {
        match self {
            Self::Exponential => Self::Mixture,
            Self::Mixture => Self::Exponential,
            Self::LeviCivita => Self::LeviCivita,
        }
    }
}

/// What a chart may need to know of the model it is laid over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Units {
    /// Mean of the inputs, in data units.
    pub mean: f64,
    /// Population standard deviation of the inputs, in data units.
    pub std_dev: f64,
    /// Units of the two features of a policy.
    pub scale: [f64; 2],
}

impl Default for Units {
    fn default() -> Self {
        Self { mean: 0.0, std_dev: 1.0, scale: [1.0, 1.0] }
    }
}

/// Largest log-odds within reach: sums and differences of them are finite.
const LARGEST_LOG_ODDS: f64 = 1e300;

/// The share of its terms below which a sum of them counts as zero, as long as
/// it is multiplied by ever more: see [`Model::kl_limit`].
const NO_RATE: f64 = 1e-12;

/// A two-parameter exponential family with data, in some coordinates.
///
/// Points passed in lie in the domain (see [`Model::contains`]); the results
/// are otherwise meaningless numbers, never panics.
pub trait Model: Send + Sync {
    /// Whether `at` names a distribution of the family.
    fn contains(&self, at: Point) -> bool;

    /// Whether at `at`, which is in the domain, the loss and its derivatives in
    /// the model's own coordinates are numbers that double precision can hold.
    fn is_in_reach(&self, at: Point) -> bool;

    /// Both: a run may start and land there.
    fn holds(&self, at: Point) -> bool {
        self.contains(at) && self.is_in_reach(at)
    }

    /// Mean negative log-likelihood of the data, `−(1/n) Σ ln p(xᵢ)` (nats).
    fn loss(&self, at: Point) -> f64;

    /// `L(to) − L(from)` (nats).
    fn loss_change(&self, along: &Segment) -> f64 {
        self.loss(along.to) - self.loss(along.from)
    }

    /// `∇L`, the differential of the loss (nats per coordinate unit).
    fn gradient(&self, at: Point) -> Covector;

    /// `E[∇ ln p]` under the model itself; zero up to rounding (docs/mathematics/conventions.md#score).
    fn mean_score(&self, at: Point) -> Covector;

    /// Fisher matrix `F = E[∇ ln p ∇ ln pᵀ]`, labels drawn from the model.
    fn fisher(&self, at: Point) -> Symmetric;

    /// The same second moment over the data; `None` where there are no data.
    /// Not the Fisher matrix, even at the optimum (Kunstner et al. 2019).
    fn empirical_fisher(&self, at: Point) -> Option<Symmetric>;

    /// `∇²L`, the matrix of second derivatives; no tensor away from an optimum.
    fn hessian(&self, at: Point) -> Symmetric;

    /// `F⁻¹ ∇L`, an arrow that every chart agrees on.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix has no inverse.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        Ok(self.fisher(at).metric()?.raise(self.gradient(at)))
    }

    /// [`Model::gradient`] and [`Model::natural_gradient`], what every step
    /// asks for; at once, where a model finds both in one pass over its data.
    fn slopes(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        (self.gradient(at), self.natural_gradient(at))
    }

    /// Two tangents of Fisher length one at right angles, the radii of a unit Fisher ball.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix has no inverse.
    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        Ok(self.fisher(at).metric()?.frame())
    }

    /// `KL(from ‖ to)` or `KL(to ‖ from)` (nats per observation), precise to
    /// a few 10⁻¹⁵ relative for every segment, however short.
    fn kl(&self, along: &Segment, direction: Direction) -> f64;

    /// `∂KL/∂to`, the differential of [`Model::kl`] at the segment's end.
    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector;

    /// [`Model::kl`] with [`Model::kl_differential`]: a chart then maps the
    /// segment once.
    fn spending(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        (self.kl(along, direction), self.kl_differential(along, direction))
    }

    /// Fisher–Rao distance (dimensionless; a short one is `√(2 KL)`); `None`
    /// where it has no closed form.
    fn distance(&self, along: &Segment) -> Option<f64>;

    /// [`Model::distance`], or where there is none `√(KL(from ‖ to) + KL(to ‖ from))`:
    /// the two differ by a relative error of second order in the distance,
    /// because the cubic terms of the sum cancel against the metric's change.
    fn length(&self, along: &Segment) -> f64 {
        let both = || self.kl(along, Direction::OldNew) + self.kl(along, Direction::NewOld);
        self.distance(along).unwrap_or_else(|| both().sqrt())
    }

    /// The exponential map: where one arrives from `from` at time one with
    /// initial `velocity`; `None` where the path leaves the family before that.
    fn geodesic(&self, connection: Connection, from: Point, velocity: Tangent) -> Option<Segment>;

    /// [`Model::kl`] of the way along such a geodesic, infinite where it leaves
    /// the family. In a chart this is asked of the model below it: the digits
    /// that its coordinates lack at the end are no property of the curve.
    fn kl_of_geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64 {
        let end = self.geodesic(connection, from, velocity);
        end.map_or(f64::INFINITY, |end| self.kl(&end, direction))
    }

    /// The limit (nats) that the divergence never reaches however long a
    /// geodesic with this velocity goes on; infinite where it grows without
    /// bound, or where the geodesic ends. A velocity whose log-odds have a
    /// rate below 10⁻¹² of its terms is taken to leave them as they are: when
    /// they had moved, nothing would be left of their digits.
    fn kl_limit(
        &self,
        _connection: Connection,
        _from: Point,
        _velocity: Tangent,
        _direction: Direction,
    ) -> f64 {
        f64::INFINITY
    }

    /// The connection whose rays from a centre meet the ball of this direction
    /// exactly once, without cancellation however large the ball.
    fn ray(&self, direction: Direction) -> Connection;

    /// A point at which the divergence from `from` is `radius` (nats), if the
    /// family knows one without a search: a smooth function of `toward`, which
    /// has Fisher length one, that goes once around as it does, and in the
    /// direction of `toward` where the radius is small. It need not be in the
    /// domain: rounding may have led out of it.
    fn rim(
        &self,
        _from: Point,
        _toward: Tangent,
        _radius: f64,
        _direction: Direction,
    ) -> Option<Segment> {
        None
    }

    /// Whether [`Model::geodesic`] is a formula, and not itself a search.
    fn has_closed_form(&self, _connection: Connection) -> bool {
        true
    }

    /// The same model in its own coordinates, in which it computes, where these are others.
    fn beneath(&self) -> Option<&dyn Model> {
        None
    }

    /// The same distribution there.
    fn own(&self, at: Point) -> Point {
        at
    }

    /// A segment there as one that starts exactly at `from` here, if it ends here.
    fn seen_from(&self, _from: Point, own: &Segment) -> Option<Segment> {
        Some(*own)
    }

    /// Tangents at `at` in the model's own coordinates.
    fn push(&self, _at: Point, tangents: [Tangent; 2]) -> [Tangent; 2] {
        tangents
    }

    /// Tangents at `at` from the model's own coordinates into these.
    fn pull(&self, _at: Point, tangents: [Tangent; 2]) -> [Tangent; 2] {
        tangents
    }

    /// The connection, if any, whose geodesics are straight lines in these coordinates.
    fn flat_connection(&self) -> Option<Connection>;

    /// Whether the loss is a mean negative log-likelihood, so that in natural
    /// coordinates `L(to) = L(from) + ⟨∇L, to − from⟩ + KL(from ‖ to)` exactly
    /// (docs/mathematics/exponential-families.md#u3); a policy's return is none.
    fn is_likelihood(&self) -> bool;

    /// The geodesics, if they are known, on which the loss is least over an
    /// exact ball: those that leave the centre along `−F⁻¹∇L`
    /// (docs/mathematics/exact-steps.md#trust-region, docs/mathematics/policy.md#p3).
    fn descent_path(&self, direction: Direction) -> Option<Connection>;

    /// The radius (nats) up to which every ball of this direction is convex in
    /// these coordinates, whatever its centre: a function linear in them then
    /// has one minimum on it. 0 where that depends on the centre.
    fn convex_up_to(&self, _direction: Direction) -> f64 {
        0.0
    }

    /// The radius (nats) up to which the loss has one minimum on every ball of
    /// this direction: where both are convex in the same coordinates, whichever
    /// these are. 0 where that depends on the centre.
    fn one_minimum_up_to(&self, direction: Direction) -> f64;

    /// How far log-odds may change with `KL(new ‖ old)` still convex in these
    /// coordinates; 0 where nothing is known.
    fn convex_change(&self) -> f64 {
        0.0
    }

    /// Whether the divergence rises with the second coordinate's distance from the
    /// centre's, whatever the first: a linear goal is least where that coordinate
    /// has moved against its slope.
    fn rises_with_second(&self) -> bool {
        false
    }

    /// At least this `KL(new ‖ old)` (nats) it costs from `at` to change any
    /// log-odds by as much as `change`; 0 where nothing is known.
    fn least_cost(&self, _at: Point, _change: f64) -> f64 {
        0.0
    }

    /// Where a descent ends that has its infimum on the edge of the family,
    /// cut just before it; `None` where nothing sensible can be cut off.
    fn infimum(&self, _from: Point) -> Option<Segment> {
        None
    }

    /// Whether a curve may run from one point to the other without crossing a
    /// singularity of the coordinates.
    fn connects(&self, _from: Point, _to: Point) -> bool {
        true
    }

    /// Directions of exponential rays from `from` along which the ball of this
    /// radius (nats) is unbounded though their neighbours may leave it: no
    /// finite set of angles would find them.
    fn recessions(&self, _from: Point, _radius: f64, _direction: Direction) -> Vec<Tangent> {
        Vec::new()
    }

    /// The maximum-likelihood estimate; `None` where there is none.
    fn optimum(&self) -> Option<Point>;

    /// A plain member of the family to look at where there is no optimum.
    fn center(&self) -> Point;

    /// Distributions that a figure should show although no optimum is near them.
    fn landmarks(&self) -> Vec<Point> {
        Vec::new()
    }

    /// What a chart may need to know.
    fn units(&self) -> Units {
        Units::default()
    }

    /// Probability density at `x`; for labels the probability of a 1 at input
    /// `x`, for classes that of the class of number `x` (1, 2 or 3).
    fn density(&self, at: Point, x: f64) -> f64;

    /// The distribution of `scale·x + shift` where `x` has the one at `at`;
    /// `None` where what is observed is no number.
    fn affine(&self, _at: Point, _scale: f64, _shift: f64) -> Option<Point> {
        None
    }

    /// `count` draws from the model at `at`, the same for the same seed:
    /// values; labels of the inputs in their order, over and over; or class numbers.
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64>;

    /// Scores `∇ ln p` of single observations at `at` (nats per coordinate unit),
    /// which are as [`Model::sample`] returns them: values; labels of the inputs
    /// in their order, over and over; or class numbers.
    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector>;

    /// What `KL(from ‖ to)` adds up from at `x`: the integrand `p ln(p/q)` of a
    /// density (nats per unit of `x`); for labels the divergence of those at
    /// input `x`, of which it is the mean over the inputs; for classes the
    /// summand of the class of number `x`, elsewhere 0 (nats).
    fn integrand(&self, along: &Segment, x: f64) -> f64;

    /// The same family with a random sample in place of its data: `size`
    /// observations drawn with replacement, or for a policy `size` episodes
    /// that it plays as it is at `at`. `None` where there is nothing to draw.
    ///
    /// The sample's loss, gradient, Hessian, empirical Fisher matrix and
    /// optimum estimate this model's; at `at` the first three are unbiased.
    /// Divergences and the Fisher matrix need no labels and are asked of this
    /// model, not of the sample.
    fn sampled(&self, _at: Point, _size: usize, _random: &mut Random) -> Option<Arc<dyn Model>> {
        None
    }

    /// How many observations can be looked at one by one; 0 where that makes no sense.
    fn count(&self) -> usize {
        0
    }

    /// The same family with the one observation of this number, below
    /// [`Model::count`], in place of the data.
    fn only(&self, _index: usize) -> Option<Arc<dyn Model>> {
        None
    }

    /// The same family with one observation that the model itself makes at
    /// `at`, in place of the data; its input, if it has one, comes from them.
    fn imagined(&self, _at: Point, _random: &mut Random) -> Option<Arc<dyn Model>> {
        None
    }

    /// The probability that a sample of this size, drawn at `at`, has a
    /// gradient at all: 1 but for a policy, whose episodes may all return 0.
    fn informative(&self, _at: Point, _size: usize) -> f64 {
        1.0
    }
}
