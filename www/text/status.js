// How runs end, and why their steps are cut short, in words.

/** @import { Run, Scene } from "../scene/shape.js" */

/** Words for how a run ended. A run that has converged rests somewhere; see `whereItRests`. @type {Partial<Record<string, string>>} */
const STATUS = {
  "left-domain": "left the domain",
  singular: "singular matrix",
  "ill-posed": "no minimum",
  collapsed: "collapsed",
  unbounded: "no best fit to arrive at",
};

/** A run has arrived when its loss is this close to that of a minimum (nats). */
export const ARRIVED = 1e-6;

/** Whether steps are halved by the rule's own line search, and not because they would leave the domain. @param {Run} run */
export const isSearched = ({ entry }) => entry.needs.lineSearch;

/**
 * Words for how a run ended; none if it can go on.
 * @param {Scene} scene
 * @param {Run} run
 */
export const ending = (scene, run) => (run.status === "converged" ? whereItRests(scene, run).words : STATUS[run.status]);

/**
 * Where a run rests that has converged, in words, and how far above the best fit that is (nats), if it is no minimum. To converge
 * is to come to rest, which a rule also does on a plateau, where the gradient is too small to move it, on a saddle, or
 * where its steps are shorter than the rounding of its coordinates.
 * @param {Scene} scene
 * @param {Run} run
 * @returns {{ words: string, above?: number, because?: string }}
 */
export function whereItRests({ leastLoss, minimaAbove }, run) {
  if (leastLoss === undefined) return { words: "at rest" };
  const above = run.loss[run.steps] - leastLoss;
  if (above < ARRIVED) return { words: "arrived" };
  const isMinimum = minimaAbove[run.chart]?.some((other) => Math.abs(above - other) < ARRIVED);
  if (isMinimum) return { words: "arrived at a higher minimum" };
  return isSearched(run)
    ? { words: "at rest at no minimum", above, because: "its line search finds nothing lower" }
    : { words: "at rest at no minimum", above, because: "its steps there are too small to move it" };
}
