// Movements between charts are fetched when a reader first points at a figure: no figure needs
// them before that.

/** @import { Passing, Shown } from "./passing.js" */

/** @type {typeof import("./passing.js") | undefined} */
let loaded;

/** Fetches what moves planes, once. Without it charts change at once. */
export async function loadPassages() {
  loaded ??= await import("./passing.js").catch(() => undefined);
}

/** The way from what is shown, once it has been fetched. @param {Shown} shown @returns {Passing | undefined} */
export const passingFrom = (shown) => loaded && new loaded.Passing(shown);
