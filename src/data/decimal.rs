//! Reading decimal numbers.

/// From this size on a whole number has more digits than a double can hold.
const ALL_DIGITS: f64 = 1e17;

/// Reads a decimal number without an exponent.
///
/// Up to 15 digits the result is the one of `str::parse`: the digits and the
/// power of ten are exact doubles, so their quotient is rounded once. `str::parse`
/// itself, which handles any number of digits, would make the compiled core
/// about a tenth larger.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |digits| (-1.0, digits));
    let (mut value, mut scale, mut growth) = (0.0, 1.0, 1.0);
    for byte in digits.bytes() {
        match byte {
            // Further decimals do not change the double.
            b'0'..=b'9' if growth > 1.0 && value >= ALL_DIGITS => {}
            b'0'..=b'9' => (value, scale) = (10.0 * value + f64::from(byte - b'0'), growth * scale),
            b'.' => growth = 10.0,
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(sign * value / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_the_standard_library_does() {
        for text in ["5.5", "-0.4", "1070", "0.000123", "299.792458", "-999999.999999999"] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in ["", "-", "1e3", "5,5", "+1", "x"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
