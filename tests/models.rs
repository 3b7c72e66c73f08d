//! Laws of the models whose families have edges, unbounded balls or no optimum.

use crate::common::{Case, DIRECTIONS, Seen, cases, close, rule, rules, step, value};
use kl_ball::ball::{BallKind, Precision, boundary};
use kl_ball::geometry::{Point, Segment, Tangent, combine};
use kl_ball::model::prelude::*;
use kl_ball::model::{Connection, Direction};
use kl_ball::step::Stop;
use kl_ball::{ModelSpec, Workbench};
use serde_json::{Value as Json, json};

fn bench(spec: &Json) -> Workbench {
    Workbench::new(ModelSpec::read(value(spec)).unwrap()).unwrap()
}

fn refusal(spec: &Json) -> String {
    let built = ModelSpec::read(value(spec)).and_then(Workbench::new);
    built.err().expect("refused").to_string()
}

/// Points at a Fisher distance of at most 1 from a model's centre.
fn places(case: &Case) -> Vec<Point> {
    let center = case.model.optimum().unwrap_or(case.model.center());
    let frame = case.model.frame(center).unwrap();
    let ends = [(0.0, 0.0), (0.3, 0.4), (0.6, 2.5), (0.6, 4.6)].map(|(length, angle)| {
        let velocity = length * combine(frame, angle);
        let connection = match case.model.exponential() {
            Some(_) => Connection::Exponential,
            None => Connection::LeviCivita,
        };
        case.model.geodesic(connection, center, velocity).unwrap().to
    });
    ends.to_vec()
}

fn in_every_chart(mut law: impl FnMut(&Case, &Seen, Point)) {
    for case in cases() {
        for own in places(&case) {
            for seen in case.charts() {
                let at = seen.from_own(own);
                if seen.charted.contains(at) {
                    law(&case, &seen, at);
                }
            }
        }
    }
}

#[test]
fn first_and_second_derivatives_are_those_of_the_loss() {
    in_every_chart(|_, seen, at| {
        let model = &seen.charted;
        let frame = model.frame(at).unwrap();
        for d in frame.map(|u| 1e-4 * u) {
            let what = || format!("{} {at:?}", seen.label);
            if !(model.contains(at + d) && model.connects(at + -d, at + d)) {
                continue;
            }
            let slope = 0.5 * (model.loss(at + d) - model.loss(at + -d));
            close(model.gradient(at).along(d), slope, 1e-10, what);
            let bend = 0.5 * (model.gradient(at + d) + -model.gradient(at + -d)).along(d);
            close(model.hessian(at).apply(d, d), bend, 1e-11, what);
            close(model.fisher(at).apply(d, d), 1e-8, 1e-18, what);
            close(model.mean_score(at).along(d), 0.0, 1e-18, what);
        }
    });
}

#[test]
fn divergences_keep_relative_precision_down_to_the_smallest_steps() {
    in_every_chart(|_, seen, at| {
        let model = &seen.charted;
        for d in model.frame(at).unwrap().map(|u| 1.4e-14 * u) {
            let segment = Segment { from: at, to: at + d, difference: d };
            for (name, direction) in DIRECTIONS {
                let what = || format!("{} {name} {at:?}", seen.label);
                let quadratic = 0.5 * model.fisher(at).apply(d, d);
                close(model.kl(&segment, direction) / quadratic, 1.0, 1e-10, what);
                assert_eq!(model.kl(&Segment::still(at), direction), 0.0);
            }
        }
    });
}

#[test]
fn every_rule_in_every_chart_lands_in_the_domain_or_returns_a_reason() {
    let rules: Vec<_> = rules().into_iter().map(|(_, spec)| (rule(&spec), spec)).collect();
    in_every_chart(|_, seen, at| {
        for (rule, spec) in &rules {
            if let Ok(taken) = step(&seen.charted, rule.as_ref(), at) {
                let what = || format!("{} {spec} {at:?} {taken:?}", seen.label);
                assert!(seen.charted.contains(taken.segment.to), "{}", what());
                let kl = seen.charted.kl(&taken.segment, Direction::OldNew);
                assert!(kl >= 0.0, "{}", what());
            }
        }
    });
}

#[test]
fn trust_regions_are_independent_of_the_chart_and_use_their_whole_radius() {
    for case in cases() {
        for own in &places(&case)[1..] {
            for (name, _) in DIRECTIONS {
                let rule =
                    rule(&json!({ "rule": "trust-region", "radius": 0.02, "direction": name }));
                let landings: Vec<Point> = case
                    .charts()
                    .iter()
                    .map(|seen| {
                        let taken = step(&seen.charted, rule.as_ref(), seen.from_own(*own));
                        let taken =
                            taken.unwrap_or_else(|stop| panic!("{} {name} {stop:?}", seen.label));
                        seen.to_own(taken.segment.to)
                    })
                    .collect();
                for landing in &landings[1..] {
                    let gap = case.model.length(&Segment::between(landings[0], *landing));
                    close(gap, 0.0, 1e-9, || format!("{} {name} {own:?}", case.entry.name));
                }
            }
        }
    }
}

#[test]
fn exact_balls_are_the_same_between_affine_charts() {
    for case in cases().into_iter().filter(|case| case.entry.name == "logistic") {
        for own in &places(&case)[1..] {
            let rule = rule(&json!({ "rule": "kl-ball", "radius": 0.05 }));
            let land = |name: &str| {
                let chart = case.chart(name);
                let at = chart.chart().from_own(*own);
                chart.chart().to_own(step(&chart, rule.as_ref(), at).unwrap().segment.to)
            };
            for other in ["rescaled", "whitened"] {
                let gap = (land("raw") - land(other)).length();
                close(gap, 0.0, 1e-9, || format!("{other} {own:?}"));
            }
        }
    }
}

#[test]
fn maximum_likelihood_is_the_published_one() {
    let oring = bench(&json!({ "model": "logistic" }));
    let [w, b] = oring.optimum("raw").unwrap().unwrap();
    close(w, -0.232_162_74, 1e-7, || "w".into());
    close(b, 15.042_901_6, 1e-6, || "b".into());
    for case in cases() {
        if let Some(optimum) = case.model.optimum() {
            close(case.model.gradient(optimum).length(), 0.0, 1e-14, || case.set.into());
        }
    }
}

#[test]
fn separable_labels_and_empty_classes_have_no_optimum() {
    for y in [[0, 0, 1, 1], [1, 0, 0, 0], [0, 0, 0, 0]] {
        let spec = json!({ "model": "logistic", "data": { "x": [1, 2, 2, 3], "y": y } });
        // Separable with a tie at the threshold, separable, or all labels the same.
        let found = bench(&spec).optimum("raw").unwrap();
        let is_separable = y != [1, 0, 0, 0] || found.is_none();
        assert!(is_separable && found.is_none(), "{spec}");
    }
    let mixed = json!({ "model": "logistic", "data": { "csv": "x,y\n1,0\n2,1\n3,0\n4,1\n" } });
    assert!(bench(&mixed).optimum("raw").unwrap().is_some());
    let edge = json!({ "model": "categorical", "data": { "counts": [3, 0, 1] } });
    assert_eq!(bench(&edge).optimum("logit").unwrap(), None);
}

#[test]
fn classes_are_called_as_their_data_say() {
    let data =
        json!({ "counts": [152.0, 68.0, 124.0], "names": ["Adelie", "Chinstrap", "Gentoo"] });
    let bench = bench(&json!({ "model": "categorical", "data": data }));
    assert_eq!(bench.spec().classes(), ["Adelie", "Chinstrap", "Gentoo"]);
    assert_eq!(serde_json::to_value(&bench.spec().data).unwrap(), data);
}

#[test]
fn unusable_data_and_options_are_refused_by_name() {
    let logistic = |data: Json| refusal(&json!({ "model": "logistic", "data": data }));
    assert!(logistic(json!({ "x": [1, 2], "y": [0] })).starts_with("data.y is a list of 1"));
    assert!(logistic(json!({ "x": [1, 2], "y": [0, 2] })).starts_with("data.y[1] is 2"));
    assert!(logistic(json!({ "x": [1, 1], "y": [0, 1] })).contains("all equal"));
    assert!(logistic(json!({ "x": [1, 2] })).starts_with("data is an object with only x"));
    assert!(logistic(json!({ "csv": "1,0\n2,2\n" })).starts_with("data.csv line 2"));
    let counts =
        |counts: Json| refusal(&json!({ "model": "categorical", "data": { "counts": counts } }));
    assert!(counts(json!([1, -1, 2])).starts_with("data.counts[1] is -1"));
    assert!(counts(json!([0, 0, 0])).starts_with("data.counts is [0, 0, 0]"));
    assert!(counts(json!([1, 2])).starts_with("data.counts is a list of 2"));
    let names = |names: Json| {
        let data = json!({ "counts": [1, 2, 3], "names": names });
        refusal(&json!({ "model": "categorical", "data": data }))
    };
    let long = "x".repeat(61);
    for wrong in [json!("a"), json!(["a", "b"]), json!(["a", "b", "b"]), json!(["a", "b", 3])] {
        assert!(names(wrong).starts_with("data.names is "));
    }
    for wrong in [json!(["a", "b", " "]), json!(["a", "b", long]), json!(["a", "b", "c", "d"])] {
        assert!(names(wrong).contains("allowed: three different names"));
    }
    let alone = json!({ "model": "categorical", "data": { "names": ["a", "b", "c"] } });
    assert!(refusal(&alone).starts_with("data is an object with only names"));
    let scaled =
        |scale: Json| refusal(&json!({ "model": "policy", "options": { "scale": scale } }));
    assert!(scaled(json!([1, 0])).starts_with("options.scale[1] is 0"));
    let gaussian = json!({ "model": "gaussian", "options": { "scale": [1, 1] } });
    assert!(refusal(&gaussian).starts_with("options.scale"));
}

#[test]
fn policy_steps_are_those_of_the_specification() {
    for scale in [[1.0, 1.0], [3.0, 1.0]] {
        let bench = bench(&json!({ "model": "policy", "options": { "scale": scale } }));
        let start = bench.start("sequential").unwrap();
        let ball = json!({ "rule": "fisher-ball", "radius": 0.05 });
        let ball = kl_ball::RuleSpec::read(value(&ball)).unwrap();
        let taken = bench.step(&ball, start, "sequential").unwrap();
        let [p1, ..] = bench.convert(taken.theta, "sequential", "probability").unwrap();
        close(1.0 - p1, 0.393, 5e-4, || "q".into());
        close(taken.loss, 0.199, 5e-4, || "-J".into());
        close(taken.kl, 0.0585, 5e-5, || "KL".into());
    }
    let bench = bench(&json!({ "model": "policy" }));
    let at = bench.convert([0.0, 9f64.recip().ln()], "sequential", "probability").unwrap();
    let seen = bench.inspect(at, "probability").unwrap();
    close(seen.gradient[0], -1.0, 1e-14, || "R1 - R3".into());
    close(seen.gradient[1], -2.0, 1e-14, || "R2 - R3".into());
    assert_eq!(seen.hessian, [0.0; 3]);
    assert!(seen.empirical_fisher.is_none());
    // p' ∝ p / (ν − R) (docs/mathematics/policy.md#p3), so p/p' is linear in R = (0, 1, −1).
    let spec = json!({ "rule": "trust-region", "radius": 0.05 });
    let region = kl_ball::RuleSpec::read(value(&spec)).unwrap();
    let landed = bench.step(&region, at, "probability").unwrap();
    close(landed.kl, 0.05, 1e-13, || "KL".into());
    let third = |p: [f64; 2]| 1.0 - p[0] - p[1];
    let ratio = [at[0] / landed.theta[0], at[1] / landed.theta[1], third(at) / third(landed.theta)];
    close(ratio[0] - ratio[1], ratio[2] - ratio[0], 1e-10, || format!("{ratio:?}"));
}

#[test]
fn reverse_balls_are_unbounded_where_a_deterministic_model_is_near_enough() {
    for (spec, chart) in
        [(json!({ "model": "categorical" }), "logit"), (json!({ "model": "logistic" }), "raw")]
    {
        let model = ModelSpec::read(value(&spec)).unwrap();
        let charted = model.model.chart(chart, "").unwrap().over(&model.build().unwrap());
        let optimum = charted.optimum().unwrap();
        let open = |direction, radius| {
            let points =
                boundary(&charted, BallKind::Kl(direction), optimum, radius, 64, Precision::Exact)
                    .unwrap();
            points.iter().filter(|point| point.is_none()).count()
        };
        assert_eq!(open(Direction::NewOld, 0.01), 0);
        assert_eq!(open(Direction::OldNew, 5.0), 0);
        assert_eq!(open(Direction::NewOld, 30.0), 64);
        let part = open(Direction::NewOld, 0.75);
        assert!((1..64).contains(&part), "{chart} {part}");
        // The linearised loss has no minimum on an unbounded ball.
        let at = optimum + Tangent(0.01, 0.02);
        let ball = json!({ "rule": "kl-ball", "radius": 30.0, "direction": "new-old" });
        assert_eq!(step(&charted, rule(&ball).as_ref(), at).unwrap_err(), Stop::IllPosed);
    }
}

#[test]
fn the_boundary_chart_is_ill_posed_where_the_ball_contains_slope_zero() {
    let model = ModelSpec::read(value(&json!({ "model": "logistic" }))).unwrap();
    let charted = model.model.chart("boundary", "").unwrap().over(&model.build().unwrap());
    let at = Point(60.0, -0.01);
    let ball = json!({ "rule": "kl-ball", "radius": 0.3 });
    assert_eq!(step(&charted, rule(&ball).as_ref(), at).unwrap_err(), Stop::IllPosed);
    let points =
        boundary(&charted, BallKind::Kl(Direction::OldNew), at, 0.3, 64, Precision::Exact).unwrap();
    assert_eq!(points.len(), 66, "two breaks");
}

#[test]
fn samples_are_draws_of_the_model() {
    let bench = bench(&json!({ "model": "categorical" }));
    let optimum = bench.optimum("probability").unwrap().unwrap();
    let draws = bench.sample(optimum, "probability", 100_000, 7).unwrap();
    let share = draws.iter().filter(|&&class| class == 1.0).count() as f64 / 1e5;
    close(share, 0.5, 0.01, || "class 1".into());
    assert_eq!(bench.density(optimum, "probability", &[2.0]).unwrap()[0], 0.3 + 0.0 * share);
}

#[test]
fn a_start_is_near_however_rare_a_class_is() {
    let rare = [[100, 3, 2], [1000, 30, 20], [500, 1, 1], [1000, 3, 2], [100_000, 3, 2]];
    let orders = [[0, 1, 2], [1, 0, 2], [2, 1, 0]];
    for (counts, order) in rare.into_iter().flat_map(|all| orders.map(|order| (all, order))) {
        let counts = order.map(|k: usize| counts[k]);
        let bench = bench(&json!({ "model": "categorical", "data": { "counts": counts } }));
        for chart in ["logit", "sequential", "probability", "sphere"] {
            let start = bench.start(chart).unwrap();
            let own = bench.convert(start, chart, "sequential").unwrap();
            let best = bench.optimum("sequential").unwrap().unwrap();
            let far = (0..2).map(|k| (own[k] - best[k]).abs()).fold(0.0, f64::max);
            assert!(far < 15.0, "{counts:?}, {chart}: {own:?}, and the best fit is {best:?}");
            let gap = bench.inspect(start, chart).unwrap().loss
                - bench.inspect(bench.optimum(chart).unwrap().unwrap(), chart).unwrap().loss;
            close(gap, 0.4, 1e-6, || format!("{counts:?}, {chart}"));
        }
    }
}

#[test]
fn a_start_is_on_the_side_of_the_best_fit() {
    let years =
        json!({ "x": [2019, 2020, 2021, 2022, 2023, 2024, 2025], "y": [0, 0, 1, 0, 1, 1, 1] });
    let sets = [
        json!({ "set": "penguins" }),
        json!({ "set": "oring" }),
        years,
        json!({ "x": [1, 2, 3, 4, 5, 6], "y": [0, 0, 1, 0, 1, 1] }),
        json!({ "x": [1, 2, 3, 4, 5, 6], "y": [1, 1, 0, 1, 0, 0] }),
    ];
    for data in sets {
        let bench = bench(&json!({ "model": "logistic", "data": data }));
        let [start, best] =
            [bench.start("boundary").unwrap(), bench.optimum("boundary").unwrap().unwrap()];
        assert_eq!(start[1] > 0.0, best[1] > 0.0, "{data}: {start:?}, {best:?}");
    }
}
