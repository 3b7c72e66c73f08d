// Everything a figure says in words and numbers: the sentence below it, its tables, the line
// about a goal, the question where a step will land, and what screen readers are told.

import { button, element, setText } from "../elements.js";
import { Announcer } from "./announcer.js";
import { GoalLine } from "./goal.js";
import { STAGES, isSingleStep } from "./stages.js";
import { briefly, words } from "./words.js";
/** @import { Current } from "./current.js" */
/** @import { Time } from "./time.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Account } from "../views/view.js" */

export class Telling {
  #current;
  #late;
  #short;
  #predicts;
  #goal;
  /** The sentence below the figure, and the line about a goal. */
  text = element("figcaption");
  /** All that there is to say, where the sentence is short. */
  whole = element("p", "whole");
  goal = Object.assign(element("p", "goal"), { hidden: true });
  /** The tables below the panels. @type {Account[]} */
  accounts = [];
  /** Tells screen readers, after a pause, what is shown. */
  announcer = new Announcer(() => this.sentence + this.#goal.announced);
  /** The button that asks where a step will land, and what belongs to it. */
  prediction = Object.assign(element("div", "prediction"), { hidden: true });
  #ask;
  #hooks;
  /** @type {import("./prediction.js").Prediction | undefined} */
  #asked;
  /** What was written last. */
  #at = { cursor: 0, stage: 0 };

  /**
   * `redraw` asks for a picture.
   * @param {Current} current
   * @param {Time} time
   * @param {() => void} redraw
   * @param {import("./words.js").Late} [late] what a page says late in a run
   * @param {() => boolean} [short] whether a page has room for one sentence only
   * @param {(state: State) => boolean} [predicts] whether a reader may predict where a single step lands
   */
  constructor(current, time, redraw, late, short = () => false, predicts = ({ predict }) => Boolean(predict)) {
    this.#current = current;
    this.#late = late;
    this.#short = short;
    this.#predicts = predicts;
    this.#goal = new GoalLine(this.goal, () => this.announcer.soon());
    this.#hooks = {
      begin: () => time.seekStage("balls"),
      // Arrow keys move it.
      hold: () => /** @type {HTMLElement | null | undefined} */ (this.prediction.closest("figure")?.querySelector('.handle[data-pin="guess"]'))?.focus({ preventScroll: true }),
      reveal: () => time.seekStage("cost"),
      changed: () => {
        current.stale = true;
        redraw();
      },
    };
    this.#ask = button("Predict the landing", () => this.#predict(), "predict");
    this.prediction.append(this.#ask);
  }

  /** Asks where the step will land; what asks, and judges the answer, is loaded when a reader first wants it. */
  async #predict() {
    const { Prediction } = await import("./prediction.js");
    this.#asked ??= new Prediction(this.prediction, this.#ask, this.#hooks);
    this.#asked.begin(this.#current);
  }

  /** Whether a reader may predict a landing: that of a single step. */
  get #mayPredict() {
    const { state } = this.#current;
    return isSingleStep(state) && this.#predicts(state);
  }

  /** The sentence and the line about a goal, and what makes each once more. */
  get lines() {
    const { cursor, stage } = this.#at;
    return [{ line: this.text, say: () => this.#say(cursor, stage) }, { line: this.goal, say: () => this.#goal.textOf(this.#current) }];
  }

  get sentence() {
    return this.text.textContent ?? "";
  }

  /**
   * Writes words and numbers for the picture of step `cursor`, or of a `stage` of a single step.
   * @param {number} cursor
   * @param {number} stage
   */
  write(cursor, stage) {
    const { scene, state } = this.#current;
    const landed = stage >= STAGES.length - 1;
    this.prediction.hidden = !this.#mayPredict;
    this.#asked?.follow(scene, state, landed);
    for (const account of this.accounts) account.update(scene, state, isSingleStep(state) && !landed ? 0 : cursor, account.view && scene.columns[account.view]);
    this.#at = { cursor, stage };
    const sentence = this.#say(cursor, stage);
    const all = this.#isShort ? this.#all(cursor, stage) : sentence;
    setText(this.text, sentence);
    setText(this.whole, sentence === all ? "" : all);
    this.#goal.show(scene, state);
  }

  /** Whether there is little room. */
  get #isShort() {
    return Boolean(this.#current.state.sight) || this.#short();
  }

  /** All that there is to say. @param {number} cursor @param {number} stage */
  #all(cursor, stage) {
    const { scene, state, model } = this.#current;
    return words(this.#current, cursor, stage, () => this.#asked?.verdict(scene, state, model) ?? "", this.#late);
  }

  /** What is said: all, or one sentence where there is little room. @param {number} cursor @param {number} stage */
  #say(cursor, stage) {
    return this.#isShort ? briefly(this.#current, cursor, stage, () => "") : this.#all(cursor, stage);
  }
}
