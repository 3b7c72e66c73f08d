// The marks of a field: balls of one cost and discs of one length, or arrows, all over a plane.

import { discsOf } from "../../compute/disc-and-ball.js";
import { madeOnce } from "../../compute/remembered.js";
import { pixel, points } from "../../marks/frame.js";
import { area, circle, line } from "../../marks/marks.js";
/** @import { Colors } from "../view.js" */
/** @import { Field, Pattern } from "../../scene/shape.js" */
/** @import { Mark } from "../../marks/marks.js" */

/** Width of an arrow and length of its head (CSS pixels). */
const ARROW = { width: 1.5, head: 5 };

/** @typedef {import("../../compute/filling.js").Filled} Plane */

/** @type {ReturnType<typeof madeOnce<Mark[]>>} */
const marksOnce = madeOnce();

/** The marks of a field, faint enough to lie under everything else; those of balls again as long as nothing about them has changed. @param {Plane} plane @returns {Mark[]} */
export function fieldMarks(plane) {
  const { frame, colors, field, arrows, bends } = plane;
  if (arrows) return arrowMarks(arrows, colors);
  return field ? marksOnce(field, [frame, colors, bends], () => ballMarks(plane, field)) : [];
}

/** Balls of one cost, and the discs of one length. @param {Plane} plane @param {Field} field @returns {Mark[]} */
function ballMarks(plane, { nodes, outlines, length }) {
  const { frame, colors } = plane;
  const rims = joined(outlines.map((outline) => points(frame, outline)));
  return [area(rims, colors.exact, 0.15), line(rims, colors.exact, 1.3, { opacity: 0.85 }), ...discs(plane, nodes, length)];
}

/** Discs whose width and height differ by less than this (pixels) are drawn as circles. */
const CIRCLE = 0.5;

/**
 * The discs of a field: circles where they look like circles and need not bend.
 * @param {Plane} plane
 * @param {Float64Array} nodes
 * @param {number} length
 */
function discs({ frame, colors, bends }, nodes, length) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [(length * (right - left)) / (x1 - x0), (length * (bottom - top)) / (y1 - y0)];
  const look = { width: 1.3, opacity: 0.85 };
  if (!length) return [];
  if (bends || Math.abs(across - up) > CIRCLE) return [line(joined(discsOf(frame, nodes, length)), colors.euclidean, look.width, look)];
  return Array.from({ length: nodes.length / 2 }, (_, k) =>
    circle(...pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]), (across + up) / 2, { stroke: colors.euclidean, ...look }));
}

/** Closed outlines as the points of one mark, with a gap after each; an outline with a gap of its own stays open. @param {ArrayLike<number>[]} outlines */
function joined(outlines) {
  /** @type {number[]} */
  const all = [];
  for (const outline of outlines) {
    let whole = true;
    for (let k = 0; k < outline.length; k += 1) {
      all.push(outline[k]);
      whole &&= outline[k] === outline[k];
    }
    if (whole) all.push(outline[0], outline[1]);
    all.push(NaN, NaN);
  }
  return Float64Array.from(all);
}

/** Arrows of steepest descent in this chart, and of natural gradient descent. @param {NonNullable<Pattern["arrows"]>} ends @param {Colors} colors */
function arrowMarks({ gradient, natural }, colors) {
  return [{ ends: gradient, color: colors.euclidean }, { ends: natural, color: colors.natural }].flatMap(({ ends, color }) => {
    return [line(shafts(ends), color, ARROW.width, { opacity: 0.9 }), area(heads(ends), color, 0.9)];
  });
}

/** Arrows given as x0, y0, x1, y1 each: their lines. @param {number[]} ends */
function shafts(ends) {
  /** @type {number[]} */
  const found = [];
  for (let k = 0; k < ends.length; k += 4) found.push(...ends.slice(k, k + 4), NaN, NaN);
  return found;
}

/** And their heads, as triangles. @param {number[]} ends */
function heads(ends) {
  /** @type {number[]} */
  const found = [];
  for (let k = 0; k < ends.length; k += 4) {
    const [x0, y0, x1, y1] = ends.slice(k, k + 4);
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [u, v] = [(x1 - x0) / length, (y1 - y0) / length];
    const head = Math.min(ARROW.head, 0.7 * length);
    if (!(length > 0)) continue;
    found.push(
      x1 + 0.4 * head * u, y1 + 0.4 * head * v,
      x1 - head * u - 0.55 * head * v, y1 - head * v + 0.55 * head * u,
      x1 - head * u + 0.55 * head * v, y1 - head * v - 0.55 * head * u, NaN, NaN,
    );
  }
  return found;
}
