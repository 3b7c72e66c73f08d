//! The pull-back: a model seen through a chart is again a model.

use std::sync::Arc;

use super::Chart;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::{Connection, Direction, Model, Units};
use crate::numeric::random::Random;

/// A model in the coordinates of a chart.
///
/// With `J = ∂ own/∂ chart` and `g` the model's own gradient: covectors become
/// `Jᵀg`, metrics `JᵀFJ`, tangents `J⁻¹d`, and the Hessian, which is no tensor,
/// `JᵀHJ + Σₖ gₖ ∂² ownₖ` (docs/mathematics/conventions.md#transformation-laws).
#[derive(Clone)]
pub struct Charted {
    model: Arc<dyn Model>,
    chart: Arc<dyn Chart>,
}

impl Charted {
    /// `model` seen through `chart`.
    pub fn new(model: Arc<dyn Model>, chart: Arc<dyn Chart>) -> Self {
        Self { model, chart }
    }

    /// The chart it is seen through.
    pub fn chart(&self) -> &dyn Chart {
        self.chart.as_ref()
    }
}

impl Model for Charted {
    fn contains(&self, at: Point) -> bool {
        self.chart.contains(at) && self.model.contains(self.own(at))
    }

    fn is_in_reach(&self, at: Point) -> bool {
        self.model.is_in_reach(self.own(at))
    }

    fn holds(&self, at: Point) -> bool {
        self.chart.contains(at) && self.model.holds(self.own(at))
    }

    fn loss(&self, at: Point) -> f64 {
        self.model.loss(self.own(at))
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.model.loss_change(&self.chart.segment_to_own(along))
    }

    fn gradient(&self, at: Point) -> Covector {
        self.chart.jacobian(at).pull_covector(self.model.gradient(self.own(at)))
    }

    fn mean_score(&self, at: Point) -> Covector {
        self.chart.jacobian(at).pull_covector(self.model.mean_score(self.own(at)))
    }

    fn fisher(&self, at: Point) -> Symmetric {
        self.chart.jacobian(at).pull_form(self.model.fisher(self.own(at)))
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        let own = self.model.empirical_fisher(self.own(at))?;
        Some(self.chart.jacobian(at).pull_form(own))
    }

    /// In natural coordinates a likelihood's Hessian is its Fisher matrix
    /// (docs/mathematics/exponential-families.md#u1), which the general formula
    /// finds only by cancelling larger terms.
    fn hessian(&self, at: Point) -> Symmetric {
        if self.is_likelihood() && self.flat_connection() == Some(Connection::Exponential) {
            return self.fisher(at);
        }
        let own = self.own(at);
        let [first, second] = self.chart.bend(at, self.model.gradient(own));
        let tensor_part = self.chart.jacobian(at).pull_form(self.model.hessian(own));
        let terms = [tensor_part, first, second];
        Symmetric([0, 1, 2].map(|k| sum_or_zero(terms.map(|form| form.0[k]))))
    }

    /// Raised in the model's own coordinates and carried over: the arrow is
    /// the same, and no chart's scaling can make it ill-conditioned.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        let own = self.model.natural_gradient(self.own(at))?;
        finite(self.chart.jacobian(at).pull(own))
    }

    fn slopes(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        let (gradient, arrow) = self.model.slopes(self.own(at));
        let jacobian = self.chart.jacobian(at);
        (jacobian.pull_covector(gradient), arrow.and_then(|own| finite(jacobian.pull(own))))
    }

    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        let jacobian = self.chart.jacobian(at);
        let [u, v] = self.model.frame(self.own(at))?;
        Ok([finite(jacobian.pull(u))?, finite(jacobian.pull(v))?])
    }

    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        self.model.kl(&self.chart.segment_to_own(along), direction)
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let own = self.model.kl_differential(&self.chart.segment_to_own(along), direction);
        self.chart.jacobian(along.to).pull_covector(own)
    }

    fn spending(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        let (kl, own) = self.model.spending(&self.chart.segment_to_own(along), direction);
        (kl, self.chart.jacobian(along.to).pull_covector(own))
    }

    fn distance(&self, along: &Segment) -> Option<f64> {
        self.model.distance(&self.chart.segment_to_own(along))
    }

    fn geodesic(&self, connection: Connection, from: Point, velocity: Tangent) -> Option<Segment> {
        if self.flat_connection() == Some(connection) {
            let straight = Segment::step(from, velocity);
            return self.contains(straight.to).then_some(straight);
        }
        let own_velocity = self.chart.jacobian(from).push(velocity);
        self.seen_from(from, &self.model.geodesic(connection, self.own(from), own_velocity)?)
    }

    fn kl_of_geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64 {
        if self.flat_connection() == Some(connection) {
            // No Jacobian knows the velocity better than the chart itself.
            let end = self.geodesic(connection, from, velocity);
            return end.map_or(f64::INFINITY, |end| self.kl(&end, direction));
        }
        let own_velocity = self.chart.jacobian(from).push(velocity);
        self.model.kl_of_geodesic(connection, self.own(from), own_velocity, direction)
    }

    fn kl_limit(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64 {
        let own_velocity = self.chart.jacobian(from).push(velocity);
        self.model.kl_limit(connection, self.own(from), own_velocity, direction)
    }

    fn ray(&self, direction: Direction) -> Connection {
        self.model.ray(direction)
    }

    fn has_closed_form(&self, connection: Connection) -> bool {
        self.model.has_closed_form(connection)
    }

    fn beneath(&self) -> Option<&dyn Model> {
        Some(self.model.as_ref())
    }

    fn own(&self, at: Point) -> Point {
        self.chart.to_own(at)
    }

    /// Mapping there and back may round, but what is too short to leave `from` stays there.
    fn seen_from(&self, from: Point, own: &Segment) -> Option<Segment> {
        let mut here = Segment { from, ..self.chart.segment_from_own(own) };
        if from + here.difference == from {
            here.to = from;
        }
        self.contains(here.to).then_some(here)
    }

    fn push(&self, at: Point, tangents: [Tangent; 2]) -> [Tangent; 2] {
        let jacobian = self.chart.jacobian(at);
        tangents.map(|d| jacobian.push(d))
    }

    fn pull(&self, at: Point, tangents: [Tangent; 2]) -> [Tangent; 2] {
        let jacobian = self.chart.jacobian(at);
        tangents.map(|d| jacobian.pull(d))
    }

    fn flat_connection(&self) -> Option<Connection> {
        self.chart.flat_connection()
    }

    fn is_likelihood(&self) -> bool {
        self.model.is_likelihood()
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        self.model.descent_path(direction)
    }

    fn convex_up_to(&self, direction: Direction) -> f64 {
        self.chart.convex_up_to(direction)
    }

    fn one_minimum_up_to(&self, direction: Direction) -> f64 {
        self.model.one_minimum_up_to(direction)
    }

    fn convex_change(&self) -> f64 {
        self.chart.convex_change()
    }

    fn rises_with_second(&self) -> bool {
        self.chart.rises_with_second()
    }

    fn least_cost(&self, at: Point, change: f64) -> f64 {
        self.model.least_cost(self.own(at), change)
    }

    fn infimum(&self, from: Point) -> Option<Segment> {
        self.seen_from(from, &self.model.infimum(self.own(from))?)
    }

    fn connects(&self, from: Point, to: Point) -> bool {
        self.chart.connects(from, to) && self.model.connects(self.own(from), self.own(to))
    }

    fn recessions(&self, from: Point, radius: f64, direction: Direction) -> Vec<Tangent> {
        let jacobian = self.chart.jacobian(from);
        let own = self.model.recessions(self.own(from), radius, direction);
        own.into_iter().map(|d| jacobian.pull(d)).collect()
    }

    fn center(&self) -> Point {
        self.chart.from_own(self.model.center())
    }

    fn landmarks(&self) -> Vec<Point> {
        let here = self.model.landmarks().into_iter().map(|own| self.chart.from_own(own));
        here.filter(|point| point.is_finite()).collect()
    }

    fn units(&self) -> Units {
        self.model.units()
    }

    fn optimum(&self) -> Option<Point> {
        let here = self.chart.from_own(self.model.optimum()?);
        self.contains(here).then_some(here)
    }

    fn density(&self, at: Point, x: f64) -> f64 {
        self.model.density(self.own(at), x)
    }

    fn affine(&self, at: Point, scale: f64, shift: f64) -> Option<Point> {
        self.model.affine(self.own(at), scale, shift).map(|own| self.chart.from_own(own))
    }

    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        self.model.sample(self.own(at), count, seed)
    }

    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let jacobian = self.chart.jacobian(at);
        let own = self.model.scores(self.own(at), observations);
        own.into_iter().map(|score| jacobian.pull_covector(score)).collect()
    }

    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        self.model.integrand(&self.chart.segment_to_own(along), x)
    }

    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let model = self.model.sampled(self.own(at), size, random)?;
        Some(Arc::new(Self { model, chart: Arc::clone(&self.chart) }))
    }

    fn count(&self) -> usize {
        self.model.count()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        let model = self.model.only(index)?;
        Some(Arc::new(Self { model, chart: Arc::clone(&self.chart) }))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        let model = self.model.imagined(self.own(at), random)?;
        Some(Arc::new(Self { model, chart: Arc::clone(&self.chart) }))
    }

    fn informative(&self, at: Point, size: usize) -> f64 {
        self.model.informative(self.own(at), size)
    }
}

/// The sum, or zero where all of it is rounding: a loss that is linear in a
/// chart has no curvature there, and must not seem to have some.
fn sum_or_zero(terms: [f64; 3]) -> f64 {
    const ROUNDING: f64 = 16.0 * f64::EPSILON;
    let sum: f64 = terms.iter().sum();
    let size: f64 = terms.iter().map(|term| term.abs()).sum();
    if sum.abs() <= ROUNDING * size { 0.0 } else { sum }
}

fn finite(d: Tangent) -> Result<Tangent, Singular> {
    if d.is_finite() { Ok(d) } else { Err(Singular) }
}
