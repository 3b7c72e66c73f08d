// Two distributions that can be dragged, p and q: their attributes, and their
// coordinates in all charts.

import { flag, placeFrom, placeText } from "./words.js";
/** @import { Read, State } from "./shape.js" */
/** @import { Model, Pair } from "../views/view.js" */

/**
 * Reads the second distribution, `other`, and whether it keeps its distance when p moves.
 * @param {Read} read
 * @param {State} state
 */
export function readPins(read, state) {
  state.other = placeFrom("other", read("other"));
  state.stick = flag("stick", read("stick"));
}

/** Those attributes again. @param {State} state */
export const writePins = (state) => ({
  ...(state.other && !state.other.unplaced && { other: placeText(state.other, state.charts) }),
  stick: state.stick ? "on" : "off",
});

/**
 * Sets q if it is not given: to the best fit, or to a point near p. A model that is fitted to a target needs none: there
 * the target is p, and q is the start.
 * @param {State} state
 * @param {Model} model
 */
export function completePins(state, model) {
  if (state.other || model.target) return;
  const [chart] = state.charts;
  const { chart: named, at } = state.start;
  const near = () => {
    const [a, b] = model.ball("kl-old-new", model.convert(at, named, chart), 0.3, 8, chart);
    return /** @type {Pair} */ ([a, b]);
  };
  state.other = { chart, at: model.optimum(chart) ?? near(), unplaced: true };
}
