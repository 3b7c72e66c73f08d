// The panels of a figure, however they are placed: in a figure by its layout, in the lab by its stage.

import { element } from "../elements.js";
import { comeFrom } from "./panel.js";
/** @import { Panel } from "./panel.js" */
/** @import { Common, FigureStyle } from "../views/view.js" */

/** A panel smaller than this many CSS pixels is not drawn. */
const SMALLEST = 20;

export class PanelSet {
  root;
  /** @type {Panel[]} */
  panels = [];
  /** The box on the page that each panel stands in. @type {HTMLElement[]} */
  slots = [];
  #slot;

  /**
   * @param {string} name the class of its element
   * @param {(panel: Panel, index: number) => HTMLElement} slot makes the box of a panel
   */
  constructor(name, slot) {
    this.root = element("div", name);
    this.#slot = slot;
  }

  /** Replaces the panels; planes that take the place of others move from there. @param {Panel[]} panels */
  show(panels) {
    comeFrom(this.panels, panels);
    this.panels = panels;
    this.slots = panels.map(this.#slot);
    this.root.replaceChildren(...this.slots);
  }

  /**
   * Draws the panels. Those that have not shown this model yet are left out once it is later than `until`; false if there are any. One
   * of them is drawn however late it is, so that all are in the end, also where what comes before takes that long in every frame.
   * @param {Common} shared
   * @param {FigureStyle[]} styles
   * @param {number} [until] milliseconds, as `performance.now()` has it
   */
  draw(shared, styles, until = Infinity) {
    let { linesUntil } = shared;
    let isFirst = true;
    for (const [k, panel] of this.panels.entries()) {
      const style = styles[k];
      if (style.width < SMALLEST || style.height < SMALLEST) continue;
      if (panel.modelKey !== shared.modelKey) {
        if (!isFirst && performance.now() > until) return false;
        isFirst = false;
      }
      panel.draw({ ...shared, linesUntil, style });
      // The core keeps what it has found for one plane at a time.
      if (panel.unfinished && linesUntil) linesUntil = 0;
    }
    return true;
  }

  /** Pauses them until they are drawn again, or ends them. @param {boolean} gone */
  rest(gone) {
    for (const panel of this.panels) panel.rest(gone);
  }

  /** What the core has drawn is lost, and to be drawn again. */
  forget() {
    for (const panel of this.panels) panel.forget();
  }

  /** Whether any of them is on its way to another chart. */
  get passing() {
    return this.panels.some(({ passing }) => passing);
  }

  /** Whether level lines of any of them are still rough. */
  get unfinished() {
    return this.panels.some(({ unfinished }) => unfinished);
  }

  /** What each shows; see panel.js. */
  get shown() {
    return this.panels.flatMap(({ shown }) => shown ?? []);
  }
}
