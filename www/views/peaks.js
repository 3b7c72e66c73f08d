// Handles for the peaks of a target. The top of a peak sets its place and its share, its shoulder sets its width.

import { Handle } from "../figure/handle.js";
import { MOST, gripAt, moved, peaksOf } from "../compute/peaks.js";
import { number, share } from "../text/format.js";
/** @import { Hooks, LivePanel, Pair, Shared } from "./view.js" */
/** @import { Data } from "../state/shape.js" */
/** @import { Grip, Peak } from "../compute/peaks.js" */

/** What a hand can take hold of at each peak. @type {Grip[]} */
const GRIPS = ["top", "shoulder"];

/** What a screen reader says of a grip. @param {Peak} peak @param {number} k @param {Grip} grip */
const wordsOf = ([weight, mean, sd], k, grip) => (grip === "top"
  ? `Peak ${k + 1} of the target: ${share(weight)} of it, around ${number(mean)}. Left and right move it, up and down change its share.`
  : `Width of peak ${k + 1} of the target: standard deviation ${number(sd)}. Left and right change it.`);

/** The handles of a panel of distributions. */
export class PeakHandles {
  #panel;
  #hooks;
  /** @type {Peak[]} */
  #peaks = [];
  /** @type {Map<string, { handle: Handle, at: Pair }>} */
  #handles = new Map();

  /** @param {LivePanel} panel @param {Hooks} hooks */
  constructor(panel, hooks) {
    this.#panel = panel;
    this.#hooks = hooks;
  }

  /** Places the handles where the peaks are now. @param {Pick<Shared, "model">} shared */
  follow({ model }) {
    const { frame, held: { highest = 0 } } = this.#panel;
    this.#peaks = frame.length >= 6 && highest ? peaksOf(model).slice(0, MOST) : [];
    const [left, top, right, bottom, x0, x1] = frame;
    const names = this.#peaks.flatMap((peak, k) => GRIPS.map((grip) => {
      const name = `peak ${k + 1} ${grip}`;
      const known = this.#handles.get(name) ?? this.#make(name, k, grip);
      const [x, height] = gripAt(peak, grip);
      known.at = [left + ((x - x0) / (x1 - x0)) * (right - left), bottom - (height / highest) * (bottom - top)];
      known.handle.place(...known.at, known.at[0] >= left - 1 && known.at[0] <= right + 1);
      known.handle.describe(wordsOf(peak, k, grip));
      return name;
    }));
    for (const [name, { handle }] of this.#handles) if (!names.includes(name)) handle.place(0, 0, false);
  }

  rest() {
    this.#release();
  }

  /** @param {string} name @param {number} k @param {Grip} grip */
  #make(name, k, grip) {
    /** @type {{ handle: Handle, at: Pair }} */
    const known = { at: [0, 0], handle: /** @type {Handle} */ (/** @type {unknown} */ (undefined)) };
    known.handle = new Handle({
      move: (x, y) => this.#move(k, grip, [x, y]),
      nudge: (dx, dy) => {
        const [left, top, right, bottom] = this.#panel.frame;
        this.#move(k, grip, [known.at[0] + dx * (right - left), known.at[1] - dy * (bottom - top)]);
      },
      end: () => {
        this.#release();
        this.#hooks.end();
        this.#hooks.redraw();
      },
      position: () => known.at,
    });
    known.handle.root.classList.add("of-peak", `of-${grip}`);
    known.handle.root.dataset.held = name;
    this.#panel.panel.append(known.handle.root);
    this.#handles.set(name, known);
    return known;
  }

  /** The axis and the scale stay while a peak is held, so that it stays under the hand. */
  #hold() {
    this.#panel.grip = { axis: true };
    return this.#panel.held.highest ?? 1;
  }

  #release() {
    this.#panel.grip = undefined;
  }

  /** @param {number} k @param {Grip} grip @param {Pair} at pixels */
  #move(k, grip, at) {
    const { frame: [left, top, right, bottom, x0, x1] } = this.#panel;
    const highest = this.#hold();
    const x = x0 + ((at[0] - left) / (right - left)) * (x1 - x0);
    const height = ((bottom - at[1]) / (bottom - top)) * highest;
    const peaks = moved(this.#peaks, k, grip, [x, height], [x0, x1]);
    this.#hooks.change((state) => { state.data = /** @type {Data} */ (/** @type {unknown} */ ({ peaks })); });
  }
}
