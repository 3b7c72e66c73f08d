// The names of several ellipses around one point, and of the path of infinitely short steps.

import { ballLabel } from "../../core.js";
import { ELLIPSES } from "../../language.js";
import { inside, points } from "../../marks/frame.js";
import { ellipsesIn } from "../../compute/overlays.js";
/** @import { PlainScene, Points } from "../../scene/shape.js" */
/** @import { Pair } from "../view.js" */

/** The exact ball is called "KL ball", as everywhere else, although its kind is named after its divergence. */
const BALLS = /** @type {Partial<Record<string, string>>} */ ({ "kl-old-new": "KL ball" });

/** Two ellipses around one point count as one if their sides are this near to each other (pixels). */
const ONE = 0.5;

/** What the dotted path of natural gradient is, and how far along its visible part it is named. */
const FLOW = "natural gradient in tiny steps";
const ALONG = 0.6;

/** Directions in which ellipses are named: up, to the left, down (pixels grow downwards). */
const SIDES = [[0.3, -1], [-1, 0.3], [-0.3, 1]];

/**
 * A name for each of several ellipses, each at another side; of those that are one, the names together.
 * @param {PlainScene} scene
 * @param {string} chart
 * @param {number[]} frame
 */
export function namesOfEllipses(scene, chart, frame) {
  const drawn = ellipsesIn(scene, chart).map(({ kind, outline }) => ({ name: BALLS[kind] ?? ballLabel(kind) ?? "", color: ELLIPSES[kind].color, at: points(frame, outline) }))
    .filter(({ name, at }) => name && at.length);
  if (drawn.length < 2) return [];
  /** @type {typeof drawn} */
  const groups = [];
  for (const one of drawn) {
    const same = groups.find(({ at }) => boxOf(at).every((side, k) => Math.abs(side - boxOf(one.at)[k]) < ONE));
    if (same) same.name += ` = ${one.name}`;
    else groups.push(one);
  }
  return groups.map(({ name, color, at }, k) => ({ name, color, at: farthest(at, SIDES[k % SIDES.length]) }));
}

/**
 * The name of the path of infinitely short steps, where there is one: beside a part of it that is in sight.
 * @param {PlainScene} scene
 * @param {string} chart
 * @param {number[]} frame
 */
export function nameOfFlow(scene, chart, frame) {
  const flow = ellipsesIn(scene, chart).find(({ kind }) => kind === "replicator");
  if (!flow) return [];
  const flat = points(frame, flow.outline);
  /** @type {Pair[]} */
  const seen = [];
  for (let k = 0; k < flat.length && inside(frame, [flat[k], flat[k + 1]]); k += 2) seen.push([flat[k], flat[k + 1]]);
  if (!seen.length) return [];
  const far = (/** @type {Pair} */ at) => Math.hypot(at[0] - seen[0][0], at[1] - seen[0][1]);
  const most = Math.max(...seen.map(far));
  return [{ name: FLOW, color: ELLIPSES[flow.kind].color, at: seen.find((at) => far(at) >= ALONG * most) ?? seen[0] }];
}

/** How far an outline extends: left and right, the height at its right end, upper and lower end. @param {Points} at */
function boxOf(at) {
  const [right, left] = [farthest(at, [1, 0]), farthest(at, [-1, 0])];
  return [left[0], right[0], right[1], farthest(at, [0, -1])[1], farthest(at, [0, 1])[1]];
}

/** The point of an outline that lies farthest in a direction. @param {Points} flat @param {number[]} direction @returns {Pair} */
function farthest(flat, [across, down]) {
  let [best, most] = [0, -Infinity];
  for (let k = 0; k < flat.length; k += 2) {
    const along = across * flat[k] + down * flat[k + 1];
    if (along > most) [best, most] = [k, along];
  }
  return [flat[best], flat[best + 1]];
}
