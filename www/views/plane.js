// A parameter plane: the core's backdrop; above it balls, paths, landings, the
// optimum, and the pins that a reader moves.

import { chartEntry, drawPlane, modelEntry } from "../core.js";
import { describePin } from "../text/caption.js";
import { capital } from "../text/format.js";
import { Handle } from "../figure/handle.js";
import { ELLIPSES, FAMILIES, arrow, drawMarker, drawMarkers, familyColor } from "../language.js";
import { Labels } from "../labels.js";
import { Layers, clipped, isLong, line, path, stroke, strokeApart, trace } from "../layers.js";
import { metricField } from "./metric-field.js";
import { register } from "./registry.js";

/** What is more than so many pixels away is drawn in the same direction at this distance, so that no engine rounds it. */
const FAR = 1e5;

/** So many of a path's last points no word may cover; nor a path of so few steps. */
const LEGIBLE = 40;
const FEW = 3;

/** What each stop of a single step brings into the picture; see stages.js. */
const GRADIENT = 1;
const METRIC = 2;
const BALLS = 3;

/** An arrow without a length of its own is this share of the plane's height. */
const ARROW = 0.2;

/** What each pin is called where there are two; see scene.js. */
const PINS = { start: "p", other: "q", guess: "your guess" };

/** One plane for each chart. */
function panels(state, hooks) {
  return state.charts.map((chart) => ({
    chart, view: new PlaneView(chart, hooks), title: planeTitle(state.model, chart),
  }));
}

export class PlaneView {
  #layers;
  #frame;
  #corners;
  #hooks;
  #handles = {};
  #pins = {};
  #field;
  #fieldFor;

  constructor(chart, hooks) {
    this.chart = chart;
    this.#hooks = hooks;
    this.#layers = new Layers("plane");
    this.root = this.#layers.root;
  }

  /** The plotting area in pixels and the window in chart units, `[left, top, right, bottom, x0, x1, y0, y1]`. */
  get frame() {
    return this.#frame;
  }

  /** The window in chart units, `[x0, x1, y0, y1]`. */
  get window() {
    return this.#frame?.slice(4);
  }

  /** The handle of a pin, made when the pin first appears. */
  #handle(pin) {
    return (this.#handles[pin] ??= this.#newHandle(pin));
  }

  #newHandle(pin) {
    const move = (at) => this.#hooks.move(pin, this.chart, at);
    const made = new Handle({
      move: (x, y) => move(this.#data(x, y)),
      end: this.#hooks.end,
      nudge: (dx, dy) => move(this.#nudged(this.#hooks.whereIs(pin, this.chart), dx, dy)),
      position: () => this.#pixel(...this.#pins[pin]),
    });
    made.root.dataset.pin = pin;
    this.root.append(made.root);
    return made;
  }

  /** Draws a scene up to step `cursor` (a fraction is on its way); a single step as far as `stage`. */
  draw({ scene, state, model, modelKey, home, cursor, stage, style, colors, highlight, told }) {
    this.#frame = this.#layers.behind([modelKey, home, style], (canvas) => {
      this.#corners = cornersIn(state, model, this.chart);
      return drawPlane(canvas, model, this.chart, model.convert(home.at, home.chart, this.chart), style);
    });
    this.#pins = Object.fromEntries(Object.entries(scene.pins).map(([pin, places]) => [pin, places[this.chart]]));
    const context = this.#layers.begin(style);
    clipped(context, this.#frame.slice(0, 4), () => {
      if (Math.floor(stage) === METRIC) this.#drawField(context, model, colors);
      if (stage >= BALLS) for (const run of scene.runs) this.#balls(context, run, cursor, colors, highlight);
      this.#clouds(context, scene, colors);
      this.#ellipses(context, scene, colors);
      this.#optimum(context, scene, colors);
      if (stage >= GRADIENT && stage < BALLS + 1) this.#downhill(context, scene, state, colors);
      for (const run of scene.runs) this.#path(context, run, cursor, colors, highlight);
      if (this.#pins.other) this.#stick(context, state, colors);
      for (const pin of Object.keys(this.#pins)) this.#ring(context, pin, colors);
    });
    this.#labels(context, scene, cursor, colors, style);
    this.#placeHandles(scene, state, told);
  }

  #placeHandles(scene, state, told) {
    for (const pin of Object.keys({ ...this.#handles, ...this.#pins })) {
      const handle = this.#handle(pin);
      const at = this.#pins[pin] && this.#pixel(...this.#pins[pin]);
      handle.place(...(at ?? [0, 0]), Boolean(at) && this.#inside(at));
      if (at && told) handle.describe(describePin(scene, state, pin, this.chart));
    }
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

  /** A place moved by shares of the window. */
  #nudged([a, b], dx, dy) {
    const [x0, x1, y0, y1] = this.window;
    return [
      Math.min(x1, Math.max(x0, a + dx * (x1 - x0))),
      Math.min(y1, Math.max(y0, b + dy * (y1 - y0))),
    ];
  }

  #inside([x, y]) {
    const [left, top, right, bottom] = this.#frame;
    return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
  }

  /** Of a polyline of chart coordinates the points that have a place, in pixels. */
  #places(flat, from, to) {
    const places = [];
    for (let k = from; k <= to; k += 1) {
      const place = this.#pixel(flat[2 * k], flat[2 * k + 1]);
      if (Math.abs(place[0]) < FAR && Math.abs(place[1]) < FAR) places.push(place);
    }
    return places;
  }

  /** Traces a polyline of chart coordinates; gaps where a point is missing. */
  #trace(context, flat, from, to, close) {
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#frame;
    const [across, up] = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
    let whole = true;
    line(context, to - from + 1, (k) => {
      const x = left + (flat[2 * (from + k)] - x0) * across;
      const y = bottom - (flat[2 * (from + k) + 1] - y0) * up;
      const reach = Math.max(Math.abs(x), Math.abs(y));
      if (reach < FAR) return [x, y];
      // Seen from the panel it is where it was, only nearer.
      if (Number.isFinite(reach)) return [x * (FAR / reach), y * (FAR / reach)];
      whole = false;
      return undefined;
    });
    if (close && whole) context.closePath();
  }

  /** The metric everywhere, at the nodes of a grid. */
  #drawField(context, model, colors) {
    if (this.#fieldFor !== this.#frame) this.#field = metricField(model, this.chart, this.window);
    this.#fieldFor = this.#frame;
    context.fillStyle = colors.natural;
    for (const outline of this.#field) {
      this.#trace(context, outline, 0, outline.length / 2 - 1, true);
      context.globalAlpha = 0.12;
      context.fill();
      context.globalAlpha = 0.7;
      stroke(context, colors.natural, 1);
    }
    context.globalAlpha = 1;
  }

  /** An arrow from the start along the negative gradient, as the chart's coordinates have it. */
  #downhill(context, scene, state, colors) {
    if (this.chart !== state.charts[0]) return;
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#frame;
    const { gradient } = scene.inspection;
    const disc = scene.spec.runs.find((run) => run.rule === "euclidean-ball");
    const size = Math.hypot(...gradient);
    if (!(size > 0)) return;
    const along = gradient.map((part) => -part / size);
    const pixels = [(along[0] * (right - left)) / (x1 - x0), (-along[1] * (bottom - top)) / (y1 - y0)];
    const length = disc ? disc.radius : (ARROW * (bottom - top)) / Math.hypot(...pixels);
    const from = this.#pixel(...this.#pins.start);
    arrow(context, from, [from[0] + length * pixels[0], from[1] + length * pixels[1]], colors.ink, colors.ground);
  }

  /** Where many learners ended. */
  #clouds(context, scene, colors) {
    for (const { family, places } of scene.clouds ?? []) {
      const flat = places[this.chart];
      // One after the other: each is to be told from those below it.
      for (const [x, y] of this.#places(flat, 0, flat.length / 2 - 1)) {
        drawMarker(context, FAMILIES[family].marker, x, y, 3, familyColor(colors, family), colors.ground);
      }
    }
  }

  #ellipses(context, scene, colors) {
    for (const { kind, outline } of scene.ellipses[this.chart] ?? []) {
      const { color, dash } = ELLIPSES[kind];
      this.#trace(context, outline, 0, outline.length / 2 - 1, true);
      context.fillStyle = colors[color];
      context.globalAlpha = 0.07;
      if (kind !== "replicator") context.fill();
      context.globalAlpha = 1;
      stroke(context, colors[color], 2, dash);
    }
  }

  /** The balls to show: those of the steps so far, or that of the step just taken or on its way. */
  #ballsAt(run, cursor) {
    if (!run.ballOfStep) return (run.balls[this.chart] ?? []).filter(([step]) => step <= cursor);
    const step = Math.min(Math.max(0, Math.ceil(cursor) - 1), run.steps - 1);
    return step < 0 ? [] : [[step, run.ballOfStep(this.chart, step)]];
  }

  #balls(context, run, cursor, colors, highlight) {
    const color = familyColor(colors, run.entry.family);
    const faint = highlight && highlight !== run.rule;
    for (const [step, outline] of this.#ballsAt(run, cursor)) {
      this.#trace(context, outline, 0, outline.length / 2 - 1, true);
      context.globalAlpha = faint ? 0.03 : 0.1;
      context.fillStyle = color;
      context.fill();
      const loud = step === 0 || run.ballOfStep;
      context.globalAlpha = faint ? 0.2 : loud ? 0.95 : 0.45;
      stroke(context, color, loud ? 1.7 : 1.1, FAMILIES[run.entry.family].ball);
    }
    context.globalAlpha = 1;
  }

  #path(context, run, cursor, colors, highlight) {
    const flat = run.paths[this.chart];
    const last = Math.min(Math.floor(cursor), run.steps);
    const color = familyColor(colors, run.entry.family);
    context.globalAlpha = run.stale ? 0.15 : highlight && highlight !== run.rule ? 0.25 : 1;
    const { dash } = run;
    this.#trace(context, flat, 0, last, false);
    strokeApart(context, colors.ground, color, 2.2, dash);
    this.#partOfStep(context, flat, last, cursor, run, color, dash);
    const { marker } = FAMILIES[run.entry.family];
    const small = run.steps > 3;
    const marks = (from, to, size) =>
      drawMarkers(context, marker, this.#places(flat, from, to), size, color, colors.ground, run.chartIndex > 0);
    // Of a long run marks so close together would say nothing.
    if (!isLong(run.steps) && !run.stale) marks(1, last - 1, small ? 2.3 : 4.6);
    if (last > 0 && !run.stale) marks(last, last, 4.6);
    context.globalAlpha = 1;
  }

  /** The step under way, as far as it has come. */
  #partOfStep(context, flat, last, cursor, run, color, dash) {
    const part = cursor - last;
    if (part <= 0 || last >= run.steps) return;
    const from = this.#pixel(flat[2 * last], flat[2 * last + 1]);
    const to = this.#pixel(flat[2 * last + 2], flat[2 * last + 3]);
    trace(context, [from, from.map((x, axis) => x + part * (to[axis] - x))], color, 2.2, dash);
  }

  #optimum(context, scene, colors) {
    const optimum = scene.optima[this.chart];
    if (!optimum) return;
    const [x, y] = this.#pixel(...optimum);
    context.beginPath();
    context.moveTo(x - 5, y - 5);
    context.lineTo(x + 5, y + 5);
    context.moveTo(x - 5, y + 5);
    context.lineTo(x + 5, y - 5);
    strokeApart(context, colors.ground, colors.ink, 2);
  }

  /** What lies between p and q; a solid stick where it keeps its length. */
  #stick(context, state, colors) {
    path(context, ["start", "other"].map((pin) => this.#pixel(...this.#pins[pin])));
    strokeApart(context, colors.ground, colors.muted, 1.8, state.stick ? [] : [2, 4]);
  }

  /** A ring to take hold of; the start's has a dot, a guess is dashed. */
  #ring(context, pin, colors) {
    const [x, y] = this.#pixel(...this.#pins[pin]);
    if (!this.#inside([x, y])) return;
    const color = pin === "other" ? colors.other : colors.ink;
    context.beginPath();
    context.arc(x, y, 8, 0, 2 * Math.PI);
    stroke(context, colors.ground, 6);
    stroke(context, color, 2.4, pin === "guess" ? [4, 3] : []);
    if (pin === "guess") return;
    context.beginPath();
    context.arc(x, y, 2, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
  }

  /** Names for the start, the optimum and the end of each path, where there is room. */
  #labels(context, scene, cursor, colors, style) {
    const labels = new Labels(context, this.#frame.slice(0, 4), colors.ground, style);
    const ends = scene.runs.map((run) => {
      const k = Math.min(Math.floor(cursor), run.steps);
      const flat = run.paths[this.chart];
      return { run, k, at: this.#pixel(flat[2 * k], flat[2 * k + 1]) };
    });
    const optimum = scene.optima[this.chart] && this.#pixel(...scene.optima[this.chart]);
    for (const place of Object.values(this.#pins)) labels.keepOff(this.#pixel(...place), 9);
    if (optimum) labels.keepOff(optimum, 6);
    for (const { run, k } of ends) this.#keepOffPath(labels, run.paths[this.chart], k);
    this.#pinLabels(labels, colors);
    if (optimum && this.#inside(optimum)) labels.write("best fit", optimum, colors.ink);
    for (const { name, at } of this.#corners) {
      const place = this.#pixel(...at);
      if (this.#inside(place)) labels.write(name, place, colors.muted);
    }
    for (const { run, k, at } of ends) {
      if (k === 0 || run.stale || run.chartIndex > 0 || !this.#inside(at)) continue;
      labels.write(run.entry.label, at, familyColor(colors, run.entry.family));
    }
  }

  #pinLabels(labels, colors) {
    const alone = !this.#pins.other;
    for (const [pin, place] of Object.entries(this.#pins)) {
      const at = this.#pixel(...place);
      const name = pin === "start" && alone ? "start" : PINS[pin];
      if (this.#inside(at)) labels.write(name, at, pin === "other" ? colors.other : colors.ink);
    }
  }

  /** Words leave a path's last points free; a longer past may be crossed. */
  #keepOffPath(labels, flat, last) {
    const points = [];
    for (let k = Math.max(0, last - LEGIBLE); k <= last; k += 1) points.push(this.#pixel(flat[2 * k], flat[2 * k + 1]));
    // Of few long steps the line between is as much of the path as its points.
    if (last > 0 && last <= FEW && points.every((at) => Math.hypot(...at) < FAR)) labels.keepOffLine(points, 3);
    else for (const at of points) labels.keepOff(at, 3);
  }
}

/** Where a class is all but certain, in charts that show it: its name and its corner. */
function cornersIn(state, model, chart) {
  const { charts, data } = modelEntry(state.model);
  const sets = state.data ? data.filter(({ name }) => name === state.data.set) : data.slice(0, 1);
  if (!charts.some(({ name }) => name === "probability") || !sets[0]?.classes) return [];
  const near = 1e-9;
  return [[1 - 2 * near, near], [near, 1 - 2 * near], [near, near]].map((corner, k) => ({
    name: sets[0].classes[k], at: model.convert(corner, "probability", chart),
  }));
}

/** What a plane is called: its two coordinates, or what they are coordinates of. */
export function planeTitle(model, chart) {
  const { label, symbols } = chartEntry(model, chart);
  if (model !== "gaussian") return capital(label);
  // A chart that keeps the mean is named after its other coordinate alone.
  return `The plane of ${symbols[0] === "μ" ? "mean and " : ""}${label}`;
}

register("plane", { panels });
