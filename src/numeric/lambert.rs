//! Lambert's function `W`: the solutions `w` of `w eʷ = z`.

use std::f64::consts::E;

/// Every step of Fritsch, Shafer & Crowley (1973) makes four times as many digits right, and the
/// first guess has at least one. Beside the place where both solutions meet it takes some more.
const STEPS: usize = 5;

/// The solution `w ≥ −1`, for `z ≥ −1/e`.
pub fn principal(z: f64) -> f64 {
    /// Below this, `z − z²` has all digits.
    const TINY: f64 = 1e-9;
    if z.abs() < TINY {
        return z - z * z;
    }
    if z < -0.25 {
        return polished(z, -1.0 + beside_the_meeting(z));
    }
    let log = z.ln_1p();
    let guess = if z > E { z.ln() - z.ln().ln() } else { log * (1.0 - log.ln_1p() / (2.0 + log)) };
    polished(z, guess)
}

/// The solution `w > 0` for `z > 0`, from `ln z`: `z` itself may be above all doubles.
pub fn principal_of(log: f64) -> f64 {
    /// Here Newton's method converges from the first guess on.
    const LARGE: f64 = 2.0;
    if log < LARGE {
        return principal(log.exp());
    }
    by_newton(log)
}

/// The solution `w ≤ −1`, for `−1/e ≤ z < 0`, from `ln(−z)`: `z` itself may be below all doubles.
pub fn lower(log: f64) -> f64 {
    if log > -1.2 {
        let p = beside_the_meeting(-log.exp());
        return polished(-log.exp(), -1.0 - p - 2.0 * p * p / 3.0);
    }
    by_newton(log)
}

/// The solution of `w = ln |z| − ln |w|` by Newton's method, from `ln |z|`: for a `log` of at least 2 or at most −1.2
/// it converges from the first guess on.
fn by_newton(log: f64) -> f64 {
    let mut w = log - log.abs().ln();
    for _ in 0..2 * STEPS {
        let step = (log - w.abs().ln() - w) / (1.0 + w.recip());
        w += step;
        if step.abs() <= f64::EPSILON * w.abs() {
            break;
        }
    }
    w
}

/// `p − p²/3` with `p = √(2(1 + e z))`: `w + 1` beside `z = −1/e`, where both solutions meet.
fn beside_the_meeting(z: f64) -> f64 {
    let p = (2.0 * (E * z + 1.0)).max(0.0).sqrt();
    p - p * p / 3.0
}

fn polished(z: f64, mut w: f64) -> f64 {
    for _ in 0..STEPS {
        let residual = (z / w).ln() - w;
        let slope = 1.0 + w;
        let q = 2.0 * slope * (slope + 2.0 * residual / 3.0);
        let step = w * residual / slope * (q - residual) / (q - 2.0 * residual);
        // 0/0 where both solutions meet.
        if !step.is_finite() {
            break;
        }
        w += step;
        if step.abs() <= f64::EPSILON * w.abs() {
            break;
        }
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!((found / expected - 1.0).abs() < tolerance, "{found} instead of {expected}");
    }

    #[test]
    fn solves_its_equation() {
        for w in [1e-300, 1e-12, 1e-5, 0.01, 0.3, 1.0, 1.7, 5.0, 30.0, 600.0] {
            close(principal(w * f64::exp(w)), w, 1e-14);
            close(principal_of(w.ln() + w), w, 1e-13);
        }
        for w in [1e4_f64, 1e10, 1e14] {
            close(principal_of(w.ln() + w), w, 1e-14);
        }
        for w in [-1e-300, -1e-12, -1e-5, -0.01, -0.3, -0.6, -0.8, -0.9] {
            close(principal(w * f64::exp(w)), w, 1e-14);
        }
        for w in [-1.1, -1.3, -1.5, -1.7, -2.0, -5.0, -30.0, -700.0, -1e6] {
            close(lower(f64::ln(-w) + w), w, 1e-14);
        }
    }

    #[test]
    fn has_half_of_the_digits_where_the_solutions_meet() {
        for d in [0.0, 1e-9, 1e-7, 1e-4, 1e-2] {
            close(principal((d - 1.0) * f64::exp(d - 1.0)), d - 1.0, 1e-7);
            close(lower(f64::ln(1.0 + d) - 1.0 - d), -1.0 - d, 1e-7);
        }
    }
}
