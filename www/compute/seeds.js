// Settings of a policy under many seeds, done in workers, one after another:
// what the core makes of each is kept for all figures of the page.

import { begin } from "../work/work.js";

/** Seeds of each setting, as the core's tests have them. */
export const SEEDS = 200;

/** Levels of the quantiles of the last losses. */
export const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Steps of a setting where the figure does not say. */
export const stepsOf = ({ steps }) => steps ?? 200;

/** How many results are remembered. */
const MOST = 3000;

const known = new Map();

/** What has come out of a setting: `{ tally, quantiles }`; undefined before it is done. */
export const outcomeOf = (spec) => known.get(JSON.stringify(spec));

/** The figure's model, and its start in coordinates that mean the same in any units: what every setting has in common. */
export const seedsFrom = ({ spec }, { start }, model) => ({
  model: spec.model, start: { chart: "logit", at: Array.from(model.convert(start.at, start.chart, "logit")) },
});

/** A run under many seeds, in some units, for so many steps. */
export function settingOf({ model, start }, run, scale, steps) {
  const { size, seed } = run.batch ?? {};
  return { model, options: { scale }, start, run: { ...run, batch: { size: size ?? 64, seed: seed ?? 0 } }, steps, seeds: SEEDS };
}

/** One setting after another, in the order in which they are wanted. */
export class Seeds {
  #hooks;
  #job;
  #doing;
  #wanted = [];

  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** Goes on with these settings; what nobody wants any more is given up. */
  want(specs) {
    this.#wanted = specs;
    if (this.#doing && !specs.some((spec) => JSON.stringify(spec) === this.#doing)) this.#stop();
    this.#job?.pause(false);
    this.#next();
  }

  /** Until it is wanted again, or for good. */
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
    const key = this.#doing = JSON.stringify(spec);
    this.#job = begin({ kind: "monte-carlo", spec, levels: LEVELS }, {
      done: (outcome) => {
        if (known.size >= MOST) known.clear();
        known.set(key, outcome);
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
