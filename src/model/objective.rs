//! What a family is fitted to.

use std::sync::Arc;

use super::{Loss, Model, Units};
use crate::geometry::Point;
use crate::numeric::random::Random;

/// What one and the same family can be used for: data to fit, a policy to
/// improve, a density to come near to. A loss in the family's own coordinates,
/// and what only it knows of the places worth looking at.
///
/// The families that take an objective hold it as a trait object: one that is
/// generic over it would be compiled, and downloaded by a page, once for each.
pub trait Objective: Loss + Send + Sync {
    /// Whether the loss and its derivatives at `at` are doubles.
    fn is_in_reach(&self, at: Point) -> bool;
    /// See [`Model::center`].
    fn center(&self) -> Point;
    /// See [`Model::landmarks`].
    fn landmarks(&self) -> Vec<Point>;
    /// See [`Model::units`].
    fn units(&self) -> Units;
    /// See [`Sampling::count`](super::Sampling::count).
    fn count(&self) -> usize;
    /// See [`Sampling::only`](super::Sampling::only).
    fn only(&self, index: usize) -> Option<Arc<dyn Model>>;
    /// See [`Sampling::imagined`](super::Sampling::imagined).
    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>>;
    /// See [`Sampling::sampled`](super::Sampling::sampled).
    fn sampled(&self, at: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>>;
    /// See [`Sampling::informative`](super::Sampling::informative).
    fn informative(&self, at: Point, size: usize) -> f64;
}
