//! One step of every rule that keeps no state.

use kl_ball::geometry::{Point, Tangent};

use super::reference::references;
use super::report::Report;
use crate::common::{self, rule, step};

#[test]
fn one_step_of_every_rule_agrees_in_all_charts() {
    let mut report = Report::default();
    for reference in references() {
        let name = reference.model;
        for case in &reference.steps {
            let (model, at) = (case.place.charted(name), Point::from(case.at));
            let what = || format!("{} {} at {:?}", case.place.describe(name), case.rule, case.at);
            let taken = step(&model, rule(&case.rule).as_ref(), at);
            let Some(expected) = case.step else {
                let status = taken.err().map(|stop| stop.name());
                assert_eq!(status, case.status.as_deref(), "{}", what());
                continue;
            };
            let taken = taken.unwrap_or_else(|stop| panic!("{}: {}", what(), stop.name()));
            assert_eq!(taken.halvings, case.halvings, "{}", what());
            let expected = Tangent::from(expected);
            let gap = common::fisher_length(&model, at, taken.segment.difference + -expected);
            let error = gap / common::fisher_length(&model, at, expected);
            let kind = format!("{name} {}", case.rule["rule"].as_str().unwrap());
            report.add(&kind, error, 1e-10, what);
        }
    }
    report.close();
}
