// Notes for whoever shows the lab to others: in the lecturer's own window only, beside what both windows show. What
// one writes there stays in this browser, and goes with a preset that is kept.

import { element, setText } from "../elements.js";
/** @import { Preset } from "./deck.js" */

const PLACE = "kl-ball-notes";

/** Longest notes (characters). */
const MOST = 1000;

/** What was written here before, by the title of what it is about. @returns {Record<string, string>} */
function written() {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "{}");
  } catch {
    // A browser may keep nothing.
    return {};
  }
}

/** The notes that come with the presets, by name: loaded when notes are shown for the first time. @type {Record<string, string> | undefined} */
let prepared;

export class Notes {
  root = element("section", "part notes");
  #text = Object.assign(element("textarea"), { maxLength: MOST, rows: 6 });
  #next = element("p", "said");
  #title = "";
  /** @type {Preset | undefined} */
  #preset;
  /** @type {Record<string, string>} */
  #own = written();

  constructor() {
    this.#text.setAttribute("aria-label", "Notes, which only this window shows");
    this.#text.placeholder = "Notes for yourself. The second window does not show them.";
    this.#text.addEventListener("change", () => this.#keep());
    this.root.append(element("h2", "", "Notes"), this.#text, this.#next);
    this.root.hidden = true;
  }

  get shown() {
    return !this.root.hidden;
  }

  set shown(shown) {
    this.root.hidden = !shown;
    if (shown && !prepared) this.#load();
  }

  async #load() {
    prepared = (await import("./preset-notes.js")).NOTES;
    // What was written meanwhile stays.
    if (!this.#text.value) this.#fill();
  }

  /** The notes as they are now. */
  get text() {
    return this.#text.value;
  }

  /** Shows the notes of a preset, and what comes after it. @param {Preset | undefined} preset @param {Preset | undefined} next */
  follow(preset, next) {
    this.#title = preset?.title ?? "";
    this.#preset = preset;
    this.#fill();
    setText(this.#next, next ? `Page Down: ${next.title}.` : "This is the last preset.");
  }

  #fill() {
    const { name = "", notes } = this.#preset ?? {};
    this.#text.value = this.#own[this.#title] ?? notes ?? prepared?.[name] ?? "";
  }

  #keep() {
    this.#own[this.#title] = this.#text.value;
    try {
      localStorage.setItem(PLACE, JSON.stringify(this.#own));
    } catch {
      // They stay until the page is closed.
    }
  }
}
