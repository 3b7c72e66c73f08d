//! Exponentials two lanes at a time, as quotients and without branches.
//!
//! With `t = x log₂e = k + f`, `k` whole and `|f| ≤ ½`,
//!
//! `2ᶠ = (α + φ)/(α − φ)`, `α = a₂f⁴ + a₁f² + a₀`, `φ = f (f⁴ + b₁f² + b₀)`.
//!
//! The coefficients interpolate `φ/(fα) = tanh(½ f ln 2)/f` at the five Chebyshev
//! nodes in `f²`. They err by `1.7·10⁻¹⁸` of `2ᶠ`, by `5.9·10⁻¹⁷` as rounded.
//!
//! Error: `4·2⁻⁵³` relative of the exact one at an argument that is off by
//! `|x|·2⁻⁵²`, the rounding of `x log₂e`.

use std::f64::consts::LOG2_E;

use super::lanes::Lanes;

/// `1.5·2⁵²`: adding it rounds to a whole number, left in the lowest bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

const A2: f64 = 43.300_541_414_777_67;
const A1: f64 = 10_096.722_906_408_31;
const A0: f64 = 189_140.176_773_590_65;
const B1: f64 = 874.743_276_604_797_1;
const B0: f64 = 65_550.990_130_612_02;

/// Below the negative of this `eˣ` is taken to be `e⁻⁶⁹⁰ = 2·10⁻³⁰⁰`: no sum here changes by that.
const FAR: f64 = 690.0;

/// `α` and `φ` of `t`, with `k` in the lowest bits of a number (see [`Lanes::scaled`]).
#[inline(always)]
fn parts(t: Lanes) -> ([Lanes; 2], Lanes) {
    let constant = Lanes::both;
    let counter = t + constant(ROUNDER);
    let f = t - (counter - constant(ROUNDER));
    let y = f * f;
    let even = (constant(A2) * y + constant(A1)) * y + constant(A0);
    let odd = f * ((y + constant(B1)) * y + constant(B0));
    ([even, odd], counter)
}

/// `2ᵗ` as a quotient of two positive numbers, for `t` from −1000 to 1000:
/// `2ᵏ(α + φ)` over `α − φ`.
#[inline(always)]
pub fn power_of_two(t: Lanes) -> [Lanes; 2] {
    let ([even, odd], counter) = parts(t);
    [(even + odd).scaled(counter), even - odd]
}

/// `2ᵗ − 1` as a quotient, for `t` from −1000 to 1000, to full relative
/// precision however small `t`: `(2ᵏ − 1)α + (2ᵏ + 1)φ` over `α − φ`.
#[inline(always)]
pub fn power_of_two_minus_one(t: Lanes) -> [Lanes; 2] {
    let [over, under, _] = power_of_two_minus_one_and_power(t);
    [over, under]
}

/// The same, and third what `2ᵗ` has over that denominator: `2ᵏ(α + φ)`.
#[inline(always)]
pub fn power_of_two_minus_one_and_power(t: Lanes) -> [Lanes; 3] {
    let ([even, odd], counter) = parts(t);
    let one = Lanes::both(1.0);
    let power = one.scaled(counter);
    [(power - one) * even + (power + one) * odd, even - odd, power * (even + odd)]
}

/// `eˣ − 1` for `x` up to 690, to full relative precision however small `x`.
#[inline(always)]
pub fn exp_minus_one(x: Lanes) -> Lanes {
    let [over, under] = power_of_two_minus_one(x.max(Lanes::both(-FAR)) * Lanes::both(LOG2_E));
    over / under
}

/// `eˣ` as a quotient of two positive numbers, for `x` up to 690.
#[inline(always)]
pub fn exp_quotient(x: Lanes) -> [Lanes; 2] {
    power_of_two(x.max(Lanes::both(-FAR)) * Lanes::both(LOG2_E))
}

/// `eˣ` for `x` up to 690.
#[inline(always)]
pub fn exp(x: Lanes) -> Lanes {
    let [over, under] = exp_quotient(x);
    over / under
}

/// `eˣ/(1 + eˣ)` for every `x`.
#[inline(always)]
pub fn sigmoid(x: Lanes) -> Lanes {
    let (none, least) = (Lanes::both(0.0), Lanes::both(-FAR));
    let [over, under] = exp_quotient(none - (none - x).max(least));
    over / (over + under)
}

/// `e^(−z²/2)/√(2π)`.
#[inline(always)]
pub fn normal_density(z: Lanes) -> Lanes {
    const FRONT: f64 = 0.398_942_280_401_432_7;
    Lanes::both(FRONT) * exp(Lanes::both(-0.5) * z * z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_those_of_the_standard_library() {
        for k in -6900..=690 {
            let x = 0.1 * f64::from(k);
            let [found, _] = exp(Lanes::both(x)).get();
            let error = (found / x.exp() - 1.0).abs();
            assert!(error < 1e-15 + 2.4e-16 * x.abs(), "{x}: {error}");
        }
        for x in [0.0, 1e-300, -1e-17, 1e-9, -3e-4, 0.02, -0.3, 0.34, 0.35, 0.7, -0.36, 3.0, 40.0] {
            let [_, found] = exp_minus_one(Lanes::both(x)).get();
            let allowed = (1e-15 + 2.4e-16 * x.abs()) * x.exp_m1().abs();
            assert!((found - x.exp_m1()).abs() <= allowed, "{x}");
        }
        assert!(exp(Lanes::both(-1e300)).get()[0] < 1e-299);
        assert!((sigmoid(Lanes::both(0.7)).get()[1] - 0.668_187_772_168_166).abs() < 1e-15);
    }
}
