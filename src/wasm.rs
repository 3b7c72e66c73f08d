//! The boundary to JavaScript: types converted, errors thrown, nothing computed.

mod read;
mod write;

use js_sys::{Array, Error, Float64Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::catalog::CATALOG;
use crate::error::Invalid;
use crate::experiment::{self, Series};
use crate::figure::{AxesFigure, DensityFigure, Fine, PlaneFigure, Style};
use crate::geometry::{Covector, Point};
use crate::monte_carlo::{self, MonteCarloSpec};
use crate::online::{self, OnlineSpec};
use crate::spec::{self, ExperimentSpec, ModelSpec, RuleSpec, Value};
use crate::sweep::{self, Outcome, RateSearchSpec, SweepSpec};
use crate::workbench::{self, Workbench};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

type Thrown<T> = Result<T, Error>;

/// Everything a menu needs: models with charts and data sets, rules with options.
#[wasm_bindgen(unchecked_return_type = "Catalog")]
pub fn catalog() -> Thrown<JsValue> {
    to_js(&CATALOG)
}

/// The ellipse sᵀM⁻¹s = radius² of a second moment M, as x0, y0, x1, y1, …: so
/// many standard deviations of vectors around zero; all NaN where M is
/// indefinite, which no second moment is.
#[wasm_bindgen]
pub fn ellipse(
    #[wasm_bindgen(unchecked_param_type = "SymmetricMatrix")] form: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] radius: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
) -> Thrown<Vec<f64>> {
    let (form, radius) = (numbers(form, "form")?, number(radius, "radius")?);
    workbench::ellipse(&form, radius, whole(count, "count")?).map_err(thrown)
}

/// A model: a family of distributions with its data.
#[wasm_bindgen]
pub struct Model {
    inner: Workbench,
}

#[wasm_bindgen]
impl Model {
    /// Builds what the specification describes.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "ModelSpec")] spec: JsValue) -> Thrown<Model> {
        let spec = ModelSpec::read(value(spec)).map_err(thrown)?;
        Ok(Model { inner: Workbench::new(spec).map_err(thrown)? })
    }

    /// The specification, defaults filled in.
    #[wasm_bindgen(getter, unchecked_return_type = "ModelSpec")]
    pub fn spec(&self) -> Thrown<JsValue> {
        to_js(self.inner.spec())
    }

    /// The observations: numbers, inputs or counts.
    #[wasm_bindgen(getter)]
    pub fn observations(&self) -> Vec<f64> {
        self.inner.spec().observations()
    }

    /// The labels of the inputs, 0 or 1; empty where there are none.
    #[wasm_bindgen(getter)]
    pub fn labels(&self) -> Vec<f64> {
        self.inner.spec().labels()
    }

    /// The same distribution in another chart.
    #[wasm_bindgen(unchecked_return_type = "Pair")]
    pub fn convert(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] to: JsValue,
    ) -> Thrown<Array> {
        let (from, to) = (text(from, "from")?, text(to, "to")?);
        self.inner.convert(pair(theta, "theta")?, &from, &to).map(pair_to_js).map_err(thrown)
    }

    /// Whether the point names a distribution.
    pub fn contains(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<bool> {
        let theta = match value(theta) {
            // Asked of infinity, the answer is no, not an error.
            Value::List(list) if matches!(list[..], [Value::Number(_), Value::Number(_)]) => {
                let number = |value: &Value| match value {
                    Value::Number(number) => *number,
                    _ => f64::NAN,
                };
                [number(&list[0]), number(&list[1])]
            }
            other => spec::pair(&other, "theta").map_err(thrown)?,
        };
        self.inner.contains(theta, &text(chart, "chart")?).map_err(thrown)
    }

    /// Loss, gradient, mean score and the matrices at a point.
    #[wasm_bindgen(unchecked_return_type = "Inspection")]
    pub fn inspect(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<JsValue> {
        let found = self.inner.inspect(pair(theta, "theta")?, &text(chart, "chart")?);
        to_js(&found.map_err(thrown)?)
    }

    /// KL(p ‖ q), nats per observation.
    pub fn kl(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] p: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] q: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<f64> {
        let chart = text(chart, "chart")?;
        self.inner.kl(pair(p, "p")?, pair(q, "q")?, &chart).map_err(thrown)
    }

    /// ½ ΔᵀF(p)Δ with Δ = q − p in this chart (nats).
    pub fn quadratic(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] p: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] q: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<f64> {
        let chart = text(chart, "chart")?;
        self.inner.quadratic(pair(p, "p")?, pair(q, "q")?, &chart).map_err(thrown)
    }

    /// KL(p ‖ p + tΔ) and KL(p + tΔ ‖ p) for each of `shares` t, in turn, with
    /// Δ = q − p in this chart (nats); NaN where p + tΔ is no distribution.
    pub fn along(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] p: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] q: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] shares: JsValue,
    ) -> Thrown<Vec<f64>> {
        let (p, q, shares) = (pair(p, "p")?, pair(q, "q")?, numbers(shares, "shares")?);
        let found = self.inner.along(p, q, &text(chart, "chart")?, &shares).map_err(thrown)?;
        Ok(found.concat())
    }

    /// The distribution of scale·x + shift where x has that of theta, in the
    /// same chart. gaussian alone.
    #[wasm_bindgen(unchecked_return_type = "Pair")]
    pub fn affine(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] scale: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] shift: JsValue,
    ) -> Thrown<Array> {
        let (theta, chart) = (pair(theta, "theta")?, text(chart, "chart")?);
        let (scale, shift) = (number(scale, "scale")?, number(shift, "shift")?);
        self.inner.affine(theta, &chart, scale, shift).map(pair_to_js).map_err(thrown)
    }

    /// The same family with scale·x + shift in place of each observation x.
    /// gaussian alone.
    pub fn rescaled(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] scale: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] shift: JsValue,
    ) -> Thrown<Model> {
        let (scale, shift) = (number(scale, "scale")?, number(shift, "shift")?);
        Ok(Model { inner: self.inner.rescaled(scale, shift).map_err(thrown)? })
    }

    /// What KL(p ‖ q) adds up from at each of `xs`. gaussian: p ln(p/q) (nats per
    /// unit of x), whose integral it is; logistic: the divergence of the labels
    /// at input x, whose mean over the inputs; classes (x is 1, 2 or 3, elsewhere
    /// 0): pₖ ln(pₖ/qₖ), whose sum.
    pub fn integrand(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] p: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] q: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] xs: JsValue,
    ) -> Thrown<Vec<f64>> {
        let (p, q, xs) = (pair(p, "p")?, pair(q, "q")?, numbers(xs, "xs")?);
        self.inner.integrand(p, q, &text(chart, "chart")?, &xs).map_err(thrown)
    }

    /// Scores ∇ ln p of single observations: with labels of the "model" those of
    /// the draws of `sample(theta, chart, count, seed)`, with labels of the "data"
    /// those of every observation, count and seed not looked at.
    #[wasm_bindgen(unchecked_return_type = "Scores")]
    pub fn scores(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"model\" | \"data\"")] labels: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] count: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] seed: JsValue,
    ) -> Thrown<JsValue> {
        let (theta, chart) = (pair(theta, "theta")?, text(chart, "chart")?);
        let labels = text(labels, "labels")?;
        let drawn = labels == "model";
        let count = if drawn { whole(count, "count")? } else { 0 };
        let seed = if drawn { whole(seed, "seed")? } else { 0 };
        let found = self.inner.scores(theta, &chart, &labels, count, seed).map_err(thrown)?;
        let mut points = Vec::with_capacity(2 * found.points.len());
        for Covector(pair) in &found.points {
            points.extend_from_slice(pair);
        }
        let record = to_js(&found)?;
        // A record that was just made refuses nothing.
        let _ = Reflect::set(&record, &"points".into(), &Float64Array::from(&points[..]));
        Ok(record)
    }

    /// Fisher–Rao distance; undefined where it has no closed form.
    pub fn distance(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] p: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] q: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Option<f64>> {
        let chart = text(chart, "chart")?;
        self.inner.distance(pair(p, "p")?, pair(q, "q")?, &chart).map_err(thrown)
    }

    /// The maximum-likelihood estimate; undefined where there is none.
    #[wasm_bindgen(unchecked_return_type = "Pair | undefined")]
    pub fn optimum(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Option<Array>> {
        let found = self.inner.optimum(&text(chart, "chart")?).map_err(thrown)?;
        Ok(found.map(pair_to_js))
    }

    /// A start worth showing.
    #[wasm_bindgen(unchecked_return_type = "Pair")]
    pub fn start(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Array> {
        self.inner.start(&text(chart, "chart")?).map(pair_to_js).map_err(thrown)
    }

    /// The last sensible start on the way from one point to another: in the
    /// domain, and not absurdly far from the data.
    #[wasm_bindgen(unchecked_return_type = "Pair")]
    pub fn towards(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] from: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] to: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Array> {
        let (from, to) = (pair(from, "from")?, pair(to, "to")?);
        self.inner.towards(from, to, &text(chart, "chart")?).map(pair_to_js).map_err(thrown)
    }

    /// One step of a rule, as the first of a run.
    #[wasm_bindgen(unchecked_return_type = "StepReport")]
    pub fn step(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RuleSpec")] rule: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<JsValue> {
        let rule = RuleSpec::read(value(rule)).map_err(thrown)?;
        let theta = pair(theta, "theta")?;
        to_js(&self.inner.step(&rule, theta, &text(chart, "chart")?).map_err(thrown)?)
    }

    /// The boundary of a ball: x0, y0, x1, y1, …; a NaN pair separates pieces,
    /// and without one the curve is closed. All NaN where the matrix that it is
    /// measured by is singular, indefinite or missing.
    pub fn ball(
        &self,
        #[wasm_bindgen(unchecked_param_type = "BallKind")] kind: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Pair")] center: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] radius: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Vec<f64>> {
        let center = pair(center, "center")?;
        let (radius, count) = (number(radius, "radius")?, whole(count, "count")?);
        let (kind, chart) = (text(kind, "kind")?, text(chart, "chart")?);
        self.inner.ball(&kind, center, radius, count, &chart).map_err(thrown)
    }

    /// The density at each of `xs`; logistic: P(y = 1 | x); classes: the
    /// probability of class 1, 2 or 3, elsewhere 0.
    pub fn density(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] xs: JsValue,
    ) -> Thrown<Vec<f64>> {
        let xs = numbers(xs, "xs")?;
        self.inner.density(pair(theta, "theta")?, &text(chart, "chart")?, &xs).map_err(thrown)
    }

    /// Draws from the model, the same for the same seed.
    pub fn sample(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Pair")] theta: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] seed: JsValue,
    ) -> Thrown<Vec<f64>> {
        let (count, seed) = (whole(count, "count")?, whole(seed, "seed")?);
        let chart = text(chart, "chart")?;
        self.inner.sample(pair(theta, "theta")?, &chart, count, seed).map_err(thrown)
    }
}

/// Several runs from one start.
#[wasm_bindgen]
pub struct Experiment {
    inner: experiment::Experiment,
}

#[wasm_bindgen]
impl Experiment {
    /// Builds what the specification describes, every run at its start.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ExperimentSpec")] spec: JsValue,
    ) -> Thrown<Experiment> {
        let spec = ExperimentSpec::read(value(spec)).map_err(thrown)?;
        Ok(Experiment { inner: experiment::Experiment::new(spec).map_err(thrown)? })
    }

    /// The specification, defaults filled in.
    #[wasm_bindgen(getter, unchecked_return_type = "ExperimentSpec")]
    pub fn spec(&self) -> Thrown<JsValue> {
        to_js(self.inner.spec())
    }

    /// Takes up to `count` steps in every run that has not stopped.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Thrown<()> {
        self.inner.advance(whole(count, "count")?).map_err(thrown)
    }

    /// The points of a run, start included, in any chart: x0, y0, x1, y1, …
    pub fn trajectory(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Vec<f64>> {
        let run = ordinal(run, "run")?;
        let points = self.inner.trajectory(run, &text(chart, "chart")?).map_err(thrown)?;
        Ok(points.iter().flat_map(|Point(pair)| *pair).collect())
    }

    /// A column of numbers along a run, one for each point.
    pub fn series(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SeriesName")] name: JsValue,
    ) -> Thrown<Vec<f64>> {
        let name = text(name, "name")?;
        let known = Series::NAMES.iter().find(|(known, _)| *known == name);
        let names = Series::NAMES.iter().map(|(name, _)| *name);
        let &(_, series) = known.ok_or_else(|| thrown(Invalid::unknown("name", &name, names)))?;
        let run = self.inner.run(ordinal(run, "run")?).map_err(thrown)?;
        Ok(run.series(series))
    }

    /// The form in which a run's rule measures the step from this point, in
    /// the run's chart; undefined where it has none.
    #[wasm_bindgen(unchecked_return_type = "SymmetricMatrix | undefined")]
    pub fn metric(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] index: JsValue,
    ) -> Thrown<Option<Array>> {
        let (run, index) = (whole(run, "run")? as usize, whole(index, "index")? as usize);
        let found = self.inner.metric(run, index).map_err(thrown)?;
        Ok(found.map(|form| form.0.iter().map(|&entry| JsValue::from_f64(entry)).collect()))
    }

    /// The boundary of the ball that a step of a run was measured by, in any
    /// chart: x0, y0, x1, y1, …; empty where the step has none.
    pub fn ball(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] index: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    ) -> Thrown<Vec<f64>> {
        let (run, index) = (ordinal(run, "run")?, ordinal(index, "index")?);
        let count = spec::whole(&value(count), "count", [3, 10_000]).map_err(thrown)? as usize;
        let chart = text(chart, "chart")?;
        let points = self.inner.ball(run, index, count, &chart).map_err(thrown)?;
        Ok(points.iter().flat_map(|p| p.map_or([f64::NAN; 2], |p| p.0)).collect())
    }

    /// Fisher–Rao distance between two runs (logistic, where it has no closed
    /// form: √(KL there + KL back)), each at its point of this index
    /// or, where it has stopped before, at its last.
    pub fn apart(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] other: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] index: JsValue,
    ) -> Thrown<f64> {
        let (run, other) = (ordinal(run, "run")?, ordinal(other, "other")?);
        self.inner.apart(run, other, ordinal(index, "index")?).map_err(thrown)
    }

    /// How a run stands.
    #[wasm_bindgen(unchecked_return_type = "Status")]
    pub fn status(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue,
    ) -> Thrown<String> {
        let run = self.inner.run(ordinal(run, "run")?).map_err(thrown)?;
        Ok(run.status().name().to_owned())
    }

    /// Takes every run back to the start.
    pub fn reset(&mut self) {
        self.inner.reset();
    }
}

/// One rule from every start of a grid.
#[wasm_bindgen]
pub struct Sweep {
    inner: sweep::Sweep,
}

#[wasm_bindgen]
impl Sweep {
    /// Builds what the specification describes; nothing has been looked at yet.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "SweepSpec")] spec: JsValue) -> Thrown<Sweep> {
        let spec = SweepSpec::read(value(spec)).map_err(thrown)?;
        Ok(Sweep { inner: sweep::Sweep::new(spec).map_err(thrown)? })
    }

    /// The specification, defaults filled in.
    #[wasm_bindgen(getter, unchecked_return_type = "SweepSpec")]
    pub fn spec(&self) -> Thrown<JsValue> {
        to_js(self.inner.spec())
    }

    /// Does up to `count` units of work, one for each start and one for each
    /// step; returns the fraction of the starts that are done, 1 at the end.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Thrown<f64> {
        Ok(self.inner.advance(whole(count, "count")?))
    }

    /// The fraction of the starts that are done.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.inner.progress()
    }

    /// Every start whose column and row are multiples of this is done; 0
    /// before the first, 1 at the end.
    #[wasm_bindgen(getter)]
    pub fn stride(&self) -> u32 {
        self.inner.stride()
    }

    /// What became of each start, row by row from y0 up: steps to the goal, or
    /// a code below zero, −1 − the index of its name in `outcomes()`.
    pub fn results(&self) -> Vec<i32> {
        self.inner.results().to_vec()
    }

    /// The results with those pending filled in from coarser ones.
    pub fn picture(&self) -> Vec<i32> {
        self.inner.picture()
    }

    /// The names behind the codes −1, −2, …
    #[wasm_bindgen(unchecked_return_type = "OutcomeName[]")]
    pub fn outcomes() -> Array {
        Outcome::NAMES.iter().map(|&name| JsValue::from_str(name)).collect()
    }
}

/// A search for the rate (or radius) with which a rule does best.
#[wasm_bindgen]
pub struct RateSearch {
    inner: sweep::RateSearch,
}

#[wasm_bindgen]
impl RateSearch {
    /// Builds what the specification describes; nothing has been tried yet.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "RateSearchSpec")] spec: JsValue,
    ) -> Thrown<RateSearch> {
        let spec = RateSearchSpec::read(value(spec)).map_err(thrown)?;
        Ok(RateSearch { inner: sweep::RateSearch::new(spec).map_err(thrown)? })
    }

    /// The specification, defaults filled in.
    #[wasm_bindgen(getter, unchecked_return_type = "RateSearchSpec")]
    pub fn spec(&self) -> Thrown<JsValue> {
        to_js(self.inner.spec())
    }

    /// Does up to `count` units of work, one for each start of a rate and one
    /// for each step; returns about what fraction is done, exactly 1 at the end.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Thrown<f64> {
        Ok(self.inner.advance(whole(count, "count")?))
    }

    /// Every rate that was tried, in the order of trying.
    #[wasm_bindgen(unchecked_return_type = "Trial[]")]
    pub fn trials(&self) -> Thrown<JsValue> {
        to_js(&self.inner.trials())
    }

    /// The best of them; undefined before the first is done.
    #[wasm_bindgen(unchecked_return_type = "BestRate | undefined")]
    pub fn best(&self) -> Thrown<JsValue> {
        self.inner.best().map_or(Ok(JsValue::UNDEFINED), |best| to_js(&best))
    }
}

/// One setting under many seeds.
#[wasm_bindgen]
pub struct MonteCarlo {
    inner: monte_carlo::MonteCarlo,
}

#[wasm_bindgen]
impl MonteCarlo {
    /// Prepares the runs that the specification describes; none is done yet.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "MonteCarloSpec")] spec: JsValue,
    ) -> Thrown<MonteCarlo> {
        let spec = MonteCarloSpec::read(value(spec)).map_err(thrown)?;
        Ok(MonteCarlo { inner: monte_carlo::MonteCarlo::new(spec).map_err(thrown)? })
    }

    /// The specification, defaults filled in.
    #[wasm_bindgen(getter, unchecked_return_type = "MonteCarloSpec")]
    pub fn spec(&self) -> Thrown<JsValue> {
        to_js(self.inner.spec())
    }

    /// Does up to `seeds` more runs.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] seeds: JsValue,
    ) -> Thrown<()> {
        self.inner.advance(whole(seeds, "seeds")?);
        Ok(())
    }

    /// What has come out so far.
    #[wasm_bindgen(unchecked_return_type = "Tally")]
    pub fn tally(&self) -> Thrown<JsValue> {
        to_js(&self.inner.tally())
    }

    /// Quantiles of the last losses at levels from 0 to 1; NaN before the first run is done.
    pub fn quantiles(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number[]")] levels: JsValue,
    ) -> Thrown<Vec<f64>> {
        self.inner.quantiles(&numbers(levels, "levels")?).map_err(thrown)
    }
}

/// Many learners, each from one observation after another.
#[wasm_bindgen]
pub struct OnlineLearning {
    inner: online::OnlineLearning,
}

#[wasm_bindgen]
impl OnlineLearning {
    /// Prepares the learners that the specification describes; none has learned yet.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "OnlineSpec")] spec: JsValue,
    ) -> Thrown<OnlineLearning> {
        let spec = OnlineSpec::read(value(spec)).map_err(thrown)?;
        Ok(OnlineLearning { inner: online::OnlineLearning::new(spec).map_err(thrown)? })
    }

    /// The specification, defaults filled in.
    #[wasm_bindgen(getter, unchecked_return_type = "OnlineSpec")]
    pub fn spec(&self) -> Thrown<JsValue> {
        to_js(self.inner.spec())
    }

    /// Lets up to `seeds` more learners learn.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] seeds: JsValue,
    ) -> Thrown<()> {
        self.inner.advance(whole(seeds, "seeds")?);
        Ok(())
    }

    /// What has come out so far: variances beside the bound.
    #[wasm_bindgen(unchecked_return_type = "OnlineOutcome")]
    pub fn outcome(&self) -> Thrown<JsValue> {
        to_js(&self.inner.outcome())
    }

    /// Where the learners ended, in the run's chart: x0, y0, x1, y1, …
    pub fn ends(&self) -> Vec<f64> {
        self.inner.ends().iter().flat_map(|Point(pair)| *pair).collect()
    }
}

/// Draws the axes and loss contours of a chart on a canvas, `home` (a start,
/// say) in sight, and returns the
/// plotting area `[left, top, right, bottom, x0, x1, y0, y1]`: its edges in
/// CSS pixels and in chart units.
#[wasm_bindgen(js_name = drawPlane)]
pub fn draw_plane(
    canvas: HtmlCanvasElement,
    model: &Model,
    #[wasm_bindgen(unchecked_param_type = "string")] chart: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Pair")] home: JsValue,
    #[wasm_bindgen(unchecked_param_type = "FigureStyle")] style: JsValue,
) -> Thrown<Vec<f64>> {
    let entry = model.inner.chart(&text(chart, "chart")?, "chart").map_err(thrown)?;
    let style = Style::read(value(style)).map_err(thrown)?;
    let figure =
        PlaneFigure::new(&model.inner, entry, pair(home, "home")?, &style).map_err(thrown)?;
    let backend = canvas_backend(canvas, &style)?;
    figure.draw(backend).map(|area| area.to_vec()).map_err(|error| Error::new(&error))
}

/// Draws the axes of a line chart or scatter plot and returns its plotting area
/// `[left, top, right, bottom]` in CSS pixels.
#[wasm_bindgen(js_name = drawAxes)]
pub fn draw_axes(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Axes")] axes: JsValue,
    #[wasm_bindgen(unchecked_param_type = "FigureStyle")] style: JsValue,
) -> Thrown<Vec<f64>> {
    let figure = AxesFigure::read(value(axes)).map_err(thrown)?;
    let style = Style::read(value(style)).map_err(thrown)?;
    let backend = canvas_backend(canvas, &style)?;
    figure.draw(backend, &style).map(|area| area.to_vec()).map_err(|error| Error::new(&error))
}

/// Draws the axes and the observations of the density view; returns the
/// plotting area `[left, top, right, bottom, x0, x1]`. gaussian: densities have
/// no axis of their own; else probabilities go from 0 at the bottom to 1 at the
/// top, and class k, where there are classes, from k − ½ to k + ½.
#[wasm_bindgen(js_name = drawDensity)]
pub fn draw_density(
    canvas: HtmlCanvasElement,
    model: &Model,
    #[wasm_bindgen(unchecked_param_type = "FigureStyle")] style: JsValue,
) -> Thrown<Vec<f64>> {
    let style = Style::read(value(style)).map_err(thrown)?;
    let figure = DensityFigure::new(&model.inner, &style);
    let backend = canvas_backend(canvas, &style)?;
    figure.draw(backend).map(|area| area.to_vec()).map_err(|error| Error::new(&error))
}

/// Sizes the canvas to device pixels and scales its context to the figure's fine units.
fn canvas_backend(
    canvas: HtmlCanvasElement,
    style: &Style,
) -> Thrown<Fine<plotters_canvas::CanvasBackend>> {
    let [width, height] = style.device_size();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let scale = style.device_pixels_per_unit();
    if let Some(context) = context {
        // Setting the size has reset the transform.
        context.scale(scale, scale).map_err(|_| Error::new("the canvas cannot be scaled"))?;
    }
    let backend = plotters_canvas::CanvasBackend::with_canvas_object(canvas);
    let backend = backend.ok_or_else(|| Error::new("canvas has no 2d context"))?;
    Ok(Fine::new(backend, style))
}

fn thrown(error: Invalid) -> Error {
    Error::new(&error.to_string())
}

fn to_js(value: &impl Serialize) -> Thrown<JsValue> {
    write::to_js(value).map_err(|error| Error::new(&error.to_string()))
}

fn pair_to_js(pair: [f64; 2]) -> Array {
    pair.iter().map(|&x| JsValue::from_f64(x)).collect()
}

fn value(source: JsValue) -> Value {
    read::value(&source)
}

fn text(source: JsValue, field: &str) -> Thrown<String> {
    match value(source) {
        Value::Text(text) => Ok(text),
        other => Err(thrown(Invalid::new(field, other.quote(), "a name"))),
    }
}

fn number(source: JsValue, field: &str) -> Thrown<f64> {
    spec::number(&value(source), field).map_err(thrown)
}

fn numbers(source: JsValue, field: &str) -> Thrown<Vec<f64>> {
    spec::numbers(&value(source), field).map_err(thrown)
}

fn whole(source: JsValue, field: &str) -> Thrown<u64> {
    /// Every whole number up to this one is a double.
    const LARGEST: u64 = (1 << 53) - 1;
    spec::whole(&value(source), field, [0, LARGEST]).map_err(thrown)
}

/// A number that counts runs or points; 2³² is none here, and must not wrap to 0.
fn ordinal(source: JsValue, field: &str) -> Thrown<usize> {
    let ordinal = spec::whole(&value(source), field, [0, u32::MAX.into()]).map_err(thrown)?;
    Ok(ordinal as usize)
}

fn pair(source: JsValue, field: &str) -> Thrown<[f64; 2]> {
    spec::pair(&value(source), field).map_err(thrown)
}
