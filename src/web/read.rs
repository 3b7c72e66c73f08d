//! Converts JavaScript values to a tree of plain values.
//!
//! Values may be of any kind: an object that contains itself, a getter or a proxy that
//! throws, a list with a billion elements. In all these cases the result says what is
//! wrong. `serde-wasm-bindgen` could do this, with several times the code.

use js_sys::{Array, Float64Array, Number, Reflect, Symbol};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

use crate::data::MOST_OBSERVATIONS;
use crate::specification::{DEEPEST, Value};

/// As in js-sys, except that exceptions are returned as errors.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn entries(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Float64Array", "prototype", "subarray"], js_name = call)]
    fn itself(value: &JsValue) -> Result<Float64Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ArrayBuffer, js_name = isView)]
    fn is_view(value: &JsValue) -> Result<bool, JsValue>;

    /// A typed array of another kind, big integers included, as doubles.
    #[wasm_bindgen(catch, js_namespace = Float64Array, js_name = from)]
    fn as_doubles(value: &JsValue, each: &JsValue) -> Result<Float64Array, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_name = Number)]
    static NUMBER: JsValue;

    /// The values that may be lists.
    type Listed;

    #[wasm_bindgen(catch, method, getter)]
    fn length(this: &Listed) -> Result<JsValue, JsValue>;
}

/// Largest number of values in a tree: enough for two columns of the longest list and
/// the rest of a specification. Without a limit, an object that is shared at many
/// levels would be read again and again.
const MOST_VALUES: usize = 2 * MOST_OBSERVATIONS + 10_000;

/// Reads `source` as a tree. A part that cannot be read becomes a value that says so.
pub fn value(source: &JsValue) -> Value {
    Reader { left: MOST_VALUES, above: Vec::new() }.read(source)
}

/// Reads a tree of bounded depth and size.
struct Reader {
    /// The number of values that may still be read.
    left: usize,
    /// The values that contain the one being read, outermost first.
    above: Vec<JsValue>,
}

impl Reader {
    fn read(&mut self, source: &JsValue) -> Value {
        if self.left == 0 {
            return Value::Refused("too large".into());
        }
        self.left -= 1;
        // Most values are such numbers. Asked for in the general way, a number comes through memory.
        if Number::is_finite(source) {
            Value::Number(source.unchecked_into_f64())
        } else if source.is_null() || source.is_undefined() {
            Value::Nothing
        } else if let Some(truth) = source.as_bool() {
            Value::Truth(truth)
        } else if let Some(number) = source.as_f64() {
            Value::Number(number)
        } else if let Some(text) = source.as_string() {
            Value::Text(text)
        } else if !source.is_object() {
            not_plain()
        } else if self.above.contains(source) {
            Value::Refused("something that contains itself".into())
        } else if self.above.len() >= DEEPEST {
            Value::Refused("nested too deeply".into())
        } else {
            self.above.push(source.clone());
            let found = self.children(source).unwrap_or_else(|_| not_plain());
            self.above.pop();
            found
        }
    }

    /// A list or a record, or the exception that was thrown.
    fn children(&mut self, source: &JsValue) -> Result<Value, JsValue> {
        if source.is_instance_of::<Float64Array>() {
            return self.numbers(&itself(source)?);
        }
        if is_array(source)? {
            return self.list(source);
        }
        if is_view(source)? {
            return self.view(source);
        }
        // Maps and sets: `Object.entries` does not show their content.
        if Reflect::has(source, &Symbol::iterator())? {
            return Ok(not_plain());
        }
        let mut entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), self.read(&entry.get(1)))
        };
        Ok(Value::Record(entries(source)?.iter().map(&mut entry).collect()))
    }

    /// All at once: reading them one by one takes longer than the computation itself.
    fn numbers(&mut self, source: &Float64Array) -> Result<Value, JsValue> {
        let length = source.length() as usize;
        if length > MOST_OBSERVATIONS.min(self.left) {
            return Ok(Value::Refused(format!("a list of {length}")));
        }
        self.left -= length;
        Ok(Value::List(source.to_vec().into_iter().map(Value::Number).collect()))
    }

    /// A typed array of another kind. A `DataView`, which has no length, is none.
    fn view(&mut self, source: &JsValue) -> Result<Value, JsValue> {
        let Some(length) = source.unchecked_ref::<Listed>().length()?.as_f64() else {
            return Ok(not_plain());
        };
        if length as usize > MOST_OBSERVATIONS.min(self.left) {
            return Ok(Value::Refused(format!("a list of {length}")));
        }
        let doubles = NUMBER.with(|number| as_doubles(source, number))?;
        self.numbers(&doubles)
    }

    fn list(&mut self, source: &JsValue) -> Result<Value, JsValue> {
        let length = source.unchecked_ref::<Listed>().length()?.as_f64().unwrap_or(0.0) as usize;
        if length > MOST_OBSERVATIONS.min(self.left) {
            return Ok(Value::Refused(format!("a list of {length}")));
        }
        let item = |k| Ok(self.read(&Reflect::get_u32(source, k)?));
        (0..length as u32).map(item).collect::<Result<_, _>>().map(Value::List)
    }
}

fn not_plain() -> Value {
    Value::Refused("not a plain value".into())
}
