//! Values from outside, before they have been checked.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::data::MOST_OBSERVATIONS;

/// Deepest nesting that is read; a specification needs four levels.
pub const DEEPEST: usize = 8;

/// Most entries that are skipped on the way to the end of a list that is too long.
const LONGEST: usize = 100 * MOST_OBSERVATIONS;

/// A tree of plain values, as JSON would hold it but with every number.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: `null` or `undefined`.
    Nothing,
    /// A truth value.
    Truth(bool),
    /// A number, possibly not finite.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Named values, in the order given.
    Record(Vec<(String, Value)>),
    /// A description of something else, or of something too long or too deep to be read.
    Refused(String),
}

impl Value {
    /// Whether it is nothing.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// The value as error messages quote it.
    pub fn quote(&self) -> impl fmt::Display {
        Quote(self)
    }
}

/// Displays the value as error messages quote it.
struct Quote<'a>(&'a Value);

impl fmt::Display for Quote<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Nothing => f.write_str("missing"),
            Value::Truth(truth) => truth.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => write!(f, "\"{text}\""),
            Value::List(list) => write!(f, "a list of {}", list.len()),
            Value::Record(_) => f.write_str("an object"),
            Value::Refused(what) => f.write_str(what),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        AtDepth(0).deserialize(source)
    }
}

/// Reads a value at some depth. The depth is limited, because an object may contain itself.
struct AtDepth(usize);

impl<'de> DeserializeSeed<'de> for AtDepth {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

/// Visitor methods that only wrap their argument.
macro_rules! wrap {
    ($($method:ident($kind:ty) => $wrap:expr;)*) => {
        $(fn $method<E>(self, found: $kind) -> Result<Value, E> {
            Ok($wrap(found))
        })*
    };
}

impl<'de> Visitor<'de> for AtDepth {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a plain value")
    }

    wrap! {
        visit_bool(bool) => Value::Truth;
        visit_f64(f64) => Value::Number;
        visit_i64(i64) => |number| Value::Number(number as f64);
        visit_u64(u64) => |number| Value::Number(number as f64);
        visit_str(&str) => |text: &str| Value::Text(text.to_owned());
        visit_string(String) => Value::Text;
        visit_bytes(&[u8]) => |_| Value::Refused("bytes".into());
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let length = items.size_hint().unwrap_or(0);
        let deep = self.0 >= DEEPEST;
        let mut list = Vec::new();
        while !deep && length.max(list.len()) <= MOST_OBSERVATIONS {
            match items.next_element_seed(AtDepth(self.0 + 1))? {
                Some(item) => list.push(item),
                None => return Ok(Value::List(list)),
            }
        }
        // Text formats must be read to the end. A sparse array of a script, which may have
        // 4 · 10⁹ empty entries, is not.
        for _ in 0..LONGEST {
            if items.next_element::<IgnoredAny>()?.is_none() {
                break;
            }
        }
        Ok(Value::Refused(match deep {
            true => "nested too deeply".into(),
            false => format!("a list of more than {MOST_OBSERVATIONS}"),
        }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        if self.0 >= DEEPEST {
            while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Refused("nested too deeply".into()));
        }
        let mut record = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            record.push((name, entries.next_value_seed(AtDepth(self.0 + 1))?));
        }
        Ok(Value::Record(record))
    }
}
