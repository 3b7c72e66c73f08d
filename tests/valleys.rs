//! A sweep over a loss with several minima says at which of them each start ends.

use crate::common::*;
use kl_ball::{Experiment, ExperimentSpec, ModelSpec, Sweep, SweepSpec, Workbench};
use serde_json::{Value as Json, json};

const STEPS: u64 = 120;
const GAP: f64 = 1e-3;

fn finished(spec: &Json) -> Sweep {
    let mut sweep = Sweep::new(SweepSpec::read(value(spec)).unwrap()).unwrap();
    while sweep.advance(10_000) < 1.0 {}
    sweep
}

/// Every start of a map, run by itself: the number of the minimum nearest to its end and the step from
/// which it stays near enough, or −1 twice.
fn alone(model: &Json, run: &Json, at: [f64; 2]) -> [i32; 2] {
    let chart = run["chart"].as_str().unwrap();
    let bench = Workbench::new(ModelSpec::read(value(model)).unwrap()).unwrap();
    let minima = bench.optima(chart).unwrap();
    let loss = |at: [f64; 2]| bench.inspect(at, chart).unwrap().loss;
    let mut spec = model.clone();
    spec["start"] = json!({ "chart": chart, "at": at });
    spec["runs"] = json!([run]);
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
    experiment.advance(STEPS).unwrap();
    let path = experiment.trajectory(0, chart).unwrap();
    let minimum = |at: [f64; 2]| -> i32 {
        let far: Vec<f64> =
            minima.iter().map(|&minimum| bench.kl(minimum, at, chart).unwrap()).collect();
        let nearest = (0..far.len()).min_by(|&a, &b| far[a].total_cmp(&far[b])).unwrap();
        if loss(at) - loss(minima[nearest]) <= GAP { nearest as i32 } else { -1 }
    };
    // A run to the lowest loss ends there; others go on to the last step.
    let lowest = loss(minima[0]) + GAP;
    let end = path.iter().position(|at| loss(at.array()) <= lowest).unwrap_or(path.len() - 1);
    let visits: Vec<i32> = path[..=end].iter().map(|at| minimum(at.array())).collect();
    let last = visits[end];
    let since = visits.iter().rposition(|&visit| visit != last).map_or(0, |before| before + 1);
    if last < 0 { [-1, -1] } else { [last, since as i32] }
}

fn compare(model: &Json, run: &Json, window: [f64; 4]) -> Vec<i32> {
    let mut spec = model.clone();
    let chart = run["chart"].clone();
    spec["run"] = run.clone();
    spec["grid"] = json!({ "chart": chart, "window": window, "size": [6, 5] });
    spec["gap"] = json!(GAP);
    spec["steps"] = json!(STEPS);
    let sweep = finished(&spec);
    let (minima, arrivals) = (sweep.minima(), sweep.arrivals());
    for row in 0..5 {
        for column in 0..6 {
            let start = sweep.spec().grid.start(column, row).array();
            let cell = (row * 6 + column) as usize;
            let found = [minima[cell], arrivals[cell]];
            assert_eq!(found, alone(model, run, start), "{run} from {start:?}");
        }
    }
    minima
}

#[test]
fn every_start_is_told_the_minimum_that_its_run_alone_comes_to() {
    let two = json!({ "model": "variational", "data": { "set": "two-peaks" } });
    let equal = json!({ "model": "variational", "data": { "peaks": [[0.5, -3, 1], [0.5, 3, 1]] } });
    let swapped = json!({ "model": "mixture", "data": { "set": "faithful" } });
    let both = |minima: &[i32], most: i32| (0..most).all(|k| minima.contains(&k));
    for run in [
        json!({ "rule": "gradient", "chart": "log-std", "rate": 0.2 }),
        json!({ "rule": "natural-gradient", "chart": "log-std", "rate": 0.3 }),
        json!({ "rule": "momentum", "chart": "std-dev", "rate": 0.02 }),
    ] {
        let window =
            if run["chart"] == "log-std" { [-3.0, 3.5, -1.2, 1.4] } else { [-3.0, 3.5, 0.3, 3.0] };
        assert!(both(&compare(&two, &run, window), 2), "{run}");
    }
    let natural = json!({ "rule": "natural-gradient", "chart": "log-std", "rate": 0.3 });
    assert!(both(&compare(&equal, &natural, [-5.0, 5.0, -0.8, 2.2]), 3));
    let damped =
        json!({ "rule": "natural-gradient", "chart": "means", "rate": 0.5, "damping": 0.1 });
    assert!(both(&compare(&swapped, &damped, [1.4, 5.0, 1.4, 5.0]), 2));
}

/// With one minimum the two columns say no more than the outcomes.
#[test]
fn with_one_minimum_there_is_nothing_to_tell_apart() {
    let sweep = finished(&json!({
        "model": "gaussian", "data": { "set": "teaching" }, "gap": 0.01, "steps": 40,
        "run": { "rule": "natural-gradient", "chart": "variance", "rate": 0.3 },
        "grid": { "chart": "variance", "window": [-1, 4, -0.5, 6], "size": [7, 9] },
    }));
    for (cell, &code) in sweep.results().iter().enumerate() {
        let expected = if code >= 0 { [0, code] } else { [-1, -1] };
        assert_eq!([sweep.minima()[cell], sweep.arrivals()[cell]], expected);
    }
}
