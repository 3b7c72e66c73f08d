//! Logistic `(t, w)`, `t = −b/w`: the decision boundary and the slope.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Units;
use crate::numeric::kernel::difference_of_products;

/// Decision boundary and slope of a logistic model; domain `w ≠ 0`, in two
/// pieces: at `w = 0` the boundary lies nowhere and the chart is singular.
#[derive(Clone, Copy, Debug)]
pub struct Boundary {
    mean: f64,
    std_dev: f64,
}

impl Boundary {
    /// Over inputs of these units.
    pub fn new(units: &Units) -> Self {
        Self { mean: units.mean, std_dev: units.std_dev }
    }
}

impl Chart for Boundary {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 != 0.0
    }

    /// `w̃ = s w`, `b̃ = w (m − t)`.
    fn to_own(&self, at: Point) -> Point {
        let Point(t, w) = at;
        Point(self.std_dev * w, w * (self.mean - t))
    }

    /// `w = w̃/s`, `t = m − s b̃/w̃`.
    fn from_own(&self, own: Point) -> Point {
        let Point(w, b) = own;
        Point(self.mean - self.std_dev * (b / w), w / self.std_dev)
    }

    /// `Δw̃ = s Δw`, `Δb̃ = Δw (m − t) − w' Δt = Δw (m − t') − w Δt`: with the
    /// boundary that is nearer to the data the terms are the smaller ones.
    fn segment_to_own(&self, along: &Segment) -> Segment {
        let (Point(t, w), Point(t1, w1)) = (along.from, along.to);
        let Tangent(dt, dw) = along.difference;
        let (start, end) = (self.mean - t, self.mean - t1);
        let (offset, slope) = if start.abs() <= end.abs() { (start, w1) } else { (end, w) };
        let db = difference_of_products(dw, offset, slope, dt);
        let difference = Tangent(self.std_dev * dw, db);
        Segment { from: self.to_own(along.from), to: self.to_own(along.to), difference }
    }

    /// `Δt = −s (Δb̃ w̃ − b̃ Δw̃) / (w̃ w̃')`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(dw, db) = own.difference;
        let (Point(w, b), Point(w1, _)) = (own.from, own.to);
        let dt = -self.std_dev * (difference_of_products(db, w, b, dw) / w / w1);
        let difference = Tangent(dt, dw / self.std_dev);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂w̃ = [0, s]`, `∂b̃ = [−w, m − t]`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let Point(t, w) = at;
        Jacobian::from_rows([[0.0, self.std_dev], [-w, self.mean - t]])
    }

    /// `∂²b̃/∂t∂w = −1`.
    fn second_derivatives(&self, _: Point) -> [Symmetric; 2] {
        [Symmetric::default(), Symmetric([0.0, -1.0, 0.0])]
    }

    /// Only within one sign of `w`.
    fn connects(&self, from: Point, to: Point) -> bool {
        (from.1 > 0.0) == (to.1 > 0.0)
    }
}
