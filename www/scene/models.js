// The model of a state.

import { Model, modelEntry } from "../core.js";
import { dataKey, isMany } from "../state/data.js";
/** @import { ModelSpec } from "../../pkg/kl_ball.js" */
/** @import { State } from "../state/shape.js" */

/** The models of all figures by their keys, with how many use them. A state is checked before its figure is drawn: both use one model. @type {Map<string, { model: Model, users: number }>} */
const shared = new Map();

/** @typedef {Pick<State, "model" | "data" | "options" | "units">} Made What a model is made from. */

/** @param {string} key @param {Made} state */
function taken(key, state) {
  const entry = shared.get(key) ?? { model: modelOf(state), users: 0 };
  entry.users += 1;
  shared.set(key, entry);
  return entry.model;
}

/**
 * Counts one user less. The model that was left last is kept, because it may be needed again.
 * @param {string} key
 * @param {boolean} isKept
 */
function released(key, isKept) {
  const entry = shared.get(key);
  if (entry) entry.users -= 1;
  for (const [known, { model, users }] of shared) {
    if (users > 0 || (isKept && known === key)) continue;
    model.free();
    shared.delete(known);
  }
}

/** The model of a state; kept while its data stay the same. */
export class ModelCache {
  /** @type {string | undefined} */
  #key;
  /** @type {Model | undefined} */
  #model;
  /** What the model was made from. @type {Partial<Made>} */
  #made = {};

  /** @param {Made} state */
  get(state) {
    // This is called several times in a frame, so long data are compared by value only if the object differs.
    const { model, data, options, units } = state;
    const made = this.#made;
    if (this.#model && model === made.model && data === made.data && options === made.options && units === made.units) return this.#model;
    const key = JSON.stringify([model, options, units].map((part) => part ?? null)) + dataKey(data);
    if (key !== this.#key) {
      const built = taken(key, state);
      if (this.#key !== undefined) released(this.#key, false);
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
    if (this.#key !== undefined) released(this.#key, true);
    this.#model = this.#key = undefined;
  }
}

/** Lets the browser do what is waiting. */
const pause = () => new Promise((then) => { setTimeout(then); });

/**
 * Builds the model of many data and finds its best fit, with pauses in which the page can go on. A figure that shows these
 * data next finds the model here.
 * @param {Pick<State, "model" | "data">} given
 */
export async function readied({ model, data }) {
  if (!isMany(data)) return;
  const models = new ModelCache();
  try {
    const built = models.get({ model, data });
    await pause();
    built.optimum(modelEntry(model).charts[0].name);
    await pause();
  } finally {
    models.free();
  }
}

/** Observations that a model looks at in one portion of {@link nodeMaking}. */
const PORTION = 20_000;

/** Models that have made all their nodes. @type {WeakSet<Model>} */
const complete = new WeakSet();

/**
 * Makes the nodes that stand for many data in sums, a portion at a time, so that no step under a moving hand waits for them;
 * no work where they are made.
 * @param {State} state
 * @param {Model} model
 */
export const nodeMaking = ({ data }, model) => (isMany(data) && !complete.has(model) ? [makeNodes(model)] : []);

/** @param {Model} model */
function* makeNodes(model) {
  while (!model.advanceNodes(PORTION)) yield;
  complete.add(model);
}

/** The model of a state; its data in another unit if it has one. @param {Made} state */
export function modelOf({ model, data, options, units }) {
  const measured = new Model(/** @type {ModelSpec} */ ({ model, ...(data && { data }), ...(options && { options }) }));
  // So that long data need not be copied out of the core to be counted.
  if (data?.x) counts.set(measured, data.x.length);
  if (!units) return measured;
  try {
    return measured.rescaled(units.scale, units.shift);
  } finally {
    measured.free();
  }
}

/** The numbers of observations that are known. @type {WeakMap<Model, number>} */
const counts = new WeakMap();

/** The number of observations of a model; 0 for a policy, which draws its own. @param {Model} model */
export function countOf(model) {
  const known = counts.get(model);
  if (known !== undefined) return known;
  const { observations } = model;
  const count = modelEntry(model.spec.model).takes === "counts" ? observations.reduce((sum, one) => sum + one, 0) : observations.length;
  counts.set(model, count);
  return count;
}
