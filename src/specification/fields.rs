//! Reading named fields out of a value, with errors that name them.
//!
//! Functions take their arguments by reference to traits and not as generics, so that
//! they are compiled once. The path of a field is written out only in errors.

use std::cell::OnceCell;
use std::fmt::{self, Display};

use super::value::Value;
use crate::catalog::Named;
use crate::error::{Invalid, listed};

/// A record whose fields are taken one by one.
///
/// The first error is kept, and a harmless value is returned for the wrong field, so
/// that reading can go on; [`Fields::done`] returns the error at the end. Fields that
/// nobody has taken are an error, too.
pub struct Fields {
    path: String,
    entries: Vec<(String, Value)>,
    /// The names of the fields taken so far.
    known: Vec<&'static str>,
    wrong: OnceCell<Invalid>,
}

/// The one of `known` whose name `value` is.
///
/// # Errors
/// [`Invalid`] where it is no such name.
pub fn named<'a, T: Named>(
    value: &Value,
    path: &dyn Display,
    known: &'a [T],
) -> Result<&'a T, Invalid> {
    let names: Vec<_> = known.iter().map(Named::name).collect();
    Ok(&known[index(value, path, &names)?])
}

/// The index of the name that `value` is.
fn index(value: &Value, path: &dyn Display, names: &[&str]) -> Result<usize, Invalid> {
    let found = names.iter().position(|name| matches!(value, Value::Text(text) if text == name));
    found.ok_or_else(|| Invalid::new(path, value.quote(), listed("one of ", ", ", names)))
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
    /// The fields of `value`, which stands at `path` and must be a record.
    pub fn of(value: Value, path: &dyn Display) -> Self {
        let path = path.to_string();
        let (mut entries, wrong) = (Vec::new(), OnceCell::new());
        match value {
            Value::Record(found) => entries = found,
            other => {
                let name = if path.is_empty() { "the specification" } else { &path };
                let _ = wrong.set(Invalid::new(name, other.quote(), "an object"));
            }
        }
        Self { path, entries, known: Vec::new(), wrong }
    }

    /// The full path of a field.
    pub fn path<'a>(&'a self, name: &'a str) -> impl Display + 'a {
        Path(&self.path, name)
    }

    /// Keeps an error, unless there has been one before.
    pub fn refuse(&self, error: Invalid) {
        let _ = self.wrong.set(error);
    }

    /// The value that was read, or a harmless one in its place.
    pub fn keep<T: Default>(&self, read: Result<T, Invalid>) -> T {
        read.unwrap_or_else(|error| {
            self.refuse(error);
            T::default()
        })
    }

    /// The value of a field that has not been taken, if there is one.
    pub fn given(&self, name: &str) -> Option<&Value> {
        let found = self.entries.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value).filter(|value| !value.is_nothing())
    }

    /// Takes a field out; a missing one reads as nothing.
    pub fn take(&mut self, name: &'static str) -> Value {
        self.known.push(name);
        match self.entries.iter().position(|(key, _)| key == name) {
            Some(index) => self.entries.swap_remove(index).1,
            None => Value::Nothing,
        }
    }

    /// Takes a field that must be a record, and reads it.
    pub fn part<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut part = Self::of(self.take(name), &self.path(name));
        let found = read(&mut part);
        self.end(part);
        found
    }

    /// Takes a field that must be a list of 1 to `most` records, and reads each;
    /// `what` says what they are.
    pub fn parts<T>(
        &mut self,
        name: &'static str,
        (most, what): (usize, &str),
        mut read: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let mut parts = Vec::new();
        match self.take(name) {
            Value::List(list) if (1..=most).contains(&list.len()) => {
                for (k, value) in list.into_iter().enumerate() {
                    let mut part = Self::of(value, &format_args!("{name}[{k}]"));
                    parts.push(read(&mut part));
                    self.end(part);
                }
            }
            other => {
                let allowed = format_args!("a list of 1 to {most} {what}");
                self.refuse(Invalid::new(self.path(name), other.quote(), allowed));
            }
        }
        parts
    }

    /// Ends the reading of a part.
    pub fn end(&self, part: Self) {
        self.keep(part.done());
    }

    /// Takes a field that must be text; `allowed` says what it may be.
    pub fn text(&mut self, name: &'static str, allowed: &str) -> String {
        match self.take(name) {
            Value::Text(text) => text,
            other => {
                self.refuse(Invalid::new(self.path(name), other.quote(), allowed));
                String::new()
            }
        }
    }

    /// Takes a field that must be the name of one of `known`.
    pub fn one_of<T: Named>(&mut self, name: &'static str, known: &'static [T]) -> &'static T {
        let value = self.take(name);
        self.named(name, &value, known)
    }

    /// The same for a field that may be missing, which means the first.
    pub fn one_of_or_first<T: Named>(
        &mut self,
        name: &'static str,
        known: &'static [T],
    ) -> &'static T {
        match self.take(name) {
            Value::Nothing => &known[0],
            value => self.named(name, &value, known),
        }
    }

    /// The one of `known` whose name `value` is, which was taken from a field.
    pub fn named<T: Named>(&self, field: &str, value: &Value, known: &'static [T]) -> &'static T {
        named(value, &self.path(field), known).unwrap_or_else(|error| {
            self.refuse(error);
            &known[0]
        })
    }

    /// Takes a finite number.
    pub fn number(&mut self, name: &'static str) -> f64 {
        let value = self.take(name);
        self.keep(number(&value, &self.path(name)))
    }

    /// Takes a pair of finite numbers.
    pub fn pair(&mut self, name: &'static str) -> [f64; 2] {
        let value = self.take(name);
        self.keep(pair(&value, &self.path(name)))
    }

    /// Takes a whole number from `least` to `most`, or `default` where there is none.
    pub fn whole_or(&mut self, name: &'static str, default: u64, limits: [u64; 2]) -> u64 {
        match self.take(name) {
            Value::Nothing => default,
            value => whole(&value, &self.path(name), limits).unwrap_or_else(|error| {
                self.refuse(error);
                default
            }),
        }
    }

    /// Keeps an error if a field has not been taken.
    pub fn refuse_others(&self) {
        if let Some((name, value)) = self.entries.iter().find(|(_, value)| !value.is_nothing()) {
            let list = listed("; the fields here are ", ", ", &self.known);
            let allowed = format_args!("no such field{list}");
            self.refuse(Invalid::new(self.path(name), value.quote(), allowed));
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// [`Invalid`] is the first that was wrong, or names one that has not been taken.
    pub fn done(self) -> Result<(), Invalid> {
        self.refuse_others();
        self.wrong.into_inner().map_or(Ok(()), Err)
    }
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
