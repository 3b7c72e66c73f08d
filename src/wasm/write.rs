//! Serialisable values as plain JavaScript ones, as JSON would hold them but
//! with every number.

use std::fmt;

use js_sys::{Array, Object, Reflect};
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::JsValue;

/// `value` as JavaScript sees it.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let Ok(written) = value.serialize(Plain);
    written
}

/// What goes wrong: nothing. No specification or report has a part that JSON
/// has no form for, and a page need not download what to do about it.
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

/// Where a type is asked to write what JSON has no form for.
fn not_plain() -> ! {
    unreachable!("not a plain value")
}

type Written = Result<JsValue, Never>;

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
