// The scene: all numbers that a figure shows at one moment. They are requested from the
// core here, so that views only draw.

import { Experiment, Model, coordinates, modelEntry, ruleEntry } from "../core.js";
import { SAME, budgetOf } from "../accounts/ledger.js";
import { curveDash, pathDash } from "./dashes.js";
import { runIndex, toSpec } from "../state/specification.js";
import { viewsOf } from "../views/registry.js";

/** Points on the outline of a ball. */
const OUTLINE = 120;

/** Radius of ellipses in a figure without a budget (nats). */
const ELLIPSE_RADIUS = 0.05;

/** Most balls drawn along one path. */
const MOST_BALLS = 12;

/** The number of steps (of all runs together) taken at once. Longer runs go on in portions, for some milliseconds in each frame. */
const AT_ONCE = 4000;
const PORTION = 50;
const SLICE = 8;

/** The model of a state; kept while its data stay the same. */
export class ModelCache {
  #key;
  #model;
  #made = {};

  get(state) {
    // This is called several times in a frame, so long data are compared by value only if the object differs.
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

/** The number of observations of a model; 0 for a policy, which draws its own. */
export function countOf(model) {
  const { observations } = model;
  return modelEntry(model.spec.model).takes === "counts" ? observations.reduce((sum, count) => sum + count, 0) : observations.length;
}

/**
 * Runs the experiment of a state and reads what the views need. If the scene `before` is given, only pins have
 * moved since, and its experiment is used again. Throws the core's error if the state is wrong.
 */
export function compute(state, model, before) {
  const scene = state.rules.length ? trained(state, before) : untrained(state, model);
  const { chart, at } = state.start;
  const places = (pin) => Object.fromEntries(
    state.charts.map((shown) => [shown, pin.chart === shown ? [...pin.at] : model.convert(pin.at, pin.chart, shown)]),
  );
  const first = state.charts[0];
  scene.starts = places({ chart, at });
  scene.pins = { start: scene.starts };
  for (const name of ["other", "guess"]) if (state[name]) scene.pins[name] = places(state[name]);
  Object.assign(scene, bestOf(model, state.charts));
  const inspect = remembered((shown) => model.inspect(scene.starts[shown], shown));
  // A wrong start must be reported at once. A drag never leads to one.
  if (!before) inspect(first);
  scene.inspectionIn = inspect;
  Object.defineProperty(scene, "inspection", { get: () => inspect(first) });
  scene.symbols = Object.fromEntries(
    state.charts.map((shown) => [shown, coordinates(state.model, shown)]),
  );
  scene.ellipses = ellipsesOf(state, model, scene);
  for (const view of viewsOf(state)) view.measure?.(scene, state, model);
  return scene;
}

/** The best fit of each model. No step and no drag changes it. */
const known = new WeakMap();

/**
 * The best fit in these charts, the loss there, and the name of the distance between two runs. Without a closed form
 * the core uses the divergences in both directions instead, which give the same for near points.
 */
function bestOf(model, charts) {
  const key = charts.join();
  const last = known.get(model);
  if (last?.key === key) return last.best;
  const [first] = charts;
  const optima = Object.fromEntries(charts.map((chart) => [chart, model.optimum(chart)]));
  const at = model.start(first);
  const best = {
    optima, leastLoss: optima[first] && model.inspect(optima[first], first).loss,
    chartDistanceName: model.distance(at, at, first) === undefined ? "√(KL there + KL back)" : "Fisher–Rao distance",
  };
  known.set(model, { key, best });
  return best;
}

/** The scene of a figure without rules: a start and no steps. */
const untrained = (state, model) => ({
  spec: { ...toSpec(state), data: model.spec.data }, runs: [], steps: 0, chartDistance: [],
});

/** The experiment is kept as long as its scene, which asks it for more numbers as other steps are shown. */
function trained(state, before) {
  const experiment = before?.experiment ?? new Experiment(toSpec(state));
  try {
    const { chart, at } = state.start;
    // Reading the same specification again would take most of the time of a drag.
    if (before) experiment.startAt(at, chart);
    const spec = before ? { ...before.spec, start: { chart, at: [...at] } } : experiment.spec;
    experiment.advance(Math.min(spec.steps, Math.ceil(AT_ONCE / spec.runs.length)));
    return { ...read(state, experiment, spec), experiment, free: () => experiment.free() };
  } catch (error) {
    if (!before) experiment.free();
    throw error;
  }
}

/** Continues the runs of a scene that is `growing`. It has `reached` a step, out of `steps`. */
export function grow(scene, state, model) {
  const { experiment, runs } = scene;
  const until = performance.now() + SLICE;
  let left = scene.steps - scene.reached;
  do {
    experiment.advance(Math.min(PORTION, left));
    left -= PORTION;
  } while (left > 0 && performance.now() < until);
  Object.assign(scene, read(state, experiment, scene.spec, scene));
  scene.runs.forEach((run, k) => { run.balls = scene.growing ? runs[k].balls : ballsOf(state, experiment, run.index, run.steps); });
  for (const view of viewsOf(state)) view.measure?.(scene, state, model);
}

/** A run so far. What only captions and tables need is requested from the core when they are written, and once. */
class Run {
  #asked;

  constructor(experiment, known) {
    Object.assign(this, known);
    this.#asked = remembered((name) => (name === "status" ? experiment.status(this.index) : experiment.series(this.index, name)));
  }

  get status() { return this.#asked("status"); }
  get loss() { return this.#asked("loss"); }
  get kl() { return this.#asked("kl"); }
  get klReverse() { return this.#asked("kl-reverse"); }
  get halvings() { return this.#asked("halvings"); }
}

function read(state, experiment, spec, before) {
  // A call for each run would take longer than the steps themselves.
  const all = state.charts.map((chart) => [chart, experiment.trajectories(chart)]);
  const runs = state.rules.flatMap((rule) =>
    state.charts.map((chart, c) => {
      const index = runIndex(state, rule, chart);
      const entry = ruleEntry(rule);
      const paths = Object.fromEntries(all.map(([shown, found]) => [shown, found[index]]));
      const run = new Run(experiment, {
        rule, chart, index, entry, paths,
        chartIndex: c,
        dash: pathDash(state, rule, c),
        curve: curveDash(state, rule, c),
        steps: paths[chart].length / 2 - 1,
        balls: before ? {} : ballsOf(state, experiment, index, paths[chart].length / 2 - 1),
      });
      if (state.balls === "step") run.ballOfStep = lastOf((shown, k) => experiment.ball(index, k, OUTLINE, shown));
      if (state.series) run.series = experiment.series(index, state.series);
      return run;
    }),
  );
  const reached = Math.max(...runs.map((run) => run.steps));
  const distances = before?.distances ?? (state.charts.length > 1 ? distancesOf(state, experiment) : []);
  const growing = reached < spec.steps && runs.some((run) => run.status === "running");
  return {
    spec, runs, growing, reached,
    steps: growing ? spec.steps : reached,
    distances, chartDistance: distances.map((between, r) => greatestOf(between, runs.filter(({ rule }) => rule === state.rules[r]))),
  };
}

/**
 * The ellipses, at the start, of the matrices that a state lists, by chart: `{ kind, outline }`.
 * If there is a second distribution, the Fisher ellipse goes through it.
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

/** A function of a name that is evaluated at most once for each name. */
function remembered(ask) {
  const known = {};
  return (name) => (known[name] ??= ask(name));
}

/** A function of a chart and a step that remembers its last result. */
function lastOf(ask) {
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

const pairsOf = (all) => all.flatMap((one, k) => all.slice(k + 1).map((other) => [one, other]));

/** For each rule, the distances between its runs at a step, computed when they are shown. */
function distancesOf(state, experiment) {
  return state.rules.map((rule) => {
    const pairs = pairsOf(state.charts.map((chart) => runIndex(state, rule, chart)));
    return remembered((step) => pairs.map(([one, other]) => experiment.apart(one, other, step)));
  });
}

/** If losses differ by a larger share than this, the distributions differ. */
const ALIKE = 1e-6;

function isAlike(runs, step) {
  const [a, b] = runs.map(({ loss, steps }) => loss[Math.min(step, steps)]);
  return Math.abs(a - b) <= ALIKE * Math.max(1, Math.abs(a));
}

/**
 * The greatest of the `distances` between a rule's runs at a step. NaN if it cannot be found: the divergence between two
 * fits that are almost certain of every label is 0, even if the fits differ.
 */
function greatestOf(distances, runs) {
  const pairs = pairsOf(runs);
  return (step) => Math.max(...distances(step).map((distance, k) => (distance < SAME && !isAlike(pairs[k], step) ? NaN : distance)));
}
