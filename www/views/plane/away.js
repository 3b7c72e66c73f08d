// An arrow in place of the mark of the best fit, where the loss falls without end.

import { pixel } from "../../marks/frame.js";
import { arrow } from "../../marks/marks.js";
/** @import { PlainScene, Points } from "../../scene/shape.js" */
/** @import { Pair } from "../view.js" */
/** @import { Plane } from "./shape.js" */

/** The way along which the loss falls without end, where there is no best fit. @param {PlainScene} scene @param {string} chart */
export const awayIn = (scene, chart) => scene.falling?.[chart] ?? new Float64Array();

/** Room between the edge and the arrow, its length, and the shortest part of a way that tells a direction (pixels). */
const [EDGE, AWAY, TELLING] = [6, 34, 2];

/**
 * An arrow in place of the mark of the best fit: where the way leaves the frame, or ends inside it at the edge of the domain.
 * @param {Plane} plane
 */
export function falling({ scene, chart, frame, colors }) {
  const end = endOf(frame, awayIn(scene, chart));
  return end ? arrow(end.tail, end.head, colors.ink, colors.ground) : [];
}

/**
 * The ends of that arrow.
 * @param {number[]} frame
 * @param {Points} way
 * @returns {{ tail: Pair, head: Pair } | undefined}
 */
export function endOf(frame, way) {
  const [left, top, right, bottom] = frame;
  const inner = [left + EDGE, top + EDGE, right - EDGE, bottom - EDGE];
  let at = /** @type {Pair | undefined} */ (undefined);
  let along = /** @type {Pair | undefined} */ (undefined);
  for (let k = 0; 2 * k < way.length; k += 1) {
    const next = pixel(frame, [way[2 * k], way[2 * k + 1]]);
    if (at) {
      const [dx, dy] = [next[0] - at[0], next[1] - at[1]];
      const size = Math.hypot(dx, dy);
      if (size > TELLING) along = [dx / size, dy / size];
      if (!within(inner, next)) {
        // How far along this step the edge is.
        const shares = [[dx, left + EDGE - at[0]], [dx, right - EDGE - at[0]], [dy, top + EDGE - at[1]], [dy, bottom - EDGE - at[1]]]
          .filter(([d, room]) => d * room > 0 || room === 0).map(([d, room]) => (d === 0 ? 1 : room / d)).filter((share) => share >= 0 && share <= 1);
        const share = within(inner, at) ? Math.min(1, ...shares) : 0;
        at = [at[0] + share * dx, at[1] + share * dy];
        break;
      }
    }
    at = next;
  }
  if (!at || !along || !within(frame, at)) return undefined;
  return { tail: [at[0] - AWAY * along[0], at[1] - AWAY * along[1]], head: at };
}

/** @param {number[]} box @param {Pair} at */
const within = ([left, top, right, bottom], [x, y]) => x >= left && x <= right && y >= top && y <= bottom;
