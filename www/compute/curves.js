// Curves along the axis of a panel: where they are looked at.

/** Points on a curve. */
export const SAMPLES = 240;

/** The same if there are very many curves. */
export const COARSE = 60;

/**
 * Evenly spaced values along a frame, from its left end to its right.
 * @param {number[]} box
 * @param {number} count
 */
export const evenly = ([, , , , x0, x1], count) => Float64Array.from({ length: count }, (_, k) => x0 + ((x1 - x0) * k) / (count - 1));
