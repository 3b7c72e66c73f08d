//! The shape of a curve between two of its places, from its tangents there.

use nalgebra::Vector2;

use super::Place;
use super::trace::FARTHEST_ASIDE;

/// Up to this many radii from the centre outlines have their places at equal distances: a bounded ball has a
/// radius of one or two, so all of it counts fully.
const NEAR: f64 = 4.0;

/// Half of an angle (radians) below which an arc equals its chord in double precision: it is longer by a
/// sixth of the square.
const STRAIGHT: f64 = 1e-9;

/// The angle from the middle of both tangents to the chord.
pub(super) fn skew([from, to]: [&Place; 2]) -> f64 {
    let (middle, chord) = (from.ahead() + to.ahead(), to.at - from.at);
    middle.perp(&chord).atan2(middle.dot(&chord))
}

/// The angle (radians) by which the tangent of the edge turns from one place to the next.
pub(super) fn turning_angle([from, to]: [&Place; 2]) -> f64 {
    let [start, end] = [from.ahead(), to.ahead()];
    start.perp(&end).atan2(start.dot(&end))
}

/// The displacement along an arc of a circle. The arc starts in direction `ahead` and turns by `angle` from
/// one end of `chord` to the other; it is followed for a share of its length.
pub(super) fn arc(ahead: Vector2<f64>, chord: f64, angle: f64, share: f64) -> Vector2<f64> {
    let half = 0.5 * angle;
    let (sin, cos) = (share * half).sin_cos();
    let length = if half.abs() < STRAIGHT { share } else { sin / half.sin() };
    let direction = Vector2::new(cos * ahead.x - sin * ahead.y, sin * ahead.x + cos * ahead.y);
    chord * length * direction
}

/// The length of the edge from one place to the next, in radii. Far from the centre it counts less, by the
/// square of the distance, so that an outline spends few of its points there. It is 0 across an opening.
pub(super) fn weighted_length(pair: [&Place; 2]) -> f64 {
    let [from, to] = pair;
    if from.is_open {
        return 0.0;
    }
    let distance_squared = 0.5 * (from.at.norm_squared() + to.at.norm_squared());
    let half = 0.5 * turning_angle(pair);
    let stretch = if half.abs() < STRAIGHT { 1.0 } else { half / half.sin() };
    stretch * (to.at - from.at).norm() / (1.0 + distance_squared / (NEAR * NEAR))
}

/// Whether `place` lies on the curve between two neighbours.
pub(super) fn is_between(here: &Place, place: &Place, next: &Place) -> bool {
    let (chord, offset) = (next.at - here.at, place.at - here.at);
    let length = chord.norm();
    let along = offset.dot(&chord) / length;
    let aside = offset.perp(&chord).abs() / length;
    let same_direction = !here.is_open && here.ahead().dot(&place.ahead()) > 0.0;
    same_direction && along > 0.0 && along <= length && aside < FARTHEST_ASIDE * length
}

/// How far an arc of curvature one is from its chord, as a multiple of the chord's square: 1/8, and more
/// where the edge bends more.
const LARGEST_SAGITTA: f64 = 0.2;

/// Whether a place is about as near to a chord as the edge itself.
pub(super) fn is_beside([from, to]: [&Place; 2], at: Vector2<f64>) -> bool {
    let (chord, offset) = (to.at - from.at, at - from.at);
    let length = chord.norm();
    let along = offset.dot(&chord) / length;
    (0.0..=length).contains(&along)
        && offset.perp(&chord).abs() < LARGEST_SAGITTA * length * length.min(1.0)
}
