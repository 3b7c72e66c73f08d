// What the core draws behind the marks of a panel: on a canvas, or as SVG text.

import { axesSvg, densitySvg, drawAxes, drawDensity, drawPlane, planeSvg } from "../core.js";
import { FACE } from "../marks/canvas.js";

/** @typedef {import("../marks/marks.js").Backdrop} Backdrop */

/** The place that the window of a plane holds, in its own chart. */
const homeIn = (model, { chart, home }) => model.convert(home.at, home.chart, chart);

const DRAW = {
  plane: (canvas, backdrop, model, style) => drawPlane(canvas, model, backdrop.chart, homeIn(model, backdrop), style),
  density: (canvas, _, model, style) => drawDensity(canvas, model, style),
  axes: (canvas, { axes }, _, style) => drawAxes(canvas, axes, style),
};

const WRITE = {
  plane: (backdrop, model, style) => planeSvg(model, backdrop.chart, homeIn(model, backdrop), style),
  density: (_, model, style) => densitySvg(model, style),
  axes: ({ axes }, _, style) => axesSvg(axes, style),
};

/** Draws a backdrop on a canvas, and says where its frame is. */
export const drawBackdrop = (canvas, backdrop, model, style) => Array.from(DRAW[backdrop.figure](canvas, backdrop, model, style));

/** A backdrop as SVG text, and its frame: `{ svg, frame }`. */
export const writeBackdrop = (backdrop, model, style) => WRITE[backdrop.figure](backdrop, model, style);

/** Has the core, which knows one font, letter a canvas in another, `face()`. */
export function letter(canvas, face) {
  const context = canvas.getContext("2d");
  const { get, set } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "font");
  Object.defineProperty(context, "font", {
    get: () => get.call(context),
    set: (font) => {
      const own = font.replace(FACE, face());
      // Set again, even to itself, it would have the page's styles worked out at once.
      if (own !== get.call(context)) set.call(context, own);
    },
  });
}
