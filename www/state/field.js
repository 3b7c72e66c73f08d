// The field of a plane as attributes write it: `field`, `field-cost` and `field-length`.

import { oneOf, short } from "./words.js";
/** @import { FieldSettings, Read, State } from "./shape.js" */

/** What a field may show. */
const KINDS = /** @type {const} */ (["none", "balls", "arrows"]);

/** The cost of each ball where none is given (nats), and what a reader may choose. */
export const COST = 0.01;
export const COSTS = /** @type {[number, number]} */ ([1e-4, 1]);

/**
 * The field that attributes describe, if there is one.
 * @param {Read} read
 * @param {State} state
 * @returns {FieldSettings | undefined}
 */
export function fieldFrom(read, state) {
  const kind = oneOf("field", read("field") ?? (state.views.some((view) => view === "field" || view === "morph") ? "balls" : "none"), KINDS);
  if (kind === "none") return undefined;
  const length = above0(read, "field-length");
  return { kind, cost: above0(read, "field-cost") ?? COST, ...(length !== undefined && { length }) };
}

/** A finite number above 0, if the attribute is there. @param {Read} read @param {string} name */
function above0(read, name) {
  const text = read(name);
  if (text === null || text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new Error(`${name} is "${short(text)}"; allowed: a finite number above 0`);
}

/** The same attributes again, as text. @param {State} state @returns {Record<string, string>} */
export const fieldText = ({ field }) => (field ? {
  field: field.kind, "field-cost": String(field.cost), ...(field.length !== undefined && { "field-length": String(field.length) }),
} : {});
