//! Balls that have no end in some direction, and goals that have none there.

use super::{Goal, KlBall};
use crate::geometry::{Segment, Tangent};

/// How far out a ray without an end is looked at, in units of a quadratic ball's
/// radius: closely while the goal may still turn, then at strides as wide as those
/// on which a logarithm or an exponential changes by a few.
const PROBES: [f64; 7] = [1.0, 4.0, 16.0, 64.0, 1e3, 1e6, 1e12];

/// The last of these alone, to tell a goal that goes down without end.
const FARTHEST_PROBE: [f64; 1] = [1e12];

/// A linear goal without an end has fallen there by 10¹² times its slope. This many
/// times is enough to tell it from one that a curved boundary bounds.
const WITHOUT_END: f64 = 1e6;

impl KlBall<'_> {
    /// Directions in which the family knows the ball to be unbounded.
    pub(super) fn unbounded_rays(&self) -> Vec<Tangent> {
        let jacobian = self.model.jacobian(self.center);
        let own = self.family.unbounded_directions(self.own_center, self.radius, self.direction);
        own.into_iter().map(|d| jacobian.pull(d)).collect()
    }

    /// Whether the goal goes down without end along one of these rays; there is
    /// then nothing to scan the boundary for.
    pub(super) fn falls_without_end(&self, goal: &Goal, rays: &[Tangent]) -> bool {
        let slope = goal.differential(&Segment::still(self.center));
        let [a, b] = self.frame.map(|u| slope.along(u));
        let bottom = -WITHOUT_END * self.quadratic_time() * (a.abs() + b.abs());
        rays.iter().any(|ray| self.falls_below_along(bottom, *ray, goal, &FARTHEST_PROBE))
    }

    /// Whether the goal is somewhere inside the ball below `least` on one of these
    /// rays without an end: far out, or where coordinates that end at the family's
    /// edge still have digits.
    pub(super) fn falls_below(&self, least: f64, rays: &[Tangent], goal: &Goal) -> bool {
        rays.iter().any(|ray| self.falls_below_along(least, *ray, goal, &PROBES))
    }

    fn falls_below_along(&self, least: f64, ray: Tangent, goal: &Goal, probes: &[f64]) -> bool {
        let convex = self.is_convex(goal);
        let rises = || goal.differential(&Segment::still(self.center)).along(ray) >= 0.0;
        if convex && rises() {
            return false;
        }
        let mut last = 0.0;
        for far in probes {
            let velocity = *far * self.quadratic_time() * ray;
            let end = self.model.geodesic(self.connection, self.center, velocity);
            let value = end.map_or(f64::INFINITY, |end| goal.value(self.model, &end));
            if value < least && self.excess_along(self.connection, velocity) <= 0.0 {
                return true;
            }
            if convex && value >= last {
                return false;
            }
            last = value;
        }
        false
    }
}
