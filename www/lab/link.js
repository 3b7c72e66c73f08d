// The state of the lab as the fragment of its address, and back: lab.html#v=1&…, with the keys of a figure.

import { LONGEST, VERSION } from "../address.js";
import { isHeld } from "../state/held.js";
import { toAttributes } from "../state/attributes.js";
import { goalText } from "../text/goal.js";
import { mutedText } from "./rules.js";
/** @import { State } from "../state/shape.js" */

/** @typedef {Record<string, string>} Written attributes as text by name */

/** Keys of the lab itself, which are no attributes of a figure. */
export const OWN = ["preset", "list", "theme", "muted", "quantity", "screen"];

/** Some programs cut an address that is longer than this (characters). */
export const ORDINARY = 2000;

/** A fragment with these keys. Commas, colons and semicolons may stand in one as they are; written out, each would take three characters. @param {Written} written */
export const linkWith = (written) => `#${new URLSearchParams({ v: VERSION, ...written }).toString().replace(/%2C|%3A|%3B/g, decodeURIComponent)}`;

/** A state as attributes, with what no reader changes but a reload keeps, its goal and whether one may predict, with its muted rules, and what one's own data measure. @param {State} state @returns {Written} */
export const wholeOf = (state) => ({
  ...toAttributes(state),
  ...(state.goal && { goal: goalText(state.goal) }), ...(state.predict && { predict: "on" }), ...(state.muted && { muted: mutedText(state) }),
  ...(state.quantity && state.data && state.data.set === undefined && { quantity: state.quantity }),
});

/** The address of the page with another fragment. @param {string} fragment */
export const addressWith = (fragment) => location.href.replace(/#.*|$/, fragment);

/** Copies a text, and says whether the browser lets it. @param {string} text */
export const copied = async (text) => Boolean(await navigator.clipboard?.writeText(text).then(() => true, () => false));

/**
 * The fragment for a state, the step it shows, and what the lab adds.
 * @param {State} state
 * @param {{ step?: number, own?: Written }} more
 */
export function linkOf(state, { step, own = {} }) {
  const { view, model, chart, rules, ...others } = wholeOf(state);
  // Data that no address can hold are left out, and the start, which belongs to them.
  if (isHeld(others.data)) delete others.data, delete others.start;
  return linkWith({ ...own, view, model, chart, rules, ...others, ...(step !== undefined && { step: String(step) }) });
}

/**
 * What a fragment says: the attributes of a figure and the keys of the lab. A fragment that is no link of ours says nothing, and one of another
 * version says so.
 * @param {string} fragment
 * @returns {{ attributes: Written, own: Written, problem?: string }}
 */
export function linkFrom(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text) return { attributes: {}, own: {} };
  const query = new URLSearchParams(text.length > LONGEST ? "" : text);
  const version = query.get("v");
  if (version !== VERSION) {
    const found = text.length > LONGEST ? `${text.length} characters long` : version === null ? "without v" : `v=${version.slice(0, 20)}`;
    return { attributes: {}, own: {}, problem: `the address is ${found}; allowed: v=${VERSION}, and at most ${LONGEST} characters` };
  }
  query.delete("v");
  const all = [...query];
  return {
    own: Object.fromEntries(all.filter(([name]) => OWN.includes(name))),
    attributes: Object.fromEntries(all.filter(([name]) => !OWN.includes(name))),
  };
}
