// Which columns are input and label, where the caller leaves one of them open.

import { PLAIN, kindOf } from "./cells.js";
import { alike, firstNumbers, named, noNumbers } from "./choose.js";
import { MOST, PAIRS, folded } from "./labels.js";
import { TableError, listed } from "./sentences.js";

/** @typedef {import("./columns.js").Column} Column */

/** How well labels do: a known pair, two words, two numbers or words of which some are missing, and one known label, which is as good as two numbers. */
const PAIR = 4;
const WORDS = 3;
const NUMBERS = 2;
const ALONE = 2;
const FEW = 1;

/** How many cells of a column may be empty beside those with a value, so that it does as well as others. */
const SPARSE = 0.25;

/** The different labels of a column, if they are few. @param {Column} column */
const different = ({ labels = [] }) => [...new Set(labels.map((label) => (kindOf(label) === PLAIN ? String(Number(label)) : folded(label))))];

/** Whether all of them belong to one known pair. @param {string[]} labels */
const areKnown = (labels) => labels.length > 0 && PAIRS.some((pair) => labels.every((label) => pair.includes(label)));

/**
 * How well a column would do for the labels: two that are known as a pair, two words, two numbers, one known label; 0 if it will not do.
 * @param {Column} column
 */
function asLabels(column) {
  const labels = different(column);
  if (column.index || column.unreadable || labels.length === 0 || labels.length > 2) return 0;
  if (labels.length === 1) return areKnown(labels) ? ALONE : 0;
  if (areKnown(labels)) return PAIR;
  // A column of which much is empty holds notes rather than labels.
  if (column.missing > SPARSE * column.values) return FEW;
  return column.kind === "words" && column.missing === 0 ? WORDS : NUMBERS;
}

/**
 * How well a column would do for the inputs: numbers, best if it is called x, less well if it may hold labels, worst if it
 * numbers the rows.
 * @param {Column} column
 */
function asInput(column) {
  if (column.kind !== "number") return 0;
  if (column.name.toLowerCase() === "x") return 4;
  if (column.index) return 1;
  return areKnown(different(column)) ? 2 : 3;
}

/**
 * The columns of inputs and of labels: those that are named, or those that suit best.
 * @param {Column[]} columns
 * @param {{ x?: string | number, y?: string | number | null }} wanted
 * @returns {{ y: Column, x: () => Column }} x is looked for later: what is wrong with the labels is said first
 * @throws {TableError} where no column will do
 */
export function pairOf(columns, wanted) {
  const given = named(columns, wanted.x, "x");
  const y = named(columns, wanted.y, "y") ?? labelsBeside(columns, given);
  // A list as JSON, "[1, 2, 3]", begins with no label.
  if (y.number === 1 && /^\[-?[\d.]+$/.test(y.first?.value ?? "")) throw noNumbers(y);
  const x = () => {
    if (columns.length === 1) throw single(y);
    const found = given ?? inputsBeside(columns, y)[0] ?? firstNumbers(columns.filter((column) => column !== y));
    if (found === y) throw new TableError(`x and y are both column ${y.name}; allowed: two different columns`);
    return found;
  };
  if (columns.length === 1 && y.kind !== "words") throw single(columns[0]);
  return { y, x };
}

/** @param {Column} column */
const single = ({ name }) => new TableError(`there is one column, ${name}; allowed: two, an input and a label`);

/**
 * Columns that may hold the inputs, the best first.
 * @param {Column[]} columns
 * @param {Column} [labels] which are taken
 */
function inputsBeside(columns, labels) {
  const ranked = columns.filter((column) => column !== labels && asInput(column) > 0);
  return ranked.sort((a, b) => asInput(b) - asInput(a));
}

/**
 * The labels that do best together with the inputs there are; of equal ones those that come after the inputs.
 * @param {Column[]} columns
 * @param {Column} [given] the inputs, if they are named
 */
function labelsBeside(columns, given) {
  const free = columns.filter((column) => column !== given);
  const known = alike(free, "y");
  if (known) return known;
  const [first, second] = given ? [given] : inputsBeside(columns);
  let best;
  for (const column of free) {
    const input = column === first ? second : first;
    const rank = asLabels(column);
    const isAfter = input !== undefined && column.number > input.number;
    if (rank === 0 || (different(column).length === 1 && !isAfter && !given)) continue;
    const score = 10 * rank + (input ? asInput(input) : 0) + (isAfter ? 0.5 : 0);
    if (!best || score > best.score) best = { column, score };
  }
  const words = free.find(({ kind, labels }) => kind === "words" && labels && labels.length <= MOST);
  const found = best?.column ?? words;
  if (found) return found;
  if (columns.length === 1) throw single(columns[0]);
  const isNameless = free.every(({ name, number }) => name === String(number));
  throw new TableError(`no column has two labels among ${isNameless && free.length > 1 ? "columns " : ""}${listed(free.map(({ name }) => name))}; allowed: a column of two numbers or two words`);
}
