//! What a step makes small.

use super::{Connection, Direction};
use crate::geometry::{Covector, Jacobian, Point, Segment, Singular, Symmetric, Tangent};

/// How precise a value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// To rounding.
    All,
    /// To six digits at least, where that is quicker: enough to find out where a minimum is.
    Six,
}

/// A loss on a family of distributions, with its derivatives.
///
/// A method with a default either follows from the others, or its default says that nothing is
/// known: that costs time or digits, and never makes a result wrong. All others are required, so a
/// chart cannot forget one.
pub trait Loss {
    /// The loss: mean negative log-likelihood `−(1/n) Σ ln p(xᵢ)` of the data, a
    /// divergence (nats), or minus the expected return of a policy.
    fn loss(&self, at: Point) -> f64;

    /// `L(to) − L(from)` (nats).
    fn loss_change(&self, along: &Segment) -> f64;

    /// `∇L`, the differential of the loss (nats per coordinate unit).
    fn gradient(&self, at: Point) -> Covector;

    /// [`Loss::loss`] and [`Loss::gradient`]; a model may find both in one pass.
    fn loss_and_gradient(&self, at: Point, _: Digits) -> (f64, Covector) {
        (self.loss(at), self.gradient(at))
    }

    /// `F⁻¹ ∇L`, a tangent that every chart agrees on.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix has no inverse.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular>;

    /// [`Loss::gradient`] and [`Loss::natural_gradient`], what every step asks
    /// for; a model may find both in one pass over its data.
    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>);

    /// `H⁻¹∇L`, where `H` has the second derivatives in expectation parameters; `None` where it is not known
    /// without cancellation.
    ///
    /// # Errors
    /// [`Singular`] where `H` has no inverse.
    fn newton_arrow(&self, _at: Point) -> Option<Result<Tangent, Singular>> {
        None
    }

    /// How fast `ln p` of three outcomes grows along `F⁻¹∇L`, with all digits of each, and `∇L`; both in the
    /// model's own coordinates. A tangent has lost the rate of an outcome that grows slowly beside one that grows
    /// 10⁹ times as fast. `None` where there are no three outcomes, or a tangent has all digits.
    fn gradient_and_rates(&self, _: Point) -> Option<(Covector, [f64; 3])> {
        None
    }

    /// The place that the mixture geodesic along `−F⁻¹∇L` reaches after this time, in the model's own
    /// coordinates: at time 1 it comes to the data. `None` where it has left the family before, or where the place
    /// is not known without the velocity.
    fn toward_data(&self, _from: Point, _time: f64) -> Option<Segment> {
        None
    }

    /// Whether [`Loss::toward_data`] is known.
    fn knows_way_to_data(&self) -> bool {
        false
    }

    /// `∇²L`, the matrix of second derivatives; no tensor away from an optimum.
    fn hessian(&self, at: Point) -> Symmetric;

    /// Second moment of the score over the data; `None` where there are no data.
    /// It is not the Fisher matrix, even at the optimum (Kunstner et al. 2019).
    fn empirical_fisher(&self, at: Point) -> Option<Symmetric>;

    /// The same in coordinates with this Jacobian matrix: by another way where that would cancel.
    fn empirical_fisher_through(&self, at: Point, jacobian: &Jacobian) -> Option<Symmetric> {
        Some(jacobian.pull_form(self.empirical_fisher(at)?))
    }

    /// Where the loss is least, for a likelihood the maximum-likelihood
    /// estimate; `None` where it is least nowhere.
    fn optimum(&self) -> Option<Point>;

    /// Every local minimum of the loss that is known, the lowest first.
    fn optima(&self) -> Vec<Point>;

    /// The logarithm of the density (per unit of `x`) that the loss is the divergence
    /// from or to; `None` where the loss is none.
    fn target_log_density(&self, x: f64) -> Option<f64>;

    /// Whether the loss is a mean negative log-likelihood. In the natural
    /// coordinates of an exponential family `∇²L` is then the Fisher matrix and
    /// `L(to) = L(from) + ⟨∇L, to − from⟩ + KL(from ‖ to)` exactly
    /// (docs/mathematics/exponential-families.md#u1, docs/mathematics/exponential-families.md#u3).
    fn is_likelihood(&self) -> bool;

    /// The flat connection, if it is known, on whose geodesics the loss is least
    /// over an exact ball: those that leave the centre along `−F⁻¹∇L`
    /// (docs/mathematics/exact-steps.md#trust-region, docs/mathematics/policy.md#p3). Only an
    /// exponential family has one.
    fn descent_path(&self, direction: Direction) -> Option<Connection>;

    /// The place of the ball of this direction around `from` at which the loss is least, where it is known in
    /// closed form and is on the boundary; both in the model's own coordinates.
    fn least_on_ball(&self, _from: Point, _radius: f64, _: Direction) -> Option<Segment> {
        None
    }

    /// Where a descent that has its infimum on the edge of the family ends, cut
    /// just before it; `None` where there is no sensible place to cut.
    fn infimum(&self, from: Point) -> Option<Segment>;

    /// The radius (nats) up to which the loss has one minimum on every ball of
    /// this direction: both are then convex in the same coordinates, whichever
    /// these are. 0 where that is not known, or depends on the centre.
    fn one_minimum_up_to(&self, direction: Direction) -> f64;
}

/// Whether the loss is linear in the expectation parameters of an exponential family: its minima on
/// balls of `KL(new ‖ old)` then lie on exponential geodesics, which is so for no likelihood
/// (docs/mathematics/policy.md#p3).
pub fn is_linear_in_expectations(loss: &(impl Loss + ?Sized)) -> bool {
    !loss.is_likelihood() && loss.descent_path(Direction::NewOld) == Some(Connection::Exponential)
}
