//! One yes/no outcome with log-odds `z`. All quantities are computed from the log-odds
//! and their exact change, so that nothing cancels for probabilities near 0 or 1.

use super::exponential::exp;
use super::kernel::phi;
use super::lanes::Lanes;
use super::logarithm::logarithm_of_one_plus;

/// Change of log-odds beyond which differences of softplus are used: `φ` could
/// overflow, and the differences are no longer small compared with their terms.
const LARGE: f64 = 30.0;

/// `σ(z) = 1/(1 + e⁻ᶻ)`, to full relative precision at both ends; `1 − σ(z) = σ(−z)`.
pub fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + (-z).exp())
    } else {
        let odds = z.exp();
        odds / (1.0 + odds)
    }
}

/// `σ(z)` and `σ(−z)` from one exponential, each as [`sigmoid`] gives it.
pub fn outcomes(z: f64) -> [f64; 2] {
    let odds = (-z.abs()).exp();
    let [likely, other] = [1.0 / (1.0 + odds), odds / (1.0 + odds)];
    if z >= 0.0 { [likely, other] } else { [other, likely] }
}

/// `ln(1 + eᶻ) = −ln(1 − σ(z))` (nats).
pub fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

/// [`softplus`] of `z` and of `−z`, for each of two numbers, which share a vector.
pub fn softplus_both(z: [f64; 2]) -> [[f64; 2]; 2] {
    /// The exponentials of two lanes at a time go so far.
    const FAR: f64 = 600.0;
    let far = Lanes::new(z[0], z[1]).abs();
    let [rest, _] = logarithm_of_one_plus(exp(-far));
    let (rest, is_near) = (rest.get(), far.at_most(Lanes::both(FAR)).get());
    let of = |lane: usize| {
        let z = z[lane];
        let rest = if is_near[lane] { rest[lane] } else { (-z.abs()).exp() };
        [z.max(0.0) + rest, (-z).max(0.0) + rest]
    };
    [of(0), of(1)]
}

/// `σ(z + d) − σ(z)` to full relative precision, however small `d`.
pub fn sigmoid_change(z: f64, d: f64) -> f64 {
    // σ' − σ = σ'(1 − σ)(1 − e⁻ᵈ); the mirrored form keeps e^|d| from overflowing.
    if d >= 0.0 {
        -sigmoid(z + d) * sigmoid(-z) * (-d).exp_m1()
    } else {
        sigmoid(z) * sigmoid(-z - d) * d.exp_m1()
    }
}

/// [`sigmoid_change`] from `z` to `end`, with the [`outcomes`] of both. They are only used where `end`
/// is `z + d` to the last bit, so that both functions give the same.
pub fn sigmoid_change_between(
    (z, end, d): (f64, f64, f64),
    [go, stop]: [f64; 2],
    [end_go, end_stop]: [f64; 2],
) -> f64 {
    if end != z + d {
        sigmoid_change(z, d)
    } else if d >= 0.0 {
        -end_go * stop * (-d).exp_m1()
    } else {
        go * end_stop * d.exp_m1()
    }
}

/// `softplus(z + d) − softplus(z) = ln(1 + σ(z)(eᵈ − 1))` to full relative precision.
pub fn softplus_change(z: f64, d: f64) -> f64 {
    if d.abs() > LARGE {
        return softplus(z + d) - softplus(z);
    }
    // Computed for the less likely outcome, because otherwise 1 + σ(z)(eᵈ − 1) could cancel.
    if z <= 0.0 || d > 0.0 {
        (sigmoid(z) * d.exp_m1()).ln_1p()
    } else {
        d + (sigmoid(-z) * (-d).exp_m1()).ln_1p()
    }
}

/// `KL(z ‖ z + d) = ln(1 + (1−p) φ(−pd) + p φ((1−p)d))` with `p = σ(z)` (nats).
///
/// A sum of nonnegative terms: relative precision survives down to the
/// smallest doubles.
pub fn divergence(z: f64, d: f64) -> f64 {
    divergence_to(z, z + d, d)
}

/// `KL(z ‖ end)` where `end − z = d` is known exactly. For large `d` it is
/// `p ln(p/p') + (1−p) ln((1−p)/(1−p'))` by the log-odds at both ends, since their difference may be so
/// large that no digit of one of them is left in it.
pub fn divergence_to(z: f64, end: f64, d: f64) -> f64 {
    let [p, rest] = outcomes(z);
    if d.abs() > LARGE {
        let [one, zero] = [softplus(-end) - softplus(-z), softplus(end) - softplus(z)];
        let share = |p: f64, log: f64| if p == 0.0 { 0.0 } else { p * log };
        return (share(p, one) + share(rest, zero)).max(0.0);
    }
    // Computed for the less likely outcome, whose probability is precise.
    let (p, rest, d) = if z > 0.0 { (rest, p, -d) } else { (p, rest, d) };
    (rest * phi(-p * d) + p * phi(rest * d)).ln_1p()
}

/// Variance `σ(z)(1 − σ(z))` of the outcome.
pub fn variance(z: f64) -> f64 {
    let [p, rest] = outcomes(z);
    p * rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 4e-15, "{found} instead of {expected}");
    }

    #[test]
    fn divergence_keeps_relative_precision() {
        // ½ p(1−p) d² (1 + O(d)).
        for z in [-20.0, -1.0, 0.0, 3.0, 25.0] {
            close(divergence(z, 1e-16), 0.5 * variance(z) * 1e-32);
        }
        // Values from 50-digit arithmetic.
        close(divergence(0.0, 1.0), 0.120_114_506_958_277_52);
        close(divergence(2.0, -1.0), 0.067_130_754_453_132_78);
        close(divergence(-50.0, 40.0), 4.539_889_921_686_464e-5);
        assert_eq!(divergence(5.0, 0.0), 0.0);
    }

    #[test]
    fn both_branches_agree_at_the_seam() {
        for z in [-40.0, -5.0, 0.5, 8.0] {
            for d in [LARGE, -LARGE] {
                let (inside, outside) = (d * (1.0 - 1e-15), d * (1.0 + 1e-15));
                assert!((divergence(z, inside) / divergence(z, outside) - 1.0).abs() < 1e-12);
                let change = softplus_change(z, inside) - softplus_change(z, outside);
                assert!(change.abs() < 1e-12);
            }
        }
    }

    #[test]
    fn changes_are_differences() {
        for z in [-3.0, 0.2, 4.0] {
            for d in [-50.0, -2.0, 0.7, 40.0] {
                assert!((sigmoid_change(z, d) - (sigmoid(z + d) - sigmoid(z))).abs() < 1e-15);
                assert!((softplus_change(z, d) - (softplus(z + d) - softplus(z))).abs() < 1e-14);
            }
            close(sigmoid_change(z, 1e-18), variance(z) * 1e-18);
            close(softplus_change(z, 1e-18), sigmoid(z) * 1e-18);
        }
    }

    #[test]
    fn certainty_is_no_exception() {
        for z in [-1e300, -800.0, 800.0, 1e300] {
            for d in [-1e70, -1.0, 1e-9, 1e70] {
                let found = [divergence(z, d), softplus_change(z, d), sigmoid_change(z, d)];
                assert!(found.iter().all(|x| x.is_finite()), "{z} {d} {found:?}");
            }
        }
    }
}
