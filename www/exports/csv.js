// The steps of an experiment as a table for the next program.

import { Experiment, coordinates, modelEntry } from "../core.js";
/** @import { FullSpec } from "../scene/shape.js" */
/** @import { Place } from "../state/shape.js" */

/** The first columns, before the coordinates. */
const HEADS = ["run", "rule", "chart", "start", "step", "loss", "kl", "kl_reverse"];

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
 * Every step of every run from every start, in the coordinates of every chart. `run` is the number of a rule in a chart, and
 * `start` that of a start, 1 for the first: the two together name a path. Losses and divergences are in nats; `kl` is
 * KL(old‖new) of a step and `kl_reverse` KL(new‖old), both 0 at the start. Without runs the table has its heads alone.
 * @param {FullSpec} spec
 * @param {Place[]} [more] the starts after the first
 */
export function csv(spec, more = []) {
  const { charts } = modelEntry(spec.model);
  const names = charts.flatMap(({ name }) => coordinates(spec.model, name).map((symbol) => columnName(name, symbol)));
  const starts = spec.runs.length ? [spec.start, ...more] : [];
  const lines = [[...HEADS, ...names], ...starts.flatMap((start, k) => linesFrom({ ...spec, start }, k + 1))];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

/** The lines of all runs from one start. @param {FullSpec} spec @param {number} order the number of that start */
function linesFrom(spec, order) {
  const { charts } = modelEntry(spec.model);
  const experiment = new Experiment(spec);
  try {
    experiment.advance(spec.steps);
    return spec.runs.flatMap(({ rule, chart }, run) => {
      const series = /** @type {const} */ (["loss", "kl", "kl-reverse"]).map((name) => experiment.series(run, name));
      const paths = charts.map(({ name }) => experiment.trajectory(run, name));
      return Array.from(series[0], (_, k) => {
        const places = paths.flatMap((path) => [path[2 * k], path[2 * k + 1]]);
        return [String(run + 1), rule, chart, String(order), String(k), ...[...series.map((column) => column[k]), ...places].map(cell)];
      });
    });
  } finally {
    experiment.free();
  }
}
