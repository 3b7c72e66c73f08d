// The numbers of a step as formulas, in words. Loaded when one is asked for; see formula.js.

import { chartOf } from "../core.js";
import { costAndBudget } from "../compute/budget.js";
import { amount, nats, number, share } from "../text/format.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */
/** @import { Pair } from "../views/view.js" */

/** Digits of numbers whose difference is what matters. */
const DIGITS = 5;

/** The two ends of a step, in a chart. @param {Current} current @param {Run} run @param {number} k @param {string} chart @returns {[Pair, Pair]} */
function ends({ model }, run, k, chart) {
  const path = run.paths[run.chart];
  const at = (/** @type {number} */ step) => model.convert(/** @type {Pair} */ ([path[2 * step], path[2 * step + 1]]), run.chart, chart);
  return [at(k - 1), at(k)];
}

/**
 * The cost of step `k` of a run as a formula, with its numbers.
 * @param {Current} current
 * @param {Run} run
 * @param {number} k
 */
export function formula(current, run, k) {
  const { state } = current;
  const cost = `${amount(run.kl[k])} nats`;
  const name = `${run.entry.label}, step ${k}: KL(old ‖ new) = `;
  const [normal, probabilities] = [chartOf(state.model, "mean-and-deviation"), chartOf(state.model, "probabilities")];
  if (normal) {
    const [[m0, s0], [m1, s1]] = ends(current, run, k, normal);
    const [a, b, c, d] = [m0, s0, m1, s1].map((x) => number(x, 4));
    return `${name}ln(σ₁/σ₀) + (σ₀² + (μ₀ − μ₁)²) / (2σ₁²) − ½ = ln(${d}/${b}) + (${b}² + (${a} − ${c})²) / (2 · ${d}²) − ½ = ${cost}`;
  }
  if (probabilities) {
    const [p, q] = ends(current, run, k, probabilities).map(([p1, p2]) => [p1, p2, 1 - p1 - p2]);
    return `${name}Σ p ln(p/q) = ${p.map((one, j) => `${number(one)} ln(${number(one)}/${number(q[j])})`).join(" + ")} = ${cost}`;
  }
  if (chartOf(state.model, "middle-and-slope")) return `${name}the mean over the inputs of p ln(p/q) + (1 − p) ln((1 − p)/(1 − q)), p before and q after the step = ${cost}`;
  return `${name}the mean of ln(old/new) under the old distribution = ${cost}`;
}

/** What a cell of the ledger holds: the cost of a step, its share of the budget, the change in loss, or the loss above the best fit in a chart. @typedef {"kl" | "share" | "loss" | number} Held */

/**
 * What is held, as a formula with its numbers.
 * @param {Current} current
 * @param {Run} run
 * @param {number} k
 * @param {Held} held
 */
export function formulaOf(current, run, k, held) {
  if (held === "kl") return formula(current, run, k);
  const { scene } = current;
  const name = `${run.entry.label}, step ${k}:`;
  const difference = (/** @type {number} */ from) => `${number(run.loss[k], DIGITS)} − ${number(from, DIGITS)} = ${amount(run.loss[k] - from)}`.replace(/− −/g, "+ ");
  if (held === "loss") return `${name} the loss now − the loss at the start = ${difference(run.loss[0])}`;
  if (typeof held === "number") return scene.leastLoss === undefined ? "" : `${name} the loss − the least loss = ${difference(scene.leastLoss)} nats`;
  const used = costAndBudget(scene, run, k);
  return used ? `${name} its cost${used.of} / its budget = ${number(used.cost)} nats / ${nats(used.budget)} = ${share(used.part)}` : "";
}
