// One pass over the data, one observation at a time: the ends of many learners, each with an
// order or with draws of its own, and the Cramér–Rao bound.

import { OnlineLearning, ruleEntry } from "../core.js";
/** @import { State } from "../state/shape.js" */
/** @import { Model, Pair } from "../views/view.js" */
/** @import { OnlineOutcome, OnlineSpec } from "../../pkg/kl_ball.js" */
/** @import { ByChart, Cloud, Ellipse, Learners, OrderColumns, Points, Scene } from "../scene/shape.js" */

/** The number of learners of each rule, and the number that learn between two pauses, in which the figure is drawn. */
export const LEARNERS = 50;
const PORTION = 5;

/** An efficient estimator ends inside the ellipse with this probability. */
const INSIDE = 0.95;

/** Points on the ellipse. */
const OUTLINE = 120;

/**
 * The number of observations of each learner.
 * @param {State} state
 * @param {Model} model
 */
const seenBy = ({ order }, model) => (order.kind === "shuffled" ? model.observations.length : order.observations);

/**
 * The radius in nats of the ellipse of the bound: a bivariate normal is outside the ellipse ½ΔᵀnFΔ = r with probability exp(−r).
 * @param {number} count
 */
const radiusOfBound = (count) => -Math.log(1 - INSIDE) / count;

/**
 * That ellipse around the best fit, if there is one.
 * @param {Model} model
 * @param {Pair | undefined} optimum
 * @param {number} radius
 * @param {string} chart
 * @returns {Ellipse[]}
 */
const ellipseOfBound = (model, optimum, radius, chart) =>
  (optimum ? [{ kind: "bound", outline: model.ball("fisher", optimum, radius, OUTLINE, chart) }] : []);

/**
 * What is known before any learner begins: how many observations each learner will see, and the ellipse of the bound.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {OrderColumns}
 */
export function orderOf(scene, state, model) {
  const count = seenBy(state, model);
  const radius = radiusOfBound(count);
  const ellipses = Object.fromEntries(state.charts.map((chart) => [chart, ellipseOfBound(model, scene.optima[chart], radius, chart)]));
  return { count, radius, learners: [], clouds: [], ellipses };
}

/**
 * The specification of the core for one rule.
 * @param {State} state
 * @param {string} rule
 */
const specOf = ({ model, data, options, start, charts, order }, rule) => /** @type {OnlineSpec} */ ({
  model, ...(data && { data }), ...(options && { options }), start,
  run: { rule, rate: order.rates[rule], schedule: "inverse-time", chart: charts[0] },
  order: order.kind, observations: order.observations, delay: order.delay,
  seeds: LEARNERS, seed: order.seed,
});

/**
 * Lets all learners learn, a few at a time. For the `k`-th kind of learner, `learners[k]` is what came of it so far,
 * `{ rule, outcome, inside }`, and `clouds[k]` where its learners ended, `{ family, places }` by chart.
 * @param {OrderColumns} columns
 * @param {Scene} _
 * @param {State} state
 * @param {Model} model
 * @returns {Generator<OrderColumns>}
 */
export function* learning(columns, _, state, model) {
  const [chart] = state.charts;
  const { radius } = columns;
  /** @type {Learners[]} */
  const learners = [];
  /** @type {Cloud[]} */
  const clouds = [];
  for (const [index, rule] of state.order.learners.entries()) {
    const work = new OnlineLearning(specOf(state, rule));
    try {
      for (let done = 0; done < LEARNERS; done += PORTION) {
        work.advance(PORTION);
        const [ends, outcome] = [work.ends(), work.outcome()];
        learners[index] = { rule, outcome, inside: inside(model, ends, outcome.truth, chart, radius) };
        clouds[index] = { family: ruleEntry(rule).family, places: placesOf(model, ends, state.charts) };
        yield { ...columns, learners: [...learners], clouds: [...clouds] };
      }
    } finally {
      work.free();
    }
  }
}

/**
 * The number of ends inside the ellipse, as measured by the core.
 * @param {Model} model
 * @param {Float64Array} ends
 * @param {Pair} truth
 * @param {string} chart
 * @param {number} radius
 */
const inside = (model, ends, truth, chart, radius) =>
  pairs(ends).filter((at) => model.contains(at, chart) && model.quadratic(truth, at, chart) <= radius).length;

/**
 * The ends in every chart; NaN if a chart cannot represent them.
 * @param {Model} model
 * @param {Float64Array} ends
 * @param {string[]} charts
 * @returns {ByChart<Float64Array>}
 */
function placesOf(model, ends, [first, ...others]) {
  /** @param {string} chart */
  const into = (chart) => Float64Array.from(pairs(ends).flatMap((at) =>
    (model.contains(at, first) ? Array.from(model.convert(at, first, chart)) : [NaN, NaN])));
  return { [first]: ends, ...Object.fromEntries(others.map((chart) => [chart, into(chart)])) };
}

/** How uncertain a variance is that is estimated from all learners of a rule, as a share of it. */
export const UNCERTAIN = 1 / Math.sqrt(LEARNERS);

/** By how much learners of one rule spread, as a share of the variance that other data would bring: the larger of both coordinates. @param {OnlineOutcome} outcome */
export function shareOfBound({ spreads, bound }) {
  const { variance } = spreads[spreads.length - 1];
  return Math.max(0, variance[0] / bound[0], variance[2] / bound[2]);
}

/** @type {(flat: Points) => Pair[]} */
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]]);
