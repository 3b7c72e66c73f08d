//! The function that is minimised over a ball.

use crate::geometry::{Covector, Segment};
use crate::model::Model;

/// A function to minimise over a ball, in the coordinates of its model.
pub enum Goal<'m> {
    /// `⟨g, θ' − θ⟩`.
    Linear(Covector),
    /// The change of this model's loss.
    Loss(&'m dyn Model),
}

impl Goal<'_> {
    /// Its value at the end of a segment. A linear goal is −∞ where the ball
    /// reaches across a singularity of the chart: the coordinates grow without
    /// bound on the way there.
    pub(super) fn value(&self, model: &dyn Model, to: &Segment) -> f64 {
        match self {
            Goal::Linear(g) if model.connects(to.from, to.to) => g.along(to.difference),
            Goal::Linear(_) => f64::NEG_INFINITY,
            Goal::Loss(of) => of.loss_change(to),
        }
    }

    /// Its differential there.
    pub(super) fn differential(&self, to: &Segment) -> Covector {
        match self {
            Goal::Linear(g) => *g,
            Goal::Loss(of) => of.gradient(to.to),
        }
    }
}
