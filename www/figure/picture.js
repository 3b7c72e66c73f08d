// Pictures of the current state of a figure: on a canvas, for PNG and films, or as SVG.

import { contextOf, measureOn, paint, prepare } from "../marks/canvas.js";
import { MARGIN, compose } from "../marks/compose.js";
import { rect } from "../marks/marks.js";
import { drawBackdrop, useFont, writeBackdrop } from "./backdrop.js";
/** @import { Mark } from "../marks/marks.js" */
/** @import { PictureOf, ShownPanel } from "../views/view.js" */

/** Text is measured on a canvas of its own. */
/** @type {CanvasRenderingContext2D | undefined} */
let ruler;

/** @param {string} face */
function measureIn(face) {
  ruler ??= contextOf(document.createElement("canvas"));
  prepare(ruler, { face, text: 12, ratio: 1 });
  return measureOn(ruler);
}

/**
 * The marks of a figure in one picture; `pictureOf(panel)` is a backdrop in the form that the backend needs.
 * @param {PictureOf} figure
 * @param {(panel: ShownPanel) => string | CanvasImageSource} pictureOf
 */
function composed({ width, type, panels, places, rules, caption, colors, face }, pictureOf) {
  return compose({
    places, width, type, caption, colors, measure: measureIn(face), rules,
    panels: panels.map((panel) => ({ ...panel, picture: panel.backdrop ? pictureOf(panel) : undefined })),
  });
}

/**
 * A canvas with a picture of a figure, at this number of pixels per CSS pixel.
 * @param {PictureOf} figure
 * @param {number} ratio
 */
export function pictured(figure, ratio) {
  const { size, marks } = composed(figure, (panel) => drawn(panel, figure.face, ratio));
  const canvas = canvasOf(size, ratio);
  painted(canvas, marks, figure, ratio);
  return canvas;
}

/**
 * A canvas that shows a figure, and a function that draws it again later, with the backdrops of the page.
 * @param {PictureOf} figure
 * @param {number} widest
 * @param {number} most
 */
export function film(figure, widest, most) {
  const { size } = composed(figure, ({ canvas }) => canvas);
  const ratio = Math.min(most, widest / size[0]);
  const canvas = canvasOf(size, ratio);
  return { canvas, shoot: (/** @type {PictureOf} */ now) => painted(canvas, composed(now, ({ canvas: behind }) => behind).marks, now, ratio) };
}

/** What writes a figure as SVG text, once it is loaded. */
export async function svgWriter() {
  const { svg } = await import("../marks/svg.js");
  /**
   * A figure as SVG text; `title` is its name, by default those of its panels. With `room`, a width and a height, it has no margin around it and takes this room.
   * @param {PictureOf} figure
   * @param {string} [title]
   * @param {[width: number, height: number]} [room]
   */
  return (figure, title, room) => {
    const { size, marks, title: panels } = composed(figure, ({ backdrop, model, style }) => (backdrop ? writeBackdrop(backdrop, model, style).svg : ""));
    const behind = room ? [rect(0, 0, room[0] + 2 * MARGIN, room[1] + 2 * MARGIN, figure.colors.ground)] : [];
    return svg([...behind, ...marks], size, { face: figure.face, text: 12, png, title: title ?? panels, desc: figure.caption, view: room && [MARGIN, MARGIN, ...room] });
  };
}

/**
 * @param {[number, number]} size
 * @param {number} ratio
 */
const canvasOf = (size, ratio) => {
  const [width, height] = size.map((side) => Math.round(side * ratio));
  return Object.assign(document.createElement("canvas"), { width, height });
};

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Mark[]} marks
 * @param {{ face: string }} figure
 * @param {number} ratio
 */
function painted(canvas, marks, { face }, ratio) {
  const context = contextOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  prepare(context, { face, text: 12, ratio });
  paint(context, marks);
}

/**
 * The backdrop of a panel, drawn once more at another resolution.
 * @param {ShownPanel} panel
 * @param {string} face
 * @param {number} ratio
 */
function drawn({ backdrop, model, style }, face, ratio) {
  const canvas = document.createElement("canvas");
  useFont(canvas, () => face);
  if (backdrop) drawBackdrop(canvas, backdrop, model, { ...style, ratio });
  return canvas;
}

/**
 * Cells as a PNG in a URL.
 * @param {Uint8ClampedArray} cells
 * @param {number} columns
 * @param {number} rows
 */
function png(cells, columns, rows) {
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  contextOf(canvas).putImageData(new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (cells), columns, rows), 0, 0);
  return canvas.toDataURL();
}
