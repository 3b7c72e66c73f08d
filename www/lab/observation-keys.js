// Observations by keys: left and right choose one, with Shift they move it, Enter flips its label, N adds one, Delete
// removes it.

import { element, setText } from "../elements.js";
import { number } from "../text/format.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Bench } from "./bench.js" */

/** @typedef {{ x: number[], y?: number[] }} List */

/** How far Shift and an arrow move one, as a share of the axis, and how many observations are needed. */
const STRIDE = 0.01;
const LEAST = 3;

export class ObservationKeys {
  #panel;
  #bench;
  #hooks;
  /** The number of the chosen one. */
  #chosen = 0;
  /** What a screen reader hears. */
  #said = element("span", "unseen");

  /** @param {Panel} panel of distributions @param {Bench} bench @param {{ list: () => List | undefined, use: (list: List) => void }} hooks */
  constructor(panel, bench, hooks) {
    this.#panel = panel;
    this.#bench = bench;
    this.#hooks = hooks;
    const root = panel.panel;
    this.#said.setAttribute("role", "status");
    root.append(this.#said);
    root.addEventListener("keydown", (event) => this.#key(event));
    const greet = () => {
      if (root.matches(":focus-visible")) this.#tell();
    };
    root.addEventListener("focus", greet);
    greet();
    root.addEventListener("blur", () => bench.tip());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.#panel.panel || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Does what a key means, and says whether it means anything here. @param {{ key: string, shiftKey: boolean }} pressed */
  press(pressed) {
    const list = this.#hooks.list();
    const change = list && this.#change(pressed, list);
    if (!change) return false;
    if (change !== list) this.#bench.gesture(() => this.#hooks.use(change));
    this.#tell();
    return true;
  }

  /** What a key makes of a list: the list itself if only another is chosen, nothing if the key means nothing here. @param {{ key: string, shiftKey: boolean }} pressed @param {List} list @returns {List | undefined} */
  #change({ key, shiftKey }, list) {
    const { x, y } = list;
    const k = Math.min(this.#chosen, x.length - 1);
    const [, , , , x0, x1] = this.#panel.frame;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (by && !shiftKey) {
      const order = [...x.keys()].sort((one, other) => x[one] - x[other] || one - other);
      this.#chosen = order[Math.min(order.length - 1, Math.max(0, order.indexOf(k) + by))];
      return list;
    }
    if (by) return { ...list, x: x.with(k, Number((x[k] + by * STRIDE * (x1 - x0)).toPrecision(5))) };
    if (key === "Enter" && y) return { x, y: y.with(k, 1 - y[k]) };
    if (key === "n" || key === "N") {
      this.#chosen = x.length;
      return { x: [...x, Number((x[k] + STRIDE * (x1 - x0)).toPrecision(5))], ...(y && { y: [...y, y[k]] }) };
    }
    if ((key === "Delete" || key === "Backspace") && x.length > LEAST) return { x: x.toSpliced(k, 1), ...(y && { y: y.toSpliced(k, 1) }) };
    return undefined;
  }

  /** Says which is chosen, beside it. */
  #tell() {
    const list = this.#hooks.list();
    if (!list) return;
    const { x, y } = list;
    const k = Math.min(this.#chosen, x.length - 1);
    const [left, top, right, bottom, x0, x1] = this.#panel.frame;
    const words = `${number(x[k])}${y ? `, label ${y[k]}` : ""}: observation ${k + 1} of ${x.length}`;
    setText(this.#said, words);
    this.#bench.tip(words, this.#panel.panel, [left + ((x[k] - x0) / (x1 - x0)) * (right - left) - 16, y?.[k] ? top + 40 : bottom]);
  }
}
