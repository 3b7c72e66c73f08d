// The title of the lab and the sentence above its stage: what a preset shows, or, once it has been changed, what
// the shapes are.

import { element, setText } from "../elements.js";
import { explain } from "./explain.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Presets } from "./presets.js" */

/** A sentence of more letters has smaller type. */
const LONG = 150;

export class Claim {
  #parts;
  #presets;
  /** The sentence that is shown, as a key; empty where it is a preset's own. */
  #shown = "";

  /**
   * @param {{ root: HTMLElement, title: HTMLElement, claim: HTMLElement }} parts
   * @param {Presets} presets
   */
  constructor(parts, presets) {
    this.#parts = parts;
    this.#presets = presets;
  }

  /** Another preset is shown, or this one has been changed. @param {Current} current @param {number} step */
  entitle(current, step) {
    const { title, root } = this.#parts;
    setText(title, this.#presets.title);
    document.title = `${this.#presets.title} · kl-ball lab`;
    root.classList.toggle("pristine", this.#presets.pristine);
    this.#shown = "";
    this.follow(current, step);
  }

  /** A long sentence has smaller type, so that the planes stay where they are. @param {string} text */
  #fit(text) {
    this.#parts.claim.classList.toggle("long", text.length > LONG);
  }

  /** Another picture is shown. @param {Current} current @param {number} step */
  follow(current, step) {
    const { claim } = this.#parts;
    if (!current.scene) return;
    const { sentence } = this.#presets;
    if (sentence) {
      this.#fit(sentence);
      setText(claim, sentence);
      this.#shown = "";
      return;
    }
    const pieces = explain(current, step);
    const key = JSON.stringify(pieces);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#fit(pieces.map(({ words }) => words).join(" "));
    claim.replaceChildren(...pieces.flatMap(({ words, color }) => {
      const made = element(color ? "b" : "span", "", words);
      if (color) made.style.setProperty("--color", `var(${color})`);
      return [made, " "];
    }));
  }
}
