// The sheet of a plane as marks: axes, ticks, words, level lines and a grid, as the core draws them
// behind a plane at rest, so that they can move.

import { madeOnce } from "../../compute/remembered.js";
import { area, clip, line, text } from "../../marks/marks.js";
import { pixel, points } from "../../marks/frame.js";
/** @import { Colors } from "../common.js" */
/** @import { FigureStyle, PlaneNumbers } from "../../../pkg/kl_ball.js" */
/** @import { Sheet } from "../../scene/shape.js" */
/** @import { Mark } from "../../marks/marks.js" */

/** Opacity of axes and of the lines of the grid, and points on one of them. */
const [AXIS, GRID, ALONG] = [0.45, 0.16, 49];

/** Length of a tick, distance of its label, and the size of the coordinates' names (as the core has them). */
const [TICK, LABEL, NAME] = [4, 8, 1.15];

/**
 * @typedef {object} SheetMarks A plane at rest, as marks.
 * @property {Mark[]} contours level lines, and what is filled below them
 * @property {Mark[]} grid lines at the ticks
 * @property {Mark[]} axes what stays where it is: axes, ticks and words
 */

/** @type {ReturnType<typeof madeOnce<SheetMarks>>} */
const marksOnce = madeOnce();

/**
 * The marks of a sheet; the last ones again as long as nothing about them has changed.
 * @param {Sheet} sheet
 * @param {Pick<FigureStyle, "height" | "text">} style
 * @param {Pick<Colors, "ink" | "contour">} colors
 */
export const marksOfSheet = (sheet, style, colors) => marksOnce(sheet, [style.height, style.text, colors.ink, colors.contour], () => marksOf(sheet, style, colors));

/**
 * @param {Sheet} sheet
 * @param {Pick<FigureStyle, "height" | "text">} style
 * @param {Pick<Colors, "ink" | "contour">} colors
 * @returns {SheetMarks}
 */
function marksOf({ frame, ticks, names, fills, contours }, style, colors) {
  return {
    contours: [clip(frame, [...fills.map(({ color, points: at }) => area(points(frame, at), color)), ...contours.map(({ strength, points: at }) => line(points(frame, at), colors.contour, 1, { opacity: strength }))])],
    grid: [clip(frame, gridOf(frame, ticks, colors))],
    axes: axesOf(frame, ticks, names, style, colors),
  };
}

/**
 * A line at each tick, through points near enough for it to bend.
 * @param {number[]} frame
 * @param {PlaneNumbers["ticks"]} ticks
 * @param {Pick<Colors, "ink">} colors
 */
function gridOf(frame, [across, up], colors) {
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
 * @param {Pick<FigureStyle, "height" | "text">} style
 * @param {Pick<Colors, "ink">} colors
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
