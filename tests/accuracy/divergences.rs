//! Divergences and distances, of near and of far distributions.

use kl_ball::geometry::{Point, Segment};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;

use super::reference::references;
use super::report::{Report, relative};

#[test]
fn divergences_and_distances_agree_in_all_charts_from_1e_28_nats_to_hundreds() {
    let mut report = Report::default();
    for reference in references() {
        let name = reference.model;
        for case in &reference.divergences {
            let model = case.place.charted(name);
            let along = Segment::between(Point::from(case.from), Point::from(case.to));
            let what = || {
                let place = case.place.describe(name);
                format!("{place} {:?} {:?} {:e}", case.from, case.to, case.old_new)
            };
            for (kind, direction, expected) in [
                ("KL(old‖new)", Direction::OldNew, case.old_new),
                ("KL(new‖old)", Direction::NewOld, case.new_old),
            ] {
                let error = relative(model.kl(&along, direction), expected);
                report.add(&format!("{name} {kind}"), error, 1e-13, what);
            }
            match (model.distance(&along), case.distance) {
                (Some(found), Some(expected)) => {
                    let error = relative(found, expected);
                    report.add(&format!("{name} distance"), error, 1e-13, what);
                }
                (found, expected) => assert_eq!(found, expected, "{}", what()),
            }
        }
    }
    report.close();
}
