// The step of gradient descent from the start of a scene, as its arrow shows it.

import { ruleEntry } from "../core.js";
/** @import { Pair, Scene } from "../scene/shape.js" */

/**
 * The direction of steepest descent in the first chart, as a unit vector, and how far a rule may go that steps on a disc (chart
 * units; undefined where there is no such rule). Nothing where the gradient is zero.
 * @param {Scene} scene
 * @returns {{ along: Pair, length?: number } | undefined}
 */
export function steepest({ inspection: { gradient: [a, b] }, spec }) {
  const size = Math.hypot(a, b);
  if (!(size > 0)) return undefined;
  return { along: [-a / size, -b / size], length: spec.runs.find(({ rule }) => ruleEntry(rule).ball === "euclidean")?.radius };
}
