// Whether the sentence below the planes is short: that of a map, where there is little room, says how many starts arrive, and the
// rest when somebody asks for it.

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

  /** @param {HTMLElement} root the lab @param {HTMLElement} text the sentence @param {() => Figure} figure */
  constructor(root, text, figure) {
    this.#root = root;
    this.#figure = figure;
    this.#rest = new Rest("the sentence below", () => figure().redraw());
    this.#rest.button.hidden = true;
    text.after(this.#rest.button);
  }

  /** Something else is shown: nobody has asked for the rest of its sentence. */
  forget() {
    this.#rest.asked = false;
  }

  /** Whether there is little room, and so much to say. */
  get #isTight() {
    return this.#figure().state.views.includes("map") && (matchMedia(NARROW).matches || innerHeight / zoomOf(this.#root) < LOW);
  }

  /** Offers the rest where there is any; whether the sentence is to be short. */
  follow() {
    const cut = this.#isTight;
    this.#rest.button.hidden = !cut;
    return cut && !this.#rest.asked;
  }
}
