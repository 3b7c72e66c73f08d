//! Segments: a step that knows its own length to the last digit.

use super::{Point, Tangent};

/// Two points and their difference, each to full relative precision.
///
/// KL divergences of neighbours are quadratic in a difference that the two
/// points alone, rounded, no longer hold: at KL = 10⁻²⁸ nats it is 10⁻¹⁴ of
/// their size. Charts therefore map segments, not pairs of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Where it starts.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// `to − from`, without the cancellation.
    pub difference: Tangent,
}

impl Segment {
    /// The segment between two given points; its difference is as good as they are.
    pub fn between(from: Point, to: Point) -> Self {
        Self { from, to, difference: to - from }
    }

    /// The straight step `from + difference`.
    pub fn step(from: Point, difference: Tangent) -> Self {
        Self { from, to: from + difference, difference }
    }

    /// No step at all.
    pub fn still(at: Point) -> Self {
        Self { from: at, to: at, difference: Tangent::default() }
    }
}
