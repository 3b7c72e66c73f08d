// The elements of a figure, from its panels to its announcements, and keeping some of
// them at the same height.

import { element } from "../elements.js";
import { keepKeys } from "./keys.js";
/** @import { Telling } from "./telling.js" */

/**
 * The parts of a figure, by name; `root` holds them all. `saving()` fills the menu that saves, when it is first opened.
 * @param {{ panels: { root: HTMLElement }, transport: { root: HTMLElement }, telling: Telling, saving: () => void }} given
 */
export function parts({ panels, transport, telling: { text, whole, goal, prediction, announcer }, saving }) {
  const made = {
    root: element("figure", "empty"),
    problem: Object.assign(element("p", "problem"), { hidden: true }),
    text, whole, goal,
    sight: element("div", "sight"),
    transport: transport.root,
    account: element("div", "account"),
    controls: element("div", "steering"),
    saving: element("details", "saving"),
    more: element("details", "more"),
    ruler: element("div", "ruler"),
    announcer: announcer.root,
    prediction,
  };
  made.problem.setAttribute("role", "alert");
  made.saving.append(element("summary", "", "Save, copy, open"));
  made.more.append(element("summary", "", "Numbers and controls"));
  made.saving.addEventListener("toggle", saving, { once: true });
  made.more.append(made.whole);
  const steps = element("div", "steps");
  steps.append(transport.root, made.sight, prediction);
  made.root.append(panels.root, made.problem, steps, made.text,
    made.goal, made.account, made.controls, made.saving, announcer.root, made.ruler);
  keepKeys(made.root);
  const keep = keepsHeight(() => !transport.root.hidden);
  for (const part of [made.text, made.account]) new ResizeObserver(keep()).observe(part);
  return made;
}

/**
 * Keeps a part of a page as high as it has been while it `plays`, so that the page below does not move up and down. At
 * another width it starts again.
 * @param {() => boolean} plays
 */
const keepsHeight = (plays) => () => {
  /** @type {number} */
  let width;
  return (/** @type {ResizeObserverEntry[]} */ [entry]) => {
    const target = /** @type {HTMLElement} */ (entry.target);
    if (target.offsetWidth !== width) target.style.minBlockSize = "";
    width = target.offsetWidth;
    // The height in the layout: on the screen it may be scaled, and would grow with each measurement.
    if (plays()) target.style.minBlockSize = getComputedStyle(target).height;
  };
};
