// A text of which the first sentence stands in sight, and the rest behind a button, where there is no room for all.

import { element } from "../elements.js";

/** A sentence: it ends where the next one begins with a capital letter, or with the text. */
const SENTENCE = /.+?(?:[.?!](?=\s+\p{Lu}|\s*$)|$)/gsu;

/** The sentences of a text. @param {string} text */
export const sentencesOf = (text) => (text.match(SENTENCE) ?? [text]).map((one) => one.trim());

/** A button that shows the rest, and hides it again. */
export class Rest {
  button = element("button", "rest", "more");
  #asked = false;

  /** @param {string} name what there is more of @param {() => void} changed */
  constructor(name, changed) {
    this.button.type = "button";
    this.button.setAttribute("aria-label", `more of ${name}`);
    this.button.addEventListener("click", () => {
      this.asked = !this.#asked;
      changed();
    });
    this.asked = false;
  }

  /** Whether somebody has asked for the rest. */
  get asked() {
    return this.#asked;
  }

  set asked(asked) {
    this.#asked = asked;
    this.button.textContent = asked ? "less" : "more";
    this.button.setAttribute("aria-label", this.button.getAttribute("aria-label")?.replace(/^\w+/, asked ? "less" : "more") ?? "");
    this.button.setAttribute("aria-expanded", String(asked));
  }
}
