// "Where will it land?": the reader sets a mark before the landing is shown,
// and is then told how far off it was, in nats.

import { button, element } from "./elements.js";
import { number } from "./format.js";

export class Prediction {
  #asking = false;
  #turn;

  /** `hooks.begin()` hides the landing and sets a mark; `hooks.reveal()` shows it. */
  constructor({ begin, reveal }) {
    this.root = element("div", "prediction");
    this.root.hidden = true;
    const guess = button("Predict the landing", () => { turn(true); begin(); }, "predict");
    const show = button("Show it", () => { turn(false); reveal(); }, "reveal");
    show.hidden = true;
    const turn = (asking, again = "Predict again") => {
      this.#asking = asking;
      show.hidden = !asking;
      guess.textContent = asking ? "Drag the hollow mark to where the KL ball lets the step land" : again;
      guess.disabled = asking;
    };
    this.#turn = turn;
    this.root.append(guess, show);
  }

  /** Nothing has been asked. */
  rest() {
    this.#turn(false, "Predict the landing");
  }

  /** The landing is in sight, whoever has brought it there. */
  land() {
    if (this.#asking) this.#turn(false);
  }

  /** What became of the guess, once the landing is shown. */
  verdict(scene, state, model) {
    if (!state.guess || this.#asking) return "";
    const chart = state.charts[0];
    const run = scene.runs.at(-1);
    const landing = Array.from(run.paths[chart].slice(-2));
    const guess = scene.pins.guess[chart];
    const [off, cost] = [model.kl(landing, guess, chart), model.kl(scene.starts[chart], guess, chart)];
    return `Your mark is ${number(off)} nats from where the ${run.entry.label} step lands, and ${number(cost)} nats from the start.`;
  }
}
