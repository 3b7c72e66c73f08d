// The rows below a table that sum up those above, "Total" and "Mean", and notes such as "Source: …". They are no observations.

import { COMMA, PLAIN, POINT, STYLED, bare, kindOf, numberIn, readings } from "./cells.js";
import { shortened } from "./sentences.js";

/** @typedef {{ rows: string[][], lines: number[] }} Cut as columns.js has it */

/** What such a row begins with: sums, and rows that count the others; means; spreads. */
const SUM = /^(?:(?:grand |sub)?total(?:e|s)?|totaux|sum|summe|gesamt(?:summe)?|insgesamt|suma|somma|somme|soma|ensemble|celkem|summa|totaal|итого|всего|合計|总计|合计|\(\d+ rows?\))\s*:?$/i;
const MEAN = /^(?:mean|average|avg\.?|mittel(?:wert)?|durchschnitt|moyenne|media|média|promedio|median|médiane|mediana)\s*:?$/i;
const SPREAD = /^(?:std\.?|s\.?d\.?|stdev|st\.? ?dev\.?|standard deviation|standardabweichung)\s*:?$/i;
const COUNT = /^\(\d+ rows?\)$/i;

/** What a note below a table begins with. */
const NOTE = /^\s*"?(?:sources?|quellen?|fuentes?|fonti?|fontes?|notes?|remarks?|anmerkung(?:en)?|hinweis|notas?)\s*:/i;

/** At most so many rows at the end are looked at. */
const MOST = 6;

/** Sums and means are rounded by up to this share of the largest number above. */
const ROUNDED = 0.005;

/**
 * A table without such rows at its end, and what they are: their numbers must be what their words say. Rows whose
 * first word comes also above are labelled with it. Of counted words only sums are taken away: "Average" may be one of them.
 * @param {Cut} table
 * @param {boolean} areCounted whether its rows may be words with counts
 * @returns {Cut & { totals: string[] }}
 */
export function withoutTotals({ rows, lines }, areCounted) {
  let end = rows.length;
  while (end > 1 && rows.length - end < MOST && [SUM, MEAN, SPREAD].some((word) => word.test(wordOf(rows[end - 1]))) && rows[end - 1].some((cell) => /\d/.test(cell))) end -= 1;
  const [above, below] = [rows.slice(0, end), rows.slice(end)];
  const words = below.map(wordOf);
  const isKept = below.length === 0 || above.length < 2 || above.some((row) => words.includes(wordOf(row)))
    || !below.every((row) => sumsUp(row, above, words)) || (areCounted && !words.every((word) => SUM.test(word)));
  if (isKept) return { rows, lines, totals: [] };
  const totals = words.map((word, k) => `line ${lines[end + k]} (${shortened(word).replace(/^\(|[:)]$/g, "")})`);
  return { rows: above, lines: lines.slice(0, end), totals };
}

/** The first value of a row. @param {string[]} row */
const wordOf = (row) => bare(row.find((cell) => cell.trim() !== "") ?? "");

/** A number with either decimal mark. @param {string} cell */
function valueOf(cell) {
  const text = bare(cell);
  const marks = kindOf(text) === PLAIN || kindOf(text) === STYLED ? readings(text) : 0;
  return marks === 0 ? undefined : numberIn(text, marks & POINT || COMMA);
}

/**
 * Whether one of its numbers is what the word says of the numbers above it.
 * @param {string[]} row
 * @param {string[][]} above
 * @param {string[]} words of all such rows
 */
function sumsUp(row, above, words) {
  const word = wordOf(row);
  if (COUNT.test(word)) return true;
  if (SPREAD.test(word)) return words.some((other) => MEAN.test(other));
  return row.some((cell, j) => {
    const [value, others] = [valueOf(cell), above.map((other) => valueOf(other[j] ?? "")).filter((one) => one !== undefined)];
    if (value === undefined || others.length < 2) return false;
    const sorted = [...others].sort((x, y) => x - y);
    const sum = others.reduce((x, y) => x + y, 0);
    const size = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
    const isNear = (/** @type {number} */ other) => Math.abs(value - other) <= ROUNDED * size;
    if (SUM.test(word)) return isNear(sum);
    const middle = (sorted.length - 1) / 2;
    return isNear(sum / others.length) || isNear((sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2);
  });
}

/**
 * Text without the notes below the table, and what they are. They are taken away before the table is cut: commas in
 * them separate nothing.
 * @param {string} text without empty lines at its end
 */
export function withoutNotes(text) {
  const notes = [];
  const lines = text.split("\n");
  const isNote = () => lines.length > 1 && NOTE.test(lines[lines.length - 1]);
  while (notes.length < MOST && isNote()) {
    const line = lines.pop() ?? "";
    notes.unshift(`line ${lines.length + 1} (${shortened(line.replaceAll('"', ""))})`);
    while (lines.length > 1 && lines[lines.length - 1].trim() === "") lines.pop();
  }
  const rest = lines.join("\n");
  // A column of such words is no note, and neither is a line within quotation marks.
  const isTable = lines.length > 1 && !isNote() && rest.split('"').length % 2 === 1;
  return notes.length > 0 && isTable ? { text: rest, notes } : { text, notes: [] };
}
