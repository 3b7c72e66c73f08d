// What a step costs, as a formula with its numbers: shown while a number is held, or with the key C.

import { element } from "../elements.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Held } from "./formula-words.js" */

/** How long a press is that shows it (milliseconds). */
const HELD = 400;

/** The most runs at once. */
const MOST = 3;

/** What a cell of the ledger holds; nothing if it is the last one, the distance between runs. @param {Element} cell @returns {Held | undefined} */
function heldIn(cell) {
  const [known] = /** @type {Held[]} */ (["kl", "share", "loss"]).filter((one) => cell.classList.contains(String(one)));
  if (known) return known;
  const cells = [.../** @type {Element} */ (cell.parentElement).querySelectorAll("td")];
  const column = cells.indexOf(/** @type {HTMLTableCellElement} */ (cell));
  return column < cells.length - 1 ? column : undefined;
}

export class Formulas {
  root = element("p", "formula");
  #figure;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** How often it was asked for, or put away. */
  #asked = 0;

  /** @param {HTMLElement} lab @param {Figure} figure */
  constructor(lab, figure) {
    this.#figure = figure;
    this.root.hidden = true;
    this.root.setAttribute("role", "status");
    lab.append(this.root);
    lab.addEventListener("pointerdown", (event) => {
      const target = event.target instanceof Element ? event.target.closest(".foot figcaption, .ledger td") : undefined;
      if (!target) return;
      const rule = target.closest("tr")?.dataset.rule;
      const held = rule ? heldIn(target) : "kl";
      if (held !== undefined) this.#timer = setTimeout(() => this.show(rule, held), HELD);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      lab.addEventListener(end, () => {
        clearTimeout(this.#timer);
        if (this.#timer) this.hide();
        this.#timer = undefined;
      });
    }
  }

  /** @param {string} [rule] only this one @param {Held} [held] what of it */
  async show(rule, held = "kl") {
    const asked = (this.#asked += 1);
    const { formulaOf } = await import("./formula-words.js");
    // It may have been let go of by now.
    if (asked !== this.#asked) return;
    const { current, cursor } = this.#figure;
    const runs = current.scene.runs.filter((run) => (!rule || run.rule === rule) && (typeof held !== "number" || run.chartIndex === held)).slice(0, MOST);
    const lines = runs.flatMap((run) => {
      const k = Math.min(Math.floor(cursor), run.steps);
      return k > 0 ? [formulaOf(current, run, k, held)] : [];
    }).filter(Boolean);
    if (!lines.length) return;
    this.root.replaceChildren(...lines.map((line) => element("span", "", line)));
    this.root.hidden = false;
  }

  hide() {
    this.#asked += 1;
    this.root.hidden = true;
  }

  toggle() {
    if (this.root.hidden) this.show();
    else this.hide();
  }
}
