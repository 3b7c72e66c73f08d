// Two canvases, one above the other: a backdrop that the core draws when
// something about it changes, and an overlay that is redrawn as things move.

import { element, picture } from "./elements.js";
import { FACE } from "./lettering.js";

/** A panel with two canvases, which it keeps at device resolution. */
export class Layers {
  #frame;
  #reasons = [];
  #drawnFor;
  #style;
  #context;

  constructor(name) {
    this.root = element("div", `panel ${name}`);
    this.backdrop = picture("backdrop");
    this.overlay = picture("overlay");
    this.root.append(this.backdrop, this.overlay);
    this.#letterBackdrop();
  }

  get #face() {
    return this.root.dataset.font ?? FACE;
  }

  /** Has the core, which knows one font, letter the backdrop in the panel's. */
  #letterBackdrop() {
    const context = this.backdrop.getContext("2d");
    const { get, set } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "font");
    Object.defineProperty(context, "font", {
      get: () => get.call(context),
      set: (font) => {
        const own = font.replace(FACE, this.#face);
        // Set again, even to itself, it would have the page's styles worked out at once.
        if (own !== get.call(context)) set.call(context, own);
      },
    });
  }

  /** Lets the core `draw` the backdrop where it is for other `reasons` than before; what it says of where things are, as an array. */
  behind(reasons, draw) {
    if (reasons.every((reason, k) => reason === this.#reasons[k])) return this.#frame;
    const key = JSON.stringify(reasons);
    if (key !== this.#drawnFor) this.#frame = Array.from(draw(this.backdrop));
    this.#reasons = reasons;
    this.#drawnFor = key;
    return this.#frame;
  }

  /**
   * The overlay, wiped: in CSS pixels, lettered as the style says, with round joins and ends and no dashes.
   * What a drawing sets of these, it sets back.
   */
  begin(style) {
    if (style !== this.#style) this.#fit(style);
    this.#style = style;
    this.#context.clearRect(0, 0, style.width, style.height);
    return this.#context;
  }

  /** Sizes the overlay; the core sizes the backdrop when it draws. */
  #fit({ width, height, ratio, text }) {
    // A panel may end within a pixel; stretched to that end, every line would blur.
    for (const canvas of [this.backdrop, this.overlay]) Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    this.overlay.width = Math.round(width * ratio);
    this.overlay.height = Math.round(height * ratio);
    const context = (this.#context = this.overlay.getContext("2d"));
    context.scale(ratio, ratio);
    context.lineJoin = context.lineCap = "round";
    context.textBaseline = "middle";
    context.font = `${text}px ${this.#face}`;
    context.lettering = `${context.font}|${ratio}|`;
    context.ratio = ratio;
  }
}

/** Runs `draw` with drawing confined to a rectangle. */
export function clipped(context, [left, top, right, bottom], draw) {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}

/** A line through more points than this is drawn only as far as it can be seen, by cells of so many pixels. */
const LONG = 4000;
const CELL = 2;

/** Whether a line through so many points is long. */
export const isLong = (count) => count > LONG;

/**
 * Begins a path through points in pixels, `at(k)` for `k` below `count`, with gaps where there is none.
 * A long one leaves out steps between cells where it has been before.
 */
export function line(context, count, at) {
  const cells = isLong(count) && new Set();
  let [drawn, left] = [];
  context.beginPath();
  for (let k = 0; k < count; k += 1) {
    const point = at(k);
    if (!point) {
      drawn = left = undefined;
      continue;
    }
    const [x, y] = point;
    if (cells && drawn && k < count - 1 && cells.size === cells.add(65536 * Math.floor(x / CELL) + Math.floor(y / CELL)).size) {
      left = point;
      continue;
    }
    const back = left && Math.abs(left[0] - drawn[0]) + Math.abs(left[1] - drawn[1]) > 2 * CELL;
    if (back || !drawn) context.moveTo(...(back ? left : point));
    if (drawn) context.lineTo(x, y);
    drawn = point;
    left = undefined;
  }
}

/** Begins a path through points in pixels, with gaps where one is missing. */
export const path = (context, points) => line(context, points.length, (k) => points[k]);

/** Strokes the path there is. */
export function stroke(context, color, width, dash = []) {
  context.lineWidth = width;
  context.strokeStyle = color;
  if (dash.length) context.setLineDash(dash);
  context.stroke();
  if (dash.length) context.setLineDash([]);
}

/** The same on a wider line of the ground's colour, which keeps it apart from others. */
export function strokeApart(context, ground, color, width, dash) {
  stroke(context, ground, width + 2.3);
  stroke(context, color, width, dash);
}

/** Draws a line through points in pixels. */
export function trace(context, points, color, width, dash) {
  path(context, points);
  stroke(context, color, width, dash);
}

/** The size of a small picture in a line of text (CSS pixels); several are wider. */
export const SMALL = { width: 32, height: 14 };

/** Makes a small picture so wide, at device resolution, and clears it. */
export function small(canvas, width, ratio) {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(SMALL.height * ratio);
  canvas.style.setProperty("--width", `${width}px`);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.lineCap = "round";
  return context;
}
