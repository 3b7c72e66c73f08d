//! The pull-back: a model seen through a chart is again a model.
//!
//! There is one `impl` for each trait of a model. Each writes out all methods, also those with a default, and
//! clippy refuses the file if one is missing: a default could be slower or less precise than what the model knows.
//! What an exponential family adds is always given in the model's own coordinates, and is passed on unchanged.
#![deny(clippy::missing_trait_methods)]

use std::sync::Arc;

use super::Chart;
use crate::geometry::{Covector, Jacobian, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::{
    Batches, Connection, Coordinates, Digits, Direction, ExponentialFamily, Family, Geodesics,
    Loss, Model, OnePass, Sampling, SideBySide, Units, is_linear_in_expectations,
};
use crate::numeric::random::Random;

/// A model in the coordinates of a chart.
///
/// The chart is laid over a model in its own coordinates; charts are not stacked.
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

    /// The same chart over the same family with other data.
    fn over(&self, model: Arc<dyn Model>) -> Arc<dyn Model> {
        Arc::new(Self { model, chart: Arc::clone(&self.chart) })
    }

    /// The model's own gradient, and `F⁻¹∇L` in this chart from the rates of three outcomes; `None`
    /// where a chart or a model does not know those.
    fn by_rates(&self, at: Point) -> Option<(Covector, Tangent)> {
        if !self.chart.knows_rates() {
            return None;
        }
        let (gradient, rates) = self.model.gradient_and_rates(self.own(at))?;
        Some((gradient, self.chart.velocity(at, rates)?))
    }
}

impl Model for Charted {
    /// In the model's own coordinates, as everywhere.
    fn exponential(&self) -> Option<&dyn ExponentialFamily> {
        self.model.exponential()
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

    fn moments(&self) -> Option<[f64; 3]> {
        self.model.moments()
    }

    /// In the model's own coordinates, as everywhere.
    fn one_pass(&self) -> Option<&dyn OnePass> {
        self.model.one_pass()
    }

    fn advance_nodes(&self, most: usize) -> bool {
        self.model.advance_nodes(most)
    }

    /// In the model's own coordinates, as everywhere.
    fn side_by_side(&self) -> Option<&dyn SideBySide> {
        self.model.side_by_side()
    }
}

impl Coordinates for Charted {
    fn beneath(&self) -> Option<&dyn Model> {
        Some(self.model.as_ref())
    }

    fn own(&self, at: Point) -> Point {
        self.chart.to_own(at)
    }

    fn jacobian(&self, at: Point) -> Jacobian {
        self.chart.jacobian(at)
    }

    /// The map to own coordinates and back may round. A step that is too short to change `from` still does
    /// not change it.
    fn seen_from(&self, from: Point, own: &Segment) -> Option<Segment> {
        let mut here = Segment { from, ..self.chart.segment_from_own(own) };
        if from + here.difference == from {
            here.to = from;
        }
        self.contains(here.to).then_some(here)
    }

    fn own_segment(&self, along: &Segment) -> Segment {
        self.chart.segment_to_own(along)
    }

    fn beside(&self, own: Point) -> Option<(Arc<dyn Model>, Point)> {
        let chart = self.chart.beside(own)?;
        let at = chart.from_own(own);
        Some((Arc::new(Self { model: Arc::clone(&self.model), chart }), at))
    }

    fn lowest_on_ball(
        &self,
        own: Point,
        g: Covector,
        radius: f64,
        direction: Direction,
    ) -> Option<Option<Segment>> {
        self.chart.lowest_on_ball(own, g, radius, direction)
    }

    fn nearest(&self, own: Point) -> Option<Point> {
        self.chart.nearest(own)
    }

    fn connects(&self, from: Point, to: Point) -> bool {
        self.chart.connects(from, to) && self.model.connects(self.own(from), self.own(to))
    }

    fn flat_connection(&self) -> Option<Connection> {
        self.chart.flat_connection()
    }

    fn convex_up_to(&self, direction: Direction) -> f64 {
        self.chart.convex_up_to(direction)
    }

    fn convex_change(&self) -> f64 {
        self.chart.convex_change()
    }

    fn rises_with_second(&self) -> bool {
        self.chart.rises_with_second()
    }
}

impl Family for Charted {
    fn contains(&self, at: Point) -> bool {
        self.chart.contains(at) && self.model.contains(self.own(at))
    }

    fn is_representable(&self, at: Point) -> bool {
        self.model.is_representable(self.own(at))
    }

    /// The point is converted once for both checks.
    fn holds(&self, at: Point) -> bool {
        self.chart.contains(at) && self.model.holds(self.own(at))
    }

    /// In the model's own coordinates, as everywhere.
    fn short_tangent(&self) -> Option<Tangent> {
        self.model.short_tangent()
    }

    fn density(&self, at: Point, x: f64) -> f64 {
        self.model.density(self.own(at), x)
    }

    fn affine(&self, at: Point, scale: f64, shift: f64) -> Option<Point> {
        self.model.affine(self.own(at), scale, shift).map(|own| self.chart.from_own(own))
    }

    fn mean_score(&self, at: Point) -> Covector {
        self.chart.jacobian(at).pull_covector(self.model.mean_score(self.own(at)))
    }

    fn fisher(&self, at: Point) -> Symmetric {
        self.model.fisher_through(self.own(at), &self.chart.jacobian(at))
    }

    fn fisher_through(&self, at: Point, jacobian: &Jacobian) -> Symmetric {
        jacobian.pull_form(self.fisher(at))
    }

    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        let jacobian = self.chart.jacobian(at);
        let [u, v] = self.model.frame(self.own(at))?;
        Ok([jacobian.pull(u).finite()?, jacobian.pull(v).finite()?])
    }

    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        self.model.kl(&self.chart.segment_to_own(along), direction)
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let own = self.model.kl_differential(&self.chart.segment_to_own(along), direction);
        self.chart.jacobian(along.to).pull_covector(own)
    }

    fn kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        let (kl, own) =
            self.model.kl_and_differential(&self.chart.segment_to_own(along), direction);
        (kl, self.chart.jacobian(along.to).pull_covector(own))
    }

    fn rough_kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        let (kl, own) =
            self.model.rough_kl_and_differential(&self.chart.segment_to_own(along), direction);
        (kl, self.chart.jacobian(along.to).pull_covector(own))
    }

    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        self.model.integrand(&self.chart.segment_to_own(along), x)
    }
}

impl Geodesics for Charted {
    fn distance(&self, along: &Segment) -> Option<f64> {
        self.model.distance(&self.chart.segment_to_own(along))
    }

    fn geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
    ) -> Result<Segment, f64> {
        if self.flat_connection() == Some(connection) {
            let straight = Segment::step(from, velocity);
            return self.contains(straight.to).then_some(straight).ok_or(1.0);
        }
        let own_velocity = self.chart.jacobian(from).push(velocity);
        let end = self.model.geodesic(connection, self.own(from), own_velocity)?;
        self.seen_from(from, &end).ok_or(1.0)
    }

    fn has_singular_line(&self) -> bool {
        self.model.has_singular_line()
    }

    fn length(&self, along: &Segment) -> f64 {
        self.model.length(&self.chart.segment_to_own(along))
    }
}

impl Loss for Charted {
    fn loss(&self, at: Point) -> f64 {
        self.model.loss(self.own(at))
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.model.loss_change(&self.chart.segment_to_own(along))
    }

    fn gradient(&self, at: Point) -> Covector {
        self.chart.jacobian(at).pull_covector(self.model.gradient(self.own(at)))
    }

    fn loss_and_gradient(&self, at: Point, digits: Digits) -> (f64, Covector) {
        let (loss, gradient) = self.model.loss_and_gradient(self.own(at), digits);
        (loss, self.chart.jacobian(at).pull_covector(gradient))
    }

    /// Computed in the model's own coordinates and converted. The arrow is the same in every chart, and the
    /// scale of a chart cannot make the computation ill-conditioned.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        if let Some((_, arrow)) = self.by_rates(at) {
            return arrow.finite();
        }
        let own = self.model.natural_gradient(self.own(at))?;
        self.chart.jacobian(at).pull(own).finite()
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        if let Some((gradient, arrow)) = self.by_rates(at) {
            return (self.chart.jacobian(at).pull_covector(gradient), arrow.finite());
        }
        let (gradient, arrow) = self.model.both_gradients(self.own(at));
        let jacobian = self.chart.jacobian(at);
        (jacobian.pull_covector(gradient), arrow.and_then(|own| jacobian.pull(own).finite()))
    }

    fn newton_arrow(&self, at: Point) -> Option<Result<Tangent, Singular>> {
        let own = self.model.newton_arrow(self.own(at))?;
        Some(own.and_then(|own| self.chart.jacobian(at).pull(own).finite()))
    }

    /// In the model's own coordinates, as everywhere.
    fn gradient_and_rates(&self, own: Point) -> Option<(Covector, [f64; 3])> {
        self.model.gradient_and_rates(own)
    }

    /// In the model's own coordinates, as everywhere.
    fn toward_data(&self, from: Point, time: f64) -> Option<Segment> {
        self.model.toward_data(from, time)
    }

    fn knows_way_to_data(&self) -> bool {
        self.model.knows_way_to_data()
    }

    /// In natural coordinates a likelihood's Hessian is its Fisher matrix
    /// (docs/mathematics/exponential-families.md#u1), which the general formula
    /// finds only by cancelling larger terms. A loss that is linear in expectation
    /// parameters (docs/mathematics/policy.md#p3) has no curvature there.
    fn hessian(&self, at: Point) -> Symmetric {
        if is_linear_in_expectations(self) && self.flat_connection() == Some(Connection::Mixture) {
            return Symmetric::default();
        }
        if self.is_likelihood() && self.flat_connection() == Some(Connection::Exponential) {
            return self.fisher(at);
        }
        let own = self.own(at);
        let gradient = self.model.gradient(own);
        if self.is_likelihood()
            && let Some(term) = self.chart.natural_second_order_term(at, gradient)
        {
            return self.fisher(at) + term;
        }
        let [first, second] = self.chart.second_order_term(at, gradient);
        let tensor_part = self.chart.jacobian(at).pull_form(self.model.hessian(own));
        let terms = [tensor_part, first, second];
        Symmetric([0, 1, 2].map(|k| sum_or_zero(terms.map(|form| form.0[k]))))
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        self.model.empirical_fisher_through(self.own(at), &self.chart.jacobian(at))
    }

    fn empirical_fisher_through(&self, at: Point, jacobian: &Jacobian) -> Option<Symmetric> {
        Some(jacobian.pull_form(self.empirical_fisher(at)?))
    }

    fn optimum(&self) -> Option<Point> {
        let here = self.chart.from_own(self.model.optimum()?);
        self.contains(here).then_some(here)
    }

    fn optima(&self) -> Vec<Point> {
        let here = self.model.optima().into_iter().map(|own| self.chart.from_own(own));
        here.filter(|&at| self.contains(at)).collect()
    }

    fn target_log_density(&self, x: f64) -> Option<f64> {
        self.model.target_log_density(x)
    }

    fn is_likelihood(&self) -> bool {
        self.model.is_likelihood()
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        self.model.descent_path(direction)
    }

    /// In the model's own coordinates, as everywhere.
    fn least_on_ball(&self, from: Point, radius: f64, direction: Direction) -> Option<Segment> {
        self.model.least_on_ball(from, radius, direction)
    }

    fn infimum(&self, from: Point) -> Option<Segment> {
        self.seen_from(from, &self.model.infimum(self.own(from))?)
    }

    fn one_minimum_up_to(&self, direction: Direction) -> f64 {
        self.model.one_minimum_up_to(direction)
    }
}

impl Sampling for Charted {
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        self.model.sample(self.own(at), count, seed)
    }

    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let jacobian = self.chart.jacobian(at);
        let own = self.model.scores(self.own(at), observations);
        own.into_iter().map(|score| jacobian.pull_covector(score)).collect()
    }
}

impl Batches for Charted {
    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        self.model.sampled(self.own(at), size, random).map(|model| self.over(model))
    }

    fn count(&self) -> usize {
        self.model.count()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        self.model.only(index).map(|model| self.over(model))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        self.model.imagined(self.own(at), random).map(|model| self.over(model))
    }

    fn informative(&self, at: Point, size: usize) -> f64 {
        self.model.informative(self.own(at), size)
    }
}

/// A sum that is no larger than this share of its terms is rounding.
pub(super) const ROUNDING: f64 = 16.0 * f64::EPSILON;

/// The sum, or zero where all of it is rounding: a loss that is linear in a
/// chart has no curvature there, and must not seem to have some.
fn sum_or_zero(terms: [f64; 3]) -> f64 {
    let sum: f64 = terms.iter().sum();
    let size: f64 = terms.iter().map(|term| term.abs()).sum();
    if sum.abs() <= ROUNDING * size { 0.0 } else { sum }
}
