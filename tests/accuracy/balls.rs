//! Boundaries of exact balls, at equal angles of the Fisher frame.

use kl_ball::ball::{BallKind, KlBall};
use kl_ball::catalog::BALLS;
use kl_ball::geometry::{Point, angles, combine};
use kl_ball::model::prelude::*;

use super::reference::{Ball, references};
use super::report::Report;
use crate::common::fisher_length;

#[test]
fn boundaries_of_exact_balls_agree_in_all_charts() {
    let mut report = Report::default();
    for reference in references() {
        for case in &reference.balls {
            compare(reference.model, case, &mut report);
        }
    }
    report.close();
}

fn compare(name: &str, case: &Ball, report: &mut Report) {
    let (model, center) = (case.place.charted(name), Point::from(case.center));
    let kind = BALLS.iter().find(|known| known.name == case.kind).unwrap().kind;
    let BallKind::Kl(direction) = kind else { panic!("{} is no exact ball", case.kind) };
    let ball = KlBall::new(&model, center, case.radius, direction).unwrap();
    let frame = model.frame(center).unwrap();
    let exit = |angle| {
        let velocity = combine(frame, angle);
        ball.exit(ball.connection(), velocity, (2.0 * case.radius).sqrt())
    };
    let found = angles(case.points.len()).map(|angle| exit(angle).map(|(_, end)| end.to));
    let what = || {
        format!("{} {} {} at {:?}", case.place.describe(name), case.kind, case.radius, case.center)
    };
    for (found, expected) in found.zip(&case.points) {
        let (Some(found), Some(expected)) = (found, expected) else {
            assert_eq!(found.map(Point::array), *expected, "{}", what());
            continue;
        };
        let gap = fisher_length(&model, center, found - Point::from(*expected));
        let radius = fisher_length(&model, center, Point::from(*expected) - center);
        report.add(&format!("{name} {}", case.kind), gap / radius, 1e-10, what);
    }
}
