// A figure's attributes, or an experiment, as a program in Python.

import { Experiment, catalogue, modelEntry } from "../core.js";
import { fittedSizes } from "../compute/fitted.js";
import { asText } from "../element/changes.js";
import { LIBRARIES } from "./libraries.js";
import { pythonOf } from "./python.js";
import { modelOf } from "../scene/models.js";
import { fromAttributes } from "../state/attributes.js";
import { fromJson } from "../state/json.js";
import { refuseUnknown } from "../state/misspelt.js";
import { toSpec } from "../state/specification.js";
import { usualStart } from "../state/starts.js";
import { oneOf } from "../state/words.js";
/** @import { FullSpec } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { ExperimentSpec } from "../../pkg/kl_ball.js" */

/**
 * The script of a figure, given by its attributes, or of an experiment.
 * @param {Record<string, unknown>} given
 * @param {{ library?: "none" | "pytorch" | "optax" | "keras" }} [options] who takes the steps: a library, those that it has with
 * settings that agree; "none", the script alone; left out, the library whose convention a rule follows
 */
export function toPython(given, { library } = {}) {
  if (library !== undefined) oneOf("library", library, ["none", ...Object.keys(LIBRARIES)]);
  return Array.isArray(given?.runs) ? pythonOf(read(/** @type {ExperimentSpec} */ (given)), { library }) : ofAttributes(given, library);
}

/** An experiment with everything filled in. @param {ExperimentSpec} spec @returns {FullSpec} */
function read(spec) {
  const experiment = new Experiment(spec);
  try {
    return /** @type {FullSpec} */ (experiment.spec);
  } finally {
    experiment.free();
  }
}

/** @param {Record<string, unknown>} attributes @param {string} [library] */
function ofAttributes(attributes, library) {
  const { spec, ...rest } = asText(attributes);
  const written = { ...rest, ...(spec ? fromJson(spec) : {}) };
  refuseUnknown(Object.keys(written));
  if (written["data-src"] && !written.data) {
    throw new Error(`data-src is "${written["data-src"]}"; allowed here: data, as readTable of kl-ball/table reads them`);
  }
  // Which panels a figure has does not matter, except that a field has no rules unless it names some.
  const bare = /\bfield\b/.test(written.view ?? "") && !written.rules;
  const state = fromAttributes((name) => (name === "view" ? "" : name === "rules" && bare ? "none" : written[name] ?? null));
  const { charts } = state;
  complete(state);
  state.start.chart ??= charts[0];
  const more = (state.more ?? []).map(({ chart = charts[0], at }) => ({ chart, at }));
  return pythonOf(experimentOf(state), { charts, library, more });
}

/** The experiment of a state with its defaults filled in; without rules it has no runs. @param {State} state */
export function experimentOf(state) {
  const spec = toSpec(state);
  return spec.runs.length ? read(spec) : spec;
}

/** Fills in where a figure starts that does not say where, and sizes of steps that suit a reader's own data. @param {State} state */
export function complete(state) {
  const { model, charts } = state;
  if (!modelEntry(model)) throw new Error(`model is "${model}"; allowed: ${catalogue().models.map(({ name }) => name).join(", ")}`);
  const built = modelOf(state);
  try {
    state.start ??= usualStart(built, charts);
    state.fitted = fittedSizes(state, built);
  } finally {
    built.free();
  }
}
