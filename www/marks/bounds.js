// Bounds of axes: round numbers, which stay while they fit.

/** Round numbers that axes may end at, in every power of ten. */
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Values that differ by less than this share are one. */
const SAME = 1e-12;

/** A kept bound is replaced when the needed one is smaller than this share of it. */
const ROOMY = 0.4;

/** A round number, at least as large as `value`. @type {(value: number) => number} */
function ample(value) {
  if (!(value > 0 && Number.isFinite(value))) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Number((power * (ROUND.find((round) => round * power >= value * (1 - 1e-9)) ?? 10)).toPrecision(2));
}

/** A round bound for `wanted`: the kept one, unless it is too small or much too large. @type {(kept: number | undefined, wanted: number) => number} */
export const steady = (kept, wanted) =>
  kept !== undefined && kept > 0 && kept >= wanted && wanted >= ROOMY * kept ? kept : ample(wanted);

/**
 * Powers of ten around positive values, or the `ends`, such as 1, 2 and 5, times a power: the kept ones, as long as
 * they contain the values and extend at most two powers beyond them on either side.
 * @param {number[] | undefined} kept
 * @param {number[]} values the least and the greatest
 * @param {number[]} [ends] multiples of a power of ten at which a range may end, beginning with 1
 * @returns {[number, number]}
 */
export function steadyPowers(kept, [least, most], ends = [1]) {
  const low = Math.max(...rounds(least, ends).filter((round) => round <= least * (1 + SAME)));
  const high = Math.min(...rounds(most, ends).filter((round) => round >= most * (1 - SAME)));
  const fits = (/** @type {number} */ bound, /** @type {number} */ needed) => Math.abs(Math.log10(bound / needed)) < 2.5;
  return [
    kept && kept[0] <= low && fits(kept[0], low) ? kept[0] : low,
    kept && kept[1] >= high && fits(kept[1], high) ? kept[1] : Math.max(high, 10 * low),
  ];
}

/** The `ends` times the powers of ten around a value. @type {(value: number, ends: number[]) => number[]} */
const rounds = (value, ends) => {
  const power = Math.floor(Math.log10(value));
  return [power - 1, power, power + 1].flatMap((exponent) => ends.map((end) => Number(`${end}e${exponent}`)));
};
