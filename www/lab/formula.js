// What a number is, as a formula with its numbers: shown while it is held, or one after the other with the key C.

import { element } from "../elements.js";
import { piecesOf } from "./pieces.js";
import { zoomOf } from "./projector.js";
import { adopt } from "./style.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Fact } from "../text/told.js" */
/** @import { Held } from "./formula-words.js" */

/** A number that stands in a line of text, and where. @typedef {{ text: string, fact: Fact, range: Range }} Place */

/** How long a press is that shows it (milliseconds). */
const HELD = 400;

/** A finger may miss a number by so much (CSS pixels); a mouse need not. */
const FINGER = 8;

/** How far above the sentence the formula is (CSS pixels). */
const ABOVE = 6;

/** The name of the highlight of the number that is explained. */
const HIGHLIGHT = "kl-held";

/** What a cell of the ledger holds; nothing if it is the last one, the distance between runs. @param {Element} cell @returns {Held | undefined} */
function heldIn(cell) {
  const [known] = /** @type {Held[]} */ (["kl", "share", "loss"]).filter((one) => cell.classList.contains(String(one)));
  if (known) return known;
  const cells = [.../** @type {Element} */ (cell.parentElement).querySelectorAll("td")];
  const column = cells.indexOf(/** @type {HTMLTableCellElement} */ (cell));
  return column < cells.length - 1 ? column : undefined;
}

/** Whether a place is at a point of the window, or nearly. @param {Range} range @param {{ clientX: number, clientY: number }} at @param {number} slack */
const isAt = (range, { clientX: x, clientY: y }, slack) => [...range.getClientRects()].some(({ left, top, right, bottom }) =>
  x >= left - slack && x <= right + slack && y >= top - slack / 2 && y <= bottom + slack / 2);

export class Formulas {
  root = element("p", "formula");
  #figure;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** How often it was asked for, or put away. */
  #asked = 0;
  /** The number that the key has come to, and the text it stands in. */
  #walk = -1;
  #walked = "";
  #styled = false;

  /** @param {HTMLElement} lab @param {Figure} figure */
  constructor(lab, figure) {
    this.#figure = figure;
    this.root.hidden = true;
    this.root.setAttribute("role", "status");
    lab.append(this.root);
    lab.addEventListener("pointerdown", (event) => {
      const show = this.#whatIs(event);
      if (show) this.#timer = setTimeout(show, HELD);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      lab.addEventListener(end, () => {
        clearTimeout(this.#timer);
        if (this.#timer) this.hide();
        this.#timer = undefined;
      });
    }
    lab.addEventListener("pointermove", (event) => {
      const line = event.target instanceof Element && event.pointerType === "mouse" ? event.target.closest(".foot :is(figcaption, .goal)") : undefined;
      line?.classList.toggle("number", Boolean(this.#at(event)));
    });
  }

  /** What holding a place of the lab shows: nothing, where there is no number. @param {PointerEvent} event */
  #whatIs(event) {
    const target = event.target instanceof Element ? event.target.closest(".foot :is(figcaption, .goal), .ledger td") : undefined;
    if (!target) return undefined;
    if (!target.matches("td")) {
      const place = this.#at(event);
      return place && (() => this.#showPlace(place));
    }
    const rule = target.closest("tr")?.dataset.rule;
    const held = heldIn(target);
    return rule && held !== undefined ? () => this.#showCell(rule, held) : undefined;
  }

  /** The number of a sentence at the pointer; the nearest one, where a finger touches several. @param {PointerEvent} event */
  #at(event) {
    const places = this.#places;
    return places.find(({ range }) => isAt(range, event, 1)) ?? (event.pointerType === "mouse" ? undefined : places.find(({ range }) => isAt(range, event, FINGER)));
  }

  /** All numbers of the sentence and of the goal. @returns {Place[]} */
  get #places() {
    return this.#figure.lines.flatMap(({ line, say }) => {
      if (!line.checkVisibility()) return [];
      const pieces = piecesOf(say);
      const [node] = line.childNodes;
      // It is written again only with the next picture.
      if (!(node instanceof Text) || node.data !== pieces.map(({ text }) => text).join("")) return [];
      let from = 0;
      return pieces.flatMap(({ text, fact }) => {
        const to = from + text.length;
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        from = to;
        return fact ? [{ text, fact, range }] : [];
      });
    });
  }

  /** @param {Place} place */
  async #showPlace({ text, fact, range }) {
    await this.#show(({ meaning }) => [[text, meaning(this.#figure.current, fact)]]);
    if (!this.root.hidden && "Highlight" in globalThis) CSS.highlights.set(HIGHLIGHT, new globalThis.Highlight(range));
  }

  /** What a cell of the ledger holds. @param {string} rule @param {Held} held */
  async #showCell(rule, held) {
    await this.#show(({ formulaOf }) => {
      const { current, cursor } = this.#figure;
      const runs = current.scene.runs.filter((run) => run.rule === rule && (typeof held !== "number" || run.chartIndex === held));
      return runs.flatMap((run) => {
        const k = Math.min(Math.floor(cursor), run.steps);
        return k > 0 ? [["", formulaOf(current, run, k, held)]] : [];
      });
    });
  }

  /** Shows lines: what each is about, and its words. @param {(words: typeof import("./formula-words.js")) => string[][]} say */
  async #show(say) {
    const asked = (this.#asked += 1);
    const words = await import("./formula-words.js");
    if (!this.#styled) adopt(/** @type {ShadowRoot} */ (this.root.getRootNode()), words.STYLE);
    this.#styled = true;
    // It may have been let go of by now.
    if (asked !== this.#asked) return;
    const lines = say(words).filter(([, line]) => line);
    this.root.hidden = !lines.length;
    this.#place();
    this.root.replaceChildren(...lines.map(([about, line]) => {
      const made = element("span", "", about ? `: ${line}` : line);
      if (about) made.prepend(element("b", "", about));
      return made;
    }));
  }

  /** Puts it above the sentence, which it must not cover. */
  #place() {
    const foot = this.root.parentElement?.querySelector(".foot");
    if (foot) this.root.style.bottom = `${(innerHeight - foot.getBoundingClientRect().top) / zoomOf(foot) + ABOVE}px`;
  }

  hide() {
    this.#asked += 1;
    this.#walk = -1;
    this.root.hidden = true;
    if ("Highlight" in globalThis) CSS.highlights.delete(HIGHLIGHT);
  }

  /** The key: the next number of the sentence, and after the last one nothing. */
  next() {
    const places = this.#places;
    this.#walk += 1;
    this.#walked = this.#text;
    if (this.#walk < places.length) this.#showPlace(places[this.#walk]);
    else this.hide();
  }

  /** What the key explained has gone when there is another sentence. */
  follow() {
    if (this.#walk >= 0 && this.#walked !== this.#text) this.hide();
  }

  /** What is written. */
  get #text() {
    const { text, goal } = this.#figure.parts;
    return `${text.textContent} ${goal.textContent}`;
  }
}
