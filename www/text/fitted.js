// Sizes of steps that suit a reader's own data, in words; see compute/fitted.js.

import { chartEntry, ruleEntry, sizeOf } from "../core.js";
import { capital, chosen, listed } from "./format.js";
import { told } from "./told.js";
/** @import { State } from "../state/shape.js" */

/** A sentence that names the sizes which are not the usual ones; empty if all of them are. @param {State} state */
export function aboutSizes(state) {
  const named = Object.entries(state.fitted ?? {}).map(([key, size]) => {
    const [rule, , chart] = key.split(".");
    const { label, unit } = sizeOf(rule);
    const where = chart ? ` in ${chartEntry(state.model, chart).label}` : "";
    return `the ${label} of ${ruleEntry(rule).label}${where} is ${told(chosen(Number(size)), "set", `the ${label} of ${ruleEntry(rule).label}`)}${unit ? ` ${unit}` : ""}`;
  });
  if (named.length === 0) return "";
  return `${capital(listed(named))}, to suit these data.`;
}

/** What is said of sizes that were set for other data; see `sizesOfOthers`. @param {{ rule: string, value: number }[]} sizes */
export const aboutOthers = (sizes) => sizes.map(({ rule, value }) => `the ${sizeOf(rule).label} of ${ruleEntry(rule).label}, ${chosen(value)}, was set for other data`);
