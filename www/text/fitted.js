// Sizes of steps that suit a reader's own data, in words; see compute/fitted.js.

import { chartEntry, ruleEntry, sizeOf } from "../core.js";
import { capital, chosen } from "./format.js";
/** @import { State } from "../state/shape.js" */

/** A sentence that names the sizes which are not the usual ones; empty if all of them are. @param {State} state */
export function aboutSizes(state) {
  const named = Object.entries(state.fitted ?? {}).map(([key, size]) => {
    const [rule, , chart] = key.split(".");
    const { label, unit } = sizeOf(rule);
    const where = chart ? ` in ${chartEntry(state.model, chart).label}` : "";
    return `the ${label} of ${ruleEntry(rule).label}${where} is ${chosen(Number(size))}${unit ? ` ${unit}` : ""}`;
  });
  if (named.length === 0) return "";
  const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(", ")} and ${named[named.length - 1]}`;
  return `${capital(list)}, to suit these data.`;
}
