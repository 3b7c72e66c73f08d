// "Where will it land?": the reader sets a mark before the landing is shown, and then
// sees how far off it was, in nats.

import { button, element, setText } from "../elements.js";
import { amount } from "../text/format.js";
/** @import { State } from "../state/shape.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Model } from "../views/view.js" */

export class Prediction {
  #asking = false;
  #ask;
  #show;

  /** `hooks.begin()` hides the landing and sets a mark; `hooks.reveal()` shows it. @param {{ begin(): void, reveal(): void }} hooks */
  constructor({ begin, reveal }) {
    this.root = element("div", "prediction");
    this.root.hidden = true;
    this.#ask = button("Predict the landing", () => { this.#asking = true; begin(); }, "predict");
    this.#show = button("Show it", reveal, "reveal");
    this.#show.hidden = true;
    this.root.append(this.#ask, this.#show);
  }

  /**
   * Ends the question when there is no mark any more, or when the landing is shown for whatever reason.
   * @param {State} state
   * @param {boolean} landed
   */
  follow({ guess }, landed) {
    this.#asking &&= Boolean(guess) && !landed;
    this.#show.hidden = !this.#asking;
    this.#ask.disabled = this.#asking;
    setText(this.#ask, this.#asking ? "Drag the hollow mark to where the KL ball lets the step land" : guess ? "Predict again" : "Predict the landing");
  }

  /**
   * The result of the guess, once the landing is shown.
   * @param {Scene} scene
   * @param {State} state
   * @param {Model} model
   */
  verdict(scene, state, model) {
    if (!state.guess) return "";
    const chart = state.charts[0];
    const run = scene.runs[scene.runs.length - 1];
    const [a, b] = run.paths[chart].slice(-2);
    const guess = (scene.pins.guess ?? scene.pins.start)[chart];
    const [off, cost] = [model.kl([a, b], guess, chart), model.kl(scene.starts[chart], guess, chart)];
    return `Your mark is ${amount(off)} nats from where the ${run.entry.label} step lands, and ${amount(cost)} nats from the start.`;
  }
}
