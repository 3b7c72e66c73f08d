// Slow computations of views, the exact balls after a drag, and the nodes that stand for many data in sums. They
// begin after a pause without changes, and continue in slices of time between pictures.

import { nodeMaking } from "../scene/models.js";
import { refining } from "../scene/prepared.js";
import { exactBalls } from "../scene/runs.js";
/** @import { Current } from "./current.js" */
/** @import { Frames } from "./frames.js" */
/** @import { Scene } from "../scene/shape.js" */

/** Length of the pause (milliseconds). */
const SETTLED = 150;

/** Length of a slice (milliseconds). */
const SLICE = 12;

export class Settling {
  #current;
  #frames;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * Computes for the scene of a figure's `current` state, shown in its `frames`.
   * @param {Current} current
   * @param {Frames} frames
   */
  constructor(current, frames) {
    this.#current = current;
    this.#frames = frames;
  }

  /** Begins the slow computations of the views after the pause, unless the scene changes first. */
  soon() {
    clearTimeout(this.#timer);
    const { scene, state, model } = this.#current;
    const work = [...(scene.isQuick ? [exactBalls(scene, state)] : []), ...refining(scene, state, model), ...nodeMaking(state, model)];
    if (work.length) this.#timer = setTimeout(() => this.#goOn(scene, work), SETTLED);
  }

  /**
   * Continues for one slice of time; a new scene ends it.
   * @param {Scene} scene
   * @param {Iterator<void>[]} work
   */
  #goOn(scene, work) {
    if (scene !== this.#current.scene || !work.length) return;
    const { visible } = this.#frames;
    if (visible) {
      const until = performance.now() + SLICE;
      while (work.length && performance.now() < until) {
        if (work[0].next().done) work.shift();
      }
      this.#frames.ask();
    }
    this.#timer = setTimeout(() => this.#goOn(scene, work), visible ? 0 : SETTLED);
  }

  rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
