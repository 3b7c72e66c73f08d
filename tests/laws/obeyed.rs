//! The ball drawn for a rule is the ball it obeys.

use kl_ball::ball::Precision;
use kl_ball::catalog::{self, BallOf};
use kl_ball::geometry::{Point, Segment};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::step::{Measure, Memory, Rule, Site};
use kl_ball::{Experiment, ExperimentSpec};
use serde_json::{Value as Json, json};

use super::steps::landing_floor;
use crate::common::*;

const RADII: [f64; 3] = [1e-3, 0.05, 0.5];

/// What a rule measures its first step from a place by; `None` where its matrix is missing.
fn measure(rule: &dyn Rule, model: &dyn Model, at: Point) -> Option<Measure> {
    let site = Site::new(model, at, 1);
    rule.measure(&site, &rule.remember(&site, &Memory::default())).ok()
}

/// A rule with this radius, if it has one.
fn sized(spec: &Json, radius: f64) -> Json {
    let mut spec = spec.clone();
    if rule(&spec).radius().is_some() {
        spec["radius"] = json!(radius);
    }
    spec
}

/// Every rule with a radius, at this radius.
fn bounded(radius: f64) -> Vec<Json> {
    let all = rules().into_iter().map(|(_, spec)| spec);
    all.filter(|spec| rule(spec).radius().is_some()).map(|spec| sized(&spec, radius)).collect()
}

#[test]
fn every_step_stays_in_the_ball_of_its_rule_and_uses_all_of_it_unless_it_was_cut_short() {
    let mut seen_on_it = std::collections::BTreeMap::new();
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.starts() {
                let at = seen.from_own(own);
                for (radius, spec) in RADII
                    .into_iter()
                    .flat_map(|r| bounded(r).into_iter().map(move |spec| (r, spec)))
                {
                    let label = || format!("{} {spec} {own:?}", seen.label);
                    let rule = rule(&spec);
                    assert_eq!(rule.radius(), Some(radius), "{}", label());
                    let Ok(taken) = step(model, rule.as_ref(), at) else { continue };
                    let measure = measure(rule.as_ref(), model, at).unwrap();
                    let size = measure.size(model, &taken.segment);
                    let floor = match measure {
                        Measure::Kl(direction) => {
                            landing_floor(&case, &seen, &taken.segment, direction)
                        }
                        _ => 0.0,
                    };
                    let rounding = 1e-9 * radius + floor;
                    assert!(size <= radius + rounding, "{size:e} {}", label());
                    // The ball holds the minimum; or a line search, or the domain, has cut the step short.
                    let infimum = model.infimum(at).map(|infimum| infimum.to);
                    let end = taken.segment.to;
                    let arrived = model.optima().contains(&end) || infimum == Some(end);
                    if !arrived && taken.halvings == 0 && spec["rule"] != "trpo" {
                        close(size, radius, rounding, label);
                        *seen_on_it.entry(spec["rule"].to_string()).or_insert(0) += 1;
                    }
                }
            }
        }
    }
    for spec in bounded(RADII[0]).iter().filter(|spec| spec["rule"] != "trpo") {
        let seen: usize = seen_on_it.get(&spec["rule"].to_string()).copied().unwrap_or(0);
        assert!(seen > 100, "{}: {seen}", spec["rule"]);
    }
}

/// A run of every rule from one place, all with this radius where they have one.
fn experiment(case: &Case, chart: &str, at: Point, radius: f64) -> (Experiment, Vec<Json>) {
    let runs: Vec<Json> =
        rules_of(case.entry).into_iter().map(|(_, spec)| sized(&spec, radius)).collect();
    let with_chart = |spec: &Json| {
        let mut run = spec.clone();
        run["chart"] = json!(chart);
        run
    };
    let mut spec = case.spec.clone();
    spec["start"] = json!({ "chart": chart, "at": at.array() });
    spec["runs"] = json!(runs.iter().map(with_chart).collect::<Vec<_>>());
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
    experiment.advance(1).unwrap();
    (experiment, runs)
}

#[test]
fn the_outline_drawn_for_a_step_is_that_of_its_ball() {
    let mut points_seen = std::collections::BTreeMap::new();
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for (own, radius) in case.starts().into_iter().zip([0.05, 0.5].into_iter().cycle()) {
                let at = seen.from_own(own);
                let (experiment, specs) = experiment(&case, seen.entry.name, at, radius);
                for (k, spec) in specs.iter().enumerate() {
                    let label = || format!("{} {spec} {own:?}", seen.label);
                    let rule = rule(spec);
                    let Some(measure) = measure(rule.as_ref(), model, at) else { continue };
                    let size = |to: Point| measure.size(model, &Segment::between(at, to));
                    let landing = experiment.runs()[k].points().get(1).copied();
                    let Some(radius) = rule.radius().or_else(|| landing.map(size)) else {
                        continue;
                    };
                    if radius < 1e-9 {
                        continue;
                    }
                    // A rule without a radius has the divergence of its landing, as far as the chart can hold that.
                    let of_landing = match (rule.radius(), measure, landing) {
                        (None, Measure::Kl(direction), Some(to)) => {
                            rounding(model, &Segment::between(at, to), direction, true)
                        }
                        _ => 0.0,
                    };
                    let outline =
                        experiment.ball(k, 0, 24, seen.entry.name, Precision::Exact).unwrap();
                    let quick =
                        experiment.ball(k, 0, 24, seen.entry.name, Precision::Drawn).unwrap();
                    // A part in a thousand of a ball's cost is half of that in its size: half of a line's width.
                    let exact = outline.into_iter().flatten().map(|point| (point, 1e-6));
                    let quick = quick.into_iter().flatten().map(|point| (point, 1e-3));
                    for (point, share) in exact.chain(quick) {
                        let found = size(point);
                        let floor = match measure {
                            Measure::Kl(direction) => {
                                rounding(model, &Segment::between(at, point), direction, true)
                            }
                            // A point is rounded by this much.
                            Measure::Euclidean => {
                                let size = |p: Point| p.0.abs().max(p.1.abs());
                                f64::EPSILON * (size(at) + size(point))
                            }
                            Measure::Quadratic(_) => 0.0,
                        };
                        close(found, radius, share * radius + floor + of_landing, label);
                        *points_seen.entry(spec["rule"].to_string()).or_insert(0) += 1;
                    }
                }
            }
        }
    }
    for (entry, spec) in rules() {
        let seen: usize = points_seen.get(&spec["rule"].to_string()).copied().unwrap_or(0);
        assert!(seen > 1000, "{}: {seen} points", entry.name);
    }
}

#[test]
fn a_rule_with_a_radius_in_nats_is_drawn_with_the_ball_of_its_divergence() {
    let case = gaussian(&json!({ "set": "cavendish" }));
    let model = case.chart("variance");
    let at = Point(5.3, 0.022);
    let (experiment, specs) = experiment(&case, "variance", at, 0.5);
    let mut seen = 0;
    for (k, spec) in specs.iter().enumerate() {
        let entry = catalog::RULES.iter().find(|entry| spec["rule"] == entry.name).unwrap();
        if entry.ball != Some(BallOf::Kl) {
            continue;
        }
        let reverse = spec["direction"] == "new-old";
        let direction = if reverse { Direction::NewOld } else { Direction::OldNew };
        let kl = |to: Point| model.kl(&Segment::between(at, to), direction);
        let outline = experiment.ball(k, 0, 64, "variance", Precision::Exact).unwrap();
        assert!(outline.len() >= 64, "{spec}");
        for point in outline.into_iter().flatten() {
            close(kl(point), 0.5, 1e-9, || spec.to_string());
        }
        assert!(kl(experiment.runs()[k].points()[1]) <= 0.5 + 1e-9, "{spec}");
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn the_catalogue_says_which_ball_a_rule_stays_in() {
    let case = gaussian(&json!({ "set": "teaching" }));
    let model = case.chart("variance");
    for (entry, spec) in rules() {
        let rule = rule(&spec);
        assert_eq!(entry.ball.is_some(), rule.radius().is_some(), "{spec}");
        let kind = match measure(rule.as_ref(), &model, Point(1.0, 2.0)).unwrap() {
            Measure::Euclidean => BallOf::Euclidean,
            Measure::Quadratic(_) => BallOf::Fisher,
            Measure::Kl(_) => BallOf::Kl,
        };
        assert!(entry.ball.is_none_or(|ball| ball == kind), "{spec}: {kind:?}");
    }
}
