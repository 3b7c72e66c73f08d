//! Ends of steps that have lost digits, put back on the boundary.

use crate::geometry::Segment;
use crate::model::{Direction, Model};

/// A coordinate that a step leaves this small, as a share of its change, has lost four digits. From 10⁻⁸ to
/// 10⁻³ the count ([`super`]) is the same, since ordinary data never come near.
const LOST: f64 = 1e-4;

/// Whether a coordinate has lost digits: the step nearly takes it to zero, and it is a sum of two numbers that
/// nearly cancel.
///
/// Usually that does no harm. But beside an input of `10¹²` the slope of a logistic regression matters to
/// some `10⁻¹²`, whatever it was before the step.
pub(super) fn has_lost_digits(end: &Segment) -> bool {
    let [to, change] = [end.to.array(), end.difference.array()];
    to.iter().zip(change).any(|(to, change)| to.abs() < LOST * change.abs())
}

/// The end of a step to the boundary of a ball, where it has lost digits, moved along the step until
/// the divergence is `radius` again: small corrections of small coordinates keep all digits.
pub fn settled(model: &dyn Model, end: Segment, radius: f64, direction: Direction) -> Segment {
    /// Newton's method doubles the digits: from four of them to all.
    const MOST_CORRECTIONS: usize = 6;
    /// A longer correction, as a share of the step, is not one of rounding errors: with four digits lost they
    /// are below 10⁻¹¹. From 10⁻⁵ to 0.1 the count ([`super`]) is the same.
    const LONGEST: f64 = 1e-3;
    if !has_lost_digits(&end) {
        return end;
    }
    let excess = |kl: f64| (kl / radius).sqrt() - 1.0;
    let (mut best, mut best_error) = (end, f64::INFINITY);
    let mut at = end;
    for _ in 0..MOST_CORRECTIONS {
        let (kl, slope) = model.kl_and_differential(&at, direction);
        let error = excess(kl);
        if error.abs() < best_error {
            (best, best_error) = (at, error.abs());
        }
        let rise = slope.along(at.difference) / (2.0 * radius * (1.0 + error));
        let share = -error / rise;
        if best_error < f64::EPSILON || share.is_nan() || share.abs() > LONGEST {
            break;
        }
        let correction = share * at.difference;
        let to = at.to + correction;
        if to == at.to || !model.contains(to) {
            break;
        }
        at = Segment { to, difference: at.difference + correction, ..at };
    }
    best
}
