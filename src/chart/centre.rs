//! `(m, d)`, the mean of a mixture and the gap between its parts.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};

/// Mean and gap; any two numbers. Where the gap is 0 the family is singular.
#[derive(Clone, Copy, Debug)]
pub struct Centre;

impl Chart for Centre {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
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
}
