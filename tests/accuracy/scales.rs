//! Data in all kinds of units, with large offsets and extreme values: what is computed from them is as
//! precise as the digits of the data and of the coordinates allow (`tests/reference/scales.py`).

use std::collections::BTreeMap;

use kl_ball::ModelSpec;
use kl_ball::chart::Charted;
use kl_ball::geometry::{Point, Segment};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::common::value;

/// A number with 50 digits, rounded; and how much it changes in proportion to relative changes of
/// the coordinates and of the data, added up.
type Known = [f64; 2];

#[derive(Deserialize)]
struct Case {
    model: String,
    name: String,
    x: Json,
    #[serde(default)]
    y: Json,
    optimum: BTreeMap<String, [Known; 2]>,
    places: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    chart: String,
    at: [f64; 2],
    to: [f64; 2],
    loss: [Known; 1],
    gradient: [Known; 2],
    fisher: [Known; 3],
    empirical: [Known; 3],
    hessian: [Known; 3],
    arrow: [Known; 2],
    divergences: [Known; 2],
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/scales-reference.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

impl Case {
    fn seen(&self, chart: &str) -> Charted {
        let mut spec = json!({ "model": self.model, "data": { "x": self.x } });
        if !self.y.is_null() {
            spec["data"]["y"] = self.y.clone();
        }
        let spec = ModelSpec::read(value(&spec)).unwrap();
        spec.model.chart(chart, "chart").unwrap().over(&spec.build().unwrap())
    }
}

/// The largest error, in roundings of a number and its condition; infinite where one is no number.
fn worst<const N: usize>(found: [f64; N], known: [Known; N]) -> f64 {
    const ROUNDING: f64 = 0.5 * f64::EPSILON;
    let error = |(found, [exact, condition]): (f64, Known)| {
        let roundings = (found - exact).abs() / (ROUNDING * (exact.abs() + condition));
        match roundings.is_nan() {
            true if found == exact => 0.0,
            true => f64::INFINITY,
            false => roundings,
        }
    };
    found.into_iter().zip(known).map(error).fold(0.0, f64::max)
}

#[test]
fn one_extreme_value_does_not_spoil_the_others() {
    const ROUNDINGS: f64 = 100.0;
    let mut failures = Vec::new();
    let mut check = |what: String, roundings: f64| {
        if roundings > ROUNDINGS {
            failures.push(format!("{what}: {roundings:.3e} roundings"));
        }
    };
    for case in cases() {
        for (chart, known) in &case.optimum {
            let found = case.seen(chart).optimum().map_or([f64::NAN; 2], |at| at.array());
            check(format!("{} {} {chart} optimum", case.model, case.name), worst(found, *known));
        }
        for place in &case.places {
            let (model, at) = (case.seen(&place.chart), Point::from(place.at));
            let along = Segment::between(at, place.to.into());
            let arrow = model.natural_gradient(at).map_or([f64::NAN; 2], |arrow| arrow.array());
            let kl = [Direction::OldNew, Direction::NewOld].map(|way| model.kl(&along, way));
            let empirical = model.empirical_fisher(at).unwrap().0;
            for (name, roundings) in [
                ("loss", worst([model.loss(at)], place.loss)),
                ("gradient", worst(model.gradient(at).array(), place.gradient)),
                ("fisher", worst(model.fisher(at).0, place.fisher)),
                ("empirical", worst(empirical, place.empirical)),
                ("hessian", worst(model.hessian(at).0, place.hessian)),
                ("arrow", worst(arrow, place.arrow)),
                ("divergences", worst(kl, place.divergences)),
            ] {
                check(
                    format!("{} {} {} {at:?} {name}", case.model, case.name, place.chart),
                    roundings,
                );
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
