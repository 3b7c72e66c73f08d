//! `(a, b)`, the means of the two parts of a mixture.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Units;

/// Means of both parts; any two numbers. Where they are equal the family is singular.
#[derive(Clone, Copy, Debug)]
pub struct Means {
    /// Weight of the second part.
    weight: f64,
}

impl Means {
    /// Over a mixture with these weights.
    pub fn new(units: &Units) -> Self {
        Self { weight: units.weight }
    }

    fn own(&self, [a, b]: [f64; 2]) -> [f64; 2] {
        [(1.0 - self.weight) * a + self.weight * b, b - a]
    }

    fn here(&self, [m, d]: [f64; 2]) -> [f64; 2] {
        [m - self.weight * d, m + (1.0 - self.weight) * d]
    }
}

impl Chart for Means {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    fn to_own(&self, at: Point) -> Point {
        Point::from(self.own(at.array()))
    }

    fn from_own(&self, own: Point) -> Point {
        Point::from(self.here(own.array()))
    }

    fn own_difference(&self, along: &Segment, _: [Point; 2]) -> Tangent {
        Tangent::from(self.own(along.difference.array()))
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        let [from, to] = [own.from, own.to].map(|end| self.from_own(end));
        let difference = Tangent::from(self.here(own.difference.array()));
        Segment { from, to, difference }
    }

    fn jacobian(&self, _: Point) -> Jacobian {
        Jacobian::from_rows([[1.0 - self.weight, self.weight], [-1.0, 1.0]])
    }

    fn second_derivatives(&self, _: Point) -> [Symmetric; 2] {
        [Symmetric::default(); 2]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }
}
