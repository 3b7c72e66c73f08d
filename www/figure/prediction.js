// "Where will it land?": the reader sets a mark before the landing is shown, and then
// sees how far off it was, in nats.

import { pairAt } from "../compute/points.js";
import { button, element, setText } from "../elements.js";
import { dataKey } from "../state/data.js";
import { spoken } from "../text/format.js";
/** @import { State } from "../state/shape.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Model, Pair } from "../views/view.js" */

/** What a guess is about: another start, rule or size has another landing. @param {State} state */
const subject = ({ model, data, options, start, charts, rules, settings, batch }) => JSON.stringify([model, dataKey(data), options, start, charts[0], rules, settings, batch]);

/** What is said of a guess that is `off` nats away from a landing, of a step that `costs` so much. @param {number} off @param {number} costs */
function judged(off, costs) {
  if (off <= costs / 2) return "That is less than half of what the step itself costs: well guessed.";
  return off <= costs ? "That is less than the step itself costs: nearly." : "That is more than the step itself costs: not yet.";
}

/**
 * Where the reader's mark is at first: a third of the way to the left or right edge of a ball that costs what the step costs, whichever is farther from
 * the landing.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
export function firstMark({ runs, starts }, { charts: [chart] }, model) {
  const [from, run] = [starts[chart], runs[runs.length - 1]];
  const landing = pairAt(run.paths[chart], run.steps);
  const edge = model.ball("kl-old-new", from, run.kl[1] || 0.1, 4, chart);
  const points = [0, 2].map((k) => /** @type {Pair} */ ([edge[2 * k], edge[2 * k + 1]])).filter((point) => point.every(Number.isFinite));
  const far = (/** @type {Pair} */ point) => model.kl(landing, point, chart);
  const [best = from] = points.sort((one, other) => far(other) - far(one));
  return { chart, at: /** @type {Pair} */ ([0, 1].map((k) => from[k] + (best[k] - from[k]) / 3)) };
}

export class Prediction {
  #asking = false;
  #ask;
  #show;
  #forget;
  /** What the guess is about. */
  #about = "";

  /**
   * `hooks.begin()` hides the landing and sets a mark; `hooks.reveal()` shows it; `hooks.forget()` removes the mark.
   * @param {{ begin(): void, reveal(): void, forget(): void }} hooks
   */
  constructor({ begin, reveal, forget }) {
    this.#forget = forget;
    this.root = element("div", "prediction");
    this.root.hidden = true;
    this.#ask = button("Predict the landing", () => {
      this.#asking = true;
      this.#about = "";
      begin();
    }, "predict");
    this.#show = button("Show it", reveal, "reveal");
    this.#show.hidden = true;
    this.root.append(this.#ask, this.#show);
  }

  /**
   * Ends the question when there is no mark any more, or when the landing is shown for whatever reason. A guess about another step is forgotten.
   * @param {State} state
   * @param {boolean} landed
   */
  follow(state, landed) {
    const { guess } = state;
    const about = guess ? subject(state) : "";
    if (guess && this.#about && about !== this.#about) this.#forget();
    this.#about = about;
    this.#asking &&= Boolean(guess) && !landed;
    this.#show.hidden = !this.#asking;
    this.#ask.disabled = this.#asking;
    setText(this.#ask, this.#asking ? "Drag the hollow mark to where the KL ball step lands" : guess ? "Predict again" : "Predict the landing");
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
    const guess = (scene.pins.guess ?? scene.pins.start)[chart];
    const [off, cost] = [model.kl(pairAt(run.paths[chart], run.steps), guess, chart), model.kl(scene.starts[chart], guess, chart)];
    // A run that took no step has cost nothing to compare with.
    const verdict = run.kl[1] > 0 ? ` ${judged(off, run.kl[1])}` : "";
    return `Your mark is ${spoken(off)} nats from where the ${run.entry.label} step lands, and ${spoken(cost)} nats from the start.${verdict}`;
  }
}
