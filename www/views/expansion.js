// The quadratic approximation by the Fisher matrix: the divergence along a line from p
// through q, and the parabola that approximates it.

import { FROM, SHARES, TO, expansion, inUnits, indexOf, relativeError } from "../compute/expansion.js";
import { element } from "../elements.js";
import { number, share } from "../text/format.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { circle, clip, line, rect } from "../marks/marks.js";
import { Measures } from "../accounts/measures.js";
import { completePins, readPins, writePins } from "../state/pins.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { ColorName, Colors, Pair, Size, ViewParts } from "./view.js" */
/** @import { Axes } from "../marks/marks.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Costs, Expansion, Scene } from "../scene/shape.js" */

/** The highest cost that is shown, in units of ½ΔᵀFΔ. */
const HIGHEST = 2.25;

/** @type {Axes} */
const AXES = {
  window: [FROM, TO, 0, HIGHEST], x: { label: "share t of Δ" }, y: { label: "cost of tΔ" }, zero: true,
};

/** Possible places of a curve's name, the best first. */
const NAMED_AT = Array.from({ length: 36 }, (_, k) => (k % 2 ? -0.975 + 0.025 * k : TO - 0.025 * k));

/** @typedef {{ name: string, color: ColorName, dash: number[] }} Look */
/** @typedef {Look & { values: Float64Array }} Curve A curve in units of ½ΔᵀFΔ. */

/** The curves: name, colour and dash. @satisfies {Record<string, Look>} */
const CURVES = {
  quadratic: { name: "½ΔᵀFΔ", color: "natural", dash: [6, 4] },
  forward: { name: "KL(p\u202f‖\u202fq)", color: "exact", dash: [] },
  reverse: { name: "KL(q\u202f‖\u202fp)", color: "exact", dash: [2, 4] },
};

/** @typedef {keyof typeof CURVES} Kind */
const KINDS = /** @type {Kind[]} */ (Object.keys(CURVES));

const panels = () => [{ name: "expansion", title: "The cost on the way from p through q, in units of ½ΔᵀFΔ" }];

/** @type {ViewParts["backdrop"]} */
const backdrop = () => ({ figure: "axes", axes: AXES });

/** @type {ViewParts<Expansion>["marks"]} */
function marks(_, { columns }, size, colors) {
  const { edges } = columns;
  const values = inUnits(columns);
  if (!values) return { marks: [] };
  const { frame } = size;
  const pixel = between(AXES, frame);
  /** @type {Curve[]} */
  const curves = KINDS.map((kind) => ({ ...CURVES[kind], values: values[kind] }));
  const seen = [
    ...outside(edges, frame, pixel, colors),
    // A line at q.
    line([...pixel(1, 0), ...pixel(1, HIGHEST)], colors.other, 1.4, { dash: [2, 4] }),
    // Points far above the panel may be drawn anywhere above it.
    ...curves.map(({ values, color, dash }) => line(Array.from(values, (value, k) => pixel(SHARES[k], Math.min(value, 100 * HIGHEST))).flat(),
      colors[color], 2.2, { dash, casing: colors.ground })),
    ...curves.flatMap(({ values, color }) => dot(pixel(1, values[indexOf(1)]), colors[color], colors.ground)),
  ];
  return { marks: [clip(frame, [...seen, ...names(curves, size, pixel, colors)])] };
}

/**
 * Shades the part outside the domain.
 * @param {Expansion["edges"]} edges
 * @param {number[]} box
 * @param {(x: number, y: number) => Pair} pixel
 * @param {Colors} colors
 */
function outside([below, above], [left, top, right, bottom], pixel, { ink }) {
  /**
   * @param {number} from
   * @param {number} to
   */
  const shaded = (from, to) => rect(from, top, to - from, bottom - top, ink, 0.07);
  return [
    ...(below === undefined ? [] : [shaded(left, pixel(below, 0)[0])]),
    ...(above === undefined ? [] : [shaded(pixel(above, 0)[0], right)]),
  ];
}

/**
 * @param {Pair} at
 * @param {string} fill
 * @param {string} ground
 */
const dot = ([x, y], fill, ground) => (Number.isNaN(y) ? [] : [circle(x, y, 4, { fill, stroke: ground, width: 1.5 })]);

/**
 * The names of the curves, each as far out as there is room, and covering no curve.
 * @param {Curve[]} curves
 * @param {Size} size
 * @param {(x: number, y: number) => Pair} pixel
 * @param {Colors} colors
 */
function names(curves, size, pixel, colors) {
  const labels = new Labels(size);
  for (const { values } of curves) {
    values.forEach((value, k) => {
      if (value <= HIGHEST) labels.keepOff(pixel(SHARES[k], value), 2);
    });
  }
  for (const { values, name, color } of curves) {
    NAMED_AT.some((t) => values[indexOf(t)] <= 0.95 * HIGHEST && labels.write(name, pixel(t, values[indexOf(t)]), colors[color]));
  }
  return labels.marks;
}

/** The table: the cost of Δ and of half of it, the quadratic form, and the quadratic form in other parameters. */
function account() {
  const costs = new Measures(["cost", "of Δ (nats)", "½ΔᵀFΔ is off by", "at ½Δ by"], true);
  const charts = new Measures(["½ΔᵀFΔ of the same p and q", "nats", "differs from KL(p\u202f‖\u202fq) by"]);
  for (const [key, { name }] of Object.entries(CURVES)) costs.write(key, name, []);
  const root = element("div", "tables");
  root.append(costs.root, charts.root);
  return {
    root,
    update: (/** @type {Scene} */ _, /** @type {State} */ __, /** @type {number} */ ___, /** @type {Expansion} */ { whole, half, charts: all }) => {
      for (const key of KINDS) {
        const { name } = CURVES[key];
        const off = key === "quadratic" ? ["–", "–"] : [whole, half].map((at) => error(at.quadratic, at[key]));
        costs.write(key, name, [number(whole[key]), ...off]);
      }
      for (const { name, label, quadratic } of all) {
        charts.write(name, `in ${label}`, [number(quadratic), error(quadratic, whole.forward)]);
      }
      charts.keep(all.map(({ name }) => name));
    },
    paint: (/** @type {Colors} */ colors, /** @type {number} */ ratio) => costs.paint((/** @type {Kind} */ key) => ({ ...CURVES[key], color: colors[CURVES[key].color] }), ratio),
  };
}

/**
 * By how much a cost is off, in words.
 * @param {number} cost
 * @param {number} exact
 */
function error(cost, exact) {
  const off = relativeError(cost, exact);
  return off === undefined ? "–" : `${off > 0 ? "+" : ""}${number(100 * off)}\u202f%`;
}

/** @type {ViewParts<Expansion>["caption"]} */
function caption({ starts, pins }, state, __, { whole, half }) {
  if (!(whole.forward > 0)) return "p and q are one distribution: Δ is zero, and so is every cost.";
  const [chart] = state.charts;
  const forward = told(number(whole.forward), "kl", "p\u202f‖\u202fq", chart, starts[chart], (pins.other ?? pins.start)[chart]);
  return `Going from p to q costs ${forward} nats; ½ΔᵀFΔ says ${told(number(whole.quadratic), "quadratic")} nats, ${besides(whole, "of Δ")}. ` +
    `For half of Δ it is ${besides(half, "of ½Δ")}.${state.ellipses.includes("fisher") ? drawnToo(whole) : ""}`;
}

/** A relative error in words. @param {Costs} costs @param {string} what */
function besides({ quadratic, forward }, what) {
  const off = relativeError(quadratic, forward) ?? NaN;
  if (Math.abs(off) < 0.001) return "as good as exact";
  /** @param {string} text @param {"off"} [how] */
  const ratio = (text, how) => told(text, "ratio", quadratic, forward, [`½ΔᵀFΔ ${what}`, `KL(p\u202f‖\u202fq) ${what}`], how);
  return off >= 1 ? `${ratio(number(1 + off))} times as much` : `${ratio(share(Math.abs(off)), "off")} ${off < 0 ? "too little" : "too much"}`;
}

/** @param {{ quadratic: number }} costs */
const drawnToo = ({ quadratic }) =>
  ` In the plane, what ${told(number(quadratic), "quadratic")} nats allow: dashed by the quadratic form, solid by the divergence itself.`;

register("expansion", { panels, backdrop, marks, read: readPins, write: writePins, complete: completePins, prepare: expansion, account, caption });
