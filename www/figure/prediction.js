// "Where will it land?": the reader sets a mark before the landing is shown, and then
// sees how far off it was, in nats.

import { pairAt } from "../compute/points.js";
import { button, setText } from "../elements.js";
import { dataKey } from "../state/data.js";
import { capital, nats, spoken } from "../text/format.js";
import { guessed } from "./stages.js";
import { told } from "../text/told.js";
/** @import { State } from "../state/shape.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Model, Pair } from "../views/view.js" */

/** What a guess is about: another start, rule or size has another landing. @param {State} state */
const subject = ({ model, data, options, start, charts, rules, settings, batch }) => JSON.stringify([model, dataKey(data), options, start, charts[0], rules, settings, batch]);

/** A guess is outside a ball if it costs more than the step, by more than this share of it. */
const BEYOND = 0.005;

/**
 * What is said of a guess: how far it is from where the step of a run lands, next to what the step costs, and from the start (nats). Well guessed is only what
 * is inside the ball.
 * @param {Scene["runs"][number]} run
 * @param {number} off
 * @param {number} from
 * @param {{ off: string, from: string }} [words] both as numbers of a sentence
 */
export function judged(run, off, from, words = { off: spoken(off), from: spoken(from) }) {
  const { kl: [, costs], entry: { label, ball } } = run;
  const where = `Your mark is ${words.off} nats from where the ${label} step lands`;
  const start = `from the start it is ${words.from} nats`;
  // A run that took no step has cost nothing to compare with.
  if (!(costs > 0)) return `${where}; ${start}.`;
  const of = `the ${told(nats(Number(costs.toPrecision(3))), "cost", run, 1)} that this step costs`;
  const out = ball === "kl" && from > (1 + BEYOND) * costs ? ", outside the ball" : "";
  const half = off <= costs / 2;
  const verdict = off > costs ? "not yet" : half && !out ? "well guessed" : "nearly";
  return `${where}, ${off > costs ? "more than" : half ? "less than half of" : "less than"} ${of}${half && out ? `. But ${start}${out}: ${verdict}` : `: ${verdict}. ${capital(start)}${out}`}.`;
}

/**
 * Where the reader's mark is at first: a third of the way to the left or right edge of a ball that costs what the step costs, whichever is farther from
 * the landing.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
function firstMark(scene, { charts: [chart] }, model) {
  const [from, run] = [scene.starts[chart], guessed(scene)];
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
  #hooks;
  /** What the guess is about. */
  #about = "";
  /** Whether the mark gets the focus as soon as it is drawn. */
  #fresh = false;

  /**
   * `hooks.begin()` hides the landing, `hooks.hold()` gives the focus to the mark, `hooks.reveal()` shows the landing, and `hooks.changed()` draws the state.
   * @param {HTMLElement} root
   * @param {HTMLButtonElement} ask its button
   * @param {{ begin(): void, hold(): void, reveal(): void, changed(): void }} hooks
   */
  constructor(root, ask, hooks) {
    this.#ask = ask;
    this.#hooks = hooks;
    this.#show = button("Show it", hooks.reveal, "reveal");
    this.#show.hidden = true;
    root.append(this.#show);
  }

  /** Sets a mark and asks. @param {{ scene: Scene, state: State, model: Model }} current */
  begin({ scene, state, model }) {
    this.#asking = this.#fresh = true;
    this.#about = "";
    state.guess = firstMark(scene, state, model);
    this.#hooks.begin();
    this.#hooks.changed();
  }

  /**
   * Ends the question when there is no mark any more, or when the landing is shown for whatever reason. A guess about another step is forgotten.
   * @param {Scene} scene
   * @param {State} state
   * @param {boolean} landed
   */
  follow(scene, state, landed) {
    const { guess } = state;
    const about = guess ? subject(state) : "";
    if (guess && this.#about && about !== this.#about) {
      delete state.guess;
      this.#hooks.changed();
    }
    this.#about = about;
    this.#asking &&= Boolean(guess) && !landed;
    // A button that goes away hands its focus on.
    const pressed = this.#show.matches(":focus");
    this.#ask.disabled = this.#asking;
    this.#show.hidden = !this.#asking;
    if (pressed && !this.#asking) this.#ask.focus({ preventScroll: true });
    setText(this.#ask, this.#asking ? `Drag the hollow mark to where the ${guessed(scene).entry.label} step lands` : guess ? "Predict again" : "Predict the landing");
    if (this.#fresh && this.#asking) this.#hooks.hold();
    this.#fresh = false;
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
    const run = guessed(scene);
    const guess = (scene.pins.guess ?? scene.pins.start)[chart];
    const landing = pairAt(run.paths[chart], run.steps);
    const from = scene.starts[chart];
    const [off, cost] = [model.kl(landing, guess, chart), model.kl(from, guess, chart)];
    return judged(run, off, cost, {
      off: told(spoken(off), "kl", "landing ‖ mark", chart, landing, guess),
      from: told(spoken(cost), "kl", "start ‖ mark", chart, from, guess),
    });
  }
}
