//! One error type: what was wrong, with which value, and what is allowed.

use std::fmt;
use std::ops::Deref;

/// Input that was refused.
///
/// It is displayed as `field is value; allowed: …`, so that a person can correct
/// the input without looking anything up.
// A box keeps results small: they are passed on in hundreds of places, and would
// otherwise carry three strings each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Box<Refusal>);

/// The parts of the message of an [`Invalid`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The field, as a path: `runs[1].radius`.
    pub field: String,
    /// Its value, shortened for display.
    pub value: String,
    /// Which values are allowed.
    pub allowed: String,
}

/// Longest value and longest path that a message quotes, in characters. A path may contain a name
/// that somebody typed.
const LONGEST_QUOTE: usize = 60;

impl Invalid {
    /// An error about `field`, whose value is `value` where only `allowed` is accepted.
    pub fn new(
        field: impl fmt::Display,
        value: impl fmt::Display,
        allowed: impl fmt::Display,
    ) -> Self {
        Self::of(&field, &value, &allowed)
    }

    #[inline(never)]
    fn of(field: &dyn fmt::Display, value: &dyn fmt::Display, allowed: &dyn fmt::Display) -> Self {
        let (field, value) = (shortened(field), shortened(&briefly(value)));
        Self(Box::new(Refusal { field, value, allowed: allowed.to_string() }))
    }
}

/// A very large or very small number with a power of ten, and everything else as it is. A number is read from its
/// digits, so that the compiled core need not contain the code that parses numbers.
fn briefly(value: &dyn fmt::Display) -> String {
    /// The powers of ten of numbers that are written out: from a millionth to below 10¹⁶.
    const PLAIN: std::ops::Range<i32> = -6..16;
    let text = value.to_string();
    let plain = text.strip_prefix('-').unwrap_or(&text);
    let is_number = !plain.is_empty() && plain.bytes().all(|c| c.is_ascii_digit() || c == b'.');
    if !is_number || PLAIN.contains(&exponent(plain)) {
        return text;
    }
    let sign = if plain.len() < text.len() { "-" } else { "" };
    let short = format!("{sign}{}", scientific(plain));
    if short.len() < text.len() { short } else { text }
}

/// A quote that is cut if it is long. Quotation marks do not count, and are closed again.
fn shortened(quoted: &dyn fmt::Display) -> String {
    let mut text = quoted.to_string();
    let mark = if text.starts_with('"') { "\"" } else { "" };
    let most = LONGEST_QUOTE + mark.len();
    if let Some((end, _)) = text.char_indices().nth(most)
        && &text[end..] != mark
    {
        text.truncate(end);
        text.push('…');
        text.push_str(mark);
    }
    text
}

/// The names in one text: `first`, then the names with `between` between them.
pub(crate) fn listed(first: &str, between: &str, known: &[&str]) -> String {
    let mut list = String::new();
    for name in known {
        list += if list.is_empty() { first } else { between };
        list += name;
    }
    list
}

/// A number written with a power of ten as `{:e}` would write it, `1.5e-9`. The digits come from
/// `{}`, so that the compiled core need not contain the code behind `{:e}`.
pub(crate) struct Scientific(pub f64);

impl fmt::Display for Scientific {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0.0 { "-" } else { "" };
        write!(f, "{sign}{}", scientific(&self.0.abs().to_string()))
    }
}

/// The digits of a number that is not negative, without its point, and how many are before the point.
fn digits_of(plain: &str) -> (String, i32) {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    ([whole, decimals].concat(), whole.len() as i32)
}

/// The power of ten of its first digit that is not 0; 0 for zero itself.
fn exponent(plain: &str) -> i32 {
    let (digits, whole) = digits_of(plain);
    digits.find(|digit| digit != '0').map_or(0, |zeros| whole - 1 - zeros as i32)
}

/// A number that is not negative with a power of ten, from its digits with or without a point.
fn scientific(plain: &str) -> String {
    let (digits, exponent) = (digits_of(plain).0, exponent(plain));
    let significant = digits.trim_start_matches('0');
    match significant.trim_end_matches('0').split_at_checked(1) {
        None => "0e0".to_owned(),
        Some((first, "")) => format!("{first}e{exponent}"),
        Some((first, more)) => format!("{first}.{more}e{exponent}"),
    }
}

/// A number as a message quotes it: as [`Invalid`] writes a value, for numbers elsewhere in a message.
pub(crate) struct Quoted(pub f64);

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&briefly(&self.0))
    }
}

/// A point as a message quotes it.
pub(crate) fn quoted_point([x, y]: [f64; 2]) -> String {
    format!("[{}, {}]", Quoted(x), Quoted(y))
}

impl Deref for Invalid {
    type Target = Refusal;

    fn deref(&self) -> &Refusal {
        &self.0
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}; allowed: {}", self.field, self.value, self.allowed)
    }
}
impl std::error::Error for Invalid {}

impl From<Invalid> for String {
    fn from(error: Invalid) -> Self {
        error.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_names_field_value_and_what_is_allowed() {
        let error = Invalid::new("radius", -1.0, "a number above 0");
        assert_eq!(error.to_string(), "radius is -1; allowed: a number above 0");
    }

    #[test]
    fn a_long_quote_is_cut_and_closed() {
        let quoted =
            |n| Invalid::new("chart", format_args!("\"{}\"", "z".repeat(n)), "").value.clone();
        assert_eq!(quoted(60), format!("\"{}\"", "z".repeat(60)));
        assert_eq!(quoted(61), format!("\"{}…\"", "z".repeat(60)));
        let plain = |n| Invalid::new("z".repeat(n), 1, "").field.clone();
        assert_eq!(plain(60), "z".repeat(60));
        assert_eq!(plain(61), format!("{}…", "z".repeat(60)));
    }

    #[test]
    fn powers_of_ten_are_written_as_the_standard_library_does() {
        let numbers =
            [0.0, 1.0, -1.5, 20.0, 123_456.0, 1e21, 0.1, -0.00025, 1e-12, 5e-324, f64::MAX];
        for x in numbers {
            assert_eq!(Scientific(x).to_string(), format!("{x:e}"));
        }
    }

    #[test]
    fn numbers_far_from_one_are_quoted_with_a_power_of_ten() {
        assert_eq!(quoted_point([1.45, 1e-160]), "[1.45, 1e-160]");
        assert_eq!(quoted_point([-2.5e300, f64::NAN]), "[-2.5e300, NaN]");
        assert_eq!(quoted_point([0.0, 123_456.5]), "[0, 123456.5]");
    }

    #[test]
    fn numbers_of_many_digits_are_written_with_a_power_of_ten() {
        for (number, text) in [
            (1e60, "1e60"),
            (-2.5e-30, "-2.5e-30"),
            (0.1, "0.1"),
            (1e15, "1000000000000000"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1e16, "1e16"),
        ] {
            assert_eq!(Invalid::new("data.x[0]", number, "less").value, text);
        }
    }

    #[test]
    fn long_values_are_shortened() {
        let error = Invalid::new("data", "x".repeat(1000), "numbers");
        assert!(error.to_string().len() < 120);
        let error = Invalid::new("x".repeat(1000), 0, "no such field");
        assert!(error.to_string().len() < 120);
    }
}
