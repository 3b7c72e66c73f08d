//! One run under many seeds: success rates of the door-or-spin policy
//! (docs/mathematics/policy.md#simulations, in bands of ten points), and which
//! results do not depend on units.

use crate::common::value;
use kl_ball::experiment::Status;
use kl_ball::monte_carlo::{MonteCarlo, MonteCarloSpec, Tally};
use kl_ball::{Experiment, ExperimentSpec};
use serde_json::{Value as Json, json};

/// `q = ½`, `r = 0.1` in units `k`.
fn start(k: [f64; 2]) -> Json {
    json!({ "chart": "sequential", "at": [0.0, -(9.0f64.ln()) / k[1]] })
}

fn monte_carlo(k: [f64; 2], run: &Json) -> MonteCarlo {
    let mut run = run.clone();
    run["chart"] = json!("sequential");
    let spec =
        json!({ "model": "policy", "options": { "scale": k }, "start": start(k), "run": run });
    MonteCarlo::new(MonteCarloSpec::read(value(&spec)).unwrap()).unwrap()
}

fn tally(k: [f64; 2], run: &Json) -> Tally {
    let mut runs = monte_carlo(k, run);
    runs.advance(u64::MAX);
    runs.tally()
}

fn rates(k: [f64; 2], run: &Json, success: f64, collapsed: Option<f64>) {
    let found = tally(k, run);
    assert_eq!(found.done, 200);
    assert!((found.success - success).abs() <= 0.1, "{k:?} {run}: {found:?}");
    if let Some(collapsed) = collapsed {
        assert!((found.collapsed - collapsed).abs() <= 0.1, "{k:?} {run}: {found:?}");
    }
}

#[test]
fn gradient_descent_depends_on_its_rate() {
    let gradient = |rate: f64| json!({ "rule": "gradient", "rate": rate });
    for (rate, success) in [(0.3, 0.0), (1.0, 0.975), (3.0, 0.995), (10.0, 0.99)] {
        rates([1.0, 1.0], &gradient(rate), success, Some(0.0));
    }
    rates([1.0, 1.0], &gradient(30.0), 0.89, Some(0.08));
    rates([1.0, 1.0], &gradient(100.0), 0.0, Some(1.0));
}

#[test]
fn gradient_descent_depends_on_its_units() {
    let gradient = |rate: f64| json!({ "rule": "gradient", "rate": rate });
    for rate in [0.03, 0.3, 1.0, 3.0, 10.0, 100.0] {
        rates([3.0, 1.0], &gradient(rate), 0.0, None);
    }
    for (rate, success) in [(0.1, 1.0), (1.0, 1.0), (10.0, 1.0), (30.0, 0.97), (100.0, 0.0)] {
        rates([1.0, 3.0], &gradient(rate), success, None);
    }
}

#[test]
fn euclidean_balls_depend_on_radius_and_units() {
    let ball = |radius: f64| json!({ "rule": "euclidean-ball", "radius": radius });
    for (radius, success) in [(0.1, 1.0), (0.3, 1.0), (1.0, 0.995), (3.0, 0.92), (10.0, 0.625)] {
        rates([1.0, 1.0], &ball(radius), success, None);
    }
    for radius in [0.03, 0.3, 3.0, 10.0] {
        rates([3.0, 1.0], &ball(radius), 0.035, None);
    }
}

#[test]
fn fisher_balls_succeed_in_all_units_up_to_ten_nats() {
    let ball = |radius: f64| json!({ "rule": "fisher-ball", "radius": radius });
    for radius in [0.001, 0.01, 0.1, 1.0, 10.0] {
        rates([1.0, 1.0], &ball(radius), 1.0, Some(0.0));
        rates([3.0, 1.0], &ball(radius), 1.0, Some(0.0));
    }
    rates([1.0, 1.0], &ball(30.0), 0.4, Some(0.6));
}

/// With the same random numbers the episodes are the same. So rules that measure
/// steps in nats pass through the same distributions in all units.
#[test]
fn units_do_not_matter_where_steps_are_measured_in_nats() {
    for run in [
        json!({ "rule": "fisher-ball", "radius": 0.05 }),
        json!({ "rule": "natural-gradient", "rate": 0.1 }),
        json!({ "rule": "kl-ray", "radius": 0.05 }),
        json!({ "rule": "kl-ball", "radius": 0.05 }),
        json!({ "rule": "trust-region", "radius": 0.02 }),
        json!({ "rule": "trust-region", "radius": 0.02, "direction": "new-old" }),
        json!({ "rule": "trpo", "radius": 0.02 }),
        json!({ "rule": "mirror", "rate": 0.1, "direction": "new-old" }),
        json!({ "rule": "geodesic", "rate": 0.1 }),
    ] {
        let path = |k: [f64; 2]| {
            let mut run = run.clone();
            run["chart"] = json!("sequential");
            run["batch"] = json!({ "seed": 5 });
            let spec = json!({ "model": "policy", "options": { "scale": k }, "start": start(k), "runs": [run] });
            let mut experiment =
                Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
            experiment.advance(60).unwrap();
            experiment.trajectory(0, "probability").unwrap()
        };
        let here = path([1.0, 1.0]);
        for k in [[3.0, 1.0], [1.0, 3.0], [0.01, 40.0]] {
            let there = path(k);
            assert_eq!(here.len(), there.len(), "{run} {k:?}");
            for (step, (a, b)) in here.iter().zip(&there).enumerate() {
                assert!((*a - *b).length() < 1e-8, "{run} {k:?} {step} {a:?} {b:?}");
            }
        }
    }
}

#[test]
fn a_batch_without_information_pauses_a_run_and_is_no_collapse() {
    let spec = json!({ "model": "policy", "start": { "chart": "sequential", "at": [-6.0, 0.0] },
        "runs": [{ "rule": "fisher-ball", "radius": 0.01, "chart": "sequential", "batch": { "size": 4, "seed": 1 } },
                 { "rule": "gradient", "rate": 100, "chart": "sequential", "batch": { "size": 4, "seed": 1 } }] });
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
    experiment.advance(1).unwrap();
    // Four episodes of a policy that opens the door once in 400 times: all of them spin.
    let [first, _] = experiment.runs() else { unreachable!() };
    assert_eq!(first.points()[1], first.points()[0]);
    assert_eq!(first.status(), Status::Running);
    let far = json!({ "model": "policy", "start": { "chart": "sequential", "at": [-20.0, 0.0] },
        "runs": [{ "rule": "gradient", "chart": "sequential", "batch": {} }, { "rule": "gradient", "chart": "sequential" }] });
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&far)).unwrap()).unwrap();
    experiment.advance(3).unwrap();
    assert_eq!(experiment.runs()[0].status(), Status::Collapsed);
    assert_eq!(experiment.runs()[0].steps(), 0);
    assert_eq!(experiment.runs()[1].status(), Status::Running);
}

#[test]
fn the_result_does_not_depend_on_the_portions() {
    let run = json!({ "rule": "gradient", "rate": 30, "batch": { "size": 32, "seed": 11 } });
    let (mut whole, mut parts) = (monte_carlo([1.0, 1.0], &run), monte_carlo([1.0, 1.0], &run));
    assert!(parts.quantile(0.5).is_nan());
    assert_eq!((parts.tally().done, parts.tally().success), (0, 0.0));
    whole.advance(200);
    for _ in 0..7 {
        parts.advance(30);
    }
    assert_eq!(parts.tally().done, 200);
    assert_eq!(
        (parts.tally().success, parts.tally().collapsed),
        (whole.tally().success, whole.tally().collapsed)
    );
    for p in [0.0, 0.1, 0.5, 0.9, 1.0] {
        assert_eq!(parts.quantile(p).to_bits(), whole.quantile(p).to_bits());
    }
    let refused = whole.quantiles(&[0.5, 1.5]).unwrap_err().to_string();
    assert_eq!(refused, "levels[1] is 1.5; allowed: a number from 0 to 1");
    assert!(whole.quantile(0.0) <= whole.quantile(0.5) && whole.quantile(0.0) >= -1.0);
}

#[test]
fn models_with_data_have_a_default_for_success() {
    let spec = json!({ "model": "gaussian", "data": { "set": "teaching" }, "seeds": 20, "steps": 300,
        "start": { "chart": "variance", "at": [3, 2] },
        "run": { "rule": "natural-gradient", "rate": 1, "schedule": "inverse-time", "chart": "variance" } });
    let mut runs = MonteCarlo::new(MonteCarloSpec::read(value(&spec)).unwrap()).unwrap();
    runs.advance(20);
    assert_eq!(runs.tally().success, 1.0);
    let written = serde_json::to_value(runs.spec()).unwrap();
    assert_eq!(written["run"]["batch"], json!({ "size": 64, "seed": 0 }));
    assert!(written["success"].is_number());
    for (field, wrong, message) in [
        ("steps", json!(0), "steps is 0; allowed: a whole number from 1 to 100000"),
        ("seeds", json!(1e6), "seeds is 1000000; allowed: a whole number from 1 to 100000"),
        ("success", json!("x"), "success is \"x\"; allowed: a finite number"),
        ("run", json!(1), "run is 1; allowed: an object"),
    ] {
        let mut spec = spec.clone();
        spec[field] = wrong;
        assert_eq!(MonteCarloSpec::read(value(&spec)).unwrap_err().to_string(), message);
    }
}
