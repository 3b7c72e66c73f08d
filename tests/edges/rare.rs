//! Three classes of which some are rare, seen or unseen: every step has its closed form, and all digits of every
//! class, whatever the classes are called.

use kl_ball::Experiment;
use kl_ball::geometry::Point;
use kl_ball::numeric::random::Random;
use serde_json::{Value as Json, json};

use super::inputs::bench;
use super::numbers::{CHARTS, ORDERS, run};
use crate::common::*;

/// A run of one step from the first two of three probabilities, with the classes in an order.
fn stepped(
    counts: [f64; 3],
    p: [f64; 3],
    order: [usize; 3],
    chart: &str,
    rule: &Json,
) -> Experiment {
    let [p1, p2, p3] = order.map(|k| p[k].ln());
    let mut step = rule.clone();
    step["chart"] = json!(chart);
    let spec = json!({ "model": "categorical", "data": { "counts": order.map(|k| counts[k]) },
        "start": { "chart": "logit", "at": [p1 - p3, p2 - p3] }, "runs": [step] });
    run(&spec, 1)
}

/// The logarithms of the three probabilities at the end of a run, in the order of the first names.
fn logarithms(done: &Experiment, order: [usize; 3]) -> [f64; 3] {
    let ends = done.trajectory(0, "sequential").unwrap();
    let Some(&Point(a, b)) = ends.last() else { panic!("a run without a start") };
    let log = |z: f64| -(-z.abs()).exp().ln_1p() + z.min(0.0);
    let seen = [log(-a), log(a) + log(b), log(a) + log(-b)];
    let mut logs = [0.0; 3];
    order.iter().zip(seen).for_each(|(&k, log)| logs[k] = log);
    logs
}

/// Probabilities down to `10⁻ᵈ`.
fn probabilities(random: &mut Random, digits: f64) -> [f64; 3] {
    let p = [0; 3].map(|_| 10f64.powf(-digits * random.uniform()));
    let sum: f64 = p.iter().sum();
    p.map(|p| p / sum)
}

#[test]
fn a_reverse_trust_region_ends_where_counts_are_likeliest() {
    // Losses from a general solver of 30 digits.
    let known = [
        ([1.0, 50.0, 50.0], [0.05, 1e-6, 0.949_999], 0.4, 1.650_613_63),
        ([13.0, 723.0, 684.0], [0.16, 1e-5, 0.839_99], 0.2, 1.915_957_03),
        ([5.0, 6779.0, 12231.0], [0.095_955_7, 9.6181e-8, 0.904_044_203_819], 0.31298, 1.352_544),
        ([17.0, 359.0, 179.0], [0.16, 1e-8, 0.839_999_99], 0.46, 2.332_801),
    ];
    for (counts, p, radius, loss) in known {
        let rule = json!({ "rule": "trust-region", "radius": radius, "direction": "new-old" });
        for order in ORDERS {
            for chart in CHARTS {
                let done = stepped(counts, p, order, chart, &rule);
                let label = || format!("{counts:?} {p:?} {radius} {order:?} {chart}");
                assert_eq!(done.runs()[0].steps(), 1, "{}", label());
                close(*done.series(0, "loss").unwrap().last().unwrap(), loss, 2e-6, label);
            }
        }
    }
}

#[test]
fn a_reverse_trust_region_meets_its_condition_in_every_order() {
    let mut random = Random::seeded(20);
    for _ in 0..300 {
        let (p, f) = (probabilities(&mut random, 12.0), probabilities(&mut random, 12.0));
        let counts = f.map(|f| 1e12 * f);
        let farthest: f64 = (0..3).map(|k| f[k] * (f[k] / p[k]).ln()).sum();
        let radius = farthest * (1.0 - random.uniform().powi(3));
        if radius < 1e-9 {
            continue;
        }
        let rule = json!({ "rule": "trust-region", "radius": radius, "direction": "new-old" });
        let mut first: Option<[f64; 3]> = None;
        for (order, chart) in ORDERS.into_iter().zip(CHARTS.into_iter().cycle()) {
            let label = || format!("{counts:?} {p:?} {radius} {order:?} {chart}");
            let done = stepped(counts, p, order, chart, &rule);
            assert_eq!(done.runs()[0].steps(), 1, "{}", label());
            let logs = logarithms(&done, order);
            let moved = [0, 1, 2].map(|k| logs[k] - p[k].ln());
            let kl: f64 = (0..3).map(|k| logs[k].exp() * moved[k]).sum();
            close(kl, radius, 1e-9 * radius + 1e-13, label);
            // (f/p' − 1)/(ln p'/p − δ) is the same number for all three classes.
            let sides = [0, 1, 2].map(|k| (f[k] / logs[k].exp() - 1.0, moved[k] - radius));
            for (j, k) in [(0, 1), (0, 2), (1, 2)] {
                let [(a, b), (c, d)] = [sides[j], sides[k]];
                let size = (a.abs() + 1.0) * (d.abs() + 1.0) + (c.abs() + 1.0) * (b.abs() + 1.0);
                close(a * d, c * b, 1e-9 * size, label);
            }
            let first = first.get_or_insert(logs);
            for k in 0..3 {
                close(logs[k], first[k], 1e-9 * first[k].abs().max(1.0), label);
            }
        }
    }
}

/// Counts, and a place with the classes as rare as the counts are not.
fn rare(random: &mut Random) -> ([f64; 3], [f64; 3]) {
    (probabilities(random, 12.0).map(|f| 1e12 * f), probabilities(random, 12.0))
}

#[test]
fn a_step_half_way_to_the_data_has_all_digits_of_every_class() {
    let mut random = Random::seeded(21);
    let rules = [
        (json!({ "rule": "natural-gradient", "rate": 0.5 }), &CHARTS[1..2]),
        (json!({ "rule": "mirror", "rate": 0.5 }), &CHARTS[..]),
    ];
    for _ in 0..100 {
        let (counts, p) = rare(&mut random);
        let sum: f64 = counts.iter().sum();
        let right = [0, 1, 2].map(|k| (0.5 * (p[k] + counts[k] / sum)).ln());
        for (rule, charts) in &rules {
            for (order, chart) in ORDERS.into_iter().zip(charts.iter().cycle()) {
                let done = stepped(counts, p, order, chart, rule);
                let logs = logarithms(&done, order);
                let label = || format!("{counts:?} {p:?} {order:?} {chart} {rule}");
                (0..3).for_each(|k| close(logs[k], right[k], 1e-12, label));
            }
        }
    }
}

#[test]
fn newtons_step_in_probabilities_does_not_depend_on_names() {
    let mut random = Random::seeded(22);
    let rule = json!({ "rule": "newton", "rate": 0.5 });
    let known = [([3.0, 5.0, 1e12], [0.3, 0.5, 0.2])];
    let drawn: Vec<_> = (0..200).map(|_| rare(&mut random)).collect();
    for (counts, p) in known.into_iter().chain(drawn) {
        let w = [0, 1, 2].map(|k| p[k] * p[k] / counts[k]);
        let sum: f64 = w.iter().sum();
        let right = [0, 1, 2].map(|k| 1.5 * p[k] - 0.5 * w[k] / sum);
        if right.iter().any(|&p| p <= 0.0) {
            continue;
        }
        for order in ORDERS {
            let done = stepped(counts, p, order, "probability", &rule);
            let logs = logarithms(&done, order);
            let label = || format!("{counts:?} {p:?} {order:?}");
            for k in 0..3 {
                let size = (p[k] + w[k] / sum) / right[k];
                close(logs[k], right[k].ln(), 1e-12 * size, label);
            }
        }
    }
}

#[test]
fn a_step_on_a_ball_has_the_digits_of_every_class_in_every_order() {
    let mut random = Random::seeded(23);
    for _ in 0..100 {
        let ((counts, p), radius) = (rare(&mut random), 10f64.powf(-3.0 * random.uniform()));
        for (name, chart) in
            [("trust-region", "sphere"), ("kl-ray", "probability"), ("kl-ball", "probability")]
        {
            let rule = json!({ "rule": name, "radius": radius });
            let first = logarithms(&stepped(counts, p, ORDERS[0], chart, &rule), ORDERS[0]);
            for order in ORDERS {
                let logs = logarithms(&stepped(counts, p, order, chart, &rule), order);
                let label = || format!("{counts:?} {p:?} {radius} {name} {order:?}");
                (0..3)
                    .for_each(|k| close(logs[k], first[k], 1e-9 * first[k].abs().max(1.0), label));
            }
        }
    }
}

#[test]
fn a_divergence_does_not_depend_on_how_rare_a_class_is_that_has_no_weight() {
    let bench = bench(&json!({ "model": "categorical", "data": { "counts": [5, 3, 2] } }));
    let to = [11.842845330703216, -0.8564914624203359];
    for far in [-750.0, -800.0, -1e4, -1e6, -1e9, -1e12, -1e13, -1e15] {
        let kl = bench.kl([13.29092219772842, far], to, "logit").unwrap();
        relatively_close(kl, 6.10624628887967e-6, 1e-13, || format!("{far}"));
    }
    for order in ORDERS {
        for far in [1e3, 1e6, 1e12, 1e15] {
            // ln p up to a number that all three share.
            let logs = |p: [f64; 3]| {
                let [one, two, three] = order.map(|k| p[k]);
                [one - three, two - three]
            };
            let near = [0.7, -0.2, 0.0];
            let kl = |gone: f64| bench.kl(logs([2.0, -gone, 0.0]), logs(near), "logit").unwrap();
            relatively_close(kl(far), kl(800.0), 1e-9, || format!("{order:?} {far}"));
        }
    }
}
