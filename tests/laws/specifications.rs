//! Which specifications are refused; each refusal names the field, the value and what is allowed.

use kl_ball::catalog::{self, MODELS, OptionKind};
use kl_ball::data::Kind;
use kl_ball::{
    Experiment, ExperimentSpec, Invalid, ModelSpec, RuleSpec, SweepSpec, Value, Workbench,
};
use serde_json::{Value as Json, json};

use crate::common::*;

fn good() -> Json {
    json!({ "version": 1, "model": "gaussian", "data": { "set": "cavendish" }, "steps": 10,
            "start": { "chart": "variance", "at": [5.2, 0.2] },
            "runs": [{ "rule": "gradient", "chart": "variance", "rate": 0.1 },
                     { "rule": "kl-ball", "chart": "precision", "radius": 0.05 }] })
}

/// `good()` with something else in one place; the place may be new.
fn with(path: &str, replacement: Json) -> Json {
    let mut spec = good();
    let (parent, key) = path.rsplit_once('/').unwrap();
    let parent = spec.pointer_mut(parent).unwrap();
    match parent {
        Json::Array(list) => list[key.parse::<usize>().unwrap()] = replacement,
        Json::Object(record) => drop(record.insert(key.to_owned(), replacement)),
        _ => panic!("{path} leads nowhere"),
    }
    spec
}

fn refusal(spec: &Json) -> Invalid {
    refusal_of(value(spec)).unwrap_or_else(|| panic!("{spec} was accepted"))
}

fn refusal_of(value: Value) -> Option<Invalid> {
    match ExperimentSpec::read(value) {
        Err(error) => Some(error),
        Ok(spec) => Experiment::new(spec).err(),
    }
}

#[test]
fn a_good_specification_is_accepted() {
    assert_eq!(refusal_of(value(&good())), None);
}

#[test]
fn no_range_is_written_with_many_zeros() {
    for rule in catalog::RULES {
        for option in rule.options {
            if !matches!(option.kind, OptionKind::Number { .. }) {
                continue;
            }
            let run = json!({ "rule": rule.name, "chart": "variance", option.name: -1e300 });
            let message = refusal(&with("/runs/0", run)).to_string();
            assert!(!message.contains("0000000000000000"), "{message}");
            assert!(message.contains("-1e300; allowed: a number "), "{message}");
        }
    }
}

#[test]
fn bad_fields_are_refused_with_their_path_their_value_and_what_is_allowed() {
    // The place, the wrong value, the path and the value that the message names, and a part of
    // what it says is allowed.
    let table: Vec<(&str, Json, &str, &str, &str)> = vec![
        ("/version", json!(2), "version", "2", "from 1 to 1"),
        ("/version", json!("1"), "version", "\"1\"", "from 1 to 1"),
        ("/model", json!("gauss"), "model", "\"gauss\"", "one of gaussian"),
        ("/model", json!("Gaussian"), "model", "\"Gaussian\"", "one of gaussian"),
        ("/model", json!(""), "model", "\"\"", "one of gaussian"),
        ("/model", json!(3), "model", "3", "one of gaussian"),
        ("/model", json!(null), "model", "missing", "one of gaussian"),
        ("/model", json!(["gaussian"]), "model", "a list of 1", "one of gaussian"),
        ("/model", json!("__proto__"), "model", "\"__proto__\"", "one of gaussian"),
        ("/model", json!("constructor"), "model", "\"constructor\"", "one of gaussian"),
        ("/data", json!("cavendish"), "data", "\"cavendish\"", "an object"),
        ("/data", json!([1, 2, 3]), "data", "a list of 3", "an object"),
        ("/data", json!({}), "data", "an object without set or x or csv", "{ set: name } or"),
        ("/data/set", json!("kavendish"), "data.set", "\"kavendish\"", "one of cavendish"),
        ("/data/set", json!("hasOwnProperty"), "data.set", "\"hasOwnProperty\"", "cavendish"),
        ("/data/set", json!(7), "data.set", "7", "one of cavendish"),
        ("/data/set", json!(true), "data.set", "true", "one of cavendish"),
        ("/data/y", json!([0, 1]), "data.y", "a list of 2", "no such field"),
        ("/data", json!({ "set": "cavendish", "x": [1, 2] }), "data.set", "\"cavendish\"", "both"),
        ("/data", json!({ "x": [] }), "data.x", "a list of 0", "2 to 100000 numbers"),
        ("/data", json!({ "x": [1.5] }), "data.x", "1 observation", "at least 2 are needed"),
        ("/data", json!({ "x": [2, 2, 2] }), "data.x", "3 values all equal to 2", "two different"),
        ("/data", json!({ "x": [1, "two", 3] }), "data.x[1]", "\"two\"", "a finite number"),
        ("/data", json!({ "x": [1, "2", 3] }), "data.x[1]", "\"2\"", "a finite number"),
        ("/data", json!({ "x": [1, null, 3] }), "data.x[1]", "missing", "a finite number"),
        ("/data", json!({ "x": [1, true, 3] }), "data.x[1]", "true", "a finite number"),
        ("/data", json!({ "x": [[1, 2]] }), "data.x[0]", "a list of 2", "a finite number"),
        ("/data", json!({ "x": [1, 2, 1e200] }), "data.x[2]", "1e200", "at most 1e150"),
        ("/data", json!({ "x": [1, -1e151] }), "data.x[1]", "-1e151", "at most 1e150"),
        (
            "/data",
            json!({ "x": [0, 1e-160] }),
            "data.x",
            "2 values with a standard deviation of 5e-161",
            "above 1e-150",
        ),
        ("/data", json!({ "x": "1 2 3" }), "data.x", "\"1 2 3\"", "a list of 2 to 100000"),
        ("/data", json!({ "x": { "0": 1 } }), "data.x", "an object", "a list of 2 to 100000"),
        ("/data", json!({ "x": vec![1; 100_001] }), "data.x", "a list of", "2 to 100000"),
        ("/steps", json!(-1), "steps", "-1", "from 0 to 1000000"),
        ("/steps", json!(2.5), "steps", "2.5", "a whole number"),
        ("/steps", json!(1e9), "steps", "1000000000", "from 0 to 1000000"),
        ("/steps", json!("many"), "steps", "\"many\"", "a whole number"),
        ("/start", json!(null), "start", "missing", "an object"),
        ("/start", json!([5.2, 0.2]), "start", "a list of 2", "an object"),
        ("/start/chart", json!("polar"), "start.chart", "\"polar\"", "one of variance"),
        ("/start/chart", json!(null), "start.chart", "missing", "one of variance"),
        ("/start/chart", json!(0), "start.chart", "0", "one of variance"),
        ("/start/at", json!(null), "start.at", "missing", "two finite numbers"),
        ("/start/at", json!([1]), "start.at", "a list of 1", "two finite numbers"),
        ("/start/at", json!([1, 2, 3]), "start.at", "a list of 3", "two finite numbers"),
        ("/start/at", json!({ "0": 1, "1": 1 }), "start.at", "an object", "two finite numbers"),
        ("/start/at/0", json!("5"), "start.at[0]", "\"5\"", "a finite number"),
        ("/start/at/1", json!(null), "start.at[1]", "missing", "a finite number"),
        ("/start/at/1", json!(0), "start.at", "[5.2, 0]", "σ² > 0"),
        ("/start/at/1", json!(-0.2), "start.at", "[5.2, -0.2]", "σ² > 0"),
        ("/start/angle", json!(1), "start.angle", "1", "no such field"),
        ("/runs", json!(null), "runs", "missing", "a list of 1 to 100 runs"),
        ("/runs", json!([]), "runs", "a list of 0", "a list of 1 to 100 runs"),
        ("/runs", json!({}), "runs", "an object", "a list of 1 to 100 runs"),
        ("/runs", json!(vec![0; 101]), "runs", "a list of 101", "a list of 1 to 100 runs"),
        ("/runs/1", json!("kl-ball"), "runs[1]", "\"kl-ball\"", "an object"),
        ("/runs/1", json!(null), "runs[1]", "missing", "an object"),
        ("/runs/1/rule", json!("newtonn"), "runs[1].rule", "\"newtonn\"", "one of gradient"),
        ("/runs/1/rule", json!("toString"), "runs[1].rule", "\"toString\"", "one of gradient"),
        ("/runs/1/rule", json!(null), "runs[1].rule", "missing", "one of gradient"),
        ("/runs/1/chart", json!("natrual"), "runs[1].chart", "\"natrual\"", "one of variance"),
        ("/runs/1/chart", json!(null), "runs[1].chart", "missing", "one of variance"),
        ("/runs/1/radius", json!(0), "runs[1].radius", "0", "above 0"),
        ("/runs/1/radius", json!(-0.05), "runs[1].radius", "-0.05", "above 0"),
        ("/runs/1/radius", json!(1e300), "runs[1].radius", "1e300", "at most"),
        ("/runs/1/radius", json!("0.05"), "runs[1].radius", "\"0.05\"", "a number above 0"),
        ("/runs/1/radius", json!([0.05]), "runs[1].radius", "a list of 1", "a number above 0"),
        ("/runs/1/rate", json!(0.1), "runs[1].rate", "0.1", "the fields here are rule, radius"),
        ("/runs/1/direction", json!("forward"), "runs[1].direction", "\"forward\"", "old-new"),
        ("/runs/1/direction", json!(1), "runs[1].direction", "1", "one of old-new, new-old"),
        ("/runs/0/schedule", json!("cosine"), "runs[0].schedule", "\"cosine\"", "inverse-time"),
        ("/runs/0/rate", json!(-1), "runs[0].rate", "-1", "above 0"),
        ("/runs/0/__proto__", json!({}), "runs[0].__proto__", "an object", "no such field"),
        ("/seed", json!(1), "seed", "1", "no such field; the fields here are version, model"),
        ("/__proto__", json!({ "model": 1 }), "__proto__", "an object", "no such field"),
        ("/constructor", json!("x"), "constructor", "\"x\"", "no such field"),
    ];
    for (place, replacement, field, quoted, remedy) in table {
        let mut shown = replacement.to_string();
        shown.truncate(60);
        let error = refusal(&with(place, replacement));
        let message = format!("{place} = {shown}: {error}");
        assert_eq!(error.field, field, "{message}");
        assert!(error.value.contains(quoted), "{message}");
        assert!(error.allowed.contains(remedy), "{message}");
        assert!(error.to_string().chars().count() < 400, "{message}");
    }
}

#[test]
fn fields_that_are_absent_or_null_are_missing() {
    for field in ["model", "start", "runs"] {
        let mut spec = good();
        spec.as_object_mut().unwrap().remove(field);
        let error = refusal(&spec);
        assert_eq!((error.field.as_str(), error.value.as_str()), (field, "missing"));
    }
    for field in ["version", "data", "steps"] {
        let mut spec = good();
        spec.as_object_mut().unwrap().remove(field);
        assert_eq!(refusal_of(value(&spec)), None, "{field} has a default");
        assert_eq!(refusal_of(value(&with(&format!("/{field}"), json!(null)))), None);
    }
}

#[test]
fn a_specification_that_is_not_an_object_is_refused() {
    for spec in [json!(null), json!(1), json!("gaussian"), json!([]), json!(true)] {
        assert_eq!(refusal(&spec).field, "the specification");
    }
}

#[test]
fn numbers_that_json_cannot_write_are_refused_too() {
    let number = |x: f64| Value::Number(x);
    let text = |x: &str| Value::Text(x.into());
    let record = |entries: Vec<(&str, Value)>| {
        Value::Record(entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
    };
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let run = |rate| {
            Value::List(vec![record(vec![
                ("rule", text("gradient")),
                ("chart", text("variance")),
                ("rate", number(rate)),
            ])])
        };
        let start = |x, y| {
            record(vec![
                ("chart", text("variance")),
                ("at", Value::List(vec![number(x), number(y)])),
            ])
        };
        let own = |x| record(vec![("x", Value::List(vec![number(1.0), number(x)]))]);
        let spec = |data, start, runs| {
            record(vec![
                ("model", text("gaussian")),
                ("data", data),
                ("start", start),
                ("runs", runs),
            ])
        };
        let fields = [
            (spec(own(bad), start(0.0, 1.0), run(0.1)), "data.x[1]"),
            (spec(own(0.0), start(bad, 1.0), run(0.1)), "start.at[0]"),
            (spec(own(0.0), start(0.0, bad), run(0.1)), "start.at[1]"),
            (spec(own(0.0), start(0.0, 1.0), run(bad)), "runs[0].rate"),
        ];
        for (spec, field) in fields {
            let error = refusal_of(spec).unwrap_or_else(|| panic!("{field} {bad} was accepted"));
            assert_eq!(error.field, field);
            assert!(error.value.contains(&bad.to_string()), "{error}");
        }
    }
}

#[test]
fn a_field_given_twice_is_refused() {
    let text = r#"{ "model": "gaussian", "start": { "chart": "variance", "at": [5, 1] },
                    "runs": [{ "rule": "gradient", "chart": "variance" }], "model": "gaussian" }"#;
    assert_eq!(refusal_of(serde_json::from_str(text).unwrap()).unwrap().field, "model");
}

#[test]
fn deep_nesting_and_very_long_lists_are_refused() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let records = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for depth in [7, 9, 40, 100] {
        for inside in [nested(depth), records(depth)] {
            let text = format!(
                r#"{{ "model": "gaussian", "data": {{ "x": {inside} }},
                "start": {{ "chart": "variance", "at": [5, 1] }},
                "runs": [{{ "rule": "gradient", "chart": "variance" }}] }}"#
            );
            let read: Value = serde_json::from_str(&text).expect("read to its end");
            let error = refusal_of(read).unwrap();
            assert!(error.field.starts_with("data.x"), "{depth}: {error}");
        }
    }
    let long = format!(
        r#"{{ "model": "gaussian", "data": {{ "x": [{}1] }}, "start": 1 }}"#,
        "1,".repeat(300_000)
    );
    let error = refusal_of(serde_json::from_str(&long).expect("read to its end")).unwrap();
    assert_eq!(error.field, "data.x");
}

#[test]
fn starts_outside_the_domain_are_refused_with_the_symbols_of_the_chart() {
    for case in cases() {
        for seen in case.charts() {
            let inside = seen.from_own(case.places()[0]);
            for (axis, bounds) in seen.entry.bounds.iter().enumerate() {
                for (bound, outward) in bounds.iter().zip([-1.0, 1.0]) {
                    let Some(bound) = bound else { continue };
                    let mut at = inside;
                    at[axis] = bound + outward;
                    let spec = json!({ "model": case.entry.name, "data": { "set": case.set },
                        "start": { "chart": seen.entry.name, "at": at.array() },
                        "runs": [{ "rule": "gradient", "chart": seen.entry.name }] });
                    let error = refusal(&spec);
                    assert_eq!(error.field, "start.at", "{error}");
                    assert!(error.allowed.contains(seen.entry.domain), "{error}");
                }
            }
        }
    }
    // Inside one chart, but another chart cannot represent it in doubles.
    let spec = json!({ "model": "gaussian", "start": { "chart": "std-dev", "at": [1e9, 1e-9] },
                       "runs": [{ "rule": "gradient", "chart": "expectation" }] });
    let error = refusal(&spec);
    assert_eq!(error.field, "start.at");
    assert!(error.allowed.contains("double precision"), "{error}");
}

#[test]
fn every_option_of_every_rule_has_a_default_and_refuses_values_out_of_range() {
    for entry in catalog::RULES {
        let plain = read_rule(&json!({ "rule": entry.name })).unwrap();
        for option in entry.options {
            assert_eq!(plain.get(option.name), Some(option.default(None)), "{}", entry.name);
            let set = |x: Json| read_rule(&json!({ "rule": entry.name, option.name: x }));
            let wrong = [json!([]), json!({}), json!(true), json!("nonsense")];
            for bad in wrong {
                let error = set(bad).unwrap_err();
                assert_eq!(error.field, option.name, "{}", entry.name);
            }
            match &option.kind {
                OptionKind::Number { default, range, open_below, slider, .. } => {
                    assert!(set(json!(range[1])).is_ok() && set(json!(default)).is_ok());
                    assert!(slider.iter().all(|x| set(json!(x)).is_ok()), "{}", option.name);
                    assert_eq!(set(json!(range[0])).is_err(), *open_below, "{}", option.name);
                    assert!(set(json!(range[0] - 1.0)).is_err());
                    assert!(set(json!(2.0 * range[1])).is_err());
                }
                OptionKind::Choice { of } => {
                    assert!(of.iter().all(|name| set(json!(name)).is_ok()));
                    assert!(set(json!(of[0].to_uppercase())).is_err());
                    assert!(set(json!(1)).is_err());
                }
            }
        }
        let error = read_rule(&json!({ "rule": entry.name, "chart": "variance" })).unwrap_err();
        assert_eq!(error.field, "chart", "a bare rule stands in no chart");
    }
}

/// A rule that needs an exponential family, and the empirical Fisher matrix of a model without
/// observations: through every door that takes a rule.
#[test]
fn what_a_model_has_no_use_for_is_refused_by_name() {
    let mut refused = Vec::new();
    for case in cases() {
        let chart = case.entry.charts[0].name;
        let bench = Workbench::new(ModelSpec::read(value(&case.spec)).unwrap()).unwrap();
        let at = bench.start(chart).unwrap();
        for (entry, spec) in rules() {
            let field = match (&spec["metric"], entry.needs_exponential) {
                (Json::String(metric), _) if metric == "empirical" && !case.entry.has_empirical => {
                    "metric"
                }
                (_, true) if !case.entry.is_exponential => "rule",
                _ => continue,
            };
            let mut run = spec.clone();
            run["chart"] = json!(chart);
            let mut whole = case.spec.clone();
            whole["start"] = json!({ "chart": chart, "at": at });
            whole["runs"] = json!([run]);
            let mut sweep = case.spec.clone();
            sweep["run"] = run;
            sweep["grid"] = json!({ "chart": chart, "window": [0, 1, 1, 2], "size": [2, 2] });
            let errors = [
                (format!("runs[0].{field}"), refusal(&whole)),
                (format!("run.{field}"), SweepSpec::read(value(&sweep)).err().unwrap()),
                (
                    field.to_owned(),
                    bench.step(&read_rule(&spec).unwrap(), at, chart).err().unwrap(),
                ),
            ];
            for (field, error) in errors {
                assert_eq!(error.field, field, "{error}");
                assert_eq!(
                    json!(error.value),
                    json!(spec[field.rsplit('.').next().unwrap()].to_string())
                );
                assert!(error.allowed.contains(case.entry.name), "{error}");
            }
            refused.push((case.entry.name, field));
        }
    }
    refused.sort_unstable();
    refused.dedup();
    let expected = [("mixture", "rule"), ("policy", "metric"), ("variational", "metric")];
    assert_eq!(refused, expected);
}

#[test]
fn models_and_rules_can_be_read_alone() {
    for entry in catalog::MODELS {
        let spec = ModelSpec::read(value(&json!({ "model": entry.name }))).unwrap();
        assert!(spec.build().is_ok());
        let error = ModelSpec::read(value(&json!({ "model": entry.name, "runs": [] })));
        assert_eq!(error.err().unwrap().field, "runs");
    }
    assert_eq!(RuleSpec::read(Value::Nothing).err().unwrap().field, "the specification");
}

#[test]
fn names_in_the_catalogue_are_unique() {
    let unique = |names: Vec<&str>| {
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len(), "{names:?}");
    };
    unique(catalog::MODELS.iter().map(|model| model.name).collect());
    unique(catalog::RULES.iter().map(|rule| rule.name).collect());
    for model in catalog::MODELS {
        unique(model.charts.iter().map(|chart| chart.name).collect());
        unique(model.data.iter().map(|set| set.name).collect());
    }
    for rule in catalog::RULES {
        unique(rule.options.iter().map(|option| option.name).chain(["rule", "chart"]).collect());
    }
}

#[test]
fn observations_are_refused_by_name_where_a_model_is_fitted_to_a_target() {
    let mut refused = 0;
    for model in MODELS.iter().filter(|model| model.takes == Kind::Target) {
        for (field, given) in [
            ("x", json!([1, 2, 3])),
            ("y", json!([0, 1])),
            ("counts", json!([1, 2, 3])),
            ("csv", json!("1\n2")),
        ] {
            let spec = json!({ "model": model.name, "data": { field: given } });
            let text = ModelSpec::read(value(&spec)).unwrap_err().to_string();
            assert!(text.starts_with(&format!("data.{field} is ")), "{text}");
            let right = "allowed: no observations: the model \"variational\" is fitted to a target, { set: name } or ";
            assert!(text.contains(right), "{text}");
            refused += 1;
        }
    }
    assert_eq!(refused, 4);
}
