//! Second derivatives of `E U(μ + σz)` in `(μ, σ)`: `E U″`, `E z U″` and `E z² U″`.
//!
//! A wide `q` takes them from `U′` by partial integration (Stein 1981). For a narrow one that
//! would be a small difference of large terms, divided by `σ`: there `U″` itself is averaged, and
//! `E z U″ = σ E U‴`. Both agree to rounding where one takes over from the other.

use super::peaks::Peaks;
use super::target::{Target, skewed_rate};
use crate::numeric::exponential::{exp, sigmoid};
use crate::numeric::lanes::Lanes;

impl Target {
    /// `[E U″, E z U″, E z² U″]` from the moments `E zᵏ U′`, `k` from 0 to 3, or better ones.
    pub(super) fn second_derivatives(&self, mu: f64, sigma: f64, moments: [f64; 4]) -> [f64; 3] {
        let narrow = match self {
            Self::Skewed { .. } => {
                let rate = skewed_rate(mu, sigma);
                return [rate, sigma * rate, (1.0 + sigma * sigma) * rate];
            }
            Self::Peaks(peaks) => peaks.nearest_pole(),
            Self::HeavyTailed { degrees } => degrees.sqrt(),
            Self::LogOdds { .. } => 1.0,
        };
        if sigma < narrow {
            return self.averaged(mu, sigma);
        }
        let [a, b, c, d] = moments;
        [b, c - a, d - 2.0 * b].map(|moment| moment / sigma)
    }

    /// The same as means of `U″` and `U‴`.
    fn averaged(&self, mu: f64, sigma: f64) -> [f64; 3] {
        let [mut a, mut b, mut c] = [Lanes::both(0.0); 3];
        self.nodes(mu, sigma, |x, z, weight| {
            let [second, third] = match self {
                Self::Peaks(peaks) => peaks.curvature(x),
                Self::HeavyTailed { degrees } => heavy_curvature(*degrees, x),
                Self::LogOdds { trials, .. } => odds_curvature(*trials, x),
                Self::Skewed { .. } => [exp(x); 2],
            };
            let term = weight * second;
            a = a + term;
            b = b + weight * third;
            c = c + term * z * z;
        });
        [a.sum(), sigma * b.sum(), c.sum()]
    }
}

/// `U″ = (ν+1)(ν − x²)/(ν + x²)²` and `U‴ = 2(ν+1) x (x² − 3ν)/(ν + x²)³`.
fn heavy_curvature(degrees: f64, x: Lanes) -> [Lanes; 2] {
    let [nu, above] = [degrees, degrees + 1.0].map(Lanes::both);
    let inverse = Lanes::both(1.0) / (nu + x * x);
    let (square, rest) = (x * inverse * x, nu * inverse);
    let two = Lanes::both(2.0);
    let second = above * (rest - square) * inverse;
    [second, two * above * (x * inverse) * (square - rest - rest - rest) * inverse]
}

/// `U″ = n s(1 − s)` and `U‴ = n s(1 − s)(1 − 2s)` with `s = 1/(1 + e⁻ˣ)`.
fn odds_curvature(trials: f64, x: Lanes) -> [Lanes; 2] {
    let (share, rest) = (sigmoid(x), sigmoid(Lanes::both(0.0) - x));
    let second = Lanes::both(trials) * share * rest;
    [second, second * (rest - share)]
}

impl Peaks {
    /// `U″ = E a − Var u` and `U‴ = E (u − Eu)³ − 3 Cov(u, a)`, over the peaks with their shares of the density at
    /// `x`, where `u = (x − m)/s²` and `a = 1/s²`.
    fn curvature(&self, x: Lanes) -> [Lanes; 2] {
        let none = Lanes::both(0.0);
        let (most, logs) = self.logs(x);
        let mut terms = [[none; 3]; Self::MOST];
        for ((term, log), part) in terms.iter_mut().zip(logs).zip(self.parts()) {
            let precision = Lanes::both(part.std_dev.powi(-2));
            *term = [exp(log - most), (x - Lanes::both(part.mean)) * precision, precision];
        }
        let terms = &terms[..self.parts().len().min(Self::MOST)];
        let [mut total, mut mean, mut average] = [none; 3];
        for &[share, slope, precision] in terms {
            total = total + share;
            mean = mean + share * slope;
            average = average + share * precision;
        }
        (mean, average) = (mean / total, average / total);
        let (mut second, mut third) = (none, none);
        for &[share, slope, precision] in terms {
            let (share, aside) = (share / total, slope - mean);
            let square = aside * aside;
            second = second + share * square;
            let excess = precision - average;
            third = third + share * aside * (square - excess - excess - excess);
        }
        [average - second, third]
    }
}

#[cfg(test)]
mod tests {
    use super::super::peaks::Peak;
    use super::*;

    fn close(target: &Target, mu: f64, variance: f64, expected: [f64; 3]) {
        let found = target.derivatives(mu, variance.sqrt()).second;
        for (found, expected) in found.into_iter().zip(expected) {
            let error = (found / expected - 1.0).abs();
            assert!(error < 1e-11, "{target:?} {mu} {variance}: {found} {expected}");
        }
    }

    /// Computed with 40 digits (mpmath): narrow `q`, where partial integration would lose them.
    #[test]
    fn second_derivatives_keep_their_digits_however_narrow_the_density() {
        let odds = Target::LogOdds { successes: 7.0, trials: 23.0 };
        for (mu, variance, expected) in [
            (0.4, 0.0001, [5.525875152821409, -0.01090592771479994, 5.525631164288685]),
            (0.4, 1e-9, [5.525997150835129, -3.4490818758899285e-05, 5.525997148395044]),
            (-2.5, 1e-14, [1.6123854805374922, 1.3677602244449847e-07, 1.6123854805375015]),
            (20.0, 1e-6, [4.740655682393473e-08, -4.7406556628510044e-11, 4.740660423049097e-08]),
            (-0.827, 0.2, [4.739170310338544, 0.737660916636088, 4.48475878415501]),
        ] {
            close(&odds, mu, variance, expected);
        }
        let heavy = Target::HeavyTailed { degrees: 3.0 };
        for (mu, variance, expected) in [
            (0.7, 1e-5, [0.8242950271316827, -0.0035451419442334322, 0.8242943471398148]),
            (-2.0, 1e-10, [-0.08163265303773427, 2.3323615163719877e-06, -0.08163265299075385]),
            (40.0, 1e-6, [-0.0024859813348336937, 1.236003192505992e-07, -0.002485981344034061]),
        ] {
            close(&heavy, mu, variance, expected);
        }
        let peak = |[weight, mean, std_dev]: [f64; 3]| Peak { weight, mean, std_dev };
        let all = [[0.4, -2.0, 0.2], [0.35, 0.5, 0.3], [0.25, 3.0, 0.15]].map(peak);
        let peaks = Target::Peaks(Peaks::new(&all));
        for (mu, variance, expected) in [
            (-1.9, 1e-6, [24.999999999992756, -2.1797825709152758e-13, 24.99999999999275]),
            (-0.7, 1e-8, [11.103975165265336, 3.2270829494898646e-05, 11.10397502033272]),
            (1.6, 1e-5, [11.111111111110297, -1.894516478902624e-13, 11.111111111110253]),
        ] {
            close(&peaks, mu, variance, expected);
        }
    }
}
