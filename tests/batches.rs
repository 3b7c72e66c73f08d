//! Batches are reproducible and unbiased, and every rule takes them in every chart.

use crate::common::{teaching, value};
use kl_ball::batch::Batch;
use kl_ball::catalog::Series;
use kl_ball::catalog::{MODELS, RULES};
use kl_ball::experiment::{Run, Status};
use kl_ball::geometry::{Covector, Symmetric, Tangent};
use kl_ball::model::prelude::*;
use kl_ball::numeric::random::Random;
use kl_ball::{Experiment, ExperimentSpec};
use serde_json::{Value as Json, json};

/// The models from which batches can be drawn.
const DRAWN: [&str; 4] = ["gaussian", "logistic", "categorical", "policy"];

fn read(spec: &Json) -> Result<ExperimentSpec, String> {
    ExperimentSpec::read(value(spec)).map_err(|error| error.to_string())
}

fn run(model: &str, run: &Json, steps: u64) -> Experiment {
    let start = match model {
        "gaussian" => json!({ "chart": "variance", "at": [3.0, 2.5] }),
        "logistic" => json!({ "chart": "whitened", "at": [0.4, -0.3] }),
        _ => json!({ "chart": "sequential", "at": [0.2, -1.3] }),
    };
    let mut spec = json!({ "model": model, "start": start, "runs": [run] });
    if model == "gaussian" {
        spec["data"] = json!({ "set": "teaching" });
    }
    let mut experiment = Experiment::new(read(&spec).unwrap()).unwrap();
    experiment.advance(steps).unwrap();
    experiment
}

fn only(experiment: &Experiment) -> &Run {
    &experiment.runs()[0]
}

#[test]
fn a_seed_fixes_the_run() {
    let spec = |seed: u64| json!({ "rule": "gradient", "chart": "log-std", "batch": { "size": 3, "seed": seed } });
    let mut whole = run("gaussian", &spec(7), 40);
    let points = only(&whole).points().to_vec();
    let mut parts = run("gaussian", &spec(7), 11);
    parts.advance(29).unwrap();
    assert_eq!(only(&parts).points(), points);
    assert_ne!(only(&run("gaussian", &spec(8), 40)).points(), points);
    whole.reset();
    whole.advance(40).unwrap();
    assert_eq!(only(&whole).points(), points);
}

#[test]
fn every_rule_takes_batches_in_every_chart() {
    for model in MODELS.iter().filter(|model| DRAWN.contains(&model.name)) {
        for (chart, rule) in model.charts.iter().flat_map(|c| RULES.iter().map(move |r| (c, r))) {
            for size in [1, 4] {
                let batch = json!({ "size": size, "seed": 3 });
                let spec = json!({ "rule": rule.name, "chart": chart.name, "batch": batch });
                let experiment = run(model.name, &spec, 12);
                let label = format!("{} {} {} {size}", model.name, chart.name, rule.name);
                let run = only(&experiment);
                assert!(run.points().iter().all(|&at| run.model().contains(at)), "{label}");
                assert_ne!(run.status(), Status::Converged, "{label}");
                // A single observation may take σ, and so the likelihood, out of range.
                assert!(!run.series(Series::Loss).iter().any(|loss| loss.is_nan()), "{label}");
                for index in 0..run.points().len() {
                    experiment.metric(0, index).unwrap();
                }
            }
        }
    }
}

/// Mean and covariance over 20 000 batches against `∇L` and `(E − ∇L∇Lᵀ)/size`,
/// `E` the empirical Fisher matrix: within five standard errors.
#[test]
fn batches_estimate_the_gradient_without_bias() {
    const COUNT: u64 = 20_000;
    let (case, size) = (teaching(), 5.0);
    for seen in case.charts() {
        let at = seen.charted.chart().from_own(kl_ball::geometry::Point(2.0, 1.3));
        let batch = Batch { size: size as u64, seed: 1 };
        let (mut sum, mut square) = (Covector::default(), Symmetric::default());
        for step in 0..COUNT {
            let drawn = batch.draw(&seen.charted, at, step).unwrap();
            let g = drawn.gradient(at);
            sum += g;
            let Covector(a, b) = g;
            square = square + Symmetric([a * a, a * b, b * b]);
        }
        let (mean, whole) = ((1.0 / COUNT as f64) * sum, seen.charted.gradient(at));
        let second = (1.0 / COUNT as f64) * square;
        let empirical = seen.charted.empirical_fisher(at).unwrap();
        for direction in [[1.0, 0.0], [0.0, 1.0], [1.0, -0.7]].map(Tangent::from) {
            let expected =
                (empirical.apply(direction, direction) - whole.along(direction).powi(2)) / size;
            let found = second.apply(direction, direction) - mean.along(direction).powi(2);
            assert!((found / expected - 1.0).abs() < 0.06, "{}: {found} {expected}", seen.label);
            let error = (mean + -whole).along(direction);
            assert!(error.abs() < 5.0 * (expected / COUNT as f64).sqrt(), "{}", seen.label);
        }
    }
}

#[test]
fn a_batch_is_what_an_exact_step_fits() {
    let case = teaching();
    let charted = case.chart("std-dev");
    let batch = json!({ "size": 4, "seed": 9 });
    let mirror = json!({ "rule": "mirror", "rate": 1, "chart": "std-dev", "batch": batch });
    let region =
        json!({ "rule": "trust-region", "radius": 50, "chart": "std-dev", "batch": batch });
    for spec in [mirror, region] {
        let experiment = run("gaussian", &spec, 6);
        let points = only(&experiment).points();
        for (step, pair) in points.windows(2).enumerate() {
            let drawn = Batch { size: 4, seed: 9 }.draw(&charted, pair[0], step as u64).unwrap();
            let off = drawn.optimum().unwrap() - pair[1];
            assert!(off.length() < 1e-10, "{spec} {step} {off:?}");
        }
    }
}

#[test]
fn the_empirical_metric_is_that_of_the_batch() {
    let batch = json!({ "size": 16, "seed": 2 });
    let spec = json!({ "rule": "natural-gradient", "metric": "empirical", "rate": 0.05,
                       "chart": "variance", "batch": batch });
    let experiment = run("gaussian", &spec, 5);
    let run = only(&experiment);
    let at = run.points()[3];
    let drawn = Batch { size: 16, seed: 2 }.draw(run.model(), at, 3).unwrap();
    assert_eq!(experiment.metric(0, 3).unwrap(), drawn.empirical_fisher(at));
    assert_ne!(drawn.empirical_fisher(at), run.model().empirical_fisher(at));
}

/// At rate 1/t natural gradient on single observations averages the
/// expectation parameters exactly: the estimate is that of the data drawn.
#[test]
fn single_observations_average() {
    let spec = json!({ "rule": "natural-gradient", "rate": 1, "schedule": "inverse-time",
                       "chart": "expectation", "batch": { "size": 1, "seed": 4 } });
    let experiment = run("gaussian", &spec, 2000);
    let run = only(&experiment);
    // The first step would land on the edge of the domain and is halved. The effect decreases
    // as 1/t.
    assert_eq!(run.steps(), 2000);
    let data = [-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1];
    let drawn = (0..2000).map(|step| data[Random::nth(4, step).below(8)]);
    let mean = drawn.sum::<f64>() / 2000.0;
    assert!((run.points()[2000].0 - mean).abs() < 3e-3);
}

#[test]
fn specifications_are_normalised_and_refused_by_name() {
    let with = |batch: Json| {
        read(&json!({ "model": "gaussian", "start": { "chart": "variance", "at": [5, 1] },
                      "runs": [{ "rule": "gradient", "chart": "variance", "batch": batch }] }))
    };
    let written = serde_json::to_value(with(json!({})).unwrap()).unwrap();
    assert_eq!(written["runs"][0]["batch"], json!({ "size": 64, "seed": 0 }));
    let without = serde_json::to_value(with(Json::Null).unwrap()).unwrap();
    assert_eq!(without["runs"][0].get("batch"), None);
    for (batch, message) in [
        (json!(3), "runs[0].batch is 3; allowed: an object"),
        (json!({ "size": 0 }), "runs[0].batch.size is 0; allowed: a whole number from 1 to 100000"),
        (
            json!({ "seed": -1 }),
            "runs[0].batch.seed is -1; allowed: a whole number from 0 to 9007199254740991",
        ),
        (
            json!({ "sead": 1 }),
            "runs[0].batch.sead is 1; allowed: no such field; the fields here are size, seed",
        ),
    ] {
        assert_eq!(with(batch).unwrap_err(), message);
    }
}
