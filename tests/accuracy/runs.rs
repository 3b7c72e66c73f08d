//! Several steps of the rules that keep state or a schedule.

use kl_ball::geometry::Point;
use kl_ball::{Experiment, ExperimentSpec};
use serde_json::json;

use super::reference::{Run, references};
use super::report::Report;
use crate::common::{fisher_length, value};

#[test]
fn runs_of_the_rules_with_state_agree_in_all_charts() {
    let mut report = Report::default();
    for reference in references() {
        for case in &reference.runs {
            compare(reference.model, case, &mut report);
        }
    }
    report.close();
}

/// Every point against the path from the start to it.
fn compare(name: &str, case: &Run, report: &mut Report) {
    let what = || format!("{} {} at {:?}", case.place.describe(name), case.rule, case.at);
    let mut run = case.rule.clone();
    run["chart"] = json!(case.place.chart);
    let mut spec = case.place.spec(name);
    spec["start"] = json!({ "chart": case.place.chart, "at": case.at });
    spec["runs"] = json!([run]);
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
    experiment.advance(case.points.len() as u64 / 2).unwrap();
    let found = experiment.trajectory(0, &case.place.chart).unwrap();
    assert_eq!(2 * found.len(), case.points.len() + 2, "{}", what());
    let model = case.place.charted(name);
    let kind = format!("{name} {}", case.rule["rule"].as_str().unwrap());
    for (found, expected) in found[1..].iter().zip(case.points.chunks(2)) {
        let expected = Point(expected[0], expected[1]);
        let gap = fisher_length(&model, Point::from(case.at), *found - expected);
        let path = fisher_length(&model, Point::from(case.at), expected - Point::from(case.at));
        report.add(&kind, gap / path, 1e-10, what);
    }
}
