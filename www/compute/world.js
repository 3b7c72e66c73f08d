// Door or spin: the probabilities of a policy, the episodes of its next step, and the path of
// infinitely short natural-gradient steps.

import { Experiment, chartOf } from "../core.js";
/** @import { ByChart, Ellipse, FullSpec, PolicyAnswers, PolicyColumns, Run, Scene, World } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model, Moment, Pair, Sources } from "../views/view.js" */

/** Number of episodes for judging a policy if its steps use exact gradients. */
const EPISODES = 64;

/** The numbers of the outcomes in the core: spin, treasure, trap. */
const OUTCOMES = Float64Array.of(1, 2, 3);

/** Number and rate of the steps along the replicator path. */
const PATH = { steps: 100, rate: 0.1 };

/**
 * What the policy of a run does after `k` steps: `chances` by the number of the outcome, the probability of the `door`
 * and of the `treasure` behind it, the `value` (the return J), `informative`, the probability that some of `size` episodes open
 * the door, and `counts`, the episodes that the next step sees, by outcome, where it sees any.
 * @param {Run} run
 * @param {number} k
 * @param {State} state
 * @param {Model} model
 * @returns {World}
 */
function worldOf(run, k, { batch }, model) {
  const { chart } = run;
  const size = batch?.size ?? EPISODES;
  const [a, b] = run.paths[chart].subarray(2 * k, 2 * k + 2);
  /** @type {Pair} */
  const at = [a, b];
  const [spin, treasure, trap] = model.density(at, chart, OUTCOMES);
  const door = treasure + trap;
  const played = batch && model.episodes(at, chart, size, batch.seed ?? 0, k);
  return {
    size, chances: [0, spin, treasure, trap], door, treasure: treasure / door, value: -run.loss[k],
    informative: model.informative(at, chart, size),
    counts: played && [0, 1, 2, 3].map((outcome) => played.filter((one) => one === outcome).length),
  };
}

/**
 * What each policy does, and in planes the path of infinitely short natural-gradient steps.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {PolicyColumns}
 */
export const worldsOf = ({ spec }, state, model) => ({
  worldOf: (run, k) => worldOf(run, k, state, model),
  ...(state.views.includes("plane") && { ellipses: replicatorPath(spec, state.charts) }),
});

/**
 * What a panel of policies asks.
 * @param {Moment} moment
 * @param {Sources<PolicyColumns>} sources
 * @returns {PolicyAnswers}
 */
export const askPolicies = ({ cursor }, { scene, columns }) => ({ worlds: scene.runs.map((run) => columns.worldOf(run, stepShown(run, cursor))) });

/**
 * The step of a run that a figure shows.
 * @param {{ steps: number }} run
 * @param {number} cursor
 */
export const stepShown = ({ steps }, cursor) => Math.min(Math.floor(cursor), steps);

/**
 * The flow of natural gradient from a start, by chart, as an outline that is open at its end. Exponentiated gradient,
 * which is mirror descent in expectation coordinates, keeps to it however long its steps are.
 * @param {FullSpec} spec
 * @param {string[]} charts
 * @returns {ByChart<Ellipse[]>}
 */
function replicatorPath({ model, options, start }, charts) {
  const run = { rule: "mirror", direction: "new-old", rate: PATH.rate, chart: /** @type {string} */ (chartOf(model, "log-ratios")) };
  const experiment = new Experiment({ model, options, start, runs: [run] });
  try {
    experiment.advance(PATH.steps);
    return Object.fromEntries(charts.map((chart) => [chart, [{ kind: "replicator", outline: [...experiment.trajectory(0, chart), NaN, NaN] }]]));
  } finally {
    experiment.free();
  }
}
