//! Charts for two points at a time, without a call that is chosen at run time.
//!
//! Every operation is that of the chart itself, in the same order; only terms that are zero are
//! left out. So both give the same bits, and `tests/sweep.rs` compares them.

use super::Affine;
use super::pull_back::ROUNDING;
use crate::numeric::lanes::{Lanes, Mask};

/// A chart of the Gaussian, or one whose matrix is triangular.
#[derive(Clone, Copy, Debug)]
pub enum LaneChart {
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

/// Two values of each coordinate.
pub type LanePair = [Lanes; 2];

impl LaneChart {
    /// `(μ, σ)`; no numbers, or none above zero, outside the domain.
    #[inline(always)]
    pub fn own(self, [x, y]: LanePair) -> LanePair {
        let one = Lanes::both(1.0);
        match self {
            Self::Variance => [x, y.sqrt()],
            Self::Precision => [x, one / y.sqrt()],
            Self::StdDev => [x, y],
            Self::LogStd => [x, y.map(f64::exp)],
            Self::Natural => {
                let twice = Lanes::both(-2.0) * y;
                [x / twice, one / twice.sqrt()]
            }
            Self::Expectation => [x, less_square(y, x).sqrt()],
            Self::Affine(Affine { a, c, e, .. }) => {
                let [a, c, e] = [Lanes::both(a), Lanes::both(c), Lanes::both(-e)];
                [a * x, difference_of_products(c, x, e, y)]
            }
        }
    }

    /// Where a point lies outside the domain for certain.
    #[inline(always)]
    pub fn excludes(self, [x, y]: LanePair) -> Mask {
        let zero = Lanes::both(0.0);
        match self {
            Self::Variance | Self::Precision | Self::StdDev => y.at_most(zero),
            Self::LogStd | Self::Affine(_) => Mask::default(),
            Self::Natural => zero.at_most(y),
            Self::Expectation => less_square(y, x).at_most(zero),
        }
    }

    /// Whether its Jacobian matrix is diagonal.
    pub fn is_diagonal(self) -> bool {
        !matches!(self, Self::Natural | Self::Expectation | Self::Affine(_))
    }

    /// `∂σ/∂y` without its unit, and that unit, of a chart with a diagonal Jacobian matrix.
    #[inline(always)]
    fn slope(self, sigma: Lanes) -> LanePair {
        let one = Lanes::both(1.0);
        match self {
            Self::Variance => [Lanes::both(0.5) / sigma, one],
            Self::Precision => [Lanes::both(-0.5) * sigma * sigma, sigma],
            Self::LogStd => [sigma, one],
            _ => [one, one],
        }
    }

    /// `Jᵀ g` of a covector at `(μ, σ)`.
    #[inline(always)]
    pub fn pull_covector(self, [mu, sigma]: LanePair, [g, h]: LanePair) -> LanePair {
        match self {
            Self::Natural => {
                let ([g, h], two) = ([sigma * g, sigma * h], Lanes::both(2.0));
                [sigma * g, two * mu * sigma * g + sigma * sigma * h]
            }
            Self::Expectation => {
                let half = Lanes::both(0.5);
                [g + (Lanes::both(0.0) - mu) / sigma * h, half / sigma * h]
            }
            Self::Affine(Affine { a, c, e, .. }) => {
                [Lanes::both(a) * g + Lanes::both(c) * h, Lanes::both(e) * h]
            }
            _ => {
                let [slope, unit] = self.slope(sigma);
                [g, slope * (unit * h)]
            }
        }
    }

    /// `J⁻¹ d` of a tangent at `(μ, σ)`.
    #[inline(always)]
    pub fn pull(self, [mu, sigma]: LanePair, [d, e]: LanePair) -> LanePair {
        match self {
            Self::Natural => {
                let (d, e) = (d / sigma, e / sigma);
                let y = e / (sigma * sigma);
                [(d - Lanes::both(2.0) * mu * sigma * y) / sigma, y]
            }
            Self::Expectation => {
                let slope = (Lanes::both(0.0) - mu) / sigma;
                [d, (e - slope * d) / (Lanes::both(0.5) / sigma)]
            }
            Self::Affine(chart) => {
                let x = d / Lanes::both(chart.a);
                [x, (e - Lanes::both(chart.c) * x) / Lanes::both(chart.e)]
            }
            Self::StdDev => [d, e],
            Self::Precision => {
                let [slope, unit] = self.slope(sigma);
                [d, e / unit / slope]
            }
            Self::Variance | Self::LogStd => [d, e / self.slope(sigma)[0]],
        }
    }

    /// The Hessian of a Gaussian likelihood whose own Hessian is `[a₁₁, a₁₂, a₂₂]` and own gradient
    /// `(g, h)`, in a chart with a diagonal Jacobian matrix; see [`super::Charted`].
    #[inline(always)]
    pub fn pull_hessian(self, sigma: Lanes, [a, b, c]: [Lanes; 3], [g, h]: LanePair) -> [Lanes; 3] {
        let [slope, unit] = self.slope(sigma);
        let second_order = match self {
            Self::Variance => h * (Lanes::both(-0.25) / (sigma * (sigma * sigma))),
            Self::LogStd => h * sigma,
            // The Fisher matrix and the second derivatives of natural coordinates.
            Self::Precision => {
                let fisher = Lanes::both(2.0) / sigma / sigma;
                return [a, sigma * g * sigma, unit * fisher * unit * slope * slope];
            }
            _ => Lanes::both(0.0),
        };
        let tensor = unit * c * unit * slope * slope;
        let (sum, size) = (tensor + second_order, tensor.abs() + second_order.abs());
        let is_zero = sum.abs().at_most(Lanes::both(ROUNDING) * size);
        [a, b * unit * slope, is_zero.choose(Lanes::both(0.0), sum)]
    }
}

/// `a·b − c·d` as by [`difference_of_products`](crate::numeric::kernel::difference_of_products).
#[inline(always)]
fn difference_of_products(a: Lanes, b: Lanes, c: Lanes, d: Lanes) -> Lanes {
    let ([ab, ab_error], [cd, cd_error]) = (exact_product(a, b), exact_product(c, d));
    (ab - cd) + (ab_error - cd_error)
}

/// A product and its rounding error (Dekker 1971).
#[inline(always)]
fn exact_product(a: Lanes, b: Lanes) -> LanePair {
    let ([a_high, a_low], [b_high, b_low]) = (halves(a), halves(b));
    let product = a * b;
    let error = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low);
    let most = Lanes::both(f64::MAX);
    let is_finite = product.abs().at_most(most) & error.abs().at_most(most);
    [product, is_finite.choose(error, Lanes::both(0.0))]
}

/// Halves of 26 bits each (Veltkamp).
#[inline(always)]
fn halves(x: Lanes) -> LanePair {
    let c = Lanes::both(134_217_729.0) * x;
    let high = c - (c - x);
    [high, x - high]
}

/// `y − x²`.
#[inline(always)]
fn less_square(y: Lanes, x: Lanes) -> Lanes {
    difference_of_products(y, Lanes::both(1.0), x, x)
}
