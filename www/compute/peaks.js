// The peaks of a target, and what a move of the hand makes of them.

/** @import { Pair } from "../views/view.js" */

/** A peak: weight, mean, standard deviation. @typedef {[number, number, number]} Peak */

/** How many there may be, the least share of one, and the least width as a share of the axis. */
export const MOST = 4;
const LEAST = 0.02;
const NARROWEST = 0.01;

/** Digits that a dragged peak keeps, so that links stay short. */
const DIGITS = 4;

/** What a hand can take hold of at each peak. @typedef {"top" | "shoulder"} Grip */

/** @param {number} value */
const rounded = (value) => Number(value.toPrecision(DIGITS));

/** The height of a peak at its mean. @param {Peak} peak */
const heightOf = ([weight, , sd]) => weight / (sd * Math.sqrt(2 * Math.PI));

/**
 * The peaks of a target whose weights add up to 1; nothing for other targets.
 * @param {{ target?: unknown }} model
 * @returns {Peak[]}
 */
export function peaksOf({ target }) {
  const { peaks = [] } = /** @type {{ peaks?: Peak[] }} */ (target ?? {});
  const total = peaks.reduce((sum, [weight]) => sum + weight, 0);
  return peaks.map(([weight, mean, sd]) => [weight / total, mean, sd]);
}

/**
 * Where a grip is, in units of the axis and of the density.
 * @param {Peak} peak
 * @param {Grip} grip
 * @returns {Pair}
 */
export function gripAt(peak, grip) {
  const [, mean, sd] = peak;
  const height = heightOf(peak);
  return grip === "top" ? [mean, height] : [mean + sd, height * Math.exp(-0.5)];
}

/**
 * The peaks after a grip of one was moved: its top gives its mean and its share, and the others keep their proportions;
 * its shoulder gives its width. Neither leaves the axis, however far the hand goes.
 * @param {Peak[]} peaks
 * @param {number} k
 * @param {Grip} grip
 * @param {Pair} at
 * @param {Pair} axis its two ends
 * @returns {Peak[]}
 */
export function moved(peaks, k, grip, [to, height], [least, greatest]) {
  const [weight, mean, sd] = peaks[k];
  const x = Math.min(greatest, Math.max(least, to));
  if (grip === "shoulder") {
    const width = Math.max(NARROWEST * (greatest - least), Math.min(greatest - mean, Math.abs(x - mean)));
    return peaks.with(k, [weight, mean, rounded(width)]);
  }
  const most = peaks.length > 1 ? 1 - LEAST * (peaks.length - 1) : 1;
  const wanted = peaks.length > 1 ? Math.min(most, Math.max(LEAST, height * sd * Math.sqrt(2 * Math.PI))) : 1;
  const rest = peaks.reduce((sum, [other], j) => (j === k ? sum : sum + other), 0);
  return peaks.map(([other, at, width], j) => (
    j === k ? [rounded(wanted), rounded(x), width] : [rounded((other * (1 - wanted)) / rest), at, width]));
}
