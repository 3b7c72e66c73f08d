//! `(m, V)`, mean and variance of a mixture: `V = s² + w(1−w)d²`.

use super::Chart;
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::Units;

/// Mean and variance; domain `V > s²`. It covers gaps `d > 0` alone, and is regular up to its edge.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    /// `s²`.
    least: f64,
    /// `w(1−w)`.
    product: f64,
}

impl Moments {
    /// Over a mixture with these weights and this spread.
    pub fn new(units: &Units) -> Self {
        let (weight, spread) = (units.weight, units.spread);
        Self { least: spread * spread, product: weight * (1.0 - weight) }
    }

    fn gap(&self, variance: f64) -> f64 {
        ((variance - self.least) / self.product).sqrt()
    }
}

impl Chart for Moments {
    fn contains(&self, at: Point) -> bool {
        at.is_finite() && at.1 > self.least
    }

    fn to_own(&self, at: Point) -> Point {
        Point(at.0, self.gap(at.1))
    }

    /// Not a number for gaps that are not above zero.
    fn from_own(&self, own: Point) -> Point {
        let Point(mean, gap) = own;
        let variance = if gap > 0.0 { self.least + self.product * gap * gap } else { f64::NAN };
        Point(mean, variance)
    }

    /// On the line `d = 0` the variance is `s²`, the edge of the chart; the next double above it is taken. So it is for
    /// gaps of either sign that are too short to change the variance.
    /// Parts of equal weight may exchange their names, so that the gap changes its sign.
    fn nearest(&self, own: Point) -> Option<Point> {
        let Point(mean, gap) = own;
        let has_names = self.product != 0.25;
        let variance = self.least + self.product * gap * gap;
        if !own.is_finite() || (gap < 0.0 && has_names && variance > self.least) {
            return None;
        }
        let at = Point(mean, variance.max(self.least.next_up()));
        self.contains(at).then_some(at)
    }

    /// `Δd = ΔV / (w(1−w)(d₀ + d₁))`.
    fn own_difference(&self, along: &Segment, [from, to]: [Point; 2]) -> Tangent {
        let Tangent(d_mean, d_variance) = along.difference;
        Tangent(d_mean, d_variance / (self.product * (from.1 + to.1)))
    }

    /// `ΔV = w(1−w)(d₀ + d₁) Δd`.
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let [from, to] = [own.from, own.to].map(|end| self.from_own(end));
        let Tangent(d_mean, d_gap) = own.difference;
        let difference = Tangent(d_mean, self.product * (own.from.1 + own.to.1) * d_gap);
        Segment { from, to, difference }
    }

    /// `∂d/∂V = 1/(2w(1−w)d)`.
    fn jacobian(&self, at: Point) -> Jacobian {
        let slope = 0.5 / (self.product * self.gap(at.1));
        Jacobian::from_rows([[1.0, 0.0], [0.0, slope]])
    }

    /// `∂²d/∂V² = −1/(4w²(1−w)²d³)`.
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let gap = self.gap(at.1);
        let slope = 0.5 / (self.product * gap);
        [Symmetric::default(), Symmetric([0.0, 0.0, -slope * slope / gap])]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }
}
