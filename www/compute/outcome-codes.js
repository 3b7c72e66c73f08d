// What became of every start of a map, one whole number each: the steps to the lowest minimum, the steps to another
// minimum, or a negative code of the core.

/** @import { Sweep } from "../core.js" */

/** The codes of starts that came to the minimum of number k begin at k times this; no run takes so many steps. */
const BEYOND = 2 ** 20;

/** The number of the minimum that a start came to, 0 for the lowest. @param {number} code */
export const minimumOf = (code) => Math.floor(code / BEYOND);

/** The steps it took there. @param {number} code */
export const stepsOf = (code) => code % BEYOND;

/** The code of a start that came to a minimum in some steps. @type {(minimum: number, steps: number) => number} */
export const codeOf = (minimum, steps) => minimum * BEYOND + steps;

/** What became of the starts so far. @param {Sweep} sweep */
export function codesOf(sweep) {
  const codes = sweep.results();
  const minima = sweep.minima();
  if (minima.every((minimum) => minimum <= 0)) return codes;
  const steps = sweep.arrivals();
  return codes.map((code, cell) => (minima[cell] > 0 ? codeOf(minima[cell], steps[cell]) : code));
}
