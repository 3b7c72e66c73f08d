//! Newton's method: the maximum-likelihood estimate, and mixture geodesics.
//!
//! The length of a Newton step is the root of the sum of the squared changes of the log-odds, each weighted
//! by the leverage of its input, `h = p(1 − p) ψᵀF⁻¹ψ/n`, which is its share in the Fisher matrix. So the
//! length does not depend on units. An extreme input does not count if its label is certain, and counts in
//! full if it alone decides the slope.

use super::Logistic;
use super::means::Spread;
use crate::geometry::{Covector, Point, Segment, Singular, Tangent};
use crate::model::{Direction, Family, Loss};
use crate::numeric::bernoulli::{sigmoid_change, variance};

/// Most Newton steps towards the maximum-likelihood estimate. Each changes the log-odds by about one at least; those of
/// an input of 10¹⁵⁰ units have to change by 700 before the others count.
const MOST_STEPS: usize = 1000;

/// Most Newton steps towards the end of a mixture geodesic, which may not exist.
const MOST_STEPS_OF_A_PATH: usize = 200;

/// Most halvings of one Newton step.
const MOST_HALVINGS: usize = 40;

/// Length below which a Newton step is taken without comparing values: it is
/// in the region of quadratic convergence, and differences of values are only rounding.
const SURE: f64 = 1e-4;

/// Length of a Newton step that is taken as the last: the error left
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
            let step = -self.natural_gradient(at).ok()?;
            let length = self.length(at, &self.spread(at).ok()?, step);
            let rises = |step: Tangent| self.loss_change(&Segment::step(at, step)) > 0.0;
            at = at + if length > SURE { halved(step, rises) } else { step };
            if length <= ARRIVED {
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
        for _ in 0..MOST_STEPS_OF_A_PATH {
            let segment = Segment::step(from, step);
            let spread = self.spread(segment.to).ok()?;
            let excess = self.kl_differential(&segment, Direction::OldNew) + -target;
            let mut newton = -self.raised_excess(&segment, velocity, excess).ok()?;
            let [length, whole] = [newton, step].map(|d| self.length(segment.to, &spread, d));
            if length > SURE * whole {
                newton = halved(newton, |newton| objective(step + newton) > value);
                value = objective(step + newton);
            }
            step += newton;
            if length <= ARRIVED * whole {
                return Some(step);
            }
        }
        None
    }

    /// The length of a step from `at`.
    fn length(&self, at: Point, spread: &Spread, Tangent(slope, level): Tangent) -> f64 {
        let squares = self.mean_number(at, |u, _, z| {
            variance(z) * spread.leverage(u) * (slope * u + level).powi(2)
        });
        squares.sqrt()
    }

    /// `F⁻¹` of `excess`, both at the end of a segment. The excess is the difference between the change of
    /// the mean parameters along the segment and `F·velocity`. Where sums about the origin cancel, it is
    /// summed again input by input, about the mean.
    fn raised_excess(
        &self,
        along: &Segment,
        velocity: Tangent,
        excess: Covector,
    ) -> Result<Tangent, Singular> {
        if let Some(spread) = Spread::of(self.fisher(along.to), self.data.width()) {
            return Ok(spread.raise(excess));
        }
        let (Point(w, b), Tangent(dw, db)) = (along.from, along.difference);
        self.raise_over(self.terms_along(along), along.to, &|u, _, _| {
            let z = w * u + b;
            sigmoid_change(z, dw * u + db) - variance(z) * (velocity.0 * u + velocity.1)
        })
    }
}

/// A Newton step, halved while it leads too high.
fn halved(mut step: Tangent, rises: impl Fn(Tangent) -> bool) -> Tangent {
    for _ in 0..MOST_HALVINGS {
        if !rises(step) {
            break;
        }
        step = 0.5 * step;
    }
    step
}
