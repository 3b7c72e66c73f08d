// Which column is which: the one that the caller names, or the one that suits best.

import { SPOILED, bare, kindOf } from "./cells.js";
import { TableError, listed, quoted, refused } from "./sentences.js";

/** @typedef {import("./columns.js").Column} Column */

/**
 * The column that the caller names, by its name or by its number from 1; undefined where none is named.
 * @param {Column[]} columns
 * @param {string | number | null | undefined} wanted
 * @param {string} option what the option is called
 * @throws {TableError} lists the columns
 */
export function named(columns, wanted, option) {
  if (wanted === undefined || wanted === null || wanted === "") return undefined;
  if (typeof wanted === "number" || typeof wanted === "string") {
    const same = columns.filter(({ name }) => name === String(wanted));
    if (same.length > 1 && typeof wanted === "string") {
      throw new TableError(`${option} is ${quoted(wanted)}, the name of columns ${listed(same.map(({ number }) => String(number)))}; allowed: one of these numbers`);
    }
    const byNumber = columns.find(({ number }) => number === Number(wanted));
    const found = typeof wanted === "number" ? byNumber ?? same[0] : same[0] ?? alike(columns, wanted) ?? byNumber;
    if (found) return found;
  }
  const names = listed(columns.map(({ name }) => name), { last: "or" });
  throw new TableError(`${option} is ${quoted(wanted)}; allowed: ${columns.length === 1 ? `${names}, the only column` : `${names}, or a number from 1 to ${columns.length}`}`);
}

/**
 * The column whose name is the same but for capitals.
 * @param {Column[]} columns
 * @param {string} wanted
 */
export const alike = (columns, wanted) => columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());

/**
 * The column of numbers to start with: x, or the first that does not number the rows.
 * @param {Column[]} columns
 * @returns {Column}
 * @throws {TableError} where there are no numbers
 */
export function firstNumbers(columns) {
  const own = columns.filter(({ kind }) => kind === "number");
  const found = alike(own, "x") ?? own.find(({ index }) => !index) ?? own[0];
  if (found) return found;
  // Cells such as "12 %" or "$3.99" were meant as numbers, dates were not.
  const meant = columns.find(({ first }) => first && kindOf(bare(first.value)) === SPOILED && !/^\d+[-/.:]\d+[-/.:]\d/.test(first.value));
  throw noNumbers(meant ?? columns[0], "no column holds numbers: ");
}

/**
 * @param {Column} column
 * @param {string} [before]
 */
export function noNumbers({ name, first }, before = "") {
  if (!first) return new TableError(`${before}column ${name} is empty; allowed: a column of numbers`);
  return refused(`${before}line ${first.line}, column ${name},`, first.value, "a number such as 1.5");
}
