//! `(μ, σ)`: the coordinates in which the Gaussian itself is written.

use super::{Chart, PairChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Direction;

/// Mean and standard deviation of a Gaussian; domain `σ > 0`.
#[derive(Clone, Copy, Debug)]
pub struct StdDev;

impl Chart for StdDev {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 > 0.0
    }

    fn to_own(&self, at: Point) -> Point {
        at
    }

    fn from_own(&self, own: Point) -> Point {
        own
    }

    fn own_difference(&self, along: &Segment, _: [Point; 2]) -> Tangent {
        along.difference
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        *own
    }

    fn jacobian(&self, _: Point) -> Jacobian {
        Jacobian::from_rows([[1.0, 0.0], [0.0, 1.0]])
    }

    fn second_derivatives(&self, _: Point) -> [Symmetric; 2] {
        [Symmetric::default(); 2]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    /// At least up to this radius, in both directions (docs/mathematics/gaussian.md#convexity).
    fn convex_up_to(&self, _: Direction) -> f64 {
        6.0
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::StdDev)
    }
}
