//! One error type: what was wrong, with which value, and what is allowed.

use std::fmt;

/// Input that was refused.
///
/// Displayed as `field is value; allowed: …`, so that whoever typed it can
/// mend it without looking anything up.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Invalid {
    /// Where it stood, as a path: `runs[1].radius`.
    pub field: String,
    /// What stood there, shortened for display.
    pub value: String,
    /// What may stand there.
    pub allowed: String,
}

/// Longest value quoted in a message; a page of pasted text helps nobody.
const LONGEST_QUOTE: usize = 60;

impl Invalid {
    /// An error about `field`, which holds `value`, where only `allowed` may stand.
    pub fn new(field: &str, value: impl fmt::Display, allowed: impl Into<String>) -> Self {
        let mut value = value.to_string();
        if value.chars().count() > LONGEST_QUOTE {
            value = value.chars().take(LONGEST_QUOTE).chain(['…']).collect();
        }
        Self { field: field.to_owned(), value, allowed: allowed.into() }
    }

    /// The error for a name that is in no catalogue.
    pub fn unknown<'a>(field: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.collect();
        Self::new(field, format!("\"{name}\""), format!("one of {}", known.join(", ")))
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
    fn long_values_are_shortened() {
        let error = Invalid::new("data", "x".repeat(1000), "numbers");
        assert!(error.to_string().len() < 120);
    }
}
