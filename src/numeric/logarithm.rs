//! Logarithms two lanes at a time, without branches.

use std::f64::consts::{LN_2, SQRT_2};

use super::exponential::exp;
use super::lanes::{Lanes, Mask};

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

/// `ln q` of normal positive numbers, as precise as [`logarithm`], by the series of [`logarithm_of_one_plus`].
///
/// A small core has it once, and not wherever it is used.
#[cfg_attr(feature = "long-work", inline(always))]
#[cfg_attr(not(feature = "long-work"), inline(never))]
pub fn quick_logarithm(q: Lanes) -> Lanes {
    let constant = Lanes::both;
    let [m, e] = q.parts();
    let s = (m - constant(SQRT_2)) / (m + constant(SQRT_2));
    let square = s * s;
    let rest = (s + s) * (square * artanh_rest(square));
    (e + constant(0.5)) * constant(LN_2) + ((s + s) + rest)
}

/// `ln q` of any number: with the bits of [`quick_logarithm`] where it is normal and positive.
pub fn ln(q: f64) -> f64 {
    let is_normal = (f64::MIN_POSITIVE..=f64::MAX).contains(&q);
    if is_normal { quick_logarithm(Lanes::both(q)).get()[0] } else { q.ln() }
}

/// `ln(1 + x)` and `x − ln(1 + x)` where `1 + x` is a normal positive number, both with relative errors of some
/// roundings however small `x` is.
///
/// For small `x` with `s = x/(2 + x)`, `ln(1 + x) = 2 artanh s` and `x − ln(1 + x) = xs − 2(artanh s − s)`. For other
/// `x` as in [`logarithm`]. `|s|` is below 0.1716 in both cases.
#[inline(always)]
pub fn logarithm_of_one_plus(x: Lanes) -> [Lanes; 2] {
    let (constant, is_small) = (Lanes::both, is_small(x));
    let [m, e] = (constant(1.0) + x).parts();
    let over = is_small.choose(x, m - constant(SQRT_2));
    let s = over / is_small.choose(constant(2.0) + x, m + constant(SQRT_2));
    let square = s * s;
    let rest = (s + s) * (square * artanh_rest(square));
    let powers = (e + constant(0.5)) * constant(LN_2);
    let log = is_small.choose(constant(0.0), powers) + ((s + s) + rest);
    [log, is_small.choose(x * s - rest, x - log)]
}

/// Where `|x/(2 + x)|` is at most 0.1715.
#[inline(always)]
pub fn is_small(x: Lanes) -> Mask {
    Lanes::both(-0.2927).at_most(x) & x.at_most(Lanes::both(0.4139))
}

/// `x − ln(1 + x)` of small `x`, with the bits of [`logarithm_of_one_plus`].
#[inline(always)]
pub fn small_excess(x: Lanes) -> Lanes {
    let s = x / (Lanes::both(2.0) + x);
    let square = s * s;
    x * s - (s + s) * (square * artanh_rest(square))
}

/// `(artanh s − s)/s³` by nine terms of its series in `s²`, which is below 0.0295. They err by `10⁻¹⁵`, which is
/// `3·10⁻¹⁷` of `artanh s`. Summed in pairs, because a product that waits for the last one takes four times as long.
#[cfg_attr(feature = "long-work", inline(always))]
#[cfg_attr(not(feature = "long-work"), inline(never))]
fn artanh_rest(square: Lanes) -> Lanes {
    let constant = Lanes::both;
    let pair = |a: f64, b: f64| constant(a) + constant(b) * square;
    let fourth = square * square;
    let low = pair(1.0 / 3.0, 1.0 / 5.0) + pair(1.0 / 7.0, 1.0 / 9.0) * fourth;
    let high = pair(1.0 / 11.0, 1.0 / 13.0) + pair(1.0 / 15.0, 1.0 / 17.0) * fourth;
    let eighth = fourth * fourth;
    low + (high + constant(1.0 / 19.0) * eighth) * eighth
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
                for of in [logarithm, quick_logarithm] {
                    let [found, _] = of(Lanes::new(x, 1.0)).get();
                    let bound = 4.0 * ROUNDING * x.ln().abs().max(1.0);
                    assert!((found - x.ln()).abs() <= bound, "{x} {found} {}", x.ln());
                }
            }
        }
        assert!(logarithm(Lanes::both(1.0)).get()[0].abs() <= 2.0 * ROUNDING);
    }

    #[test]
    fn logarithms_of_one_plus_a_small_number_keep_its_digits() {
        let small = (0..400).map(|k| 0.9 * (-0.1 * f64::from(k)).exp());
        let large = [1.0, 1.5, 2.0, 3.7, 66.0, 1e4, 1e12];
        for x in small.flat_map(|x| [x, -x]).chain(large).chain([0.41, 0.42, -0.29, -0.3, -0.987]) {
            let [[log, _], [rest, _]] = logarithm_of_one_plus(Lanes::new(x, 0.0)).map(Lanes::get);
            assert!((log / x.ln_1p() - 1.0).abs() <= 8.0 * ROUNDING, "{x} {log}");
            let series: f64 = (2..400).rev().map(|k| (-x).powi(k) / f64::from(k)).sum();
            let expected = if x.abs() < 0.9 { series } else { x - x.ln_1p() };
            assert!((rest / expected - 1.0).abs() <= 40.0 * ROUNDING, "{x} {rest} {expected}");
        }
        assert_eq!(logarithm_of_one_plus(Lanes::both(0.0)).map(|zero| zero.get()[0]), [0.0, 0.0]);
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
