// The look that the page gives to a figure: colours, the size of type, and the
// resolution. It is read only when it may have changed.

import { colors } from "../language.js";
import { scaleOf } from "./place.js";
/** @import { Announcer } from "./announcer.js" */
/** @import { Panels } from "./panels.js" */

/** How many times as large as usual the type is. @param {HTMLElement} root */
export const typeOf = (root) => Number(getComputedStyle(root).getPropertyValue("--kl-type")) || 1;

/** Device pixels per pixel of the figure's layout: pages may scale or zoom a figure. One made smaller keeps its resolution, because thin lines would become thick. @param {HTMLElement} root */
export const ratioOf = (root) => (window.devicePixelRatio || 1) * Math.max(1, scaleOf(root));

/**
 * The current colours, the style of each of the `panels`, and whether the reader prefers reduced motion.
 * @param {{ root: HTMLElement }} parts
 * @param {Announcer} announcer
 * @param {Pick<Panels, "styles">} panels
 * @param {number} [ticks] the most numbers on an axis
 * @param {number} [ratio]
 */
export function lookOf({ root }, announcer, panels, ticks, ratio = ratioOf(root)) {
  const found = colors(announcer.root);
  return {
    colors: found,
    ratio,
    styles: panels.styles(found, getComputedStyle(root).fontFamily, ratio, ticks),
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}
