//! Converts results to JavaScript values: numbers, lists of numbers, and records as in
//! JSON, except that numbers need not be finite.

use std::fmt;

use js_sys::{Array, Float64Array, Int32Array, Object, Reflect};
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::JsValue;

use crate::geometry::Point;

/// A record or a list of records.
pub fn record<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let Ok(written) = value.serialize(Plain);
    written
}

/// The same record with a field `points`: x0, y0, x1, y1, …
pub fn with_points(record: JsValue, points: &[f64]) -> JsValue {
    // Setting a field of a new object does not fail.
    let _ = Reflect::set(&record, &"points".into(), &floats(points));
    record
}

pub fn number(number: f64) -> JsValue {
    JsValue::from_f64(number)
}

pub fn truth(truth: bool) -> JsValue {
    JsValue::from_bool(truth)
}

pub fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// `[a, b]`
pub fn pair(pair: [f64; 2]) -> JsValue {
    pair.iter().map(|&x| number(x)).collect::<Array>().into()
}

/// A `Float64Array`.
pub fn floats(numbers: &[f64]) -> JsValue {
    Float64Array::from(numbers).into()
}

/// An `Int32Array`.
pub fn codes(numbers: &[i32]) -> JsValue {
    Int32Array::from(numbers).into()
}

/// A `Float64Array` x0, y0, x1, y1, …
pub fn points(points: &[Point]) -> JsValue {
    let pairs: Vec<_> = points.iter().map(|point| point.array()).collect();
    floats(pairs.as_flattened())
}

/// The same for an outline: a gap is a pair of NaN.
pub fn outline(outline: &[Option<Point>]) -> JsValue {
    let gap = Point(f64::NAN, f64::NAN);
    points(&outline.iter().map(|point| point.unwrap_or(gap)).collect::<Vec<_>>())
}

/// A list of what `write` makes of each item.
pub fn list<T>(items: Vec<T>, write: impl Fn(T) -> JsValue) -> JsValue {
    items.into_iter().map(write).collect::<Array>().into()
}

/// The error of writing, a type without values: all our types can be written, so
/// there is no code for errors.
#[derive(Debug)]
pub enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        not_plain()
    }
}

/// Kinds of values that none of our types has.
fn not_plain() -> ! {
    unreachable!("not a plain value")
}

type Written = Result<JsValue, Never>;

struct Plain;

/// A list being written.
struct List(Array);

/// An object being written, and the name of the field that comes next.
struct Record(Object, JsValue);

impl Record {
    fn new() -> Self {
        Self(Object::new(), JsValue::UNDEFINED)
    }

    // Not inlined, because every field of every record is written here.
    #[inline(never)]
    fn set(&self, name: &str, value: JsValue) {
        // Setting a field of a new object does not fail.
        let _ = Reflect::set(&self.0, &JsValue::from_str(name), &value);
    }
}

macro_rules! numbers {
    ($($method:ident($kind:ty);)*) => {
        $(fn $method(self, number: $kind) -> Written {
            Ok(JsValue::from_f64(number as f64))
        })*
    };
}

impl Serializer for Plain {
    type Ok = JsValue;
    type Error = Never;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Impossible<JsValue, Never>;
    type SerializeTupleVariant = Impossible<JsValue, Never>;
    type SerializeMap = Record;
    type SerializeStruct = Record;
    type SerializeStructVariant = Impossible<JsValue, Never>;

    numbers! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
    }

    fn serialize_bool(self, truth: bool) -> Written {
        Ok(JsValue::from_bool(truth))
    }

    fn serialize_char(self, character: char) -> Written {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Written {
        Ok(JsValue::from_str(text))
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        not_plain()
    }

    fn serialize_none(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_variant(self, _: &str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: &T,
    ) -> Written {
        not_plain()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Never> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, Never> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple_struct(
        self,
        _: &str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Never> {
        not_plain()
    }

    fn serialize_tuple_variant(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Never> {
        not_plain()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Record, Never> {
        Ok(Record::new())
    }

    fn serialize_struct(self, _: &str, _: usize) -> Result<Record, Never> {
        Ok(Record::new())
    }

    fn serialize_struct_variant(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Never> {
        not_plain()
    }
}

impl ser::SerializeSeq for List {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Never> {
        self.0.push(&item.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl ser::SerializeTuple for List {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Never> {
        ser::SerializeSeq::serialize_element(self, item)
    }

    fn end(self) -> Written {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeMap for Record {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Never> {
        self.1 = name.serialize(Plain)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let _ = Reflect::set(&self.0, &self.1, &value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl ser::SerializeStruct for Record {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.set(name, value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

/// An object with these fields.
pub fn fields<const N: usize>(fields: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a new object does not fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}
