//! The same distribution in other charts, and the maximum-likelihood estimate.

use kl_ball::chart::Charted;
use kl_ball::geometry::Point;
use kl_ball::model::prelude::*;

use super::reference::references;
use super::report::{Report, of_the_largest};
use crate::common::fisher_length;

/// The distance between two points, in Fisher length.
fn fisher_distance(model: &Charted, found: Point, expected: Point) -> f64 {
    fisher_length(model, expected, found - expected)
}

#[test]
fn conversions_between_charts_agree() {
    let mut report = Report::default();
    for reference in references() {
        let name = reference.model;
        for case in &reference.conversions {
            let from = case.place.charted(name);
            let own = from.chart().to_own(Point::from(case.at));
            for (chart, expected) in &case.to {
                let target = case.place.seen(name, chart);
                let found = target.chart().from_own(own);
                let what = || {
                    let place = case.place.describe(name);
                    format!("{place} {:?} to {chart} {expected:?}", case.at)
                };
                let error = of_the_largest(found.array(), *expected);
                report.add(&format!("{name} conversion"), error, 1e-12, what);
            }
        }
    }
    report.close();
}

#[test]
fn optima_agree_in_all_charts() {
    let mut report = Report::default();
    for reference in references() {
        let name = reference.model;
        for case in &reference.optima {
            let (model, what) = (case.place.charted(name), || case.place.describe(name));
            match (model.optimum(), case.at) {
                (Some(found), Some(expected)) => {
                    let gap = fisher_distance(&model, found, Point::from(expected));
                    report.add(&format!("{name} optimum, Fisher units"), gap, 1e-12, what);
                    let error = of_the_largest(found.array(), expected);
                    report.add(&format!("{name} optimum"), error, 1e-12, what);
                }
                (found, expected) => assert_eq!(found.map(Point::array), expected, "{}", what()),
            }
            let expected = case.all.clone().unwrap_or(case.at.into_iter().collect());
            let found = model.optima();
            assert_eq!(found.len(), expected.len(), "{}: {found:?}", what());
            for (found, expected) in found.into_iter().zip(expected) {
                let gap = fisher_distance(&model, found, Point::from(expected));
                report.add(&format!("{name} optima, Fisher units"), gap, 1e-12, what);
            }
        }
    }
    report.close();
}
