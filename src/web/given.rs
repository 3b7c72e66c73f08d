//! The arguments of a call from JavaScript, read one after the other.

use std::vec::IntoIter;

use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::read;
use crate::error::Invalid;
use crate::specification::{self, Value};

/// The largest whole number below which every whole number is a double.
const LARGEST_COUNT: u64 = (1 << 53) - 1;

/// The arguments that have not been read yet. A missing argument reads as
/// [`Value::Nothing`].
///
/// A reader that finds something wrong keeps the error, if it is the first, and
/// returns a harmless value instead: no text, zeros, the least count. So the
/// readers need no `?`, and [`Given::check`] reports the error once.
pub struct Given {
    values: IntoIter<Value>,
    wrong: Option<Invalid>,
}

impl Given {
    /// Reads every argument in `list`.
    pub fn new(list: &JsValue) -> Self {
        let list: &Array = list.unchecked_ref();
        let values: Vec<Value> = list.iter().map(|value| read::value(&value)).collect();
        Self { values: values.into_iter(), wrong: None }
    }

    /// Whether every argument read so far was right.
    ///
    /// # Errors
    /// [`Invalid`] is the first error.
    pub fn check(&mut self) -> Result<(), Invalid> {
        self.wrong.take().map_or(Ok(()), Err)
    }

    /// The argument that was read, or `other` in its place.
    fn keep<T>(&mut self, read: Result<T, Invalid>, other: T) -> T {
        read.unwrap_or_else(|error| {
            self.wrong.get_or_insert(error);
            other
        })
    }

    /// The next argument as it is.
    pub fn value(&mut self, _field: &str) -> Value {
        self.values.next().unwrap_or(Value::Nothing)
    }

    pub fn text(&mut self, field: &str) -> String {
        let value = self.value(field);
        self.name(value, field)
    }

    /// A name; `None` where there is no such argument.
    pub fn text_if_any(&mut self, field: &str) -> Option<String> {
        let value = self.value(field);
        (!value.is_nothing()).then(|| self.name(value, field))
    }

    fn name(&mut self, value: Value, field: &str) -> String {
        let read = match value {
            Value::Text(text) => Ok(text),
            other => Err(Invalid::new(field, other.quote(), "a name")),
        };
        self.keep(read, String::new())
    }

    /// A list of names; none where there is no such argument.
    pub fn names(&mut self, field: &str) -> Vec<String> {
        let value = self.value(field);
        let read = match &value {
            Value::Nothing => Some(Vec::new()),
            Value::List(list) => list.iter().map(name).collect(),
            _ => None,
        };
        let read = read.ok_or_else(|| Invalid::new(field, value.quote(), "a list of names"));
        self.keep(read, Vec::new())
    }

    pub fn number(&mut self, field: &str) -> f64 {
        let read = specification::number(&self.value(field), &field);
        self.keep(read, 0.0)
    }

    pub fn numbers(&mut self, field: &str) -> Vec<f64> {
        let read = match self.value(field) {
            list @ Value::List(_) => specification::numbers(&list, &field),
            other => Err(Invalid::new(field, other.quote(), "a list of finite numbers")),
        };
        self.keep(read, Vec::new())
    }

    pub fn pair(&mut self, field: &str) -> [f64; 2] {
        let read = specification::pair(&self.value(field), &field);
        self.keep(read, [0.0; 2])
    }

    /// Two numbers of which the first is less; `None` where there is no such argument.
    pub fn ordered_pair(&mut self, field: &str) -> Option<[f64; 2]> {
        let value = self.value(field);
        if value.is_nothing() {
            return None;
        }
        let read = specification::pair(&value, &field).and_then(|[low, high]| {
            let ordered = low < high && (high - low).is_finite();
            let wrong = || Invalid::new(field, value.quote(), "two numbers x0 < x1");
            ordered.then_some([low, high]).ok_or_else(wrong)
        });
        Some(self.keep(read, [0.0, 1.0]))
    }

    /// Two numbers that need not be finite, because one can ask whether infinity is
    /// in a domain.
    pub fn pair_of_any(&mut self, field: &str) -> [f64; 2] {
        let value = self.value(field);
        if let Value::List(list) = &value
            && let [Value::Number(a), Value::Number(b)] = list[..]
        {
            return [a, b];
        }
        let read = specification::pair(&value, &field);
        self.keep(read, [0.0; 2])
    }

    /// Points as x0, y0, x1, y1, …; their coordinates need not be finite, because outlines have gaps.
    pub fn points_of_any(&mut self, field: &str) -> Vec<[f64; 2]> {
        let value = self.value(field);
        let read = coordinates(&value).filter(|list| list.len() % 2 == 0).ok_or_else(|| {
            Invalid::new(field, value.quote(), "an even number of coordinates x0, y0, x1, y1, …")
        });
        let flat = self.keep(read, Vec::new());
        flat.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
    }

    /// A whole number between these limits.
    pub fn whole(&mut self, field: &str, limits: [u64; 2]) -> u64 {
        let read = specification::whole(&self.value(field), &field, limits);
        self.keep(read, limits[0])
    }

    /// The same if it is needed; otherwise 0, whatever was given.
    pub fn whole_if(&mut self, field: &str, wanted: bool, limits: [u64; 2]) -> u64 {
        if wanted { self.whole(field, limits) } else { 0 }
    }

    /// A place in a list.
    pub fn index(&mut self, field: &str, limits: [u64; 2]) -> usize {
        self.whole(field, limits) as usize
    }

    /// A count of any size, for work that ends by itself.
    pub fn count(&mut self, field: &str) -> u64 {
        self.whole(field, [0, LARGEST_COUNT])
    }
}

/// The name in an item of a list.
fn name(item: &Value) -> Option<String> {
    if let Value::Text(name) = item { Some(name.clone()) } else { None }
}

/// The numbers of a list of nothing else.
fn coordinates(value: &Value) -> Option<Vec<f64>> {
    let Value::List(list) = value else { return None };
    let number = |item: &Value| if let Value::Number(number) = item { Some(*number) } else { None };
    list.iter().map(number).collect()
}
