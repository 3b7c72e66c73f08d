// What the Fisher matrix is for: the divergence along a line from p through q,
// and the parabola that the matrix makes of it.

import { element } from "../elements.js";
import { number, share } from "../text/format.js";
import { Labels } from "../labels.js";
import { clipped, stroke, strokeApart, trace } from "../layers.js";
import { Measures } from "../accounts/measures.js";
import { completePins, everyChart, readPins, writePins } from "../state/pins.js";
import { Plot } from "../plot.js";
import { register } from "./registry.js";

/** Shares of Δ that are shown, and how fine; the cost shown, in units of ½ΔᵀFΔ. */
const [FROM, TO, PER_UNIT] = [-1, 1.5, 40];
const HIGHEST = 2.25;
const SHARES = Float64Array.from({ length: (TO - FROM) * PER_UNIT + 1 }, (_, k) => (k + FROM * PER_UNIT) / PER_UNIT);
const indexOf = (t) => Math.round((t - FROM) * PER_UNIT);

const AXES = {
  window: [FROM, TO, 0, HIGHEST], x: { label: "share t of Δ" }, y: { label: "cost of tΔ" }, zero: true,
};

/** Where a curve's name may stand, best first. */
const NAMED_AT = Array.from({ length: 36 }, (_, k) => (k % 2 ? -0.975 + 0.025 * k : TO - 0.025 * k));

/** Points on the outline of the ball. */
const OUTLINE = 80;

/** Points between two samples, to find where the domain ends. */
const FINE = 50;

/** The curves: name, colour and dash. */
const CURVES = {
  quadratic: { name: "½ΔᵀFΔ", color: "natural", dash: [6, 4] },
  forward: { name: "KL(p\u202f‖\u202fq)", color: "exact", dash: [] },
  reverse: { name: "KL(q\u202f‖\u202fp)", color: "exact", dash: [2, 4] },
};

const panels = () => [{ view: new ExpansionView(), title: "The cost on the way from p through q, in units of ½ΔᵀFΔ" }];

/** Both divergences along the line, the quadratic form, and the ball of that cost. */
function measure(scene, state, model) {
  const [first] = state.charts;
  const [p, q] = [scene.pins.start[first], scene.pins.other[first]];
  const quadratic = model.quadratic(p, q, first);
  const along = model.along(p, q, first, SHARES);
  const forward = along.filter((_, k) => k % 2 === 0);
  const reverse = along.filter((_, k) => k % 2 === 1);
  const at = (t) => ({ forward: forward[indexOf(t)], reverse: reverse[indexOf(t)], quadratic: t * t * quadratic });
  scene.expansion = {
    quadratic, forward, reverse, whole: at(1), half: at(0.5),
    edges: [edge(model, p, q, first, forward, -1), edge(model, p, q, first, forward, 1)],
    charts: everyChart(state, scene, model).map(({ name, label, p: from, q: to }) => ({
      name, label, quadratic: model.quadratic(from, to, name),
    })),
  };
  if (!state.ellipses.includes("fisher")) return;
  for (const chart of state.charts) {
    const radius = model.quadratic(scene.pins.start[chart], scene.pins.other[chart], chart);
    if (!(radius > 0)) continue;
    const outline = model.ball("kl-old-new", scene.pins.start[chart], radius, OUTLINE, chart);
    scene.ellipses[chart].push({ kind: "kl-old-new", outline });
  }
}

/** Where the line leaves the domain on one side, as a share of Δ; undefined where it does not. */
function edge(model, p, q, chart, values, side) {
  let k = indexOf(0);
  while (k + side >= 0 && k + side < values.length && !Number.isNaN(values[k + side])) k += side;
  if (k + side < 0 || k + side >= values.length) return undefined;
  const between = Float64Array.from({ length: FINE }, (_, i) => SHARES[k] + (side * i) / (FINE * PER_UNIT));
  const finer = model.along(p, q, chart, between).filter((_, i) => i % 2 === 0);
  const out = finer.findIndex(Number.isNaN);
  return between[out < 0 ? FINE - 1 : Math.max(0, out - 1)];
}

class ExpansionView {
  #plot = new Plot("expansion");
  #area;
  #pixel;
  root = this.#plot.root;

  draw({ scene, style, colors }) {
    const { context, area, pixel } = this.#plot.begin(AXES, style);
    [this.#area, this.#pixel] = [area, pixel];
    const labels = new Labels(context, area, colors.ground, style);
    const { quadratic, forward, reverse } = scene.expansion;
    if (!(quadratic > 0)) return;
    const heights = Object.entries({
      quadratic: SHARES.map((t) => t * t),
      forward: forward.map((cost) => cost / quadratic),
      reverse: reverse.map((cost) => cost / quadratic),
    });
    clipped(context, area, () => {
      this.#outside(context, scene.expansion.edges, colors);
      this.#here(context, colors);
      for (const [name, values] of heights) this.#curve(context, values, CURVES[name], colors);
      for (const [name, values] of heights) this.#point(context, values[indexOf(1)], CURVES[name], colors);
      for (const [, values] of heights) this.#keepOff(labels, values);
      for (const [name, values] of heights) this.#name(labels, values, CURVES[name], colors);
    });
  }

  /** Where there are no distributions. */
  #outside(context, [below, above], colors) {
    const [left, top, right, bottom] = this.#area;
    context.fillStyle = colors.ink;
    context.globalAlpha = 0.07;
    if (below !== undefined) context.fillRect(left, top, this.#pixel(below, 0)[0] - left, bottom - top);
    if (above !== undefined) context.fillRect(this.#pixel(above, 0)[0], top, right - this.#pixel(above, 0)[0], bottom - top);
    context.globalAlpha = 1;
  }

  /** A line at q. */
  #here(context, colors) {
    trace(context, [this.#pixel(1, 0), this.#pixel(1, HIGHEST)], colors.other, 1.4, [2, 4]);
  }

  /** A curve, ended where a number is missing. */
  #curve(context, values, { color, dash }, colors) {
    context.beginPath();
    let drawing = false;
    values.forEach((value, k) => {
      // Far above the panel is as good as anywhere above it.
      const at = this.#pixel(SHARES[k], Math.min(value, 100 * HIGHEST));
      if (!Number.isNaN(value)) context[drawing ? "lineTo" : "moveTo"](...at);
      drawing = !Number.isNaN(value);
    });
    strokeApart(context, colors.ground, colors[color], 2.2, dash);
  }

  #point(context, value, { color }, colors) {
    context.beginPath();
    context.arc(...this.#pixel(1, value), 4, 0, 2 * Math.PI);
    context.fillStyle = colors[color];
    context.fill();
    stroke(context, colors.ground, 1.5);
  }

  /** Words leave the curves legible. */
  #keepOff(labels, values) {
    values.forEach((value, k) => {
      if (value <= HIGHEST) labels.keepOff(this.#pixel(SHARES[k], value), 2);
    });
  }

  /** A curve's name, as far out as there is room. */
  #name(labels, values, { name, color }, colors) {
    for (const t of NAMED_AT) {
      const value = values[indexOf(t)];
      if (value <= 0.95 * HIGHEST && labels.write(name, this.#pixel(t, value), colors[color])) return;
    }
  }
}

/** What Δ and half of it cost, what the quadratic form says, and what it says in other parameters. */
function account() {
  const costs = new Measures(["cost", "of Δ (nats)", "½ΔᵀFΔ is off by", "at ½Δ by"], true);
  const charts = new Measures(["½ΔᵀFΔ of the same p and q", "nats", "differs from KL(p\u202f‖\u202fq) by"]);
  for (const [key, { name }] of Object.entries(CURVES)) costs.write(key, name, []);
  const root = element("div", "tables");
  root.append(costs.root, charts.root);
  return {
    root,
    update: (scene) => {
      const { whole, half } = scene.expansion;
      for (const [key, { name }] of Object.entries(CURVES)) {
        const off = key === "quadratic" ? ["–", "–"] : [whole, half].map((at) => error(at.quadratic, at[key]));
        costs.write(key, name, [number(whole[key]), ...off]);
      }
      for (const { name, label, quadratic } of scene.expansion.charts) {
        charts.write(name, `in ${label}`, [number(quadratic), error(quadratic, whole.forward)]);
      }
      charts.keep(scene.expansion.charts.map(({ name }) => name));
    },
    paint: (colors, ratio) => costs.paint((key) => ({ ...CURVES[key], color: colors[CURVES[key].color] }), ratio),
  };
}

/** By how much of the exact cost another is too large (+) or too small (−). */
function error(cost, exact) {
  if (!(exact > 0)) return "–";
  const off = cost / exact - 1;
  return `${off > 0 ? "+" : ""}${number(100 * off)}\u202f%`;
}

function caption(scene, state) {
  const { whole, half } = scene.expansion;
  if (!(whole.forward > 0)) return "p and q are one distribution: Δ is zero, and so is every cost.";
  const [off, less] = [whole, half].map((at) => at.quadratic / at.forward - 1);
  return `Going from p to q costs ${number(whole.forward)} nats; ½ΔᵀFΔ says ${number(whole.quadratic)} nats, ${besides(off)}. ` +
    `For half of Δ it is ${besides(less)}.${state.ellipses.includes("fisher") ? drawnToo(whole) : ""}`;
}

/** What a number that is off by a share of the right one is. */
function besides(off) {
  if (Math.abs(off) < 0.001) return "as good as exact";
  return off >= 1 ? `${number(1 + off)} times as much` : `${share(Math.abs(off))} ${off < 0 ? "too little" : "too much"}`;
}

const drawnToo = ({ quadratic }) =>
  ` In the plane, what ${number(quadratic)} nats allow: dashed by the quadratic form, solid by the divergence itself.`;

register("expansion", { panels, read: readPins, write: writePins, complete: completePins, measure, account, caption });
