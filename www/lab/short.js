// Whether the sentence below the planes is short. That of a map, where there is little room, says how many starts arrive, and the
// rest when somebody asks for it. On a phone any other one is cut after a few lines, and the rest is behind the same button.

import { NARROW } from "./arrange.js";
import { zoomOf } from "./projector.js";
import { Rest } from "./sentences.js";
/** @import { Figure } from "../figure/figure.js" */

/** A window that is lower than this has little room (CSS pixels, on a projector larger ones). */
const LOW = 600;

export class Short {
  #root;
  #figure;
  #rest;
  #text;
  /** What was measured last: the sentence, the width it had, and whether the rest was asked for. */
  #known = "";

  /** @param {HTMLElement} root the lab @param {HTMLElement} text the sentence @param {() => Figure} figure */
  constructor(root, text, figure) {
    this.#root = root;
    this.#figure = figure;
    this.#text = text;
    this.#rest = new Rest("the sentence below", () => figure().redraw());
    this.#rest.button.hidden = true;
    text.after(this.#rest.button);
  }

  /** Something else is shown: nobody has asked for the rest of its sentence. */
  forget() {
    this.#rest.asked = false;
  }

  /** Whether the sentence is that of a map that has little room. */
  get #isTight() {
    return this.#figure().state.views.includes("map") && (matchMedia(NARROW).matches || innerHeight / zoomOf(this.#root) < LOW);
  }

  /** Whether the sentence that is written now is to be short. */
  get wanted() {
    return this.#isTight && !this.#rest.asked;
  }

  /** Offers the rest where there is any, after the sentence was written. On a phone that of a map is short already, and a long other one is cut. */
  follow() {
    const isMap = this.#isTight;
    const isPhone = !isMap && matchMedia(NARROW).matches;
    const now = `${isMap} ${isPhone} ${this.#rest.asked} ${innerWidth} ${this.#text.textContent}`;
    if (now === this.#known) return;
    this.#known = now;
    this.#text.classList.toggle("cut", isPhone && !this.#rest.asked);
    const { scrollHeight, clientHeight } = this.#text;
    this.#rest.button.hidden = !isMap && !(isPhone && (this.#rest.asked || scrollHeight > clientHeight + 1));
  }
}
