//! Where a model's observations come from, and what a specification of a model gives.

use std::sync::Arc;

use serde::Serialize;

use super::{Fields, ModelSpec, Value, number, numbers, so_many, target};
use crate::catalog::{Input, ModelEntry};
use crate::data::{BuiltIn, Data, Kind, LABEL, Landmark, TargetData};
use crate::error::{Invalid, listed};
use crate::model::Model;
use crate::model::variational::Target;

/// Where the observations come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DataSpec {
    /// A built-in data set, by name.
    BuiltIn {
        /// Its name.
        set: &'static str,
    },
    /// One's own numbers.
    Numbers {
        /// The numbers.
        x: Vec<f64>,
    },
    /// One's own inputs with their labels.
    Labelled {
        /// The inputs.
        x: Vec<f64>,
        /// The labels, 0 or 1.
        y: Vec<f64>,
    },
    /// One's own counts of three classes.
    Counts {
        /// The counts.
        counts: [f64; 3],
        /// What the classes are called, where they have names.
        #[serde(skip_serializing_if = "Option::is_none")]
        names: Option<[String; 3]>,
    },
    /// A table of text, with or without a header.
    Csv {
        /// The text.
        csv: String,
    },
    /// One's own target.
    Target(TargetData),
}

impl ModelSpec {
    /// The observations for the model.
    ///
    /// # Errors
    /// [`Invalid`] names the line of a table that cannot be read.
    pub fn input(&self) -> Result<Input, Invalid> {
        let takes = self.model.takes;
        let (data, fields) = match &self.data {
            DataSpec::Numbers { x } => (Data::Numbers(x.clone()), ["data.x", "data.y"]),
            DataSpec::Labelled { x, y } => {
                (Data::Labelled { x: x.clone(), y: y.clone() }, ["data.x", "data.y"])
            }
            DataSpec::Counts { counts, .. } => (Data::Counts(*counts), ["data.counts"; 2]),
            DataSpec::Csv { csv } if cfg!(feature = "tables") => {
                (Data::read_csv(csv, takes, "data.csv")?, ["data.csv"; 2])
            }
            DataSpec::BuiltIn { set } => {
                let data = self.built_in(set).map_or(Data::Nothing, |set| set.data(takes));
                (data, ["data.x", "data.y"])
            }
            DataSpec::Target(target) if cfg!(feature = "variational") => {
                (Data::Target(target.clone().checked()?), ["data"; 2])
            }
            DataSpec::Csv { .. } | DataSpec::Target(_) => (Data::Nothing, ["data"; 2]),
        };
        let options = self.options.unwrap_or_default();
        Ok(Input { data, options, fields })
    }

    /// The density that a Gaussian is fitted to, if it is one.
    pub fn target(&self) -> Option<Target> {
        self.target_data().map(|target| Target::from(&target))
    }

    /// The same in numbers, also where it was given by name.
    pub fn target_data(&self) -> Option<TargetData> {
        match self.input().ok()?.data {
            Data::Target(target) if cfg!(feature = "variational") => Some(target),
            _ => None,
        }
    }

    /// The numbers, inputs or counts; empty if they cannot be read.
    pub fn observations(&self) -> Vec<f64> {
        self.input().map_or_else(|_| Vec::new(), |input| input.data.values().to_vec())
    }

    /// The observations one by one; see [`Data::outcomes`].
    ///
    /// # Errors
    /// [`Invalid`] where counts are no whole numbers.
    pub fn outcomes(&self) -> Result<Vec<f64>, Invalid> {
        let Input { data, fields, .. } = self.input()?;
        data.outcomes(fields[0])
    }

    /// The labels of the inputs, where there are any.
    pub fn labels(&self) -> Vec<f64> {
        self.input().map_or_else(|_| Vec::new(), |input| input.data.labels().to_vec())
    }

    /// The model it describes, in its own coordinates.
    ///
    /// # Errors
    /// [`Invalid`] names the observation that the model cannot use.
    pub fn build(&self) -> Result<Arc<dyn Model>, Invalid> {
        self.model.build(&self.input()?)
    }

    /// What was measured, for an axis.
    pub fn quantity(&self) -> &'static str {
        match self.data {
            DataSpec::BuiltIn { set } => self.built_in(set).map_or("x", |data| data.quantity),
            DataSpec::Counts { .. } => "class",
            _ => "x",
        }
    }

    /// A value outside the range of the data that figures mark as well.
    pub fn landmark(&self) -> Option<Landmark> {
        match self.data {
            DataSpec::BuiltIn { set } => self.built_in(set)?.landmark,
            _ => None,
        }
    }

    /// The names of the three classes, if there are any.
    pub fn classes(&self) -> [&str; 3] {
        let known = match &self.data {
            DataSpec::BuiltIn { set } => self.built_in(set).and_then(|data| data.classes),
            DataSpec::Counts { names: Some(names), .. } => {
                Some(names.each_ref().map(String::as_str))
            }
            _ => None,
        };
        known.unwrap_or(["class 1", "class 2", "class 3"])
    }

    fn built_in(&self, set: &str) -> Option<&'static BuiltIn> {
        self.model.data.iter().find(|known| known.name == set)
    }
}

/// Takes the field `data`; the model's first data set where there is none.
pub(super) fn read(fields: &mut Fields, model: &'static ModelEntry) -> DataSpec {
    let default = DataSpec::BuiltIn { set: model.data[0].name };
    let value = fields.take("data");
    if value.is_nothing() {
        return default;
    }
    if cfg!(feature = "variational") && model.takes == Kind::Target {
        return target::read(fields, value, model);
    }
    let known = own_fields(model.takes);
    let (mut data, mut given) = (Fields::of(value, &"data"), Vec::new());
    let [set, x, y, counts, names, csv] = ["set", "x", "y", "counts", "names", "csv"].map(|name| {
        let value = if known.contains(&name) { data.take(name) } else { Value::Nothing };
        if !value.is_nothing() {
            given.push(name);
        }
        value
    });
    data.refuse_others();
    let alone = given.len() == 1;
    let found = if !set.is_nothing() {
        if !alone && matches!(set, Value::Text(_)) {
            let allowed = listed("either set or ", " or ", &known[1..]);
            data.refuse(Invalid::new("data.set", set.quote(), format_args!("{allowed}, not both")));
        }
        DataSpec::BuiltIn { set: data.named("set", &set, model.data).name }
    } else if given == ["counts"] || given == ["counts", "names"] {
        DataSpec::Counts {
            counts: data.keep(read_counts(&counts)),
            names: data.keep(read_names(names)),
        }
    } else if alone && !csv.is_nothing() {
        DataSpec::Csv { csv: data.keep(read_text(csv)) }
    } else if alone && model.takes == Kind::Numbers {
        DataSpec::Numbers { x: data.keep(numbers(&x, &"data.x")) }
    } else if given == ["x", "y"] {
        let x = data.keep(numbers(&x, &"data.x"));
        DataSpec::Labelled { x, y: data.keep(read_labels(&y)) }
    } else {
        let value = match given[..] {
            [] => listed("an object without ", " or ", known),
            _ => listed("an object with only ", " and ", &given),
        };
        data.refuse(Invalid::new("data", value, own_forms(model.takes)));
        default
    };
    fields.end(data);
    found
}

fn read_text(value: Value) -> Result<String, Invalid> {
    match value {
        Value::Text(text) => Ok(text),
        other => Err(Invalid::new("data.csv", other.quote(), "a table of text")),
    }
}

/// The fields in which data of a kind may be given.
fn own_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Numbers => &["set", "x", "csv"],
        Kind::Labelled => &["set", "x", "y", "csv"],
        Kind::Counts => &["set", "counts", "names"],
        Kind::Nothing | Kind::Target => &["set"],
    }
}

/// The same, as errors write it.
fn own_forms(kind: Kind) -> &'static str {
    match kind {
        Kind::Numbers => "{ set: name } or { x: numbers } or { csv: text }",
        Kind::Labelled => "{ set: name } or { x: numbers, y: labels } or { csv: text }",
        Kind::Counts => {
            "{ set: name } or { counts: [a, b, c] } or { counts: [a, b, c], names: [text, text, text] }"
        }
        Kind::Nothing | Kind::Target => "{ set: name }",
    }
}

/// The names of the three classes, if there are any.
fn read_names(value: Value) -> Result<Option<[String; 3]>, Invalid> {
    let allowed = format_args!("three different names of at most {LONGEST_NAME} letters");
    let list = match value {
        Value::Nothing => return Ok(None),
        Value::List(list) => list,
        other => return Err(Invalid::new("data.names", other.quote(), allowed)),
    };
    let mut names: Vec<String> = Vec::with_capacity(list.len());
    for value in &list {
        match value {
            Value::Text(text) if is_name(text) && !names.contains(text) => names.push(text.clone()),
            other => return Err(Invalid::new("data.names", other.quote(), allowed)),
        }
    }
    let count = names.len();
    let found = <[String; 3]>::try_from(names);
    found
        .map(Some)
        .map_err(|_| Invalid::new("data.names", format_args!("a list of {count}"), allowed))
}

/// Most letters of the name of a class: more have no room below an axis.
const LONGEST_NAME: usize = 60;

fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONGEST_NAME
}

/// Numbers; whether each is 0 or 1 is checked where the model is built.
fn read_labels(value: &Value) -> Result<Vec<f64>, Invalid> {
    if let Value::List(list) = value
        && let Some(k) = list.iter().position(|label| number(label, &"").is_err())
    {
        return Err(Invalid::new(format_args!("data.y[{k}]"), list[k].quote(), LABEL));
    }
    numbers(value, &"data.y")
}

fn read_counts(value: &Value) -> Result<[f64; 3], Invalid> {
    let mut counts = [0.0; 3];
    counts.copy_from_slice(&so_many(value, &"data.counts", 3, &"three counts [a, b, c]")?);
    Ok(counts)
}
