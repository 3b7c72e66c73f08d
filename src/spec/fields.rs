//! Reading named fields out of a value, with errors that name them.

use super::value::Value;
use crate::error::Invalid;

/// A record whose fields are taken one by one; what is left over is an error.
pub struct Fields {
    path: String,
    entries: Vec<(String, Value)>,
}

impl Fields {
    /// The fields of `value`, which stands at `path`.
    ///
    /// # Errors
    /// [`Invalid`] where it is no record.
    pub fn of(value: Value, path: &str) -> Result<Self, Invalid> {
        match value {
            Value::Record(entries) => Ok(Self { path: path.to_owned(), entries }),
            other => {
                let name = if path.is_empty() { "the specification" } else { path };
                Err(Invalid::new(name, other.quote(), "an object"))
            }
        }
    }

    /// The full path of a field.
    pub fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Takes a field out; a missing one reads as nothing.
    pub fn take(&mut self, name: &str) -> Value {
        match self.entries.iter().position(|(key, _)| key == name) {
            Some(index) => self.entries.swap_remove(index).1,
            None => Value::Nothing,
        }
    }

    /// Takes a field that must be text.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else; `allowed` says what it may be.
    pub fn text(&mut self, name: &str, allowed: &str) -> Result<String, Invalid> {
        match self.take(name) {
            Value::Text(text) => Ok(text),
            other => Err(Invalid::new(&self.path(name), other.quote(), allowed)),
        }
    }

    /// Takes a whole number from `least` to `most`, or `default` where there is none.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn whole_or(
        &mut self,
        name: &str,
        default: u64,
        [least, most]: [u64; 2],
    ) -> Result<u64, Invalid> {
        match self.take(name) {
            Value::Nothing => Ok(default),
            other => whole(&other, &self.path(name), [least, most]),
        }
    }

    /// Says that every field has been taken.
    ///
    /// # Errors
    /// [`Invalid`] names one that has not; `known` lists those that may stand here.
    pub fn done(self, known: &[&str]) -> Result<(), Invalid> {
        match self.entries.iter().find(|(_, value)| *value != Value::Nothing) {
            None => Ok(()),
            Some((name, value)) => {
                let allowed = if known.is_empty() {
                    "no such field".to_owned()
                } else {
                    format!("no such field; the fields here are {}", known.join(", "))
                };
                Err(Invalid::new(&self.path(name), value.quote(), allowed))
            }
        }
    }
}

/// A finite number.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn number(value: &Value, path: &str) -> Result<f64, Invalid> {
    match value {
        Value::Number(number) if number.is_finite() => Ok(*number),
        other => Err(Invalid::new(path, other.quote(), "a finite number")),
    }
}

/// A whole number from `least` to `most`.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn whole(value: &Value, path: &str, [least, most]: [u64; 2]) -> Result<u64, Invalid> {
    match value {
        Value::Number(number)
            if number.fract() == 0.0 && (least as f64..=most as f64).contains(number) =>
        {
            Ok(*number as u64)
        }
        other => {
            let allowed = format!("a whole number from {least} to {most}");
            Err(Invalid::new(path, other.quote(), allowed))
        }
    }
}

/// A pair of finite numbers.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn pair(value: &Value, path: &str) -> Result<[f64; 2], Invalid> {
    match value {
        Value::List(list) if list.len() == 2 => {
            Ok([number(&list[0], &format!("{path}[0]"))?, number(&list[1], &format!("{path}[1]"))?])
        }
        other => Err(Invalid::new(path, other.quote(), "two finite numbers [a, b]")),
    }
}

/// A list of finite numbers.
///
/// # Errors
/// [`Invalid`] names the first that is none.
pub fn numbers(value: &Value, path: &str) -> Result<Vec<f64>, Invalid> {
    match value {
        Value::List(list) => {
            // The place of an item is spelled out only where it is none: lists are long.
            let item = |(k, value): (usize, &Value)| match value {
                Value::Number(number) if number.is_finite() => Ok(*number),
                other => number(other, &format!("{path}[{k}]")),
            };
            list.iter().enumerate().map(item).collect()
        }
        other => Err(Invalid::new(path, other.quote(), "a list of 2 to 100000 numbers")),
    }
}
