//! Charts for two points at a time, without a call that is chosen at run time.
//!
//! The formulas are those of the charts themselves, which are written over any [`Real`](crate::numeric::real::Real). So
//! both give the same bits, and `tests/sweep.rs` compares them.

use super::derivative::Derivative;
use super::pull_back::ROUNDING;
use super::{Affine, expectation, log_std, natural, precision, variance};
use crate::numeric::lanes::{Lanes, Mask};

/// A chart of the Gaussian, or one whose matrix is triangular.
#[derive(Clone, Copy, Debug)]
pub enum PairChart {
    /// [`super::Variance`].
    Variance,
    /// [`super::Precision`].
    Precision,
    /// [`super::StdDev`].
    StdDev,
    /// [`super::LogStd`].
    LogStd,
    /// [`super::Natural`].
    Natural,
    /// [`super::Expectation`].
    Expectation,
    /// [`super::Affine`], of any model.
    Affine(Affine),
}

impl PairChart {
    /// `(μ, σ)`; no numbers, or none above zero, outside the domain.
    #[inline(always)]
    pub fn own(self, at: [Lanes; 2]) -> [Lanes; 2] {
        let [x, y] = at;
        match self {
            Self::Variance => [x, variance::std_dev(y)],
            Self::Precision => [x, precision::std_dev(y)],
            Self::StdDev => at,
            Self::LogStd => [x, log_std::std_dev(y)],
            Self::Natural => natural::own(at),
            Self::Expectation => expectation::own(at),
            Self::Affine(chart) => chart.apply(at),
        }
    }

    /// Where a point lies outside the domain for certain.
    #[inline(always)]
    pub fn excludes(self, [x, y]: [Lanes; 2]) -> Mask {
        let zero = Lanes::both(0.0);
        match self {
            Self::Variance | Self::Precision | Self::StdDev => y.at_most(zero),
            Self::LogStd | Self::Affine(_) => Mask::default(),
            Self::Natural => zero.at_most(y),
            Self::Expectation => expectation::variance([x, y]).at_most(zero),
        }
    }

    /// Whether its Jacobian matrix is diagonal.
    pub fn is_diagonal(self) -> bool {
        !matches!(self, Self::Natural | Self::Expectation | Self::Affine(_))
    }

    /// What `then` makes of the derivative at `(μ, σ)`. It is compiled once for each chart, so that nothing is
    /// chosen between the derivative and its use.
    #[inline(always)]
    fn with_derivative<R>(self, own: [Lanes; 2], then: impl FnOnce(Derivative<Lanes>) -> R) -> R {
        let [_, sigma] = own;
        let one = Lanes::both(1.0);
        match self {
            Self::Variance => then(variance::derivative(sigma)),
            Self::Precision => then(precision::derivative(sigma)),
            Self::StdDev => then(Derivative::Diagonal { slope: one, unit: one }),
            Self::LogStd => then(log_std::derivative(sigma)),
            Self::Natural => then(natural::derivative(own)),
            Self::Expectation => then(expectation::derivative(own)),
            Self::Affine(chart) => then(chart.derivative()),
        }
    }

    /// `Jᵀ g` of a covector at `(μ, σ)`.
    #[inline(always)]
    pub fn pull_covector(self, own: [Lanes; 2], g: [Lanes; 2]) -> [Lanes; 2] {
        self.with_derivative(own, |derivative| derivative.pull_covector(g))
    }

    /// `J⁻¹ d` of a tangent at `(μ, σ)`.
    #[inline(always)]
    pub fn pull(self, own: [Lanes; 2], d: [Lanes; 2]) -> [Lanes; 2] {
        self.with_derivative(own, |derivative| derivative.pull(d))
    }

    /// The Hessian of a Gaussian likelihood whose own Hessian is `[a₁₁, a₁₂, a₂₂]` and own gradient
    /// `(g, h)`, in a chart with a diagonal Jacobian matrix; see [`super::Charted`].
    #[inline(always)]
    pub fn pull_hessian(
        self,
        own: [Lanes; 2],
        [a, b, c]: [Lanes; 3],
        [g, h]: [Lanes; 2],
    ) -> [Lanes; 3] {
        let [_, sigma] = own;
        let one = Lanes::both(1.0);
        let [slope, unit] = self.with_derivative(own, |derivative| match derivative {
            Derivative::Diagonal { slope, unit } => [slope, unit],
            _ => [one; 2],
        });
        let second_order = match self {
            Self::Variance => h * variance::second_derivative(sigma),
            Self::LogStd => h * log_std::second_derivative(sigma),
            // The Fisher matrix and the second derivatives of natural coordinates.
            Self::Precision => {
                let fisher = Lanes::both(2.0) / sigma / sigma;
                let mixed = precision::natural_second_order_term(sigma, g);
                return [a, mixed, unit * fisher * unit * slope * slope];
            }
            _ => Lanes::both(0.0),
        };
        let tensor = unit * c * unit * slope * slope;
        let (sum, size) = (tensor + second_order, tensor.abs() + second_order.abs());
        let is_zero = sum.abs().at_most(Lanes::both(ROUNDING) * size);
        [a, b * unit * slope, is_zero.choose(Lanes::both(0.0), sum)]
    }
}
