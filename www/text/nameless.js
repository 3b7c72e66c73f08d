// Points of paths that have no name in a chart, such as a logistic regression without a slope where
// the chart names the input at which its labels are equally likely.

import { chartEntry } from "../core.js";
import { counted } from "./format.js";
import { told } from "./told.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/**
 * A sentence for each chart that has no name for some of the points up to step `cursor`; empty if there is none.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
export function aboutNameless({ runs }, { model, charts }, cursor) {
  return charts.map((chart) => {
    const count = runs.reduce((sum, { paths }) => sum + namelessIn(paths[chart], cursor), 0);
    if (count === 0) return "";
    return `${told(counted(count, "point"), "count", "points that the chart cannot show", count)} of the paths ${count === 1 ? "has" : "have"} no name in the chart ${chartEntry(model, chart).label}, which does not show ${count === 1 ? "it" : "them"}: ${count === 1 ? "it lies" : "they lie"} at infinity there.`;
  }).filter(Boolean).join(" ");
}

/** @param {ArrayLike<number>} path x0, y0, x1, y1, … @param {number} cursor */
function namelessIn(path, cursor) {
  let count = 0;
  for (let k = 0; k < path.length / 2 && k <= cursor; k += 1) if (Number.isNaN(path[2 * k]) || Number.isNaN(path[2 * k + 1])) count += 1;
  return count;
}
