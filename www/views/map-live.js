// A map on the page: its starts are computed in workers, the outcome under the pointer is shown, a
// click sets the start, and there is a legend.

import { MapWork, sweepSpec, withFound } from "../compute/map.js";
import { ruleEntry } from "../core.js";
import { button, element, setText } from "../elements.js";
import { pointerIn } from "../figure/place.js";
import { familyColor } from "../language.js";
import { contextOf } from "../marks/canvas.js";
import { share } from "../text/format.js";
import { codeOf } from "../compute/outcome-codes.js";
import { along, isShown, looks, minimumName, pixelsOf, words } from "./map-codes.js";
/** @import { Colors, Hooks, LivePanel, Shared } from "./view.js" */
/** @import { MapColumns, MapTally, Pair } from "../scene/shape.js" */
/** @import { Looks } from "./map-codes.js" */

/** Numbers of steps with a tick on the scale of colours, and the part of it that has room for ticks. */
const TICKS = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000];
const ROOM = 0.88;

/** The size of a sample of hatching in the legend (CSS pixels). */
const SAMPLE = [26, 14];

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
  #readout = element("p", "amount");
  #ramp = element("div", "ramp");
  #others = element("ul");
  #bar = Object.assign(element("progress"), { max: 1, ariaLabel: "share of the map that is done" });
  #button = button("Cancel", () => this.#map.toggle());
  /** What the legend was painted for, and the number of the cell under the pointer. @type {{ key?: string, look?: Looks, found?: MapTally }} */
  #painted = {};
  /** @type {number | undefined} */
  #below;

  /**
   * The work on the map is in the panel's memory, where the view finds its results.
   * @param {LivePanel} panel
   * @param {{ rule: string, chart: string }} described
   * @param {Hooks} hooks
   */
  constructor(panel, { rule, chart }, hooks) {
    this.#panel = panel;
    this.#rule = rule;
    this.#chart = chart;
    this.#hooks = hooks;
    panel.kept.map = new MapWork(hooks);
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

  get #map() {
    return /** @type {MapWork} */ (this.#panel.kept.map);
  }

  /** @param {Shared<MapColumns>} shared */
  follow({ scene, state, colors, columns }) {
    const { cells, limit } = state.map;
    const map = this.#map;
    map.ask(sweepSpec(state, this.#rule, this.#chart, { window: this.#panel.frame.slice(4), size: [cells, cells] }));
    this.#legend(colors, limit, scene.minima[this.#chart].length);
    this.#tell(columns);
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

  /** Tells the figure what has been found since, for its caption. @param {MapColumns} columns */
  #tell(columns) {
    const { found, done, stopped } = this.#map;
    const known = this.#own(columns);
    if (known?.tally === found && known?.done === done && known?.stopped === stopped) return;
    this.#hooks.found("map", (now) => withFound(now, { rule: this.#rule, chart: this.#chart, tally: found, done, stopped }));
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
    this.#painted = { key, look, found };
    if (!same) this.#scale(color, limit);
    const ends = found.minima.map((count, k) => (several > 1 && count ? minimumItem(k, share(count / found.starts), look, limit, several) : ""));
    this.#others.replaceChildren(...ends, ...Array.from(found.others, (count, k) =>
      (count && isShown(-1 - k) ? itemOf(-1 - k, share(count / found.starts), look, limit) : "")));
  }

  /**
   * The scale of colours for a number of steps.
   * @param {string} color
   * @param {number} limit
   */
  #scale(color, limit) {
    this.#ramp.style.setProperty("--hue", color);
    const ticks = [...TICKS.filter((steps) => along(steps, limit) < ROOM), limit];
    this.#ramp.replaceChildren("steps", ...ticks.map((steps) => {
      const tick = element("span", "", String(steps));
      tick.style.left = `${100 * along(steps, limit)}%`;
      return tick;
    }));
  }
}

/**
 * A line of the legend: the colours of a minimum, its name, and how many starts come there.
 * @param {number} minimum
 * @param {string} part
 * @param {Looks} look
 * @param {number} limit
 * @param {number} minima how many there are
 */
function minimumItem(minimum, part, look, limit, minima) {
  const item = element("li", "", `${minimumName(minimum, minima)}: ${part}`);
  const last = SAMPLE[0] - 1;
  item.prepend(sampleOf((x) => codeOf(minimum, Math.round((limit + 1) ** (x / last) - 1)), look));
  return item;
}

/**
 * A line of the legend: a sample of hatching, what it means, and how many starts it takes.
 * @param {number} code
 * @param {string} part
 * @param {Looks} look
 * @param {number} limit
 */
function itemOf(code, part, look, limit) {
  const item = element("li", "", `${words(code, limit)}: ${part}`);
  item.prepend(sampleOf(() => code, look));
  return item;
}

/**
 * A small sample of a map.
 * @param {(x: number) => number} codeAt
 * @param {Looks} look
 */
function sampleOf(codeAt, look) {
  const [width, height] = SAMPLE;
  const sample = Object.assign(element("canvas"), { width, height, ariaHidden: "true" });
  contextOf(sample).putImageData(new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (pixelsOf(width, height, codeAt, look)), width, height), 0, 0);
  return sample;
}
