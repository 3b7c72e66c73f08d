// A run under many seeds: quantiles of the return over the steps.

import { Progress } from "../accounts/progress.js";
import { askFan, fansOf, lastReturns, scaleOf } from "../compute/fan.js";
import { SEEDS, Seeds, outcomeOf, runAll, stepsOf } from "../compute/seeds.js";
import { catalogue, ruleEntry } from "../core.js";
import { number, share } from "../text/format.js";
import { FAMILIES, familyColor } from "../language.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { area, clip, flat, line, symbols } from "../marks/marks.js";
import { Measures } from "../accounts/measures.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { ViewParts } from "./view.js" */
/** @import { Fan, FanAnswers, FanColumns } from "../scene/shape.js" */

/** @typedef {ViewParts<FanColumns, FanAnswers>} Parts */

/** One panel for each rule. @type {Parts["panels"]} */
const panels = (state) => state.rules.map((rule, index) => ({ name: "fan", title: ruleEntry(rule).label, index }));

/** The results at the end of a fan, as far as they are known. @param {Fan} fan */
const endOf = ({ nodes }) => outcomeOf(nodes[nodes.length - 1].spec);

/** The bands: their lowest and highest level, and their opacity. */
const BANDS = [[0, 4, 0.16], [1, 3, 0.26]];
const MEDIAN = 2;

/** @type {Parts["backdrop"]} */
const backdrop = ({ state }) => ({
  figure: "axes",
  axes: { window: [0, stepsOf(state), -1.05, 1.05], x: { label: "step" }, y: { label: "return J" }, zero: true },
});

/** Two bands and the median, as far as they are known. @type {Parts["marks"]} */
function marks({ panel: { index } }, { columns: { fans }, answers: { returns } }, size, colors) {
  const { family } = ruleEntry(fans[index].rule);
  const color = familyColor(colors, family);
  const pixel = between(size.backdrop.axes, size.frame);
  /** @param {number} k */
  const level = (k) => returns.map(([step, values]) => pixel(step, values[k]));
  const median = level(MEDIAN);
  const labels = new Labels(size);
  if (returns.length > 2) {
    for (const at of median) labels.keepOff(at, 4);
    labels.write("median", median[Math.floor(returns.length / 2)], color);
  }
  return { marks: [
    clip(size.frame, [
      ...BANDS.map(([low, high, ink]) => area(flat([...level(low), ...level(high).reverse()]), color, ink)),
      line(flat(median), color, 2.2),
      ...median.slice(1).map((at) => symbols(FAMILIES[family].marker, at, 3, color, colors.ground)),
    ]),
    ...labels.marks,
  ] };
}

/** Runs the seeds of a panel while it is in sight. @type {Parts["live"]} */
function live(_, { index }, hooks) {
  const seeds = new Seeds(hooks);
  return {
    follow({ columns: { fans }, state }) {
      const { nodes } = fans[index];
      // The end first, because the caption needs it.
      if (state.halted) seeds.rest(true);
      else seeds.want([nodes[nodes.length - 1].spec, ...nodes.map(({ spec }) => spec)]);
    },
    rest: (gone) => seeds.rest(gone),
  };
}

/** @type {Parts["atOnce"]} */
const atOnce = ({ index }, { columns: { fans } }) => runAll(fans[index].nodes.map(({ spec }) => spec));

/** @type {Parts["account"]} */
function account(state, hooks) {
  const table = new Measures([`${SEEDS} seeds`, "succeed", "collapse", "median return", "of 20 seeds the worst"]);
  table.root.classList.add("stack");
  return [new Progress(hooks), {
    root: table.root,
    update(_, __, ___, { fans }) {
      for (const fan of fans) {
        const end = endOf(fan);
        table.write(fan.rule, ruleEntry(fan.rule).label, end
          ? [share(end.tally.success), share(end.tally.collapsed), ...lastReturns(end).map((value) => number(value))] : ["…", "…", "…", "…"]);
      }
    },
  }];
}

/** @type {Parts["caption"]} */
function caption(_, state, __, { fans }) {
  const parts = fans.map((fan) => {
    const { label } = ruleEntry(fan.rule);
    const end = endOf(fan);
    if (!end) return `${label} ${state.halted ? "was stopped" : "is being run"}`;
    const { success, collapsed, total } = end.tally;
    const [good, gone] = [success, collapsed].map((part) => Math.round(part * total));
    /**
     * @param {number} count
     * @param {string} verb
     */
    const some = (count, verb) => `${told(String(count), "count", `seeds that ${verb}`, count)} ${verb}${count === 1 ? "s" : ""}`;
    return `with ${label} ${some(good, "succeed")}, with a return above ${told(String(catalogue().limits.success), "set", "the return that counts as success")}, and ${some(gone, "collapse")}`;
  });
  return `${told(String(SEEDS), "set", "the number of seeds")} seeds, each with episodes of its own, in units (${Array.from(scaleOf(state), (unit) => told(String(unit), "set", "the units of the parameters")).join(", ")}), for ${told(String(stepsOf(state)), "set", "the number of steps")} steps: ${parts.join("; ")}. Half of the seeds lie in the darker band, nine in ten in the lighter.`;
}

register("fan", { panels, backdrop, ask: askFan, marks, live, atOnce, prepare: fansOf, account, instead: true, caption, timeless: true });
