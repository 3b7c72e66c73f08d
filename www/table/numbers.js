// The numbers of a column, by the decimal mark that it and the rest of the table show.

import { COMMA, MISSING, POINT, STYLED, bare, isAmbiguous, isPlain, kindOf, numberIn, readings } from "./cells.js";
import { noNumbers } from "./choose.js";
import { quoted, refused, unclear } from "./sentences.js";

/** @typedef {import("./columns.js").Table} Table */
/** @typedef {import("./columns.js").Column} Column */

/** Smaller numbers would lose digits, or all of them. `src/data/csv.rs` has the same bound. */
const SMALLEST = 1e-308;

/**
 * A column's numbers, NaN where none is written, and what to say about how they are written.
 * @param {Table} table
 * @param {Column} column
 * @param {number} [decimal] POINT or COMMA, if the caller says which
 * @param {boolean} [isWhole] whether they are whole numbers
 * @returns {{ values: number[], note?: string }}
 * @throws {TableError} names line, column and value
 */
export function numbersOf(table, column, decimal, isWhole) {
  refuseUnreadable(table, column);
  const j = column.number - 1;
  const mark = table.hasStyled || table.separator === ";" || decimal !== undefined || isWhole ? markOf(table, column, decimal, isWhole) : POINT;
  const values = table.rows.map((row, k) => {
    const cell = row[j] ?? "";
    const value = mark === POINT && isPlain(cell) ? Number(cell) : valueOf(bare(cell), mark);
    if (Math.abs(value) === Infinity) throw refused(placeOf(table, k, column), cell, "numbers up to 1.8e308");
    if (Math.abs(value) < SMALLEST && isNoZero(cell)) throw refused(placeOf(table, k, column), cell, "0, or numbers from 1e-308 on, either sign");
    return value;
  });
  return { values, note: noteOf(table, j, mark) };
}

/** Whether a number is not written as 0, whatever it is read as: "1e-400". @param {string} cell */
const isNoZero = (cell) => /[1-9]/.test(cell.replace(/[eE].*/, ""));

/**
 * @param {string} cell
 * @param {number} mark
 */
const valueOf = (cell, mark) => (kindOf(cell) === MISSING ? NaN : numberIn(cell, mark));

/**
 * @param {Table} table
 * @param {Column} column
 */
function refuseUnreadable({ hasHeader }, column) {
  const { name, kind, unreadable } = column;
  if (unreadable) {
    const { line, value, count } = unreadable;
    const more = count > 1 ? `; ${count - 1} more in this column cannot be read` : "";
    const header = !hasHeader && line === 1 ? ", or a header: names that begin with a letter and do not come again below" : "";
    throw refused(`line ${line}, column ${name},`, value, `a number such as 1.5, or NA where there is none${header}${more}`);
  }
  if (kind !== "number") throw noNumbers(column);
}

/**
 * "line 3, column x".
 * @param {Table} table
 * @param {number} k the row, from 0
 * @param {Column} column
 */
export const placeOf = ({ lines }, k, { name }) => `line ${lines[k]}, column ${name},`;

/**
 * The decimal mark of a column: its own, or that of the other columns where its own cells do not tell.
 * @param {Table} table
 * @param {Column} column
 * @param {number} [decimal]
 * @param {boolean} [isWhole] so that a mark before three digits separates thousands
 * @throws {TableError} where a column uses both marks, or where nothing tells
 */
function markOf(table, column, decimal, isWhole) {
  const j = column.number - 1;
  const { possible, ambiguous, clash } = evidence(table, j, decimal ?? (POINT | COMMA));
  if (clash) {
    const { row, cell, before } = clash;
    const other = before && `; it is a ${possible === COMMA ? "comma" : "point"} in ${quoted(before.cell)}, line ${table.lines[before.row]}`;
    throw refused(placeOf(table, row, column), cell, decimal ? `numbers whose decimal mark is a ${decimal === COMMA ? "comma" : "point"}` : `the same decimal mark in the whole column${other}`);
  }
  if (possible !== (POINT | COMMA)) return possible;
  if (!ambiguous) return POINT;
  if (isWhole) return ambiguous.cell.includes(",") ? POINT : COMMA;
  const others = table.columns.filter(({ kind, number }) => kind === "number" && number !== column.number);
  const agreed = others.map(({ number }) => evidence(table, number - 1, POINT | COMMA)).reduce((all, other) => (other.clash ? 0 : all & other.possible), POINT | COMMA);
  if (agreed === POINT || agreed === COMMA) return agreed;
  const { cell, row } = ambiguous;
  const isComma = cell.includes(",");
  // Semicolons separate cells where a comma is the decimal mark, and there a point may separate thousands.
  if (!isComma && table.separator !== ";") return POINT;
  const [mark, other] = isComma ? ["comma", cell.replace(",", ".")] : ["point", cell.replace(".", ",")];
  const { message } = refused(placeOf(table, row, column), cell, `${cell.replace(/[.,]/, "")} if the ${mark} separates thousands, ${isComma ? other : `${cell}0, or ${other},`} if it is a decimal mark`);
  throw unclear(message, cell);
}

/**
 * By which marks all cells of a column can be read, the first cell that reads differently by the two, and the
 * first that cannot be read by the mark of those before.
 * @param {Table} table
 * @param {number} j
 * @param {number} allowed
 */
function evidence({ rows }, j, allowed) {
  let possible = allowed;
  let ambiguous;
  /** The cell that has settled the mark. @type {{ row: number, cell: string } | undefined} */
  let settled;
  for (let k = 0; k < rows.length; k += 1) {
    const cell = bare(rows[k][j] ?? "");
    const kind = kindOf(cell);
    if (kind === MISSING || kind > STYLED) continue;
    const now = possible & readings(cell);
    if (now === 0) return { possible, ambiguous, clash: { row: k, cell, before: settled } };
    if (now !== possible) settled = { row: k, cell };
    if (!ambiguous && isAmbiguous(cell)) ambiguous = { row: k, cell };
    possible = now;
  }
  return { possible, ambiguous };
}

/**
 * What a reader should know of a column with more than digits and points.
 * @param {Table} table
 * @param {number} j
 * @param {number} mark
 */
function noteOf({ rows, hasStyled }, j, mark) {
  if (!hasStyled && mark === POINT) return undefined;
  const has = (/** @type {RegExp} */ pattern) => rows.some((row) => pattern.test(row[j] ?? ""));
  const [decimal, group] = mark === COMMA ? [has(/,/), has(/\d\.\d/)] : [false, has(/,/)];
  const others = [has(/\d\s\d/) && "blanks", has(/\d['’]\d/) && "apostrophes", has(/\d_\d/) && "underscores"].filter(Boolean).join(" and ");
  const notes = [
    decimal && "a comma is the decimal mark",
    group && `${mark === COMMA ? "points separate" : "commas separate"} thousands`,
    others && `${others} separate thousands`,
  ].filter(Boolean);
  return notes.length > 0 ? notes.join(", ") : undefined;
}
