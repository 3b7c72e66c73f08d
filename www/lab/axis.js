// The axis of the distributions: it stays while a hand holds something, and with a reader's own observations as long as it
// still shows them all and is not much too long. Otherwise it moves to the axis that the core chooses.

import { onALine } from "../core.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Pair } from "../views/view.js" */

/** The core leaves a little more room than this on each side, as a share of the axis that it chooses. */
const ROOM = 0.14;

/** An axis stays if the one that the core would choose is at least this share of it. */
const LEAST = 0.6;

/** What is at least this share of a curve's peak is shown of the curves at the handle of a field, and how many values they are looked at. */
const TAIL = 0.03;
const VALUES = 600;

/** They are looked for on an axis that is so many times as long. */
const WIDER = 9;

/** How long it takes to another axis (milliseconds). */
const TRAVEL = 350;

export class Axis {
  #current;
  #redraw;
  /** The name of the model that it was about: another one begins anew. */
  #model = "";
  #modelKey = "";
  /** @type {Pair | undefined} */
  #ends;
  /** @type {{ from: Pair, to: Pair, since: number } | undefined} */
  #movement;
  /** The scene whose curves it was about. @type {Scene | undefined} */
  #scene;

  /**
   * @param {() => Current} current
   * @param {() => void} redraw
   */
  constructor(current, redraw) {
    this.#current = current;
    this.#redraw = redraw;
  }

  /** Begins anew: something else is shown. */
  forget() {
    this.#modelKey = "";
    this.#ends = this.#movement = undefined;
  }

  /**
   * The values at its ends in this frame; the same pair as long as it stays, so that nothing is drawn again.
   * @param {boolean} held whether a hand holds something
   * @returns {Pair | undefined}
   */
  at(held, now = performance.now()) {
    const { modelKey, scene } = this.#current();
    if (!held && scene !== this.#scene && modelKey === this.#modelKey) this.#reach(now);
    if (!held && modelKey !== this.#modelKey) {
      this.#modelKey = modelKey;
      this.#follow(this.#wanted(), now);
    }
    if (!held) this.#scene = scene;
    this.#move(now);
    return this.#ends;
  }

  /** The axis that the core chooses, made longer where the curves at the handle of a field need it. @returns {Pair} */
  #wanted() {
    const { model, scene, state } = this.#current();
    const own = /** @type {Pair} */ (model.axis);
    if (!scene?.columns?.field || !onALine(state.model)) return own;
    const [chart] = state.charts;
    const rivals = scene.columns.field.rivals[chart];
    const curves = [scene.starts[chart], rivals.onBall, Number.isFinite(rivals.worst) ? rivals.costliest : undefined];
    return curves.reduce((/** @type {Pair} */ ends, at) => (at ? withTails(ends, own, (xs) => model.density(at, chart, xs)) : ends), own);
  }

  /** Follows the curves at the handle of a field after it was moved. @param {number} now */
  #reach(now) {
    const before = this.#movement?.to ?? this.#ends;
    if (!this.#current().scene?.columns?.field) return;
    const wanted = this.#wanted();
    if (!before || before.every((end, k) => end === wanted[k])) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) [this.#ends, this.#movement] = [wanted, undefined];
    else this.#movement = { from: /** @type {Pair} */ (this.#ends), to: wanted, since: now };
  }

  /** Follows other data. @param {Pair} own the axis that the core chooses for them @param {number} now */
  #follow(own, now) {
    const { state } = this.#current();
    const isSame = state.model === this.#model;
    this.#model = state.model;
    const before = this.#movement?.to ?? this.#ends;
    if (before && isSame && !state.data?.set && stillShows(before, own)) return;
    const still = !before || !isSame || matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) [this.#ends, this.#movement] = [own, undefined];
    else this.#movement = { from: /** @type {Pair} */ (this.#ends), to: own, since: now };
  }

  /** @param {number} now */
  #move(now) {
    if (!this.#movement) return;
    const { from, to, since } = this.#movement;
    const share = Math.min(1, (now - since) / TRAVEL);
    const eased = share * share * (3 - 2 * share);
    this.#ends = share < 1 ? /** @type {Pair} */ (from.map((end, k) => end + eased * (to[k] - end))) : to;
    if (share < 1) this.#redraw();
    else this.#movement = undefined;
  }
}

/**
 * The ends of an axis, moved out to where a curve has fallen to a small share of its peak.
 * @param {Pair} ends
 * @param {Pair} own the axis around whose middle the curve is looked at
 * @param {(xs: Float64Array) => Float64Array} density
 * @returns {Pair}
 */
export function withTails(ends, [low, high], density) {
  const [middle, wide] = [(low + high) / 2, WIDER * (high - low)];
  const xs = Float64Array.from({ length: VALUES }, (_, k) => middle + (k / (VALUES - 1) - 0.5) * wide);
  const heights = density(xs);
  const least = TAIL * heights.reduce((most, height) => Math.max(most, height), 0);
  const shown = xs.filter((_, k) => heights[k] >= least && least > 0);
  return shown.length ? [Math.min(ends[0], shown[0]), Math.max(ends[1], shown[shown.length - 1])] : ends;
}

/** Whether an axis shows all that the core's own would show, and is not much longer. @param {Pair} ends @param {Pair} own */
export function stillShows([low, high], [from, to]) {
  const room = ROOM * (to - from);
  return low <= from + room && high >= to - room && to - from >= LEAST * (high - low);
}
