// The address of the lab follows what is shown, so that a link to it shows exactly this.

import { isLong } from "../state/data.js";
import { ORDINARY, addressWith, copied, linkOf, linkWith } from "./link.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Presets } from "./presets.js" */

/** Time without changes after which the address follows (milliseconds). */
const RESTED = 250;

export class Address {
  #host;
  #figure;
  #presets;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Whether it stays as it is: a window that shows what another one shows has no history of its own. */
  fixed = false;
  /** The step that was drawn last. @type {number | undefined} */
  #drawn;

  /** @param {HTMLElement} host @param {Figure} figure @param {Presets} presets */
  constructor(host, figure, presets) {
    this.#host = host;
    this.#figure = figure;
    this.#presets = presets;
  }

  /** The step that is shown; undefined for the last one. */
  get #step() {
    const { state, cursor, spec } = this.#figure;
    return cursor < (state.steps ?? spec?.steps ?? 0) ? Math.floor(cursor) : undefined;
  }

  /** The fragment for what is shown now. */
  get link() {
    return this.#linkAt(this.#step);
  }

  /** The same whatever step is shown. */
  get stepless() {
    return this.#linkAt(undefined);
  }

  /** @param {number | undefined} step */
  #linkAt(step) {
    const { state } = this.#figure;
    const theme = this.#host.getAttribute("theme");
    const own = { ...this.#presets.link, ...(theme && { theme }) };
    if (this.#presets.isNameEnough) return linkWith({ ...own, ...(step !== undefined && { step: String(step) }), ...(state.morph && { morph: String(state.morph) }) });
    return linkOf(state, { step, own });
  }

  /** A picture has been drawn: the address follows where another step is shown. Returns whether it is another. */
  follow() {
    const step = this.#step;
    if (step === this.#drawn) return false;
    this.saveSoon();
    this.#drawn = step;
    return true;
  }

  /** Follows after a pause. */
  saveSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), RESTED);
  }

  /** Follows at once. */
  save() {
    this.#write("replaceState");
  }

  /** Follows at once; Back leads to what was shown before. */
  add() {
    this.#write("pushState");
  }

  /** @param {"replaceState" | "pushState"} way */
  #write(way) {
    clearTimeout(this.#timer);
    if (this.fixed) return;
    const { data } = this.#figure.state;
    try {
      // Long data are in no address; who loads the page again is told that they are gone.
      history[way]({ ...history.state, unkept: isLong(data) ? data?.x?.length : undefined }, "", this.link);
    } catch {
      // A page inside another may have no address of its own.
    }
  }

  /** Copies a link to what is shown; returns what to say. */
  async share() {
    this.save();
    const what = isLong(this.#figure.state.data) ? "to this, but without the data, which are too long for a link," : "to exactly this";
    const address = addressWith(this.link);
    const long = address.length > ORDINARY ? ` It has ${address.length.toLocaleString("en")} characters, and some programs cut links longer than ${ORDINARY.toLocaleString("en")}.` : "";
    return (await copied(address) ? `A link ${what} is copied.` : `The link ${what} is in the address bar.`) + long;
  }
}
