// Attributes that are probably misspelt. They are the author's, so they are named where authors look: on the console.

import { misspelt } from "../state/names.js";

export class Misspellings {
  /** The names that have been looked at. @type {Set<string>} */
  #known = new Set();

  /** Names each misspelt attribute once. @param {Element} host */
  warn(host) {
    const names = host.getAttributeNames().filter((name) => !this.#known.has(name));
    for (const said of misspelt(names)) console.warn(`<kl-ball>: ${said}`);
    for (const name of names) this.#known.add(name);
  }
}
