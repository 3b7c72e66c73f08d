//! Points of the traced edge of a region, and what lies inside it.

use nalgebra::Vector2;

use super::curve::{arc, is_beside, turning_angle, weighted_length};
use super::{COARSE, EXACT, NEARLY_EXACT, Place, Region};
use crate::geometry::{Jacobian, Point, Segment, Tangent};
use crate::numeric::root;

impl Region<'_> {
    /// The places of the edge with the next of each, once around; across openings, too.
    pub(super) fn pairs(&self) -> impl Iterator<Item = [&Place; 2]> {
        self.edge.iter().zip(self.edge.iter().cycle().skip(1)).map(|(from, to)| [from, to])
    }

    /// A place between two neighbours of the edge, on the edge itself to the last digit.
    pub(super) fn between(&self, pair: [&Place; 2], share: f64) -> Option<Place> {
        let place = self.nearly_between(pair, share, EXACT)?;
        if place.excess.abs() < NEARLY_EXACT { Some(place) } else { self.bracketed(place) }
    }

    /// The same, on the edge up to a tolerance.
    pub(super) fn nearly_between(
        &self,
        [from, to]: [&Place; 2],
        share: f64,
        tolerance: f64,
    ) -> Option<Place> {
        let chord = to.at - from.at;
        let (t, angle) = (share, turning_angle([from, to]));
        let forward = from.at + arc(from.ahead(), chord.norm(), angle, t);
        let backward = to.at - arc(to.ahead(), chord.norm(), -angle, 1.0 - t);
        self.onto_edge((1.0 - t) * forward + t * backward, tolerance, chord.norm())
    }

    /// The edge along the normal of a place beside it, where Newton's method does not get nearer:
    /// next to a sharp corner of a large ball.
    fn bracketed(&self, place: Place) -> Option<Place> {
        /// A place that Newton's method has left is off by less than 10⁻⁵, so 20 doublings reach ten radii.
        const MOST_DOUBLINGS: i32 = 20;
        let away = -place.excess.signum() * place.rise.normalize();
        let first = 2.0 * place.excess.abs() / place.rise.norm();
        let excess = |time: f64| place.excess.signum() * self.excess(place.at + time * away);
        let far = (0..MOST_DOUBLINGS).map(|k| first * 2f64.powi(k)).find(|t| excess(*t) <= 0.0)?;
        let fall = |time: f64| -excess(time);
        let time = root::bracketed([0.0, far], [-place.excess.abs(), fall(far)], fall);
        self.place(place.at + time * away, false)
    }

    /// `count` places of the edge at equal distances, in radii, which grow far from the centre.
    /// `None` stands where the ball is unbounded, or where the chart ends.
    pub fn outline(&self, count: usize) -> Vec<Option<Segment>> {
        self.spread(count, true)
    }

    /// The same to a tenth of a pixel, in a ball of 400 pixels.
    pub fn drawn(&self, count: usize) -> Vec<Option<Segment>> {
        self.spread(count, false)
    }

    fn spread(&self, count: usize, is_exact: bool) -> Vec<Option<Segment>> {
        let lengths: Vec<f64> = self.pairs().map(weighted_length).collect();
        let stride = lengths.iter().sum::<f64>() / count as f64;
        let mut places = Vec::with_capacity(count);
        let (mut before, mut taken) = (0.0, 0);
        for (pair, length) in self.pairs().zip(lengths) {
            while taken < count && stride * (taken as f64) < before + length {
                let share = (stride * taken as f64 - before) / length;
                let share = share.max(0.0);
                let drawn = if is_exact { None } else { self.nearly_between(pair, share, COARSE) };
                let found = drawn.or_else(|| self.between(pair, share));
                let found = found.or_else(|| self.bracketed(*pair[0])).unwrap_or(*pair[0]);
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
        // The polygon of traced places leaves out a thin sliver at each of its sides. A point in a sliver is inside, too.
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
