//! The logarithm of the gamma function and its derivatives, for positive arguments.
//!
//! All three are Stirling's asymptotic series beyond 16, and reach it from below
//! by their recurrences: relative errors of some `10⁻¹⁵`, of the larger of value and 1.

/// From here the series below has its digits.
const FAR: f64 = 16.0;

/// `B₂ₖ` for `k` from 1 to 8 (Bernoulli's numbers).
const BERNOULLI: [f64; 8] = [
    1.0 / 6.0,
    -1.0 / 30.0,
    1.0 / 42.0,
    -1.0 / 30.0,
    5.0 / 66.0,
    -691.0 / 2730.0,
    7.0 / 6.0,
    -3617.0 / 510.0,
];

/// `Σ B₂ₖ fₖ(1/x²)` by powers of `1/x²`, the largest term first.
fn series(x: f64, factor: impl Fn(f64) -> f64) -> f64 {
    let square = (x * x).recip();
    let terms = BERNOULLI.iter().enumerate().rev();
    terms.fold(0.0, |sum, (k, b)| sum * square + b * factor(2.0 * (k + 1) as f64))
}

/// `ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π]`, the rest of Stirling's formula.
fn stirling_rest(x: f64) -> f64 {
    if x < FAR {
        // From the recurrence of Γ: each term is `(x + ½) ln(1 + 1/x) − 1`.
        return stirling_rest(x + 1.0) + (x + 0.5) * x.recip().ln_1p() - 1.0;
    }
    series(x, |k| 1.0 / (k * (k - 1.0))) / x
}

/// `ln Γ(x)`.
pub fn log_gamma(x: f64) -> f64 {
    let half = 0.5 * std::f64::consts::TAU.ln();
    (x - 0.5) * x.ln() - x + half + stirling_rest(x)
}

/// `ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b)`, without their cancellation.
pub fn log_beta(a: f64, b: f64) -> f64 {
    let sum = a + b;
    let log_share = |a: f64, b: f64| if a > b { (-b / sum).ln_1p() } else { (a / sum).ln() };
    let shares = (a - 0.5) * log_share(a, b) + (b - 0.5) * log_share(b, a) - 0.5 * sum.ln();
    let rest = stirling_rest(a) + stirling_rest(b) - stirling_rest(sum);
    shares + 0.5 * std::f64::consts::TAU.ln() + rest
}

/// `ψ(x) = d ln Γ(x) / dx`.
pub fn digamma(x: f64) -> f64 {
    if x < FAR {
        return digamma(x + 1.0) - x.recip();
    }
    x.ln() - 0.5 / x - series(x, f64::recip) / (x * x)
}

/// `ψ′(x)`.
pub fn trigamma(x: f64) -> f64 {
    if x < FAR {
        return trigamma(x + 1.0) + (x * x).recip();
    }
    (1.0 + 0.5 / x + series(x, |_| 1.0) / (x * x)) / x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `x`, `ln Γ(x)`, `ψ(x)`, `ψ′(x)` from 40-digit arithmetic.
    #[rustfmt::skip]
    #[allow(clippy::unreadable_literal, clippy::excessive_precision)]
    const VALUES: [[f64; 4]; 8] = [
        [0.001, 6.907178885383853, -1000.5755719318103, 1000001.6425331958],
        [0.3, 1.0957979948180756, -3.502524222200133, 12.245364546107732],
        [1.0, 0.0, -0.5772156649015329, 1.6449340668482264],
        [2.5, 0.2846828704729192, 0.7031566406452432, 0.49035775610023485],
        [7.0, 6.579251212010101, 1.8727843350984672, 0.15354517795933756],
        [15.9, 27.625493215168692, 2.734543070175774, 0.06491228159906011],
        [23.0, 48.47118135183523, 3.113597585315742, 0.04443713353657865],
        [100000.0, 1051287.7089736569, 11.512920464961896, 1.0000050000166667e-05],
    ];

    fn error(found: f64, expected: f64) -> f64 {
        (found - expected).abs() / expected.abs().max(1.0)
    }

    #[test]
    fn values_agree_with_high_precision() {
        for [x, log, first, second] in VALUES {
            for (found, expected) in
                [(log_gamma(x), log), (digamma(x), first), (trigamma(x), second)]
            {
                assert!(error(found, expected) < 4e-15, "{x}: {found} {expected}");
            }
        }
    }

    #[test]
    fn beta_is_the_quotient_of_gammas_and_keeps_digits_of_large_arguments() {
        for (a, b) in [(7.0, 16.0), (0.5, 0.5), (1e-3, 3.0), (40.0, 2.5)] {
            let expected = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
            assert!(error(log_beta(a, b), expected) < 1e-14, "{a} {b}");
        }
        // B(a, 1) = 1/a.
        for a in [1e-3, 2.0, 1e5] {
            assert!((log_beta(a, 1.0) + f64::ln(a)).abs() < 2e-14, "{a}");
        }
    }
}
