//! TRPO, mirror descent, the geodesic step, Newton's method and the metric of
//! each rule, compared with formulas written out for the Gaussian.

use kl_ball::ball::Precision;
use kl_ball::catalog;
use kl_ball::catalog::Series;
use kl_ball::chart::Charted;
use kl_ball::experiment::Status;
use kl_ball::geometry::{Point, Segment, Symmetric, Tangent};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::step::{MOST_BACKTRACKS, Memory, Proposal, Rule, Site, Stop, Taken, take};
use kl_ball::{Experiment, ExperimentSpec, ModelSpec, RuleSpec, Value};
use serde_json::{Value as Json, json};

const DATA: [f64; 8] = [-0.4, 0.1, 0.9, 1.2, 1.5, 2.0, 2.2, 4.1];
const CHARTS: [&str; 6] = ["variance", "precision", "std-dev", "log-std", "natural", "expectation"];
/// Starts as mean and standard deviation.
const STARTS: [[f64; 2]; 4] = [[-1.0, 2.0], [1.0, 0.6], [3.0, 1.5], [1.4, 4.0]];

fn value(json: &Json) -> Value {
    serde_json::from_str(&json.to_string()).unwrap()
}

fn charted(chart: &str) -> Charted {
    let spec = json!({ "model": "gaussian", "data": { "x": DATA } });
    let spec = ModelSpec::read(value(&spec)).unwrap();
    spec.model.chart(chart, "chart").unwrap().over(&spec.build().unwrap())
}

fn rule(json: Json) -> Box<dyn Rule> {
    RuleSpec::read(value(&json)).unwrap().build()
}

fn step(model: &dyn Model, rule: &dyn Rule, at: Point) -> Result<Taken, Stop> {
    take(rule, &Site::new(model, at, 1), &mut Memory::default())
}

/// Where a rule lands that starts at `(μ, σ)` and steps in a chart, as `(μ, σ)`.
fn landing(chart: &str, spec: Json, own: [f64; 2]) -> ([f64; 2], u32) {
    let model = charted(chart);
    let at = model.chart().from_own(Point::from(own));
    let taken = step(&model, rule(spec).as_ref(), at).unwrap();
    (model.chart().to_own(taken.segment.to).array(), taken.halvings)
}

fn assert_near(found: [f64; 2], expected: [f64; 2], what: &str) {
    for k in 0..2 {
        let error = (found[k] - expected[k]).abs();
        assert!(error < 1e-10 * (1.0 + expected[k].abs()), "{what}: {found:?}, not {expected:?}");
    }
}

fn mean() -> f64 {
    DATA.iter().sum::<f64>() / DATA.len() as f64
}

fn mean_square() -> f64 {
    DATA.iter().map(|x| x * x).sum::<f64>() / DATA.len() as f64
}

#[test]
fn mirror_descent_moves_expectations_towards_the_data() {
    // g_η = m − m̂, so m' = m − a (m − m̂); in every chart the same.
    for chart in CHARTS {
        for own in STARTS {
            let [mu, sigma] = own;
            let m = [mu, mu * mu + sigma * sigma];
            let m = [m[0] - 0.3 * (m[0] - mean()), m[1] - 0.3 * (m[1] - mean_square())];
            let expected = [m[0], (m[1] - m[0] * m[0]).sqrt()];
            let spec = json!({ "rule": "mirror", "rate": 0.3 });
            assert_near(landing(chart, spec, own).0, expected, chart);
        }
    }
}

#[test]
fn reverse_mirror_descent_moves_natural_parameters() {
    // η' = η − a g_m with g_m from the table of docs/mathematics/gaussian.md#charts.
    for chart in CHARTS {
        for own in STARTS {
            let [mu, sigma] = own;
            let v = sigma * sigma;
            let d = mu - mean();
            let spread = mean_square() - mean().powi(2) + d * d;
            let a = (v - spread) / (2.0 * v * v);
            let rate = 0.2;
            let eta = [mu / v - rate * (-2.0 * mu * a + d / v), -0.5 / v - rate * a];
            if eta[1] >= 0.0 {
                continue;
            }
            let expected = [-0.5 * eta[0] / eta[1], (-0.5 / eta[1]).sqrt()];
            let spec = json!({ "rule": "mirror", "rate": rate, "direction": "new-old" });
            assert_near(landing(chart, spec, own).0, expected, chart);
        }
    }
}

#[test]
fn mirror_descent_is_natural_gradient_in_the_dual_chart() {
    for (direction, dual) in [("old-new", "expectation"), ("new-old", "natural")] {
        for own in STARTS {
            let mirror = json!({ "rule": "mirror", "rate": 0.4, "direction": direction });
            let natural = json!({ "rule": "natural-gradient", "rate": 0.4 });
            let (expected, halved) = landing(dual, natural, own);
            for chart in CHARTS {
                let (found, halvings) = landing(chart, mirror.clone(), own);
                assert_near(found, expected, direction);
                assert_eq!(halvings, halved, "{chart} {own:?}");
            }
        }
    }
}

/// Runge–Kutta for `μ'' = 2 μ'σ'/σ`, `σ'' = σ'²/σ − μ'²/(2σ)`.
fn shot([mut mu, mut sigma]: [f64; 2], [mut p, mut q]: [f64; 2]) -> [f64; 2] {
    const STEPS: usize = 2000;
    let h = 1.0 / STEPS as f64;
    let slope = |[_, s, p, q]: [f64; 4]| [p, q, 2.0 * p * q / s, q * q / s - p * p / (2.0 * s)];
    let ahead = |y: [f64; 4], k: [f64; 4], h: f64| [0, 1, 2, 3].map(|i| y[i] + h * k[i]);
    for _ in 0..STEPS {
        let y = [mu, sigma, p, q];
        let k1 = slope(y);
        let k2 = slope(ahead(y, k1, 0.5 * h));
        let k3 = slope(ahead(y, k2, 0.5 * h));
        let k4 = slope(ahead(y, k3, h));
        [mu, sigma, p, q] =
            [0, 1, 2, 3].map(|i| y[i] + h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]));
    }
    [mu, sigma]
}

#[test]
fn geodesic_steps_solve_the_geodesic_equation_in_every_chart() {
    for own in STARTS {
        let [mu, sigma] = own;
        let d = mu - mean();
        let spread = mean_square() - mean().powi(2) + d * d;
        let velocity = [-0.5 * d, 0.25 * (spread / sigma - sigma)];
        let expected = shot(own, velocity);
        for chart in CHARTS {
            let found = landing(chart, json!({ "rule": "geodesic", "rate": 0.5 }), own).0;
            assert_near(found, expected, chart);
        }
    }
}

#[test]
fn newton_in_natural_coordinates_is_the_natural_gradient_at_rate_one() {
    for own in STARTS {
        let (newton, halvings) = landing("natural", json!({ "rule": "newton" }), own);
        let natural = json!({ "rule": "natural-gradient", "rate": 1.0 });
        let (expected, halved) = landing("natural", natural, own);
        assert_near(newton, expected, "newton");
        assert_eq!(halvings, halved);
    }
}

#[test]
fn newton_divides_by_the_hessian_as_it_is() {
    let model = charted("variance");
    for own in STARTS {
        let at = model.chart().from_own(Point::from(own));
        for damping in [0.0, 0.7] {
            let newton = rule(json!({ "rule": "newton", "damping": damping, "rate": 0.01 }));
            let taken = step(&model, newton.as_ref(), at).unwrap();
            assert_eq!(taken.halvings, 0);
            let back = model.hessian(at).damped(damping).lower(taken.segment.difference);
            let gap = (back + 0.01 * model.gradient(at)).length();
            assert!(gap < 1e-12 * back.length(), "{own:?} {damping}");
        }
    }
    // Too wide a start: L is concave in the variance and the step climbs away from the optimum.
    let at = Point(mean(), 16.0);
    assert!(model.hessian(at).0[2] < 0.0);
    let newton = rule(json!({ "rule": "newton", "rate": 0.1 }));
    let taken = step(&model, newton.as_ref(), at).unwrap();
    assert!(taken.segment.to.1 > 16.0);
    assert!(model.loss(taken.segment.to) > model.loss(at));
}

#[test]
fn a_singular_hessian_is_reported() {
    // At (x̄, v) with v = 2 s² the second derivative in v, s²/v³ − 1/(2v²), vanishes.
    let spec = json!({ "model": "gaussian", "data": { "x": [-1.0, 1.0] } });
    let spec = ModelSpec::read(value(&spec)).unwrap();
    let model = spec.model.chart("variance", "chart").unwrap().over(&spec.build().unwrap());
    let newton = rule(json!({ "rule": "newton" }));
    assert_eq!(step(&model, newton.as_ref(), Point(0.0, 2.0)).unwrap_err(), Stop::Singular);
    let damped = rule(json!({ "rule": "newton", "damping": 0.1 }));
    assert!(step(&model, damped.as_ref(), Point(0.0, 2.0)).is_ok());
}

#[test]
fn indefinite_systems_are_solved_in_any_units() {
    for scale in [1e-120, 1.0, 1e120] {
        for form in [[2.0, 1.0, -3.0], [0.0, 1.0, 0.0], [0.0, 2.0, 5.0], [1.0, 2.0, 1.0]] {
            let form = Symmetric([form[0] * scale * scale, form[1] * scale, form[2]]);
            let d = Tangent(0.3 / scale, -0.7);
            let found = form.solve(form.lower(d)).unwrap();
            assert!((found.0 / d.0 - 1.0).abs() < 1e-14, "{form:?}");
            assert!((found.1 / d.1 - 1.0).abs() < 1e-14, "{form:?}");
        }
    }
    for form in [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [4.0, -2.0, 1.0]] {
        assert!(Symmetric(form).solve(Symmetric::IDENTITY.lower(Tangent(1.0, 2.0))).is_err());
    }
}

/// The line search of TRPO, written out.
fn trpo_by_hand(model: &Charted, at: Point, radius: f64) -> (Point, u32) {
    let g = model.gradient(at);
    let arrow = model.fisher(at).metric().unwrap().raise(g);
    let full = (2.0 * radius / g.along(arrow)).sqrt();
    for j in 0..=30 {
        let to = at + (-full * 0.5f64.powi(j)) * arrow;
        if model.contains(to)
            && model.kl(&Segment::between(at, to), Direction::OldNew) <= radius
            && model.loss(to) < model.loss(at)
        {
            return (to, j as u32);
        }
    }
    (at, 30)
}

#[test]
fn trpo_takes_the_first_length_with_a_small_enough_kl_and_a_lower_loss() {
    let mut seen = [false; 2];
    for chart in CHARTS {
        let model = charted(chart);
        for own in STARTS {
            let at = model.chart().from_own(Point::from(own));
            for radius in [1e-4, 0.05, 0.6, 3.0] {
                let trpo = rule(json!({ "rule": "trpo", "radius": radius }));
                let taken = step(&model, trpo.as_ref(), at).unwrap();
                let (expected, halvings) = trpo_by_hand(&model, at, radius);
                assert_eq!(taken.halvings, halvings, "{chart} {own:?} {radius}");
                assert!((taken.segment.to - expected).length() < 1e-12 * expected.0.hypot(1.0));
                seen[usize::from(halvings > 0)] = true;
            }
        }
    }
    assert_eq!(seen, [true; 2], "both outcomes are met");
}

#[test]
fn trpo_lowers_the_loss_stays_within_its_radius_and_converges() {
    for chart in CHARTS {
        let spec = json!({ "model": "gaussian", "data": { "x": DATA },
            "start": { "chart": "std-dev", "at": STARTS[0] },
            "runs": [{ "rule": "trpo", "radius": 0.05, "chart": chart }] });
        let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
        experiment.advance(2000).unwrap();
        let run = &experiment.runs()[0];
        assert!(run.series(Series::Loss).windows(2).all(|pair| pair[1] < pair[0]));
        assert!(run.series(Series::Kl).iter().all(|kl| *kl <= 0.05));
        assert_eq!(run.status(), Status::Converged, "{chart}");
        let optimum = run.model().optimum().unwrap();
        let end = *run.points().last().unwrap();
        let distance = run.model().length(&Segment::between(end, optimum));
        assert!(distance < 1e-6, "{chart}: {distance}");
    }
}

#[test]
fn a_failed_line_search_does_not_move_and_reports_its_number_of_tries() {
    // Next to the optimum, one bit away, no length lowers the loss.
    let model = charted("log-std");
    let optimum = model.optimum().unwrap();
    let at = Point(optimum.0 + 1e-13, optimum.1);
    let taken = step(&model, rule(json!({ "rule": "trpo" })).as_ref(), at).unwrap();
    assert_eq!((taken.segment.to, taken.halvings), (at, MOST_BACKTRACKS));
}

#[test]
fn a_geodesic_step_out_of_the_domain_is_halved() {
    // A narrow start far from the data: η₂ would become positive.
    for chart in CHARTS {
        let spec = json!({ "rule": "mirror", "rate": 1.0, "direction": "new-old" });
        let model = charted(chart);
        let at = model.chart().from_own(Point(3.0, 0.5));
        let taken = step(&model, rule(spec).as_ref(), at).unwrap();
        assert!(taken.halvings > 0 && model.contains(taken.segment.to), "{chart}");
    }
}

#[test]
fn a_sampled_gradient_is_multiplied_by_the_inverse_fisher_matrix() {
    for chart in CHARTS {
        let model = charted(chart);
        let at = model.chart().from_own(Point::from(STARTS[0]));
        let mut site = Site::new(&model, at, 1);
        let whole = site.natural_gradient().unwrap();
        site.sampled = true;
        assert!((site.natural_gradient().unwrap() + -whole).length() < 1e-10 * whole.length());
        site.gradient = 0.5 * site.gradient;
        let halved = site.natural_gradient().unwrap();
        assert!((2.0 * halved + -whole).length() < 1e-10 * whole.length(), "{chart}");
    }
}

#[test]
fn every_rule_reports_the_metric_of_its_step() {
    let model = charted("precision");
    let at = model.chart().from_own(Point::from(STARTS[1]));
    let (fisher, hessian) = (model.fisher(at), model.hessian(at));
    let empirical = model.empirical_fisher(at).unwrap();
    let metric = |spec: Json| {
        let site = Site::new(&model, at, 1);
        let rule = rule(spec);
        let memory = rule.remember(&site, &Memory::default());
        rule.metric(&site, &memory).unwrap()
    };
    for entry in catalog::RULES {
        let found = metric(json!({ "rule": entry.name }));
        let Symmetric([a, b, c]) = found;
        use catalog::Family::{Adaptive, Euclidean, Exact, Momentum, Natural, Newton};
        match entry.family {
            Euclidean | Momentum => assert_eq!(found, Symmetric::IDENTITY, "{}", entry.name),
            Natural | Exact => assert_eq!(found, fisher, "{}", entry.name),
            Newton => assert_eq!(found, hessian, "{}", entry.name),
            Adaptive => assert!(a > 0.0 && b == 0.0 && c > 0.0, "{}", entry.name),
        }
        assert_eq!(entry.keeps_state, matches!(entry.family, Adaptive | Momentum));
    }
    let damped = json!({ "rule": "fisher-ball", "damping": 2.0 });
    assert_eq!(metric(damped), fisher.damped(2.0));
    let damped = json!({ "rule": "natural-gradient", "metric": "empirical", "damping": 0.5 });
    assert_eq!(metric(damped), empirical.damped(0.5));
}

#[test]
fn the_catalogue_says_which_rules_search_along_their_step() {
    let model = charted("precision");
    let at = model.chart().from_own(Point::from(STARTS[1]));
    let site = Site::new(&model, at, 1);
    for entry in catalog::RULES {
        let rule = rule(json!({ "rule": entry.name }));
        let memory = rule.remember(&site, &Memory::default());
        let searches = matches!(rule.propose(&site, &memory), Ok(Proposal::Searched(..)));
        assert_eq!(entry.needs.line_search, searches, "{}", entry.name);
    }
}

#[test]
fn the_ball_of_a_step_is_the_ellipse_of_its_metric() {
    let runs = json!([
        { "rule": "natural-gradient", "metric": "empirical", "chart": "log-std" },
        { "rule": "fisher-ball", "damping": 3.0, "chart": "log-std" },
        { "rule": "newton", "chart": "log-std" },
        { "rule": "newton", "chart": "variance" },
    ]);
    let spec = json!({ "model": "gaussian", "data": { "x": DATA },
        "start": { "chart": "std-dev", "at": [1.4, 4.0] }, "runs": runs });
    let mut experiment = Experiment::new(ExperimentSpec::read(value(&spec)).unwrap()).unwrap();
    experiment.advance(1).unwrap();
    for k in 0..3 {
        let points = experiment.runs()[k].points();
        let form = experiment.metric(k, 0).unwrap().unwrap();
        let measure = |to: Point| form.apply(to - points[0], to - points[0]);
        let radius = measure(points[1]);
        let ball = experiment.ball(k, 0, 12, "log-std", Precision::Exact).unwrap();
        assert_eq!(ball.len(), 12);
        for point in ball {
            assert!((measure(point.unwrap()) / radius - 1.0).abs() < 1e-9, "run {k}");
        }
    }
    // An indefinite Hessian has no ellipse.
    assert!(experiment.metric(3, 0).unwrap().unwrap().0[2] < 0.0);
    assert!(experiment.ball(3, 0, 12, "variance", Precision::Exact).unwrap().is_empty());
}
