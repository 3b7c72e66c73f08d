// When runs arrive at the best fit, from one start and on average from several.

import { Experiment } from "../core.js";
/** @import { FullSpec, Pair, RunSpec, Scene } from "../scene/shape.js" */
/** @import { Place, State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */
/** @import { Specs } from "../work/shape.js" */

/** A run has arrived at so many nats above the least loss. */
export const GAP = 0.01;

/** The same for a state: beside a race what counts as arrival in the race. @param {State} state */
export const gapOf = ({ views, race }) => (views.includes("race") ? race.gap : GAP);

/** Largest number of steps in which a rule may arrive. */
export const LIMIT = 200;

/** Number of starts besides the figure's own. */
const OTHERS = 8;

/** Number of steps between two pauses, in which the figure is drawn. */
const STRIDE = 10;

/**
 * The first step at which a loss is at most `goal`, if there is one.
 * @param {Float64Array} losses
 * @param {number} goal
 */
export function arrival(losses, goal) {
  const step = losses.findIndex((loss) => loss <= goal);
  return step < 0 ? undefined : step;
}

/**
 * The start of a scene, and others around the best fit that have the same loss to within a KL ball's outline.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {Place[]}
 */
export function startsAround({ optima, inspection, leastLoss }, { charts: [chart], start }, model) {
  const best = optima[chart];
  const gain = inspection.loss - (leastLoss ?? Infinity);
  if (!best || !(gain > 0)) return [start];
  const flat = model.ball("kl-old-new", best, gain, OTHERS, chart);
  const others = Array.from({ length: OTHERS }, (_, k) => /** @type {Pair} */ ([flat[2 * k], flat[2 * k + 1]]));
  return [start, ...others.filter((at) => at.every(Number.isFinite) && model.contains(at, chart)).map((at) => ({ chart, at }))];
}

/**
 * The mean number of steps to a loss of `goal` for every run of a specification, over several starts, and how many of
 * those starts arrive in `LIMIT` steps: `{ mean, arrived }` for each run. A generator that pauses every few steps.
 * @param {FullSpec} spec
 * @param {Place[]} starts
 * @param {number} goal
 */
export function* meanArrivals(spec, starts, goal) {
  const all = spec.runs.map(() => /** @type {(number | undefined)[]} */ ([]));
  for (const start of starts) {
    const found = yield* arrivals({ ...spec, start, steps: LIMIT }, goal);
    all.forEach((list, k) => list.push(found[k]));
  }
  return all.map((list) => {
    const reached = list.filter((steps) => steps !== undefined);
    return { mean: reached.reduce((sum, steps) => sum + steps, 0) / list.length, arrived: reached.length };
  });
}

/**
 * The step with which each run arrives.
 * @param {FullSpec} spec
 * @param {number} goal
 */
function* arrivals(spec, goal) {
  const experiment = new Experiment(spec);
  try {
    let found = spec.runs.map(() => /** @type {number | undefined} */ (undefined));
    for (let steps = 0; steps < LIMIT && found.includes(undefined); steps += STRIDE) {
      experiment.advance(STRIDE);
      found = found.map((_, k) => arrival(experiment.series(k, "loss"), goal));
      yield;
    }
    return found;
  } finally {
    experiment.free();
  }
}

/**
 * The core's specification of the search for a run's best rate.
 * @param {Scene} scene
 * @param {Place[]} starts
 * @param {{ gap: number }} given
 * @param {RunSpec} run
 */
export function searchSpec({ spec: { model, data, options, steps }, leastLoss }, starts, { gap }, run) {
  const aim = leastLoss === undefined ? { aim: "loss", steps } : { gap, steps: LIMIT };
  return /** @type {Specs["rate-search"]} */ ({ model, data, ...(options && { options }), run, starts, ...aim });
}
