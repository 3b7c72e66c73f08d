// How wide a figure is, where its panels are, and the look that the page gives it. All three
// are read from the page, and only when they may have changed.

import { lookOf, typeOf } from "./look.js";
/** @import { Announcer } from "./announcer.js" */
/** @import { Account } from "../views/view.js" */
/** @import { PlacedPanels } from "./panels.js" */

export class Sizes {
  #root;
  #ruler;
  #panels;
  #announcer;
  /** In CSS pixels. @type {number | undefined} */
  #width;
  /** @type {ReturnType<typeof lookOf> | undefined} */
  #look;
  /** How wide and high the ruler was on the screen when the look was read. */
  #seen = "";

  /**
   * Calls `changed` when the figure has another width.
   * @param {{ root: HTMLElement, ruler: HTMLElement }} parts
   * @param {PlacedPanels} panels
   * @param {Announcer} announcer
   * @param {() => void} changed
   */
  constructor({ root, ruler }, panels, announcer, changed) {
    this.#root = root;
    this.#ruler = ruler;
    this.#panels = panels;
    this.#announcer = announcer;
    // The ruler is as wide as the figure, and its size does not depend on the panels.
    new ResizeObserver(([{ contentRect }]) => {
      // A hidden figure has no width; it is measured when it is shown.
      this.#width = contentRect.width || undefined;
      changed();
    }).observe(ruler);
  }

  /** The width of the figure (CSS pixels). */
  get width() {
    return this.#width ?? 0;
  }

  /** Another width, for as long as no other is measured. */
  set width(width) {
    this.#width = width;
    this.arrange();
  }

  /** How many times as large as usual the type is. */
  get type() {
    return typeOf(this.#root);
  }

  /** The face of the words. */
  get face() {
    return getComputedStyle(this.#root).fontFamily;
  }

  /** Lays out the panels again; the look will be read again, too. */
  arrange() {
    this.#width ??= parseFloat(getComputedStyle(this.#root).width) || undefined;
    this.#panels.arrange(this.width, this.type);
    this.#look = undefined;
  }

  /** Whether the page shows the figure in another size than when its look was read: it was scaled, zoomed or turned since. */
  get isRescaled() {
    return this.#look !== undefined && this.#seen !== this.#onScreen();
  }

  /** The size of the ruler on the screen, to tenths of a pixel. Unlike the scale itself it is read without changing the page. */
  #onScreen() {
    const { width, height } = this.#ruler.getBoundingClientRect();
    return `${width.toFixed(1)} ${height.toFixed(1)}`;
  }

  /**
   * The current look. Tables with drawings of their own are drawn again when it is read.
   * @param {Account[]} accounts
   * @param {number} [ticks] the most numbers on an axis
   */
  look(accounts, ticks) {
    if (this.isRescaled) this.#look = undefined;
    this.#look ??= this.#read(accounts, ticks);
    return this.#look;
  }

  /** @param {Account[]} accounts @param {number} [ticks] */
  #read(accounts, ticks) {
    this.#seen = this.#onScreen();
    const look = lookOf({ root: this.#root }, this.#announcer, this.#panels, ticks);
    for (const account of accounts) account.paint?.(look.colors, look.ratio);
    return look;
  }
}
