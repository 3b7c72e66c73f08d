// The model of a state.

import { Model, modelEntry } from "../core.js";

/** The model of a state; kept while its data stay the same. */
export class ModelCache {
  #key;
  #model;
  #made = {};

  get(state) {
    // This is called several times in a frame, so long data are compared by value only if the object differs.
    const { model, data, options, units } = state;
    const made = this.#made;
    if (this.#model && model === made.model && data === made.data && options === made.options && units === made.units) return this.#model;
    const key = JSON.stringify([model, data, options, units].map((part) => part ?? null));
    if (key !== this.#key) {
      const built = build(state);
      this.free();
      [this.#key, this.#model] = [key, built];
    }
    this.#made = { model, data, options, units };
    return this.#model;
  }

  /** Changes whenever the model does. */
  get key() {
    return this.#key;
  }

  free() {
    this.#model?.free();
    this.#model = this.#key = undefined;
  }
}

/** The model of a state; its data in another unit if it has one. */
function build({ model, data, options, units }) {
  const measured = new Model({ model, ...(data && { data }), ...(options && { options }) });
  if (!units) return measured;
  try {
    return measured.rescaled(units.scale, units.shift);
  } finally {
    measured.free();
  }
}

/** The number of observations of a model; 0 for a policy, which draws its own. */
export function countOf(model) {
  const { observations } = model;
  return modelEntry(model.spec.model).takes === "counts" ? observations.reduce((sum, count) => sum + count, 0) : observations.length;
}
