// Room for the sentence below the planes: as many lines as it needs. It grows only at rest, and shrinks only when something
// else is shown, so that nothing moves under a hand.

/** How many lines there are at first, and at most. Beyond that it scrolls. */
const LINES = 2;
const MOST = 4;

export class Sentence {
  #text;
  #lines = LINES;
  /** The text that there is room for. */
  #known = "";

  /** @param {HTMLElement} text */
  constructor(text) {
    this.#text = text;
  }

  /** Something else is shown. */
  forget() {
    this.#lines = LINES;
    this.#known = "";
    this.#text.style.setProperty("--lines", String(LINES));
    this.#text.classList.remove("long");
  }

  /** The text may have another width. */
  resized() {
    this.#known = "";
  }

  /** Makes room for what it says now, unless a hand holds something. @param {boolean} held */
  follow(held) {
    const said = this.#text.textContent ?? "";
    if (held || said === this.#known) return;
    this.#known = said;
    let needed = this.#needed;
    // Many lines have smaller type.
    if (needed > LINES) {
      this.#text.classList.add("long");
      needed = this.#needed;
    }
    if (needed <= this.#lines) return;
    this.#lines = Math.min(MOST, needed);
    this.#text.style.setProperty("--lines", String(this.#lines));
  }

  /** How many lines it has. */
  get #needed() {
    const { scrollHeight, clientHeight } = this.#text;
    return clientHeight > 0 ? Math.ceil((this.#lines * scrollHeight) / clientHeight - 0.1) : 0;
  }
}
