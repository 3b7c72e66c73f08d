// The backdrop of a panel, drawn by the core on a canvas or as SVG text.

import { advancePlane, axesSvg, densitySvg, drawAxes, drawDensity, drawPlane, planeNumbers, planeSvg } from "../core.js";
import { roundedGround } from "../compute/ground.js";
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
 * The window and the plotting area of a plane in which nothing is drawn.
 * @param {BackdropOf<"frame">} backdrop
 * @param {Model} model
 * @param {FigureStyle} style
 */
function frameOf({ chart, home, options, round }, model, style) {
  const ground = round ? roundedGround(model, chart, home, style, options) : options;
  return planeNumbers(model, chart, homeIn(model, { chart, home }), style, ground).frame;
}

/**
 * How the core draws each kind of backdrop on a canvas.
 * @type {{ [Kind in Backdrop["figure"]]: (canvas: HTMLCanvasElement, backdrop: BackdropOf<Kind>, model: Model, style: FigureStyle) => Float64Array }}
 */
const DRAW = {
  plane: (canvas, backdrop, model, style) => drawPlane(canvas, model, backdrop.chart, homeIn(model, backdrop), style, backdrop.options),
  frame: (canvas, backdrop, model, { width, height, ratio, ...style }) => {
    Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    return frameOf(backdrop, model, { width, height, ratio, ...style });
  },
  density: (canvas, { axis, quantity }, model, style) => drawDensity(canvas, model, style, axis, quantity),
  axes: (canvas, { axes }, _, style) => drawAxes(canvas, axes, style),
};

/**
 * How it writes each as SVG text.
 * @type {{ [Kind in Backdrop["figure"]]: (backdrop: BackdropOf<Kind>, model: Model, style: FigureStyle) => { svg: string, frame: Float64Array } }}
 */
const WRITE = {
  plane: (backdrop, model, style) => planeSvg(model, backdrop.chart, homeIn(model, backdrop), style, backdrop.options),
  frame: (backdrop, model, style) => ({ svg: "", frame: frameOf(backdrop, model, style) }),
  density: ({ axis, quantity }, model, style) => densitySvg(model, style, axis, quantity),
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

/** Places at which the loss is found at once. Each of them takes microseconds. */
const PORTION = 256;

/**
 * Finds what the level lines of a plane are drawn from until a time (milliseconds, as `performance.now()` has it); whether all is found.
 * @param {BackdropOf<"plane">} backdrop
 * @param {Model} model
 * @param {FigureStyle} style
 * @param {number} until
 */
export function foundUntil(backdrop, model, style, until) {
  while (performance.now() < until) {
    if (advancePlane(model, backdrop.chart, homeIn(model, backdrop), style, backdrop.options, PORTION)) return true;
  }
  return false;
}

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
export function useFont(canvas, face) {
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
