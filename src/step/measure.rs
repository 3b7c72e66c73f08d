//! How a rule measures its steps, which decides the ball that it obeys.

use crate::ball::{self, BallKind, NoBall, Precision};
use crate::geometry::{Point, Segment, Symmetric};
use crate::model::{Direction, Model};

/// How the size of a step `Δ = θ' − θ` is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// `|Δ|`, in chart units.
    Euclidean,
    /// `½ ΔᵀGΔ`, in nats where `G` is a Fisher matrix or a Hessian.
    Quadratic(Symmetric),
    /// The divergence itself, in nats.
    Kl(Direction),
}

impl Measure {
    /// The size of a step.
    pub fn size(&self, model: &dyn Model, step: &Segment) -> f64 {
        match *self {
            Self::Euclidean => step.difference.length(),
            Self::Quadratic(form) => 0.5 * form.apply(step.difference, step.difference),
            Self::Kl(direction) => model.kl(step, direction),
        }
    }

    /// The boundary of the ball of this radius around `center`; see [`ball::boundary`].
    ///
    /// # Errors
    /// [`NoBall`] where the matrix that measures overflows or is not positive definite.
    pub fn boundary(
        &self,
        model: &dyn Model,
        center: Point,
        radius: f64,
        count: usize,
        precision: Precision,
    ) -> Result<Vec<Option<Point>>, NoBall> {
        let kind = match *self {
            Self::Euclidean => BallKind::Euclidean,
            Self::Kl(direction) => BallKind::Kl(direction),
            Self::Quadratic(form) if form.0.iter().any(|entry| !entry.is_finite()) => {
                return Err(NoBall::Singular);
            }
            // The model computes the axes of its Fisher ellipse without an inverse.
            Self::Quadratic(form) if form == model.fisher(center) => BallKind::Fisher,
            Self::Quadratic(form) => return Ok(ball::ellipse(form, center, radius, count)?),
        };
        ball::boundary(model, kind, center, radius, count, precision)
    }
}
