// From one chart to another: the grid bends, discs become eggs, KL balls and the paths of exact
// rules only move, and those of other rules have another path in each chart.

import { named, slider } from "../controls/inputs.js";
import { chartEntry, modelEntry } from "../core.js";
import { isRound, planeGround } from "../compute/ground.js";
import { askMorph } from "../compute/morph.js";
import { marksOnWay } from "../compute/passage.js";
import { madeOnce } from "../compute/remembered.js";
import { aboutPaths } from "../text/paths.js";
import { fieldFrom, fieldText } from "../state/field.js";
import { numberFrom } from "../state/words.js";
import { inside, pixel } from "../marks/frame.js";
import { clip } from "../marks/marks.js";
import { smooth } from "../marks/moving.js";
import { marksOfSheet } from "./morph/sheet.js";
import { groundOf, namesIn, pathsIn } from "./plane.js";
import { register } from "./registry.js";
/** @import { Answered, Colors, HandlePlace, Moment, Size, ViewParts } from "./view.js" */
/** @import { State } from "../state/shape.js" */
/** @import { MorphAnswers, PlainScene, Way } from "../scene/shape.js" */
/** @import { Mark } from "../marks/marks.js" */

/** The share of the way in which the numbers at the axes disappear, and in which those of the other chart appear. */
const NUMBERS = 0.15;

/** The opacity, at the end of the way, of the old chart's grid and of its paths. */
const [OLD_GRID, OLD_PATHS] = [0.5, 0.55];

/** The label of a chart. @param {State} state @param {number} k */
const labelOf = (state, k) => chartEntry(state.model, state.charts[k]).label;

/** @type {ViewParts["panels"]} */
const panels = (state) => [{ name: "morph", chart: state.charts[0], row: "square", title: `From ${labelOf(state, 0)} to ${labelOf(state, 1)}: every point stays the distribution that it is` }];

/** Nothing is drawn behind the marks, but the window is that of the first plane. @type {ViewParts["backdrop"]} */
function backdrop({ panel: { chart }, home, state, planes }) {
  const options = planes?.[chart] ?? planeGround(state, chart);
  return { figure: "frame", chart, home, ...(options && { options }), ...(!planes?.[chart] && isRound(state, chart) && { round: true }) };
}

/** @typedef {Answered<unknown, MorphAnswers>} Numbers */

/** @type {ViewParts<unknown, MorphAnswers>["marks"]} */
function marks(moment, numbers, size, colors) {
  const { panel, state } = moment;
  const { ends: [from, to], motion } = numbers.answers;
  const t = state.morph ?? 0;
  const [old, next] = [from, to].map((sheet) => marksOfSheet(sheet, size.style, colors));
  const { handles, layers } = layersOnce(panel, [keyOf(moment, numbers, size, colors)], () => layersOf(moment, numbers, size, colors));
  const s = smooth(t);
  /** @type {(marks: Mark[], opacity?: number) => Way["layers"][number]} */
  const leaving = (some, opacity = 1) => ({ marks: some, opacity, drawnIn: "from" });
  /** @type {(marks: Mark[], opacity?: number) => Way["layers"][number]} */
  const arriving = (some, opacity = 1) => ({ marks: some, opacity, drawnIn: "to" });
  return {
    marks: [],
    way: { from, to, motion, t, layers: [
      // The ground of the second chart lies below that of the first, in the same colours: both look like one.
      ...(t > 0 ? [arriving(next.contours)] : []), leaving(old.contours, 1 - s),
      leaving(old.grid, 1 - OLD_GRID * s), arriving(next.grid, s),
      { marks: old.axes, opacity: 1 - t / NUMBERS }, { marks: next.axes, opacity: (t - 1) / NUMBERS + 1 },
      leaving(layers.rest), leaving(layers.old, 1 - (1 - OLD_PATHS) * s), leaving(layers.later, s), leaving(layers.kept),
      // Names are placed for the nearer end, where they do not cover each other.
      s < 0.5 ? leaving(layers.names) : arriving(layers.newNames),
    ] },
    // At both ends the start can be dragged, in the chart that is shown there.
    handles: t < 1 ? handles.map((handle) => ({ ...handle, shown: handle.shown && t === 0 })) : handles.map((handle) => inChart(handle, state.charts[1], numbers.scene, to.frame)),
  };
}

/** A handle in the second chart. @param {import("./view.js").HandlePlace} handle @param {string} chart @param {PlainScene} scene @param {number[]} frame @returns {import("./view.js").HandlePlace} */
function inChart(handle, chart, scene, frame) {
  const at = (scene.pins[handle.pin] ?? scene.pins.start)[chart];
  return { ...handle, at, shown: inside(frame, pixel(frame, at)), where: { chart, frame } };
}

/** Words by whose width one font is told from another. */
const SAMPLE = "KL ball, 0.0123 nats";

/** All that the picture depends on, but for the share of the way. @param {Moment} moment @param {Numbers} numbers @param {Size} size @param {Colors} colors */
const keyOf = ({ state, cursor, stage, highlight, withWords }, { modelKey, scene, answers: { ends: [from, to] } }, { style, room, measure }, colors) =>
  JSON.stringify([{ ...state, morph: undefined, data: undefined }, modelKey, cursor, stage, highlight, colors, style, room, measure(SAMPLE), withWords, scene.reached, from.frame, to.frame]);

/** @typedef {Record<"kept" | "old" | "later" | "rest" | "names" | "newNames", Mark[]>} Layers */

/** @type {ReturnType<typeof madeOnce<{ handles: HandlePlace[], layers: Layers }>>} */
const layersOnce = madeOnce();

/**
 * Everything that moves, in layers: what lies below the paths, the paths that are the same in both charts, those of the first chart alone,
 * those of the second alone, and the names at both ends.
 * @param {Moment} moment
 * @param {Numbers} numbers
 * @param {Size} size
 * @param {Colors} colors
 */
function layersOf(moment, numbers, size, colors) {
  const { scene, answers: { ends: [from, to], planes, groups } } = numbers;
  const [here, there] = [from, to].map(({ frame }) => ({ ...size, frame }));
  const [inFirst, inSecond] = planes.map((answers) => ({ ...numbers, answers }));
  const { marks: rest, handles } = groundOf(from.chart, moment, inFirst, here, colors);
  const runs = groups.map((group) => group.map((k) => scene.runs[k]));
  const [kept, old, later] = runs.map((some) => [clip(here.frame, pathsIn(from.chart, some, moment, inFirst, here, colors))]);
  const names = namesIn(from.chart, [...runs[0], ...runs[1]], moment, inFirst, here, colors);
  const newNames = namesIn(to.chart, [...runs[0], ...runs[2]], moment, inSecond, there, colors);
  return { handles, layers: { kept, old, later, rest, names, newNames } };
}

/** Where the picture is on its way, and how far apart the runs are. @type {ViewParts["caption"]} */
function caption(scene, state, cursor) {
  const t = state.morph ?? 0;
  const [first, last] = [labelOf(state, 0), labelOf(state, 1)];
  const where = t <= 0 ? `This is ${first}: the orange discs are discs here.` : t >= 1 ? `This is ${last}: the discs of ${first} are eggs here.`
    : `On the way from ${first} to ${last}: every point is the distribution it was.`;
  return state.rules.length ? `${where} ${aboutPaths(scene, state, cursor)}` : where;
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

register("morph", { panels, backdrop, ask: askMorph, marks, carry: marksOnWay, caption, controls, read, write, instead: true });
