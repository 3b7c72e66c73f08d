// One disc and one ball around the same place: what the disc costs at worst, and where the ball ends in the same direction.

import { numberOfStart } from "../state/starts.js";
import { BALL, lengthOf, referenceIn } from "./disc-and-ball.js";
import { axisOfBells } from "./tails.js";
/** @import { Model, Pair } from "../../pkg/kl_ball.js" */
/** @import { FieldSettings, Pin, State } from "../state/shape.js" */
/** @import { FieldColumns, PlainScene, Rivals, Scene } from "../scene/shape.js" */

/** Points of the ball's outline. */
const OUTLINE = 180;

/**
 * Disc and ball around every start, in every chart, and the axis below the distributions of the first.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 * @returns {FieldColumns}
 */
export function rivalsOf(scene, state, model) {
  const { charts } = state;
  const settings = /** @type {FieldSettings} */ (state.field);
  const rivals = Object.fromEntries(charts.flatMap((chart) => startsOf(scene).map(([pin, places]) => [nameOf(pin, chart), rivalsAt(model, chart, settings, places[chart])])));
  return { rivals, ...(settings.kind === "balls" && { axis: axisOfBells(state, scene, model, { rivals }) }) };
}

/** The starts that a scene has, by the name of their pin. @param {Pick<PlainScene, "pins">} scene */
export const startsOf = ({ pins }) => /** @type {[Pin, Scene["starts"]][]} */ (Object.entries(pins)).filter(([pin]) => pin === "start" || numberOfStart(pin) !== undefined);

/** The name under which disc and ball of a start are kept: that of the chart alone for the first one. @param {Pin} pin @param {string} chart */
export const nameOf = (pin, chart) => (pin === "start" ? chart : `${pin} ${chart}`);

/**
 * Disc and ball around a place.
 * @param {Model} model
 * @param {string} chart
 * @param {FieldSettings} settings
 * @param {Pair} at
 * @returns {Rivals}
 */
function rivalsAt(model, chart, settings, at) {
  const length = lengthOf(model, chart, settings);
  const outline = model.ball(BALL, at, settings.cost, OUTLINE, chart);
  const reference = referenceIn(model, chart);
  if (length === undefined) return { cost: settings.cost, outline };
  const [[worst, ...costliest], [elsewhere, ...costliestThere]] = [at, reference].map((place) => [...model.discCosts(place, length, chart)]);
  return { cost: settings.cost, outline, length, worst, elsewhere, reference, costliestThere: /** @type {Pair} */ (costliestThere), costliest: /** @type {Pair} */ (costliest), onBall: towards(outline, at, /** @type {Pair} */ (costliest)) };
}

/** How many times as much as the ball the disc costs at worst. @param {Rivals} rivals */
export const timesOf = ({ worst = NaN, cost }) => worst / cost;

/**
 * The point of an outline that is seen from `at` most nearly in the direction of another point.
 * @param {Float64Array} outline
 * @param {Pair} at
 * @param {Pair} to
 * @returns {Pair | undefined}
 */
function towards(outline, at, to) {
  const [u, v] = [to[0] - at[0], to[1] - at[1]];
  let [best, found] = [-Infinity, /** @type {Pair | undefined} */ (undefined)];
  for (let k = 0; k < outline.length; k += 2) {
    const [x, y] = [outline[k] - at[0], outline[k + 1] - at[1]];
    const cosine = (u * x + v * y) / Math.hypot(x, y);
    if (cosine > best) [best, found] = [cosine, [outline[k], outline[k + 1]]];
  }
  return found;
}
