// The outcomes of starts in a map, as numbers of steps or negative codes: their words and their
// look. compute/map.js counts them.

import { outcomeNames } from "../compute/map.js";
import { codeOf, minimumOf, stepsOf } from "../compute/outcome-codes.js";
import { capital, counted, number, share } from "../text/format.js";
import { told } from "../text/told.js";
/** @import { MapTally } from "../scene/shape.js" */
/** @import { Colors } from "./view.js" */

/** The strength of the colour of a start that has arrived already, and of one that needs all steps. */
export const [FAINT, FULL] = [0.04, 0.92];

/** Minima whose losses differ by less are equally good (nats). */
const EQUAL = 1e-6;

/** The least strength where there are several colours, so that one sees which is which. */
const DISTINCT = 0.3;

/** The size of a sample of hatching in the key (CSS pixels). @type {readonly [number, number]} */
export const SAMPLE = [26, 14];

/** The side of a tile of hatching (pixels). */
const TILE = 12;

/**
 * What else can become of a start: words, where a tile of hatching has ink, and how much of it where it can cover most
 * of a plane. A start that has not arrived in time has the scale's last colour under the hatching.
 * @type {Record<string, [words: string, inked?: (x: number, y: number) => boolean, opacity?: number]>}
 */
const OUTCOMES = {
  running: ["not in # steps", (x, y) => (x + y) % 6 < 1],
  converged: ["rests elsewhere", (x, y) => x % 4 < 2 && y % 4 < 2],
  "left-domain": ["leaves the domain", (x, y) => (x + 11 * y) % 6 < 2],
  singular: ["singular matrix", (x, y) => y % 6 < 1, 0.3],
  "ill-posed": ["no step defined", (x) => x % 4 < 1],
  collapsed: ["collapses", (x, y) => x % 6 < 1 || y % 6 < 1],
  outside: ["no distribution"],
  pending: ["not computed yet"],
  unbounded: ["no best fit: runs to infinity", (x, y) => x % 4 < 1 && y % 4 < 1],
};

/** The names of the codes −1, −2, … @type {(code: number) => string} */
const outcome = (code) => outcomeNames()[-1 - code];

/** Whether a code is shown; cells outside the domain are left free. @type {(code: number) => boolean} */
export const isShown = (code) => code >= 0 || OUTCOMES[outcome(code)][1] !== undefined;

/** A code in words, in a map with at most this many steps. @type {(code: number, limit: number) => string} */
export const words = (code, limit) => {
  if (code < 0) return OUTCOMES[outcome(code)][0].replace("#", String(limit));
  const [minimum, steps] = [minimumOf(code), stepsOf(code)];
  const there = steps === 0 ? "there already" : counted(steps, "step");
  return minimum ? `${there}${steps ? " to" : ":"} minimum ${minimum + 1}` : there;
};

/** The colours of the minima after the lowest, which has the colour of its rule: quiet ones. @type {("muted" | "ink" | "contour")[]} */
const QUIET = ["muted", "ink", "contour"];

/** The name of a minimum, of so many; the lowest is the best fit. @type {(k: number, count: number) => string} */
export const minimumName = (k, count) => (!k ? "the best fit" : count > 2 ? `minimum ${k + 1}` : "the other minimum");

/** How much worse than the best fit the other minima are, as a sentence. @param {number[]} above how far each is above the lowest (nats) */
export function aboutMinima(above) {
  const parts = above.slice(1).map((far, k) => `${minimumName(k + 1, above.length)} ${far < EQUAL ? "is as good as" : `is ${told(number(far), "minimum", far)} nats above`} the best fit`);
  return `${capital(parts.join(", "))}.`;
}

/** The colour of a minimum that is not the lowest. @param {number} minimum @param {Pick<Colors, "muted" | "ink" | "contour">} colors */
const colorOf = (minimum, colors) => colors[QUIET[(minimum - 1) % QUIET.length]];

/** The place of a number of steps on the scale of colours, from 0 to 1. @type {(steps: number, limit: number) => number} */
export const along = (steps, limit) => Math.log1p(steps) / Math.log1p(limit);

/** Numbers of steps with a tick on the scale of colours, and the part of it that has room for ticks. */
const TICKS = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000];
const ROOM = 0.88;

/** The ticks of the scale of colours: numbers of steps, and where they are, from 0 to 1. @param {number} limit */
export const ticksOf = (limit) => [...TICKS.filter((steps) => along(steps, limit) < ROOM), limit].map((steps) => ({ label: String(steps), at: along(steps, limit) }));

/**
 * The lines of the key of a map: words, and a sample of what they explain. A minimum is named where there are `several`.
 * @param {MapTally} tally
 * @param {Looks} look
 * @param {number} limit
 * @param {number} several how many minima there are
 */
export function itemsOf({ minima, others, starts }, look, limit, several) {
  /** @type {(words: string, count: number, codes: number[]) => { words: string, cells: Uint8ClampedArray }} */
  const item = (name, count, codes) => ({ words: `${name}: ${share(count / starts)}`, cells: pixelsOf(...SAMPLE, codes, codes.length, look) });
  /** From no step to all of them. @type {(minimum: number) => number[]} */
  const scale = (minimum) => Array.from({ length: SAMPLE[0] }, (_, x) => codeOf(minimum, Math.round((limit + 1) ** (x / (SAMPLE[0] - 1)) - 1)));
  return [
    ...minima.flatMap((count, k) => (several > 1 && count ? item(minimumName(k, several), count, scale(k)) : [])),
    ...Array.from(others, (count, k) => (count && isShown(-1 - k) ? item(words(-1 - k, limit), count, [-1 - k]) : [])).flat(),
  ];
}

/**
 * How every code looks, as pixels: for each minimum a colour for each number of steps, a tile of hatching for each other
 * code. Where there are several minima, the faintest colours are strong enough that one sees which is which.
 * @typedef {{ ramps: Uint32Array[], tiles: Uint32Array[] }} Looks
 * @type {(color: string, colors: Colors, limit: number, minima?: number) => Looks}
 */
export function looks(color, colors, limit, minima = 1) {
  const { ink, ground } = colors;
  const faint = minima > 1 ? DISTINCT : FAINT;
  // The bytes of a pixel are red, green, blue and its opacity.
  /**
   * @param {string} hex
   * @param {number} opacity
   */
  const pixel = (hex, opacity) => {
    const bytes = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    return new Uint32Array(Uint8Array.of(...bytes, Math.round(255 * opacity)).buffer)[0];
  };
  /** @param {string} name */
  const tile = (name) => Uint32Array.from({ length: TILE * TILE }, (_, k) => {
    const late = name === "running";
    const [, inked, opacity = 0.8] = OUTCOMES[name];
    if (inked?.(k % TILE, Math.floor(k / TILE))) return pixel(late ? ground : ink, opacity);
    return late ? pixel(color, FULL) : 0;
  });
  return {
    ramps: Array.from({ length: minima }, (_, minimum) => {
      const hue = minimum ? colorOf(minimum, colors) : color;
      return Uint32Array.from({ length: limit + 1 }, (__, steps) => pixel(hue, faint + (FULL - faint) * along(steps, limit)));
    }),
    tiles: outcomeNames().map(tile),
  };
}

/** Where the pixels of each of so many cells begin, and where the last one ends: a pixel shows the cell that its middle is in. @type {(pixels: number, cells: number) => number[]} */
const edges = (pixels, cells) => Array.from({ length: cells + 1 }, (_, cell) => Math.ceil((cell * pixels) / cells - 0.5));

/**
 * A rectangle of pixels that shows a grid of codes, so many in a row, whose first row is the lowest: red, green, blue and
 * opacity, a byte each. While a slider is dragged there is one for every frame, so a code is looked up once for all pixels that lie side by side.
 * @type {(width: number, height: number, codes: ArrayLike<number>, across: number, look: Looks) => Uint8ClampedArray}
 */
export function pixelsOf(width, height, codes, across, { ramps, tiles }) {
  const pixels = new Uint32Array(width * height);
  const rows = codes.length / across;
  const [left, top] = [edges(width, across), edges(height, rows)];
  for (let row = 0; row < rows; row += 1) {
    for (let y = top[row]; y < top[row + 1]; y += 1) {
      for (let cell = 0; cell < across; cell += 1) {
        const code = codes[(rows - 1 - row) * across + cell];
        const [from, to] = [left[cell], left[cell + 1]];
        if (code >= 0) pixels.fill(ramps[minimumOf(code)][stepsOf(code)], y * width + from, y * width + to);
        else for (let x = from; x < to; x += 1) pixels[y * width + x] = tiles[-1 - code][(y % TILE) * TILE + (x % TILE)];
      }
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}
