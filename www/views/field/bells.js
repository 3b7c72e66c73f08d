// The distributions at the handle, at the costliest point of the disc, and where the ball ends in the
// same direction: densities, probabilities of a label, or bars of classes, with their key.

import { CLASSES } from "../../compute/chances.js";
import { modelEntry, onALine } from "../../core.js";
import { nats, spoken } from "../../text/format.js";
import { area, clip, line, text } from "../../marks/marks.js";
import { BEFORE, HEADROOM, SAMPLES, bar, curve, evenly, highestOf } from "../density.js";
/** @import { Shared, Sheet } from "../view.js" */
/** @import { Mark } from "../../marks/marks.js" */
/** @import { FieldColumns, Pair } from "../../scene/shape.js" */

/** Length of a sample of a line in the key, and its distance from the words (CSS pixels). */
const [SAMPLE, APART] = [22, 7];

/** The height of a line of the key, in sizes of its type, and the largest share of the width that it may take beside the curves. */
const [LINE, BESIDE] = [1.45, 0.35];

/** @typedef {{ at: Pair, name: string, color: string, dash?: number[], width: number }} Bell */

/**
 * The marks of the panel of distributions, in the first chart.
 * @param {Shared<FieldColumns>} shared
 * @param {Sheet} sheet
 * @returns {Mark[]}
 */
export function bells({ scene, columns, state, model, colors }, sheet) {
  const [chart] = state.charts;
  const { cost, worst = NaN, costliest, onBall } = columns.rivals[chart];
  const reached = costliest && Number.isFinite(worst);
  /** @type {Bell[]} */
  const all = [
    { at: scene.starts[chart], name: "at the handle", color: colors.ink, dash: BEFORE, width: 1.8 },
    ...(onBall ? [{ at: onBall, name: `on the ball: ${nats(cost)}`, color: colors.exact, width: 2.4 }] : []),
    ...(reached ? [{ at: costliest, name: `on the disc: ${spoken(worst)} nats`, color: colors.euclidean, width: 2.4 }] : []),
  ];
  const { frame } = sheet;
  if (!onALine(state.model) && modelEntry(state.model).takes !== "labelled") {
    return [clip(frame, bars(all, (at) => model.density(at, chart, CLASSES), frame)), ...keyOf(all, sheet, 1)];
  }
  const xs = evenly(frame, SAMPLES);
  const ys = all.map(({ at }) => model.density(at, chart, xs));
  // In a narrow panel the curves begin below the key.
  const [left, top, right, bottom] = frame;
  const above = wideOf(all, sheet) > BESIDE * (right - left) ? heightOf(all, sheet) / (bottom - top) : 0;
  const highest = (onALine(state.model) ? Math.max(...ys.map((values) => values[highestOf(values)])) / HEADROOM : 1) / (1 - above);
  const lines = all.map(({ color, dash, width }, k) => line(curve(frame, ys[k], highest), color, width, { dash }));
  const below = ys.length > 1 ? [area([...curve(frame, ys[0], highest), frame[2], frame[3], frame[0], frame[3]], colors.ink, 0.05)] : [];
  return [clip(frame, [...below, ...lines]), ...keyOf(all, sheet, highestOf(ys[0]) < SAMPLES / 2 ? 1 : 0)];
}

/**
 * A group of bars for each class.
 * @param {Bell[]} all
 * @param {(at: Pair) => Float64Array} chances
 * @param {number[]} frame
 */
function bars(all, chances, frame) {
  const [left, , right, , x0, x1] = frame;
  const width = (0.6 * (right - left)) / (x1 - x0) / all.length;
  return all.flatMap(({ at, color, dash }, k) => Array.from(chances(at), (p, c) => {
    const x = left + ((CLASSES[c] - x0) / (x1 - x0)) * (right - left) + (k - (all.length - 1) / 2) * width;
    return bar(frame, x, 0.38 * width, p, { color, dash, fill: dash ? 0 : 0.3 });
  }).flat());
}

/** @param {Bell[]} all @param {Sheet} sheet */
const wideOf = (all, { measure }) => SAMPLE + APART + Math.max(...all.map(({ name }) => measure(name)));

/** @param {Bell[]} all @param {Sheet} sheet */
const heightOf = (all, { style }) => (all.length + 0.4) * LINE * style.text;

/**
 * The key of the curves, in the corner of the given side: 0 left, 1 right.
 * @param {Bell[]} all
 * @param {Sheet} sheet
 * @param {0 | 1} side
 */
function keyOf(all, sheet, side) {
  const { frame: [left, top, right], style } = sheet;
  const x = side ? right - wideOf(all, sheet) - 6 : left + 8;
  return all.flatMap(({ name, color, dash, width }, k) => {
    const y = top + (k + 0.75) * LINE * style.text;
    return [
      line([x, y, x + SAMPLE, y], color, width, { dash }),
      text(name, x + SAMPLE + APART, y, color, { halo: style.ground, passing: true }),
    ];
  });
}
