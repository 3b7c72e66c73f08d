// Results of a policy against the size of the step: the return after exact steps, or the share
// of many seeds that succeeds or collapses.

import { Progress } from "../accounts/progress.js";
import { askCliff, cliffs, exactReturns, isSampled, settingsOf, stretches, tallyOf, valueOf } from "../compute/cliff.js";
import { Seeds, runAll, stepsOf } from "../compute/seeds.js";
import { catalogue, ruleEntry, sizeOf } from "../core.js";
import { entry, menu } from "../controls/inputs.js";
import { element } from "../elements.js";
import { chosen, number, share } from "../text/format.js";
import { CHART_DASHES, FAMILIES, familyColor } from "../language.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { clip, flat, line, symbols } from "../marks/marks.js";
import { Measures } from "../accounts/measures.js";
import { oneOf } from "../state/words.js";
import { register } from "./registry.js";
import { plainly, told } from "../text/told.js";
/** @import { Pair, ViewParts } from "./view.js" */
/** @import { Cliff, CliffAnswers, CliffColumns } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** @typedef {ViewParts<CliffColumns, CliffAnswers>} Parts */
/** @typedef {State["show"]} Show */
/** @typedef {{ name: string, k: number, way: (Pair | undefined)[], points: Pair[], own?: Pair }} Drawn A line in pixels: at every size, at those that are known, and at the chosen one. */

/** Lines at a smaller distance than this coincide (pixels). */
const ONE = 3;

/** The return above which a policy has succeeded, as in the core for many seeds. */
const good = () => catalogue().limits.success;

/** The number of steps, and shares of seeds, as numbers that can be held. */
const [steps, seedsInTen] = [
  (/** @type {number} */ n) => told(String(n), "set", "the number of steps"),
  (/** @type {number} */ n, /** @type {string} */ noun) => `${told(String(n), "set", "how many are enough")} ${noun} in ${told("10", "set", "how many are enough")}`,
];

/**
 * The quantities that can be shown: the name in the menu and on the axis, the value from which on a result is good, and words for that.
 * @type {Record<Show, { name: string, label: (steps: number) => string, words: (steps: number) => string, counts: (value: number, start: number) => boolean }>}
 */
const SHOWN = {
  step: { name: "return after one step", label: () => "return J after one exact step", words: () => "One exact step is better than none", counts: (value, start) => value > start },
  return: { name: "return in the end", label: (n) => `return J after ${n} exact steps`, words: (n) => `${steps(n)} exact steps end above ${told(String(good()), "set", "the return that counts as success")}`, counts: (value) => value > good() },
  success: { name: "seeds that succeed", label: () => "share of seeds that succeed", words: (n) => `After ${steps(n)} steps on sampled episodes at least ${seedsInTen(9, "seeds")} have succeeded`, counts: (value) => value >= 0.9 },
  collapsed: { name: "seeds that collapse", label: () => "share of seeds that collapse", words: (n) => `After ${steps(n)} steps on sampled episodes at least ${seedsInTen(1, "seed")} has collapsed`, counts: (value) => value >= 0.1 },
};

/** @type {Parts["read"]} */
function read(attribute, state) {
  const other = state.rules.find((rule) => !sizeOf(rule));
  if (other) throw new Error(`rules has "${other}"; allowed with view "cliff": rules that have a rate or a radius`);
  state.show = oneOf("show", attribute("show") ?? "return", /** @type {Show[]} */ (Object.keys(SHOWN)));
}

/** @type {Parts["write"]} */
const write = ({ show }) => ({ show });

/** One panel for each rule. @type {Parts["panels"]} */
const panels = (state) => state.rules.map((rule, index) => ({ name: "cliff", title: ruleEntry(rule).label, index }));

/** @type {Parts["controls"]} */
function controls(state, change) {
  const row = element("div", "controls");
  row.append(menu("shown against the size of the step", Object.entries(SHOWN).map(([value, { name }]) => entry(value, name)), state.show,
    (show) => change((now) => { now.show = /** @type {Show} */ (show); })));
  return [row];
}

/** @type {Parts["backdrop"]} */
function backdrop({ panel: { index }, state }, { columns }) {
  const { rule, sizes } = columns.panels[index];
  const option = sizeOf(rule);
  const [low, high] = isSampled(state) ? [-0.03, 1.03] : [-1.05, 1.05];
  return { figure: "axes", axes: {
    window: [sizes[0] * 0.8, sizes[sizes.length - 1] * 1.25, low, high],
    x: { label: option.unit ? `radius (${option.unit})` : option.label, logarithmic: true },
    y: { label: SHOWN[state.show].label(stepsOf(state)) },
  } };
}

/**
 * For each of the units, the shown quantity against the size of the step, in pixels; unknown sizes leave gaps.
 * @param {CliffAnswers} answers
 * @param {Cliff} panel
 * @param {(x: number, y: number) => Pair} pixel
 * @returns {Drawn[]}
 */
function linesOf({ sizes, lines }, panel, pixel) {
  /** @param {number} size @param {number | undefined} value */
  const place = (size, value) => (value === undefined ? undefined : pixel(size, value));
  return panel.lines.map((units, k) => {
    const way = lines[k].values.map((value, j) => place(sizes[j], value));
    return { name: `(${units.scale.join(", ")})`, k, way, points: way.flatMap((at) => (at ? [at] : [])), own: place(panel.chosen, lines[k].own) };
  });
}

/** A line for each of the units, and a mark on each at the chosen size. @type {Parts["marks"]} */
function marks({ panel: { index }, state }, { columns, answers }, size, colors) {
  const panel = columns.panels[index];
  const { family } = ruleEntry(panel.rule);
  const color = familyColor(colors, family);
  const pixel = between(size.backdrop.axes, size.frame);
  const lines = linesOf(answers, panel, pixel);
  /**
   * @param {Pair} at
   * @param {number} large
   * @param {number} k
   */
  const marker = (at, large, k) => symbols(FAMILIES[family].marker, at, large, color, colors.ground, { hollow: k > 0 });
  const [left, top, right, bottom] = size.frame;
  const [x] = pixel(panel.chosen, 0);
  const labels = new Labels(size);
  for (const { points } of lines) labels.keepOffLine(points, 4);
  if (lines.length > 1) for (const { name, places } of named(lines)) places.some((at) => labels.write(name, at, color));
  return { marks: [
    clip([left - 6, top - 6, right + 6, bottom + 6], [
      line([x, top, x, bottom], colors.muted, 1, { dash: [2, 4] }),
      ...lines.flatMap(({ way, points, k }) => [
        line(flat(way.map((at) => at ?? [NaN, NaN])), color, 2.2, { dash: CHART_DASHES[k], casing: colors.ground }),
        ...(isSampled(state) ? points.map((at) => marker(at, 3.4, k)) : []),
      ]),
      ...lines.flatMap(({ own, k }) => (own ? [marker(own, 5.4, k)] : [])),
    ]),
    ...labels.marks,
  ] };
}

/** Runs the seeds of a panel while it is in sight. @type {Parts["live"]} */
function live(_, { index }, hooks) {
  const seeds = new Seeds(hooks);
  return {
    follow({ columns, state }) {
      if (isSampled(state) && !state.halted) seeds.want(settingsOf(columns.seeds, state, columns.panels[index]));
      else seeds.rest(true);
    },
    rest: (gone) => seeds.rest(gone),
  };
}

/** @type {Parts["atOnce"]} */
const atOnce = ({ index }, { columns, state }) => {
  if (isSampled(state)) runAll(settingsOf(columns.seeds, state, columns.panels[index]));
};

/**
 * The name of each line and possible places for it: where the lines differ, or between there and the next size. Lines that coincide have one name.
 * @param {Drawn[]} lines
 */
function named(lines) {
  const differAt = (/** @type {Pair | undefined} */ at, /** @type {number} */ k) => at && lines.every(({ way }) => way[k]) && lines.some(({ way }) => Math.abs((way[k] ?? at)[1] - at[1]) > ONE);
  if (!lines[0].way.some(differAt)) return [{ name: lines.map(({ name }) => name).join(" = "), places: spaced(lines[0].points) }];
  return lines.map(({ name, way }) => {
    const between = way.flatMap((at, k) => {
      const next = way[k + 1];
      return at && next && differAt(at, k) ? [/** @type {Pair} */ ([(at[0] + next[0]) / 2, (at[1] + next[1]) / 2])] : [];
    });
    return { name, places: [...spaced(way.flatMap((at, k) => (at && differAt(at, k) ? [at] : []))), ...between.reverse()] };
  });
}

/** Some of the points of a line, the middle first. @param {Pair[]} points */
const spaced = (points) => (points.length ? [0.5, 0.7, 0.3, 0.9, 0.1, 0].map((part) => points[Math.floor(part * (points.length - 1))]) : []);

/** The table of the chosen sizes in each of the units, and the progress of the work. @type {Parts["account"]} */
function account(state, hooks) {
  const table = new Measures(["at the chosen size", "units (1, 1)", "other units"]);
  table.root.classList.add("stack");
  return [new Progress(hooks), {
    root: table.root,
    update(_, now, __, columns) {
      for (const panel of columns.panels) {
        const texts = panel.lines.map((line) => resultOf(columns, now, panel, line));
        table.write(panel.rule, nameOf(panel), texts);
      }
      const others = columns.panels[0].lines[1];
      table.head(0, isSampled(now) ? "at the chosen size" : `J after 1 and after ${stepsOf(now)} steps`);
      table.head(2, others ? `units (${others.scale.join(", ")})` : "");
    },
  }];
}

/** @param {Cliff} panel */
const nameOf = ({ rule, chosen: size }) => `${ruleEntry(rule).label}, ${sizeOf(rule).symbol} = ${sizeText(rule, size)}`;
/**
 * @param {string} rule
 * @param {number} size
 */
const sizeText = (rule, size) => inUnit(rule, chosen(size));
/**
 * @param {string} rule
 * @param {string} text
 */
const inUnit = (rule, text) => [text, sizeOf(rule).unit].filter(Boolean).join(" ");

/**
 * @param {CliffColumns} columns
 * @param {State} state
 * @param {Cliff} panel
 * @param {Cliff["lines"][number]} line
 */
function resultOf({ seeds }, state, panel, line) {
  if (isSampled(state)) {
    const tally = tallyOf(seeds, state, panel, line);
    return tally ? `${share(tally.success)} succeed, ${share(tally.collapsed)} collapse` : "…";
  }
  const found = line.exact.get(panel.chosen);
  return found ? `${number(found.step)}, then ${number(found.return)}` : "…";
}

/** The caption: for which sizes results are good or bad. @type {Parts["caption"]} */
function caption(_, state, __, { panels: all, seeds }) {
  const { words, counts } = SHOWN[state.show];
  const parts = all.map((panel) => {
    const each = panel.lines.map((line) => {
      const found = panel.sizes.flatMap((size) => valueOf(seeds, state, panel, line, size) ?? []);
      if (found.length < panel.sizes.length) return state.halted ? "was stopped" : "is being run";
      const start = line.exact.get(panel.sizes[0])?.start ?? NaN;
      return where(panel.rule, panel.sizes.map((size, k) => [size, counts(found[k], start)]));
    });
    const inWords = panel.lines.map(({ scale }, k) => `${each[k]} in units (${scale.map((unit) => told(String(unit), "set", "the units of the parameters")).join(", ")})`);
    return `${ruleEntry(panel.rule).label} ${each.length > 1 && plainly(each[0]) === plainly(each[1]) ? `${each[0]} in both units` : inWords.join(", ")}`;
  });
  return `${words(stepsOf(state))}: ${parts.join("; ")}.`;
}

/**
 * The sizes for which something holds, in words.
 * @param {string} rule
 * @param {[size: number, holds: boolean][]} all
 */
function where(rule, all) {
  const found = stretches(all);
  if (!found.length) return "nowhere";
  if (all.every(([, holds]) => holds)) return "everywhere";
  /** @param {number} value @param {"smallest" | "largest"} end */
  const size = (value, end) => told(chosen(value), "count", `the ${end} of the sizes tried for which that holds, without a gap`, value);
  const parts = found.map(([low, high]) => (low === high ? `at ${size(low, "smallest")}` : `from ${size(low, "smallest")} to ${size(high, "largest")}`));
  return inUnit(rule, parts.join(" and "));
}

register("cliff", { panels, backdrop, ask: askCliff, marks, live, atOnce, read, write, prepare: cliffs, refine: exactReturns, controls, account, instead: true, caption, timeless: true });
