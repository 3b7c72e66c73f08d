//! What a family is fitted to.
//!
//! A family passes every method of [`Loss`] on to its objective, also those with a default: clippy
//! refuses the file if one is missing.
#![deny(clippy::missing_trait_methods)]

use std::sync::Arc;

use super::{Batches, Connection, Digits, Direction, Loss, Model, Place, Units};
use crate::geometry::{Covector, Jacobian, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::random::Random;

/// What one and the same family can be used for: data to fit, a policy to
/// improve, a density to come near to. A loss in the family's own coordinates,
/// and what only it knows of the places worth looking at.
///
/// The families that take an objective hold it as a trait object: one that is
/// generic over it would be compiled, and downloaded by a page, once for each.
pub trait Objective: Loss + Send + Sync {
    /// Whether the loss and its derivatives at `at` are doubles.
    fn is_representable(&self, at: Point) -> bool;
    /// See [`Model::center`].
    fn center(&self) -> Point;
    /// See [`Model::landmarks`].
    fn landmarks(&self) -> Vec<Point>;
    /// See [`Model::units`].
    fn units(&self) -> Units;
    /// See [`Model::moments`].
    fn moments(&self) -> Option<[f64; 3]>;
    /// See [`SideBySide::losses`](super::SideBySide::losses).
    fn losses(&self, _: &[Place], _: &mut [f64]) -> bool {
        false
    }
    /// The observations or episodes it can draw; `None` where there is nothing to draw.
    fn batches(&self) -> Option<&dyn Batches>;
}

/// A family that takes an objective: its loss and its batches are those of the objective.
pub(super) trait HasObjective {
    /// What it is fitted to.
    fn objective(&self) -> &dyn Objective;
}

impl<F: HasObjective> Loss for F {
    fn loss(&self, at: Point) -> f64 {
        self.objective().loss(at)
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.objective().loss_change(along)
    }

    fn gradient(&self, at: Point) -> Covector {
        self.objective().gradient(at)
    }

    fn loss_and_gradient(&self, at: Point, digits: Digits) -> (f64, Covector) {
        self.objective().loss_and_gradient(at, digits)
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        self.objective().natural_gradient(at)
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        self.objective().both_gradients(at)
    }

    fn newton_arrow(&self, at: Point) -> Option<Result<Tangent, Singular>> {
        self.objective().newton_arrow(at)
    }

    fn gradient_and_rates(&self, at: Point) -> Option<(Covector, [f64; 3])> {
        self.objective().gradient_and_rates(at)
    }

    fn toward_data(&self, from: Point, time: f64) -> Option<Segment> {
        self.objective().toward_data(from, time)
    }

    fn knows_way_to_data(&self) -> bool {
        self.objective().knows_way_to_data()
    }

    fn hessian(&self, at: Point) -> Symmetric {
        self.objective().hessian(at)
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        self.objective().empirical_fisher(at)
    }

    fn empirical_fisher_through(&self, at: Point, jacobian: &Jacobian) -> Option<Symmetric> {
        self.objective().empirical_fisher_through(at, jacobian)
    }

    fn optimum(&self) -> Option<Point> {
        self.objective().optimum()
    }

    fn optima(&self) -> Vec<Point> {
        self.objective().optima()
    }

    fn target_log_density(&self, x: f64) -> Option<f64> {
        self.objective().target_log_density(x)
    }

    fn is_likelihood(&self) -> bool {
        self.objective().is_likelihood()
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        self.objective().descent_path(direction)
    }

    fn least_on_ball(&self, from: Point, radius: f64, direction: Direction) -> Option<Segment> {
        self.objective().least_on_ball(from, radius, direction)
    }

    fn infimum(&self, from: Point) -> Option<Segment> {
        self.objective().infimum(from)
    }

    fn one_minimum_up_to(&self, direction: Direction) -> f64 {
        self.objective().one_minimum_up_to(direction)
    }
}

impl<F: HasObjective> Batches for F {
    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        self.objective().batches()?.sampled(at, size, random)
    }

    fn count(&self) -> usize {
        self.objective().batches().map_or(0, Batches::count)
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        self.objective().batches()?.only(index)
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        self.objective().batches()?.imagined(at, random)
    }

    fn informative(&self, at: Point, size: usize) -> f64 {
        self.objective().batches().map_or(1.0, |batches| batches.informative(at, size))
    }
}
