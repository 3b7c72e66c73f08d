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
//! is missed, it is in this count. Both counts were made before steps followed the bend of the edge; since then
//! 6,480 steps of mixtures were compared with what they had been, and none was higher by more than 10⁻⁹ of its goal.
//!
//! A third count is of the constants that these two left out. It has 1,422 balls with the same weights, in every chart, of
//! 0.001 to 5 nats in both directions, and on each eight linear goals and the loss, which have 11,014 minima. A comment says
//! how many of them are higher with another value, and how many are lower, by more than 10⁻⁹ of the goal. Nearly
//! all of these differ by less than 10⁻⁴ of the goal. Against 512 places of the edge two of the minima are missed with the
//! values below, and 27 are higher by up to 0.2 %. A minimum that lies where a chart ends may be found or lost by rounding.

use std::f64::consts::TAU;
use std::ops::Range;

use nalgebra::Vector2;

use super::curve::{arc, is_between, skew, turning_angle};
use super::{COARSE, EXACT, NEARLY_EXACT, Place, Region};
use crate::geometry::{Tangent, angles};
use crate::numeric::root;

/// The longest step along the edge, in radii of the ball. From 0.2 to 1.4 nothing changes, because turns
/// and skew limit the steps first.
const LONGEST: f64 = 0.35;

/// Farther from the centre than this, in radii, are only fingers of large balls, which are straight. There a step
/// may be as long as that distance. With 4 a minimum of a loss is missed in a finger that ends farther in.
const FAR_OUT: f64 = 20.0;

/// By how much steps grow from one to the next. In the third count 16 minima are higher and 14 lower with 2; with 1.25 these
/// are 6 and 18, for 1 % more work, and with 1.1 the same for 6 % more.
const GROWTH: f64 = 1.5;

/// The same in a finger of a large ball. From 1.5 to 6 none of the third count is higher and two are lower; 1.5 takes 1 %
/// more work.
const GROWTH_FAR_OUT: f64 = 3.0;

/// The shortest step. A curve that needs a shorter one has a corner, up to the rounding of its places, which
/// are known to 10⁻¹³ at best.
const SHORTEST: f64 = 1e-9;

/// Cosine of the largest turn of the normal from one place to the next, 33°. With 90° nothing is missed
/// either; with 18° 17 balls cannot be traced.
const SHARPEST_TURN: f64 = 0.84;

/// The largest turn, in radians, that is expected of the edge over the next step, a little below that of
/// `SHARPEST_TURN`: so few steps have to be halved.
const MOST_TURN: f64 = 0.5;

/// A step is no shorter than this share of what it would be without that turn, which may be one of rounding. Down to 0.03
/// the third count is the same; with 0.9 twelve minima are higher and 16 lower.
const SHRINKING: f64 = 0.3;

/// How far, in radians, the chord to the next place may be from the middle of both tangents: an
/// edge that bends to and fro between two places would hide a minimum. With 0.2 or 0.6 one is missed;
/// with 0.02 8 balls cannot be traced.
const LARGEST_SKEW: f64 = 0.06;

/// How far from the tangent the next place may lie, in steps: a place farther away may be on another part
/// of the edge. With 0.8 nothing changes.
pub(super) const FARTHEST_ASIDE: f64 = 0.4;

/// How far beside the edge a place may lie, in steps: the chord to the next place shows the direction of
/// the edge only if both are much closer to it than to each other. From 0.0025 to 0.01 the third count is the same.
const ASIDE: f64 = 5e-3;

/// The same in radii. Where a ball is about to open, its edge comes to a sharp end far out, and beyond it the
/// divergence is nearly the radius everywhere. Up to 10⁻³ the third count is the same, which has no such ball; with half of
/// this two minima are higher and two lower, and with 10⁻⁶ it takes 2 % more work.
const MOST_ASIDE: f64 = 1e-4;

/// A ball may be as narrow as this, in radii, where its edge turns back. With 10⁻⁷ one minimum of the third count is lost;
/// with 10⁻¹² it is the same.
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
        /// Where the edge is that far, in radii of the ellipse, the ellipse's own radius is kept: then angles of the ball
        /// are those of the ellipse. Up to a factor of 1.5 instead of three eight minima of the third count are higher;
        /// up to six two are higher and 12 lower.
        const ALIKE: Range<f64> = 0.3..3.0;
        let scale = |length: f64| if ALIKE.contains(&length) { 1.0 } else { length };
        self.radii = [0, 1].map(|k| scale(lengths[k]) * self.radii[k]);
    }

    /// About how far the edge is in a direction, straight ahead from the centre; `None` where
    /// the ball is unbounded.
    fn exit(&self, direction: Vector2<f64>) -> Option<f64> {
        let excess = |time: f64| self.excess(time * direction);
        /// Along a ray the divergence may cross the radius several times. A crossing is taken for the first one only if
        /// it is that far, in radii of the ellipse. Up to a factor of 10 instead of five the third count is the same; up
        /// to 2.5 two minima are lower, for 1 % more work.
        const ABOUT: Range<f64> = 0.2..5.0;
        let found = root::secant([0.0, 1.0], -1.0, ROUGH, excess);
        let is_first = |time: &f64| ABOUT.contains(time) && excess(0.5 * time) < 0.0;
        found.filter(is_first).or_else(|| self.searched_exit(direction))
    }

    /// The same in strides, which grow quickly near the centre and slowly near the edge, and then between
    /// the last two.
    fn searched_exit(&self, direction: Vector2<f64>) -> Option<f64> {
        /// The first stride, in quadratic radii. An edge that is nearer still is found by halving it.
        const FIRST: f64 = 1e-6;
        /// A place is near the centre while `√(KL/δ) − 1` is below this. From −0.95 to −0.8 three minima
        /// of the third count, which lie where a chart ends, are found or lost.
        const NEAR: f64 = -0.9;
        /// How quickly strides grow near the centre. With 2 or 6 these are seven or five.
        const GROWTH_NEAR: f64 = 3.0;
        /// How quickly they grow near the edge: a gap in the ball is jumped over if it is thinner than a third of its
        /// distance from the centre. With 1.15 or 1.6 six or five such minima are found or lost.
        const GROWTH: f64 = 1.3;
        let (mut low, mut high) = (0.0, FIRST);
        loop {
            let excess = self.excess(high * direction);
            if excess >= 0.0 {
                break;
            }
            let growth = if excess < NEAR { GROWTH_NEAR } else { GROWTH };
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
    /// Where the ball is unbounded, it goes on at the other side of the opening; or it ends there, where there is no need
    /// to go on.
    pub(super) fn trace(&mut self, is_enough: &dyn Fn(&Self, &Place) -> bool) -> Option<()> {
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
                    // Half of the way there, so that this comes to an end.
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
                if is_enough(self, &next) {
                    return Some(());
                }
                next = self.across(next)?;
            }
            self.edge.push(next);
            here = next;
        }
        None
    }

    /// A place of the edge straight ahead from the centre, along the first radius if there is one.
    fn start(&self) -> Option<Place> {
        /// Directions that are tried: the two radii, the other way, and halfway between. A ball that is unbounded in all
        /// of these but one still has a first place.
        const DIRECTIONS: usize = 8;
        /// How far the place may be from where the way ends, as a share of the way, which is known to a thousandth.
        /// From 0.05 to 0.2 the third count is the same.
        const ASIDE: f64 = 0.1;
        let directions = angles(DIRECTIONS).map(|angle| Vector2::new(angle.cos(), angle.sin()));
        let mut ends = directions.filter_map(|toward| Some((toward, self.exit(toward)?)));
        ends.find_map(|(toward, time)| self.onto_edge(time * toward, COARSE, ASIDE * time))
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
        /// While the excess falls in a straight line, strides grow quicker: by the second number, where one stride
        /// changes its mean slope by less than the first as a share. A parabola of which that is true comes back
        /// to zero only at more than the next stride.
        const STRAIGHT: [[f64; 2]; 2] = [[0.01, 8.0], [0.1, 2.0]];
        let (mut low, mut high) = (0.0, first);
        let mut mean_slopes = [f64::NAN; 2];
        loop {
            let excess = self.excess(place(high));
            if excess >= 0.0 || excess.is_nan() {
                break;
            }
            mean_slopes = [mean_slopes[1], excess / high];
            let change = (mean_slopes[1] / mean_slopes[0] - 1.0).abs();
            let quicker = STRAIGHT.into_iter().find(|[most, _]| change < *most);
            let growth = quicker.map_or(GROWTH, |[_, growth]| growth);
            (low, high) = (high, growth * high);
            if high > most {
                return None;
            }
        }
        Some(self.halved([low, high], first, place))
    }

    /// About how much the edge turns for each radius of its length, as between the last place and `here`.
    fn turn_per_radius(&self, here: &Place) -> f64 {
        let before = self.edge.len().checked_sub(2).map(|k| &self.edge[k]);
        let before = before.filter(|before| !before.is_open);
        before.map_or(0.0, |from| turning_angle([from, here]) / (here.at - from.at).norm())
    }

    /// The next place of the edge. The step is halved where the edge turns, and grows elsewhere; before a
    /// short step, `here` is moved onto the edge more precisely.
    fn follow(&self, here: &mut Place, step: &mut f64) -> Followed {
        let distance = here.at.norm();
        let is_far_out = distance > FAR_OUT;
        let longest = if !is_far_out {
            LONGEST * distance.max(1.0)
        } else if here.at.dot(&here.ahead()) > 0.0 {
            distance
        } else {
            // Not past the centre.
            0.5 * distance
        };
        let turn = self.turn_per_radius(here);
        *step = step.min(longest).min((MOST_TURN / turn.abs()).max(SHRINKING * *step));
        let growth = if is_far_out { GROWTH_FAR_OUT } else { GROWTH };
        while *step > SHORTEST {
            let aside = (ASIDE * *step).min(MOST_ASIDE);
            let tolerance = COARSE.min(aside * here.rise.norm());
            let is_on_edge = |place: &Place| place.is_within(tolerance.max(NEARLY_EXACT));
            if !is_on_edge(here) {
                match self.onto_edge(here.at, tolerance, *step).filter(is_on_edge) {
                    Some(place) => *here = place,
                    None => return Followed::Astray,
                }
            }
            let guess = here.at + arc(here.ahead(), *step, turn * *step, 1.0);
            let found = self.onto_edge(guess, tolerance, FARTHEST_ASIDE * *step);
            // Beyond a tip the divergence is nearly the radius, and yet there is no edge.
            let is_near = |place: &Place| place.excess.abs() <= aside * place.rise.norm();
            let found = found.filter(|place| is_on_edge(place) && is_near(place));
            let turns_little = |next: &Place| here.ahead().dot(&next.ahead()) > SHARPEST_TURN;
            let is_even = |next: &Place| skew([here, next]).abs() < LARGEST_SKEW;
            if let Some(next) = found.filter(turns_little).filter(is_even) {
                *step *= growth;
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
