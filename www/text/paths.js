// What is said of the paths in a plane that moves between two charts.

import { chartEntry, ruleEntry } from "../core.js";
import { SAME, isOnePath } from "../compute/distances.js";
import { SHOWN_STEP, caption, haveOwnRates } from "./caption.js";
import { capital, counted, number } from "./format.js";
import { told } from "./told.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/**
 * Which rules take one path in both charts of a plane that moves between them, and how far apart the two paths of the others are. Those of the second chart are
 * dashed, and drawn on the way there.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
export function aboutPaths(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (!k || haveOwnRates(state) || scene.runs.some(({ steps }) => !steps)) return caption(scene, state, cursor);
  const where = `takes another path in ${chartEntry(state.model, state.charts[1]).label}, ${state.morph ? "dashed" : "drawn on the way there"}: after ${told(counted(k, "step"), "set", SHOWN_STEP)}`;
  return state.rules.map((rule, r) => {
    const apart = scene.chartDistance[r](k);
    const name = capital(ruleEntry(rule).label);
    if (isOnePath(scene.chartDistance[r], k)) return `${name} takes one path in both.`;
    return `${name} ${where} the ${scene.chartDistanceName} of the two is ${told(number(apart < SAME ? 0 : apart), "apart", r, k)}.`;
  }).join(" ");
}
