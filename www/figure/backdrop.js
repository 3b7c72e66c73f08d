// The backdrop of a panel, drawn by the core on a canvas or as SVG text.

import { axesSvg, densitySvg, drawAxes, drawDensity, drawPlane, planeSvg } from "../core.js";
import { FACE } from "../marks/canvas.js";

/** @typedef {import("../marks/marks.js").Backdrop} Backdrop */

/** The point that the window of a plane must show, in the plane's chart. */
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

/** Draws a backdrop on a canvas and returns its frame. */
export const drawBackdrop = (canvas, backdrop, model, style) => Array.from(DRAW[backdrop.figure](canvas, backdrop, model, style));

/** A backdrop as SVG text, and its frame: `{ svg, frame }`. */
export const writeBackdrop = (backdrop, model, style) => WRITE[backdrop.figure](backdrop, model, style);

/** Lets the core, which uses one fixed font, draw on a canvas in another font, `face()`. */
export function letter(canvas, face) {
  const context = canvas.getContext("2d");
  const { get, set } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "font");
  Object.defineProperty(context, "font", {
    get: () => get.call(context),
    set: (font) => {
      const own = font.replace(FACE, face());
      // Setting it, even to the same value, would make the browser compute styles at once.
      if (own !== get.call(context)) set.call(context, own);
    },
  });
}
