//! Balls that are unbounded in some direction, and goals that are unbounded there.

use std::f64::consts::TAU;

use super::{Goal, KlBall};
use crate::geometry::{Jacobian, Segment, Tangent};

/// Distances at which an unbounded ray is sampled, in units of a quadratic ball's radius:
/// factors of 4 while the goal may still turn, then factors of 16 to 10⁶, over which a logarithm changes by a
/// few units. At the last a goal is within 10⁻¹² of its limit, if it has one.
const PROBES: [f64; 7] = [1.0, 4.0, 16.0, 64.0, 1e3, 1e6, 1e12];

/// The last of these, for recognising a goal that decreases without bound.
const FARTHEST_PROBE: [f64; 1] = [1e12];

/// A linear goal that decreases without bound has decreased there by 10¹² times its
/// slope, and a bounded one by a few times. This is the middle on a logarithmic scale; from 10³ to 10⁹ the
/// count ([`super`]) is the same.
const WITHOUT_END: f64 = 1e6;

impl KlBall<'_> {
    /// Directions in which the family knows the ball to be unbounded.
    pub(super) fn unbounded_rays(&self) -> Vec<Tangent> {
        let jacobian = self.model.jacobian(self.center);
        let own = self.family.unbounded_directions(self.own_center, self.radius, self.direction);
        own.into_iter().map(|d| jacobian.pull(d)).collect()
    }

    /// Whether the goal decreases without bound along one of these rays. The boundary need
    /// not be sampled then.
    pub(super) fn falls_without_end(&self, goal: &Goal, rays: &[Tangent]) -> bool {
        let slope = goal.differential(&Segment::still(self.center));
        let [a, b] = self.frame.map(|u| slope.along(u));
        let bottom = -WITHOUT_END * self.quadratic_time() * (a.abs() + b.abs());
        rays.iter().any(|ray| self.falls_below_along(bottom, *ray, goal, &FARTHEST_PROBE))
    }

    /// Whether the goal is below `least` somewhere on one of these unbounded rays: far
    /// out, or close to the edge of the family, as far as the coordinates can represent
    /// it.
    pub(super) fn falls_below(&self, least: f64, rays: &[Tangent], goal: &Goal) -> bool {
        rays.iter().any(|ray| self.falls_below_along(least, *ray, goal, &PROBES))
    }

    /// Whether the goal is below `least` on the boundary beside one of these rays. Far out the boundary
    /// may lead to a place on the edge of the family that the ray itself does not lead to.
    pub(super) fn falls_beside(&self, least: f64, rays: &[Tangent], goal: &Goal) -> bool {
        /// Differences of angles, from those between samples to a thousandth of the last digits.
        const ASIDE: [f64; 4] = [1e-2, 1e-4, 1e-6, 1e-8];
        /// A share of the least value: less is rounding. From 0 to 10⁻³ the count ([`super`]) changes by
        /// two.
        const ROUNDING: f64 = 1e-9;
        let bottom = least - ROUNDING * least.abs();
        self.angles_of(rays).any(|angle| {
            let mut sampler = self.sampler(goal, self.quadratic_time());
            ASIDE.iter().flat_map(|aside| [angle - aside, angle + aside]).any(|angle| {
                let value = sampler(angle).value;
                value < bottom
            })
        })
    }

    /// The angles of tangents in the frame, from 0 to 2π.
    pub(super) fn angles_of<'t>(&self, rays: &'t [Tangent]) -> impl Iterator<Item = f64> + 't {
        let to_frame = Jacobian::from_columns(self.frame);
        rays.iter().map(move |&ray| {
            let Tangent(x, y) = to_frame.pull(ray);
            let angle = y.atan2(x);
            if angle < 0.0 { angle + TAU } else { angle }
        })
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
