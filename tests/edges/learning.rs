//! Maps, searches for a rate, many seeds and online learning at the edges of double precision.

use kl_ball::monte_carlo::{MonteCarlo, MonteCarloSpec};
use kl_ball::numeric::random::Random;
use kl_ball::online::{OnlineLearning, OnlineSpec};
use kl_ball::sweep::Outcome;
use kl_ball::{Invalid, RateSearch, RateSearchSpec, Sweep, SweepSpec};
use serde_json::{Value as Json, json};

use super::inputs::{self, Built, coordinate, one, run, sizes};
use crate::common::*;

/// A model, a run with steps of any size, and a point: its start or anywhere.
fn case(random: &mut Random, models: &[Built]) -> (Json, Json, &'static str, [f64; 2]) {
    let model = one(random, models);
    let chart = one(random, model.entry.charts).name;
    let (entry, rule) = one(random, &rules_of(model.entry)).clone();
    let size = *one(random, &sizes(entry));
    let start = model.start(chart);
    let anywhere = [coordinate(random), coordinate(random)];
    let at = if random.below(2) == 0 { start } else { anywhere };
    (model.spec.clone(), run(entry, &rule, size, chart), chart, at)
}

fn with(spec: &Json, more: Json) -> Json {
    let mut spec = spec.clone();
    let Json::Object(more) = more else { panic!("an object") };
    spec.as_object_mut().unwrap().extend(more);
    spec
}

/// What was built, or `None` if one of these fields was refused.
fn built<T>(found: Result<T, Invalid>, fields: &[&str], spec: &Json) -> Option<T> {
    match found {
        Ok(built) => Some(built),
        Err(error) => {
            assert!(fields.contains(&error.field.as_str()), "{spec}: {error}");
            None
        }
    }
}

#[test]
fn every_start_of_a_map_has_an_outcome() {
    let (mut random, models) = (Random::seeded(41), inputs::built());
    for _ in 0..700 {
        let (model, run, chart, [x, y]) = case(&mut random, &models);
        let [width, height] = [coordinate(&mut random).abs(), coordinate(&mut random).abs()];
        let grid =
            json!({ "chart": chart, "window": [x, x + width, y - height, y], "size": [3, 3] });
        let spec = with(&model, json!({ "run": run, "grid": grid, "target": 0.5, "steps": 8 }));
        let sweep = SweepSpec::read(value(&spec)).and_then(Sweep::new);
        let fields = ["grid.window", "grid.window[1]", "grid.window[2]"];
        let Some(mut sweep) = built(sweep, &fields, &spec) else { continue };
        sweep.advance(9 * 9);
        assert_eq!(sweep.progress(), 1.0, "{spec}");
        assert!(!sweep.results().contains(&Outcome::Pending.code()), "{spec}");
        assert_eq!(sweep.picture(), sweep.results());
    }
}

#[test]
fn a_search_tries_its_rates_and_ends() {
    let (mut random, models) = (Random::seeded(42), inputs::built());
    for _ in 0..150 {
        let (model, mut run, chart, at) = case(&mut random, &models);
        // The option that is searched for has its default.
        run.as_object_mut().unwrap().retain(|name, _| name != "rate" && name != "radius");
        let starts = json!([{ "chart": chart, "at": at }]);
        let aim = json!({ "run": run, "starts": starts, "aim": "loss", "steps": 4 });
        let spec = with(&model, aim);
        let search = RateSearchSpec::read(value(&spec)).and_then(RateSearch::new);
        let Some(mut search) = built(search, &["starts[0].at"], &spec) else { continue };
        // At most a thousand rates in either direction, and the sections of the last bracket.
        search.advance(5 * 2100);
        assert_eq!(search.progress(), 1.0, "{spec}");
        let best = search.best().unwrap();
        assert!(best.trial.value > 0.0 && best.trial.loss.is_finite(), "{spec}: {best:?}");
    }
}

#[test]
fn every_seed_ends_with_a_loss_and_every_learner_somewhere() {
    let (mut random, models) = (Random::seeded(43), inputs::built());
    for _ in 0..700 {
        let (model, run, chart, at) = case(&mut random, &models);
        let start = json!({ "chart": chart, "at": at });
        let mut on_batches = run.clone();
        on_batches["batch"] = json!({ "size": 3, "seed": 5 });
        let spec = with(
            &model,
            json!({ "run": on_batches, "start": start, "steps": 6, "seeds": 4, "success": 0.5 }),
        );
        let trials = MonteCarloSpec::read(value(&spec)).and_then(MonteCarlo::new);
        if let Some(mut trials) = built(trials, &["start.at", "run.batch"], &spec) {
            trials.advance(4);
            let tally = trials.tally();
            assert_eq!((tally.done, tally.total), (4, 4));
            assert_eq!(tally.statuses.iter().map(|(_, count)| count).sum::<u64>(), 4, "{spec}");
            let losses = trials.quantiles(&[0.0, 0.5, 1.0]).unwrap();
            assert!(losses.iter().all(|loss| loss.is_finite()), "{spec}: {losses:?}");
        }
        let truth = json!([coordinate(&mut random), coordinate(&mut random)]);
        let truth = if random.below(2) == 0 { truth } else { Json::Null };
        let online =
            json!({ "run": run, "start": start, "truth": truth, "observations": 9, "seeds": 2 });
        let spec = with(&model, online);
        let learning = OnlineSpec::read(value(&spec)).and_then(OnlineLearning::new);
        let fields = ["start.at", "truth", "model"];
        let Some(mut learning) = built(learning, &fields, &spec) else { continue };
        learning.advance(2);
        let outcome = learning.outcome();
        assert_eq!(outcome.done, 2);
        assert!(learning.ends().iter().all(|end| end.is_finite()), "{spec}");
        assert!(outcome.bound.iter().all(|entry| entry.is_finite()), "{spec}");
        // Squares in the units of a chart may overflow; distances do not.
        let bias = outcome.spreads.iter().flat_map(|spread| spread.bias);
        assert!(bias.into_iter().all(|b| b.is_finite()), "{spec}");
    }
}
