// The window of a plane that frames what happens in it: starts, balls, paths, and the optimum.

import { ruleEntry } from "../core.js";
import { extentOf } from "../compute/disc-and-ball.js";
import { ellipsesIn } from "../compute/overlays.js";
/** @import { Model } from "../../pkg/kl_ball.js" */
/** @import { Run, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Pair } from "../views/view.js" */

/** @typedef {[number, number, number, number]} Window x0, x1, y0, y1 */
/** @typedef {[number | null, number | null][]} Bounds of a chart's coordinates */

/** Free room on each side, as a share of what happens. */
const MARGIN = 0.11;

/** Points of a path that are farther away than this many times the size of what else happens are left outside. */
const REACH = 1.5;

/** The same for the first step of a run. */
const FIRST = 2.5;

/** A side of what happens counts as at least this share of the width or height that a Fisher ball as large as the other side has. */
const LEAST_ROUND = 0.5;

/** The same for the balls of a single step, which are what the picture is about. */
const FAR = 8;

/** The optimum belongs to a single step if without it less than this share of the window would be lost. */
const NEAR = 0.3;

/** The least share of the shorter side of a plane that what happens fills. */
const FILLED = 0.6;

/** What is smaller than this share of its coordinates is a point. */
const LEAST = 1e-7;

/** Both axes get one scale, so that a disc looks like a disc, where their scales differ by less than this factor; the second one counts where discs are drawn. */
const NEARLY_ISOTROPIC = 2.2;
const WITH_DISCS = 4;

/** Scales that differ by less than this factor look the same. */
const ALIKE = 1.1;

/** Points of a path that are looked at. */
const MOST_POINTS = 400;

/** A box that grows. */
class Box {
  /** @type {Window} */
  sides = [Infinity, -Infinity, Infinity, -Infinity];

  /** @param {number} x @param {number} y */
  add(x, y) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const [x0, x1, y0, y1] = this.sides;
    this.sides = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
  }

  /** @param {ArrayLike<number>} flat @param {(x: number, y: number) => boolean} [counts] */
  addAll(flat, counts = () => true) {
    const stride = Math.max(1, Math.ceil(flat.length / 2 / MOST_POINTS));
    for (let k = 0; k < flat.length / 2; k += 1) {
      if (k % stride && k !== flat.length / 2 - 1) continue;
      if (counts(flat[2 * k], flat[2 * k + 1])) this.add(flat[2 * k], flat[2 * k + 1]);
    }
  }

  get size() {
    const [x0, x1, y0, y1] = this.sides;
    return [x1 - x0, y1 - y0];
  }
}

/** All runs of a scene. @param {Scene} scene */
const runsOf = (scene) => [...scene.runs, ...scene.more.flatMap(({ runs }) => runs)];

/** Outlines of the balls that a run shows. @param {Run} run @param {string} chart */
const ballsOf = (run, chart) => (run.ballOfStep && run.steps > 0 ? [run.ballOfStep(chart, 0)] : (run.balls[chart] ?? []).map(([, outline]) => outline));

/**
 * What happens in a plane, `[x0, x1, y0, y1]`: undefined if it has no size.
 * @param {{ scene: Scene, state: State, model: Model }} current
 * @param {string} chart
 * @returns {Window | undefined}
 */
export function action({ scene, state, model }, chart) {
  const box = new Box();
  for (const places of Object.values(scene.pins)) if (places) box.add(...places[chart]);
  for (const { outline } of ellipsesIn(scene, chart)) box.addAll(outline);
  const runs = runsOf(scene);
  // A field and learners of one pass are all over the plane that the core shows of the chart.
  const overall = state.field || state.views.includes("order");
  if (overall && !runs.length && !scene.pins.other && !ellipsesIn(scene, chart).length) return undefined;
  const balls = new Box();
  balls.sides = [...box.sides];
  for (const run of runs) for (const outline of ballsOf(run, chart).slice(0, 1)) balls.addAll(outline);
  const optimum = scene.optima[chart];
  const single = scene.steps === 1;
  if (optimum && (!single || isNear(balls, optimum))) box.add(...optimum);
  // A ball may be much larger than everything else: one that reaches infinity must not hide the runs.
  const bounded = runs.length > 1 || (box.size.some((side) => side > 0) && !single);
  const round = roundSize(box, extentOf(model.metrics(scene.starts[chart], chart), 1));
  const ball = smallest(runs, chart);
  const around = bounded ? reaching(box.sides, atLeast(ball, round), single ? FAR : REACH) : () => true;
  for (const run of runs) for (const outline of ballsOf(run, chart)) box.addAll(outline, around);
  // First steps may be large; so much room is left for them that they are seen to end.
  const first = reaching(box.sides, atLeast(ball, round), FIRST);
  for (const { paths, steps } of runs) if (steps > 0) box.addAll(paths[chart].slice(2, 4), first);
  const near = reaching(box.sides, atLeast(ball, round));
  for (const run of runs) box.addAll(run.paths[chart], near);
  return hasSize(box.sides) ? box.sides : undefined;
}

/**
 * The least width and height that a box counts as. Where the start lies beside or right above the best fit, the box is nearly a line,
 * and the paths between them still bend away from it.
 * @param {Box} box
 * @param {Pair} extent width and height of a Fisher ball, which tell how the units of the axes compare
 * @returns {Pair}
 */
function roundSize({ size: [width, height] }, [wide, high]) {
  if (!(width >= 0 && height >= 0 && wide > 0 && high > 0 && Number.isFinite(wide / high))) return [0, 0];
  return [(LEAST_ROUND * height * wide) / high, (LEAST_ROUND * width * high) / wide];
}

/** @param {Pair} one @param {Pair} other @returns {Pair} */
const atLeast = (one, other) => [Math.max(one[0], other[0]), Math.max(one[1], other[1])];

/** Whether a box is more than a point, as far as its coordinates tell. @param {Window} sides */
const hasSize = ([x0, x1, y0, y1]) => x1 - x0 > LEAST * Math.max(Math.abs(x0), Math.abs(x1)) || y1 - y0 > LEAST * Math.max(Math.abs(y0), Math.abs(y1));

/** The balls at the handles of a field, as one box; undefined where there are none. @param {Scene} scene @param {string} chart */
export function heldBalls(scene, chart) {
  const { rivals } = /** @type {Partial<import("../scene/shape.js").FieldColumns>} */ (scene.columns.field ?? {});
  const box = new Box();
  for (const pin of Object.keys(scene.pins)) {
    const found = rivals?.[pin === "start" ? chart : `${pin} ${chart}`];
    if (found) box.addAll(found.outline);
  }
  return box.size.every((side) => side > 0) ? box.sides : undefined;
}

/**
 * A window that is widened until it holds some points, unless what happens would be small in it.
 * @param {Window} window
 * @param {ArrayLike<number>} points
 * @param {Window} sides of what happens
 * @param {number} aspect
 */
export function holdingAll(window, points, sides, aspect) {
  const box = new Box();
  box.sides = [...window];
  box.addAll(points);
  return filledShare(box.sides, sides, aspect) >= FILLED ? box.sides : window;
}

/** A window that is widened until it holds a box with a margin, unless the box is much larger than it. @param {Window} window @param {Window} [box] @returns {Window} */
export function holding(window, box) {
  if (!box) return window;
  const [x0, x1, y0, y1] = window;
  const [across, up] = [MARGIN * (box[1] - box[0]), MARGIN * (box[3] - box[2])];
  const wide = /** @type {Window} */ ([Math.min(x0, box[0] - across), Math.max(x1, box[1] + across), Math.min(y0, box[2] - up), Math.max(y1, box[3] + up)]);
  return wide[1] - wide[0] <= FAR * (x1 - x0) && wide[3] - wide[2] <= FAR * (y1 - y0) ? wide : window;
}

/** Points are shown with at least this share of the usual window around them. */
const LEAST_SHARE = 0.25;

/**
 * The box of a few points, not so small that a window around it shows nothing else.
 * @param {Window} sides
 * @param {Window} usual the window that the core chooses
 * @returns {Window}
 */
export function notTiny([x0, x1, y0, y1], usual) {
  const [wide, high] = [LEAST_SHARE * (usual[1] - usual[0]), LEAST_SHARE * (usual[3] - usual[2])];
  if (x1 - x0 >= wide || y1 - y0 >= high) return [x0, x1, y0, y1];
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return [x - wide / 2, x + wide / 2, y - high / 2, y + high / 2];
}

/** Whether discs are what the plane of a chart is about: those of a field, or of a single step. Those that come from another chart are eggs. @param {Scene} scene @param {State} state @param {string} [chart] */
export function hasDiscs({ steps }, { rules, balls, field, views, charts }, chart = charts[0]) {
  if (views.includes("morph") && chart !== charts[0]) return false;
  return field?.kind === "balls" || (steps === 1 && balls !== "none" && rules.some((rule) => ruleEntry(rule).ball === "euclidean"));
}

/** Width and height of the smallest first ball, which never hides anything. @param {Run[]} runs @param {string} chart @returns {[number, number]} */
function smallest(runs, chart) {
  const sizes = runs.flatMap((run) => ballsOf(run, chart).slice(0, 1)).map((outline) => {
    const box = new Box();
    box.addAll(outline);
    return box.size;
  }).filter((size) => size.every((side) => side > 0));
  return sizes.length ? [Math.min(...sizes.map(([width]) => width)), Math.min(...sizes.map(([, height]) => height))] : [0, 0];
}

/**
 * Whether a point is not much farther away than the box is large; a box that is narrower than `least` counts as so large.
 * @param {Window} sides
 * @param {[number, number]} [least]
 * @param {number} [times]
 * @returns {(x: number, y: number) => boolean}
 */
function reaching([x0, x1, y0, y1], least = [1e-12, 1e-12], times = REACH) {
  const [width, height] = [Math.max(x1 - x0, least[0], 1e-12), Math.max(y1 - y0, least[1], 1e-12)];
  return (x, y) => x > x0 - times * width && x < x1 + times * width && y > y0 - times * height && y < y1 + times * height;
}

/** Whether a point may join a box without what is in the box becoming small. @param {Box} box @param {ArrayLike<number>} point */
function isNear(box, point) {
  const larger = new Box();
  larger.sides = [...box.sides];
  larger.add(point[0], point[1]);
  return box.size.every((side, k) => side >= NEAR * larger.size[k]);
}

/**
 * The window around what happens, for a plotting area of this aspect (width to height).
 * @param {Window} sides
 * @param {number} aspect
 * @param {Bounds} bounds
 * @param {boolean} [discs] whether discs are drawn in it
 * @returns {Window}
 */
export function framed(sides, aspect, bounds, discs = false) {
  return evened([...padded(sides[0], sides[1], bounds[0]), ...padded(sides[2], sides[3], bounds[1])], aspect, bounds, discs);
}

/**
 * A window whose axes have one scale, if their scales nearly agree: one of them is widened.
 * @param {Window} window
 * @param {number} aspect
 * @param {Bounds} bounds
 * @param {boolean} discs whether discs are drawn in it
 * @returns {Window}
 */
export function evened([x0, x1, y0, y1], aspect, bounds, discs) {
  const most = discs ? WITH_DISCS : NEARLY_ISOTROPIC;
  const excess = (x1 - x0) / ((y1 - y0) * aspect);
  if (excess >= 1 && excess < most) return [x0, x1, ...widened([y0, y1], (x1 - x0) / aspect, bounds[1])];
  if (excess < 1 && 1 / excess < most) return [...widened([x0, x1], (y1 - y0) * aspect, bounds[0]), y0, y1];
  return [x0, x1, y0, y1];
}

/**
 * A window in which neither the balls of a field nor its discs are lines. Where balls are much higher or wider than discs, no scale shows
 * both round: one axis is widened until the ones look as high as the others look wide.
 * @param {Window} window
 * @param {number} aspect
 * @param {Bounds} bounds
 * @param {number} ratio of a ball's height to its width, in the units of the chart
 * @returns {Window}
 */
export function balanced([x0, x1, y0, y1], aspect, bounds, ratio) {
  const wanted = ratio ** 0.5;
  const most = WITH_DISCS ** 0.5;
  if (!(wanted > most || wanted < 1 / most) || !Number.isFinite(wanted)) return [x0, x1, y0, y1];
  const [wide, high] = [x1 - x0, y1 - y0];
  const across = (high * aspect) / wanted;
  return across > wide ? [...widened([x0, x1], across, bounds[0]), y0, y1] : [x0, x1, ...widened([y0, y1], (wide * wanted) / aspect, bounds[1])];
}

/**
 * What is said beside the title of a plane in which discs look like ellipses, because its axes have different scales.
 * @param {{ scene: Scene, state: State }} current
 * @param {string} chart
 * @param {number[]} frame
 */
export function remarkOn({ scene, state }, chart, [left, top, right, bottom, x0, x1, y0, y1]) {
  const discs = state.field?.kind === "balls" || (state.balls !== "none" && scene.runs.some((run) => run.chart === chart && run.entry.ball === "euclidean"));
  const excess = ((right - left) / (x1 - x0)) / ((bottom - top) / (y1 - y0));
  return discs && Math.max(excess, 1 / excess) > ALIKE ? "discs look oval" : "";
}

/**
 * A range with a margin, which stops short of an edge of the domain or shows it.
 * @param {number} low
 * @param {number} high
 * @param {[number | null, number | null]} bounds
 * @returns {[number, number]}
 */
function padded(low, high, [least, most]) {
  const size = Math.max(high - low, 1e-9 * Math.max(Math.abs(low), Math.abs(high)), 1e-300);
  const [from, to] = [low - MARGIN * size, high + MARGIN * size];
  return [least === null ? from : Math.max(from, least - 0.03 * size), most === null ? to : Math.min(to, most + 0.03 * size)];
}

/**
 * A range widened to a size, but not across an edge of the domain.
 * @param {[number, number]} range
 * @param {number} size
 * @param {[number | null, number | null]} bounds
 * @returns {[number, number]}
 */
function widened([low, high], size, [least, most]) {
  const more = Math.max(0, size - (high - low));
  const floor = least === null ? -Infinity : least - 0.03 * size;
  const ceiling = most === null ? Infinity : most + 0.03 * size;
  const from = Math.min(low, Math.max(low - more / 2, floor));
  const to = Math.max(high, Math.min(from + size, ceiling));
  return [Math.min(from, Math.max(to - size, floor)), to];
}

/**
 * Whether a window still frames what happens: all of it is inside, and it fills enough of the plane.
 * @param {Window} window
 * @param {Window} sides
 * @param {number} aspect
 */
export function stillFrames([x0, x1, y0, y1], sides, aspect) {
  const inside = sides[0] >= x0 && sides[1] <= x1 && sides[2] >= y0 && sides[3] <= y1;
  return inside && filledShare([x0, x1, y0, y1], sides, aspect) >= FILLED;
}

/**
 * How much of the plane's shorter side what happens fills.
 * @param {Window} window
 * @param {Window} sides
 * @param {number} aspect
 */
export function filledShare([x0, x1, y0, y1], sides, aspect) {
  const [across, down] = [(sides[1] - sides[0]) / (x1 - x0), (sides[3] - sides[2]) / (y1 - y0)];
  return Math.max(across * Math.max(1, aspect), down * Math.max(1, 1 / aspect));
}

/**
 * A window made larger by a factor about a point of it, which is given as shares of it.
 * @param {Window} window
 * @param {Pair} share
 * @param {number} factor
 * @returns {Window}
 */
export function zoom([x0, x1, y0, y1], [across, up], factor) {
  const [x, y] = [x0 + across * (x1 - x0), y0 + up * (y1 - y0)];
  return [x + factor * (x0 - x), x + factor * (x1 - x), y + factor * (y0 - y), y + factor * (y1 - y)];
}
