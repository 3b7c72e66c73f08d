// A reader's changes to a figure, as attributes by name: from a link, a file, or a control.

import { ruleEntry } from "../core.js";
import { toAttributes } from "../state/attributes.js";
import { sameData } from "../state/data.js";
import { textOf } from "../state/words.js";
/** @import { FullSpec } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** @typedef {Record<string, string>} Written Attributes, as text by name. */

/** Largest number of changes that is read; no reader makes more. */
const MOST = 100;

/** If all changes together have fewer letters than this, one after the other is left out, to find the one that is wrong. */
const SHORT = 20_000;

/** Changes as text; what is missing is left out. @param {Record<string, unknown>} changes */
export const asText = (changes) => /** @type {Written} */ (Object.fromEntries(
  Object.entries(changes ?? {}).map(([name, value]) => [name, textOf(value, name)]).filter(([, text]) => text !== undefined)));

/** Whether two sets of changes are the same, in whatever order. @param {Written} one @param {Written} other */
export const isSame = (one, other) => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

/** Attributes that a specification contains as well. If they only repeat what it says, the figure is the same. */
const IN_SPEC = ["start", "steps", "scale", "loss", "weight", "spread"];

/** The attributes of a state that its specification does not have. @param {State} state */
function besideSpec(state) {
  const written = toAttributes({ ...state, data: undefined, settings: {} });
  for (const name of IN_SPEC) delete written[name];
  return written;
}

/**
 * The options of the rules as they are in use, defaults too, as text by attribute; undefined where the runs of an attribute differ.
 * @param {FullSpec} spec
 */
function optionsInUse({ runs }) {
  /** @type {Record<string, string | undefined>} */
  const found = {};
  for (const { rule, chart, ...run } of runs) {
    for (const { name } of ruleEntry(rule)?.options ?? []) {
      const text = textOf(/** @type {Record<string, unknown>} */ (run)[name]);
      for (const attribute of [`${rule}-${name}`, `${rule}-${name}-${chart}`]) {
        found[attribute] = attribute in found && found[attribute] !== text ? undefined : text;
      }
    }
  }
  return found;
}

/**
 * Whether attributes that have been written say nothing but what a figure shows anyway, as one that is set to its default does.
 * @param {Written} now the attributes as they are read now
 * @param {Written} before as they were read the last time
 * @param {{ spec: FullSpec, state: State }} figure
 */
export function areShown(now, before, { spec, state }) {
  const other = Object.keys({ ...before, ...now }).filter((name) => now[name] !== before[name]);
  if (!other.length) return true;
  const shown = /** @type {Written} */ ({ ...optionsInUse(spec), steps: String(spec.steps), ...toAttributes({ ...state, unplaced: false }) });
  return other.every((name) => now[name] !== undefined && now[name] === shown[name]);
}

/** What a page was told last. */
export class Reported {
  /** @type {State["data"]} */
  #data;
  /** The specification and the state, both without data, as they are held: that takes a fraction of the time in which attributes are written. */
  #spec = "";
  #state = "";

  /** Whether that is another experiment, or another figure of it, than before. @param {FullSpec} spec @param {State} state */
  isNew(spec, state) {
    const [data, text] = dataAndRest(spec);
    const isSameSpec = text === this.#spec && sameData(data, this.#data);
    if (isSameSpec && (dataAndRest(state)[1] === this.#state || isSame(besideSpec(JSON.parse(this.#state)), besideSpec(state)))) return false;
    this.note(spec, state);
    return true;
  }

  /** The page is told of it. @param {FullSpec} spec @param {State} state */
  note(spec, state) {
    [this.#data, this.#spec] = dataAndRest(spec);
    [, this.#state] = dataAndRest(state);
  }
}

/** Data, which may be long, and everything beside them as text. @param {{ data?: unknown }} held @returns {[State["data"], string]} */
const dataAndRest = ({ data, ...others }) => [/** @type {State["data"]} */ (data), JSON.stringify(others)];

/**
 * The state with a reader's changes, and an error if one of them was refused. The wrong change is left out, or else all.
 * @param {Written} changes
 * @param {State} written the state without them
 * @param {(changes: Written) => State} read
 * @returns {[State, Error?]}
 */
export function changed(changes, written, read) {
  const all = Object.entries(changes).slice(0, MOST);
  if (!all.length) return [written];
  const without = (/** @type {string} */ left = "") => read(Object.fromEntries(all.filter(([name]) => name !== left)));
  try {
    return [without()];
  } catch (thrown) {
    const error = /** @type {Error} */ (thrown);
    for (const name of suspects(all, error)) {
      try {
        return [without(name), error];
      } catch {
        // Another change is wrong, too.
      }
    }
    return [written, error];
  }
}

/**
 * The changes that may be the wrong one: first those that the message is about, then those that it names, and then, if all are short, the others.
 * @param {[string, string][]} all
 * @param {Error} error
 */
function suspects(all, error) {
  const short = all.reduce((sum, [, text]) => sum + text.length, 0) < SHORT;
  return likeliest(all.map(([name]) => name), error).filter((name) => short || error.message.includes(name));
}

/**
 * Attributes, the one that an error is about first, and then those that its message names. An error of the core is about the field before " is ".
 * @param {string[]} names
 * @param {Error} error
 */
export function likeliest(names, { message }) {
  const [field] = message.split(" is ", 1);
  const isAbout = (/** @type {string} */ name) => field.includes(name) || (name === "rules" && field.endsWith(".rule"));
  const rank = (/** @type {string} */ name) => (isAbout(name) ? 0 : message.includes(name) ? 1 : 2);
  return names.toSorted((one, other) => rank(one) - rank(other));
}
