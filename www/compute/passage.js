// The passage from one chart to another in the same frame of pixels: where every vertex of a picture is
// at its other end, and how it gets there. Every point is the same distribution all the way.

import { points } from "../marks/frame.js";
import { faded, movedTo, placesAt, verticesOf } from "../marks/moving.js";
import { fewestFolds, isMirrored } from "./folds.js";
import { madeOnce } from "./remembered.js";
/** @import { Model } from "../../pkg/kl_ball.js" */
/** @import { Motion } from "../marks/moving.js" */
/** @import { Mark } from "../marks/marks.js" */
/** @import { Way } from "../scene/shape.js" */

/** @typedef {{ chart: string, frame: number[] }} End A chart, and its frame: pixels, and the window in chart units. */
/** @typedef {{ from: ArrayLike<number>, to: ArrayLike<number> }} Moving The places of the vertices of some marks at both ends. */

/**
 * Places in pixels of one chart, in pixels of another; NaN where there is no such distribution.
 * @param {Model} model
 * @param {End} from
 * @param {End} to
 * @param {ArrayLike<number>} places
 */
export function carried(model, from, to, places) {
  const [left, top, right, bottom, x0, x1, y0, y1] = from.frame;
  const [across, up] = [(x1 - x0) / (right - left), (y1 - y0) / (bottom - top)];
  const coordinates = new Float64Array(places.length);
  for (let k = 0; k < places.length; k += 2) {
    coordinates[k] = x0 + (places[k] - left) * across;
    coordinates[k + 1] = y0 + (bottom - places[k + 1]) * up;
  }
  return points(to.frame, model.convertAll(coordinates, from.chart, to.chart));
}

/**
 * How a picture moves, with as few folds as there can be, and at how many sampled places it folds nevertheless.
 * @param {Model} model
 * @param {End} from
 * @param {End} to
 */
export function motionOf(model, from, to) {
  const { turn: [quarters, mirrored], folds } = fewestFolds(from.frame, (places) => carried(model, from, to, places));
  const [left, top, right, bottom] = from.frame;
  /** @type {Motion} */
  const motion = { center: [(left + right) / 2, (top + bottom) / 2], quarters, mirrored, early: mirrored && isMirrored(model, from.chart), torn: folds > 0 };
  return { motion, folds };
}

/**
 * The places at both ends of the vertices of marks that were drawn in the first chart or in the last one.
 * @param {Model} model
 * @param {End} from
 * @param {End} to
 * @param {Mark[]} marks
 * @param {"from" | "to"} drawnIn
 * @returns {Moving}
 */
export function movingOf(model, from, to, marks, drawnIn) {
  const own = new Float64Array(verticesOf(marks));
  return drawnIn === "from" ? { from: own, to: carried(model, from, to, own) } : { from: carried(model, to, from, own), to: own };
}

/**
 * Marks at a share `t` of their way, `opacity` times as opaque as they are.
 * @param {Mark[]} marks
 * @param {Moving} moving
 * @param {Motion} motion
 * @param {number} t
 * @param {number} [opacity]
 */
export const marksAt = (marks, { from, to }, motion, t, opacity = 1) =>
  (opacity > 0 ? movedTo(marks, placesAt(from, to, motion, t), opacity) : []);

/** Where marks are at both ends, found once for the same marks and the same way. @type {ReturnType<typeof madeOnce<Moving>>} */
const movingOnce = madeOnce();

/**
 * The marks of a picture that is on its way from one chart to another, where they are now.
 * @param {Way} way
 * @param {Model} model
 * @returns {Mark[]}
 */
export const marksOnWay = ({ from, to, motion, t, layers }, model) => layers.flatMap(({ marks, opacity, drawnIn }) => {
  if (!drawnIn) return faded(marks, opacity);
  if (!(opacity > 0)) return [];
  return marksAt(marks, movingOnce(marks, [model, from, to, drawnIn], () => movingOf(model, from, to, marks, drawnIn)), motion, t, opacity);
});
