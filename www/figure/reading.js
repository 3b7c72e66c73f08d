// The state that a figure's attributes describe, checked by the core before anything is drawn.

import { Experiment } from "../core.js";
import { ModelCache } from "../scene/models.js";
import { fromAttributes } from "../state/attributes.js";
import { readingOf } from "../state/data.js";
import { named } from "../state/named.js";
import { toSpec } from "../state/specification.js";
import { usualStart } from "../state/starts.js";
import { flag, numberFrom, oneOf } from "../state/words.js";
import { readGoal } from "../text/goal.js";
/** @import { Place, Read, State } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */

/**
 * The state; `read(name)` is the text of an attribute, or null. Throws an Error that names the attribute, its value and what is allowed.
 * @param {Read} read
 */
export function stateFrom(read) {
  const state = fromAttributes(read);
  for (const place of [state.start, state.other, ...(state.more ?? [])]) {
    if (place && !place.chart) place.chart = state.charts[0];
  }
  const { quantity } = readingOf(state.data);
  if (quantity) state.quantity = quantity;
  state.step = numberFrom("step", read("step"), { range: [0, Infinity] });
  state.predict = flag("predict", read("predict"));
  checkLooks(read);
  state.goal = readGoal(read("goal"));
  try {
    check(state);
  } catch (error) {
    throw named(/** @type {Error} */ (error), state, read);
  }
  return state;
}

/** The theme that a text names, or the light one. @param {string | null | undefined} text */
export const themeFrom = (text) => oneOf("theme", text ?? "light", /** @type {const} */ (["light", "dark"]));

/** Throws an Error for a wrong theme or size of type, which change no number. @param {Read} read */
export function checkLooks(read) {
  themeFrom(read("theme"));
  flag("classroom", read("classroom"));
}

/** Lets the core check a state before a figure is laid out for it. @param {State} state */
function check(state) {
  const models = new ModelCache();
  try {
    const model = models.get(state);
    // A chart that the model does not have is refused by its name.
    for (const chart of state.charts) model.start(chart);
    const start = state.start ?? usualStart(model, state.charts);
    checkPlaces("other", state.other ? [state.other] : [], model);
    checkPlaces("starts", state.more ?? [], model);
    const { model: _model, data: _data, options: _options, ...plan } = toSpec({ ...state, start });
    if (state.rules.length) new Experiment(plan, model).free();
    else model.inspect(start.at, start.chart);
  } finally {
    models.free();
  }
}

/**
 * Lets the core check the places of an attribute. It does not know which attribute they are from, so its message gets that name.
 * @param {string} name
 * @param {Place[]} places
 * @param {Model} model
 */
function checkPlaces(name, places, model) {
  try {
    for (const { at, chart } of places) model.inspect(at, chart);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(message.replace(/^(?:theta|chart)(?= is )/, (field) => (field === "theta" ? name : `${name}.chart`)), { cause: error });
  }
}
