// The first picture of a new model, drawn in portions: the scene, then panel after panel, then words. Many data may take
// long to draw; so no portion is much longer than a frame, and the page stays responsive. The level lines of many data are
// drawn roughly at first, and precisely when what they are drawn from has been found, a portion in each frame.

import { isMany } from "../state/data.js";
/** @import { Current } from "./current.js" */

/** A portion that has taken so many milliseconds leaves the rest to the next frame. */
const LONG = 20;

/** Milliseconds of a frame in which level lines are refined. */
const SLICE = 8;

export class Pace {
  #current;
  /** The model of the last picture that was finished. */
  #finished = "";
  /** The model of the last picture that was drawn roughly. */
  #rough = "";
  /** The model whose scene was so late that its picture was left to the next frame. */
  #late = "";
  /** Whether the picture waits for its next frame. */
  #isWaiting = false;
  /** Whether a picture is wanted at once, however long it takes. */
  #isWhole = false;

  /** @param {Current} current what is shown */
  constructor(current) {
    this.#current = current;
  }

  /** Whether the picture of a new model is not finished yet. */
  get isNew() {
    return this.#finished !== this.#current.modelKey;
  }

  /** Whether this is the first picture of many data, which may be rough. */
  get #isRough() {
    const { modelKey, state } = this.#current;
    return !this.#isWhole && this.isNew && this.#rough !== modelKey && isMany(state.data);
  }

  /**
   * Until when (milliseconds, as `performance.now()` has it) the level lines of many data are refined in this frame. Undefined where
   * they are drawn precisely at once, as those of few data always are.
   * @param {() => boolean} mayRefine asked only where it matters
   */
  linesUntil(mayRefine) {
    if (this.#isWhole || !isMany(this.#current.state.data)) return undefined;
    return this.#isRough || !mayRefine() ? 0 : performance.now() + SLICE;
  }

  /** Draws a whole picture at once. @template T @param {() => T} draw */
  whole(draw) {
    this.#isWhole = true;
    try {
      return draw();
    } finally {
      this.#isWhole = false;
    }
  }

  /**
   * Whether the scene of a new model, begun at a time (milliseconds), has taken so long that its picture should wait. It waits only
   * once: on a slow machine a run that goes on in every frame would hold it back until the run is over.
   * @param {number} began
   */
  isLate(began) {
    const { modelKey } = this.#current;
    if (this.#isWhole || !this.isNew || this.#late === modelKey || performance.now() <= began + LONG) return false;
    this.#late = modelKey;
    return true;
  }

  /** Until when (milliseconds, as `performance.now()` has it) a portion that begins now may take. */
  end() {
    return this.#isWhole || !this.isNew ? Infinity : performance.now() + LONG;
  }

  /**
   * Whether words may be written now: all panels are drawn, and there is still time, or the picture has waited for them before.
   * @param {boolean} isDrawn
   * @param {number} end
   */
  finishes(isDrawn, end) {
    const isRough = this.#isRough;
    if (isRough && isDrawn) this.#rough = this.#current.modelKey;
    this.#isWaiting = isRough || !isDrawn || (!this.#isWaiting && performance.now() > end);
    if (!this.#isWaiting) this.#finished = this.#current.modelKey;
    return !this.#isWaiting;
  }
}
