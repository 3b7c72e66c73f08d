// A state as the specification of an experiment, and back: every rule is run in every chart.

import { ruleEntry } from "../core.js";
import { keysOf, ruleName } from "./rule-keys.js";
/** @import { FullSpec, RunSpec } from "../scene/shape.js" */
/** @import { Settings, State } from "./shape.js" */

/**
 * The state that a whole experiment describes, in the views that an element has.
 * @param {FullSpec} spec
 * @param {State} state
 * @returns {State}
 */
export function fromSpec(spec, state) {
  const charts = [...new Set(spec.runs.map((run) => run.chart))];
  const keys = runKeys(spec.runs);
  const rules = [...new Set(keys)];
  /** @type {Settings} */
  const settings = {};
  const batch = spec.runs[0]?.batch;
  spec.runs.forEach(({ rule: _, chart, batch: __, ...options }, k) => {
    for (const [name, value] of Object.entries(options)) {
      const shared = (settings[`${keys[k]}.${name}`] ??= value);
      if (shared !== value) settings[`${keys[k]}.${name}.${chart}`] = value;
    }
  });
  const { model, data, options, start, steps } = spec;
  const described = /** @type {State} */ ({ ...state, model, data, options, charts, rules, start, steps, batch, seed: batch?.seed ?? 0, batches: Boolean(batch), settings });
  /** @param {RunSpec[]} list */
  const runs = (list) => list.map((run) => JSON.stringify(Object.entries(run).sort())).sort().join();
  if (runs(toSpec(described).runs) !== runs(spec.runs)) {
    throw new Error("runs is another list; allowed in a figure: every rule in every chart, equally often, with the same batch");
  }
  return described;
}

/**
 * The key of each run's rule. The first gradient of one chart and the first of another are the same rule, and so the second ones.
 * @param {RunSpec[]} runs
 */
function runKeys(runs) {
  const which = runs.map(({ rule, chart }, k) => runs.slice(0, k).filter((other) => other.rule === rule && other.chart === chart).length);
  const order = runs.map(({ rule }, k) => JSON.stringify([rule, which[k]]));
  const firsts = [...new Set(order)];
  const keys = keysOf(firsts.map((one) => JSON.parse(one)[0]));
  return order.map((one) => keys[firsts.indexOf(one)]);
}

/** What an experiment depends on besides its model and its start, as text: the same for the same. @param {State} state */
export const rulesKey = ({ rules, charts, settings, fitted = {}, batch, steps, more }) => JSON.stringify([rules, charts, settings, fitted, batch, steps, more?.length ?? 0]);

/**
 * The options of a rule in a chart, each from the first of some settings that have it.
 * @param {Settings[]} settings
 * @param {string} rule
 * @param {string} chart
 */
export function optionsIn(settings, rule, chart) {
  /** @type {Settings} */
  const options = {};
  for (const { name } of ruleEntry(rule)?.options ?? []) {
    const key = `${rule}.${name}`;
    const value = settings.flatMap((from) => [from[`${key}.${chart}`], from[key]]).find((one) => one !== undefined);
    if (value !== undefined) options[name] = value;
  }
  return options;
}

/**
 * The specification of the experiment a state describes: every rule in every chart.
 * @param {State} state
 * @returns {FullSpec}
 */
export function toSpec(state) {
  const runs = state.rules.flatMap((rule) =>
    state.charts.map((chart) => ({
      rule: ruleName(rule), chart, ...optionsIn([state.settings, state.fitted ?? {}], rule, chart), ...(state.batch && { batch: state.batch }),
    })),
  );
  const { model, data, options, start, steps } = state;
  return /** @type {FullSpec} */ ({ version: 1, model, ...(data && { data }), ...(options && { options }), start, runs, ...(steps !== undefined && { steps }) });
}

/**
 * The number of a run in that specification.
 * @param {State} state
 * @param {string} rule
 * @param {string} chart
 */
export const runIndex = (state, rule, chart) =>
  state.rules.indexOf(rule) * state.charts.length + state.charts.indexOf(chart);

/**
 * The rule and the chart of its `k`-th run.
 * @param {State} state
 * @param {number} k
 */
export const placeOfRun = ({ rules, charts }, k) => ({ rule: rules[Math.floor(k / charts.length)], chart: charts[k % charts.length] });

/**
 * The first run of each rule, in the order of the rules.
 * @param {RunSpec[]} runs
 * @param {State} state
 */
export const firstRuns = (runs, { rules, charts }) => rules.map((_, r) => runs[r * charts.length]);
