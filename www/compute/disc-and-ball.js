// The sizes of the discs and balls of a field.

/** @import { Model, Pair } from "../../pkg/kl_ball.js" */
/** @import { FieldSettings } from "../state/shape.js" */

/** The kind of exact ball that a field shows: KL(centre ‖ p) is at most the cost. */
export const BALL = "kl-old-new";

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

/**
 * The radius of discs in a chart (chart units). Where it is not given, the disc has the area of the ball at the best fit;
 * undefined where the Fisher matrix there gives none.
 * @param {Model} model
 * @param {string} chart
 * @param {FieldSettings} settings
 */
export function lengthOf(model, chart, { cost, length }) {
  if (length !== undefined) return length;
  const [a, b, c] = model.metrics(referenceIn(model, chart), chart);
  const radius = Math.sqrt(2 * cost) / (a * c - b * b) ** 0.25;
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
