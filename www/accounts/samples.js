// Small pictures in a line of a table: a piece of a line, a marker.

import { contextOf, paint, prepare } from "../marks/canvas.js";
/** @import { Mark } from "../marks/marks.js" */

/** The size of one (CSS pixels); several side by side are wider. */
export const SAMPLE = { width: 32, height: 14 };

/**
 * Paints marks on a canvas so wide, at device resolution.
 * @param {HTMLCanvasElement} canvas
 * @param {Mark[]} marks
 * @param {number} ratio
 * @param {number} [width]
 */
export function paintSample(canvas, marks, ratio, width = SAMPLE.width) {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(SAMPLE.height * ratio);
  canvas.style.setProperty("--width", `${width}px`);
  const context = contextOf(canvas);
  context.scale(ratio, ratio);
  prepare(context, { face: "sans-serif", text: 12, ratio });
  paint(context, marks);
}
