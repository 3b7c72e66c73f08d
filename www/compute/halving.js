// The distance between the ends of a rule's runs in two charts, after the same time, while the
// step is halved again and again.

import { Experiment, sizeOf, sizeOfRun } from "../core.js";
import { SAME } from "./distances.js";
/** @import { FullSpec, Gap, HalvingColumns, Pair, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** The divisors of the figure's step: 1, 2, 4, … */
export const DIVISORS = [1, 2, 4, 8, 16];

/** Steps between two pauses, in which the figure is drawn. */
const STRIDE = 16;

/** Statuses of runs that were not stopped early. */
const WHOLE = ["running", "converged"];

/** Nothing is measured before the hand rests, and nothing at all in a single chart. @param {Scene} _scene @param {State} state @returns {HalvingColumns} */
export const noGapsYet = (_scene, { charts, rules }) => (charts.length < 2 ? {} : { gaps: rules.map(() => []) });

/**
 * A list of gaps for each rule, one for each divisor: `{ gap, whole }`, the Fisher–Rao distance between the two ends and
 * whether both runs went all the way with steps as they were asked for. One divisor after the other, each for all rules, so that the first
 * picture is whole as soon as possible. A generator that pauses every few steps.
 * @param {HalvingColumns} columns
 * @param {Scene} scene
 * @param {State} state
 * @returns {Generator<HalvingColumns | void>}
 */
export function* gapsOfHalvedSteps({ gaps }, { spec }, { charts }) {
  if (!gaps) return;
  const found = gaps.map((levels) => [...levels]);
  for (const [level, divisor] of DIVISORS.entries()) {
    for (const [r, levels] of found.entries()) {
      levels[level] = yield* gap(refined(spec, charts.length, r, divisor));
    }
    yield { gaps: found.map((levels) => [...levels]) };
  }
}

/** By how much a halving has divided the gap; undefined for the first gap, and for one that is only rounding. @param {Gap[]} levels @param {number} level */
export const dividedBy = (levels, level) => (level > 0 && levels[level - 1] && levels[level].gap >= SAME ? levels[level - 1].gap / levels[level].gap : undefined);

/** Relative tolerance for saying that gaps shrink by the same factor as the step, or not at all. */
const CLOSE = 0.15;

/**
 * How the last two halvings have changed the gap of a rule: by which factors, and whether it halves with the step, stays, or
 * was rounding all along. A single halving may look regular by chance.
 * @param {Gap[]} levels
 * @returns {{ ratios: number[], order?: "rounding" | "halves" | "stays" }}
 */
export function orderOf(levels) {
  const [first, second, last] = levels.slice(-3).map(({ gap: distance }) => distance);
  const ratios = [first / second, second / last];
  if (Math.max(first, second, last) < SAME) return { ratios, order: "rounding" };
  /** @param {number} factor */
  const near = (factor) => ratios.every((ratio) => Math.abs(ratio - factor) < CLOSE * factor);
  return { ratios, order: near(2) ? "halves" : near(1) ? "stays" : undefined };
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
    return { ...run, [name]: sizeOfRun(run) / (unit === "nats" ? divisor ** 2 : divisor) };
  });
  return { ...spec, runs, steps: spec.steps * divisor };
}

/**
 * Where the two runs of the `r`-th rule end with the step divided, both in the first chart, and after how many steps.
 * @param {FullSpec} spec
 * @param {number} charts
 * @param {number} r
 * @param {number} divisor
 * @returns {{ ends: [Pair, Pair], steps: number }}
 */
export function endsOfRefined(spec, charts, r, divisor) {
  const finer = refined(spec, charts, r, divisor);
  const experiment = new Experiment(finer);
  try {
    experiment.advance(finer.steps);
    const [one, other] = [0, 1].map((run) => {
      const path = experiment.trajectory(run, finer.runs[0].chart);
      return /** @type {Pair} */ ([path[path.length - 2], path[path.length - 1]]);
    });
    return { ends: [one, other], steps: finer.steps };
  } finally {
    experiment.free();
  }
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
