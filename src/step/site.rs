//! The point from which a rule steps.

use crate::geometry::{Covector, Point, Singular, Tangent};
use crate::model::Model;

/// The current point of a run, and the quantities that a rule may use there.
pub struct Site<'m> {
    /// The model in the chart the rule steps in.
    pub model: &'m dyn Model,
    /// What the rule minimises: `model` itself, or the same family with a
    /// sample in place of the data (see [`Batches::sampled`](crate::model::Batches::sampled)). Losses, their
    /// Hessian and the empirical Fisher matrix are asked of it, divergences
    /// and the Fisher matrix of `model`.
    pub objective: &'m dyn Model,
    /// The current point in that chart.
    pub at: Point,
    /// The differential of the loss at that point (nats per chart unit), or an estimate of it.
    pub gradient: Covector,
    /// Whether `gradient` is estimated from a sample. Closed forms of the model for
    /// the whole loss must then not be used.
    pub sampled: bool,
    /// The number of this step, counted from 1.
    pub count: u64,
    /// `F⁻¹g` of the whole loss, if it was found with the gradient.
    arrow: Option<Result<Tangent, Singular>>,
    /// Whether the gradient is certainly long, so that the run is far from rest.
    pub(super) is_far: bool,
}

impl<'m> Site<'m> {
    /// The point `at`, with the gradient of the whole loss.
    pub fn new(model: &'m dyn Model, at: Point, count: u64) -> Self {
        /// Squared Fisher length: a hundred times that of the longest gradient of a run that counts as at rest
        /// (`STILL` in `rest`).
        const LONG: f64 = 1e-18;
        let far = model.short_tangent().and_then(|own| {
            let (gradient, tangent) = (model.gradient(at), model.jacobian(at).pull(own));
            (gradient.along(tangent).powi(2) > LONG).then_some(gradient)
        });
        let is_far = far.is_some();
        let (gradient, arrow) = far.map_or_else(
            || {
                let (gradient, arrow) = model.both_gradients(at);
                (gradient, Some(arrow))
            },
            |gradient| (gradient, None),
        );
        Self { model, objective: model, at, gradient, sampled: false, count, arrow, is_far }
    }

    /// The point `at`, with the gradient of a sample's loss.
    pub fn on_sample(
        model: &'m dyn Model,
        objective: &'m dyn Model,
        at: Point,
        count: u64,
    ) -> Self {
        let gradient = objective.gradient(at);
        Self { model, objective, at, gradient, sampled: true, count, arrow: None, is_far: false }
    }

    /// `F⁻¹g`: the model's own arrow for the whole loss, which needs no
    /// inverse; for a sampled gradient `Σ ⟨g, u⟩ u` over the Fisher frame.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix has no inverse.
    pub fn natural_gradient(&self) -> Result<Tangent, Singular> {
        if !self.sampled {
            return self.arrow.unwrap_or_else(|| self.model.natural_gradient(self.at));
        }
        let [u, v] = self.model.frame(self.at)?;
        Ok(self.gradient.along(u) * u + self.gradient.along(v) * v)
    }
}
