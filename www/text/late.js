// What is seen late in a run, in plain words: who is at the best fit, who is near it, who jumps over it, and who is still far.

import { GAP, arrival } from "../compute/arrival.js";
import { ended } from "./caption.js";
import { capital, chosen, counted, spoken } from "./format.js";
import { ARRIVED } from "./status.js";
/** @import { Run, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** From this step on it counts where runs are, and no longer what a step costs. */
const LATE = 10;

/** A run jumps about the best fit if a step costs more than what is left to gain, and if two steps leave at least this share of that. */
const LEFT = 0.25;

/** A run hardly gets nearer if so many steps take away less than this share of what is left to gain. */
const [FEW, HARDLY] = [5, 0.05];

/** The loss of a run above that of the best fit after `k` steps (nats). @param {Scene} scene @param {Run} run @param {number} k */
const aboveAt = ({ leastLoss = NaN }, { loss }, k) => Math.max(0, loss[k] - leastLoss);

/** The step at which a run has come near the best fit. @param {Scene} scene @param {Run} run */
const nearFrom = ({ leastLoss = NaN }, { loss }) => arrival(loss, leastLoss + GAP) ?? Infinity;

/**
 * Whether step `k` is late: somebody has arrived before it, or it is the tenth or a later one.
 * @param {Scene} scene
 * @param {number} k
 */
export const isLate = (scene, k) => scene.leastLoss !== undefined && scene.steps > 1 && k > 1
  && (k >= LATE || scene.runs.some((run) => Math.min(k, run.steps) > nearFrom(scene, run)));

/**
 * Where the runs are late in a figure with one plane; undefined early, and where something else is said.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
export function aboutLate(scene, { charts, series }, cursor) {
  const k = Math.floor(cursor);
  const [going, over] = [scene.runs.filter(({ steps }) => k <= steps), scene.runs.filter(({ steps }) => k > steps)];
  if (charts.length > 1 || series === "loss" || !going.length || !isLate(scene, k)) return undefined;
  return [whereAll(scene, going, k), ...over.map((run) => ended(scene, run))].join(" ");
}

/**
 * Where runs are after `k` steps, in one sentence.
 * @param {Scene} scene
 * @param {Run[]} runs
 * @param {number} k
 */
export function whereAll(scene, runs, k) {
  const there = runs.filter((run) => aboveAt(scene, run, k) < ARRIVED);
  const jumping = runs.filter((run) => !there.includes(run) && jumps(scene, run, k));
  const others = runs.filter((run) => !there.includes(run) && !jumping.includes(run));
  return capital(`after ${counted(k, "step")} ${[
    ...(there.length ? [`${names(there)} ${there.length > 1 ? "have" : "has"} arrived at the best fit`] : []),
    ...(jumping.length ? [aboutJumps(jumping, k)] : []),
    ...others.map((run) => `${run.entry.label} ${whereabouts(scene, run, k)}`),
  ].join("; ")}.`);
}

/** Several words as a list. @param {string[]} words */
const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words[0]);

/** Names of rules. @param {Run[]} runs */
const names = (runs) => listed(runs.map(({ entry }) => entry.label));

/** Whether a run that was at the best fit jumps over it and back. @param {Scene} scene @param {Run} run @param {number} k */
function jumps(scene, run, k) {
  const above = aboveAt(scene, run, k);
  return nearFrom(scene, run) < k && run.kl[k] > above && above > LEFT * aboveAt(scene, run, k - 2);
}

/** @param {Run[]} runs that jump @param {number} k */
function aboutJumps(runs, k) {
  const costs = listed([...new Set(runs.map(({ kl }) => spoken(kl[k])))]);
  const many = runs.length > 1;
  return `${names(runs)} ${many ? "jump" : "jumps"} over the best fit again and again: steps of ${costs} nats are too long to stop there`;
}

/** Where a run is that has not arrived, or has left again. @param {Scene} scene @param {Run} run @param {number} k */
function whereabouts(scene, run, k) {
  const above = aboveAt(scene, run, k);
  const left = `${spoken(above)} nats above the best fit`;
  if (above <= GAP) return `is nearly there, ${left}`;
  if (scene.minimaAbove[run.chart]?.some((other) => other > GAP && Math.abs(above - other) < GAP)) return `is at another minimum, ${left}`;
  const gained = aboveAt(scene, run, Math.max(0, k - FEW)) - above;
  const near = nearFrom(scene, run);
  const was = near > 0 && near < k ? `came within ${chosen(GAP)} nats of the best fit at step ${near} and left again; now it is` : "is";
  return `${was} ${left}${gained < 0 ? " and moves away" : gained < HARDLY * above ? " and hardly gets nearer" : ""}`;
}
