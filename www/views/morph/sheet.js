// The sheet of a plane as marks: axes, ticks, words, level lines and a grid, as the core draws them
// behind a plane at rest, so that they can move.

import { planeNumbers } from "../../core.js";
import { area, clip, line, text } from "../../marks/marks.js";
import { pixel, points } from "../../marks/frame.js";
/** @import { Colors } from "../common.js" */
/** @import { FigureStyle, Model, PlaneGround, PlaneNumbers } from "../../../pkg/kl_ball.js" */
/** @import { Place } from "../../state/shape.js" */
/** @import { Mark } from "../../marks/marks.js" */

/** Opacity of axes and of the lines of the grid, and points on one of them. */
const [AXIS, GRID, ALONG] = [0.45, 0.16, 49];

/** Length of a tick, distance of its label, and the size of the coordinates' names (as the core has them). */
const [TICK, LABEL, NAME] = [4, 8, 1.15];

/**
 * @typedef {object} Sheet A plane at rest.
 * @property {string} chart
 * @property {number[]} frame
 * @property {Mark[]} contours level lines, and what is filled below them
 * @property {Mark[]} grid lines at the ticks
 * @property {Mark[]} axes what stays where it is: axes, ticks and words
 */

/**
 * The sheet of a plane; the last one again as long as nothing about it has changed.
 * @param {{ model: Model, modelKey: string, chart: string, home: Place, style: FigureStyle, colors: Colors, options?: PlaneGround, kept: { planes?: Record<string, { key: string, sheet: Sheet }> } }} plane
 * @returns {Sheet}
 */
export function sheetOf({ model, modelKey, chart, home, style, colors, options, kept }) {
  const key = JSON.stringify([modelKey, chart, home, style, options, colors.ink, colors.contour]);
  const known = (kept.planes ??= {});
  if (known[chart]?.key !== key) {
    const numbers = planeNumbers(model, chart, model.convert(home.at, home.chart, chart), style, options);
    known[chart] = { key, sheet: marksOf(numbers, model, chart, style, colors) };
  }
  return known[chart].sheet;
}

/**
 * @param {PlaneNumbers} numbers
 * @param {Model} model
 * @param {string} chart
 * @param {FigureStyle} style
 * @param {Colors} colors
 * @returns {Sheet}
 */
function marksOf({ frame: edges, ticks, names, fills, contours }, model, chart, style, colors) {
  const frame = Array.from(edges);
  return {
    chart, frame,
    contours: [clip(frame, [...fills.map(({ color, points: at }) => area(points(frame, at), color)), ...contours.map(({ strength, points: at }) => line(points(frame, at), colors.contour, 1, { opacity: strength }))])],
    grid: [clip(frame, gridOf(frame, ticks, model, chart, colors))],
    axes: axesOf(frame, ticks, names, style, colors),
  };
}

/**
 * A line at each tick, through points near enough for it to bend.
 * @param {number[]} frame
 * @param {PlaneNumbers["ticks"]} ticks
 * @param {Model} model
 * @param {string} chart
 * @param {Colors} colors
 */
function gridOf(frame, [across, up], model, chart, colors) {
  const [left, top, right, bottom] = frame;
  const shares = Array.from({ length: ALONG }, (_, k) => k / (ALONG - 1));
  const lines = [
    ...across.map(([x]) => shares.flatMap((share) => [pixel(frame, [x, 0])[0], bottom - share * (bottom - top)])),
    ...up.map(([y]) => shares.flatMap((share) => [left + share * (right - left), pixel(frame, [0, y])[1]])),
  ];
  return lines.map((at) => line(at, colors.ink, 1, { opacity: GRID }));
}

/**
 * Axes with ticks, their labels, and the names of the coordinates.
 * @param {number[]} frame
 * @param {PlaneNumbers["ticks"]} ticks
 * @param {[string, string]} symbols
 * @param {FigureStyle} style
 * @param {Colors} colors
 * @returns {Mark[]}
 */
function axesOf(frame, [across, up], [first, second], style, { ink }) {
  const [left, top, right, bottom] = frame;
  const marks = [line([left - 0.5, top, left - 0.5, bottom, right, bottom], ink, 1, { opacity: AXIS })];
  /** @type {Mark[]} */
  const words = [];
  for (const [value, label] of across) {
    const [x] = pixel(frame, [value, 0]);
    marks.push(line([x, bottom, x, bottom + TICK], ink, 1, { opacity: AXIS }));
    words.push(text(label, x, bottom + LABEL + style.text / 2, ink, { anchor: "middle" }));
  }
  for (const [value, label] of up) {
    const [, y] = pixel(frame, [0, value]);
    marks.push(line([left - TICK, y, left, y], ink, 1, { opacity: AXIS }));
    words.push(text(label, left - LABEL, y, ink, { anchor: "end" }));
  }
  const size = NAME * style.text;
  return [
    ...marks, ...words,
    text(first, right, style.height - 2 - size / 2, ink, { anchor: "end", size }),
    text(second, left - 6, 2 + size / 2, ink, { size }),
  ];
}
