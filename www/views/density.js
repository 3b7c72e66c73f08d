// The distribution at the start and after each step: a density, the probability of a
// label as a function of the input, or the probabilities of three classes.

import { aboutLosses, caption as aboutSteps, perRule } from "../text/caption.js";
import { modelEntry, onALine } from "../core.js";
import { chance } from "../text/format.js";
import { classesOf } from "../state/classes.js";
import { measured } from "../state/data.js";
import { FAMILIES, familyColor } from "../language.js";
import { area, clip, line, rect, symbols, text } from "../marks/marks.js";
import { CLASSES, chances } from "../compute/chances.js";
import { pairAt } from "../compute/points.js";
import { askDensity } from "../compute/densities.js";
import { notes } from "./density/notes.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { Pair } from "../../pkg/kl_ball.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Answered, Colors, Moment, Size, ViewParts } from "./view.js" */
/** @import { DensityAnswers, DensityColumns, Run } from "../scene/shape.js" */
/** @import { Marker, Text } from "../marks/marks.js" */

/** Densities take at most this share of the height; probabilities have an axis. */
export const HEADROOM = 0.94;

/** Half the width of a class's bars. */
const BARS = 0.3;

/** The dotted line of the distribution at the start. */
export const BEFORE = [2, 4];

/** How far above a peak its name is; a page whose readers hold the peak needs more room (CSS pixels). */
const NEAR = 4;

/** The opacity of the area below the target that a model is fitted to. */
const TARGET = 0.16;

/** @typedef {ViewParts<DensityColumns, DensityAnswers>} Parts */
/** @typedef {Answered<DensityColumns, DensityAnswers>} Numbers */
/** @typedef {{ color: string, ground?: string, dash?: number[], fill: number, faint?: boolean, marker?: Marker, hollow?: boolean }} BarLook */

/** @param {State} state */
const takes = (state) => modelEntry(state.model).takes;

/** The panel of distributions, with those of the runs in the first chart. @type {Parts["panels"]} */
const panels = (state) => [{
  name: "density", title: takes(state) === "labelled" ? "What it predicts" : "The distributions",
}];

/** The caption: the loss above the minimum, and the probabilities at the landmark. @type {Parts["caption"]} */
function caption(scene, state, cursor, { chances, after }) {
  if (onALine(state.model) || !scene.runs.length) return undefined;
  const k = Math.floor(cursor);
  const sentences = [];
  const learned = k > 0 && scene.leastLoss !== undefined && scene.steps > 1;
  sentences.push(learned ? aboutLosses(scene, state, k) : aboutSteps(scene, state, cursor));
  if (chances?.landmark && after) {
    const [chart] = state.charts;
    const { at: input } = chances.landmark;
    /** @param {number} p @param {string} named @param {Pair} place */
    const ofLabel = (p, named, place) => told(chance(p), "label", named, place, input);
    /** @param {Run} run */
    const says = (run) => {
      const at = Math.min(k, run.steps);
      return run.steps ? ofLabel(after(run, at)[0], run.chart, pairAt(run.paths[run.chart], at)) : "takes no step";
    };
    const best = chances.best ? `the best fit says ${ofLabel(chances.best[0], chart, /** @type {Pair} */ (scene.optima[chart]))}; ` : "";
    const now = k > 0 ? perRule(scene, state, says) : `the start says ${ofLabel(chances.before[0], chart, scene.starts[chart])}`;
    sentences.push(`${chances.landmark.label}: ${best}${now}.`);
  } else if (chances?.best) {
    const classes = classesOf(state);
    const shares = Array.from(chances.best, (p, c) => `${classes ? `${classes[c]} ` : ""}${told(chance(p), "observed", c)}`);
    sentences.push(`The best fit is what was observed, the level marks: ${shares.join(", ")}.`);
  }
  return sentences.filter(Boolean).join(" ");
}

/** The index of the highest of some values. @param {Float64Array} ys */
export function highestOf(ys) {
  let best = 0;
  for (let k = 1; k < ys.length; k += 1) if (ys[k] > ys[best]) best = k;
  return best;
}

/** @type {Parts["backdrop"]} */
const backdrop = ({ state, axis, grip }) => ({ figure: "density", still: grip?.axis, axis, quantity: measured(state) });

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
function marks(state, columns, size, colors) {
  const kind = takes(state.state);
  const densities = onALine(state.state.model);
  return densities || kind === "labelled" ? curves(state, columns, size, colors, densities) : { marks: classes(state, columns, size.frame, colors) };
}

/**
 * Curves above the axis of the observed quantity: densities on a common scale, probabilities on their axis.
 * @param {Moment} moment
 * @param {Numbers} numbers
 * @param {Size} size
 * @param {Colors} colors
 * @param {boolean} densities
 */
function curves(moment, numbers, size, colors, densities) {
  const { cursor, highlight, held, grip } = moment;
  const { scene, columns: { chances }, answers } = numbers;
  const { frame } = size;
  if (!answers.curves) return { marks: [] };
  const { before, target } = answers.curves;
  const found = answers.curves.after;
  const after = scene.runs.map((run, r) => ({ run, k: Math.min(Math.floor(cursor), run.steps), ys: found[r] }));
  /** @param {Float64Array} ys */
  const peak = (ys) => ys[highestOf(ys)];
  const own = densities ? Math.max(peak(before), ...after.map(({ ys }) => peak(ys)), target ? peak(target) : 0) / HEADROOM : 1;
  // While a reader holds a curve the scale stays.
  const highest = (grip && held.highest) ?? own;
  const seen = [
    ...(target ? targetBehind(frame, target, highest, colors) : []),
    ...answers.learners.map(({ family, ys }) => line(curve(frame, ys, 1), familyColor(colors, family), 1, { opacity: 0.3 })),
    line(curve(frame, before, highest), colors.ink, 1.6, { dash: BEFORE }),
    ...after.filter(({ k }) => k > 0).map(({ run, ys }) => line(curve(frame, ys, highest), familyColor(colors, run.entry.family), 2.2,
      { dash: run.curve, opacity: highlight && highlight !== run.rule ? 0.2 : 1 })),
  ];
  const words = () => withoutOverlaps([
    ...(target ? after.slice(0, 1).filter(({ k }) => k > 0).map(({ run, ys }) => nameAt("q", ys, highest, size, familyColor(colors, run.entry.family))) : []),
    ...(target ? [nameAt("target p", target, highest, size, colors.muted)] : []),
    nameAt("before", before, highest, size, colors.ink),
  ], size);
  const written = chances && !densities ? notes(moment, numbers, size, colors, [before, ...after.map(({ ys }) => ys)]) : words();
  return { marks: [clip(frame, seen), ...written], held: { highest } };
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
 * @param {Size} size
 * @param {string} color
 */
function nameAt(name, ys, highest, { frame: [left, top, right, bottom], style, measure, room = NEAR }, color) {
  const peak = highestOf(ys);
  const x = left + (peak / (ys.length - 1)) * (right - left);
  const y = bottom - (ys[peak] / highest) * (bottom - top);
  const width = measure(name);
  const at = Math.min(right - width, Math.max(left, x - width / 2));
  const middle = Math.max(0.5 * style.text + 2, y - room - 0.5 * style.text);
  return text(name, at, middle, color, { halo: style.ground });
}

/**
 * Names without those that would lie on an earlier one.
 * @param {Text[]} words
 * @param {Size} size
 */
const withoutOverlaps = (words, { style, measure }) => words.filter((one, k) => !words.slice(0, k).some((other) => {
  const [left, right] = one.x < other.x ? [one, other] : [other, one];
  return Math.abs(one.y - other.y) < 1.2 * style.text && right.x - left.x < measure(left.text) + 4;
}));

/**
 * Bars for the three classes: dotted before any step, filled after.
 * @param {Moment} moment
 * @param {Numbers} numbers
 * @param {number[]} frame
 * @param {Colors} colors
 */
function classes({ highlight }, { scene, columns: { chances }, answers }, frame, colors) {
  if (!chances) return [];
  const [left, , right, , x0, x1] = frame;
  const taken = scene.runs.flatMap((run, r) => {
    const after = answers.chances[r];
    return after ? [{ run, after }] : [];
  });
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
    ...taken.flatMap(({ run, after }, index) => bars(index + 1, after, {
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

register("density", { panels, backdrop, ask: askDensity, marks, live, prepare: chances, caption });
