// Whether the text of the attribute `data` has the plain form that the shell reads by itself, or may mean several
// things and is read like a pasted table.

import { isHeld } from "./held.js";
import { words } from "./words.js";

/** The start of a number, perhaps with the Unicode minus sign. */
const DIGIT = /^[+\-−–]?[.,]?\d/;

/** A comma between two digits. */
const TIGHT = /\d,[\d.]/;

/**
 * Whether a comma in a list may be a decimal mark or separate thousands: "1,5 2,5", "1,250.50 3,400.00", "1,250";
 * not "1, 2, 3" and not "1,2,3".
 * @param {string} text
 */
const isUnclear = (text) => TIGHT.test(text) && (/[^\s,]\s+[^\s,]/.test(text) || /^[^,]*,[^,]*$|,\s|,0\d\d/.test(text));

/** Whether a text is lines of several numbers, equally many in each: columns rather than a list that goes on over lines. @param {string} text */
function isTable(text) {
  if (!text.includes("\n")) return false;
  const [first, ...others] = text.split("\n").filter((line) => line.trim() !== "").map((line) => words(line).length);
  return first > 1 && others.every((size) => size === first);
}

/** Three counts with names, "a: 5, b: 3, c: 2", as pairs of texts; undefined for any other text. @param {string} text */
export function namedCounts(text) {
  const parts = text.replace(/,\s*$/, "").split(",", 4).map((part) => part.split(":"));
  return parts.length === 3 && parts.every((part) => part.length === 2) ? parts : undefined;
}

/** The list that was read last: several ask in turn whether a text is one, and what its numbers are. */
let last = { text: "", list: /** @type {string[]} */ ([]), given: /** @type {number[]} */ ([]) };

/** The words of a text, and each as a number. @param {string} text */
export function listIn(text) {
  if (last.text !== text) {
    const list = words(text);
    last = { text, list, given: list.map(Number) };
  }
  return last;
}

/** Whether the second number of each pair is a label that the core knows. @param {number[]} given */
const areZerosAndOnes = (given) => given.every((value, k) => k % 2 === 0 || value === 0 || value === 1);

/** Whether the labels in an object as JSON are others than 0 and 1. @param {string} text */
const areOtherLabels = (text) => /"y"\s*:\s*\[(?!\s*(?:[01]\s*,\s*)*[01]?\s*\])[-+\d\s.,e]*\]/.test(text);

/**
 * Whether a text of `data` takes the reader of tables.
 * @param {string | null | undefined} source
 * @param {string | undefined} takes the kind of data of the model
 */
export function needsReader(source, takes) {
  const text = source?.trim() ?? "";
  if (text === "" || isHeld(text) || !["numbers", "labelled", "counts"].includes(takes ?? "")) return false;
  // Words in a list; an object has names in quotation marks, too.
  if (text.startsWith("[")) return takes !== "numbers" && text.includes('"');
  if (text.startsWith("{")) return takes === "labelled" && (/\[[^\]]*"/.test(text) || areOtherLabels(text));
  if (takes === "counts" && namedCounts(text)) return false;
  const { list, given } = listIn(text);
  // A number that is too small to be held is refused there.
  if (given.some((value, k) => value === 0 && /[1-9].*e/i.test(list[k]))) return true;
  if (takes === "numbers" && isTable(text)) return true;
  if (given.every(Number.isFinite)) return isUnclear(text) || (takes === "labelled" && !areZerosAndOnes(given));
  // What is no number in a list of numbers is a mistake in a page, although a table may have it.
  if (list.some((word) => /^nan$/i.test(word))) return false;
  return list.some((word) => DIGIT.test(word)) || (takes === "counts" && (list.length > 1 || text.includes(";")));
}
