// The discs and balls of a field: their sizes, and the outlines of discs.

import { pixel } from "../marks/frame.js";
/** @import { Model, Pair } from "../../pkg/kl_ball.js" */
/** @import { FieldSettings } from "../state/shape.js" */

/** The kind of exact ball that a field shows: KL(centre ‖ p) is at most the cost. */
export const BALL = "kl-old-new";

/** A disc as large as the ball costs at most so many times as much at its worst point, if the data are a reader's own. */
const LONGEST = 10;

/** The place at which a disc is as large as its ball, by model and chart. @type {WeakMap<Model, Record<string, Pair>>} */
const references = new WeakMap();

/**
 * The place at which balls and discs are compared: the best fit or, where there is none, the start that the core suggests.
 * @param {Model} model
 * @param {string} chart
 */
export function referenceIn(model, chart) {
  const known = references.get(model) ?? {};
  references.set(model, known);
  return (known[chart] ??= model.optimum(chart) ?? model.start(chart));
}

/** Whether a model has a reader's own data. @type {WeakMap<Model, boolean>} */
const own = new WeakMap();

/** @param {Model} model */
function hasOwn(model) {
  const known = own.get(model) ?? isOwn(model.spec.data);
  own.set(model, known);
  return known;
}

/** @param {unknown} data */
const isOwn = (data) => typeof data === "object" && data !== null && !("set" in data);

/**
 * The radius of discs in a chart (chart units). Where it is not given, the disc has the area of the ball at the best fit. On
 * data in any unit that may be a disc many times as long as the ball: there it just fits into the ball. Undefined where the
 * Fisher matrix at the best fit gives none.
 * @param {Model} model
 * @param {string} chart
 * @param {FieldSettings} settings
 */
export function lengthOf(model, chart, { cost, length }) {
  if (length !== undefined) return length;
  const [a, b, c] = model.metrics(referenceIn(model, chart), chart);
  const stiffness = Math.sqrt(a * c - b * b);
  const stiffest = 0.5 * (a + c) + Math.hypot(0.5 * (a - c), b);
  const radius = Math.sqrt((2 * cost) / (stiffest > LONGEST * stiffness && hasOwn(model) ? stiffest : stiffness));
  return radius > 0 && Number.isFinite(radius) ? Number(radius.toPrecision(2)) : undefined;
}

/**
 * Half the width and half the height of the ellipse ½ ΔᵀFΔ = cost (chart units), which is nearly that of the ball; NaN where F has none.
 * @param {ArrayLike<number>} form the Fisher matrix, as its three entries
 * @param {number} cost nats
 * @returns {Pair}
 */
export function extentOf({ 0: a, 1: b, 2: c }, cost) {
  const scale = Math.sqrt((2 * cost) / (a * c - b * b));
  return [scale * Math.sqrt(c), scale * Math.sqrt(a)];
}

/** Points of a disc's outline. */
const ROUND = 40;

/**
 * The outline of a disc around each node, in pixels.
 * @param {number[]} frame
 * @param {ArrayLike<number>} nodes
 * @param {number} length
 */
export function discsOf(frame, nodes, length) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [(length * (right - left)) / (x1 - x0), (length * (bottom - top)) / (y1 - y0)];
  return Array.from({ length: nodes.length / 2 }, (_, k) => {
    const [x, y] = pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]);
    const outline = new Float64Array(2 * ROUND);
    for (let i = 0; i < ROUND; i += 1) {
      const angle = (2 * Math.PI * i) / ROUND;
      outline[2 * i] = x + across * Math.cos(angle);
      outline[2 * i + 1] = y - up * Math.sin(angle);
    }
    return outline;
  });
}
