//! Means over the data, one input after the other, at any log-odds; and the
//! Fisher matrix about its own mean, where nothing cancels.

use super::Logistic;
use super::condensed::Columns;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::Family;
use crate::numeric::bernoulli::variance;

/// Least variance of the inputs, each weighted by `p(1 − p)`, in units of their
/// plain variance (which is 1), at which the Fisher matrix still counts as regular:
/// two digits above the rounding of a variance.
const SMALLEST_VARIANCE: f64 = 1e-14;

/// Second moments of `(u, 1)` under weights, about their own weighted mean: a
/// Fisher matrix that is diagonal there.
pub(super) struct Spread {
    /// `Σ weight`.
    pub total: f64,
    /// Weighted mean of `u`.
    pub mean: f64,
    /// `Σ weight (u − mean)²`.
    pub square: f64,
}

impl Spread {
    /// From plain second moments. `None` if the mean is so large that subtracting it
    /// would lose more than one and a third digits.
    pub fn of(Symmetric([second, first, total]): Symmetric) -> Option<Self> {
        const LEAST_REMAINDER: f64 = 0.05;
        let mean = first / total;
        let square = second - mean * first;
        (square >= LEAST_REMAINDER * second && square > SMALLEST_VARIANCE * total).then_some(Self {
            total,
            mean,
            square,
        })
    }

    /// `F⁻¹` of a covector in `(u, 1)`.
    pub fn raise(&self, Covector(first, total): Covector) -> Tangent {
        let slope = (first - self.mean * total) / self.square;
        Tangent(slope, total / self.total - self.mean * slope)
    }
}

impl Logistic {
    /// Mean of `f(u, y, z)` over some columns, with `z` the log-odds at `at`.
    fn mean<T: Default + std::ops::Add<Output = T>>(
        &self,
        columns: &Columns,
        Point(w, b): Point,
        scale: impl Fn(f64, T) -> T,
        f: impl Fn(f64, f64, f64) -> T,
    ) -> T {
        let labelled = columns.iter().zip([0.0, 1.0]);
        let sum = labelled.fold(T::default(), |sum, (column, y)| {
            let terms = column.inputs().map(|(u, weight)| scale(weight, f(u, y, w * u + b)));
            terms.fold(sum, |sum, term| sum + term)
        });
        scale(1.0 / self.data.inputs.len() as f64, sum)
    }

    /// Mean over the data of a function that is analytic in the log-odds.
    pub(super) fn mean_number(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
        self.mean(self.data.summaries.for_slope(at.0), at, |k, sum: f64| k * sum, f)
    }

    /// Mean over the data of a function that is analytic in the log-odds at both ends of a segment.
    pub(super) fn mean_along(
        &self,
        along: &Segment,
        at: Point,
        f: impl Fn(f64, f64, f64) -> f64,
    ) -> f64 {
        self.mean(self.columns_along(along), at, |k, sum: f64| k * sum, f)
    }

    /// Mean over the data of any function.
    pub(super) fn mean_of_any(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
        self.mean(self.data.summaries.full(), at, |k, sum: f64| k * sum, f)
    }

    /// Mean of `f · (u, 1)`.
    pub(super) fn mean_covector(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Covector {
        self.mean_covector_over(self.data.summaries.for_slope(at.0), at, f)
    }

    /// The same over some columns.
    pub(super) fn mean_covector_over(
        &self,
        columns: &Columns,
        at: Point,
        f: impl Fn(f64, f64, f64) -> f64,
    ) -> Covector {
        let term = |u, y, z| {
            let weight = f(u, y, z);
            Covector(weight * u, weight)
        };
        self.mean(columns, at, |k, sum: Covector| k * sum, term)
    }

    /// Mean of `f · (u, 1)(u, 1)ᵀ`.
    pub(super) fn mean_form(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Symmetric {
        let term = |u, y, z| {
            let weight = f(u, y, z);
            Symmetric([weight * u * u, weight * u, weight])
        };
        self.mean(self.data.summaries.for_slope(at.0), at, |k, sum: Symmetric| k * sum, term)
    }

    /// The columns for sums of functions of the log-odds at both ends of a segment.
    pub(super) fn columns_along(&self, along: &Segment) -> &Columns {
        self.data.summaries.for_slope(along.from.0.abs().max(along.to.0.abs()))
    }

    /// The Fisher matrix about the mean under its own weights, where it is diagonal.
    pub(super) fn spread(&self, at: Point) -> Result<Spread, Singular> {
        let form = self.fisher(at);
        if let Some(spread) = Spread::of(form) {
            return Ok(spread);
        }
        let [_, first, total] = form.0;
        let mean = first / total;
        let square = self.mean_number(at, |u, _, z| variance(z) * (u - mean).powi(2));
        if total > 0.0 && square > SMALLEST_VARIANCE * total {
            Ok(Spread { total, mean, square })
        } else {
            Err(Singular)
        }
    }

    /// `F⁻¹g` where `g` is the mean of `f · (u, 1)`, formed about the weighted mean.
    pub(super) fn raise(
        &self,
        at: Point,
        f: impl Fn(f64, f64, f64) -> f64,
    ) -> Result<Tangent, Singular> {
        let Spread { total, mean, square } = self.spread(at)?;
        let slope = self.mean_number(at, |u, y, z| f(u, y, z) * (u - mean)) / square;
        let level = self.mean_number(at, f) / total;
        Ok(Tangent(slope, level - mean * slope))
    }
}
