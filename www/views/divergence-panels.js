// What two distributions look like, and one of the two divergences between
// them: an area under a curve, or a bar for each class.

import { drawDensity, modelEntry } from "../core.js";
import { element, setText } from "../elements.js";
import { number } from "../text/format.js";
import { Labels } from "../labels.js";
import { Layers, clipped, path, stroke, strokeApart, trace } from "../layers.js";
import { Plot, steady } from "../plot.js";

/** Points on a curve. */
const SAMPLES = 200;

/** No integrand falls further below zero than 1/e of the greatest density: room for that, as a share of the height. */
const BELOW = 0.27;

/** Of the rest, curves fill this share at the most; above them stands the number of nats. */
const HEADROOM = 0.82;

/** The axis of bars starts here: no part of a class is below −1/e. */
const LOWEST = -0.45;

/** A high axis has at least this share of its height below zero, for the number under a bar; parts below this are none. */
const ROOM = 0.16;
const NOTHING = 5e-4;

/** Bars of a class, from its middle: p, q and what it adds to the divergence. */
const BARS = { p: [-0.42, -0.22], q: [-0.2, 0], part: [0.1, 0.38] };

/** If more than this part of a divergence lies beyond the axis, the panel says so. */
const UNSEEN = 0.02;

/** Pixels between the lines of a hatching. */
const HATCH = 5;

/** The two directions: whose mean it is, and its colour. */
export const DIRECTIONS = {
  forward: { name: "KL(p\u202f‖\u202fq)", under: "p", from: "start", to: "other", color: "ink" },
  reverse: { name: "KL(q\u202f‖\u202fp)", under: "q", from: "other", to: "start", color: "other" },
};

/** Densities, and the integrand filled; for labels their probabilities, and a stem for each input. */
export class CurvesView {
  #layers = new Layers("divergence");
  #frame;
  #direction;
  #amount = element("p", "amount");

  constructor(direction) {
    this.#direction = direction;
    this.root = this.#layers.root;
    this.root.append(this.#amount);
  }

  draw({ scene, state, model, modelKey, style, colors }) {
    this.#frame = this.#layers.behind([modelKey, style], (canvas) => drawDensity(canvas, model, style));
    const labelled = modelEntry(state.model).takes === "labelled";
    const curves = (scene.divergence.curves ??= curvesOf(scene, state.charts[0], model, this.#frame, labelled));
    this.#tell(scene.divergence);
    const context = this.#layers.begin(style);
    const [left, top, right, bottom, x0, x1] = this.#frame;
    const [share, below] = labelled ? [1, 0] : [HEADROOM, BELOW];
    const zero = bottom - below * (bottom - top);
    const x = (value) => left + ((value - x0) / (x1 - x0)) * (right - left);
    const y = (value) => zero - (value / curves.highest) * share * (1 - below) * (bottom - top);
    const points = (values, xs = curves.xs) => Array.from(values, (value, k) => [x(xs[k]), y(value)]);
    const tone = colors[DIRECTIONS[this.#direction].color];
    clipped(context, this.#frame.slice(0, 4), () => {
      const values = points(curves[this.#direction], curves.inputs);
      if (labelled) stems(context, values, zero, tone);
      else area(context, values, zero, [left, top, right, bottom], tone);
      for (const [name, color] of [["q", colors.other], ["p", colors.ink]]) {
        path(context, points(curves[name]));
        strokeApart(context, colors.ground, color, 2);
      }
    });
    this.#names(context, points, curves, labelled, style, colors);
  }

  /** The number of nats, and whether the panel shows all of them. */
  #tell(divergence) {
    const amount = divergence[this.#direction];
    const seen = divergence.curves.seen?.[this.#direction] ?? amount;
    setText(this.#amount, `${number(amount)} nats${amount - seen > UNSEEN * amount ? ", not all in sight" : ""}`);
  }

  /** p and q, above the peaks of their densities; beside curves of probabilities. */
  #names(context, points, curves, labelled, style, colors) {
    const labels = new Labels(context, this.#frame.slice(0, 4), colors.ground, style);
    const tones = [["p", colors.ink], ["q", colors.other]];
    if (labelled) {
      for (const [k, [name, tone]] of tones.entries()) labels.write(name, points(curves[name])[k ? SAMPLES - 20 : 20], tone);
      return;
    }
    const peaks = tones.map(([name]) => points(curves[name])[curves[name].indexOf(Math.max(...curves[name]))]);
    const close = Math.hypot(peaks[0][0] - peaks[1][0], peaks[0][1] - peaks[1][1]) < style.text;
    tones.forEach(([name, tone], k) => {
      const aside = close ? (k - 0.5) * 1.5 * style.text * (peaks[1][0] < peaks[0][0] ? -1 : 1) : 0;
      labels.center(name, [peaks[k][0] + aside, peaks[k][1] - 0.8 * style.text], tone);
    });
  }
}

/** p, q and what each class adds to the divergence, side by side. */
export class BarsView {
  #plot = new Plot("divergence");
  #end;
  #direction;
  #amount = element("p", "amount");
  root = this.#plot.root;

  constructor(direction) {
    this.#direction = direction;
    this.root.append(this.#amount);
  }

  draw({ scene, state, model, style, colors }) {
    const found = (scene.divergence.bars ??= barsOf(scene, state.charts[0], model));
    setText(this.#amount, `${number(scene.divergence[this.#direction])} nats`);
    this.#end = steady(this.#end, Math.max(1, found.highest));
    const { context, area, pixel } = this.#plot.begin({
      window: [0.5, 3.5, Math.min(LOWEST, -ROOM * this.#end), this.#end],
      x: { label: "", names: scene.divergence.classes }, y: { label: "probability; nats" }, zero: true,
    }, style);
    const labels = new Labels(context, area, colors.ground, style);
    const tones = { p: colors.ink, q: colors.other, part: colors[DIRECTIONS[this.#direction].color] };
    for (const k of [0, 1, 2]) {
      const values = { p: found.p[k], q: found.q[k], part: found[this.#direction][k] };
      for (const [name, [from, to]] of Object.entries(BARS)) {
        const [[left, end], [right, zero]] = [pixel(k + 1 + from, values[name]), pixel(k + 1 + to, 0)];
        bar(context, [left, end, right, zero], tones[name], name === "part");
        const text = name === "part" ? signed(values.part) : name;
        labels.center(text, [(left + right) / 2, end + (end > zero ? 0.9 : -0.8) * style.text], tones[name]);
      }
    }
  }
}

const signed = (part) => (Math.abs(part) < NOTHING ? "0" : `${part > 0 ? "+" : ""}${number(part, 2)}`);

/** Both densities and both integrands on a panel's axis, and the greatest of all. */
function curvesOf(scene, chart, model, frame, labelled) {
  const [, , , , x0, x1] = frame;
  const xs = Float64Array.from({ length: SAMPLES }, (_, k) => x0 + ((x1 - x0) * k) / (SAMPLES - 1));
  const [p, q] = [scene.pins.start[chart], scene.pins.other[chart]];
  const inputs = labelled ? Float64Array.from(model.observations) : xs;
  const found = {
    xs, inputs,
    p: model.density(p, chart, xs),
    q: model.density(q, chart, xs),
    forward: model.integrand(p, q, chart, inputs),
    reverse: model.integrand(q, p, chart, inputs),
  };
  if (labelled) return { ...found, highest: 1 };
  const sum = (values) => ((x1 - x0) / (SAMPLES - 1)) * values.reduce((total, value) => total + value, 0);
  return {
    ...found,
    highest: Math.max(...[found.p, found.q, found.forward, found.reverse].map((values) => Math.max(...values))),
    seen: { forward: sum(found.forward), reverse: sum(found.reverse) },
  };
}

/** The same for three classes. */
function barsOf(scene, chart, model) {
  const [p, q] = [scene.pins.start[chart], scene.pins.other[chart]];
  const numbers = Float64Array.of(1, 2, 3);
  const found = {
    p: model.density(p, chart, numbers),
    q: model.density(q, chart, numbers),
    forward: model.integrand(p, q, chart, numbers),
    reverse: model.integrand(q, p, chart, numbers),
  };
  return { ...found, highest: Math.max(...Object.values(found).map((values) => Math.max(...values))) };
}

/** An area between a curve and zero: filled where it adds, hatched where it takes away. */
function area(context, points, zero, [left, top, right, bottom], color) {
  const surround = () => {
    path(context, [[points[0][0], zero], ...points, [points.at(-1)[0], zero]]);
    context.closePath();
  };
  clipped(context, [left, top, right, zero], () => {
    context.fillStyle = color;
    context.globalAlpha = 0.3;
    surround();
    context.fill();
  });
  clipped(context, [left, zero, right, bottom], () => {
    context.save();
    surround();
    context.clip();
    hatch(context, [left, zero, right, bottom], color);
    context.restore();
  });
  context.globalAlpha = 0.8;
  trace(context, points, color, 1.2);
  trace(context, [[left, zero], [right, zero]], color, 1);
  context.globalAlpha = 1;
}

/** Slanted lines over a rectangle. */
function hatch(context, [left, top, right, bottom], color) {
  context.beginPath();
  const rise = bottom - top;
  for (let x = left - rise; x < right; x += HATCH) {
    context.moveTo(x, bottom);
    context.lineTo(x + rise, top);
  }
  context.globalAlpha = 0.7;
  stroke(context, color, 1);
  context.globalAlpha = 1;
}

function stems(context, tips, zero, color) {
  context.globalAlpha = 0.45;
  for (const [x, y] of tips) trace(context, [[x, zero], [x, y]], color, 5);
  context.globalAlpha = 1;
}

/** A bar from zero: outlined, or filled where it is a part of the divergence, hatched if that is negative. */
function bar(context, [left, end, right, zero], color, part) {
  const [top, bottom] = [Math.min(end, zero), Math.max(end, zero)];
  clipped(context, [left, top, right, bottom], () => {
    if (part && end > zero) hatch(context, [left, top, right, bottom], color);
    else {
      context.fillStyle = color;
      context.globalAlpha = part ? 0.3 : 0.1;
      context.fillRect(left, top, right - left, bottom - top);
      context.globalAlpha = 1;
    }
  });
  context.lineWidth = 1.4;
  context.strokeStyle = color;
  context.strokeRect(left, top, right - left, bottom - top);
}
