// The backdrop of a panel, drawn by the core on a canvas or as SVG text.

import { axesSvg, densitySvg, drawAxes, drawDensity, drawPlane, planeNumbers, planeSvg } from "../core.js";
import { FACE, contextOf } from "../marks/canvas.js";
/** @import { FigureStyle, Model, Pair } from "../../pkg/kl_ball.js" */

/** @import { Backdrop, BackdropOf } from "../marks/marks.js" */

/**
 * The point that the window of a plane must show, in the plane's chart.
 * @param {Model} model
 * @param {{ chart: string, home: { chart: string, at: number[] } }} backdrop
 */
const homeIn = (model, { chart, home }) => model.convert(/** @type {Pair} */ (home.at), home.chart, chart);

/**
 * How the core draws each kind of backdrop on a canvas.
 * @type {{ [Kind in Backdrop["figure"]]: (canvas: HTMLCanvasElement, backdrop: BackdropOf<Kind>, model: Model, style: FigureStyle) => Float64Array }}
 */
const DRAW = {
  plane: (canvas, backdrop, model, style) => drawPlane(canvas, model, backdrop.chart, homeIn(model, backdrop), style, backdrop.options),
  frame: (canvas, backdrop, model, { width, height, ratio, ...style }) => {
    Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    return planeNumbers(model, backdrop.chart, homeIn(model, backdrop), { width, height, ratio, ...style }, backdrop.options).frame;
  },
  density: (canvas, { axis }, model, style) => drawDensity(canvas, model, style, axis),
  axes: (canvas, { axes }, _, style) => drawAxes(canvas, axes, style),
};

/**
 * How it writes each as SVG text.
 * @type {{ [Kind in Backdrop["figure"]]: (backdrop: BackdropOf<Kind>, model: Model, style: FigureStyle) => { svg: string, frame: Float64Array } }}
 */
const WRITE = {
  plane: (backdrop, model, style) => planeSvg(model, backdrop.chart, homeIn(model, backdrop), style, backdrop.options),
  frame: (backdrop, model, style) => ({ svg: "", frame: planeNumbers(model, backdrop.chart, homeIn(model, backdrop), style, backdrop.options).frame }),
  density: ({ axis }, model, style) => densitySvg(model, style, axis),
  axes: ({ axes }, _, style) => axesSvg(axes, style),
};

/**
 * Draws a backdrop on a canvas and returns its frame.
 * @template {Backdrop["figure"]} Kind
 * @param {HTMLCanvasElement} canvas
 * @param {BackdropOf<Kind>} backdrop
 * @param {Model} model
 * @param {FigureStyle} style
 */
export const drawBackdrop = (canvas, backdrop, model, style) => Array.from(DRAW[backdrop.figure](canvas, backdrop, model, style));

/**
 * A backdrop as SVG text, and its frame: `{ svg, frame }`.
 * @template {Backdrop["figure"]} Kind
 * @param {BackdropOf<Kind>} backdrop
 * @param {Model} model
 * @param {FigureStyle} style
 */
export const writeBackdrop = (backdrop, model, style) => WRITE[backdrop.figure](backdrop, model, style);

/**
 * Lets the core, which uses one fixed font, draw on a canvas in another font, `face()`.
 * @param {HTMLCanvasElement} canvas
 * @param {() => string} face
 */
export function letter(canvas, face) {
  const context = contextOf(canvas);
  const { get, set } = /** @type {Required<PropertyDescriptor>} */ (Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "font"));
  Object.defineProperty(context, "font", {
    get: () => get.call(context),
    set: (font) => {
      const own = font.replace(FACE, face());
      // Setting it, even to the same value, would make the browser compute styles at once.
      if (own !== get.call(context)) set.call(context, own);
    },
  });
}
