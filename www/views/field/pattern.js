// The marks of a field: balls of one cost and discs of one length, or arrows, all over a plane.

import { lengthOf } from "../../compute/disc-and-ball.js";
import { pixel, points } from "../../marks/frame.js";
import { area, circle, line } from "../../marks/marks.js";
import { arrowsOf, fieldOf } from "../../compute/places.js";
import { remembered } from "../kept.js";
/** @import { Field } from "../../compute/places.js" */
/** @import { Colors, Kept, Model } from "../view.js" */
/** @import { FieldSettings } from "../../state/shape.js" */
/** @import { Mark } from "../../marks/marks.js" */

/** Points of a disc's outline. */
const ROUND = 40;

/** Width of an arrow and length of its head (CSS pixels). */
const ARROW = { width: 1.5, head: 5 };

/**
 * @typedef {object} Plane What the field of a plane is made from; `kept` remembers the last one.
 * @property {Model} model
 * @property {string} modelKey
 * @property {string} chart
 * @property {number[]} frame
 * @property {Kept} kept
 * @property {Colors} colors
 * @property {FieldSettings} settings
 * @property {boolean} [bends] whether the plane is bent later, and its discs become eggs
 */

/**
 * The field of a plane; the last one again as long as nothing about it has changed.
 * @param {Plane} plane
 * @returns {Field}
 */
export function fieldIn({ model, modelKey, chart, frame, kept, settings }) {
  const length = lengthOf(model, chart, settings);
  const key = [modelKey, chart, frame.join(), settings.cost, length].join(" ");
  return remembered(kept, "field", [key], () => fieldOf(model, chart, frame, settings.cost, length));
}

/** The marks of a field, quiet enough to lie under everything else. @param {Plane} plane @returns {Mark[]} */
export function fieldMarks(plane) {
  if (plane.settings.kind === "arrows") return arrows(plane);
  const { frame, colors } = plane;
  const { nodes, outlines, length } = fieldIn(plane);
  const balls = outlines.map((outline) => points(frame, outline));
  return [
    area(joined(balls), colors.exact, 0.15),
    line(joined(balls), colors.exact, 1.3, { opacity: 0.85 }),
    ...discs(plane, nodes, length),
  ];
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

/**
 * The outline of a disc around each node, in pixels.
 * @param {number[]} frame
 * @param {ArrayLike<number>} nodes
 * @param {number} length
 */
export function discsOf(frame, nodes, length) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [(length * (right - left)) / (x1 - x0), (length * (bottom - top)) / (y1 - y0)];
  return Array.from({ length: nodes.length / 2 }, (_, k) => {
    const [x, y] = pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]);
    const outline = new Float64Array(2 * ROUND);
    for (let i = 0; i < ROUND; i += 1) {
      const angle = (2 * Math.PI * i) / ROUND;
      outline[2 * i] = x + across * Math.cos(angle);
      outline[2 * i + 1] = y - up * Math.sin(angle);
    }
    return outline;
  });
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

/** Arrows of steepest descent in this chart, and of natural gradient descent. @param {Plane} plane */
function arrows({ model, modelKey, chart, frame, kept, colors }) {
  const { gradient, natural } = remembered(kept, "arrows", [modelKey, chart, frame.join()], () => arrowsOf(model, chart, frame));
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
