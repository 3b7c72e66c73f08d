// What was asked of an element by its properties, and is not shown yet.

/** @import { Written } from "./changes.js" */

export class Asked {
  /** The step that was set, until the attributes that were written with it have been read. @type {number | undefined} */
  step;
  /** A reader's changes that the next reading of the attributes applies. @type {Written} */
  changes = {};
  /** A reader's changes that were set just now: attributes that are written at the same time leave them. @type {Written | undefined} */
  together;
  /** Whether the next reading of the attributes goes to the last step, if nothing says another. */
  toEnd = false;
  /** Whether something has to be loaded before the attributes can be read. */
  isLoading = false;

  /** A reader's changes are set, now or with the next reading. @param {Written} changes */
  restore(changes) {
    this.changes = changes;
    this.toEnd = true;
  }

  /** Keeps a reader's changes when attributes are read again that are written at the same time, before them or after. @param {Written} changes */
  holdTogether(changes) {
    this.together = changes;
    afterWritten(() => {
      if (this.together === changes) this.together = undefined;
    });
  }

  /** The step is shown. Attributes that are written in the same task are read after this, and must not undo it. @param {number} step */
  holdStep(step) {
    this.step = step;
    afterWritten(() => {
      if (!this.isLoading) this.step = undefined;
    });
  }

  /** Returns which step was asked for, and forgets it. */
  takeStep() {
    const { step, toEnd } = this;
    this.step = undefined;
    this.toEnd = false;
    return { step, toEnd };
  }
}

/** Calls a function after the attributes have been read that are written in the same task. @param {() => void} then */
const afterWritten = (then) => queueMicrotask(() => queueMicrotask(then));
