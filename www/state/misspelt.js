// What is said of names that no attribute has. A page loads this when one of its figures has such a name.

import { allNames, isKnown } from "./names.js";
import { short } from "./words.js";

/** Attributes that any element may have, and those that frameworks add. */
const ANYONES = new Set(["id", "class", "style", "title", "lang", "dir", "slot", "part", "role", "hidden", "inert", "is", "key", "ref", "width", "height", "align", "tabindex", "draggable", "contenteditable"]);

/** Longer names are not taken for misspellings, and at most this many are named. */
const LONGEST = 60;
const MOST = 40;

/** Throws an Error for the first of these names that no attribute has; it says which name is nearest. @param {string[]} names */
export function refuseUnknown(names) {
  const wrong = names.find((name) => !isKnown(name));
  if (wrong !== undefined) throw new Error(saidOf(wrong, nearestTo(wrong.slice(0, LONGEST), [...allNames()])[0]));
}

/**
 * What is said of those names that are probably misspelt: one, two or three letters away from an attribute. A page may have other
 * attributes on the element, and an address other keys: nothing is said of those.
 * @param {string[]} names
 */
export function misspelt(names) {
  const candidates = names.filter((name) => name.length <= LONGEST && !isKnown(name) && !ANYONES.has(name) && !/^(?:data-|aria-|on|_|x-|v-)|[^a-z0-9_-]/.test(name));
  return candidates.slice(0, MOST).flatMap((name) => {
    const letters = Math.min(3, Math.floor(name.length / 3));
    const [nearest, away] = nearestTo(name.replaceAll("_", "-"), [...allNames()].filter((one) => Math.abs(one.length - name.length) <= letters));
    return away <= letters ? [saidOf(name, nearest)] : [];
  });
}

/** @param {string} wrong @param {string} nearest */
const saidOf = (wrong, nearest) => `attribute "${short(wrong)}" is unknown; the nearest that is allowed: "${nearest}"`;

/**
 * The name that is nearest to a word, and by how many letters they differ.
 * @param {string} word
 * @param {string[]} names
 */
export const nearestTo = (word, names) => names.map((name) => /** @type {const} */ ([name, edits(word, name)]))
  .reduce((best, one) => (one[1] < best[1] ? one : best), /** @type {const} */ (["", Infinity]));

/**
 * The number of letters to insert, delete or replace, or of neighbours to swap, that lead from one word to another
 * (Damerau and Levenshtein's distance, where no letter is moved twice).
 * @param {string} one
 * @param {string} other
 */
function edits(one, other) {
  /** @type {number[]} */
  let last = [];
  let row = Array.from({ length: other.length + 1 }, (_, k) => k);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let k = 1; k <= other.length; k += 1) {
      next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (one[i - 1] === other[k - 1] ? 0 : 1));
      if (i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1]) next[k] = Math.min(next[k], last[k - 2] + 1);
    }
    [last, row] = [row, next];
  }
  return row[other.length];
}
