//! Five libraries from one start, with their own defaults (`tests/reference/same_name.py`, versions in `tests/data/same-name.json`):
//! the core takes the steps of those it has a convention for, and the page of the mathematics shows the numbers that were run.

use std::collections::BTreeMap;

use kl_ball::{Experiment, ExperimentSpec, Value};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct SameName {
    start: [f64; 2],
    rate: f64,
    momentum: f64,
    libraries: BTreeMap<String, Library>,
}

#[derive(Deserialize)]
struct Library {
    version: String,
    /// By rule: step, mean and variance.
    runs: BTreeMap<String, Vec<(usize, f64, f64)>>,
}

/// Differences of rounding grow along a path that turns.
const TOLERANCE: f64 = 1e-9;

/// The best fit. Once a run has arrived there, the next burst of RMSProp is a matter of rounding
/// (docs/mathematics/adaptive-methods.md).
const BEST: [f64; 2] = [1.45, 1.6875];
const ARRIVED: f64 = 1e-5;

/// The step that the page shows.
const SHOWN: usize = 10;

fn data() -> SameName {
    serde_json::from_str(include_str!("data/same-name.json")).unwrap()
}

#[test]
fn conventions_take_the_steps_of_their_libraries_with_their_defaults() {
    let SameName { start, rate, momentum, libraries } = data();
    let mut compared = 0;
    for convention in ["pytorch", "optax", "keras"] {
        for (rule, points) in &libraries[convention].runs {
            let mut run = json!({ "rule": rule, "chart": "variance", "convention": convention, "rate": rate });
            if rule == "nesterov" {
                run["momentum"] = json!(momentum);
            }
            let spec: Value = serde_json::from_value(json!({
                "model": "gaussian", "data": { "set": "teaching" }, "steps": 200,
                "start": { "chart": "variance", "at": start }, "runs": [run],
            }))
            .unwrap();
            let mut experiment = Experiment::new(ExperimentSpec::read(spec).unwrap()).unwrap();
            experiment.advance(200).unwrap();
            let path = experiment.trajectory(0, "variance").unwrap();
            for &(step, mean, variance) in points {
                if (mean - BEST[0]).abs().max((variance - BEST[1]).abs()) < ARRIVED {
                    continue;
                }
                compared += 1;
                let at = path[step.min(path.len() - 1)];
                let distance = (at.0 - mean).abs().max((at.1 - variance).abs());
                assert!(
                    distance <= TOLERANCE,
                    "{convention} {rule}, step {step}: {at:?}, there ({mean}, {variance})"
                );
            }
        }
    }
    assert!(compared > 40, "{compared} points");
}

#[test]
fn the_page_shows_the_numbers_that_were_run() {
    let page = include_str!("../docs/mathematics/other-libraries.md");
    for (name, Library { version, runs }) in data().libraries {
        assert!(page.contains(&version), "the version of {name}, {version}");
        for (rule, points) in runs {
            let (_, mean, variance) = points.into_iter().find(|(step, ..)| *step == SHOWN).unwrap();
            let shown = format!("({mean:.3}, {variance:.3})").replace('-', "−");
            assert!(page.contains(&shown), "{name} {rule}: {shown}");
        }
    }
}
