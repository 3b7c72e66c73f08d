// Marks on their way from one place to another: where every vertex is at a share `t` of the way.
// Nothing here knows a chart.

/** @import { Mark, Points } from "./marks.js" */

/**
 * How a picture gets from its first to its last places: it flows there in a straight line, while it may be turned by quarters
 * about `center`. Where the last picture is a mirror image it first flows to that image, and is then turned over like a sheet
 * of paper, about its horizontal middle; if it is `early`, it is turned over first. What is `torn` on its way stays where it is for the
 * first half of it.
 * @typedef {{ center: [number, number], quarters: 0 | 1 | 2 | 3, mirrored: boolean, early: boolean, torn?: boolean }} Motion
 */

/** The share of the way in which a sheet is turned over, and how much nearer its raised edge seems to be. */
const TURN = 0.3;
const NEARER = 0.18;

/**
 * All vertices of some marks, x0, y0, x1, y1, …; what is clipped moves, and the edge it is clipped to does not.
 * @param {Mark[]} marks
 * @returns {number[]}
 */
export const verticesOf = (marks) => marks.flatMap((mark) => {
  if (mark.kind === "line" && mark.anchor) return mark.anchor;
  if (mark.kind === "text" && mark.of) return mark.of;
  if ("points" in mark && mark.kind !== "clip" && mark.points) return Array.from(mark.points);
  if (mark.kind === "clip") return verticesOf(mark.marks);
  return mark.kind === "circle" || mark.kind === "text" ? [mark.x, mark.y] : [];
});

/**
 * The same marks with their vertices at other places. Circles and words that have no place are left out.
 * @param {Mark[]} marks
 * @param {Float64Array} vertices
 * @param {number} [opacity] how many times as opaque they are
 * @returns {Mark[]}
 */
export function movedTo(marks, vertices, opacity = 1) {
  let at = 0;
  /** @param {Mark} mark @returns {Mark[]} */
  const move = (mark) => {
    if (mark.kind === "clip") return [{ ...mark, marks: mark.marks.flatMap(move) }];
    const seen = opacity < 1 ? dimmed(mark, opacity) : mark;
    if (mark.kind === "line" && mark.anchor) {
      const [dx, dy] = [vertices[at] - mark.anchor[0], vertices[at + 1] - mark.anchor[1]];
      at += 2;
      return [/** @type {Mark} */ ({ ...seen, anchor: [mark.anchor[0] + dx, mark.anchor[1] + dy], points: shifted(mark.points, dx, dy) })];
    }
    if ("points" in mark && mark.points) {
      // A part of the same memory: a copy for each of many small marks is what a frame would spend most of its time on.
      const points = vertices.subarray(at, at += mark.points.length);
      return [/** @type {Mark} */ ({ ...seen, points: mark.kind === "symbols" ? whole(points) : points })];
    }
    if (mark.kind !== "circle" && mark.kind !== "text") return [seen];
    const [x, y] = [vertices[at], vertices[at + 1]];
    at += 2;
    if (Number.isNaN(x + y)) return [];
    // A word stays beside the point that it names.
    if (mark.kind === "text" && mark.of) return [/** @type {Mark} */ ({ ...seen, x: mark.x + x - mark.of[0], y: mark.y + y - mark.of[1], of: [x, y] })];
    return [/** @type {Mark} */ ({ ...seen, x, y })];
  };
  return marks.flatMap(move);
}

/** @param {Mark} mark @param {number} opacity @returns {Mark} */
const dimmed = (mark, opacity) => /** @type {Mark} */ ({ ...mark, opacity: (/** @type {{ opacity?: number }} */ (mark).opacity ?? 1) * opacity });

/** Marks where they are, `opacity` times as opaque as they are. @param {Mark[]} marks @param {number} opacity */
export const faded = (marks, opacity) => (opacity <= 0 ? [] : opacity >= 1 ? marks : marks.map((mark) => dimmed(mark, opacity)));

/** @param {Points} points @param {number} dx @param {number} dy */
const shifted = (points, dx, dy) => Float64Array.from(points, (x, k) => x + (k % 2 ? dy : dx));

/** The points that are numbers. @param {Float64Array} points */
function whole(points) {
  const found = [];
  for (let k = 0; k < points.length; k += 2) if (!Number.isNaN(points[k] + points[k + 1])) found.push(points[k], points[k + 1]);
  return found;
}

/** From 0 to 1 without a jerk at either end. @param {number} t */
export const smooth = (t) => {
  const inside = Math.min(1, Math.max(0, t));
  return inside * inside * (3 - 2 * inside);
};

/**
 * The places at a share `t` of the way; exactly `from` at 0 and `to` at 1. A vertex that has no place at one end has none on the way.
 * @param {Points} from
 * @param {Points} to
 * @param {Motion} motion
 * @param {number} t
 */
export function placesAt(from, to, motion, t) {
  if (motion.torn) return new Float64Array(t < 0.5 ? from : to);
  if (motion.early) return placesAt(to, from, { ...motion, early: false, quarters: back(motion) }, 1 - t);
  if (t <= 0 || t >= 1) return new Float64Array(t <= 0 ? from : to);
  const { center: [x0, y0], quarters, mirrored } = motion;
  const flow = smooth(mirrored ? t / (1 - TURN) : t);
  const over = mirrored ? smooth((t - 1 + TURN) / TURN) : 0;
  const [upright, raised] = [Math.cos(Math.PI * over), NEARER * Math.sin(Math.PI * over)];
  const flip = mirrored ? -1 : 1;
  const [cosine, sine] = [[1, 0], [0, 1], [-1, 0], [0, -1]][quarters];
  const angle = (Math.PI / 2) * (quarters === 3 ? -1 : quarters) * flow;
  const [across, up] = [Math.cos(angle), Math.sin(angle)];
  const places = new Float64Array(from.length);
  for (let k = 0; k < places.length; k += 2) {
    // The end of the way, turned back and mirrored back.
    const [dx, dy] = [to[k] - x0, to[k + 1] - y0];
    const [endX, endY] = [cosine * dx + sine * dy, flip * (cosine * dy - sine * dx)];
    const x = (1 - flow) * (from[k] - x0) + flow * endX;
    const y = (1 - flow) * (from[k + 1] - y0) + flow * endY;
    const depth = 1 + (raised * y) / (Math.abs(y) + Math.abs(y0) + 1);
    const [seenX, seenY] = [x * depth, y * upright * depth];
    places[k] = x0 + across * seenX - up * seenY;
    places[k + 1] = y0 + up * seenX + across * seenY;
  }
  return places;
}

/** The quarters by which the way back turns. @param {Motion} motion */
const back = ({ quarters, mirrored }) => /** @type {Motion["quarters"]} */ (mirrored ? quarters : (4 - quarters) % 4);
