//! Rules: where they land, and what they minimise.

use kl_ball::ball::{BallKind, Precision, boundary};
use kl_ball::catalog::{self, Invariance, RuleEntry};
use kl_ball::data::Kind;
use kl_ball::geometry::{Point, Segment, Symmetric, Tangent};
use kl_ball::model::prelude::*;
use kl_ball::model::{Connection, Direction};
use kl_ball::step::{Stop, Taken};
use serde_json::{Value as Json, json};

use crate::common::*;

/// The direction of the exact ball that a rule must stay in, if it has one.
fn ball_direction(entry: &RuleEntry, spec: &Json) -> Option<Direction> {
    let option = entry.options.iter().find(|option| option.name == "radius")?;
    let directed = entry.options.iter().any(|option| option.name == "direction");
    let found = || DIRECTIONS.iter().find(|(name, _)| spec["direction"] == *name).unwrap().1;
    (option.unit == "nats" && directed).then(found)
}

pub fn sized(entry: &RuleEntry, spec: &Json, size: f64) -> Json {
    let (option, power) = size_option(entry);
    let mut spec = spec.clone();
    spec[option] = json!(size.powf(power));
    spec
}

#[test]
fn every_step_lands_in_the_domain_and_reports_its_own_length() {
    for (entry, spec) in rules() {
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for seen in case.charts() {
                for own in case.places() {
                    let at = seen.from_own(own);
                    for size in [1e-4, 0.3, 3.0] {
                        let spec = sized(entry, &spec, size);
                        let label = || format!("{} {spec} at {at:?}", seen.label);
                        let Ok(taken) = step(&seen.charted, rule(&spec).as_ref(), at) else {
                            continue;
                        };
                        let Segment { from, to, difference } = taken.segment;
                        assert_eq!(from, at, "{}", label());
                        assert!(seen.charted.contains(to), "{}", label());
                        // The end is rounded; start plus difference is where it should be.
                        let gap = (to - from) + -difference;
                        for axis in 0..2 {
                            let largest = from[axis].abs().max(to[axis].abs());
                            close(gap[axis], 0.0, 1e-13 * largest, label);
                        }
                    }
                }
            }
        }
    }
}

/// Whether a rule needs the inverse of the empirical Fisher matrix where there
/// is none; it then has to report that.
pub fn lacks_matrix(model: &dyn Model, spec: &Json, at: Point) -> bool {
    let form = model.empirical_fisher(at).map(Symmetric::metric);
    let lacks = spec["metric"] == "empirical" && form.is_none_or(|metric| metric.is_err());
    if lacks {
        let outcome = step(model, rule(spec).as_ref(), at);
        assert_eq!(outcome.unwrap_err(), Stop::Singular, "{spec} {at:?}");
    }
    lacks
}

#[test]
fn every_rule_descends_if_its_steps_are_small() {
    // Newton's method approaches any stationary point (docs/mathematics/step-rules.md#newton).
    for (entry, spec) in rules().into_iter().filter(|(entry, _)| entry.name != "newton") {
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for seen in case.charts() {
                for own in case.starts() {
                    let (model, at) = (&seen.charted, seen.from_own(own));
                    // The option is made smaller until the Fisher length of the step is 1e-3.
                    let mut size = 1e-2;
                    if lacks_matrix(model, &spec, at) {
                        continue;
                    }
                    // Next to an edge of the family, where all distances are short, even less.
                    let short = 1e-3 * scale(model, at);
                    let segment = loop {
                        let spec = sized(entry, &spec, size);
                        let taken = step(model, rule(&spec).as_ref(), at).unwrap();
                        if model.length(&taken.segment) < short {
                            break taken.segment;
                        }
                        size *= 0.1;
                        assert!(size > 1e-30, "{} {spec} does not shrink", seen.label);
                    };
                    let slope = model.gradient(at).along(segment.difference);
                    assert!(slope < 0.0, "{} {spec} {own:?}", seen.label);
                    let label = || format!("{} {spec} {own:?}", seen.label);
                    let change = model.loss(segment.to) - model.loss(at);
                    close(change, slope, 0.5 * slope.abs() + 1e-13, label);
                }
            }
        }
    }
}

#[test]
fn rules_with_an_exact_ball_land_on_its_boundary_or_on_the_optimum_inside() {
    for (entry, spec) in rules() {
        let Some(direction) = ball_direction(entry, &spec) else { continue };
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for seen in case.charts() {
                for own in case.starts() {
                    let (model, at) = (&seen.charted, seen.from_own(own));
                    for radius in [1e-12, 1e-6, 1e-3, 0.05, 0.5, 2.0, 6.0] {
                        let mut spec = spec.clone();
                        spec["radius"] = json!(radius);
                        let label = || format!("{} {spec} {own:?}", seen.label);
                        let taken = match step(model, rule(&spec).as_ref(), at) {
                            Ok(taken) => taken,
                            Err(stop) => {
                                let small = 0.01 * scale(model, at).powi(2);
                                // A target's loss may be too large for a double on a large ball.
                                let held = case.entry.takes != Kind::Target || radius < 6.0;
                                let never = case.is_homogeneous() && held || radius < small;
                                let ends = !case.entry.is_exponential && stop == Stop::LeftDomain;
                                let known = stop == Stop::IllPosed || ends;
                                assert!(known && !never, "{stop:?} {}", label());
                                continue;
                            }
                        };
                        let end = taken.segment;
                        let kl = model.kl(&end, direction);
                        let infimum = model.infimum(at).map(|infimum| infimum.to);
                        if entry.invariance == Invariance::Exact
                            && [model.optimum(), infimum].contains(&Some(end.to))
                        {
                            assert!(kl <= radius * (1.0 + 1e-12), "{}", label());
                        } else {
                            let floor = landing_floor(&case, &seen, &end, direction);
                            close(kl, radius, 1e-9 * radius + floor, label);
                        }
                        assert_eq!(taken.halvings, 0, "{}", label());
                    }
                }
            }
        }
    }
}

/// The error that rounding can cause in the divergence of a landing: for landings
/// on a straight line of the chart, and for those on a straight line of the
/// expectation parameters, where most exact steps lie. Next to an edge of the
/// family the coordinates of the start limit the precision.
pub fn landing_floor(case: &Case, seen: &Seen, end: &Segment, direction: Direction) -> f64 {
    let straight = rounding(&seen.charted, end, direction, true);
    let charts = case.charts();
    let flat = |c: &&Seen| c.charted.flat_connection() == Some(Connection::Mixture);
    let dual = charts.iter().find(flat).map_or(0.0, |moments| {
        let own = seen.charted.chart().segment_to_own(end);
        let there = moments.charted.chart().segment_from_own(&own);
        rounding(&moments.charted, &there, direction, true)
    });
    straight.max(dual)
}

#[test]
fn straight_rules_are_their_formulas() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.starts() {
                let (model, at) = (&seen.charted, seen.from_own(own));
                let gradient = model.gradient(at);
                let arrow = model.natural_gradient(at).unwrap();
                let take = |spec: Json| step(model, rule(&spec).as_ref(), at).unwrap();
                let label = || format!("{} {own:?}", seen.label);
                let check = |taken: Taken, full: Tangent| {
                    let d = 0.5f64.powi(taken.halvings as i32) * full;
                    let gap = (taken.segment.difference + -d).length();
                    close(gap, 0.0, 1e-14 * d.length(), label);
                };
                check(
                    take(json!({ "rule": "gradient", "rate": 0.125 })),
                    -0.125 * gradient.raised_by_identity(),
                );
                let unit = (1.0 / gradient.length()) * gradient.raised_by_identity();
                check(take(json!({ "rule": "euclidean-ball", "radius": 0.25 })), -0.25 * unit);
                check(take(json!({ "rule": "natural-gradient", "rate": 0.25 })), -0.25 * arrow);
                let length = (2.0 * 0.05 / gradient.along(arrow)).sqrt();
                check(take(json!({ "rule": "fisher-ball", "radius": 0.05 })), -length * arrow);
            }
        }
    }
}

#[test]
fn fisher_ball_minimises_the_linearised_loss_over_its_ellipse() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.starts() {
                let (model, at) = (&seen.charted, seen.from_own(own));
                let (gradient, radius) = (model.gradient(at), 0.01);
                let spec = json!({ "rule": "fisher-ball", "radius": radius });
                let taken = step(model, rule(&spec).as_ref(), at).unwrap();
                let d = taken.segment.difference;
                let label = || format!("{} {own:?}", seen.label);
                assert_eq!(taken.halvings, 0, "{}", label());
                let quadratic = 0.5 * model.fisher(at).apply(d, d);
                relatively_close(quadratic, radius, 1e-10, label);
                let ellipse =
                    boundary(model, BallKind::Fisher, at, radius, 1000, Precision::Exact).unwrap();
                let values = ellipse.into_iter().map(|p| gradient.along(p.unwrap() - at));
                let best = values.fold(f64::INFINITY, f64::min);
                let found = gradient.along(d);
                assert!(found <= best * (1.0 - 1e-9), "{}: {found} {best}", label());
                relatively_close(found, best, 1e-4, label);
            }
        }
    }
}

#[test]
fn natural_gradient_minimises_the_linearised_loss_with_a_quadratic_penalty() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.starts() {
                let (model, at) = (&seen.charted, seen.from_own(own));
                let (gradient, frame) = (model.gradient(at), model.frame(at).unwrap());
                let damping = 0.3 / fisher_trace_of_inverse(frame);
                for (metric, damping) in
                    [("fisher", 0.0), ("fisher", damping), ("empirical", damping)]
                {
                    let spec = json!({ "rule": "natural-gradient", "rate": 1e-3,
                                       "damping": damping, "metric": metric });
                    let form = match metric {
                        "fisher" => Some(model.fisher(at)),
                        _ => model.empirical_fisher(at),
                    };
                    let Some(form) = form else { continue };
                    let form = form.damped(damping);
                    let Ok(taken) = step(model, rule(&spec).as_ref(), at) else {
                        panic!("{} {spec}", seen.label);
                    };
                    let d = taken.segment.difference;
                    // Stationary: g + A Δ / rate = 0.
                    let residual = gradient + 1e3 * form.lower(d);
                    let [r, s] = on_frame(residual, frame);
                    let [g, h] = on_frame(gradient, frame);
                    let scale = g.hypot(h);
                    let label = || format!("{} {spec} {own:?}", seen.label);
                    close(r.hypot(s) / scale, 0.0, 1e-8, label);
                }
            }
        }
    }
}

fn fisher_trace_of_inverse([u, v]: [Tangent; 2]) -> f64 {
    u.length().powi(2) + v.length().powi(2)
}

#[test]
fn one_unit_natural_step_in_expectation_coordinates_lands_on_the_optimum() {
    for case in cases().iter().filter(|case| case.model.is_likelihood()) {
        for seen in case.charts() {
            if seen.charted.flat_connection() != Some(Connection::Mixture) {
                continue;
            }
            for own in case.starts() {
                let spec = json!({ "rule": "natural-gradient", "rate": 1.0 });
                let at = seen.from_own(own);
                let taken = step(&seen.charted, rule(&spec).as_ref(), at).unwrap();
                let landing = seen.to_own(taken.segment.to);
                let gap = distance(case.model.as_ref(), landing, case.model.optimum().unwrap());
                close(gap, 0.0, 1e-9, || format!("{} {own:?}", seen.label));
            }
        }
    }
}

#[test]
fn inverse_time_divides_the_rate_by_the_number_of_the_step() {
    let case = teaching();
    let model = case.chart("log-std");
    let at = model.chart().from_own(case.starts()[0]);
    for entry in catalog::RULES {
        if !entry.options.iter().any(|option| option.name == "schedule") {
            continue;
        }
        let spec = |rate: f64, schedule: &str| {
            rule(&json!({ "rule": entry.name, "rate": rate, "schedule": schedule }))
        };
        for count in [1, 2, 10] {
            let take = |rule: &dyn kl_ball::step::Rule| {
                let site = kl_ball::step::Site::new(&model, at, count);
                let memory = &mut kl_ball::step::Memory::default();
                kl_ball::step::take(rule, &site, memory).unwrap().segment.difference
            };
            let decayed = take(spec(0.06, "inverse-time").as_ref());
            let constant = take(spec(0.06 / count as f64, "constant").as_ref());
            assert_eq!(decayed, constant, "{} {count}", entry.name);
        }
    }
}

/// Khan & Rue 2023: with the target's `U = −ln p` the precision becomes `(1 − a)/v + a E U″`, and
/// the mean moves by `−a v' E U′`.
#[test]
fn natural_gradient_in_natural_parameters_is_the_bayesian_learning_rule() {
    let mut compared = 0;
    for case in cases().into_iter().filter(|case| case.entry.name == "variational") {
        let [natural, variance] = ["natural", "variance"].map(|name| case.chart(name));
        for own in case.starts() {
            let Point(mu, v) = variance.chart().from_own(own);
            let kl_ball::geometry::Covector(slope, spread) = variance.gradient(Point(mu, v));
            let bend = 2.0 * spread + v.recip();
            for rate in [0.01, 0.1, 0.5] {
                let spec = json!({ "rule": "natural-gradient", "rate": rate });
                let at = natural.chart().from_own(own);
                let taken = step(&natural, rule(&spec).as_ref(), at).unwrap();
                if taken.halvings > 0 {
                    continue;
                }
                compared += 1;
                let found = variance.chart().from_own(natural.chart().to_own(taken.segment.to));
                let there = ((1.0 - rate) / v + rate * bend).recip();
                let label = || format!("{} {own:?} {rate}", case.set);
                relatively_close(found.1, there, 1e-9, label);
                let size = mu.abs() + there.sqrt();
                close(found.0, mu - rate * there * slope, 1e-9 * size, label);
            }
        }
    }
    assert!(compared > 50, "{compared}");
}
