//! Learning from one observation at a time: which rules attain the Cramér–Rao
//! bound, and what difference the order of the data makes.

use crate::common::value;
use kl_ball::catalog::MODELS;
use kl_ball::data::Kind;
use kl_ball::online::{OnlineLearning, OnlineSpec, Outcome, Spread};
use serde_json::{Value as Json, json};

fn learners(spec: &Json) -> OnlineLearning {
    OnlineLearning::new(OnlineSpec::read(value(spec)).unwrap()).unwrap()
}

fn outcome(spec: &Json) -> Outcome {
    let mut learners = learners(spec);
    learners.advance(u64::MAX);
    assert_eq!(learners.outcome().done, learners.spec().seeds);
    learners.outcome()
}

fn last(outcome: &Outcome) -> &Spread {
    outcome.spreads.last().unwrap()
}

fn gaussian(run: &Json) -> Json {
    json!({ "model": "gaussian", "data": { "set": "teaching" }, "run": run, "delay": 10,
            "start": { "chart": "std-dev", "at": [1.0, 1.0] }, "observations": 2000, "seeds": 400 })
}

fn logistic(run: &Json) -> Json {
    json!({ "model": "logistic", "data": { "set": "oring" }, "run": run, "delay": 50,
            "start": { "chart": "whitened", "at": [-0.5, -0.5] }, "observations": 1000, "seeds": 150 })
}

fn natural(chart: &str) -> Json {
    json!({ "rule": "natural-gradient", "rate": 1, "schedule": "inverse-time", "chart": chart })
}

fn plain(chart: &str, rate: f64) -> Json {
    json!({ "rule": "gradient", "rate": rate, "schedule": "inverse-time", "chart": chart })
}

/// In every chart (Amari 1998), up to the statistical error of 400 learners.
#[test]
fn natural_gradient_attains_the_bound() {
    for chart in ["variance", "std-dev", "log-std", "expectation"] {
        let found = outcome(&gaussian(&natural(chart)));
        let Spread { variance: [a, _, c], excess, time, .. } = *last(&found);
        let [bound_a, _, bound_c] = found.bound;
        assert_eq!((time, found.stopped), (2000, 0));
        for ratio in [a / bound_a, c / bound_c, excess] {
            assert!((0.8..1.25).contains(&ratio), "{chart} {ratio} {found:?}");
        }
    }
}

/// Theory: a rate `c/t` leaves the variance `c²λ/(2cλ − 1)` where the bound is
/// `1/λ`. With `c = 3` and the eigenvalues `1/S` and `2/S` that is 1.24 and 2.07
/// times the bound.
#[test]
fn plain_gradient_does_not_attain_the_bound() {
    // The learners start at the true parameters with short steps. A long first
    // step to a small σ could not be made up for by any number of observations.
    let mut spec = gaussian(&plain("std-dev", 3.0));
    spec["start"]["at"] = json!([1.45, 1.299_038]);
    spec["delay"] = json!(200);
    let found = outcome(&spec);
    let [a, _, c] = last(&found).variance;
    let [bound_a, _, bound_c] = found.bound;
    for (variance, bound, eigenvalue) in [(a, bound_a, 1.0 / 1.6875), (c, bound_c, 2.0 / 1.6875)] {
        let expected = (3.0 * eigenvalue) * (3.0 * eigenvalue) / (2.0 * 3.0 * eigenvalue - 1.0);
        // The delay makes all steps shorter, here to this share.
        let ratio = variance / bound * 2200.0 / 2000.0;
        assert!((ratio / expected - 1.0).abs() < 0.2, "{ratio} {expected}");
    }
    // With `c` below 1/(2λ) the learners are still far from the truth.
    let slow = outcome(&gaussian(&plain("std-dev", 0.2)));
    assert!(last(&slow).excess > 5.0, "{:?}", last(&slow));
}

#[test]
fn labels_can_be_drawn_from_a_logistic_model_as_well() {
    let of_all = outcome(&logistic(&natural("whitened")));
    assert!((0.75..1.35).contains(&last(&of_all).excess), "{of_all:?}");
    // The Fisher matrix needs the inputs only, not the labels.
    let mut spec = logistic(&natural("whitened"));
    spec["unlabelled"] = json!(60);
    let unlabelled = outcome(&spec);
    assert!((0.75..1.4).contains(&last(&unlabelled).excess), "{unlabelled:?}");
    let plain = outcome(&logistic(&plain("whitened", 1.0)));
    assert!(last(&plain).excess > 1.5 * last(&of_all).excess, "{plain:?}");
}

/// In expectation coordinates natural gradient at rate 1/t computes the mean of
/// the data, in whatever order. Plain gradient depends most on the last ones.
#[test]
fn the_order_of_the_data_matters_to_the_plain_gradient() {
    let shuffled = |run: &Json| {
        let mut spec = gaussian(run);
        spec["order"] = json!("shuffled");
        spec["seeds"] = json!(50);
        spec["delay"] = json!(1);
        outcome(&spec)
    };
    let (natural, plain) = (shuffled(&natural("expectation")), shuffled(&plain("std-dev", 1.0)));
    assert_eq!((last(&natural).time, natural.done), (8, 50));
    let spread = |of: &Outcome| last(of).variance[0] + last(of).variance[2];
    assert!(spread(&natural) < 1e-12, "{natural:?}");
    assert!(spread(&plain) > 1e-3, "{plain:?}");
}

#[test]
fn the_result_does_not_depend_on_the_portions() {
    let mut spec = gaussian(&natural("variance"));
    spec["observations"] = json!(20);
    spec["seeds"] = json!(10);
    let (mut whole, mut parts) = (learners(&spec), learners(&spec));
    assert_eq!(parts.outcome().done, 0);
    whole.advance(10);
    for _ in 0..4 {
        parts.advance(3);
    }
    assert_eq!(parts.ends(), whole.ends());
    assert_eq!(parts.outcome(), whole.outcome());
    let times: Vec<u64> = whole.outcome().spreads.iter().map(|spread| spread.time).collect();
    assert_eq!(times, [1, 2, 4, 8, 16, 20]);
    let written = serde_json::to_string(whole.spec()).unwrap();
    assert_eq!(
        serde_json::to_string(learners(&serde_json::from_str(&written).unwrap()).spec()).unwrap(),
        written
    );
}

#[test]
fn wrong_fields_are_refused_by_name() {
    let with = |field: &str, wrong: Json| {
        let mut spec = gaussian(&natural("variance"));
        spec[field] = wrong;
        let read = OnlineSpec::read(value(&spec)).and_then(OnlineLearning::new);
        read.err().map(|error| error.to_string()).unwrap()
    };
    assert_eq!(
        with("order", json!("random")),
        "order is \"random\"; allowed: one of fresh, shuffled"
    );
    assert_eq!(with("seeds", json!(0)), "seeds is 0; allowed: a whole number from 1 to 100000");
    assert_eq!(
        with("truth", json!([1, -1])),
        "truth is [1, -1]; allowed: a point that the chart variance can hold"
    );
    let batch = json!({ "rule": "gradient", "chart": "variance", "batch": {} });
    assert_eq!(
        with("run", batch),
        "run.batch is a batch; allowed: nothing: observations come one at a time"
    );
    assert!(
        with("start", json!({ "chart": "variance", "at": [0, -1] }))
            .starts_with("start.at is [0, -1]")
    );
    let long = json!({ "model": "gaussian", "start": { "chart": "variance", "at": [5, 1] },
        "run": natural("variance"), "observations": 1_000_000, "unlabelled": 1000 });
    let error = OnlineSpec::read(value(&long)).and_then(OnlineLearning::new).err().unwrap();
    assert_eq!(
        error.to_string(),
        "observations is 1000000; allowed: at most 50000 with 1000 inputs"
    );
    let policy = json!({ "model": "policy", "start": { "chart": "sequential", "at": [0, 0] },
        "run": natural("sequential"), "truth": [0, 0] });
    let error = OnlineSpec::read(value(&policy)).and_then(OnlineLearning::new).err().unwrap();
    assert!(error.to_string().starts_with("model is \"policy\""), "{error}");
}

/// Learners see one observation at a time, which not every model has.
#[test]
fn what_is_allowed_is_what_can_be_learnt_and_nothing_else() {
    for model in MODELS {
        let chart = model.charts[0].name;
        let spec = json!({ "model": model.name, "start": { "chart": chart, "at": [0.5, 1.0] },
            "run": { "rule": "gradient", "rate": 0.1, "chart": chart }, "observations": 5, "seeds": 2,
            "truth": [0.4, 1.2] });
        let made = OnlineSpec::read(value(&spec)).and_then(OnlineLearning::new);
        let can = matches!(model.takes, Kind::Numbers | Kind::Labelled);
        assert_eq!(made.is_ok(), can, "{}", model.name);
        if let Err(error) = made {
            let text = error.to_string();
            assert!(text.starts_with(&format!("model is \"{}\"; allowed: ", model.name)), "{text}");
            for other in MODELS {
                let named = text.split("; allowed: ").nth(1).unwrap().contains(other.name);
                let expected = matches!(other.takes, Kind::Numbers | Kind::Labelled);
                assert_eq!(named, expected, "{text}");
            }
        }
    }
}
