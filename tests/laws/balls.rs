//! Balls: every boundary point has the right divergence from the centre, and
//! the shapes are those of the closed forms.

use kl_ball::ball::{BallKind, Goal, KlBall, Precision, boundary};
use kl_ball::geometry::{Jacobian, Point, Segment, Tangent, angles, combine};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;

use crate::common::*;

const RADII: [f64; 9] = [1e-28, 1e-12, 1e-6, 1e-3, 0.05, 0.3, 1.0, 2.5, 6.0];
const HUGE_RADII: [f64; 2] = [50.0, 300.0];

#[test]
fn every_boundary_point_of_an_exact_ball_is_at_its_radius() {
    for case in exponential_cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                for (name, direction) in DIRECTIONS {
                    for radius in RADII.into_iter().chain(HUGE_RADII) {
                        let ball = KlBall::new(model, at, radius, direction).unwrap();
                        let frame = model.frame(at).unwrap();
                        for angle in angles(24) {
                            let velocity = combine(frame, angle + 0.01);
                            let guess = (2.0 * radius).sqrt();
                            let label =
                                || format!("{} {name} {radius} {own:?} {angle}", seen.label);
                            let ray = ball.connection();
                            let Some((_, end)) = ball.exit(ray, velocity, guess) else {
                                let about = (at, radius, direction);
                                assert!(has_no_exit(&case, &seen, about, velocity), "{}", label());
                                continue;
                            };
                            assert!(model.contains(end.to), "{}", label());
                            let kl = model.kl(&end, direction);
                            let share = if radius < 1.5 { 1e-10 } else { 2e-9 };
                            let floor = rounding(model, &end, direction, false);
                            close(kl, radius, share * radius + floor, label);
                        }
                    }
                }
            }
        }
    }
}

/// The points of a boundary in closed form at equal angles; none where the model has no such form.
fn closed_form(model: &dyn Model, at: Point, radius: f64, direction: Direction) -> Vec<Segment> {
    let frame = model.frame(at).unwrap();
    let Some(family) = model.exponential() else { return Vec::new() };
    let point = |angle| family.boundary_point(at, combine(frame, angle), radius, direction);
    angles(360).filter_map(point).collect()
}

#[test]
fn a_closed_form_goes_once_around_the_boundary_and_starts_in_the_given_direction() {
    let mut known = 0;
    for case in cases() {
        let model = case.model.as_ref();
        for (at, (_, direction)) in
            case.places().into_iter().flat_map(|at| DIRECTIONS.map(|d| (at, d)))
        {
            for radius in RADII.into_iter().chain(HUGE_RADII) {
                let points = closed_form(model, at, radius, direction);
                known += points.len();
                let frame = model.frame(at).unwrap();
                let mut total = 0.0;
                for (k, end) in points.iter().enumerate() {
                    let label = || format!("{} {radius} {at:?} {end:?}", case.set);
                    assert!(model.contains(end.to), "{}", label());
                    close(model.kl(end, direction), radius, 4e-14 * radius, label);
                    // Seen from the centre of the ball it goes around once, steadily.
                    let next = points[(k + 1) % points.len()];
                    let [Tangent(x, y), Tangent(u, v)] =
                        [*end, next].map(|to| columns(frame).pull(to.difference));
                    let turn = (x * v - y * u).atan2(x * u + y * v);
                    assert!(turn > 0.0, "{}", label());
                    total += turn;
                    if radius < 1e-6 {
                        let unit = (2.0 * radius).sqrt().recip() * end.difference;
                        let expected = combine(frame, std::f64::consts::TAU * k as f64 / 360.0);
                        let Tangent(x, y) = columns(frame).pull(unit + -expected);
                        assert!(x.hypot(y) < 1e-4, "{}", label());
                    }
                }
                if !points.is_empty() {
                    close(total, std::f64::consts::TAU, 1e-9, || format!("{} {radius}", case.set));
                }
            }
        }
    }
    assert!(known > 10_000);
}

/// The linear map that takes the unit vectors to a frame.
fn columns([u, v]: [Tangent; 2]) -> Jacobian {
    Jacobian::from_rows([[u.0, v.0], [u.1, v.1]])
}

#[test]
fn no_point_of_a_closed_form_is_lower_than_the_minimiser_of_a_linear_goal() {
    let gaussian = gaussian(&serde_json::json!({ "set": "teaching" }));
    let at = Point(0.7, 1.3);
    for seen in gaussian.charts() {
        let (model, center) = (&seen.charted, seen.from_own(at));
        let [u, v] = model.frame(center).unwrap();
        for (_, direction) in DIRECTIONS {
            for radius in [0.05, 0.25, 0.3, 0.5, 0.8, 1.2, 2.5, 6.0] {
                let ends = closed_form(gaussian.model.as_ref(), at, radius, direction);
                let there = |end: &Segment| model.seen_from(center, end).unwrap().difference;
                let ends: Vec<Tangent> = ends.iter().map(there).collect();
                let ball = KlBall::new(model, center, radius, direction).unwrap();
                for (angle, stretch) in
                    angles(90).flat_map(|a| [(a, 1.0), (a, 30.0), (a, 1.0 / 30.0)])
                {
                    let (a, b) = (angle.cos(), stretch * angle.sin());
                    let slope = model.fisher(center).lower(a * u + b * v);
                    let label =
                        || format!("{} {direction:?} {radius} {angle} {stretch}", seen.label);
                    let found = ball
                        .minimize(&Goal::Linear(slope))
                        .unwrap_or_else(|| panic!("{}", label()));
                    let least =
                        ends.iter().map(|end| slope.along(*end)).fold(f64::INFINITY, f64::min);
                    let value = slope.along(found.difference);
                    assert!(value <= least + 1e-12 * least.abs(), "{}: {value} {least}", label());
                }
            }
        }
    }
}

/// Whether a ray stays inside for ever in the model's own coordinates, or
/// leaves it where double precision is exhausted: where the chart rounds the point away
/// or may round the divergence by a share that shows.
fn has_no_exit(
    case: &Case,
    seen: &Seen,
    (at, radius, direction): (Point, f64, Direction),
    velocity: Tangent,
) -> bool {
    let (model, chart) = (case.model.as_ref(), seen.charted.chart());
    let ball = KlBall::new(model, chart.to_own(at), radius, direction).unwrap();
    let velocity = chart.jacobian(at).push(velocity);
    let exit = ball.exit(ball.connection(), velocity, (2.0 * radius).sqrt());
    exit.is_none_or(|(_, own)| {
        let there = chart.segment_from_own(&own);
        let error = (seen.charted.kl(&there, direction) / radius).sqrt() - 1.0;
        let digits = || rounding(&seen.charted, &there, direction, false) < 1e-4 * radius;
        !seen.charted.contains(there.to) || error.abs() > 0.9e-3 || !digits()
    })
}

#[test]
fn boundary_points_alone_are_at_the_radius_up_to_the_rounding_of_their_coordinates() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                for (name, direction) in DIRECTIONS {
                    for radius in RADII.into_iter().skip(1) {
                        let points = boundary(
                            model,
                            BallKind::Kl(direction),
                            at,
                            radius,
                            32,
                            Precision::Exact,
                        )
                        .unwrap();
                        let open = model.exponential().is_none_or(|family| {
                            let own = model.own(at);
                            !family.unbounded_directions(own, radius, direction).is_empty()
                        });
                        // A singularity of the chart cuts a closed curve an even number of times;
                        // a ball that reaches infinity is open there.
                        let cuts = points.len() - 32;
                        let closed = points.iter().filter(|point| point.is_none()).count() == cuts;
                        assert!(open || !closed || cuts.is_multiple_of(2), "{} {cuts}", seen.label);
                        assert!(
                            open || seen.entry.name == "boundary" || cuts == 0,
                            "{}",
                            seen.label
                        );
                        for point in points.into_iter().flatten() {
                            assert!(model.contains(point), "{} {point:?}", seen.label);
                            let kl = model.kl(&Segment::between(at, point), direction);
                            let slack = slack(model, at, point, direction);
                            // Too few digits to say anything: far out in an open ball the
                            // last digits of log-odds are worth whole nats.
                            let open = open && case.entry.is_exponential;
                            if open || slack > 1e-2 * radius {
                                continue;
                            }
                            let label = || format!("{} {name} {radius} {own:?}", seen.label);
                            close(kl, radius, 1e-9 * radius + slack, label);
                        }
                    }
                }
            }
        }
    }
}

/// What rounding each coordinate of both ends can do to the divergence.
pub fn slack(model: &dyn Model, from: Point, to: Point, direction: Direction) -> f64 {
    let [from_ulp, to_ulp] = [from, to].map(|p| p.array().map(|x| 2.0 * f64::EPSILON * x.abs()));
    let kl = |from, to| model.kl(&Segment::between(from, to), direction);
    let center = kl(from, to);
    let mut total = 0.0;
    for axis in 0..2 {
        for sign in [-1.0, 1.0] {
            let (mut moved_from, mut moved_to) = (from, to);
            moved_from[axis] += sign * from_ulp[axis];
            moved_to[axis] += sign * to_ulp[axis];
            for moved in [kl(moved_from, to), kl(from, moved_to)] {
                total += if moved.is_finite() { (moved - center).abs() } else { center };
            }
        }
    }
    total
}

#[test]
fn exact_balls_are_the_same_sets_in_every_chart() {
    for case in exponential_cases() {
        let charts = case.charts();
        for own in case.places() {
            for (name, direction) in DIRECTIONS {
                for radius in [1e-3, 0.3, 2.5] {
                    let outlines: Vec<_> = charts
                        .iter()
                        .map(|seen| {
                            let at = seen.from_own(own);
                            let model = &seen.charted;
                            let ball = KlBall::new(model, at, radius, direction).unwrap();
                            let frame = model.frame(at).unwrap();
                            let exit = |angle| {
                                let velocity = combine(frame, angle);
                                ball.exit(ball.connection(), velocity, (2.0 * radius).sqrt())
                            };
                            let ends = angles(16).map(exit);
                            ends.map(|end| end.map(|(_, end)| seen.to_own(end.to)))
                                .collect::<Vec<_>>()
                        })
                        .collect();
                    for outline in &outlines[1..] {
                        for (a, b) in outlines[0].iter().zip(outline) {
                            let label = || format!("{} {name} {radius} {own:?}", case.set);
                            match (a, b) {
                                (Some(a), Some(b)) => {
                                    let holds = |seen: &Seen| {
                                        let [from, to] = [own, *a].map(|p| seen.from_own(p));
                                        let lost = slack(&seen.charted, from, to, direction);
                                        seen.charted.contains(to) && lost < 1e-10 * radius
                                    };
                                    if !case.is_homogeneous() && !charts.iter().all(holds) {
                                        continue; // Closer to the edge than some chart has digits.
                                    }
                                    let gap = distance(case.model.as_ref(), *a, *b);
                                    let grids = charts.iter().map(|c| grid(c, c.from_own(*a)));
                                    let grid = grids.fold(0.0, f64::max);
                                    let allowed = 1e-9 * (2.0 * radius).sqrt() + 2.0 * grid;
                                    close(gap, 0.0, allowed, label);
                                }
                                (None, None) => {}
                                // Nearly open, or closer to the edge than a chart has digits.
                                _ if !case.is_homogeneous() => {}
                                _ => panic!("{}", label()),
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn fisher_and_euclidean_balls_have_their_radius_in_their_metric() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                for radius in [1e-6, 0.05, 2.0] {
                    let label = || format!("{} {radius} {own:?}", seen.label);
                    for point in
                        boundary(model, BallKind::Fisher, at, radius, 24, Precision::Exact).unwrap()
                    {
                        let d = point.unwrap() - at;
                        let quadratic = 0.5 * model.fisher(at).apply(d, d);
                        let rounding = 1e-10 * radius + 1e-11 * radius.sqrt();
                        close(quadratic, radius, rounding, label);
                    }
                    for point in
                        boundary(model, BallKind::Euclidean, at, radius, 24, Precision::Exact)
                            .unwrap()
                    {
                        let largest = at.0.abs().max(at.1.abs());
                        let length = (point.unwrap() - at).length();
                        close(length, radius, 1e-14 * (radius + 4.0 * largest), label);
                    }
                }
            }
        }
    }
}

#[test]
fn balls_of_the_other_matrices_have_their_radius_too_or_the_matrix_is_not_positive_definite() {
    let (mut drawn, mut refused) = (0, 0);
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let forms = [
                    (BallKind::EmpiricalFisher, model.empirical_fisher(at)),
                    (BallKind::Hessian, Some(model.hessian(at))),
                ];
                for (kind, form) in forms {
                    let label = || format!("{} {kind:?} {own:?} {form:?}", seen.label);
                    let definite = form.filter(|form| form.metric().is_ok());
                    let points = boundary(model, kind, at, 0.05, 24, Precision::Exact);
                    assert_eq!(points.is_ok(), definite.is_some(), "{}", label());
                    let (Ok(points), Some(form)) = (points, definite) else {
                        refused += 1;
                        continue;
                    };
                    drawn += 1;
                    assert_eq!(points.len(), 24);
                    // What rounding of the points leaves, in the units of the form.
                    let lost = Tangent::from(at.array().map(|x| 2.0 * f64::EPSILON * x.abs()));
                    let lost = form.apply(lost, lost).abs().sqrt();
                    for point in points {
                        let d = point.unwrap() - at;
                        close(0.5 * form.apply(d, d), 0.05, 1e-9 + lost, label);
                    }
                }
            }
        }
    }
    assert!(drawn > 100 && refused > 20, "{drawn} {refused}");
}

#[test]
fn small_exact_balls_are_fisher_ellipses() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let scale = scale(model, at);
                let gap = |kind, radius: f64| {
                    let exact = boundary(model, kind, at, radius, 24, Precision::Exact).unwrap();
                    let ellipse =
                        boundary(model, BallKind::Fisher, at, radius, 24, Precision::Exact)
                            .unwrap();
                    let pairs = exact.into_iter().zip(ellipse);
                    let gaps =
                        pairs.map(|(a, b)| fisher_length(model, at, a.unwrap() - b.unwrap()));
                    gaps.fold(0.0, f64::max) / (2.0 * radius).sqrt()
                };
                for (name, direction) in DIRECTIONS {
                    // The relative gap is proportional to the root of the radius.
                    let gaps = [1e-4, 1e-6]
                        .map(|radius| gap(BallKind::Kl(direction), radius * scale * scale));
                    let label = || format!("{} {name} {own:?} {gaps:?}", seen.label);
                    assert!(gaps[0] < 0.1, "{}", label());
                    assert!(gaps[0] / gaps[1] > 8.0 && gaps[0] / gaps[1] < 12.5, "{}", label());
                }
            }
        }
    }
}

// The Gaussian alone.

/// `D²` on the boundary as a function of `ρ = v₁/v₀`, `D = Δμ/σ₀`.
pub fn envelope(direction: Direction, radius: f64, rho: f64) -> f64 {
    match direction {
        Direction::OldNew => rho * (2.0 * radius + 1.0 - rho.ln()) - 1.0,
        Direction::NewOld => 2.0 * radius + 1.0 - rho + rho.ln(),
    }
}

/// Solutions `w` of `w eʷ = z` for `−1/e < z < 0`: branches 0 and −1 of Lambert's function.
fn lambert(z: f64) -> [f64; 2] {
    let bisect = |mut low: f64, mut high: f64, rising: bool| {
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if (middle * middle.exp() < z) == rising { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    };
    [bisect(-1.0, 0.0, true), bisect(-750.0, -1.0, false)]
}

/// The range of `ρ` in a ball.
pub fn variance_ratios(direction: Direction, radius: f64) -> [f64; 2] {
    let [w0, w1] = lambert(-(-1.0 - 2.0 * radius).exp());
    match direction {
        Direction::OldNew => [-1.0 / w1, -1.0 / w0],
        Direction::NewOld => [-w0, -w1],
    }
}

#[test]
fn gaussian_balls_have_lambert_envelopes() {
    let case = teaching();
    for own in case.places() {
        for (name, direction) in DIRECTIONS {
            for radius in [0.05, 0.3, 1.0, 2.5, 6.0] {
                let label = || format!("{name} {radius} {own:?}");
                let [least, most] = variance_ratios(direction, radius);
                let kind = BallKind::Kl(direction);
                let points =
                    boundary(case.model.as_ref(), kind, own, radius, 256, Precision::Exact)
                        .unwrap();
                let mut extremes = [f64::INFINITY, 0.0f64];
                for point in points.into_iter().flatten() {
                    let rho = (point.1 / own.1).powi(2);
                    let d = (point.0 - own.0) / own.1;
                    assert!(rho > least * (1.0 - 1e-9) && rho < most * (1.0 + 1e-9), "{}", label());
                    let expected = envelope(direction, radius, rho);
                    close(d * d, expected, 1e-9 * (1.0 + rho), label);
                    extremes = [extremes[0].min(rho), extremes[1].max(rho)];
                    let widest = match direction {
                        Direction::OldNew => (2.0 * radius).exp_m1(),
                        Direction::NewOld => 2.0 * radius,
                    };
                    assert!(d * d <= widest * (1.0 + 1e-12), "{}", label());
                }
                // The rays straight up and straight down are among the 256.
                relatively_close(extremes[0], least, 1e-9, label);
                relatively_close(extremes[1], most, 1e-9, label);
            }
        }
    }
}

#[test]
fn fisher_ellipse_of_a_gaussian_leaves_the_domain_where_the_exact_ball_cannot() {
    // Charts, and the radius at which their ellipse reaches the edge.
    let edges = [
        ("variance", Some(0.25)),
        ("precision", Some(0.25)),
        ("natural", Some(0.25)),
        ("expectation", Some(0.25)),
        ("std-dev", Some(1.0)),
        ("log-std", None),
    ];
    let case = teaching();
    for (name, edge) in edges {
        let model = case.chart(name);
        for own in case.places() {
            let at = model.chart().from_own(own);
            for radius in [0.1, 0.2499, 0.2501, 0.5, 0.9999, 1.0001, 3.0] {
                let ellipse =
                    boundary(&model, BallKind::Fisher, at, radius, 4096, Precision::Exact).unwrap();
                let inside = ellipse.into_iter().all(|p| model.contains(p.unwrap()));
                let expected = edge.is_none_or(|edge| radius < edge);
                assert_eq!(inside, expected, "{name} {radius} {own:?}");
                for (_, direction) in DIRECTIONS {
                    let kind = BallKind::Kl(direction);
                    let exact = boundary(&model, kind, at, radius, 64, Precision::Exact).unwrap();
                    assert!(exact.into_iter().all(|p| model.contains(p.unwrap())));
                }
            }
        }
    }
}

#[test]
fn outline_of_a_large_ball_has_no_gaps() {
    // No two neighbours of an outline drawn with 256 points are further apart
    // than a sixteenth of its whole length, measured by Fisher and Rao.
    for case in cases() {
        let model = case.model.as_ref();
        for own in case.places() {
            for (name, direction) in DIRECTIONS {
                for radius in [0.05, 1.0, 3.0, 6.0] {
                    let kind = BallKind::Kl(direction);
                    let points = boundary(model, kind, own, radius, 256, Precision::Exact).unwrap();
                    let Some(points) = points.into_iter().collect::<Option<Vec<_>>>() else {
                        continue;
                    };
                    let next = points.iter().cycle().skip(1);
                    let gaps = points.iter().zip(next).map(|(a, b)| distance(model, *a, *b));
                    let gaps: Vec<f64> = gaps.collect();
                    let (most, all) =
                        (gaps.iter().copied().fold(0.0, f64::max), gaps.iter().sum::<f64>());
                    let label = format!("{} {name} {radius} {own:?}: {most} of {all}", case.set);
                    assert!(most < all / 16.0, "{label}");
                }
            }
        }
    }
}

#[test]
fn gaussian_balls_are_convex_and_star_shaped_up_to_known_radii() {
    // Chart, direction, greatest radius with a convex ball, greatest with a
    // star-shaped one; all others are convex to 6 nats at least.
    let limits = [
        ("precision", Direction::OldNew, Some(0.281), Some(1.174)),
        ("precision", Direction::NewOld, Some(0.550), None),
        ("log-std", Direction::OldNew, Some(1.000), Some(2.390)),
    ];
    let case = teaching();
    let own = Point(0.0, 1.0);
    for seen in case.charts() {
        let at = seen.from_own(own);
        for (name, direction) in DIRECTIONS {
            let (mut convex, mut star) = (None, None);
            for (chart, of, convex_to, star_to) in limits {
                if chart == seen.entry.name && of == direction {
                    (convex, star) = (convex_to, star_to);
                }
            }
            let limit = |limit: Option<f64>| limit.unwrap_or(f64::INFINITY);
            let near = |limit: f64| [0.99 * limit, 1.01 * limit];
            let radii = [0.05, 0.5, 3.0, 6.0].into_iter().chain(near(limit(convex)));
            for radius in radii.chain(near(limit(star))).filter(|radius| radius.is_finite()) {
                let kind = BallKind::Kl(direction);
                let outline =
                    boundary(&seen.charted, kind, at, radius, 4000, Precision::Exact).unwrap();
                let points: Vec<Point> = outline.into_iter().flatten().collect();
                let count = points.len();
                let edge = |k: usize| points[(k + 1) % count] - points[k % count];
                let cross = |a: Tangent, b: Tangent| a.0 * b.1 - a.1 * b.0;
                let one_sign = |values: Vec<f64>| {
                    let turns = values.iter().filter(|x| **x < 0.0).count();
                    turns == 0 || turns == values.len()
                };
                let turns = (0..count).map(|k| cross(edge(k), edge(k + 1))).collect();
                let sweeps = (0..count).map(|k| cross(points[k] - at, edge(k))).collect();
                let label = format!("{} {name} {radius}", seen.label);
                assert_eq!(one_sign(turns), radius < limit(convex), "convex: {label}");
                assert_eq!(one_sign(sweeps), radius < limit(star), "star-shaped: {label}");
            }
        }
    }
}

/// The radius (nats) up to which a model states that its reverse balls are convex in
/// a chart, if it states one.
fn convex_radius(seen: &Seen, at: Point) -> Option<f64> {
    let change = seen.charted.convex_change();
    let family = seen.charted.exponential()?;
    Some(family.least_cost(seen.to_own(at), change)).filter(|radius| change > 0.0 && *radius > 1e-9)
}

#[test]
fn reverse_balls_are_convex_up_to_the_stated_radius() {
    let mut count = 0;
    for case in cases() {
        for seen in case.charts() {
            for own in case.places() {
                let at = seen.from_own(own);
                let Some(radius) = convex_radius(&seen, at) else { continue };
                let kind = BallKind::Kl(Direction::NewOld);
                let outline =
                    boundary(&seen.charted, kind, at, 0.999 * radius, 400, Precision::Exact)
                        .unwrap();
                let points: Option<Vec<Point>> = outline.into_iter().collect();
                let points = points.expect("a bounded ball in one piece");
                // In units of the centre's frame, so that no unit hides a dent.
                let [u, v] = seen.charted.frame(at).unwrap();
                let area = u.0 * v.1 - u.1 * v.0;
                let straight =
                    |d: Tangent| [(d.0 * v.1 - d.1 * v.0) / area, (u.0 * d.1 - u.1 * d.0) / area];
                let edge = |k: usize| straight(points[(k + 1) % 400] - points[k % 400]);
                for k in 0..400 {
                    let ([a, b], [c, d]) = (edge(k), edge(k + 1));
                    let turn = (a * d - b * c) / (a.hypot(b) * c.hypot(d));
                    assert!(turn > -1e-6, "{} {own:?} {radius}: {turn} at {k}", seen.label);
                }
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count}");
}

/// A search looks at one side of such a ball alone.
#[test]
fn a_divergence_rises_with_the_second_coordinate_where_that_is_stated() {
    let mut count = 0;
    for case in cases() {
        for seen in case.charts().into_iter().filter(|seen| seen.charted.rises_with_second()) {
            for own in case.places() {
                let at = seen.from_own(own);
                for (_, direction) in DIRECTIONS {
                    for radius in [0.01, 0.5, 2.5] {
                        let kind = BallKind::Kl(direction);
                        let outline =
                            boundary(&seen.charted, kind, at, radius, 90, Precision::Exact)
                                .unwrap();
                        for end in outline.into_iter().flatten() {
                            let way = Segment::between(at, end);
                            let Tangent(_, second) = way.difference;
                            let slope = seen.charted.kl_differential(&way, direction).1;
                            assert!(slope * second >= 0.0, "{} {own:?} {end:?}", seen.label);
                            count += usize::from(slope * second > 0.0);
                        }
                    }
                }
            }
        }
    }
    assert!(count > 5000, "{count}");
}

#[test]
fn a_change_of_logits_costs_at_least_the_stated_divergence() {
    for case in cases().into_iter().filter(|case| case.entry.chart("logit", "chart").is_ok()) {
        let logit = case.chart("logit");
        for own in case.places() {
            let at = logit.chart().from_own(own);
            for change in [0.1, 2.0 / 3.0, 2.0] {
                let radius = exponential(case.model.as_ref()).least_cost(own, change);
                let kind = BallKind::Kl(Direction::NewOld);
                let outline = boundary(&logit, kind, at, radius, 2000, Precision::Exact).unwrap();
                let most = outline.into_iter().flatten().map(|end| {
                    let Tangent(a, b) = end - at;
                    a.abs().max(b.abs()).max((a - b).abs())
                });
                let most = most.fold(0.0, f64::max);
                let label = format!("{} {own:?}: {most} of {change} for {radius}", case.set);
                assert!(most < change * (1.0 + 1e-6), "{label}");
                assert!(most > 0.98 * change, "{label}");
            }
        }
    }
}
