// A 2D context that writes SVG: the core and the views draw into it as they
// draw into a canvas, and need not know. It has what they use; whatever else
// they ask of it fails, and is said.

import { FACE } from "./lettering.js";

/** Device pixels per CSS pixel while a figure is written, twice that if the screen has so many: at another ratio all is drawn anew. */
const FINE = 4;

/** What a context remembers with save(). */
const KEPT = ["fillStyle", "strokeStyle", "lineWidth", "lineCap", "lineJoin", "globalAlpha", "font", "textAlign", "textBaseline"];

const ANCHORS = { center: "middle", end: "end", right: "end" };

const round = (value) => String(Math.round(value * 1000) / 1000);

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Lengths of words are those of a real canvas. */
const ruler = document.createElement("canvas").getContext("2d");

let clips = 0;

/** A figure as SVG, put together by `compose`: what draws it takes the contexts for those of its canvases. */
export function svg(figure, compose, [width, height]) {
  const ratio = window.devicePixelRatio === FINE ? 2 * FINE : FINE;
  const layers = new Map();
  for (const canvas of figure.panels.querySelectorAll(".backdrop, .overlay")) {
    const context = new SvgContext([1 / ratio, 0, 0, 1 / ratio, 0, 0], canvas, canvas.parentNode.dataset.font);
    const instead = { getContext: () => context, width: canvas.width, height: canvas.height };
    for (const [name, value] of Object.entries(instead)) Object.defineProperty(canvas, name, { value, writable: true, configurable: true });
    layers.set(canvas, context);
  }
  try {
    figure.redraw(ratio);
  } finally {
    for (const canvas of layers.keys()) for (const name of ["getContext", "width", "height"]) delete canvas[name];
    figure.redraw();
  }
  const whole = new SvgContext([1, 0, 0, 1, 0, 0]);
  compose(figure, whole, (canvas, x, y) => layers.has(canvas)
    && whole.pieces.push(`<g transform="translate(${round(x)} ${round(y)})">`, ...layers.get(canvas).pieces, "</g>"));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n${whole.pieces.join("\n")}\n</svg>\n`;
}

/** A context whose drawing `pieces` is SVG markup; `base` takes device pixels to the picture's. */
class SvgContext {
  fillStyle = "#000";
  strokeStyle = "#000";
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  globalAlpha = 1;
  font = "10px sans-serif";
  textAlign = "start";
  textBaseline = "alphabetic";
  imageSmoothingEnabled = true;
  pieces = [];
  /** Words are written as words. */
  keepsWords = true;
  canvas;
  #base;
  #now;
  #dash = [];
  /** Clips in force: groups that are still open. */
  #clipped = 0;
  #path = "";
  #stack = [];
  #face;

  constructor(base, canvas, face) {
    this.#base = this.#now = base;
    this.#face = face;
    this.canvas = canvas;
  }

  save() {
    this.#stack.push([KEPT.map((name) => this[name]), this.#now, this.#dash, this.#clipped]);
  }

  restore() {
    const kept = this.#stack.pop();
    if (!kept) return;
    KEPT.forEach((name, k) => { this[name] = kept[0][k]; });
    [, this.#now, this.#dash] = kept;
    for (; this.#clipped > kept[3]; this.#clipped -= 1) this.pieces.push("</g>");
  }

  transform(a, b, c, d, e, f) {
    this.#now = times(this.#now, [a, b, c, d, e, f]);
  }

  setTransform(...matrix) {
    this.#now = this.#base;
    this.transform(...matrix);
  }

  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }

  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }

  rotate(angle) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.transform(cos, sin, -sin, cos, 0, 0);
  }

  setLineDash(dash) {
    this.#dash = dash;
  }

  beginPath() {
    this.#path = "";
  }

  closePath() {
    this.#path += "Z";
  }

  moveTo(x, y) {
    this.#path += `M${this.#at(x, y)}`;
  }

  lineTo(x, y) {
    this.#path += `${this.#path ? "L" : "M"}${this.#at(x, y)}`;
  }

  bezierCurveTo(a, b, c, d, x, y) {
    this.#path += `C${this.#at(a, b)} ${this.#at(c, d)} ${this.#at(x, y)}`;
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  arc(x, y, radius, from, to, backwards = false) {
    const size = round(radius * this.#size());
    const turn = backwards ? from - to : to - from;
    // An arc of more than half a circle is two.
    const stops = Math.abs(turn) > Math.PI ? [(from + to) / 2, to] : [to];
    const on = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    this.lineTo(...on(from));
    for (const stop of stops) this.#path += `A${size} ${size} 0 0 ${backwards ? 0 : 1} ${this.#at(...on(stop))}`;
  }

  clip() {
    const id = `clip${(clips += 1)}`;
    this.pieces.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath><g clip-path="url(#${id})">`);
    this.#clipped += 1;
  }

  fill() {
    this.#write(`path d="${this.#path}"`, this.#filling());
  }

  stroke() {
    this.#write(`path d="${this.#path}"`, `fill="none" ${this.#stroking()}`);
  }

  fillRect(x, y, width, height) {
    this.#apart(() => {
      this.rect(x, y, width, height);
      this.fill();
    });
  }

  strokeRect(x, y, width, height) {
    this.#apart(() => {
      this.rect(x, y, width, height);
      this.stroke();
    });
  }

  /** Figures are wiped as a whole. */
  clearRect() {
    this.pieces.length = 0;
  }

  fillText(text, x, y) {
    this.#text(text, x, y, this.#filling());
  }

  strokeText(text, x, y) {
    this.#text(text, x, y, `fill="none" ${this.#stroking()}`);
  }

  measureText(text) {
    ruler.font = this.#lettering();
    ruler.textBaseline = this.textBaseline;
    return ruler.measureText(text);
  }

  /** Pictures of points stay pictures of points. */
  drawImage(image, ...place) {
    const [x, y, width = image.width, height = image.height] = place.length > 4 ? place.slice(4) : place;
    const [left, top, wide, high] = place.length > 4 ? place : [0, 0, image.width, image.height];
    const copy = Object.assign(document.createElement("canvas"), { width: Math.ceil(wide), height: Math.ceil(high) });
    copy.getContext("2d").drawImage(image, left, top, wide, high, 0, 0, copy.width, copy.height);
    const sharp = this.imageSmoothingEnabled ? "" : ` image-rendering="pixelated"`;
    this.#write(
      `image href="${copy.toDataURL()}" x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none"${sharp}`,
      `transform="matrix(${this.#now.map(round)})" opacity="${this.globalAlpha}"`,
    );
  }

  #at(x, y) {
    const [a, b, c, d, e, f] = this.#now;
    return `${round(a * x + c * y + e)} ${round(b * x + d * y + f)}`;
  }

  #size() {
    const [a, b, c, d] = this.#now;
    return Math.sqrt(Math.abs(a * d - b * c));
  }

  #lettering() {
    return this.font.replace(FACE, this.#face ?? "$&");
  }

  #filling() {
    return `fill=${paint(this.fillStyle, this.globalAlpha, "fill")}`;
  }

  #stroking() {
    const size = this.#size();
    const dash = this.#dash.length ? ` stroke-dasharray="${this.#dash.map((part) => round(part * size))}"` : "";
    const ends = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    const joins = this.lineJoin === "miter" ? "" : ` stroke-linejoin="${this.lineJoin}"`;
    return `stroke=${paint(this.strokeStyle, this.globalAlpha, "stroke")} stroke-width="${round(this.lineWidth * size)}"${dash}${ends}${joins}`;
  }

  #write(shape, look) {
    this.pieces.push(`<${shape} ${look}/>`);
  }

  #apart(draw) {
    const path = this.#path;
    this.#path = "";
    draw();
    this.#path = path;
  }

  /** On the alphabetic baseline: few programs know another. */
  #text(text, x, y, look) {
    const [, style, size, family] = /^(.*?)([\d.]+)px (.*)$/.exec(this.#lettering());
    const here = this.measureText(text).fontBoundingBoxAscent;
    ruler.textBaseline = "alphabetic";
    const down = ruler.measureText(text).fontBoundingBoxAscent - here;
    const [a, b, c, d, e, f] = this.#now;
    const upright = Math.abs(b) < 1e-9 && Math.abs(c) < 1e-9;
    const place = upright ? this.#at(x, y + down).split(" ") : [round(x), round(y + down)];
    const turned = upright ? "" : ` transform="matrix(${[a, b, c, d, e, f].map(round)})"`;
    const weight = /\d{3}|bold/.exec(style);
    const anchor = ANCHORS[this.textAlign];
    this.pieces.push(`<text x="${place[0]}" y="${place[1]}" font-family="${escaped(family)}" font-size="${round(size * (upright ? this.#size() : 1))}"${
      weight ? ` font-weight="${weight}"` : ""}${anchor ? ` text-anchor="${anchor}"` : ""} ${look}${turned}>${escaped(text)}</text>`);
  }
}

// What asks whether this is a context is told that it is.
Object.setPrototypeOf(SvgContext.prototype, CanvasRenderingContext2D.prototype);

const times = ([a, b, c, d, e, f], [p, q, r, s, t, u]) =>
  [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];

/** A colour, and its opacity as an attribute of its own. */
function paint(color, alpha, what) {
  const [, rgb, own] = /^rgba\((.*),([\d.]+)\)$/.exec(color) ?? [];
  const opacity = alpha * (own ?? 1);
  return `"${rgb ? `rgb(${rgb})` : escaped(color)}"${opacity < 1 ? ` ${what}-opacity="${round(opacity)}"` : ""}`;
}
