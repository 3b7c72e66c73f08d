// The cost of a step as a function of the number of parameters P, in units of one gradient. It is
// computed from a stated model and not measured.

/** @import { RuleEntry } from "../scene/shape.js" */

/** The model: examples in a batch, square layers of the network, products of a conjugate-gradient solution, and forward passes of a line search. */
export const BATCH = 256;
export const LAYERS = 10;
export const PRODUCTS = 10;
export const TRIALS = 10;

/**
 * Ways to solve with a matrix: the cost of a step with `P` parameters, in gradients, and the name.
 * @type {Record<string, { label: string, cost: (P: number) => number }>}
 */
export const SOLVERS = {
  dense: { label: "dense matrix", cost: (P) => 1 + P / 6 + P ** 2 / (18 * BATCH) },
  "k-fac": { label: "K-FAC", cost: (P) => 2 + (4 * Math.sqrt(P / LAYERS)) / (3 * BATCH) },
  cg: { label: "conjugate gradient", cost: () => 1 + 2 * PRODUCTS },
};

/**
 * The cost of one step of a rule, in gradients; `entry` is its entry in the catalogue.
 * @param {Pick<RuleEntry, "needs">} entry
 * @param {{ solver: string, parameters: number }} stated
 */
export function costOf({ needs: { matrix, trials } }, { solver, parameters }) {
  if (!matrix) return 1;
  // The Hessian has no Kronecker factors.
  const way = matrix === "hessian" && solver === "k-fac" ? "cg" : solver;
  return SOLVERS[way].cost(parameters) + (trials ? TRIALS / 3 : 0);
}
