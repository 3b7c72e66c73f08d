// A race: which rates are still searched for.

/** @import { State } from "./shape.js" */

/**
 * Whether the best rate of the `k`-th run is still searched for; until it is found the run has an old rate.
 * @param {State} state
 * @param {number} k
 */
export const isSought = ({ views, race }, k) => views.includes("race") && race.budget === "best" && race.pending.includes(k);
