//! Logarithms two lanes at a time, without branches.

use std::f64::consts::{LN_2, SQRT_2};

use super::exponential::exp;
use super::lanes::Lanes;

/// `ln q` of normal positive numbers, within `4·2⁻⁵³` of the larger of 1 and `|ln q|`: with
/// `q = m 2ᵉ` and `s = (m − √2)/(m + √2)`, `ln q = (e + ½) ln 2 + 2 artanh s`, and ten terms
/// of the series in `s²`, which is below 0.0295, err by `10⁻¹⁷`.
#[inline(always)]
pub fn logarithm(q: Lanes) -> Lanes {
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

/// `ln(eᵃ + eᵇ)`, to rounding of the larger of 1 and the larger of the two.
#[inline(always)]
pub fn log_of_sum(a: Lanes, b: Lanes) -> Lanes {
    let gap = Lanes::both(0.0) - (a - b).abs();
    a.max(b) + logarithm(Lanes::both(1.0) + exp(gap))
}

/// The same with the share `eᵇ/(eᵃ + eᵇ)`, for one exponential.
#[inline(always)]
pub fn log_of_sum_and_share(a: Lanes, b: Lanes) -> (Lanes, Lanes) {
    let (none, one) = (Lanes::both(0.0), Lanes::both(1.0));
    let smaller = exp(none - (a - b).abs());
    let sum = one + smaller;
    let over = b.at_most(a).choose(smaller, one);
    (a.max(b) + logarithm(sum), over / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2⁻⁵³`.
    const ROUNDING: f64 = 0.5 * f64::EPSILON;

    #[test]
    fn logarithms_are_as_precise_as_they_say() {
        for k in 0..4000 {
            let x = (-0.17 * f64::from(k)).exp().max(1e-300) * (1.0 - f64::from(k % 7) * 1e-3);
            for x in [x, x.recip()] {
                let [found, _] = logarithm(Lanes::new(x, 1.0)).get();
                let bound = 4.0 * ROUNDING * x.ln().abs().max(1.0);
                assert!((found - x.ln()).abs() <= bound, "{x} {found} {}", x.ln());
            }
        }
        assert!(logarithm(Lanes::both(1.0)).get()[0].abs() <= 2.0 * ROUNDING);
    }

    #[test]
    fn sums_of_exponentials_have_the_larger_part_and_more() {
        for (a, b) in [(0.0, 0.0), (3.0, -4.0), (-700.0, 20.0), (-1e3, -1e3), (1e6, -1e6)] {
            let [found, exchanged] = log_of_sum(Lanes::new(a, b), Lanes::new(b, a)).get();
            let (most, least) = if a > b { (a, b) } else { (b, a) };
            let expected = most + (least - most).exp().ln_1p();
            let bound = 8.0 * ROUNDING * expected.abs().max(1.0);
            assert!((found - expected).abs() <= bound, "{a} {b}: {found} {expected}");
            assert_eq!(found.to_bits(), exchanged.to_bits());
            let (log, share) = log_of_sum_and_share(Lanes::both(a), Lanes::both(b));
            assert_eq!(log.get()[0].to_bits(), found.to_bits());
            assert!((share.get()[0] - 1.0 / (1.0 + (a - b).exp())).abs() < 1e-15);
        }
    }
}
