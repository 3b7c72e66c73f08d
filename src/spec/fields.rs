//! Reading named fields out of a value, with errors that name them.
//!
//! All of it takes what it compares with behind a reference, so that a page
//! downloads it once, and spells out the place of a field only in an error.

use std::fmt::{self, Display};

use super::value::Value;
use crate::error::{Invalid, listed};

/// A record whose fields are taken one by one; what is left over is an error.
pub struct Fields {
    path: String,
    entries: Vec<(String, Value)>,
}

/// What a specification calls by a name.
pub trait Named {
    /// Its name.
    fn name(&self) -> &'static str;
}

impl Named for &'static str {
    fn name(&self) -> &'static str {
        self
    }
}

impl<T> Named for (&'static str, T) {
    fn name(&self) -> &'static str {
        self.0
    }
}

/// The full path of a field.
struct Path<'a>(&'a str, &'a str);

impl Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => f.write_str(self.1),
            path => write!(f, "{path}.{}", self.1),
        }
    }
}

impl Fields {
    /// The fields of `value`, which stands at `path`.
    ///
    /// # Errors
    /// [`Invalid`] where it is no record.
    pub fn of(value: Value, path: &dyn Display) -> Result<Self, Invalid> {
        let path = path.to_string();
        match value {
            Value::Record(entries) => Ok(Self { path, entries }),
            other => {
                let name = if path.is_empty() { "the specification" } else { &path };
                Err(Invalid::new(name, other.quote(), "an object"))
            }
        }
    }

    /// The full path of a field.
    pub fn path<'a>(&'a self, name: &'a str) -> impl Display + 'a {
        Path(&self.path, name)
    }

    /// Takes a field out; a missing one reads as nothing.
    pub fn take(&mut self, name: &str) -> Value {
        match self.entries.iter().position(|(key, _)| key == name) {
            Some(index) => self.entries.swap_remove(index).1,
            None => Value::Nothing,
        }
    }

    /// Takes a field that must be a record.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn fields(&mut self, name: &str) -> Result<Self, Invalid> {
        Self::of(self.take(name), &self.path(name))
    }

    /// Takes a field that must be text.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else; `allowed` says what it may be.
    pub fn text(&mut self, name: &str, allowed: &str) -> Result<String, Invalid> {
        match self.take(name) {
            Value::Text(text) => Ok(text),
            other => Err(Invalid::new(self.path(name), other.quote(), allowed)),
        }
    }

    /// Takes a field that must be the name of one of `known`.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn one_of<T: Named>(
        &mut self,
        name: &str,
        known: &'static [T],
    ) -> Result<&'static T, Invalid> {
        one_of(&self.take(name), &self.path(name), known)
    }

    /// The same for a field that may be missing, which means the first.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn one_of_or_first<T: Named>(
        &mut self,
        name: &str,
        known: &'static [T],
    ) -> Result<&'static T, Invalid> {
        match self.take(name) {
            Value::Nothing => Ok(&known[0]),
            other => one_of(&other, &self.path(name), known),
        }
    }

    /// Takes a finite number.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn number(&mut self, name: &str) -> Result<f64, Invalid> {
        number(&self.take(name), &self.path(name))
    }

    /// Takes a pair of finite numbers.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn pair(&mut self, name: &str) -> Result<[f64; 2], Invalid> {
        pair(&self.take(name), &self.path(name))
    }

    /// Takes a whole number from `least` to `most`, or `default` where there is none.
    ///
    /// # Errors
    /// [`Invalid`] where it is anything else.
    pub fn whole_or(&mut self, name: &str, default: u64, limits: [u64; 2]) -> Result<u64, Invalid> {
        match self.take(name) {
            Value::Nothing => Ok(default),
            other => whole(&other, &self.path(name), limits),
        }
    }

    /// Says that every field has been taken.
    ///
    /// # Errors
    /// [`Invalid`] names one that has not; `known` lists those that may stand here.
    pub fn done(self, known: &[&str]) -> Result<(), Invalid> {
        let Some((name, value)) = self.entries.iter().find(|(_, value)| *value != Value::Nothing)
        else {
            return Ok(());
        };
        let list = listed("; the fields here are ", ", ", &mut known.iter().copied());
        Err(Invalid::new(self.path(name), value.quote(), format_args!("no such field{list}")))
    }
}

/// The one of `known` whose name `value` is.
///
/// # Errors
/// [`Invalid`] where it is no such name.
pub fn one_of<T: Named>(
    value: &Value,
    path: &dyn Display,
    known: &'static [T],
) -> Result<&'static T, Invalid> {
    choice(value, path, &mut known.iter().map(Named::name)).map(|index| &known[index])
}

/// Which of the names `value` is.
#[inline(never)]
fn choice(
    value: &Value,
    path: &dyn Display,
    names: &mut dyn Iterator<Item = &str>,
) -> Result<usize, Invalid> {
    let mut list = String::new();
    for (k, name) in names.enumerate() {
        if matches!(value, Value::Text(text) if text == name) {
            return Ok(k);
        }
        list += if k == 0 { "one of " } else { ", " };
        list += name;
    }
    Err(Invalid::new(path, value.quote(), list))
}

/// A finite number.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn number(value: &Value, path: &dyn Display) -> Result<f64, Invalid> {
    match value {
        Value::Number(number) if number.is_finite() => Ok(*number),
        other => Err(Invalid::new(path, other.quote(), "a finite number")),
    }
}

/// A whole number from `least` to `most`.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn whole(value: &Value, path: &dyn Display, [least, most]: [u64; 2]) -> Result<u64, Invalid> {
    match value {
        Value::Number(number)
            if number.fract() == 0.0 && (least as f64..=most as f64).contains(number) =>
        {
            Ok(*number as u64)
        }
        other => {
            let allowed = format_args!("a whole number from {least} to {most}");
            Err(Invalid::new(path, other.quote(), allowed))
        }
    }
}

/// A pair of finite numbers.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn pair(value: &Value, path: &dyn Display) -> Result<[f64; 2], Invalid> {
    let allowed = "two finite numbers [a, b]";
    let mut pair = [0.0; 2];
    pair.copy_from_slice(&so_many(value, path, 2, &allowed)?);
    Ok(pair)
}

/// A list of as many finite numbers; `allowed` says what else may not stand there.
///
/// # Errors
/// [`Invalid`] where `value` is anything else.
pub fn so_many(
    value: &Value,
    path: &dyn Display,
    count: usize,
    allowed: &dyn Display,
) -> Result<Vec<f64>, Invalid> {
    match value {
        Value::List(list) if list.len() == count => numbers(value, path),
        other => Err(Invalid::new(path, other.quote(), allowed)),
    }
}

/// A list of finite numbers.
///
/// # Errors
/// [`Invalid`] names the first that is none.
pub fn numbers(value: &Value, path: &dyn Display) -> Result<Vec<f64>, Invalid> {
    let Value::List(list) = value else {
        return Err(Invalid::new(path, value.quote(), "a list of 2 to 100000 numbers"));
    };
    let mut numbers = Vec::with_capacity(list.len());
    for (k, value) in list.iter().enumerate() {
        numbers.push(number(value, &format_args!("{path}[{k}]"))?);
    }
    Ok(numbers)
}
