// Whether a picture folds while every point of it flows straight to its place in another chart.

import { modelEntry } from "../core.js";
/** @import { Model } from "../../pkg/kl_ball.js" */
/** @import { Motion } from "../marks/moving.js" */

/** @typedef {[quarters: Motion["quarters"], mirrored: boolean]} Turn How a picture is turned on its way, and whether it is turned over. */

/** Places at which a picture is checked, across and down, and how far apart the points of a difference are (pixels). */
const [ACROSS, DOWN, STEP] = [25, 17, 0.25];

/** A place that ends farther outside the picture than this share of its size is not seen on the way. */
const OUTSIDE = 0.6;

/** The ways to turn, in order of preference. @type {Turn[]} */
const TURNS = [[0, false], [0, true], [1, false], [3, false], [2, false], [1, true], [3, true], [2, true]];

/**
 * The first of the turns with the fewest places at which the picture folds, and how many these are.
 * @param {ArrayLike<number>} edges left, top, right and bottom of the picture (pixels)
 * @param {(places: number[]) => Float64Array} carry where places are in the end, all in pixels
 * @returns {{ turn: Turn, folds: number }}
 */
export function fewestFolds(edges, carry) {
  const jacobians = jacobiansOf(edges, carry);
  const folds = TURNS.map(([quarters, mirrored]) => jacobians.filter((jacobian) => isFolded(jacobian, quarters, mirrored)).length);
  const least = Math.min(...folds);
  return { turn: TURNS[folds.indexOf(least)], folds: least };
}

/**
 * The derivatives [∂x'/∂x, ∂x'/∂y, ∂y'/∂x, ∂y'/∂y] of the places at the end by those at the beginning, in pixels, all over a picture.
 * @param {ArrayLike<number>} edges
 * @param {(places: number[]) => Float64Array} carry
 */
function jacobiansOf({ 0: left, 1: top, 2: right, 3: bottom }, carry) {
  const places = [];
  for (let k = 0; k < ACROSS * DOWN; k += 1) {
    const x = left + (((k % ACROSS) + 0.5) / ACROSS) * (right - left);
    const y = top + ((Math.floor(k / ACROSS) + 0.5) / DOWN) * (bottom - top);
    places.push(x - STEP, y, x + STEP, y, x, y - STEP, x, y + STEP);
  }
  const ends = carry(places);
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
 * Whether a picture folds where its derivatives are these: (1 − t) + tN, with N the derivatives turned and mirrored back, has no
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
export function isMirrored(model, chart) {
  const first = modelEntry(model.spec.model).charts[0].name;
  const [x, y] = model.start(chart);
  const small = 1e-4;
  const near = [x, y, x + small * (Math.abs(x) + small), y, x, y + small * (Math.abs(y) + small)];
  const [ax, ay, bx, by, cx, cy] = model.convertAll(near, chart, first);
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0;
}
