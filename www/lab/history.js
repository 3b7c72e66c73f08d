// Undo: the states before the last gestures, twenty of them.

import { copyOf, dataKey } from "../state/data.js";
/** @import { State } from "../state/shape.js" */

/** How many gestures can be taken back. */
export const DEPTH = 20;

export class History {
  /** @type {State[]} */
  #past = [];
  /** @type {State[]} */
  #future = [];
  /** A state that becomes part of the past as soon as something differs from it. @type {State | undefined} */
  #pending;

  /** Whether a gesture has begun and is not over. */
  get begun() {
    return this.#pending !== undefined;
  }

  /** Remembers a state, at the beginning of a gesture. @param {State} state */
  begin(state) {
    this.#pending ??= copyOf(state);
  }

  /** A gesture is over: it counts if it has changed anything. @param {State} state */
  end(state) {
    const before = this.#pending;
    this.#pending = undefined;
    if (before === undefined || same(before, state)) return false;
    this.#past.push(before);
    if (this.#past.length > DEPTH) this.#past.shift();
    this.#future = [];
    return true;
  }

  /** A gesture is broken off: returns the state before it. @returns {State | undefined} */
  cancel() {
    const before = this.#pending;
    this.#pending = undefined;
    return before;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** The state before the last gesture, if there is one. @param {State} now @returns {State | undefined} */
  undo(now) {
    const before = this.#past.pop();
    if (before !== undefined) this.#future.push(copyOf(now));
    return before;
  }

  /** The state that was taken back last. @param {State} now @returns {State | undefined} */
  redo(now) {
    const after = this.#future.pop();
    if (after !== undefined) this.#past.push(copyOf(now));
    return after;
  }

  /** Removes all states, for another preset. */
  clear() {
    this.#past = [];
    this.#future = [];
    this.#pending = undefined;
  }
}

/** Gives the object `now` the properties of another state, and no others. @param {object} now @param {object} state */
export function become(now, state) {
  for (const key of Object.keys(now)) if (!(key in state)) Reflect.deleteProperty(now, key);
  Object.assign(now, state);
}

/** @param {State} one @param {State} other */
const same = (one, other) => textOf(one) === textOf(other);

/** @param {State} state */
const textOf = ({ data, ...rest }) => JSON.stringify(rest) + dataKey(data);
