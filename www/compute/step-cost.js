// The cost of a step as a function of the number of parameters P, in units of one gradient. It is
// computed from a stated model and not measured.

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

/** Families of rules whose steps solve with a matrix. */
const WITH_MATRIX = ["natural", "exact", "newton"];

/**
 * The cost of one step of a rule, in gradients; `entry` is its entry in the catalogue.
 * @param {{ family: string, name: string }} entry
 * @param {{ solver: string, parameters: number }} stated
 */
export function costOf({ family, name }, { solver, parameters }) {
  if (!WITH_MATRIX.includes(family)) return 1;
  // Newton's matrix has no Kronecker factors.
  const way = name === "newton" && solver === "k-fac" ? "cg" : solver;
  return SOLVERS[way].cost(parameters) + (family === "exact" ? TRIALS / 3 : 0);
}
