// One pass over the data, an observation at a time: where many learners end, each
// with an order or with draws of its own, beside the bound that no estimator beats.

import { OnlineLearning, ruleEntry } from "../core.js";

/** Learners of each rule, and how many learn between two pauses, in which the figure is drawn. */
export const LEARNERS = 50;
const PORTION = 5;

/** An efficient estimator ends inside the ellipse with this probability. */
const INSIDE = 0.95;

/** Points on the ellipse. */
const OUTLINE = 120;

/** Observations that each learner sees. */
export const seenBy = ({ order }, model) => (order.kind === "shuffled" ? model.observations.length : order.observations);

/** The radius in nats of the ellipse of the bound: outside a bivariate normal's ellipse ½ΔᵀnFΔ = r lies the share exp(−r). */
export const radiusOfBound = (count) => -Math.log(1 - INSIDE) / count;

/** The outline of that ellipse around the best fit. */
export const outlineOfBound = (model, optimum, radius, chart) => model.ball("fisher", optimum, radius, OUTLINE, chart);

/** What the core is asked for one rule. */
const specOf = ({ model, data, start, charts, order }, rule) => ({
  model, ...(data && { data }), start,
  run: { rule, rate: order.rates[rule], schedule: "inverse-time", chart: charts[0] },
  order: order.kind, observations: order.observations, delay: order.delay,
  seeds: LEARNERS, seed: order.seed,
});

/**
 * Lets all learners learn, a few at a time. For the `k`-th kind of learner, `learners[k]` is what came of it so far,
 * `{ rule, outcome, inside }`, and `clouds[k]` where its learners ended, `{ family, places }` by chart. A generator that
 * pauses after every few learners.
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

/** How many ends lie inside the ellipse, as the core measures it. */
const inside = (model, ends, truth, chart, radius) =>
  pairs(ends).filter((at) => model.contains(at, chart) && model.quadratic(truth, at, chart) <= radius).length;

/** The ends in every chart; not a number where a chart cannot hold them. */
function placesOf(model, ends, [first, ...others]) {
  const into = (chart) => Float64Array.from(pairs(ends).flatMap((at) =>
    (model.contains(at, first) ? Array.from(model.convert(at, first, chart)) : [NaN, NaN])));
  return { [first]: ends, ...Object.fromEntries(others.map((chart) => [chart, into(chart)])) };
}

const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], flat[2 * k + 1]]);
