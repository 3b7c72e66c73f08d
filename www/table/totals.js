// The rows below a table that sum up those above, "Total" and "Mean", and notes such as "Source: …". They are no observations.

import { bare } from "./cells.js";
import { shortened } from "./sentences.js";

/** @typedef {{ rows: string[][], lines: number[] }} Cut as columns.js has it */

/** What such a row begins with. */
const TOTAL = /^(?:(?:grand |sub)?total(?:e|s)?|totaux|sum|summe|gesamt(?:summe)?|insgesamt|suma|somma|somme|soma|ensemble|mean|average|avg\.?|mittel(?:wert)?|durchschnitt|moyenne|media|média|promedio|median|médiane|mediana|std\.?|s\.?d\.?|stdev|st\.? ?dev\.?|standard deviation|standardabweichung|celkem|summa|totaal|итого|всего|合計|总计|合计|\(\d+ rows?\))\s*:?$/i;

/** What a note below a table begins with. */
const NOTE = /^\s*"?(?:sources?|quellen?|fuentes?|fonti?|fontes?|notes?|remarks?|anmerkung(?:en)?|hinweis|notas?)\s*:/i;

/** At most so many rows at the end are looked at. */
const MOST = 6;

/**
 * A table without such rows at its end, and what they are. Rows whose first word comes also above are labelled with it.
 * @param {Cut} table
 * @returns {Cut & { totals: string[] }}
 */
export function withoutTotals({ rows, lines }) {
  let end = rows.length;
  while (end > 1 && rows.length - end < MOST && isTotal(rows[end - 1])) end -= 1;
  const words = new Set(rows.slice(end).map(wordOf));
  if (end === rows.length || end < 2 || rows.slice(0, end).some((row) => words.has(wordOf(row)))) return { rows, lines, totals: [] };
  const totals = rows.slice(end).map((row, k) => `line ${lines[end + k]} (${shortened(wordOf(row)).replace(/^\(|[:)]$/g, "")})`);
  return { rows: rows.slice(0, end), lines: lines.slice(0, end), totals };
}

/** The first value of a row. @param {string[]} row */
const wordOf = (row) => bare(row.find((cell) => cell.trim() !== "") ?? "");

/** A row with a word for a sum and at least one number. @param {string[]} row */
const isTotal = (row) => TOTAL.test(wordOf(row)) && row.some((cell) => /\d/.test(cell));

/**
 * Text without the notes below the table, and what they are. They are taken away before the table is cut: commas in
 * them separate nothing.
 * @param {string} text without empty lines at its end
 */
export function withoutNotes(text) {
  const notes = [];
  const lines = text.split("\n");
  while (lines.length > 1 && notes.length < MOST && NOTE.test(lines[lines.length - 1])) {
    const line = lines.pop() ?? "";
    notes.unshift(`line ${lines.length + 1} (${shortened(line.replaceAll('"', ""))})`);
    while (lines.length > 1 && lines[lines.length - 1].trim() === "") lines.pop();
  }
  return { text: notes.length > 0 ? lines.join("\n") : text, notes };
}
