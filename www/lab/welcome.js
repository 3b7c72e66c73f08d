// First use: the handle nudges and the screen says what to do; what a gesture achieves for the first time is noticed.

import { Firsts } from "./firsts.js";
import { press } from "./touch.js";
import { isBetweenCharts } from "./way.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Notices } from "./notices.js" */

/** Views in which a start is held. */
const HELD = new Set(["plane", "field", "morph", "map"]);

export class Welcome {
  #root;
  #figure;
  #notices;
  #firsts = new Firsts();
  /** Whether a gesture is over and its picture is not drawn yet. */
  #judging = false;

  /** @param {HTMLElement} root the lab @param {Figure} figure @param {Notices} notices */
  constructor(root, figure, notices) {
    this.#root = root;
    this.#figure = figure;
    this.#notices = notices;
  }

  /** Says to a new reader what to do first. */
  greet() {
    const { state } = this.#figure;
    const held = state.views.some((view) => HELD.has(view)) && !isBetweenCharts(state);
    if (!this.#firsts.fresh || !held) return;
    this.#root.classList.add("fresh");
    this.#root.addEventListener("animationend", ({ animationName }) => {
      if (animationName === "nudge") this.rest();
    });
    if (this.#firsts.knows("hint")) return;
    this.#firsts.note("hint");
    this.#notices.say(`Drag the yellow point, or ${press()} anywhere to put it there.`);
  }

  /** The handle nudges no more. */
  rest() {
    this.#root.classList.remove("fresh");
  }

  /** A gesture begins. */
  began() {
    if (this.#firsts.fresh) {
      this.#firsts.note("seen");
      // Nobody needs to be told to do what they are doing.
      this.#notices.hush();
    }
    const { scene, state } = this.#figure.current;
    if (scene && !this.#judging) this.#firsts.begin(scene, state);
    this.rest();
  }

  /** A gesture has changed something, or what it changed is taken back. @param {boolean} judging whether its success counts */
  ended(judging) {
    this.#judging = judging;
  }

  /** Notices what the last gesture has achieved, once its runs are there. */
  drawn() {
    if (!this.#judging) return;
    this.#judging = false;
    const { scene, state } = this.#figure.current;
    const said = scene && this.#firsts.end(scene, state);
    if (said) this.#notices.say(said);
  }
}
