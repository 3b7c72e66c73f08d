// Bounds of axes: round numbers, which stay while they fit.

/** Round numbers that axes may end at, in every power of ten. */
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** A kept bound is replaced when the needed one is smaller than this share of it. */
const ROOMY = 0.4;

/** A round number, at least as large as `value`. @type {(value: number) => number} */
export function ample(value) {
  if (!(value > 0 && Number.isFinite(value))) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Number((power * (ROUND.find((round) => round * power >= value * (1 - 1e-9)) ?? 10)).toPrecision(2));
}

/** A round bound for `wanted`: the kept one, unless it is too small or much too large. @type {(kept: number | undefined, wanted: number) => number} */
export const steady = (kept, wanted) =>
  kept !== undefined && kept > 0 && kept >= wanted && wanted >= ROOMY * kept ? kept : ample(wanted);

/**
 * Powers of ten around positive values: the kept ones, as long as they contain the
 * values and extend at most two powers beyond them on either side.
 * @param {number[] | undefined} kept
 * @param {number[]} values the least and the greatest
 * @returns {[number, number]}
 */
export function steadyPowers(kept, [least, most]) {
  const [low, high] = [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))];
  const fits = (/** @type {number} */ bound, /** @type {number} */ needed) => Math.abs(Math.log10(bound / needed)) < 2.5;
  return [
    kept && kept[0] <= low && fits(kept[0], low) ? kept[0] : low,
    kept && kept[1] >= high && fits(kept[1], high) ? kept[1] : Math.max(high, 10 * low),
  ];
}
