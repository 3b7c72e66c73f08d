// Announces the sentence of a figure to screen readers, after a pause without changes.

import { element, setText } from "../elements.js";

/** Length of the pause (milliseconds). */
const QUIET = 700;

export class Announcer {
  #words;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Whether nothing is announced for now. */
  isQuiet = false;

  /** `words()` returns the current sentence of the figure. @param {() => string} words */
  constructor(words) {
    this.#words = words;
    this.root = element("div", "announcer");
    this.root.setAttribute("aria-live", "polite");
  }

  soon() {
    clearTimeout(this.#timer);
    if (this.isQuiet) return;
    // The same words are not said again.
    this.#timer = setTimeout(() => setText(this.root, this.#words()), QUIET);
  }

  rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
