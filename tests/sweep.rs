//! Sweeps and searches give the results of their single runs, in whatever
//! portions they are done; starts are taken from coarse to fine; and no rate
//! beside the best one is better.

use crate::common::*;
use kl_ball::catalog::Invariance;
use kl_ball::catalog::Series;
use kl_ball::sweep::{Best, Outcome, Trial};
use kl_ball::{Experiment, ExperimentSpec, Invalid, RateSearch, RateSearchSpec, Sweep, SweepSpec};
use serde_json::{Value as Json, json};

const WINDOW: [f64; 4] = [-1.0, 4.0, -0.5, 6.0];

fn sweep(spec: &Json) -> Result<Sweep, Invalid> {
    Sweep::new(SweepSpec::read(value(spec))?)
}

fn search(spec: &Json) -> Result<RateSearch, Invalid> {
    RateSearch::new(RateSearchSpec::read(value(spec))?)
}

/// A sweep over the teaching data, with a window that extends below `σ² = 0`.
fn teaching_sweep(run: &Json) -> Json {
    json!({ "model": "gaussian", "data": { "set": "teaching" }, "run": run, "steps": 40,
            "grid": { "chart": "variance", "window": WINDOW, "size": [7, 9] }, "gap": 0.003 })
}

fn teaching_search(run: &Json) -> Json {
    json!({ "model": "gaussian", "data": { "set": "teaching" }, "run": run, "steps": 60,
            "starts": [{ "chart": "variance", "at": [-1.0, 4.0] }, { "chart": "std-dev", "at": [3.0, 1.0] }] })
}

fn run_to_end(sweep: &mut Sweep, portion: u64) -> Vec<i32> {
    for _ in 0..1_000_000 {
        if sweep.advance(portion) == 1.0 {
            return sweep.results().to_vec();
        }
    }
    panic!("the sweep does not end");
}

fn search_to_end(spec: &Json, portion: u64) -> (Vec<Trial>, Best) {
    let mut search = search(spec).unwrap();
    for _ in 0..1_000_000 {
        if search.advance(portion) == 1.0 {
            return (search.trials().to_vec(), search.best().unwrap());
        }
    }
    panic!("the search does not end");
}

/// The outcome of a single experiment from one start: the number of the first
/// step with a loss of at most `goal`, or the status.
fn alone(spec: &Json, at: [f64; 2], goal: f64) -> String {
    let experiment = json!({ "model": spec["model"], "data": spec["data"], "runs": [spec["run"]],
                             "start": { "chart": spec["grid"]["chart"], "at": at } });
    let experiment = ExperimentSpec::read(value(&experiment)).and_then(Experiment::new);
    let Ok(mut experiment) = experiment else { return "outside".into() };
    experiment.advance(spec["steps"].as_u64().unwrap()).unwrap();
    let run = experiment.run(0).unwrap();
    match run.series(Series::Loss).iter().position(|&loss| loss <= goal) {
        Some(steps) => steps.to_string(),
        None => run.status().name().into(),
    }
}

fn outcome(code: i32) -> String {
    if code < 0 { Outcome::NAMES[(-1 - code) as usize].into() } else { code.to_string() }
}

#[test]
fn a_sweep_gives_the_results_of_its_single_runs() {
    let case = teaching();
    let goal = case.model.loss(case.model.optimum().unwrap()) + 0.003;
    for (_, rule) in rules() {
        for chart in ["variance", "natural"] {
            let mut run = rule.clone();
            run["chart"] = json!(chart);
            let spec = teaching_sweep(&run);
            let mut sweep = sweep(&spec).unwrap();
            let results = run_to_end(&mut sweep, 1000);
            for (cell, &code) in results.iter().enumerate() {
                let at = sweep.spec().grid.start(cell as u32 % 7, cell as u32 / 7);
                assert_eq!(outcome(code), alone(&spec, at.array(), goal), "{run} from {at:?}");
            }
        }
    }
}

/// Steps that are taken side by side have the bits of those of a single run. At rates far above the
/// best ones a run is chaotic, and a difference in the last bit would show in the outcome.
#[test]
fn runs_side_by_side_do_not_differ_from_single_ones_by_a_bit() {
    let case = teaching();
    let goal = case.model.loss(case.model.optimum().unwrap()) + 0.003;
    let sizes = [
        ("gradient", None, "rate", [0.02, 0.9, 3.1]),
        ("euclidean-ball", None, "radius", [0.1, 0.4, 1.3]),
        ("natural-gradient", None, "rate", [0.1, 1.3, 1.9]),
        ("fisher-ball", None, "radius", [0.01, 0.2, 1.0]),
        ("newton", None, "rate", [0.3, 1.0, 1.9]),
        ("momentum", None, "rate", [0.02, 0.4, 1.5]),
        ("nesterov", None, "rate", [0.02, 0.4, 1.5]),
        ("adagrad", None, "rate", [0.3, 1.0, 5.0]),
        ("adagrad", Some("pytorch"), "rate", [0.3, 1.0, 5.0]),
        ("adagrad", Some("optax"), "rate", [0.3, 1.0, 5.0]),
        ("adagrad", Some("keras"), "rate", [0.3, 1.0, 5.0]),
        ("rmsprop", None, "rate", [0.03, 0.3, 2.0]),
        ("rmsprop", Some("optax"), "rate", [0.03, 0.3, 2.0]),
        ("adam", None, "rate", [0.03, 0.3, 2.0]),
        ("adam", Some("keras"), "rate", [0.03, 0.3, 2.0]),
    ];
    for (rule, convention, size, values) in sizes {
        for chart in ["variance", "precision", "std-dev", "log-std", "natural", "expectation"] {
            for (k, value) in values.into_iter().enumerate() {
                let mut run = json!({ "rule": rule, "chart": chart, size: value });
                if let Some(convention) = convention {
                    run["convention"] = json!(convention);
                }
                if k == 2 && size == "rate" {
                    run["schedule"] = json!("inverse-time");
                }
                let spec = teaching_sweep(&run);
                let mut sweep = sweep(&spec).unwrap();
                for (cell, code) in run_to_end(&mut sweep, 10_000).into_iter().enumerate() {
                    let at = sweep.spec().grid.start(cell as u32 % 7, cell as u32 / 7);
                    assert_eq!(outcome(code), alone(&spec, at.array(), goal), "{run} from {at:?}");
                }
            }
        }
    }
}

/// The same for a logistic regression, on data whose inputs count once and on some that are counted.
#[test]
fn regressions_side_by_side_do_not_differ_from_single_ones_by_a_bit() {
    let inputs = |k: usize| ((k * k * 7919 + 31 * k) % 97) as f64 / 7.0;
    let own = |count: usize, step: usize| {
        let x: Vec<f64> = (0..count).map(|k| inputs(k / step)).collect();
        let y: Vec<u8> = (0..count).map(|k| u8::from(k % 3 != 0)).collect();
        json!({ "x": x, "y": y })
    };
    let sizes = [
        ("gradient", "rate", [0.5, 9.0, 40.0]),
        ("euclidean-ball", "radius", [0.1, 1.0, 3.0]),
        ("natural-gradient", "rate", [0.2, 1.3, 1.9]),
        ("fisher-ball", "radius", [0.01, 0.2, 1.0]),
        ("momentum", "rate", [0.5, 3.0, 20.0]),
        ("adagrad", "rate", [0.3, 2.0, 9.0]),
        ("rmsprop", "rate", [0.03, 0.3, 2.0]),
        ("adam", "rate", [0.03, 0.3, 2.0]),
    ];
    for data in [json!({ "set": "oring" }), own(12, 3), own(90, 1)] {
        for (rule, size, values) in &sizes {
            for chart in ["raw", "rescaled", "whitened"] {
                for value in values {
                    let mut run = json!({ "rule": rule, "chart": chart });
                    run[*size] = json!(value);
                    let spec = json!({ "model": "logistic", "data": data, "run": run, "steps": 40, "target": 0.58,
                        "grid": { "chart": "whitened", "window": [-3, 3, -2, 4], "size": [3, 3] } });
                    let mut sweep = sweep(&spec).unwrap();
                    for (cell, code) in run_to_end(&mut sweep, 10_000).into_iter().enumerate() {
                        let at = sweep.spec().grid.start(cell as u32 % 3, cell as u32 / 3);
                        assert_eq!(
                            outcome(code),
                            alone(&spec, at.array(), 0.58),
                            "{run} from {at:?}"
                        );
                    }
                }
            }
        }
    }
}

/// Raw inputs and large rates throw runs to log-odds of thousands, from where some come back.
#[test]
fn regressions_that_are_thrown_far_out_do_not_differ_either() {
    let rates = [
        ("gradient", [0.02, 0.408_423_865_267_452_5, 3.0]),
        ("momentum", [0.004, 0.039_810_717_055_349_78, 0.7]),
        ("nesterov", [0.004, 0.025_550_970_903_525_08, 0.7]),
        ("adagrad", [0.2, 1.847_849_797_422_295, 20.0]),
        ("rmsprop", [0.03, 0.251_188_643_150_958_4, 20.0]),
        ("adam", [0.2, 1.847_849_797_422_295, 20.0]),
        ("natural-gradient", [0.4, 1.9, 4.0]),
    ];
    for (rule, rates) in rates {
        for rate in rates {
            let run = json!({ "rule": rule, "chart": "raw", "rate": rate });
            let spec = json!({ "model": "logistic", "data": { "set": "oring" }, "run": run, "steps": 120, "target": 0.4426,
                "grid": { "chart": "raw", "window": [-0.9, 0.1, -4, 60], "size": [4, 4] } });
            let mut sweep = sweep(&spec).unwrap();
            for (cell, code) in run_to_end(&mut sweep, 10_000).into_iter().enumerate() {
                let at = sweep.spec().grid.start(cell as u32 % 4, cell as u32 / 4);
                assert_eq!(outcome(code), alone(&spec, at.array(), 0.4426), "{run} from {at:?}");
            }
        }
    }
}

#[test]
fn a_sweep_gives_the_results_of_its_single_runs_for_every_model() {
    let grids = [
        json!({ "model": "logistic", "grid": { "chart": "raw", "window": [-3, 3, -4, 4], "size": [3, 3] } }),
        json!({ "model": "categorical", "grid": { "chart": "probability", "window": [0, 1, 0, 1], "size": [5, 5] } }),
        json!({ "model": "policy", "grid": { "chart": "sequential", "window": [-2, 2, -2, 2], "size": [4, 4] } }),
    ];
    for mut spec in grids {
        // Two thirds of the way, in loss, from a coin flip to the minimum.
        let goal = match spec["model"].as_str() {
            Some("logistic") => 0.5,
            Some("categorical") => 1.05,
            _ => -0.7,
        };
        (spec["target"], spec["steps"]) = (json!(goal), json!(30));
        let model = kl_ball::catalog::model(spec["model"].as_str().unwrap(), "model").unwrap();
        for (_, rule) in rules_of(model) {
            spec["run"] = rule;
            spec["run"]["chart"] = spec["grid"]["chart"].clone();
            let mut sweep = sweep(&spec).unwrap();
            let columns = sweep.spec().grid.size[0];
            for (cell, code) in run_to_end(&mut sweep, 1000).into_iter().enumerate() {
                let at = sweep.spec().grid.start(cell as u32 % columns, cell as u32 / columns);
                assert_eq!(
                    outcome(code),
                    alone(&spec, at.array(), goal),
                    "{} from {at:?}",
                    spec["run"]
                );
            }
        }
    }
}

#[test]
fn a_loss_without_a_minimum_needs_a_target() {
    let policy = |goal: &str, least: f64| {
        json!({ "model": "policy", "run": { "rule": "natural-gradient", "chart": "sequential" }, goal: least,
                "grid": { "chart": "sequential", "window": [-1, 1, -1, 1], "size": [4, 4] } })
    };
    let error = sweep(&policy("gap", 0.1)).err().unwrap().to_string();
    assert!(error.starts_with("gap is 0.1; allowed: a target instead"), "{error}");
    let results = run_to_end(&mut sweep(&policy("target", -0.9)).unwrap(), 1000);
    assert!(results.iter().any(|&code| code > 0), "{results:?}");
}

#[test]
fn the_result_does_not_depend_on_the_portions() {
    for rule in ["kl-ball", "adam", "gradient"] {
        let run = json!({ "rule": rule, "chart": "precision" });
        let whole = run_to_end(&mut sweep(&teaching_sweep(&run)).unwrap(), u64::MAX);
        let tried = search_to_end(&teaching_search(&run), u64::MAX);
        for portion in [1, 7, 64] {
            let mut sweep = sweep(&teaching_sweep(&run)).unwrap();
            assert_eq!(run_to_end(&mut sweep, portion), whole);
            assert_eq!(search_to_end(&teaching_search(&run), portion), tried);
        }
    }
}

#[test]
fn no_portion_is_larger_than_asked_and_progress_never_falls_back() {
    let spec = teaching_sweep(&json!({ "rule": "gradient", "chart": "variance" }));
    let mut sweep = sweep(&spec).unwrap();
    let (mut last, mut done) = (0.0, 0);
    assert_eq!((sweep.advance(0), sweep.stride()), (0.0, 0));
    while last < 1.0 {
        let progress = sweep.advance(5);
        let now = sweep.results().iter().filter(|&&code| code != Outcome::Pending.code()).count();
        assert!(progress >= last && now <= done + 5, "each start costs at least one unit");
        assert_eq!(progress, now as f64 / 63.0);
        (last, done) = (progress, now);
    }
    assert_eq!(sweep.advance(10), 1.0);
}

#[test]
fn coarse_starts_come_first_and_the_picture_has_no_holes() {
    let run = json!({ "rule": "natural-gradient", "chart": "variance" });
    let mut spec = teaching_sweep(&run);
    spec["grid"]["size"] = json!([37, 20]);
    let end = run_to_end(&mut sweep(&spec).unwrap(), u64::MAX);
    let (mut sweep, pending) = (sweep(&spec).unwrap(), Outcome::Pending.code());
    let mut strides = vec![];
    while sweep.advance(9) < 1.0 {
        let (results, picture, stride) = (sweep.results(), sweep.picture(), sweep.stride());
        strides.push(stride);
        for (cell, &code) in results.iter().enumerate() {
            let (column, row) = (cell % 37, cell / 37);
            assert!(code == pending || (code == end[cell] && code == picture[cell]));
            let coarse = stride as usize;
            if coarse > 0 {
                assert_ne!(picture[cell], pending);
                let known = column.is_multiple_of(coarse) && row.is_multiple_of(coarse);
                assert!(!known || code != pending, "stride {coarse}, {column}, {row}");
            }
        }
    }
    assert!(strides.iter().filter(|&&s| s > 0).is_sorted_by(|a, b| a >= b));
    assert!(strides.contains(&8) && sweep.stride() == 1 && sweep.picture() == end);
}

#[test]
fn the_shares_of_several_workers_make_up_the_whole_map() {
    let run = json!({ "rule": "geodesic", "chart": "std-dev" });
    let mut spec = teaching_sweep(&run);
    let whole = run_to_end(&mut sweep(&spec).unwrap(), 100);
    for count in [2, 3, 64] {
        let mut merged = vec![Outcome::Pending.code(); whole.len()];
        for share in 0..count {
            spec["share"] = json!([share, count]);
            for (at, code) in run_to_end(&mut sweep(&spec).unwrap(), 100).into_iter().enumerate() {
                if code != Outcome::Pending.code() {
                    assert_eq!(merged[at], Outcome::Pending.code(), "no start twice");
                    merged[at] = code;
                }
            }
        }
        assert_eq!(merged, whole);
    }
}

#[test]
fn every_outcome_has_its_code() {
    let outcomes = |run: Json, window: [f64; 4]| {
        let mut spec = teaching_sweep(&run);
        spec["grid"]["window"] = json!(window);
        run_to_end(&mut sweep(&spec).unwrap(), 1000)
    };
    let has = |codes: &[i32], name: &str| codes.iter().any(|&code| outcome(code) == name);
    let slow = outcomes(json!({ "rule": "gradient", "chart": "variance", "rate": 1e-9 }), WINDOW);
    assert!(has(&slow, "running") && has(&slow, "outside"));
    // A rate too small to change the point: the run is at rest, but has not arrived.
    let still = outcomes(
        json!({ "rule": "gradient", "chart": "variance", "rate": 1e-12 }),
        [1e5, 2e5, 1e5, 2e5],
    );
    assert!(still.iter().all(|&code| outcome(code) == "converged"));
    let far = outcomes(
        json!({ "rule": "natural-gradient", "chart": "precision", "rate": 1e12 }),
        [1e3, 2e3, 1e-9, 2e-9],
    );
    assert!(has(&far, "left-domain"), "{far:?}");
    assert_eq!(Outcome::NAMES.len(), 9);
}

#[test]
fn the_map_of_a_rule_without_charts_is_the_same_in_every_chart() {
    for (entry, rule) in rules().into_iter().filter(|(e, _)| e.invariance == Invariance::Exact) {
        let map = |chart: &str| {
            let mut run = rule.clone();
            run["chart"] = json!(chart);
            run_to_end(&mut sweep(&teaching_sweep(&run)).unwrap(), 1000)
        };
        let first = map("variance");
        for chart in ["precision", "log-std", "natural", "expectation"] {
            assert_eq!(map(chart), first, "{} in {chart}", entry.name);
        }
    }
    let euclidean = |chart| {
        let run = json!({ "rule": "gradient", "chart": chart });
        run_to_end(&mut sweep(&teaching_sweep(&run)).unwrap(), 1000)
    };
    assert_ne!(euclidean("variance"), euclidean("precision"));
}

#[test]
fn a_target_is_a_gap_above_the_least_loss() {
    let case = teaching();
    let least = case.model.loss(case.model.optimum().unwrap());
    let mut spec = teaching_sweep(&json!({ "rule": "mirror", "chart": "variance" }));
    let gap = run_to_end(&mut sweep(&spec).unwrap(), 100);
    spec["gap"] = Json::Null;
    spec["target"] = json!(least + 0.003);
    assert_eq!(run_to_end(&mut sweep(&spec).unwrap(), 100), gap);
}

#[test]
fn the_best_rate_beats_its_neighbours_and_every_rate_that_was_tried() {
    for rule in ["gradient", "natural-gradient", "newton", "momentum", "adam", "kl-ball"] {
        let run = json!({ "rule": rule, "chart": "variance" });
        let (trials, best) = search_to_end(&teaching_search(&run), 500);
        assert!(!best.edge && trials.len() < 100, "{best:?}");
        let key = |t: &Trial| (t.missed, t.steps, t.loss);
        assert!(trials.iter().all(|trial| key(trial) >= key(&best.trial)), "{rule}");
        for factor in [0.5, 0.8, 1.25, 2.0] {
            let mut one = teaching_search(&run);
            one["range"] = json!([factor * best.trial.value, factor * best.trial.value * 1.0001]);
            let beside = &search_to_end(&one, 500).0[0];
            assert!(key(beside) >= key(&best.trial), "{rule}: {beside:?} beats {best:?}");
        }
    }
}

#[test]
fn no_rate_that_is_found_is_worse_than_the_one_that_was_given() {
    // Adam from nine starts: how many of them arrive jumps from one rate to the next.
    let mut spec = json!({ "model": "gaussian", "data": { "set": "cavendish" }, "steps": 200, "gap": 0.001,
        "run": { "rule": "adam", "chart": "variance" },
        "starts": [{ "chart": "variance", "at": [5.2, 0.3] }, { "chart": "variance", "at": [5.6, 0.2] },
                   { "chart": "variance", "at": [5.5, 0.01] }] });
    let key = |t: &Trial| (t.missed, t.steps, t.loss);
    for rate in [0.013, 0.0154, 0.02, 0.0207, 0.03, 0.0851, 0.9] {
        spec["run"]["rate"] = json!(rate);
        let (trials, best) = search_to_end(&spec, 1000);
        assert_eq!(trials[0].value, rate, "the given rate is the first that is tried");
        assert!(key(&best.trial) <= key(&trials[0]), "{rate}: {best:?}");
        // A second search from the result finds the same or something better.
        spec["run"]["rate"] = json!(best.trial.value);
        assert!(key(&search_to_end(&spec, 1000).1.trial) <= key(&best.trial));
    }
    spec["range"] = json!([0.5, 0.6]);
    let (trials, _) = search_to_end(&spec, 1000);
    assert!(
        trials.iter().all(|t| (0.4999..=0.6001).contains(&t.value)),
        "outside it nothing is tried"
    );
}

#[test]
fn a_rate_that_was_given_up_is_worse_than_the_best() {
    let at = |a: f64, b: f64| json!({ "chart": "means", "at": [a, b] });
    let mut given_up = 0;
    for (rule, size) in [("geodesic", "rate"), ("kl-ray", "radius")] {
        let spec = json!({ "model": "mixture", "steps": 40, "gap": 0.001,
            "run": { "rule": rule, "chart": "means" }, "starts": [at(1.4, 4.2), at(2.4, 4.7), at(2.6, 4.3)] });
        let (trials, best) = search_to_end(&spec, 1000);
        assert_eq!(trials, search_to_end(&spec, 7).0);
        let key = |t: &Trial| (t.missed, t.steps, t.loss);
        for trial in &trials {
            let mut alone = spec.clone();
            alone["run"][size] = json!(trial.value);
            alone["range"] = json!([trial.value, trial.value * (1.0 + 1e-9)]);
            let mut search = search(&alone).unwrap();
            while search.trials().is_empty() {
                search.advance(1);
            }
            let whole = &search.trials()[0];
            if trial.status == "given-up" {
                assert!(key(whole) > key(&best.trial), "{rule}: {trial:?} {whole:?}");
                given_up += 1;
            } else {
                assert_eq!(trial, whole);
            }
        }
    }
    assert!(given_up > 20, "{given_up}");
}

#[test]
fn a_search_is_fine_enough_for_counts_that_jump() {
    // The race of the article: between the first rates tried lies a radius with which the ball takes a fifth fewer steps.
    let starts = [
        [0.0, 0.0],
        [0.27, -0.68],
        [-0.22, 0.23],
        [-1.6, 0.66],
        [-3.91, 0.07],
        [-5.8, -2.07],
        [-4.16, -3.59],
        [-1.6, -3.23],
        [-0.09, -1.88],
    ];
    let mut spec = json!({ "model": "logistic", "data": { "set": "oring" }, "steps": 200, "gap": 0.001,
        "run": { "rule": "kl-ball", "chart": "whitened" },
        "starts": starts.map(|at| json!({ "chart": "whitened", "at": at })) });
    let (trials, best) = search_to_end(&spec, 1000);
    assert!(trials.len() < 100, "and does not take twice as long");
    let counts = (0..100).map(|k| {
        let radius = 1e-3 * 10f64.powf(f64::from(k) / 50.0);
        spec["range"] = json!([radius, radius * 1.0001]);
        let trial = &search_to_end(&spec, 1000).0[0];
        (trial.missed, trial.steps)
    });
    let least = counts.min().unwrap();
    assert!((best.trial.missed, best.trial.steps) <= least, "{best:?}, elsewhere {least:?}");
}

#[test]
fn a_natural_gradient_step_of_one_arrives_in_expectation_coordinates() {
    let mut spec = teaching_search(&json!({ "rule": "natural-gradient", "chart": "expectation" }));
    // The last rates tried differ by 0.2 %.
    spec["gap"] = json!(1e-5);
    // At rate 2 a step that leaves the domain is halved, and arrives as well.
    spec["range"] = json!([0.3, 1.7]);
    let (_, best) = search_to_end(&spec, 100);
    assert_eq!((best.option, best.trial.steps, best.trial.missed), ("rate", 2, 0));
    assert!((best.trial.value - 1.0).abs() < 2e-3, "{best:?}");
}

#[test]
fn the_search_goes_beyond_the_range_of_the_slider_unless_a_range_is_given() {
    // σ² is of the order of 6000, and so is a good rate for μ.
    let spec = json!({ "model": "gaussian", "data": { "set": "michelson" }, "steps": 100, "gap": 0.1,
                       "run": { "rule": "gradient", "chart": "variance" },
                       "starts": [{ "chart": "variance", "at": [299900.0, 9000.0] }] });
    let (trials, best) = search_to_end(&spec, 1000);
    assert!(best.trial.value > 100.0 && !best.edge, "{best:?}");
    assert!(trials.len() < 200);
    let mut within = spec.clone();
    within["range"] = json!([1e-4, 10.0]);
    let (trials, best) = search_to_end(&within, 1000);
    assert!(best.edge && best.trial.missed == 1 && best.trial.status == "running", "{best:?}");
    assert!(trials.iter().all(|t| (0.99e-4..=10.1).contains(&t.value)));
}

#[test]
fn the_aim_may_be_the_least_loss_within_a_budget() {
    let mut spec = teaching_search(&json!({ "rule": "gradient", "chart": "variance" }));
    spec["aim"] = json!("loss");
    spec["steps"] = json!(5);
    let (trials, best) = search_to_end(&spec, 100);
    assert!(trials.iter().all(|t| t.loss >= best.trial.loss && t.missed == 2));
    assert!(!best.edge);
}

#[test]
fn the_normalised_specification_gives_the_same_search() {
    let spec = teaching_sweep(&json!({ "rule": "adam", "chart": "variance" }));
    let first = sweep(&spec).unwrap();
    let written = serde_json::to_value(first.spec()).unwrap();
    assert_eq!(written["share"], json!([0, 1]));
    assert_eq!((&written["gap"], &written["target"]), (&json!(0.003), &Json::Null));
    assert_eq!(serde_json::to_value(sweep(&written).unwrap().spec()).unwrap(), written);
    let mut spec = teaching_search(&json!({ "rule": "kl-ball", "chart": "variance" }));
    for aim in ["steps", "loss"] {
        spec["aim"] = json!(aim);
        let written = serde_json::to_value(search(&spec).unwrap().spec()).unwrap();
        assert_eq!(written["gap"].is_null(), aim == "loss");
        assert_eq!(serde_json::to_value(search(&written).unwrap().spec()).unwrap(), written);
    }
}

#[test]
fn what_is_wrong_is_named() {
    let good = teaching_sweep(&json!({ "rule": "gradient", "chart": "variance" }));
    let wrong = |path: &str, bad: Json, message: &str| {
        let mut spec = good.clone();
        *spec.pointer_mut(path).expect("a field of the specification") = bad;
        let error = sweep(&spec).err().expect(path).to_string();
        assert!(error.contains(message), "{error}");
    };
    wrong("/run", Json::Null, "run is missing; allowed: an object");
    wrong("/run/rule", json!("walk"), "run.rule is \"walk\"; allowed: one of gradient");
    wrong("/run/chart", json!("polar"), "run.chart is \"polar\"; allowed: one of variance");
    wrong("/grid", json!(3), "grid is 3; allowed: an object");
    wrong("/grid/window", json!([0, 1, 2]), "grid.window is a list of 3; allowed: four finite");
    wrong("/grid/window", json!([0, 1, 2, 2]), "grid.window is [0, 1, 2, 2]");
    wrong(
        "/grid/size",
        json!([1, 513]),
        "grid.size[1] is 513; allowed: a whole number from 1 to 512",
    );
    wrong("/gap", json!(0), "gap is 0; allowed: a number from 1e-12 to 1e12");
    wrong("/steps", json!(1e9), "steps is 1000000000; allowed: a whole number from 1 to 100000");
    let mut spec = good.clone();
    spec["share"] = json!([2, 2]);
    assert!(sweep(&spec).err().unwrap().to_string().contains("share is [2, 2]"));
    spec = good.clone();
    spec["target"] = json!(1);
    assert!(sweep(&spec).err().unwrap().to_string().contains("either gap or target, not both"));
    spec = good;
    spec["run"]["batch"] = json!({ "size": 3 });
    assert!(sweep(&spec).err().unwrap().to_string().contains("run.batch is an object"));
}

#[test]
fn what_is_wrong_with_a_search_is_named() {
    let good = teaching_search(&json!({ "rule": "gradient", "chart": "variance" }));
    let wrong = |field: &str, bad: Json, message: &str| {
        let mut spec = good.clone();
        spec[field] = bad;
        let error = search(&spec).err().expect(field).to_string();
        assert!(error.contains(message), "{error}");
    };
    wrong("starts", json!([]), "starts is a list of 0; allowed: a list of 1 to 100 starts");
    let outside = json!([{ "chart": "variance", "at": [0, -1] }]);
    wrong(
        "starts",
        outside,
        "starts[0].at is [0, -1]; allowed: a point of the chart variance: σ² > 0",
    );
    wrong("aim", json!("fun"), "aim is \"fun\"; allowed: one of steps, loss");
    wrong("range", json!([1, 1]), "range is [1, 1]; allowed: two numbers");
    wrong("range", json!([0, 1]), "range is [0, 1]; allowed: two numbers");
    let mut spec = good.clone();
    spec["aim"] = json!("loss");
    spec["gap"] = json!(0.1);
    assert!(
        search(&spec).err().unwrap().to_string().contains("gap is 0.1; allowed: no such field")
    );
}
