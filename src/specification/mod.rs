//! Specifications: requests of a page, a link or a program, read and checked against
//! the catalogue.
//!
//! The vocabulary is version 1 of the public interface. Reading never guesses: a wrong
//! or unknown field is an [`Invalid`].

mod data;
mod fields;
mod shape;
mod target;
mod value;

pub use data::DataSpec;
pub use fields::{Fields, named, number, numbers, pair, so_many, whole};
pub use value::{DEEPEST, Value};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::batch::{Batch, DEFAULT_SIZE, LARGEST_SEED, MOST_SIZE};
use crate::catalog::{
    self, CONVENTION, EMPIRICAL, LOSSES, METRIC, ModelEntry, ModelOptions, OptionEntry, OptionKind,
    RuleEntry, Setting, Settings,
};
use crate::error::{Invalid, Quoted, Scientific};
use crate::step::Rule;

/// The version of the vocabulary.
pub const VERSION: u64 = 1;

/// Units of a feature that are accepted.
const SCALES: std::ops::RangeInclusive<f64> = 1e-12..=1e12;

/// Most runs in one experiment.
const MOST_RUNS: usize = 100;

/// Default number of steps that a view shows.
const DEFAULT_STEPS: u64 = 30;

/// Most steps of a run that is alone in its experiment.
pub const MOST_STEPS: u64 = 1_000_000;

/// Most steps of all runs of an experiment together. With up to 120 bytes for each
/// (see [`crate::Experiment::advance`]) they take 480 MB, and twice that while lists
/// grow, which fits into the 4 GB that a browser allows.
const MOST_STEPS_TOGETHER: u64 = 4_000_000;

/// Most steps that each run may take, for this number of runs.
pub fn most_steps(runs: usize) -> u64 {
    MOST_STEPS.min(MOST_STEPS_TOGETHER / (runs as u64).max(1))
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

/// One run: a rule in a chart.
#[derive(Clone, Debug)]
pub struct RunSpec {
    /// The rule.
    pub rule: RuleSpec,
    /// The name of the chart it steps in.
    pub chart: &'static str,
    /// The batches; `None` if steps use all the data.
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
    /// The number of steps that a view shows. The experiment itself may take more.
    pub steps: u64,
}

/// An experiment without its data.
#[derive(Debug, Serialize)]
pub struct Plan<'a> {
    version: u64,
    #[serde(serialize_with = "name_of_model")]
    model: &'static ModelEntry,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<ModelOptions>,
    start: StartSpec,
    runs: &'a [RunSpec],
    steps: u64,
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
        let mut fields = Fields::of(value, &"");
        let spec = Self::take(&mut fields);
        fields.done().map(|()| spec)
    }

    pub(crate) fn take(fields: &mut Fields) -> Self {
        let model = fields.one_of("model", catalog::MODELS);
        let data = data::read(fields, model);
        let mut spec = Self { model, data, options: None };
        spec.options = read_options(fields, &spec);
        spec
    }
}

impl RuleSpec {
    /// Reads `{ rule, …options }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"");
        let spec = Self::take(&mut fields);
        fields.done().map(|()| spec)
    }

    pub(crate) fn take(fields: &mut Fields) -> Self {
        let rule = fields.one_of("rule", catalog::RULES);
        let given: Vec<Option<Setting>> =
            rule.options.iter().map(|option| read_option(option, fields)).collect();
        // Whose defaults an option has is known only when all have been read.
        let chosen = rule.options.iter().zip(&given).find_map(|(option, setting)| match setting {
            Some(Setting::Choice(name)) if option.name == CONVENTION.name => Some(*name),
            _ => None,
        });
        let filled = |(option, setting): (&OptionEntry, Option<Setting>)| {
            setting.unwrap_or_else(|| option.default(chosen))
        };
        let settings = rule.options.iter().zip(given).map(filled).collect();
        Self { rule, settings }
    }

    /// Refuses a rule, or a setting of it, that the model has no use for; `path` gives the full path of a field.
    ///
    /// # Errors
    /// [`Invalid`] where the rule needs an exponential family and the model is none, and where it
    /// solves with the empirical Fisher matrix and the model has none.
    pub fn check_for(
        &self,
        model: &ModelEntry,
        path: &dyn Fn(&str) -> String,
    ) -> Result<(), Invalid> {
        if self.rule.needs_exponential && !model.is_exponential {
            let allowed = format_args!(
                "a rule that needs no natural or expectation parameters, which the model \"{}\" \
                 does not have",
                model.name
            );
            return Err(Invalid::new(
                path("rule"),
                format_args!("\"{}\"", self.rule.name),
                allowed,
            ));
        }
        let chosen = self.get(METRIC.name);
        if model.has_empirical || chosen != Some(Setting::Choice(EMPIRICAL)) {
            return Ok(());
        }
        let allowed = format_args!(
            "\"fisher\"; the empirical Fisher matrix is made of observations, which the model \
             \"{}\" does not have",
            model.name
        );
        Err(Invalid::new(path(METRIC.name), format_args!("\"{EMPIRICAL}\""), allowed))
    }

    /// The setting of this option, if the rule has it.
    pub fn get(&self, name: &str) -> Option<Setting> {
        Settings { options: self.rule.options, values: &self.settings }.get(name)
    }

    /// The rule with these settings.
    pub fn build(&self) -> Box<dyn Rule> {
        self.rule.build(&self.settings)
    }
}

impl ExperimentSpec {
    /// Reads a whole experiment.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        Self::take(value, ModelSpec::take)
    }

    /// What it is besides its data.
    pub fn plan(&self) -> Plan<'_> {
        let Self { version, model: ModelSpec { model, options, .. }, start, runs, steps } = self;
        let (version, options, start, steps) = (*version, *options, *start, *steps);
        Plan { version, model, options, start, runs, steps }
    }

    /// Reads an experiment without its model, data and options, which are those of `model`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read_on(value: Value, model: &ModelSpec) -> Result<Self, Invalid> {
        Self::take(value, |_| model.clone())
    }

    fn take(value: Value, model: impl FnOnce(&mut Fields) -> ModelSpec) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"");
        let version = fields.whole_or("version", VERSION, [VERSION, VERSION]);
        let model = model(&mut fields);
        let start = fields.part("start", |start| StartSpec::take(start, model.model));
        let read = |run: &mut Fields| RunSpec::take(run, model.model);
        let runs = fields.parts("runs", (MOST_RUNS, "runs"), read);
        let most = most_steps(runs.len());
        let steps = fields.whole_or("steps", DEFAULT_STEPS, [0, most]);
        fields.done().map(|()| Self { version, model, start, runs, steps })
    }
}

fn read_options(fields: &mut Fields, spec: &ModelSpec) -> Option<ModelOptions> {
    let model = spec.model;
    let mut own = match fields.take("options") {
        Value::Nothing => Fields::of(Value::Record(Vec::new()), &"options"),
        value => Fields::of(value, &"options"),
    };
    let has = |name| model.options.contains(&name);
    let options = ModelOptions {
        scale: has("scale").then(|| match own.take("scale") {
            Value::Nothing => [1.0, 1.0],
            scale => own.keep(read_scale(&scale)),
        }),
        loss: has("loss").then(|| *own.one_of_or_first("loss", &LOSSES)),
        weight: has("weight").then(|| shape::read_weight(&mut own, spec)),
        spread: has("spread").then(|| shape::read_spread(&mut own, spec)).flatten(),
    };
    fields.end(own);
    (!model.options.is_empty()).then_some(options)
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

impl StartSpec {
    pub(crate) fn take(fields: &mut Fields, model: &'static ModelEntry) -> Self {
        Self { chart: read_chart(fields, model), at: fields.pair("at") }
    }
}

impl RunSpec {
    pub(crate) fn take(fields: &mut Fields, model: &'static ModelEntry) -> Self {
        let rule = RuleSpec::take(fields);
        if let Err(error) = rule.check_for(model, &|name| fields.path(name).to_string()) {
            fields.refuse(error);
        }
        Self { rule, chart: read_chart(fields, model), batch: read_batch(fields) }
    }
}

/// Takes the field `batch: { size?, seed? }`; `None` where there is none.
fn read_batch(fields: &mut Fields) -> Option<Batch> {
    let value = fields.take("batch");
    if value.is_nothing() {
        return None;
    }
    let mut batch = Fields::of(value, &fields.path("batch"));
    let size = batch.whole_or("size", DEFAULT_SIZE, [1, MOST_SIZE]);
    let seed = batch.whole_or("seed", 0, [0, LARGEST_SEED]);
    fields.end(batch);
    Some(Batch { size, seed })
}

pub(crate) fn read_chart(fields: &mut Fields, model: &'static ModelEntry) -> &'static str {
    fields.one_of("chart", model.charts).name
}

/// The setting of an option; `None` where the specification does not give it, or gives a wrong one, which is
/// then among the errors.
fn read_option(option: &'static OptionEntry, fields: &mut Fields) -> Option<Setting> {
    let value = fields.take(option.name);
    match option.kind {
        _ if value.is_nothing() => {}
        OptionKind::Choice { of } => {
            return Some(Setting::Choice(fields.named::<&str>(option.name, &value, of)));
        }
        OptionKind::Number { range: [least, most], open_below, .. } => match value {
            Value::Number(x) if x <= most && (x > least || x == least && !open_below) => {
                return Some(Setting::Number(x));
            }
            other => {
                let (above, upto) =
                    if open_below { ("above", "and at most") } else { ("from", "to") };
                let (least, most) = (Quoted(least), Quoted(most));
                let allowed = format_args!("a number {above} {least} {upto} {most}");
                fields.refuse(Invalid::new(fields.path(option.name), other.quote(), allowed));
            }
        },
    }
    None
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
