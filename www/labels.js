// Words beside points: each goes where there is room, or is left out.

/** Pixels between a point and its word, where text is 12 pixels high or less. */
const GAP = 13;

/** A word's places around its point: horizontal and vertical side, in order of preference. */
const PLACES = [[1, 0], [1, -1], [-1, 0], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1]];

/** Widths are asked for at every frame and never change. */
const widths = new Map();

export class Labels {
  #context;
  #area;
  #ground;
  #size;
  #font;
  #gap;
  #taken = [];

  /** Labels inside an area `[left, top, right, bottom]`, on a ground colour, of a text size. */
  constructor(context, area, ground, size) {
    this.#context = context;
    this.#area = area;
    this.#ground = ground;
    this.#size = size;
    this.#gap = GAP * Math.max(1, size / 12);
    context.font = `${size}px system-ui, sans-serif`;
    this.#font = context.font;
    context.textBaseline = "middle";
    context.setLineDash([]);
  }

  /** Keeps words off a point. */
  keepOff([x, y], reach) {
    this.#taken.push([x - reach, y - reach, x + reach, y + reach]);
  }

  /** Writes a word beside a point, if one of its places is free; says whether one was. */
  write(text, [x, y], color) {
    const width = this.#width(text);
    const [half, gap] = [this.#size * 0.62, this.#gap];
    for (const [across, down] of PLACES) {
      const left = across > 0 ? x + gap * (down ? 0.5 : 1) : across < 0 ? x - gap * (down ? 0.5 : 1) - width : x - width / 2;
      const middle = y + down * gap * (across ? 1 : 1.35);
      const box = [left - 2, middle - half, left + width + 2, middle + half];
      if (!this.#isFree(box)) continue;
      this.#taken.push(box);
      this.#context.lineWidth = 4;
      this.#context.strokeStyle = this.#ground;
      this.#context.strokeText(text, left, middle);
      this.#context.fillStyle = color;
      this.#context.fillText(text, left, middle);
      return true;
    }
    return false;
  }

  /** Writes a word in the middle of a place, whatever is there. */
  center(text, [x, y], color) {
    const left = x - this.#width(text) / 2;
    this.#context.lineWidth = 4;
    this.#context.strokeStyle = this.#ground;
    this.#context.strokeText(text, left, y);
    this.#context.fillStyle = color;
    this.#context.fillText(text, left, y);
  }

  #isFree([left, top, right, bottom]) {
    const [areaLeft, areaTop, areaRight, areaBottom] = this.#area;
    const inside = left >= areaLeft && right <= areaRight && top >= areaTop && bottom <= areaBottom;
    return inside && this.#taken.every(([l, t, r, b]) => right < l || left > r || bottom < t || top > b);
  }

  #width(text) {
    const key = `${this.#font}|${text}`;
    if (!widths.has(key)) widths.set(key, this.#context.measureText(text).width);
    return widths.get(key);
  }
}
