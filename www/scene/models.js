// The model of a state.

import { Model, modelEntry } from "../core.js";
/** @import { ModelSpec } from "../../pkg/kl_ball.js" */
/** @import { State } from "../state/shape.js" */

/** The model of a state; kept while its data stay the same. */
export class ModelCache {
  /** @type {string | undefined} */
  #key;
  /** @type {Model | undefined} */
  #model;
  /** What the model was made from. @type {Partial<Pick<State, "model" | "data" | "options" | "units">>} */
  #made = {};

  /** @param {State} state */
  get(state) {
    // This is called several times in a frame, so long data are compared by value only if the object differs.
    const { model, data, options, units } = state;
    const made = this.#made;
    if (this.#model && model === made.model && data === made.data && options === made.options && units === made.units) return this.#model;
    const key = JSON.stringify([model, data, options, units].map((part) => part ?? null));
    if (key !== this.#key) {
      const built = build(state);
      this.free();
      this.#key = key;
      this.#model = built;
    }
    this.#made = { model, data, options, units };
    return /** @type {Model} */ (this.#model);
  }

  /** Changes whenever the model does. */
  get key() {
    return /** @type {string} */ (this.#key);
  }

  free() {
    this.#model?.free();
    this.#model = this.#key = undefined;
  }
}

/** The model of a state; its data in another unit if it has one. @param {State} state */
function build({ model, data, options, units }) {
  const measured = new Model(/** @type {ModelSpec} */ ({ model, ...(data && { data }), ...(options && { options }) }));
  if (!units) return measured;
  try {
    return measured.rescaled(units.scale, units.shift);
  } finally {
    measured.free();
  }
}

/** The number of observations of a model; 0 for a policy, which draws its own. @param {Model} model */
export function countOf(model) {
  const { observations } = model;
  return modelEntry(model.spec.model).takes === "counts" ? observations.reduce((sum, count) => sum + count, 0) : observations.length;
}
