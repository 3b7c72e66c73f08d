//! What is measured along a run of Gaussians, for two places or steps at a time.

use super::Gaussian;
use crate::model::side_by_side::{Place, SideBySide, steps, two_by_two, write};
use crate::numeric::kernel::{SMALL_SQUARE, asinh_series};
use crate::numeric::lanes::{Lanes, Mask};
use crate::numeric::logarithm::{is_small, small_excess};

/// Squares of lengths, and divergences, between this and its inverse keep all digits.
const LARGEST: f64 = 1e280;

/// Where a number is between two others.
#[inline(always)]
fn between(least: f64, x: Lanes, most: f64) -> Mask {
    Lanes::both(least).at_most(x) & x.at_most(Lanes::both(most))
}

impl SideBySide for Gaussian {
    fn losses(&self, places: &[Place], into: &mut [f64]) -> bool {
        self.objective.losses(places, into)
    }

    /// With `x = (σ₀² − σ₁²)/σ₁²` and `ρ = x − ln(1 + x)`, `KL(0 ‖ 1) = ½ [ρ + (Δμ/σ₁)²]`, and
    /// `KL(1 ‖ 0) = ½ [x²/(1 + x) − ρ + (Δμ/σ₀)²]`, where the first two terms differ by a factor of at least 1.7.
    fn divergences(&self, places: &[Place], [kl, kl_reverse]: [&mut [f64]; 2]) -> bool {
        two_by_two(kl.len(), |two| {
            let [[_, s0], [_, s1], [d_mu, d_sigma]] = steps(places, two);
            let (one, half) = (Lanes::both(1.0), Lanes::both(0.5));
            let [unit0, unit1] = [one / s0, one / s1];
            let x = -(d_sigma * unit1) * (one + s0 * unit1);
            let there = small_excess(x);
            // Never negative, also where the difference has other digits than the ends.
            let back = x * x / (one + x) - there;
            let [e0, e1] = [d_mu * unit0, d_mu * unit1];
            let there = there + e1 * e1;
            let holds = is_small(x) & Lanes::both(LARGEST.recip()).at_most(there);
            write(kl, two, half * there, holds);
            write(kl_reverse, two, half * (back + e0 * e0), holds)
        })
    }

    /// `2√2 asinh √u`, `u = (½Δμ² + Δσ²)/(4 σ₀σ₁)`, of short steps.
    fn lengths(&self, places: &[Place], into: &mut [f64]) -> bool {
        two_by_two(into.len(), |two| {
            let [[_, s0], [_, s1], [d_mu, d_sigma]] = steps(places, two);
            let half = Lanes::both(0.5);
            let square = half * (d_mu * d_mu) + d_sigma * d_sigma;
            let u = square / (Lanes::both(4.0) * (s0 * s1));
            let root = u.sqrt();
            let length = root + root * asinh_series(u);
            let least = LARGEST.recip();
            let holds = between(least, square, LARGEST) & between(least, u, SMALL_SQUARE);
            write(into, two, Lanes::both(8.0f64.sqrt()) * length, holds)
        })
    }
}
