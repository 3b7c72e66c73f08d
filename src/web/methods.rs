//! The methods of the JavaScript classes, one line each: name and arguments, the reader
//! of each argument (see [`Given`]), and the call that gives the result.

// A method without a result passes the unit value on, so that it is one line as well.
#![allow(clippy::unit_arg)]

use wasm_bindgen::JsValue;

use super::given::Given;
use super::write::{floats, list, number, outline, pair, points, record, text, truth, with_points};
use crate::ball::Precision;
use crate::batch::LARGEST_SEED;
use crate::catalog::CATALOG;
use crate::error::Invalid;
use crate::experiment::Experiment;
use crate::figure;
use crate::specification::{MOST_STEPS, RuleSpec, most_steps};
use crate::workbench::{self, MOST_DRAWS, MOST_POINTS, Workbench};

/// The result of a call.
pub type Answer = Result<JsValue, Invalid>;

/// Counts of points that an outline may have.
const OUTLINE: [u64; 2] = [3, MOST_POINTS];
/// The same for the ball of a step, which is drawn again in every frame.
const OUTLINE_OF_STEP: [u64; 2] = [3, 10_000];
const DRAWS: [u64; 2] = [0, MOST_DRAWS];
const BATCH: [u64; 2] = [1, MOST_DRAWS];
const SEEDS: [u64; 2] = [0, LARGEST_SEED];
const STEPS: [u64; 2] = [0, MOST_STEPS];

/// Writes a function that finds a method by its name, reads its arguments and calls it.
macro_rules! methods {
    ($(
        $(#[$doc:meta])* $ask:ident($($subject:ident: $kind:ty)?) {
            $($name:ident($($argument:ident: $reader:ident $(($($limit:expr),*))?),*) => $answer:expr;)*
        }
    )*) => {
        $($(#[$doc])* pub fn $ask($($subject: $kind,)? method: &str, given: &mut Given) -> Answer {
            match method {
                $(stringify!($name) => {
                    $(let $argument = given.$reader(stringify!($argument) $($(, $limit)*)?);)*
                    given.check()?;
                    Ok($answer)
                })*
                _ => Err(Invalid::new("the method", method, "a method of this class")),
            }
        })*
    };
}
#[cfg(feature = "long-work")]
pub(super) use methods;

methods! {
    /// Functions that belong to no object.
    page() {
        catalog() => record(&CATALOG);
        ellipse(form: numbers, radius: number, count: whole(OUTLINE)) =>
            floats(&workbench::ellipse(&form, radius, count)?);
    }

    model(model: &Workbench) {
        spec() => record(model.spec());
        observations() => floats(&model.spec().observations());
        labels() => floats(&model.spec().labels());
        axis() => pair(figure::axis(model));
        target() => model.spec().target_data().map(|target| record(&target)).into();
        convert(theta: pair, from: text, to: text) => pair(model.convert(theta, &from, &to)?);
        contains(theta: pair_of_any, chart: text) => truth(model.contains(theta, &chart)?);
        inspect(theta: pair, chart: text) => record(&model.inspect(theta, &chart)?);
        kl(p: pair, q: pair, chart: text) => number(model.kl(p, q, &chart)?);
        quadratic(p: pair, q: pair, chart: text) => number(model.quadratic(p, q, &chart)?);
        along(p: pair, q: pair, chart: text, shares: numbers) =>
            floats(model.along(p, q, &chart, &shares)?.as_flattened());
        affine(theta: pair, chart: text, scale: number, shift: number) =>
            pair(model.affine(theta, &chart, scale, shift)?);
        rescaled(scale: number, shift: number) => record(model.rescaled(scale, shift)?.spec());
        integrand(p: pair, q: pair, chart: text, xs: numbers) =>
            floats(&model.integrand(p, q, &chart, &xs)?);
        scores(
            theta: pair, chart: text, labels: text,
            count: whole_if(labels == "model", BATCH), seed: whole_if(labels == "model", SEEDS)
        ) => {
            let found = model.scores(theta, &chart, &labels, count, seed)?;
            let scores: Vec<_> = found.points.iter().map(|score| score.array()).collect();
            with_points(record(&found), scores.as_flattened())
        };
        distance(p: pair, q: pair, chart: text) => model.distance(p, q, &chart)?.into();
        optimum(chart: text) => model.optimum(&chart)?.map(pair).into();
        unbounded() => model.unbounded()?.map(text).into();
        optima(chart: text) => record(&model.optima(&chart)?);
        targetDensity(xs: numbers) => floats(&model.target_density(&xs)?);
        targetIntegrands(theta: pair, chart: text, xs: numbers) =>
            floats(model.target_integrands(theta, &chart, &xs)?.as_flattened());
        minimumAt(theta: pair, chart: text, gap: number) =>
            model.minimum_at(theta, &chart, gap)?.map(f64::from).into();
        start(chart: text) => pair(model.start(&chart)?);
        towards(from: pair, to: pair, chart: text, shown: names) =>
            pair(model.towards(from, to, &chart, &shown)?);
        step(rule: value, theta: pair, chart: text) =>
            record(&model.step(&RuleSpec::read(rule)?, theta, &chart)?);
        ball(kind: text, center: pair, radius: number, count: whole(OUTLINE), chart: text) =>
            floats(&model.ball(&kind, center, radius, count, &chart)?);
        balls(kind: text, centers: points_of_any, radius: number, count: whole(OUTLINE), chart: text) =>
            list(model.balls(&kind, &centers, radius, count, &chart)?, |points| outline(&points));
        discCosts(centers: points_of_any, radius: number, chart: text) =>
            floats(model.disc_costs(&centers, radius, &chart)?.as_flattened());
        metrics(points: points_of_any, chart: text) =>
            floats(model.metrics(&points, &chart)?.as_flattened());
        gradients(points: points_of_any, chart: text) =>
            floats(model.gradients(&points, &chart)?.as_flattened());
        convertAll(points: points_of_any, from: text, to: text) =>
            floats(model.convert_all(&points, &from, &to)?.as_flattened());
        density(theta: pair, chart: text, xs: numbers) => floats(&model.density(theta, &chart, &xs)?);
        sample(theta: pair, chart: text, count: whole(DRAWS), seed: whole(SEEDS)) =>
            floats(&model.sample(theta, &chart, count, seed)?);
        episodes(theta: pair, chart: text, size: whole(BATCH), seed: whole(SEEDS), step: whole(SEEDS)) =>
            floats(&model.episodes(theta, &chart, size, seed, step)?);
        informative(theta: pair, chart: text, size: whole(BATCH)) =>
            number(model.informative(theta, &chart, size)?);
        advanceNodes(most: whole(STEPS)) => truth(model.advance_nodes(most));
    }

    experiment(experiment: &mut Experiment) {
        spec() => record(experiment.spec());
        plan() => record(&experiment.spec().plan());
        advance(count: whole([0, most_steps(experiment.runs().len())])) =>
            nothing(experiment.advance(count)?);
        reset() => nothing(experiment.reset());
        startAt(at: pair, chart: text) => nothing(experiment.start_at(at, &chart)?);
        trajectory(run: index(runs(experiment)), chart: text) =>
            points(&experiment.trajectory(run, &chart)?);
        trajectories(chart: text) => list(experiment.trajectories(&chart)?, |path| points(&path));
        series(run: index(runs(experiment)), name: text) => experiment.read_series(run, &name, floats)?;
        metric(run: index(runs(experiment)), index: index(places(experiment, run))) =>
            experiment.metric(run, index)?.map(|form| record(&form.0)).into();
        ball(
            run: index(runs(experiment)), index: index(places(experiment, run)),
            count: index(OUTLINE_OF_STEP), chart: text
        ) => outline(&experiment.ball(run, index, count, &chart, Precision::Exact)?);
        quickBall(
            run: index(runs(experiment)), index: index(places(experiment, run)),
            count: index(OUTLINE_OF_STEP), chart: text
        ) => outline(&experiment.ball(run, index, count, &chart, Precision::Drawn)?);
        apart(run: index(runs(experiment)), other: index(runs(experiment)), index: index(STEPS)) =>
            number(experiment.distance_between(run, other, index)?);
        status(run: index(runs(experiment))) => text(experiment.run(run)?.status().name());
    }
}

/// The numbers of an experiment's runs.
fn runs(experiment: &Experiment) -> [u64; 2] {
    [0, experiment.runs().len() as u64 - 1]
}

/// The numbers of the points of a run, which exists.
fn places(experiment: &Experiment, run: usize) -> [u64; 2] {
    [0, experiment.runs()[run].steps()]
}

/// The answer of a method that has none.
pub(super) fn nothing((): ()) -> JsValue {
    JsValue::UNDEFINED
}
