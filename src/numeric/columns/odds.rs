//! Log-odds and the probabilities of both labels, two inputs at a time.

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
