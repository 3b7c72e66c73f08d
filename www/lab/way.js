// The slider between two charts, below a plane that moves from the one to the other: there it is in reach on a projector
// and on a phone too. The button goes the whole way by itself.

import { button, element, setText } from "../elements.js";
import { chartEntry } from "../core.js";
/** @import { Bench } from "./bench.js" */
/** @import { State } from "../state/shape.js" */

/** Whether a plane is on its way between two charts. @param {Pick<State, "views" | "morph">} state */
export const isBetweenCharts = ({ views, morph = 0 }) => views.includes("morph") && morph % 1 !== 0;

/** How long the whole way takes (milliseconds). */
const WHOLE = 800;

export class Way {
  root = element("div", "way");
  #bench;
  #from = element("span", "name");
  #to = element("span", "name");
  #slider = Object.assign(element("input"), { type: "range", min: "0", max: "1", step: "any" });
  /** The frame that is asked for while it goes by itself. @type {number | undefined} */
  #going;

  /** @param {Bench} bench */
  constructor(bench) {
    this.#bench = bench;
    this.#slider.dataset.key = "scrub";
    this.#slider.addEventListener("input", () => {
      this.#stop();
      this.#show(Number(this.#slider.value));
    });
    this.#slider.addEventListener("change", () => bench.end());
    const go = button("Go", () => this.#go(), "press go");
    go.setAttribute("aria-label", "Go from one chart to the other");
    this.root.append(this.#from, this.#slider, this.#to, go);
    this.root.hidden = true;
  }

  /** Follows the state: it is there if a plane moves between two charts. @param {State} state */
  follow(state) {
    const there = state.views.includes("morph") && state.charts.length === 2;
    this.root.hidden = !there;
    if (!there) {
      this.#stop();
      return;
    }
    const [first, second] = state.charts.map((chart) => chartEntry(state.model, chart).label);
    setText(this.#from, first);
    setText(this.#to, second);
    this.#slider.setAttribute("aria-label", `from ${first} to ${second}`);
    const share = state.morph ?? 0;
    this.#slider.value = String(share);
    this.#slider.setAttribute("aria-valuetext", share === 0 ? first : share === 1 ? second : `${Math.round(100 * share)} % of the way from ${first} to ${second}`);
  }

  /** @param {number} share */
  #show(share) {
    this.#bench.slide((state) => { state.morph = share; });
  }

  /** Goes to the farther end; at once for readers who prefer less motion. */
  #go() {
    this.#stop();
    const from = this.#bench.state.morph ?? 0;
    const to = from < 0.5 ? 1 : 0;
    const whole = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : WHOLE * Math.abs(to - from);
    const since = performance.now();
    const frame = () => {
      const part = whole > 0 ? Math.min(1, (performance.now() - since) / whole) : 1;
      this.#show(from + (to - from) * part * part * (3 - 2 * part));
      if (part < 1) {
        this.#going = requestAnimationFrame(frame);
        return;
      }
      this.#going = undefined;
      this.#bench.end();
    };
    frame();
  }

  /** Stands still. */
  #stop() {
    if (this.#going === undefined) return;
    cancelAnimationFrame(this.#going);
    this.#going = undefined;
    this.#bench.end();
  }
}
