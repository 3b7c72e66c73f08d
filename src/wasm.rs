//! The boundary to JavaScript: types converted, errors thrown, nothing computed.
//!
//! What crosses is one object of one kind, [`Core`], with one method that takes
//! a name and a list. The classes that a page sees, with a method for each name,
//! are written in `wasm.js` and described in `wasm.d.ts`. Measured, gzipped: an
//! export for each method, with the taking apart of its arguments, made the core
//! 6 kB larger, and what wasm-bindgen writes around it 3 kB.

mod given;
mod memory;
mod read;
mod write;

use std::cell::RefCell;

use js_sys::{Array, Error, Float64Array, Int32Array, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::batch::LARGEST_SEED;
use crate::catalog::CATALOG;
use crate::error::Invalid;
use crate::experiment::{Experiment, Series};
use crate::figure::{AxesFigure, DensityFigure, Fine, PlaneFigure, Style};
use crate::geometry::Point;
use crate::monte_carlo::{MonteCarlo, MonteCarloSpec};
use crate::online::{OnlineLearning, OnlineSpec};
use crate::specification::{ExperimentSpec, MOST_STEPS, ModelSpec, RuleSpec, called, most_steps};
use crate::sweep::{Outcome, RateSearch, RateSearchSpec, Sweep, SweepSpec};
use crate::workbench::{self, MOST_DRAWS, MOST_POINTS, Workbench};
use given::Given;

/// Most points of the boundary of a step's ball.
const MOST_POINTS_OF_STEP: u64 = 10_000;

type Answer = Result<JsValue, Invalid>;

/// What an object of one of the page's classes stands for.
#[wasm_bindgen]
pub struct Core(RefCell<Subject>);

enum Subject {
    /// None of them: what a page asks that is about no object.
    Page,
    Model(Workbench),
    Experiment(Experiment),
    Sweep(Sweep),
    RateSearch(RateSearch),
    MonteCarlo(MonteCarlo),
    OnlineLearning(OnlineLearning),
}

#[wasm_bindgen]
impl Core {
    /// An object of this class, built from its specification.
    #[wasm_bindgen(constructor)]
    pub fn new(class: &str, spec: &JsValue) -> Result<Core, Error> {
        let subject = Subject::new(class, spec).map_err(thrown)?;
        Ok(Core(RefCell::new(subject)))
    }

    /// What a method of its class gives for a list of arguments.
    pub fn call(&self, method: &str, list: &JsValue) -> Result<JsValue, Error> {
        // Read first: whatever runs while an argument is looked at may call again.
        let mut given = Given::new(list);
        let answer = match &mut *self.0.borrow_mut() {
            Subject::Page => ask_page(method, &given),
            Subject::Model(model) => ask_model(model, method, &mut given),
            Subject::Experiment(experiment) => ask_experiment(experiment, method, &given),
            Subject::Sweep(sweep) => ask_sweep(sweep, method, &given),
            Subject::RateSearch(search) => ask_search(search, method, &given),
            Subject::MonteCarlo(trial) => ask_monte_carlo(trial, method, &given),
            Subject::OnlineLearning(online) => ask_online(online, method, &given),
        };
        given.check().and(answer).map_err(thrown)
    }

    /// Draws the backdrop of a view; returns its frame.
    pub fn draw(
        &self,
        view: &str,
        canvas: HtmlCanvasElement,
        list: &JsValue,
    ) -> Result<JsValue, Error> {
        let mut given = Given::new(list);
        let frame = match &*self.0.borrow() {
            Subject::Page => draw_axes(canvas, &mut given),
            Subject::Model(model) if view == "plane" => draw_plane(model, canvas, &mut given),
            Subject::Model(model) => draw_density(model, canvas, &mut given),
            _ => Err(Invalid::new("model", "another object", "a Model").into()),
        };
        frame.map_err(|sentence| Error::new(&sentence))
    }
}

impl Subject {
    fn new(class: &str, spec: &JsValue) -> Result<Self, Invalid> {
        let spec = read::value(spec);
        Ok(match class {
            "Page" => Self::Page,
            "Model" => Self::Model(Workbench::new(ModelSpec::read(spec)?)?),
            "Experiment" => Self::Experiment(Experiment::new(ExperimentSpec::read(spec)?)?),
            "Sweep" => Self::Sweep(Sweep::new(SweepSpec::read(spec)?)?),
            "RateSearch" => Self::RateSearch(RateSearch::new(RateSearchSpec::read(spec)?)?),
            "MonteCarlo" => Self::MonteCarlo(MonteCarlo::new(MonteCarloSpec::read(spec)?)?),
            _ => Self::OnlineLearning(OnlineLearning::new(OnlineSpec::read(spec)?)?),
        })
    }
}

fn ask_page(method: &str, given: &Given) -> Answer {
    match method {
        // Everything a menu needs: models with charts and data sets, rules with options.
        "catalog" => Ok(write::to_js(&CATALOG)),
        // The names behind the codes −1, −2, … of a sweep's results.
        "outcomes" => Ok(write::to_js(&Outcome::NAMES)),
        // The ellipse `sᵀM⁻¹s = radius²` of a second moment.
        "ellipse" => {
            let (form, radius) = (given.numbers("form"), given.number("radius"));
            let count = given.whole("count", [3, MOST_POINTS]);
            Ok(floats(&workbench::ellipse(&form, radius, count)?))
        }
        _ => Err(unknown(method)),
    }
}

fn ask_model(model: &Workbench, method: &str, given: &mut Given) -> Answer {
    match method {
        "spec" => Ok(write::to_js(model.spec())),
        "observations" => Ok(floats(&model.spec().observations())),
        "labels" => Ok(floats(&model.spec().labels())),
        "convert" => {
            let (theta, from) = (given.pair("theta"), given.text("from"));
            model.convert(theta, from, given.text("to")).map(pair)
        }
        "contains" => {
            let theta = given.pair_of_any("theta");
            model.contains(theta, given.chart()).map(JsValue::from_bool)
        }
        "inspect" => {
            let theta = given.pair("theta");
            Ok(write::to_js(&model.inspect(theta, given.chart())?))
        }
        "kl" => {
            let (p, q) = (given.pair("p"), given.pair("q"));
            model.kl(p, q, given.chart()).map(JsValue::from_f64)
        }
        "quadratic" => {
            let (p, q) = (given.pair("p"), given.pair("q"));
            model.quadratic(p, q, given.chart()).map(JsValue::from_f64)
        }
        "along" => {
            let (p, q, chart) = (given.pair("p"), given.pair("q"), given.chart());
            let found = model.along(p, q, chart, &given.numbers("shares"))?;
            Ok(floats(found.as_flattened()))
        }
        "affine" => {
            let (theta, chart) = (given.pair("theta"), given.chart());
            let (scale, shift) = (given.number("scale"), given.number("shift"));
            model.affine(theta, chart, scale, shift).map(pair)
        }
        // The page makes a model of it.
        "rescaled" => {
            let (scale, shift) = (given.number("scale"), given.number("shift"));
            Ok(write::to_js(model.rescaled(scale, shift)?.spec()))
        }
        "integrand" => {
            let (p, q, chart) = (given.pair("p"), given.pair("q"), given.chart());
            Ok(floats(&model.integrand(p, q, chart, &given.numbers("xs"))?))
        }
        "scores" => scores(model, given),
        "distance" => {
            let (p, q) = (given.pair("p"), given.pair("q"));
            Ok(model.distance(p, q, given.chart())?.into())
        }
        "optimum" => Ok(model.optimum(given.chart())?.map_or(JsValue::UNDEFINED, pair)),
        "start" => model.start(given.chart()).map(pair),
        "towards" => {
            let (from, to) = (given.pair("from"), given.pair("to"));
            model.towards(from, to, given.chart()).map(pair)
        }
        "step" => {
            let rule = RuleSpec::read(given.take())?;
            let theta = given.pair("theta");
            Ok(write::to_js(&model.step(&rule, theta, given.chart())?))
        }
        "ball" => {
            let (kind, center) = (given.text("kind"), given.pair("center"));
            let (radius, count) = (given.number("radius"), given.whole("count", [3, MOST_POINTS]));
            let ball = model.ball(kind, center, radius, count, given.chart())?;
            Ok(floats(&ball))
        }
        "density" => {
            let (theta, chart) = (given.pair("theta"), given.chart());
            Ok(floats(&model.density(theta, chart, &given.numbers("xs"))?))
        }
        "sample" => {
            let (theta, chart) = (given.pair("theta"), given.chart());
            let (count, seed) =
                (given.whole("count", [0, MOST_DRAWS]), given.whole("seed", [0, LARGEST_SEED]));
            Ok(floats(&model.sample(theta, chart, count, seed)?))
        }
        "episodes" => {
            let (theta, chart) = (given.pair("theta"), given.chart());
            let size = given.whole("size", [1, MOST_DRAWS]);
            let (seed, step) =
                (given.whole("seed", [0, LARGEST_SEED]), given.whole("step", [0, LARGEST_SEED]));
            Ok(floats(&model.episodes(theta, chart, size, seed, step)?))
        }
        "informative" => {
            let (theta, chart) = (given.pair("theta"), given.chart());
            let size = given.whole("size", [1, MOST_DRAWS]);
            model.informative(theta, chart, size).map(JsValue::from_f64)
        }
        _ => Err(unknown(method)),
    }
}

fn scores(model: &Workbench, given: &Given) -> Answer {
    let (theta, chart, labels) = (given.pair("theta"), given.chart(), given.text("labels"));
    let [mut count, mut seed] = [0; 2];
    if labels == "model" {
        count = given.whole("count", [1, MOST_DRAWS]);
        seed = given.whole("seed", [0, LARGEST_SEED]);
    }
    let found = model.scores(theta, chart, labels, count, seed)?;
    let mut points = Vec::with_capacity(2 * found.points.len());
    for score in &found.points {
        points.extend_from_slice(&score.array());
    }
    let record = write::to_js(&found);
    // A record that was just made refuses nothing.
    let _ = Reflect::set(&record, &"points".into(), &floats(&points));
    Ok(record)
}

fn ask_experiment(experiment: &mut Experiment, method: &str, given: &Given) -> Answer {
    match method {
        "spec" => Ok(write::to_js(experiment.spec())),
        "advance" => {
            let most = most_steps(experiment.runs().len());
            experiment.advance(given.whole("count", [0, most]))?;
            Ok(JsValue::UNDEFINED)
        }
        "reset" => {
            experiment.reset();
            Ok(JsValue::UNDEFINED)
        }
        "startAt" => {
            let (at, chart) = (given.pair("at"), given.chart());
            given.check()?;
            experiment.start_at(at, chart)?;
            Ok(JsValue::UNDEFINED)
        }
        "trajectory" => {
            let run = given.run("run", experiment);
            Ok(flat(&experiment.trajectory(run, given.chart())?))
        }
        "trajectories" => {
            let (chart, all) = (given.chart(), Array::new());
            for run in 0..experiment.runs().len() {
                all.push(&flat(&experiment.trajectory(run, chart)?));
            }
            Ok(all.into())
        }
        "series" => {
            let run = given.run("run", experiment);
            let name = given.text("name");
            let &(_, series) = called(name, "name", &Series::NAMES)?;
            Ok(floats(&experiment.run(run)?.series(series)))
        }
        "metric" => {
            let run = given.run("run", experiment);
            let index = given.point("index", experiment, run);
            let form = experiment.metric(run, index)?;
            Ok(form.map_or(JsValue::UNDEFINED, |form| write::to_js(&form.0)))
        }
        "ball" => {
            let run = given.run("run", experiment);
            let index = given.point("index", experiment, run);
            let count = given.whole("count", [3, MOST_POINTS_OF_STEP]) as usize;
            let points = experiment.ball(run, index, count, given.chart())?;
            let gap = Point(f64::NAN, f64::NAN);
            Ok(flat(&points.into_iter().map(|p| p.unwrap_or(gap)).collect::<Vec<_>>()))
        }
        "apart" => {
            let run = given.run("run", experiment);
            let other = given.run("other", experiment);
            let index = given.whole("index", [0, MOST_STEPS]) as usize;
            experiment.apart(run, other, index).map(JsValue::from_f64)
        }
        "status" => {
            let run = experiment.run(given.run("run", experiment))?;
            Ok(run.status().name().into())
        }
        _ => Err(unknown(method)),
    }
}

fn ask_sweep(sweep: &mut Sweep, method: &str, given: &Given) -> Answer {
    match method {
        "spec" => Ok(write::to_js(sweep.spec())),
        "advance" => Ok(sweep.advance(given.count("count")).into()),
        "progress" => Ok(sweep.progress().into()),
        "stride" => Ok(sweep.stride().into()),
        "results" => Ok(Int32Array::from(sweep.results()).into()),
        "picture" => Ok(Int32Array::from(&sweep.picture()[..]).into()),
        _ => Err(unknown(method)),
    }
}

fn ask_search(search: &mut RateSearch, method: &str, given: &Given) -> Answer {
    match method {
        "spec" => Ok(write::to_js(search.spec())),
        "advance" => Ok(search.advance(given.count("count")).into()),
        "trials" => Ok(write::to_js(search.trials())),
        "best" => Ok(search.best().map_or(JsValue::UNDEFINED, |best| write::to_js(&best))),
        _ => Err(unknown(method)),
    }
}

fn ask_monte_carlo(monte_carlo: &mut MonteCarlo, method: &str, given: &Given) -> Answer {
    match method {
        "spec" => Ok(write::to_js(monte_carlo.spec())),
        "advance" => {
            monte_carlo.advance(given.count("seeds"));
            Ok(JsValue::UNDEFINED)
        }
        "tally" => Ok(write::to_js(&monte_carlo.tally())),
        "quantiles" => Ok(floats(&monte_carlo.quantiles(&given.numbers("levels"))?)),
        _ => Err(unknown(method)),
    }
}

fn ask_online(online: &mut OnlineLearning, method: &str, given: &Given) -> Answer {
    match method {
        "spec" => Ok(write::to_js(online.spec())),
        "advance" => {
            online.advance(given.count("seeds"));
            Ok(JsValue::UNDEFINED)
        }
        "outcome" => Ok(write::to_js(&online.outcome())),
        "ends" => Ok(flat(online.ends())),
        _ => Err(unknown(method)),
    }
}

/// The axes of a line chart or scatter plot: `[left, top, right, bottom]`, the
/// edges of the plotting area in CSS pixels.
fn draw_axes(canvas: HtmlCanvasElement, given: &mut Given) -> Result<JsValue, String> {
    let figure = AxesFigure::read(given.take())?;
    let style = Style::read(given.take())?;
    figure.draw(backend(canvas, &style)?, &style).map(|frame| floats(&frame))
}

/// Axes and loss contours of a chart: `[left, top, right, bottom, x0, x1, y0, y1]`,
/// the edges of the plotting area in CSS pixels and in chart units.
fn draw_plane(
    model: &Workbench,
    canvas: HtmlCanvasElement,
    given: &mut Given,
) -> Result<JsValue, String> {
    let name = given.chart();
    given.check()?;
    let (chart, home) = (model.chart(name, "chart")?, given.pair("home"));
    given.check()?;
    let style = Style::read(given.take())?;
    let figure = PlaneFigure::new(model, chart, home, &style)?;
    figure.draw(backend(canvas, &style)?).map(|frame| floats(&frame))
}

/// Axis and observations of the density view: `[left, top, right, bottom, x0, x1]`.
fn draw_density(
    model: &Workbench,
    canvas: HtmlCanvasElement,
    given: &mut Given,
) -> Result<JsValue, String> {
    let style = Style::read(given.take())?;
    let figure = DensityFigure::new(model, &style);
    figure.draw(backend(canvas, &style)?).map(|frame| floats(&frame))
}

/// Sizes the canvas to device pixels and scales its context to the figure's fine units.
fn backend(
    canvas: HtmlCanvasElement,
    style: &Style,
) -> Result<Fine<plotters_canvas::CanvasBackend>, String> {
    let [width, height] = style.device_size();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let scale = style.device_pixels_per_unit();
    if let Some(context) = context {
        // Setting the size has reset the transform.
        context.scale(scale, scale).map_err(|_| "the canvas cannot be scaled")?;
    }
    let backend = plotters_canvas::CanvasBackend::with_canvas_object(canvas);
    Ok(Fine::new(backend.ok_or("canvas has no 2d context")?, style))
}

fn thrown(error: Invalid) -> Error {
    Error::new(&error.to_string())
}

fn unknown(method: &str) -> Invalid {
    Invalid::new("the method", method, "a method of this class")
}

fn pair(pair: [f64; 2]) -> JsValue {
    pair.iter().map(|&x| JsValue::from_f64(x)).collect::<Array>().into()
}

fn floats(numbers: &[f64]) -> JsValue {
    Float64Array::from(numbers).into()
}

/// x0, y0, x1, y1, …
fn flat(points: &[Point]) -> JsValue {
    let mut numbers = Vec::with_capacity(2 * points.len());
    for point in points {
        numbers.extend_from_slice(&point.array());
    }
    floats(&numbers)
}
