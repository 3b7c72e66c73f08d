// The table of rules, which is also the legend: each rule with its mark and the cost of
// its steps. It is built once for a layout; afterwards only its numbers change.

import { chartEntry, coordinates, ruleEntry, withUnit } from "../core.js";
import { element, heeded, noted, picture, rowOf, setText, table } from "../elements.js";
import { amount, counted, matrix, number, pair, pairBeside, share } from "../text/format.js";
import { costAndBudget } from "../compute/budget.js";
import { FAMILIES, familyColor } from "../language.js";
import { line, symbols } from "../marks/marks.js";
import { curveDash, isHollow } from "../scene/dashes.js";
import { labelled } from "../text/labels.js";
import { SAME } from "../compute/distances.js";
import { ending, isSearched } from "../text/status.js";
import { whyNoFit } from "../text/unbounded.js";
import { SAMPLE, paintSample } from "./samples.js";
/** @import { Family, Pair, Run, Scene, StartBeside } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Colors } from "../views/view.js" */
/** @import { SymmetricMatrix } from "../../pkg/kl_ball.js" */

/** @typedef {{ cell: HTMLElement, text: HTMLElement, note?: HTMLElement }} Cell A cell, and where its words stand. */
/** @typedef {{ cells: Cell[], gauge?: HTMLElement }} Row */
/** @typedef {{ dash: number[], hollow: boolean }} Sample How a line of a rule is drawn. */

/** Distance between the samples of lines, in pixels. */
const GAP = 5;

/** Width of the gauge, in budgets. */
const BUDGETS = 3;

/** The column for rules with a budget. */
const SHARE = "share of the budget";
/** @param {State} state */
const hasBudget = (state) => state.rules.some((rule) =>
  ruleEntry(rule).options.some(({ name, unit }) => name === "radius" && unit === "nats"));

/** Headings with more letters than this together do not fit on a narrow screen. */
const LONG = 30;

export class Ledger {
  /** @type {Row[]} */
  #rows;
  /** @type {{ canvas: HTMLCanvasElement, family: Family, lines: Sample[] }[]} */
  #samples = [];
  #headings;
  #single;

  /**
   * The table for a state's rules; `hover` receives the rule under the pointer, if any.
   * @param {State} state
   * @param {(rule: string | undefined) => void} hover
   */
  constructor(state, hover) {
    this.#single = state.charts.length === 1;
    const headings = this.#single
      ? ["rule", "cost of the step", SHARE, "change in loss"]
      : ["rule", ...state.charts.map((chart) => chartEntry(state.model, chart).label), state.charts.length > 2 ? "farthest apart" : "apart"];
    this.#headings = headings.slice(1);
    const made = table("ledger", headings);
    this.root = made.root;
    made.heads[2].hidden = this.#single && !hasBudget(state);
    // On a narrow screen long headings are placed on lines of their own.
    this.root.classList.toggle("stack", !this.#single && headings.join("").length > LONG);
    this.#rows = state.rules.map((rule) => this.#row(made, rule, state, hover));
  }

  /**
   * Writes the numbers of a scene at step `cursor`.
   * @param {Scene} scene
   * @param {State} state
   * @param {number} cursor
   */
  update(scene, state, cursor) {
    this.#rows.forEach(({ cells, gauge }, index) => {
      const runs = scene.runs.filter((run) => run.rule === state.rules[index]);
      if (this.#single) accountOfStep(scene, runs[0], cursor, cells, gauge);
      else accountOfCharts(scene, runs, index, cursor, cells);
    });
  }

  /**
   * Draws the samples of the lines, again when the theme or the resolution changes.
   * @param {Colors} colors
   * @param {number} ratio
   */
  paint(colors, ratio) {
    for (const { canvas, family, lines } of this.#samples) paintLines(canvas, family, lines, colors, ratio);
  }

  /**
   * @param {ReturnType<typeof table>} made
   * @param {string} rule
   * @param {State} state
   * @param {(rule: string | undefined) => void} hover
   * @returns {Row}
   */
  #row(made, rule, state, hover) {
    const { family } = ruleEntry(rule);
    const canvas = picture("sample");
    this.#samples.push({ canvas, family, lines: state.charts.map((_, k) => ({ dash: curveDash(state, rule, k), hollow: isHollow(rule, k) })) });
    const parts = this.#single ? ["kl", "share", "loss"] : [...state.charts.map(() => "loss"), "distance"];
    const cells = parts.map((part) => (this.#single ? plain(part) : noted(part)));
    if (this.#single) cells[1].cell.hidden = !hasBudget(state);
    cells.forEach(({ cell }, k) => { cell.dataset.label = this.#headings[k]; });
    heeded(rowOf(made, [canvas, labelled(state, rule)], cells.map(({ cell }) => cell)), rule, hover);
    return this.#single ? withGauge(cells, family) : { cells };
  }
}

/** The numbers at the start: gradient, Fisher matrix, loss. */
export class Facts {
  #values;

  /** @param {State} state */
  constructor(state) {
    this.root = element("dl", "facts");
    const start = `start (${coordinates(state.model, state.charts[0]).join(", ")})`;
    this.#values = [start, "gradient ∇L", "Fisher matrix F", "loss L", "best fit", "the start is"].map((name) => {
      const [item, value] = [element("div"), element("dd")];
      item.append(element("dt", "", name), value);
      this.root.append(item);
      return value;
    });
  }

  /**
   * @param {Scene} scene
   * @param {State} state
   */
  update(scene, state) {
    const { gradient, fisher, loss } = scene.inspection;
    const [chart] = state.charts;
    const texts = [
      pairBeside(besideLargest(scene.starts[chart], boundsOf(state)), scene.optima[chart]), pair(besideLargest(gradient)),
      matrix(withoutRounding(fisher)), withUnit(state.model, number(loss)),
      bestFit(scene, state), scene.startBeside ? besideBest(scene.startBeside) : "",
    ];
    this.#values.forEach((value, k) => {
      setText(value, texts[k]);
      if (value.parentElement) value.parentElement.hidden = texts[k] === "";
    });
  }
}

/** The best fit, or why there is none. @param {Scene} scene @param {State} state */
function bestFit({ unbounded, optima, observed, starts }, state) {
  if (unbounded) return whyNoFit(unbounded);
  const [chart] = state.charts;
  const best = optima[chart];
  return best ? `${pairBeside(besideLargest(best, boundsOf(state)), starts[chart])}${observed ? `, to ${counted(observed, "observation")}` : ""}` : "";
}

/** Where the start lies beside the best fit. @param {StartBeside} place */
function besideBest({ nats, deviations, times }) {
  const above = `${amount(nats)} nats above the best fit`;
  if (deviations === undefined || times === undefined) return above;
  const off = `${number(Math.abs(deviations))} standard deviations ${deviations < 0 ? "below" : "above"} the mean`;
  return `${off}, ${number(times)} times as wide, ${above}`;
}

/** The bounds of the coordinates that are shown. @param {State} state */
const boundsOf = ({ model, charts: [chart] }) => chartEntry(model, chart).bounds;

/** A pair in which an entry that is only rounding error of the other is 0, unless it has to be on one side of 0. @param {Pair} values @param {(number | null)[][]} [bounds] */
function besideLargest(values, bounds) {
  const largest = Math.max(...values.map(Math.abs));
  return values.map((value, k) => (Math.abs(value) < 1e-15 * largest && !bounds?.[k].includes(0) ? 0 : value));
}

/** A matrix in which entries that are only rounding errors are 0. @param {SymmetricMatrix} entries */
function withoutRounding([a, b, c]) {
  return [a, Math.abs(b) < 1e-14 * Math.sqrt(a * c) ? 0 : b, c];
}

/** A cell with words only. @param {string} className @returns {Cell} */
function plain(className) {
  const cell = element("td", className);
  return { cell, text: cell };
}

/**
 * A row whose second cell has a bar beside its words.
 * @param {Cell[]} cells
 * @param {Family} family
 * @returns {Row}
 */
function withGauge([cost, part, loss], family) {
  const gauge = element("span", "gauge");
  gauge.style.setProperty("--color", `var(${FAMILIES[family].color})`);
  const text = element("span");
  part.cell.append(gauge, text);
  return { cells: [cost, { ...part, text }, loss], gauge };
}

/**
 * @param {Scene} scene
 * @param {Run} run
 * @param {number} cursor
 * @param {Cell[]} cells
 * @param {HTMLElement} [gauge]
 */
function accountOfStep(scene, run, cursor, [kl, part, loss], gauge) {
  const k = Math.min(Math.floor(cursor), run.steps);
  const used = k > 0 ? costAndBudget(scene, run, k)?.part : undefined;
  setText(kl.text, k > 0 ? `${amount(run.kl[k])} nats` : "–");
  setText(part.text, used === undefined ? "–" : share(used));
  gauge?.style.setProperty("--part", String(Math.min(1, (used ?? 0) / BUDGETS)));
  setText(loss.text, changeInLoss(scene, run, k));
}

/**
 * The loss at a step, and how the run ended.
 * @param {Scene} scene
 * @param {Run} run
 * @param {number} k
 */
function changeInLoss(scene, run, k) {
  if (k === 0) return run.steps === 0 ? ending(scene, run) ?? "–" : "–";
  const difference = run.loss[k] - run.loss[0];
  const halved = run.halvings[k] > 0 ? `, halved ${run.halvings[k]}×` : "";
  const why = k === run.steps && ending(scene, run);
  const ended = why ? `, ${why}` : "";
  return `${withUnit(scene.spec.model, `${difference > 0 ? "+" : ""}${number(difference)}`)}${halved}${ended}`;
}

/**
 * @param {Scene} scene
 * @param {Run[]} runs
 * @param {number} index
 * @param {number} cursor
 * @param {Cell[]} cells
 */
function accountOfCharts(scene, runs, index, cursor, cells) {
  runs.forEach((run, c) => {
    const k = Math.min(Math.floor(cursor), run.steps);
    const above = scene.leastLoss === undefined ? run.loss[k] : Math.max(0, run.loss[k] - scene.leastLoss);
    const { text, note } = cells[c];
    setText(text, scene.leastLoss === undefined ? `loss ${number(above)}` : `loss +${amount(above)}`);
    if (note) setText(note, notesOn(scene, run, k));
  });
  const distance = scene.chartDistance[index](Math.floor(cursor));
  setText(cells[runs.length].text, number(distance < SAME ? 0 : distance));
}

/**
 * @param {Scene} scene
 * @param {Run} run
 * @param {number} k
 */
function notesOn(scene, run, k) {
  const halved = run.halvings.subarray(1, k + 1).filter((count) => count > 0).length;
  const notes = [];
  if (halved > 0) notes.push(`${counted(halved, "step")} shortened ${isSearched(run) ? "by its line search" : "to stay in the domain"}`);
  const status = ending(scene, run);
  if (k === run.steps && status) notes.push(status);
  return notes.join("; ");
}

/**
 * Paints a piece of each of the lines of a rule.
 * @param {HTMLCanvasElement} canvas
 * @param {Family} family
 * @param {Sample[]} lines
 * @param {Colors} colors
 * @param {number} ratio
 */
export function paintLines(canvas, family, lines, colors, ratio) {
  const color = familyColor(colors, family);
  const marks = lines.flatMap(({ dash, hollow }, k) => {
    const [left, y] = [k * (SAMPLE.width + GAP), SAMPLE.height / 2];
    return [
      line([left + 1, y, left + SAMPLE.width - 1, y], color, 2.2, { dash }),
      symbols(FAMILIES[family].marker, [left + SAMPLE.width / 2, y], 4, color, colors.ground, { hollow }),
    ];
  });
  paintSample(canvas, marks, ratio, lines.length * (SAMPLE.width + GAP) - GAP);
}
