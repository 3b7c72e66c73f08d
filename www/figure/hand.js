// Dragging pins: where each pin is, how it moves, how often the words beside the picture are written meanwhile, and
// when runs go on that one frame had no time for.

import { placeOfPin, putPin } from "../state/starts.js";
/** @import { Current } from "./current.js" */
/** @import { Frames } from "./frames.js" */
/** @import { Pin } from "../state/shape.js" */
/** @import { Pair } from "../views/view.js" */

/** Least time between two pictures (milliseconds). */
const FRAME = 8;

/** Least time between two updates of the words during a drag (milliseconds); nobody reads faster. */
const READ = 100;

/** A hand that has not moved for so long (milliseconds) pauses, and then rests. */
const PAUSE = 40;
const REST = 100;

/** Digits of a place that a hand has chosen. */
const DIGITS = 10;

/** A hand is less exact than this, and a link with such numbers is short. @param {Pair} at @returns {Pair} */
const short = ([a, b]) => [Number(a.toPrecision(DIGITS)), Number(b.toPrecision(DIGITS))];

export class Hand {
  #current;
  #frames;
  #held = false;
  #wordsAt = 0;
  #movedAt = 0;
  /** @type {Alarm} */
  #words;
  /** @type {Alarm} */
  #rest;

  /**
   * Moves the pins of a figure's `current` state, drawn in its `frames`.
   * @param {Current} current
   * @param {Frames} frames
   */
  constructor(current, frames) {
    this.#current = current;
    this.#frames = frames;
    [this.#words, this.#rest] = [new Alarm(frames), new Alarm(frames)];
  }

  /**
   * Where a pin is. It may not have been drawn there yet, because keys may be faster than frames.
   * @param {Pin} pin
   * @param {string} chart
   */
  whereIs(pin, chart) {
    const { state } = this.#current;
    const { chart: named, at } = placeOfPin(state, pin);
    return named === chart ? at : this.#current.model.convert(at, named, chart);
  }

  /**
   * Moves a pin to `at`, or as far towards it as the domain allows.
   * @param {Pin} pin
   * @param {string} chart
   * @param {Pair} at
   */
  move(pin, chart, at) {
    const { state, scene, model } = this.#current;
    if (!scene) return;
    const from = this.whereIs(pin, chart);
    const reached = this.#reach(from, at, chart);
    let to = model.towards(reached, short(reached), chart, state.charts);
    if (pin === "start" && state.stick && state.other) {
      const other = this.whereIs("other", chart);
      const along = model.towards(other, [other[0] + to[0] - from[0], other[1] + to[1] - from[1]], chart, state.charts);
      // If q has to stop, p stops, too.
      to = [from[0] + along[0] - other[0], from[1] + along[1] - other[1]];
      if (!model.contains(to, chart)) return;
      state.other = { chart, at: along };
    }
    putPin(state, pin, { chart, at: to });
    if (pin === "start") state.unplaced = false;
    this.#current.stale = true;
    this.#draw();
  }

  /**
   * As far towards a point as every chart in sight allows; at an edge of the domain it slides along it.
   * @param {Pair} from @param {Pair} at @param {string} chart
   * @returns {Pair}
   */
  #reach(from, at, chart) {
    const { model, state } = this.#current;
    const go = (/** @type {Pair} */ start, /** @type {Pair} */ end) => model.towards(start, end, chart, state.charts);
    const straight = go(from, at);
    if (straight[0] === at[0] && straight[1] === at[1]) return straight;
    const across = go(straight, [at[0], straight[1]]);
    return go(across, [across[0], at[1]]);
  }

  /** Draws at once, except for the first move and for moves too soon after a picture, which wait for the next frame. */
  #draw() {
    const now = performance.now();
    const soon = !this.#held || this.#frames.waiting || !this.#frames.visible || now - this.#frames.drawnAt < FRAME;
    this.#held = true;
    this.#movedAt = now;
    // Browsers report moves once per frame. Requesting another frame would take a fifth of the time of a move.
    if (soon) this.#frames.ask();
    else this.#frames.draw(now);
  }

  /** Called when the pin is released, or after a key. */
  release() {
    this.#held = false;
    this.#frames.ask();
  }

  /**
   * Whether words and numbers are written in this frame. If not, a later frame is requested for them, in a pause: as long as the hand moves they
   * are written in the frame of a move, so that no other picture is drawn for them.
   */
  wordsAreDue() {
    const due = this.#wordsAt + READ;
    return this.#isOver(due, this.#words, Math.max(due, this.#movedAt + PAUSE));
  }

  /**
   * Whether no hand is moving a pin, so that runs may go on in frames of their own. If one is, a frame is requested for when it rests:
   * until then every move begins them anew, and a picture of a few steps more would only hold it up.
   */
  rests() {
    return this.#isOver(this.#movedAt + REST, this.#rest);
  }

  /** Whether a time is over, or no pin is held. If not, a frame is requested, for then or later. @param {number} time @param {Alarm} alarm @param {number} [later] */
  #isOver(time, alarm, later = time) {
    const now = performance.now();
    if (!this.#held || now >= time) return true;
    alarm.set(later - now);
    return false;
  }

  /** Words and numbers have been written. */
  wordsWritten() {
    this.#words.end();
    this.#wordsAt = performance.now();
  }

  /** Called when the figure is removed. */
  rest() {
    for (const alarm of [this.#words, this.#rest]) alarm.end();
    this.#held = false;
  }
}

/** Requests one frame after a pause. */
class Alarm {
  #frames;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Frames} frames */
  constructor(frames) {
    this.#frames = frames;
  }

  /** In so many milliseconds, and not when it was set before. @param {number} pause */
  set(pause) {
    this.end();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#frames.ask();
    }, pause);
  }

  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
