// Keys at a plane: they pan, zoom, frame everything, put the start in the middle and add starts.

/** @import { Panel } from "../figure/panel.js" */
/** @import { Pair } from "../views/view.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Window } from "./framing.js" */

/** How much a key zooms. */
const ZOOM = 1.25;

/** How far an arrow key pans, as a share of the window. */
const PAN = 0.08;

/** Starts that are added by a key lie on a spiral: its steps, as shares of the window, and the angle between them (radians). */
const [DISTANCE, TURN] = [0.11, 2.4];

/** The chart and the window of the plane as they are now, and what zooms about its middle. @typedef {{ chart: () => string, window: () => Window, zoom: (factor: number) => void }} Plane */

export class PlaneKeys {
  #panel;
  #bench;
  #plane;

  /** @param {Panel} panel @param {Bench} bench @param {Plane} plane */
  constructor(panel, bench, plane) {
    this.#panel = panel;
    this.#bench = bench;
    this.#plane = plane;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n" || event.key === "N") this.#add();
    else if (event.target !== this.#panel.panel || !this.#moves(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Adds a start near the middle, each in another place, and gives it the focus. */
  #add() {
    const [x0, x1, y0, y1] = this.#plane.window();
    const count = this.#bench.state.more?.length ?? 0;
    const [far, turn] = [DISTANCE * Math.sqrt(count), TURN * count];
    this.#bench.gesture(() => this.#bench.addStart(this.#plane.chart(), [(x0 + x1) / 2 + far * Math.cos(turn) * (x1 - x0), (y0 + y1) / 2 + far * Math.sin(turn) * (y1 - y0)]));
    // It has a handle as soon as it is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      /** @type {HTMLElement | null} */ (this.#panel.panel.querySelector(`[data-pin="more.${count}"]`))?.focus();
    }));
  }

  /** Pans, zooms or places; false for keys that do something else. @param {KeyboardEvent} event */
  #moves(event) {
    const arrow = /** @type {Partial<Record<string, Pair>>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key];
    const [x0, x1, y0, y1] = this.#plane.window();
    const chart = this.#plane.chart();
    if (arrow) {
      if (!event.shiftKey) return false;
      const [across, up] = [PAN * arrow[0] * (x1 - x0), PAN * arrow[1] * (y1 - y0)];
      this.#bench.gesture(() => this.#bench.windows.choose(chart, [x0 + across, x1 + across, y0 + up, y1 + up]));
    } else if (event.key === "+" || event.key === "=") this.#plane.zoom(1 / ZOOM);
    else if (event.key === "-") this.#plane.zoom(ZOOM);
    else if (event.key === "0") this.#bench.frame();
    else if (event.key === "Enter") this.#bench.gesture(() => this.#bench.place(chart, [(x0 + x1) / 2, (y0 + y1) / 2]));
    else return false;
    return true;
  }
}
