// What a plane asks that is filled with a field: balls of one cost and discs of one radius, or arrows.

import { lengthOf } from "./disc-and-ball.js";
import { arrowsOf, fieldOf } from "./places.js";
import { ownerOf } from "./plane.js";
import { madeOnce } from "./remembered.js";
/** @import { Field, Pattern } from "../scene/shape.js" */
/** @import { FieldSettings } from "../state/shape.js" */
/** @import { Model } from "../views/view.js" */

/** @type {ReturnType<typeof madeOnce<Field>>} */
const fieldOnce = madeOnce();

/** @type {ReturnType<typeof madeOnce<NonNullable<Pattern["arrows"]>>>} */
const arrowsOnce = madeOnce();

/**
 * The field of a chart; the last one again as long as nothing about it has changed.
 * @param {string} chart
 * @param {object} panel
 * @param {Model} model
 * @param {string} modelKey
 * @param {number[]} frame
 * @param {FieldSettings} settings
 * @returns {Pattern}
 */
export function patternIn(chart, panel, model, modelKey, frame, settings) {
  const owner = ownerOf(panel, chart);
  const place = frame.join();
  if (settings.kind === "arrows") return { arrows: arrowsOnce(owner, [modelKey, place], () => arrowsOf(model, chart, frame)) };
  const length = lengthOf(model, chart, settings);
  return { field: fieldOnce(owner, [modelKey, place, settings.cost, length], () => fieldOf(model, chart, frame, settings.cost, length)) };
}
