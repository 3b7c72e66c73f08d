// The distribution at the start and after each step: a density, the probability of a
// label as a function of the input, or the probabilities of three classes.

import { aboutLosses, caption as aboutSteps, perRule } from "../text/caption.js";
import { modelEntry, onALine } from "../core.js";
import { chance } from "../text/format.js";
import { classesOf } from "../state/classes.js";
import { FAMILIES, familyColor } from "../language.js";
import { area, clip, line, rect, symbols, text } from "../marks/marks.js";
import { CLASSES, chances } from "../compute/chances.js";
import { pairAt } from "../compute/points.js";
import { cloudsIn } from "../scene/prepared.js";
import { notes } from "./density/notes.js";
import { remembered } from "./kept.js";
import { register } from "./registry.js";
/** @import { State } from "../state/shape.js" */
/** @import { Colors, Shared as SharedBy, Sheet, ViewParts } from "./view.js" */
/** @import { DensityColumns, Run } from "../scene/shape.js" */
/** @import { Marker, Text } from "../marks/marks.js" */

/** Points on a curve. */
export const SAMPLES = 240;

/** The same if there are very many curves. */
const COARSE = 60;

/** Densities take at most this share of the height; probabilities have an axis. */
export const HEADROOM = 0.94;

/** Half the width of a class's bars. */
const BARS = 0.3;

/** The dotted line of the distribution at the start. */
export const BEFORE = [2, 4];

/** How far above a peak its name is; a page whose readers hold the peak needs more room (CSS pixels). */
const NEAR = 4;

/** How much ink the target has that a model is fitted to. */
const TARGET = 0.16;

/** @typedef {ViewParts<DensityColumns>} Parts */
/** @typedef {SharedBy<DensityColumns>} Shared */
/** @typedef {{ color: string, ground?: string, dash?: number[], fill: number, faint?: boolean, marker?: Marker, hollow?: boolean }} BarLook */

/** @param {State} state */
const takes = (state) => modelEntry(state.model).takes;

/** The panel of distributions, with those of the runs in the first chart. @type {Parts["panels"]} */
const panels = (state) => [{
  name: "density", title: takes(state) === "labelled" ? "What it predicts" : "The distributions",
}];

/** The caption: the loss above the minimum, and the probabilities at the landmark. @type {Parts["caption"]} */
function caption(scene, state, cursor, { chances }) {
  if (onALine(state.model) || !scene.runs.length) return undefined;
  const k = Math.floor(cursor);
  const sentences = [];
  const learned = k > 0 && scene.leastLoss !== undefined && scene.steps > 1;
  sentences.push(learned ? aboutLosses(scene, state, k) : aboutSteps(scene, state, cursor));
  if (chances?.landmark) {
    /** @param {Run} run */
    const says = (run) => (run.steps ? chance(chances.after(run, Math.min(k, run.steps))[0]) : "takes no step");
    const best = chances.best ? `the best fit says ${chance(chances.best[0])}; ` : "";
    const after = k > 0 ? perRule(scene, state, says) : `the start says ${chance(chances.before[0])}`;
    sentences.push(`${chances.landmark.label}: ${best}${after}.`);
  } else if (chances?.best) {
    const classes = classesOf(state);
    const shares = Array.from(chances.best, (p, c) => `${classes ? `${classes[c]} ` : ""}${chance(p)}`);
    sentences.push(`The best fit is what was observed, the level marks: ${shares.join(", ")}.`);
  }
  return sentences.filter(Boolean).join(" ");
}

/**
 * Evenly spaced values along a frame, from its left end to its right.
 * @param {number[]} box
 * @param {number} count
 */
export const evenly = ([, , , , x0, x1], count) => Float64Array.from({ length: count }, (_, k) => x0 + ((x1 - x0) * k) / (count - 1));

/** The index of the highest of some values. @param {Float64Array} ys */
export function highestOf(ys) {
  let best = 0;
  for (let k = 1; k < ys.length; k += 1) if (ys[k] > ys[best]) best = k;
  return best;
}

/** @type {Parts["backdrop"]} */
const backdrop = (_, { axis }, __, kept) => ({ figure: "density", still: kept.still, axis });

/** The peaks of a target can be taken by hand; the script for that is fetched when there is a target. @type {Parts["live"]} */
function live(panel, _, hooks) {
  /** @type {import("./peaks.js").PeakHandles | undefined} */
  let handles;
  let asked = false;
  const fetched = async () => {
    const { PeakHandles } = await import("./peaks.js");
    handles = new PeakHandles(panel, hooks);
    hooks.redraw();
  };
  return {
    follow(shared) {
      handles?.follow(shared);
      if (asked || modelEntry(shared.state.model).takes !== "target") return;
      asked = true;
      void fetched();
    },
    rest: () => handles?.rest(),
  };
}

/** @type {Parts["marks"]} */
function marks(_, shared, sheet) {
  const kind = takes(shared.state);
  const densities = onALine(shared.state.model);
  return { marks: densities || kind === "labelled" ? curves(shared, sheet, densities) : classes(shared, sheet.frame) };
}

/**
 * Curves above the axis of the observed quantity: densities on a common scale, probabilities on their axis.
 * @param {Shared} shared
 * @param {Sheet} sheet
 * @param {boolean} densities
 */
function curves(shared, sheet, densities) {
  const { scene, state, model, cursor, colors, highlight } = shared;
  const { frame, kept } = sheet;
  const xs = remembered(kept, "xs", [frame], () => evenly(frame, SAMPLES));
  const first = state.charts[0];
  const before = model.density(scene.starts[first], first, xs);
  const after = scene.runs.map((run) => {
    const k = Math.min(Math.floor(cursor), run.steps);
    const path = run.paths[first];
    return { run, k, ys: model.density(pairAt(path, k), first, xs) };
  });
  /** @param {Float64Array} ys */
  const peak = (ys) => ys[highestOf(ys)];
  const target = takes(state) === "target" ? model.targetDensity(xs) : undefined;
  const own = densities ? Math.max(peak(before), ...after.map(({ ys }) => peak(ys)), target ? peak(target) : 0) / HEADROOM : 1;
  // A page whose reader holds a curve keeps the scale meanwhile.
  const highest = kept.held ?? own;
  kept.highest = highest;
  const seen = [
    ...(target ? targetBehind(frame, target, highest, colors) : []),
    ...(densities ? [] : learners(shared, frame, first)),
    line(curve(frame, before, highest), colors.ink, 1.6, { dash: BEFORE }),
    ...after.filter(({ k }) => k > 0).map(({ run, ys }) => line(curve(frame, ys, highest), familyColor(colors, run.entry.family), 2.2,
      { dash: run.curve, opacity: highlight && highlight !== run.rule ? 0.2 : 1 })),
  ];
  const words = () => apart([
    ...(target ? after.slice(0, 1).filter(({ k }) => k > 0).map(({ run, ys }) => nameAt("q", ys, highest, sheet, familyColor(colors, run.entry.family))) : []),
    ...(target ? [nameAt("target p", target, highest, sheet, colors.muted)] : []),
    nameAt("before", before, highest, sheet, colors.ink),
  ], sheet);
  return [clip(frame, seen), ...(shared.columns.chances && !densities ? notes(shared, sheet, [before, ...after.map(({ ys }) => ys)]) : words())];
}

/**
 * The points of a curve whose values are evenly spaced from the left end of a frame to the right.
 * @param {number[]} box
 * @param {Float64Array} ys
 * @param {number} highest
 */
export function curve([left, top, right, bottom], ys, highest) {
  const [across, up] = [(right - left) / (ys.length - 1), (bottom - top) / highest];
  const points = new Float64Array(2 * ys.length);
  for (let k = 0; k < ys.length; k += 1) {
    points[2 * k] = left + k * across;
    points[2 * k + 1] = bottom - ys[k] * up;
  }
  return points;
}

/**
 * The last distribution of each of many learners; see order.js.
 * @param {Shared} shared
 * @param {number[]} frame
 * @param {string} chart
 */
function learners({ scene, model, colors }, frame, chart) {
  const xs = evenly(frame, COARSE);
  return cloudsIn(scene).flatMap(({ family, places: { [chart]: flat } }) => {
    const all = Array.from({ length: flat.length / 2 }, (_, k) => pairAt(flat, k));
    return all.filter((at) => model.contains(at, chart))
      .map((at) => line(curve(frame, model.density(at, chart, xs), 1), familyColor(colors, family), 1, { opacity: 0.3 }));
  });
}

/**
 * The density that a model is fitted to, filled, behind those of the model.
 * @param {number[]} frame
 * @param {Float64Array} target
 * @param {number} highest
 * @param {Colors} colors
 */
function targetBehind(frame, target, highest, colors) {
  const [left, , right, bottom] = frame;
  const edge = curve(frame, target, highest);
  return [area([...edge, right, bottom, left, bottom], colors.muted, TARGET), line(edge, colors.muted, 1)];
}

/**
 * The name of a curve, at its peak; the curves of rules are known by their colours.
 * @param {string} name
 * @param {Float64Array} ys
 * @param {number} highest
 * @param {Sheet} sheet
 * @param {string} color
 */
function nameAt(name, ys, highest, { frame: [left, top, right, bottom], style, measure, kept }, color) {
  const peak = highestOf(ys);
  const x = left + (peak / (ys.length - 1)) * (right - left);
  const y = bottom - (ys[peak] / highest) * (bottom - top);
  const width = measure(name);
  const at = Math.min(right - width, Math.max(left, x - width / 2));
  const middle = Math.max(0.5 * style.text + 2, y - (kept.room ?? NEAR) - 0.5 * style.text);
  return text(name, at, middle, color, { halo: style.ground });
}

/**
 * Names without those that would lie on an earlier one.
 * @param {Text[]} words
 * @param {Sheet} sheet
 */
const apart = (words, { style, measure }) => words.filter((one, k) => !words.slice(0, k).some((other) => {
  const [left, right] = one.x < other.x ? [one, other] : [other, one];
  return Math.abs(one.y - other.y) < 1.2 * style.text && right.x - left.x < measure(left.text) + 4;
}));

/**
 * Bars for the three classes: dotted before any step, filled after.
 * @param {Shared} shared
 * @param {number[]} frame
 */
function classes({ scene, columns: { chances }, cursor, colors, highlight }, frame) {
  if (!chances) return [];
  const [left, , right, , x0, x1] = frame;
  const taken = scene.runs.map((run) => ({ run, k: Math.min(Math.floor(cursor), run.steps) })).filter(({ k }) => k > 0);
  const room = (2 * BARS * (right - left)) / (x1 - x0);
  const width = room / (taken.length + 1);
  /** @param {number} c */
  const middle = (c) => left + ((CLASSES[c] - x0) / (x1 - x0)) * (right - left);
  /**
   * @param {number} slot
   * @param {ArrayLike<number>} values
   * @param {BarLook} looks
   */
  const bars = (slot, values, looks) => Array.from(values).flatMap((p, c) =>
    bar(frame, middle(c) - room / 2 + (slot + 0.5) * width, 0.38 * width, p, looks));
  return [
    ...(chances.best ? observed(frame, chances.best, middle, room, colors) : []),
    ...bars(0, chances.before, { color: colors.ink, dash: BEFORE, fill: 0 }),
    ...taken.flatMap(({ run, k }, index) => bars(index + 1, chances.after(run, k), {
      color: familyColor(colors, run.entry.family), ground: colors.ground, faint: Boolean(highlight) && highlight !== run.rule,
      fill: run.chartIndex > 0 ? 0.08 : 0.3, marker: FAMILIES[run.entry.family].marker, hollow: run.hollow,
    })),
  ];
}

/**
 * The observed frequencies, as wide as the bars.
 * @param {number[]} box
 * @param {ArrayLike<number>} frequencies
 * @param {(c: number) => number} middle
 * @param {number} room
 * @param {Colors} colors
 */
const observed = ([, top, , bottom], frequencies, middle, room, colors) => Array.from(frequencies, (p, c) => {
  const y = bottom - p * (bottom - top);
  return line([middle(c) - room / 2 - 6, y, middle(c) + room / 2 + 6, y], colors.ink, 1.6);
});

/**
 * @param {number[]} box
 * @param {number} x
 * @param {number} half
 * @param {number} p
 * @param {BarLook} look
 */
export function bar([, top, , bottom], x, half, p, { color, ground = "none", dash, fill, faint, marker, hollow }) {
  const y = bottom - p * (bottom - top);
  const opacity = faint ? 0.3 : 1;
  return [
    ...(fill ? [rect(x - half, y, 2 * half, bottom - y, color, fill * opacity)] : []),
    line([x - half, bottom, x - half, y, x + half, y, x + half, bottom], color, 1.6, { dash, opacity }),
    ...(marker ? [symbols(marker, [x, y], Math.min(4, half), color, ground, { hollow, opacity })] : []),
  ];
}

register("density", { panels, backdrop, marks, live, prepare: chances, caption });
