//! Loss, gradient and the matrices.

use kl_ball::chart::Charted;
use kl_ball::geometry::Point;
use kl_ball::model::prelude::*;

use super::reference::{Derivatives, references};
use super::report::{Report, largest_gap, of_the_largest, relative};

#[test]
fn loss_and_derivatives_agree_in_all_charts() {
    let mut report = Report::default();
    for reference in references() {
        for case in &reference.derivatives {
            compare(reference.model, case, &mut report);
        }
    }
    report.close();
}

fn compare(name: &str, case: &Derivatives, report: &mut Report) {
    let (model, at) = (case.place.charted(name), Point::from(case.at));
    let what = || format!("{} at {:?}", case.place.describe(name), case.at);
    let mut add = |kind: &str, error, tolerance| {
        report.add(&format!("{name} {kind}"), error, tolerance, what);
    };
    add("loss", relative(model.loss(at), case.loss), 1e-12);
    add("gradient", of_the_largest(model.gradient(at).array(), case.gradient), 1e-12);
    add("fisher", of_the_largest(model.fisher(at).0, case.fisher), 1e-12);
    if let Some(expected) = case.empirical {
        let found = model.empirical_fisher(at).unwrap();
        add("empirical fisher", of_the_largest(found.0, expected), 1e-12);
    } else {
        assert_eq!(model.empirical_fisher(at), None, "{}", what());
    }
    // Each coordinate in units of its own Fisher length, so that both are compared equally.
    let [a, _, c] = case.fisher.map(f64::sqrt);
    let units = |g: [f64; 2]| [g[0] / a, g[1] / c];
    let (gradient, expected) = (units(model.gradient(at).array()), units(case.gradient));
    // Near the optimum the gradient is a difference of terms as large as a score.
    let scale = expected.iter().fold(1.0, |most: f64, x| most.max(x.abs()));
    add("gradient in Fisher units", largest_gap(gradient, expected) / scale, 1e-11);
    add(
        "mean score in Fisher units",
        largest_gap(units(model.mean_score(at).array()), [0.0; 2]),
        1e-12,
    );
    // Where the model is narrow, the Hessian of most charts is a difference of
    // terms as large as Q = 2L, and loses as many digits.
    let units = |h: [f64; 3]| [h[0] / a / a, h[1] / a / c, h[2] / c / c];
    let (found, expected) = (units(model.hessian(at).0), units(case.hessian));
    // In natural coordinates it is the Fisher matrix, and loses no digits.
    let exact = case.place.chart == "natural";
    let excess = if exact { 1.0 } else { (2.0 * case.loss.abs()).max(1.0) };
    // Next to the edge of a chart that ends where another has a singular line, it is a difference
    // of terms that grow with the inverse square of the distance.
    let excess = excess.max(largest_term(&model, at, units));
    let largest = expected.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let error = largest_gap(found, expected) / largest.max(excess);
    add("hessian in Fisher units / Q", error, 1e-12);
    // Where it is much smaller than the Fisher matrix it loses digits, too: for a
    // wide Gaussian, or next to an edge of the simplex, where the loss is almost linear.
    if case.loss.abs() < 10.0 && largest > 1e-6 {
        add("hessian", of_the_largest(model.hessian(at).0, case.hessian), 1e-10);
    }
}

/// The largest entry of `JᵀHJ` with the Hessian `H` of own coordinates, in these units, where the
/// family is no exponential one; elsewhere 0.
fn largest_term(model: &Charted, at: Point, units: impl Fn([f64; 3]) -> [f64; 3]) -> f64 {
    let Some(own) = model.beneath().filter(|own| own.exponential().is_none()) else { return 0.0 };
    let form = model.jacobian(at).pull_form(own.hessian(model.own(at)));
    units(form.0).into_iter().fold(0.0, |most, x| most.max(x.abs()))
}
