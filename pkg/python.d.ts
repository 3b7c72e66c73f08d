// The types of `import { toPython } from "kl-ball/python"`. The core starts with the import.

import type { ExperimentSpec } from "./kl_ball.js";
import type { FigureAttributes } from "./render.js";

export interface PythonOptions {
  /** Who takes the steps of `adam`, `rmsprop`, `adagrad`, `nesterov`, `momentum` and `gradient`: a library, wherever it has settings
   * that give the same steps, or "none", the script alone. If it is left out, a rule whose `convention` is a library's is
   * taken from that library. */
  library?: "none" | "pytorch" | "optax" | "keras";
}

/**
 * A figure or an experiment as a program in Python (3.11 or newer, with jax, scipy and matplotlib): data, log-likelihood, the
 * chart's map, the divergence, every rule as in a textbook, with derivatives by JAX in double precision and exact balls by SciPy. It
 * prints every run as a line `# rule, chart NAME: 20 steps, running` and a table with commas, and draws the plane. The
 * paths agree with the core to 1e-8, those of exact balls to 1e-6. Batches, and episodes of a policy, are drawn anew by NumPy.
 *
 * Throws an Error that names the attribute or field, its value and what is allowed. A table has to be read before: see `kl-ball/table`.
 *
 * @example
 * const text = toPython({ rules: "gradient kl-ball", chart: "variance", start: [5.3, 0.022], steps: 10 });
 */
export function toPython(given: FigureAttributes | ExperimentSpec, options?: PythonOptions): string;
