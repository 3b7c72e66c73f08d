// What a hand takes hold of at the edge of a ball or disc, and what dragging it changes: the size of a rule, the radius
// of all discs of a field, or the cost of all its balls.

import { discsOf } from "../compute/disc-and-ball.js";
import { distanceBetween } from "../compute/points.js";
import { nameOf, startsOf } from "../compute/rivals.js";
import { pixel, points } from "../marks/frame.js";
import { LAB_COSTS } from "../state/field.js";
import { distanceTo, edgeAt, sizeReaching, within } from "./edges.js";
/** @import { FieldSettings } from "../state/shape.js" */
/** @import { Pair } from "../views/view.js" */
/** @import { Bench } from "./bench.js" */

/**
 * @typedef {object} Grip
 * @property {number} distance from the place that was asked for (CSS pixels)
 * @property {string} label
 * @property {string} [unit]
 * @property {number} size
 * @property {(to: Pair) => number} reaching the size with which the edge goes through a point of the chart
 * @property {(size: number) => void} resize
 */

/** @typedef {{ name: string, chart: string, frame: number[] }} Plane The kind of panel, its chart and its frame. */

/** A disc of no radius has no edge to hold (chart units). @type {[least: number, most: number]} */
const LENGTHS = [1e-60, 1e60];

/** The part of a handle that is drawn: its radius (CSS pixels). What is farther off may be the edge of a ball. */
const RING = 13;

/**
 * The edge or the mark that is nearest to a place in a plane, at most `reach` pixels away.
 * @param {Bench} bench
 * @param {Plane} plane
 * @param {Pair} at
 * @param {number} reach
 * @returns {Grip | undefined}
 */
export function gripAt(bench, plane, at, reach) {
  const found = [...ofRules(bench, plane, at, reach), ...ofField(bench, plane).map((grip) => ({ ...grip, distance: distanceTo(grip.outline, at) }))];
  return found.filter(({ distance }) => distance <= reach).sort((one, other) => one.distance - other.distance)[0];
}

/**
 * What a pointer holds that presses on the square around a start: a mouse the edge that is seen outside the ring, a finger
 * only the mark on the edge of a disc or ball, if it is nearer than the start.
 * @param {Bench} bench
 * @param {Plane} plane
 * @param {Pair} start where the start is (CSS pixels)
 * @param {Pair} at
 * @param {number} reach
 * @param {boolean} byFinger
 * @returns {Grip | undefined}
 */
export function gripBeside(bench, plane, start, at, reach, byFinger) {
  const far = distanceBetween(start, at);
  if (far <= RING) return undefined;
  if (!byFinger) return gripAt(bench, plane, at, reach);
  const marks = ofField(bench, plane).flatMap((grip) => (grip.marked ? [{ ...grip, distance: distanceBetween(grip.marked, at) }] : []));
  return marks.filter(({ distance }) => distance <= reach && distance < far).sort((one, other) => one.distance - other.distance)[0];
}

/** The edge of a rule's ball, if one is near. @param {Bench} bench @param {Plane} plane @param {Pair} at @param {number} reach @returns {Grip[]} */
function ofRules(bench, { chart, frame }, at, reach) {
  const { scene, model, state } = bench.current;
  const edge = edgeAt(scene, chart, bench.cursor, frame, at, reach);
  if (!edge) return [];
  const { run, option, size, outline } = edge;
  return [{
    distance: distanceTo(points(frame, outline), at), label: `${run.entry.label}: ${option.label}`, unit: option.unit, size,
    reaching: (to) => sizeReaching(edge, model, state, chart, frame, to),
    resize: (to) => bench.resize(run, to),
  }];
}

/** The discs and balls at the starts of a field, each with its outline and the mark on it, in pixels. @param {Bench} bench @param {Plane} plane */
function ofField(bench, { name, chart, frame }) {
  const { scene, model, state: { field } } = bench.current;
  const columns = /** @type {import("../scene/shape.js").FieldColumns | undefined} */ (scene.columns.field);
  if (name !== "field" || field?.kind !== "balls" || !columns) return [];
  return startsOf(scene).flatMap(([pin, { [chart]: start }]) => {
    const { outline, length, cost, costliest, onBall, worst = NaN } = columns.rivals[nameOf(pin, chart)];
    /** @type {(key: keyof FieldSettings) => (size: number) => void} */
    const resize = (key) => (size) => bench.resizeField({ [key]: size });
    const ball = {
      label: "all balls: cost", unit: "nats", size: cost, outline: points(frame, outline), marked: onBall && pixel(frame, onBall),
      reaching: (/** @type {Pair} */ to) => within(model.kl(start, to, chart), LAB_COSTS), resize: resize("cost"),
    };
    if (!length) return [ball];
    const disc = {
      label: "all discs: radius", unit: "chart units", size: length, outline: discsOf(frame, start, length)[0], marked: costliest && Number.isFinite(worst) ? pixel(frame, costliest) : undefined,
      reaching: (/** @type {Pair} */ to) => within(distanceBetween(to, start), LENGTHS), resize: resize("length"),
    };
    return [disc, ball];
  });
}
