// A parameter plane: balls, paths, landings, the optimum, and the pins that a reader
// moves, above the loss contours drawn by the core.

import { chartEntry, modelEntry } from "../core.js";
import { describePin } from "../text/caption.js";
import { capital } from "../text/format.js";
import { ELLIPSES, FAMILIES, familyColor } from "../language.js";
import { inside, nearPoints, pixel, points } from "../marks/frame.js";
import { ballDash } from "../scene/dashes.js";
import { cloudsIn, ellipsesIn } from "../compute/overlays.js";
import { leaving } from "../marks/leaving.js";
import { area, arrow, circle, clip, line, symbols } from "../marks/marks.js";
import { isLong } from "../marks/outline.js";
import { planeGround } from "../compute/ground.js";
import { filling } from "../compute/filling.js";
import { BALLS, METRIC, askPlane } from "../compute/plane.js";
import { fieldFrom, fieldText } from "../state/field.js";
import { falling } from "./plane/away.js";
import { labels, pinColor, pinsOf } from "./plane/names.js";
import { register } from "./registry.js";
/** @import { Answered, Colors, Moment, Pair, Size, ViewParts } from "./view.js" */
/** @import { PlaneAnswers, PlainRun, PlainScene, Points } from "../scene/shape.js" */
/** @import { Pin, State } from "../state/shape.js" */
/** @import { Plane } from "./plane/shape.js" */

/** Length of arrows that have no length of their own, as a share of the plane's height. */
const ARROW = 0.2;

/** One plane for each chart. @type {ViewParts["panels"]} */
const panels = (state) => state.charts.map((chart) => ({ name: "plane", chart, title: planeTitle(state.model, chart) }));

/** @type {ViewParts["backdrop"]} */
export const backdrop = ({ panel: { chart }, home, state, planes }) => {
  const options = planes?.[chart] ?? planeGround(state, chart);
  return { figure: "plane", chart, home, ...(options && { options }) };
};

/** @typedef {Answered<unknown, PlaneAnswers>} Numbers */

/** The marks of a scene up to step `cursor` (a fraction during a step); of a single step up to `stage`. @type {ViewParts<unknown, PlaneAnswers>["marks"]} */
export function marks(state, columns, size, colors) {
  const plane = planeOf(state.panel.chart, state, columns, size, colors);
  // The lab chooses the windows of its planes, and has no key beside a few paths.
  return { marks: [...drawn(plane), ...labels(plane, size, { alone: Boolean(state.planes) })], handles: handlesOf(plane) };
}

/**
 * A plane without paths and names, and its handles.
 * @param {string} chart
 * @param {Moment} state
 * @param {Numbers} columns
 * @param {Size} size
 * @param {Colors} colors
 */
export function groundOf(chart, state, columns, size, colors) {
  const plane = planeOf(chart, state, { ...columns, scene: withRuns(columns.scene, []) }, size, colors);
  return { marks: drawn(plane), handles: handlesOf(plane) };
}

/**
 * Names of the start, of the best fit and of the paths of some runs of a scene.
 * @param {string} chart
 * @param {PlainRun[]} runs
 * @param {Moment} state
 * @param {Numbers} columns
 * @param {Size} size
 * @param {Colors} colors
 */
export const namesIn = (chart, runs, state, columns, size, colors) =>
  labels(planeOf(chart, state, { ...columns, scene: withRuns(columns.scene, runs) }, size, colors), size, { all: true });

/** A scene with other runs. @param {PlainScene} scene @param {PlainRun[]} runs @returns {PlainScene} */
export const withRuns = (scene, runs) => ({ ...scene, runs });

/** Everything in a plane but its names. @param {Plane} plane */
function drawn(plane) {
  const { scene, state, cursor, stage, highlight } = plane;
  /** @param {PlainRun} run */
  const emphasized = (run) => !highlight || highlight === run.rule;
  const all = [...scene.more.flatMap(({ runs }) => runs), ...scene.runs];
  const seen = [
    ...(Math.floor(stage) === METRIC ? ellipsesOfEqualCost(plane) : []),
    ...(stage >= BALLS ? all.flatMap((run, k) => balls(plane, run, plane.balls[k], emphasized(run))) : []),
    ...clouds(plane),
    ...ellipses(plane),
    ...singular(plane),
    ...optimum(plane),
    ...downhill(plane),
    ...all.flatMap((run) => path(plane, run, cursor, emphasized(run))),
    ...falling(plane),
    ...(plane.pins.other ? [stick(plane)] : []),
    ...pinsOf(plane.pins).flatMap(([pin]) => ring(plane, pin)),
  ];
  const pattern = state.field ? [{ ...clip(plane.frame, filling().fieldMarks({ ...plane, bends: true })), pattern: true }] : [];
  return [...pattern, clip(plane.frame, seen)];
}

/**
 * What all parts of the picture need: the frame, the pins and the corners of this chart, together with state, columns and colours.
 * @param {string} chart
 * @param {Moment} moment
 * @param {Numbers} numbers
 * @param {Size} size
 * @param {Colors} colors
 * @returns {Plane}
 */
function planeOf(chart, moment, { scene, answers }, { frame }, colors) {
  const pins = Object.fromEntries(Object.entries(scene.pins).map(([pin, places]) => [pin, places[chart]]));
  return { ...moment, ...answers, scene, colors, chart, frame, pins: /** @type {Plane["pins"]} */ (pins) };
}

/** The handles of the pins; their words are written only together with all other words. @param {Plane} plane */
const handlesOf = ({ scene, state, chart, frame, pins, withWords }) => pinsOf(pins).map(([pin, at]) => ({
  pin, at, shown: inside(frame, pixel(frame, at)), words: withWords ? describePin(scene, state, pin, chart) : undefined,
}));

/**
 * Fisher ellipses of equal cost, at the nodes of a grid.
 * @param {Plane} plane
 */
function ellipsesOfEqualCost({ ellipses = [], frame, colors }) {
  return ellipses.flatMap((outline) => outlined(points(frame, outline), colors.natural, 0.12, { width: 1, opacity: 0.7 }));
}

/**
 * An area and the line around it.
 * @param {Points} at
 * @param {string} color
 * @param {number} opacity
 * @param {{ width: number, opacity?: number, dash?: number[] }} look
 */
const outlined = (at, color, opacity, { width, ...look }) => [
  area(at, color, opacity), line(at, color, width, { closed: true, ...look }),
];

/** An arrow from the start along the negative gradient in this chart. @param {Plane} plane */
function downhill({ downhill: found, frame, pins, colors }) {
  if (!found) return [];
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, down] = [(found.along[0] * (right - left)) / (x1 - x0), (-found.along[1] * (bottom - top)) / (y1 - y0)];
  const length = found.length ?? (ARROW * (bottom - top)) / Math.hypot(across, down);
  const [x, y] = pixel(frame, pins.start);
  return arrow([x, y], [x + length * across, y + length * down], colors.ink, colors.ground);
}

/**
 * The ends of many learners, each with an outline, so that overlapping ones can be distinguished.
 * @param {Plane} plane
 */
const clouds = ({ scene, chart, frame, colors }) => cloudsIn(scene).flatMap(({ family, places }) => {
  const at = nearPoints(frame, places[chart]);
  const { marker } = FAMILIES[family];
  return Array.from({ length: at.length / 2 }, (_, k) => symbols(marker, [at[2 * k], at[2 * k + 1]], 3, familyColor(colors, family), colors.ground));
});

/** @param {Plane} plane */
const ellipses = ({ scene, chart, frame, colors }) => ellipsesIn(scene, chart).flatMap(({ kind, outline }) => {
  const { color, dash } = ELLIPSES[kind];
  const both = outlined(points(frame, outline), colors[color], 0.07, { width: 2, dash });
  return kind === "replicator" ? both.slice(1) : both;
});

/**
 * @param {Plane} plane
 * @param {PlainRun} run
 * @param {PlaneAnswers["balls"][number]} outlines
 * @param {boolean} emphasized
 */
function balls({ state, frame, colors }, run, outlines, emphasized) {
  const { family } = run.entry;
  return outlines.flatMap(([step, outline]) => {
    const loud = step === 0 || state.balls === "step";
    return outlined(points(frame, outline), familyColor(colors, family), emphasized ? 0.1 : 0.03, {
      width: loud ? 1.7 : 1.1, opacity: !emphasized ? 0.2 : loud ? 0.95 : 0.45, dash: ballDash(run.rule),
    });
  });
}

/**
 * @param {Plane} plane
 * @param {PlainRun} run
 * @param {number} cursor
 * @param {boolean} emphasized
 */
function path({ chart, frame, colors }, run, cursor, emphasized) {
  const { dash, stale, entry: { family } } = run;
  const flat = run.paths[chart];
  const last = Math.min(Math.floor(cursor), run.steps);
  const color = familyColor(colors, family);
  const opacity = stale ? 0.15 : emphasized ? 1 : 0.25;
  /**
   * @param {number} from
   * @param {number} to
   * @param {number} size
   */
  const at = (from, to, size) => symbols(FAMILIES[family].marker, nearPoints(frame, flat, from, to), size, color, colors.ground,
    { hollow: run.hollow, opacity });
  return [
    line(points(frame, flat, 0, last), color, 2.2, { dash, opacity, casing: colors.ground }),
    ...partOfStep(frame, flat, last, cursor, run).map((part) => line(part, color, 2.2, { dash, opacity })),
    // In a long run markers would overlap.
    ...(isLong(run.steps) || stale || last < 2 ? [] : [at(1, last - 1, run.steps > 3 ? 2.3 : 4.6)]),
    ...(last > 0 && !stale ? [at(last, last, 4.6), ...edgeMark(frame, flat, last, color, colors)] : []),
  ];
}

/** An arrow at the edge, where a path leaves the frame. @param {number[]} frame @param {Points} flat @param {number} last @param {string} color @param {Colors} colors */
function edgeMark(frame, flat, last, color, { ground }) {
  const ends = leaving(frame, flat, last);
  return ends ? arrow(ends.tail, ends.head, color, ground) : [];
}

/**
 * The paths of some runs of a scene.
 * @param {string} chart
 * @param {PlainRun[]} runs
 * @param {Moment} state
 * @param {Numbers} columns
 * @param {Size} size
 * @param {Colors} colors
 */
export function pathsIn(chart, runs, state, columns, size, colors) {
  const plane = planeOf(chart, state, columns, size, colors);
  const { cursor, highlight } = state;
  return runs.flatMap((run) => path(plane, run, cursor, !highlight || highlight === run.rule));
}

/**
 * The step that is being animated, as far as it has come.
 * @param {number[]} frame
 * @param {Points} flat
 * @param {number} last
 * @param {number} cursor
 * @param {PlainRun} run
 */
function partOfStep(frame, flat, last, cursor, { steps }) {
  const part = cursor - last;
  if (part <= 0 || last >= steps) return [];
  const [x, y, toX, toY] = [last, last + 1].flatMap((k) => pixel(frame, [flat[2 * k], flat[2 * k + 1]]));
  return [[x, y, x + part * (toX - x), y + part * (toY - y)]];
}

/** The mark of a best fit. @param {Pair} at @param {string} color @param {string} ground */
export const crossAt = ([x, y], color, ground) =>
  line([x - 5, y - 5, x + 5, y + 5, NaN, NaN, x - 5, y + 5, x + 5, y - 5], color, 2, { casing: ground, anchor: [x, y] });

/** A cross at every minimum of the loss; that of the best fit is darker. @param {Plane} plane */
function optimum({ scene, chart, frame, colors }) {
  return scene.minima[chart].map((minimum, k) => crossAt(pixel(frame, minimum), k ? colors.muted : colors.ink, colors.ground));
}

/** The line on which the Fisher matrix has no inverse, across the whole plane. @param {Plane} plane */
function singular({ state, chart, frame, colors }) {
  const ends = chartEntry(state.model, chart).singularLine;
  if (!ends) return [];
  const [, , , , x0, x1] = frame;
  const [[a, b], [c, d]] = ends;
  const at = (/** @type {number} */ x) => pixel(frame, [x, b + ((x - a) / (c - a)) * (d - b)]);
  return [line([...at(x0), ...at(x1)], colors.muted, 1.5, { dash: [6, 4] })];
}

/** The line between p and q; it is solid if its length is kept. @param {Plane} plane */
const stick = ({ state, frame, pins, colors }) => line(
  [...pixel(frame, pins.start), ...pixel(frame, pins.other ?? pins.start)],
  colors.muted, 1.8, { casing: colors.ground, dash: state.stick ? [] : [2, 4] },
);

/**
 * The ring of a pin. That of the start has a dot, that of a guess is dashed.
 * @param {Plane} plane
 * @param {Pin} pin
 */
function ring({ frame, pins, colors }, pin) {
  const at = pixel(frame, pins[pin] ?? pins.start);
  if (!inside(frame, at)) return [];
  const color = pinColor(pin, colors);
  const dash = pin === "guess" ? [4, 3] : [];
  return [
    circle(...at, 8, { stroke: color, width: 2.4, dash, casing: colors.ground }),
    ...(pin === "guess" ? [] : [circle(...at, 2, { fill: color })]),
  ];
}

/**
 * The title of a plane: its two coordinates, or the name of its chart.
 * @param {string} model
 * @param {string} chart
 */
export function planeTitle(model, chart) {
  const { label, symbols } = chartEntry(model, chart);
  if (modelEntry(model).takes !== "numbers") return capital(label);
  // If the first coordinate is the mean, the other one is enough.
  return `The plane of ${symbols[0] === "μ" ? "mean and " : ""}${label}`;
}

/** @type {ViewParts["read"]} */
const read = (given, state) => {
  state.field = fieldFrom(given, state);
};

register("plane", { panels, backdrop, ask: askPlane, marks, read, write: fieldText }, { isLight: true });
