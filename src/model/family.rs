//! Properties of a family of distributions that do not depend on data.

use super::Direction;
use crate::geometry::{Covector, Jacobian, Point, Segment, Singular, Symmetric, Tangent};

/// A two-parameter family of distributions, in some coordinates.
///
/// Points passed in must be in the domain (see [`Family::contains`]); for other points
/// the results are meaningless, but nothing panics. Methods that depend on the
/// coordinates have no default, so a chart must implement them.
pub trait Family {
    /// Whether `at` names a distribution of the family.
    fn contains(&self, at: Point) -> bool;

    /// Whether the loss at `at`, which is in the domain, and its derivatives in
    /// the model's own coordinates are numbers that double precision can hold.
    fn is_representable(&self, at: Point) -> bool;

    /// Both of the above: a run may start and land there.
    fn holds(&self, at: Point) -> bool {
        self.contains(at) && self.is_representable(at)
    }

    /// A tangent whose Fisher length is 1 at most at every point, in the model's own coordinates, where
    /// one is known. The squared length of a gradient is no less than the square of its value on it.
    fn short_tangent(&self) -> Option<Tangent>;

    /// Probability density at `x`; for labels the probability of a 1 at input
    /// `x`, for classes that of the class of number `x` (1, 2 or 3).
    fn density(&self, at: Point, x: f64) -> f64;

    /// The distribution of `scale·x + shift` where `x` has the one at `at`, in the
    /// same family with these observations; `None` where what is observed is no number.
    fn affine(&self, at: Point, scale: f64, shift: f64) -> Option<Point>;

    /// `E[∇ ln p]` under the model itself: zero up to rounding (docs/mathematics/conventions.md#score).
    fn mean_score(&self, at: Point) -> Covector;

    /// Fisher matrix `F = E[∇ ln p ∇ ln pᵀ]`, with observations drawn from the
    /// model and not from the data.
    fn fisher(&self, at: Point) -> Symmetric;

    /// The same in coordinates with this Jacobian matrix, `JᵀFJ`: by another way where that would cancel.
    fn fisher_through(&self, at: Point, jacobian: &Jacobian) -> Symmetric {
        jacobian.pull_form(self.fisher(at))
    }

    /// Two tangents that are orthonormal in the Fisher metric: radii of a unit
    /// Fisher ball.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix has no inverse.
    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular>;

    /// `KL(from ‖ to)` or `KL(to ‖ from)` (nats per observation), precise to
    /// a few 10⁻¹⁵ relative for every segment, however short.
    fn kl(&self, along: &Segment, direction: Direction) -> f64;

    /// `∂KL/∂to`, the differential of [`Family::kl`] at the segment's end.
    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector;

    /// [`Family::kl`] with [`Family::kl_differential`], for less than the price of both.
    fn kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector);

    /// The same with at least six digits, where that is quicker: enough to follow the edge of a ball.
    fn rough_kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        self.kl_and_differential(along, direction)
    }

    /// The part of `KL(from ‖ to)` at `x`: for densities the integrand `p ln(p/q)`
    /// (nats per unit of `x`); for labels the divergence at input `x`, whose mean
    /// over the inputs is the whole; for classes the term of class `x`, or 0 if
    /// there is no such class (nats).
    fn integrand(&self, along: &Segment, x: f64) -> f64;
}
