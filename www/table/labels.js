// A column of two labels as zeros and ones.

import { asLabel } from "./absent.js";
import { MISSING, bare, kindOf } from "./cells.js";
import { ANSWERS } from "./columns.js";
import { numbersOf } from "./numbers.js";
import { TableError, counted, listed, quoted, shortened } from "./sentences.js";

/** @typedef {import("./columns.js").Table} Table */
/** @typedef {import("./columns.js").Column} Column */

/** Pairs of labels of which the second counts as 1. @type {[string, string][]} */
export const PAIRS = [["0", "1"], ["-1", "1"], ["-", "+"], ...ANSWERS];

/** Words that mean the same with and without capitals. */
const FOLDED = new Set([...ANSWERS].flat());

/** Columns with more labels than this are no choice of labels. */
export const MOST = 20;

/** A label as it is compared with others. @param {string} label */
export const folded = (label) => (FOLDED.has(label.toLowerCase()) ? label.toLowerCase() : label);

/**
 * What each row of a column is labelled with, undefined where nothing is, and how often each label comes.
 * @param {Table} table
 * @param {Column} column
 * @param {number} [decimal]
 * @param {string} [absent] what stands in place of a value and is a label here
 */
export function labelsOf(table, column, decimal, absent) {
  const j = column.number - 1;
  const numbers = column.kind === "number" && !column.unreadable ? numbersOf(table, column, decimal).values : undefined;
  /** @type {Map<string, string>} the label as it was first written, by the one to compare */
  const shown = new Map();
  /** @type {Map<string, string | undefined>} labels by cells; a column of labels has few different ones */
  const known = new Map();
  const labelOf = (/** @type {string} */ cell, /** @type {number} */ k) => {
    const text = bare(cell);
    const isMissing = kindOf(text) === MISSING;
    if (isMissing && text.toLowerCase() !== absent?.toLowerCase()) return undefined;
    const label = isMissing ? asLabel(/** @type {string} */ (absent)) : numbers ? String(numbers[k]) : text;
    const key = folded(label);
    if (!shown.has(key)) shown.set(key, label);
    return shown.get(key);
  };
  /** @type {Map<string, number>} */
  const counts = new Map();
  const keys = table.rows.map((row, k) => {
    const cell = row[j] ?? "";
    if (!known.has(cell)) known.set(cell, labelOf(cell, k));
    const label = known.get(cell);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
    return label;
  });
  return { keys, counts };
}

/**
 * The label that an option names.
 * @param {string[]} labels
 * @param {unknown} wanted
 * @param {string} option
 */
export function labelNamed(labels, wanted, option) {
  const text = bare(String(wanted));
  const same = labels.find((label) => label === text) ?? labels.find((label) => label.toLowerCase() === text.toLowerCase())
    ?? labels.find((label) => text !== "" && Number(label) === Number(text.replace(",", ".")));
  if (same === undefined) throw new TableError(`${option} is ${quoted(wanted)}; allowed: ${listed(labels, { most: MOST, last: "or" })}`);
  return same;
}

/**
 * Zeros and ones, undefined where there is neither, and which labels they stand for.
 * @param {Table} table
 * @param {Column} column
 * @param {{ one?: unknown, zero?: unknown, decimal?: number, label?: string }} options
 * @returns {{ values: (0 | 1 | undefined)[], one?: string, zero?: string, note?: string, others: boolean[] }} `others`: rows with a label that is neither
 * @throws {TableError} names the labels where there are more than two and none is chosen
 */
export function onesOf(table, column, { one, zero, decimal, label }) {
  const { keys, counts } = labelsOf(table, column, decimal, label);
  const labels = [...counts.keys()];
  if (labels.length === 0) throw new TableError(`column ${column.name} is empty; allowed: a column of labels`);
  const low = zero === undefined ? undefined : labelNamed(labels, zero, "zero");
  if (labels.length > 2 && one === undefined) throw tooMany(column, counts);
  const other = labels.length === 2 && low !== undefined ? labels.find((label) => label !== low) : undefined;
  const high = one === undefined ? (low !== undefined && labels.length === 1 ? undefined : other ?? usualOne(labels, label)) : labelNamed(labels, one, "one");
  if (low !== undefined && low === high) throw new TableError(`one and zero are both ${quoted(high)}; allowed: two different labels`);
  const values = keys.map((key) => (key === undefined ? undefined : key === high ? 1 : low === undefined || key === low ? 0 : undefined));
  const rest = low === undefined ? labels.filter((label) => label !== high) : [low];
  return { values, one: high, zero: low, others: keys.map((key, k) => key !== undefined && values[k] === undefined), note: noteOf(high, rest) };
}

/**
 * Which label is which, unless they are 0 and 1 themselves.
 * @param {string | undefined} high
 * @param {string[]} rest
 */
function noteOf(high, rest) {
  if ((high ?? "1") === "1" && (rest.length === 0 || (rest.length === 1 && rest[0] === "0"))) return undefined;
  const ones = high === undefined ? [] : [`label ${shortened(high)} counts as 1`];
  const zeros = rest.length === 0 ? [] : [`${rest.length > 1 ? "labels" : "label"} ${listed(rest)} ${ones.length > 0 ? "as" : "counts as"} 0`];
  return [...ones, ...zeros].join(", ");
}

/**
 * The label that counts as 1 where it is not chosen: the second of a known pair, the larger number, or the later word
 * of the alphabet. What stands in place of values counts as 0. Undefined where the only label is a known 0.
 * @param {string[]} labels one or two
 * @param {string} [absent]
 */
function usualOne(labels, absent) {
  if (absent !== undefined && labels.length === 2) return labels.find((label) => label !== asLabel(absent));
  const keys = labels.map(folded);
  const pair = PAIRS.find((known) => keys.every((key) => known.includes(key)));
  if (pair) return labels[keys.indexOf(pair[1])];
  const isNumeric = labels.every((label) => Number.isFinite(Number(label)));
  return [...labels].sort((a, b) => (isNumeric ? Number(a) - Number(b) : a < b ? -1 : 1))[labels.length - 1];
}

/**
 * @param {Column} column
 * @param {Map<string, number>} counts
 */
function tooMany({ name }, counts) {
  const all = [...counts];
  const some = all.slice(0, MOST).map(([label, count]) => `${shortened(label)} (${count})`);
  const number = `column ${name} has ${counted(all.length, all.length > MOST ? "different value" : "label")}`;
  const list = all.length > MOST ? `such as ${listed(all.slice(0, 3).map(([label]) => label))}` : listed(some, { most: MOST });
  return new TableError(`${number}, ${list}; allowed: two${all.length > MOST ? "" : `. Choose the one that counts as 1, and perhaps the one that counts as 0: otherwise all others do`}`);
}
