//! Agreement with independent values of fifty digits (tests/reference/generate.py).
//!
//! Run with `--nocapture` to see the largest errors by kind.

mod common;

use std::collections::BTreeMap;

use kl_ball::geometry::{Point, Segment, Tangent};
use kl_ball::model::{Direction, Model};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use common::{gaussian, rule, step};

#[derive(Deserialize)]
struct Reference {
    derivatives: Vec<Derivatives>,
    divergences: Vec<Divergence>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Derivatives {
    set: String,
    chart: String,
    at: [f64; 2],
    loss: f64,
    gradient: [f64; 2],
    fisher: [f64; 3],
    empirical: [f64; 3],
    hessian: [f64; 3],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Divergence {
    chart: String,
    from: [f64; 2],
    to: [f64; 2],
    old_new: f64,
    new_old: f64,
    distance: f64,
}

#[derive(Deserialize)]
struct Step {
    set: String,
    chart: String,
    at: [f64; 2],
    rule: Json,
    step: [f64; 2],
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("data/gaussian-reference.json")).unwrap()
}

/// Largest errors by kind, and every violation of a tolerance.
#[derive(Default)]
struct Report {
    worst: BTreeMap<String, (f64, String)>,
    violations: Vec<String>,
}

impl Report {
    fn add(&mut self, kind: &str, error: f64, tolerance: f64, what: impl Fn() -> String) {
        if error.is_nan() || error > tolerance {
            self.violations.push(format!("{kind} {error:.1e} {}", what()));
        }
        let worst = self.worst.entry(kind.to_owned()).or_insert((0.0, String::new()));
        if error.is_nan() || error > worst.0 {
            *worst = (error, what());
        }
    }

    fn close(self) {
        for (kind, (error, place)) in &self.worst {
            println!("{kind:28} {error:8.1e}  {place}");
        }
        assert!(
            self.violations.is_empty(),
            "{} too far off:\n{}",
            self.violations.len(),
            self.violations.join("\n")
        );
    }
}

fn relative(found: f64, expected: f64) -> f64 {
    if found == expected { 0.0 } else { (found / expected - 1.0).abs() }
}

/// Largest difference in units of the largest expected entry.
fn of_the_largest<const N: usize>(found: [f64; N], expected: [f64; N]) -> f64 {
    let largest = expected.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let gaps = found.iter().zip(expected).map(|(x, y)| (x - y).abs());
    gaps.fold(0.0, |most: f64, gap| if gap.is_nan() { gap } else { most.max(gap) }) / largest
}

#[test]
fn loss_and_derivatives_agree_in_all_charts() {
    let mut report = Report::default();
    for case in reference().derivatives {
        let model = gaussian(&json!({ "set": case.set })).chart(&case.chart);
        let at = Point(case.at);
        let what = || format!("{} {} at {:?}", case.set, case.chart, case.at);
        report.add("loss", relative(model.loss(at), case.loss), 1e-12, what);
        let mut add = |kind: &str, error| {
            // A wide model's Hessian is much smaller than the Fisher matrix it is computed beside.
            let tolerance = if kind == "hessian" { 1e-10 } else { 1e-12 };
            report.add(kind, error, tolerance, what);
        };
        add("gradient", of_the_largest(model.gradient(at).0, case.gradient));
        add("fisher", of_the_largest(model.fisher(at).0, case.fisher));
        let empirical = model.empirical_fisher(at).unwrap();
        add("empirical fisher", of_the_largest(empirical.0, case.empirical));
        if case.loss.abs() < 10.0 {
            add("hessian", of_the_largest(model.hessian(at).0, case.hessian));
        }
        // Each coordinate in its own Fisher unit, so that none hides behind a larger one.
        // Where the model is narrow the Hessian of most charts is what remains
        // of terms as large as Q = 2L, and keeps that many digits fewer.
        let [a, _, c] = case.fisher.map(f64::sqrt);
        let units = |g: [f64; 2]| [g[0] / a, g[1] / c];
        let gap = of_the_largest(units(model.gradient(at).0), units(case.gradient));
        report.add("gradient in Fisher units", gap, 1e-11, what);
        let units = |h: [f64; 3]| [h[0] / a / a, h[1] / a / c, h[2] / c / c];
        let (found, expected) = (units(model.hessian(at).0), units(case.hessian));
        let largest = expected.iter().fold(1.0, |most: f64, x| most.max(x.abs()));
        let gap = of_the_largest(found, expected) * largest;
        // In natural coordinates it is the Fisher matrix, and loses nothing.
        let exact = case.chart == "natural";
        let excess = if exact { 1.0 } else { (2.0 * case.loss.abs()).max(1.0) };
        report.add("hessian in Fisher units / Q", gap / excess, 1e-12, what);
    }
    report.close();
}

#[test]
fn divergences_and_distances_agree_in_all_charts_from_1e_28_nats_to_hundreds() {
    let mut report = Report::default();
    for case in reference().divergences {
        let model = gaussian(&json!({ "set": "teaching" })).chart(&case.chart);
        let along = Segment::between(Point(case.from), Point(case.to));
        let what = || format!("{} {:?} {:?} {:e}", case.chart, case.from, case.to, case.old_new);
        for (kind, direction, expected) in [
            ("KL(old‖new)", Direction::OldNew, case.old_new),
            ("KL(new‖old)", Direction::NewOld, case.new_old),
        ] {
            report.add(kind, relative(model.kl(&along, direction), expected), 1e-13, what);
        }
        report.add("distance", relative(model.length(&along), case.distance), 1e-13, what);
    }
    report.close();
}

#[test]
fn one_step_of_every_rule_agrees_in_all_charts() {
    let mut report = Report::default();
    for case in reference().steps {
        let model = gaussian(&json!({ "set": case.set })).chart(&case.chart);
        let at = Point(case.at);
        let what = || format!("{} {} {} at {:?}", case.set, case.chart, case.rule, case.at);
        let taken = step(&model, rule(&case.rule).as_ref(), at).unwrap();
        assert_eq!(taken.halvings, 0, "{}", what());
        let expected = Tangent(case.step);
        let gap = common::fisher_length(&model, at, taken.segment.difference + -expected);
        let error = gap / common::fisher_length(&model, at, expected);
        report.add(case.rule["rule"].as_str().unwrap(), error, 1e-10, what);
    }
    report.close();
}
