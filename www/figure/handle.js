// The handle of a pin, moved by mouse, finger or arrow keys. Touches in a square of 44
// pixels around the ring move it; elsewhere they scroll the page.

import { inLayout, placeOf } from "./place.js";
/** @import { Placed } from "./place.js" */
/** @import { Pair } from "../../pkg/kl_ball.js" */

/** @typedef {{ move(x: number, y: number): void, nudge(dx: number, dy: number): void, end(): void, position(): Pair }} Moves What a handle does: places are pixels on the page, nudges shares of the window. */

/** How far an arrow key moves, as a share of the window; ten times as far with Shift, a tenth with Alt. */
const STRIDE = 0.01;

/** @type {Partial<Record<string, Pair>>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Handle {
  #hooks;
  /** Where the pointer took hold: of what point in the panel, where on the page, and how the panel lies on the screen. */
  #grip = { at: [0, 0], page: [0, 0], placed: /** @type {Placed} */ ({ origin: [0, 0], across: [1, 0], down: [0, 1] }) };

  /** @param {Moves} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
    this.root = document.createElement("div");
    this.root.className = "handle";
    this.root.tabIndex = 0;
    this.root.setAttribute("role", "application");
    this.root.setAttribute("aria-roledescription", "draggable point");
    this.root.addEventListener("pointerdown", (event) => this.#down(event));
    this.root.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.root.addEventListener(end, () => this.#end());
    }
    this.root.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * Places the handle at the ring.
   * @param {number} x
   * @param {number} y
   * @param {boolean} shown
   */
  place(x, y, shown) {
    this.root.style.transform = `translate(${x}px, ${y}px)`;
    if (this.root.hidden !== shown) return;
    const isHeld = this.root.matches(":focus");
    this.root.hidden = !shown;
    // What is hidden loses the focus. The panel takes it, so that a reader with a keyboard does not start at the top of the page again.
    if (isHeld) this.root.parentElement?.focus({ preventScroll: true });
  }

  /** @param {string} sentence */
  describe(sentence) {
    this.root.setAttribute("aria-label", sentence);
  }

  get dragging() {
    return this.root.classList.contains("dragging");
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.root.focus({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    this.root.classList.add("dragging");
    // Only movements count, so that the ring does not jump to the pointer.
    this.#grip = { at: this.#hooks.position(), page: [event.pageX, event.pageY], placed: placeOf(/** @type {HTMLElement} */ (this.root.parentElement)) };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.dragging) return;
    const { at, page, placed } = this.#grip;
    const [x, y] = inLayout(placed, [event.pageX - page[0], event.pageY - page[1]]);
    this.#hooks.move(at[0] + x, at[1] + y);
  }

  #end() {
    if (!this.dragging) return;
    this.root.classList.remove("dragging");
    this.#hooks.end();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const stride = STRIDE * (event.shiftKey ? 10 : 1) * (event.altKey ? 0.1 : 1);
    this.#hooks.nudge(arrow[0] * stride, arrow[1] * stride);
    this.#hooks.end();
  }
}
