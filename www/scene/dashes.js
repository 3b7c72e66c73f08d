// Dashes of the runs of a figure, which distinguish charts, or rules of one family.

import { ruleEntry } from "../core.js";
import { CHART_DASHES, FAMILIES } from "../language.js";
import { ruleNumber } from "../state/rule-keys.js";
/** @import { State } from "../state/shape.js" */

/**
 * The shown rules that look like this one.
 * @param {string[]} rules
 * @param {string} rule
 */
const kin = (rules, rule) => rules.filter((other) => ruleEntry(other).family === ruleEntry(rule).family);

/**
 * The dashes of a rule's path in its `k`-th chart. They distinguish charts if there are several, and otherwise rules of one family.
 * A rule that stands several times has different dashes each time, in every chart.
 * @param {State} state
 * @param {string} rule
 * @param {number} k
 */
export function pathDash({ charts, rules }, rule, k) {
  const again = Math.max(0, ruleNumber(rule) - 1);
  const which = charts.length > 1 ? k + again * charts.length : kin(rules, rule).indexOf(rule);
  return CHART_DASHES[which % CHART_DASHES.length];
}

/** Whether the markers of a run are hollow: those of a rule's second chart are, and those of every second one of several equal rules. @param {string} rule @param {number} k */
export const isHollow = (rule, k) => (k > 0) !== (ruleNumber(rule) % 2 === 0 && ruleNumber(rule) > 0);

/**
 * The dashes of a rule's balls: those of its family, and other ones where the rule stands there a second and a third time.
 * @param {string} rule
 */
export const ballDash = (rule) => (ruleNumber(rule) > 1 ? CHART_DASHES[ruleNumber(rule) % CHART_DASHES.length] : FAMILIES[ruleEntry(rule).family].ball);

/**
 * The dashes of a rule in the key of a picture: as in the picture, if the family does not say it.
 * @param {State} state
 * @param {string} rule
 */
export const keyDash = (state, rule) => (ruleNumber(rule) || state.charts.length === 1 ? curveDash(state, rule, 0) : FAMILIES[ruleEntry(rule).family].ball);

/**
 * The dashes of its curve beside the plane, and of its sample: those of its ball, if no other rule has them.
 * @param {State} state
 * @param {string} rule
 * @param {number} k
 */
export const curveDash = (state, rule, k) => (state.charts.length > 1 || kin(state.rules, rule).length > 1
  ? pathDash(state, rule, k) : FAMILIES[ruleEntry(rule).family].ball);
