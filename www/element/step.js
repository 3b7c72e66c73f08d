// The step that an element shows, and what is said of a wrong one.

import { stepFrom } from "../state/words.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Asked } from "./asked.js" */

export class Step {
  #figure;
  #asked;
  #fail;
  /** What was said of a wrong step, and the step that was shown then. @type {{ said: string, at?: number } | undefined} */
  #wrong;

  /** @param {Figure} figure @param {Asked} asked @param {(error: Error) => void} fail */
  constructor(figure, asked, fail) {
    this.#figure = figure;
    this.#asked = asked;
    this.#fail = fail;
  }

  /** The step that is shown, or will be. */
  get shown() {
    const { step } = this.#asked;
    if (!this.#figure.state) return step ?? 0;
    return step !== undefined && Number.isFinite(step) ? step : this.#figure.cursor;
  }

  set shown(step) {
    const figure = this.#figure;
    if (!figure.state) {
      this.#asked.step = step;
      return;
    }
    const wanted = this.#checked(step, figure.cursor);
    if (wanted === undefined) return;
    figure.cursor = wanted;
    this.#asked.holdStep(wanted);
  }

  /** The attributes have been read: shows the step that was asked for, or else the one that they name. @param {number} [written] */
  read(written) {
    const { step: asked, toEnd } = this.#asked.takeStep();
    const step = this.#checked(asked) ?? written ?? (toEnd ? Infinity : undefined);
    if (step !== undefined) this.#figure.cursor = step;
  }

  /** The figure has been drawn. What was said of a wrong step goes when another one is shown. */
  drawn() {
    if (!this.#wrong) return;
    const { cursor } = this.#figure;
    this.#wrong.at ??= cursor;
    if (cursor !== this.#wrong.at) this.#forgive();
  }

  /** A step that is one; a wrong one is refused, and said until another step is shown. @param {unknown} asked @param {number} [shown] */
  #checked(asked, shown) {
    try {
      const step = stepFrom("cursor", asked);
      if (step !== undefined) this.#forgive();
      return step;
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      this.#fail(error);
      this.#wrong = { said: error.message, at: shown };
      return undefined;
    }
  }

  /** Takes away what was said of a wrong step. */
  #forgive() {
    if (this.#wrong?.said === this.#figure.parts.problem.textContent) this.#figure.say("");
    this.#wrong = undefined;
  }
}
