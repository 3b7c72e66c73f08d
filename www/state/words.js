// Words and numbers as attributes write them.

/** @import { Place, Read } from "./shape.js" */
/** @import { Pair } from "../views/view.js" */

/** The words of a text, separated by spaces or commas. @param {string | null} [text] @returns {string[]} */
export const words = (text) => (text ?? "").match(/[^\s,]+/g) ?? [];

/**
 * `word` itself, if it is one of those that the attribute `name` may have.
 * @template {string} Word
 * @param {string} name
 * @param {string} word
 * @param {readonly Word[]} allowed
 * @returns {Word}
 */
export function oneOf(name, word, allowed) {
  const found = allowed.find((one) => one === word);
  if (found !== undefined) return found;
  throw new Error(`${name} is "${short(word)}"; allowed: ${allowed.join(", ")}`);
}

/** Whether an attribute is there that says yes or no; some tools write "false" for no. @param {string | null | undefined} text */
export const isOn = (text) => text !== null && text !== undefined && text !== "false";

/** The most letters of a wrong value that a message repeats. */
const MOST_LETTERS = 60;

/** A value as a message quotes it: cut if it is long. @param {string} text */
export const short = (text) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);

/**
 * A value as the text of an attribute: `true` is an attribute without a value; lists and objects are written out, typed arrays
 * too. Undefined where there should be no attribute: for false and for what is missing.
 * @param {unknown} value
 */
export function textOf(value) {
  if (value === undefined || value === null || value === false) return undefined;
  if (value === true) return "";
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return /** @type {unknown[]} */ (Array.from(/** @type {any} */ (value))).join(" ");
  return typeof value === "object" ? asJson(value) : String(value);
}

/** JSON in which typed arrays are lists. @param {unknown} value */
export const asJson = (value) => JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? Array.from(/** @type {any} */ (part)) : part));

/**
 * A list, if no name stands in it twice and it has at most `most`.
 * @template {string} Word
 * @param {string} name the attribute
 * @param {Word[]} list
 * @param {number} most
 */
export function unique(name, list, most) {
  if (list.length > most) throw new Error(`${name} has ${list.length} names; allowed: at most ${most}`);
  const twice = list.find((word, k) => list.indexOf(word) < k);
  if (twice !== undefined) throw new Error(`${name} has "${short(twice)}" twice; allowed: every name once`);
  return list;
}

/** The number in an attribute, if it is there. @param {string | null} [text] */
export const numberFrom = (text) => (text === null || text === undefined ? undefined : Number(text));

/**
 * The whole number in an attribute, from `low` to `high`; `otherwise` if the attribute is missing.
 * @param {Read} read
 * @param {string} name
 * @param {number} otherwise
 * @param {Pair} range
 */
export function whole(read, name, otherwise, [low, high]) {
  const text = read(name);
  const value = Number(text ?? otherwise);
  if (text?.trim() !== "" && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Error(`${name} is "${short(String(text))}"; allowed: a whole number from ${low} to ${high}`);
}

/**
 * A point read from an attribute: two coordinates, with a chart before them unless it is the first one.
 * @param {string | null} [text]
 * @returns {Place | undefined}
 */
export function startFrom(text) {
  if (text === null || text === undefined) return undefined;
  const all = words(text);
  const named = all.length > 2 ? all[0] : undefined;
  // The element fills in the chart where none is named.
  return /** @type {Place} */ ({ chart: named, at: all.slice(-2).map(Number) });
}

/**
 * A point written as an attribute; its chart is named unless it is the first one.
 * @param {Place} place
 * @param {string[]} charts
 */
export const placeText = ({ chart, at }, charts) =>
  [...(chart && chart !== charts[0] ? [chart] : []), ...at].join(" ");
