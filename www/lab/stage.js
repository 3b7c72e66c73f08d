// The stage: the panels of the lab, placed by arrange.js. A figure uses it in place of its own panels.

import { element, focusIn, setText } from "../elements.js";
import { PanelSet } from "../figure/panel-set.js";
import { NAME, NARROW, TITLE, arrange } from "./arrange.js";
import { zoomOf } from "./projector.js";
/** @import { Box } from "./arrange.js" */
/** @import { Panel } from "../figure/panel.js" */
/** @import { Colors, FigureStyle, Shared } from "../views/view.js" */

/** Most pixels of one canvas. */
const MOST_PIXELS = 2 ** 24;

export class Stage extends PanelSet {
  /** @type {Box[]} */
  #boxes = [];
  /** The height of the room for which they were made. */
  #room = 0;
  #shown;
  /** The pin of a handle that had the focus and went: the same one of the next panels gets it. @type {string | undefined} */
  #pin;

  /**
   * `resized()` is called when there is another room; `shown(panels)` when there are other panels.
   * @param {{ resized: () => void, shown: (panels: Panel[]) => void }} hooks
   */
  constructor({ resized, shown }) {
    super("stage", slot);
    this.#shown = shown;
    new ResizeObserver(resized).observe(this.root);
  }

  /** As for every figure; what stands over them follows. @override @param {Panel[]} panels */
  show(panels) {
    const held = focusIn(this.root);
    // Who works with a mouse sees no ring, and gets none.
    const isSeen = held?.matches(":focus-visible");
    super.show(panels);
    this.#shown(panels);
    if (held && isSeen && !held.isConnected) this.#pass(held);
  }

  /** What had the focus is gone: the first plane has it, or another panel, until there is the same handle again. @param {HTMLElement} held */
  #pass(held) {
    this.#pin = held.dataset.pin;
    /** @type {HTMLElement | null} */ (this.root.querySelector(".ground") ?? this.root.querySelector("[tabindex='0']"))?.focus({ preventScroll: true });
  }

  /** Once the panels are drawn, the handle that is what a lost one was gets the focus, unless it has gone elsewhere. */
  refocus() {
    if (this.#pin === undefined) return;
    const handle = /** @type {HTMLElement | null} */ (this.root.querySelector(`.handle[data-pin="${this.#pin}"]:not([hidden])`));
    this.#pin = undefined;
    if (handle && focusIn(this.root)?.matches(".panel")) handle.focus({ preventScroll: true });
  }

  /** The aspect of a plane's plotting area, inside the margins that the core leaves for its axes. @param {Panel} panel */
  aspectOf(panel) {
    const box = this.#boxes[this.panels.indexOf(panel)];
    if (!box) return undefined;
    const { width, panel: height, text } = box;
    return Math.max(0.1, (width - Math.round(4.2 * text) - text) / (height - 2 * text - Math.round(3.4 * text)));
  }

  /** Whether everything stands in one column. */
  get narrow() {
    return matchMedia(NARROW).matches;
  }

  /**
   * Whether the room is still as high as it was when the panels were placed. A sentence that had two lines for a moment, and has three
   * now as before, gives it back what it took, and no observer notices.
   */
  get fits() {
    return this.narrow || !this.#boxes.length || this.root.clientHeight === this.#room;
  }

  /** Places the panels in the room that there is. */
  arrange() {
    const { clientWidth, clientHeight } = this.root;
    if (!clientWidth) return;
    this.#room = clientHeight;
    const zoom = zoomOf(this.root);
    const window = { width: innerWidth / zoom, height: innerHeight / zoom, narrow: this.narrow, tight: zoom > 1 };
    const described = this.panels.map(({ name, title, root, panel }) => ({ name, title, keyed: root !== panel }));
    const { boxes, height } = arrange(clientWidth, clientHeight, described, window);
    this.#boxes = boxes;
    const high = this.narrow ? `${height}px` : "";
    if (this.root.style.minHeight !== high) this.root.style.minHeight = high;
    boxes.forEach(({ x, y, width, height: whole, title, panel, beside }, k) => {
      this.slots[k].classList.toggle("beside", beside === "axis");
      this.slots[k].classList.toggle("untitled", beside === "nowhere");
      Object.assign(this.slots[k].style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${whole}px` });
      this.slots[k].style.setProperty("--title", `${title}px`);
      this.panels[k].panel.style.height = `${panel}px`;
    });
  }

  /**
   * How each is to be drawn: its size, its type, the resolution and the colours of its backdrop.
   * @param {Colors} colors
   * @param {string} font
   * @param {number} ratio
   */
  styles({ ground, ink, contour }, font, ratio) {
    if (!this.#boxes.length) this.arrange();
    const fine = ratio * zoomOf(this.root);
    return this.panels.map((panel, k) => {
      const { width, panel: height, text } = this.#boxes[k] ?? { width: 0, panel: 0, text: 12 };
      panel.panel.dataset.font = font;
      const most = Math.sqrt(MOST_PIXELS / Math.max(width * height, 1));
      return { width, height, ratio: Math.min(fine, most), ground, ink, contour, text };
    });
  }

  /** Where the panels are, for pictures: the last line of a title above each box. @returns {import("../figure/layout.js").Layout} */
  get places() {
    const panels = this.#boxes.map(({ x, y, width, title, panel, text, beside }) => ({
      span: 1, aspect: /** @type {[number, number]} */ ([width, panel]), text,
      title: beside ? { x: x + NAME, y, width: width - NAME, height: TITLE } : { x: x + 4, y: y + title - TITLE, width: width - 4, height: TITLE },
      box: { x, y: y + title, width, height: panel },
    }));
    return { columns: 1, width: this.root.clientWidth, height: this.root.clientHeight, titleSize: 13, panels };
  }

  /** Says something beside the title of each panel. @param {(panel: Panel) => string} remark */
  say(remark) {
    for (const [k, panel] of this.panels.entries()) setText(/** @type {HTMLElement} */ (this.slots[k].querySelector(".remark")), remark(panel));
  }
}

/**
 * @param {Panel} panel
 * @param {number} index
 */
function slot({ root, title, chart, name }, index) {
  const made = element("div", "slot");
  const named = element("p", "title");
  named.append(element("span", "words", title), element("span", "remark"));
  made.append(named, root);
  Object.assign(made.dataset, { index: String(index), kind: name, ...(chart && { chart }) });
  return made;
}
