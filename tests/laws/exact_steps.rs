//! Laws of exact steps: the first crossing of a ray, and minima over whole balls.

use kl_ball::ball::{BallKind, Goal, KlBall, Precision, boundary};
use kl_ball::geometry::{Point, Segment, Tangent};
use kl_ball::model::prelude::*;
use kl_ball::model::{Connection, Direction};
use kl_ball::numeric::random::Random;
use kl_ball::step::{Stop, Taken};
use serde_json::json;

use super::balls::{envelope, variance_ratios};
use super::steps::landing_floor;
use crate::common::*;

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
                                let ends = !case.entry.is_exponential && stop == Stop::LeftDomain;
                                assert!(stop == Stop::IllPosed || ends, "{stop:?} {}", label());
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
                            let outline =
                                boundary(model, kind, at, radius, 99, Precision::Exact).unwrap();
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
