// Rates that make rules comparable: rates with which their first steps cost the same.

import { sizeOf } from "../core.js";
/** @import { Model } from "../views/view.js" */
/** @import { RunSpec } from "../scene/shape.js" */
/** @import { Place } from "../state/shape.js" */

/** The relative tolerance for the cost of a first step, and the largest number of trials. */
const EXACT = 1e-4;
const TRIALS = 60;

/** After so many trials without a rate that is short enough, the next is so many times shorter: the data have an unusual unit. */
const PATIENCE = 20;
const FAR = 1000;

/**
 * The rate or radius with which the first step of a run costs `wanted` nats, KL(old‖new), to within a share of 1e-4
 * and rounded to five digits. Where no step of the rule costs that much it is the rate whose step costs most without
 * being halved, or the budget itself.
 *
 * The cost of a short step goes with the square of its rate: that gives the next guess, which has to lie between a
 * rate that is too small and one that is too large, or else is halfway between.
 * @param {Model} model
 * @param {RunSpec} run
 * @param {Place} place
 * @param {number} wanted
 */
export function matchedSize(model, { rule, chart, batch: _, ...options }, { chart: from, at }, wanted) {
  const { name, unit, default: usual, range } = sizeOf(rule);
  const start = from === chart ? at : model.convert(at, from, chart);
  const isBudget = unit === "nats";
  let [low, high, rate] = [range[0], range[1], isBudget ? wanted : usual];
  for (let k = 0; k < TRIALS; k += 1) {
    const { kl, halvings } = model.step({ rule, ...options, [name]: rate }, start, chart);
    const tooMuch = halvings > 0 || kl > wanted;
    if (!halvings && Math.abs(kl / wanted - 1) < EXACT) return Number(rate.toPrecision(5));
    [low, high] = tooMuch ? [low, rate] : [rate, high];
    const guess = rate * Math.sqrt(wanted / kl);
    const shorter = low === 0 && k > PATIENCE ? high / FAR : (low + high) / 2;
    const halfway = tooMuch ? shorter : Math.min((low + high) / 2, 10 * low);
    rate = !halvings && guess > low && guess < high ? guess : halfway;
  }
  return isBudget ? wanted : Number(rate.toPrecision(5));
}
