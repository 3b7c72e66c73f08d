// Words beside points. Each word is placed where there is room, or left out.

import { line, text } from "./marks.js";
/** @import { Pair } from "../../pkg/kl_ball.js" */

/** Pixels between a point and its word, for text up to 12 pixels high. */
const GAP = 13;

/** Possible places of a word around its point, as horizontal and vertical side, in order of preference. */
const PLACES = [[1, 0], [1, -1], [-1, 0], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1]];

/** The farthest that a word is from its point, in such gaps. */
const FARTHEST = 12;

export class Labels {
  #area;
  #ground;
  #size;
  #gap;
  #measure;
  /** Boxes that no word may cover, side by side: left, top, right, bottom. @type {number[]} */
  #taken = [];
  /** The words that have found a place, and lines to those that are far off. @type {import("./marks.js").Mark[]} */
  marks = [];

  /**
   * Labels inside the plotting area of a sheet.
   * @param {{ frame: ArrayLike<number>, style: { ground: string, text: number }, measure: (text: string) => number }} sheet
   */
  constructor({ frame, style: { ground, text: size }, measure }) {
    this.#area = frame;
    this.#ground = ground;
    this.#size = size;
    this.#gap = GAP * Math.max(1, size / 12);
    this.#measure = measure;
  }

  /** Keeps words off a point. @param {ArrayLike<number>} at @param {number} reach */
  keepOff({ 0: x, 1: y }, reach) {
    this.#taken.push(x - reach, y - reach, x + reach, y + reach);
  }

  /** Keeps words off the line through some points. @param {ArrayLike<number>[]} points @param {number} reach */
  keepOffLine(points, reach) {
    points.forEach((from, k) => {
      const to = points[Math.min(k + 1, points.length - 1)];
      for (let part = 0; part < 1; part += 1 / 8) {
        this.keepOff([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])], reach);
      }
    });
  }

  /** Writes a word beside a point, if one of its places is free; returns whether one was. @param {string} word @param {ArrayLike<number>} at @param {string} color */
  write(word, { 0: x, 1: y }, color) {
    const width = this.#measure(word);
    const [half, gap] = [this.#size * 0.62, this.#gap];
    for (const [across, down] of PLACES) {
      const left = across > 0 ? x + gap * (down ? 0.5 : 1) : across < 0 ? x - gap * (down ? 0.5 : 1) - width : x - width / 2;
      const middle = y + down * gap * (across ? 1 : 1.35);
      if (!this.#isFree(left - 2, middle - half, left + width + 2, middle + half)) continue;
      // Two words need a larger distance than a word and a line.
      this.#taken.push(left - 4, middle - half - 2, left + width + 4, middle + half + 2);
      this.marks.push(text(word, left, middle, color, { halo: this.#ground, of: [x, y] }));
      return true;
    }
    return false;
  }

  /** Writes a word some way off, with a thin line to its point; returns whether there was room. @param {string} word @param {Pair} at @param {string} color */
  writeFar(word, [x, y], color) {
    const [width, half] = [this.#measure(word), this.#size * 0.62];
    for (let far = 2; far <= FARTHEST; far += 1) {
      for (const [across, down] of PLACES) {
        const reach = far * this.#gap;
        const [toX, toY] = [x + across * reach, y + down * reach];
        const left = across > 0 ? toX : across < 0 ? toX - width : x - width / 2;
        if (!this.#isFree(left - 2, toY - half, left + width + 2, toY + half)) continue;
        this.#taken.push(left - 4, toY - half - 2, left + width + 4, toY + half + 2);
        const end = across ? [toX - 3 * across, toY] : [x, toY - down * half];
        this.marks.push(line([x, y, ...end], color, 1, { opacity: 0.7 }), text(word, left, toY, color, { halo: this.#ground, of: [x, y] }));
        return true;
      }
    }
    return false;
  }

  /** Writes a number or a word centred at a point, even if there is something. @param {string} word @param {ArrayLike<number>} at @param {string} color */
  center(word, { 0: x, 1: y }, color) {
    this.marks.push(text(word, x, y, color, { anchor: "middle", halo: this.#ground, passing: true }));
  }

  /** The same where nothing is in the way; returns whether it was written. @param {string} word @param {ArrayLike<number>} at @param {string} color */
  centerIfFree(word, { 0: x, 1: y }, color) {
    const [wide, high] = [this.#measure(word) / 2, this.#size * 0.62];
    if (!this.#isFree(x - wide - 2, y - high, x + wide + 2, y + high)) return false;
    this.#taken.push(x - wide - 4, y - high - 2, x + wide + 4, y + high + 2);
    this.center(word, [x, y], color);
    return true;
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  #isFree(left, top, right, bottom) {
    const { 0: areaLeft, 1: areaTop, 2: areaRight, 3: areaBottom } = this.#area;
    if (!(left >= areaLeft && right <= areaRight && top >= areaTop && bottom <= areaBottom)) return false;
    const taken = this.#taken;
    for (let k = 0; k < taken.length; k += 4) {
      if (right >= taken[k] && left <= taken[k + 2] && bottom >= taken[k + 1] && top <= taken[k + 3]) return false;
    }
    return true;
  }
}
