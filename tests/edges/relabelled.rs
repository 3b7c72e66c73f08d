//! The names of classes are arbitrary: other names give the same balls, steps, runs and statuses.
//!
//! A permutation of the three classes is linear in the charts `logit` and `probability`. So there it
//! permutes what rules do that do not depend on linear changes of the coordinates. The
//! exchange of classes 1 and 2 is an isometry of `logit`, `probability` and `sphere`, that of 2 and 3 of
//! `sequential`: it permutes what every rule does. Rules that know no chart do the same in all charts,
//! whatever the names.

use kl_ball::Experiment;
use kl_ball::catalog::Invariance;
use kl_ball::experiment::Status;
use kl_ball::geometry::Point;
use serde_json::{Value as Json, json};

use super::numbers::{CHARTS, ORDERS, run};
use crate::common::*;

/// Shares of a class that is rare.
const RARE: [f64; 5] = [0.1, 1e-3, 1e-6, 1e-9, 1e-12];

/// Counts of the classes: none rare, and the last.
const COUNTS: [[f64; 3]; 2] = [[20.0, 30.0, 50.0], [6e3, 4e3, 1.0]];

/// Differences of logits up to which runs are compared, with no class rarer than 10⁻¹³. A rule that
/// overshoots doubles the number of digits of its log-odds from step to step, and so its
/// rounding errors.
const FAR: f64 = 30.0;

/// Steps of `kl-ball` up to which points are compared. Beside a rare class the rule overshoots by turns,
/// and a rounding error of 10⁻¹⁶ is 10⁻¹² after three steps and 10⁻⁸ after six, although each step is exact.
const SURE: usize = 5;

/// Three whole multiples of 2⁻⁴⁴, which add up to one without rounding: one of them is rare.
fn starts(rare: f64) -> [[f64; 3]; 3] {
    let grid = |x: f64| (x * 2f64.powi(44)).round() / 2f64.powi(44);
    let one = |first: f64| [grid(first), 1.0 - grid(first) - grid(rare), grid(rare)];
    let [p, q, r] = one(0.45);
    [one(0.6), one(0.3), [r, q, p]]
}

/// A run of a rule from a start, with the classes in this order.
fn relabelled(start: [f64; 3], counts: [f64; 3], order: [usize; 3], spec: &Json) -> Experiment {
    let [p1, p2, _] = order.map(|k| start[k]);
    let whole = json!({ "model": "categorical", "data": { "counts": order.map(|k| counts[k]) },
        "start": { "chart": "probability", "at": [p1, p2] }, "runs": [spec["run"]] });
    run(&whole, spec["steps"].as_u64().unwrap_or(1))
}

/// The points of a run as probabilities, in the order of the first names.
fn path(done: &Experiment, order: [usize; 3]) -> Vec<[f64; 3]> {
    let path = done.trajectory(0, "probability").unwrap();
    path.iter()
        .map(|at| {
            let mut p = [0.0; 3];
            let seen = [at.0, at.1, 1.0 - at.0 - at.1];
            order.iter().zip(seen).for_each(|(&k, x)| p[k] = x);
            p
        })
        .collect()
}

/// Compares runs under other names with the run under the first of them.
fn compare(start: [f64; 3], counts: [f64; 3], orders: &[[usize; 3]], spec: &Json) -> Vec<String> {
    let runs: Vec<_> =
        orders.iter().map(|&order| (order, relabelled(start, counts, order, spec))).collect();
    let Some(((first_order, first), others)) = runs.split_first() else { return Vec::new() };
    let (expected, losses) = (path(first, *first_order), first.series(0, "loss").unwrap());
    let is_far = |at: &Point| at.0.max(at.1).max(0.0) - at.0.min(at.1).min(0.0) > FAR;
    let near = |done: &Experiment| {
        let logits = done.trajectory(0, "logit").unwrap();
        logits.iter().position(is_far).unwrap_or(usize::MAX)
    };
    let mut failures = Vec::new();
    for (order, done) in others {
        let (points, found) = (path(done, *order), done.series(0, "loss").unwrap());
        let gap = |k: usize| {
            let gap = |(p, q): (&f64, &f64)| (p - q).abs();
            let sides = expected[k].iter().chain([&losses[k]]);
            let others = points[k].iter().chain([&found[k]]);
            sides.zip(others).map(gap).fold(0.0, f64::max)
        };
        let label = format!("{start:?} {counts:?} {order:?} {spec}");
        let end = near(first).min(near(done));
        let sure = if spec["run"]["rule"] == "kl-ball" { SURE + 1 } else { usize::MAX };
        let both = end.min(sure).min(points.len()).min(expected.len());
        if let Some(k) = (0..both).find(|&k| gap(k) > 1e-9) {
            failures.push(format!("{label}: {k} {:e} {:?} {:?}", gap(k), expected[k], points[k]));
        }
        let ends = [first, done].map(|run| (run.runs()[0].steps(), run.runs()[0].status().name()));
        if end == usize::MAX && ends[0] != ends[1] {
            failures.push(format!("{label}: {ends:?}"));
        }
    }
    failures
}

/// All of these for every start.
fn compare_all(orders: &[[usize; 3]], chart: &str, rule: &Json, steps: u64) -> Vec<String> {
    let mut spec = json!({ "run": rule, "steps": steps });
    spec["run"]["chart"] = json!(chart);
    let mut failures = Vec::new();
    for start in RARE.into_iter().flat_map(starts) {
        for counts in COUNTS {
            failures.extend(compare(start, counts, orders, &spec));
        }
    }
    failures
}

#[test]
fn relabelling_classes_relabels_the_runs_of_rules_that_know_no_chart() {
    for rare in [0.1, 1e-3, 1e-6, 1e-12] {
        // Three doubles that add up to 1 exactly.
        let second = 0.4 - rare;
        let (start, counts) = ([0.6, second, 1.0 - 0.6 - second], [20.0, 30.0, 50.0]);
        for rule in [json!({ "rule": "trust-region" }), json!({ "rule": "geodesic" })] {
            let mut known: Option<(u64, Status, Vec<[f64; 3]>)> = None;
            for order in ORDERS {
                for chart in CHARTS {
                    let mut spec = json!({ "run": rule, "steps": 40 });
                    spec["run"]["chart"] = json!(chart);
                    let done = relabelled(start, counts, order, &spec);
                    let (path, one) = (path(&done, order), &done.runs()[0]);
                    let (steps, status, points) =
                        known.get_or_insert((one.steps(), one.status(), path.clone()));
                    let label = || format!("{rare} {order:?} {spec}");
                    assert_eq!((*steps, *status), (one.steps(), one.status()), "{}", label());
                    for (p, q) in points.iter().zip(&path) {
                        (0..3).for_each(|k| close(p[k], q[k], 1e-9, label));
                    }
                }
            }
        }
    }
}

#[test]
fn relabelling_classes_relabels_what_depends_on_no_linear_change() {
    let mut failures = Vec::new();
    for (entry, rule) in rules() {
        if entry.invariance != Invariance::None {
            for chart in ["logit", "probability"] {
                failures.extend(compare_all(&ORDERS, chart, &rule, 20));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn exchanging_two_classes_is_an_isometry_of_a_chart() {
    let exchanges = [
        ("logit", [1, 0, 2]),
        ("probability", [1, 0, 2]),
        ("sphere", [1, 0, 2]),
        ("sequential", [0, 2, 1]),
    ];
    let mut failures = Vec::new();
    for (_, rule) in rules() {
        for (chart, order) in exchanges {
            failures.extend(compare_all(&[[0, 1, 2], order], chart, &rule, 1));
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
