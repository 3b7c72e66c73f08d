// Text cut into rows of cells. Papa Parse does the cutting; which separator it
// cuts by is decided in separator.js.

import Papa from "papaparse";
import { TableError } from "./sentences.js";

/** Separates nothing: text with control characters is refused before. */
const NOTHING = "\u001f";

/**
 * Text without a byte order mark and with one kind of line end.
 * @param {string} text
 * @throws {TableError} names the line of a character that no table has
 */
export function tidy(text) {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const control = /[\0-\u0008\u000e-\u001f]/.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    throw new TableError(`line ${lineAt(text, control.index)} has the control character U+${code}: this is no table; allowed: text such as CSV`);
  }
  const markup = /^\s*<(!doctype|html|\?xml|svg)/i.exec(text);
  if (markup) throw new TableError("line 1 begins an HTML or XML page: this is no table; allowed: text such as CSV");
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain;
}

/**
 * The number of the line, from 1, that a place in the text is on.
 * @param {string} text
 * @param {number} place
 */
function lineAt(text, place) {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < place; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

/**
 * Text in which one space separates cells, whatever blanks there were; those between quotation marks stay.
 * @param {string} text
 */
function squeezed(text) {
  const single = text.replace(/"[^"]*"|[ \t]+/g, (found) => (found[0] === '"' ? found : " "));
  return single.replace(/\n /g, "\n").replace(/ \n/g, "\n").replace(/^ | $/g, "");
}

/**
 * Text without blanks between a separator and the quotation mark of a cell.
 * @param {string} text
 * @param {string} separator
 */
const joined = (text, separator) => (text.includes(`${separator} `) && text.includes('"') ? text.replace(/([;|,\t]) +"/g, '$1"') : text);

/**
 * The rows of a tidy text, or of the first part of one, and the line each begins on.
 * @param {string} text
 * @param {string} separator one character, or "" for a single column
 * @param {boolean} [isPart] the text may end anywhere, even between quotation marks
 * @returns {{ rows: string[][], lines: number[] }}
 * @throws {TableError} names the line where quotation marks do not match
 */
export function cut(text, separator, isPart = false) {
  const source = separator === " " ? squeezed(text) : separator === "" ? text : joined(text, separator);
  const { data: rows, errors } = Papa.parse(source, { delimiter: separator || NOTHING, newline: "\n" });
  const wrong = isPart ? undefined : errors.find(({ type }) => type === "Quotes");
  if (wrong) {
    const line = lineAt(source, wrong.index ?? 0);
    throw new TableError(`line ${line} has a quotation mark that does not close its cell; allowed: "cell" with a separator after it, and "" for a mark inside`);
  }
  const lines = [];
  const quotes = source.includes('"');
  let line = 1;
  for (const row of rows) {
    lines.push(line);
    line += 1;
    // A quoted cell may go on over several lines.
    if (quotes) for (const cell of row) if (cell.includes("\n")) line += cell.split("\n").length - 1;
  }
  return { rows, lines };
}
