// Everything a figure shows at one moment, asked of the core in one place, so
// that views only draw.

import { Experiment, Model, chartEntry, ruleEntry } from "./core.js";
import { budgetOf } from "./ledger.js";
import { CHART_DASHES } from "./language.js";
import { runIndex, toSpec } from "./state.js";
import { viewsOf } from "./views/registry.js";

/** Points on the outline of a ball. */
const OUTLINE = 120;

/** Radius of ellipses in a figure without a budget (nats). */
const ELLIPSE_RADIUS = 0.05;

/** Most balls drawn along one path. */
const MOST_BALLS = 12;

/** So many steps of all runs together are taken at once; what is left of a long run in portions, for so many milliseconds a frame. */
const AT_ONCE = 4000;
const PORTION = 50;
const SLICE = 8;

/** The model of a state; kept while its data stay the same. */
export class ModelCache {
  #key;
  #model;
  #made = {};

  get(state) {
    // Asked several times a frame: long data are compared by value only when they are another object.
    const { model, data, options, units } = state;
    const made = this.#made;
    if (this.#model && model === made.model && data === made.data && options === made.options && units === made.units) return this.#model;
    const key = JSON.stringify([model, data, options, units].map((part) => part ?? null));
    if (key !== this.#key) {
      const built = build(state);
      this.free();
      [this.#key, this.#model] = [key, built];
    }
    this.#made = { model, data, options, units };
    return this.#model;
  }

  /** Changes whenever the model does. */
  get key() {
    return this.#key;
  }

  free() {
    this.#model?.free();
    this.#model = this.#key = undefined;
  }
}

/** The model of a state; its data in another unit if it has one. */
function build({ model, data, options, units }) {
  const measured = new Model({ model, ...(data && { data }), ...(options && { options }) });
  if (!units) return measured;
  try {
    return measured.rescaled(units.scale, units.shift);
  } finally {
    measured.free();
  }
}

/** How many observations a model has; 0 where it draws its own. */
export function countOf(model) {
  const { observations } = model;
  return model.spec.model === "categorical" ? observations.reduce((sum, count) => sum + count, 0) : observations.length;
}

/**
 * Runs the experiment of a state and reads off what the views need.
 * Throws the core's own error where the state is not one.
 */
export function compute(state, model) {
  const scene = state.rules.length ? trained(state) : untrained(state, model);
  const { chart, at } = state.start;
  const places = (pin) => Object.fromEntries(
    state.charts.map((shown) => [shown, pin.chart === shown ? [...pin.at] : model.convert(pin.at, pin.chart, shown)]),
  );
  const first = state.charts[0];
  scene.starts = places({ chart, at });
  scene.pins = { start: scene.starts };
  for (const name of ["other", "guess"]) if (state[name]) scene.pins[name] = places(state[name]);
  scene.optima = Object.fromEntries(state.charts.map((shown) => [shown, model.optimum(shown)]));
  const inspected = state.ellipses.length ? state.charts : [first];
  scene.inspections = Object.fromEntries(inspected.map((chart) => [chart, model.inspect(scene.starts[chart], chart)]));
  scene.inspection = scene.inspections[first];
  scene.leastLoss = scene.optima[first] && model.inspect(scene.optima[first], first).loss;
  scene.symbols = Object.fromEntries(
    state.charts.map((shown) => [shown, chartEntry(state.model, shown).symbols]),
  );
  scene.ellipses = ellipsesOf(state, model, scene);
  scene.apartBy = apartBy(state, model, scene);
  for (const view of viewsOf(state)) view.measure?.(scene, state, model);
  return scene;
}

/** What a figure without rules shows: a start and no steps. */
const untrained = (state, model) => ({
  spec: { ...toSpec(state), data: model.spec.data }, runs: [], steps: 0, apart: [],
});

function trained(state) {
  const experiment = new Experiment(toSpec(state));
  // Balls of the shown step are asked for as it changes: then the experiment stays as long as its scene.
  let kept = false;
  try {
    const { steps, runs } = experiment.spec;
    experiment.advance(Math.min(steps, Math.ceil(AT_ONCE / runs.length)));
    const scene = read(state, experiment);
    kept = scene.growing || state.balls === "step";
    return kept ? { ...scene, experiment, free: () => experiment.free() } : scene;
  } finally {
    if (!kept) experiment.free();
  }
}

/** Goes on with the runs of a scene that is `growing`; it has `reached` a step, of which there will be `steps`. */
export function grow(scene, state, model) {
  const { experiment, runs } = scene;
  const until = performance.now() + SLICE;
  let left = scene.steps - scene.reached;
  do {
    experiment.advance(Math.min(PORTION, left));
    left -= PORTION;
  } while (left > 0 && performance.now() < until);
  Object.assign(scene, read(state, experiment, scene));
  scene.runs.forEach((run, k) => { run.balls = scene.growing ? runs[k].balls : ballsOf(state, experiment, run.index, run.steps); });
  for (const view of viewsOf(state)) view.measure?.(scene, state, model);
  if (scene.growing || state.balls === "step") return;
  scene.free = undefined;
  experiment.free();
}

function read(state, experiment, before) {
  const runs = state.rules.flatMap((rule) =>
    state.charts.map((chart, c) => {
      const index = runIndex(state, rule, chart);
      const entry = ruleEntry(rule);
      const paths = Object.fromEntries(
        state.charts.map((shown) => [shown, experiment.trajectory(index, shown)]),
      );
      return {
        rule, chart, index, entry, paths,
        chartIndex: c,
        dash: CHART_DASHES[(state.charts.length > 1 ? c : kin(state.rules, entry)) % CHART_DASHES.length],
        steps: paths[chart].length / 2 - 1,
        status: experiment.status(index),
        loss: experiment.series(index, "loss"),
        kl: experiment.series(index, "kl"),
        klReverse: experiment.series(index, "kl-reverse"),
        halvings: experiment.series(index, "halvings"),
        balls: before ? {} : ballsOf(state, experiment, index, paths[chart].length / 2 - 1),
        ...(state.balls === "step" && { ballOfStep: remembered((shown, k) => experiment.ball(index, k, OUTLINE, shown)) }),
        ...(state.series && { series: experiment.series(index, state.series) }),
      };
    }),
  );
  const { spec } = experiment;
  const reached = Math.max(...runs.map((run) => run.steps));
  const growing = reached < spec.steps && runs.some((run) => run.status === "running");
  return {
    spec, runs, growing, reached,
    steps: growing ? spec.steps : reached,
    apart: state.charts.length > 1 ? apartOf(state, experiment, reached, before?.apart) : [],
  };
}

/**
 * Ellipses at the start of the matrices that a state asks for, by chart: `{ kind, outline }`.
 * Where there is a second distribution the Fisher ellipse goes through it.
 */
function ellipsesOf(state, model, scene) {
  const { start, other } = scene.pins;
  return Object.fromEntries(state.charts.map((chart) => {
    const through = other && model.quadratic(start[chart], other[chart], chart);
    const radius = budgetOf(scene) ?? (through > 0 ? through : ELLIPSE_RADIUS);
    const outline = (kind) => model.ball(kind, start[chart], radius, OUTLINE, chart);
    return [chart, state.ellipses.map((kind) => ({ kind, outline: outline(kind) }))];
  }));
}

/** How many rules of the same family come before one. */
const kin = (rules, { name, family }) =>
  rules.slice(0, rules.indexOf(name)).filter((other) => ruleEntry(other).family === family).length;

/** The same function of a chart and a step, which computes what it was last asked for only once. */
function remembered(ask) {
  const last = {};
  return (chart, step) => {
    if (last[chart]?.[0] !== step) last[chart] = [step, ask(chart, step)];
    return last[chart][1];
  };
}

/** The outlines of a run's balls, by the chart they are shown in: `[step, outline]`. */
function ballsOf(state, experiment, index, steps) {
  if (state.balls === "none" || state.balls === "step") return {};
  const last = state.balls === "path" ? Math.max(0, steps - 1) : 0;
  const stride = Math.max(1, Math.ceil((last + 1) / MOST_BALLS));
  const at = [];
  for (let k = 0; k <= last; k += stride) at.push(k);
  return Object.fromEntries(
    state.charts.map((shown) => [
      shown,
      at.map((k) => [k, experiment.ball(index, k, OUTLINE, shown)]),
    ]),
  );
}

/**
 * What the distance between two runs is. Where it has no closed form the core
 * takes the divergence both ways, which comes to the same for near points.
 */
function apartBy(state, model, scene) {
  const [chart] = state.charts;
  const closed = model.distance(scene.starts[chart], scene.starts[chart], chart) !== undefined;
  return closed ? "Fisher–Rao distance" : "√(KL there + KL back)";
}

/** For each rule, how far apart its runs in the first two charts are at each step; some may be known. */
function apartOf(state, experiment, most, known) {
  return state.rules.map((rule, r) => {
    const [one, other] = state.charts.slice(0, 2).map((chart) => runIndex(state, rule, chart));
    return Float64Array.from({ length: most + 1 }, (_, k) => known?.[r][k] ?? experiment.apart(one, other, k));
  });
}
