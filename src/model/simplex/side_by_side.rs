//! What is measured along a run on the simplex, for two short steps at a time.

use super::Simplex;
use crate::model::side_by_side::{Place, SideBySide, steps, two_by_two, write};
use crate::numeric::exponential::exp;
use crate::numeric::kernel::{SMALL, asinh_series, small_phi_both};
use crate::numeric::lanes::{Lanes, Mask};
use crate::numeric::logarithm::small_excess;

/// Log-odds up to here, either sign, keep all digits of both probabilities.
const MOST_LOG_ODDS: f64 = 30.0;

/// Squares of chords, and divergences, from here on keep all digits.
const LEAST: f64 = 1e-280;

/// Where a step changes a coordinate little, far from the edges.
#[inline(always)]
fn is_short([z, end, d]: [Lanes; 3]) -> Mask {
    let most = Lanes::both(MOST_LOG_ODDS);
    z.abs().at_most(most) & end.abs().at_most(most) & d.abs().at_most(Lanes::both(SMALL))
}

/// `σ(a)`, `σ(−a)`, `σ(b)` and `σ(−b)`.
#[inline(never)]
fn choices([a, b]: [Lanes; 2]) -> [Lanes; 4] {
    let ([go, stop], [second, third]) = (outcomes(a), outcomes(b));
    [go, stop, second, third]
}

/// `σ(z)` and `σ(−z)`.
#[inline(always)]
fn outcomes(z: Lanes) -> [Lanes; 2] {
    let (zero, one) = (Lanes::both(0.0), Lanes::both(1.0));
    let odds = exp(-z.abs());
    let likely = one / (one + odds);
    let (other, is_positive) = (odds * likely, zero.at_most(z));
    [is_positive.choose(likely, other), is_positive.choose(other, likely)]
}

/// `KL(z ‖ z + d) = pφ(d) − (y − ln(1 + y))` with `y = p (eᵈ − 1)`, for the less likely outcome and the change `d` of its
/// log-odds; of the two terms, the second is at most half of the first. `phi` is `φ(d)`, and of the other outcome `φ(−d)`.
#[inline(never)]
fn divergence(z: Lanes, [p, rest]: [Lanes; 2], d: Lanes, phi: [Lanes; 2]) -> Lanes {
    let is_unlikely = z.at_most(Lanes::both(0.0));
    let p = is_unlikely.choose(p, rest);
    let [d, phi] = [is_unlikely.choose(d, -d), is_unlikely.choose(phi[0], phi[1])];
    p * phi - small_excess(p * (phi + d))
}

impl SideBySide for Simplex {
    fn losses(&self, _: &[Place], _: &mut [f64]) -> bool {
        false
    }

    fn divergences(&self, places: &[Place], [kl, kl_reverse]: [&mut [f64]; 2]) -> bool {
        two_by_two(kl.len(), |two| {
            let [[a0, b0], [a1, b1], [da, db]] = steps(places, two);
            let holds = is_short([a0, a1, da]) & is_short([b0, b1, db]);
            let ([phi_a, back_a], [phi_b, back_b]) = (small_phi_both(da), small_phi_both(db));
            let [go, stop, second, third] = choices([a0, b0]);
            let there = divergence(a0, [go, stop], da, [phi_a, back_a])
                + go * divergence(b0, [second, third], db, [phi_b, back_b]);
            let [go, stop, second, third] = choices([a1, b1]);
            let back = divergence(a1, [go, stop], -da, [back_a, phi_a])
                + go * divergence(b1, [second, third], -db, [back_b, phi_b]);
            let holds = holds & Lanes::both(LEAST).at_most(there);
            write(kl, two, there, holds);
            write(kl_reverse, two, back, holds)
        })
    }

    /// As [`distance`](crate::model::Geodesics::distance), with the series of the arc sine.
    fn lengths(&self, places: &[Place], into: &mut [f64]) -> bool {
        two_by_two(into.len(), |two| {
            let [[a0, b0], [a1, b1], [da, db]] = steps(places, two);
            let [go, stop, second, third] = choices([a0, b0]);
            let [go_after, stop_after, second_after, third_after] = choices([a1, b1]);
            let growth = |d: Lanes| small_phi_both(d)[0] + d;
            let d_go = go * stop_after * growth(da);
            let moved = go * (second * third_after * growth(db));
            let part = |change: Lanes, before: Lanes, after: Lanes| {
                let root = change / (before.sqrt() + after.sqrt());
                root * root
            };
            let square = part(d_go, stop, stop_after)
                + part(d_go * second_after + moved, go * second, go_after * second_after)
                + part(d_go * third_after - moved, go * third, go_after * third_after);
            let holds = is_short([a0, a1, da])
                & is_short([b0, b1, db])
                & Lanes::both(LEAST).at_most(square);
            let quarter = Lanes::both(0.25) * square;
            let length = Lanes::both(2.0) * square.sqrt();
            write(into, two, length + length * asinh_series(-quarter), holds)
        })
    }
}
