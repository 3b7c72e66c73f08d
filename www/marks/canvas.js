// Paints marks on a canvas. Three things make moving figures fast: words are kept as
// pictures, because drawing letters is slow; dots are drawn as round ends of lines; and
// a font is set only if it changes.

import { CASING, CIRCLE_CASING, outline, symbolLook, symbolPath } from "./outline.js";

/** The font of a panel that names no other. The core uses it, too. */
export const FACE = "system-ui, sans-serif";

/** The width of the line that draws a halo (CSS pixels). */
const HALO = 4;

/** Largest number of words that are remembered. */
const MOST = 500;

/** Widths and pictures of words, by font, size and resolution. */
const [widths, pictures] = [new Map(), new Map()];

/** The value that is `known` under a key, or a new one. */
function remembered(known, key, make) {
  if (!known.has(key)) {
    if (known.size >= MOST) known.clear();
    known.set(key, make());
  }
  return known.get(key);
}

/** For each context: its font, the default size of text, and device pixels per CSS pixel. */
const lettering = new WeakMap();

/**
 * Prepares a context whose unit is the CSS pixel for marks.
 * @param {CanvasRenderingContext2D} context
 * @param {{ face: string, text: number, ratio: number }} look
 */
export function prepare(context, { face, text, ratio }) {
  context.lineJoin = context.lineCap = "round";
  context.textBaseline = "middle";
  context.font = `${text}px ${face}`;
  lettering.set(context, { face, text, ratio, font: context.font });
}

/** The width of words on a prepared context, in CSS pixels. @type {(context: CanvasRenderingContext2D) => (text: string, size?: number) => number} */
export const measureOn = (context) => (text, size) => {
  const { face, text: usual } = lettering.get(context);
  const font = `${size ?? usual}px ${face}`;
  return remembered(widths, `${font}|${text}`, () => withFont(context, font, () => context.measureText(text).width));
};

function withFont(context, font, act) {
  const look = lettering.get(context);
  if (font === `${look.text}px ${look.face}`) return act();
  context.font = font;
  const done = act();
  context.font = look.font;
  return done;
}

/**
 * Paints marks on a prepared context.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./marks.js").Mark[]} marks
 */
export function paint(context, marks) {
  // If a line goes around the area that has just been filled, the path exists already.
  let path;
  for (const mark of marks) {
    context.globalAlpha = mark.opacity ?? 1;
    if (mark.kind === "line" || mark.kind === "area") {
      const closed = mark.kind === "area" || mark.closed;
      if (!closed || path !== mark.points) {
        context.beginPath();
        outline(context, mark.points, closed);
      }
      path = closed ? mark.points : undefined;
      if (mark.kind === "line") strokeLine(context, mark);
      else fill(context, mark.fill);
    } else {
      path = undefined;
      PAINT[mark.kind](context, mark);
    }
  }
  context.globalAlpha = 1;
}

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
    if (mark.casing) stroke(context, mark.casing, mark.width + CIRCLE_CASING);
    if (mark.stroke) stroke(context, mark.stroke, mark.width, mark.dash);
  },
  rect(context, { x, y, width, height, fill: color }) {
    context.fillStyle = color;
    context.fillRect(x, y, width, height);
  },
  text(context, mark) {
    const look = lettering.get(context);
    const font = `${mark.weight ? `${mark.weight} ` : ""}${mark.size ?? look.text}px ${look.face}`;
    const width = mark.anchor && mark.anchor !== "start"
      ? remembered(widths, `${font}|${mark.text}`, () => withFont(context, font, () => context.measureText(mark.text).width)) : 0;
    const left = mark.x - (mark.anchor === "end" ? width : width / 2);
    if (mark.passing || !mark.halo) withFont(context, font, () => write(context, mark.text, left, mark.y, mark.color, mark.halo));
    else if (context.keepsWords) withFont(context, font, () => write(context, mark.text, Math.round(left), Math.round(mark.y), mark.color, mark.halo));
    else writePicture(context, mark, left, font, look);
  },
  image(context, mark) {
    context.imageSmoothingEnabled = false;
    context.drawImage(cellsOf(mark), mark.x, mark.y, mark.width, mark.height);
    context.imageSmoothingEnabled = true;
  },
  clip(context, { box, points, marks }) {
    context.save();
    context.beginPath();
    if (box) context.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    else outline(context, points, true);
    context.clip();
    paint(context, marks);
    context.restore();
  },
  group(context, { x, y, text, marks }) {
    const look = lettering.get(context);
    context.translate(x, y);
    if (text) prepare(context, { ...look, text });
    paint(context, marks);
    if (text) prepare(context, look);
    context.translate(-x, -y);
  },
  backdrop(context, { picture, width, height }) {
    context.drawImage(picture, 0, 0, width, height);
  },
};

function fill(context, color) {
  context.fillStyle = color;
  context.fill();
}

/** Strokes the current path. */
function stroke(context, color, width, dash) {
  context.lineWidth = width;
  context.strokeStyle = color;
  if (dash?.length) context.setLineDash(dash);
  context.stroke();
  if (dash?.length) context.setLineDash([]);
}

function strokeLine(context, { stroke: color, width, dash, casing }) {
  if (casing) stroke(context, casing, width + CASING);
  stroke(context, color, width, dash);
}

function write(context, text, x, y, color, halo) {
  if (halo) {
    context.lineWidth = HALO;
    context.strokeStyle = halo;
    context.strokeText(text, x, y);
  }
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** Draws words from a picture of them, at whole device pixels. */
function writePicture(context, { text, y, color, halo }, left, font, { ratio }) {
  const whole = (place) => Math.round(place * ratio) / ratio;
  const { picture, wide, high, aside } = remembered(
    pictures, `${font}|${ratio}|${color}${halo}${text}`, () => pictured(context, text, color, halo, font, ratio),
  );
  context.drawImage(picture, whole(left) - aside, whole(y) - high / 2, wide, high);
}

/** A picture of words, which begin at the distance `aside` from its left edge. */
function pictured(context, text, color, halo, font, ratio) {
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = withFont(context, font, () => context.measureText(text));
  const aside = Math.ceil((HALO * ratio) + 1) / ratio;
  const [wide, high] = [width + 2 * aside, 2 * (Math.max(up, down) + aside)].map((side) => 2 * Math.ceil((side * ratio) / 2));
  const picture = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  // A browser may discard the content of a canvas.
  picture.addEventListener("contextlost", () => pictures.clear());
  const inside = picture.getContext("2d");
  inside.scale(ratio, ratio);
  Object.assign(inside, { font, lineJoin: "round", textBaseline: "middle" });
  write(inside, text, aside, high / 2 / ratio, color, halo);
  return { picture, wide: wide / ratio, high: high / ratio, aside };
}

/** Canvases that hold the cells of images. */
const images = new WeakMap();

function cellsOf({ cells, columns, rows }) {
  if (!images.has(cells)) {
    const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
    canvas.getContext("2d").putImageData(new ImageData(cells, columns, rows), 0, 0);
    images.set(cells, canvas);
  }
  return images.get(cells);
}
