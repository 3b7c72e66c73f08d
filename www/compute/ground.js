// The window of a plane, and how it is filled.

import { planeNumbers } from "../core.js";
/** @import { FigureStyle, Model, PlaneGround } from "../../pkg/kl_ball.js" */
/** @import { Place, State } from "../state/shape.js" */

/** What a plane is drawn with whose window was chosen by hand, or whose level lines have no numbers. @param {State} state @param {string} chart */
export function planeGround({ windows, ticks }, chart) {
  const window = windows?.[chart];
  return (window || ticks) ? { ...(window && { window }), ...(ticks && { quiet: true }) } : undefined;
}

/** Whether a window that was chosen by hand is to be widened until the discs of a chart are round. @param {State} state @param {string} chart */
export const isRound = (state, chart) => Boolean(state.windows?.[chart]) && chart === state.charts[0] && state.field?.kind === "balls";

/**
 * What a plane is drawn with, its window widened until it has one scale on both axes.
 * @param {Model} model
 * @param {string} chart
 * @param {{ chart: string, at: number[] }} home
 * @param {FigureStyle} style
 * @param {PlaneGround} [options]
 * @returns {PlaneGround}
 */
export function roundedGround(model, chart, home, style, options) {
  const at = /** @type {Place["at"]} */ (home.at);
  const [left, top, right, bottom, ...window] = planeNumbers(model, chart, model.convert(at, home.chart, chart), style, options).frame;
  return { ...options, window: rounded(options?.window ?? window, (right - left) / (bottom - top)) };
}

/** A window with one scale on both axes, which holds another; it grows to both sides, and upwards. @param {number[]} window @param {number} aspect width to height */
function rounded([x0, x1, y0, y1], aspect) {
  const more = (y1 - y0) * aspect - (x1 - x0);
  return more > 0 ? [x0 - more / 2, x1 + more / 2, y0, y1] : [x0, x1, y0, y1 - more / aspect];
}
