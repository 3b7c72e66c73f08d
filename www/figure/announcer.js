// Tells those who listen what the figure says, once it has been quiet for a while.

import { element } from "../elements.js";

/** So long has nothing to change (milliseconds). */
const QUIET = 700;

export class Announcer {
  #words;
  #timer;

  /** `words()` is what the figure says now. */
  constructor(words) {
    this.#words = words;
    this.root = element("div", "announcer");
    this.root.setAttribute("aria-live", "polite");
  }

  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.root.textContent = this.#words();
    }, QUIET);
  }

  rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
