// Everything a figure says in words and numbers: the sentence below it, its tables, the line
// about a goal, the question where a step will land, and what screen readers are told.

import { element, setText } from "../elements.js";
import { Announcer } from "./announcer.js";
import { GoalLine } from "./goal.js";
import { Prediction, firstMark } from "./prediction.js";
import { STAGES, isSingleStep } from "./stages.js";
import { briefly, words } from "./words.js";
/** @import { Current } from "./current.js" */
/** @import { Time } from "./time.js" */
/** @import { Account } from "../views/view.js" */

export class Telling {
  #current;
  #late;
  #short;
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
  prediction;

  /**
   * `redraw` asks for a picture.
   * @param {Current} current
   * @param {Time} time
   * @param {() => void} redraw
   * @param {import("./words.js").Late} [late] what a page says late in a run
   * @param {() => boolean} [short] whether a page has room for one sentence only
   */
  constructor(current, time, redraw, late, short = () => false) {
    this.#current = current;
    this.#late = late;
    this.#short = short;
    this.#goal = new GoalLine(this.goal, () => this.announcer.soon());
    this.prediction = new Prediction({
      begin: () => {
        current.state.guess = firstMark(current.scene, current.state, current.model);
        time.seekStage("balls");
        current.stale = true;
        redraw();
      },
      reveal: () => time.seekStage("cost"),
      forget: () => {
        delete current.state.guess;
        current.stale = true;
        redraw();
      },
    });
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
    const { scene, state, model } = this.#current;
    const landed = stage >= STAGES.length - 1;
    this.prediction.follow(state, landed);
    for (const account of this.accounts) account.update(scene, state, isSingleStep(state) && !landed ? 0 : cursor, account.view && scene.columns[account.view]);
    const all = words(this.#current, cursor, stage, () => this.prediction.verdict(scene, state, model), this.#late);
    const sentence = state.sight || this.#short() ? briefly(this.#current, cursor, stage, () => "") : all;
    setText(this.text, sentence);
    setText(this.whole, sentence === all ? "" : all);
    this.#goal.show(scene, state);
  }
}
