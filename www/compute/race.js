// A race: the loss of every rule above the minimum, what its steps cost, and when it arrives.

import { sizeOf } from "../core.js";
import { placeOfRun } from "../state/specification.js";
import { arrival, meanArrivals, startsAround } from "./arrival.js";
import { costOf } from "./step-cost.js";
/** @import { Lines, RaceColumns, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */

/**
 * Arrivals from the start of a scene, and the lines of its runs.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {RaceColumns}
 */
export function raceOf(scene, state, model) {
  const { race } = state;
  const least = scene.leastLoss;
  const goal = least === undefined ? -Infinity : least + race.gap;
  const costs = scene.runs.map(({ entry }) => costOf(entry, race));
  const done = scene.runs.map(({ loss }) => arrival(loss, goal));
  const starts = startsAround(scene, state, model);
  const paid = done.map((step = Infinity, k) => (race.against === "cost" ? step * costs[k] : step));
  const { means = [], rested } = scene.columns.race ?? {};
  return { goal, costs, done, paid, starts, means, rested, lines: linesOf(scene, race, costs, done) };
}

/**
 * The lines of a race, against steps or against what they have cost.
 * @param {Scene} scene
 * @param {State["race"]} race
 * @param {number[]} costs
 * @param {(number | undefined)[]} done
 * @returns {Lines}
 */
function linesOf({ runs, leastLoss: least }, race, costs, done) {
  const most = Math.max(...runs.map(({ steps }, k) => costs[k] * (done[k] || steps)));
  const gaps = runs.map(({ loss }) => (least === undefined ? loss : loss.map((value) => value - least)));
  return {
    logarithmic: least !== undefined,
    label: least === undefined ? "loss" : "loss − least loss (nats)",
    from: 0, values: gaps, done,
    ...(least !== undefined && {
      range: [race.gap / 50, Math.max(2 * race.gap, 2 * gaps[0]?.[0])],
      level: { value: race.gap, text: "arrived" },
    }),
    ...(race.against === "cost" && {
      span: [0.5, 10 ** Math.ceil(Math.log10(Math.max(10, most)))],
      x: { label: "cost so far (gradients)", logarithmic: true },
      at: gaps.map((values, k) => Float64Array.from(values, (_, step) => Math.max(0.5, costs[k] * step))),
    }),
  };
}

/**
 * The mean arrivals over several starts, once the rates are known.
 * @param {RaceColumns} columns
 * @param {Scene} scene
 * @returns {Generator<RaceColumns | void>}
 */
export function* meansOf(columns, scene) {
  yield { ...columns, rested: true };
  if (scene.runs.some(({ stale }) => stale)) return;
  const means = yield* meanArrivals(scene.spec, columns.starts, columns.goal);
  // Meanwhile the runs may have gone on.
  yield { ...(scene.columns.race ?? columns), means };
}

/**
 * The setting of the `k`-th run’s rate or radius, for its chart alone if there are several charts.
 * @param {State} state
 * @param {number} k
 */
export function keyOfRate(state, k) {
  const { rule, chart } = placeOfRun(state, k);
  return [rule, sizeOf(rule).name, ...(state.charts.length > 1 ? [chart] : [])].join(".");
}
