//! Data in other units, from 10⁻¹⁴⁹ to 10¹⁴⁹.

use kl_ball::catalog;
use kl_ball::{Experiment, ExperimentSpec};
use serde_json::{Value as Json, json};

use crate::common::*;

const UNITS: [f64; 6] = [1e-149, 1e-100, 1e-30, 1e30, 1e100, 1e149];

/// The status of a run with data in this unit, and its points converted back.
fn walk(run: &Json, unit: f64) -> (&'static str, Vec<[f64; 2]>) {
    let x = [-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1].map(|x| x * unit);
    let start = json!({ "chart": "std-dev", "at": [-unit, 2.0 * unit] });
    let spec =
        json!({ "model": "gaussian", "data": { "x": x }, "start": start, "runs": [run.clone()] });
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
    experiment.advance(6).unwrap();
    let points = experiment.trajectory(0, "std-dev").unwrap();
    (
        experiment.runs()[0].status().name(),
        points.iter().map(|p| [p.0 / unit, p.1 / unit]).collect(),
    )
}

/// For a rule whose steps do not depend on the unit of the data: the statuses that
/// are allowed besides its usual one, because its matrix may overflow.
fn allowed(rule: &Json) -> Option<&'static [&'static str]> {
    match rule["rule"].as_str()? {
        "newton" => Some(&["singular"]),
        "natural-gradient" if rule["metric"] == "empirical" => Some(&["singular"]),
        "natural-gradient" | "fisher-ball" | "kl-ray" | "kl-ball" | "trust-region" | "trpo"
        | "mirror" | "geodesic" => Some(&[]),
        _ => None,
    }
}

#[test]
fn rules_that_measure_distributions_do_not_depend_on_the_unit_of_the_data() {
    let charts = catalog::MODELS.iter().find(|model| model.name == "gaussian").unwrap().charts;
    let mut compared = 0;
    for (_, rule) in rules() {
        let Some(allowed) = allowed(&rule) else { continue };
        for chart in charts {
            let mut run = rule.clone();
            run["chart"] = json!(chart.name);
            let (status, points) = walk(&run, 1.0);
            for unit in UNITS {
                let (found, there) = walk(&run, unit);
                if found != status && allowed.contains(&found) {
                    continue;
                }
                if run["rule"] == "newton" {
                    // A single step, because longer runs of this rule magnify rounding errors.
                    compare(&run, unit, &points[..2.min(points.len())], &there);
                } else {
                    assert_eq!((found, there.len()), (status, points.len()), "{run} {unit:e}");
                    compare(&run, unit, &points, &there);
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "{compared}");
}

fn compare(run: &Json, unit: f64, points: &[[f64; 2]], there: &[[f64; 2]]) {
    for (k, (p, q)) in points.iter().zip(there).enumerate() {
        for (p, q) in p.iter().zip(q) {
            close(*q, *p, 1e-8 * (1.0 + p.abs()), || format!("{run} {unit:e} step {k}"));
        }
    }
}
