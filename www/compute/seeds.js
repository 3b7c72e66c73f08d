// Settings of a policy under many seeds, computed in workers one after the other. Results are
// kept for all figures of the page.

import { MonteCarlo, chartOf } from "../core.js";
import { begin } from "../work/work.js";
/** @import { Job } from "../work/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Outcome, Pair, RunSpec, Seeds as SeedsOfFigure, Setting } from "../scene/shape.js" */
/** @import { Hooks, Model } from "../views/view.js" */

/** Number of seeds of each setting, the same as in the core's tests. */
export const SEEDS = 200;

/** Levels of the quantiles of the last losses. */
export const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Default number of steps of a setting. @param {State} state */
export const stepsOf = ({ steps }) => steps ?? 200;

/** Number of results that are remembered. */
const MOST = 3000;

/** @type {Map<string, Outcome>} */
const known = new Map();

/** The results of a setting: `{ tally, quantiles }`; undefined before it is done. @param {Setting} spec */
export const outcomeOf = (spec) => known.get(JSON.stringify(spec));

/**
 * The part that all settings have in common: the figure's model, and its start in coordinates that do not depend on units.
 * @param {{ spec: { model: string } }} scene
 * @param {State} state
 * @param {Model} model
 * @returns {SeedsOfFigure}
 */
export function seedsFrom({ spec }, { start }, model) {
  const chart = unitless(spec.model);
  return { model: spec.model, start: { chart, at: model.convert(start.at, start.chart, chart) } };
}

/** The chart of a policy that does not depend on units: that of its probabilities' logarithms. @param {string} model */
const unitless = (model) => /** @type {string} */ (chartOf(model, "log-ratios"));

/**
 * The setting of a run under many seeds, in some units, for a number of steps.
 * @param {SeedsOfFigure} seeds
 * @param {RunSpec} run
 * @param {Pair} scale
 * @param {number} steps
 * @returns {Setting}
 */
export function settingOf({ model, start }, run, scale, steps) {
  const { size, seed } = run.batch ?? {};
  return { model, options: { scale }, start, run: /** @type {RunSpec} */ ({ ...run, batch: { size: size ?? 64, seed: seed ?? 0 } }), steps, seeds: SEEDS };
}

/** Computes settings at once. @param {Setting[]} specs */
export function runAll(specs) {
  for (const spec of specs) {
    if (outcomeOf(spec)) continue;
    const work = new MonteCarlo(spec);
    try {
      do work.advance(SEEDS); while (work.tally().done < work.tally().total);
      remember(spec, { tally: work.tally(), quantiles: work.quantiles(LEVELS) });
    } finally {
      work.free();
    }
  }
}

/** @param {Setting} spec @param {Outcome} outcome */
function remember(spec, outcome) {
  if (known.size >= MOST) known.clear();
  known.set(JSON.stringify(spec), outcome);
}

/** Computes settings one after the other, in the order given. */
export class Seeds {
  #hooks;
  /** @type {Job | undefined} */
  #job;
  /** The setting it works on, as text. @type {string | undefined} */
  #doing;
  /** @type {Setting[]} */
  #wanted = [];

  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** Continues with these settings, and cancels one that is no longer needed. @param {Setting[]} specs */
  want(specs) {
    this.#wanted = specs;
    if (this.#doing && !specs.some((spec) => JSON.stringify(spec) === this.#doing)) this.#stop();
    this.#job?.pause(false);
    this.#next();
  }

  /** Pauses until it is needed again, or ends. @param {boolean} gone */
  rest(gone) {
    if (gone) this.#stop();
    else this.#job?.pause(true);
  }

  #stop() {
    this.#job?.cancel();
    this.#job = this.#doing = undefined;
  }

  #next() {
    const spec = !this.#job && this.#wanted.find((one) => !outcomeOf(one));
    if (!spec) return;
    this.#doing = JSON.stringify(spec);
    this.#job = begin({ kind: "monte-carlo", spec, levels: LEVELS }, {
      done: (outcome) => {
        remember(spec, outcome);
        this.#job = this.#doing = undefined;
        this.#hooks.redraw();
        this.#next();
      },
      failed: (error) => {
        this.#wanted = [];
        this.#stop();
        this.#hooks.failed(error);
      },
    });
  }
}
