//! Questions about many points at once have the same answers as about each alone, and
//! the balls of a field are exact to what a drawing can show.

use kl_ball::ball::{BallKind, Precision, boundary, costliest_point};
use kl_ball::geometry::{Point, Segment, Tangent, angles};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::{ModelSpec, Workbench};

use crate::common::*;

/// Costs that a field may have (nats), and the largest relative error of a point's divergence.
const COSTS: [f64; 4] = [1e-4, 2e-3, 0.05, 1.0];
const DRAWN: f64 = 1e-6;

fn bench(case: &Case) -> Workbench {
    Workbench::new(ModelSpec::read(value(&case.spec)).unwrap()).unwrap()
}

#[test]
fn every_point_of_a_small_outline_is_at_its_cost() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                for cost in COSTS {
                    let kind = BallKind::Kl(Direction::OldNew);
                    let outline = boundary(model, kind, at, cost, 36, Precision::Small).unwrap();
                    let label = || format!("{} {cost} {own:?}", seen.label);
                    assert!(outline.iter().flatten().count() > 0, "{}", label());
                    for end in outline.into_iter().flatten() {
                        assert!(model.contains(end), "{}", label());
                        let way = Segment::between(at, end);
                        let floor = rounding(model, &way, Direction::OldNew, true);
                        let kl = model.kl(&way, Direction::OldNew);
                        close(kl, cost, DRAWN * cost + floor, label);
                    }
                }
            }
        }
    }
}

#[test]
fn no_point_of_a_disc_costs_more_than_its_dearest() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let Ok([u, v]) = model.frame(at) else { continue };
                for share in [0.01, 0.3, 1.0] {
                    let radius = share * u.length().min(v.length());
                    let (greatest, there) = costliest_point(model, at, radius);
                    let label = || format!("{} {share} {own:?}", seen.label);
                    let cost = |part: f64, angle: f64| {
                        let (sin, cos) = angle.sin_cos();
                        let way = Segment::step(at, part * radius * Tangent(cos, sin));
                        let inside = model.contains(way.to) && model.connects(at, way.to);
                        if inside { model.kl(&way, Direction::OldNew) } else { f64::INFINITY }
                    };
                    for angle in angles(90) {
                        for part in [0.5, 1.0] {
                            let here = cost(part, angle);
                            let most = greatest * (1.0 + 2e-5);
                            assert!(here <= most, "{} {here} {greatest}", label());
                        }
                    }
                    let Tangent(dx, dy) = there - at;
                    relatively_close(dx.hypot(dy), radius, 1e-6, label);
                }
            }
        }
    }
}

#[test]
fn many_points_have_the_answers_of_each() {
    for case in cases() {
        let bench = bench(&case);
        for seen in case.charts() {
            let chart = seen.entry.name;
            let outside = [f64::NAN, 1.0];
            let places: Vec<[f64; 2]> =
                case.places().into_iter().map(|own| seen.from_own(own).array()).collect();
            let all: Vec<[f64; 2]> = places.iter().copied().chain([outside]).collect();
            let metrics = bench.metrics(&all, chart).unwrap();
            let gradients = bench.gradients(&all, chart).unwrap();
            let balls = bench.balls("fisher", &all, 0.01, 12, chart).unwrap();
            let costs = bench.disc_costs(&all, 1e-3, chart).unwrap();
            for (k, &at) in places.iter().enumerate() {
                let label = format!("{} {at:?}", seen.label);
                assert_eq!(metrics[k], seen.charted.fisher(Point::from(at)).0, "{label}");
                let (gradient, natural) = seen.charted.both_gradients(Point::from(at));
                let [a, b] = gradient.array();
                let [c, d] = natural.unwrap().array();
                assert_eq!(gradients[k], [a, b, c, d], "{label}");
                let alone = bench.ball("fisher", at, 0.01, 12, chart).unwrap();
                let points = balls[k].iter().map(|point| point.unwrap().array());
                assert_eq!(points.collect::<Vec<_>>().as_flattened(), alone, "{label}");
                assert!(costs[k][0] >= 0.0, "{label}");
                for to in case.charts() {
                    let there = bench.convert_all(&all, chart, to.entry.name).unwrap();
                    match bench.convert(at, chart, to.entry.name) {
                        Ok(one) => assert_eq!(there[k], one, "{label}"),
                        Err(_) => assert!(there[k][0].is_nan(), "{label}"),
                    }
                    assert!(there[places.len()][0].is_nan());
                }
            }
            let last = places.len();
            assert!(metrics[last][0].is_nan() && gradients[last][0].is_nan());
            assert!(costs[last][0].is_nan() && balls[last].iter().all(Option::is_none));
        }
    }
}
