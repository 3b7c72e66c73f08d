// Attributes that are probably misspelt. They are the author's, so they are named where authors look: on the console.

import { isKnown } from "../state/names.js";

/** What says something of names that no attribute has. */
export const words = () => import("../state/misspelt.js");

export class Misspellings {
  /** The names that have been looked at. @type {Set<string>} */
  #seen = new Set(["id", "class", "style"]);

  /** Names each misspelt attribute once. @param {Element} host */
  warn(host) {
    const names = host.getAttributeNames().filter((name) => !this.#seen.has(name) && !isKnown(name));
    for (const name of names) this.#seen.add(name);
    if (names.length) words().then(({ misspelt }) => misspelt(names).forEach((said) => console.warn(`<kl-ball>: ${said}`)), () => {});
  }
}
