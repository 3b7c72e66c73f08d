// What steps cost, beside the budget that they are given.

/** @import { Run, Scene } from "../scene/shape.js" */

/** The KL budget that a scene's rules share, in nats; undefined where there is none. @param {Pick<Scene, "runs" | "spec">} scene */
export function budgetOf(scene) {
  const inNats = scene.runs.find(({ entry: { ball } }) => ball && ball !== "euclidean");
  return inNats && scene.spec.runs[inNats.index].radius;
}

/**
 * The cost of step `k` of a run and the budget it is compared with, in nats: the rule's own budget, in its direction, or
 * else the budget that the other rules share. Undefined if there is none.
 * @param {Scene} scene
 * @param {Run} run
 * @param {number} k
 */
export function costAndBudget(scene, run, k) {
  const { radius, direction } = scene.spec.runs[run.index];
  const own = run.entry.ball && run.entry.ball !== "euclidean";
  const budget = own ? radius : budgetOf(scene);
  if (budget === undefined) return undefined;
  const reverse = own && direction === "new-old";
  const cost = reverse ? run.klReverse[k] : run.kl[k];
  return { cost, budget, of: reverse ? " of KL(new\u202f‖\u202fold)" : "", part: cost / budget };
}
