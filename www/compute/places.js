// The metric field: KL balls of one cost all over a plane, Euclidean discs of one length at the
// same places, and what each disc costs. Places are chosen so that balls and discs do not overlap.

import { BALL, extentOf, referenceIn } from "./disc-and-ball.js";
import { chartEntry } from "../core.js";
import { pixel, value } from "../marks/frame.js";
/** @import { Model, Pair } from "../../pkg/kl_ball.js" */
/** @import { Field } from "../scene/shape.js" */

/** The largest number of balls across and down. */
const [ACROSS, DOWN] = [12, 9];

/** More places than this could not be told from each other. */
const MOST_PLACES = 120;

/** Where distributions fill less than a share of FULL of the frame, places stand closer together, at most DENSEST times as close. */
const FULL = 0.7;
const DENSEST = 2.2;

/** Points of an outline: enough for a curve without corners at the size at which balls are drawn. */
const POINTS = 36;

/** Rows are slanted where the squared correlation in the Fisher matrix at the best fit is above this. */
const SLANTED = 0.9;

/** A row that would fall by more than this many heights of the frame on its way across is level. */
const STEEPEST = 12;

/** Free room between neighbours (CSS pixels). */
const GAP = 7;

/** The metric is sampled at this many places across and down, to find out where there is room. */
const [COLUMNS, ROWS] = [17, 33];

/** A row is so high that a share of MOST of its balls are no higher. A ball that is more than HIGHER times as high as its row is left out. */
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
export function placesIn(model, chart, frame, cost, length = 0) {
  const found = thoseInside(model, chart, nodesOf(model, chart, frame, cost, length));
  const times = found.length / 2 / MOST_PLACES;
  return times > 1 ? thoseInside(model, chart, nodesOf(model, chart, frame, cost, length, Math.sqrt(1.2 * times))) : found;
}

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
 * @param {number} [spread] how many times farther apart they are than usual, at least
 */
function nodesOf(model, chart, frame, cost, length, spread = 1) {
  const slope = slopeOf(model, chart, frame);
  const room = roomIn(model, chart, frame, cost, length, slope);
  const box = within(frame, chartEntry(model.spec.model, chart).bounds);
  const [, top, , bottom] = box;
  const denser = Math.min(DENSEST, Math.max(1, Math.sqrt(FULL / room.share)));
  const [wide, high] = [((frame[2] - frame[0]) * spread) / ACROSS / 2 / denser, ((frame[3] - frame[1]) * spread) / DOWN / 2 / denser];
  const more = (Math.abs(slope) * (frame[2] - frame[0])) / 2;
  /** @type {number[]} */
  const found = [];
  let edge = bottom + more;
  for (let y = edge; y > top - more; y -= 1) {
    const half = Math.max(room.height(y), high);
    // For rows without any room `half` is NaN, and nothing is placed in them either.
    if (!(edge - y >= half && y - half >= top - more)) continue;
    for (const x of rowAt(room, y, half, box, wide)) found.push(...value(frame, [x, y - room.fall(x)]));
    edge = y - half;
  }
  return Float64Array.from(found);
}

/**
 * How much rows fall from left to right (pixels down for each pixel across). Where balls are long and slanted, rows have the slant of the balls,
 * because then a row needs to be no higher than a ball is thick. In all other charts rows are level.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 */
function slopeOf(model, chart, [left, top, right, bottom, x0, x1, y0, y1]) {
  const [a, b, c] = model.metrics(referenceIn(model, chart), chart);
  const slope = (-b / c) * (((bottom - top) / (y1 - y0)) / ((right - left) / (x1 - x0)));
  return b * b > SLANTED * a * c && Math.abs(slope) < STEEPEST * (bottom - top) / (right - left) ? -slope : 0;
}

/**
 * How much room balls and discs take (pixels), in rows that `fall(x)` pixels from the middle of the frame to x: `height(y)` is half the height of
 * the row that passes the middle at y, `at(x, y)` half the width and the height in such a row of one ball with its disc, and half its height above
 * its centre; NaN outside the domain. `share` is the share of the frame that is in the domain.
 * @typedef {{ share: number, fall: (x: number) => number, height: (y: number) => number, at: (x: number, y: number) => [wide: number, high: number, above: number] }} Room
 */

/**
 * The room at any place of a frame, from a grid of samples of the metric.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} frame
 * @param {number} cost
 * @param {number} length
 * @param {number} slope
 * @returns {Room}
 */
function roomIn(model, chart, frame, cost, length, slope) {
  const [left, over, right, under, x0, x1, y0, y1] = frame;
  const [across, up] = [(right - left) / (x1 - x0), (under - over) / (y1 - y0)];
  const more = (Math.abs(slope) * (right - left)) / 2;
  const [top, bottom] = [over - more, under + more];
  const fall = (/** @type {number} */ x) => -slope * (x - (left + right) / 2);
  const samples = new Float64Array(2 * COLUMNS * ROWS);
  const seen = new Uint8Array(COLUMNS * ROWS);
  for (let k = 0; k < COLUMNS * ROWS; k += 1) {
    const x = left + (((k % COLUMNS) + 0.5) / COLUMNS) * (right - left);
    const y = top + ((Math.floor(k / COLUMNS) + 0.5) / ROWS) * (bottom - top) - fall(x);
    samples.set(value(frame, [x, y]), 2 * k);
    seen[k] = Number(y >= over && y <= under);
  }
  const forms = model.metrics(samples, chart);
  const disc = Math.hypot(up * length, slope * across * length);
  /** @type {[number, number, number][]} */
  const cells = Array.from({ length: COLUMNS * ROWS }, (_, k) => {
    const [a, b, c] = forms.subarray(3 * k, 3 * k + 3);
    const [wide, high] = extentOf([a, b, c], cost);
    // In a slanted row a ball is as high as where it crosses the line through its centre, if it is slanted as the row is.
    const tilt = up * Math.abs(b / c) / across;
    const thick = slope ? up * Math.hypot(Math.sqrt((2 * cost) / c), (wide * across * (Math.abs(slope) - tilt)) / up) : up * high;
    return [across * Math.max(length, wide) + GAP / 2, Math.max(slope ? disc : up * length, thick) + GAP / 2, up * Math.max(length, high)];
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
  const inside = seen.filter((is, k) => is && Number.isFinite(forms[3 * k]));
  return { share: inside.length / seen.filter(Boolean).length, fall, height, at: (x, y) => cells[place((y - top) / (bottom - top), ROWS) * COLUMNS + place((x - left) / (right - left), COLUMNS)] };
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
function rowAt(room, y, half, [left, top, right, bottom], least) {
  const places = [];
  let edge = left;
  let slanted = false;
  for (let x = left; x < right; x += 1) {
    const [wide, high, above] = room.at(x, y);
    const taken = Math.max(wide, least);
    const fall = room.fall(x);
    slanted ||= fall !== 0;
    // Outside the domain, and where a slanted row is outside the frame, the numbers are NaN and this is false.
    if (!(high <= HIGHER * half && x - edge >= taken && x + taken <= right)) continue;
    if (fall && !(y - fall - above >= top && y - fall + above <= bottom)) continue;
    places.push(x);
    edge = x + taken;
  }
  return slanted ? places : places.map((x) => x + (right - edge) / 2);
}

/** The length of the longest arrows, as a share of the distance between neighbours; and the share of all arrows that are shorter than that. */
const [REACH, TYPICAL] = [0.8, 0.7];

/**
 * Arrows of steepest descent and of natural gradient descent at the nodes of a grid, as x0, y0, x1, y1 each, in pixels. The lengths of
 * one kind are in proportion, except that no arrow is longer than the distance between neighbours.
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
