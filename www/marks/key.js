// The key of the rules in a figure: for each rule a piece of its line with its marker, and its
// name.

import { FAMILIES, familyColor } from "../language.js";
import { line, symbols, text } from "./marks.js";
/** @import { Colors } from "../views/common.js" */
/** @import { Family } from "../scene/shape.js" */

/**
 * The key, in as many rows as it needs.
 * @param {{ label: string, family: Family, dash: number[], hollow: boolean }[]} rules
 * @param {{ height: number, middle: number, size: number, sample: number, gap: number, between: number }} look sizes in CSS pixels
 * @param {number} width
 * @param {Colors} colors
 * @param {(text: string) => number} measure
 */
export function curveKey(rules, { height, middle, size, sample, gap, between }, width, colors, measure) {
  /** @type {import("./marks.js").Mark[]} */
  const marks = [];
  let [x, y] = [0, middle];
  for (const { label, family, dash, hollow } of rules) {
    const wide = sample + gap + measure(label);
    if (x && x + wide > width) [x, y] = [0, y + height];
    const color = familyColor(colors, family);
    marks.push(
      line([x, y, x + sample, y], color, 2.2, { dash }),
      symbols(FAMILIES[family].marker, [x + sample / 2, y], 4, color, colors.ground, { hollow }),
      text(label, x + sample + gap, y, colors.ink, { size }),
    );
    x += wide + between;
  }
  return { height: rules.length ? y - middle + height : 0, marks };
}
