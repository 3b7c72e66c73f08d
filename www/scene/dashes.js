// How the runs of a figure are dashed, so that charts are told apart, or rules of one family.

import { ruleEntry } from "../core.js";
import { CHART_DASHES, FAMILIES } from "../language.js";

/** The rules shown that look like one of them. */
const kin = (rules, rule) => rules.filter((other) => ruleEntry(other).family === ruleEntry(rule).family);

/** How the path of a rule in its `k`-th chart is dashed: charts are told apart, otherwise rules that look alike. */
export const pathDash = ({ charts, rules }, rule, k) =>
  CHART_DASHES[(charts.length > 1 ? k : kin(rules, rule).indexOf(rule)) % CHART_DASHES.length];

/** The same of its curve beside the plane, and of a sample of it: as its ball is, where that tells it from all others. */
export const curveDash = (state, rule, k) => (state.charts.length > 1 || kin(state.rules, rule).length > 1
  ? pathDash(state, rule, k) : FAMILIES[ruleEntry(rule).family].ball);
