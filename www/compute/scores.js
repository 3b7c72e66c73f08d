// The scores ∇ ln p of single observations at the start: their cloud, its mean and its second moment beside
// the Fisher matrix.

import { ellipse } from "../core.js";
/** @import { Scene, SceneScores } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model } from "../../pkg/kl_ball.js" */

/** Ellipses are drawn at this number of standard deviations, and the window extends to that number. */
const DEVIATIONS = 2;
const REACH = 3;

/** Points of an ellipse. */
const OUTLINE = 120;

/** Free room beyond what has to be visible. */
const MARGIN = 1.1;

/** @typedef {[a: number, b: number, count: number]} Spot Equal scores, and how many. */

/**
 * The scores, and everything at the start that they are compared with.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {SceneScores}
 */
export function scoresOf(scene, state, model) {
  const { labels, draws, seed } = state.scores;
  const [chart] = state.charts;
  // With labels of the data, the number of draws and the seed mean nothing.
  const { points, mean, moment } = model.scores(scene.starts[chart], chart, /** @type {"model"} */ (labels), draws, seed);
  return {
    labels, points, mean, moment,
    ...scene.inspection,
    count: points.length / 2,
    outlines: {
      fisher: ellipse(scene.inspection.fisher, DEVIATIONS, OUTLINE),
      moment: ellipse(moment, DEVIATIONS, OUTLINE),
    },
  };
}

/**
 * The range of a coordinate that must be visible: that of the Fisher matrix, of the other matrix, and of the mean.
 * @param {SceneScores} scores
 * @param {number} k
 */
export function rangeOf({ labels, fisher, moment, mean }, k) {
  const wanted = [REACH * Math.sqrt(fisher[2 * k]), MARGIN * Math.abs(mean[k])];
  if (labels === "data") wanted.push(MARGIN * DEVIATIONS * Math.sqrt(moment[2 * k]));
  return Math.max(...wanted);
}

/** Equal scores combined. @param {Float64Array} points */
export function together(points) {
  /** @type {Map<number, Spot[]>} */
  const columns = new Map();
  /** @type {Spot[]} */
  const spots = [];
  for (let k = 0; k < points.length; k += 2) {
    const [a, b] = [points[k], points[k + 1]];
    const column = columns.get(a) ?? [];
    if (!column.length) columns.set(a, column);
    const spot = column.find((one) => one[1] === b);
    if (spot) spot[2] += 1;
    else {
      /** @type {Spot} */
      const made = [a, b, 1];
      column.push(made);
      spots.push(made);
    }
  }
  return spots;
}
