// What a film shows, picture by picture.

/** @import { Figure } from "../figure/figure.js" */

/** How long a step lasts, a part of a single one, the passage between charts, and the last picture (seconds). */
const STEP = 1 / 6;
const PART = 0.8;
const PASSAGE = 2.4;
const LAST = 1;

/** The longest film (pictures). */
const MOST = 1800;

/**
 * What a film shows: the number of its pictures that move, and a function that puts the figure into the state of one.
 * @typedef {{ count: number, still: number, show: (k: number) => void, end: () => void }} Script
 */

/**
 * The script for a figure: the passage between its charts where it shows one, and else its run from the start to the end.
 * @param {Figure} figure
 * @param {number} rate pictures per second
 * @returns {Script}
 */
export function script(figure, rate) {
  const { state, spec, cursor } = figure;
  const still = Math.round(LAST * rate);
  if (state.views.includes("morph")) {
    const before = state.morph ?? 0;
    const count = Math.round(PASSAGE * rate);
    const go = (/** @type {number} */ share) => figure.change((now) => { now.morph = share; }, true);
    return { count, still, show: (k) => go(Math.min(1, k / (count - 1))), end: () => go(before) };
  }
  if (!spec?.runs.length) throw new Error("this figure has no steps; allowed: one with rules, or one on its way between charts");
  const { stops } = figure.transport;
  const pace = figure.single ? PART : STEP;
  const count = Math.min(MOST, Math.max(2, Math.round(stops * pace * rate) + 1));
  return { count, still, show: (k) => { figure.transport.seek((stops * k) / (count - 1)); }, end: () => { figure.cursor = cursor; } };
}
