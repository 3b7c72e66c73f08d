//! The function that is minimised over a ball.

use crate::geometry::{Covector, Point, Segment};
use crate::model::{Digits, Model};

/// A function to minimise over a ball, in the coordinates of its model.
pub enum Goal<'m> {
    /// `⟨g, θ' − θ⟩`.
    Linear(Covector),
    /// The change of this model's loss.
    Loss {
        /// The model.
        of: &'m dyn Model,
        /// The loss at the centre, where the change is no more precise than a difference.
        at_center: Option<f64>,
    },
}

impl<'m> Goal<'m> {
    /// The change of a model's loss from `center`.
    pub fn loss(of: &'m dyn Model, center: Point) -> Self {
        let is_precise = of.is_likelihood() && of.exponential().is_some();
        Self::Loss { of, at_center: (!is_precise).then(|| of.loss(center)) }
    }
}

impl Goal<'_> {
    /// Its value at the end of a segment. A linear goal is −∞ where the ball
    /// reaches across a singularity of the chart: the coordinates grow without
    /// bound on the way there.
    pub(super) fn value(&self, model: &dyn Model, to: &Segment) -> f64 {
        match self {
            Goal::Linear(g) if model.connects(to.from, to.to) => g.along(to.difference),
            Goal::Linear(_) => f64::NEG_INFINITY,
            Goal::Loss { of, at_center: Some(before) } => of.loss(to.to) - before,
            Goal::Loss { of, at_center: None } => of.loss_change(to),
        }
    }

    /// [`Goal::value`] and [`Goal::differential`] together, in less time than the two take; with so many digits.
    pub(super) fn value_and_differential(
        &self,
        model: &dyn Model,
        to: &Segment,
        digits: Digits,
    ) -> (f64, Covector) {
        match self {
            Goal::Loss { of, at_center: Some(before) } => {
                let (loss, gradient) = of.loss_and_gradient(to.to, digits);
                (loss - before, gradient)
            }
            _ => (self.value(model, to), self.differential(to)),
        }
    }

    /// Its differential there.
    pub(super) fn differential(&self, to: &Segment) -> Covector {
        match self {
            Goal::Linear(g) => *g,
            Goal::Loss { of, .. } => of.gradient(to.to),
        }
    }
}
