// Where an element is on the screen, whatever its page does to it: scaled, zoomed, turned or
// mirrored by any of its ancestors.

import { parentOf } from "./background.js";

/**
 * The affine map from an element's own layout (CSS pixels) to the screen: `origin` is where its upper left corner is in
 * the viewport, `across` and `down` are how far one layout pixel to the right and downwards goes there.
 * @typedef {{ origin: [number, number], across: [number, number], down: [number, number] }} Placed
 */

/** How far apart the measured corners are (CSS pixels); far enough for rounding not to matter. */
const DISTANCE = 1000;

/**
 * By how much the lengths that a browser tells of an element have to be multiplied: WebKit leaves out how far the page zooms
 * it (the property `zoom`), and the events of a pointer do not.
 * @param {Element | null | undefined} element
 * @returns {number}
 */
const zoomOf = (element) => (!element || Reflect.has(element, "currentCSSZoom") ? 1 : (Number(getComputedStyle(element).zoom) || 1) * zoomOf(parentOf(element)));

/**
 * Measures where a positioned element is, with marks of no size at three of its corners. A bounding box alone would not
 * tell a quarter turn from another size.
 * @param {HTMLElement} element
 * @returns {Placed}
 */
export function placeOf(element) {
  // The marks are in a box whose size does not depend on them. Such a box is not broken across the columns of a page, so
  // that all marks are in the same one.
  const whole = element.ownerDocument.createElement("i");
  whole.style.cssText = "position: absolute; left: 0; top: 0; width: 0; height: 0; contain: size; visibility: hidden";
  for (const [x, y] of [[0, 0], [DISTANCE, 0], [0, DISTANCE]]) {
    const mark = element.ownerDocument.createElement("i");
    mark.style.cssText = `position: absolute; left: ${x}px; top: ${y}px; width: 0; height: 0`;
    whole.append(mark);
  }
  element.append(whole);
  const zoom = zoomOf(element);
  const [origin, right, below] = [...whole.children].map((mark) => {
    const { left, top } = mark.getBoundingClientRect();
    return /** @type {[number, number]} */ ([zoom * left, zoom * top]);
  });
  whole.remove();
  /** @param {[number, number]} to @returns {[number, number]} */
  const unit = (to) => [(to[0] - origin[0]) / DISTANCE, (to[1] - origin[1]) / DISTANCE];
  return { origin, across: unit(right), down: unit(below) };
}

/** How large one square layout pixel is on the screen. @param {Placed} placed */
const areaOf = ({ across, down }) => across[0] * down[1] - across[1] * down[0];

/**
 * A movement on the screen as a movement in the element's layout; none if the element is flattened.
 * @param {Placed} placed
 * @param {[number, number]} movement
 * @returns {[number, number]}
 */
export function inLayout(placed, [x, y]) {
  const { across, down } = placed;
  const area = areaOf(placed);
  if (!area) return [0, 0];
  return [(x * down[1] - y * down[0]) / area, (y * across[0] - x * across[1]) / area];
}

/**
 * Where a pointer is in an element's layout.
 * @param {HTMLElement} element
 * @param {{ clientX: number, clientY: number }} pointer
 * @returns {[number, number]}
 */
export function pointerIn(element, { clientX, clientY }) {
  const placed = placeOf(element);
  return inLayout(placed, [clientX - placed.origin[0], clientY - placed.origin[1]]);
}

/** How many times as large as its layout an element appears, rounded to hundredths; 1 where it has no size. @param {HTMLElement} element */
export function scaleOf(element) {
  const scale = Math.round(100 * Math.sqrt(Math.abs(areaOf(placeOf(element))))) / 100;
  return scale || 1;
}
