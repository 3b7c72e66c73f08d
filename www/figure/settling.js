// Slow computations of views. They begin after a pause without changes, and continue in
// slices of time between pictures.

/** @import { Current } from "./current.js" */
/** @import { Frames } from "./frames.js" */
/** @import { View } from "../views/view.js" */
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

  /** Begins the computations of these views after the pause, unless the scene changes first. @param {View[]} views */
  soon(views) {
    clearTimeout(this.#timer);
    const working = views.flatMap(({ settle }) => settle ?? []);
    if (!working.length) return;
    const { scene } = this.#current;
    this.#timer = setTimeout(() => {
      const { state, model } = this.#current;
      this.#goOn(scene, working.map((settle) => settle(scene, state, model)));
    }, SETTLED);
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
