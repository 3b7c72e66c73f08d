//! Sine and cosine of the angles that occur here. Those of the standard library also know angles of any size, which takes
//! some kilobytes that every page would load.

use std::f64::consts::FRAC_2_PI;

/// `1.5·2⁵²`: adding it rounds to a whole number.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// `π/2` in parts of 33 bits, and what each of the first two leaves.
const PARTS: [f64; 2] = [1.570_796_326_734_125_6, 6.077_100_506_303_966e-11];
const LEFT: [f64; 2] = [6.077_100_506_506_192e-11, 2.022_266_248_795_950_6e-21];

/// The sine and the cosine of an angle of less than `2²⁰`, within one unit in the last place: as in FreeBSD's `e_rem_pio2.c`, `k_sin.c` and
/// `k_cos.c` (Sun Microsystems 1993).
pub fn sin_cos(x: f64) -> (f64, f64) {
    let turns = (x * FRAC_2_PI + ROUNDER) - ROUNDER;
    let mut rest = x - turns * PARTS[0];
    let mut off = turns * LEFT[0];
    // Beside a multiple of π/2 more digits are needed.
    if (rest - off).abs() < x.abs() * 1e-5 {
        let before = rest;
        let next = turns * PARTS[1];
        rest = before - next;
        off = turns * LEFT[1] - ((before - rest) - next);
    }
    let y = rest - off;
    let tail = (rest - y) - off;
    let (sin, cos) = (sin_of(y, tail), cos_of(y, tail));
    match turns as i32 & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// Its sine.
pub fn sin(x: f64) -> f64 {
    sin_cos(x).0
}

/// Its cosine.
pub fn cos(x: f64) -> f64 {
    sin_cos(x).1
}

/// The sine of `x + tail` for `|x|` up to `π/4`.
fn sin_of(x: f64, tail: f64) -> f64 {
    const S: [f64; 6] = [
        -1.666_666_666_666_663_2e-1,
        8.333_333_333_322_49e-3,
        -1.984_126_982_985_795e-4,
        2.755_731_370_707_006_8e-6,
        -2.505_076_025_340_686_3e-8,
        1.589_690_995_211_55e-10,
    ];
    let z = x * x;
    let w = z * z;
    let r = S[1] + z * (S[2] + z * S[3]) + z * w * (S[4] + z * S[5]);
    let v = z * x;
    x - ((z * (0.5 * tail - v * r) - tail) - v * S[0])
}

/// The cosine of `x + tail` for `|x|` up to `π/4`.
fn cos_of(x: f64, tail: f64) -> f64 {
    const C: [f64; 6] = [
        4.166_666_666_666_66e-2,
        -1.388_888_888_887_411e-3,
        2.480_158_728_947_673e-5,
        -2.755_731_435_139_066_3e-7,
        2.087_572_321_298_175e-9,
        -1.135_964_755_778_819_5e-11,
    ];
    let z = x * x;
    let w = z * z;
    let r = z * (C[0] + z * (C[1] + z * C[2])) + w * w * (C[3] + z * (C[4] + z * C[5]));
    let half = 0.5 * z;
    let one = 1.0 - half;
    one + (((1.0 - one) - half) + (z * r - x * tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sine_and_cosine_are_those_of_the_standard_library() {
        let quarters = (-64..=64).map(|k| f64::from(k) * std::f64::consts::FRAC_PI_4);
        let drawn =
            (0..200_000).map(|k| ((f64::from(k) * 0.618_033_988_749_895).fract() - 0.5) * 100.0);
        for x in quarters.chain(drawn).chain([0.0, -0.0, 1e-300, -1e-9, 1e5, 1e6]) {
            let (sin, cos) = sin_cos(x);
            for (found, expected) in [(sin, x.sin()), (cos, x.cos())] {
                assert!((found - expected).abs() <= f64::EPSILON * expected.abs(), "{x}");
            }
        }
    }
}
