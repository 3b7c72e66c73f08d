// What is said of data without a best fit where a view measures from it.

import { fullText } from "../state/data.js";
import { short } from "../state/words.js";
import { noFit } from "../text/unbounded.js";
/** @import { State } from "../state/shape.js" */
/** @import { Model } from "./view.js" */

/**
 * Throws an Error if there is no best fit; `allowed` says what a view shows instead.
 * @param {string} view
 * @param {string} allowed
 * @param {State["data"]} data
 * @param {Model} model
 */
export function refuseNoFit(view, allowed, data, { unbounded }) {
  if (!unbounded) return;
  const written = data ? short(fullText(data)) : "left out";
  throw new Error(`data is "${written}"; allowed with view "${view}": ${allowed}. ${noFit(unbounded)}`);
}
