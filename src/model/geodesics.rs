//! Geodesics of a family, and the Fisher–Rao distance.

use super::{Connection, Direction, Family};
use crate::geometry::{Point, Segment, Tangent};

/// Geodesics and the Fisher–Rao distance.
pub trait Geodesics: Family {
    /// Fisher–Rao distance (dimensionless; a short one is `√(2 KL)`); `None`
    /// where it has no closed form.
    fn distance(&self, along: &Segment) -> Option<f64>;

    /// The exponential map of a connection: where one arrives from `from` at
    /// time one with initial `velocity`.
    ///
    /// # Errors
    /// Where the path leaves the family before that, or the family has no such connection: every family has the
    /// Levi-Civita connection, an exponential family the other two as well. The error is a time
    /// up to which the path is cut off at the latest: where the integration of a path stopped, and 1 for a closed form.
    fn geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
    ) -> Result<Segment, f64>;

    /// Whether the Fisher matrix has no inverse on a line inside the family. Shortest paths end there.
    fn has_singular_line(&self) -> bool;

    /// [`Geodesics::distance`], or where it has no closed form
    /// `√(KL(from ‖ to) + KL(to ‖ from))`. The two differ by a relative error of
    /// second order in the distance, because the cubic terms of the sum cancel
    /// against the change of the metric.
    fn length(&self, along: &Segment) -> f64 {
        let both = || self.kl(along, Direction::OldNew) + self.kl(along, Direction::NewOld);
        self.distance(along).unwrap_or_else(|| both().sqrt())
    }
}
