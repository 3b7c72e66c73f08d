// Probabilities that a figure of distributions shows in words or as bars: of the label at a landmark of the
// data, or of three classes.

import { modelEntry, onALine } from "../core.js";
import { pairAt } from "./points.js";
/** @import { DensityColumns, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */

/** The numbers of three classes. */
export const CLASSES = Float64Array.of(1, 2, 3);

/** The catalogue's entry for the built-in data of a state, if it uses such data. @param {State} state */
function builtIn({ model, data }) {
  const sets = modelEntry(model).data;
  return data ? sets.find(({ name }) => name === data.set) : sets[0];
}

/**
 * The probabilities at the start, at the best fit, and after any step of a run.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {DensityColumns}
 */
export function chances(scene, state, model) {
  const chart = state.charts[0];
  const landmark = builtIn(state)?.landmark;
  const isLabelled = modelEntry(state.model).takes === "labelled";
  const xs = isLabelled ? landmark && Float64Array.of(landmark.at) : onALine(state.model) ? undefined : CLASSES;
  if (!xs) return {};
  const best = scene.optima[chart];
  return {
    chances: { landmark, before: model.density(scene.starts[chart], chart, xs), best: best && model.density(best, chart, xs) },
    after: (run, k) => model.density(pairAt(run.paths[chart], k), chart, xs),
  };
}
