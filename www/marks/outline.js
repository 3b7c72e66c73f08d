// Converts marks to paths, for every backend. A pen is an object with moveTo, lineTo,
// rect and closePath: the context of a canvas, or the path writer of svg.js.

/** @typedef {{ moveTo(x: number, y: number): void, lineTo(x: number, y: number): void, rect(x: number, y: number, width: number, height: number): void, closePath(): void }} Pen */

/** A line through more points than this is thinned: of the steps between the same two cells, of this many pixels, one is drawn. */
const LONG = 4000;
const CELL = 2;

/** Whether a line with this number of points is long. @type {(count: number) => boolean} */
export const isLong = (count) => count > LONG;

/**
 * Draws a line through points, with gaps where there are no numbers. A long line leaves out steps between cells
 * that it has drawn before. A closed line with a gap is not closed.
 * @param {Pen} pen
 * @param {import("./marks.js").Points} points
 * @param {boolean} [closed]
 * @returns {boolean} whether it is the same, closed or not
 */
export function outline(pen, points, closed) {
  if (isLong(points.length / 2)) return longLine(pen, points);
  let [drawing, whole] = [false, true];
  for (let k = 0; k < points.length; k += 2) {
    const [x, y] = [points[k], points[k + 1]];
    if (x !== x || y !== y) drawing = whole = false;
    else if (drawing) pen.lineTo(x, y);
    else {
      pen.moveTo(x, y);
      drawing = true;
    }
  }
  if (!whole || !points.length) return true;
  if (closed) pen.closePath();
  return false;
}

/**
 * A long line is never closed.
 * @param {Pen} pen
 * @param {import("./marks.js").Points} points
 */
function longLine(pen, points) {
  const seen = new Set();
  /** The position of the pen, and the last point left out since. */
  let [at, left] = [-1, -1];
  for (let k = 0; k < points.length; k += 2) {
    const [x, y] = [points[k], points[k + 1]];
    if (Number.isNaN(x + y)) {
      at = left = -1;
      continue;
    }
    const before = seen.size;
    if (at >= 0 && k < points.length - 2 && before === seen.add(65536 * Math.floor(x / CELL) + Math.floor(y / CELL)).size) {
      left = k;
      continue;
    }
    if (at < 0) pen.moveTo(x, y);
    else if (left >= 0 && Math.abs(points[left] - points[at]) + Math.abs(points[left + 1] - points[at + 1]) > 2 * CELL) {
      pen.moveTo(points[left], points[left + 1]);
      pen.lineTo(x, y);
    } else pen.lineTo(x, y);
    at = k;
    left = -1;
  }
  return true;
}

/**
 * The path of each marker. A dot is a very short line with round ends, because an arc takes several times as long.
 * @type {Record<import("./marks.js").Marker, (pen: Pen, x: number, y: number, size: number) => void>}
 */
const MARKERS = {
  dot: (pen, x, y) => {
    pen.moveTo(x, y);
    pen.lineTo(x + 0.01, y);
  },
  square: (pen, x, y, size) => pen.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76),
  bar: (pen, x, y, size) => pen.rect(x - size * 0.5, y - size * 1.2, size, size * 2.4),
  triangle: (pen, x, y, size) => triangle(pen, x, y, 1.15 * size),
  wedge: (pen, x, y, size) => triangle(pen, x, y, -1.15 * size),
  diamond: (pen, x, y, size) => {
    const reach = 1.25 * size;
    pen.moveTo(x, y - reach);
    pen.lineTo(x + reach, y);
    pen.lineTo(x, y + reach);
    pen.lineTo(x - reach, y);
    pen.closePath();
  },
};

/** A triangle that points up, or down if `up` is negative. @type {(pen: Pen, x: number, y: number, up: number) => void} */
function triangle(pen, x, y, up) {
  pen.moveTo(x, y - up);
  pen.lineTo(x + up, y + 0.8 * up);
  pen.lineTo(x - up, y + 0.8 * up);
  pen.closePath();
}

/**
 * How symbols are drawn: as one path, stroked in `outer` and then in `inner`, or filled with `inner` if `dots` is 0.
 * Where markers overlap, only the outline around all of them is visible.
 * @param {import("./marks.js").Symbols} mark
 */
export function symbolLook({ marker, size, color, ground, hollow }) {
  const width = hollow ? 1.6 : 1;
  const [outer, inner] = hollow ? [color, ground] : [ground, color];
  const dots = marker === "dot" ? 2 * size - width : 0;
  return { outer, inner, dots, width: dots + 2 * width, size: size - width / 2 };
}

/**
 * Draws the outlines of all symbols of a mark.
 * @param {Pen} pen
 * @param {import("./marks.js").Symbols} mark
 * @param {number} size
 */
export function symbolPath(pen, { marker, points }, size) {
  const add = MARKERS[marker];
  for (let k = 0; k < points.length; k += 2) add(pen, points[k], points[k + 1], size);
}

/** How much wider than a line its casing is (CSS pixels). */
export const CASING = 2.3;

/** The same around a circle. */
export const CIRCLE_CASING = 3.6;
