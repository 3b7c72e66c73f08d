// What hands may do on the panels that are shown: on planes, on curves of distributions and on their data.

import { CurveHandles } from "./curve.js";
import { Gestures } from "./gestures.js";
import { Observations } from "./observations.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Bench } from "./bench.js" */

export class Hands {
  #bench;
  /** @type {(CurveHandles | Gestures)[]} */
  #hands = [];

  /** @param {Bench} bench */
  constructor(bench) {
    this.#bench = bench;
  }

  /** Other panels. @param {Panel[]} panels */
  take(panels) {
    this.#hands = [];
    for (const panel of panels) {
      if (panel.name === "density") {
        this.#hands.push(new CurveHandles(panel, this.#bench));
        // It listens to the panel by itself.
        new Observations(panel, this.#bench);
      }
      if (["plane", "field", "morph"].includes(panel.name) && panel.chart) this.#hands.push(new Gestures(panel, this.#bench));
    }
  }

  /** A picture has been drawn. */
  follow() {
    for (const hand of this.#hands) hand.follow();
  }
}
