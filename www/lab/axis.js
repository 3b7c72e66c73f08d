// The axis of the distributions: it stays while a hand holds something, and with a reader's own observations as long as it
// still shows them all and is not much too long. Otherwise it moves to the axis that the core chooses.

import { axisOfBells, axisOfRuns } from "../compute/tails.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Pair } from "../views/view.js" */

/** The core leaves a little more room than this on each side, as a share of the axis that it chooses. */
const ROOM = 0.14;

/** An axis stays if the one that the core would choose is at least this share of it. */
const LEAST = 0.6;

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
  /** The last scene for which it may have grown under the hand. @type {Scene | undefined} */
  #grown;

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
    if (scene?.growing) return this.#ends;
    if (!held && scene !== this.#scene && modelKey === this.#modelKey) this.#reach(now);
    if (!held && modelKey !== this.#modelKey) {
      this.#modelKey = modelKey;
      this.#follow(this.#wanted(), now);
    }
    if (!held) this.#scene = scene;
    this.#move(now);
    if (held) this.#grow();
    return this.#ends;
  }

  /** The axis that the core chooses, made longer where the curves need it. @returns {Pair} */
  #wanted() {
    const { model, scene, state } = this.#current();
    if (!scene) return /** @type {Pair} */ (model.axis);
    return scene.columns?.field ? axisOfBells(state, scene, model, scene.columns.field) : axisOfRuns(state, scene, model);
  }

  /** Follows the curves after something has changed that they come from. @param {number} now */
  #reach(now) {
    const before = this.#movement?.to ?? this.#ends;
    const { scene } = this.#current();
    const wanted = this.#wanted();
    if (!before || (scene?.columns?.field ? before.every((end, k) => end === wanted[k]) : isWithin(wanted, before))) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) [this.#ends, this.#movement] = [wanted, undefined];
    else this.#movement = { from: /** @type {Pair} */ (this.#ends), to: wanted, since: now };
  }

  /** While a hand holds the handle of a field the axis is at least as long as its curves are, so that none is cut. */
  #grow() {
    const before = this.#ends;
    const { scene } = this.#current();
    if (!before || !scene?.columns?.field || scene === this.#grown) return;
    this.#grown = scene;
    const [low, high] = this.#wanted();
    if (low < before[0] || high > before[1]) [this.#ends, this.#movement] = [[Math.min(low, before[0]), Math.max(high, before[1])], undefined];
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

/** Whether an axis holds another, and is not much longer. @param {Pair} inner @param {Pair} outer */
const isWithin = ([from, to], [low, high]) => low <= from && high >= to && to - from >= LEAST * (high - low);

/** Whether an axis shows all that the core's own would show, and is not much longer. @param {Pair} ends @param {Pair} own */
export function stillShows([low, high], [from, to]) {
  const room = ROOM * (to - from);
  return low <= from + room && high >= to - room && to - from >= LEAST * (high - low);
}
