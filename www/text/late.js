// What is seen late in a run, in plain words: who has arrived at the best fit, who jumps over it, and who is still far.

import { GAP, arrival, gapOf } from "../compute/arrival.js";
import { hasLeftAgain } from "../compute/leaving.js";
import { SHOWN_STEP, ended } from "./caption.js";
import { capital, chosen, chosenCost, counted, listed, spoken } from "./format.js";
import { told } from "./told.js";
/** @import { Run, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** From this step on the caption says where runs are, and no longer what a step costs. */
const LATE = 10;

/** A run jumps about the best fit if a step costs more than what is left to gain, and if two steps leave at least this share of that. */
const LEFT = 0.25;

/** A run hardly gets nearer if so many steps take away less than this share of what is left to gain. */
const [FEW, HARDLY] = [5, 0.05];

/** The loss of a run above that of the best fit after `k` steps, or after its last one (nats). @param {Scene} scene @param {Run} run @param {number} k */
const aboveAt = ({ leastLoss = NaN }, { loss, steps }, k) => Math.max(0, loss[Math.min(k, steps)] - leastLoss);

/** The step with which a run arrives: the first one at which its loss is at most `gap` nats above that of the best fit. @param {Scene} scene @param {Run} run @param {number} gap */
const arrivesAt = ({ leastLoss = NaN }, { loss }, gap) => arrival(loss, leastLoss + gap) ?? Infinity;

/** The step with which a run arrives, for a sentence. @param {Scene} scene @param {Run} run @param {number} gap */
const stepOf = (scene, run, gap, step = arrivesAt(scene, run, gap)) => told(String(step), "arrival", run, step, gap);

/** How near counts as arrived, for a sentence (nats). @param {number} gap */
const within = (gap) => told(chosen(gap), "set", "how near counts as arrived");

/**
 * Whether step `k` is late: somebody has arrived before it, or it is the tenth or a later one.
 * @param {Scene} scene
 * @param {number} k
 * @param {number} [gap] how near counts as arrived (nats)
 */
export const isLate = (scene, k, gap = GAP) => scene.leastLoss !== undefined && scene.steps > 1 && k > 1
  && (k >= LATE || scene.runs.some((run) => Math.min(k, run.steps) > arrivesAt(scene, run, gap)));

/**
 * Where the runs are late in a figure with one plane; undefined early, and where something else is said.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
export function aboutLate(scene, state, cursor) {
  const k = Math.floor(cursor);
  const gap = gapOf(state);
  if (state.charts.length > 1 || state.series === "loss" || !scene.runs.length || !isLate(scene, k, gap)) return undefined;
  const over = scene.runs.filter((run) => k > run.steps && !hasArrived(scene, run, run.steps, gap));
  const others = scene.runs.filter((run) => !over.includes(run));
  return [...(others.length ? [whereAll(scene, others, k, gap)] : []), ...over.map((run) => ended(scene, run))].join(" ");
}

/** Whether a run has arrived before or with step `k`, and is there. @param {Scene} scene @param {Run} run @param {number} k @param {number} gap */
const hasArrived = (scene, run, k, gap) => aboveAt(scene, run, k) <= gap;

/** Whether a run that had arrived has left again before or with step `k`. @param {Scene} scene @param {Run} run @param {number} k @param {number} gap */
const hasLeft = (scene, run, k, gap) => hasLeftAgain(run.loss.subarray(0, k + 1), (scene.leastLoss ?? NaN) + gap);

/**
 * Where runs are after `k` steps, in one sentence. Those that have ended are where they ended.
 * @param {Scene} scene
 * @param {Run[]} runs
 * @param {number} k
 * @param {number} [gap] how near counts as arrived (nats)
 */
export function whereAll(scene, runs, k, gap = GAP) {
  const jumping = runs.filter((run) => jumps(scene, run, k, gap));
  const there = runs.filter((run) => !jumping.includes(run) && hasArrived(scene, run, k, gap) && !hasLeft(scene, run, k, gap));
  const others = runs.filter((run) => !there.includes(run) && !jumping.includes(run));
  /** Names of rules, each with the step at which it arrived. @param {Run[]} all */
  const names = (all) => listed(all.map((run) => `${run.entry.label}${arrivesAt(scene, run, gap) > 0 ? ` (at step ${stepOf(scene, run, gap)})` : ""}`));
  const near = `within ${within(gap)} nats of the best fit`;
  return capital(`after ${told(counted(k, "step"), "set", SHOWN_STEP)} ${[
    ...(there.length ? [`${names(there)} ${there.length > 1 ? "have" : "has"} arrived ${near}`] : []),
    ...(jumping.length ? [`${names(jumping)} ${there.length ? "arrived as well" : `arrived ${near}`}, but ${aboutJumps(jumping, k)}`] : []),
    ...others.map((run) => `${run.entry.label} ${whereabouts(scene, run, k, gap)}`),
  ].join("; ")}.`);
}

/** Whether a run that had arrived jumps over the best fit and back. @param {Scene} scene @param {Run} run @param {number} k @param {number} gap */
function jumps(scene, run, k, gap) {
  const above = aboveAt(scene, run, k);
  return k <= run.steps && hasLeft(scene, run, k, gap) && run.kl[k] > above && above > LEFT * aboveAt(scene, run, k - 2);
}

/** @param {Run[]} runs that jump @param {number} k */
function aboutJumps(runs, k) {
  const costs = listed([...new Map(runs.map((run) => [chosenCost(Number(run.kl[k].toPrecision(3))), run]))].map(([cost, run]) => told(cost, "cost", run, k)));
  return `${runs.length > 1 ? "jump" : "jumps"} over it again and again: steps of ${costs} nats are too long to stop there`;
}

/** Where a run is that has not arrived, or has left again. @param {Scene} scene @param {Run} run @param {number} k @param {number} gap */
function whereabouts(scene, run, k, gap) {
  const above = aboveAt(scene, run, k);
  const left = `${told(spoken(above), "above", run, Math.min(k, run.steps))} nats above the best fit`;
  const near = arrivesAt(scene, run, gap);
  if (above <= gap) return `arrived at step ${stepOf(scene, run, gap)}, left again and is back, ${left}`;
  if (scene.minimaAbove[run.chart]?.some((other) => other > gap && Math.abs(above - other) < gap)) return `is at another minimum, ${left}`;
  const gained = aboveAt(scene, run, Math.max(0, k - FEW)) - above;
  const was = near > 0 && near < k ? `arrived within ${within(gap)} nats of the best fit at step ${stepOf(scene, run, gap)} and left again; now it is` : "is";
  return `${was} ${left}${gained < 0 ? " and moves away" : gained < HARDLY * above ? " and hardly gets nearer" : ""}`;
}
