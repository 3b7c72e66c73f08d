// The runs of a figure: the experiment behind them, what is read from it, and how
// it goes on when it is long.

import { Experiment, ruleEntry } from "../core.js";
import { isLong, isMany } from "../state/data.js";
import { isSought } from "../state/race.js";
import { runIndex, toSpec } from "../state/specification.js";
import { curveDash, isHollow, pathDash } from "./dashes.js";
import { distancesOf, greatestOf } from "../compute/distances.js";
import { lastOf, remembered } from "../compute/remembered.js";
/** @import { State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */
/** @import { SeriesName } from "../../pkg/kl_ball.js" */
/** @import { FullSpec, Run as RunShape, Runs, Scene } from "./shape.js" */
/** @typedef {RunShape["balls"]} Balls */

/** Points on the outline of a ball. */
export const OUTLINE = 120;

/** Most balls drawn along one path. */
const MOST_BALLS = 12;

/**
 * Steps (of all runs together) and milliseconds that are taken at once, less in a drag, and least with many data, which take their time
 * in other ways, too. Longer runs go on for some milliseconds in each frame, in a drag when the hand rests.
 */
const AT_ONCE = 4000;
const FIRST_SLICE = 25;
const SLICE_OF_DRAG = { few: 6, many: 2 };
const SLICE = 8;

/** Steps of the first portion of a slice. The next is twice as large, as long as the last took less than this share of the slice. */
const PORTION = 4;
const SHORT = 0.2;

/**
 * The length of a path that is cut short under a moving hand does not jump from move to move. It gets at least this share of its
 * last length, and at most this share more. As many steps as last time may take longer than a slice, so that a small delay cuts
 * nothing; more are taken only if there is still much of it left.
 */
const LEAST = 0.5;
const MORE = 1 / 16;
const LONGER = 1.5;
const SPARE = 0.5;

/**
 * Takes up to `count` steps, in portions, until the time is over. Returns how many it took.
 * @param {Experiment} experiment
 * @param {number} count
 * @param {number} time milliseconds
 * @param {number} [first] steps of the first portion
 */
function advance(experiment, count, time, first = PORTION) {
  const until = performance.now() + time;
  let left = count;
  let portion = first;
  for (let now = until - time; left > 0 && now < until;) {
    const before = now;
    experiment.advance(Math.min(portion, left));
    left -= portion;
    now = performance.now();
    if (now - before < SHORT * time) portion *= 2;
  }
  return count - Math.max(0, left);
}

/**
 * Takes steps for a picture under a moving hand, where the last one had time for so many. Returns how many it took.
 * @param {Experiment} experiment
 * @param {number} count
 * @param {number} slice milliseconds
 * @param {number} [last]
 */
function advanceQuickly(experiment, count, slice, last) {
  const began = performance.now();
  const left = (/** @type {number} */ share) => began + share * slice - performance.now();
  const least = Math.ceil(LEAST * (last ?? 0));
  if (least) experiment.advance(least);
  const wanted = last ?? count;
  const taken = least + advance(experiment, wanted - least, left(LONGER), Math.ceil(least / 4) || 1);
  const more = Math.min(count - taken, Math.ceil(MORE * taken));
  return taken < wanted ? taken : taken + advance(experiment, more, left(SPARE));
}

/**
 * The experiment is kept as long as its scene, which asks it for more numbers as other steps are shown.
 * @param {State} state
 * @param {Model} model
 * @param {Runs} [before]
 * @returns {Runs}
 */
export function trained(state, model, before) {
  const { model: _model, data: _data, options: _options, ...plan } = toSpec(state);
  const experiment = before?.experiment ?? new Experiment(plan, model);
  try {
    const { chart, at } = state.start;
    // Reading the same specification again would take most of the time of a drag.
    if (before) experiment.startAt(at, chart);
    const spec = /** @type {FullSpec} */ (before ? { ...before.spec, start: { chart, at: [...at] } } : { ...experiment.plan, data: dataOf(state, model) });
    const atOnce = Math.min(spec.steps, Math.ceil(AT_ONCE / spec.runs.length));
    const taken = before ? advanceQuickly(experiment, atOnce, SLICE_OF_DRAG[isMany(state.data) ? "many" : "few"], before.isQuick ? before.taken : undefined) : advance(experiment, atOnce, FIRST_SLICE);
    return { ...read(state, experiment, spec, { isQuick: before !== undefined }), taken, experiment, free: () => experiment.free() };
  } catch (error) {
    if (!before) experiment.free();
    throw error;
  }
}

/** The data of a model as a specification has them. Long ones are not copied. @param {State} state @param {Model} model */
export const dataOf = (state, model) => /** @type {FullSpec["data"]} */ (isLong(state.data) && !state.units ? state.data : model.spec.data);

/**
 * Continues the runs of a scene that is `growing`. It has `reached` a step, out of `steps`.
 * @param {Runs} scene
 * @param {State} state
 */
export function goOn(scene, state) {
  const { experiment, runs } = scene;
  if (!experiment) return;
  advance(experiment, scene.steps - scene.reached, SLICE);
  Object.assign(scene, read(state, experiment, scene.spec, { before: scene, isQuick: scene.isQuick }));
  const balls = ballsWith(state, experiment, scene.isQuick);
  scene.runs.forEach((run, k) => { run.balls = scene.growing ? runs[k].balls : balls(run.index, run.steps, runs[k].balls); });
}

/**
 * Puts exact balls in place of those that were drawn quickly under a moving hand, one run at a time.
 * @param {Scene} scene
 * @param {State} state
 */
export function* exactBalls(scene, state) {
  for (const one of [scene, ...scene.more]) {
    const { experiment } = one;
    if (!experiment || !one.isQuick) continue;
    one.isQuick = false;
    if (isLong(state.data)) continue;
    const balls = ballsWith(state, experiment, false);
    // While it grows, its runs are made anew.
    for (let k = 0; k < one.runs.length; k += 1) {
      const run = one.runs[k];
      run.balls = balls(run.index, run.steps);
      if (run.ballOfStep) run.ballOfStep = lastOf((shown, k) => experiment.ball(run.index, k, OUTLINE, shown));
      yield;
    }
  }
}

/** A run so far. What only captions and tables need is requested from the core when they are written, and once. */
class Run {
  #status;
  #series;

  /**
   * @param {Experiment} experiment
   * @param {Omit<RunShape, "status" | "loss" | "kl" | "klReverse" | "halvings">} known
   */
  constructor(experiment, known) {
    Object.assign(this, known);
    this.#status = remembered(() => experiment.status(known.index));
    this.#series = remembered((/** @type {SeriesName} */ name) => experiment.series(known.index, name));
  }

  get status() { return this.#status("status"); }
  get loss() { return this.#series("loss"); }
  get kl() { return this.#series("kl"); }
  get klReverse() { return this.#series("kl-reverse"); }
  get halvings() { return this.#series("halvings"); }
}

/**
 * @param {State} state
 * @param {Experiment} experiment
 * @param {FullSpec} spec
 * @param {{ before?: Runs, isQuick: boolean }} how `isQuick`: whether a hand is moving, and balls need not be exact
 */
function read(state, experiment, spec, { before, isQuick }) {
  const balls = ballsWith(state, experiment, isQuick);
  // A call for each run would take longer than the steps themselves.
  const all = state.charts.map((chart) => /** @type {[string, Float64Array[]]} */ ([chart, experiment.trajectories(chart)]));
  const runs = state.rules.flatMap((rule) =>
    state.charts.map((chart, c) => {
      const index = runIndex(state, rule, chart);
      const entry = ruleEntry(rule);
      const paths = Object.fromEntries(all.map(([shown, found]) => [shown, found[index]]));
      const run = /** @type {RunShape} */ (/** @type {unknown} */ (new Run(experiment, {
        rule, chart, index, entry, paths,
        chartIndex: c,
        hollow: isHollow(rule, c),
        dash: pathDash(state, rule, c),
        curve: curveDash(state, rule, c),
        steps: paths[chart].length / 2 - 1,
        stale: isSought(state, index),
        balls: before ? {} : balls(index, paths[chart].length / 2 - 1),
      })));
      if (state.balls === "step") run.ballOfStep = lastOf((shown, k) => outlineOf(state, experiment, isQuick)(index, k, shown));
      if (state.series) run.series = experiment.series(index, state.series);
      return run;
    }),
  );
  const reached = Math.max(...runs.map((run) => run.steps));
  const distances = before?.distances ?? (state.charts.length > 1 ? distancesOf(state, experiment) : []);
  const growing = reached < spec.steps && runs.some((run) => run.status === "running");
  return {
    spec, runs, growing, reached, isQuick,
    steps: growing ? spec.steps : reached,
    distances, chartDistance: distances.map((between, r) => greatestOf(between, runs.filter(({ rule }) => rule === state.rules[r]))),
  };
}

/**
 * What outlines the ball of a step: exactly, or to a precision that nobody sees. Of long data an exact ball would hold up the page.
 * @param {State} state
 * @param {Experiment} experiment
 * @param {boolean} isQuick
 */
const outlineOf = (state, experiment, isQuick) => (/** @type {number} */ index, /** @type {number} */ step, /** @type {string} */ shown) =>
  experiment[isQuick || isLong(state.data) ? "quickBall" : "ball"](index, step, OUTLINE, shown);

/** What gives the balls of a run by its index, the number of its steps, and those of its balls that are known. @param {State} state @param {Experiment} experiment @param {boolean} isQuick */
function ballsWith(state, experiment, isQuick) {
  const outline = outlineOf(state, experiment, isQuick);
  return (/** @type {number} */ index, /** @type {number} */ steps, /** @type {Balls} */ known = {}) => ballsOf(state, outline, index, steps, known);
}

/**
 * The outlines of a run's balls, by the chart they are shown in: `[step, outline]`.
 * @param {State} state
 * @param {ReturnType<typeof outlineOf>} outline
 * @param {number} index
 * @param {number} steps
 * @param {Balls} known
 * @returns {Balls}
 */
function ballsOf(state, outline, index, steps, known) {
  if (state.balls === "none" || state.balls === "step") return {};
  const last = state.balls === "path" ? Math.max(0, steps - 1) : 0;
  const stride = Math.max(1, Math.ceil((last + 1) / MOST_BALLS));
  /** @type {number[]} */
  const at = [];
  for (let k = 0; k <= last; k += stride) at.push(k);
  // A step that was not taken yet had no ball.
  return Object.fromEntries(
    state.charts.map((shown) => [
      shown,
      at.map((k) => known[shown]?.find(([step, found]) => step === k && found.length) ?? [k, outline(index, k, shown)]),
    ]),
  );
}
