// How far apart the runs of one rule in several charts are.

import { runIndex } from "../state/specification.js";
import { remembered } from "./remembered.js";
/** @import { State } from "../state/shape.js" */
/** @import { Experiment } from "../../pkg/kl_ball.js" */
/** @import { Run } from "../scene/shape.js" */

/** Paths closer than this (Fisher–Rao distance) are the same, up to rounding. */
export const SAME = 1e-9;

/**
 * Every two of some things.
 * @template Thing
 * @param {Thing[]} all
 * @returns {[Thing, Thing][]}
 */
const pairsOf = (all) => all.flatMap((one, k) => all.slice(k + 1).map((other) => /** @type {[Thing, Thing]} */ ([one, other])));

/**
 * For each rule, the distances between its runs at a step, computed when they are shown.
 * @param {State} state
 * @param {Experiment} experiment
 */
export function distancesOf(state, experiment) {
  return state.rules.map((rule) => {
    const pairs = pairsOf(state.charts.map((chart) => runIndex(state, rule, chart)));
    return remembered((/** @type {number} */ step) => pairs.map(([one, other]) => experiment.apart(one, other, step)));
  });
}

/** Whether the runs of a rule take one path in all charts until a step, by the greatest distance between them at each. @param {(step: number) => number} distance @param {number} last */
export const isOnePath = (distance, last) => [...Array(last + 1).keys()].every((step) => distance(step) < SAME);

/** If losses differ by a larger share than this, the distributions differ. */
const ALIKE = 1e-6;

/**
 * @param {Run[]} runs
 * @param {number} step
 */
function isAlike(runs, step) {
  const [a, b] = runs.map(({ loss, steps }) => loss[Math.min(step, steps)]);
  return Math.abs(a - b) <= ALIKE * Math.max(1, Math.abs(a));
}

/**
 * The greatest of the `distances` between a rule's runs at a step. NaN if it cannot be found: the divergence between two
 * fits that are almost certain of every label is 0, even if the fits differ.
 * @param {(step: number) => number[]} distances
 * @param {Run[]} runs
 * @returns {(step: number) => number}
 */
export function greatestOf(distances, runs) {
  const pairs = pairsOf(runs);
  return (step) => Math.max(...distances(step).map((distance, k) => (distance < SAME && !isAlike(pairs[k], step) ? NaN : distance)));
}
