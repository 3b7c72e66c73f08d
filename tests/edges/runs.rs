//! Runs of every rule in every chart, from starts anywhere, with steps of any size.

use kl_ball::catalog::{ModelEntry, RuleEntry, SERIES, Series, SeriesEntry};
use kl_ball::data::Kind;
use kl_ball::experiment::{Run, Status};
use kl_ball::geometry::{Point, Segment};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::numeric::random::Random;
use kl_ball::{Experiment, ExperimentSpec, Invalid};
use serde_json::{Value as Json, json};

use super::inputs::{built, coordinate, one, run, sizes};
use crate::common::*;

const STATUSES: [&str; 7] =
    ["running", "converged", "left-domain", "singular", "ill-posed", "collapsed", "unbounded"];

fn build(spec: &Json) -> Result<Experiment, Invalid> {
    ExperimentSpec::read(value(spec)).and_then(Experiment::new)
}

/// A whole specification of one run.
fn whole(model: &Json, start: (&str, [f64; 2]), run: Json) -> Json {
    let mut spec = model.clone();
    spec["start"] = json!({ "chart": start.0, "at": start.1 });
    spec["runs"] = json!([run]);
    spec
}

/// Asserts what the table in `mod.rs` says about a run, and returns its status.
fn check(spec: &Json, entry: &RuleEntry, experiment: &Experiment, steps: u64) -> &'static str {
    let run = &experiment.runs()[0];
    let status = run.status().name();
    assert!(STATUSES.contains(&status), "{spec}: {status}");
    assert!(run.status() != Status::Running || run.steps() == steps, "{spec}");
    for (k, &at) in run.points().iter().enumerate() {
        let inside = at.is_finite() && run.model().contains(at);
        assert!(inside, "{spec}: point {k} is {at:?}");
        let loss = run.model().loss(at);
        assert!(loss.is_finite(), "{spec}: loss {loss} at point {k}, {at:?}");
    }
    for &SeriesEntry { name, series, .. } in SERIES {
        let no_number = run
            .series(series)
            .iter()
            .position(|x| x.is_nan() || *x < 0.0 && series != Series::Loss);
        assert_eq!(no_number, None, "{spec}: {name}");
    }
    spends(spec, entry, experiment, run);
    for index in [0, run.points().len() - 1] {
        let form = experiment.metric(0, index).unwrap();
        assert!(form.is_none_or(|form| form.0.iter().all(|x| x.is_finite())), "{spec}");
    }
    assert_eq!(experiment.distance_between(0, 0, 7).unwrap(), 0.0, "{spec}");
    status
}

/// Asserts that every step of a rule with a ball stays in its ball.
fn spends(spec: &Json, entry: &RuleEntry, experiment: &Experiment, run: &Run) {
    let Some(radius) = spec["runs"][0]["radius"].as_f64() else { return };
    let points = run.points();
    if entry.name == "euclidean-ball" {
        for pair in points.windows(2) {
            let size = |p: Point| p.0.abs().max(p.1.abs());
            let rounding = 4.0 * f64::EPSILON * (size(pair[0]) + size(pair[1]));
            let length = (pair[1] - pair[0]).length();
            assert!(length <= radius * (1.0 + 1e-12) + rounding, "{spec}: {length:e}");
        }
        return;
    }
    let reverse = spec["runs"][0]["direction"] == "new-old";
    let kls = run.series(if reverse { Series::KlReverse } else { Series::Kl });
    if entry.name == "fisher-ball" {
        return;
    }
    let direction = if reverse { Direction::NewOld } else { Direction::OldNew };
    // The terms of so small a divergence are near the least number of double precision, and have
    // lost digits: a landing is accepted if it misses the radius by a thousandth (src/ball).
    let tolerance = if radius < 1e-290 { 1e-3 } else { 1e-6 };
    for (k, kl) in kls.iter().enumerate().filter(|(_, kl)| **kl > radius * (1.0 + tolerance)) {
        let way = Segment::between(points[k - 1], points[k]);
        let digits = rounding(run.model(), &way, direction, true);
        assert!(*kl <= radius + digits, "{spec}: {kl:e} at step {k}, rounded by {digits:e}");
    }
    // A step too short to change its point cannot be measured from its ends.
    if radius >= 1e-3 {
        let charts = &experiment.spec().model.model.charts;
        let last = |name| charts.iter().find(|chart| chart.name == name);
        let Some(chart) = last("std-dev").or(last("sequential")) else { return };
        let ends = experiment.trajectory(0, chart.name).unwrap();
        let scale =
            experiment.spec().model.options.and_then(|options| options.scale).unwrap_or([1.0; 2]);
        for pair in ends.windows(2) {
            let (old, new) = if reverse { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
            let kl = match chart.name {
                "std-dev" => textbook_gaussian(old, new),
                _ => textbook_choices(old, new, scale),
            };
            if let Some(kl) = kl {
                assert!(kl <= radius * (1.0 + 1e-4), "{spec}: {kl:e} by the textbook");
            }
        }
    }
}

/// KL of two Gaussians `(μ, σ)` by the textbook formula; `None` where the rounding of the points
/// would dominate.
fn textbook_gaussian(old: Point, new: Point) -> Option<f64> {
    // Expectation parameters know σ² to 2·10⁻¹⁶ (μ/σ)² relative.
    let precise = old.0.abs() < 3e5 * old.1 && new.0.abs() < 3e5 * new.1;
    let (ratio, shift) = (old.1 / new.1, (old.0 - new.0) / new.1);
    (precise && ratio.is_normal())
        .then(|| -ratio.ln() + 0.5 * (ratio * ratio - 1.0 + shift * shift))
}

/// KL of two policies, as the sum over both choices; `None` where the rounding of the points
/// would dominate.
fn textbook_choices(old: Point, new: Point, [k1, k2]: [f64; 2]) -> Option<f64> {
    let precise = [old.0 * k1, old.1 * k2, new.0 * k1, new.1 * k2].iter().all(|z| z.abs() < 30.0);
    let p = |z: f64| 1.0 / (1.0 + (-z).exp());
    let one = |z: f64, w: f64| p(z) * (p(z) / p(w)).ln() + p(-z) * (p(-z) / p(-w)).ln();
    precise.then(|| one(old.0 * k1, new.0 * k1) + p(old.0 * k1) * one(old.1 * k2, new.1 * k2))
}

#[test]
fn every_rule_in_every_chart_takes_steps_of_every_size() {
    let mut seen = std::collections::BTreeSet::new();
    for (k, built) in built().into_iter().enumerate() {
        for chart in built.entry.charts {
            let start = built.start(chart.name);
            for (j, (entry, rule)) in rules_of(built.entry).into_iter().enumerate() {
                // Every third size, starting at another one for each model and rule.
                for size in sizes(entry).into_iter().skip((k + j) % 3).step_by(3) {
                    let run = run(entry, &rule, size, chart.name);
                    let whole = whole(&built.spec, (chart.name, start), run);
                    let mut experiment = built.experiment(&whole).unwrap();
                    experiment.advance(6).unwrap();
                    seen.insert(check(&whole, entry, &experiment, 6));
                }
            }
        }
    }
    assert_eq!(seen.len(), STATUSES.len() - 1, "all but \"collapsed\", of batches: {seen:?}");
}

/// A point of any chart, with coordinates of any size.
fn anywhere(model: &ModelEntry, random: &mut Random) -> (&'static str, [f64; 2]) {
    let chart = one(random, model.charts).name;
    (chart, [coordinate(random), coordinate(random)])
}

#[test]
fn runs_from_anywhere_go_on_or_stop_with_a_status() {
    let models = built();
    let mut random = Random::seeded(8);
    let (mut refused, mut ran) = (0, 0);
    for _ in 0..9000 {
        let built = one(&mut random, &models);
        let model = built.entry;
        let (entry, rule) = one(&mut random, &rules_of(model)).clone();
        let (chart, at) = anywhere(model, &mut random);
        let there = if random.below(3) == 0 { one(&mut random, model.charts).name } else { chart };
        let size = *one(&mut random, &sizes(entry));
        let mut run = run(entry, &rule, size, there);
        if random.below(6) == 0 {
            run["batch"] = json!({ "size": 5, "seed": 3 });
        }
        let whole = whole(&built.spec, (chart, at), run);
        match built.experiment(&whole) {
            Ok(mut experiment) => {
                experiment.advance(15).unwrap();
                check(&whole, entry, &experiment, 15);
                ran += 1;
            }
            // A target has no observations to draw.
            Err(error) if error.field == "runs[0].batch" => {
                assert!(model.takes == Kind::Target, "{whole}: {error}");
                refused += 1;
            }
            Err(error) => {
                assert_eq!(error.field, "start.at", "{whole}: {error}");
                let quoted = error.value.trim_start_matches('[').split(']').next().unwrap();
                let numbers: Vec<f64> = quoted.split(", ").flat_map(str::parse).collect();
                assert_eq!(numbers, at, "{error}");
                let inside = built.bench.contains(at, chart).unwrap();
                assert!(!inside || error.allowed.contains("double precision"), "{whole}: {error}");
                refused += 1;
            }
        }
    }
    assert!(refused > 1000 && ran > 3000, "{refused} {ran}");
}

#[test]
fn thousands_of_steps_stay_inside() {
    let models = built();
    let mut random = Random::seeded(9);
    for _ in 0..100 {
        let built = one(&mut random, &models);
        let (entry, rule) = one(&mut random, &rules_of(built.entry)).clone();
        let chart = one(&mut random, built.entry.charts).name;
        let start = built.start(chart);
        let run = run(entry, &rule, *one(&mut random, &sizes(entry)), chart);
        let whole = whole(&built.spec, (chart, start), run);
        let mut experiment = built.experiment(&whole).unwrap();
        experiment.advance(3000).unwrap();
        check(&whole, entry, &experiment, 3000);
    }
}

#[test]
fn sizes_beyond_their_range_are_refused_by_name() {
    for (entry, rule) in rules() {
        let (name, _) = size_option(entry);
        let most = *sizes(entry).last().unwrap();
        for wrong in [0.0, -5e-324, -1.0, most * 1.001, f64::MAX] {
            let spec = whole(
                &json!({ "model": "gaussian" }),
                ("variance", [5.2, 0.2]),
                run(entry, &rule, wrong, "variance"),
            );
            let error = build(&spec).err().unwrap();
            assert_eq!(error.field, format!("runs[0].{name}"), "{error}");
        }
    }
}

#[test]
fn a_start_beside_a_singularity_is_accepted_and_one_on_it_is_refused() {
    let logistic = json!({ "model": "logistic" });
    let runs =
        || rules().into_iter().map(|(entry, rule)| (entry, run(entry, &rule, 0.05, "boundary")));
    for (entry, run) in runs() {
        for slope in [0.0, -0.0] {
            let spec = whole(&logistic, ("boundary", [70.0, slope]), run.clone());
            let error = build(&spec).err().unwrap();
            assert!(error.field == "start.at" && error.allowed.contains("w ≠ 0"), "{error}");
        }
        let spec = whole(&logistic, ("whitened", [0.0, 0.3]), run.clone());
        assert_eq!(build(&spec).err().unwrap().field, "start.at");
        for slope in [5e-324, 1e-300, 1e-12, -1e-12] {
            let spec = whole(&logistic, ("boundary", [70.0, slope]), run.clone());
            let mut experiment = build(&spec).unwrap();
            experiment.advance(10).unwrap();
            check(&spec, entry, &experiment, 10);
        }
    }
}

#[test]
fn a_step_too_short_to_change_its_point_has_converged() {
    for radius in [1e-300, 1e-150, 1e-40] {
        for (entry, rule) in rules().into_iter().filter(|(entry, _)| size_option(entry).1 == 2.0) {
            let run = run(entry, &rule, radius, "variance");
            let spec = whole(&json!({ "model": "gaussian" }), ("variance", [5.2, 0.2]), run);
            let mut experiment = build(&spec).unwrap();
            experiment.advance(3).unwrap();
            let run = &experiment.runs()[0];
            assert_eq!((run.status(), run.steps()), (Status::Converged, 0), "{spec}");
        }
    }
}
