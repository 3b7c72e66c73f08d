//! Functions of the KL formulas that have no cancellation near zero.

use super::lanes::Lanes;
use super::real::Real;

/// `2/k!` for `k` from 2 to 14: `φ(x) = ½x² (1 + x/3 + x²/12 + …)`.
const SERIES: [f64; 13] = series();

const fn series() -> [f64; 13] {
    let mut terms = [1.0; 13];
    let mut k = 1;
    while k < terms.len() {
        terms[k] = terms[k - 1] / (k + 2) as f64;
        k += 1;
    }
    terms
}

/// The series is used up to this absolute value.
pub const SMALL: f64 = 0.1;

/// `φ(x) = eˣ − 1 − x ≥ 0`, to a few units in the last place for every `x`.
///
/// Below `|x| = 0.1` the Taylor series `x²/2 + x³/6 + …` is summed to 13 terms
/// (remainder below 10⁻²⁴ relative), the even and the odd ones side by side;
/// elsewhere `expm1(x) − x` has lost at most a factor 20 of precision, about four bits.
pub fn phi(x: f64) -> f64 {
    if x.abs() >= SMALL {
        return x.exp_m1() - x;
    }
    let square = x * x;
    let [odd, even] = series_sums(square);
    0.5 * square * (1.0 + (x * odd + square * even))
}

/// `φ(x)` and `φ(−x)` of small numbers, two at a time.
pub fn small_phi_both(x: Lanes) -> [Lanes; 2] {
    let (square, half) = (x * x, Lanes::both(0.5));
    let [odd, even] = series_sums(square);
    let (scale, odd, even) = (half * square, x * odd, Lanes::both(1.0) + square * even);
    [scale * (even + odd), scale * (even - odd)]
}

/// The sums of the odd and of the even terms of the series of `φ(x)`, at `x²`.
#[inline(always)]
fn series_sums<T: Real>(square: T) -> [T; 2] {
    let [_, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14] = SERIES;
    let of = |[a, b, c, d, e, f]: [f64; 6]| {
        let [a, b, c, d, e, f] = [T::of(a), T::of(b), T::of(c), T::of(d), T::of(e), T::of(f)];
        ((((f * square + e) * square + d) * square + c) * square + b) * square + a
    };
    [of([c3, c5, c7, c9, c11, c13]), of([c4, c6, c8, c10, c12, c14])]
}

/// A `u` up to here is small for [`asinh_series`]: the next term is `10⁻¹⁹` of the sum.
pub const SMALL_SQUARE: f64 = 1.0 / 256.0;

/// `asinh √u / √u − 1` for small `u`, or for negative ones `asin √−u / √−u − 1`, by the series `−u/6 + 3u²/40 − …`.
#[inline(always)]
pub fn asinh_series(u: Lanes) -> Lanes {
    let of = Lanes::both;
    let mut sum = of(231.0 / 13312.0) * u + of(-63.0 / 2816.0);
    sum = sum * u + of(35.0 / 1152.0);
    sum = sum * u + of(-5.0 / 112.0);
    sum = sum * u + of(3.0 / 40.0);
    sum = sum * u + of(-1.0 / 6.0);
    sum * u
}

/// The `x` with the sign of `root` at which `φ(x) = root²`, to a few units in
/// the last place: Halley's method, from the inverse of the Taylor series near
/// zero and from the larger of `eˣ` and `−x` far off.
pub fn phi_inverse(root: f64) -> f64 {
    /// From this `|root|` on the guess comes from the larger of `eˣ` and `−x`.
    const FAR: f64 = 1.5;
    /// A step that is shorter than this, relative to `x`, is the last: the error left is about its cube.
    const ARRIVED: f64 = 1e-5;
    /// Far more than the few steps that Halley's method takes.
    const MOST_STEPS: usize = 20;
    let square = root * root;
    let scaled = std::f64::consts::SQRT_2 * root;
    let mut x = if root > FAR {
        (1.0 + square + square.ln_1p()).ln()
    } else if root < -FAR {
        (-1.0 - square).exp() - 1.0 - square
    } else {
        scaled * (1.0 + scaled * (scaled / 36.0 - 1.0 / 6.0))
    };
    for _ in 0..MOST_STEPS {
        // Both come from one exponential, which takes most of the time.
        let slope = x.exp_m1();
        let newton = ((if x.abs() < SMALL { phi(x) } else { slope - x }) - square) / slope;
        let step = newton / (1.0 - 0.5 * newton * (1.0 + slope.recip()));
        // At zero this is 0/0.
        if step.is_nan() {
            break;
        }
        x -= step;
        if step.abs() <= ARRIVED * x.abs() {
            break;
        }
    }
    x
}

/// `ln(to / from)` for positive numbers whose difference is known exactly.
///
/// For near numbers `ln1p(difference / from)` keeps relative precision. Beyond a factor
/// of two the quotient is precise, and `ln1p` near −1 would not be.
pub fn log_ratio(from: f64, to: f64, difference: f64) -> f64 {
    let relative = difference / from;
    if (-0.5..=1.0).contains(&relative) {
        return relative.ln_1p();
    }
    let ratio = to / from;
    if ratio > 0.0 && ratio.is_finite() { ratio.ln() } else { to.ln() - from.ln() }
}

/// `a·b − c·d` rounded once or twice instead of cancelling (Kahan's algorithm).
///
/// Dekker's exact product stands in for a fused multiply-add, which WebAssembly
/// does not have. Overflows for factors above 10¹⁵⁰; callers keep below.
pub fn difference_of_products(a: f64, b: f64, c: f64, d: f64) -> f64 {
    exact::difference_of_products(a, b, c, d)
}

/// The same over any [`Real`], and written out wherever it is used.
pub mod exact {
    use super::{Real, exact_product};

    /// See [`difference_of_products`](super::difference_of_products).
    #[inline(always)]
    pub fn difference_of_products<T: Real>(a: T, b: T, c: T, d: T) -> T {
        let (ab, ab_error) = exact_product(a, b);
        let (cd, cd_error) = exact_product(c, d);
        (ab - cd) + (ab_error - cd_error)
    }
}

/// The largest power of two up to a normal positive number: multiplying by it
/// rounds nothing.
pub fn power_of_two(x: f64) -> f64 {
    const EXPONENT: u64 = 0x7ff << 52;
    f64::from_bits(x.to_bits() & EXPONENT)
}

/// `1 − a − b` rounded once: the third of three probabilities, precise even if it is
/// tiny.
pub fn one_minus(a: f64, b: f64) -> f64 {
    let (sum, error) = exact_sum(a, b);
    (1.0 - sum) - error
}

/// `1 − a² − b²` rounded once or twice.
pub fn one_minus_squares(a: f64, b: f64) -> f64 {
    let ((a, a_error), (b, b_error)) = (exact_product(a, a), exact_product(b, b));
    let (sum, error) = exact_sum(a, b);
    (1.0 - sum) - (error + (a_error + b_error))
}

/// Product and its rounding error, `a·b = p + e` exactly (Dekker 1971).
#[inline(always)]
fn exact_product<T: Real>(a: T, b: T) -> (T, T) {
    let (a_high, a_low) = split(a);
    let (b_high, b_low) = split(b);
    let p = a * b;
    let e = a_low * b_low - (((p - a_high * b_high) - a_low * b_high) - a_high * b_low);
    (p, e.if_finite_with(p))
}

/// Sum and its rounding error, `a + b = s + e` exactly (Knuth 1969).
pub fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// Halves of 26 bits each (Veltkamp).
#[inline(always)]
fn split<T: Real>(x: T) -> (T, T) {
    const SPLITTER: f64 = 134_217_729.0; // 2²⁷ + 1
    let c = T::of(SPLITTER) * x;
    let high = c - (c - x);
    (high, x - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phi_matches_both_branches_at_the_seam() {
        for x in [0.1_f64, -0.1] {
            let inside = phi(x * (1.0 - 1e-12));
            let outside = phi(x);
            assert!((inside / outside - 1.0).abs() < 1e-11, "{inside} {outside}");
        }
    }

    #[test]
    fn phi_has_its_leading_terms() {
        for x in [1e-15_f64, -1e-9, 1e-5, -1e-3] {
            let expected = x * x * (0.5 + x / 6.0 + x * x / 24.0 + x * x * x / 120.0);
            assert!((phi(x) / expected - 1.0).abs() < 1e-13);
        }
        assert_eq!(phi(0.0), 0.0);
    }

    #[test]
    fn phi_inverse_is_one() {
        for size in [0.0, 1e-150, 1e-30, 1e-9, 0.01, 0.3, 0.9, 1.49, 1.51, 4.0, 17.0, 24.6] {
            for root in [size, -size] {
                let x = phi_inverse(root);
                assert!(x * root >= 0.0 && (x == 0.0) == (root == 0.0), "{root} {x}");
                let back = phi(x).sqrt().copysign(x);
                assert!((back - root).abs() <= 4e-16 * size, "{root} {x} {back}");
            }
        }
        // From 50-digit arithmetic.
        assert!((phi_inverse(1.0) / 1.146_193_220_620_583 - 1.0).abs() < 4e-16);
        assert!((phi_inverse(-1.0) / -1.841_405_660_436_960_6 - 1.0).abs() < 4e-16);
    }

    #[test]
    fn log_ratio_keeps_tiny_differences() {
        assert!((log_ratio(3.0, 3.0, 3e-20) / 1e-20 - 1.0).abs() < 1e-15);
        assert!((log_ratio(1.0, 1e-10, 1e-10 - 1.0) - 1e-10_f64.ln()).abs() < 1e-14);
        let far = log_ratio(1e300, 1e-300, -1e300);
        assert!((far / (-600.0 * std::f64::consts::LN_10) - 1.0).abs() < 1e-14);
    }

    #[test]
    fn exact_sum_loses_nothing() {
        assert_eq!(exact_sum(1.0, 1e-17), (1.0, 1e-17));
        assert_eq!(exact_sum(1e-17, 1.0), (1.0, 1e-17));
    }

    #[test]
    fn difference_of_products_survives_cancellation() {
        let x = 1.0 + 2f64.powi(-30);
        // x² − (1 + 2⁻²⁹) = 2⁻⁶⁰ exactly, though x² itself rounds it away.
        assert_eq!(difference_of_products(x, x, 1.0, 1.0 + 2f64.powi(-29)), 2f64.powi(-60));
    }
}
