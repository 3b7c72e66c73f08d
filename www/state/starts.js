// More starts than one, and windows chosen by hand: what a plane shows beside the runs from
// its first start.

import { placeFrom, placeText, short, words } from "./words.js";
/** @import { Model } from "../views/view.js" */
/** @import { Pin, Place, Read, State } from "./shape.js" */

/** Most starts that a figure has, the first one included. */
export const MOST_STARTS = 9;

/** The parts of a list that commas or semicolons separate. @param {string | null | undefined} text */
const parts = (text) => (text ?? "").split(/[,;]/).map((part) => part.trim()).filter(Boolean);

/**
 * Reads `starts`, the starts after the first, and `window`, for each chart the part of it that is shown.
 * @param {Read} read
 * @param {string[]} charts
 * @returns {Pick<State, "more" | "windows">}
 */
export function readStarts(read, charts) {
  const more = parts(read("starts")).map((part) => placeFrom("starts", part));
  if (more.length >= MOST_STARTS) throw new Error(`starts has ${more.length} entries; allowed: at most ${MOST_STARTS - 1}, after the first start`);
  const windows = Object.fromEntries(parts(read("window")).map((part) => windowFrom(part, charts)));
  return {
    ...(more.length && { more: /** @type {Place[]} */ (more) }),
    ...(Object.keys(windows).length && { windows }),
  };
}

/**
 * A chart and the window `x0 x1 y0 y1` of its plane; without a chart it is that of the first.
 * @param {string} text
 * @param {string[]} charts
 * @returns {[string, number[]]}
 */
function windowFrom(text, charts) {
  const all = words(text);
  const named = all.length > 4 ? all[0] : charts[0];
  const sides = all.slice(-4).map(Number);
  const [x0, x1, y0, y1] = sides;
  if (all.length > 5 || !(x0 < x1 && y0 < y1) || !sides.every(Number.isFinite)) {
    throw new Error(`window is "${short(text)}"; allowed: x0 x1 y0 y1 with x0 below x1 and y0 below y1, with a chart before them unless it is the first`);
  }
  return [named, sides];
}

/**
 * The sides of a window, with as many digits as place a point to a hundredth of a pixel, so that a narrow window far from zero keeps its
 * width. What is written is read as the same again.
 * @param {number[]} sides
 * @returns {number[]}
 */
function rounded(sides) {
  const [x0, x1, y0, y1] = sides;
  const digits = [[x0, x1], [y0, y1]].map(([low, high]) => Math.min(17, 6 + Math.max(0, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low))))));
  const shorter = sides.map((side, k) => Number(side.toPrecision(digits[k >> 1])));
  return shorter.every((side, k) => side === sides[k]) ? shorter : rounded(shorter);
}

/** Those attributes again. @param {Pick<State, "more" | "windows" | "charts">} state @returns {Record<string, string>} */
export function writeStarts({ more, windows, charts }) {
  return {
    ...(more?.length && { starts: more.map((place) => placeText(place, charts)).join(", ") }),
    ...(windows && Object.keys(windows).length && {
      window: Object.entries(windows).map(([chart, sides]) => [...(chart === charts[0] ? [] : [chart]), ...rounded(sides)].join(" ")).join(", "),
    }),
  };
}

/**
 * Where a figure begins that names no start: at the start of its first chart, or at that of another chart if some chart
 * of the figure has no name for it, as the boundary has none for a slope of zero.
 * @param {Model} model
 * @param {string[]} charts
 * @returns {Place}
 */
export function usualStart(model, charts) {
  const [first] = charts;
  const usual = { chart: first, at: model.start(first) };
  if (charts.length === 1) return usual;
  for (const chart of charts) {
    try {
      const at = model.start(chart);
      for (const shown of charts) if (shown !== chart) model.convert(at, chart, shown);
      return { chart: first, at: chart === first ? at : model.convert(at, chart, first) };
    } catch {
      // Another chart may have a start that all can name.
    }
  }
  return usual;
}

/** The number of the start that a pin moves, among the starts after the first. @param {Pin} pin */
export const orderOf = (pin) => (pin.startsWith("more.") ? Number(pin.slice("more.".length)) : undefined);

/** The pin of the `k`-th start after the first. @param {number} k @returns {Pin} */
export const pinOf = (k) => `more.${k}`;

/** Whether a pin is one of several starts, and its number for readers, from 2 on. @param {Pin} pin */
export function numberOfStart(pin) {
  const order = orderOf(pin);
  return order === undefined ? undefined : order + 2;
}

/** Where a pin is in a state. @param {State} state @param {Pin} pin @returns {Place} */
export function placeOfPin(state, pin) {
  const order = orderOf(pin);
  const place = order === undefined ? state[/** @type {"start"} */ (pin)] : state.more?.[order];
  return place ?? state.start;
}

/** Puts a pin somewhere. @param {State} state @param {Pin} pin @param {Place} place */
export function putPin(state, pin, place) {
  const order = orderOf(pin);
  if (order === undefined) state[/** @type {"start"} */ (pin)] = place;
  else state.more = (state.more ?? []).map((other, k) => (k === order ? place : other));
}
