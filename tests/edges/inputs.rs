//! Data, points and sizes at the edges of double precision.

use std::sync::Arc;

use kl_ball::catalog::{self, ModelEntry, OptionKind, RuleEntry};
use kl_ball::model::Model;
use kl_ball::numeric::random::Random;
use kl_ball::{Experiment, ExperimentSpec, Invalid, ModelSpec, Workbench};
use serde_json::{Value as Json, json};

use crate::common::*;

/// Models whose data, or options, are ordinary, small, large, or without an optimum.
pub fn models() -> Vec<(&'static ModelEntry, Json)> {
    let numbers = [
        json!([-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1]),
        json!([1, 2]),
        json!([-1e150, 1e150]),
        json!([1e150, 0.5e150, 0]),
        json!([-1e-149, 1e-149]),
        json!([1e-149, 3e-149, 7e-149]),
        json!([1e9, 1_000_000_000.001]),
        json!([0, 0, 0, 0, 1e150]),
        json!([0, 1e-150, 1]),
    ];
    let labelled = [
        json!({ "set": "oring" }),
        json!({ "x": [1, 2, 3, 4], "y": [0, 0, 1, 1] }),
        json!({ "x": [1, 2, 2, 4], "y": [0, 0, 1, 1] }),
        json!({ "x": [1, 2, 3], "y": [1, 1, 1] }),
        json!({ "x": [1, 2], "y": [0, 1] }),
        json!({ "x": [-1e150, 1e150, 0], "y": [0, 0, 1] }),
        json!({ "x": [1e-149, 3e-149, 7e-149], "y": [0, 1, 0] }),
        json!({ "x": [1e9, 1_000_000_000.001, 1_000_000_000.002], "y": [0, 1, 0] }),
        json!({ "x": [0, 1, 0, 1e150], "y": [0, 1, 1, 0] }),
    ];
    let counts = [
        json!([5, 3, 2]),
        json!([1, 0, 0]),
        json!([0, 0, 1]),
        json!([0, 1, 1]),
        json!([1e150, 1, 0]),
        json!([1e150, 1e-150, 1]),
        json!([5e-324, 5e-324, 5e-324]),
        json!([1e150, 1e150, 1e150]),
    ];
    let scales =
        [[1.0, 1.0], [3.0, 1.0], [1e-12, 1e-12], [1e12, 1e12], [1e-12, 1e12], [1e12, 1e-12]];
    let targets = [
        json!({ "set": "two-peaks" }),
        json!({ "peaks": [[1, 0, 1]] }),
        json!({ "peaks": [[1, -1e6, 1e-6], [1e-6, 1e6, 1e6]] }),
        json!({ "peaks": [[0.5, -1, 1e-6], [0.5, 1, 1e-6]] }),
        json!({ "peaks": [[1, 0, 1], [1, 0, 1], [1, 0, 2], [1, 1e-9, 1]] }),
        json!({ "count": 0.001 }),
        json!({ "count": 1e6 }),
        json!({ "degrees": 0.01 }),
        json!({ "degrees": 1e6 }),
        json!({ "successes": 0.001, "trials": 1e6 }),
        json!({ "successes": 1, "trials": 1.01 }),
    ];
    let mixtures = [
        json!({ "data": { "set": "faithful" } }),
        json!({ "data": { "x": [-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1] } }),
        json!({ "data": { "x": [1, 2] }, "options": { "weight": 1e-6, "spread": 1 } }),
        json!({ "data": { "x": [1, 2] }, "options": { "weight": 0.999_999, "spread": 1e-3 } }),
        json!({ "data": { "x": [-1e150, 1e150] } }),
        json!({ "data": { "x": [1e-149, 3e-149, 7e-149] } }),
        json!({ "data": { "x": [1e9, 1_000_000_000.001] } }),
        json!({ "data": { "x": [0, 0, 0, 0, 1e150] }, "options": { "spread": 1e142 } }),
        json!({ "data": { "x": [0, 1] }, "options": { "spread": 1e8 } }),
    ];
    let mut specs: Vec<Json> = Vec::new();
    specs.extend(targets.map(|data| json!({ "model": "variational", "data": data })));
    specs.push(json!({ "model": "variational", "options": { "loss": "forward" } }));
    specs.extend(numbers.map(|x| json!({ "model": "gaussian", "data": { "x": x } })));
    specs.extend(labelled.map(|data| json!({ "model": "logistic", "data": data })));
    specs.extend(counts.map(|c| json!({ "model": "categorical", "data": { "counts": c } })));
    specs.extend(scales.map(|k| json!({ "model": "policy", "options": { "scale": k } })));
    specs.extend(mixtures.map(|parts| {
        let mut spec = parts.clone();
        spec["model"] = json!("mixture");
        spec
    }));
    let entry = |spec: &Json| catalog::MODELS.iter().find(|model| spec["model"] == model.name);
    let models: Vec<_> = specs.into_iter().map(|spec| (entry(&spec).unwrap(), spec)).collect();
    assert!(catalog::MODELS.iter().all(|known| models.iter().any(|(e, _)| e.name == known.name)));
    models
}

/// One of these models, built once: a start may be a place on a traced ball, and an optimum the lowest of
/// many minima.
pub struct Built {
    pub entry: &'static ModelEntry,
    pub spec: Json,
    pub bench: Workbench,
    model: Arc<dyn Model>,
    /// In the order of the charts.
    starts: Vec<[f64; 2]>,
}

/// The same models, built.
pub fn built() -> Vec<Built> {
    let build = |(entry, spec): (&'static ModelEntry, Json)| {
        let bench = bench(&spec);
        let model = Case::of("", spec.clone()).model;
        let starts = entry.charts.iter().map(|chart| bench.start(chart.name).unwrap()).collect();
        Built { entry, spec, bench, model, starts }
    };
    models().into_iter().map(build).collect()
}

impl Built {
    /// Its own start in one of its charts.
    pub fn start(&self, chart: &str) -> [f64; 2] {
        let index = self.entry.charts.iter().position(|known| known.name == chart);
        self.starts[index.unwrap()]
    }

    /// The experiment of a specification of this model.
    pub fn experiment(&self, spec: &Json) -> Result<Experiment, Invalid> {
        ExperimentSpec::read(value(spec)).and_then(|read| Experiment::on(self.model.clone(), read))
    }
}

pub fn bench(spec: &Json) -> Workbench {
    Workbench::new(ModelSpec::read(value(spec)).unwrap()).unwrap()
}

/// Coordinates from the smallest number to the largest.
pub const COORDINATES: [f64; 22] = [
    0.0,
    5e-324,
    1e-300,
    1e-160,
    1e-150,
    1e-100,
    1e-20,
    1e-8,
    0.3,
    0.5,
    1.0 - f64::EPSILON,
    1.0,
    2.0,
    30.0,
    700.0,
    1e8,
    1e20,
    1e100,
    1e150,
    1e160,
    1e300,
    f64::MAX,
];

pub fn one<'l, T>(random: &mut Random, list: &'l [T]) -> &'l T {
    &list[random.below(list.len())]
}

/// One of these coordinates, or a number of any size between them, of either sign.
pub fn coordinate(random: &mut Random) -> f64 {
    let sign = if random.below(2) == 0 { 1.0 } else { -1.0 };
    let size = match random.below(4) {
        0 => (40.0 * random.normal()).exp(),
        _ => *one(random, &COORDINATES),
    };
    sign * size
}

/// Sizes of the steps of a rule from the smallest to the largest allowed.
pub fn sizes(entry: &RuleEntry) -> Vec<f64> {
    let (name, _) = size_option(entry);
    let option = entry.options.iter().find(|option| option.name == name).unwrap();
    let OptionKind::Number { range, .. } = option.kind else { panic!("{name} is a number") };
    let ordinary = [5e-324, 1e-300, 1e-150, 1e-20, 1e-8, 1e-3, 1.0, 30.0, 1e3];
    ordinary.into_iter().chain([range[1]]).filter(|size| *size <= range[1]).collect()
}

/// A run of this rule with steps of this size.
pub fn run(entry: &RuleEntry, rule: &Json, size: f64, chart: &str) -> Json {
    let mut run = rule.clone();
    run[size_option(entry).0] = json!(size);
    run["chart"] = json!(chart);
    run
}
