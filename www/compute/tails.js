// The axis of observations where it has to hold whole curves: it reaches to where they have fallen to a small share of their peaks.

import { onALine } from "../core.js";
import { pairAt } from "./points.js";
/** @import { FieldColumns, Pair, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */

/** What is at least this share of a curve's peak is shown, and at how many values a curve is looked at. */
const TAIL = 0.03;
const VALUES = 600;

/** Tails are looked for on an axis that is so many times as long. */
const WIDER = 9;

/** How much longer than the data need it an axis below runs may be on each side, as a share of that: the data are to be seen, too. */
const MORE = 0.5;

/**
 * The axis below the curves at the handle of a field: the one that the core chooses, made longer where they need it.
 * @param {State} state
 * @param {Scene} scene
 * @param {Model} model
 * @param {FieldColumns} columns
 * @returns {Pair}
 */
export function axisOfBells(state, scene, model, { rivals: { [state.charts[0]]: rivals } }) {
  return reaching(() => [scene.starts[state.charts[0]], rivals.onBall, Number.isFinite(rivals.worst) ? rivals.costliest : undefined], state, model);
}

/**
 * The axis below the distributions of runs: the one that the core chooses, longer where the first or the last curves need it, though not much.
 * @param {State} state
 * @param {Scene} scene
 * @param {Model} model
 * @returns {Pair}
 */
export function axisOfRuns(state, scene, model) {
  const [low, high] = /** @type {Pair} */ (model.axis);
  const [chart] = state.charts;
  const [from, to] = reaching(() => [scene.starts[chart], ...scene.runs.map(({ paths, steps }) => pairAt(paths[chart], steps))], state, model);
  const room = MORE * (high - low);
  return [Math.max(from, low - room), Math.min(to, high + room)];
}

/**
 * The axis that the core chooses, made longer where the curves at some points of the first chart need it.
 * @param {() => (Pair | undefined)[]} points where the model’s distributions have densities
 * @param {State} state
 * @param {Model} model
 * @returns {Pair}
 */
function reaching(points, { model: name, charts: [chart] }, model) {
  const own = /** @type {Pair} */ (model.axis);
  if (!onALine(name)) return own;
  return points().reduce((/** @type {Pair} */ ends, at) => (at ? withTails(ends, own, (xs) => model.density(at, chart, xs)) : ends), own);
}

/**
 * The ends of an axis, moved out to where a curve has fallen to a small share of its peak.
 * @param {Pair} ends
 * @param {Pair} own the axis around whose middle the curve is looked at
 * @param {(xs: Float64Array) => Float64Array} density
 * @returns {Pair}
 */
export function withTails(ends, [low, high], density) {
  const [middle, wide] = [(low + high) / 2, WIDER * (high - low)];
  // Plain loops: a hand that drags asks this in every frame, for several curves.
  const xs = new Float64Array(VALUES);
  for (let k = 0; k < VALUES; k += 1) xs[k] = middle + (k / (VALUES - 1) - 0.5) * wide;
  const heights = density(xs);
  let most = 0;
  for (const height of heights) most = Math.max(most, height);
  const least = TAIL * most;
  if (!(least > 0)) return ends;
  const isSeen = (/** @type {number} */ height) => height >= least;
  const [first, last] = [heights.findIndex(isSeen), heights.findLastIndex(isSeen)];
  return [Math.min(ends[0], crossing(first, first - 1)), Math.max(ends[1], crossing(last, last + 1))];

  /** Where the curve falls to that height between a value and the next one outside, so that the ends move as smoothly as the curve. @param {number} k @param {number} outside */
  function crossing(k, outside) {
    const far = outside in xs ? (heights[k] - least) / (heights[k] - heights[outside]) : 0;
    return far > 0 ? xs[k] + far * (xs[outside] - xs[k]) : xs[k];
  }
}
