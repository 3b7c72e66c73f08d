//! The numbers beside axes.

use std::f64::consts::LN_10;

use crate::error::Scientific;

/// Numbers that would need more decimals are written with powers of ten.
const MOST_DECIMALS: usize = 5;

/// How far beyond its end an axis may have a tick, relative to the distance of
/// ticks: three times 0.1 is a little more than 0.3 after rounding.
const ROUNDING: f64 = 1e-9;

/// The ticks of an axis with their labels, and what all labels have in common.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    /// Places and labels.
    pub marks: Vec<(f64, String)>,
    /// What has to be done to a label to get the number at its tick, to be written once
    /// beside the name of the axis: `×10⁵`, `+ 1,700,000,000`, or nothing.
    pub common: String,
}

impl Ticks {
    /// The name of an axis with what its labels have in common.
    pub fn named(&self, name: &str) -> String {
        if self.common.is_empty() { name.into() } else { format!("{name}  ({})", self.common) }
    }
}

/// The ticks of the axis from `low` to `high`, at most `count`, with labels.
pub fn ticks([low, high]: [f64; 2], count: usize) -> Ticks {
    // For smaller ranges the powers of ten would underflow.
    let unit = if high - low < 1e-290 { 1e-300 } else { 1.0 };
    let mut values = round_numbers([low / unit, high / unit], count);
    values.iter_mut().for_each(|value| *value *= unit);
    labelled([low, high], &values)
}

/// The multiples of 1, 2 or 5 times a power of ten in a range, as fine as possible
/// with at most `count` of them. Where that leaves a single number, which shows no
/// scale, every second, third, … of the next finer ones, if that gives two. The
/// function of plotters for this sometimes returns one too many, or leaves out the last.
fn round_numbers([low, high]: [f64; 2], count: usize) -> Vec<f64> {
    let times_ten_to = |x: f64, exponent: i32| {
        let power = 10f64.powi(exponent.saturating_abs());
        if exponent < 0 { x / power } else { x * power }
    };
    // The first multiple of a step in the range, and how many there are.
    let multiples = |mantissa: f64, exponent: i32| {
        let step = times_ten_to(mantissa, exponent);
        let first = (low / step - ROUNDING).ceil();
        (first, (high / step + ROUNDING).floor() - first + 1.0)
    };
    let listed = |mantissa: f64, exponent: i32| {
        let (first, number) = multiples(mantissa, exponent);
        (0..number as i32)
            .map(|k| times_ten_to((first + f64::from(k)) * mantissa, exponent))
            .collect::<Vec<f64>>()
    };
    let digits = ((high - low).ln() / LN_10).floor() as i32;
    // The only tick if both ends are the same.
    let mut found = vec![low];
    for k in 0.. {
        let (mantissa, exponent) = ([10.0, 5.0, 2.0][k % 3], digits.saturating_sub(k as i32 / 3));
        let number = multiples(mantissa, exponent).1;
        // False also for numbers that are not finite, so the loop ends.
        let few = number <= count as f64;
        if few {
            found = listed(mantissa, exponent);
            continue;
        }
        let enough =
            |every: &f64| (2.0..=count as f64).contains(&multiples(every * mantissa, exponent).1);
        if found.len() < 2
            && let Some(every) = [2.0, 3.0, 4.0, 5.0].into_iter().find(enough)
        {
            found = listed(every * mantissa, exponent);
        }
        break;
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
        let values = plain(range.map(|x| (x * LN_10).exp()), count);
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

/// Ticks whose labels are whole numbers of their own.
fn plain([low, high]: [f64; 2], count: usize) -> Vec<(f64, String)> {
    let values = round_numbers([low, high], count);
    let spacing = values.windows(2).map(|pair| pair[1] - pair[0]).fold(high - low, f64::min);
    let label = |value: f64| match decimals(spacing) {
        Some(decimals) if value < 1e5 => minus(&format!("{value:.decimals$}")),
        _ => minus(&scientific(value)),
    };
    values.into_iter().map(|value| (value, label(value))).collect()
}

/// Superscript digits.
const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// A power of ten: from 0.001 to 1000 as a plain number, otherwise as `10⁻⁴`.
fn power(exponent: i32) -> String {
    if (-3..=3).contains(&exponent) {
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

/// Numbers with so many digits in common are written as differences from one of them.
const COMMON: f64 = 1e4;

/// Larger numbers are written with a power of ten; with an offset only those that have more than six digits.
const LEAST_FACTORED: f64 = 1e5;
const MOST_PLAIN: f64 = 1e6;

/// Most digits of a label, with its minus sign, for which every figure has room beside an axis.
const MOST_DIGITS: i32 = 5;

/// The ticks at `values` on the axis from `low` to `high`, with just enough decimals to tell
/// neighbours apart, and without the power of ten or the leading digits that all have in common.
fn labelled([low, high]: [f64; 2], values: &[f64]) -> Ticks {
    let spacing = values.windows(2).map(|pair| pair[1] - pair[0]).fold(high - low, f64::min);
    let furthest = |from: f64| {
        values.iter().fold(0.0, |largest: f64, &value| largest.max((value - from).abs()))
    };
    let exponent_of = |largest: f64| (largest.ln() / LN_10 + ROUNDING).floor() as i32;
    let mut offset = offset([low, high], spacing);
    // One thing in common is easier to read than two: a power of ten alone, if that leaves few decimals.
    let whole = furthest(0.0);
    if furthest(offset) >= MOST_PLAIN
        && decimals(spacing / 10f64.powi(exponent_of(whole))).is_some()
    {
        offset = 0.0;
    }
    // Beside a large offset doubles are coarse: the steps are exact again without their last digits.
    let last_digit = 10f64.powi(exponent_of(spacing).saturating_sub(1));
    let is_coarse = offset != 0.0 && offset.abs() * f64::EPSILON < 0.1 * last_digit;
    let exact =
        |value: f64| if is_coarse { (value / last_digit).round() * last_digit } else { value };
    let spacing = exact(spacing);
    let rest = |value: f64| exact(value - offset);
    let largest = furthest(offset);
    let is_small = decimals(spacing).is_none();
    let exponent = exponent_of(largest);
    let most = if offset == 0.0 { LEAST_FACTORED } else { MOST_PLAIN };
    // A power of ten takes the zeros off: those after the point, or those of whole numbers.
    let after = decimals(spacing).unwrap_or(0) as i32;
    let digits = exponent.max(0) + 1 + after + i32::from(values.iter().any(|value| *value < 0.0));
    let is_wide = offset == 0.0 && digits > MOST_DIGITS && (exponent < 0 || after == 0);
    let is_factored = (largest >= most || is_small || is_wide) && largest > 0.0;
    // A power of ten may be too small for a double; then nothing is factored out.
    let factor = if is_factored { 10f64.powi(exponent) } else { 1.0 };
    let is_plain = factor.is_finite() && (1.0 / factor).is_finite();
    let decimals = decimals(spacing / factor).unwrap_or(MOST_DECIMALS);
    let label = |value: f64| {
        let value = rest(value);
        if value.abs() < spacing * 1e-6 {
            "0".into()
        } else if is_plain {
            minus(&format!("{:.decimals$}", value / factor))
        } else {
            minus(&scientific(value))
        }
    };
    let marks = values.iter().map(|&value| (value, label(value))).collect();
    let power = (is_factored && is_plain).then(|| format!("×{}", raised(exponent)));
    let added = (offset != 0.0).then(|| signed(offset));
    let common = [power, added].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ticks { marks, common }
}

/// The fewest decimals with which multiples of `spacing` are exact, if they are few.
fn decimals(spacing: f64) -> Option<usize> {
    let is_whole = |decimals: &usize| {
        let scaled = spacing * 10f64.powi(*decimals as i32);
        (scaled - scaled.round()).abs() < 1e-6 * scaled
    };
    (0..=MOST_DECIMALS).find(is_whole)
}

/// A round number in or near the range that takes most digits off its ticks; 0 where they have few in common.
fn offset([low, high]: [f64; 2], spacing: f64) -> f64 {
    if low.abs().max(high.abs()) < COMMON * spacing {
        return 0.0;
    }
    let power = 10f64.powi(((high - low).ln() / LN_10).ceil() as i32);
    let offset = (0.5 * (low + high) / power).round() * power;
    // Without an offset where its digits would be more than a double has.
    if offset.is_finite() && (low - offset).abs() < 2.0 * power { offset } else { 0.0 }
}

/// `+ 1,700,000,000`, `− 0.00125`, or with a power of ten where that would be long.
fn signed(number: f64) -> String {
    let size = number.abs();
    let digits = if (1e-5..1e15).contains(&size) {
        let text = size.to_string();
        let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
        grouped(whole) + rest
    } else {
        let text = Scientific(size).to_string();
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        format!("{mantissa}·{}", raised(exponent.parse().unwrap_or(0)))
    };
    format!("{} {digits}", if number < 0.0 { '\u{2212}' } else { '+' })
}

/// Commas between groups of three digits.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
        let known: [([f64; 2], usize, &[f64]); 7] = [
            ([-4.0, 4.0], 3, &[-4.0, 0.0, 4.0]),
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

    /// The label of a value, with what it has in common with others.
    fn written([low, high]: [f64; 2], value: f64) -> String {
        let Ticks { marks, common } = ticks([low, high], 7);
        let mark = marks.iter().find(|(at, _)| (at - value).abs() <= 1e-9 * (high - low)).unwrap();
        [mark.1.as_str(), &common].join(" ").trim_end().into()
    }

    #[test]
    fn decimals_follow_the_spacing() {
        assert_eq!(written([0.0, 1.0], 0.2), "0.2");
        assert_eq!(written([0.0, 2.9], 0.5), "0.5");
        assert_eq!(written([0.0, 0.3], 0.05), "0.05");
        assert_eq!(written([0.0, 3000.0], 500.0), "500");
        assert_eq!(written([-1.0, 1.0], -0.5), "\u{2212}0.5");
    }

    #[test]
    fn labels_have_room_beside_an_axis() {
        assert_eq!(written([-0.001, 0.001], -0.0005), "\u{2212}0.5 ×10⁻³");
        assert_eq!(written([0.0, 0.001], 0.0002), "0.0002");
        assert_eq!(written([-30_000.0, 0.0], -20_000.0), "\u{2212}2.0 ×10⁴");
        for exponent in -12..13 {
            for [low, high] in [[0.0, 1.0], [-1.0, 1.0], [-0.31, 0.17], [-9.9, 3.0]] {
                let range = [low, high].map(|x| x * 10f64.powi(exponent));
                for count in 2..10 {
                    for (_, label) in ticks(range, count).marks {
                        let signs = label.chars().filter(|sign| *sign != '.').count();
                        assert!(signs <= MOST_DIGITS as usize, "{range:?}: {label}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_labels_have_in_common_is_written_once() {
        assert_eq!(written([0.0, 2e6], 5e5), "0.5 ×10⁶");
        assert_eq!(written([0.0, 1e-7], 2e-8), "0.2 ×10⁻⁷");
        assert_eq!(written([2013.0, 2026.0], 2018.0), "2018");
        assert_eq!(
            written([1_699_999_600.0, 1_700_000_900.0], 1_700_000_200.0),
            "200 + 1,700,000,000"
        );
        assert_eq!(
            written([-1e12 - 3.0, -1e12 + 3.0], -1e12 - 2.0),
            "\u{2212}2 \u{2212} 1,000,000,000,000"
        );
        assert_eq!(written([0.125_000_000, 0.125_000_008], 0.125_000_002), "2 ×10⁻⁹ + 0.125");
        for (offset, named) in [(1e9, "1,000,000,000"), (1.7e9, "1,700,000,000")] {
            for (digit, label) in [(1.0, "0.001"), (2.0, "0.002"), (3.0, "0.003")] {
                let value = offset + digit * 1e-3;
                let Ticks { marks, common } = ticks([offset + 0.2e-3, offset + 3.4e-3], 4);
                let nearest = marks.iter().find(|(at, _)| (at - value).abs() < 1e-4).unwrap();
                assert_eq!((nearest.1.as_str(), common), (label, format!("+ {named}")));
            }
        }
        // Never a power of ten and an offset where one of them is enough.
        assert_eq!(
            written([1_699_800_000.0, 1_700_400_000.0], 1_700_200_000.0),
            "200000 + 1,700,000,000"
        );
        assert_eq!(written([1.6995e12, 1.7005e12], 1.7002e12), "1.7002 ×10¹²");
    }

    /// A label with what is common gives the number at its tick.
    #[test]
    fn labels_say_where_they_are_at_every_scale() {
        let value_of = |text: &str| -> f64 {
            let plain = text.replace('\u{2212}', "-").replace([',', ' '], "");
            let plain = plain.trim_start_matches('+');
            let raised = |text: &str| RAISED.iter().any(|digit| text.contains(digit));
            let split = plain.rsplit_once("10").filter(|(_, power)| raised(power));
            let Some((mantissa, power)) = split else {
                return plain.parse().unwrap();
            };
            let exponent: String = power
                .chars()
                .map(|c| match RAISED.iter().position(|raised| raised.starts_with(c)) {
                    Some(digit) => char::from(b'0' + digit as u8),
                    None => '-',
                })
                .collect();
            let mantissa = mantissa.trim_end_matches(['·', '×']);
            let mantissa = if mantissa.is_empty() { 1.0 } else { mantissa.parse().unwrap() };
            mantissa * 10f64.powi(exponent.parse().unwrap())
        };
        for exponent in -12..13 {
            for [low, high] in
                [[0.0, 1.0], [-0.31, 0.17], [2.0, 2.9], [1e5, 1e5 + 3.0], [-7e8, -7e8 + 0.5]]
            {
                let range = [low, high].map(|x| x * 10f64.powi(exponent));
                let Ticks { marks, common } = ticks(range, 7);
                let (factor, offset) = match common.split_once(' ') {
                    Some((factor, offset)) if factor.starts_with('×') => {
                        (value_of(factor), value_of(offset))
                    }
                    _ if common.is_empty() => (1.0, 0.0),
                    _ if common.starts_with('×') => (value_of(&common), 0.0),
                    _ => (1.0, value_of(&common)),
                };
                for (at, label) in marks {
                    let found = value_of(&label) * factor + offset;
                    let slack = 1e-6 * (range[1] - range[0]) + 4.0 * f64::EPSILON * at.abs();
                    assert!((found - at).abs() <= slack, "{range:?}: {label} {common} is not {at}");
                }
            }
        }
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
        assert_eq!(labels(3e-5, 2.0, 9), "10⁻⁴ 0.001 0.01 0.1 1");
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
                let ticks = ticks(range, 7).marks;
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
                let ticks = ticks([-0.3 * high, high], 7).marks;
                assert!(ticks.windows(2).all(|pair| pair[0].1 != pair[1].1), "{ticks:?}");
            }
        }
    }
}
