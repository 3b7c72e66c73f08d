// Observations that can be dragged along their axis, added by a click on it, removed by dragging them off, and a label
// flips with a click. Keys do the same; see observation-keys.js.

import { modelEntry } from "../core.js";
import { pointerIn } from "../figure/place.js";
import { number } from "../text/format.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Data } from "../state/shape.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Pair } from "../views/view.js" */

/** How near to an observation one takes hold of it, how high its marks are, and how far off the axis it is dropped (CSS pixels). */
const NEAR = 6;
const RUG = 16;
const OFF = 46;

const KEYS = "Left and right choose an observation, with Shift they move it, Enter flips its label, N adds one, Delete removes it.";

/** A finger is less exact by this factor. */
const FINGER = 2.2;

/** @param {{ pointerType?: string }} event */
const coarseness = ({ pointerType }) => (pointerType === "touch" ? FINGER : 1);

/** The greatest and the least number of observations: more cannot be told apart, and fewer say nothing. */
const MOST = 400;
const LEAST = 3;

/** Movements shorter than this are clicks (CSS pixels). */
const SLOP = 4;

/** The keys that observations know, loaded or not. */
const OWN_KEYS = new Set(["ArrowLeft", "ArrowRight", "Enter", "n", "N", "Delete", "Backspace"]);

/** @import { List } from "./observation-keys.js" */

export class Observations {
  #panel;
  #bench;
  /** @type {{ k: number, from: Pair, frame: number[], list: List, moved: boolean } | undefined} */
  #held;

  /** @param {Panel} panel of distributions @param {Bench} bench */
  constructor(panel, bench) {
    this.#panel = panel;
    this.#bench = bench;
    const root = panel.panel;
    root.addEventListener("pointerdown", (event) => this.#down(event));
    root.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) root.addEventListener(end, (event) => this.#up(event));
    root.addEventListener("pointerleave", () => {
      if (!this.#held) this.#bench.tip();
    });
    // A finger on an observation does not scroll the page, so that it can be dragged off.
    root.addEventListener("touchstart", (event) => this.#touch(event), { passive: false });
    root.tabIndex = 0;
    root.setAttribute("role", "application");
    root.setAttribute("aria-label", `${panel.title}. ${KEYS}`);
    // What its keys do is loaded when it has the focus; what is pressed until then is done once that is there.
    root.addEventListener("focus", async () => {
      /** @type {KeyboardEvent[]} */
      const early = [];
      const keep = (/** @type {KeyboardEvent} */ event) => {
        if (event.target !== root || !OWN_KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        early.push(event);
      };
      root.addEventListener("keydown", keep);
      const { ObservationKeys } = await import("./observation-keys.js");
      root.removeEventListener("keydown", keep);
      const keys = new ObservationKeys(panel, bench, { list: () => this.#list, use: (list) => this.#use(list) });
      for (const event of early) keys.press(event);
    }, { once: true });
  }

  /** @param {TouchEvent} event */
  #touch(event) {
    const [touch] = event.changedTouches;
    const list = event.target === this.#panel.panel && touch ? this.#list : undefined;
    if (list && this.#row(pointerIn(this.#panel.panel, touch), this.#panel.frame, Boolean(list.y), FINGER) !== undefined) event.preventDefault();
  }

  /** The observations as lists, if the model takes such and they are few enough. @returns {List | undefined} */
  get #list() {
    const { state, model } = this.#bench.current;
    const { takes } = modelEntry(state.model);
    if (takes !== "numbers" && takes !== "labelled") return undefined;
    const x = Array.from(model.observations);
    if (x.length > MOST) return undefined;
    return takes === "labelled" ? { x, y: Array.from(model.labels) } : { x };
  }

  /** Where a value is, and the value at a place. @param {number[]} frame */
  #axis([left, , right, , x0, x1]) {
    return {
      across: (/** @type {number} */ x) => left + ((x - x0) / (x1 - x0)) * (right - left),
      value: (/** @type {number} */ at) => Number((x0 + ((at - left) / (right - left)) * (x1 - x0)).toPrecision(5)),
    };
  }

  /** Whether a place is where marks of observations with a label are. @param {Pair} at @param {number[]} frame @param {boolean} labelled @param {number} [coarse] @returns {0 | 1 | undefined} */
  #row([x, y], [left, top, right, bottom], labelled, coarse = 1) {
    const [near, high] = [NEAR * coarse, RUG * coarse];
    if (x < left - near || x > right + near) return undefined;
    if (y > bottom - high && y < bottom + near) return 0;
    return labelled && y < top + high && y > top - near ? 1 : undefined;
  }

  /** The observation that is nearest to a place. @param {List} list @param {Pair} at @param {number[]} frame @param {0 | 1} row @param {number} [coarse] */
  #nearest({ x, y }, at, frame, row, coarse = 1) {
    const { across } = this.#axis(frame);
    let [best, distance] = [-1, NEAR * coarse];
    x.forEach((value, k) => {
      const off = Math.abs(across(value) - at[0]);
      if (off < distance && (!y || y[k] === row)) [best, distance] = [k, off];
    });
    return best;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.target !== this.#panel.panel || event.button !== 0) return;
    const list = this.#list;
    const { frame } = this.#panel;
    const at = pointerIn(this.#panel.panel, event);
    const coarse = coarseness(event);
    const row = list && this.#row(at, frame, Boolean(list.y), coarse);
    if (!list || row === undefined) return;
    this.#panel.panel.setPointerCapture(event.pointerId);
    this.#bench.begin();
    let k = this.#nearest(list, at, frame, row, coarse);
    let moved = false;
    if (k < 0) {
      const { value } = this.#axis(frame);
      const added = /** @type {List} */ ({ x: [...list.x, value(at[0])], ...(list.y && { y: [...list.y, row] }) });
      k = list.x.length;
      moved = true;
      this.#use(added);
      this.#held = { k, from: at, frame, list: added, moved };
    } else this.#held = { k, from: at, frame, list, moved };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const held = this.#held;
    const at = pointerIn(this.#panel.panel, event);
    if (!held) {
      this.#hover(event, at);
      return;
    }
    if (!held.moved && Math.hypot(at[0] - held.from[0], at[1] - held.from[1]) < SLOP) return;
    held.moved = true;
    const { k, frame, list } = held;
    const [left, top, right, bottom] = frame;
    // Marks of observations with label 1 stand at the upper edge.
    const row = list.y?.[k] ? top : bottom;
    const gone = list.x.length > LEAST && (Math.abs(at[1] - row) > OFF || at[0] < left - OFF || at[0] > right + OFF);
    const { value } = this.#axis(frame);
    const x = value(at[0]);
    const next = gone ? { x: list.x.toSpliced(k, 1), ...(list.y && { y: list.y.toSpliced(k, 1) }) } : { ...list, x: list.x.with(k, x) };
    this.#use(next);
    this.#bench.tip(gone ? "let go: removed" : number(x), this.#panel.panel, at);
  }

  /** @param {PointerEvent} event @param {Pair} at */
  #hover(event, at) {
    if (event.target !== this.#panel.panel) return;
    const list = this.#list;
    const row = list && this.#row(at, this.#panel.frame, Boolean(list.y));
    const on = list !== undefined && row !== undefined;
    this.#panel.panel.classList.toggle("rug", on);
    if (!on) {
      this.#bench.tip();
      return;
    }
    const k = this.#nearest(list, at, this.#panel.frame, row);
    const words = k < 0 ? "click: one more here" : `${number(list.x[k])}${list.y ? `, ${list.y[k] ? "1" : "0"}: click to flip` : ""}, drag off to remove`;
    this.#bench.tip(words, this.#panel.panel, at);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    const { k, list, moved } = held;
    if (event.type === "pointercancel") {
      this.#bench.tip();
      this.#bench.cancel();
      return;
    }
    if (!moved && list.y) this.#use({ x: list.x, y: list.y.with(k, 1 - list.y[k]) });
    this.#bench.tip();
    this.#bench.end();
  }

  /** Shows a list of observations; if the core refuses it, the last one stays. @param {List} list */
  #use(list) {
    this.#bench.windows.held = true;
    this.#bench.slide((state) => {
      // They are a reader's own from now on, and measure what they did.
      const known = modelEntry(state.model).data.find(({ name }) => name === state.data?.set);
      if (known) state.quantity = known.quantity;
      state.data = /** @type {Data} */ (list);
    });
  }
}
