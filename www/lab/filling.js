// A field whose cost nobody has chosen: the lab chooses one with which the plane is full of balls, whenever it shows another plane.

import { dataKey } from "../state/data.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Windows } from "./windows.js" */

/** What is said where hardly any ball has room, whatever it costs, and in short beside the title of the plane. */
export const NO_ROOM = "No room for a field in these coordinates: nearly everywhere balls are longer than the plane.";
const SHORT = "no room for a field";

export class Filling {
  #figure;
  #windows;
  #said;
  /** The plane for which a cost was chosen last. */
  #plane = "";
  /** Whether it has no room for a field. */
  #hasNoRoom = false;

  /** @param {Figure} figure @param {Windows} windows @param {(text: string) => void} said shows a notice */
  constructor(figure, windows, said) {
    this.#figure = figure;
    this.#windows = windows;
    this.#said = said;
  }

  /** Chooses the cost for another plane; returns whether it has changed something. @param {State} state */
  follow(state) {
    const { field, charts: [chart], model, data, views } = state;
    if (field?.kind !== "balls" || !field.auto || this.#windows.held) {
      if (!field?.auto) [this.#plane, this.#hasNoRoom] = ["", false];
      return false;
    }
    const plane = JSON.stringify([model, dataKey(data), chart, views.includes("field")]);
    if (plane === this.#plane) return false;
    this.#plane = plane;
    const cost = this.#windows.fillingCost(chart);
    this.#hasNoRoom = cost === undefined;
    if (cost === undefined) this.#said(NO_ROOM);
    if (cost === undefined || cost === field.cost) return false;
    this.#figure.change((now) => { if (now.field) now.field = { ...now.field, cost }; }, true);
    return true;
  }

  /** What is said of it beside the title of the plane of a chart. @param {string} chart @param {State} state */
  remark(chart, { charts, field }) {
    return this.#hasNoRoom && field?.kind === "balls" && field.auto && chart === charts[0] ? SHORT : "";
  }
}
