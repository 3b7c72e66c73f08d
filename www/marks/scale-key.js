// The key below a panel of colours: their scale, with numbers, and a sample of each other look with what it means. Pictures have
// it as marks; a page has elements for it.

import { line, rect, text } from "./marks.js";
/** @import { Colors } from "../views/common.js" */
/** @import { Mark } from "./marks.js" */

/**
 * What such a key says: the colour of the scale, how opaque it is at both ends, its ticks, from 0 to 1, and samples of other looks, all of one size.
 * @typedef {{ word: string, color: string, strength: readonly [first: number, last: number], ticks: { label: string, at: number }[], sample: readonly [width: number, height: number], items: { words: string, cells: Uint8ClampedArray }[] }} ScaleKey
 */

/** The size of its words, the height of a row of them, and the room around it (CSS pixels). */
const [TEXT, ROW, PAD] = [12.5, 20, 4];

/** The scale: where it begins, its greatest width, its height, what is left free above and beside it, and how far below it its numbers and the next row stand (CSS pixels). */
const SCALE = { left: 6, widest: 320, height: 14, right: 52, above: 2, numbers: 10, below: 22 };

/** Shades of the scale: as many as one sees as a smooth one. */
const SHADES = 24;

/** From the scale to its word, from a sample to its words, and from those to the next sample (CSS pixels). */
const [AFTER, GAP, BETWEEN] = [8, 6, 18];

/**
 * The key as marks, from the lower left corner of a panel of this width, and how high it is.
 * @param {ScaleKey} key
 * @param {number} width
 * @param {Colors} colors
 * @param {(words: string, size: number) => number} measure
 */
export function keyBelow({ word, color, strength: [first, last], ticks, sample: [wide, high], items }, width, colors, measure) {
  const long = Math.max(1, Math.min(SCALE.widest, width - 2 * PAD - SCALE.left - SCALE.right));
  const [left, top, bottom] = [PAD + SCALE.left, PAD + SCALE.above, PAD + SCALE.above + SCALE.height];
  /** @type {Mark[]} */
  const marks = [
    ...Array.from({ length: SHADES }, (_, k) => {
      const [from, to] = [k, k + 1].map((edge) => Math.round(left + (edge * long) / SHADES));
      return rect(from, top, to - from, SCALE.height, color, Math.round(100 * (first + ((last - first) * k) / (SHADES - 1))) / 100);
    }),
    line([left, top, left + long, top, left + long, bottom, left, bottom, left, top], colors.muted, 1, { opacity: 0.35 }),
    text(word, left + long + AFTER, (top + bottom) / 2, colors.ink, { size: TEXT }),
    ...ticks.map(({ label, at }) => text(label, left + at * long, bottom + SCALE.numbers, colors.muted, { size: TEXT, anchor: "middle" })),
  ];
  let [x, y] = [PAD, bottom + SCALE.below + ROW / 2];
  for (const { words, cells } of items) {
    const room = wide + GAP + measure(words, TEXT);
    if (x > PAD && x + room > width - PAD) [x, y] = [PAD, y + ROW];
    marks.push({ kind: "image", x, y: y - high / 2, width: wide, height: high, columns: wide, rows: high, cells }, text(words, x + wide + GAP, y, colors.ink, { size: TEXT }));
    x += room + BETWEEN;
  }
  return { height: y + ROW / 2 + PAD, marks };
}
