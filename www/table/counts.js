// How often each of three classes comes: from a column of words, from words with
// counts, or from three counts.

import { MISSING, bare, kindOf } from "./cells.js";
import { alike, named } from "./choose.js";
import { MOST, labelNamed, labelsOf } from "./labels.js";
import { numbersOf, placeOf } from "./numbers.js";
import { TableError, counted, listed, refused, shortened } from "./sentences.js";

/** @typedef {import("./columns.js").Table} Table */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {{ x?: string | number, y?: string | number | null, classes?: string[], decimal?: number, label?: string, chosen: import("./table.d.ts").Chosen }} Options */
/** @typedef {{ columns: Column[], keys: (string | undefined)[], weights: number[], note?: string }} Tally labels of the rows, and how often each counts */

/** What a column of counts is called. */
const COUNT = /^(?:n|count|counts|freq|frequency|frequencies|number|total|anzahl)$/i;

/**
 * @param {Table} table
 * @param {Options} options
 * @throws {TableError} names the words where there are not three
 */
export function countsOf(table, options) {
  const x = named(table.columns, options.x, "x");
  const y = named(table.columns, options.y, "y");
  if (!x && !y) {
    const three = bareCounts(table, options.decimal);
    if (three) return three;
  }
  const words = x ?? firstWords(table.columns, y);
  options.chosen.x = words.number;
  const { columns, keys, weights, note } = tallied(table, words, options.y === null ? null : y, options);
  options.chosen.y = columns[1]?.number;
  const rows = new Map();
  for (const [k, key] of keys.entries()) if (key !== undefined && !Number.isNaN(weights[k])) rows.set(key, (rows.get(key) ?? 0) + weights[k]);
  const names = threeOf([...rows], columns, options.classes);
  const taken = keys.map((key, k) => key !== undefined && names.includes(key) && !Number.isNaN(weights[k]));
  const others = keys.map((key, k) => key !== undefined && !names.includes(key) && !Number.isNaN(weights[k]));
  options.chosen.classes = names;
  const counts = names.map((name) => rows.get(name));
  return { data: { counts, names }, columns, taken, others, notes: [names.map((name, k) => `${shortened(name)}: ${counts[k]}`).join(", "), note] };
}

/**
 * The column of classes to start with: words, three of them if possible; or numbers that stand for classes.
 * @param {Column[]} columns
 * @param {Column} [y] which holds the counts
 */
function firstWords(columns, y) {
  const words = columns.filter((column) => column.kind === "words" && column !== y);
  const three = words.filter(({ labels }) => labels?.length === 3);
  const codes = columns.find(({ kind, index, labels }) => kind === "number" && !index && labels?.length === 3);
  const found = three.find(({ index }) => !index) ?? three[0] ?? words.find(({ index, labels }) => !index && labels) ?? words[0] ?? codes;
  if (found) return found;
  const [{ name, values }] = columns;
  throw new TableError(`no column has three words: column ${name} has ${counted(values, "number")}; allowed: a column of three words, words with counts, or three counts`);
}

/**
 * The classes of the rows with their weights: 1, or what stands in the column of counts.
 * @param {Table} table
 * @param {Column} classes
 * @param {Column | null | undefined} y null if every row counts once, undefined to find out
 * @param {Pick<Options, "decimal" | "label">} options
 * @returns {Tally}
 */
function tallied(table, classes, y, { decimal, label }) {
  const { keys, counts } = labelsOf(table, classes, decimal, label);
  const isListed = classes.kind === "words" && [...counts.values()].every((count) => count === 1);
  const numbers = table.columns.filter((column) => column.kind === "number" && column !== classes && !column.index);
  const counting = y !== undefined ? y : (isListed ? alike(numbers, "n") ?? numbers[0] : numbers.find(({ name }) => COUNT.test(name)));
  if (!counting && y === undefined) refuseCounts(table, classes, isListed);
  if (!counting) return { columns: [classes], keys, weights: keys.map(() => 1) };
  const { values, note } = wholeNumbers(table, counting, decimal);
  return { columns: [classes, counting], keys, weights: values, note };
}

/** One number with something around it: "50%", "3 votes", "<5"; no date. */
const SPOILED_COUNT = /^[^\d\p{L}]*\d[\d.,]*(?:[^\d]*)$/u;

/**
 * Refuses a column that was meant as counts, by its name or beside words that all come once, and holds none.
 * @param {Table} table
 * @param {Column} classes
 * @param {boolean} isListed whether every word comes once
 */
function refuseCounts(table, classes, isListed) {
  for (const column of table.columns) {
    if (column === classes || column.index || column.kind !== "words" || !column.first) continue;
    const cells = table.rows.map((row) => bare(row[column.number - 1] ?? "")).filter((cell) => kindOf(cell) !== MISSING);
    const isMeant = (isListed || COUNT.test(column.name)) && cells.every((cell) => SPOILED_COUNT.test(cell));
    if (isMeant) throw refused(`line ${column.first.line}, column ${column.name},`, column.first.value, "a count: a whole number from 0");
  }
}

/**
 * @param {Table} table
 * @param {Column} column
 * @param {number} [decimal]
 */
function wholeNumbers(table, column, decimal) {
  const { values, note } = numbersOf(table, column, decimal, true);
  const wrong = values.findIndex((value) => value < 0 || Math.abs(value % 1) > 0);
  if (wrong >= 0) throw refused(placeOf(table, wrong, column), values[wrong], "a count: a whole number from 0");
  return { values, note };
}

/**
 * Three counts and no words for the rows: in one line, perhaps below three names, or in one column.
 * @param {Table} table
 * @param {number} [decimal]
 */
function bareCounts(table, decimal) {
  const { rows, columns, hasHeader } = table;
  if (columns.some(({ kind }) => kind !== "number")) return undefined;
  const own = columns.filter(({ index }) => !index);
  if (rows.length === 1 && own.length === 3) {
    const read = own.map((column) => wholeNumbers(table, column, decimal));
    const counts = read.map(({ values }) => values[0]);
    const names = hasHeader ? { names: own.map(({ name }) => name) } : {};
    return { data: { counts, ...names }, columns: own, taken: [true], others: [false], notes: [counts.map((count, k) => (hasHeader ? `${shortened(own[k].name)}: ${count}` : count)).join(", "), ...new Set(read.map(({ note }) => note))] };
  }
  if (rows.length === 1) throw new TableError(`line ${table.lines[0]} has ${counted(own.length, "number")}; allowed: three counts`);
  if (rows.length !== 3 || own.length !== 1 || own[0].missing > 0) return undefined;
  const { values, note } = wholeNumbers(table, own[0], decimal);
  return { data: { counts: values }, columns: own, taken: [true, true, true], others: [false, false, false], notes: [values.join(", "), note] };
}

/**
 * The names of the three classes.
 * @param {[string, number][]} found
 * @param {Column[]} columns
 * @param {string[] | undefined} wanted
 */
function threeOf(found, [{ name }], wanted) {
  const all = found.map(([label]) => label);
  if (wanted !== undefined) {
    const chosen = Array.isArray(wanted) ? [...new Set(wanted.map((label) => labelNamed(all, label, "classes")))] : [];
    if (chosen.length !== 3) throw new TableError(`classes are ${chosen.length} different words; allowed: three of ${listed(all, { most: 20 })}`);
    return chosen;
  }
  if (all.length === 3) return all;
  const some = listed(found.map(([label, count]) => `${shortened(label)} (${count})`), { most: 20 });
  const choice = all.length > 3 && all.length <= MOST ? ". Choose the three to compare, or join some of them" : "";
  throw new TableError(`column ${name} has ${counted(all.length, "word")}, ${some || "none"}; allowed: three${choice}`);
}
