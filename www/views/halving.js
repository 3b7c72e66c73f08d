// The distance between the ends of a rule's runs in two charts, after the same time, against the
// step, which is halved again and again.

import { DIVISORS, dividedBy, gapsOfHalvedSteps, noGapsYet, orderOf } from "../compute/halving.js";
import { chartEntry, ruleEntry } from "../core.js";
import { element, heeded, noted, picture, rowOf, setText, table } from "../elements.js";
import { capital, chosen, number } from "../text/format.js";
import { CHART_DASHES, FAMILIES, familyColor } from "../language.js";
import { steadyPowers } from "../marks/bounds.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { clip, flat, line, symbols } from "../marks/marks.js";
import { paintLines } from "../accounts/ledger.js";
import { SAME } from "../compute/distances.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { Colors, Held, Size, ViewParts } from "./view.js" */
/** @import { Gap, HalvingColumns, Pair, RuleEntry } from "../scene/shape.js" */

/** @typedef {{ entry: RuleEntry, levels: Gap[], points: Pair[], zero: boolean, opacity: number }} GapLine The gaps of a rule, in pixels, and whether all are zero. */

/** @typedef {ViewParts<HalvingColumns>} Parts */

/** Headings for the figure's step and for each halving. */
const SHARES = ["1", "1/2", "1/4", "1/8", "1/16"];

/** The edges of the axis of steps, whose ticks stand at 1, 2, …. */
const EDGES = /** @type {const} */ ([0.5, 5.7]);

/** The axis of gaps: zero has a strip of its own below a break; above it are powers of ten, of which at most this many have numbers. */
const [ZERO, BREAK, POWERS] = [1, 1.5, 2];
const MOST_POWERS = 8;

/** How a rule depends on the chart according to the catalogue, in words. */
const WORDS = {
  exact: "chart-free exactly",
  "in-the-limit": "chart-free in the limit of small steps",
  affine: "chart-free between affine charts only",
  none: "never chart-free",
};

const panels = () => [{ name: "halving", title: "How far apart the two runs end" }];

/**
 * Whether all halvings of all rules are done.
 * @param {Gap[][]} gaps
 */
const isWhole = (gaps) => gaps.length > 0 && gaps.every((levels) => levels.length === DIVISORS.length);

/**
 * What there is to show: the last whole results stay in sight, as old ones, while new ones are on their way.
 * @param {HalvingColumns} columns
 * @param {Held} held
 * @returns {Gap[][]}
 */
const resultsOf = ({ gaps = [] }, { last }) => (isWhole(gaps) || last?.length !== gaps.length ? gaps : last);

/**
 * The range of all gaps that are shown, in powers of ten.
 * @param {HalvingColumns} columns
 * @param {Held} held
 */
const rangeOf = (columns, held) => steadyPowers(held.gaps, extremes(resultsOf(columns, held), held.gaps));

/** @type {Parts["backdrop"]} */
function backdrop({ held }, { scene, columns }) {
  const [low, high] = rangeOf(columns, held);
  const decades = Math.round(Math.log10(high / low));
  return { figure: "axes", axes: {
    window: [...EDGES, 0.4, POWERS + decades],
    x: { label: "step, as a share of the chosen one", names: [...SHARES].reverse() },
    y: { label: scene.chartDistanceName, names: ["0", ...powers(low, decades)] },
  } };
}

/** A line for each rule, with a mark at each halving. @type {Parts["marks"]} */
function marks({ state, highlight, held }, { columns }, size, colors) {
  const { frame, backdrop: { axes } } = size;
  const pixel = between(axes, frame);
  const [low, high] = rangeOf(columns, held);
  const shown = resultsOf(columns, held);
  const faint = shown === (columns.gaps ?? shown) ? 1 : 0.35;
  /** @type {GapLine[]} */
  const lines = shown.map((levels, r) => {
    const rule = state.rules[r];
    const entry = ruleEntry(rule);
    return {
      entry, levels,
      points: levels.map(({ gap }, level) => pixel(DIVISORS.length - level, gap < SAME ? ZERO : POWERS + Math.log10(gap) - Math.log10(low))),
      zero: levels.every(({ gap }) => gap < SAME),
      opacity: highlight && highlight !== rule ? 0.2 * faint : faint,
    };
  });
  return { marks: [
    ...breakAt(frame, pixel(0, BREAK)[1], colors),
    clip(frame, lines.flatMap((one) => lineOf(one, colors))),
    ...words(lines.filter(({ points }) => points.length), size, colors),
  ], held: { gaps: [low, high], last: isWhole(shown) ? shown : held.last } };
}

/**
 * @param {GapLine[]} lines
 * @param {Size} size
 * @param {Colors} colors
 */
function words(lines, size, colors) {
  const { frame: [left, , right], measure } = size;
  const labels = new Labels(size);
  for (const { points } of lines) labels.keepOffLine(points, 5);
  for (const { entry, points, zero } of lines) {
    // At its first point, or where there is room.
    if (!zero) points.some((point) => labels.write(entry.label, point, familyColor(colors, entry.family)));
  }
  // Lines at zero are one line: one word for all.
  const zeros = lines.filter(({ zero }) => zero);
  if (zeros.length) {
    const names = `${zeros.map(({ entry }) => entry.label).join(", ")}: 0 to rounding`;
    const fits = measure(names) < 0.8 * (right - left);
    labels.write(fits ? names : `${zeros.length} rules: 0 to rounding`, zeros[0].points[zeros[0].points.length - 1], familyColor(colors, zeros[0].entry.family));
  }
  return labels.marks;
}

/**
 * Numbers for this many powers of ten and the first one; only for every second, third, … if there are many.
 * @param {number} low
 * @param {number} decades
 */
const powers = (low, decades) => Array.from({ length: decades + 1 }, (_, k) =>
  k % Math.ceil(decades / MOST_POWERS) ? "" : chosen(low * 10 ** k).replace("1.00·", ""));

/**
 * The break in the axis of gaps, because a logarithmic axis has no zero.
 * @param {number[]} box
 * @param {number} y
 * @param {Colors} colors
 */
const breakAt = ([left, , right], y, colors) => [
  line([left, y, right, y], colors.contour, 1, { dash: [2, 4] }),
  line([left, y - 1, left, y + 1], colors.ground, 5),
  ...[-3, 3].map((side) => line([left - 5, y + side + 2, left + 4, y + side - 2], colors.ink, 1)),
];

/**
 * The least and the greatest gap that is not zero up to rounding.
 * @param {Gap[][]} found
 * @param {Pair} [window]
 * @returns {Pair}
 */
function extremes(found, window) {
  const gaps = found.flat().filter((one) => one.gap >= SAME).map(({ gap }) => gap);
  return gaps.length ? [Math.min(...gaps), Math.max(...gaps)] : window ?? [0.01, 1];
}

/**
 * @param {GapLine} line
 * @param {Colors} colors
 */
function lineOf({ entry: { family }, points, levels, opacity }, colors) {
  const color = familyColor(colors, family);
  return [
    line(flat(points), color, 2.2, { casing: colors.ground, opacity }),
    ...points.map((at, level) => symbols(FAMILIES[family].marker, at, 4.6, color, colors.ground, { hollow: !levels[level].whole, opacity })),
  ];
}

/** The table of gaps, how halving changed each, and what the catalogue says. @type {Parts["account"]} */
function account(state, hooks) {
  const made = table("ledger halvings", ["step", ...SHARES]);
  const rows = state.rules.map((rule) => {
    const { label, invariance, family } = ruleEntry(rule);
    const canvas = picture("sample");
    const cells = DIVISORS.map(() => noted());
    heeded(rowOf(made, [canvas, label, element("small", "", WORDS[invariance])], cells.map(({ cell }) => cell)), rule, hooks.emphasize);
    return { cells, canvas, family };
  });
  return [{
    root: made.root,
    update: (_, __, ___, { gaps }) => tell(rows, gaps),
    /**
     * @param {Colors} colors
     * @param {number} ratio
     */
    paint: (colors, ratio) => {
      for (const { canvas, family } of rows) paintLines(canvas, family, CHART_DASHES.slice(0, 2).map((dash, k) => ({ dash, hollow: k > 0 })), colors, ratio);
    },
  }];
}

/**
 * Old numbers stay, marked as old, until the new ones are computed.
 * @param {{ cells: ReturnType<typeof noted>[] }[]} rows
 * @param {Gap[][]} [found]
 */
function tell(rows, found) {
  rows.forEach(({ cells }, r) => cells.forEach(({ cell, text, note }, level) => {
    const one = found?.[r][level];
    cell.classList.toggle("old", !one);
    if (!one || !found) return;
    setText(text, `${one.gap < SAME ? "0" : number(one.gap)}${one.whole ? "" : "*"}`);
    const divided = dividedBy(found[r], level);
    setText(note, divided === undefined ? "\u00a0" : `÷ ${number(divided)}`);
  }));
}

/** @type {Parts["caption"]} */
function caption(_, state, __, { gaps }) {
  if (!gaps) return "Two charts are needed here: the same rule is run in both.";
  const labels = state.charts.slice(0, 2).map((chart) => chartEntry(state.model, chart).label);
  const last = DIVISORS.length - 1;
  const parts = gaps.map((levels, r) => {
    const { label } = ruleEntry(state.rules[r]);
    return `${label}: ${levels[last] ? inWords(levels, r) : "it is being measured …"}`;
  });
  const broken = gaps.flat().some(({ whole }) => !whole)
    ? " (* there a run stopped, or had steps that were shortened.)" : "";
  const first = `Run in ${labels.join(" and in ")} with the step at a sixteenth, and sixteen times as many steps, the two ends are this far apart. `;
  return `${first}${capital(parts.join("; "))}.${broken}`;
}

/** What the last two halvings have come to. @param {Gap[]} levels @param {number} rule its number */
function inWords(levels, rule) {
  const { ratios, order } = orderOf(levels);
  if (order === "rounding") return "nothing but rounding";
  const verdict = order === "halves" ? "it halves with the step" : order === "stays" ? "it stays"
    : `the last two halvings divided it by ${ratios.map((ratio, which) => told(number(ratio), "divided", rule, which)).join(" and by ")}`;
  return `${told(number(levels[levels.length - 1].gap), "gap", rule)}, ${verdict}`;
}

register("halving", { panels, backdrop, marks, prepare: noGapsYet, refine: gapsOfHalvedSteps, account, instead: true, caption, timeless: true });
