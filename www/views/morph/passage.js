// The passage from one chart to another in the same frame of pixels: where every vertex of a picture is
// at its other end, and how it gets there. Every point is the same distribution all the way.

import { points } from "../../marks/frame.js";
import { movedTo, placesAt, verticesOf } from "../../marks/moving.js";
import { modelEntry } from "../../core.js";
/** @import { Model } from "../view.js" */
/** @import { Motion } from "../../marks/moving.js" */
/** @import { Mark } from "../../marks/marks.js" */

/** @typedef {{ chart: string, frame: number[] }} End A chart, and its frame: pixels, and the window in chart units. */
/** @typedef {{ marks: Mark[], from: ArrayLike<number>, to: ArrayLike<number>, motion: Motion }} Moving Marks with the places of their vertices at both ends. */

/** Places at which a motion is checked for folds, across and down, and how far apart are the points of a difference (pixels). */
const [ACROSS, DOWN, STEP] = [25, 17, 0.25];

/** A place farther outside the frame than this share of it is not seen on the way. */
const OUTSIDE = 0.6;

/** Motions in order of preference: by quarters, and whether mirrored. @type {[Motion["quarters"], boolean][]} */
const MOTIONS = [[0, false], [0, true], [1, false], [3, false], [2, false], [1, true], [3, true], [2, true]];

export class Passage {
  #model;
  #from;
  #to;
  /** How pictures move. @type {Motion} */
  motion;
  /** At how many of the places that were looked at the picture folds on the way. */
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
 * The first of the motions with the fewest places, among those that are seen at both ends, at which the picture folds; and how many
 * these are.
 * @param {Model} model
 * @param {End} from
 * @param {End} to
 */
function motionOf(model, from, to) {
  const jacobians = jacobiansOf(model, from, to);
  const folds = MOTIONS.map(([quarters, mirrored]) => jacobians.filter((jacobian) => isFolded(jacobian, quarters, mirrored)).length);
  const least = Math.min(...folds);
  const [quarters, mirrored] = MOTIONS[folds.indexOf(least)];
  const [left, top, right, bottom] = from.frame;
  /** @type {Motion} */
  const motion = { center: [(left + right) / 2, (top + bottom) / 2], quarters, mirrored, early: mirrored && isMirrored(model, from.chart), torn: least > 0 };
  return { motion, folds: least };
}

/**
 * The derivatives [∂x'/∂x, ∂x'/∂y, ∂y'/∂x, ∂y'/∂y] of the places at the end by those at the beginning, in pixels, all over the frame.
 * @param {Model} model
 * @param {End} from
 * @param {End} to
 */
export function jacobiansOf(model, from, to) {
  const [left, top, right, bottom] = from.frame;
  const places = [];
  for (let k = 0; k < ACROSS * DOWN; k += 1) {
    const x = left + (((k % ACROSS) + 0.5) / ACROSS) * (right - left);
    const y = top + ((Math.floor(k / ACROSS) + 0.5) / DOWN) * (bottom - top);
    places.push(x - STEP, y, x + STEP, y, x, y - STEP, x, y + STEP);
  }
  const ends = carried(model, from, to, places);
  /** @type {number[][]} */
  const found = [];
  const [wide, high] = [OUTSIDE * (right - left), OUTSIDE * (bottom - top)];
  for (let k = 0; k < ends.length; k += 8) {
    const [ax, ay, bx, by, cx, cy, dx, dy] = ends.subarray(k, k + 8);
    const seen = ax > left - wide && ax < right + wide && ay > top - high && ay < bottom + high;
    if (seen) found.push([bx - ax, dx - cx, by - ay, dy - cy].map((difference) => difference / (2 * STEP)));
  }
  return found.filter((jacobian) => jacobian.every(Number.isFinite));
}

/**
 * Whether a motion folds where its derivatives are these: (1 − t) + tN, with N the derivatives turned and mirrored back, has no
 * inverse for some t between 0 and 1, which is so where N has an eigenvalue below 0.
 * @param {number[]} jacobian
 * @param {Motion["quarters"]} quarters
 * @param {boolean} mirrored
 */
function isFolded([a, b, c, d], quarters, mirrored) {
  const [cosine, sine] = [[1, 0], [0, 1], [-1, 0], [0, -1]][quarters];
  const flip = mirrored ? -1 : 1;
  const turned = [cosine * a + sine * c, cosine * b + sine * d, flip * (cosine * c - sine * a), flip * (cosine * d - sine * b)];
  const [trace, determinant] = [turned[0] + turned[3], turned[0] * turned[3] - turned[1] * turned[2]];
  const root = trace * trace / 4 - determinant;
  return root >= 0 && trace / 2 - Math.sqrt(root) < 0;
}

/** Whether a chart is a mirror image of the model's first. @param {Model} model @param {string} chart */
function isMirrored(model, chart) {
  const first = modelEntry(model.spec.model).charts[0].name;
  const [x, y] = model.start(chart);
  const small = 1e-4;
  const near = [x, y, x + small * (Math.abs(x) + small), y, x, y + small * (Math.abs(y) + small)];
  const [ax, ay, bx, by, cx, cy] = model.convertAll(near, chart, first);
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0;
}
