//! Adam, RMSProp, Adagrad and Nesterov in the conventions of three libraries, beside runs of these libraries
//! (`tests/reference/conventions.py`, with versions in `tests/data/conventions.json`).

use std::collections::BTreeMap;

use kl_ball::catalog::{self, CONVENTION, OptionKind, Setting};
use kl_ball::{Experiment, ExperimentSpec, RuleSpec, Value};
use serde::Deserialize;
use serde_json::{Value as Json, json};

#[derive(Deserialize)]
struct Conventions {
    libraries: BTreeMap<String, Library>,
}

#[derive(Deserialize)]
struct Library {
    runs: Vec<Run>,
}

#[derive(Deserialize)]
struct Run {
    rule: String,
    options: serde_json::Map<String, Json>,
    start: [f64; 2],
    /// Step, mean and variance.
    points: Vec<(usize, f64, f64)>,
}

/// Differences of rounding grow along a path that turns.
const TOLERANCE: f64 = 1e-10;

/// The best fit. So near to it the second moment of some rules has decayed so far that they enlarge
/// differences of rounding: there two programs agree only in being near.
const BEST: [f64; 2] = [1.45, 1.6875];
const NEAR: f64 = 1e-6;

fn conventions() -> Conventions {
    serde_json::from_str(include_str!("data/conventions.json")).unwrap()
}

fn value(json: Json) -> Value {
    serde_json::from_value(json).unwrap()
}

#[test]
fn every_convention_takes_the_steps_of_its_library() {
    let mut compared = 0;
    for (library, Library { runs }) in conventions().libraries {
        for Run { rule, options, start, points } in runs {
            let mut run = options.clone();
            run.insert("rule".into(), json!(rule));
            run.insert("chart".into(), json!("variance"));
            run.insert("convention".into(), json!(library));
            let last = points.last().unwrap().0;
            let spec = value(json!({
                "model": "gaussian", "data": { "set": "teaching" }, "steps": last,
                "start": { "chart": "variance", "at": start }, "runs": [run],
            }));
            let mut experiment = Experiment::new(ExperimentSpec::read(spec).unwrap()).unwrap();
            experiment.advance(last as u64).unwrap();
            let path = experiment.trajectory(0, "variance").unwrap();
            for (step, mean, variance) in points {
                // A run that has come to rest stays where it is.
                let rested = step >= path.len();
                let at = path[step.min(path.len() - 1)];
                assert!(!rested || experiment.run(0).unwrap().status().name() == "converged");
                let distance = (at.0 - mean).abs().max((at.1 - variance).abs());
                let is_near = (at.0 - BEST[0]).abs().max((at.1 - BEST[1]).abs()) < NEAR;
                let allowed = if is_near { NEAR } else { TOLERANCE };
                assert!(
                    distance <= allowed * variance.abs().max(1.0),
                    "{library} {rule} {options:?} from {start:?}, step {step}: {at:?}, there ({mean}, {variance})"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 700, "{compared} points");
}

#[test]
fn the_paths_of_two_conventions_differ_or_are_said_to_be_one() {
    let distance = |rule: &str, convention: &str| {
        let end = |convention: &str| {
            let spec = value(json!({
                "model": "gaussian", "data": { "set": "teaching" }, "steps": 200,
                "start": { "chart": "variance", "at": [0, 3] },
                "runs": [{ "rule": rule, "chart": "variance", "rate": 0.05, "schedule": "inverse-time", "convention": convention }],
            }));
            let mut experiment = Experiment::new(ExperimentSpec::read(spec).unwrap()).unwrap();
            experiment.advance(200).unwrap();
            *experiment.trajectory(0, "variance").unwrap().last().unwrap()
        };
        let (ours, theirs) = (end("paper"), end(convention));
        (ours.0 - theirs.0).hypot(ours.1 - theirs.1)
    };
    // docs/mathematics/other-libraries.md#adaptive says "the same" of these.
    for (rule, same) in
        [("adam", "pytorch"), ("adam", "optax"), ("nesterov", "pytorch"), ("nesterov", "optax")]
    {
        assert_eq!(distance(rule, same), 0.0, "{rule} in {same}");
    }
    for (rule, other) in [
        ("adam", "keras"),
        ("rmsprop", "pytorch"),
        ("rmsprop", "optax"),
        ("rmsprop", "keras"),
        ("adagrad", "pytorch"),
        ("adagrad", "optax"),
        ("adagrad", "keras"),
        ("nesterov", "keras"),
    ] {
        assert!(distance(rule, other) > 0.0, "{rule} in {other}");
    }
}

#[test]
fn options_left_out_take_the_library_s_defaults_and_given_ones_are_kept() {
    let read = |json: Json| RuleSpec::read(value(json)).unwrap();
    let number = |spec: &RuleSpec, name: &str| match spec.get(name) {
        Some(Setting::Number(number)) => number,
        other => panic!("{name} is {other:?}"),
    };
    let theirs = read(json!({ "rule": "rmsprop", "convention": "pytorch" }));
    assert_eq!(
        [number(&theirs, "rate"), number(&theirs, "decay"), number(&theirs, "epsilon")],
        [0.01, 0.99, 1e-8]
    );
    let given = read(json!({ "rule": "rmsprop", "decay": 0.5, "convention": "pytorch" }));
    assert_eq!([number(&given, "rate"), number(&given, "decay")], [0.01, 0.5]);
    let ours = read(json!({ "rule": "rmsprop" }));
    assert_eq!([number(&ours, "decay"), number(&ours, "epsilon")], [0.9, 1e-8]);
    assert_eq!(ours.get("convention"), Some(Setting::Choice("paper")));
}

#[test]
fn every_default_elsewhere_is_allowed_and_belongs_to_a_known_convention() {
    let OptionKind::Choice { of: known } = CONVENTION.kind else {
        panic!("a convention is a name")
    };
    let mut seen = 0;
    for rule in catalog::RULES {
        let has = rule.options.iter().any(|option| option.name == CONVENTION.name);
        for option in rule.options {
            for (library, default) in option.elsewhere {
                assert!(has && known.contains(library), "{} {} {library}", rule.name, option.name);
                let OptionKind::Number { range: [least, most], .. } = option.kind else {
                    panic!("{} {} is no number", rule.name, option.name)
                };
                assert!(*default > least && *default <= most, "{} {}", rule.name, option.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 10);
}
