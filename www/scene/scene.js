// The scene: all numbers that a figure shows at one moment. They are requested from the
// core here, so that views only draw.

import { budgetOf } from "../compute/budget.js";
import { fallingWay } from "../compute/falling.js";
import { chartOf, coordinates, modelEntry } from "../core.js";
import { toSpec } from "../state/specification.js";
import { pinOf } from "../state/starts.js";
import { countOf } from "./models.js";
import { prepare } from "./prepared.js";
import { remembered } from "../compute/remembered.js";
import { OUTLINE, dataOf, goOn, trained } from "./runs.js";
/** @import { Place, State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */
/** @import { BallKind, ByChart, Ellipse, Pair, Runs, Scene, StartBeside } from "./shape.js" */

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
  const { charts, rules } = state;
  const [first] = charts;
  const own = rules.length ? trained(state, model, before) : untrained(state, model);
  const pins = pinsOf(state, model);
  const inspect = remembered((/** @type {string} */ shown) => model.inspect(pins.start[shown], shown));
  // A wrong start must be reported at once. A drag never leads to one.
  if (!before) inspect(first);
  /** @type {Scene} */
  const scene = {
    ...own, pins, starts: pins.start,
    more: (rules.length ? state.more ?? [] : []).map((start, k) => trained({ ...state, start }, model, before?.more[k])),
    ...bestOf(model, charts),
    inspectionIn: inspect,
    get inspection() { return inspect(first); },
    get startBeside() { return besideBest(state, model, scene); },
    observed: countOf(model),
    symbols: Object.fromEntries(charts.map((shown) => [shown, coordinates(state.model, shown)])),
    ellipses: ellipsesOf(state, model, { ...own, pins }),
    columns: {},
  };
  join(scene);
  freeTogether(scene);
  prepare(scene, state, model);
  return scene;
}

/**
 * Where every pin is, in every chart.
 * @param {State} state
 * @param {Model} model
 * @returns {Scene["pins"]}
 */
function pinsOf({ charts, start, other, guess, more }, model) {
  /** @type {(pin: Place) => ByChart<Pair>} */
  const places = (pin) => Object.fromEntries(
    charts.map((shown) => [shown, pin.chart === shown ? [...pin.at] : model.convert(pin.at, pin.chart, shown)]),
  );
  /** @type {Scene["pins"]} */
  const pins = { start: places(start) };
  if (other) pins.other = places(other);
  if (guess) pins.guess = places(guess);
  more?.forEach((place, k) => { pins[pinOf(k)] = places(place); });
  return pins;
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
 * @returns {Runs}
 */
const untrained = (state, model) => ({
  spec: { ...toSpec(state), data: dataOf(state, model) }, runs: [], steps: 0, reached: 0, growing: false, isQuick: false, taken: 0, distances: [], chartDistance: [],
});

/**
 * Continues the runs of a scene that is `growing`; so do the columns of views.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
export function grow(scene, state, model) {
  if (scene.growing) goOn(scene, state);
  for (const one of scene.more) if (one.growing) goOn(one, state);
  join(scene);
  prepare(scene, state, model);
}

/**
 * The ellipses, at the start, of the matrices that a state lists, by chart: `{ kind, outline }`.
 * If there is a second distribution, the Fisher ellipse goes through it.
 * @param {State} state
 * @param {Model} model
 * @param {Pick<Scene, "pins" | "runs" | "spec">} scene
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
