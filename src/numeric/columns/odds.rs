//! Log-odds, the probabilities of both labels, and logarithms of these, two inputs at a time.

use std::f64::consts::{LN_2, SQRT_2};

use super::terms::{Moments, Terms, added};
use crate::numeric::exponential::power_of_two;
use crate::numeric::lanes::Lanes;

/// Log-odds in bits, `t = wu + b`.
pub(super) struct Line {
    pub w: Lanes,
    pub b: Lanes,
}

/// Probabilities of both labels, up to one factor.
#[derive(Clone, Copy)]
pub(super) struct Odds {
    pub one: Lanes,
    pub zero: Lanes,
}

impl Line {
    #[inline(always)]
    pub fn odds(&self, u: Lanes) -> Odds {
        let [one, zero] = power_of_two(self.w * u + self.b);
        Odds { one, zero }
    }

    /// Sums and a product of `σ(−z)` with one input more, which counts `c` times, `times` at most.
    #[inline(always)]
    pub fn counted(
        &self,
        sums: [Lanes; 5],
        mut product: Lanes,
        u: f64,
        c: f64,
        times: u32,
    ) -> ([Lanes; 5], Lanes) {
        let u = Lanes::both(u);
        let [p, q] = self.odds(u).shares();
        for time in 1..=times {
            if f64::from(time) <= c {
                product = product * q;
            }
        }
        (added(sums, Moments.of(u, p, p * q, Lanes::both(c))), product)
    }
}

impl Odds {
    /// `σ(z)` and `σ(−z)`; the error is the module's.
    #[inline(always)]
    pub fn shares(self) -> [Lanes; 2] {
        let share = Lanes::both(1.0) / (self.zero + self.one);
        [self.one * share, self.zero * share]
    }

    /// `σ(z)` and `σ(z) σ(−z)`.
    #[inline(always)]
    pub fn outcomes(self) -> [Lanes; 2] {
        let [p, q] = self.shares();
        [p, p * q]
    }
}

/// `ln q` of normal numbers up to 1, within `4·2⁻⁵³` of the larger of 1 and `|ln q|`: with
/// `q = m 2ᵉ` and `s = (m − √2)/(m + √2)`, `ln q = (e + ½) ln 2 + 2 artanh s`, and ten terms
/// of the series in `s²`, which is below 0.0295, err by `10⁻¹⁷`.
#[inline(always)]
pub(super) fn logarithm(q: Lanes) -> Lanes {
    let constant = Lanes::both;
    let [m, e] = q.parts();
    let s = (m - constant(SQRT_2)) / (m + constant(SQRT_2));
    let square = s * s;
    let mut series = constant(1.0 / 19.0);
    for k in (0..9).rev() {
        series = series * square + constant(1.0 / f64::from(2 * k + 1));
    }
    (e + constant(0.5)) * constant(LN_2) + (s + s) * series
}
