// What each ball of a field costs where nobody has chosen it: so much that the plane is full of balls.

import { COST } from "../state/field.js";
import { lengthOf } from "./disc-and-ball.js";
import { placesIn } from "./places.js";
/** @import { Model } from "../../pkg/kl_ball.js" */

/** A plane with this many balls is full; a plane that is narrower than high is full with fewer. */
export const FULL = 40;

/** A plane with fewer balls than this shows no field. */
const FEWEST = 12;

/** Costs that are tried where the usual one is too large (nats). */
const LADDER = [5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5, 1e-5, 5e-6, 2e-6, 1e-6];

/**
 * The cost with which a plane is full: the usual one, if that does it, otherwise the largest that does, or the one with the most balls.
 * Undefined where hardly any has room.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 * @returns {number | undefined}
 */
export function fillingCost(model, chart, frame) {
  const enough = FULL * Math.min(1, (frame[2] - frame[0]) / (frame[3] - frame[1]));
  const count = (/** @type {number} */ cost) => placesIn(model, chart, frame, cost, lengthOf(model, chart, { kind: "balls", cost })).length / 2;
  if (count(COST) >= enough) return COST;
  let [best, most] = [/** @type {number | undefined} */ (undefined), 0];
  for (const cost of LADDER) {
    const found = count(cost);
    if (found >= enough) return cost;
    if (found > most) [best, most] = [cost, found];
  }
  return most >= FEWEST ? best : undefined;
}
