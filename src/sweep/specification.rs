//! Specifications of sweeps and of searches for a rate.

use serde::Serialize;

use crate::catalog::{ModelEntry, OptionEntry, OptionKind};
use crate::error::{Invalid, Scientific};
use crate::specification::{
    Fields, ModelSpec, RuleSpec, RunSpec, StartSpec, VERSION, Value, number, read_chart, so_many,
    whole,
};

/// Most starts along one side of a grid.
pub const LONGEST_SIDE: u64 = 512;

/// Most steps from one start.
pub const MOST_STEPS_EACH: u64 = 100_000;

/// Most starts of a search.
pub const MOST_STARTS: usize = 100;

/// Largest number of workers that can share a sweep.
const MOST_SHARES: u64 = 64;

const DEFAULT_STEPS_EACH: u64 = 200;
const DEFAULT_GAP: f64 = 0.01;

/// Smallest gap: smaller ones are below the rounding error of the loss.
const LEAST_GAP: f64 = 1e-12;

/// The least rate or radius that a search tries.
pub(super) const LEAST_VALUE: f64 = 1e-12;

/// The loss at which a run has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// This far above the least loss (nats).
    Gap(f64),
    /// This loss (nats). It is needed where the loss has no minimum, as for
    /// separable data or a policy.
    Target(f64),
}

/// A grid of starts: the centres of `size[0] × size[1]` equal cells of a window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GridSpec {
    /// The chart whose coordinates these are.
    pub chart: &'static str,
    /// The edges of the window, `[x0, x1, y0, y1]`; parts of it may be outside the domain.
    pub window: [f64; 4],
    /// Columns and rows.
    pub size: [u32; 2],
}

/// One rule from many starts.
#[derive(Clone, Debug, Serialize)]
pub struct SweepSpec {
    /// Always [`VERSION`].
    pub version: u64,
    /// The model and its data.
    #[serde(flatten)]
    pub model: ModelSpec,
    /// The rule and the chart it steps in.
    pub run: RunSpec,
    /// The starts.
    pub grid: GridSpec,
    /// The loss at which a run has arrived.
    #[serde(flatten)]
    pub goal: Goal,
    /// Most steps from each start.
    pub steps: u64,
    /// `[k, n]`: every `n`-th start, beginning with the `k`-th, in the order in which
    /// they are visited. So `n` workers can share the work.
    pub share: [u64; 2],
}

/// The criterion of a search for a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aim {
    /// The fewest steps to the goal.
    Steps,
    /// The least loss after all steps.
    Loss,
}

impl Aim {
    const NAMES: [(&'static str, Self); 2] = [("steps", Self::Steps), ("loss", Self::Loss)];
}

/// A search for the best rate (or radius) of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct RateSearchSpec {
    /// Always [`VERSION`].
    pub version: u64,
    /// The model and its data.
    #[serde(flatten)]
    pub model: ModelSpec,
    /// The rule and the chart it steps in. The value of the searched option, given
    /// or by default, is tried first unless it is outside the range.
    pub run: RunSpec,
    /// The starts.
    pub starts: Vec<StartSpec>,
    /// The criterion.
    pub aim: Aim,
    /// The loss at which a run has arrived; `None` if the aim is the loss itself.
    #[serde(flatten)]
    pub goal: Option<Goal>,
    /// Most steps from each start.
    pub steps: u64,
    /// The range `[least, most]` of values to try. If it is not given, the search begins
    /// with the range of the slider, and widens it while the best value is at its edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
}

impl SweepSpec {
    /// Reads a whole sweep.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"");
        let (version, model, run) = read_head(&mut fields);
        let grid = fields.part("grid", |grid| read_grid(grid, model.model));
        let goal = read_goal(&mut fields);
        let steps = fields.whole_or("steps", DEFAULT_STEPS_EACH, [1, MOST_STEPS_EACH]);
        let share = fields.take("share");
        let share = fields.keep(read_share(&share));
        fields.done().map(|()| Self { version, model, run, grid, goal, steps, share })
    }
}

impl RateSearchSpec {
    /// Reads a whole search.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"");
        let (version, model, run) = read_head(&mut fields);
        let read = |start: &mut Fields| StartSpec::take(start, model.model);
        let starts = fields.parts("starts", (MOST_STARTS, "starts { chart, at }"), read);
        let &(_, aim) = fields.one_of_or_first("aim", &Aim::NAMES);
        // If the loss is the aim, `gap` and `target` are unknown fields.
        let goal = (aim == Aim::Steps).then(|| read_goal(&mut fields));
        let steps = fields.whole_or("steps", DEFAULT_STEPS_EACH, [1, MOST_STEPS_EACH]);
        let range = fields.take("range");
        let range = fields.keep(read_range(&range, size_option(&run.rule)));
        fields.done().map(|()| Self { version, model, run, starts, aim, goal, steps, range })
    }
}

/// The option that sets the size of a rule's steps: every rule has a rate or a radius.
pub(super) fn size_option(rule: &RuleSpec) -> &'static OptionEntry {
    let options = rule.rule.options;
    let sized = |option: &&OptionEntry| matches!(option.name, "rate" | "radius");
    options.iter().find(sized).unwrap_or(&options[0])
}

/// The allowed range of an option, and the range of its slider.
pub(super) fn spans(option: &OptionEntry) -> [[f64; 2]; 2] {
    match option.kind {
        OptionKind::Number { range, slider, .. } => [range, slider],
        OptionKind::Choice { .. } => [[0.0, 1.0]; 2],
    }
}

fn read_head(fields: &mut Fields) -> (u64, ModelSpec, RunSpec) {
    let version = fields.whole_or("version", VERSION, [VERSION, VERSION]);
    let model = ModelSpec::take(fields);
    let run = fields.part("run", |run| {
        let rule = RuleSpec::take(run);
        if let Err(error) = rule.check_for(model.model, &|name| run.path(name).to_string()) {
            run.refuse(error);
        }
        RunSpec { rule, chart: read_chart(run, model.model), batch: None }
    });
    (version, model, run)
}

fn read_grid(fields: &mut Fields, model: &'static ModelEntry) -> GridSpec {
    let chart = read_chart(fields, model);
    let window = fields.take("window");
    let window = fields.keep(read_window(&window));
    let size = fields.take("size");
    let size = fields.keep(read_wholes(&size, "grid.size", [1, LONGEST_SIDE]));
    GridSpec { chart, window, size: size.map(|side| side as u32) }
}

fn read_window(value: &Value) -> Result<[f64; 4], Invalid> {
    let path = "grid.window";
    let allowed = "four finite numbers [x0, x1, y0, y1] with x0 < x1 and y0 < y1";
    let mut edges = [0.0; 4];
    edges.copy_from_slice(&so_many(value, &path, 4, &allowed)?);
    let [x0, x1, y0, y1] = edges;
    // The width of a very large window may overflow.
    if x0 < x1 && y0 < y1 && (x1 - x0).is_finite() && (y1 - y0).is_finite() {
        return Ok(edges);
    }
    Err(Invalid::new(path, format_args!("[{x0}, {x1}, {y0}, {y1}]"), allowed))
}

fn read_wholes(value: &Value, path: &str, limits: [u64; 2]) -> Result<[u64; 2], Invalid> {
    match value {
        Value::List(list) if list.len() == 2 => {
            let entry = |k: usize| whole(&list[k], &format_args!("{path}[{k}]"), limits);
            Ok([entry(0)?, entry(1)?])
        }
        other => {
            let allowed = format_args!("two whole numbers from {} to {}", limits[0], limits[1]);
            Err(Invalid::new(path, other.quote(), allowed))
        }
    }
}

fn read_goal(fields: &mut Fields) -> Goal {
    let (gap, target) = (fields.take("gap"), fields.take("target"));
    match (&gap, &target) {
        (Value::Nothing, Value::Nothing) => return Goal::Gap(DEFAULT_GAP),
        (Value::Nothing, target) => return Goal::Target(fields.keep(number(target, &"target"))),
        (Value::Number(gap), Value::Nothing) if (LEAST_GAP..=1e12).contains(gap) => {
            return Goal::Gap(*gap);
        }
        (gap, Value::Nothing) => {
            let allowed = format_args!("a number from {} to 1e12", Scientific(LEAST_GAP));
            fields.refuse(Invalid::new("gap", gap.quote(), allowed));
        }
        (gap, _) => {
            fields.refuse(Invalid::new("gap", gap.quote(), "either gap or target, not both"));
        }
    }
    Goal::Gap(DEFAULT_GAP)
}

fn read_share(value: &Value) -> Result<[u64; 2], Invalid> {
    if value.is_nothing() {
        return Ok([0, 1]);
    }
    let [share, of] = read_wholes(value, "share", [0, MOST_SHARES])?;
    if share < of {
        return Ok([share, of]);
    }
    let allowed = format_args!("[k, n] with k below n, n at most {MOST_SHARES}");
    Err(Invalid::new("share", format_args!("[{share}, {of}]"), allowed))
}

fn read_range(value: &Value, option: &OptionEntry) -> Result<Option<[f64; 2]>, Invalid> {
    if value.is_nothing() {
        return Ok(None);
    }
    let ([_, greatest], smallest) = (spans(option)[0], LEAST_VALUE);
    let (least, most) = (Scientific(smallest), Scientific(greatest));
    let allowed = format_args!("two numbers [least, most] with {least} ≤ least < most ≤ {most}");
    let mut range = [0.0; 2];
    range.copy_from_slice(&so_many(value, &"range", 2, &allowed)?);
    let [low, high] = range;
    if smallest <= low && low < high && high <= greatest {
        return Ok(Some(range));
    }
    Err(Invalid::new("range", format_args!("[{low}, {high}]"), allowed))
}
