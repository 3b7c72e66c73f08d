// The edges of balls: which one is under the hand, and the size with which a ball reaches a point.

import { distanceBetween } from "../compute/points.js";
import { sizeOf } from "../core.js";
import { pixel, points } from "../marks/frame.js";
/** @import { Run, Scene, SizeOption } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model, Pair } from "../views/view.js" */

/** @typedef {{ run: Run, step: number, outline: ArrayLike<number>, center: Pair, size: number, option: SizeOption }} Edge A ball whose edge is under the hand. */

/** The balls of all runs that a plane shows at a step. @param {Scene} scene @param {string} chart @param {number} cursor */
export function ballsShown({ runs, more }, chart, cursor) {
  return [...runs, ...more.flatMap((one) => one.runs)].flatMap((run) => {
    if (!run.ballOfStep) return (run.balls[chart] ?? []).filter(([step]) => step <= cursor).map(([step, outline]) => ({ run, step, outline }));
    const step = Math.min(Math.max(0, Math.ceil(cursor) - 1), run.steps - 1);
    return step < 0 ? [] : [{ run, step, outline: run.ballOfStep(chart, step) }];
  });
}

/**
 * The ball whose edge is nearest to a place in a panel, at most `reach` pixels away.
 * @param {Scene} scene
 * @param {string} chart
 * @param {number} cursor
 * @param {number[]} frame
 * @param {Pair} at
 * @param {number} reach
 * @returns {Edge | undefined}
 */
export function edgeAt(scene, chart, cursor, frame, at, reach) {
  const found = ballsShown(scene, chart, cursor).map((ball) => ({ ...ball, distance: distanceTo(points(frame, ball.outline), at) }))
    .filter(({ distance }) => distance <= reach).sort((one, other) => one.distance - other.distance)[0];
  if (!found) return undefined;
  const { run, step, outline } = found;
  const option = sizeOf(run.rule);
  const path = run.paths[chart];
  return { run, step, outline, option, center: [path[2 * step], path[2 * step + 1]], size: Number(scene.spec.runs[run.index][option.name]) };
}

/** A size within a range, with the digits that a hand can mean. @param {number} size @param {(number | null | undefined)[]} range */
export const within = (size, [least, most]) => Number(Math.min(most ?? Infinity, Math.max(least ?? 0, size)).toPrecision(3));

/** How far a place is from a polyline, in pixels. @param {ArrayLike<number>} flat @param {Pair} at */
export function distanceTo(flat, [x, y]) {
  let nearest = Infinity;
  const count = flat.length / 2;
  for (let k = 0; k < count; k += 1) {
    const next = (k + 1) % count;
    const [ax, ay, bx, by] = [flat[2 * k], flat[2 * k + 1], flat[2 * next], flat[2 * next + 1]];
    const [ux, uy] = [bx - ax, by - ay];
    const long = ux * ux + uy * uy;
    const share = long > 0 ? Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / long)) : 0;
    const distance = Math.hypot(ax + share * ux - x, ay + share * uy - y);
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/**
 * The size with which a ball reaches a point of the chart that is shown, to three digits and within the option's range. A radius in nats is
 * the divergence from the centre to the point, one in chart units the distance; a rate grows as its ball does.
 * @param {Edge} edge
 * @param {Model} model
 * @param {State} state
 * @param {string} chart
 * @param {number[]} frame
 * @param {Pair} to
 * @returns {number}
 */
export function sizeReaching(edge, model, state, chart, frame, to) {
  const wanted = sized(edge, model, state, chart, frame, to);
  if (!Number.isFinite(wanted) || wanted <= 0) return edge.size;
  return within(wanted, edge.option.range);
}

/** The same, before its digits and its range. @type {(edge: Edge, model: Model, state: State, chart: string, frame: number[], to: Pair) => number} */
function sized({ run, center, outline, size, option }, model, state, chart, frame, to) {
  if (option.unit === "nats") {
    if (run.entry.ball === "fisher") return model.quadratic(center, to, chart);
    const reverse = state.settings[`${run.rule}.direction`] === "new-old";
    return reverse ? model.kl(to, center, chart) : model.kl(center, to, chart);
  }
  if (run.entry.ball === "euclidean") {
    const [from, end] = run.chart === chart ? [center, to] : [center, to].map((at) => model.convert(at, chart, run.chart));
    return distanceBetween(from, end);
  }
  const middle = pixel(frame, center);
  return (size * distanceBetween(pixel(frame, to), middle)) / alongRay(points(frame, outline), middle, pixel(frame, to));
}

/** How far an outline is from its centre in the direction of a point, in pixels. @param {ArrayLike<number>} flat @param {Pair} from @param {Pair} to */
function alongRay(flat, [x, y], [toX, toY]) {
  const angle = Math.atan2(toY - y, toX - x);
  let [best, reach] = [Infinity, NaN];
  for (let k = 0; k < flat.length; k += 2) {
    const off = Math.abs(Math.atan2(Math.sin(Math.atan2(flat[k + 1] - y, flat[k] - x) - angle), Math.cos(Math.atan2(flat[k + 1] - y, flat[k] - x) - angle)));
    if (off < best) [best, reach] = [off, Math.hypot(flat[k] - x, flat[k + 1] - y)];
  }
  return reach;
}
