// The progress of a figure's settings under many seeds, and a button that stops or continues the
// work.

import { SEEDS, outcomeOf } from "../compute/seeds.js";
import { button, element, setText } from "../elements.js";
/** @import { Hooks } from "../views/view.js" */
/** @import { Scene, WithSettings } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

export class Progress {
  #bar = element("progress");
  #words = element("span");
  #press;

  /** @param {Hooks} hooks */
  constructor({ change }) {
    this.root = element("div", "work");
    this.#bar.setAttribute("aria-label", "settings done");
    this.#press = button("Stop", () => change((now) => { now.halted = !now.halted; }));
    this.root.append(this.#bar, this.#press, this.#words);
  }

  /**
   * @param {Scene} _
   * @param {State} state
   * @param {number} __
   * @param {WithSettings} columns
   */
  update(_, { halted }, __, { settings }) {
    const done = settings.filter(outcomeOf).length;
    this.root.hidden = settings.length === 0;
    this.#bar.max = settings.length || 1;
    this.#bar.value = done;
    this.#press.disabled = done === settings.length;
    setText(this.#press, halted ? "Go on" : "Stop");
    setText(this.#words, `${done} of ${settings.length} settings, ${SEEDS} seeds each`);
  }
}
