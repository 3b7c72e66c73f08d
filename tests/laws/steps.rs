//! Rules: where they land, what they minimise, and how they depend on the chart.

use std::sync::Arc;

use kl_ball::ball::{BallKind, Goal, KlBall, boundary};
use kl_ball::catalog::{self, Invariance, RuleEntry};
use kl_ball::chart::{Chart, Charted, Variance};
use kl_ball::data::Kind;
use kl_ball::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use kl_ball::model::prelude::*;
use kl_ball::model::{Connection, Direction};
use kl_ball::numeric::random::Random;
use kl_ball::step::{Stop, Taken};
use serde_json::{Value as Json, json};

use super::balls::{envelope, variance_ratios};
use crate::common::*;

/// The direction of the exact ball that a rule must stay in, if it has one.
fn ball_direction(entry: &RuleEntry, spec: &Json) -> Option<Direction> {
    let option = entry.options.iter().find(|option| option.name == "radius")?;
    let directed = entry.options.iter().any(|option| option.name == "direction");
    let found = || DIRECTIONS.iter().find(|(name, _)| spec["direction"] == *name).unwrap().1;
    (option.unit == "nats" && directed).then(found)
}

fn sized(entry: &RuleEntry, spec: &Json, size: f64) -> Json {
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
fn lacks_matrix(model: &dyn Model, spec: &Json, at: Point) -> bool {
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
                                assert!(stop == Stop::IllPosed && !never, "{stop:?} {}", label());
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
                let ellipse = boundary(model, BallKind::Fisher, at, radius, 1000).unwrap();
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
fn kl_ray_stops_at_the_first_crossing_of_the_boundary() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.starts() {
                let (model, at) = (&seen.charted, seen.from_own(own));
                let arrow = model.natural_gradient(at).unwrap();
                for (name, direction) in DIRECTIONS {
                    for radius in [1e-6, 0.05, 1.0, 6.0] {
                        let spec = json!({ "rule": "kl-ray", "radius": radius, "direction": name });
                        let label = || format!("{} {spec} {own:?}", seen.label);
                        let taken = match step(model, rule(&spec).as_ref(), at) {
                            Ok(taken) => taken,
                            Err(stop) => {
                                assert_eq!(stop, Stop::IllPosed, "{}", label());
                                stays_inside(model, at, -arrow, (radius, direction), label);
                                continue;
                            }
                        };
                        let d = taken.segment.difference;
                        // The step is straight in the chart, along minus the natural gradient,
                        let turn = d.0 * arrow.1 - d.1 * arrow.0;
                        close(turn, 0.0, 1e-13 * d.length() * arrow.length(), label);
                        assert!(model.gradient(at).along(d) < 0.0, "{}", label());
                        // and stays in the ball all the way.
                        for k in 1..100 {
                            let part = Segment::step(at, f64::from(k) / 100.0 * d);
                            assert!(model.kl(&part, direction) < radius, "{} {k}", label());
                        }
                    }
                }
            }
        }
    }
}

/// Whether a ray never leaves the ball: up to the edge of the chart, or as far as
/// doubles go.
fn stays_inside(
    model: &dyn Model,
    at: Point,
    arrow: Tangent,
    (radius, direction): (f64, Direction),
    label: impl Fn() -> String,
) {
    let mut time = 1e-3 * radius.sqrt() / fisher_length(model, at, arrow);
    for _ in 0..200 {
        let part = Segment::step(at, time * arrow);
        let digits = || rounding(model, &part, direction, true) < 1e-3 * radius;
        if !model.holds(part.to) || !digits() {
            return;
        }
        assert!(model.kl(&part, direction) < radius, "{} {time}", label());
        time *= 1.2;
    }
}

#[test]
fn kl_ray_stops_at_the_first_of_several_crossings() {
    // Forward balls of 4 nats are not star-shaped in (μ, ln σ): the ray with
    // Δμ = 7.75 Δ ln σ leaves the ball, enters it again and leaves for good.
    let spread = 0.258f64.sqrt();
    let case = gaussian(&json!({ "x": [1.0 - spread, 1.0 + spread] }));
    let model = case.chart("log-std");
    let (at, radius) = (Point(0.0, 0.0), 4.0);
    let spec = json!({ "rule": "kl-ray", "radius": radius });
    let d = step(&model, rule(&spec).as_ref(), at).unwrap().segment.difference;
    let inside = |share: f64| model.kl(&Segment::step(at, share * d), Direction::OldNew) < radius;
    assert!((1..1000).all(|k| inside(f64::from(k) / 1000.0)), "inside until it lands");
    assert!((1001..1500).all(|k| !inside(f64::from(k) / 1000.0)), "and then outside");
    assert!(inside(4.0), "though not for ever");
}

/// Least value of an objective over the Gaussian ball's boundary, in the
/// model's own coordinates, by dense sampling of the closed-form envelope.
fn least_on_envelope(
    own: Point,
    direction: Direction,
    radius: f64,
    objective: impl Fn(Point) -> f64,
) -> f64 {
    const COUNT: i32 = 8_000;
    let [low, high] = variance_ratios(direction, radius).map(f64::ln);
    let mut least = f64::INFINITY;
    for k in 0..=COUNT {
        // Denser towards both ends, where the envelope has vertical tangents.
        let t = 0.5 - 0.5 * (std::f64::consts::PI * f64::from(k) / f64::from(COUNT)).cos();
        let rho = (low + (high - low) * t).exp();
        let d = envelope(direction, radius, rho).max(0.0).sqrt();
        for side in [d, -d] {
            let point = Point(own.0 + side * own.1, own.1 * rho.sqrt());
            least = least.min(objective(point));
        }
    }
    least
}

const EXACT_RADII: [f64; 8] = [1e-3, 0.05, 0.3, 0.99, 1.01, 2.5, 6.0, 10.0];

/// Starts all over the half-plane, one whose minimiser is very close to a sampled
/// angle, and one whose ball of 0.3 nats almost reaches the optimum.
fn far_starts() -> Vec<Point> {
    const COUNT: usize = 16;
    let mut random = Random::seeded(3);
    let mut far = || {
        let [mu, log_sigma] = [[-10.0, 12.0], [-3.0, 3.0]].map(|range| uniform(&mut random, range));
        Point(mu, log_sigma.exp())
    };
    let mut starts: Vec<Point> = (0..COUNT).map(|_| far()).collect();
    starts.push(Point(2.5722212005774843, 18.721977022027904));
    starts.push(Point(0.4933878300303096, 1.2389001763495742));
    starts
}

#[test]
fn kl_ball_of_a_gaussian_minimises_the_linearised_loss_over_the_whole_ball() {
    // Up to radii at which the ball is neither convex nor star-shaped in the charts
    // of the precision and of ln σ.
    let case = teaching();
    let starts: Vec<Point> = case.starts().into_iter().chain(far_starts()).collect();
    for seen in case.charts() {
        let model = &seen.charted;
        for &own in &starts {
            let at = seen.from_own(own);
            let gradient = model.gradient(at);
            for (name, direction) in DIRECTIONS {
                for radius in EXACT_RADII {
                    let spec = json!({ "rule": "kl-ball", "radius": radius, "direction": name });
                    let label = || format!("{} {spec} {own:?}", seen.label);
                    let taken = step(model, rule(&spec).as_ref(), at).unwrap();
                    let found = gradient.along(taken.segment.difference);
                    let linear = |p: Point| gradient.along(seen.from_own(p) - at);
                    let least = least_on_envelope(own, direction, radius, linear);
                    relatively_close(found, least, 1e-5, label);
                    assert!(found <= least * (1.0 - 1e-9), "{}: {found} {least}", label());
                }
            }
        }
    }
}

#[test]
fn trust_region_of_a_gaussian_minimises_the_loss_over_the_whole_ball() {
    let case = teaching();
    let model = case.model.as_ref();
    for own in case.starts() {
        for (name, direction) in DIRECTIONS {
            for radius in EXACT_RADII {
                let spec = json!({ "rule": "trust-region", "radius": radius, "direction": name });
                let label = || format!("{spec} {own:?}");
                let taken = step(model, rule(&spec).as_ref(), own).unwrap();
                let optimum = model.optimum().unwrap();
                let inside = model.kl(&Segment::between(own, optimum), direction) <= radius;
                if inside {
                    assert_eq!(taken.segment.to, optimum, "{}", label());
                    continue;
                }
                let gain = model.loss(taken.segment.to) - model.loss(own);
                let loss = |p: Point| model.loss(p);
                let least = least_on_envelope(own, direction, radius, loss) - model.loss(own);
                relatively_close(gain, least, 1e-5, label);
                assert!(gain <= least * (1.0 - 1e-9), "{}", label());
            }
        }
    }
}

#[test]
fn exact_minimisers_are_no_worse_than_any_boundary_point() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.starts() {
                let at = seen.from_own(own);
                let gradient = model.gradient(at);
                for (name, direction) in DIRECTIONS {
                    for radius in [0.05, 1.0, 4.0] {
                        for exact in ["kl-ball", "trust-region"] {
                            let spec =
                                json!({ "rule": exact, "radius": radius, "direction": name });
                            let Ok(taken) = step(model, rule(&spec).as_ref(), at) else {
                                continue;
                            };
                            // The ball whose boundary holds the landing: next to an edge it
                            // differs from the ball asked for by rounding.
                            let radius = model.kl(&taken.segment, direction);
                            let kind = BallKind::Kl(direction);
                            let outline = boundary(model, kind, at, radius, 99).unwrap();
                            let linear = |p: Point| gradient.along(p - at);
                            let gain = |p: Point| model.loss(p) - model.loss(at);
                            let objective: &dyn Fn(Point) -> f64 =
                                if exact == "kl-ball" { &linear } else { &gain };
                            let found = objective(taken.segment.to);
                            let values = outline.into_iter().flatten().map(objective);
                            let least = values.fold(f64::INFINITY, f64::min);
                            let label = || format!("{} {spec} {own:?}", seen.label);
                            assert!(found <= least + 1e-10 * least.abs(), "{}", label());
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn exact_minimisers_satisfy_the_karush_kuhn_tucker_conditions() {
    for case in cases() {
        let far = if case.set == "teaching" { far_starts() } else { Vec::new() };
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.starts().into_iter().chain(far.iter().copied()) {
                let at = seen.from_own(own);
                for (name, direction) in DIRECTIONS {
                    for radius in [1e-6, 1e-3, 0.05, 0.3, 1.0, 4.0] {
                        for exact in ["kl-ball", "trust-region"] {
                            let spec =
                                json!({ "rule": exact, "radius": radius, "direction": name });
                            let Ok(taken) = step(model, rule(&spec).as_ref(), at) else {
                                continue;
                            };
                            let end = taken.segment;
                            let infimum = model.infimum(at).map(|infimum| infimum.to);
                            if [model.optimum(), infimum].contains(&Some(end.to)) {
                                continue;
                            }
                            let g = match exact {
                                "kl-ball" => model.gradient(at),
                                _ => model.gradient(end.to),
                            };
                            // g + λ ∇KL = 0 with λ > 0, in units of the landing's own frame.
                            let on_frames = |end: &Segment| {
                                let frame = model.frame(end.to).unwrap();
                                let slope = model.kl_differential(end, direction);
                                [on_frame(g, frame), on_frame(slope, frame)]
                            };
                            let sine = |[[g, h], [k, l]]: [[f64; 2]; 2]| {
                                (g * l - h * k) / (g.hypot(h) * k.hypot(l))
                            };
                            let found = on_frames(&end);
                            let [[g, h], [k, l]] = found;
                            let label = || format!("{} {spec} {own:?}", seen.label);
                            // Close to the optimum the gradient is nothing but rounding, and close
                            // to an edge of the family the last digit of a coordinate matters.
                            let moved =
                                [(0, 1.0), (0, -1.0), (1, 1.0), (1, -1.0)].map(|(axis, sign)| {
                                    let mut moved = end;
                                    moved.to[axis] += sign * f64::EPSILON * end.to[axis].abs();
                                    let is_inside = model.contains(moved.to);
                                    if is_inside {
                                        (sine(on_frames(&moved)) - sine(found)).abs()
                                    } else {
                                        0.0
                                    }
                                });
                            let digits = moved.into_iter().fold(0.0, f64::max);
                            let rounding = 1e-12 / g.hypot(h) + digits;
                            close(sine(found), 0.0, 1e-7 + rounding, label);
                            assert!(g * k + h * l < 0.0, "{}", label());
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn closed_form_on_the_dual_path_equals_the_general_minimiser() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            let (name, direction) = match model.flat_connection() {
                Some(Connection::Exponential) => DIRECTIONS[0],
                Some(Connection::Mixture) => DIRECTIONS[1],
                _ => continue,
            };
            for own in case.starts() {
                let at = seen.from_own(own);
                let gradient = model.gradient(at);
                for radius in [1e-8, 0.05, 0.5, 3.0] {
                    let spec = json!({ "rule": "kl-ball", "radius": radius, "direction": name });
                    let label = || format!("{} {spec} {own:?}", seen.label);
                    let closed = step(model, rule(&spec).as_ref(), at);
                    let ball = KlBall::new(model, at, radius, direction).unwrap();
                    let general = ball.minimize(&Goal::Linear(gradient));
                    let (Ok(Taken { segment: closed, .. }), Some(general)) = (closed, general)
                    else {
                        // Either both exist or neither does.
                        assert_eq!(closed.err(), Some(Stop::IllPosed), "{}", label());
                        assert_eq!(general, None, "{}", label());
                        continue;
                    };
                    let gap = fisher_length(model, at, closed.difference + -general.difference);
                    let length = fisher_length(model, at, closed.difference);
                    // Both end on the boundary, up to rounding; see `landing_floor`.
                    let floor = landing_floor(&case, &seen, &closed, direction) / radius;
                    close(gap / length, 0.0, 1e-10 + floor, label);
                }
            }
        }
    }
}

#[test]
fn trust_region_moves_expectation_parameters_straight_towards_the_data() {
    for case in cases().iter().filter(|case| case.model.is_likelihood()) {
        let Some(optimum) = case.model.optimum() else { continue };
        let charts = case.charts();
        let Some(moments) =
            charts.iter().find(|c| c.charted.flat_connection() == Some(Connection::Mixture))
        else {
            continue;
        };
        for seen in &charts {
            for own in case.starts() {
                for radius in [1e-3, 0.05, 0.5] {
                    let spec = json!({ "rule": "trust-region", "radius": radius });
                    let at = seen.from_own(own);
                    let taken = step(&seen.charted, rule(&spec).as_ref(), at).unwrap();
                    let landing = seen.to_own(taken.segment.to);
                    let [from, to, end] = [own, landing, optimum].map(|p| moments.from_own(p));
                    let (d, whole) = (to - from, end - from);
                    let frame = moments.charted.frame(from).unwrap();
                    let metric = moments.charted.fisher(from);
                    let [a, b] = frame.map(|u| metric.apply(u, d));
                    let [p, q] = frame.map(|u| metric.apply(u, whole));
                    let size = a.hypot(b) * p.hypot(q);
                    let label = || format!("{} {radius} {own:?}", seen.label);
                    close((a * q - b * p) / size, 0.0, 1e-9, label);
                    let share = (a * p + b * q) / (p * p + q * q);
                    assert!(share > 0.0 && share <= 1.0 + 1e-12, "{}: {share}", label());
                }
            }
        }
    }
}

#[test]
fn forward_trust_region_is_the_kl_ball_of_the_natural_chart_unless_that_overshoots() {
    let case = teaching();
    let model = case.chart("natural");
    for own in case.starts() {
        let at = model.chart().from_own(own);
        for radius in [1e-3, 0.05, 0.5] {
            let [ball, region] = ["kl-ball", "trust-region"].map(|name| {
                let spec = json!({ "rule": name, "radius": radius });
                step(&model, rule(&spec).as_ref(), at).unwrap().segment
            });
            if Some(region.to) == model.optimum() {
                continue;
            }
            let gap = fisher_length(&model, at, ball.difference + -region.difference);
            let length = fisher_length(&model, at, region.difference);
            close(gap / length, 0.0, 1e-12, || format!("{radius} {own:?}"));
        }
    }
}

/// Where one rule lands in every chart.
struct Landings {
    /// Fisher–Rao distance between them, at most.
    gap: f64,
    /// How often the steps were shortened.
    halvings: u32,
    /// The Fisher length of the longest.
    length: f64,
    /// How far rounding of the coordinates may move one; see [`grid`].
    grid: f64,
}

/// `None` if the rule finds no step in some chart. Exact rules find a step either
/// in every chart or in none, unless a chart cannot represent it in doubles.
fn landings(case: &Case, own: Point, spec: &Json) -> Option<Landings> {
    let rule = rule(spec);
    let mut found = Landings { gap: 0.0, halvings: 0, length: 0.0, grid: 0.0 };
    let mut ends = Vec::new();
    let charts = case.charts();
    for seen in &charts {
        let Ok(taken) = step(&seen.charted, rule.as_ref(), seen.from_own(own)) else { continue };
        found.halvings += taken.halvings;
        found.length = found.length.max(seen.charted.length(&taken.segment));
        found.grid = found.grid.max(grid(seen, taken.segment.to));
        ends.push(seen.to_own(taken.segment.to));
    }
    for (p, q) in ends.iter().flat_map(|p| ends.iter().map(move |q| (p, q))) {
        found.gap = found.gap.max(distance(case.model.as_ref(), *p, *q));
    }
    (ends.len() == charts.len()).then_some(found)
}

/// The greatest distance between landings; `None` if a step had to be shortened.
fn discrepancy(case: &Case, own: Point, spec: &Json) -> Option<f64> {
    landings(case, own, spec).filter(|found| found.halvings == 0).map(|found| found.gap)
}

#[test]
fn exactly_invariant_rules_land_on_the_same_distribution_in_every_chart() {
    for (entry, spec) in rules().into_iter().filter(|(entry, _)| is_exact(entry)) {
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for own in case.starts() {
                for size in [1e-3, 0.05, 0.3, 1.0] {
                    let spec = sized(entry, &spec, size);
                    let label = || format!("{} {spec} {own:?}", case.set);
                    let Some(Landings { gap, length, grid, .. }) = landings(&case, own, &spec)
                    else {
                        assert!(!case.is_homogeneous(), "{}", label());
                        continue;
                    };
                    // Neighbouring geodesics diverge like e^(length / √2) where the curvature
                    // is −½, and so does the rounding error of the start. The rounding of the
                    // landing itself comes on top.
                    let allowed = 1e-10 * (0.5f64.sqrt() * length).exp() + 2.0 * grid;
                    close(gap, 0.0, allowed, label);
                }
            }
        }
    }
}

#[test]
fn rules_invariant_in_the_limit_differ_between_charts_by_the_square_of_their_step() {
    let limit = |entry: &RuleEntry| entry.invariance == Invariance::InTheLimit;
    for (entry, spec) in rules().into_iter().filter(|(entry, _)| limit(entry)) {
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for own in case.starts() {
                let charts = case.charts();
                if charts.iter().any(|c| lacks_matrix(&c.charted, &spec, c.from_own(own))) {
                    continue;
                }
                // Steps large enough for rounding not to matter, and small enough for cubic
                // terms not to matter.
                let unit = charts.iter().map(|c| scale(&c.charted, c.from_own(own)));
                let target = 2e-3 * unit.fold(1.0, f64::min);
                let mut size = target;
                while let found = landings(&case, own, &sized(entry, &spec, size))
                    && found.is_none_or(|found| found.halvings > 0 || found.length > 1.5 * target)
                {
                    size *= 0.5;
                }
                let gaps = [size, 0.5 * size]
                    .map(|size| discrepancy(&case, own, &sized(entry, &spec, size)).unwrap());
                let label = format!("{} {spec} {own:?} {gaps:?}", case.set);
                if gaps[1] < 1e-12 {
                    continue; // The charts are affine in each other.
                }
                let ratio = gaps[0] / gaps[1];
                assert!((3.6..4.4).contains(&ratio), "{label}");
            }
        }
    }
}

#[test]
fn rules_of_one_chart_differ_between_charts_in_proportion_to_their_step() {
    for (entry, spec) in rules().into_iter().filter(|(e, _)| e.invariance == Invariance::None) {
        let case = teaching();
        for own in case.starts() {
            // Shrink until every chart's step is short.
            let mut size = 1e-4;
            while discrepancy(&case, own, &sized(entry, &spec, size)).is_none_or(|gap| gap > 1e-2) {
                size *= 0.1;
            }
            let gaps = [size, 0.5 * size]
                .map(|size| discrepancy(&case, own, &sized(entry, &spec, size)).unwrap());
            let ratio = gaps[0] / gaps[1];
            assert!((1.9..2.1).contains(&ratio), "{spec} {own:?} {gaps:?}");
        }
    }
}

/// An affine chart: the chart of the variance in other units, and sheared.
struct Affine;

const ROWS: [[f64; 2]; 2] = [[2.0, 0.0], [0.25, 0.5]];

impl Chart for Affine {
    fn contains(&self, at: Point) -> bool {
        Variance.contains(plain(at))
    }
    fn to_own(&self, at: Point) -> Point {
        Variance.to_own(plain(at))
    }
    fn from_own(&self, own: Point) -> Point {
        let Point(mu, v) = Variance.from_own(own);
        Point(mu / 2.0, (v - 0.25 * (mu / 2.0)) / 0.5)
    }
    fn own_difference(&self, along: &Segment, own: [Point; 2]) -> Tangent {
        let difference = Jacobian::from_rows(ROWS).push(along.difference);
        let (from, to) = (plain(along.from), plain(along.to));
        Variance.own_difference(&Segment { from, to, difference }, own)
    }
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let segment = Variance.segment_from_own(own);
        Segment {
            from: self.from_own(own.from),
            to: self.from_own(own.to),
            difference: Jacobian::from_rows(ROWS).pull(segment.difference),
        }
    }
    fn jacobian(&self, at: Point) -> Jacobian {
        let variance = Variance.jacobian(plain(at));
        let columns = [Tangent(1.0, 0.0), Tangent(0.0, 1.0)]
            .map(|u| variance.push(Jacobian::from_rows(ROWS).push(u)));
        Jacobian::from_rows([[columns[0][0], columns[1][0]], [columns[0][1], columns[1][1]]])
    }
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let affine = Jacobian::from_rows(ROWS);
        Variance.second_derivatives(plain(at)).map(|form| affine.pull_form(form))
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }
}

/// `(μ, v)` of a point of the affine chart.
fn plain(at: Point) -> Point {
    let Tangent(mu, v) = Jacobian::from_rows(ROWS).push(Tangent(at.0, at.1));
    Point(mu, v)
}

#[test]
fn affine_changes_of_chart_change_no_rule_but_those_of_the_euclidean_metric() {
    let case = teaching();
    let variance = case.chart("variance");
    let affine = Charted::new(Arc::clone(&case.model), Arc::new(Affine));
    for (entry, spec) in rules() {
        for own in case.starts() {
            let landings = [&variance, &affine].map(|model| {
                let at = model.chart().from_own(own);
                let spec = sized(entry, &spec, 0.1);
                let taken = step(model, rule(&spec).as_ref(), at).unwrap();
                model.chart().to_own(taken.segment.to)
            });
            let gap = distance(case.model.as_ref(), landings[0], landings[1]);
            let label = || format!("{spec} {own:?}: {gap}");
            if entry.invariance == Invariance::None {
                assert!(gap > 1e-4, "{}", label());
            } else {
                assert!(gap < 1e-9, "{}", label());
            }
        }
    }
}

#[test]
fn damping_breaks_invariance() {
    let case = teaching();
    let own = case.starts()[0];
    let undamped = json!({ "rule": "natural-gradient", "rate": 1e-4 });
    let mut damped = undamped.clone();
    damped["damping"] = json!(1.0);
    let gap = |spec| discrepancy(&case, own, spec).unwrap();
    assert!(gap(&damped) > 1e2 * gap(&undamped));
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
