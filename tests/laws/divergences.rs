//! The Kullback–Leibler divergence and the Fisher–Rao distance.

use kl_ball::geometry::{Covector, Point, Segment, Tangent, angles, combine};
use kl_ball::model::prelude::*;
use kl_ball::model::{Connection, Direction};
use kl_ball::numeric::kernel::phi;
use kl_ball::numeric::random::Random;
use kl_ball::{ModelSpec, Workbench};
use serde_json::json;

use crate::common::*;

#[test]
fn divergences_are_nonnegative_and_zero_only_for_identical_points() {
    for case in cases() {
        for seen in case.charts() {
            for p in case.places() {
                for q in case.places() {
                    let (here, there) = (seen.from_own(p), seen.from_own(q));
                    let along = Segment::between(here, there);
                    for (name, direction) in DIRECTIONS {
                        let kl = seen.charted.kl(&along, direction);
                        let label = format!("{} {name} {p:?} {q:?}: {kl}", seen.label);
                        assert_eq!(kl == 0.0, p == q, "{label}");
                        assert!(kl >= 0.0 && kl.is_finite(), "{label}");
                    }
                    let distance = seen.charted.length(&along);
                    assert_eq!(distance == 0.0, p == q, "{}", seen.label);
                }
            }
        }
    }
}

#[test]
fn divergences_in_one_direction_are_those_in_the_other_with_the_ends_exchanged() {
    for case in cases() {
        for seen in case.charts() {
            for p in case.places() {
                for q in case.places() {
                    let (here, there) = (seen.from_own(p), seen.from_own(q));
                    let along = seen.charted.kl(&Segment::between(here, there), Direction::OldNew);
                    let back = seen.charted.kl(&Segment::between(there, here), Direction::NewOld);
                    relatively_close(along, back, 1e-12, || format!("{} {p:?} {q:?}", seen.label));
                }
            }
        }
    }
}

#[test]
fn divergence_and_distance_are_the_same_in_every_chart() {
    for case in cases() {
        for p in case.places() {
            for q in case.places() {
                let own = Segment::between(p, q);
                for seen in case.charts() {
                    let along = Segment::between(seen.from_own(p), seen.from_own(q));
                    let label = || format!("{} {p:?} {q:?}", seen.label);
                    for (_, direction) in DIRECTIONS {
                        let expected = case.model.kl(&own, direction);
                        relatively_close(
                            seen.charted.kl(&along, direction),
                            expected,
                            1e-11,
                            label,
                        );
                    }
                    let expected = case.model.length(&own);
                    relatively_close(seen.charted.length(&along), expected, 1e-11, label);
                }
            }
        }
    }
}

#[test]
fn kl_differential_is_the_differential_of_the_divergence() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for p in case.places() {
                for q in case.places() {
                    let (from, to) = (seen.from_own(p), seen.from_own(q));
                    let frame = model.frame(to).unwrap();
                    let unit = scale(model, to);
                    for (name, direction) in DIRECTIONS {
                        let along = Segment::between(from, to);
                        let exact = on_frame(model.kl_differential(&along, direction), frame);
                        let scale = exact[0].hypot(exact[1]).max(model.kl(&along, direction));
                        for (u, exact) in frame.into_iter().zip(exact) {
                            let slope = derivative(STEP * unit, |t| {
                                model.kl(&Segment::between(from, to + t * u), direction)
                            });
                            let label = || format!("{} {name} {p:?} {q:?}", seen.label);
                            close(exact, slope, 1e-10 / unit * scale.max(1.0), label);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn both_divergences_and_half_the_squared_distance_tend_to_the_quadratic_form() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let scale = scale(model, at);
                for angle in angles(8) {
                    for share in [1e-2, 1e-4, 1e-8, 1e-12, 1e-14] {
                        let length = share * scale;
                        let step = Segment::step(at, length * combine(frame, angle));
                        let half = 0.5 * length * length;
                        let cubic = 8.0 * share + 1e-11;
                        let label = || format!("{} at {at:?}, length {length}", seen.label);
                        for (_, direction) in DIRECTIONS {
                            relatively_close(model.kl(&step, direction), half, cubic, label);
                        }
                        let distance = model.length(&step);
                        relatively_close(distance, length, cubic, label);
                    }
                }
            }
        }
    }
}

#[test]
fn in_natural_coordinates_the_error_of_the_linearised_likelihood_is_the_forward_divergence() {
    for case in cases().iter().filter(|case| case.model.is_likelihood()) {
        let natural = |seen: &Seen| seen.charted.flat_connection() == Some(Connection::Exponential);
        for seen in case.charts().into_iter().filter(natural) {
            let model = &seen.charted;
            for p in case.places() {
                for q in case.places() {
                    let along = Segment::between(seen.from_own(p), seen.from_own(q));
                    let linear = model.gradient(along.from).along(along.difference);
                    let error = model.loss(along.to) - model.loss(along.from) - linear;
                    let kl = model.kl(&along, Direction::OldNew);
                    let scale = linear.abs().max(model.loss(along.to).abs()).max(1.0);
                    close(kl, error, 1e-11 * scale, || format!("{} {p:?} {q:?}", seen.label));
                }
            }
        }
    }
}

#[test]
fn both_divergences_increase_along_rays_of_both_flat_connections() {
    for case in cases() {
        let model = case.model.as_ref();
        for own in case.places() {
            let frame = model.frame(own).unwrap();
            for connection in [Connection::Exponential, Connection::Mixture] {
                for angle in angles(12) {
                    for (name, direction) in DIRECTIONS {
                        let mut last = 0.0;
                        for length in [1e-8, 1e-3, 0.1, 0.5, 1.0, 3.0, 10.0, 100.0] {
                            let velocity = length * combine(frame, angle);
                            let Ok(end) = model.geodesic(connection, own, velocity) else {
                                break;
                            };
                            let kl = model.kl(&end, direction);
                            // A bounded reverse divergence reaches its bound in doubles, up to
                            // the rounding of log-odds of some hundreds.
                            let bounded = !case.is_homogeneous() && direction == Direction::NewOld;
                            let reached = bounded && kl > last * (1.0 - 1e-13);
                            let label = format!("{name} {connection:?} {own:?} {angle} {length}");
                            assert!(kl > last || reached, "{label}");
                            last = kl;
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn distance_is_symmetric_and_obeys_the_triangle_inequality() {
    for case in cases().into_iter().filter(Case::knows_distances) {
        let model = case.model.as_ref();
        for p in case.places() {
            for q in case.places() {
                relatively_close(distance(model, p, q), distance(model, q, p), 1e-13, || {
                    format!("{p:?} {q:?}")
                });
                for r in case.places() {
                    let detour = distance(model, p, r) + distance(model, r, q);
                    assert!(distance(model, p, q) <= detour * (1.0 + 1e-13), "{p:?} {q:?} {r:?}");
                }
            }
        }
    }
}

/// `∫ p ln(p/q) dx` by the trapezoidal rule over ±14 standard deviations of `p`.
fn kl_by_quadrature(model: &dyn Model, p: Point, q: Point) -> f64 {
    const NODES: i32 = 400;
    let Point(mu, sigma) = p;
    let spacing = 28.0 / f64::from(NODES);
    let term = |k: i32| {
        let x = mu + sigma * (f64::from(k) * spacing - 14.0);
        let density = model.density(p, x);
        // −ln q(x) without the underflow of q itself.
        let Point(nu, tau) = q;
        let log_q = -0.5 * ((x - nu) / tau).powi(2) - (tau * std::f64::consts::TAU.sqrt()).ln();
        if density > 0.0 { density * (density.ln() - log_q) * sigma * spacing } else { 0.0 }
    };
    (0..=NODES).map(term).sum()
}

#[test]
fn gaussian_divergence_is_its_integral() {
    let case = teaching();
    let mut random = Random::seeded(1);
    for _ in 0..200 {
        let mut draw = |[low, high]: [f64; 2]| uniform(&mut random, [low, high]);
        let p = Point(draw([-3.0, 3.0]), draw([-2.0, 2.0]).exp());
        let q = Point(draw([-3.0, 3.0]), draw([-2.0, 2.0]).exp());
        let expected = kl_by_quadrature(case.model.as_ref(), p, q);
        let found = kl(case.model.as_ref(), p, q);
        close(found, expected, 1e-11 * expected.max(1.0), || format!("{p:?} {q:?}"));
    }
}

#[test]
fn divergences_and_distance_do_not_depend_on_the_unit_of_the_data() {
    let case = teaching();
    let mut random = Random::seeded(2);
    for _ in 0..100 {
        let mut draw = |[low, high]: [f64; 2]| uniform(&mut random, [low, high]);
        let from = Point(draw([-3.0, 3.0]), draw([-2.0, 2.0]).exp());
        let length = draw([-30.0, 1.0]).exp();
        let d = length * Tangent(draw([-1.0, 1.0]), draw([-0.9, 0.9]));
        let along = Segment::step(from, from.1 * d);
        if !case.model.contains(along.to) {
            continue;
        }
        for unit in [1e-40, 1e-3, 1e40] {
            let scale = |p: Point| Point(unit * p.0, unit * p.1);
            let scaled = Segment {
                from: scale(along.from),
                to: scale(along.to),
                difference: unit * along.difference,
            };
            for (_, direction) in DIRECTIONS {
                let expected = case.model.kl(&along, direction);
                relatively_close(case.model.kl(&scaled, direction), expected, 1e-14, || {
                    format!("{along:?} in units of {unit}")
                });
                let at = |c: Covector, unit: f64| unit * c;
                let found = at(case.model.kl_differential(&scaled, direction), unit);
                let expected = case.model.kl_differential(&along, direction);
                let gap = (found + -expected).length();
                close(gap, 0.0, 1e-13 * expected.length(), || format!("{along:?} {unit}"));
            }
            let expected = case.model.length(&along);
            relatively_close(case.model.length(&scaled), expected, 1e-14, || "distance".into());
        }
    }
}

#[test]
fn the_kernel_of_the_divergence_obeys_its_doubling_formula() {
    // e²ˣ − 1 − 2x = φ² + 2φ(1 + x) + x², with φ = eˣ − 1 − x.
    let mut random = Random::seeded(4);
    for _ in 0..2000 {
        let sign = if random.uniform() < 0.5 { -1.0 } else { 1.0 };
        let x = sign * uniform(&mut random, [-40.0, 0.0]).exp();
        let half = phi(x);
        let expected = half * half + 2.0 * half * (1.0 + x) + x * x;
        relatively_close(phi(2.0 * x), expected, 8e-15, || format!("x = {x}"));
    }
    // Near the point where series and exponential meet, and both are least precise.
    for k in -50..=50 {
        for seam in [0.05, -0.05, 0.1, -0.1] {
            let x = seam * (1.0 + f64::from(k) * 1e-3);
            let half = phi(x);
            let expected = half * half + 2.0 * half * (1.0 + x) + x * x;
            relatively_close(phi(2.0 * x), expected, 8e-15, || format!("x = {x}"));
        }
    }
}

#[test]
fn divergences_along_a_line_are_those_of_its_points_and_end_with_the_domain() {
    const SHARES: [f64; 7] = [-40.0, -1.0, 0.0, 1e-6, 0.5, 1.0, 40.0];
    for case in cases() {
        let spec = json!({ "model": case.entry.name, "data": { "set": case.set } });
        let bench = Workbench::new(ModelSpec::read(value(&spec)).unwrap()).unwrap();
        for seen in case.charts() {
            for p in case.places() {
                let (p, q) = (seen.from_own(p), seen.from_own(case.places()[2]));
                let found = bench.along(p.array(), q.array(), seen.entry.name, &SHARES).unwrap();
                for (t, kl) in SHARES.into_iter().zip(found) {
                    let at = p + t * (q - p);
                    let label = || format!("{} {p:?} {t} {q:?}: {kl:?}", seen.label);
                    if !(seen.charted.contains(at) && seen.charted.connects(p, at)) {
                        assert!(kl.iter().all(|kl| kl.is_nan()), "{}", label());
                        continue;
                    }
                    let way = Segment::step(p, t * (q - p));
                    for (kl, (_, direction)) in kl.into_iter().zip(DIRECTIONS) {
                        assert_eq!(kl, seen.charted.kl(&way, direction), "{}", label());
                    }
                    assert_eq!(kl == [0.0; 2], t == 0.0 || p == q, "{}", label());
                }
            }
        }
    }
}

#[test]
fn another_unit_of_the_data_changes_no_divergence_and_no_gap() {
    for case in cases().into_iter().filter(|case| !case.numbers().is_empty()) {
        let spec = json!({ "model": case.entry.name, "data": { "set": case.set } });
        let bench = Workbench::new(ModelSpec::read(value(&spec)).unwrap()).unwrap();
        for (scale, shift) in [(10.0, 0.0), (1.0, -3.0), (-0.02, 7.5), (1.8, 32.0)] {
            let there = bench.rescaled(scale, shift).unwrap();
            for seen in case.charts() {
                let chart = seen.entry.name;
                let least = [&bench, &there].map(|bench| {
                    let optimum = bench.optimum(chart).unwrap().unwrap();
                    bench.inspect(optimum, chart).unwrap().loss
                });
                for [p, q] in case.places().windows(2).map(|two| [two[0], two[1]]) {
                    let (p, q) = (seen.from_own(p).array(), seen.from_own(q).array());
                    let label = || format!("{} {scale} {shift} {p:?} {q:?}", seen.label);
                    let moved = [p, q].map(|at| bench.affine(at, chart, scale, shift));
                    let [Ok(a), Ok(b)] = moved else {
                        // A chart that holds one order of the parts has no place for the other.
                        assert!(scale < 0.0 && chart == "moments", "{}", label());
                        continue;
                    };
                    for [[here, other], [there_, there_other]] in
                        [[[p, q], [a, b]], [[q, p], [b, a]]]
                    {
                        let before = bench.kl(here, other, chart).unwrap();
                        let after = there.kl(there_, there_other, chart).unwrap();
                        relatively_close(after, before, 1e-9, label);
                    }
                    let gap = bench.inspect(p, chart).unwrap().loss - least[0];
                    let same = there.inspect(a, chart).unwrap().loss - least[1];
                    close(same, gap, 1e-9 * (1.0 + gap), label);
                    let back = there.affine(a, chart, 1.0 / scale, -shift / scale).unwrap();
                    for (back, p) in back.into_iter().zip(p) {
                        close(back, p, 1e-9 * (1.0 + p.abs()), label);
                    }
                }
            }
        }
    }
}

#[test]
fn another_unit_is_refused_for_models_without_units() {
    let bench = |model: &str| {
        Workbench::new(ModelSpec::read(value(&json!({ "model": model }))).unwrap()).unwrap()
    };
    let refused = |model: &str, chart: &str, theta, scale, shift| {
        bench(model).affine(theta, chart, scale, shift).unwrap_err().to_string()
    };
    assert_eq!(
        refused("logistic", "raw", [0.1, 0.2], 10.0, 0.0),
        "model is \"logistic\"; allowed: a model of numbers"
    );
    assert_eq!(
        refused("gaussian", "variance", [0.1, 0.2], 0.0, 0.0),
        "scale is 0; allowed: a finite number other than 0"
    );
    assert_eq!(
        refused("gaussian", "variance", [0.1, 0.2], 1.0, f64::INFINITY),
        "shift is inf; allowed: a finite number"
    );
    assert_eq!(
        refused("gaussian", "variance", [0.1, 0.2], 1e-300, 0.0),
        "scale is 1e-300; allowed: one that, with the shift, leaves theta inside its domain"
    );
    assert!(bench("logistic").rescaled(2.0, 0.0).is_err());
    let message = bench("gaussian").rescaled(1.0, 1e300).err().unwrap().to_string();
    assert_eq!(
        message,
        "scale is 1e0; allowed: one that, with the shift, leaves observations of use"
    );
    let gaussian = bench("gaussian").rescaled(2.0, 1.0).unwrap();
    let doubled: Vec<f64> =
        bench("gaussian").spec().observations().iter().map(|x| 2.0 * x + 1.0).collect();
    assert_eq!(gaussian.spec().observations(), doubled);
}
