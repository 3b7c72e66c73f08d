//! The outline of an exact ball: a given number of points, well spread.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::f64::consts::TAU;

use super::plane::extrapolated;
use super::{KlBall, MOST_HALVINGS};
use crate::geometry::{Point, Segment, angles};

/// A point of an outline, seen from the centre.
struct Seen {
    /// Its angle in the frame.
    angle: f64,
    /// The time that a geodesic of unit speed needs to it; a guess if there is no such point.
    time: f64,
    /// The segment to it; `None` if there is no boundary at that angle.
    end: Option<Segment>,
    /// The place in its list of the point at the next greater angle.
    next: usize,
}

/// Two neighbours of an outline; ordered by the length of their gap.
#[derive(PartialEq)]
struct Gap {
    /// See [`KlBall::gap_length`].
    length: f64,
    /// The place of the first in its list.
    left: usize,
    /// How often the gap between two equal angles was halved to make it.
    halvings: u32,
}

impl Eq for Gap {}

impl Ord for Gap {
    fn cmp(&self, other: &Self) -> Ordering {
        // If gaps are equal, the one with the widest angle is halved first.
        let wider = other.halvings.cmp(&self.halvings).then(other.left.cmp(&self.left));
        self.length.total_cmp(&other.length).then(wider)
    }
}

impl PartialOrd for Gap {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl KlBall<'_> {
    /// `count` points of the boundary, in the order of their angles, with `None` where the ball is
    /// unbounded. Half of them are at equal angles. Each of the others is put between the two
    /// neighbours that are farthest from each other, and halves the angle between them: seen from its
    /// centre, the whole far side of a large ball is within a very small angle.
    pub(super) fn outline(&self, count: usize, is_even: bool) -> Vec<Option<Segment>> {
        let even = if is_even { count } else { count.div_ceil(2) };
        let mut ring = self.equal_angles(even);
        let mut gaps = BinaryHeap::with_capacity(count);
        if even < count {
            gaps.extend((0..ring.len()).map(|left| self.gap(&ring, left, 0)));
        }
        while ring.len() < count
            && let Some(Gap { left, halvings, .. }) = gaps.pop()
        {
            let middle = ring.len();
            ring.push(self.halfway(&ring[left], &ring[ring[left].next]));
            ring[left].next = middle;
            gaps.extend([left, middle].map(|left| self.gap(&ring, left, halvings + 1)));
        }
        self.open_tips(&mut ring, even);
        let mut at = 0;
        let mut points = Vec::with_capacity(ring.len());
        for _ in 0..ring.len() {
            points.push(ring[at].end);
            at = ring[at].next;
        }
        points
    }

    /// Opens the ring where the ball is unbounded between two points: the one of them
    /// that was added last, which is nearest to infinity, is taken out, or a gap put between
    /// them if both are of the first, which lie at equal angles.
    fn open_tips(&self, ring: &mut Vec<Seen>, first: usize) {
        let open = self.open_angles();
        for left in 0..ring.len() {
            let right = ring[left].next;
            let (here, next) = (&ring[left], &ring[right]);
            let full_turn = if next.angle <= here.angle { TAU } else { 0.0 };
            let between = here.angle..=next.angle + full_turn;
            let is_closed = here.end.is_some() && next.end.is_some();
            if !is_closed || !open.iter().any(|angle| between.contains(angle)) {
                continue;
            }
            let last = left.max(right);
            if last >= first {
                ring[last].end = None;
            } else {
                let gap = Seen { angle: here.angle, time: here.time, end: None, next: right };
                ring[left].next = ring.len();
                ring.push(gap);
            }
        }
    }

    /// The angles under which the ball is unbounded although it may be bounded
    /// under all angles beside them, from 0 to 2π.
    fn open_angles(&self) -> Vec<f64> {
        self.angles_of(&self.unbounded_rays()).collect()
    }

    fn equal_angles(&self, count: usize) -> Vec<Seen> {
        let mut times = [self.quadratic_time(); 3];
        let see = |(k, angle): (usize, f64)| {
            let guess = extrapolated(times);
            let found = self.shown_point(angle, guess);
            let time = found.map_or(guess, |(time, _)| time);
            times = if k > 0 && found.is_some() { [times[1], times[2], time] } else { [time; 3] };
            Seen { angle, time, end: found.map(|(_, end)| end), next: (k + 1) % count }
        };
        angles(count).enumerate().map(see).collect()
    }

    fn halfway(&self, left: &Seen, right: &Seen) -> Seen {
        let full_turn = if right.angle <= left.angle { TAU } else { 0.0 };
        let angle = 0.5 * (left.angle + right.angle + full_turn);
        let guess = 0.5 * (left.time + right.time);
        let found = self.shown_point(angle, guess);
        let (time, end) = found.map_or((guess, None), |(time, end)| (time, Some(end)));
        Seen { angle, time, end, next: left.next }
    }

    /// The length of the gap between a point and the next. It is 0, so that it is not
    /// halved, if the ball is unbounded on either side, and after many halvings.
    fn gap(&self, ring: &[Seen], left: usize, halvings: u32) -> Gap {
        let ends = ring[left].end.zip(ring[ring[left].next].end);
        let ends = ends.filter(|_| halvings < MOST_HALVINGS);
        let length = ends.map(|(from, to)| self.gap_length(from.to, to.to));
        Gap { length: length.filter(|length| length.is_finite()).unwrap_or(0.0), left, halvings }
    }

    /// Fisher–Rao distance, or where it has no closed form the length of the
    /// chord in the metric of its middle. It only serves to compare neighbours.
    fn gap_length(&self, from: Point, to: Point) -> f64 {
        let chord = || {
            let [from, to] = [from, to].map(|end| self.model.own(end));
            let along = to - from;
            self.own.fisher(from + 0.5 * along).apply(along, along).sqrt()
        };
        self.model.distance(&Segment::between(from, to)).unwrap_or_else(chord)
    }
}
