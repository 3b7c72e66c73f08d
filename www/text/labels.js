// What a rule is called in a key, where one of several equal rules must be told from the others.

import { ruleEntry } from "../core.js";
import { difference } from "../state/differences.js";
import { chosen } from "./format.js";
/** @import { State } from "../state/shape.js" */

/** Words for choices that an option has. */
export const CHOICES = /** @type {Partial<Record<string, string>>} */ ({
  "old-new": "KL(old ‖ new)",
  "new-old": "KL(new ‖ old)",
  constant: "constant rate",
  "inverse-time": "rate / t",
  fisher: "Fisher",
  empirical: "empirical Fisher",
});

/**
 * The label of a rule, with what tells it from others of its name: "gradient descent 2, α = 0.4".
 * @param {State} state
 * @param {string} rule
 */
export const labelled = (state, rule) => ruleEntry(rule).label + difference(state, rule, (option, value) => {
  if (option.kind !== "number") return CHOICES[value] ?? String(value);
  return `${option.symbol || option.label} = ${chosen(Number(value))}${option.unit ? ` ${option.unit}` : ""}`;
});
