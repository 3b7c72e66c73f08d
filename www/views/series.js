// A quantity of every run against the steps, up to the cursor of the transport.

import { catalogue, seriesEntry } from "../core.js";
import { SHOWN_STEP, ended } from "../text/caption.js";
import { amount, capital, number } from "../text/format.js";
import { FAMILIES, familyColor } from "../language.js";
import { besideFirst, linesOf } from "../compute/lines.js";
import { steady, steadyPowers } from "../marks/bounds.js";
import { between } from "../marks/frame.js";
import { Labels } from "../marks/labels.js";
import { clip, line, symbols } from "../marks/marks.js";
import { isLong } from "../marks/outline.js";
import { oneOf } from "../state/words.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { Colors, Held, Pair, Shared, Size, ViewParts } from "./view.js" */
/** @import { Lines, Run } from "../scene/shape.js" */

/** Smaller values are rounding errors (nats). */
const LEAST = 1e-12;

/** A logarithmic axis ends at 1, 2 or 5 times a power of ten. */
const FINE = [1, 2, 5];

/** A logarithmic axis spans at most this factor. */
const SPAN = 1e9;

/** Costs that differ by no more than this factor are equal. */
const FLAT = 0.005;

/** @typedef {{ step: number, at: Pair }} Point A point that is drawn: its step, and its place in pixels. */
/** @typedef {Pick<Run, "rule" | "dash" | "hollow" | "stale" | "chartIndex"> & { entry: Pick<Run["entry"], "name" | "label" | "family"> }} Curve What a line is drawn for: a run, or something like it. */
/** @typedef {{ run: Curve, points: Point[], past: Point[] }} Shown A curve as it is drawn: all its points, and those up to the cursor. */

/** Runs with more steps than this have no marker at every step; together, runs have at most this many marked points. */
const MARKED = 40;
const MOST_MARKERS = 200;

/** @type {ViewParts["panels"]} */
const panels = (state) => [{ name: "series", title: seriesEntry(state.series).title }];

/** @type {ViewParts["read"]} */
function read(attribute, state) {
  state.series = oneOf("series", attribute("series") ?? "kl", catalogue().series.map(({ name }) => name));
}

/** @type {ViewParts["write"]} */
const write = ({ series }) => ({ series });

/**
 * The caption: the cost of the first step of each run and of the current one; for other series the usual words.
 * @type {ViewParts["caption"]}
 */
function caption(scene, state, cursor) {
  if (state.series !== "kl" || state.charts.length > 1) return undefined;
  const k = Math.floor(cursor);
  if (k < 2) return undefined;
  const going = scene.runs.filter(({ steps }) => steps >= k).map((run) => {
    const { entry, kl } = run;
    const ratio = besideFirst(kl, k);
    const same = Math.abs(ratio - 1) < FLAT;
    const cost = amount(kl[k]);
    const now = same ? ", and this one as much" : cost === "0" ? ", and nothing any more this one" : `, ${told(cost, "cost", run, k)} nats this one${Number.isFinite(ratio) ? `, ${told(number(ratio), "ofFirst", run, k)} times as much` : ""}`;
    return `${entry.label}: ${told(amount(kl[1]), "cost", run, 1)} nats the first step${now}`;
  });
  const others = scene.runs.filter(({ steps }) => steps < k).map((run) => ended(scene, run));
  const costs = going.length ? [`What step ${told(String(k), "set", SHOWN_STEP)} costs, measured by what it changes. ${capital(going.join("; "))}.`] : [];
  return [...costs, ...others].join(" ");
}

/** What the step shown costs beside the first, rule by rule. @type {ViewParts["brief"]} */
function brief(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (state.series !== "kl" || state.charts.length > 1 || k < 2) return undefined;
  const parts = scene.runs.filter(({ steps }) => steps >= k).map((run) => {
    const { entry, kl } = run;
    const ratio = besideFirst(kl, k);
    return `${Math.abs(ratio - 1) < FLAT ? "" : `${told(number(ratio), "ofFirst", run, k)} times `}as much as step 1 with the ${entry.label}`;
  });
  return parts.length ? `Step ${told(String(k), "set", SHOWN_STEP)} costs ${parts.join(", and ")}.` : undefined;
}

/** @type {ViewParts<Lines>["backdrop"]} */
const backdrop = ({ held }, { scene, columns }) => axesOf(columns, scene.steps, held);

/**
 * The axes of some lines, whose bounds stay as long as they fit.
 * @param {Lines} lines
 * @param {number} steps
 * @param {Held} held
 * @returns {Size["backdrop"]}
 */
export function axesOf(lines, steps, { bounds: before }) {
  const bounds = lines.range ? steadyPowers(before, lines.range, FINE) : lines.logarithmic ? powers(lines, before) : plain(lines, before);
  return { figure: "axes", axes: {
    window: [...(lines.span ?? [0, Math.max(1, steps)]), ...bounds],
    x: lines.x ?? { label: "step" },
    y: { label: lines.label, logarithmic: lines.logarithmic },
  } };
}

/** @type {ViewParts<Lines>["marks"]} */
const marks = ({ cursor, highlight }, { columns, scene }, size, colors) => drawn(columns, scene.runs, { cursor, highlight, colors }, size);

/**
 * The line of every run, strong up to the cursor and faint beyond.
 * @param {Lines} lines
 * @param {Curve[]} runs
 * @param {Pick<Shared, "cursor" | "colors" | "highlight">} shared
 * @param {Size} size
 */
export function drawn(lines, runs, { cursor, colors, highlight }, size) {
  const { frame, backdrop: { axes } } = size;
  const pixel = between(axes, frame);
  const shown = runs.map((run, k) => {
    const points = pointsOf(lines, k, pixel, axes.window, cursor);
    // The run may have arrived earlier.
    return { run, points, past: points.filter(({ step }) => step <= cursor && !(step > (lines.done?.[k] ?? Infinity))) };
  });
  const level = lines.level?.value ? { text: lines.level.text, y: pixel(0, lines.level.value)[1] } : undefined;
  const [left, top, right, bottom] = frame;
  const [x] = pixel(cursor, axes.window[3]);
  const seen = [
    ...(level ? [line([left, level.y, right, level.y], colors.ink, 1.2, { dash: [5, 4] })] : []),
    ...(lines.at ? [] : [line([x, top, x, bottom], colors.ink, 1, { opacity: 0.5 })]),
    ...shown.flatMap((one) => lineOf(one, runs.length, frame, colors, highlight && highlight !== one.run.rule ? 0.2 : 1)),
  ];
  const [, , low, high] = axes.window;
  return { marks: [clip(grown(frame), seen), ...words(shown, level, size, colors)], held: { bounds: /** @type {Pair} */ ([low, high]) } };
}

/**
 * The points of a run that are drawn.
 * @param {Lines} lines
 * @param {number} k
 * @param {(x: number, y: number) => Pair} pixel
 * @param {number[]} window
 * @param {number} cursor
 * @returns {Point[]}
 */
function pointsOf(lines, k, pixel, [, , low], cursor) {
  const values = lines.values[k];
  return stepsOf(values, lines.from, Math.floor(cursor)).filter((step) => Number.isFinite(values[step]))
    .map((step) => ({ step, at: pixel(lines.at?.[k][step] ?? step, Math.max(low, values[step])) }));
}

/** @param {Point[]} points */
const placesOf = (points) => points.flatMap(({ at }) => at);

/**
 * @param {Shown} shown
 * @param {number} count
 * @param {number[]} frame
 * @param {Colors} colors
 * @param {number} opacity
 */
function lineOf({ run, points, past }, count, frame, colors, opacity) {
  const { dash, stale, entry: { family } } = run;
  const color = familyColor(colors, family);
  const [left, , right, bottom] = grown(frame);
  const [, top] = frame;
  // Steps after the cursor are drawn faintly from the start, so that the axes do not move while it plays.
  const whole = line(placesOf(points), color, 1.6, { dash, opacity: 0.25 * opacity });
  // Outdated lines are drawn only faintly.
  if (stale) return [clip([left, top, right, bottom], [whole])];
  const few = points.length <= MARKED && points.length * count <= MOST_MARKERS;
  /**
   * @param {Pair} place
   * @param {number} size
   */
  const marker = (place, size) => symbols(FAMILIES[family].marker, place, size, color, colors.ground, { hollow: run.hollow, opacity });
  const markers = past.flatMap(({ at }, j) => {
    const last = j === past.length - 1;
    return (few || last) && at[1] >= grown(frame)[1] ? [marker(at, last ? 4.6 : 2.6)] : [];
  });
  return [
    clip([left, top, right, bottom], [whole, line(placesOf(past), color, 2.2, { dash, opacity, casing: colors.ground })]),
    ...markers,
  ];
}

/**
 * The names of the lines; lines that coincide have one name.
 * @param {Shown[]} all
 * @param {{ text: string, y: number } | undefined} level
 * @param {Size} size
 * @param {Colors} colors
 */
function words(all, level, size, colors) {
  const labels = new Labels(size);
  const shown = all.filter(({ run, past }) => past.length && !run.stale);
  /** @param {Shown[]} lines */
  const name = (lines) => {
    const { run, past } = lines[lines.length - 1];
    labels.write(lines.map(({ run: { entry } }) => entry.label).join(" = "), past[past.length - 1].at, familyColor(colors, run.entry.family));
  };
  const groups = coinciding(shown.filter(({ run }) => run.chartIndex === 0));
  const crowded = groups.length > FEW;
  // With many lines, names may cross other lines, but not their ends.
  if (crowded) {
    for (const { past } of shown) labels.keepOff(past[past.length - 1].at, 4);
    groups.filter(isFirst).forEach(name);
  }
  for (const { past } of shown) for (const { at } of past.slice(-MARKED)) labels.keepOff(at, 3);
  groups.filter((lines) => !crowded || !isFirst(lines)).forEach(name);
  if (level) labels.write(level.text, [size.frame[0], level.y], colors.ink);
  return labels.marks;
}

/** Groups of lines that visibly coincide. @param {Shown[]} lines */
function coinciding(lines) {
  /** @type {Shown[][]} */
  const groups = [];
  for (const line of lines) {
    const same = groups.find(([other]) => isOne(line.past, other.past));
    if (same) same.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** Lines at a smaller distance than this (pixels) coincide. */
const NONE = 0.5;

/**
 * @param {Point[]} points
 * @param {Point[]} others
 */
const isOne = (points, others) => points.length === others.length
  && points.every(({ at: [x, y] }, k) => Math.abs(x - others[k].at[0]) < NONE && Math.abs(y - others[k].at[1]) < NONE);

/** Which lines are named first if there are many. */
const FEW = 4;
const FIRST = ["gradient", "natural-gradient"];

/** @param {Shown[]} lines */
const isFirst = (lines) => lines.some(({ run }) => FIRST.includes(run.entry.name));

/** The area for lines is larger by this margin, so that markers at the edges are drawn whole. @param {number[]} box */
const grown = ([left, top, right, bottom]) => [left - 6, top - 6, right + 6, bottom + 6];

/** Long lines are divided into this many portions; the least and the largest value of each are drawn. */
const PORTIONS = 1500;

/**
 * The steps whose values are drawn, beginning with one step and including another.
 * @param {ArrayLike<number>} values
 * @param {number} from
 * @param {number} shown
 */
function stepsOf(values, from, shown) {
  /** @type {number[]} */
  const steps = [];
  const portion = isLong(values.length) ? Math.ceil(values.length / PORTIONS) : 1;
  for (let first = from; first < values.length; first += portion) {
    let [least, most] = [first, first];
    const end = Math.min(first + portion, values.length);
    for (let step = first; step < end; step += 1) {
      if (values[step] < values[least]) least = step;
      if (values[step] > values[most]) most = step;
    }
    const drawn = [least, most, ...(shown >= first && shown < end ? [shown] : []), ...(end === values.length ? [end - 1] : [])];
    steps.push(...new Set(drawn.sort((one, other) => one - other)));
  }
  return steps;
}

/**
 * The least and the largest of all drawn values above a bound, if there are any.
 * @param {Lines} lines
 * @param {number} [bound]
 * @returns {Pair | []}
 */
function extremes({ values, from }, bound = -Infinity) {
  let [least, most] = [Infinity, -Infinity];
  for (const series of values) {
    for (let step = from; step < series.length; step += 1) {
      const value = series[step];
      if (!(value > bound && value < Infinity)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return least <= most ? [least, most] : [];
}

/**
 * @param {Lines} lines
 * @param {Pair} [before]
 * @returns {Pair}
 */
function powers(lines, before) {
  const [least, most] = extremes(lines, LEAST);
  if (least === undefined || most === undefined) return before ?? [0.01, 1];
  return steadyPowers(before, [Math.max(least, most / SPAN), most], FINE);
}

/**
 * A range that begins at 0, or below it for negative losses.
 * @param {Lines} lines
 * @param {Pair} [before]
 * @returns {Pair}
 */
function plain(lines, before = [0, 0]) {
  const [least = 0, most = 0] = extremes(lines);
  const [low, high] = [-Math.min(0, least), Math.max(0, most)];
  return [low > 0 ? -steady(-before[0], low) : 0, steady(before[1], high)];
}

register("series", { panels, backdrop, marks, read, write, prepare: linesOf, grows: true, caption, brief });
