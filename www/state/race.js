// A race: which rates are still searched for, and under which key the rate of a run is set.

import { sizeOf } from "../core.js";
import { placeOfRun } from "./specification.js";
/** @import { State } from "./shape.js" */

/**
 * Whether the best rate of the `k`-th run is still searched for; until it is found the run has an old rate.
 * @param {State} state
 * @param {number} k
 */
export const isSought = ({ views, race }, k) => views.includes("race") && race.budget === "best" && race.pending.includes(k);

/**
 * The setting of the `k`-th run’s rate or radius, for its chart alone if there are several charts.
 * @param {State} state
 * @param {number} k
 */
export function keyOfRate(state, k) {
  const { rule, chart } = placeOfRun(state, k);
  return [rule, sizeOf(rule).name, ...(state.charts.length > 1 ? [chart] : [])].join(".");
}
