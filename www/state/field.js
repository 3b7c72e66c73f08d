// The field of a plane as attributes write it: `field`, `field-cost` and `field-length`.

import { oneOf, short } from "./words.js";
/** @import { FieldSettings, Read, State } from "./shape.js" */

/** What a field may show. */
const KINDS = /** @type {const} */ (["none", "balls", "arrows"]);

/** What a reader of the lab may choose: there are charts in which only very small balls have room. */
export const LAB_COSTS = /** @type {[number, number]} */ ([1e-6, 1]);

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
  const cost = above0(read, "field-cost");
  return { kind, cost: cost ?? COST, ...(cost === undefined && { auto: true }), ...(length !== undefined && { length }) };
}

/** A finite number above 0, if the attribute is there. @param {Read} read @param {string} name */
function above0(read, name) {
  const text = read(name);
  if (text === null || text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new Error(`${name} is "${short(text)}"; allowed: a finite number above 0`);
}

/** A field whose balls cost what a reader has chosen. @param {FieldSettings} field @param {number} cost @returns {FieldSettings} */
export function costing({ kind, length }, cost) {
  return { kind, cost, ...(length !== undefined && { length }) };
}

/** A field whose cost the lab chooses, and whose discs have the usual radius. @param {FieldSettings["kind"]} kind @returns {FieldSettings} */
export const filling = (kind) => ({ kind, cost: COST, auto: true });

/** The same attributes again, as text. @param {State} state @returns {Record<string, string>} */
export const fieldText = ({ field }) => (field ? {
  field: field.kind, "field-cost": String(field.cost), ...(field.length !== undefined && { "field-length": String(field.length) }),
} : {});
