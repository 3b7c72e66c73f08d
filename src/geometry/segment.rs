//! Segments: two points with their exact difference.

use super::{Point, Tangent};

/// Two points and their difference, each to full relative precision.
///
/// The divergence of near points is quadratic in their difference, which cannot be
/// computed from the two rounded points: at KL = 10⁻²⁸ nats it is 10⁻¹⁴ of their size.
/// So charts map segments, and not pairs of points.
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
    /// The segment between two given points. Its difference has their rounding errors.
    pub fn between(from: Point, to: Point) -> Self {
        Self { from, to, difference: to - from }
    }

    /// The straight step `from + difference`.
    pub fn step(from: Point, difference: Tangent) -> Self {
        Self { from, to: from + difference, difference }
    }

    /// A segment of length zero.
    pub fn still(at: Point) -> Self {
        Self { from: at, to: at, difference: Tangent::default() }
    }
}
