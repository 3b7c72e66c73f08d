// Results of a policy as a function of the size of a rule's step: the return after exact
// steps, or the share of many seeds that succeeds or collapses.

import { Experiment, sizeOf, sizeOfRun } from "../core.js";
import { firstRuns } from "../state/specification.js";
import { outcomeOf, seedsFrom, settingOf, stepsOf } from "./seeds.js";
/** @import { State } from "../state/shape.js" */
/** @import { Cliff, CliffAnswers, CliffColumns, Pair, RunSpec, Scene, Seeds } from "../scene/shape.js" */
/** @import { Model, Moment, Sources } from "../views/view.js" */

/** The number of powers of ten that the sizes cover, and the number of sizes in each; more for exact runs, which are fast. */
/** @type {Record<string, Pair>} */
const RANGES = { "": [-1.5, 2.5], "chart units": [-1.5, 2.5], nats: [-3, 2] };
const [EXACT, SAMPLED] = [8, 2];

/** Whether a share of seeds is shown. @param {State} state */
export const isSampled = ({ show }) => show === "success" || show === "collapsed";

/**
 * Sizes of a rule with equal ratios; if there are few they are round: 1, 3, 10, …
 * @param {string} rule
 * @param {boolean} sampled
 */
function sizesOf(rule, sampled) {
  const [low, high] = RANGES[sizeOf(rule).unit];
  const each = sampled ? SAMPLED : EXACT;
  return Array.from({ length: (high - low) * each + 1 }, (_, k) => Number((10 ** (low + k / each)).toPrecision(sampled ? 1 : 3)));
}

/** Units of the parameters: (1, 1), and those of the figure if they differ. @type {(state: State) => Pair[]} */
const unitsOf = ({ options }) => [[1, 1], ...(options?.scale && String(options.scale) !== "1,1" ? [options.scale] : [])];

/**
 * A run with another size, or unchanged.
 * @param {RunSpec} run
 * @param {number} [size]
 * @returns {RunSpec}
 */
const sized = (run, size) => (size === undefined ? run : { ...run, [sizeOf(run.rule).name]: size });

/**
 * A panel for each rule: its run in the first chart, the sizes that are compared, the one that is chosen, and a line for
 * each pair of units, with what exact runs have come to, by size; and what seeds are needed for.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {CliffColumns}
 */
export function cliffs(scene, state, model) {
  const seeds = seedsFrom(scene, state, model);
  const panels = firstRuns(scene.spec.runs, state).map((run, r) => ({
    rule: state.rules[r], run, sizes: sizesOf(run.rule, isSampled(state)), chosen: sizeOfRun(run),
    lines: unitsOf(state).map((scale) => ({ scale, exact: new Map() })),
  }));
  return { panels, seeds, settings: isSampled(state) ? panels.flatMap((panel) => settingsOf(seeds, state, panel)) : [] };
}

/**
 * The settings of a panel for many seeds: first those of the chosen size, then from size to size.
 * @param {Seeds} seeds
 * @param {State} state
 * @param {Cliff} panel
 */
export const settingsOf = (seeds, state, { run, sizes, chosen, lines }) => [chosen, ...sizes].flatMap((size) =>
  lines.map(({ scale }) => settingOf(seeds, sized(run, size), scale, stepsOf(state))));

/**
 * Runs every size exactly, the chosen ones first, for the return at the start, after one step and in the end.
 * A generator that pauses after each run.
 * @param {CliffColumns} columns
 * @param {Scene} _
 * @param {State} state
 * @returns {Generator<CliffColumns>}
 */
export function* exactReturns({ seeds, settings, panels }, _, state) {
  if (isSampled(state)) return;
  const found = panels.map((panel) => ({ ...panel, lines: panel.lines.map(({ scale }) => ({ scale, exact: new Map() })) }));
  for (const { run, sizes, chosen, lines } of found) {
    for (const size of [chosen, ...sizes]) {
      for (const { scale, exact } of lines) {
        exact.set(size, returns({ ...seeds, options: { scale }, runs: [sized(run, size)] }, stepsOf(state)));
        yield { seeds, settings, panels: found };
      }
    }
  }
}

/**
 * @param {Seeds & { options: { scale: Pair }, runs: RunSpec[] }} spec
 * @param {number} steps
 */
function returns({ runs: [{ batch: _, ...run }], ...spec }, steps) {
  const experiment = new Experiment({ ...spec, runs: [run] });
  try {
    experiment.advance(steps);
    const losses = experiment.series(0, "loss");
    return { start: -losses[0], step: -losses[Math.min(1, losses.length - 1)], return: -losses[losses.length - 1] };
  } finally {
    experiment.free();
  }
}

/**
 * The shown quantity for a size in some units; undefined before it is known.
 * @param {Seeds} seeds
 * @param {State} state
 * @param {Pick<Cliff, "run">} panel
 * @param {Cliff["lines"][number]} line
 * @param {number} size
 */
export function valueOf(seeds, state, { run }, { scale, exact }, size) {
  const { show } = state;
  if (show === "success" || show === "collapsed") return tallyOf(seeds, state, { run }, { scale }, size)?.[show];
  return exact.get(size)?.[show];
}

/**
 * What a panel asks: the shown quantity for each of the units, at every size, as far as it is known by now.
 * @param {Moment} moment
 * @param {Sources<CliffColumns>} sources
 * @returns {CliffAnswers}
 */
export function askCliff({ panel: { index }, state }, { columns: { seeds, panels } }) {
  const panel = panels[index];
  // The chosen size is added, because it may be between two others.
  const sizes = [...new Set([...panel.sizes, panel.chosen])].sort((a, b) => a - b);
  return { sizes, lines: panel.lines.map((line) => ({
    values: sizes.map((size) => valueOf(seeds, state, panel, line, size)), own: valueOf(seeds, state, panel, line, panel.chosen),
  })) };
}

/**
 * The results of many seeds for a size, or for the chosen one; undefined before they are done.
 * @param {Seeds} seeds
 * @param {State} state
 * @param {Pick<Cliff, "run">} panel
 * @param {{ scale: Pair }} line
 * @param {number} [size]
 */
export const tallyOf = (seeds, state, { run }, { scale }, size) =>
  outcomeOf(settingOf(seeds, sized(run, size), scale, stepsOf(state)))?.tally;

/**
 * The ranges of sizes for which a condition holds, `[first, last]` each, from pairs `[size, whether it holds]`.
 * @param {[size: number, holds: boolean][]} all
 */
export function stretches(all) {
  /** @type {Pair[]} */
  const found = [];
  all.forEach(([size, holds], k) => {
    if (holds && k && all[k - 1][1]) found[found.length - 1][1] = size;
    else if (holds) found.push([size, size]);
  });
  return found;
}
