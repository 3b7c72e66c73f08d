// A text as a table: rows below a header, and what each column holds.

import { COMMA, MISSING, PLAIN, POINT, SPOILED, STYLED, WORD, bare, isPlain, kindOf, numberIn, readings } from "./cells.js";
import { TableError, quoted, refused, shortened, unclear } from "./sentences.js";
import { separatorOf } from "./separator.js";
import { cut, tidy } from "./split.js";
import { withoutNotes, withoutTotals } from "./totals.js";

/** @typedef {import("./table.d.ts").TableColumn} Column */
/** @typedef {import("./separator.js").Wanted & { isList: boolean, words?: boolean, labelled?: boolean, header?: boolean }} Wanted whether numbers, or words, or inputs and labels in turn, may be listed in one line, and whether there is a header */
/** @typedef {{ rows: string[][], lines: number[] }} Cut rows of cells, and the line each begins on */

/**
 * @typedef {object} Table
 * @property {string[][]} rows below the header; some may be too short
 * @property {number[]} lines where each row begins
 * @property {boolean} hasHeader
 * @property {boolean} isGuess whether the first line might also be a row
 * @property {boolean} [mayDiffer] whether the first line may as well be what it is not read as, or a reader has said which
 * @property {Column[]} columns
 * @property {boolean} hasStyled whether any cell has a decimal comma or separated thousands
 * @property {string} [separator]
 * @property {number} [comments] how many lines before the table were passed over
 * @property {string[]} [doubtful] those of them that may be values: "line 1 (#1)"
 * @property {string[]} [totals] the lines at the end that sum up others, or are notes, and were passed over: "line 5 (Total)"
 */

/** Columns with more different values than this list none. */
const MOST_LABELS = 50;

/** What a column is called that names or numbers the rows. */
const INDEX = /^(?:index|id|row|rows|row ?names?|row ?id|#|№|unnamed: 0)$/i;

/** What it may be called where it counts up. */
const COUNTER = /^(?:idx|no\.?|nr\.?|n[°º]|num\.?|number|numm?er|numéro|número|numero|numer|lfd\.? ?nr\.?|obs\.?|observation|subject|participant|record|entry|item|case|line|zeile|ligne|fila|riga|номер|番号|序号)$/i;

/** Words that are labels and no names of columns. */
export const ANSWERS = new Map([
  ["false", "true"], ["no", "yes"], ["f", "t"], ["n", "y"], ["nein", "ja"], ["non", "oui"], ["não", "sim"],
]);

/** @param {string} text lower case */
const isAnswer = (text) => [...ANSWERS].some((pair) => pair.includes(text)) && text.length > 1;

/**
 * @param {string} text
 * @param {Wanted} wanted
 * @returns {Table}
 * @throws {TableError} names the line
 */
export function tableOf(text, wanted) {
  const { text: above, notes } = withoutNotes(withoutLastLines(tidy(text)));
  const { text: bareText, comments, doubtful } = withoutComments(above);
  const { text: free, ruled } = withoutRules(bareText);
  const plain = paired(spaced(free, wanted.decimal), wanted);
  const named = /^sep=(.)\n/i.exec(plain);
  const found = named?.[1] ?? separatorOf(plain, wanted);
  const separator = found === "" && wanted.words && wanted.header !== true && /^\n*[^\n"]*\S[ \t]+\S[^\n"]*\n*$/.test(plain) ? " " : found;
  const { rows, lines } = without(ruled, cut(named ? plain.slice(named[0].length - 1) : plain, separator));
  const isEmpty = (/** @type {string[]} */ row) => row.every((cell) => cell.trim() === "");
  const start = rows.findIndex((row) => !isEmpty(row));
  if (start < 0) throw new TableError("the table is empty; allowed: numbers or words, one row a line");
  let end = rows.length;
  while (isEmpty(rows[end - 1])) end -= 1;
  const filled = { rows: rows.slice(start, end), lines: lines.slice(start, end) };
  const table = separator === "" ? filled : withoutBlankLines(filled);
  refuseLarge(table);
  if (isList(table, wanted)) return { ...described(asColumn(table), wanted.header ?? (wanted.words ? false : undefined), separator), separator, comments, doubtful, totals: notes };
  const { totals, ...summed } = withoutTotals(table, Boolean(wanted.words));
  const result = described(summed, wanted.header, separator);
  // Without names above them these rule nothing.
  const rules = result.hasHeader ? [] : [...ruled].filter((line) => line < result.lines[result.lines.length - 1]).map((line) => `line ${line} (${shortened(bareText.split("\n")[line - 1])})`).filter((rule) => !/[|+]/.test(rule));
  return { ...result, separator, comments, doubtful, totals: [...rules, ...totals, ...notes] };
}

/** A table without these lines. @param {Set<number>} left @param {Cut} table @returns {Cut} */
function without(left, { rows, lines }) {
  if (left.size === 0) return { rows, lines };
  const keep = lines.map((line) => !left.has(line));
  return { rows: rows.filter((_, k) => keep[k]), lines: lines.filter((_, k) => keep[k]) };
}

/**
 * Text in which the lines that only rule a table are empty, "|---|---|" or "+-----+" or, below the first line, "-----",
 * and without bars at both ends of all lines; and the numbers of the lines that were such rules.
 * @param {string} text
 */
function withoutRules(text) {
  /** @type {Set<number>} */
  const ruled = new Set();
  if (!/--|==|\|/.test(text)) return { text, ruled };
  let filled = 0;
  // Below a number a line of signs is a cell that cannot be read.
  const isBelowNames = /\p{L}/u.test(/\S.*/.exec(text)?.[0] ?? "");
  const isRule = (/** @type {string} */ line) => /^[\s|+:=-]*(?:--|==)[\s|+:=-]*$/.test(line) && (/[|+]/.test(line) || (isBelowNames && filled === 1 && /---|===/.test(line)));
  const lines = text.split("\n").map((line, k) => {
    if (isRule(line)) {
      ruled.add(k + 1);
      return "";
    }
    if (line.trim() !== "") filled += 1;
    return line;
  });
  const isBarred = lines.every((line) => line.trim() === "" || /^\s*\|.*\|\s*$/.test(line));
  return { text: (isBarred ? lines.map((line) => line.replace(/^\s*\||\|\s*$/g, "")) : lines).join("\n"), ruled };
}

/** How many lines below comments are looked at: a cell may go on over several. */
const NEAR = 5;

/**
 * Text in which the comments before the table, lines such as "# my data", are empty, and how many there are. A "#" with
 * a separator after it is the name of a column. The last such line is a row where it has numbers in the same cells as the
 * line below, and the header where it has as many names and numbers are below it; a comma with a blank belongs to a sentence.
 * @param {string} text
 */
function withoutComments(text) {
  const [found] = /^(?:\s*#(?![,;\t|]|\s*(?:\n|$))[^\n]*\n)+/.exec(text) ?? [""];
  const lines = found.split("\n").slice(0, -1);
  const below = text.slice(found.length).split("\n", NEAR);
  const last = lines[lines.length - 1] ?? "";
  const isNumber = (/** @type {string} */ cell) => [PLAIN, STYLED].includes(kindOf(bare(cell.replace(/^\s*"(.*)"\s*$/, "$1"))));
  const isRow = !last.includes(":") && ["\t", ";", "|", ","].some((separator) => {
    const own = last.split(separator);
    if (own.length < 2 || (own.some(isNumber) && separator === "," && last.includes(", "))) return false;
    const others = below.map((line) => line.split(separator)).filter((cells) => cells.length === own.length && cells.some(isNumber));
    if (!own.some(isNumber)) return others[0]?.join(separator) === below[0];
    return others.some((cells) => own.every((cell, j) => j === 0 || isNumber(cell) === isNumber(cells[j])));
  });
  const isDoubtful = (/** @type {string} */ line) => /\d/.test(line) && !/\p{L}/u.test(line);
  const comments = isRow ? lines.slice(0, -1) : lines;
  const length = comments.reduce((sum, line) => sum + line.length + 1, 0);
  return { text: text.slice(0, length).replace(/[^\n]/g, "") + text.slice(length), comments: comments.filter((line) => line.trim() !== "" && !isDoubtful(line)).length, doubtful: comments.flatMap((line, k) => (isDoubtful(line) ? `line ${k + 1} (${shortened(line)})` : [])) };
}

/** Text without the empty lines at its end; a separator at the end of the last row stays. @param {string} text */
function withoutLastLines(text) {
  let end = text.trimEnd().length;
  while (end < text.length && text[end] !== "\n") end += 1;
  return text.slice(0, end);
}

/** Larger tables keep a browser busy for too long: cells in all, and columns. */
const MOST_CELLS = 4_000_000;
const MOST_COLUMNS = 200_000;

/** @param {Cut} table */
function refuseLarge({ rows, lines }) {
  let cells = 0;
  for (const [k, row] of rows.entries()) {
    cells += row.length;
    if (cells > MOST_CELLS) throw new TableError(`by line ${lines[k]} the table has ${cells} cells; allowed: ${MOST_CELLS}`);
  }
}

/** Whether it is a list in one line: of numbers, or of words if words are what is looked for. @param {Cut} table @param {Wanted} wanted */
function isList({ rows }, { isList, words, header }) {
  if (rows.length !== 1 || rows[0].length < 2) return false;
  const first = rows[0].map(bare);
  if (isList) return !(header ?? isHeader(first, rows));
  return words === true && header !== true && first.every((cell) => [WORD, MISSING].includes(kindOf(cell)));
}

/** A list in one line as a column; what a separator at its end leaves is no value. @param {Cut} table @returns {Cut} */
function asColumn({ rows: [cells], lines: [line] }) {
  let end = cells.length;
  while (end > 1 && cells[end - 1].trim() === "") end -= 1;
  return { rows: cells.slice(0, end).map((cell) => [cell]), lines: new Array(end).fill(line) };
}

/** Whether a cell is a number. @param {string} cell */
const isNumeric = (cell) => [PLAIN, STYLED].includes(kindOf(bare(cell)));

/**
 * Text in which commas with a blank after them separate, and those without are within numbers: "1,5, 2,5" with semicolons.
 * @param {string} text
 * @param {number | undefined} decimal
 * @throws {TableError} where such a comma may separate, too: "1, 2,5, 3"
 */
function spaced(text, decimal) {
  if (!/\d,\d/.test(text) || !/,[ \t]/.test(text) || /[;|"]/.test(text)) return text;
  const lines = text.split("\n");
  const rows = lines.map((line) => line.trim().replace(/,$/, "").split(/,[ \t]+/));
  const filled = rows.filter(([first, ...others]) => first !== "" || others.length > 0);
  const cells = filled.flat().flatMap((part) => part.split(/\s+/));
  const tight = cells.filter((cell) => cell.includes(","));
  if (filled.some(({ length }) => length < 2 || length !== filled[0].length) || !tight.every(isNumeric)) return text;
  const marks = cells.filter(isNumeric).reduce((all, cell) => all & readings(bare(cell)), decimal ?? (POINT | COMMA));
  if (marks === 0) return text;
  const isClear = decimal !== undefined || tight.length === cells.filter(isNumeric).length || filled.flat().some((part) => /,.*\s/.test(part));
  if (!isClear) {
    const line = lines.findIndex((one) => one.includes(tight[0])) + 1;
    throw unclear(`line ${line} has ${quoted(tight[0])}, which may be one number or several; allowed: "${numberIn(bare(tight[0]), marks === POINT ? POINT : COMMA)}" for one, "${tight[0].replaceAll(",", ", ")}" for several`, tight[0]);
  }
  return lines.map((line, k) => (line.trim() === "" ? line : rows[k].join("; "))).join("\n");
}

/** Words with counts, some of several words, "New York 3, Rome 2" or "New York: 3" in lines of their own, with tabs between; undefined for other texts. @param {string} text */
function worded(text) {
  // Most texts show at once that they are none.
  if (!/^[^\d\s,;|"][^,;|"\t\n:=]{0,99}[:= ] {0,99}\d[\d.]* {0,99}(?:[,;\n]|$)/.test(text.trimStart())) return undefined;
  text = text.replace(/ {2,}/g, " ");
  const parts = text.trim().split(text.includes("\n") ? "\n" : text.includes(";") ? ";" : ",").map((part) => /^\s*([^\d\s,;|"][^,;|"\t:=]*?)\s*(?:[:=]|\s)\s*(\d[\d.]*)\s*$/.exec(part) ?? []);
  const names = parts.map(([, name]) => name);
  const sizes = new Set(names.map((name) => name?.split(/\s+/).length));
  const isWorded = parts.length > 1 && names.every(Boolean) && sizes.size > 1 && new Set(names).size === names.length;
  return isWorded ? parts.map(([, name, count]) => `${name}\t${count}`).join("\n") : undefined;
}

/** What measures, with what multiplies it before it. */
const UNIT = /^(?:[µμnmcdhkMGT]?(?:g|m|l|L|s|Hz|Pa|J|W|V|A|K|N|mol|eV|Wh|B)|°?[CF]|%|‰|min|h|d|t|lb|oz|in|ft|yd|mi|€|\$|£|ct)[²³]?$/;

/** Refuses numbers with units that differ: "5 kg" above "600 g". @param {string} text */
function refuseUnits(text) {
  const lines = text.split("\n", MOST_UNITS).map((line) => line.trim());
  // A long line is a list.
  const unitIn = (/** @type {string} */ line) => (line.length > LONGEST_QUANTITY ? undefined : /^[-+−]?[\d.,]+ *([^\d\s.,;|]+)$/.exec(line)?.[1]);
  const first = unitIn(lines[0]);
  if (first === undefined || !UNIT.test(first)) return;
  const units = lines.map(unitIn);
  const other = units.findIndex((unit) => unit !== undefined && unit !== first);
  if (other > 0 && units.every((unit, k) => (unit === undefined ? lines[k] === "" : UNIT.test(unit)))) {
    throw refused(`line ${other + 1}`, lines[other], `numbers in one unit: line 1 has ${first}`);
  }
}

/** How many lines are looked at for their units, and how long a number with a unit may be. */
const MOST_UNITS = 200;
const LONGEST_QUANTITY = 40;

/** Inputs and labels in turn in one line, "1 0 2 1 3 1", as lines of their own; undefined for other texts. @param {string} text */
function inTurn(text) {
  if (/[\n"|]/.test(text.trim())) return undefined;
  const cells = text.trim().split(/[ \t]/.test(text.trim()) ? /[,;]?[ \t]+/ : /[,;]/);
  const isPairs = cells.length > 2 && cells.length % 2 === 0 && cells.every(isNumeric) && new Set(cells.filter((_, k) => k % 2)).size <= 2;
  return isPairs ? cells.flatMap((cell, k) => (k % 2 ? [] : [`${cell} ${cells[k + 1]}`])).join("\n") : undefined;
}

/** Pairs in one line, "1 0, 2 0, 3 1" or "1,5 0; 2,5 1" or "red: 3, blue: 2" or "red=3, blue=2", as lines of their own; also lines such as "red: 3", without the colon. @param {string} text @param {Wanted} wanted */
function paired(text, { words, labelled, isList, header }) {
  if (isList) {
    refuseUnits(text);
    // "mass: 1, 2, 3"
    const [before, name] = /^([^\d\s:=,;|"#][^:=,;|"\n]{0,99}): ?(?=[-+−.\d])/.exec(text) ?? [];
    const list = before ? text.slice(before.length).trim() : "";
    if (name && !/[:=\n"]/.test(list)) text = `"${name.trim()}"${text.includes(";") ? ";" : text.includes(",") ? "," : " "}${list}`;
  }
  const lines = words ? worded(text) : labelled && !header ? inTurn(text) : undefined;
  if (lines) return lines;
  if (/^(?:\s*[^\s:;,|"]*\p{L}:[ \t]+[\d.,]+[ \t]*(?:\n|$))+$/u.test(text)) return text.replaceAll(":", "");
  if (/^\s*(?:\p{L}+ *= *[\d.]+ *[,;]? *)+$/u.test(text)) text = text.replace(/ *= */g, " ");
  const between = text.includes(";") ? ";" : ",";
  const [start] = text.split(between, 1);
  if (start.length === text.length || /["\n]/.test(text) || !/\S\s+\S/.test(start)) return text;
  const parts = text.split(between).map((part) => part.trim().replace(/(?<=\p{L}):(?=\s)/u, "").split(/\s+/));
  return parts.every((part) => part.length === parts[0].length) ? parts.map((part) => part.join(" ")).join("\n") : text;
}

/**
 * A line with nothing in it separates no rows; between separators it is a row without values.
 * @param {Cut} all
 */
function withoutBlankLines({ rows, lines }) {
  if (!rows.some((row) => row.length === 1 && row[0].trim() === "")) return { rows, lines };
  const keep = rows.map((row) => row.length > 1 || row[0].trim() !== "");
  return { rows: rows.filter((_, k) => keep[k]), lines: lines.filter((_, k) => keep[k]) };
}

/**
 * @param {Cut} all
 * @param {boolean} [given] whether there is a header, if the caller says so
 * @param {string} [separator]
 * @returns {Table}
 */
function described({ rows: all, lines: places }, given, separator) {
  const first = all[0].map(bare);
  const hasHeader = given ?? isHeader(first, all);
  const rows = hasHeader ? all.slice(1) : all;
  const lines = hasHeader ? places.slice(1) : places;
  if (rows.length === 0) throw new TableError(`line ${places[0]} is a header without rows below it; allowed: at least one row`);
  if (all[0].length > MOST_COLUMNS) throw new TableError(`line ${places[0]} has ${all[0].length} cells; allowed: ${MOST_COLUMNS} columns`);
  const width = widthOf(rows, lines, hasHeader ? first.length : undefined);
  if (separator === " ") refuseShort(rows, lines, width);
  // Tables written by R have no name above the names of the rows.
  const names = hasHeader && first.length === width - 1 ? ["", ...first] : first;
  const { columns, hasStyled } = surveyed(rows, lines, width, hasHeader ? names : []);
  while (columns.length > 1 && isVoid(columns[columns.length - 1], hasHeader ? names : [])) columns.pop();
  if (names !== first && ((columns[0].kind === "number" && !counts(rows)) || (separator === "," && mayBeCut(rows, first)))) {
    throw new TableError(`the header has ${first.length} ${first.length === 1 ? "name" : "names"} and the rows have ${width} cells; allowed: a name for each cell, or rows that begin with their names or with the numbers from 1. If a comma is the decimal mark, semicolons can separate the cells`);
  }
  if (columns.length > 1) columns[0].index = isIndex(columns[0], rows, hasHeader ? names[0] : undefined);
  const isGuess = given === undefined && hasHeader && columns.every(({ kind }) => kind !== "number");
  const mayDiffer = given !== undefined || columns.every(({ kind }) => kind === "words") || (!hasHeader && first.some((cell, j) => isYear(cell) && isOfFractions(rows, j)));
  return { rows, lines, hasHeader, isGuess, mayDiffer: mayDiffer && all.length > 1, columns, hasStyled };
}

/** A year above a column may be its name. @param {string} cell */
const isYear = (cell) => /^(?:1[5-9]|20)\d\d$/.test(cell);

/** Whether numbers with decimals are below the first cell of a column, and no others. @param {string[][]} rows @param {number} column */
const isOfFractions = (rows, column) => rows.length > 1 && rows.every((row, k) => k === 0 || /\d[.,]\d/.test(row[column] ?? ""));

/**
 * The empty cells that separators at the ends of lines leave.
 * @param {Column} column
 * @param {string[]} names
 */
const isVoid = ({ kind, number }, names) => kind === "empty" && (names[number - 1] ?? "") === "";

/**
 * Whether the first row holds names: words, none of them a label that comes again below. What begins with a digit
 * is never taken for a name, or a number that cannot be read would be lost.
 * @param {string[]} first
 * @param {string[][]} all
 */
function isHeader(first, all) {
  // "No" above numbers is short for number.
  const isLabel = (/** @type {string} */ cell, /** @type {number} */ column) => isAnswer(cell.toLowerCase()) && !isOfNumbers(all, column);
  const isName = (/** @type {string} */ cell, /** @type {number} */ column) => cell === "" || cell === "#" || cell === "%" || (kindOf(cell) === WORD && !isLabel(cell, column));
  if (!first.every(isName) || first.every((cell) => cell === "")) return false;
  if (first.some((name, column) => name !== "" && isOfNumbers(all, column))) return true;
  const isAgain = (/** @type {string} */ name, /** @type {string | undefined} */ cell) => cell !== undefined && bare(cell).toLowerCase() === name.toLowerCase();
  return !first.some((name, column) => name !== "" && all.some((row, k) => k > 0 && isAgain(name, row[column])));
}

/** Whether a column holds numbers below its first cell, and nothing else. @param {string[][]} all @param {number} column */
function isOfNumbers(all, column) {
  let some = false;
  for (let k = 1; k < all.length; k += 1) {
    const cell = all[k][column] ?? "";
    const kind = isPlain(cell) ? PLAIN : kindOf(bare(cell));
    if (kind > STYLED) return false;
    some ||= kind === PLAIN || kind === STYLED;
  }
  return some;
}

/**
 * The number of columns: that of the header, or the most frequent one.
 * @param {string[][]} rows
 * @param {number[]} lines
 * @param {number} [named] how many the header has
 * @throws {TableError} names the first line with cells beyond
 */
function widthOf(rows, lines, named) {
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const { length } of rows) sizes.set(length, (sizes.get(length) ?? 0) + 1);
  const [usual] = [...sizes].reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  // Where rows have one cell more than there are names, R has written a name of each row, or each line ends with a separator.
  const isNamed = named === usual - 1 && rows.every((row) => row.length < usual || row[named].trim() !== "");
  const width = named === undefined || isNamed ? usual : named;
  const long = rows.findIndex((row) => row.length > width && row.slice(width).some((cell) => cell.trim() !== ""));
  if (long < 0) return width;
  const after = rows[long].slice(width).find((cell) => cell.trim() !== "") ?? "";
  throw new TableError(
    `line ${lines[long]} has ${rows[long].length} cells, ${quoted(after)} among those too many; allowed: ${width}, as in ${named === width ? "the header" : "most lines"}`,
  );
}

/**
 * Whether rows with one cell more than there are names may be cut at decimal commas or at thousands: "id,mass" above
 * "1,1,5", or "site,mass" above "a,1,250".
 * @param {string[][]} rows
 * @param {string[]} names
 */
function mayBeCut(rows, [name, ...others]) {
  if (INDEX.test(name)) return true;
  return rows.length > 1 && others.some((_, k) => rows.every((row) => /^\s*[−+-]?[1-9]\d{0,2}$/.test(row[k + 1] ?? "") && /^\d{3}\s*$/.test(row[k + 2] ?? "")));
}

/**
 * Where blanks separate cells, nobody can know which cell of a short row is missing.
 * @param {string[][]} rows
 * @param {number[]} lines
 * @param {number} width
 */
function refuseShort(rows, lines, width) {
  const short = rows.findIndex((row) => row.length < width);
  if (short < 0) return;
  throw new TableError(`line ${lines[short]} has ${rows[short].length} of ${width} cells, and blanks do not say which is missing; allowed: NA where there is no value, or tabs, commas or semicolons between the cells`);
}

/** Kinds of cells, kept for those that come again and again. */
class Kinds {
  /** @type {Map<string, number>} */
  #known = new Map();

  /** @param {string} cell */
  of(cell) {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const found = kindOf(bare(cell));
    if (this.#known.size < 1000) this.#known.set(cell, found);
    return found;
  }
}

/**
 * Goes once through all cells.
 * @param {string[][]} rows
 * @param {number[]} lines
 * @param {number} width
 * @param {string[]} names
 */
function surveyed(rows, lines, width, names) {
  const kinds = new Kinds();
  let hasStyled = false;
  const columns = [];
  for (let j = 0; j < width; j += 1) {
    const count = new Array(5).fill(0);
    const labels = new Set();
    /** @type {string | undefined} */
    let absent;
    let first = -1;
    let bad = -1;
    for (let k = 0; k < rows.length; k += 1) {
      const cell = rows[k][j] ?? "";
      const found = isPlain(cell) ? PLAIN : kinds.of(cell);
      count[found] += 1;
      if (found === MISSING) {
        absent ||= bare(cell);
        continue;
      }
      if (first < 0) first = k;
      if (found > STYLED && bad < 0) bad = k;
      if (labels.size <= MOST_LABELS) labels.add(bare(cell));
    }
    hasStyled ||= count[STYLED] > 0;
    const at = (/** @type {number} */ k) => (k < 0 ? undefined : { line: lines[k], value: rows[k][j].trim() });
    columns.push({ ...column(j, names[j], count, labels, at(first), at(bad)), ...(absent !== undefined && { absent }) });
  }
  return { columns, hasStyled };
}

/**
 * @param {number} j
 * @param {string | undefined} name
 * @param {number[]} count of cells by kind
 * @param {Set<string>} labels
 * @param {{ line: number, value: string }} [first] the first value
 * @param {{ line: number, value: string }} [bad] the first value that is no number
 * @returns {Column}
 */
function column(j, name, count, labels, first, bad) {
  const numbers = count[PLAIN] + count[STYLED];
  const others = count[SPOILED] + count[WORD];
  const kind = numbers + others === 0 ? "empty" : numbers > 0 && numbers >= others ? "number" : "words";
  return {
    name: name || String(j + 1), number: j + 1, kind, values: numbers + others, missing: count[MISSING], index: false,
    ...(labels.size <= MOST_LABELS && { labels: [...labels] }),
    ...(first && { first }),
    ...(kind === "number" && bad && { unreadable: { ...bad, count: others } }),
  };
}

/**
 * Whether the first column numbers or names the rows: its header says so, or it counts from 0 or 1.
 * @param {Column} first
 * @param {string[][]} rows
 * @param {string | undefined} name undefined without a header
 */
function isIndex(first, rows, name) {
  if (name === "" || (name !== undefined && INDEX.test(name))) return true;
  if (first.kind !== "number") return false;
  // Numbers with a point after them, "1." and "2.", count lines.
  const isCounter = name === undefined ? rows.length >= 3 : COUNTER.test(name) || rows.every(([cell]) => /^\s*\d+\.\s*$/.test(cell));
  return isCounter && counts(rows);
}

/** Whether the first cells count from 0 or 1. @param {string[][]} rows */
function counts(rows) {
  const start = Number(rows[0][0]);
  return (start === 0 || start === 1) && rows.every((row, k) => bare(row[0]).replace(/\.$/, "") === String(start + k));
}
