// How the page around a figure has it look: colours, the size of type, and the
// resolution. Asked for only after it may have changed.

import { colors } from "../language.js";

/** How many times as large as usual the type is. */
export const typeOf = (root) => Number(getComputedStyle(root).getPropertyValue("--kl-type")) || 1;

/** Device pixels per CSS pixel. */
export const ratioOf = () => window.devicePixelRatio || 1;

/** The colours in force, the style of each of the `panels`, and whether motion is unwelcome. */
export function lookOf({ root }, announcer, panels, ratio = ratioOf()) {
  const found = colors(announcer.root);
  return {
    colors: found,
    styles: panels.styles(found, getComputedStyle(root).fontFamily, ratio),
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}
