// Rates and radii that suit a reader's own data. Rules that are not invariant measure their steps in the
// unit of the data: what is a short step for heights in metres is none for years. Where the
// catalogue's default hardly moves, or overshoots, another one takes its place.

import { Experiment, modelEntry, ruleEntry, sizeOf } from "../core.js";
import { ruleName } from "../state/rule-keys.js";
import { optionsIn } from "../state/specification.js";
import { matchedSize } from "./matching.js";
/** @import { Model } from "../views/view.js" */
/** @import { RunSpec } from "../scene/shape.js" */
/** @import { Settings, State } from "../state/shape.js" */

/** What a first step should cost (nats): as much as that of rules that have a budget of nats by default. */
const WANTED = 0.05;

/** A first step that costs more than this (nats) is too long, whatever the steps after it do. */
const MOST = 1;

/** The catalogue's default stays if TRIAL steps with it gain at least a share of LEAST of what there is to gain. It also stays if no other size gains more. */
const TRIAL = 20;
const LEAST = 0.25;

/** A size is too large if TRIAL steps with it end with a higher loss than they began with. It is then divided by SHORTER, at most TRIALS times. */
const SHORTER = 3;
const TRIALS = 12;

/** Digits of a size. */
const DIGITS = 2;

/** Sizes that were found, by the model and by what was asked. @type {WeakMap<Model, Map<string, number | undefined>>} */
const found = new WeakMap();

/**
 * The sizes of a state's rules that take the place of the catalogue's defaults, by key; empty unless the data are a
 * reader's own. They depend on the data alone, not on where the start is put.
 * @param {State} state
 * @param {Model} model
 * @returns {Settings}
 */
export function fittedSizes(state, model) {
  /** @type {Settings} */
  const sizes = {};
  const { data, charts, settings, rules } = state;
  // Counts have no unit.
  if (!data || data.set !== undefined || modelEntry(state.model).takes === "counts" || state.race) return sizes;
  for (const rule of rules) {
    const name = sizeOf(rule)?.name;
    if (!name || ruleEntry(rule).invariance !== "none") continue;
    for (const chart of charts) {
      const key = `${rule}.${name}`;
      if (settings[key] !== undefined || settings[`${key}.${chart}`] !== undefined) continue;
      const size = sizeFor(model, { rule: ruleName(rule), chart, ...optionsIn([settings], rule, chart) });
      if (size !== undefined) sizes[charts.length > 1 ? `${key}.${chart}` : key] = size;
    }
  }
  return sizes;
}

/** @param {Model} model @param {RunSpec} run */
function sizeFor(model, run) {
  const known = found.get(model) ?? new Map();
  found.set(model, known);
  const key = JSON.stringify(run);
  if (!known.has(key)) known.set(key, searched(model, run));
  return known.get(key);
}

/**
 * The size that suits, or nothing where the default does.
 * @param {Model} model
 * @param {RunSpec} run
 */
function searched(model, run) {
  const { chart, ...rule } = run;
  const { name, default: usual } = sizeOf(run.rule);
  const start = { chart, at: model.start(chart) };
  const gain = (/** @type {number} */ size) => gained(model, { ...run, [name]: size }, start);
  const first = model.step({ ...rule, [name]: usual }, start.at, chart);
  const fits = !first.halvings && first.kl <= MOST;
  const least = fits ? gain(usual) : 0;
  if (least >= LEAST) return undefined;
  let size = rounded(matchedSize(model, run, start, WANTED));
  let most = gain(size);
  for (let k = 0; k < TRIALS && !(most >= 0); k += 1) {
    size = rounded(size / SHORTER);
    most = gain(size);
  }
  return fits && least >= most ? undefined : size;
}

/** @param {number} size */
const rounded = (size) => Number(size.toPrecision(DIGITS));

/**
 * The share of what there is to gain that some steps gain; in nats where the loss falls for ever.
 * @param {Model} model
 * @param {RunSpec} run
 * @param {{ chart: string, at: [number, number] }} start
 */
function gained(model, run, start) {
  const best = model.optimum(start.chart);
  const experiment = new Experiment({ start, runs: [run], steps: TRIAL }, model);
  try {
    experiment.advance(TRIAL);
    const loss = experiment.series(0, "loss");
    const gain = loss[0] - loss[loss.length - 1];
    return best ? gain / (loss[0] - model.inspect(best, start.chart).loss) : gain;
  } finally {
    experiment.free();
  }
}
