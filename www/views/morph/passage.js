// The passage from one chart to another in the same frame of pixels: where every vertex of a picture is
// at its other end, and how it gets there. Every point is the same distribution all the way.

import { fewestFolds, isMirrored } from "../../compute/folds.js";
import { points } from "../../marks/frame.js";
import { movedTo, placesAt, verticesOf } from "../../marks/moving.js";
/** @import { Model } from "../../../pkg/kl_ball.js" */
/** @import { Motion } from "../../marks/moving.js" */
/** @import { Mark } from "../../marks/marks.js" */

/** @typedef {{ chart: string, frame: number[] }} End A chart, and its frame: pixels, and the window in chart units. */
/** @typedef {{ marks: Mark[], from: ArrayLike<number>, to: ArrayLike<number>, motion: Motion }} Moving Marks with the places of their vertices at both ends. */

export class Passage {
  #model;
  #from;
  #to;
  /** How pictures move. @type {Motion} */
  motion;
  /** The number of sampled places at which the picture folds on its way. */
  folds;

  /**
   * @param {Model} model
   * @param {End} from
   * @param {End} to
   */
  constructor(model, from, to) {
    this.#model = model;
    this.#from = from;
    this.#to = to;
    ({ motion: this.motion, folds: this.folds } = motionOf(model, from, to));
  }

  /** Marks that were drawn in the first chart. @param {Mark[]} marks @returns {Moving} */
  leaving(marks) {
    const from = verticesOf(marks);
    return { marks, from, to: carried(this.#model, this.#from, this.#to, from), motion: this.motion };
  }

  /** Marks that were drawn in the last chart. @param {Mark[]} marks @returns {Moving} */
  arriving(marks) {
    const to = verticesOf(marks);
    return { marks, from: carried(this.#model, this.#to, this.#from, to), to, motion: this.motion };
  }
}

/**
 * Marks at a share `t` of their way, `opacity` times as opaque as they are.
 * @param {Moving} moving
 * @param {number} t
 * @param {number} [opacity]
 */
export const marksAt = ({ marks, from, to, motion }, t, opacity = 1) =>
  (opacity > 0 ? movedTo(marks, placesAt(from, to, motion, t), opacity) : []);

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
 * How a picture moves, with as few folds as there can be, and at how many places it folds nevertheless.
 * @param {Model} model
 * @param {End} from
 * @param {End} to
 */
function motionOf(model, from, to) {
  const { turn: [quarters, mirrored], folds } = fewestFolds(from.frame, (places) => carried(model, from, to, places));
  const [left, top, right, bottom] = from.frame;
  /** @type {Motion} */
  const motion = { center: [(left + right) / 2, (top + bottom) / 2], quarters, mirrored, early: mirrored && isMirrored(model, from.chart), torn: folds > 0 };
  return { motion, folds };
}
