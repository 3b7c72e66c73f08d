// What a figure shows now: its state, the model, and the scene that the core
// computes for them.

import { ModelCache, compute, grow } from "../scene/scene.js";
import { rulesKey } from "../state/specification.js";
import { viewsOf } from "../views/registry.js";

export class Current {
  state;
  scene;
  /** Whether the scene is older than the state. */
  stale = true;
  #models = new ModelCache();
  /** What the scene's experiment was built from, but for its start. */
  #built;
  #home;
  #homeModel;

  /** Another state, which has been checked. */
  show(state) {
    this.state = state;
    this.stale = true;
    this.#homeModel = undefined;
  }

  get model() {
    return this.#models.get(this.state);
  }

  /** Changes whenever the model does. */
  get modelKey() {
    return this.#models.key;
  }

  /** The place that the windows of planes hold in any case: that of the start when the figure opened. */
  get home() {
    return this.#home;
  }

  /** A plane that is new has to hold the start as it is now. */
  moveHome() {
    this.#home = this.#farthest();
  }

  /** Brings the scene up to the state. Says whether it is "new", has "grown", or is as it was. */
  update() {
    if (!this.stale) {
      if (!this.scene.growing) return undefined;
      grow(this.scene, this.state, this.model);
      return "grown";
    }
    this.#complete();
    // Windows hold the start that the figure opened with; dragging moves no window.
    if (this.#homeModel !== this.#models.key) {
      this.moveHome();
      this.#homeModel = this.#models.key;
    }
    const built = [this.#models.key, rulesKey(this.state)];
    const before = this.#built?.every((part, k) => part === built[k]) ? this.scene : undefined;
    // If the core refuses the state, nobody knows how far the old experiment has come.
    this.#built = undefined;
    const scene = compute(this.state, this.model, before);
    if (scene.experiment !== this.scene?.experiment) this.scene?.free?.();
    this.scene = scene;
    this.stale = false;
    this.#built = built;
    return "new";
  }

  /** Puts in what the state leaves open. */
  #complete() {
    const { state, model } = this;
    if (!state.start) {
      const [chart] = state.charts;
      state.start = { chart, at: model.start(chart) };
      state.unplaced = true;
    }
    for (const view of viewsOf(state)) view.complete?.(state, model);
  }

  /** Of two distributions the one farther from the best fit: a window that holds it holds the other, too. */
  #farthest() {
    const { start, other } = this.state;
    const loss = (pin) => this.model.inspect(pin.at, pin.chart).loss;
    return { ...(other && loss(other) > loss(start) ? other : start) };
  }

  /** Gives up the model and the experiment; what was shown stays known. */
  free() {
    this.#models.free();
    this.scene?.free?.();
    if (this.scene) this.scene.free = undefined;
    this.#built = undefined;
    this.stale = true;
  }
}
