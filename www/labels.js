// Words beside points: each goes where there is room, or is left out.

import { fontOf, haloed, widthOf, writeWord } from "./lettering.js";

/** Pixels between a point and its word, where text is 12 pixels high or less. */
const GAP = 13;

/** A word's places around its point: horizontal and vertical side, in order of preference. */
const PLACES = [[1, 0], [1, -1], [-1, 0], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1]];

export class Labels {
  #context;
  #area;
  #ground;
  #size;
  #look;
  #gap;
  #taken = [];

  /** Labels inside an area `[left, top, right, bottom]`, on a ground colour; text size and resolution are those of a style. */
  constructor(context, area, ground, { text: size, ratio }) {
    this.#context = context;
    this.#area = area;
    this.#ground = ground;
    this.#size = size;
    this.#gap = GAP * Math.max(1, size / 12);
    const font = fontOf(context, size);
    this.#look = { font, ratio };
    // To ask a context for its font takes long.
    if (context.lettered !== font) context.font = context.lettered = font;
    context.textBaseline = "middle";
    context.setLineDash([]);
  }

  /** Keeps words off a point. */
  keepOff([x, y], reach) {
    this.#taken.push([x - reach, y - reach, x + reach, y + reach]);
  }

  /** Keeps words off the line through some points. */
  keepOffLine(points, reach) {
    points.forEach((from, k) => {
      const to = points[Math.min(k + 1, points.length - 1)];
      for (let part = 0; part < 1; part += 1 / 8) {
        this.keepOff([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])], reach);
      }
    });
  }

  /** Writes a word beside a point, if one of its places is free; says whether one was. */
  write(text, [x, y], color) {
    const width = widthOf(this.#context, text, this.#look.font);
    const [half, gap] = [this.#size * 0.62, this.#gap];
    for (const [across, down] of PLACES) {
      const left = across > 0 ? x + gap * (down ? 0.5 : 1) : across < 0 ? x - gap * (down ? 0.5 : 1) - width : x - width / 2;
      const middle = y + down * gap * (across ? 1 : 1.35);
      const box = [left - 2, middle - half, left + width + 2, middle + half];
      if (!this.#isFree(box)) continue;
      // Two words need more room between them than a word and a line.
      this.#taken.push([box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2]);
      writeWord(this.#context, this.#look, text, left, middle, color, this.#ground);
      return true;
    }
    return false;
  }

  /** Writes a number, or a word, in the middle of a place, whatever is there. */
  center(text, [x, y], color) {
    const left = x - widthOf(this.#context, text, this.#look.font) / 2;
    this.#context.font = this.#look.font;
    haloed(this.#context, text, left, y, color, this.#ground);
  }

  #isFree([left, top, right, bottom]) {
    const [areaLeft, areaTop, areaRight, areaBottom] = this.#area;
    const inside = left >= areaLeft && right <= areaRight && top >= areaTop && bottom <= areaBottom;
    if (!inside) return false;
    return !this.#taken.some((box) => right >= box[0] && left <= box[2] && bottom >= box[1] && top <= box[3]);
  }
}
