// Anyone's table, as the data of a model.

import { absentLabel } from "./absent.js";
import { bare } from "./cells.js";
import { firstNumbers, named } from "./choose.js";
import { tableOf } from "./columns.js";
import { countsOf } from "./counts.js";
import { decode } from "./decode.js";
import { onesOf } from "./labels.js";
import { numbersOf } from "./numbers.js";
import { pairOf } from "./pair.js";
import { quantityNamed } from "./quantity.js";
import { TableError, counted, listed, quoted, shortened } from "./sentences.js";
import { decimalOf } from "./separator.js";
import { TAKES } from "./takes.js";

/** @typedef {import("./columns.js").Table} Table */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./table.d.ts").TableOptions} TableOptions */
/** @typedef {import("./table.d.ts").TableResult} TableResult */
/** @typedef {import("./table.d.ts").Chosen} Chosen */
/** @typedef {TableOptions & { mark: number | undefined, chosen: Chosen }} Options the caller's, the decimal mark as a number, and a place for what is chosen */
/** @typedef {{ data: unknown, columns: Column[], taken: boolean[], others?: boolean[], notes: (string | undefined)[] }} Reading */

/** How each kind of data is read from a table. @type {Record<string, (table: Table, options: Options) => Reading>} */
const READERS = { numbers, labelled: labelledNumbers, counts };

/** The models that are fitted to such data. */
const MODELS = Object.keys(TAKES).filter((model) => Object.hasOwn(READERS, TAKES[model]));

/**
 * Reads a table of text as data for a model.
 *
 * @param {string} text separated by tabs, semicolons, bars, commas or spaces
 * @param {TableOptions} options the model, and what the reader has chosen
 * @returns {TableResult} the data; a sentence that says what was taken and what was left out; all columns, and which are chosen, for a picker
 * @throws {TableError} names line or column, the value, and what is allowed; it has `columns` and `chosen` too, once they are known
 */
export function readTable(text, options) {
  const { model } = options ?? {};
  if (!MODELS.includes(model)) throw new TableError(`model is ${quoted(model)}, which reads no table; allowed: ${listed(MODELS, { last: "or" })}`);
  if (typeof text !== "string") throw new TableError(`the table is ${text === null ? "null" : `of type ${typeof text}`}; allowed: text`);
  const mark = decimalOf(options.decimal);
  const takes = TAKES[model];
  const single = takes === "numbers";
  /** @type {Chosen} */
  const chosen = options.decimal ? { decimal: options.decimal } : {};
  /** @type {Table | undefined} */
  let table;
  try {
    table = tableOf(text, { single, isList: single && (options.x ?? "") === "", words: takes === "counts", labelled: takes === "labelled" && !options.x && !options.y, decimal: mark, header: options.header });
    if (table.mayDiffer) chosen.header = table.hasHeader;
    if (options.label !== undefined) chosen.label = options.label;
    const reading = READERS[takes](table, { ...options, mark, chosen });
    const quantity = single || takes === "labelled" ? quantityOf(table.columns, chosen) : undefined;
    return { data: /** @type {TableResult["data"]} */ (reading.data), said: said(table, reading, takes, chosen), columns: table.columns, chosen, ...(quantity && { quantity }) };
  } catch (error) {
    if (error instanceof TableError) {
      const again = table && headerAgain(table);
      if (again) error.message = again;
      const absent = chosen.label === undefined && table && absentWords(table, takes === "counts" ? chosen.x : chosen.y);
      if (absent && error.message.startsWith("column ")) error.message += `; ${absent} is read as no value`;
      if (error.unclear !== undefined) Object.assign(chosen, { decimal: "", unclear: error.unclear });
      if (table || error.unclear !== undefined) Object.assign(error, { columns: table?.columns ?? [], chosen });
    }
    throw error;
  }
}

/**
 * What is wrong with a table in which the names of the columns come again, as where files were put one below the other.
 * @param {Table} table
 */
function headerAgain({ rows: [first, ...rest], lines, hasHeader, columns }) {
  if (hasHeader || !columns.some(({ unreadable }) => unreadable?.line === lines[0])) return undefined;
  const k = rest.findIndex((row) => row.length === first.length && row.every((cell, j) => cell === first[j]));
  if (k < 0) return undefined;
  return `line ${lines[k + 1]} repeats line ${lines[0]}, ${quoted(first.join(", "))}; allowed: a header once, above the rows. Take line ${lines[k + 1]} out`;
}

/**
 * The same from the bytes of a file: UTF-8, UTF-16 or Windows-1252 text.
 *
 * @param {Uint8Array | ArrayBuffer} bytes
 * @param {TableOptions} options
 * @returns {TableResult}
 * @throws {TableError} also where the file is no text, with its kind and what to do: "this is an .xlsx file: save it as CSV"
 */
export function readTableBytes(bytes, options) {
  const { text, note } = decode(bytes);
  const result = readTable(text, options);
  return note ? { ...result, said: `${result.said}; ${note}` } : result;
}

/** What numbers measure: the name of their column, if it has one. @param {Column[]} columns @param {Chosen} chosen */
function quantityOf(columns, { x }) {
  const column = columns.find(({ number }) => number === x);
  return column && column.name !== String(column.number) ? quantityNamed(column.name) : undefined;
}

/** @param {number[]} values @returns {{ data: { x: number[] }, taken: boolean[] }} */
function without(values) {
  const taken = values.map((value) => !Number.isNaN(value));
  return { data: { x: values.filter((_, k) => taken[k]) }, taken };
}

/** One column of numbers. @param {Table} table @param {Options} options @returns {Reading} */
function numbers(table, { x, mark, chosen }) {
  const column = named(table.columns, x, "x") ?? firstNumbers(table.columns);
  chosen.x = column.number;
  const { values, note } = numbersOf(table, column, mark);
  return { ...without(values), columns: [column], notes: [note] };
}

/** An input and a label in each row. @param {Table} table @param {Options} options @returns {Reading} */
function labelledNumbers(table, { x, y, one, zero, label, mark, chosen }) {
  const pair = pairOf(table.columns, { x, y });
  chosen.y = pair.y.number;
  const ones = onesBeside(table, pair.y, { one: one ?? undefined, zero: zero ?? undefined, decimal: mark, ...(label !== undefined && { label }) });
  chosen.one = ones.one;
  if (ones.zero !== undefined) chosen.zero = ones.zero;
  const column = pair.x();
  chosen.x = column.number;
  const { values, note } = numbersOf(table, column, mark);
  const taken = values.map((value, k) => !Number.isNaN(value) && ones.values[k] !== undefined);
  /** @template Value @param {Value[]} list */
  const kept = (list) => list.filter((_, k) => taken[k]);
  return { data: { x: kept(values), y: kept(ones.values) }, columns: [column, pair.y], taken, others: ones.others, notes: [ones.note, note] };
}

/** The labels; what is wrong with them is said together with an input that is missing, too. @type {typeof onesOf} */
function onesBeside(table, column, options) {
  try {
    return onesOf(table, column, options);
  } catch (error) {
    if (table.columns.length > 1 || !(error instanceof TableError)) throw error;
    throw new TableError(`${error.message}. A column of inputs is missing, too`);
  }
}

/** Three counts. @param {Table} table @param {Options} options @returns {Reading} */
function counts(table, { x, y, classes, label, mark, chosen }) {
  return countsOf(table, { x, y, classes, ...(label !== undefined && { label }), decimal: mark, chosen });
}

/** What a column of words has in cells that are read as empty and may be meant as words: "NA", "none". @param {Table} table @param {number | null | undefined} number of the column */
function absentWords({ rows, columns }, number) {
  const column = columns.find((one) => one.number === number);
  if (!column || column.missing === 0 || column.kind !== "words") return undefined;
  const cell = rows.map((row) => bare(row[column.number - 1] ?? "")).find((one) => /^(?:na|none|null)$/i.test(one));
  return cell && quoted(cell);
}

/** Whether a column has cells that say "none", which may also be meant as a word. @param {Table} table @param {Column} column */
const hasNone = ({ rows }, { number, missing }) => missing > 0 && rows.some((row) => /^none$/i.test(bare(row[number - 1] ?? "")));

/**
 * What is odd about a last row that alone has no number or name of its own, as a sum has none.
 * @param {Table} table
 */
function nameless({ rows, lines, columns: [first] }) {
  const last = rows.length - 1;
  const isOdd = first.index && first.missing === 1 && last > 1 && (rows[last][0] ?? "").trim() === "";
  return isOdd ? `line ${lines[last]} is taken, too, though ${titled(first).replace(" (an index)", "")} is empty there alone: it may be a sum` : undefined;
}

/** What is odd about a table of few lines, each a name and then numbers. @param {Table} table */
function sideways({ rows, columns: [first, ...others], hasHeader }) {
  const isOdd = !hasHeader && rows.length > 1 && rows.length < others.length && first.kind === "words" && first.missing === 0 && first.labels?.length === rows.length && others.every(({ kind, unreadable }) => kind === "number" && !unreadable);
  return isOdd ? "each line is a name and then numbers: the table may lie on its side, and has to be turned" : undefined;
}

/** @param {Column} column */
const titled = ({ name, number, index }) => `${name === String(number) ? `column ${number}` : name}${index ? " (an index)" : ""}`;

/**
 * How what stands in place of values is read, where it might be meant otherwise. Empty cells are named only where a reader has chosen them.
 * @param {Table} table
 * @param {Column[]} columns
 * @param {string} takes
 * @param {Chosen} chosen
 */
function aboutAbsent(table, columns, takes, chosen) {
  const { label } = chosen;
  if (label !== undefined) return `${label === "" ? "an empty cell" : quoted(label)} is read as a label`;
  const absent = columns.some((column) => hasNone(table, column)) ? "none" : absentLabel(takes, table.columns, chosen);
  return absent ? `${quoted(absent)} is read as no value` : undefined;
}

/**
 * One sentence: which columns, how many rows, what was left out and why, how it was read.
 * @param {Table} table
 * @param {Reading} reading
 * @param {string} takes
 * @param {Chosen} chosen
 */
function said(table, { columns, taken, others = [], notes }, takes, chosen) {
  const kept = taken.filter(Boolean).length;
  const strange = others.filter((other, k) => other && !taken[k]).length;
  const missing = taken.length - kept - strange;
  const out = [missing > 0 && `${missing} without a value`, strange > 0 && `${strange} with another label`].filter(Boolean).join(", ");
  if (kept === 0) throw new TableError(`of ${counted(taken.length, "row")} all are left out: ${out}; allowed: at least one row with all its values`);
  const isList = table.rows.length > 1 && table.lines[0] === table.lines[1];
  const thing = isList ? (columns[0].kind === "words" ? "word" : "number") : "row";
  const which = isList ? `line ${table.lines[0]}, ${table.hasHeader ? `${quoted(columns[0].name)} read as its name, ` : ""}` : columns.length === 1 ? `column ${shortened(columns[0].name)}, ` : `columns ${listed(columns.map(({ name }) => name))}, `;
  const rows = kept === taken.length ? counted(kept, thing) : `${kept} of ${counted(taken.length, thing)}: ${out} left out`;
  const used = new Set(columns);
  const unused = table.columns.filter((column) => !used.has(column));
  const passed = unused.length > 0 ? `passed over: ${listed(unused.map(titled))}` : undefined;
  const guess = table.isGuess ? "the first line is read as the header" : undefined;
  const totals = table.totals?.length ? `${listed(table.totals)} passed over as no observation` : undefined;
  const comments = table.comments ? `${table.comments === 1 ? "a comment" : `${table.comments} lines of comments`} before the table passed over` : undefined;
  const doubtful = table.doubtful?.length ? `${listed(table.doubtful)} passed over as a comment` : undefined;
  return [`${which}${rows}`, ...notes, aboutAbsent(table, columns, takes, chosen), passed, totals, nameless(table), comments, doubtful, guess, sideways(table)].filter(Boolean).join("; ");
}

export { fromAddress, fromFile, fromTransfer, mayBeTable } from "./take.js";
export { TableError };
