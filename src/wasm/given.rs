//! The arguments of a call, taken one by one.

use std::cell::{Cell, OnceCell};
use std::mem;

use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::read;
use crate::error::Invalid;
use crate::experiment::Experiment;
use crate::specification::{self, Value};

/// Every whole number up to this one is a double.
const LARGEST_COUNT: u64 = (1 << 53) - 1;

/// What a method was given; what it was not given reads as nothing.
///
/// What is wrong with an argument is kept, the first error of all, and something
/// stands in for it with which nothing changes: no text, zeros, the least count.
/// [`Given::check`] says it.
pub struct Given {
    values: Vec<Value>,
    taken: Cell<usize>,
    wrong: OnceCell<Invalid>,
}

impl Given {
    /// Reads every argument in `list`.
    pub fn new(list: &JsValue) -> Self {
        let list: &Array = list.unchecked_ref();
        let values = list.iter().map(|value| read::value(&value)).collect();
        Self { values, taken: Cell::new(0), wrong: OnceCell::new() }
    }

    /// Whether all that was looked at is right.
    ///
    /// # Errors
    /// [`Invalid`] is the first that was wrong.
    pub fn check(&self) -> Result<(), Invalid> {
        self.wrong.get().map_or(Ok(()), |error| Err(error.clone()))
    }

    /// What was read, or `other` in its place.
    fn keep<T>(&self, read: Result<T, Invalid>, other: T) -> T {
        read.unwrap_or_else(|error| {
            let _ = self.wrong.set(error);
            other
        })
    }

    /// The next argument.
    fn value(&self) -> &Value {
        let next = self.taken.get();
        self.taken.set(next + 1);
        self.values.get(next).unwrap_or(&Value::Nothing)
    }

    /// The next argument, to keep.
    pub fn take(&mut self) -> Value {
        let next = self.taken.get();
        self.taken.set(next + 1);
        self.values
            .get_mut(next)
            .map_or(Value::Nothing, |value| mem::replace(value, Value::Nothing))
    }

    pub fn text(&self, field: &str) -> &str {
        let read = match self.value() {
            Value::Text(text) => Ok(&text[..]),
            other => Err(Invalid::new(field, other.quote(), "a name")),
        };
        self.keep(read, "")
    }

    pub fn chart(&self) -> &str {
        self.text("chart")
    }

    pub fn number(&self, field: &str) -> f64 {
        self.keep(specification::number(self.value(), &field), 0.0)
    }

    pub fn numbers(&self, field: &str) -> Vec<f64> {
        let read = match self.value() {
            list @ Value::List(_) => specification::numbers(list, &field),
            other => Err(Invalid::new(field, other.quote(), "a list of finite numbers")),
        };
        self.keep(read, Vec::new())
    }

    pub fn pair(&self, field: &str) -> [f64; 2] {
        self.keep(specification::pair(self.value(), &field), [0.0; 2])
    }

    /// Any two numbers: whether infinity is in a domain has an answer.
    pub fn pair_of_any(&self, field: &str) -> [f64; 2] {
        let value = self.value();
        if let Value::List(list) = value
            && let [Value::Number(a), Value::Number(b)] = list[..]
        {
            return [a, b];
        }
        self.keep(specification::pair(value, &field), [0.0; 2])
    }

    pub fn whole(&self, field: &str, limits: [u64; 2]) -> u64 {
        self.keep(specification::whole(self.value(), &field, limits), limits[0])
    }

    /// Any count: what is done stops at the end by itself.
    pub fn count(&self, field: &str) -> u64 {
        self.whole(field, [0, LARGEST_COUNT])
    }

    /// The number of a run.
    pub fn run(&self, field: &str, experiment: &Experiment) -> usize {
        self.whole(field, [0, experiment.runs().len() as u64 - 1]) as usize
    }

    /// The number of a point of a run.
    pub fn point(&self, field: &str, experiment: &Experiment, run: usize) -> usize {
        let last = experiment.runs()[run].steps();
        self.whole(field, [0, last]) as usize
    }
}
