//! Balls of families that are no exponential ones: connected parts of `{KL ≤ δ}`, of any shape.

use std::collections::VecDeque;

use kl_ball::ball::{BallKind, Goal, Precision, Region, boundary};
use kl_ball::geometry::{Covector, Point, Segment, Tangent, angles};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::step::Stop;
use kl_ball::{Experiment, ExperimentSpec, ModelSpec, Workbench};
use serde_json::json;

use crate::common::*;

const RADII: [f64; 8] = [1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.6, 2.0, 6.0];

/// Places far from the singular line, near it, on it, and on its other side, with the case.
fn everywhere() -> Vec<(Case, Vec<Point>)> {
    let half = json!({ "model": "mixture", "options": { "weight": 0.5 } });
    let mut all: Vec<_> = other_cases().into_iter().map(with_places).collect();
    all.push(with_places(Case::of("faithful", half)));
    all
}

fn with_places(case: Case) -> (Case, Vec<Point>) {
    let mut places = case.places();
    let Point(mean, gap) = places[0];
    places.extend([0.3, 0.05, 1e-6, -0.2, -1.0].map(|share| Point(mean, share * gap)));
    (case, places)
}

#[test]
fn every_place_of_an_outline_is_at_its_radius_or_out_of_the_chart() {
    let (mut met, mut open) = (0, 0);
    for (case, places) in everywhere() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in places.iter().chain([&Point(places[0].0, 0.0)]) {
                let at = seen.from_own(*own);
                for (name, direction) in DIRECTIONS.into_iter().filter(|_| model.contains(at)) {
                    for radius in RADII {
                        let label = || format!("{} {name} {radius} {own:?}", seen.label);
                        let region = Region::new(model, at, radius, direction);
                        let region = region.unwrap_or_else(|why| panic!("{why:?} {}", label()));
                        for end in region.outline(48) {
                            let Some(end) = end else {
                                open += 1;
                                continue;
                            };
                            met += 1;
                            assert!(model.contains(end.to), "{}", label());
                            let floor = rounding(model, &end, direction, true);
                            close(model.kl(&end, direction), radius, 1e-10 * radius + floor, label);
                        }
                    }
                }
            }
        }
    }
    assert!(met > 20_000 && open > 200, "{met} {open}");
}

/// A grid of distributions around a centre, with their divergences from it, and which of them are
/// connected with it by places of at most this divergence.
fn flooded(
    case: &Case,
    own: Point,
    half_window: Tangent,
    radius: f64,
    kl: impl Fn(Point) -> f64,
) -> Vec<(Point, f64, bool)> {
    const HALF: i32 = 40;
    let side = 2 * HALF + 1;
    let at = |k: i32, j: i32| {
        let share = |k: i32| f64::from(k) / f64::from(HALF);
        own + Tangent(share(k) * half_window.0, share(j) * half_window.1)
    };
    let index = |k: i32, j: i32| ((k + HALF) * side + j + HALF) as usize;
    let all = (-HALF..=HALF).flat_map(|k| (-HALF..=HALF).map(move |j| at(k, j)));
    let all: Vec<(Point, f64)> = all.map(|to| (to, kl(to))).collect();
    let mut reached = vec![false; (side * side) as usize];
    let mut queue = VecDeque::from([(0, 0)]);
    reached[index(0, 0)] = true;
    while let Some((k, j)) = queue.pop_front() {
        let beside: [(i32, i32); 4] = [(k + 1, j), (k - 1, j), (k, j + 1), (k, j - 1)];
        for (k, j) in beside {
            let on_grid = k.abs() <= HALF && j.abs() <= HALF;
            if on_grid && !reached[index(k, j)] && all[index(k, j)].1 <= radius {
                reached[index(k, j)] = true;
                queue.push_back((k, j));
            }
        }
    }
    assert!(!case.entry.is_exponential);
    all.into_iter().zip(reached).map(|((to, kl), is_reached)| (to, kl, is_reached)).collect()
}

#[test]
fn a_region_is_what_a_flood_from_its_centre_reaches() {
    for (case, places) in everywhere() {
        let model = case.model.as_ref();
        for own in places {
            for (name, direction) in DIRECTIONS {
                for radius in [0.02, 0.15, 0.4, 1.0] {
                    let region = Region::new(model, own, radius, direction).unwrap();
                    // As large a window as the outline needs, but no larger than some units.
                    let ends = region.outline(64).into_iter().flatten();
                    let largest = ends.fold(Tangent(0.0, 0.0), |most, end| {
                        let Tangent(x, y) = end.difference;
                        Tangent(most.0.max(x.abs()), most.1.max(y.abs()))
                    });
                    let half_window = Tangent(1.1 * largest.0.min(8.0), 1.1 * largest.1.min(8.0));
                    let kl = |to| model.kl(&Segment::between(own, to), direction);
                    for (to, kl, is_reached) in flooded(&case, own, half_window, radius, kl) {
                        // A flood on a grid may miss what a narrow neck connects.
                        let is_clear = (kl / radius - 1.0).abs() > 0.1;
                        let label = || format!("{} {name} {radius} {own:?} {to:?}", case.set);
                        if is_reached {
                            assert!(region.contains(to), "{}", label());
                        } else if is_clear && kl > radius {
                            assert!(!region.contains(to), "{}", label());
                        }
                    }
                }
            }
        }
    }
}

/// Otherwise a piece would be drawn as two, and filled to chords between them.
#[test]
fn an_outline_with_an_opening_begins_behind_it() {
    let mut open = 0;
    for case in cases() {
        for seen in case.charts() {
            let places = case.places().into_iter().chain([case.model.center()]);
            for at in places.map(|own| seen.from_own(own)) {
                for direction in [Direction::OldNew, Direction::NewOld] {
                    let kind = BallKind::Kl(direction);
                    let Ok(outline) = boundary(&seen.charted, kind, at, 0.6, 64, Precision::Exact)
                    else {
                        continue;
                    };
                    if outline.iter().all(Option::is_none) || outline.iter().all(Option::is_some) {
                        continue;
                    }
                    let ends = [outline.first(), outline.last()].map(|end| end.unwrap().is_some());
                    assert_eq!(ends, [true, false], "{} {at:?} {direction:?}", seen.label);
                    open += 1;
                }
            }
        }
    }
    assert!(open > 5, "{open}");
}

/// With parts of equal weight a distribution has two places. Near the line one ball holds both,
/// farther away each has a ball of its own.
#[test]
fn equal_weights_give_one_dumb_bell_or_two_balls() {
    let case = Case::of("faithful", json!({ "model": "mixture", "options": { "weight": 0.5 } }));
    let model = case.model.as_ref();
    for (gap, is_one) in [(0.1, true), (0.3, true), (1.2, false), (2.2, false)] {
        let (here, there) = (Point(3.4, gap), Point(3.4, -gap));
        let region = Region::new(model, here, 0.05, Direction::OldNew).unwrap();
        assert!(region.contains(here));
        assert_eq!(region.contains(there), is_one, "{gap}");
        assert!(model.kl(&Segment::between(here, there), Direction::OldNew) == 0.0, "{gap}");
    }
}

#[test]
fn no_place_of_an_outline_is_lower_than_the_minimiser() {
    let mut found = 0;
    for (case, places) in everywhere() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in &places {
                let at = seen.from_own(*own);
                for (name, direction) in DIRECTIONS.into_iter().filter(|_| model.contains(at)) {
                    for radius in [1e-6, 0.05, 0.6] {
                        let region = Region::new(model, at, radius, direction).unwrap();
                        let ends: Vec<Segment> =
                            region.outline(200).into_iter().flatten().collect();
                        let [u, v] = model.frame(at).unwrap();
                        for angle in angles(7) {
                            let d = angle.cos() * u + angle.sin() * v;
                            let slope = model.fisher(at).lower(d);
                            let Ok(end) = region.minimize(&Goal::Linear(slope)) else { continue };
                            found += 1;
                            let value = slope.along(end.difference);
                            let least = ends.iter().map(|end| slope.along(end.difference));
                            let least = least.fold(f64::INFINITY, f64::min);
                            let label =
                                || format!("{} {name} {radius} {own:?} {angle}", seen.label);
                            let slack = 1e-9 * least.abs();
                            assert!(value <= least + slack, "{}: {value} {least}", label());
                        }
                    }
                }
            }
        }
    }
    assert!(found > 2000, "{found}");
}

/// The light part may go to infinity for the logarithm of what is left.
#[test]
fn a_forward_ball_is_open_once_it_may_lose_the_lighter_part() {
    let case = &other_cases()[0];
    let model = case.chart("centre");
    let at = Point(3.5, 0.05);
    let lost = -(0.64f64.ln());
    for (radius, is_open) in [(0.9 * lost, false), (1.1 * lost, true)] {
        for (direction, may_open) in [(Direction::OldNew, true), (Direction::NewOld, false)] {
            let points =
                boundary(&model, BallKind::Kl(direction), at, radius, 64, Precision::Exact)
                    .unwrap();
            let open = points.iter().any(Option::is_none);
            assert_eq!(open, is_open && may_open, "{radius} {direction:?}");
        }
    }
}

#[test]
fn what_only_an_exponential_family_has_is_refused_by_name() {
    let read = |spec: serde_json::Value| ModelSpec::read(value(&spec)).unwrap();
    let bench = Workbench::new(read(json!({ "model": "mixture" }))).unwrap();
    let mirror = read_rule(&json!({ "rule": "mirror" })).unwrap();
    let message = bench.step(&mirror, [2.0, 4.0], "means").unwrap_err().to_string();
    assert!(message.starts_with("rule is \"mirror\"; allowed: a rule that needs no natural"));
    assert_eq!(bench.distance([2.0, 4.0], [2.1, 4.0], "means").unwrap(), None);
    let natural = read_rule(&json!({ "rule": "natural-gradient" })).unwrap();
    assert_eq!(bench.step(&natural, [3.0, 3.0], "means").unwrap().status, "singular");
    // A ball needs no inverse of a matrix.
    let ball = read_rule(&json!({ "rule": "kl-ball" })).unwrap();
    let step = bench.step(&ball, [3.0, 3.0], "means").unwrap();
    assert_eq!(step.status, "ok");
    close(step.kl, 0.05, 1e-12, || "a step from the line".to_string());
}

/// The radius from which on a forward ball is unbounded: the least divergence with one part gone to infinity,
/// over the places of the other part.
fn least_cost_of_a_lost_part(model: &dyn Model, weight: f64, spread: f64, at: Point) -> f64 {
    let cost = |left: f64, gone: f64, first_is_gone: bool| {
        let (a, b) = if first_is_gone { (gone, left) } else { (left, gone) };
        let to = Point((1.0 - weight) * a + weight * b, b - a);
        model.kl(&Segment::between(at, to), Direction::OldNew)
    };
    let costs = [true, false].map(|first_is_gone| {
        let [mut low, mut high] = [-10.0, 10.0].map(|far| at.0 + far * spread);
        for _ in 0..80 {
            let [left, right] = [0.4, 0.6].map(|share| low + share * (high - low));
            let [one, other] =
                [left, right].map(|left| cost(left, left + 60.0 * spread, first_is_gone));
            if one < other { high = right } else { low = left }
        }
        cost(low, low + 60.0 * spread, first_is_gone)
    });
    costs[0].min(costs[1])
}

/// Just below the radius at which a part may be lost, the ball reaches far out and ends there in a sharp tip.
#[test]
fn forward_balls_are_found_up_to_where_they_open_and_have_a_gap_beyond() {
    let mut steps = 0;
    for weight in [0.64, 0.5, 0.2, 0.9] {
        let options = json!({ "weight": weight, "spread": 0.4 });
        let case = Case::of("faithful", json!({ "model": "mixture", "options": options }));
        let model = case.model.as_ref();
        let seen = case.chart("means");
        for gap in [0.0, 0.02, 0.2, 0.8, -0.12, 2.2] {
            let at = Point(3.4, gap);
            let limit = least_cost_of_a_lost_part(model, weight, 0.4, at);
            for share in [0.9, 0.97, 0.985, 0.99, 0.998, 0.9999, 0.99999, 1.00001, 1.001, 1.05] {
                let (radius, label) = (share * limit, format!("{weight} {gap} {share}"));
                let region = Region::new(model, at, radius, Direction::OldNew);
                let region = region.unwrap_or_else(|why| panic!("{why:?} {label}"));
                let outline = region.outline(128);
                assert_eq!(outline.iter().any(Option::is_none), share > 1.0, "{label}");
                let ends: Vec<Segment> = outline.into_iter().flatten().collect();
                for end in &ends {
                    let kl = model.kl(end, Direction::OldNew);
                    close(kl, radius, 1e-10 * radius, || label.clone());
                }
                if share > 1.0 || gap == 0.0 {
                    continue;
                }
                for (goal, slope) in
                    [(Goal::loss(model, at), model.gradient(at))].into_iter().chain(
                        angles(5)
                            .map(|angle| Covector(angle.cos(), angle.sin()))
                            .map(|slope| (Goal::Linear(slope), slope)),
                    )
                {
                    let found =
                        region.minimize(&goal).unwrap_or_else(|_| panic!("{slope:?} {label}"));
                    let value = |end: &Segment| match goal {
                        Goal::Loss { .. } => model.loss(end.to) - model.loss(at),
                        Goal::Linear(slope) => slope.along(end.difference),
                    };
                    let least = ends.iter().map(value).fold(f64::INFINITY, f64::min);
                    assert!(value(&found) <= least + 1e-9 * least.abs(), "{slope:?} {label}");
                    steps += 1;
                }
                for name in ["kl-ball", "trust-region"] {
                    let rule = rule(&json!({ "rule": name, "radius": radius }));
                    let taken = step(&seen, rule.as_ref(), seen.chart().from_own(at));
                    assert!(taken.is_ok(), "{name} {label}: {taken:?}");
                }
            }
        }
    }
    assert!(steps > 800, "{steps}");
}

/// Parts that are far from each other, in spreads, cost what each of them costs alone.
#[test]
fn the_divergence_of_narrow_parts_is_the_sum_of_both() {
    for spread in [0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4] {
        let options = json!({ "weight": 0.64, "spread": spread });
        let case = Case::of("faithful", json!({ "model": "mixture", "options": options }));
        let seen = case.chart("means");
        for [a, b] in [[0.2, 0.0], [0.0, 0.3], [0.2, 0.2], [-0.1, 0.45], [0.49, 0.49], [0.7, -2.0]]
        {
            let moved = spread * Tangent(a, b);
            let along = Segment::step(Point(2.0, 4.3), moved);
            for (name, direction) in DIRECTIONS {
                let expected = 0.18 * a * a + 0.32 * b * b;
                let label = || format!("{name} {spread} {a} {b}");
                relatively_close(seen.kl(&along, direction), expected, 1e-9, label);
                let slope = seen.kl_and_differential(&along, direction).1;
                let along = slope.along(moved);
                relatively_close(along, 2.0 * expected, 1e-8, label);
            }
        }
    }
}

/// `moments` ends inside a ball that reaches the line, and the step would lead across it.
#[test]
fn a_step_out_of_a_chart_that_ends_in_the_ball_has_left_the_domain() {
    let spec = json!({ "model": "mixture", "data": { "x": [1.0, 2.0, 3.0, 4.0, 5.5] },
        "options": { "weight": 0.64, "spread": 1.6 } });
    let case = Case::of("own", spec);
    let seen = case.chart("moments");
    let at = seen.chart().from_own(Point(3.1, 0.5));
    for name in ["kl-ball", "kl-ray"] {
        for direction in ["old-new", "new-old"] {
            let rule = rule(&json!({ "rule": name, "radius": 0.05, "direction": direction }));
            let outcome = step(&seen, rule.as_ref(), at);
            assert_eq!(outcome.unwrap_err(), Stop::LeftDomain, "{name} {direction}");
        }
    }
}

/// Parts that are wider than the data: the least loss of a ball lies on the line, and `moments` shows it there,
/// whatever the rounding of a gap of zero.
#[test]
fn an_exact_step_onto_the_line_does_not_leave_moments() {
    for (weight, spread, at, direction, radius) in [
        (0.35, 1.5, [4.371108372540006, 2.2504320445961135], "new-old", 0.0011548416676970092),
        (0.1, 1.5, [2.6366369705124653, 2.5689431789677233], "old-new", 0.05174620684852507),
        (0.64, 1.5, [3.8473587701285785, 2.4635567264953875], "old-new", 0.014776355233389398),
        (0.64, 1.5, [3.891424242186174, 2.320407499348508], "new-old", 0.02416555005819837),
        (0.1, 1.5, [2.2691553708040946, 2.252488802910806], "new-old", 0.16030875845856873),
        (0.1, 1.5, [2.6026527775774593, 2.3405446130307146], "new-old", 0.007419555860773004),
    ] {
        let spec = json!({ "model": "mixture", "options": { "weight": weight, "spread": spread },
            "start": { "chart": "moments", "at": at }, "steps": 1,
            "runs": [{ "rule": "trust-region", "chart": "moments", "radius": radius, "direction": direction }] });
        let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
        experiment.advance(1).unwrap();
        let run = experiment.run(0).unwrap();
        assert_eq!((run.status().name(), run.steps()), ("running", 1), "{spec}");
    }
}

/// Where the data are no wider than a part, the best fit lies on the line, which is the edge of `moments`.
#[test]
fn exact_runs_to_a_best_fit_on_the_line_are_one_run_in_all_charts() {
    let data = [1.0, 2.0, 3.0, 4.0, 5.5];
    for (weight, spread) in [(0.5, 1.6), (0.5, 2.5), (0.5, 40.0), (0.64, 1.6), (0.2, 2.0)] {
        let options = json!({ "weight": weight, "spread": spread });
        for (at, radius) in [([2.5, 3.9], 0.05), ([3.0, 4.5], 1e-3), ([2.9, 3.3], 0.2)] {
            for (name, size) in [("trust-region", "radius"), ("geodesic", "rate")] {
                let runs = ["means", "centre", "moments"]
                    .map(|chart| json!({ "rule": name, size: radius, "chart": chart }));
                let spec = json!({ "model": "mixture", "data": { "x": data }, "options": options,
                    "start": { "chart": "means", "at": at }, "runs": runs, "steps": 400 });
                let mut experiment =
                    Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
                experiment.advance(400).unwrap();
                let [one, others @ ..] = experiment.runs() else { panic!() };
                for other in others {
                    let ends = [one, other].map(|run| (run.status(), run.steps()));
                    // With weights that differ `moments` has no names for places across the line.
                    if other.status().name() == "left-domain" {
                        let next = others[0].points()[other.steps() as usize + 1];
                        assert!(weight != 0.5 && next.1 < 0.0, "{next:?} {spec}");
                        continue;
                    }
                    assert_eq!(ends[0], ends[1], "{spec}");
                }
                let status = one.status().name();
                let right: &[&str] = match name {
                    "trust-region" => &["converged"],
                    // The paths end on the line, where the matrix has no inverse.
                    _ => &["singular", "running"],
                };
                assert!(right.contains(&status), "{status} {spec}");
                let losses = [0, 1, 2].map(|run| experiment.series(run, "loss").unwrap());
                for other in &losses[1..] {
                    for (loss, found) in losses[0].iter().zip(other) {
                        close(*found, *loss, 1e-12, || spec.to_string());
                    }
                }
            }
        }
    }
}
