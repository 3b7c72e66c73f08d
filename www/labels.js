// Words beside points: each goes where there is room, or is left out.

import { haloed, widthOf, writeWord } from "./lettering.js";

/** Pixels between a point and its word, where text is 12 pixels high or less. */
const GAP = 13;

/** A word's places around its point: horizontal and vertical side, in order of preference. */
const PLACES = [[1, 0], [1, -1], [-1, 0], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1]];

export class Labels {
  #context;
  #area;
  #ground;
  #size;
  #gap;
  /** Rectangles, side by side: left, top, right, bottom. */
  #taken = [];

  /** Labels inside an area `[left, top, right, bottom]`, on a ground colour; text is as large as a style says. */
  constructor(context, area, ground, { text: size }) {
    this.#context = context;
    this.#area = area;
    this.#ground = ground;
    this.#size = size;
    this.#gap = GAP * Math.max(1, size / 12);
  }

  /** Keeps words off a point. */
  keepOff([x, y], reach) {
    this.#taken.push(x - reach, y - reach, x + reach, y + reach);
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
    const width = widthOf(this.#context, text);
    const [half, gap] = [this.#size * 0.62, this.#gap];
    for (const [across, down] of PLACES) {
      const left = across > 0 ? x + gap * (down ? 0.5 : 1) : across < 0 ? x - gap * (down ? 0.5 : 1) - width : x - width / 2;
      const middle = y + down * gap * (across ? 1 : 1.35);
      if (!this.#isFree(left - 2, middle - half, left + width + 2, middle + half)) continue;
      // Two words need more room between them than a word and a line.
      this.#taken.push(left - 4, middle - half - 2, left + width + 4, middle + half + 2);
      writeWord(this.#context, text, left, middle, color, this.#ground);
      return true;
    }
    return false;
  }

  /** Writes a number, or a word, in the middle of a place, whatever is there. */
  center(text, [x, y], color) {
    const left = x - widthOf(this.#context, text) / 2;
    haloed(this.#context, text, left, y, color, this.#ground);
  }

  #isFree(left, top, right, bottom) {
    const [areaLeft, areaTop, areaRight, areaBottom] = this.#area;
    if (!(left >= areaLeft && right <= areaRight && top >= areaTop && bottom <= areaBottom)) return false;
    const taken = this.#taken;
    for (let k = 0; k < taken.length; k += 4) {
      if (right >= taken[k] && left <= taken[k + 2] && bottom >= taken[k + 1] && top <= taken[k + 3]) return false;
    }
    return true;
  }
}
