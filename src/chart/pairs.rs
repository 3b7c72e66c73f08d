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

/// Evaluates an expression of the derivative at `(μ, σ)`. It is written out for each chart, because the call
/// of a closure would take as long as all the rest of a step.
macro_rules! with_derivative {
    ($chart:expr, $own:expr, $name:ident => $then:expr) => {{
        macro_rules! of {
            ($made:expr) => {{
                let $name = $made;
                $then
            }};
        }
        let [_, sigma] = $own;
        match $chart {
            Self::Variance => of!(variance::derivative(sigma)),
            Self::Precision => of!(precision::derivative(sigma)),
            Self::StdDev => of!(Derivative::<Lanes>::identity()),
            Self::LogStd => of!(log_std::derivative(sigma)),
            Self::Natural => of!(natural::derivative($own)),
            Self::Expectation => of!(expectation::derivative($own)),
            Self::Affine(chart) => of!(chart.derivative()),
        }
    }};
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

    /// Whether there is a form of [`PairChart::own_difference`].
    pub fn has_differences(self) -> bool {
        matches!(self, Self::Variance | Self::StdDev)
    }

    /// The differences of steps in `(μ, σ)`, where they start and end with these `σ`.
    #[inline(always)]
    pub fn own_difference(self, difference: [Lanes; 2], sigma: [Lanes; 2]) -> [Lanes; 2] {
        match self {
            Self::Variance => variance::own_difference(difference, sigma),
            _ => difference,
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

    /// `Jᵀ g` of a covector at `(μ, σ)`.
    #[inline(always)]
    pub fn pull_covector(self, own: [Lanes; 2], g: [Lanes; 2]) -> [Lanes; 2] {
        with_derivative!(self, own, derivative => derivative.pull_covector(g))
    }

    /// `J⁻¹ d` of a tangent at `(μ, σ)`.
    #[inline(always)]
    pub fn pull(self, own: [Lanes; 2], d: [Lanes; 2]) -> [Lanes; 2] {
        with_derivative!(self, own, derivative => derivative.pull(d))
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
        let [slope, unit] = with_derivative!(self, own, derivative => derivative.diagonal());
        let second_order = match self {
            Self::Variance => h * variance::second_derivative(sigma),
            Self::LogStd => h * log_std::second_derivative(sigma),
            // The Fisher matrix and the second derivatives of natural coordinates.
            Self::Precision => {
                let fisher = Lanes::both(2.0) / sigma / sigma;
                let mixed = precision::natural_second_order_term(sigma, g);
                return [Lanes::both(0.5) * fisher, mixed, unit * fisher * unit * slope * slope];
            }
            _ => Lanes::both(0.0),
        };
        let tensor = unit * c * unit * slope * slope;
        let (sum, size) = (tensor + second_order, tensor.abs() + second_order.abs());
        let is_zero = sum.abs().at_most(Lanes::both(ROUNDING) * size);
        [a, b * unit * slope, is_zero.choose(Lanes::both(0.0), sum)]
    }
}
