// Both divergences along the line from p through q, and their quadratic approximation by the
// Fisher matrix.

import { everyChart, pairIn } from "./pairs.js";
/** @import { State } from "../state/shape.js" */
/** @import { Ellipse, Expansion, Scene } from "../scene/shape.js" */
/** @import { Model, Pair } from "../views/view.js" */

/** The first and the last share of Δ, and the number of samples in a unit. */
export const [FROM, TO, PER_UNIT] = [-1, 1.5, 40];
export const SHARES = Float64Array.from({ length: (TO - FROM) * PER_UNIT + 1 }, (_, k) => (k + FROM * PER_UNIT) / PER_UNIT);

/** The number of a share among them. @param {number} t */
export const indexOf = (t) => Math.round((t - FROM) * PER_UNIT);

/** Points between two samples, to find where the domain ends. */
const FINE = 50;

/**
 * KL(p‖p + tΔ) (`forward`) and the other way (`reverse`) at all shares t of Δ = q − p, in nats, and ½ΔᵀFΔ (`quadratic`);
 * the three of them at the `whole` of Δ and at `half` of it; the `edges`, where the line leaves the domain on either side;
 * the quadratic form in every chart that can hold both; and, where a plane shows the Fisher ellipse, the ball of that cost.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {Expansion}
 */
export function expansion(scene, state, model) {
  const [first] = state.charts;
  const [p, q] = pairIn(scene, first);
  const quadratic = model.quadratic(p, q, first);
  const along = model.along(p, q, first, SHARES);
  const forward = along.filter((_, k) => k % 2 === 0);
  const reverse = along.filter((_, k) => k % 2 === 1);
  /** @param {number} t */
  const at = (t) => ({ forward: forward[indexOf(t)], reverse: reverse[indexOf(t)], quadratic: t * t * quadratic });
  return {
    quadratic, forward, reverse, whole: at(1), half: at(0.5),
    edges: [edge(model, p, q, first, forward, -1), edge(model, p, q, first, forward, 1)],
    charts: everyChart(state, scene, model).map(({ name, label, p: from, q: to }) => ({
      name, label, quadratic: model.quadratic(from, to, name),
    })),
    ...(state.ellipses.includes("fisher") && { ellipses: Object.fromEntries(state.charts.map((chart) => [chart, ballOfThatCost(scene, model, chart)])) }),
  };
}

/** Points of an outline. */
const OUTLINE = 80;

/**
 * The ball around p whose radius is the quadratic cost of q, if that is above 0.
 * @param {Scene} scene
 * @param {Model} model
 * @param {string} chart
 * @returns {Ellipse[]}
 */
function ballOfThatCost(scene, model, chart) {
  const radius = model.quadratic(...pairIn(scene, chart), chart);
  return radius > 0 ? [{ kind: "kl-old-new", outline: model.ball("kl-old-new", scene.pins.start[chart], radius, OUTLINE, chart) }] : [];
}

/**
 * Where the line leaves the domain on one side, as a share of Δ; undefined if it does not.
 * @param {Model} model
 * @param {Pair} p
 * @param {Pair} q
 * @param {string} chart
 * @param {ArrayLike<number>} values
 * @param {number} side
 */
function edge(model, p, q, chart, values, side) {
  let k = indexOf(0);
  while (k + side >= 0 && k + side < values.length && !Number.isNaN(values[k + side])) k += side;
  if (k + side < 0 || k + side >= values.length) return undefined;
  const between = Float64Array.from({ length: FINE }, (_, i) => SHARES[k] + (side * i) / (FINE * PER_UNIT));
  const finer = model.along(p, q, chart, between).filter((_, i) => i % 2 === 0);
  const out = finer.findIndex(Number.isNaN);
  return between[out < 0 ? FINE - 1 : Math.max(0, out - 1)];
}

/**
 * All three curves in units of ½ΔᵀFΔ; nothing where that is 0.
 * @param {Expansion} found
 */
export const inUnits = ({ quadratic, forward, reverse }) => (quadratic > 0 ? {
  quadratic: SHARES.map((t) => t * t), forward: forward.map((cost) => cost / quadratic), reverse: reverse.map((cost) => cost / quadratic),
} : undefined);

/**
 * The relative error of a cost, positive if it is too large; undefined where there is nothing to compare it with.
 * @param {number} cost
 * @param {number} exact
 */
export const relativeError = (cost, exact) => (exact > 0 ? cost / exact - 1 : undefined);
