// Where a pointer is among the panels, in their coordinates, so that a window of another size can show the same place.

import { pixel, value } from "../marks/frame.js";
import { pointerIn } from "../figure/place.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Pair } from "../views/view.js" */

/** @typedef {[panel: number, a: number, b: number]} Spot the number of a panel, and a place in it */

/** A frame with coordinates: a panel without axes counts from 0 to 1. @param {Panel} panel */
const framed = ({ frame }) => (frame.length >= 8 ? frame : [...frame.slice(0, 4), 0, 1, 0, 1]);

/** Where a pointer is; undefined outside all panels. @param {Panel[]} panels @param {PointerEvent} event @returns {Spot | undefined} */
export function spotAt(panels, event) {
  const path = event.composedPath();
  const index = panels.findIndex(({ panel }) => path.includes(panel));
  if (index < 0 || panels[index].frame.length < 4) return undefined;
  const at = value(framed(panels[index]), pointerIn(panels[index].panel, event));
  return at.every(Number.isFinite) ? [index, ...at] : undefined;
}

/** The same place in other panels: which, and where in it (CSS pixels). @param {Panel[]} panels @param {Spot} spot @returns {{ panel: HTMLElement, at: Pair } | undefined} */
export function placeOf(panels, [index, a, b]) {
  const panel = panels[index];
  return panel && panel.frame.length >= 4 ? { panel: panel.panel, at: pixel(framed(panel), [a, b]) } : undefined;
}
