// The controls with which a reader builds a figure, where the attribute `builder` asks for them.

import { flag } from "../state/words.js";
import { withWhole } from "./needs.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */
/** @import { Load } from "./beginning.js" */

export class Building {
  #host;
  #figure;
  #load;
  #fail;
  #isWanted = false;
  /** The controls, if there are any. @type {{ end(): void } | undefined} */
  #controls;

  /** @param {Host} host @param {Figure} figure @param {{ load: Load, fail: (error: Error) => void }} hooks */
  constructor(host, figure, { load, fail }) {
    this.#host = host;
    this.#figure = figure;
    this.#load = load;
    this.#fail = fail;
  }

  /** Adds the controls, or takes them away. */
  offer() {
    this.#isWanted = this.#isAsked();
    if (this.#isWanted && !this.#controls) this.#load(withWhole(() => import("../controls/builder.js")), ({ build }) => {
      const make = () => { if (this.#isWanted) this.#controls ??= build(this.#figure, this.#host); };
      // What the figure shows may be still on its way: its views, or a table.
      if (this.#figure.state) make();
      else this.#host.addEventListener("kl-ball-change", make, { once: true });
    });
    if (this.#isWanted) return;
    this.#controls?.end();
    this.#controls = undefined;
  }

  #isAsked() {
    try {
      return flag("builder", this.#host.getAttribute("builder"));
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
      return false;
    }
  }
}
