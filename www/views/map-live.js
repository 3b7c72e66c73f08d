// A map on the page: its starts are computed in workers, the outcome under the pointer is shown, a
// click sets the start, and there is a legend.

import { MapWork, sweepSpec, withFound } from "../compute/map.js";
import { ruleEntry } from "../core.js";
import { button, element, setText } from "../elements.js";
import { pointerIn } from "../figure/place.js";
import { familyColor } from "../language.js";
import { contextOf } from "../marks/canvas.js";
import { SAMPLE, itemsOf, looks, ticksOf, words } from "./map-codes.js";
/** @import { Colors, Hooks, LivePanel, Shared } from "./view.js" */
/** @import { MapColumns, MapTally, Pair } from "../scene/shape.js" */
/** @import { Looks } from "./map-codes.js" */

/**
 * The outcome of the figure's own start, in words.
 * @param {number} code
 * @param {number} limit
 */
const startResult = (code, limit) => `${code < 0 ? "" : "start: "}${words(code, limit)}`;

export class LiveMap {
  #panel;
  #rule;
  #chart;
  #hooks;
  /** @type {MapWork} */
  #map;
  #readout = element("p", "amount");
  #ramp = element("div", "ramp");
  #others = element("ul");
  #bar = Object.assign(element("progress"), { max: 1, ariaLabel: "share of the map that is done" });
  #button = button("Cancel", () => this.#map.toggle());
  /** What the legend was painted for, with its samples by their bytes, and the number of the cell under the pointer. @type {{ key?: string, look?: Looks, found?: MapTally, samples?: Map<string, HTMLCanvasElement> }} */
  #painted = {};
  /** @type {number | undefined} */
  #below;

  /**
   * The work on the map of a panel. The view finds its results among its columns.
   * @param {LivePanel} panel
   * @param {{ rule: string, chart: string }} described
   * @param {Hooks} hooks
   */
  constructor(panel, { rule, chart }, hooks) {
    this.#panel = panel;
    this.#rule = rule;
    this.#chart = chart;
    this.#hooks = hooks;
    this.#map = new MapWork({ ...hooks, redraw: () => {
      this.#tell();
      hooks.redraw();
    } });
    const [root, legend, progress] = [element("div", "mapped"), element("div", "legend"), element("div", "progress over")];
    progress.append(this.#bar, this.#button);
    legend.append(this.#ramp, this.#others);
    panel.panel.append(progress);
    root.append(this.#readout, panel.panel, legend);
    panel.root = root;
    panel.panel.addEventListener("pointermove", (event) => this.#point(event));
    panel.panel.addEventListener("pointerleave", () => this.#point());
    panel.panel.addEventListener("click", (event) => this.#click(event));
  }

  /** @param {Shared<MapColumns>} shared */
  follow({ scene, state, colors, columns }) {
    const { cells, limit } = state.map;
    const map = this.#map;
    map.ask(sweepSpec(state, this.#rule, this.#chart, { window: this.#panel.frame.slice(4), size: [cells, cells] }));
    this.#legend(colors, limit, scene.minima[this.#chart].length);
    if (this.#isNews(columns)) {
      this.#tell();
      this.#hooks.redraw();
    }
    const code = this.#own(columns)?.code;
    const below = map.found?.codes[this.#below ?? -1];
    setText(this.#readout, below !== undefined ? words(below, limit) : code !== undefined ? startResult(code, limit) : "");
    this.#bar.value = map.done;
    this.#bar.parentElement?.classList.toggle("over", map.done === 1);
    this.#panel.panel.classList.toggle("old", Boolean(map.old));
    setText(this.#button, map.stopped ? "Compute" : "Cancel");
  }

  /** What the figure knows of this map. @param {MapColumns} columns */
  #own = ({ maps }) => maps.find(({ rule, chart }) => rule === this.#rule && chart === this.#chart);

  /** Whether the figure does not know yet what has been found, such as after a change of its state. @param {MapColumns} columns */
  #isNews(columns) {
    const { found, done, stopped, old } = this.#map;
    const known = this.#own(columns);
    return known?.tally !== found || known?.done !== done || known?.stopped !== stopped || known?.isOld !== old;
  }

  /** Tells the figure what has been found, for its marks and its caption. */
  #tell() {
    const { found, done, stopped, old } = this.#map;
    this.#hooks.found("map", (now) => withFound(now, { rule: this.#rule, chart: this.#chart, tally: found, done, stopped, isOld: old }));
  }

  /** @param {boolean} gone */
  rest(gone) {
    this.#map.rest(gone);
  }

  /** What was painted is lost, the samples too. */
  forget() {
    this.#painted = {};
  }

  /** The point of the chart and the number of the cell under the pointer; nothing beside the map. @param {PointerEvent | MouseEvent} pointer */
  #place(pointer) {
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#panel.frame;
    const [x, y] = pointerIn(this.#panel.panel, pointer);
    const [u, v] = [(x - left) / (right - left), (bottom - y) / (bottom - top)];
    if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return undefined;
    const [columns, rows] = this.#map.spec?.grid.size ?? [1, 1];
    /** @type {Pair} */
    const theta = [x0 + u * (x1 - x0), y0 + v * (y1 - y0)];
    return { theta, cell: Math.floor(v * rows) * columns + Math.floor(u * columns) };
  }

  /** @param {PointerEvent} [event] */
  #point(event) {
    this.#below = event && this.#panel.frame.length ? this.#place(event)?.cell : undefined;
    this.#hooks.redraw();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const beside = event.target instanceof Element && event.target.closest(".handle, .progress");
    const at = beside ? undefined : this.#place(event);
    if (!at) return;
    this.#hooks.move("start", this.#chart, at.theta);
    this.#hooks.end();
  }

  /**
   * Draws the scale of colours and the other outcomes, if they have changed.
   * @param {Colors} colors
   * @param {number} limit
   * @param {number} several how many minima there are
   */
  #legend(colors, limit, several) {
    const { found } = this.#map;
    const color = familyColor(colors, ruleEntry(this.#rule).family);
    const key = JSON.stringify([colors, limit, found?.minima.length, several]);
    const same = key === this.#painted.key;
    if (!found || (same && this.#painted.found === found)) return;
    const look = (same && this.#painted.look) || looks(color, colors, limit, found.minima.length);
    // While a slider is dragged the words change, but seldom the samples.
    const samples = (same && this.#painted.samples) || new Map();
    this.#painted = { key, look, found, samples };
    if (!same) this.#scale(color, limit);
    this.#others.replaceChildren(...itemsOf(found, look, limit, several).map((line) => {
      const item = element("li", "", line.words);
      const bytes = line.cells.join();
      const sample = samples.get(bytes) ?? sampleOf(line.cells);
      samples.set(bytes, sample);
      item.prepend(sample);
      return item;
    }));
  }

  /**
   * The scale of colours for a number of steps.
   * @param {string} color
   * @param {number} limit
   */
  #scale(color, limit) {
    this.#ramp.style.setProperty("--hue", color);
    this.#ramp.replaceChildren("steps", ...ticksOf(limit).map(({ label, at }) => {
      const tick = element("span", "", label);
      tick.style.left = `${100 * at}%`;
      return tick;
    }));
  }
}

/** A small sample of a map. @param {Uint8ClampedArray} cells */
function sampleOf(cells) {
  const [width, height] = SAMPLE;
  const sample = Object.assign(element("canvas"), { width, height, ariaHidden: "true" });
  contextOf(sample).putImageData(new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (cells), width, height), 0, 0);
  return sample;
}
