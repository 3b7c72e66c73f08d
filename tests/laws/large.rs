//! Many observations: grouped and condensed, they give what all of them give one by one.

use kl_ball::data::Data;
use kl_ball::geometry::{Covector, Point, Segment, Symmetric, Tangent};
use kl_ball::model::prelude::*;
use kl_ball::model::{Digits, Direction};
use kl_ball::numeric::random::Random;
use serde_json::{Value as Json, json};

use crate::common::*;

/// Relative difference that is allowed, of the largest entry.
const ROUNDING: f64 = 1e-12;

/// The same data, every observation `times` times; nothing for a model of anything else.
fn repeated(case: &Case, times: usize) -> Option<Json> {
    let spec = kl_ball::ModelSpec::read(value(&case.spec)).unwrap();
    let again = |list: &[f64]| -> Vec<f64> { list.repeat(times) };
    let data = match spec.input().unwrap().data {
        Data::Numbers(x) => json!({ "x": again(&x) }),
        Data::Labelled { x, y } => json!({ "x": again(&x), "y": again(&y) }),
        Data::Counts(counts) => json!({ "counts": counts.map(|count| count * times as f64) }),
        _ => return None,
    };
    // Some options have defaults that go with a built-in set.
    let options = serde_json::to_value(spec.options).unwrap();
    let mut spec = case.spec.clone();
    spec["data"] = data;
    spec["options"] = options;
    Some(spec)
}

/// Pairs of a built-in set and the same observations forty times each.
fn pairs() -> impl Iterator<Item = (Case, Case)> {
    cases().into_iter().filter_map(|case| {
        let many = Case::of(case.set, repeated(&case, 40)?);
        Some((case, many))
    })
}

#[test]
fn observations_that_are_repeated_change_nothing() {
    for (case, many) in pairs() {
        for own in case.places() {
            let label = || format!("{} {} at {own:?}", case.entry.name, case.set);
            let (one, other) = (case.model.as_ref(), many.model.as_ref());
            let frame = one.frame(own).unwrap();
            close(other.loss(own), one.loss(own), ROUNDING * one.loss(own).abs().max(1.0), label);
            let gradients = [one, other].map(|model| on_frame(model.gradient(own), frame));
            for (one, other) in gradients[0].into_iter().zip(gradients[1]) {
                close(other, one, ROUNDING, label);
            }
            let forms = |model: &dyn Model| {
                let all = [
                    Some(model.fisher(own)),
                    Some(model.hessian(own)),
                    model.empirical_fisher(own),
                ];
                all.into_iter()
                    .flatten()
                    .flat_map(|form| form_on_frame(form, frame))
                    .collect::<Vec<_>>()
            };
            for (one, other) in forms(one).into_iter().zip(forms(other)) {
                close(other, one, ROUNDING * one.abs().max(1.0), label);
            }
        }
        if let Some(best) = case.model.optimum() {
            let gap = many.model.optimum().unwrap() - best;
            close(fisher_length(case.model.as_ref(), best, gap), 0.0, ROUNDING, || case.set.into());
        }
    }
}

#[test]
fn rules_step_alike_on_observations_that_are_repeated() {
    for (case, many) in pairs() {
        let (seen, again) = (&case.charts()[0], &many.charts()[0]);
        for (_, spec) in rules_of(case.entry) {
            for own in case.starts().into_iter().take(2) {
                let at = seen.from_own(own);
                let label = || format!("{} {spec} at {at:?}", seen.label);
                let steps = [seen, again].map(|it| step(&it.charted, rule(&spec).as_ref(), at));
                match steps {
                    [Ok(one), Ok(other)] => {
                        let gap = other.segment.to - one.segment.to;
                        let length = fisher_length(&seen.charted, at, one.segment.difference);
                        let gap = fisher_length(&seen.charted, at, gap);
                        close(gap, 0.0, 1e-11 * length.max(1e-3), label);
                    }
                    [one, other] => assert_eq!(one.is_err(), other.is_err(), "{}", label()),
                }
            }
        }
    }
}

/// Inputs that are all different, with labels that no threshold separates: a normal cloud, two clouds
/// far apart, and one with long tails.
fn clouds() -> [(&'static str, Vec<f64>, Vec<f64>); 3] {
    const COUNT: usize = 12_000;
    let mut random = Random::seeded(7);
    let mut labelled = |input: &dyn Fn(&mut Random) -> f64, slope: f64| {
        let x: Vec<f64> = (0..COUNT).map(|_| input(&mut random)).collect();
        let y = x.iter().map(|x| f64::from(random.uniform() < (1.0 + (-slope * x).exp()).recip()));
        let y = y.collect::<Vec<_>>();
        (x, y)
    };
    let (x, y) = labelled(&|random| random.normal(), 1.5);
    let (far_x, far_y) = labelled(
        &|random| if random.uniform() < 0.3 { -1e3 } else { 1e3 } + random.normal(),
        0.001,
    );
    let (tail_x, tail_y) = labelled(&|random| random.normal().powi(3), 0.4);
    [("a cloud", x, y), ("two clouds", far_x, far_y), ("long tails", tail_x, tail_y)]
}

/// A sum with the rounding errors of its additions (Neumaier 1974).
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut rest) = (0.0f64, 0.0);
    for term in terms {
        let next = total + term;
        rest += if total.abs() >= term.abs() { total - next + term } else { term - next + total };
        total = next;
    }
    total + rest
}

fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

/// The inputs as the model whitens them: with b = 0 the log-odds at slope one.
fn whitened(x: &[f64]) -> Vec<f64> {
    let n = x.len() as f64;
    let mean = sum(x.iter().copied()) / n;
    let deviation = (sum(x.iter().map(|x| (x - mean).powi(2))) / n).sqrt();
    x.iter().map(|x| (x - mean) / deviation).collect()
}

#[test]
fn many_different_inputs_are_summed_as_if_one_by_one() {
    for (name, x, y) in clouds() {
        let case = Case::of("own", json!({ "model": "logistic", "data": { "x": x, "y": y } }));
        let model = case.chart("whitened");
        let (n, u) = (x.len() as f64, whitened(&x));
        for w in [0.0, 0.03, -0.9, 1.99, 2.01, -7.0, 30.0, -200.0, 9000.0, -2e4] {
            for b in [0.0, -1.3, 12.0] {
                let at = Point(w, b);
                let label = || format!("{name} at {at:?}");
                let each = |f: &dyn Fn(f64, f64, f64) -> f64| {
                    sum(u.iter().zip(&y).map(|(&u, &y)| f(u, y, w * u + b))) / n
                };
                let loss = each(&|_, y, z| softplus(if y > 0.0 { -z } else { z }));
                relatively_close(model.loss(at), loss, ROUNDING, label);
                let residual = |y: f64, z: f64| {
                    if y > 0.0 { -(1.0 + z.exp()).recip() } else { (1.0 + (-z).exp()).recip() }
                };
                let variance = |z: f64| (1.0 + z.exp()).recip() * (1.0 + (-z).exp()).recip();
                let size = each(&|u, y, z| residual(y, z).abs() * (1.0 + u.abs()));
                let Covector(slope, level) = model.gradient(at);
                close(slope, each(&|u, y, z| residual(y, z) * u), ROUNDING * size, label);
                close(level, each(&|_, y, z| residual(y, z)), ROUNDING * size, label);
                let size = each(&|u, _, z| variance(z) * (1.0 + u * u));
                let Symmetric(fisher) = model.fisher(at);
                for (k, found) in fisher.into_iter().enumerate() {
                    let expected = each(&|u, _, z| variance(z) * u.powi(2 - k as i32));
                    close(found, expected, ROUNDING * size, label);
                }
                let size = each(&|u, y, z| residual(y, z).powi(2) * (1.0 + u * u));
                let Symmetric(empirical) = model.empirical_fisher(at).unwrap();
                for (k, found) in empirical.into_iter().enumerate() {
                    let power = 2 - k as i32;
                    let expected = each(&|u, y, z| residual(y, z).powi(2) * u.powi(power));
                    close(found, expected, ROUNDING * size, label);
                }
            }
        }
    }
}

#[test]
fn divergences_between_far_slopes_are_summed_as_if_one_by_one() {
    for (name, x, y) in clouds() {
        let case = Case::of("own", json!({ "model": "logistic", "data": { "x": x, "y": y } }));
        let model = case.chart("whitened");
        let (n, u) = (x.len() as f64, whitened(&x));
        for (from, step) in [
            (Point(0.3, -0.2), Tangent(0.1, 0.05)),
            (Point(1.5, 0.4), Tangent(-3.0, 0.3)),
            (Point(0.1, 0.0), Tangent(40.0, -2.0)),
            (Point(-6.0, 3.0), Tangent(6.0, -3.0)),
            (Point(0.3, -0.2), Tangent(5000.0, -40.0)),
            (Point(11.0, -3.0), Tangent(-14_000.0, 3000.0)),
            (Point(-9000.0, 40.0), Tangent(9002.0, -41.0)),
            (Point(-2e4, 9.0), Tangent(1e6, 300.0)),
        ] {
            let along = Segment::step(from, step);
            let each = |direction| {
                sum(u.iter().map(|u| {
                    let ends = [from, along.to].map(|Point(w, b)| w * u + b);
                    let [z, new] =
                        if direction == Direction::OldNew { ends } else { [ends[1], ends[0]] };
                    // KL of two labels: each term from the side where nothing cancels.
                    let p = (1.0 + (-z).exp()).recip();
                    softplus(new) - softplus(z) - p * (new - z)
                })) / n
            };
            for (_, direction) in DIRECTIONS {
                let label = || format!("{name} from {from:?} by {step:?}, {direction:?}");
                let (found, expected) = (model.kl(&along, direction), each(direction));
                // The terms of the expected sum cancel where the step is short.
                let terms = softplus(from.1.abs() + 1.0);
                close(found, expected, ROUNDING * expected + 1e-15 * terms, label);
            }
        }
    }
}

/// The mixture's observations that are all different: two parts, two parts far apart with far outliers, and one with a large offset.
fn samples() -> [(&'static str, Vec<f64>); 3] {
    const COUNT: usize = 12_000;
    let mut random = Random::seeded(11);
    let mut drawn = |one: &dyn Fn(&mut Random) -> f64| -> Vec<f64> {
        (0..COUNT).map(|_| one(&mut random)).collect()
    };
    let part = |random: &mut Random| if random.uniform() < 0.6 { 4.3 } else { 2.0 };
    [
        ("two parts", drawn(&|random| part(random) + 0.4 * random.normal())),
        ("outliers", drawn(&|random| part(random) + 0.1 * random.normal().powi(5))),
        ("offset", drawn(&|random| 1.7e9 + 60.0 * (part(random) + random.normal()))),
    ]
}

#[test]
fn mixtures_of_many_different_observations_are_summed_as_if_one_by_one() {
    for (name, x) in samples() {
        for (weight, times) in [(0.6_f64, 1.0), (0.5, 0.1), (0.9, 30.0)] {
            let n = x.len() as f64;
            let mean = x[0] + sum(x.iter().map(|one| one - x[0])) / n;
            let deviation = (sum(x.iter().map(|x| (x - mean).powi(2))) / n).sqrt();
            let s = 0.25 * times * deviation;
            let options = json!({ "weight": weight, "spread": s });
            let case = Case::of(
                "own",
                json!({ "model": "mixture", "data": { "x": x }, "options": options }),
            );
            let model = case.model.as_ref();
            for gap in [0.0f64, 1e-6, -0.3, 2.0, -7.0, 40.0, 900.0, -1e5] {
                for shift in [0.0, -1.5, 30.0, 4e3] {
                    let at = Point(mean + shift * s, gap * s);
                    let label = || format!("{name} w = {weight} s = {s:e} at {at:?}");
                    // In spreads: places from the middle, the share of the second part, and its difference from the weight.
                    let terms = x.iter().map(|x| {
                        let y = (x - at.0) / s;
                        let odds =
                            (weight / (1.0 - weight)).ln() + gap * (y - (0.5 - weight) * gap);
                        let (a, b) = (y + weight * gap, y - (1.0 - weight) * gap);
                        let log = if odds > 0.0 {
                            f64::ln(weight) - 0.5 * b * b + softplus(-odds)
                        } else {
                            f64::ln(1.0 - weight) - 0.5 * a * a + softplus(odds)
                        };
                        let share = (1.0 + (-odds).exp()).recip();
                        let v = share * (1.0 + odds.exp()).recip();
                        let rho = if odds.abs() < 700.0 {
                            let e = (odds - (weight / (1.0 - weight)).ln()).exp_m1();
                            weight * (1.0 - weight) * e / (1.0 + weight * e)
                        } else {
                            share - weight
                        };
                        let q = y - (1.0 - 2.0 * weight) * gap;
                        (
                            log,
                            [y - gap * rho, rho * q - weight * (1.0 - weight) * gap],
                            [
                                1.0 - gap * gap * v,
                                rho + gap * v * q,
                                weight * (1.0 - weight) + (1.0 - 2.0 * weight) * rho - v * q * q,
                            ],
                        )
                    });
                    let terms: Vec<_> = terms.collect();
                    let loss = s.ln() + 0.5 * std::f64::consts::TAU.ln()
                        - sum(terms.iter().map(|it| it.0)) / n;
                    relatively_close(model.loss(at), loss, ROUNDING, label);
                    let Covector(m, d) = model.gradient(at);
                    for (found, k) in [(m, 0), (d, 1)] {
                        let expected = -sum(terms.iter().map(|it| it.1[k])) / n;
                        let size = sum(terms.iter().map(|it| it.1[k].abs())) / n + gap.abs();
                        close(found * s, expected, ROUNDING * size, label);
                    }
                    let (same, gradient) = model.loss_and_gradient(at, Digits::All);
                    relatively_close(same, loss, ROUNDING, label);
                    assert_eq!(gradient, model.gradient(at), "{}", label());
                    let y = |it: &f64| (1.0 + ((it - at.0) / s).abs() + gap.abs()).powi(2);
                    let size = sum(x.iter().map(y)) / n;
                    for (k, found) in model.hessian(at).0.into_iter().enumerate() {
                        let expected = sum(terms.iter().map(|it| it.2[k])) / n;
                        close(found * s * s, expected, ROUNDING * size, label);
                    }
                    for (k, found) in model.empirical_fisher(at).unwrap().0.into_iter().enumerate()
                    {
                        let [i, j] = [[0, 0], [0, 1], [1, 1]][k];
                        let expected = sum(terms.iter().map(|it| it.1[i] * it.1[j])) / n;
                        close(found * s * s, expected, ROUNDING * size, label);
                    }
                }
            }
        }
    }
}
