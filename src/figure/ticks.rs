//! The numbers beside axes.

use std::f64::consts::LN_10;

/// Numbers that would need more decimals are written with powers of ten.
const MOST_DECIMALS: usize = 5;

/// How far beyond its end an axis may have a tick, relative to the distance of
/// ticks: three times 0.1 is a little more than 0.3 after rounding.
const ROUNDING: f64 = 1e-9;

/// The ticks of the axis from `low` to `high`, at most `count`, with labels.
pub fn ticks([low, high]: [f64; 2], count: usize) -> Vec<(f64, String)> {
    // For smaller ranges the powers of ten would underflow.
    let unit = if high - low < 1e-290 { 1e-300 } else { 1.0 };
    let mut values = round_numbers([low / unit, high / unit], count);
    values.iter_mut().for_each(|value| *value *= unit);
    let write = formatter([low, high], &values);
    values.iter().map(|&value| (value, write(value))).collect()
}

/// The multiples of 1, 2 or 5 times a power of ten in a range, as fine as possible
/// with at most `count` of them. The function of plotters for this sometimes
/// returns one too many, or leaves out the last.
fn round_numbers([low, high]: [f64; 2], count: usize) -> Vec<f64> {
    let times_ten_to = |x: f64, exponent: i32| {
        let power = 10f64.powi(exponent.saturating_abs());
        if exponent < 0 { x / power } else { x * power }
    };
    let digits = ((high - low).ln() / LN_10).floor() as i32;
    // The only tick if both ends are the same.
    let mut found = vec![low];
    for k in 0.. {
        let (mantissa, exponent) = ([10.0, 5.0, 2.0][k % 3], digits.saturating_sub(k as i32 / 3));
        let step = times_ten_to(mantissa, exponent);
        let first = (low / step - ROUNDING).ceil();
        let last = (high / step + ROUNDING).floor();
        let number = last - first + 1.0;
        // False also for numbers that are not finite, so the loop ends.
        let few = number <= count as f64;
        if !few {
            break;
        }
        let multiple = |k: i32| times_ten_to((first + f64::from(k)) * mantissa, exponent);
        found = (0..number as i32).map(multiple).collect();
    }
    found
}

/// The ticks of a logarithmic axis, at most `count`. The ends `low` and `high` and
/// the places of the ticks are decimal logarithms. Ticks are powers of ten, or
/// plain numbers if the range holds fewer than two powers.
pub fn powers([low, high]: [f64; 2], count: usize) -> Vec<(f64, String)> {
    // A tick at the very end belongs to the axis, however its logarithm is rounded.
    let range = [low - ROUNDING, high + ROUNDING];
    let (first, last) = (range[0].ceil() as i32, range[1].floor() as i32);
    if first >= last {
        let values = ticks(range.map(|x| (x * LN_10).exp()), count);
        let above = values.into_iter().filter(|(value, _)| *value > 0.0);
        return above.map(|(value, label)| (value.ln() / LN_10, label)).collect();
    }
    let number = |stride: i32| last.div_euclid(stride) - (first - 1).div_euclid(stride);
    let room = count.max(2) as i32;
    let mut stride = 1;
    while number(stride) > room {
        stride += if stride < 10 { 1 } else { 10 };
    }
    let mut ticks = Vec::new();
    for exponent in first..=last {
        // A single tick would not show the scale.
        let stands = if number(stride) > 1 {
            exponent % stride == 0
        } else {
            exponent == first || exponent == last
        };
        if stands {
            ticks.push((f64::from(exponent), power(exponent)));
        }
    }
    ticks
}

/// Superscript digits.
const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// A power of ten: from 0.01 to 1000 as a plain number, otherwise as `10⁻⁴`.
fn power(exponent: i32) -> String {
    if (-2..=3).contains(&exponent) {
        return 10f64.powi(exponent).to_string();
    }
    raised(exponent)
}

/// Any power of ten as `10⁻⁴`.
fn raised(exponent: i32) -> String {
    let mut text = String::from("10");
    for digit in exponent.to_string().bytes() {
        text.push_str(match digit {
            b'0'..=b'9' => RAISED[usize::from(digit - b'0')],
            _ => "⁻",
        });
    }
    text
}

/// A formatter for the ticks at `values` on the axis from `low` to `high`, with
/// just enough decimals to tell neighbours apart.
fn formatter([low, high]: [f64; 2], values: &[f64]) -> impl Fn(f64) -> String {
    let spacing = values.windows(2).map(|pair| pair[1] - pair[0]).fold(high - low, f64::min);
    let is_whole = |decimals: usize| {
        let scaled = spacing * 10f64.powi(decimals as i32);
        (scaled - scaled.round()).abs() < 1e-6 * scaled
    };
    let decimals = (0..=MOST_DECIMALS).find(|&decimals| is_whole(decimals));
    let is_scientific = low.abs().max(high.abs()) >= 1e5 || decimals.is_none();
    move |value| {
        if value.abs() < spacing * 1e-6 {
            "0".into()
        } else if is_scientific {
            minus(&scientific(value))
        } else {
            minus(&format!("{value:.*}", decimals.unwrap_or(MOST_DECIMALS)))
        }
    }
}

/// At most two decimals and a power of ten: `1.2·10⁵`, `10⁵`.
fn scientific(value: f64) -> String {
    let mut exponent = (value.abs().ln() / LN_10).floor() as i32;
    let mut hundredths = (100.0 * (value / 10f64.powi(exponent))).round();
    if hundredths.abs() >= 1000.0 {
        (hundredths, exponent) = ((hundredths / 10.0).round(), exponent + 1);
    }
    let power = raised(exponent);
    if hundredths.abs() == 100.0 {
        return if value < 0.0 { format!("-{power}") } else { power };
    }
    format!("{}·{power}", hundredths / 100.0)
}

/// A true minus sign, as wide as a plus.
fn minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers_are_the_finest_that_have_room() {
        let known: [([f64; 2], usize, &[f64]); 6] = [
            ([0.0, 1.0], 7, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            ([0.0, 1.0], 5, &[0.0, 0.5, 1.0]),
            ([0.0, 0.3], 4, &[0.0, 0.1, 0.2, 0.3]),
            ([-0.31, 0.17], 3, &[-0.2, 0.0]),
            ([2.0, 2.9], 2, &[2.0, 2.5]),
            ([98.0, 3000.0], 7, &[500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0]),
        ];
        for (range, count, numbers) in known {
            assert_eq!(round_numbers(range, count), numbers);
        }
    }

    fn written([low, high]: [f64; 2], value: f64) -> String {
        let values = round_numbers([low, high], 7);
        formatter([low, high], &values)(value)
    }

    #[test]
    fn decimals_follow_the_spacing() {
        assert_eq!(written([0.0, 1.0], 0.2), "0.2");
        assert_eq!(written([0.0, 2.9], 0.5), "0.5");
        assert_eq!(written([0.0, 0.3], 0.05), "0.05");
        assert_eq!(written([0.0, 3000.0], 500.0), "500");
        assert_eq!(written([-1.0, 1.0], -0.5), "\u{2212}0.5");
        assert_eq!(written([0.0, 2e6], 5e5), "5·10⁵");
        assert_eq!(written([0.0, 1e-7], 2e-8), "2·10⁻⁸");
    }

    #[test]
    fn powers_of_ten_keep_two_decimals() {
        let known = [
            (f64::MAX, "1.8·10³⁰⁸"),
            (1.0, "10⁰"),
            (-1e-6, "-10⁻⁶"),
            (9.996e-7, "10⁻⁶"),
            (-1.234e300, "-1.23·10³⁰⁰"),
            (1e5, "10⁵"),
        ];
        for (value, text) in known {
            assert_eq!(scientific(value), text);
        }
        for exponent in -300..300 {
            assert_eq!(scientific(10f64.powi(exponent)), raised(exponent));
        }
    }

    #[test]
    fn logarithmic_ticks_are_powers_of_ten_as_many_as_have_room() {
        let labels = |low: f64, high: f64, count: usize| {
            let ticks = powers([low, high].map(f64::log10), count);
            assert!(ticks.len() <= count, "{ticks:?}");
            ticks.into_iter().map(|(_, label)| label).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(labels(0.01, 1000.0, 9), "0.01 0.1 1 10 100 1000");
        assert_eq!(labels(3e-5, 2.0, 9), "10⁻⁴ 10⁻³ 0.01 0.1 1");
        assert_eq!(labels(1e-12, 1e4, 5), "10⁻¹² 10⁻⁸ 10⁻⁴ 1 10⁴");
        assert_eq!(labels(1e-300, 1e300, 4), "10⁻¹⁶⁰ 1 10¹⁶⁰");
        assert_eq!(labels(10.0, 1000.0, 2), "10 1000");
        assert_eq!(labels(0.2, 0.8, 9), "0.2 0.3 0.4 0.5 0.6 0.7 0.8");
    }

    #[test]
    fn logarithmic_ticks_stand_at_the_logarithms_of_their_labels() {
        for [low, high] in [[0.02, 0.7], [0.001, 300.0], [1.5, 9.0], [0.9, 11.0]] {
            let ticks = powers([low, high].map(f64::log10), 7);
            assert!(ticks.len() > 1, "{ticks:?}");
            for (at, label) in ticks.iter().filter(|(_, label)| !label.starts_with("10⁻")) {
                let value: f64 = label.parse().unwrap();
                assert!((value.log10() - at).abs() < 1e-12, "{at} {label}");
            }
        }
    }

    #[test]
    fn ticks_are_inside_their_range_at_every_scale() {
        for exponent in -320..300 {
            for [low, high] in [[0.0, 1.0], [-0.31, 0.17], [2.0, 2.9]] {
                let range = [low, high].map(|x| x * 10f64.powi(exponent));
                let ticks = ticks(range, 7);
                let slack = 1e-9 * (range[1] - range[0]);
                let [least, most] = [range[0] - slack, range[1] + slack];
                assert!((1..=7).contains(&ticks.len()), "{range:?}: {ticks:?}");
                assert!(exponent < -299 || ticks.len() > 2, "{range:?}: {ticks:?}");
                let inside = |(at, _): &(f64, String)| (least..=most).contains(at);
                assert!(ticks.iter().all(inside), "{range:?}: {ticks:?}");
            }
        }
    }

    #[test]
    fn neighbouring_ticks_never_read_the_same() {
        for exponent in -9..9 {
            for mantissa in 10..100 {
                let high = f64::from(mantissa) * 10f64.powi(exponent);
                let ticks = ticks([-0.3 * high, high], 7);
                assert!(ticks.windows(2).all(|pair| pair[0].1 != pair[1].1), "{ticks:?}");
            }
        }
    }
}
