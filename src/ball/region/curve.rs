//! The shape of a curve between two of its places, from its tangents there.

use nalgebra::Vector2;

use super::Place;
use super::trace::FARTHEST_ASIDE;

/// Outlines have their places closer together up to this many radii from the centre.
const NEAR: f64 = 4.0;

/// The angle from the middle of both tangents to the chord.
pub(super) fn skew([from, to]: [&Place; 2]) -> f64 {
    let (middle, chord) = (from.ahead() + to.ahead(), to.at - from.at);
    middle.perp(&chord).atan2(middle.dot(&chord))
}

/// By which angle the edge turns from one place to the next.
pub(super) fn turn([from, to]: [&Place; 2]) -> f64 {
    let [start, end] = [from.ahead(), to.ahead()];
    start.perp(&end).atan2(start.dot(&end))
}

/// The way along an arc of a circle that starts in direction `ahead`, turns by `turn` over its
/// whole chord, and is followed for a share of its length.
pub(super) fn arc(ahead: Vector2<f64>, chord: f64, turn: f64, share: f64) -> Vector2<f64> {
    let half = 0.5 * turn;
    let (sin, cos) = (share * half).sin_cos();
    let length = if half.abs() < 1e-9 { share } else { sin / half.sin() };
    let way = Vector2::new(cos * ahead.x - sin * ahead.y, sin * ahead.x + cos * ahead.y);
    chord * length * way
}

/// The length of the edge from one place to the next, in radii, less far from the centre; 0 across
/// an opening.
pub(super) fn length(pair: [&Place; 2]) -> f64 {
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
pub(super) fn is_between(here: &Place, place: &Place, next: &Place) -> bool {
    let (way, to) = (next.at - here.at, place.at - here.at);
    let length = way.norm();
    let along = to.dot(&way) / length;
    let aside = to.perp(&way).abs() / length;
    let same_way = !here.is_open && here.ahead().dot(&place.ahead()) > 0.0;
    same_way && along > 0.0 && along <= length && aside < FARTHEST_ASIDE * length
}

/// Whether a place is about as near to a chord as the edge itself.
pub(super) fn is_beside([from, to]: [&Place; 2], at: Vector2<f64>) -> bool {
    let (way, offset) = (to.at - from.at, at - from.at);
    let length = way.norm();
    let along = offset.dot(&way) / length;
    (0.0..=length).contains(&along) && offset.perp(&way).abs() < 0.2 * length * length.min(1.0)
}
