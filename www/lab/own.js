// A reader's own data in the lab: in the side panel, from a file or text that is dropped anywhere, or pasted where
// nothing is written.

import { listenForDrops } from "../elements.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */
/** @import { Side } from "./side.js" */

/** @typedef {{ files: File[], text: string }} Given */

/** What was given last: while the panel is being loaded one thing may overtake another. @type {Given | undefined} */
let last;

/**
 * Shows the panel for own data in the side panel, reads those that are `given`, and returns the panel.
 * @param {{ side: Side, figure: Figure, host: Host }} lab
 * @param {Given} [given]
 */
export async function showOwnData({ side, figure, host }, given) {
  if (given) last = given;
  const { ownData } = await import("../controls/own-data.js");
  const panel = ownData(figure, host);
  side.ownPlace.replaceChildren(panel.root);
  /** @type {HTMLElement} */ (panel.root.querySelector("textarea")).dataset.key = "own data";
  // The keys of the lab go on working: its Undo takes the data back.
  if (given && given === last) panel.take(given, { focus: false });
  return panel;
}

/**
 * Reads what is dropped or pasted; `show` gets it.
 * @param {(given: Given) => void} show
 */
export function listenForData(show) {
  /** @param {Event} event @param {DataTransfer | null} transfer */
  const take = (event, transfer) => {
    if (event.composedPath().some((target) => target instanceof HTMLElement && target.matches("input, textarea"))) return;
    event.preventDefault();
    // The browser empties the transfer after the event.
    show({ files: [...transfer?.files ?? []], text: transfer?.getData("text/plain") ?? "" });
  };
  listenForDrops(document, (event) => take(event, event.dataTransfer));
  document.addEventListener("paste", (event) => take(event, event.clipboardData));
}
