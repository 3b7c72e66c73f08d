// Pairs of distributions p and q: their divergences and distances, in every chart and in the
// first unit of the data, and the integrands of the divergences.

import { modelEntry } from "../core.js";
import { namesOfClasses } from "../state/classes.js";
import { CLASSES } from "./chances.js";
import { distanceBetween } from "./points.js";
import { madeOnce } from "./remembered.js";
import { againstTarget, curvesWithTarget, isWithTarget } from "./with-target.js";
/** @import { State, Units } from "../state/shape.js" */
/** @import { Divergence, DivergenceAnswers, PairCurves, PairIn, Scene } from "../scene/shape.js" */
/** @import { Model, Moment, Pair, Sources } from "../views/view.js" */

/** Points on a curve. */
const SAMPLES = 200;

/**
 * p and q in every chart that can represent both: `{ name, label, p, q }`.
 * @param {State} state
 * @param {Scene} scene
 * @param {Model} model
 * @returns {PairIn[]}
 */
export function everyChart(state, scene, model) {
  const [first] = state.charts;
  const { start, other = start } = scene.pins;
  return modelEntry(state.model).charts.flatMap(({ name, label }) => {
    try {
      const [p, q] = [start, other].map((pin) => pin[name] ?? model.convert(pin[first], first, name));
      return [{ name, label, p, q }];
    } catch {
      return [];
    }
  });
}

/**
 * p and q of a scene in one chart.
 * @param {Scene} scene
 * @param {string} chart
 * @returns {[Pair, Pair]}
 */
export const pairIn = ({ pins: { start, other = start } }, chart) => [start[chart], other[chart]];

/**
 * Both divergences in nats, which of them is greater and, where there are classes, which of those adds most to it; the
 * Fisher–Rao distance, and the Euclidean distances in every chart; `before` is the same in the first unit of the data,
 * where there is another one now.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {Divergence}
 */
export function divergenceOf(scene, state, model) {
  const found = divergences(state, scene, model);
  const greater = found.forward > found.reverse ? "forward" : "reverse";
  const classes = classNames(state);
  const [chart] = state.charts;
  const [p, q] = pairIn(scene, chart);
  return { ...found, classes, greater, ...(classes && { bars: bars(scene, chart, model), largest: greater === "forward" ? largestPart(classes, model, p, q, chart) : largestPart(classes, model, q, p, chart) }) };
}

/** Names of the classes, if there are any. @param {State} state */
function classNames(state) {
  const { takes } = modelEntry(state.model);
  if (takes !== "counts" && takes !== "nothing") return undefined;
  return namesOfClasses(state);
}

/**
 * @param {State} state
 * @param {Scene} scene
 * @param {Model} model
 */
export function divergences(state, scene, model) {
  if (isWithTarget(scene, model)) return againstTarget(scene, model, state.charts[0]);
  const [first] = state.charts;
  const charts = everyChart(state, scene, model).map((chart) => ({ ...chart, length: distanceBetween(chart.p, chart.q) }));
  return {
    ...between(...pairIn(scene, first), first, model), charts,
    ...(state.units && { before: inFirstUnit(state.units, charts, first, model) }),
  };
}

/**
 * @param {Pair} p
 * @param {Pair} q
 * @param {string} chart
 * @param {Model} model
 */
const between = (p, q, chart, model) => ({
  forward: model.kl(p, q, chart), reverse: model.kl(q, p, chart), distance: model.distance(p, q, chart),
});

/**
 * The same numbers before the data were shifted and scaled; distances between parameters by chart.
 * @param {Units} units
 * @param {PairIn[]} charts
 * @param {string} first
 * @param {Model} model
 */
function inFirstUnit({ scale, shift }, charts, first, model) {
  /**
   * @param {Pair} at
   * @param {string} chart
   */
  const back = (at, chart) => model.affine(at, chart, 1 / scale, -shift / scale);
  const then = charts.map(({ name, p, q }) => ({ name, p: back(p, name), q: back(q, name) }));
  const [shown] = then.filter(({ name }) => name === first);
  return {
    ...between(shown.p, shown.q, first, model),
    lengths: Object.fromEntries(then.map(({ name, p, q }) => [name, distanceBetween(p, q)])),
  };
}

/**
 * The class with the largest part of KL(here‖there): its name, its part in nats, and its two probabilities.
 * @param {string[]} classes
 * @param {Model} model
 * @param {Pair} here
 * @param {Pair} there
 * @param {string} chart
 */
function largestPart(classes, model, here, there, chart) {
  const parts = model.integrand(here, there, chart, CLASSES);
  const k = parts.indexOf(Math.max(...parts));
  return { name: classes[k], part: parts[k], chances: [here, there].map((at) => model.density(at, chart, CLASSES)[k]) };
}

/**
 * Both densities and both integrands on an axis from x0 to x1, their greatest value, and the part of each divergence on the axis.
 * @param {Scene} scene
 * @param {string} chart
 * @param {Model} model
 * @param {number[]} ends
 * @param {boolean} labelled
 * @returns {PairCurves}
 */
export function curves(scene, chart, model, [x0, x1], labelled) {
  const xs = Float64Array.from({ length: SAMPLES }, (_, k) => x0 + ((x1 - x0) * k) / (SAMPLES - 1));
  const inputs = labelled ? Float64Array.from(model.observations) : xs;
  const found = isWithTarget(scene, model)
    ? curvesWithTarget(scene, model, chart, xs) : { xs, inputs, ...curvesOfPair(pairIn(scene, chart), model, chart, xs, inputs) };
  if (labelled) return { ...found, highest: 1 };
  /** @param {Float64Array} values */
  const sum = (values) => ((x1 - x0) / (SAMPLES - 1)) * values.reduce((total, value) => total + value, 0);
  return {
    ...found,
    highest: Math.max(...[found.p, found.q, found.forward, found.reverse].map((values) => Math.max(...values))),
    seen: { forward: sum(found.forward), reverse: sum(found.reverse) },
  };
}

/**
 * @param {[Pair, Pair]} pair
 * @param {Model} model
 * @param {string} chart
 * @param {Float64Array} xs
 * @param {Float64Array} inputs
 */
const curvesOfPair = ([p, q], model, chart, xs, inputs) => ({
  p: model.density(p, chart, xs),
  q: model.density(q, chart, xs),
  forward: model.integrand(p, q, chart, inputs),
  reverse: model.integrand(q, p, chart, inputs),
});

/** Both panels show the same curves in the same frame. @type {ReturnType<typeof madeOnce<PairCurves>>} */
const curvesOnce = madeOnce();

/**
 * What a panel of a divergence asks.
 * @param {Moment} moment
 * @param {Sources<Divergence>} sources
 * @param {{ frame: number[] }} size
 * @returns {DivergenceAnswers}
 */
export function askDivergence({ state }, { scene, model, columns }, { frame }) {
  if (columns.classes) return {};
  const ends = frame.slice(4);
  return { curves: curvesOnce(columns, [ends.join()], () => curves(scene, state.charts[0], model, ends, modelEntry(state.model).takes === "labelled")) };
}

/**
 * Probabilities and parts of both divergences for three classes.
 * @param {Scene} scene
 * @param {string} chart
 * @param {Model} model
 */
export function bars(scene, chart, model) {
  const [p, q] = pairIn(scene, chart);
  const found = {
    p: model.density(p, chart, CLASSES),
    q: model.density(q, chart, CLASSES),
    forward: model.integrand(p, q, chart, CLASSES),
    reverse: model.integrand(q, p, chart, CLASSES),
  };
  return { ...found, highest: Math.max(...Object.values(found).map((values) => Math.max(...values))) };
}

/** How many times as great as the smaller of two divergences the greater one is. @param {number} one @param {number} other */
export const timesGreater = (one, other) => Math.max(one, other) / Math.min(one, other);
