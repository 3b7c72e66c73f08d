// What a single cell of a table is: a missing value, a number, a word, or
// something that was meant as a number and cannot be read as one.

/** An empty cell, or one that says that the value is missing. */
export const MISSING = 0;
/** A number as JavaScript writes it, perhaps with a Unicode minus sign. */
export const PLAIN = 1;
/** A number with a decimal comma or with separated thousands. */
export const STYLED = 2;
/** It has a digit before any letter and is no number: "1.5*", "<0.1", "2015-01-01". */
export const SPOILED = 3;
/** Anything else. */
export const WORD = 4;

/** What stands where a value is missing, in lower case. */
const ABSENT = new Set(["", "na", "n/a", "#n/a", "nan", "null", "none", ".", "?"]);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_DECIMAL = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;
// In India "12,34,567".
const COMMA_GROUPS = /^[+-]?[1-9](?:\d{0,2}(?:,\d{3})+|\d?(?:,\d\d)+,\d{3})(?:\.\d*)?$/;
const POINT_GROUPS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;
const BLANK_GROUPS = /^[+-]?[1-9]\d{0,2}(?:([ \u00a0\u2007\u2009\u202f'’_])\d{3})(?:\1\d{3})*(?:[.,]\d*)?$/;

/** Longer text is no number that anyone wrote. */
const LONGEST = 400;

/** Whether a cell as it was cut is a number, with nothing around it. @param {string} cell */
export const isPlain = (cell) => NUMBER.test(cell);

/**
 * A cell without blanks around it and with the ASCII minus sign.
 * @param {string} cell
 */
export function bare(cell) {
  const text = cell.trim();
  return /[^ -~]/.test(text) ? text.replace(/^[−–‐‑﹣－](?=[\d.,])/, "-").replace(/(?<=[\d.,][eE])−/, "-") : text;
}

/**
 * What a cell is; the cell comes from `bare`.
 * @param {string} cell
 */
export function kindOf(cell) {
  if (cell.length > LONGEST) return firstSign(cell);
  if (NUMBER.test(cell)) return PLAIN;
  if (ABSENT.has(cell.toLowerCase())) return MISSING;
  if (readings(cell) !== 0) return STYLED;
  return firstSign(cell);
}

/** @param {string} cell */
function firstSign(cell) {
  const [first = ""] = /[\p{L}\p{N}]/u.exec(cell.slice(0, LONGEST)) ?? [];
  return /\p{L}/u.test(first) && !/^[+-]?inf(inity)?$/i.test(cell) ? WORD : SPOILED;
}

/** A point before the decimals; commas or blanks may separate thousands. */
export const POINT = 1;
/** A comma before the decimals; points or blanks may separate thousands. */
export const COMMA = 2;

/**
 * By which decimal marks a cell is a number: POINT, COMMA, both, or neither (0).
 * @param {string} cell
 */
export function readings(cell) {
  if (NUMBER.test(cell)) return !cell.includes(".") || POINT_GROUPS.test(cell) ? POINT | COMMA : POINT;
  if (COMMA_GROUPS.test(cell)) return /^[^,]*,\d{3}$/.test(cell) ? POINT | COMMA : POINT;
  if (COMMA_DECIMAL.test(cell) || POINT_GROUPS.test(cell)) return COMMA;
  if (!BLANK_GROUPS.test(cell)) return 0;
  return cell.includes(",") ? COMMA : cell.includes(".") ? POINT : POINT | COMMA;
}

/**
 * The number in a cell whose decimal mark is known.
 * @param {string} cell
 * @param {number} decimal POINT or COMMA
 */
export function numberIn(cell, decimal) {
  if (decimal === POINT) return Number(NUMBER.test(cell) ? cell : cell.replace(/[^\d.+-]/g, ""));
  return Number(cell.replace(/[^\d,eE+-]/g, "").replace(",", "."));
}

/** Whether a cell reads differently by the two marks: "1,250" or "1.250". @param {string} cell */
export const isAmbiguous = (cell) => /[.,]/.test(cell) && readings(cell) === (POINT | COMMA);
