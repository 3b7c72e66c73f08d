//! Outlines, and all other quantities of a model, at points anywhere.

use kl_ball::RuleSpec;
use kl_ball::ball::BallKind;
use kl_ball::catalog::{BALLS, BallEntry};
use kl_ball::numeric::random::Random;

use super::inputs::{Built, COORDINATES, built, coordinate, one};
use crate::common::*;

/// A start, an optimum, or a point anywhere in the chart.
fn place(built: &Built, chart: &str, random: &mut Random) -> [f64; 2] {
    let found = match random.below(3) {
        0 => Some(built.start(chart)),
        1 => built.bench.optimum(chart).unwrap(),
        _ => Some([coordinate(random), coordinate(random)]),
    };
    let found = found.filter(|&at| built.bench.contains(at, chart).unwrap());
    found.unwrap_or_else(|| built.start(chart))
}

#[test]
fn outlines_hold_points_of_the_domain_and_nan_pairs_only() {
    let models = built();
    let mut random = Random::seeded(21);
    for _ in 0..400 {
        let built = one(&mut random, &models);
        let Built { entry: model, spec, bench, .. } = built;
        let chart = one(&mut random, model.charts).name;
        let center = place(built, chart, &mut random);
        // Unless a probability is close to 1, doubles can represent the whole outline around a start.
        let ordinary = models.iter().find(|known| known.entry.name == model.name).unwrap();
        let is_held = std::ptr::eq(ordinary, built) && center == built.start(chart);
        for &BallEntry { name, kind, .. } in BALLS {
            for radius in [5e-324, 1e-300, 1e-20, 0.05, 3.0, 1e3, f64::MAX] {
                let label = || format!("{spec} {chart} {center:?} {name} {radius:e}");
                let outline = bench.ball(name, center, radius, 17, chart).unwrap();
                let mut whole = 0;
                for point in outline.chunks(2) {
                    let at = [point[0], point[1]];
                    let gap = at.iter().all(|x| x.is_nan());
                    assert!(gap || at.iter().all(|x| x.is_finite()), "{} {at:?}", label());
                    let exact = matches!(kind, BallKind::Kl(_));
                    assert!(gap || !exact || bench.contains(at, chart).unwrap(), "{}", label());
                    whole += usize::from(!gap);
                }
                if radius == 0.05 && name == "kl-old-new" && is_held {
                    assert!(whole >= 17, "{}: {whole}", label());
                }
            }
        }
    }
}

#[test]
fn quantities_are_numbers_at_every_point_in_reach() {
    let models = built();
    let mut random = Random::seeded(22);
    let far: Vec<f64> = COORDINATES.iter().flat_map(|x| [*x, -*x]).collect();
    let mut refused = 0;
    for _ in 0..3000 {
        let built = one(&mut random, &models);
        let Built { entry: model, spec, bench, .. } = built;
        let chart = one(&mut random, model.charts).name;
        let (p, q) = (place(built, chart, &mut random), place(built, chart, &mut random));
        let label = || format!("{spec} {chart} {p:?} {q:?}");
        let number = |x: f64, what: &str| assert!(!x.is_nan(), "{}: {what}", label());
        let finite = |x: f64, what: &str| assert!(x.is_finite(), "{}: {what} is {x}", label());
        // A divergence may be infinite; a distance, being a logarithm, may not.
        let kl = bench.kl(p, q, chart).unwrap();
        assert!(kl >= 0.0, "{}: {kl}", label());
        bench.distance(p, q, chart).unwrap().into_iter().for_each(|d| finite(d, "distance"));
        for both in bench.along(p, q, chart, &[-1.0, 0.0, 0.5, 1.0, 2.0]).unwrap() {
            assert_eq!(both[0].is_nan(), both[1].is_nan(), "{}: {both:?}", label());
        }
        bench.density(p, chart, &far).unwrap().iter().for_each(|&x| number(x, "density"));
        bench.sample(p, chart, 9, 1).unwrap().iter().for_each(|&x| number(x, "draw"));
        bench.informative(p, chart, 64).into_iter().for_each(|share| number(share, "share"));
        for other in model.charts {
            if let Ok(there) = bench.convert(p, chart, other.name) {
                assert!(bench.contains(there, other.name).unwrap(), "{}", label());
            }
        }
        for to in [q, [f64::MAX, -f64::MAX], [0.0, 0.0]] {
            let reached = bench.towards(p, to, chart, &[]).unwrap();
            assert!(bench.contains(reached, chart).unwrap(), "{}: {reached:?}", label());
            let all: Vec<String> = model.charts.iter().map(|other| other.name.to_owned()).collect();
            let reached = bench.towards(p, to, chart, &all).unwrap();
            let is_held = |other: &String| bench.convert(reached, chart, other).is_ok();
            let could_stay = |other: &String| bench.convert(p, chart, other).is_ok();
            assert!(all.iter().all(is_held) || !all.iter().all(could_stay), "{}", label());
        }
        let (_, rule) = one(&mut random, &rules_of(model)).clone();
        let rule = RuleSpec::read(value(&rule)).unwrap();
        match bench.inspect(p, chart) {
            Ok(found) => {
                finite(found.loss, "loss");
                found.gradient.into_iter().for_each(|g| finite(g, "gradient"));
                let step = bench.step(&rule, p, chart).unwrap();
                assert!(bench.contains(step.theta, chart).unwrap(), "{}", label());
                finite(step.loss, "loss of a step");
                number(step.kl, "divergence of a step");
                number(step.kl_reverse, "divergence of a step");
                for of in ["model", "data"] {
                    if let Ok(scores) = bench.scores(p, chart, of, 9, 1) {
                        scores.points.iter().for_each(|s| number(s.0 + 0.0 * s.1, "score"));
                    }
                }
            }
            Err(error) => {
                assert!(error.field == "theta" && error.allowed.contains("double precision"));
                assert_eq!(bench.step(&rule, p, chart).unwrap_err(), error);
                refused += 1;
            }
        }
    }
    assert!(refused > 0, "some places are in the domain and out of reach");
}

#[test]
fn integrands_are_numbers_between_points_in_reach_however_far_out() {
    let models = built();
    let mut random = Random::seeded(23);
    let far: Vec<f64> = COORDINATES.iter().flat_map(|x| [*x, -*x]).collect();
    for _ in 0..1000 {
        let built = one(&mut random, &models);
        let Built { entry: model, spec, bench, .. } = built;
        let chart = one(&mut random, model.charts).name;
        let places = [(); 2].map(|()| place(built, chart, &mut random));
        if places.iter().all(|&at| bench.inspect(at, chart).is_ok()) {
            let [p, q] = places;
            let found = bench.integrand(p, q, chart, &far).unwrap();
            assert!(found.iter().all(|x| !x.is_nan()), "{spec} {chart} {p:?} {q:?} {found:?}");
        }
    }
}
