//! Gradient and Fisher matrix in one pass over columns of inputs.
//!
//! The terms of a datum are computed by its label: `p − y` is `σ(z)` for label 0 and
//! `−σ(−z)` for label 1, so that nothing cancels within a datum.

use super::Logistic;
use super::means::Spreads;
use crate::geometry::{Covector, Point, Symmetric};
use crate::model::PairPass;
use crate::numeric::columns::Sums;
use crate::numeric::lanes::Lanes;

/// The gradient of the loss with the Fisher matrix.
pub(super) type GradientAndFisher = (Covector, Symmetric);

/// The sums of both columns, each with its `Σ softplus(z)`.
pub(super) type SoftplusSums = [(Sums, f64); 2];

/// A sum of losses whose exponential is no normal number is larger than this (nats).
const LARGEST_KNOWN: f64 = 708.0;

impl Logistic {
    /// Gradient and Fisher matrix; `None` at log-odds that are too large for columns,
    /// so that the sums must be formed input by input.
    pub(super) fn gradient_and_fisher(&self, at: Point) -> Option<GradientAndFisher> {
        let mut known = self.memo.lock();
        if let Some(answer) = known.gradients.get(&at) {
            return answer;
        }
        known.gradients.put(at, self.compute_gradient_and_fisher(at))
    }

    /// The same without the memo.
    pub(super) fn compute_gradient_and_fisher(
        &self,
        Point(w, b): Point,
    ) -> Option<GradientAndFisher> {
        let [zeros, ones] = self.data.summaries.for_slope(w);
        Some(self.averaged([zeros.sums(w, b)?, ones.sums(-w, -b)?]))
    }

    /// The loss of many observations; `None` where there are few, or where labels are nearly certain.
    pub(super) fn loss_by_columns(&self, Point(w, b): Point) -> Option<f64> {
        /// Fewer observations are summed precisely, which takes about as long then.
        const MANY: usize = 500;
        /// Below this loss (nats) labels are so certain that its rounding error would count beside it.
        const CERTAIN: f64 = 0.01;
        if self.data.inputs.len() < MANY {
            return None;
        }
        let [zeros, ones] = self.data.summaries.for_slope(w);
        let sum = zeros.softplus(w, b)? + ones.softplus(-w, -b)?;
        let loss = sum / self.data.inputs.len() as f64;
        (loss > CERTAIN).then_some(loss)
    }

    /// The sums of both columns with those of softplus.
    pub(super) fn softplus_sums(&self, Point(w, b): Point) -> Option<SoftplusSums> {
        let [zeros, ones] = self.data.summaries.for_slope(w);
        Some([zeros.softplus_sums(w, b)?, ones.softplus_sums(-w, -b)?])
    }

    /// Gradient and Fisher matrix with the loss to about thirteen digits; `None` at log-odds that
    /// are too large for columns.
    pub(super) fn by_columns(&self, at: Point) -> Option<(GradientAndFisher, f64)> {
        let [(zeros, p), (ones, q)] = self.softplus_sums(at)?;
        let loss = (p + q) / self.data.inputs.len() as f64;
        Some((self.averaged([zeros, ones]), loss))
    }

    /// What two runs need at their points, with the bits of [`Logistic::by_columns`].
    pub(super) fn two_by_columns(&self, [w, b]: [Lanes; 2]) -> Option<PairPass> {
        let both = Lanes::both;
        let [zeros, ones] = self.data.summaries.for_any_slope()?;
        let (zero, k) = (both(0.0), both(1.0 / self.data.inputs.len() as f64));
        let (z, p, holds) = zeros.sums_of_two(w, b)?;
        let (o, q, also_holds) = ones.sums_of_two(zero - w, zero - b)?;
        let [mean, mean_u, variance, variance_u, variance_uu] = z;
        let gradient = [k * (mean_u - o[1]), k * (mean - o[0])];
        let (second, first, total) =
            (k * (variance_uu + o[4]), k * (variance_u + o[3]), k * (variance + o[2]));
        let spread = Spreads::of([second, first, total], self.data.width());
        let product = p * q;
        let is_known = both(f64::MIN_POSITIVE).at_most(product);
        let loss = is_known.choose(zero - product.map(f64::ln), both(LARGEST_KNOWN)) * k;
        let arrow = spread.raise(gradient);
        // The squared length of a covector is at least that of its part along the second coordinate.
        let gain = spread.valid.choose(
            gradient[0] * arrow[0] + gradient[1] * arrow[1],
            gradient[1] * gradient[1] / total,
        );
        let valid = holds & also_holds;
        Some(PairPass { gradient, arrow, gain, loss, valid, is_raised: spread.valid, is_known })
    }

    /// Both as means over the data, of the sums of both columns.
    pub(super) fn averaged(&self, [zeros, ones]: [Sums; 2]) -> GradientAndFisher {
        let k = 1.0 / self.data.inputs.len() as f64;
        let gradient = Covector(zeros.mean_u - ones.mean_u, zeros.mean - ones.mean);
        let fisher = Symmetric([
            zeros.variance_uu + ones.variance_uu,
            zeros.variance_u + ones.variance_u,
            zeros.variance + ones.variance,
        ]);
        (k * gradient, k * fisher)
    }
}
