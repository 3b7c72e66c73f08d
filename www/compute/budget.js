// What steps cost, beside the budget that they are given.

/** @import { Run, Scene } from "../scene/shape.js" */

/** The KL budget that a scene's rules share, in nats; undefined where there is none. @param {Pick<Scene, "runs" | "spec">} scene */
export function budgetOf(scene) {
  const inNats = scene.runs.find(({ entry: { ball } }) => ball && ball !== "euclidean");
  return inNats && scene.spec.runs[inNats.index].radius;
}

/** The budgets of a scene's rules that have one of their own, in nats. @param {Pick<Scene, "runs" | "spec">} scene */
const budgetsOf = (scene) => new Set(scene.runs.filter(hasOwn).map(({ index }) => scene.spec.runs[index].radius));

/** Whether a rule has a budget in nats. @param {Run} run */
const hasOwn = ({ entry: { ball } }) => Boolean(ball) && ball !== "euclidean";

/** Whether rules of a scene have different budgets, so that "the budget" is none of them. @param {Scene} scene */
export const haveSeveral = (scene) => budgetsOf(scene).size > 1;

/**
 * The cost of step `k` of a run and the budget it is compared with, in nats: the rule's own budget, in its direction, or
 * else the budget that the other rules share. Undefined if there is none.
 * @param {Scene} scene
 * @param {Run} run
 * @param {number} k
 */
export function costAndBudget(scene, run, k) {
  const { radius, direction } = scene.spec.runs[run.index];
  const own = hasOwn(run);
  const budget = own ? radius : haveSeveral(scene) ? undefined : budgetOf(scene);
  if (budget === undefined) return undefined;
  const reverse = own && direction === "new-old";
  const cost = reverse ? run.klReverse[k] : run.kl[k];
  return { cost, budget, of: reverse ? " of KL(new\u202f‖\u202fold)" : "", part: cost / budget };
}
