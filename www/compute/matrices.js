// How symmetric matrices [a, b, c] compare, and what the scores of a sample say beside them.

/** @import { Pair } from "../views/view.js" */
/** @import { SceneScores } from "../scene/shape.js" */
/** @import { SymmetricMatrix } from "../../pkg/kl_ball.js" */

/** Relative difference below which matrices and vectors are equal, up to rounding. */
export const SAME = 1e-9;

/**
 * The largest difference of the entries of two matrices, in units in which the second has ones on its diagonal.
 * @param {SymmetricMatrix} one
 * @param {SymmetricMatrix} other
 */
export function differs([a, b, c], [d, e, f]) {
  return Math.max(Math.abs(a - d) / d, Math.abs(c - f) / f, Math.abs(b - e) / Math.sqrt(d * f));
}

/** One word for why a matrix has no ellipse. @param {SymmetricMatrix} matrix */
export const flaw = ([a, b, c]) => (a * c < b * b ? "indefinite" : a < 0 ? "negative" : "");

/** Whether the mean of the scores is the negative gradient of the loss, up to rounding. @param {SceneScores} scores */
export const isDownhill = ({ mean, gradient, moment }) =>
  mean.every((part, k) => Math.abs(part + gradient[k]) <= SAME * Math.sqrt(moment[2 * k]));

/**
 * A vector in which an entry that is only rounding error is 0.
 * @param {Pair} vector
 * @param {SymmetricMatrix} moment the second moment of what was averaged
 */
export const withoutRounding = (vector, moment) =>
  vector.map((part, k) => (Math.abs(part) <= SAME * Math.sqrt(moment[2 * k]) ? 0 : part));

/**
 * The distance of the mean from zero, in standard deviations of a score, along the coordinate where it is largest.
 * @param {SceneScores} scores
 */
export const meanInDeviations = ({ mean, fisher }) =>
  Math.max(Math.abs(mean[0]) / Math.sqrt(fisher[0]), Math.abs(mean[1]) / Math.sqrt(fisher[2]));
