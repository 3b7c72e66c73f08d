// A page's state as the fragment of its address, and back:
// #v=1&at=SECTION&FIGURE.ATTRIBUTE=VALUE&…

import { isHeld } from "./state/held.js";

export const VERSION = "1";

/** Longest fragment that is read (characters), and the most keys in one. */
export const LONGEST = 200_000;
export const MOST_KEYS = 1000;

/** Whether a fragment is too long to be read, or has too many keys: that is seen before any of them is read. @param {string} text without its # */
export function isTooMuch(text) {
  if (text.length > LONGEST) return true;
  let at = -1;
  for (let keys = 1; keys <= MOST_KEYS; keys += 1) {
    at = text.indexOf("&", at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Whether changes of figures fit into a link: neither they nor their data are too long for one. @param {(Record<string, string> | undefined)[]} changes @param {string} link */
export const fits = (changes, link) => link.length <= LONGEST && !changes.some((one) => isHeld(one?.data));

/** Attributes that a link may not change: how a figure is built, and its goal. */
const AUTHORS = new Set(["spec", "controls", "theme", "label", "goal", "predict"]);

/**
 * The fragment for the changes of figures by id, and a place to scroll to; empty if there are none.
 * @param {Record<string, Record<string, string> | undefined>} figures
 * @param {string} [at]
 */
export function encode(figures, at) {
  const query = new URLSearchParams();
  if (at) query.set("at", at);
  for (const [id, changes] of Object.entries(figures)) {
    for (const [name, value] of Object.entries(changes ?? {})) query.set(`${id}.${name}`, value);
  }
  const text = query.toString();
  return text ? `#v=${VERSION}&${text}` : "";
}

/**
 * The changes that a fragment describes: `{ at, figures: { id: { name: value } } }`.
 * A fragment without our version is an ordinary anchor; unknown keys are ignored.
 * @param {string} fragment
 */
export function decode(fragment) {
  const text = fragment.replace(/^#/, "");
  const figures = Object.create(null);
  if (isTooMuch(text)) return { at: undefined, figures };
  const query = new URLSearchParams(text);
  if (query.get("v") !== VERSION) return { at: /^[\w-]+$/.test(text) ? text : undefined, figures };
  for (const [key, value] of query) {
    const [, id, name] = /^([\w-]+)\.([\w-]+)$/.exec(key) ?? [];
    if (!id || AUTHORS.has(name)) continue;
    (figures[id] ??= Object.create(null))[name] = value;
  }
  return { at: query.get("at") ?? undefined, figures };
}
