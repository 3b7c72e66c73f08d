//! Steps that are halved, of length zero, or not taken at all, and what is said of them.

use kl_ball::geometry::{Point, Segment};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::step::Stop;
use serde_json::json;

use crate::common::*;

#[test]
fn steps_out_of_the_domain_are_halved_and_the_halvings_are_reported() {
    let case = teaching();
    let model = case.chart("precision");
    // The start is too narrow: M/v − 1 is large, so that τ would become negative.
    let at = Point(1.45, 4.0);
    let excess = 1.6875 * 4.0 - 1.0;
    for rate in [0.9 / excess, 1.1 / excess, 1.0, 7.0] {
        let spec = json!({ "rule": "natural-gradient", "rate": rate });
        let taken = step(&model, rule(&spec).as_ref(), at).unwrap();
        let mut expected = 0;
        let mut share = rate * excess;
        while share >= 1.0 {
            share *= 0.5;
            expected += 1;
        }
        assert_eq!(taken.halvings, expected, "rate {rate}");
        let full = -rate * model.natural_gradient(at).unwrap();
        let halved = 0.5f64.powi(expected as i32) * full;
        assert_eq!(taken.segment.difference, halved);
    }
}

#[test]
fn a_step_that_halving_cannot_bring_inside_ends_as_left_domain() {
    let case = gaussian(&json!({ "x": [-1e5, 1e5] }));
    let model = case.chart("precision");
    let spec = json!({ "rule": "gradient", "rate": 1e12 });
    let outcome = step(&model, rule(&spec).as_ref(), Point(0.0, 1.0));
    assert_eq!(outcome.unwrap_err(), Stop::LeftDomain);
}

#[test]
fn a_landing_that_a_chart_cannot_represent_is_ill_posed_and_not_a_shorter_step() {
    // Straight down in the chart of the variance. At 50 nats the new σ² is e⁻¹⁰¹
    // of the old one, which the old one minus a step cannot represent.
    let case = teaching();
    let own = Point(1.45, 20.0);
    let spec = json!({ "rule": "kl-ray", "radius": 50.0, "direction": "new-old" });
    for (name, lands) in [("variance", false), ("std-dev", false), ("log-std", true)] {
        let model = case.chart(name);
        let outcome = step(&model, rule(&spec).as_ref(), model.chart().from_own(own));
        match outcome {
            Ok(taken) => {
                let kl = model.kl(&taken.segment, Direction::NewOld);
                relatively_close(kl, 50.0, 1e-9, || name.into());
            }
            Err(stop) => assert_eq!(stop, Stop::IllPosed, "{name}"),
        }
        assert_eq!(outcome.is_ok(), lands, "{name}");
    }
}

#[test]
fn without_a_gradient_no_rule_moves() {
    let case = gaussian(&json!({ "x": [-1.0, 1.0] }));
    for seen in case.charts() {
        let at = seen.from_own(Point(0.0, 1.0));
        if !seen.charted.gradient(at).is_zero() {
            continue;
        }
        for (_, spec) in rules() {
            let taken = step(&seen.charted, rule(&spec).as_ref(), at).unwrap();
            assert_eq!(taken.segment, Segment::still(at), "{spec}");
        }
    }
    assert!(case.chart("std-dev").gradient(Point(0.0, 1.0)).is_zero());
}

#[test]
fn a_metric_without_an_inverse_is_reported_as_singular() {
    // Two observations at ±σ from the mean have scores (±1, 0), so the empirical Fisher matrix
    // has rank one.
    let case = gaussian(&json!({ "x": [-1.0, 1.0] }));
    let spec = json!({ "rule": "natural-gradient", "metric": "empirical" });
    let outcome = step(case.model.as_ref(), rule(&spec).as_ref(), Point(0.5, 2.0));
    assert!(outcome.is_ok(), "two observations are enough away from the optimum");
    let case = gaussian(&json!({ "x": [-1.0, 1.0, -1.0, 1.0] }));
    let at = Point(1e-9, 1.0);
    let outcome = step(case.model.as_ref(), rule(&spec).as_ref(), at);
    assert_eq!(outcome.unwrap_err(), Stop::Singular);
}
