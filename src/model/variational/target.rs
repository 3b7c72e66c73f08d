//! Target densities on the line, and what a Gaussian expects of their logarithms.
//!
//! `U = −ln p` is known with its derivative; everything else is an expectation
//! under `q = N(μ, σ²)` or under `p` itself, in nats. Normalisers are included.

use std::f64::consts::TAU;

use super::peaks::{Peak, Peaks};
use super::powers::Powers;
use crate::data::TargetData;
use crate::geometry::Point;
use crate::model::Digits;
use crate::numeric::bernoulli::softplus;
use crate::numeric::expectation::{REACH, nodes};
use crate::numeric::exponential::sigmoid;
use crate::numeric::gamma::{digamma, log_beta, log_gamma, trigamma};
use crate::numeric::lanes::Lanes;
use crate::numeric::logarithm::{log_of_sum, logarithm};
use crate::numeric::panels::{FINE, Pole};

/// A density on the line, with its normaliser.
#[derive(Clone, Debug)]
pub enum Target {
    /// A mixture of Gaussians.
    Peaks(Peaks),
    /// `kx − eˣ − ln Γ(k)`: the logarithm of a draw from a Gamma distribution,
    /// the posterior of the logarithm of a rate after `k` events.
    Skewed {
        /// `k > 0`.
        count: f64,
    },
    /// Student's t: `−(ν+1)/2 ln(1 + x²/ν)` and its normaliser.
    HeavyTailed {
        /// `ν > 0`.
        degrees: f64,
    },
    /// `kx − n ln(1 + eˣ) − ln B(k, n−k)`: the posterior of log-odds after `k`
    /// successes in `n` trials, under the prior of Haldane (1932), `1/(p(1−p))`.
    LogOdds {
        /// `k`, between 0 and `n`.
        successes: f64,
        /// `n`.
        trials: f64,
    },
}

impl From<&TargetData> for Target {
    fn from(data: &TargetData) -> Self {
        match *data {
            TargetData::Peaks { ref peaks } => {
                let peak = |&[weight, mean, std_dev]: &[f64; 3]| Peak { weight, mean, std_dev };
                Self::Peaks(Peaks::new(&peaks.iter().map(peak).collect::<Vec<_>>()))
            }
            TargetData::Count { count } => Self::Skewed { count },
            TargetData::Degrees { degrees } => Self::HeavyTailed { degrees },
            TargetData::Trials { successes, trials } => Self::LogOdds { successes, trials },
        }
    }
}

/// First and second derivatives in `(μ, σ)` of `E U(μ + σz)`, `z ~ N(0, 1)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Derivatives {
    /// `[E U′, E z U′]`.
    pub first: [f64; 2],
    /// `[E U″, E z U″, E z² U″]`.
    pub second: [f64; 3],
}

impl Target {
    /// `ln p(x)`.
    pub fn log_density(&self, x: f64) -> f64 {
        match self {
            Self::Peaks(peaks) => peaks.log_density(x),
            Self::Skewed { count } => count * x - x.exp() - log_gamma(*count),
            Self::HeavyTailed { degrees } => {
                heavy_front(*degrees) - 0.5 * (degrees + 1.0) * log_one_plus_square(x, *degrees)
            }
            Self::LogOdds { successes, trials } => {
                let front = log_beta(*successes, trials - successes);
                successes * x - trials * softplus(x) - front
            }
        }
    }

    /// An interval that holds what a figure of the density should show.
    pub fn extent(&self) -> [f64; 2] {
        let [mean, variance] = self.moments();
        let around = |reach: f64| [mean - reach * variance.sqrt(), mean + reach * variance.sqrt()];
        match self {
            Self::Peaks(peaks) => {
                let ends =
                    |sign: f64| peaks.parts().iter().map(move |p| p.mean + sign * 4.0 * p.std_dev);
                [
                    ends(-1.0).fold(f64::INFINITY, f64::min),
                    ends(1.0).fold(f64::NEG_INFINITY, f64::max),
                ]
            }
            Self::Skewed { .. } | Self::LogOdds { .. } => around(4.5),
            Self::HeavyTailed { .. } => [-8.0, 8.0],
        }
    }

    /// Whether `ln p` is concave.
    pub fn is_log_concave(&self) -> bool {
        match self {
            Self::Peaks(peaks) => peaks.parts().len() == 1,
            Self::Skewed { .. } | Self::LogOdds { .. } => true,
            Self::HeavyTailed { .. } => false,
        }
    }

    /// A bound of the second derivatives of [`Self::derivatives`], and of what they are summed from.
    pub fn largest(&self, mu: f64, sigma: f64) -> f64 {
        let far = mu.abs() + REACH * sigma;
        match self {
            Self::Peaks(peaks) => {
                let bound = |p: &Peak| ((far + p.mean.abs()) / p.std_dev).powi(2);
                peaks.parts().iter().map(bound).sum()
            }
            Self::Skewed { .. } => skewed_rate(mu, sigma) * (1.0 + sigma * sigma),
            Self::HeavyTailed { degrees } => (degrees + 1.0) / degrees + far * far,
            Self::LogOdds { trials, .. } => trials * far,
        }
    }

    /// Mean and variance of `p`; the variance of heavy tails is infinite for
    /// `ν ≤ 2`, and their mean is no number for `ν ≤ 1`.
    pub fn moments(&self) -> [f64; 2] {
        match self {
            Self::Peaks(peaks) => peaks.moments(),
            Self::Skewed { count } => [digamma(*count), trigamma(*count)],
            Self::HeavyTailed { degrees } => {
                let variance =
                    if *degrees > 2.0 { degrees / (degrees - 2.0) } else { f64::INFINITY };
                [if *degrees > 1.0 { 0.0 } else { f64::NAN }, variance]
            }
            Self::LogOdds { successes, trials } => {
                let failures = trials - successes;
                let mean = digamma(*successes) - digamma(failures);
                [mean, trigamma(*successes) + trigamma(failures)]
            }
        }
    }

    /// `E_p ln p`.
    pub fn negentropy(&self) -> f64 {
        match self {
            Self::Peaks(peaks) => {
                peaks.parts().iter().map(|p| p.weight * self.expected_log(p.mean, p.std_dev)).sum()
            }
            Self::Skewed { count } => count * digamma(*count) - count - log_gamma(*count),
            Self::HeavyTailed { degrees } => {
                let half = 0.5 * degrees;
                let gap = digamma(half + 0.5) - digamma(half);
                heavy_front(*degrees) - (half + 0.5) * gap
            }
            Self::LogOdds { successes, trials } => {
                let failures = trials - successes;
                let softplus = digamma(*trials) - digamma(failures);
                let [mean, _] = self.moments();
                successes * mean - trials * softplus - log_beta(*successes, failures)
            }
        }
    }

    /// `E_q ln p`.
    pub fn expected_log(&self, mu: f64, sigma: f64) -> f64 {
        match self {
            Self::Peaks(peaks) => {
                let [log, ..] = peaks.means(Digits::All, [mu, sigma]);
                log
            }
            Self::Skewed { count } => count * mu - skewed_rate(mu, sigma) - log_gamma(*count),
            Self::HeavyTailed { degrees } => {
                let sum = if mu.abs() + REACH * sigma < FAR_OUT {
                    let (one, inverse) = (Lanes::both(1.0), Lanes::both(degrees.recip()));
                    self.expected(mu, sigma, |x| logarithm(one + x * x * inverse))
                } else {
                    self.expected(mu, sigma, |x| x.map(|x| log_one_plus_square(x, *degrees)))
                };
                heavy_front(*degrees) - 0.5 * (degrees + 1.0) * sum
            }
            Self::LogOdds { successes, trials } => {
                let none = Lanes::both(0.0);
                let sum = self.expected(mu, sigma, |x| log_of_sum(x, none));
                successes * mu - trials * sum - log_beta(*successes, trials - successes)
            }
        }
    }

    /// `KL(q ‖ p) = −½ ln(2πe σ²) − E_q ln p`.
    pub(super) fn reverse_loss(&self, Point(mu, sigma): Point) -> f64 {
        entropy_part(sigma) - self.expected_log(mu, sigma)
    }

    /// The same with `[E U′, E z U′]`, in one pass over the nodes where the target is one of peaks.
    pub(super) fn reverse_loss_and_derivatives(
        &self,
        at: Point,
        digits: Digits,
    ) -> (f64, [f64; 2]) {
        let Self::Peaks(peaks) = self else {
            return (self.reverse_loss(at), self.first_derivatives(at.0, at.1));
        };
        let [log, a, b, ..] = peaks.means(digits, at.array());
        (entropy_part(at.1) - log, [a, b])
    }

    /// `[E U′, E z U′]`, the first derivatives of `−E_q ln p`.
    pub(super) fn first_derivatives(&self, mu: f64, sigma: f64) -> [f64; 2] {
        let [a, b, ..] = self.moments_of_slope(mu, sigma);
        [a, b]
    }

    /// The first and second derivatives of `−E_q ln p`.
    pub fn derivatives(&self, mu: f64, sigma: f64) -> Derivatives {
        let moments = self.moments_of_slope(mu, sigma);
        let second = self.second_derivatives(mu, sigma, moments);
        Derivatives { first: [moments[0], moments[1]], second }
    }

    /// `E zᵏ U′(μ + σz)` for `k` from 0 to 3.
    fn moments_of_slope(&self, mu: f64, sigma: f64) -> [f64; 4] {
        match self {
            Self::Skewed { count } => {
                let rate = skewed_rate(mu, sigma);
                let square = sigma * sigma;
                let third = sigma * (3.0 + square) * rate;
                [rate - count, sigma * rate, (1.0 + square) * rate - count, third]
            }
            Self::Peaks(peaks) => {
                let [_, a, b, c, d] = peaks.means(Digits::All, [mu, sigma]);
                [a, b, c, d]
            }
            Self::HeavyTailed { degrees } => {
                let (nu, above) = (Lanes::both(*degrees), Lanes::both(degrees + 1.0));
                self.weighed(mu, sigma, |x| above * (x / (nu + x * x)))
            }
            Self::LogOdds { successes, trials } => {
                let (k, n) = (Lanes::both(*successes), Lanes::both(*trials));
                self.weighed(mu, sigma, |x| n * sigmoid(x) - k)
            }
        }
    }

    /// `E zᵏ U′(μ + σz)` for `k` from 0 to 3.
    #[inline(always)]
    fn weighed(&self, mu: f64, sigma: f64, slope: impl Fn(Lanes) -> Lanes) -> [f64; 4] {
        let mut sums = Powers::none();
        self.nodes(mu, sigma, |x, z, weight| sums.add(weight * slope(x), z));
        sums.all()
    }

    /// `E f(μ + σz)`.
    #[inline(always)]
    fn expected(&self, mu: f64, sigma: f64, f: impl Fn(Lanes) -> Lanes) -> f64 {
        let mut sum = Lanes::both(0.0);
        self.nodes(mu, sigma, |x, _, weight| sum = sum + weight * f(x));
        sum.sum()
    }

    #[inline(always)]
    pub(super) fn nodes(&self, mu: f64, sigma: f64, f: impl FnMut(Lanes, Lanes, Lanes)) {
        let mut room = [Pole::default(); Peaks::MOST_POLES];
        nodes([mu, sigma], self.poles(&mut room), FINE, f);
    }

    /// Where `U` has singularities nearest to the line.
    fn poles<'p>(&self, room: &'p mut [Pole; Peaks::MOST_POLES]) -> &'p mut [Pole] {
        match self {
            Self::Peaks(peaks) => peaks.poles(room),
            Self::Skewed { .. } => &mut room[..0],
            Self::HeavyTailed { degrees } => {
                room[0] = Pole { at: 0.0, away: degrees.sqrt() };
                &mut room[..1]
            }
            Self::LogOdds { .. } => {
                room[0] = Pole { at: 0.0, away: std::f64::consts::PI };
                &mut room[..1]
            }
        }
    }
}

/// `E eˣ = e^(μ + σ²/2)`.
pub(super) fn skewed_rate(mu: f64, sigma: f64) -> f64 {
    (mu + 0.5 * sigma * sigma).exp()
}

/// `−½ ln(2πe σ²)`.
fn entropy_part(sigma: f64) -> f64 {
    -0.5 * (TAU.ln() + 1.0) - sigma.ln()
}

/// Up to here `x²/ν` is a number, whatever the degrees of freedom.
const FAR_OUT: f64 = 1e50;

/// `ln(1 + x²/ν)`, also where `x²` is too large for a double.
fn log_one_plus_square(x: f64, nu: f64) -> f64 {
    let ratio = x / nu.sqrt();
    if ratio.abs() < 1e100 { (ratio * ratio).ln_1p() } else { 2.0 * ratio.abs().ln() }
}

/// `ln Γ((ν+1)/2) − ln Γ(ν/2) − ½ ln(νπ) = −½ ln ν − ln B(ν/2, ½)`.
fn heavy_front(degrees: f64) -> f64 {
    -0.5 * degrees.ln() - log_beta(0.5 * degrees, 0.5)
}

/// `½ ln 2π`.
pub(super) fn half_log_tau() -> f64 {
    0.5 * TAU.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Target {
        let peak = |[weight, mean, std_dev]: [f64; 3]| Peak { weight, mean, std_dev };
        Target::Peaks(Peaks::new(&[peak([0.65, -1.5, 0.7]), peak([0.35, 2.0, 0.5])]))
    }

    /// `KL(q ‖ p)` at its least, from 50-digit arithmetic.
    #[test]
    fn the_best_fit_to_two_peaks_is_that_of_high_precision() {
        let (mu, v) = (-1.486_734_6f64, 0.518_218_55f64);
        let loss = -0.5 * (TAU * v).ln() - 0.5 - two().expected_log(mu, v.sqrt());
        assert!((loss - 0.425_684_66).abs() < 1e-8, "{loss}");
        let Derivatives { first: [slope, spread], .. } = two().derivatives(mu, v.sqrt());
        assert!(slope.abs() < 1e-7 && (spread * v.sqrt() - 1.0).abs() < 1e-7, "{slope} {spread}");
    }

    /// Between the peaks `E U″ < 0`.
    #[test]
    fn second_derivatives_may_be_negative() {
        let [curvature, ..] = two().derivatives(1.0, 0.3).second;
        assert!((curvature + 1.405_566_2).abs() < 1e-7, "{curvature}");
    }

    /// Its logarithm is quadratic; what lies beyond the nodes is 10⁻¹⁴ of a fourth moment.
    #[test]
    fn a_single_peak_is_a_gaussian() {
        let peak = Peak { weight: 2.0, mean: 0.5, std_dev: 3.0 };
        let one = Target::Peaks(Peaks::new(&[peak]));
        let expected = -(3.0f64.ln()) - 0.5 * TAU.ln() - 0.5 * (4.0 + 2.25) / 9.0;
        assert!((one.expected_log(2.0, 2.0) - expected).abs() < 1e-14);
        assert_eq!(one.moments(), [0.5, 9.0]);
        let Derivatives { first, second } = one.derivatives(2.0, 2.0);
        for (found, expected) in first.into_iter().zip([1.5 / 9.0, 2.0 / 9.0]) {
            assert!((found - expected).abs() < 1e-15, "{found} {expected}");
        }
        for (found, expected) in second.into_iter().zip([1.0 / 9.0, 0.0, 1.0 / 9.0]) {
            assert!((found - expected).abs() < 1e-13, "{found} {expected}");
        }
    }

    /// Mean, variance and entropy of the targets, each as an integral over its own line.
    #[test]
    fn moments_and_entropies_are_integrals() {
        let targets = [
            two(),
            Target::Skewed { count: 3.0 },
            Target::HeavyTailed { degrees: 30.0 },
            Target::LogOdds { successes: 7.0, trials: 23.0 },
        ];
        for target in targets {
            let (mut sums, step) = ([0.0; 4], 1.0 / 64.0);
            for k in -40 * 64..=40 * 64 {
                let x = step * f64::from(k);
                let log = target.log_density(x);
                let weight = step * log.exp();
                for (sum, term) in sums.iter_mut().zip([1.0, x, x * x, log]) {
                    *sum += if weight > 0.0 { weight * term } else { 0.0 };
                }
            }
            let [total, mean, square, negentropy] = sums;
            let [expected, variance] = target.moments();
            let found = [total, mean, square - mean * mean, negentropy];
            let expected = [1.0, expected, variance, target.negentropy()];
            for (found, expected) in found.into_iter().zip(expected) {
                assert!((found - expected).abs() < 1e-12, "{target:?}: {found} {expected}");
            }
        }
    }
}
