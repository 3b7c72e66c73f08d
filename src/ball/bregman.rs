//! The divergence from a centre for drawings, from the loss alone: less precise than
//! [`Family::kl`](crate::model::Family::kl), and several times as fast where that is a sum over inputs.

use crate::geometry::{Covector, Point, Tangent};
use crate::model::{Connection, Model};

/// Least divergence (nats) that is found with enough digits: the loss is of the size of a nat,
/// and its rounding error about 10⁻¹⁶.
const LEAST: f64 = 1e-6;

/// A loss and its tangent at a centre, in the model's own coordinates.
pub(super) struct Bregman<'m> {
    own: &'m dyn Model,
    center: Point,
    loss: f64,
    gradient: Covector,
}

impl<'m> Bregman<'m> {
    /// For divergences from `center` of about `size` nats. `None` where the model is no exponential
    /// family fitted to data in its natural coordinates, or the size is too small.
    pub(super) fn new(model: &'m dyn Model, center: Point, size: f64) -> Option<Self> {
        let own = model.beneath().unwrap_or(model);
        let natural = own.exponential().is_some()
            && own.flat_connection() == Some(Connection::Exponential)
            && own.is_likelihood();
        if !natural || size < LEAST {
            return None;
        }
        let center = model.own(center);
        let (loss, gradient) = (own.loss(center), own.gradient(center));
        loss.is_finite().then_some(Self { own, center, loss, gradient })
    }

    /// `KL(centre ‖ η) = L(η) − L(centre) − ⟨∇L, η − centre⟩`
    /// (docs/mathematics/exponential-families.md#u3), for a point in own coordinates.
    pub(super) fn kl(&self, own: Point) -> f64 {
        let away: Tangent = own - self.center;
        self.own.loss(own) - self.loss - self.gradient.along(away)
    }
}
