// The panels of a figure on the page, each with a title and a picture, placed by the
// layout.

import { element } from "../elements.js";
import { layout } from "./layout.js";
import { PanelSet } from "./panel-set.js";
/** @import { Panel } from "./panel.js" */
/** @import { Colors } from "../views/view.js" */

/** @typedef {PanelSet & Pick<Panels, "arrange" | "styles" | "places">} PlacedPanels What a figure needs of its panels; a page may bring a set with a layout of its own. */

/** Most pixels of one canvas, and of one of its sides, that every browser can hold. */
const [MOST_PIXELS, LONGEST] = [2 ** 24, 8192];

/** The largest resolution at which a canvas can hold a panel; a larger canvas would stay blank. @param {{ width: number, height: number }} size */
const mostFor = ({ width, height }) => Math.min(LONGEST / Math.max(width, height, 1), Math.sqrt(MOST_PIXELS / Math.max(width * height, 1)));

export class Panels extends PanelSet {
  #layout = layout(0, []);

  constructor() {
    super("panels", slot);
  }

  /**
   * Places them in a container of this width (CSS pixels), with type `type` times as large as usual.
   * @param {number} width
   * @param {number} type
   */
  arrange(width, type) {
    this.#layout = layout(width, this.panels, type);
    const { columns, panels } = this.#layout;
    this.root.style.setProperty("--columns", String(columns));
    panels.forEach(({ span, aspect }, k) => {
      const { style } = this.slots[k];
      style.setProperty("--span", String(span));
      style.setProperty("--aspect", aspect.join(" / "));
    });
  }

  /**
   * How each is to be drawn: its size, its type, the resolution and the colours of its backdrop.
   * @param {Colors} colors
   * @param {string} font
   * @param {number} ratio
   * @param {number} [ticks] the most numbers on an axis
   */
  styles({ ground, ink, contour }, font, ratio, ticks) {
    return this.panels.map((panel, k) => {
      const { box: { width, height }, text } = this.#layout.panels[k];
      panel.panel.dataset.font = font;
      const size = { width: Math.round(width), height: Math.round(height) };
      return { ...size, ratio: Math.min(ratio, mostFor(size)), ground, ink, contour, text, ...(ticks && { ticks }) };
    });
  }

  /** Where they are, if it is not the usual layout that says so. @type {import("./layout.js").Layout | undefined} */
  places = undefined;
}

/**
 * @param {Panel} panel
 * @param {number} index
 */
function slot({ root, title, chart }, index) {
  const made = element("div", "slot");
  made.append(element("p", "title", title), root);
  if (chart) made.dataset.chart = chart;
  made.dataset.index = String(index);
  return made;
}
