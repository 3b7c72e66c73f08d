// The names that attributes can have, for callers who should hear of a misspelt one.

import { catalogue } from "../core.js";
import { ATTRIBUTES } from "./attributes.js";

/** Attributes of the element that are not part of a picture. */
const OTHERS = ["builder"];

/** Every name: also the options of rules, `OPTION`, `RULE-OPTION` and `RULE-OPTION-CHART`. */
function allNames() {
  const { models, rules } = catalogue();
  const charts = models.flatMap((model) => model.charts.map(({ name }) => name));
  const options = rules.flatMap(({ name: rule, options: all }) => all.flatMap(({ name }) =>
    [name, `${rule}-${name}`, ...charts.map((chart) => `${rule}-${name}-${chart}`)]));
  return new Set([...ATTRIBUTES, ...OTHERS, ...options]);
}

/** Throws an Error for the first of these names that no attribute has; it says which name is nearest. @param {string[]} names */
export function refuseUnknown(names) {
  const known = allNames();
  const wrong = names.find((name) => !known.has(name));
  if (wrong === undefined) return;
  const [nearest] = [...known].map((name) => /** @type {const} */ ([name, edits(wrong, name)])).reduce((best, one) => (one[1] < best[1] ? one : best));
  throw new Error(`attribute "${wrong}" is unknown; the nearest that is allowed: "${nearest}"`);
}

/** The number of letters to insert, delete or replace that lead from one word to another (Levenshtein's distance). @param {string} one @param {string} other */
function edits(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, k) => k);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let k = 1; k <= other.length; k += 1) {
      next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (one[i - 1] === other[k - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length];
}
