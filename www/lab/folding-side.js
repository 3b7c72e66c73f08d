// The side panel: beside the planes in a wide window, and in a narrow one a drawer that lies over them until it is closed.

import { element, focusIn } from "../elements.js";
import { signed } from "./frame.js";

/** Windows narrower than this have the side panel as a drawer; see style.js. */
export const DRAWER = "(max-width: 1023px)";

export class FoldingSide {
  #root;
  #changed;
  #side;
  #opener;
  /** What had the focus when it was folded away. @type {HTMLElement | undefined} */
  #held;
  #close = signed("×", "Close the settings (Escape)", () => this.close(), "sign close");

  /**
   * @param {{ root: HTMLElement, side: HTMLElement, panel: HTMLElement }} parts the lab, its side panel, and the button that opens it
   * @param {() => void} changed is called when the planes have another room
   */
  constructor({ root, side, panel }, changed) {
    this.#root = root;
    this.#side = side;
    this.#opener = panel;
    this.#changed = changed;
    // A tap beside the drawer closes it and does nothing else.
    const veil = element("div", "veil");
    veil.addEventListener("click", () => this.close());
    side.before(veil);
    side.prepend(this.#close);
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !this.isOpen) return;
      event.preventDefault();
      this.close();
    });
  }

  /** Whether it lies over the planes. */
  get isOpen() {
    return this.#root.classList.contains("open");
  }

  /** Shows it or hides it. */
  toggle() {
    if (!matchMedia(DRAWER).matches) this.#fold();
    else if (this.isOpen) this.close();
    else {
      this.#root.classList.add("open");
      this.#close.focus();
    }
    this.#changed();
  }

  /** Folds it away or brings it back; the focus is at the planes meanwhile, and then where it was. */
  #fold() {
    const focused = focusIn(this.#side);
    const held = this.#side.contains(focused ?? null) ? focused : undefined;
    const isFolded = this.#root.classList.toggle("folded");
    if (isFolded) {
      this.#held = held;
      if (held) /** @type {HTMLElement | null} */ (this.#root.querySelector(".panel[tabindex]"))?.focus({ preventScroll: true });
    } else if (this.#held?.isConnected) this.#held.focus({ preventScroll: true });
  }

  /** Closes the drawer; the focus goes back to the button that opened it. */
  close() {
    this.#root.classList.remove("open");
    this.#opener.focus();
  }
}
