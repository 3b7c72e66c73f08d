// Where a reader is in a deck of presets: which one is shown, and whether it is still as it was.

import { toAttributes } from "../state/attributes.js";
import { PRESETS, presetsFrom, presetsText } from "./deck.js";
/** @import { State } from "../state/shape.js" */
/** @import { Preset } from "./deck.js" */
/** @import { Written } from "./link.js" */

/** A state as a key. A reader's guess is no part of it, and as little as the step that is shown is the place on the way between two charts. @param {State} state */
const keyOf = (state) => JSON.stringify({ ...toAttributes(state), morph: undefined });

export class Presets {
  /** The presets that Page Down goes through. @type {Preset[]} */
  deck = PRESETS;
  /** The preset that is shown. @type {Preset | undefined} */
  shown;
  /** Whether nothing has been changed in it. */
  pristine = false;
  /** Its attributes when it was opened, as a key. */
  #opened = "";

  /** A preset has been opened in this state. @param {State} state */
  open(state) {
    this.#opened = keyOf(state);
    this.pristine = true;
  }

  /** Something has been changed, or taken back; returns whether the preset is now another than it was before. @param {State} state */
  compare(state) {
    const pristine = this.#opened !== "" && this.#opened === keyOf(state);
    const differs = pristine !== this.pristine;
    this.pristine = pristine;
    return differs;
  }

  /** A state that is no preset's is shown, or one of `shown` that has been changed. @param {Preset | undefined} shown */
  leave(shown) {
    Object.assign(this, { shown, pristine: false });
    this.#opened = "";
  }

  /** Takes the deck that a link carries, as text, or the lab's own. Throws an Error that says what is wrong with it. @param {string | undefined} text */
  take(text) {
    this.deck = text ? presetsFrom(text) : PRESETS;
  }

  /** The preset of a name, of this deck first. @param {string | undefined} name */
  named(name) {
    return name ? [...this.deck, ...PRESETS].find((one) => one.name === name) : undefined;
  }

  /** The preset that comes `by` places later. A deck whose presets are not shown begins at its first. @param {number} by */
  neighbour(by) {
    const at = this.shown ? this.deck.indexOf(this.shown) : -1;
    return this.deck[at + by] ?? (at < 0 ? this.deck[0] : undefined);
  }

  /** The preset after this one, in the deck. */
  get following() {
    return this.deck[(this.shown ? this.deck.indexOf(this.shown) : -1) + 1];
  }

  get title() {
    return this.shown ? this.shown.title + (this.pristine ? "" : " · changed") : "Your own";
  }

  /** The sentence of a preset as long as it is as it was. */
  get sentence() {
    return this.pristine ? this.shown?.sentence : undefined;
  }

  /** Whether the name of the preset says everything: it is one of the lab's own, unchanged. */
  get isNameEnough() {
    return this.pristine && this.shown !== undefined && PRESETS.includes(this.shown) && this.deck === PRESETS;
  }

  /** What a link says of it. @returns {Written} */
  get link() {
    return {
      ...(this.shown && { preset: this.shown.name }),
      ...(this.deck !== PRESETS && !this.isNameEnough && { list: presetsText(this.deck) }),
    };
  }
}
