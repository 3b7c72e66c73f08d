//! Scores of single observations, and the terms that add up to a divergence.

use kl_ball::catalog::{self, ModelEntry};
use kl_ball::data::Kind;
use kl_ball::geometry::{Covector, Point, Symmetric, Tangent, combine};
use kl_ball::model::prelude::*;
use kl_ball::workbench::{Scores, ellipse};
use kl_ball::{ModelSpec, Workbench};
use serde_json::{Value as Json, json};

use crate::common::{Case, Seen, cases, close, form_on_frame, on_frame, relatively_close, value};

/// Number of draws, rounded so that every input is drawn equally often.
const DRAWS: usize = 40_000;

fn bench(spec: &Json) -> Workbench {
    Workbench::new(ModelSpec::read(value(spec)).unwrap()).unwrap()
}

/// Every model with every data set, through every chart, at every place.
fn everywhere(mut law: impl FnMut(&Workbench, &ModelEntry, &Seen, Point, &str)) {
    for case in cases() {
        let bench = bench(&json!({ "model": case.entry.name, "data": { "set": case.set } }));
        for seen in case.charts() {
            for own in case.places() {
                let at = seen.from_own(own);
                law(&bench, case.entry, &seen, at, &format!("{} {at:?}", seen.label));
            }
        }
    }
}

/// Mean and second moment of scores, in units in which the Fisher matrix is the identity.
fn on_unit_frame(scores: &Scores, frame: [Tangent; 2]) -> ([f64; 2], [f64; 3]) {
    let moment = form_on_frame(Symmetric(scores.moment), frame);
    (on_frame(scores.mean.into(), frame), moment)
}

#[test]
fn scores_of_the_data_average_to_minus_the_gradient_and_their_squares_to_the_empirical_fisher() {
    everywhere(|bench, entry, seen, at, label| {
        let found = bench.scores(at.array(), seen.entry.name, "data", 0, 0);
        if matches!(entry.takes, Kind::Nothing | Kind::Target) {
            let message = found.unwrap_err().to_string();
            assert!(message.starts_with("labels is \"data\"; allowed: \"model\""), "{message}");
            return;
        }
        let (found, model) = (found.unwrap(), &seen.charted);
        let total: f64 = bench.spec().observations().iter().sum();
        let count = if entry.takes == Kind::Counts { total as usize } else { model.count() };
        assert_eq!(found.points.len(), count, "{label}");
        let frame = model.frame(at).unwrap();
        let (mean, moment) = on_unit_frame(&found, frame);
        let expected = form_on_frame(model.empirical_fisher(at).unwrap(), frame);
        let size = 1.0 + expected[0] + expected[2];
        for (found, expected) in moment.into_iter().zip(expected) {
            close(found, expected, 1e-10 * size, || label.to_owned());
        }
        for (found, slope) in mean.into_iter().zip(on_frame(model.gradient(at), frame)) {
            close(found, -slope, 1e-11 * size.sqrt(), || label.to_owned());
        }
    });
}

#[test]
fn scores_under_the_model_have_mean_zero_and_the_fisher_matrix_for_their_second_moment() {
    everywhere(|bench, _, seen, at, label| {
        let rounds = seen.charted.count().max(1);
        let count = DRAWS / rounds * rounds;
        let found = bench.scores(at.array(), seen.entry.name, "model", count as u64, 5).unwrap();
        assert_eq!(found.points.len(), count, "{label}");
        let frame = seen.charted.frame(at).unwrap();
        let (mean, moment) = on_unit_frame(&found, frame);
        // The standard error of a mean of scores whose second moment is the identity.
        let error = 1.0 / (count as f64).sqrt();
        for found in mean {
            close(found, 0.0, 5.0 * error, || format!("mean score, {label}"));
        }
        let products = |score: &Covector| {
            let [u, v] = on_frame(*score, frame);
            [u * u, u * v, v * v]
        };
        for (k, expected) in [1.0, 0.0, 1.0].into_iter().enumerate() {
            let squares = found.points.iter().map(|score| (products(score)[k] - expected).powi(2));
            let spread = (squares.sum::<f64>() / count as f64).sqrt();
            let allowed = 5.0 * spread * error + 1e-11;
            close(moment[k], expected, allowed, || format!("moment {k}, {label}"));
        }
    });
}

#[test]
fn scores_of_the_model_are_those_of_its_draws_and_the_seed_decides() {
    everywhere(|bench, _, seen, at, label| {
        let chart = seen.entry.name;
        let points = |seed| bench.scores(at.array(), chart, "model", 50, seed).unwrap().points;
        let draws = bench.sample(at.array(), chart, 50, 7).unwrap();
        assert_eq!(points(7), seen.charted.scores(at, &draws), "{label}");
        assert_ne!(points(7), points(8), "{label}");
    });
}

#[test]
fn scores_are_refused_by_name_where_something_is_wrong() {
    let three = bench(&json!({ "model": "categorical", "data": { "counts": [2.5, 1, 1] } }));
    let of = |labels, count| three.scores([0.0, 0.0], "logit", labels, count, 1);
    assert_eq!(of("model", 3).unwrap().points.len(), 3);
    for (labels, count, message) in [
        ("data", 1, "data.counts is [2.5, 1, 1]; allowed: whole numbers, at most 100000 together"),
        ("model", 0, "count is 0; allowed: a whole number from 1 to 1000000"),
        ("truth", 1, "labels is \"truth\"; allowed: one of model, data"),
    ] {
        assert_eq!(of(labels, count).unwrap_err().to_string(), message);
    }
}

#[test]
fn ellipses_of_a_second_moment_are_at_the_given_number_of_standard_deviations() {
    everywhere(|_, _, seen, at, label| {
        let form = seen.charted.fisher(at);
        let metric = form.metric().unwrap();
        let outline = ellipse(&form.0, 2.0, 24).unwrap();
        assert_eq!(outline.len(), 48, "{label}");
        for point in outline.chunks(2) {
            let point = Covector(point[0], point[1]);
            let squared: f64 = metric.frame().iter().map(|u| point.along(*u).powi(2)).sum();
            close(squared, 4.0, 1e-9, || label.to_owned());
        }
    });
    // If all scores lie on a line, the ellipse is a segment. An indefinite matrix has no ellipse.
    let flat = ellipse(&[4.0, -2.0, 1.0], 1.0, 12).unwrap();
    assert!(flat.chunks(2).all(|point| (point[0] + 2.0 * point[1]).abs() < 1e-15));
    assert!(ellipse(&[1.0, 2.0, 1.0], 1.0, 12).unwrap().iter().all(|x| x.is_nan()));
    for (form, radius, count, field) in [
        (&[1.0, 0.0][..], 1.0, 8, "form"),
        (&[1.0, 0.0, 1.0], 0.0, 8, "radius"),
        (&[1.0, 0.0, 1.0], 1.0, 2, "count"),
    ] {
        let message = ellipse(form, radius, count).unwrap_err().to_string();
        assert!(message.starts_with(&format!("{field} is ")), "{message}");
    }
}

/// The sum or integral of the terms of the divergence of two points of a chart.
fn added_up(case: &Case, bench: &Workbench, chart: &str, [p, q]: [Point; 2]) -> f64 {
    let kind = case.entry.takes;
    let terms = |xs: &[f64]| bench.integrand(p.array(), q.array(), chart, xs).unwrap();
    let sum = |xs: &[f64]| terms(xs).iter().sum::<f64>();
    match kind {
        Kind::Numbers | Kind::Target => {
            // The trapezoidal rule is exact up to rounding for Gaussian tails.
            let own = case.chart(chart).chart().to_own(p);
            let [mean, deviation] = case.extent(own);
            let nodes = |k: i32| mean + deviation * f64::from(k) / 32.0;
            deviation / 32.0 * sum(&(-400..=400).map(nodes).collect::<Vec<_>>())
        }
        Kind::Labelled => {
            let inputs = bench.spec().observations();
            sum(&inputs) / inputs.len() as f64
        }
        Kind::Counts | Kind::Nothing => {
            let found = sum(&[1.0, 2.0, 3.0]);
            assert_eq!(found, sum(&[0.0, 1.0, 1.5, 2.0, 3.0, 4.0]));
            found
        }
    }
}

#[test]
fn integrand_adds_up_to_the_divergence() {
    for case in cases() {
        let bench = bench(&json!({ "model": case.entry.name, "data": { "set": case.set } }));
        for seen in case.charts() {
            let places = case.places();
            for p in &places {
                for q in &places {
                    let ends = [*p, *q].map(|own| seen.from_own(own));
                    let expected =
                        bench.kl(ends[0].array(), ends[1].array(), seen.entry.name).unwrap();
                    let found = added_up(&case, &bench, seen.entry.name, ends);
                    let label = || format!("{} {ends:?}", seen.label);
                    // The terms have both signs; their size is about the root of their sum.
                    close(found, expected, 1e-12 * (expected + expected.sqrt()), label);
                }
            }
        }
    }
}

#[test]
fn integrand_is_finite_however_far_out() {
    let normal = bench(&json!({ "model": "gaussian" }));
    let terms = normal.integrand([0.0, 1.0], [1.0, 1e-300], "std-dev", &[0.0, 30.0, 1e200]);
    let terms = terms.unwrap();
    assert_eq!(terms[1..], [terms[1], 0.0], "{terms:?}");
    let classes = bench(&json!({ "model": "categorical" }));
    let terms = classes.integrand([0.0, 0.0], [900.0, -900.0], "sequential", &[1.0, 2.0, 3.0]);
    let terms = terms.unwrap();
    relatively_close(terms[0], 0.5 * (900.0 - 2.0f64.ln()), 1e-14, || format!("{terms:?}"));
    assert!(terms.iter().all(|term| term.is_finite()), "{terms:?}");
}

#[test]
fn the_divergence_tends_to_its_quadratic_approximation_which_depends_on_the_chart() {
    let mut differs = 0;
    for case in cases() {
        let bench = bench(&json!({ "model": case.entry.name, "data": { "set": case.set } }));
        let own = case.places()[2];
        let velocity = 0.1 * combine(case.model.frame(own).unwrap(), 0.7);
        let far = own + velocity;
        let mut quadratics = Vec::new();
        for seen in case.charts() {
            let (chart, at) = (seen.entry.name, seen.from_own(own));
            quadratics
                .push(bench.quadratic(at.array(), seen.from_own(far).array(), chart).unwrap());
            let excess = |share: f64| {
                let to = at + share * (seen.from_own(far) - at);
                let (kl, quadratic) = (
                    bench.kl(at.array(), to.array(), chart),
                    bench.quadratic(at.array(), to.array(), chart),
                );
                (kl.unwrap() / quadratic.unwrap() - 1.0).abs()
            };
            // The share of the cubic terms falls with the length of the step.
            let [near, nearer] = [0.01, 0.001].map(excess);
            let label = format!("{}: {near} {nearer}", seen.label);
            assert!(near < 0.01 && nearer < 0.2 * near + 1e-9, "{label}");
        }
        let spread =
            quadratics.iter().fold(0.0f64, |most, q| most.max((q / quadratics[0]).ln().abs()));
        differs += usize::from(spread > 0.01);
    }
    assert!(differs >= 3, "{differs}");
}

#[test]
fn probabilities_of_classes_are_those_of_the_chart_and_other_models_have_none() {
    for name in ["categorical", "policy"] {
        let bench = bench(&json!({ "model": name }));
        let entry = catalog::model(name, "model").unwrap();
        for chart in entry.charts {
            let at = bench.convert([0.2, 0.5], "probability", chart.name).unwrap();
            let xs = [1.0, 2.0, 3.0, 0.0, 1.5, 4.0, -1.0];
            let found = bench.density(at, chart.name, &xs).unwrap();
            for (found, expected) in found.into_iter().zip([0.2, 0.5, 0.3, 0.0, 0.0, 0.0, 0.0]) {
                close(found, expected, 1e-15, || format!("{name} {}", chart.name));
            }
        }
    }
}
