// The convergence map: the number of steps in which a rule arrives from each start of the plane,
// or another outcome; above it the run from the figure's start.

import { entry, menu, named, slider } from "../controls/inputs.js";
import { madeOnce } from "../compute/remembered.js";
import { mapOf, mapsOf, outcomeOfStart, sweepSpec, withFound } from "../compute/map.js";
import { askMap, runsOfMap } from "../compute/plane.js";
import { catalogue, chartEntry, isReturn, ruleEntry, rulesOf, sizeOf, sizeOfRun } from "../core.js";
import { element } from "../elements.js";
import { familyColor } from "../language.js";
import { ruleName, setRules } from "../state/rule-keys.js";
import { runIndex } from "../state/specification.js";
import { whole } from "../state/words.js";
import { capital, chosen, share } from "../text/format.js";
import { FAINT, FULL, SAMPLE, aboutMinima, itemsOf, looks, minimumName, pixelsOf, ticksOf, words } from "./map-codes.js";
import { LiveMap } from "./map-live.js";
import * as plane from "./plane.js";
import { refuseNoFit } from "./needs-fit.js";
import { register } from "./registry.js";
import { stepsOf as stepsOfCode } from "../compute/outcome-codes.js";
import { told } from "../text/told.js";
/** @import { Colors, Given, Size, ViewParts } from "./view.js" */
/** @import { State } from "../state/shape.js" */
/** @import { MapColumns, MapOfRule, MapTally, PlaneAnswers } from "../scene/shape.js" */
/** @import { Mark } from "../marks/marks.js" */
/** @import { ScaleKey } from "../marks/scale-key.js" */
/** @import { Looks } from "./map-codes.js" */

/** @typedef {ViewParts<MapColumns, PlaneAnswers>} Parts */

/** The setting that sentences name. */
const ARRIVES = "how near is arrived";

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
const atOnce = ({ rule, chart }, { columns, state }, { frame }) => {
  const { cells } = state.map;
  const tally = mapOf(sweepSpec(state, rule, chart, { window: frame.slice(4), size: [cells, cells] }));
  return withFound(columns, { rule, chart, tally, done: 1, stopped: false });
};

/** An outdated map is shown faintly until there is a new one. */
const OLD = 0.35;

/** The marks: the map, and above it the plane with the single run. @type {Parts["marks"]} */
function marks(moment, numbers, size, colors) {
  const { panel, panel: { rule, chart }, state, held } = moment;
  const { scene, columns: { maps } } = numbers;
  const above = plane.marks(moment, { ...numbers, scene: plane.withRuns(scene, runsOfMap(panel, scene.runs)) }, size, colors);
  const own = maps.find((map) => map.rule === rule && map.chart === chart);
  // In a drag the last map stays until something is known of the next one.
  const map = own?.tally ? own : held.map;
  if (!map?.tally) return above;
  const color = familyColor(colors, ruleEntry(rule).family);
  const { limit } = state.map;
  const { image, items } = imageOf(panel, map.tally, color, colors, limit, size, map.isOld ? OLD : 1, scene.minima[chart].length);
  return { ...above, marks: [image, ...above.marks], held: { map }, scale: { word: "steps", color, strength: [FAINT, FULL], ticks: ticksOf(limit), sample: SAMPLE, items } };
}

/** @type {ReturnType<typeof madeOnce<{ cells: Uint8ClampedArray, items: ScaleKey["items"] }>>} */
const pixelsOnce = madeOnce();

/** @type {ReturnType<typeof madeOnce<Looks>>} */
const looksOnce = madeOnce();

/**
 * The codes of a map as an image that fills the plotting area, and the items of its key. The last ones are remembered.
 * @param {Given} panel
 * @param {MapTally} found
 * @param {string} color
 * @param {Colors} colors
 * @param {number} limit
 * @param {Size} size
 * @param {number} opacity
 * @param {number} several how many minima there are
 * @returns {{ image: Mark, items: ScaleKey["items"] }}
 */
function imageOf(panel, found, color, colors, limit, { frame }, opacity, several) {
  const [left, top, right, bottom] = frame;
  const [columns, rows] = [right - left, bottom - top].map(Math.round);
  const key = JSON.stringify([color, colors, limit, found.minima.length]);
  const look = looksOnce(panel, [key], () => looks(color, colors, limit, found.minima.length));
  const { cells, items } = pixelsOnce(panel, [columns, rows, look, several, found], () => ({
    cells: pixelsOf(columns, rows, found.codes, Math.sqrt(found.codes.length), look),
    items: itemsOf(found, look, limit, several),
  }));
  return { image: { kind: "image", x: Math.round(left), y: Math.round(top), width: columns, height: rows, columns, rows, cells, opacity }, items };
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
  const goal = gap === undefined ? `at most ${told(chosen(Number(target)), "set", ARRIVES)}` : `at most ${told(chosen(gap), "set", ARRIVES)} nats above ${several ? "that of the nearest minimum" : "the least"}`;
  const rules = maps.map((map) => {
    const run = scene.spec.runs[runIndex(state, map.rule, map.chart)];
    const { symbol, unit, label: option } = sizeOf(map.rule);
    const title = `${titleOf(state, map.rule, map.chart)} at ${symbol} = ${told(chosen(sizeOfRun(run)), "set", `the ${option} of ${ruleEntry(map.rule).label}`)}${unit ? ` ${unit}` : ""}`;
    return `${capital(title)}: ${outcomesOf(map, scene.minima[map.chart].length)}${map.code === undefined ? "" : `; from the start shown: ${ofStart(words(map.code, limit), map, state)}`}.`;
  });
  return `A start arrives when ${several ? "its" : "the"} loss is ${goal}, after ${told(String(limit), "set", "the most steps")} steps at the latest. ${several ? `${aboutMinima(above)} ` : ""}${rules.join(" ")}`;
}

/** What share of the starts in sight ends so, as a number that can be held. @param {number} ended @param {MapTally} tally */
const partOf = (ended, { starts }) => told(share(ended / starts), "ratio", ended, starts, ["starts that end so", "starts in sight"], "share");

/** What becomes of the start that is shown. @param {string} text @param {MapOfRule} map @param {State} state */
function ofStart(text, { code = -1 }, { map: { limit } }) {
  if (code < 0) return text.replace(String(limit), (most) => told(most, "set", "the most steps"));
  return text.replace(/^\d+ steps?/, (steps) => told(steps, "count", "steps until the start that is shown arrives", stepsOfCode(code)));
}

/** From what share of the starts in sight each rule arrives. @type {Parts["brief"]} */
function brief(scene, state, _, { maps }) {
  const parts = maps.map((map) => {
    const { symbol, unit, label: option } = sizeOf(map.rule);
    // No line breaks inside a size.
    const size = `${symbol}\u00a0=\u00a0${told(chosen(sizeOfRun(scene.spec.runs[runIndex(state, map.rule, map.chart)])), "set", `the ${option} of ${ruleEntry(map.rule).label}`)}${unit ? `\u00a0${unit}` : ""}`;
    return `${titleOf(state, map.rule, map.chart)} at ${size} ${map.tally ? `arrives from ${partOf(map.tally.arrived, map.tally)} of the starts in sight` : "is being computed"}`;
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
  const { arrived, median, minima } = tally;
  const sofar = done < 1 ? "so far " : "";
  if (count > 1) {
    const ends = minima.flatMap((ended, k) => (ended ? [{ part: partOf(ended, tally), name: minimumName(k, count) }] : []));
    const parts = ends.map(({ part, name }, j) => `${part}${j ? "" : " of the starts in sight end"} at ${name}`);
    return `${sofar}${parts.length ? parts.join(", ") : "none of the starts in sight end at a minimum"}`;
  }
  const half = !arrived ? "" : median ? `, half of those within ${told(words(median, median), "count", "steps that half of the starts which arrive need, at most", median)}` : ", half of those before any step";
  return `${sofar}${partOf(arrived, tally)} of the starts in sight arrive${half}`;
}

register("map", { panels, backdrop: plane.backdrop, ask: askMap, marks, live, atOnce, read, write, complete, prepare: mapsOf, refine: outcomeOfStart, controls, instead: true, caption, brief });
