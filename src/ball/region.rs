//! The exact ball of a family that is no exponential one.
//!
//! Along a straight line the divergence may rise, fall and rise again there, so no geodesic
//! finds the edge. The ball is the connected part of `{KL ≤ δ}` that holds the centre, and its
//! edge is followed as a level curve (docs/mathematics/mixture.md#balls). It may be unbounded:
//! a mixture may send one of its parts to infinity for no more than the logarithm of its weight.

use std::f64::consts::TAU;

use nalgebra::Vector2;

use super::NoBall;
use crate::geometry::{Covector, Jacobian, Point, Segment, Tangent, angles};
use crate::model::{Direction, Model};
use crate::numeric::root;

/// The longest step along the edge, in radii of the ball.
const LONGEST: f64 = 0.35;

/// The shortest: beyond a corner that is sharper the curve is not followed.
const SHORTEST: f64 = 1e-9;

/// Cosine of the largest turn of the normal from one place to the next, 33°.
const SHARPEST_TURN: f64 = 0.84;

/// How far, in radians, the chord to the next place may be from the middle of both tangents: an
/// edge that bends to and fro between two places would hide a minimum.
const LARGEST_SKEW: f64 = 0.06;

/// How far from the tangent the next place may lie, in steps.
const FARTHEST_ASIDE: f64 = 0.4;

/// How far `√(KL/δ)` may be from 1 at a place of the traced curve.
const COARSE: f64 = 1e-5;

/// A relative error of the way to the edge that is small enough to start from.
const ROUGH: f64 = 1e-3;

/// How far `√(KL/δ)` may be from 1 where the edge is wanted to the last digit.
const EXACT: f64 = 1e-13;

/// Farther out than this, in radii, the ball counts as unbounded.
const FAR: f64 = 1e3;

/// Outlines have their places closer together up to this many radii from the centre.
const NEAR: f64 = 4.0;

/// What is taken for exact where rounding, or a sharp corner, leaves no more.
const NEARLY_EXACT: f64 = 1e-11;

/// Most places of a traced curve.
const MOST_PLACES: usize = 20_000;

/// The part of `{KL ≤ δ}` that is connected with the centre, with its traced edge.
pub struct Region<'m> {
    pub(super) model: &'m dyn Model,
    pub(super) center: Point,
    /// The model in its own coordinates, with the centre there.
    own: &'m dyn Model,
    own_center: Point,
    radius: f64,
    direction: Direction,
    /// Two radii of the ball in own coordinates: the unit of all places below.
    radii: [Tangent; 2],
    pub(super) edge: Vec<Place>,
}

/// A place on the edge, or near it, in radii from the centre.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub at: Vector2<f64>,
    /// `√(KL/δ) − 1`.
    pub excess: f64,
    /// Its derivative, which points outwards.
    pub rise: Vector2<f64>,
    /// Whether the ball is unbounded between this place of the edge and the next.
    pub is_open: bool,
}

impl Place {
    /// The direction in which the edge goes on, counterclockwise.
    pub fn ahead(&self) -> Vector2<f64> {
        Vector2::new(-self.rise.y, self.rise.x).normalize()
    }
}

impl<'m> Region<'m> {
    /// The ball of `radius` nats around `center`.
    ///
    /// # Errors
    /// [`NoBall::Untraced`] if the edge cannot be followed once around.
    pub fn new(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
    ) -> Result<Self, NoBall> {
        let own = model.beneath().unwrap_or(model);
        let own_center = model.own(center);
        let radii = [Tangent(1.0, 0.0), Tangent(0.0, 1.0)];
        let edge = Vec::new();
        let mut region = Self { model, center, own, own_center, radius, direction, radii, edge };
        region.find_radii();
        region.trace().ok_or(NoBall::Untraced)?;
        Ok(region)
    }

    /// The radii: those of the Fisher ellipse, each as long as the way to the edge along it, which
    /// is much shorter where the family is nearly singular. Without an ellipse, the axes.
    fn find_radii(&mut self) {
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

    /// `√(KL/δ) − 1`; infinite where there is no such distribution.
    fn excess(&self, at: Vector2<f64>) -> f64 {
        let along = self.own_segment(at);
        if !self.own.contains(along.to) {
            return f64::INFINITY;
        }
        (self.own.kl(&along, self.direction) / self.radius).sqrt() - 1.0
    }

    /// The segment from the centre to a place, in own coordinates.
    pub(super) fn own_segment(&self, at: Vector2<f64>) -> Segment {
        Segment::step(self.own_center, at.x * self.radii[0] + at.y * self.radii[1])
    }

    /// The same as the chart shows it; `None` where the chart ends before.
    pub(super) fn segment(&self, at: Vector2<f64>) -> Option<Segment> {
        self.model.seen_from(self.center, &self.own_segment(at))
    }

    /// The excess at any place; `None` where the divergence is no number.
    fn place(&self, at: Vector2<f64>) -> Option<Place> {
        let along = self.own_segment(at);
        if !self.own.contains(along.to) {
            return None;
        }
        let (kl, slope) = self.own.kl_and_differential(&along, self.direction);
        let root = (kl / self.radius).sqrt();
        let rise = self.on_radii(slope) / (2.0 * self.radius * root);
        let is_finite = root.is_finite() && rise.x.is_finite() && rise.y.is_finite();
        is_finite.then_some(Place { at, excess: root - 1.0, rise, is_open: false })
    }

    /// A covector of own coordinates by its values on the radii.
    pub(super) fn on_radii(&self, covector: Covector) -> Vector2<f64> {
        Vector2::from(self.radii.map(|u| covector.along(u)))
    }

    /// A covector of the chart at the end of a segment, in the same units.
    pub(super) fn seen_on_radii(&self, covector: Covector, to: Point) -> Vector2<f64> {
        let jacobian = self.model.jacobian(to);
        Vector2::from(self.radii.map(|u| covector.along(jacobian.pull(u))))
    }

    /// The place of the edge near this one, by Newton's method along the normal, until the excess
    /// is below `tolerance` or no longer shrinks. `None` if it is farther away than `farthest`.
    pub(super) fn onto_edge(
        &self,
        at: Vector2<f64>,
        tolerance: f64,
        farthest: f64,
    ) -> Option<Place> {
        const MOST_STEPS: usize = 20;
        let mut place = self.place(at)?;
        for _ in 0..MOST_STEPS {
            if place.excess.abs() < tolerance {
                break;
            }
            let step = -place.excess / place.rise.norm_squared() * place.rise;
            let next = self.place(place.at + step)?;
            if (next.at - at).norm() > farthest {
                return None;
            }
            let shrinks = next.excess.abs() < 0.5 * place.excess.abs();
            let is_rounding = place.excess.abs() < EXACT.sqrt();
            if next.excess.abs() < place.excess.abs() || !is_rounding {
                place = next;
            }
            if !shrinks && is_rounding {
                break;
            }
        }
        (place.excess.abs() < COARSE).then_some(place)
    }

    /// Follows the edge once around, counterclockwise, from where the first radius meets it.
    /// Where the ball is unbounded, it goes on at the other side of the opening.
    fn trace(&mut self) -> Option<()> {
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

    /// The places of the edge with the next of each, once around; across openings, too.
    pub(super) fn pairs(&self) -> impl Iterator<Item = [&Place; 2]> {
        self.edge.iter().zip(self.edge.iter().cycle().skip(1)).map(|(from, to)| [from, to])
    }

    /// A place between two neighbours of the edge, on the edge itself to the last digit.
    pub(super) fn between(&self, [from, to]: [&Place; 2], share: f64) -> Option<Place> {
        let chord = to.at - from.at;
        let (t, turn) = (share, turn([from, to]));
        let forward = from.at + arc(from.ahead(), chord.norm(), turn, t);
        let backward = to.at - arc(to.ahead(), chord.norm(), -turn, 1.0 - t);
        let place = self.onto_edge((1.0 - t) * forward + t * backward, EXACT, chord.norm())?;
        if place.excess.abs() < NEARLY_EXACT { Some(place) } else { self.bracketed(place) }
    }

    /// The edge along the normal of a place beside it, where Newton's method does not get nearer:
    /// next to a sharp corner of a large ball.
    fn bracketed(&self, place: Place) -> Option<Place> {
        const MOST_DOUBLINGS: i32 = 20;
        let away = -place.excess.signum() * place.rise.normalize();
        let first = 2.0 * place.excess.abs() / place.rise.norm();
        let excess = |time: f64| place.excess.signum() * self.excess(place.at + time * away);
        let far = (0..MOST_DOUBLINGS).map(|k| first * 2f64.powi(k)).find(|t| excess(*t) <= 0.0)?;
        let fall = |time: f64| -excess(time);
        let time = root::bracketed([0.0, far], [-place.excess.abs(), fall(far)], fall);
        self.place(place.at + time * away)
    }

    /// `count` places of the edge at equal distances, in radii, which grow far from the centre.
    /// `None` stands where the ball is unbounded, or where the chart ends.
    pub fn outline(&self, count: usize) -> Vec<Option<Segment>> {
        let lengths: Vec<f64> = self.pairs().map(length).collect();
        let stride = lengths.iter().sum::<f64>() / count as f64;
        let mut places = Vec::with_capacity(count);
        let (mut before, mut taken) = (0.0, 0);
        for (pair, length) in self.pairs().zip(lengths) {
            while taken < count && stride * (taken as f64) < before + length {
                let share = (stride * taken as f64 - before) / length;
                let found = self.between(pair, share.max(0.0)).unwrap_or(*pair[0]);
                places.push(self.segment(found.at));
                taken += 1;
            }
            if pair[0].is_open {
                places.push(None);
            }
            before += length;
        }
        places
    }

    /// Whether a point of the chart lies in the ball.
    pub fn contains(&self, point: Point) -> bool {
        if !self.model.contains(point) {
            return false;
        }
        let along = self.model.own(point) - self.own_center;
        let own = Segment { from: self.own_center, to: self.model.own(point), difference: along };
        if self.own.kl(&own, self.direction) > self.radius {
            return false;
        }
        let Tangent(x, y) = Jacobian::from_columns(self.radii).pull(along);
        let at = Vector2::new(x, y);
        // Beside a chord, which cuts off a sliver of the ball, counts as inside.
        self.winds_around(at) || self.pairs().any(|pair| is_beside(pair, at))
    }

    /// Whether the polygon of all places goes around this one.
    fn winds_around(&self, at: Vector2<f64>) -> bool {
        let crossings = self.pairs().filter(|[from, to]| {
            let [low, high] = [from.at - at, to.at - at];
            (low.y <= 0.0) != (high.y <= 0.0) && low.perp(&high) * (high.y - low.y) > 0.0
        });
        crossings.count() % 2 == 1
    }
}

/// The angle from the middle of both tangents to the chord.
fn skew([from, to]: [&Place; 2]) -> f64 {
    let (middle, chord) = (from.ahead() + to.ahead(), to.at - from.at);
    middle.perp(&chord).atan2(middle.dot(&chord))
}

/// By which angle the edge turns from one place to the next.
fn turn([from, to]: [&Place; 2]) -> f64 {
    let [start, end] = [from.ahead(), to.ahead()];
    start.perp(&end).atan2(start.dot(&end))
}

/// The way along an arc of a circle that starts in direction `ahead`, turns by `turn` over its
/// whole chord, and is followed for a share of its length.
fn arc(ahead: Vector2<f64>, chord: f64, turn: f64, share: f64) -> Vector2<f64> {
    let half = 0.5 * turn;
    let (sin, cos) = (share * half).sin_cos();
    let length = if half.abs() < 1e-9 { share } else { sin / half.sin() };
    let way = Vector2::new(cos * ahead.x - sin * ahead.y, sin * ahead.x + cos * ahead.y);
    chord * length * way
}

/// The length of the edge from one place to the next, in radii, less far from the centre; 0 across
/// an opening.
fn length(pair: [&Place; 2]) -> f64 {
    let [from, to] = pair;
    if from.is_open {
        return 0.0;
    }
    let far = 0.5 * (from.at.norm_squared() + to.at.norm_squared()) / (NEAR * NEAR);
    let half = 0.5 * turn(pair);
    let stretch = if half.abs() < 1e-9 { 1.0 } else { half / half.sin() };
    stretch * (to.at - from.at).norm() / (1.0 + far)
}

/// Whether `place` lies on the way from one place of a curve to the next.
fn is_between(here: &Place, place: &Place, next: &Place) -> bool {
    let (way, to) = (next.at - here.at, place.at - here.at);
    let length = way.norm();
    let along = to.dot(&way) / length;
    let aside = to.perp(&way).abs() / length;
    let same_way = !here.is_open && here.ahead().dot(&place.ahead()) > 0.0;
    same_way && along > 0.0 && along <= length && aside < FARTHEST_ASIDE * length
}

/// Whether a place is about as near to a chord as the edge itself.
fn is_beside([from, to]: [&Place; 2], at: Vector2<f64>) -> bool {
    let (way, offset) = (to.at - from.at, at - from.at);
    let length = way.norm();
    let along = offset.dot(&way) / length;
    (0.0..=length).contains(&along) && offset.perp(&way).abs() < 0.2 * length * length.min(1.0)
}
