// The steps of an experiment as a table for the next program.

import { Experiment, coordinates, modelEntry } from "../core.js";
/** @import { FullSpec } from "../scene/shape.js" */

/** Signs of coordinates, and the letters that stand for them in the names of columns. @type {[RegExp, string][]} */
const LETTERS = [
  [/μ/g, "mu"], [/σ/g, "sigma"], [/τ/g, "tau"], [/η/g, "eta"], [/θ/g, "theta"], [/√/g, "sqrt "],
  [/²/g, "2"], [/₁/g, "1"], [/₂/g, "2"], [/₃/g, "3"], [/\//g, " over "], [/\+/g, " plus "], [/−/g, " minus "],
];

/**
 * A name of letters, digits and underscores, which R, polars and pandas keep as it is: natural_eta1.
 * @param {string} chart
 * @param {string} symbol
 */
const columnName = (chart, symbol) => LETTERS.reduce((text, [sign, word]) => text.replace(sign, word), `${chart} ${symbol}`)
  .normalize("NFKD").replace(/[^\w\s-]/g, "").trim().replace(/[\s-]+/g, "_");

/** A number as R, polars and pandas read it. @param {number} value */
const cell = (value) => (Number.isFinite(value) ? String(value) : Number.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf");

/**
 * Every step of every run, in the coordinates of every chart. Losses and divergences are in nats; `kl` is KL(old‖new) of a
 * step and `kl_reverse` KL(new‖old), both 0 at the start.
 * @param {FullSpec} spec
 */
export function csv(spec) {
  const experiment = new Experiment(spec);
  try {
    experiment.advance(spec.steps);
    const { charts } = modelEntry(spec.model);
    const names = charts.flatMap(({ name }) => coordinates(spec.model, name).map((symbol) => columnName(name, symbol)));
    const lines = [["run", "rule", "chart", "step", "loss", "kl", "kl_reverse", ...names]];
    spec.runs.forEach(({ rule, chart }, run) => {
      const series = /** @type {const} */ (["loss", "kl", "kl-reverse"]).map((name) => experiment.series(run, name));
      const paths = charts.map(({ name }) => experiment.trajectory(run, name));
      for (let k = 0; k < series[0].length; k += 1) {
        const places = paths.flatMap((path) => [path[2 * k], path[2 * k + 1]]);
        lines.push([String(run + 1), rule, chart, String(k), ...[...series.map((column) => column[k]), ...places].map(cell)]);
      }
    });
    return lines.map((line) => `${line.join(",")}\r\n`).join("");
  } finally {
    experiment.free();
  }
}
