// The metric field: KL balls of one cost all over a plane, Euclidean discs of one length at the
// same places, and what each disc costs. Places are chosen so that balls and discs do not overlap.

import { BALL, extentOf } from "./disc-and-ball.js";
import { chartEntry } from "../core.js";
import { pixel, value } from "../marks/frame.js";
/** @import { Model, Pair } from "../../pkg/kl_ball.js" */

/**
 * A field in one chart. `outlines[k]` is the ball around node k, `costs` has three numbers for each node: the greatest KL
 * on its disc (nats; Infinity where the disc leaves the domain), and where that is.
 * @typedef {{ nodes: Float64Array, outlines: Float64Array[], costs: Float64Array, length: number }} Field
 */

/** The largest number of balls across and down. */
const [ACROSS, DOWN] = [12, 9];

/** Points of an outline: enough for a curve without corners at the size at which balls are drawn. */
const POINTS = 36;

/** Free room between neighbours (CSS pixels). */
const GAP = 7;

/** The metric is sampled at this many places across and down, to find out where there is room. */
const [COLUMNS, ROWS] = [17, 33];

/** A row is as high as this share of its balls are. One that is this many times higher is left out. */
const MOST = 0.75;
const HIGHER = 1.25;

/**
 * The field over the window of a frame. `length` is the radius of the discs, if there are any.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 * @param {number} cost
 * @param {number | undefined} length
 * @returns {Field}
 */
export function fieldOf(model, chart, frame, cost, length) {
  const nodes = placesIn(model, chart, frame, cost, length);
  const costs = length === undefined ? new Float64Array(1.5 * nodes.length).fill(NaN) : model.discCosts(nodes, length, chart);
  return { nodes, costs, outlines: model.balls(BALL, nodes, cost, POINTS, chart), length: length ?? 0 };
}

/**
 * The places of a field alone: x0, y0, x1, y1, ….
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 * @param {number} cost
 * @param {number} [length]
 */
export const placesIn = (model, chart, frame, cost, length = 0) => thoseInside(model, chart, nodesOf(model, chart, frame, cost, length));

/**
 * The places that are distributions: a row that is centred may reach beyond a slanted edge of the domain.
 * @param {Model} model
 * @param {string} chart
 * @param {Float64Array} nodes
 */
function thoseInside(model, chart, nodes) {
  const forms = model.metrics(nodes, chart);
  return nodes.filter((_, k) => Number.isFinite(forms[3 * Math.floor(k / 2)]));
}

/**
 * Places in rows, from the lower edge of the domain upwards.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 * @param {number} cost
 * @param {number} length
 */
function nodesOf(model, chart, frame, cost, length) {
  const room = roomIn(model, chart, frame, cost, length);
  const box = within(frame, chartEntry(model.spec.model, chart).bounds);
  const [, top, , bottom] = box;
  const [wide, high] = [(frame[2] - frame[0]) / ACROSS / 2, (frame[3] - frame[1]) / DOWN / 2];
  /** @type {number[]} */
  const found = [];
  let edge = bottom;
  for (let y = bottom; y > top; y -= 1) {
    const half = Math.max(room.height(y), high);
    // False also for rows without any room.
    if (!(edge - y >= half && y - half >= top)) continue;
    for (const x of rowAt(room, y, half, box, wide)) found.push(...value(frame, [x, y]));
    edge = y - half;
  }
  return Float64Array.from(found);
}

/**
 * How much room balls and discs take (pixels): `height(y)` is half the height of a row, `at(x, y)` half the width and the
 * height of one ball with its disc, NaN outside the domain.
 * @typedef {{ height: (y: number) => number, at: (x: number, y: number) => Pair }} Room
 */

/**
 * The room at any place of a frame, from a grid of samples of the metric.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 * @param {number} cost
 * @param {number} length
 * @returns {Room}
 */
function roomIn(model, chart, frame, cost, length) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
  const samples = new Float64Array(2 * COLUMNS * ROWS);
  for (let k = 0; k < COLUMNS * ROWS; k += 1) {
    const place = [left + (((k % COLUMNS) + 0.5) / COLUMNS) * (right - left), top + ((Math.floor(k / COLUMNS) + 0.5) / ROWS) * (bottom - top)];
    samples.set(value(frame, place), 2 * k);
  }
  const forms = model.metrics(samples, chart);
  /** @type {Pair[]} */
  const cells = Array.from({ length: COLUMNS * ROWS }, (_, k) => {
    const [wide, high] = extentOf(forms.subarray(3 * k, 3 * k + 3), cost);
    return [across * Math.max(length, wide) + GAP / 2, up * Math.max(length, high) + GAP / 2];
  });
  const heights = Array.from({ length: ROWS }, (_, row) => {
    const all = cells.slice(row * COLUMNS, (row + 1) * COLUMNS).map(([, high]) => high).filter(Number.isFinite).sort((one, other) => one - other);
    return all[Math.floor(MOST * all.length)] ?? NaN;
  });
  /** @param {number} y */
  const height = (y) => {
    const row = Math.min(ROWS - 1, Math.max(0, ((y - top) / (bottom - top)) * ROWS - 0.5));
    const [first, next] = [heights[Math.floor(row)], heights[Math.ceil(row)]];
    const between = first + (row - Math.floor(row)) * (next - first);
    return Number.isNaN(between) ? (Number.isNaN(first) ? next : first) : between;
  };
  const place = (/** @type {number} */ share, /** @type {number} */ count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return { height, at: (x, y) => cells[place((y - top) / (bottom - top), ROWS) * COLUMNS + place((x - left) / (right - left), COLUMNS)] };
}

/**
 * The part of a frame that is inside the bounds of the coordinates.
 * @param {number[]} frame
 * @param {[number | null, number | null][]} bounds
 */
function within(frame, [[least, greatest], [lowest, highest]]) {
  const [left, top, right, bottom] = frame;
  const at = (/** @type {number} */ x, /** @type {number} */ y) => pixel(frame, [x, y]);
  return [
    least === null ? left : Math.max(left, at(least, 0)[0]), highest === null ? top : Math.max(top, at(0, highest)[1]),
    greatest === null ? right : Math.min(right, at(greatest, 0)[0]), lowest === null ? bottom : Math.min(bottom, at(0, lowest)[1]),
  ];
}

/**
 * The places in a row of this height, from left to right, centred. Balls much higher than the row are left out.
 * @param {Room} room
 * @param {number} y
 * @param {number} half
 * @param {number[]} box
 * @param {number} least half the least distance of two places
 */
function rowAt(room, y, half, [left, , right], least) {
  const places = [];
  let edge = left;
  for (let x = left; x < right; x += 1) {
    const [wide, high] = room.at(x, y);
    const taken = Math.max(wide, least);
    // False also outside the domain.
    if (!(high <= HIGHER * half && x - edge >= taken && x + taken <= right)) continue;
    places.push(x);
    edge = x + taken;
  }
  return places.map((x) => x + (right - edge) / 2);
}

/** The length of the longest arrows, as a share of the distance between neighbours; and the share of all arrows that are shorter than that. */
const [REACH, TYPICAL] = [0.8, 0.7];

/**
 * Arrows of steepest descent and of natural gradient descent at the nodes of a grid, as x0, y0, x1, y1 each, in pixels. Of each kind
 * the lengths are in proportion, but none is longer than neighbours are apart.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 */
export function arrowsOf(model, chart, frame) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
  const places = Array.from({ length: ACROSS * DOWN }, (_, k) => [
    left + (((k % ACROSS) + 0.5) / ACROSS) * (right - left), top + ((Math.floor(k / ACROSS) + 0.5) / DOWN) * (bottom - top),
  ]);
  const gradients = model.gradients(places.flatMap((place) => value(frame, place)), chart);
  const room = REACH * Math.min((right - left) / ACROSS, (bottom - top) / DOWN);
  /** @param {number} first */
  const ends = (first) => {
    const all = places.map((place, k) => ({ place, along: [-gradients[4 * k + first] * across, gradients[4 * k + first + 1] * up] }))
      .filter(({ along }) => along.every(Number.isFinite) && Math.hypot(...along) > 0);
    const lengths = all.map(({ along }) => Math.hypot(...along)).sort((one, other) => one - other);
    const scale = room / (lengths[Math.floor(TYPICAL * lengths.length)] ?? 1);
    return all.flatMap(({ place: [x, y], along: [dx, dy] }) => {
      const size = Math.min(scale, room / Math.hypot(dx, dy));
      return [x, y, x + size * dx, y + size * dy];
    });
  };
  return { gradient: ends(0), natural: ends(2) };
}
