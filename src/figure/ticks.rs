//! Numbers beside axes.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

/// Most decimals before powers of ten read better.
const MOST_DECIMALS: usize = 5;

/// A formatter for the at most `count` ticks that the axis from `low` to
/// `high` will have: as many decimals as tell neighbours apart, no more.
pub fn formatter([low, high]: [f64; 2], count: usize) -> impl Fn(&f64) -> String {
    let ticks = RangedCoordf64::from(low..high).key_points(BoldPoints(count));
    let spacing = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(high - low, f64::min);
    let is_whole = |decimals: usize| {
        let scaled = spacing * 10f64.powi(decimals as i32);
        (scaled - scaled.round()).abs() < 1e-6 * scaled
    };
    let decimals = (0..=MOST_DECIMALS).find(|&decimals| is_whole(decimals));
    let scientific = low.abs().max(high.abs()) >= 1e5 || decimals.is_none();
    move |value| {
        if value.abs() < spacing * 1e-6 {
            "0".into()
        } else if scientific {
            minus(&shorten(&format!("{value:.2e}")))
        } else {
            minus(&format!("{value:.*}", decimals.unwrap_or(MOST_DECIMALS)))
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
    text.replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_spacing() {
        let written = |range, count, value: f64| formatter(range, count)(&value);
        assert_eq!(written([0.0, 1.0], 6, 0.2), "0.2");
        assert_eq!(written([0.0, 2.9], 7, 0.5), "0.5");
        assert_eq!(written([0.0, 0.3], 7, 0.05), "0.05");
        assert_eq!(written([0.0, 3000.0], 7, 500.0), "500");
        assert_eq!(written([-1.0, 1.0], 5, -0.5), "\u{2212}0.5");
        assert_eq!(written([0.0, 2e6], 5, 5e5), "5e5");
        assert_eq!(written([0.0, 1e-7], 6, 2e-8), "2e\u{2212}8");
    }

    #[test]
    fn neighbouring_ticks_never_read_the_same() {
        for exponent in -9..9 {
            for mantissa in 10..100 {
                let high = f64::from(mantissa) * 10f64.powi(exponent);
                let write = formatter([-0.3 * high, high], 7);
                let axis = RangedCoordf64::from(-0.3 * high..high);
                let mut texts: Vec<_> = axis.key_points(BoldPoints(7)).iter().map(write).collect();
                let written = texts.len();
                texts.dedup();
                assert_eq!(texts.len(), written, "{texts:?}");
            }
        }
    }
}
