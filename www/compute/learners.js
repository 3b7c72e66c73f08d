// One pass over the data, one observation at a time: the ends of many learners, each with an
// order or with draws of its own, and the Cramér–Rao bound.

import { OnlineLearning, ruleEntry } from "../core.js";
/** @import { State } from "../state/shape.js" */
/** @import { Model, Pair } from "../views/view.js" */
/** @import { OnlineSpec } from "../../pkg/kl_ball.js" */
/** @import { ByChart, Cloud, Learners, Points } from "../scene/shape.js" */

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
export const seenBy = ({ order }, model) => (order.kind === "shuffled" ? model.observations.length : order.observations);

/**
 * The radius in nats of the ellipse of the bound: a bivariate normal is outside the ellipse ½ΔᵀnFΔ = r with probability exp(−r).
 * @param {number} count
 */
export const radiusOfBound = (count) => -Math.log(1 - INSIDE) / count;

/**
 * The outline of that ellipse around the best fit.
 * @param {Model} model
 * @param {Pair} optimum
 * @param {number} radius
 * @param {string} chart
 */
export const outlineOfBound = (model, optimum, radius, chart) => model.ball("fisher", optimum, radius, OUTLINE, chart);

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
 * `{ rule, outcome, inside }`, and `clouds[k]` where its learners ended, `{ family, places }` by chart. A generator that
 * pauses after every few learners.
 * @param {State} state
 * @param {Model} model
 * @param {number} radius
 * @param {{ learners: Learners[], clouds: Cloud[] }} into
 */
export function* learning(state, model, radius, { learners, clouds }) {
  const [chart] = state.charts;
  for (const [index, rule] of state.order.learners.entries()) {
    const work = new OnlineLearning(specOf(state, rule));
    try {
      for (let done = 0; done < LEARNERS; done += PORTION) {
        work.advance(PORTION);
        const [ends, outcome] = [work.ends(), work.outcome()];
        learners[index] = { rule, outcome, inside: inside(model, ends, outcome.truth, chart, radius) };
        clouds[index] = { family: ruleEntry(rule).family, places: placesOf(model, ends, state.charts) };
        yield;
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

/** @type {(flat: Points) => Pair[]} */
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]]);
