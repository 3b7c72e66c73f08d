// The line that says how near a reader is to the goal of a figure.

import { setText } from "../elements.js";
import { goalOf } from "../text/goal.js";
/** @import { State } from "../state/shape.js" */
/** @import { Scene } from "../scene/shape.js" */

export class GoalLine {
  #root;
  #reached;
  #met = false;

  /**
   * Calls `reached` when the goal is met for the first time, or again.
   * @param {HTMLElement} root
   * @param {() => void} reached
   */
  constructor(root, reached) {
    this.#root = root;
    this.#reached = reached;
  }

  /** What it says. @param {{ scene: Scene, state: State }} current */
  textOf = ({ scene, state }) => goalOf(scene, state)?.text ?? "";

  /** @param {Scene} scene @param {State} state */
  show(scene, state) {
    const goal = goalOf(scene, state);
    this.#root.hidden = goal === undefined;
    if (!goal) return;
    setText(this.#root, goal.text);
    this.#root.classList.toggle("met", goal.met);
    if (goal.met && !this.#met) this.#reached();
    this.#met = goal.met;
  }

  /** What is announced of it: nothing before it is met. */
  get announced() {
    return this.#root.hidden || !this.#met ? "" : ` ${this.#root.textContent}`;
  }
}
