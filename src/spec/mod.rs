//! Specifications: what a page, a link or a program asks for, read and checked
//! against the catalogue.
//!
//! The vocabulary is the public interface, version 1. Reading never guesses: a
//! field that is wrong, or that nobody would look at, is an [`Invalid`].

mod fields;
mod value;

pub use fields::{Fields, Named, number, numbers, one_of, pair, so_many, whole};
pub use value::{DEEPEST, Value};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::batch::Batch;
use crate::catalog::{self, ModelEntry, OptionEntry, OptionKind, RuleEntry};
use crate::data::Kind;
use crate::error::{Invalid, Scientific, listed};

/// The version of the vocabulary.
pub const VERSION: u64 = 1;

/// Units of a feature that are accepted.
const SCALES: std::ops::RangeInclusive<f64> = 1e-12..=1e12;

/// Most runs in one experiment.
const MOST_RUNS: usize = 100;

/// Most steps of a run that is alone in its experiment.
pub const MOST_STEPS: u64 = 1_000_000;

/// Most steps of all runs of an experiment together: at up to 120 bytes each
/// (see [`crate::Experiment::advance`]) 480 MB, and lists that grow hold up to
/// twice that, which a browser's 4 GB have room for.
const MOST_STEPS_TOGETHER: u64 = 4_000_000;

/// Most steps that each of so many runs may take.
pub fn most_steps(runs: usize) -> u64 {
    MOST_STEPS.min(MOST_STEPS_TOGETHER / (runs as u64).max(1))
}

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
    },
    /// A table of text, with or without a header.
    Csv {
        /// The text.
        csv: String,
    },
}

/// Options of a model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ModelOptions {
    /// Units `k` of a policy's two features: log-odds are `k θ`.
    pub scale: [f64; 2],
}

/// A model with its data.
#[derive(Clone, Debug, Serialize)]
pub struct ModelSpec {
    /// Its catalogue entry, written as its name.
    #[serde(serialize_with = "name_of_model")]
    pub model: &'static ModelEntry,
    /// Its data.
    pub data: DataSpec,
    /// Its options, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<ModelOptions>,
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
    /// Reads `{ model, data?, options? }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"")?;
        let spec = Self::take(&mut fields)?;
        fields.done(&["model", "data", "options"])?;
        Ok(spec)
    }

    pub(crate) fn take(fields: &mut Fields) -> Result<Self, Invalid> {
        let model = fields.one_of("model", catalog::MODELS)?;
        let data = read_data(fields.take("data"), "data", model)?;
        let options = read_options(fields.take("options"), model)?;
        Ok(Self { model, data, options })
    }
}

impl RuleSpec {
    /// Reads `{ rule, …options }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"")?;
        let spec = Self::take(&mut fields)?;
        fields.done(&spec.known_fields())?;
        Ok(spec)
    }

    pub(crate) fn take(fields: &mut Fields) -> Result<Self, Invalid> {
        let rule = fields.one_of("rule", catalog::RULES)?;
        let mut settings = Vec::with_capacity(rule.options.len());
        for option in rule.options {
            settings.push(read_option(option, fields)?);
        }
        Ok(Self { rule, settings })
    }

    /// The setting of an option that the rule has.
    pub fn get(&self, name: &str) -> Option<Setting> {
        let index = self.rule.options.iter().position(|option| option.name == name)?;
        self.settings.get(index).copied()
    }

    pub(crate) fn known_fields(&self) -> Vec<&'static str> {
        let mut known = vec!["rule"];
        known.extend(self.rule.options.iter().map(|option| option.name));
        known
    }
}

impl ExperimentSpec {
    /// Reads a whole experiment.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"")?;
        fields.whole_or("version", VERSION, [VERSION, VERSION])?;
        let model = ModelSpec::take(&mut fields)?;
        let start = read_start(fields.fields("start")?, model.model)?;
        let runs = read_runs(fields.take("runs"), model.model)?;
        let most = most_steps(runs.len());
        let steps = fields.whole_or("steps", catalog::DEFAULT_STEPS, [0, most])?;
        fields.done(&["version", "model", "data", "options", "start", "runs", "steps"])?;
        Ok(Self { version: VERSION, model, start, runs, steps })
    }
}

fn read_data(value: Value, path: &str, model: &ModelEntry) -> Result<DataSpec, Invalid> {
    if value == Value::Nothing {
        return Ok(DataSpec::BuiltIn { set: model.data[0].name });
    }
    let known = own_fields(model.takes);
    let mut fields = Fields::of(value, &path)?;
    let mut given: Vec<(&str, Value)> = Vec::new();
    for name in known {
        let value = fields.take(name);
        if value != Value::Nothing {
            given.push((name, value));
        }
    }
    fields.done(known)?;
    match given.as_mut_slice() {
        [("set", name @ Value::Text(_)), _, ..] => {
            let allowed = listed("either set or ", " or ", &mut known[1..].iter().copied());
            Err(Invalid::new("data.set", name.quote(), format_args!("{allowed}, not both")))
        }
        [("set", set), ..] => {
            Ok(DataSpec::BuiltIn { set: one_of(set, &"data.set", model.data)?.name })
        }
        [("x", x)] if model.takes == Kind::Numbers => {
            Ok(DataSpec::Numbers { x: numbers(x, &"data.x")? })
        }
        [("x", x), ("y", y)] => {
            Ok(DataSpec::Labelled { x: numbers(x, &"data.x")?, y: numbers(y, &"data.y")? })
        }
        [("counts", counts)] => Ok(DataSpec::Counts { counts: read_counts(counts)? }),
        [("csv", Value::Text(csv))] => Ok(DataSpec::Csv { csv: std::mem::take(csv) }),
        [("csv", other)] => Err(Invalid::new("data.csv", other.quote(), "a table of text")),
        [] => {
            let value = listed("an object without ", " or ", &mut known.iter().copied());
            Err(Invalid::new(path, value, own_forms(model.takes)))
        }
        given => {
            let names = &mut given.iter().map(|(name, _)| *name);
            let value = listed("an object with ", " and ", names) + " alone";
            Err(Invalid::new(path, value, own_forms(model.takes)))
        }
    }
}

/// The fields in which data of a kind may be given.
fn own_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Numbers => &["set", "x", "csv"],
        Kind::Labelled => &["set", "x", "y", "csv"],
        Kind::Counts => &["set", "counts"],
        Kind::Nothing => &["set"],
    }
}

/// The same, as an error says it.
fn own_forms(kind: Kind) -> &'static str {
    match kind {
        Kind::Numbers => "{ set: name } or { x: numbers } or { csv: text }",
        Kind::Labelled => "{ set: name } or { x: numbers, y: labels } or { csv: text }",
        Kind::Counts => "{ set: name } or { counts: [a, b, c] }",
        Kind::Nothing => "{ set: name }",
    }
}

fn read_counts(value: &Value) -> Result<[f64; 3], Invalid> {
    let mut counts = [0.0; 3];
    counts.copy_from_slice(&so_many(value, &"data.counts", 3, &"three counts [a, b, c]")?);
    Ok(counts)
}

fn read_options(value: Value, model: &ModelEntry) -> Result<Option<ModelOptions>, Invalid> {
    if model.options.is_empty() && value == Value::Nothing {
        return Ok(None);
    }
    let mut options = ModelOptions { scale: [1.0, 1.0] };
    if value == Value::Nothing {
        return Ok(Some(options));
    }
    let mut fields = Fields::of(value, &"options")?;
    if model.options.contains(&"scale") {
        match fields.take("scale") {
            Value::Nothing => {}
            value => options.scale = read_scale(&value)?,
        }
    }
    fields.done(model.options)?;
    Ok((!model.options.is_empty()).then_some(options))
}

fn read_scale(value: &Value) -> Result<[f64; 2], Invalid> {
    let scale = pair(value, &"options.scale")?;
    match scale.iter().position(|k| !SCALES.contains(k)) {
        None => Ok(scale),
        Some(k) => {
            let [least, most] = [SCALES.start(), SCALES.end()].map(|&end| Scientific(end));
            let field = format_args!("options.scale[{k}]");
            Err(Invalid::new(field, scale[k], format_args!("a number from {least} to {most}")))
        }
    }
}

pub(crate) fn read_start(
    mut fields: Fields,
    model: &'static ModelEntry,
) -> Result<StartSpec, Invalid> {
    let chart = read_chart(&mut fields, model)?;
    let at = fields.pair("at")?;
    fields.done(&["chart", "at"])?;
    Ok(StartSpec { chart, at })
}

pub(crate) fn read_chart(
    fields: &mut Fields,
    model: &'static ModelEntry,
) -> Result<&'static str, Invalid> {
    Ok(fields.one_of("chart", model.charts)?.name)
}

fn read_runs(value: Value, model: &'static ModelEntry) -> Result<Vec<RunSpec>, Invalid> {
    let list = match value {
        Value::List(list) if (1..=MOST_RUNS).contains(&list.len()) => list,
        other => {
            let allowed = format_args!("a list of 1 to {MOST_RUNS} runs");
            return Err(Invalid::new("runs", other.quote(), allowed));
        }
    };
    let mut runs = Vec::with_capacity(list.len());
    for (k, value) in list.into_iter().enumerate() {
        runs.push(read_run(Fields::of(value, &format_args!("runs[{k}]"))?, model)?);
    }
    Ok(runs)
}

pub(crate) fn read_run(mut fields: Fields, model: &'static ModelEntry) -> Result<RunSpec, Invalid> {
    let rule = RuleSpec::take(&mut fields)?;
    let chart = read_chart(&mut fields, model)?;
    let batch = Batch::take(&mut fields)?;
    let mut known = rule.known_fields();
    known.extend(["chart", "batch"]);
    fields.done(&known)?;
    Ok(RunSpec { rule, chart, batch })
}

fn read_option(option: &OptionEntry, fields: &mut Fields) -> Result<Setting, Invalid> {
    let (value, path) = (fields.take(option.name), fields.path(option.name));
    match option.kind {
        _ if value == Value::Nothing => Ok(option.default()),
        OptionKind::Choice { of } => Ok(Setting::Choice(one_of(&value, &path, of)?)),
        OptionKind::Number { range: [least, most], open_below, .. } => match value {
            Value::Number(x) if x <= most && (x > least || x == least && !open_below) => {
                Ok(Setting::Number(x))
            }
            other => {
                let (above, upto) =
                    if open_below { ("above", "and at most") } else { ("from", "to") };
                let allowed = format_args!("a number {above} {least} {upto} {most}");
                Err(Invalid::new(path, other.quote(), allowed))
            }
        },
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
