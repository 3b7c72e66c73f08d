// The windows of the planes: framed by the lab, chosen by hand, and animated in between.

import { chartEntry, planeNumbers } from "../core.js";
import { ellipsesIn } from "../compute/overlays.js";
import { fillingCost } from "../compute/field-cost.js";
import { extentOf, lengthOf, referenceIn } from "../compute/disc-and-ball.js";
import { placesIn } from "../compute/places.js";
import { action, balanced, evened, framed, hasDiscs, heldBalls, holding, holdingAll, notTiny, stillFrames, zoom } from "./framing.js";
/** @import { PlaneGround } from "../../pkg/kl_ball.js" */
/** @import { Current } from "../figure/current.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Pair } from "../views/view.js" */
/** @import { Bounds, Window } from "./framing.js" */

/** @typedef {{ from: Window, to: Window, since: number }} Movement */
/** @typedef {{ window?: Window, movement?: Movement, scene?: Scene, reached?: number, options?: PlaneGround, own?: boolean, aspect?: number, before?: Window, whole?: { scene: Scene, window: Window } }} Known what is known of a chart's window */

/** A window that a hand chooses is at most, and at least, so many times as large as the one that frames everything. */
const [LARGEST, SMALLEST] = [50, 1e-4];

/** How long a change of the window takes (milliseconds). */
const TRAVEL = 350;

/** A room whose aspect differs by less than this share is the same for a window: discs still look round in it. */
const SLIGHT = 0.06;

/** The height of a plane of which only the window is asked for (CSS pixels). */
const HIGH = 400;

/** A window of a field is made at most this many times larger until there is room for so many balls. */
const MOST_TIMES = 16;
const ENOUGH = 16;

/** CSS pixels between the nodes of contours while a window moves. */
const COARSE = 9;

/** Whether a window holds a box, or a point. @param {Window} window @param {Window} box */
const holdsAll = ([x0, x1, y0, y1], [left, right, low, high]) => left > x0 && right < x1 && low > y0 && high < y1;

export class Windows {
  #current;
  #redraw;
  /** @type {Map<string, Known>} */
  #charts = new Map();
  /** Whether a hand holds something, so that windows stay. */
  held = false;
  /** Whether several starts are being added, so that windows stay between the clicks. */
  steady = false;
  /** Whether a hand moves a window. */
  moving = false;
  /** The aspect of each plane's plotting area, by chart. @type {Map<string, number>} */
  #aspects = new Map();

  /**
   * @param {() => Current} current
   * @param {() => void} redraw
   */
  constructor(current, redraw) {
    this.#current = current;
    this.#redraw = redraw;
  }

  /** The aspect of the plotting area that a chart has. @param {string} chart @param {number} aspect */
  fits(chart, aspect) {
    if (Math.abs((this.#aspects.get(chart) ?? 0) - aspect) < 1e-3) return;
    this.#aspects.set(chart, aspect);
    const known = this.#charts.get(chart);
    if (!known) return;
    known.scene = undefined;
    // A little more or less room changes nothing, and a hand holds what it has; otherwise another room is no movement of what is in it.
    if (this.held || this.steady || Math.abs(aspect / (known.aspect ?? 0) - 1) < SLIGHT) return;
    Object.assign(known, { window: undefined, movement: undefined });
  }

  /** @param {string} chart */
  #aspect(chart) {
    return this.#aspects.get(chart) ?? 1;
  }

  /** Frames everything anew: other charts, another model. */
  forget() {
    this.#charts.clear();
  }

  /** What all planes are drawn with in this frame. @returns {Record<string, PlaneGround>} */
  planes(now = performance.now()) {
    const { state } = this.#current();
    return Object.fromEntries(state.charts.map((chart) => [chart, this.#options(chart, now)]));
  }

  /** @param {string} chart @param {number} now @returns {PlaneGround} */
  #options(chart, now) {
    const known = this.#charts.get(chart) ?? {};
    this.#charts.set(chart, known);
    const { scene, state } = this.#current();
    const own = /** @type {Window | undefined} */ (state.windows?.[chart]);
    if (own) {
      // The window before is kept. The plane returns to it when the reader gives up the own one.
      if (!known.own) Object.assign(known, { own: true, before: known.movement?.to ?? known.window });
      if (known.window?.join() !== own.join()) Object.assign(known, { window: own, movement: undefined });
      return this.#shown(known, now);
    }
    if (known.own) Object.assign(known, { own: false, window: known.before, movement: undefined, scene: undefined });
    if (state.views.includes("map")) {
      // A map is about all starts, not about what happens from one.
      Object.assign(known, { window: undefined, movement: undefined, scene: undefined });
    } else if (!this.held && !this.steady && (known.scene !== scene || known.reached !== scene.reached)) {
      // A long run goes on while it is shown.
      Object.assign(known, { scene, reached: scene.reached });
      this.#follow(chart, known, now);
    }
    return this.#shown(known, now);
  }

  /** What shows the window as it is now. @param {Known} known @param {number} now @returns {PlaneGround} */
  #shown(known, now) {
    const window = this.#moved(known, now);
    const coarse = known.movement || this.moving ? COARSE : undefined;
    const { options } = known;
    // The same object as long as nothing changes, so that nothing is drawn again.
    if (!options || options.window?.join() !== window?.join() || options.coarse !== coarse) known.options = { window, coarse, filled: true };
    if (known.movement) this.#redraw();
    return /** @type {PlaneGround} */ (known.options);
  }

  /**
   * Frames what happens, if the window does not frame it any more.
   * @param {string} chart
   * @param {Known} known
   * @param {number} now
   */
  #follow(chart, known, now) {
    const { scene } = this.#current();
    const sides = this.#happening(chart);
    const target = known.movement?.to ?? known.window;
    if (target && (sides ? stillFrames(target, sides, this.#aspect(chart)) : holdsAll(target, heldBalls(scene, chart) ?? [scene.starts[chart][0], scene.starts[chart][0], scene.starts[chart][1], scene.starts[chart][1]]))) return;
    const to = this.#aim(chart, sides);
    known.aspect = this.#aspect(chart);
    if (to) this.#go(known, to, now);
    else Object.assign(known, { window: undefined, movement: undefined });
  }

  /** What happens in a chart. Where that is only a few points, a window around them still shows some of the loss. @param {string} chart */
  #happening(chart) {
    const current = this.#current();
    const { scene } = current;
    const sides = action(current, chart);
    const onlyPoints = !scene.runs.length && !ellipsesIn(scene, chart).length;
    return sides && onlyPoints ? notTiny(sides, this.#usual(chart, this.#aspect(chart))) : sides;
  }

  /**
   * The window that frames what happens; where nothing does, but discs are drawn, the core's, with axes of one scale.
   * @param {string} chart
   * @param {Window} [sides] of what happens
   */
  #aim(chart, sides) {
    const { scene, state } = this.#current();
    const aspect = this.#aspect(chart);
    const bounds = /** @type {Bounds} */ (chartEntry(state.model, chart).bounds);
    const discs = hasDiscs(scene, state, chart);
    const balls = heldBalls(scene, chart);
    const window = sides ? framed(sides, aspect, bounds, discs) : discs ? evened(holding(this.#usual(chart, aspect), balls), aspect, bounds, true) : undefined;
    const [first] = state.charts;
    const known = this.#charts.get(first);
    const from = known?.movement?.to ?? known?.window;
    if (window && sides && from && chart !== first && state.views.includes("morph") && state.field?.kind === "balls") {
      // The balls and discs of the first plane come here as they are.
      const [x0, x1, y0, y1] = from;
      return holdingAll(window, this.#current().model.convertAll([x0, y0, x1, y0, x0, y1, x1, y1], first, chart), sides, aspect);
    }
    if (!window || scene.runs.length || state.field?.kind !== "balls") return window;
    const even = balanced(window, aspect, bounds, this.#roundness(chart));
    // Where the lab chooses the cost, balls are made smaller and not the window larger.
    return state.field.auto ? even : this.#roomy(chart, even);
  }

  /** The cost with which the plane of a chart is full of balls; undefined where none has room. @param {string} chart */
  fillingCost(chart) {
    const { model, state } = this.#current();
    const aspect = this.#aspect(chart);
    const window = /** @type {Window | undefined} */ (state.windows?.[chart]) ?? this.#aim(chart, this.#happening(chart)) ?? this.#usual(chart, aspect);
    return fillingCost(model, chart, [0, 0, HIGH * aspect, HIGH, ...window]);
  }

  /** A window that is enlarged until there is room in it for a field. @param {string} chart @param {Window} window @returns {Window} */
  #roomy(chart, window) {
    const { model, state } = this.#current();
    const field = /** @type {import("../state/shape.js").FieldSettings} */ (state.field);
    const length = lengthOf(model, chart, field);
    const wide = HIGH * (this.#aspect(chart));
    for (let times = 1; times <= MOST_TIMES; times *= 2) {
      const larger = zoom(window, [0.5, 0.5], times);
      if (placesIn(model, chart, [0, 0, wide, HIGH, ...larger], field.cost, length).length >= 2 * ENOUGH) return larger;
    }
    return window;
  }

  /** How many times as high as wide the ball of the field is at the best fit, in the units of the chart. @param {string} chart */
  #roundness(chart) {
    const { model } = this.#current();
    const [wide, high] = extentOf(model.metrics(referenceIn(model, chart), chart), 1);
    return high / wide;
  }

  /** The window that the core chooses for a plane of this aspect. @param {string} chart @param {number} aspect @returns {Window} */
  #usual(chart, aspect) {
    const { model, home } = this.#current();
    const style = { width: Math.round(HIGH * aspect), height: HIGH, ratio: 1, ground: "#ffffff", ink: "#000000", contour: "#888888", text: 12 };
    const { frame } = planeNumbers(model, chart, model.convert(/** @type {Pair} */ (home.at), home.chart, chart), style, { coarse: HIGH });
    return /** @type {Window} */ (Array.from(frame).slice(4));
  }

  /**
   * @param {Known} known
   * @param {Window} to
   * @param {number} now
   */
  #go(known, to, now) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!known.window || still) Object.assign(known, { window: to, movement: undefined });
    else known.movement = { from: known.window, to, since: now };
  }

  /** @param {Known} known @param {number} now */
  #moved(known, now) {
    const { movement } = known;
    if (!movement) return known.window;
    const share = Math.min(1, (now - movement.since) / TRAVEL);
    const eased = share * share * (3 - 2 * share);
    known.window = /** @type {Window} */ (movement.from.map((side, k) => side + eased * (movement.to[k] - side)));
    if (share === 1) known.movement = undefined;
    return known.window;
  }

  /** The window of a chart now. @param {string} chart */
  of(chart) {
    return this.#charts.get(chart)?.window;
  }

  /** Takes the windows back from the hand, and frames everything. */
  frame() {
    const now = performance.now();
    const { state, scene } = this.#current();
    delete state.windows;
    for (const chart of state.charts) {
      const known = this.#charts.get(chart);
      const to = state.views.includes("map") ? undefined : this.#aim(chart, this.#happening(chart));
      if (!known || !to) continue;
      Object.assign(known, { scene, reached: scene.reached, own: false, aspect: this.#aspect(chart) });
      this.#go(known, to, now);
    }
    this.#redraw();
  }

  /** Shows a window that a hand has chosen. @param {string} chart @param {Window} window */
  choose(chart, window) {
    const { state } = this.#current();
    const [x0, x1, y0, y1] = window;
    const resolved = (/** @type {number} */ a, /** @type {number} */ b) => b - a > 1e-9 * Math.max(Math.abs(a), Math.abs(b));
    if (!window.every(Number.isFinite) || !resolved(x0, x1) || !resolved(y0, y1) || !this.#isSensible(chart, window)) return;
    state.windows = { ...state.windows, [chart]: window };
    this.#redraw();
  }

  /** Whether a window is not much larger or smaller than what happens, or at least nearer to that than the last one. @param {string} chart @param {Window} window */
  #isSensible(chart, [x0, x1, y0, y1]) {
    const known = this.#charts.get(chart) ?? {};
    const { scene } = this.#current();
    if (known.whole?.scene !== scene) known.whole = { scene, window: this.#aim(chart, this.#happening(chart)) ?? this.#usual(chart, this.#aspect(chart)) };
    const [a0, a1, b0, b1] = known.whole.window;
    const times = [(x1 - x0) / (a1 - a0), (y1 - y0) / (b1 - b0)];
    const [c0, c1, d0, d1] = known.window ?? known.whole.window;
    const before = [(c1 - c0) / (a1 - a0), (d1 - d0) / (b1 - b0)];
    return times.every((now, k) => now <= Math.max(LARGEST, before[k]) && now >= Math.min(SMALLEST, before[k]));
  }
}
