//! Rules with a memory, compared with plain loops over whole runs; and what
//! happens to the memory at the edge of the domain, at a reset and at the optimum.

use kl_ball::ball::Precision;
use kl_ball::catalog::Series;
use kl_ball::experiment::Status;
use kl_ball::geometry::Covector;
use kl_ball::model::prelude::*;
use kl_ball::step::{Memory, Rule, Site, take};
use kl_ball::{Experiment, ExperimentSpec, ModelSpec, RuleSpec, Value};
use serde_json::{Value as Json, json};

fn value(json: &Json) -> Value {
    serde_json::from_str(&json.to_string()).unwrap()
}

fn experiment(data: &Json, start: &Json, run: &Json) -> Experiment {
    let spec = json!({ "model": "gaussian", "data": data, "start": start, "runs": [run] });
    Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap()
}

fn rule(json: &Json) -> Box<dyn Rule> {
    RuleSpec::read(value(json)).unwrap().build()
}

const DATA: [f64; 8] = [-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1];

/// `∇L` in `(μ, ln σ)`, computed from the data.
fn gradient([mu, l]: [f64; 2]) -> [f64; 2] {
    let n = DATA.len() as f64;
    let v = (2.0 * l).exp();
    let d = mu - DATA.iter().sum::<f64>() / n;
    let m = DATA.iter().map(|x| (x - mu).powi(2)).sum::<f64>() / n;
    [d / v, 1.0 - m / v]
}

/// A plain loop; `update(t, g, first, second)` returns the components of the step.
fn plain_loop(
    steps: usize,
    start: [f64; 2],
    update: impl Fn(i32, f64, &mut f64, &mut f64) -> f64,
) -> Vec<[f64; 2]> {
    let (mut at, mut first, mut second) = (start, [0.0; 2], [0.0; 2]);
    let mut path = vec![at];
    for t in 1..=steps {
        let g = gradient(at);
        for k in 0..2 {
            at[k] -= update(t as i32, g[k], &mut first[k], &mut second[k]);
        }
        path.push(at);
    }
    path
}

fn assert_same_path(run: &Json, expected: &[[f64; 2]]) {
    let start = json!({ "chart": "log-std", "at": expected[0] });
    let mut run = run.clone();
    run["chart"] = json!("log-std");
    let mut experiment = experiment(&json!({ "x": DATA }), &start, &run);
    experiment.advance(expected.len() as u64 - 1).unwrap();
    let path = experiment.runs()[0].points();
    assert_eq!(path.len(), expected.len(), "{run}");
    for (k, (found, expected)) in path.iter().zip(expected).enumerate() {
        for axis in 0..2 {
            let error = (found[axis] - expected[axis]).abs();
            assert!(error < 1e-10, "{run} step {k}: {found:?}, not {expected:?}");
        }
    }
}

const START: [f64; 2] = [-1.0, 0.7];

#[test]
fn momentum_is_the_plain_loop() {
    let expected = plain_loop(60, START, |_, g, v, _| {
        *v = 0.8 * *v + g;
        0.05 * *v
    });
    assert_same_path(&json!({ "rule": "momentum", "rate": 0.05, "momentum": 0.8 }), &expected);
}

#[test]
fn nesterov_is_the_plain_loop_and_looks_ahead() {
    let expected = plain_loop(60, START, |_, g, v, _| {
        *v = 0.8 * *v + g;
        0.05 * (g + 0.8 * *v)
    });
    let run = json!({ "rule": "nesterov", "rate": 0.05, "momentum": 0.8 });
    assert_same_path(&run, &expected);
    // Nesterov's own form: gradient at y, x' = y − k g(y), y' = x' + β (x' − x).
    let (mut x, mut y) = (START, START);
    for stored in &expected[1..] {
        let g = gradient(y);
        let next = [y[0] - 0.05 * g[0], y[1] - 0.05 * g[1]];
        y = [0, 1].map(|k| next[k] + 0.8 * (next[k] - x[k]));
        x = next;
        assert!((y[0] - stored[0]).abs() < 1e-12 && (y[1] - stored[1]).abs() < 1e-12);
    }
}

#[test]
fn adagrad_is_the_plain_loop() {
    let expected = plain_loop(60, START, |_, g, _, s| {
        *s += g * g;
        0.3 * g / (*s + 1e-3).sqrt()
    });
    assert_same_path(&json!({ "rule": "adagrad", "rate": 0.3, "epsilon": 1e-3 }), &expected);
}

#[test]
fn rmsprop_is_the_plain_loop() {
    let expected = plain_loop(60, START, |_, g, _, s| {
        *s = 0.7 * *s + 0.3 * g * g;
        0.05 * g / (s.sqrt() + 1e-3)
    });
    let run = json!({ "rule": "rmsprop", "rate": 0.05, "decay": 0.7, "epsilon": 1e-3 });
    assert_same_path(&run, &expected);
}

#[test]
fn adam_is_the_plain_loop_with_its_published_defaults() {
    let expected = plain_loop(60, START, |t, g, m, s| {
        *m = 0.9 * *m + 0.1 * g;
        *s = 0.999 * *s + 0.001 * g * g;
        let (mean, square) = (*m / (1.0 - 0.9f64.powi(t)), *s / (1.0 - 0.999f64.powi(t)));
        0.1 * mean / (square.sqrt() + 1e-8)
    });
    assert_same_path(&json!({ "rule": "adam" }), &expected);
}

#[test]
fn a_schedule_divides_the_rate_and_nothing_else() {
    let expected = plain_loop(20, START, |t, g, v, _| {
        *v = 0.9 * *v + g;
        0.2 / f64::from(t) * *v
    });
    let run = json!({ "rule": "momentum", "rate": 0.2, "schedule": "inverse-time" });
    assert_same_path(&run, &expected);
}

#[test]
fn the_first_step_of_adam_is_the_sign_of_the_gradient() {
    let model = ModelSpec::read(value(&json!({ "model": "gaussian" }))).unwrap().build().unwrap();
    let at = kl_ball::geometry::Point(4.0, 0.7);
    let site = Site::new(model.as_ref(), at, 1);
    let adam = rule(&json!({ "rule": "adam", "rate": 0.03 }));
    let step = take(adam.as_ref(), &site, &mut Memory::default()).unwrap().segment.difference;
    for k in 0..2 {
        assert!((step[k] + 0.03 * site.gradient[k].signum()).abs() < 1e-9);
    }
}

/// In coordinates `φ` with `θ = c φ` the gradient is `c` times as large, and an
/// adaptive rule takes a step of the same number: in `θ` it is `c` times as long.
/// A natural-gradient step is the same in both.
#[test]
fn adaptive_steps_scale_with_the_unit() {
    const C: f64 = 64.0;
    let path = |scale: f64, run: &Json| {
        let x: Vec<f64> = DATA.iter().map(|x| scale * x).collect();
        let start = json!({ "chart": "std-dev", "at": [-scale, 2.0 * scale] });
        let mut run = run.clone();
        run["chart"] = json!("std-dev");
        let mut experiment = experiment(&json!({ "x": x }), &start, &run);
        experiment.advance(1).unwrap();
        let [from, to] = [0, 1].map(|k| experiment.runs()[0].points()[k]);
        to - from
    };
    for name in ["adagrad", "rmsprop", "adam"] {
        let run = json!({ "rule": name, "rate": 0.01, "epsilon": 1e-15 });
        let (small, large) = (path(1.0, &run), path(C, &run));
        let gap = large + -small;
        assert!(gap.length() < 1e-9 * small.length(), "{name}: {small:?} {large:?}");
    }
    let run = json!({ "rule": "natural-gradient" });
    let (small, large) = (path(1.0, &run), path(C, &run));
    assert!((large + -C * small).length() < 1e-12 * large.length());
}

#[test]
fn halving_a_step_does_not_change_the_memory() {
    let model = ModelSpec::read(value(&json!({ "model": "gaussian" }))).unwrap().build().unwrap();
    let at = kl_ball::geometry::Point(5.0, 1.0);
    let site = Site::new(model.as_ref(), at, 1);
    for name in ["momentum", "nesterov"] {
        let rule = rule(&json!({ "rule": name, "rate": 100.0 }));
        let mut memory = Memory::default();
        let taken = take(rule.as_ref(), &site, &mut memory).unwrap();
        assert!(taken.halvings > 0 && model.contains(taken.segment.to), "{name}");
        assert_eq!(memory.first, site.gradient, "{name}");
    }
}

#[test]
fn momentum_carries_on_where_the_gradient_is_zero() {
    let spec = json!({ "model": "gaussian", "data": { "x": [-1.0, 1.0] } });
    let model = ModelSpec::read(value(&spec)).unwrap().build().unwrap();
    let site = Site::new(model.as_ref(), kl_ball::geometry::Point(0.0, 1.0), 7);
    assert!(site.gradient.is_zero());
    let mut memory = Memory { first: Covector(0.5, 0.0), second: [0.0; 2] };
    let rule = rule(&json!({ "rule": "momentum", "rate": 0.1, "momentum": 0.5 }));
    let taken = take(rule.as_ref(), &site, &mut memory).unwrap();
    assert_eq!(taken.segment.difference.array(), [-0.025, 0.0]);
    assert_eq!(memory.first, Covector(0.25, 0.0));
    for name in ["momentum", "nesterov", "adagrad", "rmsprop", "adam"] {
        let rule = self::rule(&json!({ "rule": name }));
        let taken = take(rule.as_ref(), &site, &mut Memory::default()).unwrap();
        assert_eq!(taken.segment.to, site.at, "{name}");
    }
}

#[test]
fn after_a_reset_a_run_is_the_same_to_the_last_bit() {
    for name in ["momentum", "nesterov", "adagrad", "rmsprop", "adam"] {
        let start = json!({ "chart": "variance", "at": [4.8, 0.4] });
        let run = json!({ "rule": name, "rate": 0.01, "chart": "variance" });
        let mut experiment = experiment(&json!({ "set": "cavendish" }), &start, &run);
        experiment.advance(40).unwrap();
        let first = experiment.trajectory(0, "variance").unwrap();
        experiment.reset();
        experiment.advance(15).unwrap();
        experiment.advance(25).unwrap();
        assert_eq!(experiment.trajectory(0, "variance").unwrap(), first, "{name}");
    }
}

#[test]
fn momentum_converges_and_says_so() {
    let start = json!({ "chart": "log-std", "at": START });
    for name in ["momentum", "nesterov"] {
        let run = json!({ "rule": name, "rate": 0.2, "momentum": 0.5, "chart": "log-std" });
        let mut experiment = experiment(&json!({ "x": DATA }), &start, &run);
        experiment.advance(5000).unwrap();
        let run = &experiment.runs()[0];
        assert_eq!(run.status(), Status::Converged, "{name}");
        let least = run.model().loss(run.model().optimum().unwrap());
        assert!((run.series(Series::Loss).last().unwrap() - least).abs() < 1e-14);
    }
}

#[test]
fn the_accumulated_metric_is_the_one_the_step_divides_by() {
    let start = json!({ "chart": "log-std", "at": START });
    for name in ["adagrad", "rmsprop"] {
        let run = json!({ "rule": name, "rate": 0.05, "chart": "log-std" });
        let mut experiment = experiment(&json!({ "x": DATA }), &start, &run);
        experiment.advance(12).unwrap();
        let points = experiment.runs()[0].points();
        for k in 0..12 {
            let [a, b, c] = experiment.metric(0, k).unwrap().unwrap().0;
            let (g, step) = (gradient(points[k].array()), points[k + 1] - points[k]);
            assert_eq!(b, 0.0);
            assert!((a * step.0 + 0.05 * g[0]).abs() < 1e-12, "{name} {k}");
            assert!((c * step.1 + 0.05 * g[1]).abs() < 1e-12, "{name} {k}");
            assert_ellipse_holds_landing(&experiment, k, [a, b, c]);
        }
        // The last point has a metric, although no step has been taken from it.
        assert!(experiment.metric(0, 12).unwrap().is_some());
        assert!(experiment.ball(0, 12, 8, "log-std", Precision::Exact).unwrap().is_empty());
        assert!(experiment.metric(0, 13).is_err());
    }
}

fn assert_ellipse_holds_landing(experiment: &Experiment, k: usize, [a, _, c]: [f64; 3]) {
    let points = experiment.runs()[0].points();
    let measure = |d: kl_ball::geometry::Tangent| a * d.0.powi(2) + c * d.1.powi(2);
    let radius = measure(points[k + 1] - points[k]);
    for point in experiment.ball(0, k, 16, "log-std", Precision::Exact).unwrap() {
        let found = measure(point.unwrap() - points[k]);
        assert!((found / radius - 1.0).abs() < 1e-9);
    }
}

/// How far a run that is said to rest may still drift (chart units).
const REST: f64 = 1e-9;

fn teaching_run(run: &Json) -> Experiment {
    experiment(&json!({ "set": "teaching" }), &json!({ "chart": "variance", "at": [0, 3] }), run)
}

/// How far a rule goes within ten thousand steps after it was said to rest: followed from the start
/// by hand, one step after the other, whatever anybody says of its rest.
fn drift_after_rest(experiment: &Experiment, rule: &dyn Rule) -> f64 {
    let run = &experiment.runs()[0];
    let (mut at, mut memory, mut drift) = (run.points()[0], Memory::default(), 0.0_f64);
    let rest = *run.points().last().unwrap();
    for count in 1..=run.steps() + 10_000 {
        at = take(rule, &Site::new(run.model(), at, count), &mut memory).unwrap().segment.to;
        if count >= run.steps() {
            drift = drift.max((at.0 - rest.0).hypot(at.1 - rest.1));
        }
    }
    drift
}

#[test]
fn a_run_that_is_said_to_rest_stays_where_it_is() {
    let mut rested = 0;
    for (name, rates) in [("rmsprop", [0.01, 0.02, 0.1]), ("adam", [0.05, 0.3, 1.0])] {
        for convention in ["paper", "pytorch", "optax", "keras"] {
            for rate in rates {
                let run = json!({ "rule": name, "rate": rate, "convention": convention, "chart": "variance" });
                let mut experiment = teaching_run(&run);
                experiment.advance(8000).unwrap();
                if experiment.runs()[0].status() != Status::Converged {
                    continue;
                }
                rested += 1;
                let mut settings = run.clone();
                settings.as_object_mut().unwrap().remove("chart");
                let drift = drift_after_rest(&experiment, rule(&settings).as_ref());
                assert!(
                    drift < REST,
                    "{run} rests after {} steps, then goes {drift}",
                    experiment.runs()[0].steps()
                );
            }
        }
    }
    assert!(rested > 3, "only {rested} of these runs rest at all");
}

/// RMSProp at 0.1 and Adam at 1 look at rest for a while, and move on for ever.
#[test]
fn runs_that_move_on_for_ever_are_not_called_converged() {
    for (name, rate) in [("rmsprop", 0.1), ("adam", 1.0)] {
        let mut experiment =
            teaching_run(&json!({ "rule": name, "rate": rate, "chart": "variance" }));
        experiment.advance(2000).unwrap();
        assert_eq!(experiment.runs()[0].status(), Status::Running, "{name} at {rate}");
    }
}
