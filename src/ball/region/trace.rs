//! Following the edge of a region once around.
//!
//! The constants of the steps were varied one by one, in November 2026: 880 balls of mixtures with weights
//! 0.5, 0.35 and 0.1, of 0.001 to 5 nats in both directions, and four linear goals on each, against 512
//! places of the edge. With the values below no minimum is missed, and 2 to 4 of the balls cannot be
//! traced. One of them was examined: its radius is just below the divergence at which it would be
//! unbounded, and it is very long.

use std::f64::consts::TAU;

use nalgebra::Vector2;

use super::curve::{is_between, skew};
use super::{COARSE, Place, Region};
use crate::geometry::{Tangent, angles};
use crate::numeric::root;

/// The longest step along the edge, in radii of the ball. From 0.2 to 1.4 nothing changes, because turns
/// and skew limit the steps first.
const LONGEST: f64 = 0.35;

/// The shortest step. A curve that needs a shorter one has a corner, up to the rounding of its places.
const SHORTEST: f64 = 1e-9;

/// Cosine of the largest turn of the normal from one place to the next, 33°. With 90° nothing is missed
/// either; with 18° 17 balls cannot be traced.
const SHARPEST_TURN: f64 = 0.84;

/// How far, in radians, the chord to the next place may be from the middle of both tangents: an
/// edge that bends to and fro between two places would hide a minimum. With 0.2 or 0.6 one is missed;
/// with 0.02 8 balls cannot be traced.
const LARGEST_SKEW: f64 = 0.06;

/// How far from the tangent the next place may lie, in steps: a place farther away may be on another part
/// of the edge. With 0.8 nothing changes.
pub(super) const FARTHEST_ASIDE: f64 = 0.4;

/// A relative error of the way to the edge that is small enough to start from.
const ROUGH: f64 = 1e-3;

/// Farther out than this, in radii, the ball counts as unbounded. A bounded ball is a few radii wide, by the
/// choice of the radii.
const FAR: f64 = 1e3;

/// Most places of a traced curve.
const MOST_PLACES: usize = 20_000;

impl Region<'_> {
    /// The radii: those of the Fisher ellipse, each as long as the way to the edge along it, which
    /// is much shorter where the family is nearly singular. Without an ellipse, the axes.
    pub(super) fn find_radii(&mut self) {
        let quadratic = (2.0 * self.radius).sqrt();
        let form = self.own.fisher(self.own_center);
        let unit = form.0[0].max(form.0[2]).sqrt().recip();
        let axes = [Tangent(unit, 0.0), Tangent(0.0, unit)];
        self.radii = self.own.frame(self.own_center).unwrap_or(axes).map(|u| quadratic * u);
        let lengths = [Vector2::x(), Vector2::y()].map(|axis| {
            let ways = [axis, -axis].map(|way| self.exit(way).unwrap_or(1.0));
            0.5 * (ways[0] + ways[1])
        });
        // A ball that is nearly its ellipse keeps it, so that both have the same angles.
        let scale = |length: f64| if (0.3..3.0).contains(&length) { 1.0 } else { length };
        self.radii = [0, 1].map(|k| scale(lengths[k]) * self.radii[k]);
    }

    /// About how far the edge is in a direction, straight ahead from the centre; `None` where
    /// the ball is unbounded.
    fn exit(&self, way: Vector2<f64>) -> Option<f64> {
        let excess = |time: f64| self.excess(time * way);
        let near = root::secant([0.0, 1.0], -1.0, ROUGH, excess);
        let is_first = |time: &f64| (0.2..5.0).contains(time) && excess(0.5 * time) < 0.0;
        near.filter(is_first).or_else(|| self.searched_exit(way))
    }

    /// The same in small strides, which grow, and then between the last two.
    fn searched_exit(&self, way: Vector2<f64>) -> Option<f64> {
        const FIRST: f64 = 1e-6;
        const GROWTH: f64 = 1.3;
        let (mut low, mut high) = (0.0, FIRST);
        while self.excess(high * way) < 0.0 {
            (low, high) = (high, GROWTH * high);
            if high > FAR {
                return None;
            }
        }
        while high > (1.0 + ROUGH) * low {
            let middle = 0.5 * (low + high);
            if self.excess(middle * way) < 0.0 { low = middle } else { high = middle }
        }
        Some(low)
    }

    /// Follows the edge once around, counterclockwise, from where the first radius meets it.
    /// Where the ball is unbounded, it goes on at the other side of the opening.
    pub(super) fn trace(&mut self) -> Option<()> {
        let start = self.start()?;
        let (mut here, mut step) = (start, LONGEST);
        self.edge.push(start);
        while self.edge.len() < MOST_PLACES {
            let mut next = self.follow(&here, &mut step)?;
            if self.edge.len() > 2 && is_between(&here, &start, &next) {
                return Some(());
            }
            if next.at.norm() > FAR && next.at.norm() > here.at.norm() {
                next.is_open = true;
                self.edge.push(next);
                next = self.across(&next)?;
            }
            self.edge.push(next);
            here = next;
        }
        None
    }

    /// A place of the edge straight ahead from the centre, along the first radius if there is one.
    fn start(&self) -> Option<Place> {
        let ways = angles(8).map(|angle| Vector2::new(angle.cos(), angle.sin()));
        let mut ends = ways.filter_map(|way| Some((way, self.exit(way)?)));
        ends.find_map(|(way, time)| self.onto_edge(time * way, COARSE, 0.1 * time))
    }

    /// The other side of an opening: the next place of the edge on the circle through this one.
    fn across(&self, from: &Place) -> Option<Place> {
        const GROWTH: f64 = 1.2;
        let radius = from.at.norm();
        let first = from.at.y.atan2(from.at.x);
        let place = |turn: f64| {
            let (sin, cos) = (first + turn).sin_cos();
            radius * Vector2::new(cos, sin)
        };
        let mut turns = [0.0, 1e-2 / radius];
        while self.excess(place(turns[1])) < 0.0 {
            turns = [turns[1], GROWTH * turns[1]];
            if turns[1] > TAU {
                return None;
            }
        }
        while turns[1] > (1.0 + ROUGH) * turns[0] {
            let middle = 0.5 * (turns[0] + turns[1]);
            turns = match self.excess(place(middle)) < 0.0 {
                true => [middle, turns[1]],
                false => [turns[0], middle],
            };
        }
        self.onto_edge(place(turns[0]), COARSE, radius)
    }

    /// The next place of the edge. The step is halved where the edge turns, and grows elsewhere.
    fn follow(&self, here: &Place, step: &mut f64) -> Option<Place> {
        let longest = LONGEST * here.at.norm().max(1.0);
        *step = step.min(longest);
        while *step > SHORTEST {
            let guess = here.at + *step * here.ahead();
            let found = self.onto_edge(guess, COARSE, FARTHEST_ASIDE * *step);
            let turns_little = |next: &Place| here.ahead().dot(&next.ahead()) > SHARPEST_TURN;
            let is_even = |next: &Place| skew([here, next]).abs() < LARGEST_SKEW;
            if let Some(next) = found.filter(turns_little).filter(is_even) {
                *step = (1.5 * *step).min(longest);
                return Some(next);
            }
            *step *= 0.5;
        }
        None
    }
}
