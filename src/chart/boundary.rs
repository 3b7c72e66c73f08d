//! Logistic `(t, w)`, `t = −b/w`: the decision boundary and the slope.

use super::Chart;
use crate::geometry::{Covector, Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Units;
use crate::numeric::kernel::{difference_of_products, power_of_two};

/// Decision boundary and slope of a logistic model; domain `w ≠ 0`, in two
/// pieces: at `w = 0` the boundary lies nowhere and the chart is singular.
#[derive(Clone, Copy, Debug)]
pub struct Boundary {
    origin: f64,
    unit: f64,
}

impl Boundary {
    /// Over inputs that the model counts in these units, from their origin.
    pub fn new(units: &Units) -> Self {
        Self { origin: units.origin, unit: units.unit }
    }
}

impl Chart for Boundary {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 != 0.0
    }

    /// The model's own coordinates are `h w` and `w (c − t)`, with its origin `c` and unit `h`.
    fn to_own(&self, at: Point) -> Point {
        let Point(t, w) = at;
        Point(self.unit * w, w * (self.origin - t))
    }

    /// `w = w°/h`, `t = c − h b°/w°`, where `°` marks the model's own coordinates.
    fn from_own(&self, own: Point) -> Point {
        let Point(w, b) = own;
        Point(self.origin - self.unit * (b / w), w / self.unit)
    }

    /// `Δw° = h Δw`, `Δb° = Δw (c − t) − w' Δt = Δw (c − t') − w Δt`. The boundary that is
    /// nearer to the origin gives the smaller terms.
    fn own_difference(&self, along: &Segment, _: [Point; 2]) -> Tangent {
        let (Point(t, w), Point(t1, w1)) = (along.from, along.to);
        let Tangent(dt, dw) = along.difference;
        let (start, end) = (self.origin - t, self.origin - t1);
        let (offset, slope) = if start.abs() <= end.abs() { (start, w1) } else { (end, w) };
        let db = difference_of_products(dw, offset, slope, dt);
        Tangent(self.unit * dw, db)
    }

    /// `Δt = −h (Δb° w° − b° Δw°) / (w° w°')`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let Tangent(dw, db) = own.difference;
        let (Point(w, b), Point(w1, _)) = (own.from, own.to);
        // In units of the slope, so that the products cannot overflow.
        let scale = power_of_two(w.abs().max(f64::MIN_POSITIVE));
        let determinant = difference_of_products(db, w / scale, b, dw / scale);
        let dt = -self.unit * (determinant / (w / scale) / w1);
        let difference = Tangent(dt, dw / self.unit);
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    /// `∂w° = [0, h]`, `∂b° = [−w, c − t]`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let Point(t, w) = at;
        Jacobian::from_rows([[0.0, self.unit], [-w, self.origin - t]])
    }

    /// `∂²b°/∂t∂w = −1`.
    fn second_derivatives(&self, _: Point) -> [Symmetric; 2] {
        [Symmetric::default(), Symmetric([0.0, -1.0, 0.0])]
    }

    /// The model's own coordinates are natural ones.
    fn natural_second_order_term(&self, at: Point, g: Covector) -> Option<Symmetric> {
        let [first, second] = self.second_order_term(at, g);
        Some(first + second)
    }

    /// Only within one sign of `w`.
    fn connects(&self, from: Point, to: Point) -> bool {
        (from.1 > 0.0) == (to.1 > 0.0)
    }
}
