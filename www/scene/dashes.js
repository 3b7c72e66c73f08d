// Dashes of the runs of a figure, which distinguish charts, or rules of one family.

import { ruleEntry } from "../core.js";
import { CHART_DASHES, FAMILIES } from "../language.js";
/** @import { State } from "../state/shape.js" */

/**
 * The shown rules that look like this one.
 * @param {string[]} rules
 * @param {string} rule
 */
const kin = (rules, rule) => rules.filter((other) => ruleEntry(other).family === ruleEntry(rule).family);

/**
 * The dashes of a rule's path in its `k`-th chart. They distinguish charts if there are several, and otherwise rules of one family.
 * @param {State} state
 * @param {string} rule
 * @param {number} k
 */
export const pathDash = ({ charts, rules }, rule, k) =>
  CHART_DASHES[(charts.length > 1 ? k : kin(rules, rule).indexOf(rule)) % CHART_DASHES.length];

/**
 * The dashes of its curve beside the plane, and of its sample: those of its ball, if no other rule has them.
 * @param {State} state
 * @param {string} rule
 * @param {number} k
 */
export const curveDash = (state, rule, k) => (state.charts.length > 1 || kin(state.rules, rule).length > 1
  ? pathDash(state, rule, k) : FAMILIES[ruleEntry(rule).family].ball);
