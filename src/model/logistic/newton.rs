//! Newton's method: the maximum-likelihood estimate, and mixture geodesics.

use super::Logistic;
use crate::geometry::{Point, Segment, Tangent};
use crate::model::{Direction, Family, Loss};

/// Most Newton steps of one solution; each changes the log-odds by about one at least.
const MOST_STEPS: usize = 200;

/// Most halvings of one Newton step.
const MOST_HALVINGS: usize = 40;

/// Relative length below which a Newton step is taken without comparing values: it is
/// in the region of quadratic convergence, and differences of values are only rounding.
const SURE: f64 = 1e-4;

/// Relative length of a Newton step that is taken as the last: the error left
/// is of the order of its square, below rounding.
const ARRIVED: f64 = 1e-9;

impl Logistic {
    /// Newton's method, starting with the overall frequency of the labels. Steps are
    /// halved while the loss rises. The loss is convex, so there is only one minimum.
    pub(super) fn maximum_likelihood(&self) -> Option<Point> {
        if self.data.is_separable() {
            return None;
        }
        let share = self.data.labels.iter().sum::<f64>() / self.data.labels.len() as f64;
        let mut at = Point(0.0, (share / (1.0 - share)).ln());
        for _ in 0..MOST_STEPS {
            let mut step = -self.natural_gradient(at).ok()?;
            let size = at.0.hypot(at.1).max(1.0);
            if step.length() > SURE * size {
                step = halved(step, self.loss(at), |step| self.loss(at + step));
            }
            at = at + step;
            if step.length() <= ARRIVED * size {
                break;
            }
        }
        at.is_finite().then_some(at)
    }

    /// The step `Δ` with `(1/n) Σ (σ(z + Δz) − σ(z)) (u, 1) = F·velocity`: the
    /// mean parameters move on a line. The minimum of the convex
    /// `KL(from ‖ from + Δ) − ⟨F·velocity, Δ⟩` by Newton's method; `None` where
    /// it has none, the line having left the family.
    pub(super) fn mixture_step(&self, from: Point, velocity: Tangent) -> Option<Tangent> {
        let target = self.fisher(from).lower(velocity);
        let objective = |step: Tangent| {
            let segment = Segment::step(from, step);
            self.kl(&segment, Direction::OldNew) - target.along(step)
        };
        let mut step = velocity;
        let mut value = objective(step);
        if value >= 0.0 {
            (step, value) = (Tangent::default(), 0.0);
        }
        for _ in 0..MOST_STEPS {
            let segment = Segment::step(from, step);
            let residual = self.kl_differential(&segment, Direction::OldNew) + -target;
            let mut newton = -self.fisher(segment.to).metric().ok()?.raise(residual);
            if newton.length() > SURE * step.length() {
                newton = halved(newton, value, |newton| objective(step + newton));
                value = objective(step + newton);
            }
            let arrived = newton.length() <= ARRIVED * step.length();
            step += newton;
            if arrived {
                return Some(step);
            }
        }
        None
    }
}

/// A Newton step, halved until the value there is no more than `value`.
fn halved(mut step: Tangent, value: f64, at: impl Fn(Tangent) -> f64) -> Tangent {
    for _ in 0..MOST_HALVINGS {
        if at(step) <= value {
            break;
        }
        step = 0.5 * step;
    }
    step
}
