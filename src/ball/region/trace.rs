//! Following the edge of a region once around.
//!
//! The constants of the steps were varied one by one, in November 2026: 880 balls of mixtures with weights
//! 0.5, 0.35 and 0.1, of 0.001 to 5 nats in both directions, and four linear goals on each, against 512
//! places of the edge. With the values below no minimum was missed. 2 to 4 of the balls could not be
//! traced then: their radii were just below the divergence at which they open. Such balls end in long, sharp
//! tips, which are found since places beside the edge are taken back.
//!
//! A second count, before that change, was of 4,424 linear goals in every chart, with the same weights, again
//! against 512 places: 2 minima were missed. Where a comment in this folder says that no minimum more or less
//! is missed, it is in this count.

use std::f64::consts::TAU;

use nalgebra::Vector2;

use super::curve::{is_between, skew};
use super::{COARSE, EXACT, NEARLY_EXACT, Place, Region};
use crate::geometry::{Tangent, angles};
use crate::numeric::root;

/// The longest step along the edge, in radii of the ball. From 0.2 to 1.4 nothing changes, because turns
/// and skew limit the steps first.
const LONGEST: f64 = 0.35;

/// The shortest step. A curve that needs a shorter one has a corner, up to the rounding of its places, which
/// are known to 10⁻¹³ at best.
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

/// How far beside the edge a place may lie, in steps: the chord to the next place shows the direction of
/// the edge only if both are much closer to it than to each other.
const ASIDE: f64 = 5e-3;

/// The same in radii. Where a ball is about to open, its edge comes to a sharp end far out, and beyond it the
/// divergence is nearly the radius everywhere.
const MOST_ASIDE: f64 = 1e-4;

/// A ball may be as narrow as this, in radii, where its edge turns back.
const NARROWEST: f64 = 1e-10;

/// A relative error of the way to the edge that is small enough to start from: Newton's method makes 10⁻⁶ of
/// it, and then 10⁻¹².
const ROUGH: f64 = 1e-3;

/// Farther out than this, in radii, the ball counts as unbounded. A bounded ball is a few radii wide, by the
/// choice of the radii. From 100 to 10⁴ no minimum more or less is missed.
const FAR: f64 = 1e3;

/// Most places of a traced curve: a hundred times as many as a round ball needs with the longest steps.
const MOST_PLACES: usize = 3_000;

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
            let times = [axis, -axis].map(|direction| self.exit(direction).unwrap_or(1.0));
            0.5 * (times[0] + times[1])
        });
        // A ball that is its ellipse up to a factor of three keeps it, so that both have the same angles.
        let scale = |length: f64| if (0.3..3.0).contains(&length) { 1.0 } else { length };
        self.radii = [0, 1].map(|k| scale(lengths[k]) * self.radii[k]);
    }

    /// About how far the edge is in a direction, straight ahead from the centre; `None` where
    /// the ball is unbounded.
    fn exit(&self, direction: Vector2<f64>) -> Option<f64> {
        let excess = |time: f64| self.excess(time * direction);
        let found = root::secant([0.0, 1.0], -1.0, ROUGH, excess);
        // Along a ray the divergence may cross the radius several times. A crossing is taken for the first one
        // only if it is about where the ellipse has its edge.
        let is_first = |time: &f64| (0.2..5.0).contains(time) && excess(0.5 * time) < 0.0;
        found.filter(is_first).or_else(|| self.searched_exit(direction))
    }

    /// The same in strides, which grow quickly near the centre and slowly near the edge, and then between
    /// the last two.
    fn searched_exit(&self, direction: Vector2<f64>) -> Option<f64> {
        /// The first stride, in quadratic radii. An edge that is nearer still is found by halving it.
        const FIRST: f64 = 1e-6;
        /// A place is near the centre while `√(KL/δ) − 1` is below this.
        const NEAR: f64 = -0.9;
        let (mut low, mut high) = (0.0, FIRST);
        loop {
            let excess = self.excess(high * direction);
            if excess >= 0.0 {
                break;
            }
            // Near the edge, one that is thinner than a third of its distance is jumped over.
            let growth = if excess < NEAR { 3.0 } else { 1.3 };
            (low, high) = (high, growth * high);
            if high > FAR {
                return None;
            }
        }
        Some(self.halved([low, high], 0.0, |time| time * direction))
    }

    /// How far along a way the ball ends, roughly, between a place inside and one outside. The search stops
    /// where the place outside is no farther than `shortest`.
    fn halved(
        &self,
        [mut low, mut high]: [f64; 2],
        shortest: f64,
        place: impl Fn(f64) -> Vector2<f64>,
    ) -> f64 {
        while high > (1.0 + ROUGH) * low && high > shortest {
            let middle = 0.5 * (low + high);
            if self.excess(place(middle)) < 0.0 { low = middle } else { high = middle }
        }
        low
    }

    /// Follows the edge once around, counterclockwise, from where the first radius meets it.
    /// Where the ball is unbounded, it goes on at the other side of the opening.
    pub(super) fn trace(&mut self) -> Option<()> {
        let start = self.start()?;
        let (mut here, mut step) = (start, LONGEST);
        self.edge.push(start);
        for _ in 0..MOST_PLACES {
            let mut next = match self.follow(&mut here, &mut step) {
                Followed::To(next) => next,
                Followed::Corner => self.around_corner(&here)?,
                Followed::Astray => {
                    // The last place does not lie on the edge after all: back to the one before it.
                    self.edge.pop();
                    let left = here.at;
                    here = *self.edge.last()?;
                    step = 0.5 * (left - here.at).norm();
                    continue;
                }
            };
            if let Some(last) = self.edge.last_mut() {
                *last = here;
            }
            if self.edge.len() > 2 && is_between(&here, &start, &next) {
                return Some(());
            }
            if next.at.norm() > FAR && next.at.norm() > here.at.norm() {
                next.is_open = true;
                self.edge.push(next);
                next = self.across(next)?;
            }
            self.edge.push(next);
            here = next;
        }
        None
    }

    /// A place of the edge straight ahead from the centre, along the first radius if there is one.
    fn start(&self) -> Option<Place> {
        let directions = angles(8).map(|angle| Vector2::new(angle.cos(), angle.sin()));
        let mut ends = directions.filter_map(|toward| Some((toward, self.exit(toward)?)));
        ends.find_map(|(toward, time)| self.onto_edge(time * toward, COARSE, 0.1 * time))
    }

    /// The other side of an opening: the next place of the edge on the circle through this one.
    fn across(&self, from: Place) -> Option<Place> {
        let from = self.onto_edge(from.at, EXACT, 1.0).unwrap_or(from);
        let radius = from.at.norm();
        let first = from.at.y.atan2(from.at.x);
        let place = |angle: f64| {
            let (sin, cos) = (first + angle).sin_cos();
            radius * Vector2::new(cos, sin)
        };
        let angle = self.other_end([NARROWEST / radius, TAU], place)?;
        self.onto_edge(place(angle), COARSE, radius)
    }

    /// The other side of a corner: the next place of the edge straight across the ball.
    fn around_corner(&self, from: &Place) -> Option<Place> {
        let from = self.onto_edge(from.at, EXACT, 1.0).unwrap_or(*from);
        let inward = -from.rise.normalize();
        let place = |distance: f64| from.at + distance * inward;
        let distance = self.other_end([NARROWEST, LONGEST], place)?;
        let next = self.onto_edge(place(distance), EXACT, distance)?;
        (next.rise.dot(&inward) > 0.0).then_some(next)
    }

    /// Where a way that begins at the edge, inwards, leaves the ball again: between these two bounds.
    fn other_end(
        &self,
        [first, most]: [f64; 2],
        place: impl Fn(f64) -> Vector2<f64>,
    ) -> Option<f64> {
        /// Every stride is a fifth longer than the last, so the way may leave the ball and come back to it within
        /// a sixth of its length.
        const GROWTH: f64 = 1.2;
        let (mut low, mut high) = (0.0, first);
        while self.excess(place(high)) < 0.0 {
            (low, high) = (high, GROWTH * high);
            if high > most {
                return None;
            }
        }
        Some(self.halved([low, high], first, place))
    }

    /// The next place of the edge. The step is halved where the edge turns, and grows elsewhere; before a
    /// short step, `here` is moved onto the edge more precisely.
    fn follow(&self, here: &mut Place, step: &mut f64) -> Followed {
        let longest = LONGEST * here.at.norm().max(1.0);
        *step = step.min(longest);
        while *step > SHORTEST {
            let aside = (ASIDE * *step).min(MOST_ASIDE);
            let tolerance = COARSE.min(aside * here.rise.norm());
            let is_on_edge = |place: &Place| place.excess.abs() < tolerance.max(NEARLY_EXACT);
            if !is_on_edge(here) {
                match self.onto_edge(here.at, tolerance, *step).filter(is_on_edge) {
                    Some(place) => *here = place,
                    None => return Followed::Astray,
                }
            }
            let guess = here.at + *step * here.ahead();
            let found = self.onto_edge(guess, tolerance, FARTHEST_ASIDE * *step);
            let found = found.filter(is_on_edge);
            let turns_little = |next: &Place| here.ahead().dot(&next.ahead()) > SHARPEST_TURN;
            let is_even = |next: &Place| skew([here, next]).abs() < LARGEST_SKEW;
            if let Some(next) = found.filter(turns_little).filter(is_even) {
                *step = (1.5 * *step).min(longest);
                return Followed::To(next);
            }
            *step *= 0.5;
        }
        Followed::Corner
    }
}

/// How a step along the edge ends.
enum Followed {
    /// At the next place.
    To(Place),
    /// Nowhere: the edge turns in less than the shortest step.
    Corner,
    /// Nowhere, because there is no edge where the last place is.
    Astray,
}
