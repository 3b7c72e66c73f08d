// The distance between the ends of a rule's runs in two charts, after the same time, while the
// step is halved again and again.

import { Experiment, sizeOf } from "../core.js";
/** @import { FullSpec, Gap } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** The divisors of the figure's step: 1, 2, 4, … */
export const DIVISORS = [1, 2, 4, 8, 16];

/** Steps between two pauses, in which the figure is drawn. */
const STRIDE = 16;

/** Statuses of runs that were not stopped early. */
const WHOLE = ["running", "converged"];

/**
 * Adds the result of each divisor to `found`, which has a list for each rule: `{ gap, whole }`, the
 * Fisher–Rao distance between the two ends and whether both runs went all the way with steps as they were asked for.
 * Division by division, so that the first picture is whole as soon as possible. A generator that pauses every few steps.
 * @param {FullSpec} spec
 * @param {State} state
 * @param {Gap[][]} found
 */
export function* gapsOfHalvedSteps(spec, state, found) {
  for (const [level, divisor] of DIVISORS.entries()) {
    for (const [r, levels] of found.entries()) {
      levels[level] = yield* gap(refined(spec, state.charts.length, r, divisor));
    }
    yield;
  }
}

/**
 * The `r`-th rule in the first two of some charts, its step `divisor` times smaller and as many times more of them.
 * @param {FullSpec} spec
 * @param {number} charts
 * @param {number} r
 * @param {number} divisor
 */
function refined(spec, charts, r, divisor) {
  const runs = [0, 1].map((c) => {
    const run = spec.runs[r * charts + c];
    const { name, unit } = sizeOf(run.rule);
    // A budget in nats is proportional to the square of the step.
    return { ...run, [name]: run[name] / (unit === "nats" ? divisor ** 2 : divisor) };
  });
  return { ...spec, runs, steps: spec.steps * divisor };
}

/** @param {FullSpec} spec */
function* gap(spec) {
  const experiment = new Experiment(spec);
  try {
    const { steps } = /** @type {FullSpec} */ (experiment.spec);
    for (let left = steps; left > 0; left -= STRIDE) {
      experiment.advance(Math.min(left, STRIDE));
      yield;
    }
    const whole = [0, 1].every((run) =>
      WHOLE.includes(experiment.status(run)) && experiment.series(run, "halvings").every((count) => count === 0));
    return { gap: experiment.apart(0, 1, steps), whole };
  } finally {
    experiment.free();
  }
}
