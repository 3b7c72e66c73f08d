// A whole experiment as JSON, together with what a figure shows of it.

import { Experiment, Model } from "../core.js";
import { fromAttributes, toAttributes } from "./attributes.js";
import { fromSpec } from "./specification.js";
/** @import { DataSpec } from "../../pkg/kl_ball.js" */
/** @import { FullSpec } from "../scene/shape.js" */

/** The most runs of a figure: more than anyone can tell apart. */
const MOST_RUNS = 64;

/** The attributes that a specification contains. @param {FullSpec} spec */
export function attributesOf(spec) {
  const { view: _view, balls: _balls, ...said } = toAttributes(fromSpec(spec, fromAttributes(() => null)));
  return said;
}

/** The last text that was read, and what it says: figures read theirs again whenever an attribute changes. */
let last = { text: "", said: /** @type {Record<string, string>} */ ({}) };

/** The attributes that a text describes: those of an experiment, and those of its `figure`, if it has one. @param {string} text */
export function fromJson(text) {
  if (text !== last.text) last = { text, said: read(text) };
  return last.said;
}

/** @param {string} text */
function read(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    if (text === String({})) throw new Error(`spec is "${text}", which is not JSON; allowed: JSON, or the property spec of the element, which takes an object`);
    throw new Error("spec is not JSON; allowed: an experiment as in the interface");
  }
  const { figure, ...experiment } = given ?? {};
  const own = Object.fromEntries(Object.entries(figure ?? {}).map(([name, value]) => [name, String(value)]));
  // A figure may show distributions without steps.
  if (figure && !experiment.runs?.length) return own;
  if (experiment.runs?.length > MOST_RUNS) throw new Error(`runs is a list of ${experiment.runs.length}; allowed in a figure: at most ${MOST_RUNS}`);
  const checked = new Experiment(experiment);
  const spec = /** @type {FullSpec} */ (checked.spec);
  checked.free();
  if (spec.data && "csv" in spec.data) spec.data = observed(spec.model, spec.data);
  return { ...attributesOf(spec), ...own };
}

/**
 * Data as the core reads them, as lists of numbers.
 * @param {string} model
 * @param {DataSpec} data
 */
export function observed(model, data) {
  const read = new Model({ model, data });
  const [x, y] = [read.observations, read.labels].map((list) => Array.from(list));
  read.free();
  return y.length ? { x, y } : { x };
}
