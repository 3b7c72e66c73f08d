//! The arguments of a call, taken one by one.

use std::cell::Cell;
use std::mem;

use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::read;
use crate::error::Invalid;
use crate::experiment::Experiment;
use crate::spec::{self, Value};

/// Every whole number up to this one is a double.
const LARGEST_COUNT: u64 = (1 << 53) - 1;

/// What a method was given; what it was not given reads as nothing.
pub struct Given {
    values: Vec<Value>,
    taken: Cell<usize>,
}

impl Given {
    /// Reads every argument in `list`.
    pub fn new(list: &JsValue) -> Self {
        let list: &Array = list.unchecked_ref();
        let values = list.iter().map(|value| read::value(&value)).collect();
        Self { values, taken: Cell::new(0) }
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

    pub fn text(&self, field: &str) -> Result<&str, Invalid> {
        match self.value() {
            Value::Text(text) => Ok(text),
            other => Err(Invalid::new(field, other.quote(), "a name")),
        }
    }

    pub fn chart(&self) -> Result<&str, Invalid> {
        self.text("chart")
    }

    pub fn number(&self, field: &str) -> Result<f64, Invalid> {
        spec::number(self.value(), &field)
    }

    pub fn numbers(&self, field: &str) -> Result<Vec<f64>, Invalid> {
        match self.value() {
            list @ Value::List(_) => spec::numbers(list, &field),
            other => Err(Invalid::new(field, other.quote(), "a list of finite numbers")),
        }
    }

    pub fn pair(&self, field: &str) -> Result<[f64; 2], Invalid> {
        spec::pair(self.value(), &field)
    }

    /// Any two numbers: whether infinity is in a domain has an answer.
    pub fn pair_of_any(&self, field: &str) -> Result<[f64; 2], Invalid> {
        let value = self.value();
        if let Value::List(list) = value
            && let [Value::Number(a), Value::Number(b)] = list[..]
        {
            return Ok([a, b]);
        }
        spec::pair(value, &field)
    }

    pub fn whole(&self, field: &str, limits: [u64; 2]) -> Result<u64, Invalid> {
        spec::whole(self.value(), &field, limits)
    }

    /// Any count: what is done stops at the end by itself.
    pub fn count(&self, field: &str) -> Result<u64, Invalid> {
        self.whole(field, [0, LARGEST_COUNT])
    }

    /// The number of a run.
    pub fn run(&self, field: &str, experiment: &Experiment) -> Result<usize, Invalid> {
        let last = experiment.runs().len() as u64 - 1;
        self.whole(field, [0, last]).map(|run| run as usize)
    }

    /// The number of a point of a run.
    pub fn point(
        &self,
        field: &str,
        experiment: &Experiment,
        run: usize,
    ) -> Result<usize, Invalid> {
        let last = experiment.run(run)?.steps();
        self.whole(field, [0, last]).map(|index| index as usize)
    }
}
