// The return over the steps under many seeds: the steps at which quantiles are computed, and
// the runs needed for that.

import { firstRuns } from "../state/specification.js";
import { LEVELS, outcomeOf, seedsFrom, settingOf, stepsOf } from "./seeds.js";
/** @import { Fan, FanAnswers, FanColumns, Outcome, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model, Moment, Sources } from "../views/view.js" */

/** The steps at which quantiles are computed, as shares of all steps; denser at the beginning, where more happens. */
const PLACES = Array.from({ length: 16 }, (_, k) => ((k + 1) / 16) ** 1.6);

/** The units of the policy's two parameters. @param {State} state */
export const scaleOf = ({ options }) => options?.scale ?? [1, 1];

/**
 * For each rule, in the first chart, its return at the start, and a setting for every step at which the quantiles are taken. A run
 * of so many steps is the beginning of a longer one: its seeds draw the same.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {FanColumns}
 */
export function fansOf(scene, state, model) {
  const { spec, inspection } = scene;
  const seeds = seedsFrom(scene, state, model);
  const scale = scaleOf(state);
  const steps = [...new Set(PLACES.map((place) => Math.max(1, Math.round(place * stepsOf(state)))))];
  const fans = firstRuns(spec.runs, state).map((run, r) => ({
    rule: state.rules[r], start: -inspection.loss, nodes: steps.map((step) => ({ step, spec: settingOf(seeds, run, scale, step) })),
  }));
  return { fans, seeds, settings: fans.flatMap(({ nodes }) => nodes.map(({ spec: setting }) => setting)) };
}

/**
 * The quantiles of the return at every step that is known, the lowest first: `[step, values]`. The return is minus the loss, so
 * its quantile at p is minus that of the loss at 1 − p.
 * @param {Fan} fan
 */
function returnsOf({ start, nodes }) {
  /** @type {[step: number, values: number[]][]} */
  const columns = [[0, LEVELS.map(() => start)]];
  for (const { step, spec } of nodes) {
    const found = outcomeOf(spec);
    if (!found) break;
    columns.push([step, [...found.quantiles].reverse().map((loss) => -loss)]);
  }
  return columns;
}

/**
 * What a fan asks: the quantiles that are known by now.
 * @param {Moment} moment
 * @param {Sources<FanColumns>} sources
 * @returns {FanAnswers}
 */
export const askFan = ({ panel: { index } }, { columns: { fans } }) => ({ returns: returnsOf(fans[index]) });

/** The median return in the end, and the return that one seed in twenty does not reach. @param {Outcome} outcome */
export const lastReturns = ({ quantiles }) => [-quantiles[2], -quantiles[4]];
