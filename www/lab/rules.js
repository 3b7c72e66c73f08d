// The rules of a state as a list: one entry for each, with its options.

import { ruleEntry, sizeOf } from "../core.js";
/** @import { Run } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** The key of the setting that says how far a run goes: of its chart alone, if that has its own. @param {State} state @param {Pick<Run, "rule" | "chart">} run */
export function sizeKey(state, { rule, chart }) {
  const key = `${rule}.${sizeOf(rule).name}`;
  return state.settings[`${key}.${chart}`] === undefined ? key : `${key}.${chart}`;
}

/** The options of a rule that a reader sets. @param {string} rule */
export const optionsOf = (rule) => ruleEntry(rule)?.options ?? [];
