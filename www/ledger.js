// The legend and the account in one: each rule with its mark and what its
// steps cost.

import { chartEntry } from "./core.js";
import { element } from "./controls.js";
import { number, pair, share } from "./format.js";
import { CHART_DASHES, FAMILIES, drawMarker, familyColor } from "./language.js";

const STATUS = {
  converged: "arrived",
  "left-domain": "left the domain",
  singular: "singular matrix",
  "ill-posed": "no minimum",
  collapsed: "collapsed",
};

/** The KL budget that a state's rules share, in nats; undefined where there is none. */
export function budgetOf(scene) {
  return scene.spec.runs.find((run) => run.rule !== "euclidean-ball" && run.radius)?.radius;
}

/** Builds the table for a scene at step `cursor`. */
export function buildLedger({ scene, state, cursor, colors, ratio, hover }) {
  const table = element("table", "ledger");
  const single = state.charts.length === 1;
  const headings = single
    ? ["rule", "cost of the step", budgetOf(scene) === undefined ? "" : "share of the budget", "change in loss"]
    : ["rule", ...state.charts.map((chart) => chartEntry(state.model, chart).label), "apart"];
  const head = element("tr");
  for (const heading of headings.filter(Boolean)) {
    const cell = element("th", "", heading);
    cell.scope = "col";
    head.append(cell);
  }
  table.append(wrap("thead", head));
  const body = element("tbody");
  for (const rule of state.rules) {
    const runs = scene.runs.filter((run) => run.rule === rule);
    const row = single ? stepRow(scene, runs[0], cursor) : chartRow(scene, runs, state, cursor);
    const name = element("th");
    name.scope = "row";
    name.append(sample(runs, colors, ratio, single), element("span", "", runs[0].entry.label));
    row.prepend(name);
    row.addEventListener("pointerenter", () => hover(rule));
    row.addEventListener("pointerleave", () => hover(undefined));
    row.dataset.rule = rule;
    body.append(row);
  }
  table.append(body);
  return table;
}

/** The numbers at the start: gradient, Fisher matrix, loss. */
export function buildFacts(scene, state) {
  const chart = state.charts[0];
  const list = element("dl", "facts");
  const { gradient, fisher, loss } = scene.inspection;
  const [f11, f12, f22] = fisher;
  const symbols = scene.symbols[chart].map((symbol) => symbol.split(" = ")[0]).join(", ");
  const facts = [
    ["start", `(${symbols}) = ${pair(scene.starts[chart])}`],
    ["gradient ∇L", pair(gradient)],
    ["Fisher matrix F", `[${number(f11)}, ${number(f12)}; ${number(f12)}, ${number(f22)}]`],
    ["loss L", `${number(loss)} nats`],
  ];
  for (const [name, value] of facts) {
    const item = element("div");
    item.append(element("dt", "", name), element("dd", "", value));
    list.append(item);
  }
  return list;
}

function stepRow(scene, run, cursor) {
  const row = element("tr");
  const k = Math.min(Math.floor(cursor), run.steps);
  const budget = budgetOf(scene);
  row.append(cell(k === 0 ? "–" : `${number(run.kl[k])} nats`, "kl"));
  if (budget !== undefined) {
    const part = run.kl[k] / budget;
    const gauge = cell("", "share");
    const bar = element("span", "gauge");
    // Three budgets wide; the mark at a third of it is the budget itself.
    bar.style.setProperty("--part", Math.min(1, part / 3));
    bar.style.setProperty("--color", `var(${FAMILIES[run.entry.family].color})`);
    gauge.append(bar, k === 0 ? "–" : share(part));
    row.append(gauge);
  }
  row.append(cell(change(run, k), "loss"));
  return row;
}

/** What became of the loss, and of the run. */
function change(run, k) {
  if (k === 0) return run.steps === 0 ? STATUS[run.status] ?? "–" : "–";
  const difference = run.loss[k] - run.loss[0];
  const sign = difference > 0 ? "+" : "";
  const halved = run.halvings[k] > 0 ? `, halved ${run.halvings[k]}×` : "";
  return `${sign}${number(difference)} nats${halved}`;
}

function chartRow(scene, runs, state, cursor) {
  const row = element("tr");
  for (const run of runs) {
    const k = Math.min(Math.floor(cursor), run.steps);
    const gap = scene.leastLoss === undefined ? run.loss[k] : Math.max(0, run.loss[k] - scene.leastLoss);
    const halved = run.halvings.subarray(1, k + 1).filter((count) => count > 0).length;
    const notes = [];
    if (halved > 0) notes.push(`${halved} ${halved === 1 ? "step" : "steps"} shortened to stay in the domain`);
    if (run.status !== "running" && k === run.steps) notes.push(STATUS[run.status]);
    const made = cell(`loss +${number(gap)}`, "loss");
    if (notes.length) made.append(element("small", "", notes.join("; ")));
    row.append(made);
  }
  const apart = scene.apart[state.rules.indexOf(runs[0].rule)];
  row.append(cell(number(Math.abs(apart[Math.floor(cursor)]) < 1e-9 ? 0 : apart[Math.floor(cursor)]), "apart"));
  return row;
}

function cell(text, name) {
  return element("td", name, text);
}

function wrap(tag, child) {
  const made = element(tag);
  made.append(child);
  return made;
}

/** A piece of the line as the planes draw it. */
function sample(runs, colors, ratio, single) {
  const width = single ? 26 : 52;
  const canvas = element("canvas", "sample");
  canvas.width = width * ratio;
  canvas.height = 14 * ratio;
  canvas.style.setProperty("--width", `${width}px`);
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  runs.slice(0, 2).forEach((run, k) => {
    const color = familyColor(colors, run.entry.family);
    const left = k * 28;
    context.beginPath();
    context.moveTo(left + 1, 7);
    context.lineTo(left + 23, 7);
    context.lineWidth = 2.2;
    context.strokeStyle = color;
    context.setLineDash(single ? FAMILIES[run.entry.family].ball : CHART_DASHES[k]);
    context.stroke();
    drawMarker(context, FAMILIES[run.entry.family].marker, left + 12, 7, 4, color, colors.ground, k > 0);
  });
  return canvas;
}
