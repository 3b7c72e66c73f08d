//! The arguments of a call, taken one by one.

use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};

use super::read;
use crate::error::Invalid;
use crate::experiment::Experiment;
use crate::spec::{self, Value};

/// Every whole number up to this one is a double.
const LARGEST_COUNT: u64 = (1 << 53) - 1;

/// What a method was given; what it was not given reads as nothing.
pub struct Given(std::vec::IntoIter<Value>);

impl Given {
    /// Reads every argument in `list`.
    pub fn new(list: &JsValue) -> Self {
        let list: &Array = list.unchecked_ref();
        let values: Vec<Value> = list.iter().map(|value| read::value(&value)).collect();
        Self(values.into_iter())
    }

    /// The next argument.
    pub fn value(&mut self) -> Value {
        self.0.next().unwrap_or(Value::Nothing)
    }

    pub fn text(&mut self, field: &str) -> Result<String, Invalid> {
        match self.value() {
            Value::Text(text) => Ok(text),
            other => Err(Invalid::new(field, other.quote(), "a name")),
        }
    }

    pub fn chart(&mut self) -> Result<String, Invalid> {
        self.text("chart")
    }

    pub fn number(&mut self, field: &str) -> Result<f64, Invalid> {
        spec::number(&self.value(), field)
    }

    pub fn numbers(&mut self, field: &str) -> Result<Vec<f64>, Invalid> {
        match self.value() {
            list @ Value::List(_) => spec::numbers(&list, field),
            other => Err(Invalid::new(field, other.quote(), "a list of finite numbers")),
        }
    }

    pub fn pair(&mut self, field: &str) -> Result<[f64; 2], Invalid> {
        spec::pair(&self.value(), field)
    }

    /// Any two numbers: whether infinity is in a domain has an answer.
    pub fn pair_of_any(&mut self, field: &str) -> Result<[f64; 2], Invalid> {
        let value = self.value();
        if let Value::List(list) = &value
            && let [Value::Number(a), Value::Number(b)] = list[..]
        {
            return Ok([a, b]);
        }
        spec::pair(&value, field)
    }

    pub fn whole(&mut self, field: &str, limits: [u64; 2]) -> Result<u64, Invalid> {
        spec::whole(&self.value(), field, limits)
    }

    /// Any count: what is done stops at the end by itself.
    pub fn count(&mut self, field: &str) -> Result<u64, Invalid> {
        self.whole(field, [0, LARGEST_COUNT])
    }

    /// The number of a run.
    pub fn run(&mut self, field: &str, experiment: &Experiment) -> Result<usize, Invalid> {
        let last = experiment.runs().len() as u64 - 1;
        self.whole(field, [0, last]).map(|run| run as usize)
    }

    /// The number of a point of a run.
    pub fn point(
        &mut self,
        field: &str,
        experiment: &Experiment,
        run: usize,
    ) -> Result<usize, Invalid> {
        let last = experiment.run(run)?.steps();
        self.whole(field, [0, last]).map(|index| index as usize)
    }
}
