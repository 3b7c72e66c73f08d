// What a figure currently shows: its state, the model, and the scene that the core computes
// for them.

import { fittedSizes } from "../compute/fitted.js";
import { ModelCache } from "../scene/models.js";
import { compute, grow } from "../scene/scene.js";
import { rulesKey } from "../state/specification.js";
import { usualStart } from "../state/starts.js";
import { viewsOf } from "../views/registry.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { Place, State } from "../state/shape.js" */

export class Current {
  /** There from the first `show` on. */
  state = /** @type {State} */ (/** @type {State | undefined} */ (undefined));
  /** There from the first `update` on. */
  scene = /** @type {Scene} */ (/** @type {Scene | undefined} */ (undefined));
  /** Whether the scene is older than the state. */
  stale = true;
  #models = new ModelCache();
  /** What the scene's experiment was built from, without its start. */
  /** @type {string[] | undefined} */
  #built;
  /** @type {Place} */
  #home = { chart: "", at: [NaN, NaN] };
  /** The model that the home is of. @type {string | undefined} */
  #homeModel;

  /** Takes another state, which has been checked. @param {State} state */
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

  /** A point that all planes must show: the start when the figure was opened. */
  get home() {
    return this.#home;
  }

  /** Called for a new plane, which must show the current start. */
  moveHome() {
    this.#home = this.#farthest();
  }

  /**
   * Updates the scene for the state. Returns "new", "grown", or nothing if it is unchanged.
   * @param {() => boolean} [mayGrow] whether runs that are not finished go on now; asked only if there are any
   */
  update(mayGrow = () => true) {
    if (!this.stale) {
      if (!this.scene.growing || !mayGrow()) return undefined;
      grow(this.scene, this.state, this.model);
      return "grown";
    }
    this.#complete();
    // Windows do not move during a drag; they show the start that the figure was opened with.
    if (this.#homeModel !== this.#models.key) {
      this.moveHome();
      this.#homeModel = this.#models.key;
    }
    const built = [this.#models.key, rulesKey(this.state)];
    const before = this.#built?.every((part, k) => part === built[k]) ? this.scene : undefined;
    // If the core refuses the state, the old experiment must not be continued.
    this.#built = undefined;
    const scene = compute(this.state, this.model, before);
    if (scene.experiment !== this.scene?.experiment) this.scene?.free?.();
    this.scene = scene;
    this.stale = false;
    this.#built = built;
    return "new";
  }

  /** Fills in what the state leaves open. */
  #complete() {
    const { state, model } = this;
    if (!state.start) {
      state.start = usualStart(model, state.charts);
      state.unplaced = true;
    }
    state.fitted = fittedSizes(state, model);
    for (const view of viewsOf(state)) view.complete?.(state, model);
  }

  /** The one of two distributions that is farther from the best fit: a window that shows it also shows the other. */
  #farthest() {
    const { start, other } = this.state;
    /** @param {Place} pin */
    const loss = (pin) => this.model.inspect(pin.at, pin.chart).loss;
    return { ...(other && loss(other) > loss(start) ? other : start) };
  }

  /** Frees the model and the experiment, but remembers the state. */
  free() {
    this.#models.free();
    this.scene?.free?.();
    if (this.scene) this.scene.free = undefined;
    this.#built = undefined;
    this.stale = true;
  }
}
