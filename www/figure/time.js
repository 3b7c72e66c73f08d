// Which step a figure shows. The transport moves along the steps of a run, or through the
// parts of a single step.

import { STAGES, isSingleStep, stageOf, stepOf } from "./stages.js";
import { Transport } from "./transport.js";
/** @import { Current } from "./current.js" */

export class Time {
  #current;
  /** The step to show as soon as the number of steps is known. @type {number | undefined} */
  #wanted;

  /**
   * Calls `moved` when another step is to be drawn.
   * @param {Current} current
   * @param {() => void} moved
   */
  constructor(current, moved) {
    this.#current = current;
    this.transport = new Transport(moved);
  }

  /** Whether a single step is shown, in parts. */
  get single() {
    return isSingleStep(this.#current.state);
  }

  /** The step that is shown; a fraction while a step is animated. Infinity is the last one. */
  get cursor() {
    if (this.#wanted !== undefined && Number.isFinite(this.#wanted)) return this.#wanted;
    const { cursor } = this.transport;
    return this.single ? stepOf(cursor) : cursor;
  }

  set cursor(step) {
    this.#wanted = step;
    if (!this.#current.stale) this.#seekWanted();
  }

  #seekWanted() {
    if (this.#wanted === undefined) return;
    this.transport.seek(this.single ? stageOf(this.#wanted) : this.#wanted);
    this.#wanted = undefined;
  }

  /** Takes the number of steps from a scene that is new or has grown. @param {"new" | "grown"} change */
  follow(change) {
    const { scene } = this.#current;
    if (this.single) this.transport.extent(STAGES.length - 1, STAGES);
    else this.transport.extent(scene.steps, undefined, scene.reached);
    if (change === "new") this.#seekWanted();
  }

  /** What is drawn: the step, and how far a single step is taken apart. @param {boolean} still whether the reader prefers reduced motion */
  shown(still) {
    const at = this.transport.shown(still);
    return this.single ? { cursor: stepOf(at), stage: at } : { cursor: at, stage: Infinity };
  }

  /** Goes to one of the parts of a single step. @param {string} stage its name in STAGES */
  seekStage(stage) {
    this.transport.seek(STAGES.indexOf(stage));
  }
}
