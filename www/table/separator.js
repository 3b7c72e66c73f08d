// Which character separates the cells of a table, and whether a comma between
// two numbers separates them or is a decimal mark.

import { COMMA, MISSING, PLAIN, POINT, SPOILED, STYLED, bare, kindOf, numberIn, readings } from "./cells.js";
import { TableError, quoted, unclear } from "./sentences.js";
import { cut } from "./split.js";

/** Tried in this order; of two that do equally well the first is taken. */
const SEPARATORS = ["\t", ";", "|", ",", " "];

/** How much of a text is read to find its separator: characters, and lines. */
const SAMPLE = { characters: 1 << 16, lines: 200 };

/** A character counts as the separator if at least this share of the table agrees with it. */
const LEAST = 0.25;

/** @typedef {{ single: boolean, decimal: number | undefined }} Wanted whether the model needs one column alone, and the decimal mark if the caller says it */

/**
 * The separator of a tidy text: one character, or "" where there is a single column.
 * @param {string} text
 * @param {Wanted} wanted
 * @throws {TableError} where a comma or a blank may be one thing or the other
 */
export function separatorOf(text, wanted) {
  const head = sample(text);
  const lines = head.split("\n").map(lineOf).filter((line) => line.text !== "");
  if (isOneColumn(lines, wanted) || (wanted.single && areOfOneUnit(lines))) return "";
  let best = { separator: "", score: LEAST };
  for (const separator of SEPARATORS) {
    if (!head.includes(separator)) continue;
    const score = agreement(cut(head, separator, true).rows, separator);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** @typedef {{ line: number, text: string, isQuoted: boolean }} Line its number, and its text without quotation marks around the whole of it */

/** @param {string} source @param {number} k @returns {Line} */
function lineOf(source, k) {
  const text = bare(source);
  // A tab after the mark separates cells.
  const isQuoted = /^ *"[^"]*" *$/.test(source);
  return { line: k + 1, text: isQuoted ? bare(text.slice(1, -1)) : text, isQuoted };
}

/** The first lines; a line that is cut off is left out, unless it is the only one. @param {string} text */
function sample(text) {
  let end = 0;
  for (let count = 0; count < SAMPLE.lines; count += 1) {
    const next = text.indexOf("\n", end);
    if (next < 0 || next > SAMPLE.characters) return text.length <= SAMPLE.characters ? text : text.slice(0, end || SAMPLE.characters);
    end = next + 1;
  }
  return text.slice(0, end);
}

/**
 * How well a separator explains the rows below the first: the share of rows with the most frequent number of
 * cells, times the share of cells that are no spoiled numbers. 0 where it separates nothing.
 * @param {string[][]} all
 * @param {string} separator
 */
function agreement(all, separator) {
  const filled = all.filter((row) => row.some((cell) => cell.trim() !== ""));
  const rows = filled.length > 1 ? filled.slice(1) : filled;
  const sizes = new Map();
  for (const { length } of rows) sizes.set(length, (sizes.get(length) ?? 0) + 1);
  const [size, frequency] = [...sizes].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0]);
  if (size < 2) return 0;
  const kinds = rows.filter((row) => row.length === size).map((row) => row.map((cell) => kindOf(bare(cell))));
  const cells = kinds.flat();
  const share = (/** @type {number[]} */ ...wanted) => cells.filter((kind) => wanted.includes(kind)).length / cells.length;
  // Words of several parts are no columns: "New York", "Type 1".
  const withFirst = filled[0].some((cell) => kindOf(bare(cell)) <= STYLED) ? filled : rows;
  if (separator === " " && (share(PLAIN, STYLED) === 0 || hasConstantWord(withFirst, kinds[0]))) return 0;
  // No number has one of these in it.
  const least = "\t;|".includes(separator) ? 0.5 : 0;
  return (frequency / rows.length) * Math.max(least, 1 - share(SPOILED));
}

/**
 * @param {string[][]} rows with values
 * @param {number[]} kinds of the cells of one of them
 */
function hasConstantWord(rows, kinds) {
  if (rows.length < 2) return false;
  return kinds.some((kind, column) => kind > STYLED && rows.every((row) => row[column] === rows[0][column]));
}

/**
 * Whether every line is one number, although it may hold a comma or a blank.
 * @param {Line[]} lines that are not empty
 * @param {Wanted} wanted
 */
function isOneColumn(lines, { single, decimal }) {
  const [first, ...rest] = lines;
  if (!first) return true;
  const isNumber = (/** @type {{ text: string }} */ { text }) => [PLAIN, STYLED].includes(kindOf(text));
  const hasName = rest.length > 0 && !isNumber(first) && kindOf(first.text) !== MISSING;
  const body = hasName ? rest : lines;
  if (!body.every((line) => isNumber(line) || kindOf(line.text) === MISSING)) return false;
  const styled = body.filter(({ text }) => kindOf(text) === STYLED);
  if (styled.length === 0) return !hasName || kindOf(first.text) === SPOILED || !/[,;\t|]/.test(first.text);
  if (hasName) return isOneName(first, styled);
  // Without a name, "23,65,170" is rather three cells than a number of India.
  if (styled.some(({ text, isQuoted }) => !isQuoted && /,\d\d,/.test(text))) return false;
  if (!single) return false;
  if (decimal !== undefined) return styled.every(({ text }) => (readings(text) & decimal) !== 0);
  // In one line, "1,5" is unclear, "1,250,000" too; "12,900,43" is a list.
  if (body.length === 1 && !/^[^,]*,[^,]*$|,0\d\d/.test(styled[0].text)) return false;
  refuseUnclear(styled, body.length);
  return true;
}

/**
 * The unit before or after the one number of a line, such as "€", "kg", "%" or "km/h". Undefined where there is none.
 * @param {Line} line
 */
function unitOf({ text }) {
  const [, before, number, after] = /^([\p{L}\p{Sc}°%]*) *([+-]?\d(?:[\d.,' \u00a0\u202f]*\d)?) *((?:[\p{L}\p{Sc}°%][^\s,;\t|]*)?)$/u.exec(text) ?? [];
  if (number === undefined || (before === "") === (after === "")) return undefined;
  const isNumber = [PLAIN, STYLED].includes(kindOf(number));
  return isNumber && kindOf(before || after) !== MISSING ? `${before} ${after}` : undefined;
}

/**
 * Whether every line, but for a name above, is one number with the same unit, as "1,25 €" and "2,50 €": a comma then
 * separates no cells. What such numbers mean is for others to say.
 * @param {Line[]} lines that are not empty
 */
function areOfOneUnit(lines) {
  const hasName = lines.length > 1 && unitOf(lines[0]) === undefined;
  if (hasName && /[,;\t|]/.test(lines[0].text)) return false;
  const [first, ...rest] = (hasName ? lines.slice(1) : lines).map(unitOf);
  return first !== undefined && rest.every((unit) => unit === first);
}

/**
 * Whether the first line is the name of one column: "height (cm)", but not "age height" above "42 172".
 * @param {Line} name
 * @param {Line[]} styled lines below it with a comma or a blank
 */
function isOneName({ text: name, isQuoted }, styled) {
  if (isQuoted) return true;
  if (/[,;\t|]/.test(name)) return false;
  const words = name.replace(/[([{].*/, "").trim().split(/ +/).length;
  return words === 1 || styled.every(({ text }) => text.split(/ +/).length !== words);
}

/**
 * Refuses lines that may be one number each or two.
 * @param {Line[]} styled lines with a comma or a blank
 * @param {number} count of all lines
 */
function refuseUnclear(styled, count) {
  const isLabelled = styled.every(({ text }) => /,[01]$/.test(text));
  const isCounting = styled.length > 3 && styled.length === count && [0, 1].some((start) => styled.every(({ text }, k) => text.startsWith(`${start + k},`)));
  const isClear = styled.some(({ isQuoted }) => isQuoted) || (count > 1 && !isLabelled && !isCounting && !styled.some(({ text }) => /\d \d/.test(text)));
  if (isClear) return;
  const [{ line, text }] = styled;
  const [one, two] = text.includes(",") ? [numberIn(text, readings(text) === POINT ? POINT : COMMA), text.replaceAll(",", "; ")] : [text.replace(/ /g, ""), text.replace(" ", "; ")];
  throw unclear(`line ${line} is ${quoted(text)}, which may be one number or several; allowed: "${one}" for one, "${two}" for several`, text);
}

/**
 * The decimal mark that the caller names.
 * @param {string | undefined} decimal
 */
export function decimalOf(decimal) {
  if (decimal === undefined || decimal === "") return undefined;
  if (decimal === ".") return POINT;
  if (decimal === ",") return COMMA;
  throw new TableError(`decimal is ${quoted(decimal)}; allowed: "." or ","`);
}
