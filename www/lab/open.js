// Opening a state that attributes describe, in the lab.

import { likeliest } from "../element/changes.js";
import { stateFrom } from "../figure/reading.js";
import { isUnread, loadReader } from "../state/data.js";
import { fromJson } from "../state/json.js";
import { tables } from "../table/load.js";
import { quantityNamed } from "../table/quantity.js";
import { linkFrom } from "./link.js";
import { mutedFrom } from "./rules.js";
/** @import { State } from "../state/shape.js" */
/** @import { Written } from "./link.js" */

/** Loads what the data in the address take to be read. */
export async function readable() {
  const { data, model } = linkFrom(location.hash).attributes;
  if (isUnread(data, model)) await loadReader(tables);
}

/**
 * The state that attributes describe, and the first error in them. A wrong attribute is left out; where several are wrong there is no state.
 * @param {Written} written
 * @returns {{ state?: State, error?: Error }}
 */
export function stateOf(written) {
  const { spec, error: wrong } = specOf(written);
  const all = { ...written, ...spec };
  const without = (/** @type {string} */ left = "") => {
    const state = stateFrom((name) => (name === left ? null : all[name] ?? null));
    if (all.muted) state.muted = mutedFrom(all.muted);
    if (all.quantity) state.quantity = quantityNamed(all.quantity);
    return state;
  };
  try {
    return { state: without(), error: wrong };
  } catch (thrown) {
    const error = /** @type {Error} */ (thrown);
    for (const left of likeliest(Object.keys(all), error)) {
      try {
        return { state: without(left), error: wrong ?? error };
      } catch {
        // Another attribute is wrong, too.
      }
    }
    return { error: wrong ?? error };
  }
}

/** The attributes of a whole experiment, or what is wrong with it. @param {Written} written @returns {{ spec?: Written, error?: Error }} */
function specOf({ spec }) {
  try {
    return { spec: spec ? fromJson(spec) : {} };
  } catch (error) {
    return { error: /** @type {Error} */ (error) };
  }
}
