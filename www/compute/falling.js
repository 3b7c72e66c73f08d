// Where the loss falls for ever: the way that the natural gradient takes from the start.

import { Experiment } from "../core.js";
/** @import { Model } from "../views/view.js" */

/** Steps of the way, and their rate: enough to leave every window. */
const STEPS = 80;
const RATE = 0.5;

/** The ways that are known, by model and chart. @type {WeakMap<Model, Record<string, Float64Array>>} */
const known = new WeakMap();

/**
 * The points of that way in a chart, x0, y0, x1, y1, …; empty where there is none.
 * @param {Model} model
 * @param {string} chart
 */
export function fallingWay(model, chart) {
  const ways = known.get(model) ?? {};
  known.set(model, ways);
  return (ways[chart] ??= way(model, chart));
}

/** @param {Model} model @param {string} chart */
function way(model, chart) {
  const start = { chart, at: model.start(chart) };
  const experiment = new Experiment({ start, runs: [{ rule: "natural-gradient", rate: RATE, chart }], steps: STEPS }, model);
  try {
    experiment.advance(STEPS);
    return experiment.trajectory(0, chart);
  } finally {
    experiment.free();
  }
}
