// The convergence map: the number of steps in which a rule arrives from each start of the plane,
// or another outcome; above it the run from the figure's start.

import { entry, menu, named, slider } from "../controls/inputs.js";
import { mapOf, mapsOf, outcomeOfStart, sweepSpec, withFound } from "../compute/map.js";
import { catalogue, chartEntry, isReturn, ruleEntry, rulesOf, sizeOf } from "../core.js";
import { element } from "../elements.js";
import { familyColor } from "../language.js";
import { ruleName, setRules } from "../state/rule-keys.js";
import { runIndex } from "../state/specification.js";
import { whole } from "../state/words.js";
import { capital, chosen, share } from "../text/format.js";
import { aboutMinima, looks, minimumName, pixelsOf, words } from "./map-codes.js";
import { LiveMap } from "./map-live.js";
import * as plane from "./plane.js";
import { remembered } from "./kept.js";
import { refuseNoFit } from "./needs-fit.js";
import { register } from "./registry.js";
/** @import { Colors, Sheet, ViewParts } from "./view.js" */
/** @import { State } from "../state/shape.js" */
/** @import { MapColumns, MapOfRule, MapTally } from "../scene/shape.js" */
/** @import { Mark } from "../marks/marks.js" */

/** @typedef {ViewParts<MapColumns>} Parts */

/** The largest number that the core accepts. */
const MOST_CELLS = 512;
const MOST_STEPS = 100_000;

const GAP = { symbol: "", unit: "nats", slider: [1e-6, 1], logarithmic: true };

/** The default loss at which a policy has arrived: that of a return that counts as success. */
const good = () => String(-catalogue().limits.success);

/** Reads `gap` or `target`, `limit` and `cells`. @type {Parts["read"]} */
function read(read, state) {
  // The return has no optimum inside the domain, so a target is needed.
  const target = read("target") || (isReturn(state.model) && !read("gap") && good());
  const [name, text] = target ? ["target", target] : ["gap", read("gap") ?? "0.01"];
  state.map = {
    // If this is not a number, the core says what is allowed.
    goal: { [name]: Number.isNaN(Number(text)) ? text : Number(text) },
    limit: whole(read, "limit", 200, [1, MOST_STEPS]), cells: whole(read, "cells", 256, [1, MOST_CELLS]),
  };
}

/** The same again, as attributes. @type {Parts["write"]} */
const write = ({ map: { goal, limit, cells } }) =>
  Object.fromEntries(Object.entries({ ...goal, limit, cells }).map(([name, value]) => [name, String(value)]));

/** Refuses data without a best fit where starts arrive within a gap above it. @type {Parts["complete"]} */
function complete({ model: name, data, map: { goal } }, model) {
  if (goal.gap === undefined || isReturn(name)) return;
  refuseNoFit("map", "data with a best fit, or a target (a loss in nats) in place of the gap", data, model);
}

/** One map for each rule in each chart. @type {Parts["panels"]} */
const panels = (state) => state.rules.flatMap((rule) => state.charts.map((chart) => ({
  name: "plane", rule, chart, title: titleOf(state, rule, chart),
})));

/** @type {Parts["live"]} */
const live = (panel, described, hooks) => new LiveMap(panel, described, hooks);

/** The whole map of a panel. @type {Parts["atOnce"]} */
const atOnce = ({ rule, chart }, { columns, state }, { frame, kept }) => {
  const { cells } = state.map;
  const found = mapOf(sweepSpec(state, rule, chart, { window: frame.slice(4), size: [cells, cells] }));
  kept.map = { found };
  return withFound(columns, { rule, chart, tally: found, done: 1, stopped: false });
};

/** An outdated map is shown faintly until there is a new one. */
const OLD = 0.35;

/** The marks: the map, and above it the plane with the single run. @type {Parts["marks"]} */
function marks(panel, shared, sheet) {
  const { rule, chart } = panel;
  const { scene, state, colors } = shared;
  const runs = scene.runs.filter((run) => run.rule === rule && run.chart === chart);
  const above = plane.marks({ ...panel, chart }, { ...shared, scene: Object.create(scene, { runs: { value: runs } }) }, sheet);
  const { found, old } = sheet.kept.map ?? {};
  if (!found) return above;
  const color = familyColor(colors, ruleEntry(rule).family);
  return { ...above, marks: [imageOf(found, color, colors, state.map.limit, sheet, old ? OLD : 1), ...above.marks] };
}

/**
 * The codes of a map as an image that fills the plotting area. The last image is remembered.
 * @param {MapTally} found
 * @param {string} color
 * @param {Colors} colors
 * @param {number} limit
 * @param {Sheet} sheet
 * @param {number} opacity
 * @returns {Mark}
 */
function imageOf(found, color, colors, limit, { frame, kept }, opacity) {
  const [left, top, right, bottom] = frame;
  const [columns, rows] = [right - left, bottom - top].map(Math.round);
  const key = JSON.stringify([columns, rows, color, colors, limit]);
  const cells = remembered(kept, "pixels", [key, found], () => {
    const side = Math.sqrt(found.codes.length);
    /**
     * @param {number} k
     * @param {number} of
     */
    const cell = (k, of) => Math.floor(((k + 0.5) * side) / of);
    /**
     * @param {number} x
     * @param {number} y
     */
    const codeAt = (x, y) => found.codes[(side - 1 - cell(y, rows)) * side + cell(x, columns)];
    return pixelsOf(columns, rows, codeAt, looks(color, colors, limit, found.minima.length));
  });
  return { kind: "image", x: Math.round(left), y: Math.round(top), width: columns, height: rows, columns, rows, cells, opacity };
}

/**
 * @param {State} state
 * @param {string} rule
 * @param {string} chart
 */
function titleOf({ model, charts }, rule, chart) {
  const where = charts.length > 1 ? `, ${chartEntry(model, chart).label}` : "";
  return `${ruleEntry(rule).label}${where}`;
}

/** The controls: the rule of each map, and the loss at which a start has arrived. @type {Parts["controls"]} */
function controls(state, change) {
  const row = element("div", "controls");
  const all = rulesOf(state.model).map(({ name, label }) => entry(name, label));
  state.rules.forEach((rule, k) => {
    const label = state.rules.length > 1 ? `rule of map ${k + 1}` : "rule";
    row.append(menu(label, all, ruleName(rule), (name) => change((now) => {
      const rules = [...now.rules];
      const other = rules.findIndex((one) => ruleName(one) === name);
      if (other >= 0) rules[other] = rules[k];
      rules[k] = other >= 0 ? now.rules[other] : name;
      setRules(now, rules);
    })));
  });
  if (state.map.goal.gap !== undefined) {
    row.append(named("gap", slider("goal: above the least loss", GAP, state.map.goal.gap,
      (gap) => change((now) => { now.map.goal.gap = gap; }))));
  }
  return [row];
}

/**
 * The caption: when a start has arrived, how many do so with each rule, and the outcome of the figure's own start.
 * @type {Parts["caption"]}
 */
function caption(scene, state, _, { maps }) {
  const { goal: { gap, target }, limit } = state.map;
  const above = scene.minimaAbove[state.charts[0]];
  const several = above.length > 1;
  const goal = gap === undefined ? `at most ${chosen(Number(target))}` : `at most ${chosen(gap)} nats above ${several ? "that of the nearest minimum" : "the least"}`;
  const rules = maps.map((map) => {
    const run = scene.spec.runs[runIndex(state, map.rule, map.chart)];
    const { name, symbol, unit } = sizeOf(map.rule);
    const title = `${titleOf(state, map.rule, map.chart)} at ${symbol} = ${chosen(run[name])}${unit ? ` ${unit}` : ""}`;
    return `${capital(title)}: ${outcomesOf(map, scene.minima[map.chart].length)}${map.code === undefined ? "" : `; from the start shown: ${words(map.code, limit)}`}.`;
  });
  return `A start arrives when ${several ? "its" : "the"} loss is ${goal}, after ${limit} steps at the latest. ${several ? `${aboutMinima(above)} ` : ""}${rules.join(" ")}`;
}

/** From what share of the starts in sight each rule arrives. @type {Parts["brief"]} */
function brief(scene, state, _, { maps }) {
  const parts = maps.map((map) => {
    const { name, symbol, unit } = sizeOf(map.rule);
    // No line breaks inside a size.
    const size = `${symbol}\u00a0=\u00a0${chosen(scene.spec.runs[runIndex(state, map.rule, map.chart)][name])}${unit ? `\u00a0${unit}` : ""}`;
    return `${titleOf(state, map.rule, map.chart)} at ${size} ${map.tally ? `arrives from ${share(map.tally.arrived / map.tally.starts)} of the starts in sight` : "is being computed"}`;
  });
  return `${capital(parts.join("; "))}.`;
}

/**
 * How many starts arrive, and where else they come to rest.
 * @param {MapOfRule} map
 * @param {number} count how many minima there are
 */
function outcomesOf({ tally, done = 1, stopped }, count) {
  if (!tally) return stopped ? "not computed" : "being computed";
  const { arrived, starts, median, minima } = tally;
  const sofar = done < 1 ? "so far " : "";
  if (count > 1) {
    const ends = minima.flatMap((ended, k) => (ended ? [{ part: share(ended / starts), name: minimumName(k, count) }] : []));
    const parts = ends.map(({ part, name }, j) => `${part}${j ? "" : " of the starts in sight end"} at ${name}`);
    return `${sofar}${parts.length ? parts.join(", ") : "none of the starts in sight end at a minimum"}`;
  }
  const half = !arrived ? "" : median ? `, half of those within ${words(median, median)}` : ", half of those before any step";
  return `${sofar}${share(arrived / starts)} of the starts in sight arrive${half}`;
}

register("map", { panels, backdrop: plane.backdrop, marks, live, atOnce, read, write, complete, prepare: mapsOf, refine: outcomeOfStart, controls, instead: true, caption, brief });
