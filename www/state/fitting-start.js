// Whether a start that was written for some data makes sense for others.

import { placeFrom, placeText } from "./words.js";
import { usualStart } from "./starts.js";
/** @import { Model } from "../views/view.js" */

/** A start is kept while its loss is at most so far above that of the usual start (nats): five standard deviations are 12.5 nats. */
const FAR = 12.5;

/**
 * The attribute `start` with which new data begin if the one that is written is far from them; undefined if that can stay.
 * @param {Model} model fitted to the new data
 * @param {string | null} written
 * @param {string[]} charts
 */
export function startInstead(model, written, charts) {
  if (written === null) return undefined;
  const usual = usualStart(model, charts);
  /** @param {{ chart: string, at: [number, number] | Float64Array }} place */
  const loss = ({ chart, at: [first, second] }) => model.inspect([first, second], chart).loss;
  try {
    const { chart, at } = /** @type {import("./shape.js").Place} */ (placeFrom("start", written));
    if (loss({ chart: chart ?? charts[0], at }) - loss(usual) <= FAR) return undefined;
  } catch {
    // These data cannot begin there at all.
  }
  return placeText({ chart: usual.chart, at: /** @type {[number, number]} */ (Array.from(usual.at, (value) => Number(value.toPrecision(6)))) }, charts);
}
