// From one chart to another: the grid bends, discs become eggs, KL balls and the paths of exact
// rules only move, and those of other rules have another path in each chart.

import { named, slider } from "../controls/inputs.js";
import { chartEntry, modelEntry, planeNumbers } from "../core.js";
import { caption as aboutSteps } from "../text/caption.js";
import { SAME } from "../compute/distances.js";
import { fieldFrom, fieldText } from "../state/field.js";
import { numberFrom } from "../state/words.js";
import { inside, pixel } from "../marks/frame.js";
import { clip } from "../marks/marks.js";
import { faded, smooth } from "../marks/moving.js";
import { Passage, marksAt } from "./morph/passage.js";
import { sheetOf } from "./morph/sheet.js";
import { groundOf, namesIn, optionsOf, pathsIn } from "./plane.js";
import { remembered } from "./kept.js";
import { register } from "./registry.js";
/** @import { FigureStyle, Kept, Shared, Sheet, ViewParts } from "./view.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Run, Scene } from "../scene/shape.js" */

/** The share of the way in which the numbers at the axes disappear, and in which those of the other chart appear. */
const NUMBERS = 0.15;

/** How much is left of the grid and of the paths of the chart that is left behind. */
const [OLD_GRID, OLD_PATHS] = [0.5, 0.55];

/** The label of a chart. @param {State} state @param {number} k */
const labelOf = (state, k) => chartEntry(state.model, state.charts[k]).label;

/** @type {ViewParts["panels"]} */
const panels = (state) => [{ name: "morph", chart: state.charts[0], row: "square", title: `From ${labelOf(state, 0)} to ${labelOf(state, 1)}: every point stays the distribution that it is` }];

/** Nothing is drawn behind the marks, but the window is that of the first plane. @type {ViewParts["backdrop"]} */
const backdrop = ({ chart }, shared, style, kept) => {
  const options = optionsIn(chart, shared, style, kept);
  return { figure: "frame", chart, home: shared.home, ...(options && { options }) };
};

/**
 * What the plane of a chart is drawn with. A window that was chosen by hand is widened in the first chart until its discs are round.
 * @param {string} chart
 * @param {Shared} shared
 * @param {FigureStyle} style
 * @param {Kept} kept
 */
function optionsIn(chart, { state, model, home, planes }, style, kept) {
  const options = planes?.[chart] ?? optionsOf(state, chart);
  const window = options?.window;
  if (planes?.[chart] || !window || chart !== state.charts[0] || state.field?.kind !== "balls") return options;
  const key = JSON.stringify([options, style.width, style.height, style.text]);
  return remembered(kept, "round", [key], () => {
    const [left, top, right, bottom] = planeNumbers(model, chart, model.convert(home.at, home.chart, chart), style, options).frame;
    return { ...options, window: rounded(window, (right - left) / (bottom - top)) };
  });
}

/** A window with one scale on both axes, which holds another; it grows to both sides, and upwards. @param {number[]} window @param {number} aspect width to height */
function rounded([x0, x1, y0, y1], aspect) {
  const more = (y1 - y0) * aspect - (x1 - x0);
  return more > 0 ? [x0 - more / 2, x1 + more / 2, y0, y1] : [x0, x1, y0, y1 - more / aspect];
}

/** @type {ViewParts["marks"]} */
function marks(_, shared, sheet) {
  const t = shared.state.morph ?? 0;
  const { from, to, passage } = endsOf(shared, sheet);
  const { handles, layers } = remembered(sheet.kept, "layers", [keyOf(shared, from, to)], () => layersOf(shared, sheet, passage, [from, to]));
  const [contours, newContours, grid, newGrid] = sheetsOf(sheet.kept, passage, from, to);
  const s = smooth(t);
  return {
    marks: [
      // The ground of the second chart lies below that of the first, in the same colours: both look like one.
      ...(t > 0 ? marksAt(newContours, t) : []), ...marksAt(contours, t, 1 - s),
      ...marksAt(grid, t, 1 - OLD_GRID * s), ...marksAt(newGrid, t, s),
      ...faded(from.axes, 1 - t / NUMBERS), ...faded(to.axes, (t - 1) / NUMBERS + 1),
      ...marksAt(layers.old, t, 1 - (1 - OLD_PATHS) * s), ...marksAt(layers.later, t, s), ...marksAt(layers.kept, t), ...marksAt(layers.rest, t),
      // Names are placed for the nearer end, where they do not cover each other.
      ...marksAt(s < 0.5 ? layers.names : layers.newNames, t),
    ],
    // At both ends the start can be dragged, in the chart that is shown there.
    handles: t < 1 ? handles.map((handle) => ({ ...handle, shown: handle.shown && t === 0 })) : handles.map((handle) => inChart(handle, shared, to.frame)),
  };
}

/** A handle in the second chart. @param {import("./view.js").HandlePlace} handle @param {Shared} shared @param {number[]} frame @returns {import("./view.js").HandlePlace} */
function inChart(handle, { scene, state: { charts: [, chart] } }, frame) {
  const at = (scene.pins[handle.pin] ?? scene.pins.start)[chart];
  return { ...handle, at, shown: inside(frame, pixel(frame, at)), where: { chart, frame } };
}

/** All that the picture depends on, but for the share of the way. @param {Shared} shared @param {{ frame: number[] }} from @param {{ frame: number[] }} to */
const keyOf = ({ state, modelKey, cursor, stage, highlight, colors, withWords, scene }, from, to) =>
  JSON.stringify([{ ...state, morph: undefined, data: undefined }, modelKey, cursor, stage, highlight, colors.ink, withWords, scene.reached, from.frame, to.frame]);

/**
 * Everything on its way: the paths that are one in both charts, those of the first chart, those of the second chart, what lies below
 * them, and the names at both ends.
 * @param {Shared} shared
 * @param {Sheet} sheet
 * @param {Passage} passage
 * @param {{ frame: number[] }[]} ends
 */
function layersOf(shared, sheet, passage, ends) {
  const [[chart, newChart], [here, there]] = [shared.state.charts, ends.map(({ frame }) => ({ ...sheet, frame }))];
  const { marks: rest, handles } = groundOf(chart, shared, here);
  const runs = runsOf(shared.scene);
  const [kept, old, later] = runs.map((some) => passage.leaving([clip(here.frame, pathsIn(chart, shared, here, some))]));
  const names = passage.leaving(namesIn(chart, shared, here, [...runs[0], ...runs[1]]));
  const newNames = passage.arriving(namesIn(newChart, shared, there, [...runs[0], ...runs[2]]));
  return { handles, layers: { kept, old, later, rest: passage.leaving(rest), names, newNames } };
}

/**
 * Level lines and grids of both charts, on their ways.
 * @param {Kept} kept
 * @param {Passage} passage
 * @param {import("./morph/sheet.js").Sheet} from
 * @param {import("./morph/sheet.js").Sheet} to
 */
const sheetsOf = (kept, passage, from, to) => remembered(kept, "sheets", [passage],
  () => [passage.leaving(from.contours), passage.arriving(to.contours), passage.leaving(from.grid), passage.arriving(to.grid)]);

/**
 * The sheets at both ends, and the passage between them.
 * @param {Shared} shared
 * @param {Sheet} sheet
 */
function endsOf(shared, { style, kept }) {
  const { state, model, modelKey, home, colors } = shared;
  const [from, to] = state.charts.slice(0, 2).map((chart) => sheetOf({ model, modelKey, chart, home, style, colors, kept, options: optionsIn(chart, shared, style, kept) }));
  return { from, to, passage: remembered(kept, "passage", [from, to], () => new Passage(model, from, to)) };
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

/** Where the picture is on its way, and how far apart the runs are. @type {ViewParts["caption"]} */
function caption(scene, state, cursor) {
  const t = state.morph ?? 0;
  const [first, last] = [labelOf(state, 0), labelOf(state, 1)];
  const where = t <= 0 ? `This is ${first}: the orange discs are discs here.` : t >= 1 ? `This is ${last}: the discs of ${first} are eggs here.`
    : `On the way from ${first} to ${last}: every point is the distribution it was.`;
  return state.rules.length ? `${where} ${aboutSteps(scene, state, cursor)}` : where;
}

/** @type {ViewParts["controls"]} */
const controls = (state, change) => {
  const label = `${labelOf(state, 0)} → ${labelOf(state, 1)}`;
  const share = { slider: [0, 1], text: (/** @type {number} */ value) => `${Math.round(100 * value)} %` };
  return [named("morph", slider(label, share, state.morph ?? 0, (value) => change((now) => { now.morph = value; })))];
};

/** @type {ViewParts["read"]} */
const read = (given, state) => {
  state.morph = numberFrom("morph", given("morph"), { range: [0, 1] }) ?? 0;
  state.field = fieldFrom(given, state);
  // There has to be a second chart to go to.
  const other = modelEntry(state.model)?.charts.find(({ name }) => name !== state.charts[0]);
  if (state.charts.length < 2 && other) state.charts.push(other.name);
};

/** @type {ViewParts["write"]} */
const write = (state) => ({ ...fieldText(state), ...(state.morph && { morph: String(state.morph) }) });

register("morph", { panels, backdrop, marks, caption, controls, read, write, instead: true });
