// The cost of a step as a function of the number of parameters P, in units of one gradient. It is
// computed from a stated model and not measured.

/** @import { Lines, RuleEntry } from "../scene/shape.js" */

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

/** The range of the number of parameters, and that of the axis of costs. */
export const PARAMETERS = /** @type {[number, number]} */ ([2, 1e8]);
const COSTS = /** @type {[number, number]} */ ([0.1, 1e9]);

/** Points along a line, at numbers of parameters with equal ratios. */
const POINTS = 200;

/** The ways whose costs are compared. */
export const WAYS = [{ label: "gradient, Adam …", cost: () => 1 }, ...Object.values(SOLVERS)];

/** The cost of a step in each of these ways, against the number of parameters. @type {() => Lines} */
export function linesOfCosts() {
  const [least, most] = PARAMETERS;
  const at = Float64Array.from({ length: POINTS + 1 }, (_, k) => least * (most / least) ** (k / POINTS));
  return {
    values: WAYS.map(({ cost }) => at.map((parameters) => cost(parameters))),
    logarithmic: true, label: "cost of a step (gradients)", from: 0, range: COSTS,
    x: { label: "parameters P", logarithmic: true }, span: PARAMETERS, at: WAYS.map(() => at),
  };
}

/** Where a number of parameters is along these lines, as the number of a point. @param {number} parameters */
export const placeAmong = (parameters) => POINTS * (Math.log(parameters / PARAMETERS[0]) / Math.log(PARAMETERS[1] / PARAMETERS[0]));

/** The bytes of a matrix of doubles with so many rows. @param {number} rows */
export const bytesOfMatrix = (rows) => 8 * rows ** 2;
