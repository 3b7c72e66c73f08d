// The legend and the account in one: each rule with its mark and what its
// steps cost. Built once for a layout; only its numbers change after.

import { chartEntry, ruleEntry } from "./core.js";
import { element } from "./controls.js";
import { matrix, number, pair, share } from "./format.js";
import { CHART_DASHES, FAMILIES, drawMarker, familyColor } from "./language.js";

const STATUS = {
  converged: "arrived",
  "left-domain": "left the domain",
  singular: "singular matrix",
  "ill-posed": "no minimum",
  collapsed: "collapsed",
};

/** Paths closer than this (Fisher–Rao distance) are one, up to rounding. */
export const SAME = 1e-9;

/** Pixels of a line's sample, and of the space to the next. */
const SAMPLE = { width: 32, gap: 5, height: 14 };

/** The gauge is this many budgets wide. */
const BUDGETS = 3;

/** The KL budget that a state's rules share, in nats; undefined where there is none. */
export function budgetOf(scene) {
  return scene.spec.runs.find((run) => run.rule !== "euclidean-ball" && run.radius)?.radius;
}

/** The column that only rules with a budget have. */
const SHARE = "share of the budget";
const hasBudget = (state) => state.rules.some((rule) =>
  ruleEntry(rule).options.some(({ name, unit }) => name === "radius" && unit === "nats"));

/** Headings of more letters together have no room on a narrow screen. */
const LONG = 30;

/**
 * Sets the text of an element that holds nothing else, and only where it differs: most numbers rest
 * while one moves. The text node stays; a new one for each number would cost several times as much.
 */
export function setText(node, text) {
  const child = node.firstChild;
  if (!child) node.textContent = text;
  else if (child.data !== text) child.data = text;
}

export class Ledger {
  #rows;
  #samples = [];
  #headings;
  #single;

  /** The table for a state's rules; `hover` receives the rule under the pointer, if any. */
  constructor(state, hover) {
    this.#single = state.charts.length === 1;
    this.root = element("table", "ledger");
    const headings = this.#single
      ? ["rule", "cost of the step", SHARE, "change in loss"]
      : ["rule", ...state.charts.map((chart) => chartEntry(state.model, chart).label), state.charts.length > 2 ? "first two apart" : "apart"];
    const head = element("tr");
    // On a narrow screen long headings become lines of their own.
    this.root.classList.toggle("stack", !this.#single && headings.join("").length > LONG);
    this.#headings = headings.slice(1);
    for (const heading of headings) {
      const cell = element("th", "", heading);
      cell.scope = "col";
      cell.hidden = this.#single && heading === SHARE && !hasBudget(state);
      head.append(cell);
    }
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    this.#rows = state.rules.map((rule) => this.#row(rule, state, hover));
    body.append(...this.#rows.map(({ row }) => row));
    this.root.append(top, body);
  }

  /** Writes the numbers of a scene at step `cursor`. */
  update(scene, state, cursor) {
    this.#rows.forEach(({ cells, gauge }, index) => {
      const runs = scene.runs.filter((run) => run.rule === state.rules[index]);
      if (this.#single) accountOfStep(scene, runs[0], cursor, cells, gauge);
      else accountOfCharts(scene, runs, index, cursor, cells);
    });
  }

  /** Draws the samples of the lines; wanted anew when the theme or the resolution changes. */
  paint(colors, ratio) {
    for (const { canvas, family, count } of this.#samples) {
      paintSample(canvas, family, count, colors, ratio);
    }
  }

  #row(rule, state, hover) {
    const row = element("tr");
    row.dataset.rule = rule;
    const { label, family } = ruleEntry(rule);
    const canvas = element("canvas", "sample");
    canvas.setAttribute("aria-hidden", "true");
    this.#samples.push({ canvas, family, count: state.charts.length });
    const name = element("th");
    name.scope = "row";
    name.append(canvas, element("span", "", label));
    const cells = this.#single
      ? ["kl", "share", "loss"].map((part) => element("td", part))
      : [...state.charts.map(() => element("td", "loss")), element("td", "apart")];
    if (this.#single) cells[1].hidden = !hasBudget(state);
    cells.forEach((cell, k) => { cell.dataset.label = this.#headings[k]; });
    row.append(name, ...cells);
    row.addEventListener("pointerenter", () => hover(rule));
    row.addEventListener("pointerleave", () => hover(undefined));
    return { row, ...(this.#single ? withGauge(cells, family) : withNotes(cells)) };
  }
}

/** The numbers at the start: gradient, Fisher matrix, loss. */
export class Facts {
  #values;

  constructor(state) {
    this.root = element("dl", "facts");
    const symbols = chartEntry(state.model, state.charts[0]).symbols;
    const start = `start (${symbols.map((symbol) => symbol.split(" = ")[0]).join(", ")})`;
    this.#values = [start, "gradient ∇L", "Fisher matrix F", "loss L"].map((name) => {
      const [item, value] = [element("div"), element("dd")];
      item.append(element("dt", "", name), value);
      this.root.append(item);
      return value;
    });
  }

  update(scene, state) {
    const { gradient, fisher, loss } = scene.inspection;
    const texts = [
      pair(scene.starts[state.charts[0]]), pair(gradient),
      matrix(withoutRounding(fisher)), `${number(loss)} nats`,
    ];
    this.#values.forEach((value, k) => setText(value, texts[k]));
  }
}

/** A matrix without an entry that is nothing but rounding. */
function withoutRounding([a, b, c]) {
  return [a, Math.abs(b) < 1e-14 * Math.sqrt(a * c) ? 0 : b, c];
}

function withGauge(cells, family) {
  const bar = element("span", "gauge");
  bar.style.setProperty("--color", `var(${FAMILIES[family].color})`);
  const text = element("span");
  cells[1].append(bar, text);
  return { cells: [cells[0], text, cells[2]], gauge: bar };
}

function withNotes(cells) {
  return {
    cells: cells.map((cell) => {
      const [text, note] = [element("span"), element("small")];
      cell.append(text, note);
      return [text, note];
    }),
  };
}

function accountOfStep(scene, run, cursor, [kl, part, loss], gauge) {
  const k = Math.min(Math.floor(cursor), run.steps);
  const budget = budgetOf(scene);
  const spent = k > 0 && budget !== undefined ? run.kl[k] / budget : 0;
  setText(kl, k > 0 ? `${number(run.kl[k])} nats` : "–");
  setText(part, k > 0 && budget !== undefined ? share(spent) : "–");
  gauge.style.setProperty("--part", Math.min(1, spent / BUDGETS));
  setText(loss, changeInLoss(run, k));
}

/** What became of the loss, and of the run. */
function changeInLoss(run, k) {
  if (k === 0) return run.steps === 0 ? STATUS[run.status] ?? "–" : "–";
  const difference = run.loss[k] - run.loss[0];
  const halved = run.halvings[k] > 0 ? `, halved ${run.halvings[k]}×` : "";
  return `${difference > 0 ? "+" : ""}${number(difference)} nats${halved}`;
}

function accountOfCharts(scene, runs, index, cursor, cells) {
  runs.forEach((run, c) => {
    const k = Math.min(Math.floor(cursor), run.steps);
    const above = scene.leastLoss === undefined ? run.loss[k] : Math.max(0, run.loss[k] - scene.leastLoss);
    const [text, note] = cells[c];
    setText(text, scene.leastLoss === undefined ? `loss ${number(above)}` : `loss +${number(above)}`);
    setText(note, notesOn(run, k));
  });
  const apart = scene.apart[index][Math.floor(cursor)];
  setText(cells[runs.length][0], number(apart < SAME ? 0 : apart));
}

function notesOn(run, k) {
  const halved = run.halvings.subarray(1, k + 1).filter((count) => count > 0).length;
  const notes = [];
  if (halved > 0) notes.push(`${halved} ${halved === 1 ? "step" : "steps"} shortened to stay in the domain`);
  if (run.status !== "running" && k === run.steps) notes.push(STATUS[run.status]);
  return notes.join("; ");
}

/** A piece of each line as the planes draw it. */
export function paintSample(canvas, family, count, colors, ratio, dash) {
  const { width, gap, height } = SAMPLE;
  const whole = count * width + (count - 1) * gap;
  canvas.width = Math.round(whole * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.setProperty("--width", `${whole}px`);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const color = familyColor(colors, family);
  for (let k = 0; k < count; k += 1) {
    const left = k * (width + gap);
    context.beginPath();
    context.moveTo(left + 1, height / 2);
    context.lineTo(left + width - 1, height / 2);
    context.lineWidth = 2.2;
    context.strokeStyle = color;
    context.setLineDash(dash ?? (count === 1 ? FAMILIES[family].ball : CHART_DASHES[k]));
    context.stroke();
    const marker = FAMILIES[family].marker;
    drawMarker(context, marker, left + width / 2, height / 2, 4, color, colors.ground, k > 0);
  }
}
