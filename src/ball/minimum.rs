//! The minimum of a goal on the boundary of a ball.

use nalgebra::Vector2;

use super::plane::unit;
use super::scan::{COARSE, Sample};
use super::settled::has_lost_digits;
use super::{Goal, KlBall};
use crate::geometry::{Covector, Segment, Tangent, combine};
use crate::model::{Connection, Direction};

/// In natural coordinates `KL(new ‖ old)` is convex where no log-odds change by
/// more than this: its second derivatives are a mean of `(d − d̄)² (1 + Δ − Δ̄)`. A
/// likelihood is convex there too.
const NATURAL_CONVEX_CHANGE: f64 = 1.0;

/// Up to this radius (nats) only the half of the boundary is sampled on which the minimum must be.
/// The angles then start from the direction of steepest descent. Larger balls have corners in
/// the directions of the axes of their frame, so they are sampled all around from there. Without this the
/// count ([`super`]) takes 17 % longer; from 0.3 to 10 it is the same.
const LARGEST_ROUND: f64 = 1.0;

/// A ball is known to have no minimum without searching further if the goal on an unbounded ray is
/// below this multiple of the lowest sample: a minimum between two samples is never that much lower. From
/// 100 to 10⁶ the count ([`super`]) is the same; with 1 five minima are lost.
const NO_MATCH: f64 = 1e3;

impl KlBall<'_> {
    /// The boundary point at which `goal` is least.
    ///
    /// If there is only one minimum, it is found from the solution of the quadratic
    /// problem. Otherwise the boundary is sampled coarsely at equal angles, and more
    /// densely where it turns sharply. A minimum is between two samples where the sine
    /// between the goal's differential and that of the divergence changes from positive
    /// to negative. In both cases the result is refined until the sine is zero up to
    /// rounding, which is the Karush–Kuhn–Tucker condition
    /// (docs/mathematics/exact-steps.md#linear-goal).
    ///
    /// Returns `None` if the goal has no minimum on the boundary: if it is lower still
    /// far out in a direction in which the ball is unbounded, if it is −∞ somewhere, or
    /// if the best point of an unbounded ball is not stationary.
    pub fn minimize(&self, goal: &Goal) -> Option<Segment> {
        let downhill = unit(goal.differential(&Segment::still(self.center)), self.frame);
        if self.radius <= self.one_minimum_up_to(goal) {
            // The solution if KL were quadratic: straight downhill.
            let ball = self.with_frame_along(downhill);
            let found = ball.solve_stationarity(goal, Vector2::x(), -Vector2::y());
            if let Some(end) = found.filter(|end| !has_lost_digits(end)) {
                return Some(end);
            }
        }
        if self.scans_half(goal) {
            let aside = Vector2::new(0.0, downhill.y.signum());
            let middle = if self.lies_on_one_side(goal) { aside } else { downhill };
            return self.with_frame_along(middle).search(goal);
        }
        self.search(goal)
    }

    /// The radius up to which the goal has one minimum on the ball.
    fn one_minimum_up_to(&self, goal: &Goal) -> f64 {
        let anywhere = match goal {
            Goal::Linear(_) => self.model.convex_up_to(self.direction),
            Goal::Loss { of, .. } => of.one_minimum_up_to(self.direction),
        };
        if self.radius <= anywhere || self.direction == Direction::OldNew {
            return anywhere;
        }
        let change = match goal {
            Goal::Linear(_) => self.model.convex_change(),
            Goal::Loss { .. } if self.is_convex(goal) => NATURAL_CONVEX_CHANGE,
            Goal::Loss { .. } => 0.0,
        };
        if change > 0.0 { self.family.least_cost(self.own_center, change) } else { anywhere }
    }

    /// Whether half of the boundary is enough, that downhill or that to one side: in the
    /// other half a convex goal has no minimum.
    pub(super) fn scans_half(&self, goal: &Goal) -> bool {
        self.radius <= LARGEST_ROUND
            && (self.is_convex(goal) || self.lies_on_one_side(goal))
            && !self.has_closed_form()
    }

    /// Whether the goal is known to be least on one side of the second coordinate.
    fn lies_on_one_side(&self, goal: &Goal) -> bool {
        matches!(goal, Goal::Linear(Covector(_, second)) if *second != 0.0)
            && self.model.rises_with_second()
    }

    /// Whether the goal is convex along rays from the centre. It is then positive on a
    /// ray along which it rises at first.
    pub(super) fn is_convex(&self, goal: &Goal) -> bool {
        match goal {
            Goal::Linear(_) => self.model.flat_connection() == Some(self.connection),
            Goal::Loss { of, .. } => {
                of.is_likelihood() && self.connection == Connection::Exponential
            }
        }
    }

    /// The least of all minima; see [`KlBall::minimize`].
    fn search(&self, goal: &Goal) -> Option<Segment> {
        let unbounded = self.unbounded_rays();
        if self.falls_without_end(goal, &unbounded) {
            return None;
        }
        let scan = self.scan(goal)?;
        let end = scan.len() - usize::from(self.scans_half(goal));
        let lowest = (1..end).min_by(|a, b| scan[*a].value.total_cmp(&scan[*b].value))?;
        let ends = scan.iter().filter(|sample| sample.end.is_none());
        let ends = ends.map(|sample| combine(self.frame, sample.angle));
        let open: Vec<Tangent> = unbounded.iter().copied().chain(ends).collect();
        // If the goal is much lower far out, the minimum on the boundary is not needed.
        if self.falls_below(NO_MATCH * scan[lowest].value.min(0.0), &open, goal) {
            return None;
        }
        let ranked = self.minima(goal, &scan, lowest).into_iter();
        let ranked = ranked.map(|end| (goal.value(self.model, &end), end));
        let (least, landing) = ranked.min_by(|a, b| a.0.total_cmp(&b.0))?;
        // A forward ball that is convex however large it is has a boundary all around; where none was found, it was
        // missed by rounding.
        let is_compact = self.direction == Direction::OldNew
            && self.model.convex_up_to(self.direction) == f64::INFINITY;
        let is_minimum = open.is_empty()
            || is_compact
            || !self.falls_below(least, &open, goal)
                && !self.falls_beside(least, &unbounded, goal)
                && self.is_stationary(goal, &landing);
        (least > f64::NEG_INFINITY && is_minimum).then_some(landing)
    }

    /// All minima between samples, and the one around the lowest sample.
    fn minima(&self, goal: &Goal, scan: &[Sample], lowest: usize) -> Vec<Segment> {
        let mut minima = Vec::new();
        let mut lowest_is_alone = true;
        for (left, pair) in scan.windows(2).enumerate() {
            let ends = [pair[0], pair[1]];
            if may_hold_minimum(goal, ends)
                && !stays_above(goal, ends, scan[lowest].value)
                && let Some(end) = self.minimum_between(goal, ends)
            {
                minima.push(end);
                lowest_is_alone &= !(left.saturating_sub(1)..=left + 2).contains(&lowest);
            }
        }
        if lowest_is_alone || minima.is_empty() {
            // If a gap contains two extrema, the sine has the same sign at both ends, and only the
            // values show that there is a minimum.
            let next = if lowest + 1 < scan.len() { lowest + 1 } else { 1 };
            let full_turn = if next == 1 { std::f64::consts::TAU } else { 0.0 };
            let ends = [scan[lowest - 1].angle, full_turn + scan[next].angle];
            minima.extend(self.lowest_between(goal, ends));
        }
        minima
    }
}

/// Whether a loss that may have several minima is above a value everywhere between two samples. It is taken to be
/// convex there, so that it lies above its tangents at both, which are lowest where they meet.
fn stays_above(goal: &Goal, [left, right]: [Sample; 2], value: f64) -> bool {
    // Samples may lie beside the boundary, by this share of their distance from the centre at most. From 0 to ten times as
    // much none of 12,000 steps changes: eight from a random place for each of 1,500 random targets of two to four peaks.
    let [_, aside] = COARSE;
    let (Goal::Loss { of, .. }, Some(from), Some(to)) = (goal, left.end, right.end) else {
        return false;
    };
    let chord = to.to - from.to;
    let [fall, rise] = [&left, &right].map(|sample| sample.differential.along(chord));
    // Where the two tangents meet, as a share of the way.
    let share = (right.value - rise - left.value) / (fall - rise);
    let off = [(&left, from), (&right, to)];
    let off = off.map(|(sample, end)| sample.differential.along(end.difference).abs());
    let least = left.value + share * fall - aside * (off[0] + off[1]);
    !of.is_likelihood() && fall < 0.0 && rise > 0.0 && least > value
}

/// Whether the sine changes from positive to negative between two samples. If the goal
/// falls inwards at both, the boundary is not convex there, and this is no minimum of a
/// linear goal. For a loss this cannot be decided from the samples.
fn may_hold_minimum(goal: &Goal, [left, right]: [Sample; 2]) -> bool {
    let falls_inwards = left.cosine > 0.0 && right.cosine > 0.0;
    left.sine >= 0.0 && right.sine < 0.0 && !(matches!(goal, Goal::Linear(_)) && falls_inwards)
}
