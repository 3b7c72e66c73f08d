// The title of the lab and the sentence above its stage: what a preset shows, or, once it has been changed, what
// the shapes are.

import { element, setText } from "../elements.js";
import { NARROW } from "./arrange.js";
import { explain } from "./explain.js";
import { Rest, sentencesOf } from "./sentences.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Presets } from "./presets.js" */

/** A sentence of more letters has smaller type. */
const LONG = 150;

/** So many lines have room above the stage, and on a phone; of a longer text the first sentence is shown, and the rest on demand. */
const [LINES, FEW] = [3.4, 2.4];

export class Claim {
  #parts;
  #presets;
  /** What is shown, as a key. */
  #shown = "";
  #rest = new Rest("what is seen", () => this.#cut());

  /**
   * @param {{ root: HTMLElement, title: HTMLElement, claim: HTMLElement }} parts
   * @param {Presets} presets
   */
  constructor(parts, presets) {
    this.#parts = parts;
    this.#presets = presets;
    this.#rest.button.hidden = true;
    parts.claim.append(this.#rest.button);
  }

  /** Another preset is shown, or this one has been changed. @param {Current} current @param {number} step */
  entitle(current, step) {
    const { title, root } = this.#parts;
    setText(title, this.#presets.title);
    document.title = `${this.#presets.title} · kl-ball lab`;
    root.classList.toggle("pristine", this.#presets.pristine);
    this.#rest.asked = false;
    this.#shown = "";
    this.follow(current, step);
  }

  /** There is another room. */
  resized() {
    this.#cut();
  }

  /** Shows as many sentences as have room: all, or the first. */
  #cut() {
    const { claim } = this.#parts;
    const parts = /** @type {HTMLElement[]} */ ([...claim.children].filter((part) => part !== this.#rest.button));
    for (const part of parts) part.hidden = false;
    const line = parseFloat(getComputedStyle(claim).lineHeight);
    const most = matchMedia(NARROW).matches ? FEW : LINES;
    // Names that follow a colon belong to their sentence.
    const end = parts.findIndex((part) => /[.?!]$/.test(part.textContent ?? "")) + 1;
    const { button } = this.#rest;
    // The button takes no room while the text is measured; if it were hidden, it would lose the focus.
    button.style.position = "absolute";
    button.hidden = !end || end === parts.length || !(claim.scrollHeight > most * line);
    button.style.position = "";
    if (!button.hidden) for (const part of parts.slice(end)) part.hidden = !this.#rest.asked;
  }

  /** Another picture is shown. @param {Current} current @param {number} step */
  follow(current, step) {
    const { claim } = this.#parts;
    if (!current.scene) return;
    const { sentence } = this.#presets;
    /** @type {{ words: string, color?: string }[]} */
    const pieces = sentence ? sentencesOf(sentence).map((words) => ({ words })) : explain(current, step);
    const key = JSON.stringify(pieces);
    if (key === this.#shown) return;
    this.#shown = key;
    // A long text has smaller type, so that the planes stay where they are.
    claim.classList.toggle("long", pieces.map(({ words }) => words).join(" ").length > LONG);
    // The button stays where it is: it may have the focus.
    while (claim.firstChild && claim.firstChild !== this.#rest.button) claim.firstChild.remove();
    this.#rest.button.before(...pieces.flatMap(({ words, color }) => {
      const made = element(color ? "b" : "span", "", words);
      if (color) made.style.setProperty("--color", `var(${color})`);
      return [made, " "];
    }));
    this.#cut();
  }
}
