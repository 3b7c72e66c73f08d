//! Serialisable values as plain JavaScript ones, as JSON would hold them but
//! with every number.

use std::fmt;

use js_sys::{Array, Object, Reflect};
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::JsValue;

use crate::error::Invalid;

/// `value` as JavaScript sees it.
///
/// # Errors
/// [`Invalid`] where `value` has a part that JSON has no form for.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Invalid> {
    let written = value.serialize(Plain);
    written.map_err(|error| Invalid::new("the answer", error, "what JSON has a form for"))
}

/// A value of a kind that this crate's specifications and reports do without.
#[derive(Debug)]
pub struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a plain value")
    }
}

impl std::error::Error for NotPlain {}

impl ser::Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<JsValue, NotPlain>;

struct Plain;

/// A list under way.
struct List(Array);

/// An object under way, and the name that waits for its value.
struct Record(Object, JsValue);

impl Record {
    fn new() -> Self {
        Self(Object::new(), JsValue::UNDEFINED)
    }

    // Out of line: every field of every record comes through here.
    #[inline(never)]
    fn set(&self, name: &str, value: JsValue) {
        // An object that was just made refuses nothing.
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
    type Error = NotPlain;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Impossible<JsValue, NotPlain>;
    type SerializeTupleVariant = Impossible<JsValue, NotPlain>;
    type SerializeMap = Record;
    type SerializeStruct = Record;
    type SerializeStructVariant = Impossible<JsValue, NotPlain>;

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
        Err(NotPlain)
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
        Err(NotPlain)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, NotPlain> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, NotPlain> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple_struct(
        self,
        _: &str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_tuple_variant(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Record, NotPlain> {
        Ok(Record::new())
    }

    fn serialize_struct(self, _: &str, _: usize) -> Result<Record, NotPlain> {
        Ok(Record::new())
    }

    fn serialize_struct_variant(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotPlain> {
        Err(NotPlain)
    }
}

impl ser::SerializeSeq for List {
    type Ok = JsValue;
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), NotPlain> {
        self.0.push(&item.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl ser::SerializeTuple for List {
    type Ok = JsValue;
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), NotPlain> {
        ser::SerializeSeq::serialize_element(self, item)
    }

    fn end(self) -> Written {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeMap for Record {
    type Ok = JsValue;
    type Error = NotPlain;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), NotPlain> {
        self.1 = name.serialize(Plain)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        let _ = Reflect::set(&self.0, &self.1, &value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl ser::SerializeStruct for Record {
    type Ok = JsValue;
    type Error = NotPlain;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        self.set(name, value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}
