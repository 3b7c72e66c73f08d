//! Specifications: what a page, a link or a program asks for, read and checked
//! against the catalogue.
//!
//! The vocabulary is the public interface, version 1. Reading never guesses: a
//! field that is wrong, or that nobody would look at, is an [`Invalid`].

mod fields;
mod value;

pub use fields::{Fields, number, numbers, pair, whole};
pub use value::{DEEPEST, Value};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::batch::Batch;
use crate::catalog::{self, ModelEntry, OptionEntry, OptionKind, RuleEntry};
use crate::data::BuiltIn;
use crate::error::Invalid;

/// The version of the vocabulary.
pub const VERSION: u64 = 1;

/// Most runs in one experiment.
const MOST_RUNS: usize = 100;

/// Most steps an experiment can be asked to show.
pub const MOST_STEPS: u64 = 1_000_000;

/// Where the observations come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum DataSpec {
    /// A built-in data set, by name.
    BuiltIn {
        /// Its name.
        set: &'static str,
    },
    /// One's own observations.
    Own {
        /// The numbers.
        x: Vec<f64>,
    },
}

/// A model with its data.
#[derive(Clone, Debug, Serialize)]
pub struct ModelSpec {
    /// Its catalogue entry, written as its name.
    #[serde(serialize_with = "name_of_model")]
    pub model: &'static ModelEntry,
    /// Its data.
    pub data: DataSpec,
}

/// A rule with every option filled in.
#[derive(Clone, Debug)]
pub struct RuleSpec {
    /// Its catalogue entry.
    pub rule: &'static RuleEntry,
    /// One setting for each option of the entry, in its order.
    pub settings: Vec<Setting>,
}

/// The value of one option.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Setting {
    /// A number, in the option's unit.
    Number(f64),
    /// One of the option's names.
    Choice(&'static str),
}

/// One run: a rule in a chart.
#[derive(Clone, Debug)]
pub struct RunSpec {
    /// What moves the point.
    pub rule: RuleSpec,
    /// The name of the chart it steps in.
    pub chart: &'static str,
    /// What each step draws; `None` where it sees all the data.
    pub batch: Option<Batch>,
}

/// Several runs from one start.
#[derive(Clone, Debug, Serialize)]
pub struct ExperimentSpec {
    /// Always [`VERSION`].
    pub version: u64,
    /// The model and its data.
    #[serde(flatten)]
    pub model: ModelSpec,
    /// Where every run starts.
    pub start: StartSpec,
    /// The runs.
    pub runs: Vec<RunSpec>,
    /// How many steps a view shows; the experiment itself runs as far as it is asked to.
    pub steps: u64,
}

/// A start, in the coordinates of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StartSpec {
    /// The chart's name.
    pub chart: &'static str,
    /// The coordinates.
    pub at: [f64; 2],
}

impl ModelSpec {
    /// Reads `{ model, data? }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, "")?;
        let spec = Self::take(&mut fields)?;
        fields.done(&["model", "data"])?;
        Ok(spec)
    }

    fn take(fields: &mut Fields) -> Result<Self, Invalid> {
        let name = fields.text("model", &catalog::names(catalog::MODELS.iter().map(|m| m.name)))?;
        let model = catalog::model(&name, &fields.path("model"))?;
        let data = read_data(fields.take("data"), "data", model)?;
        Ok(Self { model, data })
    }
}

impl RuleSpec {
    /// Reads `{ rule, …options }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, "")?;
        let spec = Self::take(&mut fields)?;
        fields.done(&spec.known_fields())?;
        Ok(spec)
    }

    fn take(fields: &mut Fields) -> Result<Self, Invalid> {
        let name = fields.text("rule", &catalog::names(catalog::RULES.iter().map(|r| r.name)))?;
        let rule = catalog::rule(&name, &fields.path("rule"))?;
        let settings = rule
            .options
            .iter()
            .map(|option| read_option(option, &fields.take(option.name), &fields.path(option.name)))
            .collect::<Result<_, _>>()?;
        Ok(Self { rule, settings })
    }

    /// The setting of an option that the rule has.
    pub fn get(&self, name: &str) -> Option<Setting> {
        let index = self.rule.options.iter().position(|option| option.name == name)?;
        self.settings.get(index).copied()
    }

    fn known_fields(&self) -> Vec<&'static str> {
        ["rule"].into_iter().chain(self.rule.options.iter().map(|option| option.name)).collect()
    }
}

impl ExperimentSpec {
    /// Reads a whole experiment.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, "")?;
        match fields.take("version") {
            Value::Nothing => VERSION,
            other => whole(&other, "version", [VERSION, VERSION])?,
        };
        let model = ModelSpec::take(&mut fields)?;
        let start = read_start(fields.take("start"), model.model)?;
        let runs = read_runs(fields.take("runs"), model.model)?;
        let steps = match fields.take("steps") {
            Value::Nothing => catalog::DEFAULT_STEPS,
            other => whole(&other, "steps", [0, MOST_STEPS])?,
        };
        fields.done(&["version", "model", "data", "start", "runs", "steps"])?;
        Ok(Self { version: VERSION, model, start, runs, steps })
    }
}

fn read_data(value: Value, path: &str, model: &ModelEntry) -> Result<DataSpec, Invalid> {
    if value == Value::Nothing {
        return Ok(DataSpec::BuiltIn { set: model.data[0].name });
    }
    let mut fields = Fields::of(value, path)?;
    let (set, x) = (fields.take("set"), fields.take("x"));
    fields.done(&["set", "x"])?;
    match (set, x) {
        (Value::Text(name), Value::Nothing) => {
            Ok(DataSpec::BuiltIn { set: built_in(model, &name, &format!("{path}.set"))?.name })
        }
        (Value::Nothing, Value::Nothing) => {
            Err(Invalid::new(path, "an object without set or x", "{ set: name } or { x: numbers }"))
        }
        (Value::Nothing, x) => Ok(DataSpec::Own { x: numbers(&x, &format!("{path}.x"))? }),
        (set @ Value::Text(_), _) => {
            let allowed = "either set or x, not both";
            Err(Invalid::new(&format!("{path}.set"), set.quote(), allowed))
        }
        (set, _) => {
            let allowed = catalog::names(model.data.iter().map(|set| set.name));
            Err(Invalid::new(&format!("{path}.set"), set.quote(), allowed))
        }
    }
}

fn built_in(model: &ModelEntry, name: &str, path: &str) -> Result<BuiltIn, Invalid> {
    let found = model.data.iter().find(|set| set.name == name).copied();
    found.ok_or_else(|| Invalid::unknown(path, name, model.data.iter().map(|set| set.name)))
}

fn read_start(value: Value, model: &'static ModelEntry) -> Result<StartSpec, Invalid> {
    let mut fields = Fields::of(value, "start")?;
    let chart = read_chart(&mut fields, model)?;
    let at = pair(&fields.take("at"), "start.at")?;
    fields.done(&["chart", "at"])?;
    Ok(StartSpec { chart, at })
}

fn read_chart(fields: &mut Fields, model: &'static ModelEntry) -> Result<&'static str, Invalid> {
    let name = fields.text("chart", &catalog::names(model.charts.iter().map(|c| c.name)))?;
    Ok(model.chart(&name, &fields.path("chart"))?.name)
}

fn read_runs(value: Value, model: &'static ModelEntry) -> Result<Vec<RunSpec>, Invalid> {
    let allowed = format!("a list of 1 to {MOST_RUNS} runs");
    let list = match value {
        Value::List(list) if (1..=MOST_RUNS).contains(&list.len()) => list,
        other => return Err(Invalid::new("runs", other.quote(), allowed)),
    };
    let read_one = |(k, value)| {
        let mut fields = Fields::of(value, &format!("runs[{k}]"))?;
        let rule = RuleSpec::take(&mut fields)?;
        let chart = read_chart(&mut fields, model)?;
        let batch = Batch::read(fields.take("batch"), &fields.path("batch"))?;
        let mut known = rule.known_fields();
        known.extend(["chart", "batch"]);
        fields.done(&known)?;
        Ok(RunSpec { rule, chart, batch })
    };
    list.into_iter().enumerate().map(read_one).collect()
}

fn read_option(option: &OptionEntry, value: &Value, path: &str) -> Result<Setting, Invalid> {
    match (&option.kind, value) {
        (_, Value::Nothing) => Ok(option.default()),
        (OptionKind::Number { range, open_below, .. }, value) => {
            let inside = |x: f64| x <= range[1] && (x > range[0] || x == range[0] && !open_below);
            match value {
                Value::Number(x) if inside(*x) => Ok(Setting::Number(*x)),
                other => {
                    let above = if *open_below { "above" } else { "from" };
                    let upto = if *open_below { "and at most" } else { "to" };
                    let allowed = format!("a number {above} {} {upto} {}", range[0], range[1]);
                    Err(Invalid::new(path, other.quote(), allowed))
                }
            }
        }
        (OptionKind::Choice { of }, value) => {
            let found = match value {
                Value::Text(text) => of.iter().find(|name| *name == text),
                _ => None,
            };
            let allowed = || catalog::names(of.iter().copied());
            found
                .map(|name| Setting::Choice(name))
                .ok_or_else(|| Invalid::new(path, value.quote(), allowed()))
        }
    }
}

fn name_of_model<S: Serializer>(model: &&ModelEntry, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(model.name)
}

impl Serialize for RunSpec {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut record = out.serialize_map(Some(self.rule.settings.len() + 3))?;
        record.serialize_entry("rule", self.rule.rule.name)?;
        record.serialize_entry("chart", self.chart)?;
        for (option, setting) in self.rule.rule.options.iter().zip(&self.rule.settings) {
            record.serialize_entry(option.name, setting)?;
        }
        if let Some(batch) = self.batch {
            record.serialize_entry("batch", &batch)?;
        }
        record.end()
    }
}
