//! Small inputs on which the core was once wrong, with what is right, and the laws
//! that each of them stands for.

use kl_ball::catalog::Invariance;
use kl_ball::experiment::Status;
use kl_ball::geometry::Point;
use kl_ball::model::Connection;
use kl_ball::model::prelude::*;
use kl_ball::numeric::random::Random;
use kl_ball::step::{Memory, Site, take};
use kl_ball::sweep::Best;
use kl_ball::{Experiment, ExperimentSpec, RateSearch, RateSearchSpec};
use serde_json::{Value as Json, json};

use super::inputs::bench;
use crate::common::*;

pub fn run(spec: &Json, steps: u64) -> Experiment {
    let mut experiment = Experiment::new(ExperimentSpec::read(value(spec)).unwrap()).unwrap();
    experiment.advance(steps).unwrap();
    experiment
}

/// The number of NaN pairs of an outline.
fn gaps(outline: &[f64]) -> usize {
    outline.chunks(2).filter(|pair| pair[0].is_nan()).count()
}

/// The charts of the simplex.
pub const CHARTS: [&str; 4] = ["logit", "probability", "sphere", "sequential"];

/// All orders of three things.
pub const ORDERS: [[usize; 3]; 6] =
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[test]
fn a_forward_ball_is_closed_however_rare_a_class_and_whatever_its_name() {
    let bench = bench(&json!({ "model": "categorical", "data": { "counts": [50, 49, 1] } }));
    for rare in [0.01, 1e-3, 1e-6, 1e-9, 1e-12] {
        let p = [0.5, 0.5 - rare, rare];
        for order in ORDERS {
            let [p1, p2, _] = order.map(|k| p[k]);
            for chart in CHARTS {
                let center = bench.convert([p1, p2], "probability", chart).unwrap();
                for radius in [1e-3, 0.05, 0.5, 3.0] {
                    let outline = bench.ball("kl-old-new", center, radius, 128, chart).unwrap();
                    let label = format!("{rare} {order:?} {chart} {radius}");
                    assert_eq!((gaps(&outline), outline.len()), (0, 256), "{label}");
                }
            }
        }
    }
}

#[test]
fn a_reverse_ball_that_reaches_infinity_has_a_gap_there() {
    let bench = bench(&json!({ "model": "categorical", "data": { "counts": [5, 3, 2] } }));
    let open = bench.ball("kl-new-old", [0.2505, 0.7584], 0.27129, 64, "logit").unwrap();
    assert!(gaps(&open) > 0);
    let mut random = Random::seeded(6);
    for _ in 0..200 {
        let center = [random.normal(), random.normal()];
        let [p1, p2] = bench.convert(center, "logit", "probability").unwrap();
        let least = p1.min(p2).min(1.0 - p1 - p2);
        // Closed below this radius, open above it (docs/mathematics/categorical.md).
        let limit = -(-least).ln_1p();
        for (share, is_open) in [(0.9, false), (1.1, true), (2.0, true)] {
            for chart in ["logit", "sequential"] {
                let at = bench.convert(center, "logit", chart).unwrap();
                let outline = bench.ball("kl-new-old", at, share * limit, 64, chart).unwrap();
                assert_eq!(gaps(&outline) > 0, is_open, "{center:?} {share} {chart}");
            }
        }
    }
}

/// Runs of a rule in every chart, from starts given in the first: the same number of steps, the
/// same end, the same losses.
fn assert_one_run(model: &Json, charts: &[&str], start: &Json, rule: &Json) {
    let runs: Vec<Json> = charts
        .iter()
        .map(|chart| {
            let mut run = rule.clone();
            run["chart"] = json!(chart);
            run
        })
        .collect();
    let mut spec = model.clone();
    (spec["start"], spec["runs"]) = (start.clone(), json!(runs));
    let done = run(&spec, 60);
    let first = &done.runs()[0];
    let losses = done.series(0, "loss").unwrap();
    for (k, other) in done.runs().iter().enumerate() {
        let label = || format!("{model} {start} {rule} {}", charts[k]);
        assert_eq!((first.steps(), first.status()), (other.steps(), other.status()), "{}", label());
        for (a, b) in losses.iter().zip(done.series(k, "loss").unwrap()) {
            close(b, *a, 1e-9, label);
        }
    }
}

#[test]
fn rules_that_know_no_chart_make_one_run_in_all_charts() {
    for case in cases() {
        let charts: Vec<&str> = case.entry.charts.iter().map(|chart| chart.name).collect();
        for (entry, rule) in rules() {
            if entry.invariance != Invariance::Exact || entry.name == "mirror" {
                continue;
            }
            let spec = match case.set {
                "" => json!({ "model": case.entry.name }),
                set => json!({ "model": case.entry.name, "data": { "set": set } }),
            };
            let at = bench(&spec).start(charts[0]).unwrap();
            assert_one_run(&spec, &charts, &json!({ "chart": charts[0], "at": at }), &rule);
        }
    }
}

#[test]
fn the_exact_trust_region_takes_the_policy_to_its_best_in_every_chart() {
    let start = json!({ "chart": "probability", "at": [0.5, 0.05] });
    for chart in CHARTS {
        let done = run(
            &json!({ "model": "policy", "start": start,
                     "runs": [{ "rule": "trust-region", "radius": 0.05, "chart": chart }] }),
            100,
        );
        let one = &done.runs()[0];
        assert_eq!((one.steps(), one.status()), (11, Status::Converged), "{chart}");
        close(*done.series(0, "loss").unwrap().last().unwrap(), -1.0, 1e-9, || chart.into());
    }
}

/// Twenty inputs 0, 1, …, 19 and one that is far away.
fn with_outlier(value: f64) -> Json {
    let x: Vec<f64> = (0..20).map(f64::from).chain([value]).collect();
    let y = [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1];
    json!({ "model": "logistic", "data": { "x": x, "y": y } })
}

#[test]
fn one_extreme_input_does_not_spoil_the_others() {
    let there = bench(&with_outlier(1e8));
    let found = there.inspect([0.2, -2.0], "raw").unwrap();
    let right = [21.867214874869383, 1.7620530086041803, 0.18120499540344215];
    let same = |found: f64, right: f64, what: &str| {
        close(found, right, 1e-13 * right.abs(), || what.to_owned());
    };
    found.fisher.iter().zip(right).for_each(|(&found, right)| same(found, right, "fisher"));
    same(found.loss, 0.5679638333529319, "loss");
    same(found.gradient[0], -0.028067383643197254, "slope of the loss");
    same(found.gradient[1], -0.018133194189422955, "slope of the loss");
    for outlier in [1e8, 1e12, 1e15] {
        let [w, b] = bench(&with_outlier(outlier)).optimum("raw").unwrap().unwrap();
        same(w, 0.17104771083356501, "best slope");
        same(b, -1.6249532529188677, "best intercept");
    }
    let x = [3, 5, 4, 7, 6, 8, 9, 12, 11, 10, 2, 6, 99_999_999];
    let y = [0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1];
    let code = bench(&json!({ "model": "logistic", "data": { "x": x, "y": y } }));
    // R 4.2 stops at (0.38595351, −2.21955839).
    let [w, b] = code.optimum("raw").unwrap().unwrap();
    same(w, 0.38595351787783905, "best slope");
    same(b, -2.2195584592051145, "best intercept");
}

#[test]
fn every_rule_runs_on_data_with_an_extreme_input() {
    for outlier in [1e8, 1e12] {
        for chart in ["raw", "rescaled", "whitened", "boundary"] {
            let model = with_outlier(outlier);
            let start = bench(&model).convert([0.1, -1.5], "raw", chart).unwrap();
            for (entry, mut rule) in rules() {
                rule["chart"] = json!(chart);
                let mut spec = model.clone();
                spec["start"] = json!({ "chart": chart, "at": start });
                spec["runs"] = json!([rule]);
                let done = run(&spec, 50);
                let (one, label) = (&done.runs()[0], format!("{outlier} {rule}"));
                // A best fit exists, and Newton's method finds it.
                assert_ne!(one.status(), Status::Unbounded, "{label}");
                if entry.invariance == Invariance::Exact {
                    let end = (one.status().name(), one.steps());
                    assert!(matches!(end, ("running" | "converged", 1..)), "{label}: {end:?}");
                }
            }
        }
    }
}

#[test]
fn the_exact_trust_region_passes_an_extreme_input_in_both_directions() {
    // The slope matters to 10⁻¹² at first, and in the end to a tenth.
    for radius in [0.003, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0] {
        for direction in ["old-new", "new-old"] {
            let start = json!({ "chart": "raw", "at": [1e-12, 0.3] });
            let rule = json!({ "rule": "trust-region", "radius": radius, "direction": direction });
            let charts = ["raw", "rescaled", "whitened", "boundary"];
            assert_one_run(&with_outlier(1e12), &charts, &start, &rule);
            let mut spec = with_outlier(1e12);
            (spec["start"], spec["runs"]) = (start, json!([rule]));
            spec["runs"][0]["chart"] = json!("raw");
            let done = run(&spec, 200);
            let label = format!("{radius} {direction}");
            assert_eq!(done.runs()[0].status(), Status::Converged, "{label}");
            let name = if direction == "old-new" { "kl" } else { "kl-reverse" };
            let costs = done.series(0, name).unwrap();
            let (_, before) = costs[1..].split_last().unwrap();
            before.iter().for_each(|&kl| close(kl, radius, 1e-8 * radius, || label.clone()));
        }
    }
}

#[test]
fn a_ray_ends_at_its_divergence_however_large_the_numbers_are_that_nearly_cancel() {
    let bulk = [-1.4, -0.9, -0.3, 0.0, 0.2, 0.8, 1.1, 1.7, 2.4];
    let labels = [0, 1, 0, 0, 1, 0, 1, 1, 1];
    let mut random = Random::seeded(12);
    for extremes in [[9999.0, -9.999e9], [1e8, 1.0], [1e10, -2e3]] {
        let x: Vec<f64> = bulk.iter().map(|x| 20.0 + 5.0 * x).chain(extremes).collect();
        let y: Vec<i32> = labels.into_iter().chain([1, 0]).collect();
        let bench = bench(&json!({ "model": "logistic", "data": { "x": x, "y": y } }));
        for _ in 0..40 {
            let slope = random.normal() / 5.0;
            let raw = [slope, random.normal() - 20.0 * slope];
            assert_ray(&bench, "raw", raw, &["raw", "rescaled", "whitened"]);
        }
    }
    // Seconds since 1970: in expectation parameters the variance has eight digits left.
    let x: Vec<f64> = bulk.iter().map(|x| 1.7e9 + 1e6 * x).collect();
    let bench = bench(&json!({ "model": "gaussian", "data": { "x": x } }));
    for _ in 0..40 {
        let at = [1.7e9 + 1e6 * random.normal(), 1e6f64.ln() - uniform(&mut random, [0.0, 2.0])];
        let charts = ["variance", "precision", "std-dev", "log-std", "natural", "expectation"];
        assert_ray(&bench, "log-std", at, &charts);
    }
}

/// A step along the natural gradient costs what it may.
fn assert_ray(bench: &kl_ball::Workbench, chart: &str, at: [f64; 2], charts: &[&str]) {
    let rule = json!({ "rule": "kl-ray", "radius": 0.05 });
    let rule = kl_ball::RuleSpec::read(value(&rule)).unwrap();
    for seen in charts {
        let there = bench.convert(at, chart, seen).unwrap();
        let step = bench.step(&rule, there, seen).unwrap();
        close(step.kl, 0.05, 1e-6, || format!("{seen} {there:?} {}", step.status));
    }
}

#[test]
fn exact_steps_beside_an_extreme_input_end_on_their_boundary_and_at_one_place() {
    let (mut random, mut worst) = (Random::seeded(13), 0.0f64);
    for outlier in [1e8, -1e10] {
        let bench = bench(&with_outlier(outlier));
        for _ in 0..25 {
            // The extreme input has the label 1, and soon the other one is certain there.
            let slope = -outlier.signum() * uniform(&mut random, [0.05, 0.6]);
            let raw = [slope, random.normal() - 9.5 * slope];
            for rule in ["kl-ball", "trust-region", "kl-ray"] {
                for radius in [0.01, 0.05, 0.1, 0.3] {
                    let spec = json!({ "rule": rule, "radius": radius });
                    let rule = kl_ball::RuleSpec::read(value(&spec)).unwrap();
                    let step = |chart| {
                        let there = bench.convert(raw, "raw", chart).unwrap();
                        let step = bench.step(&rule, there, chart).unwrap();
                        (step.status, step.kl, bench.convert(step.theta, chart, "raw").unwrap())
                    };
                    let label = || format!("{outlier:e} {raw:?} {spec}");
                    let (status, kl, landing) = step("raw");
                    assert_eq!(status, "ok", "{}", label());
                    let is_inside = spec["rule"] == "trust-region" && kl < radius * (1.0 - 1e-3);
                    assert!(is_inside || (kl / radius - 1.0).abs() < 1e-9, "{} {kl}", label());
                    let (status, _, other) = step("rescaled");
                    assert_eq!(status, "ok", "{}", label());
                    // The slope in units in which the extreme input is 1, and the intercept.
                    for (p, q) in landing
                        .iter()
                        .zip(other)
                        .zip([outlier, 1.0])
                        .map(|((p, q), unit)| (p * unit, q * unit))
                    {
                        worst = worst.max((p - q).abs() / (1.0 + p.abs()));
                    }
                }
            }
        }
    }
    assert!(worst < 1e-5, "{worst:e}");
}

#[test]
fn words_say_what_is_needed() {
    let refused = |spec: Json| match kl_ball::ModelSpec::read(value(&spec)) {
        Ok(spec) => spec.build().err().unwrap().to_string(),
        Err(error) => error.to_string(),
    };
    let one = refused(json!({ "model": "gaussian", "data": { "x": [5] } }));
    assert!(one.contains("1 observation") && one.contains("at least 2 are needed"), "{one}");
    for label in [json!("yes"), json!(2), json!(null), json!(0.5)] {
        let text =
            refused(json!({ "model": "logistic", "data": { "x": [1, 2], "y": [0, label] } }));
        assert!(text.starts_with("data.y[1]") && text.contains("0 or 1"), "{text}");
    }
}

#[test]
fn a_run_on_labels_that_can_be_told_apart_never_converges() {
    let data = [
        json!({ "x": [1, 2, 3, 4], "y": [0, 0, 1, 1] }),
        json!({ "x": [1, 2, 2, 4], "y": [0, 0, 1, 1] }),
        json!({ "x": [1, 2, 3], "y": [1, 1, 1] }),
    ];
    for data in data {
        let spec = json!({ "model": "logistic", "data": data });
        let bench = bench(&spec);
        for (_, mut rule) in rules() {
            rule["chart"] = json!("raw");
            assert_eq!(bench.optimum("raw").unwrap(), None);
            let mut spec = spec.clone();
            spec["start"] = json!({ "chart": "raw", "at": [0, 0] });
            spec["runs"] = json!([rule]);
            let status = run(&spec, 1000).runs()[0].status().name();
            let right = ["running", "unbounded", "left-domain", "ill-posed"];
            assert!(right.contains(&status), "{data} {rule}: {status}");
        }
    }
    let newton = json!({ "model": "logistic", "data": { "x": [1, 2, 3, 4], "y": [0, 0, 1, 1] },
        "start": { "chart": "raw", "at": [0, 0] }, "runs": [{ "rule": "newton", "chart": "raw" }] });
    assert_eq!(run(&newton, 1000).runs()[0].status(), Status::Unbounded);
}

#[test]
fn the_exact_trust_region_follows_a_class_that_was_never_seen_to_where_numbers_end() {
    let mut random = Random::seeded(8);
    for counts in [[5, 0, 2], [0, 5, 2], [5, 2, 0], [0, 0, 7]] {
        for direction in ["old-new", "new-old"] {
            for _ in 0..25 {
                let at = [3.0 * random.normal(), 3.0 * random.normal()];
                let radius = 10f64.powf(uniform(&mut random, [-2.5, 0.5]));
                let runs = CHARTS.iter().map(|chart| {
                    json!({ "rule": "trust-region", "radius": radius, "direction": direction, "chart": chart })
                });
                let spec = json!({ "model": "categorical", "data": { "counts": counts },
                    "start": { "chart": "logit", "at": at }, "runs": runs.collect::<Vec<_>>() });
                let done = run(&spec, 2000);
                let label = || format!("{counts:?} {direction} {radius} {at:?}");
                for (r, one) in done.runs().iter().enumerate() {
                    assert_eq!(one.status(), Status::Unbounded, "{} {r}", label());
                    let losses = done.series(r, "loss").unwrap();
                    assert!(losses.windows(2).all(|pair| pair[1] <= pair[0]), "{}", label());
                    let kls = done.series(
                        r,
                        &format!("kl{}", if direction == "old-new" { "" } else { "-reverse" }),
                    );
                    let kls = kls.unwrap();
                    assert!(kls.iter().all(|&kl| kl <= radius * (1.0 + 1e-9)), "{}", label());
                    if direction == "old-new" {
                        let short = kls.iter().skip(1).filter(|&&kl| kl < radius * (1.0 - 1e-9));
                        assert_eq!(short.count(), 0, "{} {kls:?}", label());
                    }
                }
            }
        }
    }
}

fn best_of(search: &Json) -> Best {
    let spec = RateSearchSpec::read(value(search)).unwrap();
    let mut search = RateSearch::new(spec).unwrap();
    while search.advance(10_000) < 1.0 {}
    search.best().unwrap()
}

/// A search for starts that need hundreds of steps together, or thousands.
fn long_search(rule: &str, [model, data, chart]: [&str; 3], gap: f64) -> Json {
    let case = Case::of("", json!({ "model": model, "data": { "set": data } }));
    let seen = case.chart(chart);
    let starts = case.starts().into_iter().take(4).map(|own| seen.chart().from_own(own).array());
    let starts: Vec<_> = starts.map(|at| json!({ "chart": chart, "at": at })).collect();
    json!({ "model": model, "data": { "set": data }, "starts": starts, "gap": gap, "steps": 800,
            "range": [1e-4, 10.0], "run": { "rule": rule, "chart": chart } })
}

/// The steps of all starts of a search at another rate; the largest number if one does not arrive
/// in fewer than `most` together.
fn steps_at(search: &Json, value_of: (&str, f64), most: u64) -> u64 {
    let (option, value) = value_of;
    let text = |field: &str| search[field].as_str().unwrap().to_owned();
    let spec = json!({ "model": text("model"), "data": search["data"] });
    let case = Case::of("", spec);
    let seen = case.chart(search["run"]["chart"].as_str().unwrap());
    let goal = case.model.loss(case.model.optimum().unwrap()) + search["gap"].as_f64().unwrap();
    let mut spec = search["run"].clone();
    spec.as_object_mut().unwrap().remove("chart");
    spec[option] = json!(value);
    let rule = rule(&spec);
    let mut all = 0;
    for start in search["starts"].as_array().unwrap() {
        let at = [0, 1].map(|k| start["at"][k].as_f64().unwrap());
        let (mut at, mut memory, mut count) = (Point::from(at), Memory::default(), 0);
        while seen.loss(at) > goal {
            let Ok(taken) = take(rule.as_ref(), &Site::new(&seen, at, count + 1), &mut memory)
            else {
                return u64::MAX;
            };
            (at, count) = (taken.segment.to, count + 1);
            if count > 800 || all + count >= most {
                return u64::MAX;
            }
        }
        all += count;
    }
    all
}

#[test]
fn no_rate_of_a_fine_grid_is_better_where_starts_need_many_steps() {
    let gaussian = |chart| ["gaussian", "teaching", chart];
    let logistic = ["logistic", "oring", "whitened"];
    let searches = [
        ("momentum", gaussian("precision"), 1e-6),
        ("nesterov", gaussian("precision"), 1e-6),
        ("adam", gaussian("precision"), 1e-6),
        ("fisher-ball", gaussian("precision"), 1e-6),
        ("momentum", logistic, 1e-8),
        ("fisher-ball", logistic, 1e-8),
        ("adam", logistic, 1e-8),
    ];
    let (mut random, mut long) = (Random::seeded(9), 0);
    for (rule, what, gap) in searches {
        let spec = long_search(rule, what, gap);
        let found = best_of(&spec);
        let best = &found.trial;
        assert!(best.missed == 0 && best.steps <= 2500, "{rule} {what:?} {best:?}");
        long += u32::from(best.steps > 250);
        let below = (0.98 * best.steps as f64) as u64;
        for _ in 0..150 {
            let place = uniform(&mut random, [0.0, 4000.0]).floor() / 3999.0;
            let rate = 1e-4 * 1e5f64.powf(place);
            let steps = steps_at(&spec, (found.option, rate), below);
            assert!(steps >= below, "{rule} {what:?} {rate}: {steps} {best:?}");
        }
    }
    assert!(long >= 3, "{long} searches with more than 250 steps");
}

/// A search over the range of the slider.
fn slider_search(model: Json, rule: Json, starts: &[[f64; 2]], gap: f64) -> Json {
    let chart = if model["model"] == "categorical" { "logit" } else { "log-std" };
    let starts: Vec<_> = starts.iter().map(|at| json!({ "chart": chart, "at": at })).collect();
    let mut search = model;
    (search["run"], search["starts"], search["gap"]) = (rule, json!(starts), json!(gap));
    search
}

#[test]
fn a_rate_is_found_between_the_rungs_however_narrow_its_window() {
    // Only by chance does a step of constant length arrive: no rung of the ladders lets both starts arrive.
    let starts =
        [[5.884672276202726, -2.2118407963176496], [5.320979150986917, -0.07762215358286761]];
    let discs = slider_search(
        json!({ "model": "gaussian", "data": { "set": "cavendish" } }),
        json!({ "rule": "euclidean-ball", "chart": "log-std" }),
        &starts,
        1.5600026215148291e-7,
    );
    let best = best_of(&discs).trial;
    assert!(best.missed == 0 && best.steps <= 295, "{best:?}");
    // A root on a ray, and a line search, are as cheap.
    let ray = slider_search(
        json!({ "model": "categorical", "data": { "counts": [50, 49, 1] } }),
        json!({ "rule": "kl-ray", "chart": "sequential", "direction": "new-old" }),
        &[[0.3501423561576721, 1.1381496797405926]],
        6.890194385843871e-7,
    );
    let best = best_of(&ray).trial;
    assert!(best.missed == 0 && best.steps <= 8, "{best:?}");
    let halving = slider_search(
        json!({ "model": "gaussian", "data": { "set": "teaching" } }),
        json!({ "rule": "trpo", "chart": "natural" }),
        &[[2.456604000544039, -0.25245610364586546], [-0.609186108954408, 0.5060070756590328]],
        0.002561641980901367,
    );
    let best = best_of(&halving).trial;
    assert!(best.missed == 0 && best.steps <= 5, "{best:?}");
}

#[test]
fn no_rate_of_a_fine_grid_is_better_than_the_best() {
    let starts: Vec<Json> = [[-1.0, 1.5], [3.0, 0.8], [1.5, 3.0]]
        .map(|at| json!({ "chart": "std-dev", "at": at }))
        .to_vec();
    let spec = |rule: &str, range: [f64; 2]| {
        json!({ "model": "gaussian", "data": { "set": "teaching" }, "starts": starts,
                "run": { "rule": rule, "chart": "precision" }, "range": range, "steps": 200, "gap": 0.01 })
    };
    let found = best_of(&spec("momentum", [1e-4, 10.0]));
    assert_eq!((found.trial.missed, found.trial.steps), (0, 11), "{found:?}");
    let mut random = Random::seeded(3);
    for (rule, option) in [
        ("gradient", "rate"),
        ("momentum", "rate"),
        ("nesterov", "rate"),
        ("rmsprop", "rate"),
        ("adam", "rate"),
        ("natural-gradient", "rate"),
        ("kl-ray", "radius"),
        ("trpo", "radius"),
        ("fisher-ball", "radius"),
    ] {
        let search = spec(rule, [1e-3, 1.0]);
        let best = best_of(&search).trial;
        for _ in 0..200 {
            let rate = 1e-3 * 1e3f64.powf(uniform(&mut random, [0.0, 3999.0]).floor() / 3999.0);
            let steps = steps_by_runs(&search, (option, rate));
            let is_better = best.missed > 0 || (steps as f64) < 0.98 * best.steps as f64;
            assert!(steps == u64::MAX || !is_better, "{rule} {rate}: {steps} {best:?}");
        }
    }
}

/// The steps of all starts of a search together at another rate, which may be more than those of the search; the
/// largest number if one does not arrive.
fn steps_by_runs(search: &Json, (option, value): (&str, f64)) -> u64 {
    let mut spec =
        json!({ "model": search["model"], "data": search["data"], "runs": [search["run"]] });
    spec["runs"][0][option] = json!(value);
    let case = Case::of("", json!({ "model": search["model"], "data": search["data"] }));
    let goal = case.model.loss(case.model.optimum().unwrap()) + search["gap"].as_f64().unwrap();
    let mut steps = |start: &Json| {
        spec["start"] = start.clone();
        let losses = run(&spec, search["steps"].as_u64().unwrap()).series(0, "loss").unwrap();
        losses.iter().position(|&loss| loss <= goal).map_or(u64::MAX, |count| count as u64)
    };
    search["starts"].as_array().unwrap().iter().map(&mut steps).fold(0, u64::saturating_add)
}

/// The direct formulas in the chart `boundary`, with `z = w (x − t)`: the Fisher matrix, the
/// Hessian and the empirical Fisher matrix.
fn by_the_boundary(x: &[f64], y: &[f64], [t, w]: [f64; 2]) -> [[f64; 3]; 3] {
    let mut sums = [[0.0; 3]; 3];
    let mut residuals = 0.0;
    for (x, y) in x.iter().zip(y) {
        let [p, rest] = [1.0, -1.0].map(|sign| 1.0 / (1.0 + (-sign * w * (x - t)).exp()));
        let residual = if *y > 0.0 { -rest } else { p };
        residuals += residual;
        for (sum, weight) in sums.iter_mut().zip([p * rest, p * rest, residual * residual]) {
            let score = [-w, x - t];
            sum[0] += weight * score[0] * score[0];
            sum[1] += weight * score[0] * score[1];
            sum[2] += weight * score[1] * score[1];
        }
    }
    sums[1][1] -= residuals;
    sums.map(|sum| sum.map(|entry| entry / x.len() as f64))
}

#[test]
fn a_code_for_missing_inputs_does_not_spoil_the_matrices_of_the_boundary() {
    let mut random = Random::seeded(31);
    for (offset, spread) in [(1.7e9, 86400.0), (1.7e9, 3600.0), (2015.0, 5.0), (273.15, 3.0)] {
        for code in [0.0, -1.0, 1.0, 99999999.0, 1e12] {
            for _ in 0..8 {
                let near = (0..12).map(|_| offset + spread * random.normal());
                let x: Vec<f64> = near.collect::<Vec<_>>().into_iter().chain([code; 14]).collect();
                // The labels of the codes agree, so that certain ones have a weight of zero.
                let y: Vec<f64> = (0..26).map(|k| f64::from(k >= 12 || k % 2 == 0)).collect();
                let w = (0.5 + random.normal().abs()) / spread * (code - offset).signum();
                let at = [offset + spread * random.normal(), w];
                let spec = json!({ "model": "logistic", "data": { "x": x, "y": y } });
                let found = bench(&spec).inspect(at, "boundary").unwrap();
                let right = by_the_boundary(&x, &y, at);
                let empirical = found.empirical_fisher.unwrap();
                for (found, right) in [found.fisher, found.hessian, empirical].iter().zip(right) {
                    // An entry beside the diagonal may be zero.
                    let product = (right[0] * right[2]).abs().sqrt();
                    let sizes = [right[0].abs(), right[1].abs().max(product), right[2].abs()];
                    for k in 0..3 {
                        let label = || format!("{offset} {code} {at:?} {found:?} {right:?}");
                        close(found[k], right[k], 1e-9 * sizes[k], label);
                    }
                }
            }
        }
    }
}

#[test]
fn every_optimum_of_a_mixture_is_found_also_where_parts_are_wide_or_observations_far_apart() {
    let far = json!([-10, -10.1, -9.8, 0, 10, 10.1, 9.7]);
    let few = json!([-5, -2, 0, 2, 5, 9, 14, 20]);
    // Data, options, how many optima there are in `means`, and one of them.
    let cases = [
        (json!("faithful"), json!({ "weight": 0.9, "spread": 1.145 }), 1, [2.7887587, 3.5655561]),
        (far, json!({ "spread": 1 }), 4, [-7.475, 9.9333333]),
        (few, json!({ "weight": 0.3, "spread": 0.5 }), 4, [1.5, 17.0]),
    ];
    for (data, options, least, wanted) in cases {
        let data = if data.is_string() { json!({ "set": data }) } else { json!({ "x": data }) };
        let spec = json!({ "model": "mixture", "data": data, "options": options });
        let bench = bench(&spec);
        let optima = bench.optima("means").unwrap();
        assert!(optima.len() >= least, "{spec}: {optima:?}");
        let gap = |at: &[f64; 2]| (at[0] - wanted[0]).hypot(at[1] - wanted[1]);
        assert!(optima.iter().any(|at| gap(at) < 1e-5), "{spec}: {optima:?}");
        let losses: Vec<f64> =
            optima.iter().map(|&at| bench.inspect(at, "means").unwrap().loss).collect();
        assert!(losses.is_sorted(), "{spec}: {losses:?}");
    }
}

#[test]
fn newton_is_the_natural_gradient_where_the_hessian_is_the_fisher_matrix() {
    let unix: Vec<f64> = [1.0, 2.5, 3.0, 7.0, 4.0, 9.25, 5.0, 6.0].map(|x| 1.7e12 + x).into();
    let days: Vec<f64> =
        [11.0, 3600.25, 7211.0, 9000.0, 12000.5, 86400.0].map(|x| 1.7e9 + x).into();
    let kelvin: Vec<f64> =
        [1.0, 2.5, 3.0, 7.0, 4.0, 9.25, 5.0, 6.0].map(|x| 273.15 + 1e-3 * x).into();
    let labels = [0, 0, 1, 0, 1, 0, 1, 1];
    let mut specs: Vec<Json> = cases().into_iter().map(|case| case.spec).collect();
    specs.push(json!({ "model": "logistic", "data": { "x": unix, "y": labels } }));
    specs.push(json!({ "model": "logistic", "data": { "x": kelvin, "y": labels } }));
    specs.push(json!({ "model": "gaussian", "data": { "x": unix } }));
    specs.push(json!({ "model": "gaussian", "data": { "x": days } }));
    for spec in specs {
        let case = Case::of("own", spec);
        for seen in case.charts() {
            let is_natural = seen.charted.flat_connection() == Some(Connection::Exponential);
            if !(is_natural && seen.charted.is_likelihood()) {
                continue;
            }
            for own in case.starts() {
                let at = seen.from_own(own);
                let end = |rule: &Json| {
                    step(&seen.charted, read_rule(rule).unwrap().build().as_ref(), at)
                };
                let newton = end(&json!({ "rule": "newton" }));
                let natural = end(&json!({ "rule": "natural-gradient", "rate": 1.0 }));
                assert_eq!(newton, natural, "{} {at:?}", seen.label);
            }
        }
    }
}

#[test]
fn no_radius_of_a_fine_grid_is_better_for_exact_balls() {
    let teaching = json!({ "model": "gaussian", "data": { "set": "teaching" } });
    let counts = json!({ "model": "categorical", "data": { "counts": [26, 13, 26] } });
    let far = [[-2.867574887145119, -0.8522278508852904]];
    let three = [
        [-0.17441773802398938, -2.053485171959735],
        [-2.4599892486666515, -0.5497944505608912],
        [0.2916518183770909, -0.6949545554141832],
    ];
    let two = [[1.2, -0.3], [0.3, 0.4]];
    let wide = [[0.0, 0.5 * 3f64.ln()]];
    let searches = [
        (&teaching, "precision", "old-new", &far[..], 1e-3),
        (&teaching, "natural", "old-new", &[[0.0, 0.0]], 1e-2),
        (&teaching, "variance", "old-new", &wide, 1e-2),
        (&teaching, "variance", "old-new", &wide, 1e-3),
        (&teaching, "natural", "old-new", &wide, 1e-3),
        (&teaching, "expectation", "new-old", &wide, 1e-3),
        (&teaching, "natural", "old-new", &three, 1e-3),
        (&counts, "sphere", "old-new", &two, 1e-3),
    ];
    for (model, chart, direction, starts, gap) in searches {
        let rule = json!({ "rule": "kl-ball", "chart": chart, "direction": direction });
        let mut search = slider_search(model.clone(), rule, starts, gap);
        search["steps"] = json!(200);
        let found = best_of(&search);
        let best = &found.trial;
        assert!(best.missed == 0 && best.steps <= 50, "{search} {best:?}");
        for k in (0..4000).step_by(16) {
            let radius = 1e-3 * 1e3f64.powf(f64::from(k) / 3999.0);
            let steps = steps_by_runs(&search, (found.option, radius)) as f64;
            assert!(steps >= 0.98 * best.steps as f64, "{search} {radius}: {steps} {best:?}");
        }
    }
}

#[test]
fn exact_rules_make_one_run_where_second_moments_cannot_hold_a_variance() {
    for (center, width) in [(-1e5, 1e-3), (1e6, 1e-4), (273.15, 1e-9), (1.7e9, 1e-2)] {
        let x: Vec<f64> = [-1.0, -0.4, 0.3, 0.9].map(|x| center + width * x).into();
        let model = json!({ "model": "gaussian", "data": { "x": x } });
        let charts: Vec<&str> = teaching().entry.charts.iter().map(|chart| chart.name).collect();
        let start = json!({ "chart": "std-dev", "at": [center + 1e-3 * center.abs(), 1e-3 * center.abs()] });
        for rule in [json!({ "rule": "trust-region" }), json!({ "rule": "geodesic" })] {
            assert_one_run(&model, &charts, &start, &rule);
        }
    }
}

#[test]
fn newton_takes_the_same_step_in_all_units_of_inputs_far_from_zero() {
    let x: Vec<f64> = [1.0, 2.5, 3.0, 7.0, 4.0, 9.25, 5.0, 6.0].map(|x| 1.7e12 + x).into();
    let charts = ["raw", "rescaled", "whitened"];
    let runs = charts.map(|chart| json!({ "rule": "newton", "chart": chart }));
    let spec = json!({ "model": "logistic", "data": { "x": x, "y": [0, 0, 1, 0, 1, 0, 1, 1] },
        "start": { "chart": "whitened", "at": [0.7, 0.4] }, "runs": runs });
    let done = run(&spec, 1);
    for (k, chart) in charts.into_iter().enumerate() {
        let losses = done.series(k, "loss").unwrap();
        assert_eq!(losses.len(), 2, "{chart}");
        close(losses[1], 0.70077, 1e-4, || chart.to_owned());
    }
}
