//! Numbers beside axes.

/// A formatter for the ticks of an axis from `low` to `high` with about
/// `count` of them: as many decimals as tell neighbours apart, no more.
pub fn formatter([low, high]: [f64; 2], count: usize) -> impl Fn(&f64) -> String {
    let largest = low.abs().max(high.abs());
    let spacing = (high - low) / count.max(1) as f64;
    // The axis rounds its spacing to 1, 2 or 5 times a power of ten, at most
    // a factor of about two from the plain division.
    let decimals = (-(spacing / 2.0).log10().floor() - 1.0).max(0.0) as usize;
    let scientific = largest >= 1e5 || decimals > 5;
    move |value| {
        if value.abs() < spacing * 1e-6 {
            "0".into()
        } else if scientific {
            minus(&shorten(&format!("{value:.2e}")))
        } else {
            minus(&format!("{value:.decimals$}"))
        }
    }
}

/// `1.20e5` as `1.2e5`.
fn shorten(text: &str) -> String {
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            format!("{}e{exponent}", mantissa.trim_end_matches('0').trim_end_matches('.'))
        }
        None => text.to_owned(),
    }
}

/// A true minus sign, as wide as a plus.
fn minus(text: &str) -> String {
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_spacing() {
        let written = |range, count, value: f64| formatter(range, count)(&value);
        assert_eq!(written([0.0, 1.0], 5, 0.2), "0.2");
        assert_eq!(written([0.0, 0.3], 6, 0.05), "0.05");
        assert_eq!(written([0.0, 3000.0], 6, 500.0), "500");
        assert_eq!(written([-1.0, 1.0], 4, -0.5), "−0.5");
        assert_eq!(written([0.0, 2e6], 4, 5e5), "5e5");
        assert_eq!(written([0.0, 1e-7], 5, 2e-8), "2e−8");
    }
}
