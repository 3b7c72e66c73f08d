// What the key of a figure says of its rules.

import { ruleEntry } from "../core.js";
import { isHollow, keyDash } from "../scene/dashes.js";
import { labelled } from "../text/labels.js";
/** @import { State } from "../state/shape.js" */

/** Every rule with its name and its look. @param {State} state */
export const keyOf = (state) => state.rules.map((rule) => ({
  label: labelled(state, rule), family: ruleEntry(rule).family, dash: keyDash(state, rule), hollow: isHollow(rule, 0),
}));
