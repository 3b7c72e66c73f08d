// Converts between the coordinates of a frame's window and pixels of the panel.

/** @typedef {import("./marks.js").Frame} Frame */

/** Points farther away than this (pixels) are drawn in the same direction at this distance, because engines round large coordinates. */
export const FAR = 1e5;

/** Whether a point in pixels is near enough to be drawn where it is. @type {(at: number[]) => boolean} */
export const isNear = ([x, y]) => Math.abs(x) < FAR && Math.abs(y) < FAR;

/** A point of the window, in pixels. @type {(frame: Frame, at: ArrayLike<number>) => [number, number]} */
export const pixel = ([left, top, right, bottom, x0, x1, y0, y1], at) => [
  left + ((at[0] - x0) / (x1 - x0)) * (right - left),
  bottom - ((at[1] - y0) / (y1 - y0)) * (bottom - top),
];

/** @type {(value: number, low: number, high: number) => number} */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** The coordinates of a point in pixels; for a point beside the plotting area, those of the nearest point in it. @type {(frame: Frame, at: number[]) => [number, number]} */
export const value = ([left, top, right, bottom, x0, x1, y0, y1], [x, y]) => [
  x0 + ((clamp(x, left, right) - left) / (right - left)) * (x1 - x0),
  y0 + ((bottom - clamp(y, top, bottom)) / (bottom - top)) * (y1 - y0),
];

/** A point moved by shares of the window, and kept in it. @type {(frame: Frame, at: ArrayLike<number>, by: number[]) => [number, number]} */
export const nudged = ([, , , , x0, x1, y0, y1], at, [dx, dy]) => [
  clamp(at[0] + dx * (x1 - x0), x0, x1),
  clamp(at[1] + dy * (y1 - y0), y0, y1),
];

/** Whether a place in pixels is in the plotting area. @type {(frame: Frame, at: number[]) => boolean} */
export const inside = ([left, top, right, bottom], [x, y]) => x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;

/**
 * The points of a polyline of the window in pixels. Points that are far away are moved nearer, in the direction in
 * which they are seen from the panel; NaN stays NaN.
 * @param {Frame} frame
 * @param {ArrayLike<number>} flat x0, y0, x1, y1, …
 */
export function points([left, top, right, bottom, x0, x1, y0, y1], flat, from = 0, to = flat.length / 2 - 1) {
  const [across, up] = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
  const found = new Float64Array(2 * Math.max(0, to - from + 1));
  for (let k = 0; k < found.length; k += 2) {
    const x = left + (flat[2 * from + k] - x0) * across;
    const y = bottom - (flat[2 * from + k + 1] - y0) * up;
    const reach = Math.max(Math.abs(x), Math.abs(y));
    const scale = reach < FAR ? 1 : Number.isFinite(reach) ? FAR / reach : NaN;
    found[k] = x * scale;
    found[k + 1] = y * scale;
  }
  return found;
}

/**
 * The same without those that are far away.
 * @param {Frame} frame
 * @param {ArrayLike<number>} flat
 */
export function nearPoints(frame, flat, from = 0, to = flat.length / 2 - 1) {
  const found = [];
  for (let k = from; k <= to; k += 1) {
    const at = pixel(frame, [flat[2 * k], flat[2 * k + 1]]);
    if (isNear(at)) found.push(...at);
  }
  return found;
}

/**
 * Where values are between two axes, in pixels: `at(x, y)`.
 * @param {import("./marks.js").Axes} axes
 * @param {Frame} frame
 * @returns {(x: number, y: number) => [number, number]}
 */
export function between({ window: [x0, x1, y0, y1], x, y }, [left, top, right, bottom]) {
  const [across, up] = [share(x, x0, x1), share(y, y0, y1)];
  return (a, b) => [left + across(a) * (right - left), bottom - up(b) * (bottom - top)];
}

/** How far along an axis a value is, from 0 to 1. @type {(axis: import("./marks.js").Axes["x"], low: number, high: number) => (value: number) => number} */
const share = ({ logarithmic }, low, high) => logarithmic
  ? (at) => Math.log(at / low) / Math.log(high / low)
  : (at) => (at - low) / (high - low);
