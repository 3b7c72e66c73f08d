// Paints marks on a canvas. Three things make moving figures fast: words are kept as
// pictures, because drawing letters is slow; dots are drawn as round ends of lines; and
// a font is set only if it changes.

import { CASING, CIRCLE_CASING, outline, symbolLook, symbolPath } from "./outline.js";

/** @import { Image, Kinds, Line, Mark, MarkOf, Points, Text } from "./marks.js" */
/** @typedef {{ face: string, text: number, ratio: number }} Look The font, the default size of text, and device pixels per CSS pixel. */

/** The font of a panel that names no other. The core uses it, too. */
export const FACE = "system-ui, sans-serif";

/** The width of the line that draws a halo (CSS pixels). */
const HALO = 4;

/** Largest number of words that are remembered. */
const MOST = 500;

/** Widths and pictures of words, by font, size and resolution. @type {Map<string, number>} */
const widths = new Map();
/** @type {Map<string, { picture: HTMLCanvasElement, wide: number, high: number, aside: number }>} */
const pictures = new Map();

/**
 * The value that is `known` under a key, or a new one.
 * @template Value
 * @param {Map<string, Value>} known
 * @param {string} key
 * @param {() => Value} make
 */
function remembered(known, key, make) {
  const last = known.get(key);
  if (last !== undefined) return last;
  if (known.size >= MOST) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}

/** The drawing context of a canvas. @param {HTMLCanvasElement} canvas */
export const contextOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/** The font and the size of words on each context; `font` is as the browser writes it. @type {WeakMap<CanvasRenderingContext2D, Look & { font: string }>} */
const lettering = new WeakMap();

/** The same for a context that has been prepared. @param {CanvasRenderingContext2D} context */
const lookOf = (context) => /** @type {Look & { font: string }} */ (lettering.get(context));

/**
 * Prepares a context whose unit is the CSS pixel for marks.
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 */
export function prepare(context, { face, text, ratio }) {
  context.lineJoin = context.lineCap = "round";
  context.textBaseline = "middle";
  context.font = `${text}px ${face}`;
  lettering.set(context, { face, text, ratio, font: context.font });
}

/** The width of words on a prepared context, in CSS pixels. @type {(context: CanvasRenderingContext2D) => (text: string, size?: number) => number} */
export const measureOn = (context) => (text, size) => {
  const { face, text: usual } = lookOf(context);
  const font = `${size ?? usual}px ${face}`;
  return remembered(widths, `${font}|${text}`, () => withFont(context, font, () => context.measureText(text).width));
};

/**
 * Does something with another font set.
 * @template Value
 * @param {CanvasRenderingContext2D} context
 * @param {string} font
 * @param {() => Value} act
 */
function withFont(context, font, act) {
  const look = lookOf(context);
  if (font === `${look.text}px ${look.face}`) return act();
  context.font = font;
  const done = act();
  context.font = look.font;
  return done;
}

/**
 * Paints marks on a prepared context.
 * @param {CanvasRenderingContext2D} context
 * @param {Mark[]} marks
 */
export function paint(context, marks) {
  // If a line goes around the area that has just been filled, the path exists already.
  /** @type {{ points: Points, closed: boolean, either: boolean } | undefined} */
  let path;
  for (const mark of marks) {
    context.globalAlpha = "opacity" in mark ? mark.opacity ?? 1 : 1;
    if (mark.kind === "line" || mark.kind === "area") {
      const closed = mark.kind === "area" || Boolean(mark.closed);
      if (path?.points !== mark.points || (path.closed !== closed && !path.either)) {
        context.beginPath();
        path = { points: mark.points, closed, either: outline(context, mark.points, closed) };
      }
      if (mark.kind === "line") strokeLine(context, mark);
      else fill(context, mark.fill);
    } else {
      path = undefined;
      paintOther(context, mark);
    }
  }
  context.globalAlpha = 1;
}

/** The kinds of marks that have no path in common with another. @typedef {Exclude<keyof Kinds, "line" | "area">} Other */

/** How each other kind of mark is painted. @type {{ [Kind in Other]: (context: CanvasRenderingContext2D, mark: MarkOf<Kind>) => void }} */
const PAINT = {
  symbols(context, mark) {
    const { outer, inner, dots, width, size } = symbolLook(mark);
    context.beginPath();
    symbolPath(context, mark, size);
    stroke(context, outer, width);
    if (dots) stroke(context, inner, dots);
    else fill(context, inner);
  },
  circle(context, mark) {
    context.beginPath();
    context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
    if (mark.fill) fill(context, mark.fill);
    if (mark.casing) stroke(context, mark.casing, (mark.width ?? 1) + CIRCLE_CASING);
    if (mark.stroke) stroke(context, mark.stroke, mark.width ?? 1, mark.dash);
  },
  rect(context, { x, y, width, height, fill: color }) {
    context.fillStyle = color;
    context.fillRect(x, y, width, height);
  },
  text(context, mark) {
    const look = lookOf(context);
    const font = `${mark.weight ? `${mark.weight} ` : ""}${mark.size ?? look.text}px ${look.face}`;
    const width = mark.anchor && mark.anchor !== "start"
      ? remembered(widths, `${font}|${mark.text}`, () => withFont(context, font, () => context.measureText(mark.text).width)) : 0;
    const left = mark.x - (mark.anchor === "end" ? width : width / 2);
    if (mark.passing || !mark.halo) withFont(context, font, () => write(context, mark.text, left, mark.y, mark.color, mark.halo));
    else writePicture(context, mark, left, font, look);
  },
  image(context, mark) {
    context.imageSmoothingEnabled = false;
    context.drawImage(cellsOf(context, mark), mark.x, mark.y, mark.width, mark.height);
    context.imageSmoothingEnabled = true;
  },
  clip(context, { box, points, marks }) {
    context.save();
    context.beginPath();
    if (box) context.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    else outline(context, points ?? [], true);
    context.clip();
    paint(context, marks);
    context.restore();
  },
  group(context, { x, y, text, marks }) {
    const look = lookOf(context);
    context.translate(x, y);
    if (text) prepare(context, { ...look, text });
    paint(context, marks);
    if (text) prepare(context, look);
    context.translate(-x, -y);
  },
  backdrop(context, { picture, width, height }) {
    if (typeof picture !== "string") context.drawImage(picture, 0, 0, width, height);
  },
};

/**
 * @template {Other} Kind
 * @param {CanvasRenderingContext2D} context
 * @param {MarkOf<Kind>} mark
 */
const paintOther = (context, mark) => PAINT[mark.kind](context, mark);

/** @param {CanvasRenderingContext2D} context @param {string} color */
function fill(context, color) {
  context.fillStyle = color;
  context.fill();
}

/**
 * Strokes the current path.
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {number} width
 * @param {number[]} [dash]
 */
function stroke(context, color, width, dash) {
  context.lineWidth = width;
  context.strokeStyle = color;
  if (dash?.length) context.setLineDash(dash);
  context.stroke();
  if (dash?.length) context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} context @param {Line} line */
function strokeLine(context, { stroke: color, width, dash, casing }) {
  if (casing) stroke(context, casing, width + CASING);
  stroke(context, color, width, dash);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} color
 * @param {string} [halo]
 */
function write(context, text, x, y, color, halo) {
  if (halo) {
    context.lineWidth = HALO;
    context.strokeStyle = halo;
    context.strokeText(text, x, y);
  }
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/**
 * Draws words from a picture of them, at whole device pixels.
 * @param {CanvasRenderingContext2D} context
 * @param {Text} words
 * @param {number} left
 * @param {string} font
 * @param {Look} look
 */
function writePicture(context, { text, y, color, halo }, left, font, { ratio }) {
  const whole = (/** @type {number} */ place) => Math.round(place * ratio) / ratio;
  const { picture, wide, high, aside } = remembered(
    pictures, `${font}|${ratio}|${color}${halo}${text}`, () => pictured(context, text, color, halo, font, ratio),
  );
  context.drawImage(picture, whole(left) - aside, whole(y) - high / 2, wide, high);
}

/**
 * A picture of words, which begin at the distance `aside` from its left edge.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {string} color
 * @param {string | undefined} halo
 * @param {string} font
 * @param {number} ratio
 */
function pictured(context, text, color, halo, font, ratio) {
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = withFont(context, font, () => context.measureText(text));
  const aside = Math.ceil((HALO * ratio) + 1) / ratio;
  const [wide, high] = [width + 2 * aside, 2 * (Math.max(up, down) + aside)].map((side) => 2 * Math.ceil((side * ratio) / 2));
  const picture = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  // A browser may discard the content of a canvas.
  picture.addEventListener("contextlost", () => pictures.clear());
  const inside = contextOf(picture);
  inside.scale(ratio, ratio);
  Object.assign(inside, { font, lineJoin: "round", textBaseline: "middle" });
  write(inside, text, aside, high / 2 / ratio, color, halo);
  return { picture, wide: wide / ratio, high: high / ratio, aside };
}

/** Canvases that hold the cells of images: the last one that was painted on each context. @type {WeakMap<CanvasRenderingContext2D, { cells: Uint8ClampedArray, canvas: HTMLCanvasElement }>} */
const images = new WeakMap();

/** @param {CanvasRenderingContext2D} context @param {Image} image */
function cellsOf(context, { cells, columns, rows }) {
  const last = images.get(context);
  if (last?.cells === cells) return last.canvas;
  // While a slider is dragged there is another image for every frame, and a new canvas takes long.
  const canvas = Object.assign(last?.canvas ?? document.createElement("canvas"), { width: columns, height: rows });
  contextOf(canvas).putImageData(new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (cells), columns, rows), 0, 0);
  images.set(context, { cells, canvas });
  return canvas;
}
