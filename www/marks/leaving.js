// Where a path leaves its frame for good.

import { inside, pixel } from "./frame.js";
/** @import { Pair } from "../views/view.js" */

/** How many of the last points are looked at, how long the arrow is, and how far from the edge it ends (pixels). */
const MOST = 400;
const LONG = 15;
const SHORT_OF = 2;

/**
 * The ends of an arrow at the edge, where a path that ends outside was inside for the last time; undefined if there is no such place.
 * @param {number[]} frame
 * @param {ArrayLike<number>} flat the path, in the coordinates of the chart
 * @param {number} last the number of its last point
 * @returns {{ tail: Pair, head: Pair } | undefined}
 */
export function leaving(frame, flat, last) {
  const at = (/** @type {number} */ k) => pixel(frame, [flat[2 * k], flat[2 * k + 1]]);
  let to = at(last);
  if (inside(frame, to)) return undefined;
  for (let k = last - 1; k >= Math.max(0, last - MOST); k -= 1) {
    const from = at(k);
    if (inside(frame, from)) return atEdge(frame, from, to);
    to = from;
  }
  return undefined;
}

/** @param {number[]} frame @param {Pair} from inside @param {Pair} to outside */
function atEdge([left, top, right, bottom], from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!Number.isFinite(length) || length === 0) return undefined;
  const rooms = [dx > 0 ? (right - from[0]) / dx : (left - from[0]) / dx, dy > 0 ? (bottom - from[1]) / dy : (top - from[1]) / dy];
  const share = Math.min(1, ...rooms.filter((room) => room >= 0));
  const along = /** @type {Pair} */ ([dx / length, dy / length]);
  const head = /** @type {Pair} */ ([from[0] + share * dx - SHORT_OF * along[0], from[1] + share * dy - SHORT_OF * along[1]]);
  return { tail: /** @type {Pair} */ ([head[0] - LONG * along[0], head[1] - LONG * along[1]]), head };
}
