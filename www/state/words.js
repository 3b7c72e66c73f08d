// Words and numbers as attributes write them.

import { listText } from "./lists.js";
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

/** The words for yes, besides the name of the attribute itself, and the words for no. Some tools write "true" and "false". */
const YES = ["", "on", "true"];
const NO = ["off", "false"];

/** Whether an attribute says yes; one that is missing says no. @param {string} name @param {string | null | undefined} text */
export function flag(name, text) {
  const word = (text ?? "off").trim();
  if (YES.includes(word) || word === name) return true;
  if (NO.includes(word)) return false;
  throw new Error(`${name} is "${short(word)}"; allowed: on, off`);
}

/** The most letters of a wrong value that a message repeats. */
const MOST_LETTERS = 60;

/** A value as a message quotes it: cut if it is long, as the core cuts it, and through no letter. @param {string} text */
export function short(text) {
  const letters = [...text.slice(0, 2 * MOST_LETTERS + 2)];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : text;
}

/**
 * A value as the text of an attribute: `true` is an attribute without a value; lists and objects are written out, typed arrays
 * too. Undefined where there should be no attribute: for false and for what is missing.
 * @param {unknown} value
 * @param {string} [name] of the attribute: a list of `data` keeps what is no number, so that it can be refused
 */
export function textOf(value, name) {
  if (value === undefined || value === null || value === false) return undefined;
  if (value === true) return "";
  if (name === "data" && (ArrayBuffer.isView(value) || Array.isArray(value))) return listText(/** @type {ArrayLike<unknown>} */ (value));
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(/** @type {ArrayLike<unknown>} */ (value)).join(" ");
  return typeof value === "object" ? asJson(value) : String(value);
}

/** JSON in which typed arrays are lists. @param {unknown} value */
const asJson = (value) => JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? Array.from(/** @type {ArrayBufferView & ArrayLike<unknown>} */ (part)) : part));

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

/** Which numbers there may be: from the first to the second, the first one itself only if it is not `open`. @typedef {{ range: Pair, open?: boolean, whole?: boolean }} Numbers */

/** Those numbers in words. @param {Numbers} numbers */
function numbersInWords({ range: [low, high], open = false, whole: isWhole = false }) {
  const ends = [...(low > -Infinity ? [open ? `above ${low}` : `from ${low}`] : []), ...(high < Infinity ? [open ? `and at most ${high}` : `to ${high}`] : [])];
  return [isWhole ? "a whole number" : "a number", ...ends].join(" ");
}

/** Any number. @type {Numbers} */
const ANY = { range: [-Infinity, Infinity] };

/** The number that an attribute gives. @param {string} name @param {string} text @param {Numbers} [numbers] */
export function numberIn(name, text, numbers = ANY) {
  const value = Number(text);
  const { range: [low, high], open = false, whole: isWhole = false } = numbers;
  const isRight = text.trim() !== "" && value >= low && value <= high && !(open && value === low) && (!isWhole || Number.isInteger(value));
  if (isRight) return value;
  throw new Error(`${name} is "${short(text)}"; allowed: ${numbersInWords(numbers)}`);
}

/** A step: a number, or Infinity for the last one. Undefined where there is no value. @param {string} name @param {unknown} value */
export const stepFrom = (name, value) => (value === undefined || value === null ? undefined : numberIn(name, typeof value === "symbol" ? "a symbol" : String(value), { range: [0, Infinity] }));

/** The same, or undefined where the attribute is missing. @param {string} name @param {string | null | undefined} text @param {Numbers} [numbers] */
export const numberFrom = (name, text, numbers) => (text === null || text === undefined ? undefined : numberIn(name, text, numbers));

/**
 * The whole number in an attribute, from `low` to `high`; `otherwise` if the attribute is missing.
 * @param {Read} read
 * @param {string} name
 * @param {number} otherwise
 * @param {Pair} range
 */
export const whole = (read, name, otherwise, range) => numberFrom(name, read(name), { range, whole: true }) ?? otherwise;

/** Two numbers. @param {string} name @param {string} text @returns {Pair} */
export function pairFrom(name, text) {
  const [a, b, ...more] = words(text).map(Number);
  if (!more.length && Number.isFinite(a) && Number.isFinite(b)) return [a, b];
  throw new Error(`${name} is "${short(text)}"; allowed: two numbers`);
}

/**
 * A point read from an attribute: two coordinates, with a chart before them unless it is the first one.
 * @param {string} name
 * @param {string | null} [text]
 * @returns {Place | undefined}
 */
export function placeFrom(name, text) {
  if (text === null || text === undefined) return undefined;
  const all = words(text);
  const named = all.length > 2 ? all[0] : undefined;
  const at = all.slice(-2).map(Number);
  if (all.length < 2 || all.length > 3 || !at.every(Number.isFinite)) {
    throw new Error(`${name} is "${short(text)}"; allowed: two numbers, after the name of their chart unless it is the first`);
  }
  // The element fills in the chart where none is named.
  return /** @type {Place} */ ({ chart: named, at });
}

/**
 * A point written as an attribute; its chart is named unless it is the first one.
 * @param {Place} place
 * @param {string[]} charts
 */
export const placeText = ({ chart, at }, charts) =>
  [...(chart && chart !== charts[0] ? [chart] : []), ...at].join(" ");
