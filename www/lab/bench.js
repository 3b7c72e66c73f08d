// What hands, keys and controls may do in the lab: every change goes through here, so that it can be taken back.

import { copyOf } from "../state/data.js";
import { costing } from "../state/field.js";
import { MOST_STARTS } from "../state/starts.js";
import { isPartOf, listOf, sizeKey } from "./rules.js";
import { History, become } from "./history.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Run } from "../scene/shape.js" */
/** @import { FieldSettings, State } from "../state/shape.js" */
/** @import { Apply, Pair } from "../views/view.js" */
/** @import { Windows } from "./windows.js" */

/** @typedef {(text?: string, panel?: HTMLElement, at?: Pair) => void} Tip Says something beside the hand, or nothing any more. */

export class Bench {
  #figure;
  #began;
  #ended;
  #restored;
  #said;
  #history = new History();
  /** The state before a click that may become a double click. @type {State | undefined} */
  #before;

  /**
   * @param {Figure} figure
   * @param {Windows} windows
   * @param {{ tip: Tip, said: (text: string) => void, began: () => void, ended: () => void, restored: () => void }} hooks `said` is told in a notice why nothing happens; `ended` after a gesture that has changed something, `restored` after undo and redo; the figure itself reports every change
   */
  constructor(figure, windows, { tip, said, began, ended, restored }) {
    this.#figure = figure;
    this.windows = windows;
    this.tip = tip;
    this.#said = said;
    this.#began = began;
    this.#ended = ended;
    this.#restored = restored;
  }

  get current() {
    return this.#figure.current;
  }

  get state() {
    return this.#figure.current.state;
  }

  get cursor() {
    return this.#figure.cursor;
  }

  /** Whether a hand holds something. */
  get isHeld() {
    return this.#history.begun;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  /** Says in a notice why nothing happens. @param {string} text */
  say(text) {
    this.#said(text);
  }

  /** Draws again, although the state is the same. */
  redraw() {
    this.#figure.redraw();
  }

  /** A hand takes hold of something; while it holds it, this may be called again. */
  begin() {
    if (!this.#history.begun) this.#began();
    this.#history.begin(this.state);
  }

  /** It lets go. */
  end() {
    Object.assign(this.windows, { held: false, moving: false });
    const counts = this.#history.end(this.state);
    this.#figure.released();
    this.#figure.redraw();
    if (counts) this.#ended();
  }

  /** The gesture was something else, such as scrolling the page: everything is as before. */
  cancel() {
    Object.assign(this.windows, { held: false, moving: false });
    const before = this.#history.cancel();
    if (before) this.#figure.change((now) => become(now, before));
    this.#figure.released();
    this.#figure.redraw();
  }

  /** Does something that can be taken back at once. @param {() => void} work */
  gesture(work) {
    this.begin();
    work();
    this.end();
  }

  /** Changes the state, as one gesture. @param {Apply} apply */
  change(apply) {
    this.gesture(() => this.#change(apply));
  }

  /** Changes the state. A race’s rates are as set from when a hand sets one. @param {Apply} apply */
  #change(apply) {
    this.#figure.change((state, ...about) => {
      const before = listOf(state);
      apply(state, ...about);
      if (state.race && !isPartOf(listOf(state), before)) state.race.budget = "set";
    });
  }

  /** Changes the state while a slider is being moved; `end` follows. @param {Apply} apply */
  slide(apply) {
    this.begin();
    this.#change(apply);
  }

  /** What a click places: the start, or a reader’s guess as long as the truth is not shown. @returns {"start" | "guess"} */
  get #pin() {
    const { state, single, transport } = this.#figure;
    return state.guess && single && transport.cursor < transport.stops ? "guess" : "start";
  }

  /** Puts the start somewhere, or as near as the domain allows. @param {string} chart @param {Pair} at @param {boolean} [again] whether this is the second of two clicks */
  place(chart, at, again = false) {
    if (!again || !this.#before) this.#before = copyOf(this.state);
    this.#figure.hand.move(this.#pin, chart, at);
    this.#figure.released();
  }

  /** Moves the start while a hand holds it, or as near as the domain allows. @param {string} chart @param {Pair} at */
  moveTo(chart, at) {
    this.begin();
    this.windows.held = true;
    this.#figure.hand.move("start", chart, at);
  }

  /** Takes back the clicks of a double click. */
  unplace() {
    const before = this.#before;
    if (before) this.#figure.change((now) => Object.assign(now, { start: before.start, more: before.more }));
  }

  /** Adds a start with runs of its own. @param {string} chart @param {Pair} at */
  addStart(chart, at) {
    if ((this.state.more?.length ?? 0) + 1 >= MOST_STARTS) {
      this.#said(`More than ${MOST_STARTS} starts could not be told apart. Delete removes the one in focus.`);
      return;
    }
    this.#figure.change((state, convert, model) => {
      const inside = model.towards(convert(state.start, chart), at, chart, state.charts);
      state.more = [...(state.more ?? []), { chart, at: /** @type {Pair} */ (Array.from(inside)) }];
    });
  }

  /** Removes one of the starts after the first. @param {number} k */
  removeStart(k) {
    this.change((state) => {
      state.more = state.more?.filter((_, other) => other !== k);
      if (!state.more?.length) delete state.more;
    });
  }

  /** Gives all discs of a field another radius (chart units), or all of its balls another cost (nats), while the hand holds an edge. @param {Partial<FieldSettings>} size */
  resizeField(size) {
    this.#figure.change((state) => { if (state.field) state.field = { ...(size.cost === undefined ? state.field : costing(state.field, size.cost)), ...size }; });
  }

  /** Gives a run another size of its ball, while the hand holds the edge. @param {Run} run @param {number} size */
  resize(run, size) {
    this.#change((state) => { state.settings[sizeKey(state, run)] = size; });
  }

  /** Frames everything. */
  frame() {
    this.gesture(() => this.windows.frame());
  }

  undo() {
    this.#restore(this.#history.undo(this.state));
  }

  redo() {
    this.#restore(this.#history.redo(this.state));
  }

  /** @param {State | undefined} state */
  #restore(state) {
    if (!state) return;
    this.#figure.change((now) => become(now, copyOf(state)));
    this.#restored();
  }

  /** Removes what could be undone, for another preset. */
  forget() {
    this.#history.clear();
  }
}
