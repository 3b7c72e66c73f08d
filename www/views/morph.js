// From one chart to another: the grid bends, discs become eggs, KL balls and the paths of exact
// rules only move, and those of other rules have another path in each chart.

import { slider } from "../controls/inputs.js";
import { chartEntry } from "../core.js";
import { caption as aboutSteps } from "../text/caption.js";
import { SAME } from "../scene/distances.js";
import { fieldFrom, fieldText } from "../state/field.js";
import { numberFrom } from "../state/words.js";
import { clip } from "../marks/marks.js";
import { smooth } from "../marks/moving.js";
import { Passage, marksAt } from "./morph/passage.js";
import { sheetOf } from "./morph/sheet.js";
import { marks as ofPlane, pathsIn } from "./plane.js";
import { register } from "./registry.js";
/** @import { Kept, Shared, Sheet, ViewParts } from "./view.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Run, Scene } from "../scene/shape.js" */
/** @import { Mark } from "../marks/marks.js" */

/** The share of the way in which the numbers at the axes disappear, and in which those of the other chart appear. */
const NUMBERS = 0.15;

/** How much is left of the grid and of the paths of the chart that is left behind. */
const [OLD_GRID, OLD_PATHS] = [0.5, 0.55];

/** The label of a chart. @param {State} state @param {number} k */
const labelOf = (state, k) => chartEntry(state.model, state.charts[k]).label;

/** @type {ViewParts["panels"]} */
const panels = (state) => [{ name: "morph", chart: state.charts[0], title: `From ${labelOf(state, 0)} to ${labelOf(state, 1)}: every point stays the distribution that it is` }];

/** Nothing is drawn behind the marks, but the window is that of the first plane. @type {ViewParts["backdrop"]} */
const backdrop = ({ chart }, { home, grounds }) => ({ figure: "frame", chart, home, ...(grounds?.[chart] && { ground: grounds[chart] }) });

/** @type {ViewParts["marks"]} */
function marks({ chart }, shared, sheet) {
  const { state, withWords } = shared;
  const t = state.morph ?? 0;
  const { from, to, passage } = endsOf(shared, sheet);
  const here = { ...sheet, frame: from.frame };
  const [same, own, others] = runsOf(shared.scene);
  const left = ofPlane(/** @type {any} */ ({ name: "plane", chart }), { ...shared, scene: withRuns(shared.scene, []) }, here);
  const [kept, old, later] = [same, own, others].map((runs) => [clip(from.frame, pathsIn(chart, shared, here, runs))]);
  const shown = [
    ...marksAt(passage.leaving(from.contours), t, 1 - smooth(t)),
    ...marksAt(passage.arriving(to.contours), t, smooth(t)),
    ...marksAt(passage.leaving(from.grid), t, 1 - OLD_GRID * smooth(t)),
    ...marksAt(passage.arriving(to.grid), t, smooth(t)),
    ...from.axes.map((mark) => faded(mark, 1 - t / NUMBERS)), ...to.axes.map((mark) => faded(mark, (t - 1) / NUMBERS + 1)),
    ...marksAt(passage.leaving(old), t, 1 - (1 - OLD_PATHS) * smooth(t)),
    ...marksAt(passage.leaving(later), t, smooth(t)),
    ...marksAt(passage.leaving(kept), t),
    ...marksAt(passage.leaving(left.marks), t),
  ].flat();
  const handles = (left.handles ?? []).map((handle) => ({ ...handle, shown: handle.shown && t === 0, words: withWords ? handle.words : undefined }));
  return { marks: shown, handles };
}

/**
 * The sheets at both ends, and the passage between them.
 * @param {Shared} shared
 * @param {Sheet} sheet
 */
function endsOf({ state, model, modelKey, home, colors, grounds }, { style, kept }) {
  const [from, to] = state.charts.slice(0, 2).map((chart) => sheetOf({ model, modelKey, chart, home, style, colors, kept, ground: grounds?.[chart] }));
  if (kept.passageFrom !== from || kept.passageTo !== to) {
    Object.assign(kept, { passageFrom: from, passageTo: to, passage: new Passage(model, from, to) });
  }
  return { from, to, passage: /** @type {Passage} */ (kept.passage) };
}

/**
 * The runs that take one path in both charts; of the others those of the first chart, and those of the second.
 * @param {Scene} scene
 * @returns {[Run[], Run[], Run[]]}
 */
function runsOf({ runs, chartDistance, reached, spec }) {
  const rules = [...new Set(runs.map(({ rule }) => rule))];
  /** @param {Run} run */
  const isOne = ({ rule }) => {
    const distance = chartDistance[rules.indexOf(rule)];
    return [...Array(Math.min(reached, spec.steps) + 1).keys()].every((step) => distance(step) < SAME);
  };
  const [first, second] = [0, 1].map((index) => runs.filter(({ chartIndex }) => chartIndex === index));
  return [first.filter(isOne), first.filter((run) => !isOne(run)), second.filter((run) => !isOne(run))];
}

/** A scene with other runs. @param {Scene} scene @param {Run[]} runs @returns {Scene} */
const withRuns = (scene, runs) => Object.create(scene, { runs: { value: runs } });

/** @param {Mark} mark @param {number} opacity @returns {Mark[]} */
const faded = (mark, opacity) => (opacity <= 0 ? [] : [opacity >= 1 ? mark : /** @type {Mark} */ ({ ...mark, opacity: (/** @type {{ opacity?: number }} */ (mark).opacity ?? 1) * opacity })]);

/** Where the picture is on its way, and how far apart the runs are. @type {ViewParts["caption"]} */
function caption(scene, state, cursor) {
  const t = state.morph ?? 0;
  const [first, last] = [labelOf(state, 0), labelOf(state, 1)];
  const where = t <= 0 ? `This is ${first}: discs are round.` : t >= 1 ? `This is ${last}: the discs of ${first} are eggs here.`
    : `On the way from ${first} to ${last}: every point is the distribution it was.`;
  return state.rules.length ? `${where} ${aboutSteps(scene, state, cursor)}` : where;
}

/** @type {ViewParts["controls"]} */
const controls = (state, change) => {
  const label = `${labelOf(state, 0)} → ${labelOf(state, 1)}`;
  const share = { slider: [0, 1], text: (/** @type {number} */ value) => `${Math.round(100 * value)} %` };
  return [slider(label, share, state.morph ?? 0, (value) => change((now) => { now.morph = value; }))];
};

/** @type {ViewParts["read"]} */
const read = (given, state) => {
  state.morph = numberFrom(given("morph")) ?? 0;
  state.field = fieldFrom(given, state);
  if (!(state.morph >= 0 && state.morph <= 1)) throw new Error(`morph is "${given("morph")}"; allowed: a number from 0 to 1`);
  if (state.charts.length !== 2) throw new Error(`chart is "${state.charts.join(" ")}"; allowed with view "morph": two charts`);
};

/** @type {ViewParts["write"]} */
const write = (state) => ({ ...fieldText(state), ...(state.morph && { morph: String(state.morph) }) });

register("morph", { panels, backdrop, marks, caption, controls, read, write });
