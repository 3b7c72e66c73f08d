// The scene: all numbers that a figure shows at one moment. They are requested from the
// core here, so that views only draw.

import { budgetOf } from "../compute/budget.js";
import { fallingWay } from "../compute/falling.js";
import { chartOf, coordinates, modelEntry } from "../core.js";
import { toSpec } from "../state/specification.js";
import { viewsOf } from "../views/registry.js";
import { pinOf } from "../state/starts.js";
import { countOf } from "./models.js";
import { remembered } from "./remembered.js";
import { OUTLINE, dataOf, goOn, trained } from "./runs.js";
/** @import { Place, State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */
/** @import { BallKind, ByChart, Ellipse, Pair, Scene, StartBeside } from "./shape.js" */

/** Radius of ellipses in a figure without a budget (nats). */
const ELLIPSE_RADIUS = 0.05;

/**
 * Runs the experiment of a state and reads what the views need. If the scene `before` is given, only pins have
 * moved since, and its experiment is used again. Throws the core's error if the state is wrong.
 * @param {State} state
 * @param {Model} model
 * @param {Scene} [before]
 * @returns {Scene}
 */
export function compute(state, model, before) {
  const scene = /** @type {Scene} */ (state.rules.length ? trained(state, model, before) : untrained(state, model));
  scene.more = (state.rules.length ? state.more ?? [] : []).map((start, k) => trained({ ...state, start }, model, /** @type {Scene | undefined} */ (before?.more[k])));
  join(scene);
  freeTogether(scene);
  const { chart, at } = state.start;
  /** @type {(pin: Place) => ByChart<Pair>} */
  const places = (pin) => Object.fromEntries(
    state.charts.map((shown) => [shown, pin.chart === shown ? [...pin.at] : model.convert(pin.at, pin.chart, shown)]),
  );
  const first = state.charts[0];
  scene.starts = places({ chart, at });
  scene.pins = { start: scene.starts };
  if (state.other) scene.pins.other = places(state.other);
  if (state.guess) scene.pins.guess = places(state.guess);
  state.more?.forEach((place, k) => { scene.pins[pinOf(k)] = places(place); });
  Object.assign(scene, bestOf(model, state.charts));
  const inspect = remembered((/** @type {string} */ shown) => model.inspect(scene.starts[shown], shown));
  // A wrong start must be reported at once. A drag never leads to one.
  if (!before) inspect(first);
  scene.inspectionIn = inspect;
  scene.observed = countOf(model);
  Object.defineProperty(scene, "startBeside", { configurable: true, get: () => besideBest(state, model, scene) });
  Object.defineProperty(scene, "inspection", { get: () => inspect(first) });
  scene.symbols = Object.fromEntries(
    state.charts.map((shown) => [shown, coordinates(state.model, shown)]),
  );
  scene.ellipses = ellipsesOf(state, model, scene);
  for (const view of viewsOf(state)) view.measure?.(scene, state, model);
  return scene;
}

/** Lets a scene last as long as the longest of its runs, those from other starts included. @param {Scene} scene */
function join(scene) {
  for (const one of scene.more) {
    scene.steps = Math.max(scene.steps, one.steps);
    scene.reached = Math.max(scene.reached, one.reached);
    scene.growing ||= one.growing;
  }
}

/** Lets a scene free the runs from other starts too. @param {Scene} scene */
function freeTogether(scene) {
  const { more, free } = scene;
  if (!more.length || !free) return;
  scene.free = () => {
    free();
    for (const one of more) one.free?.();
    more.length = 0;
  };
}

/**
 * Where the start lies beside the best fit.
 * @param {State} state
 * @param {Model} model
 * @param {Scene} scene
 * @returns {StartBeside | undefined}
 */
function besideBest(state, model, scene) {
  if (scene.leastLoss === undefined) return undefined;
  const nats = scene.inspection.loss - scene.leastLoss;
  const { takes } = modelEntry(state.model);
  const normal = takes === "numbers" ? chartOf(state.model, "mean-and-deviation") : undefined;
  const best = normal && model.optimum(normal);
  if (!normal || !best) return { nats };
  const [mean, deviation] = model.convert(scene.starts[state.charts[0]], state.charts[0], normal);
  return { nats, deviations: (mean - best[0]) / best[1], times: deviation / best[1] };
}

/** The best fit of each model. No step and no drag changes it. */
/** @type {WeakMap<Model, { key: string, best: Pick<Scene, "optima" | "minima" | "minimaAbove" | "leastLoss" | "chartDistanceName" | "unbounded" | "falling"> }>} */
const known = new WeakMap();

/**
 * The best fit in these charts, the loss there, and the name of the distance between two runs. Without a closed form
 * the core uses the divergences in both directions instead, which give the same for near points.
 * @param {Model} model
 * @param {string[]} charts
 */
function bestOf(model, charts) {
  const key = charts.join();
  const last = known.get(model);
  if (last?.key === key) return last.best;
  const [first] = charts;
  const optima = Object.fromEntries(charts.map((chart) => [chart, model.optimum(chart)]));
  const at = model.start(first);
  const optimum = optima[first];
  const unbounded = optimum ? undefined : model.unbounded;
  const best = {
    unbounded,
    ...(unbounded && { falling: Object.fromEntries(charts.map((chart) => [chart, fallingWay(model, chart)])) }),
    optima, ...minimaOf(model, charts),
    leastLoss: optimum && model.inspect(optimum, first).loss,
    chartDistanceName: model.distance(at, at, first) === undefined ? "√(KL there + KL back)" : "Fisher–Rao distance",
  };
  known.set(model, { key, best });
  return best;
}

/**
 * The minima in every chart, and how far each is above the lowest.
 * @param {Model} model
 * @param {string[]} charts
 */
function minimaOf(model, charts) {
  const minima = Object.fromEntries(charts.map((chart) => [chart, model.optima(chart)]));
  const minimaAbove = Object.fromEntries(charts.map((chart) => {
    const losses = minima[chart].map((at) => model.inspect(at, chart).loss);
    return [chart, losses.map((loss) => loss - losses[0])];
  }));
  return { minima, minimaAbove };
}

/**
 * The scene of a figure without rules: a start and no steps.
 * @param {State} state
 * @param {Model} model
 */
const untrained = (state, model) => ({
  spec: { ...toSpec(state), data: dataOf(state, model) }, runs: [], steps: 0, chartDistance: [],
});

/**
 * Continues the runs of a scene that is `growing`; what views measure follows.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
export function grow(scene, state, model) {
  if (scene.growing) goOn(scene, state);
  for (const one of scene.more) if (one.growing) goOn(/** @type {Scene} */ (one), state);
  join(scene);
  for (const view of viewsOf(state)) view.measure?.(scene, state, model);
}

/**
 * The ellipses, at the start, of the matrices that a state lists, by chart: `{ kind, outline }`.
 * If there is a second distribution, the Fisher ellipse goes through it.
 * @param {State} state
 * @param {Model} model
 * @param {Scene} scene
 * @returns {ByChart<Ellipse[]>}
 */
function ellipsesOf(state, model, scene) {
  const { start, other } = scene.pins;
  return Object.fromEntries(state.charts.map((chart) => {
    const through = other && model.quadratic(start[chart], other[chart], chart);
    const radius = budgetOf(scene) ?? (through && through > 0 ? through : ELLIPSE_RADIUS);
    /** @param {Ellipse["kind"] & BallKind} kind */
    const outline = (kind) => model.ball(kind, start[chart], radius, OUTLINE, chart);
    return [chart, state.ellipses.map((kind) => ({ kind, outline: outline(kind) }))];
  }));
}
