// A parameter plane: the core's backdrop; above it balls, paths, landings, the
// optimum and the start.

import { chartEntry, drawPlane } from "./core.js";
import { Handle } from "./handle.js";
import { CHART_DASHES, FAMILIES, drawMarker, familyColor } from "./language.js";
import { Labels } from "./labels.js";
import { Layers, clipped } from "./layers.js";

/** Canvas coordinates beyond this many pixels outside are cut, so that no engine rounds them. */
const FAR = 1e5;

/** So many of a path's last points no word may cover. */
const LEGIBLE = 40;

export class PlaneView {
  #layers;
  #frame;
  #drawnFor;

  constructor(chart, hooks) {
    this.chart = chart;
    this.root = document.createElement("div");
    this.root.className = "panel plane";
    this.#layers = new Layers(this.root);
    this.handle = new Handle({
      move: (x, y) => hooks.move(this, this.#data(x, y)),
      end: hooks.end,
      nudge: (dx, dy) => hooks.move(this, this.#nudged(dx, dy)),
      position: () => this.#at,
    });
    this.root.append(this.handle.root);
  }

  #at = [0, 0];
  #start = [0, 0];

  /** The window in chart units, `[x0, x1, y0, y1]`. */
  get window() {
    return this.#frame?.slice(4);
  }

  /** Draws a scene up to step `cursor` (a fraction is on its way). */
  draw({ scene, model, modelKey, home, cursor, style, colors, highlight }) {
    const key = JSON.stringify([modelKey, this.chart, home, style]);
    if (key !== this.#drawnFor) {
      const shown = model.convert(home.at, home.chart, this.chart);
      this.#frame = Array.from(drawPlane(this.#layers.backdrop, model, this.chart, shown, style));
      this.#drawnFor = key;
    }
    this.#start = scene.starts[this.chart];
    this.#at = this.#pixel(...this.#start);
    const context = this.#layers.begin(style.width, style.height, style.ratio);
    const area = this.#frame.slice(0, 4);
    clipped(context, area, () => {
      for (const run of scene.runs) this.#balls(context, run, cursor, colors, highlight);
      this.#optimum(context, scene, colors);
      for (const run of scene.runs) this.#path(context, run, cursor, colors, highlight);
    });
    this.#labels(context, scene, cursor, colors, style);
    this.#startRing(context, colors);
    this.handle.place(...this.#at, this.#inside(this.#at));
  }

  describe(sentence) {
    this.handle.describe(sentence);
  }

  #pixel(a, b) {
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#frame;
    return [
      left + ((a - x0) / (x1 - x0)) * (right - left),
      bottom - ((b - y0) / (y1 - y0)) * (bottom - top),
    ];
  }

  #data(x, y) {
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#frame;
    const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
    return [
      x0 + ((clamp(x, left, right) - left) / (right - left)) * (x1 - x0),
      y0 + ((bottom - clamp(y, top, bottom)) / (bottom - top)) * (y1 - y0),
    ];
  }

  /** The start moved by shares of the window. */
  #nudged(dx, dy) {
    const [x0, x1, y0, y1] = this.window;
    const [a, b] = this.#start;
    return [
      Math.min(x1, Math.max(x0, a + dx * (x1 - x0))),
      Math.min(y1, Math.max(y0, b + dy * (y1 - y0))),
    ];
  }

  #inside([x, y]) {
    const [left, top, right, bottom] = this.#frame;
    return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
  }

  /** Traces a polyline of chart coordinates; gaps where a point is missing. */
  #trace(context, flat, from, to, close) {
    let drawing = false;
    let whole = true;
    context.beginPath();
    for (let k = from; k <= to; k += 1) {
      const [x, y] = this.#pixel(flat[2 * k], flat[2 * k + 1]);
      const usable = Math.abs(x) < FAR && Math.abs(y) < FAR;
      if (usable && drawing) context.lineTo(x, y);
      if (usable && !drawing) context.moveTo(x, y);
      if (!usable) whole = false;
      drawing = usable;
    }
    if (close && whole) context.closePath();
  }

  #balls(context, run, cursor, colors, highlight) {
    const color = familyColor(colors, run.entry.family);
    const faint = highlight && highlight !== run.rule;
    for (const [step, outline] of run.balls[this.chart] ?? []) {
      if (step > cursor) continue;
      this.#trace(context, outline, 0, outline.length / 2 - 1, true);
      context.setLineDash([]);
      context.globalAlpha = faint ? 0.03 : 0.1;
      context.fillStyle = color;
      context.fill();
      context.globalAlpha = faint ? 0.2 : step === 0 ? 0.95 : 0.45;
      context.strokeStyle = color;
      context.lineWidth = step === 0 ? 1.7 : 1.1;
      context.setLineDash(FAMILIES[run.entry.family].ball);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  #path(context, run, cursor, colors, highlight) {
    const path = run.paths[this.chart];
    const last = Math.min(Math.floor(cursor), run.steps);
    const color = familyColor(colors, run.entry.family);
    context.globalAlpha = highlight && highlight !== run.rule ? 0.25 : 1;
    const dash = CHART_DASHES[run.chartIndex % CHART_DASHES.length];
    for (const [width, stroke, lines] of [[4.5, colors.ground, []], [2.2, color, dash]]) {
      this.#trace(context, path, 0, last, false);
      context.setLineDash(lines);
      context.lineWidth = width;
      context.strokeStyle = stroke;
      context.stroke();
    }
    this.#partOfStep(context, path, last, cursor, run, color, dash);
    const { marker } = FAMILIES[run.entry.family];
    const small = run.steps > 3;
    for (let k = 1; k <= last; k += 1) {
      const [x, y] = this.#pixel(path[2 * k], path[2 * k + 1]);
      if (Math.abs(x) > FAR || Math.abs(y) > FAR) continue;
      const size = k === last ? 4.6 : small ? 2.3 : 4.6;
      drawMarker(context, marker, x, y, size, color, colors.ground, run.chartIndex > 0);
    }
    context.globalAlpha = 1;
  }

  /** The step under way, as far as it has come. */
  #partOfStep(context, path, last, cursor, run, color, dash) {
    const part = cursor - last;
    if (part <= 0 || last >= run.steps) return;
    const from = this.#pixel(path[2 * last], path[2 * last + 1]);
    const to = this.#pixel(path[2 * last + 2], path[2 * last + 3]);
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]));
    context.setLineDash(dash);
    context.lineWidth = 2.2;
    context.strokeStyle = color;
    context.stroke();
  }

  #optimum(context, scene, colors) {
    const optimum = scene.optima[this.chart];
    if (!optimum) return;
    const [x, y] = this.#pixel(...optimum);
    context.setLineDash([]);
    for (const [width, color] of [[5, colors.ground], [2, colors.ink]]) {
      context.beginPath();
      context.moveTo(x - 5, y - 5);
      context.lineTo(x + 5, y + 5);
      context.moveTo(x - 5, y + 5);
      context.lineTo(x + 5, y - 5);
      context.lineWidth = width;
      context.strokeStyle = color;
      context.stroke();
    }
  }

  #startRing(context, colors) {
    const [x, y] = this.#at;
    if (!this.#inside(this.#at)) return;
    context.setLineDash([]);
    for (const [radius, width, color] of [[8, 6, colors.ground], [8, 2.4, colors.ink]]) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = color;
      context.stroke();
    }
    context.beginPath();
    context.arc(x, y, 2, 0, 2 * Math.PI);
    context.fillStyle = colors.ink;
    context.fill();
  }

  /** Names for the start, the optimum and the end of each path, where there is room. */
  #labels(context, scene, cursor, colors, style) {
    const labels = new Labels(context, this.#frame.slice(0, 4), colors.ground, style.text);
    const ends = scene.runs.map((run) => {
      const k = Math.min(Math.floor(cursor), run.steps);
      const path = run.paths[this.chart];
      return { run, k, at: this.#pixel(path[2 * k], path[2 * k + 1]) };
    });
    const optimum = scene.optima[this.chart] && this.#pixel(...scene.optima[this.chart]);
    labels.keepOff(this.#at, 9);
    if (optimum) labels.keepOff(optimum, 6);
    for (const { run, k } of ends) this.#keepOffPath(labels, run.paths[this.chart], k);
    if (this.#inside(this.#at)) labels.write("start", this.#at, colors.ink);
    if (optimum && this.#inside(optimum)) labels.write("best fit", optimum, colors.ink);
    for (const { run, k, at } of ends) {
      if (k === 0 || run.chartIndex > 0 || !this.#inside(at)) continue;
      labels.write(run.entry.label, at, familyColor(colors, run.entry.family));
    }
  }

  /** Words leave a path's last points free; a longer past may be crossed. */
  #keepOffPath(labels, path, last) {
    for (let k = Math.max(0, last - LEGIBLE); k <= last; k += 1) {
      labels.keepOff(this.#pixel(path[2 * k], path[2 * k + 1]), 3);
    }
  }
}

/** What a plane is called: its two coordinates, or what they are coordinates of. */
export function planeTitle(model, chart) {
  const { label, symbols } = chartEntry(model, chart);
  // A chart that keeps the mean is named after its other coordinate alone.
  return `The plane of ${symbols[0] === "μ" ? "mean and " : ""}${label}`;
}
