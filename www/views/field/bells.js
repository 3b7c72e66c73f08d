// The distributions at the handle, at the costliest point of the disc, and where the ball ends in the
// same direction: densities, probabilities of a label, or bars of classes, with their key.

import { areBars } from "../../compute/bells.js";
import { CLASSES } from "../../compute/chances.js";
import { onALine } from "../../core.js";
import { nats, spoken } from "../../text/format.js";
import { area, clip, line, text } from "../../marks/marks.js";
import { BEFORE, HEADROOM, bar, curve, highestOf } from "../density.js";
/** @import { Answered, Colors, Moment, Size } from "../view.js" */
/** @import { Mark } from "../../marks/marks.js" */
/** @import { FieldAnswers, FieldColumns } from "../../scene/shape.js" */

/** Length of a sample of a line in the key, and its distance from the words (CSS pixels). */
const [SAMPLE, GAP] = [22, 7];

/** The height of a line of the key, in sizes of its type, and the largest share of the width that it may take beside the curves. */
const [LINE, BESIDE] = [1.45, 0.35];

/** @typedef {{ ys: Float64Array, name: string, color: string, dash?: number[], width: number }} Bell A distribution: its curve or its bars, and how it looks. */

/**
 * The marks of the panel of distributions, in the first chart.
 * @param {Moment} moment
 * @param {Answered<FieldColumns, FieldAnswers>} numbers
 * @param {Size} size
 * @param {Colors} colors
 * @returns {Mark[]}
 */
export function bells({ state }, { columns, answers }, size, colors) {
  const { cost, worst = NaN } = columns.rivals[state.charts[0]];
  const looks = {
    handle: { name: "at the handle", color: colors.ink, dash: BEFORE, width: 1.8 },
    ball: { name: `on the ball: ${nats(cost)}`, color: colors.exact, width: 2.4 },
    disc: { name: `on the disc: ${spoken(worst)} nats`, color: colors.euclidean, width: 2.4 },
  };
  /** @type {Bell[]} */
  const all = (answers.bells ?? []).map(({ name, ys }) => ({ ...looks[name], ys }));
  const { frame } = size;
  if (areBars(state)) return [clip(frame, bars(all, frame)), ...keyOf(all, size, 1)];
  // In a narrow panel the curves begin below the key.
  const [left, top, right, bottom] = frame;
  const above = wideOf(all, size) > BESIDE * (right - left) ? heightOf(all, size) / (bottom - top) : 0;
  const highest = (onALine(state.model) ? Math.max(...all.map(({ ys }) => ys[highestOf(ys)])) / HEADROOM : 1) / (1 - above);
  const lines = all.map(({ ys, color, dash, width }) => line(curve(frame, ys, highest), color, width, { dash }));
  const [{ ys: first }] = all;
  const below = all.length > 1 ? [area([...curve(frame, first, highest), frame[2], frame[3], frame[0], frame[3]], colors.ink, 0.05)] : [];
  return [clip(frame, [...below, ...lines]), ...keyOf(all, size, highestOf(first) < first.length / 2 ? 1 : 0)];
}

/**
 * A group of bars for each class.
 * @param {Bell[]} all
 * @param {number[]} frame
 */
function bars(all, frame) {
  const [left, , right, , x0, x1] = frame;
  const width = (0.6 * (right - left)) / (x1 - x0) / all.length;
  return all.flatMap(({ ys, color, dash }, k) => Array.from(ys, (p, c) => {
    const x = left + ((CLASSES[c] - x0) / (x1 - x0)) * (right - left) + (k - (all.length - 1) / 2) * width;
    return bar(frame, x, 0.38 * width, p, { color, dash, fill: dash ? 0 : 0.3 });
  }).flat());
}

/** @param {Bell[]} all @param {Size} size */
const wideOf = (all, { measure }) => SAMPLE + GAP + Math.max(...all.map(({ name }) => measure(name)));

/** @param {Bell[]} all @param {Size} size */
const heightOf = (all, { style }) => (all.length + 0.4) * LINE * style.text;

/**
 * The key of the curves, in the corner of the given side: 0 left, 1 right.
 * @param {Bell[]} all
 * @param {Size} size
 * @param {0 | 1} side
 */
function keyOf(all, size, side) {
  const { frame: [left, top, right], style } = size;
  const x = side ? right - wideOf(all, size) - 6 : left + 8;
  return all.flatMap(({ name, color, dash, width }, k) => {
    const y = top + (k + 0.75) * LINE * style.text;
    return [
      line([x, y, x + SAMPLE, y], color, width, { dash }),
      text(name, x + SAMPLE + GAP, y, color, { halo: style.ground, passing: true }),
    ];
  });
}
