// Which controls a copy of the figure has for another page: chosen beside the buttons that copy it.

import { chooser } from "./fields.js";

/** What the attribute `controls` may say, in words. Without it a figure has all controls. @type {[value: string, text: string][]} */
const CONTROLS = [
  ["", "all controls"],
  ["some", "steps and sliders"],
  ["play scrub", "steps, the rest behind one line"],
  ["none", "no controls, but its handles"],
];

/**
 * The menu. What is chosen stands on the host as an attribute, from which copies are made.
 * @param {HTMLElement} host
 */
export function copiedControls(host) {
  const field = chooser({
    label: "a copy has", key: "copied-controls", entries: CONTROLS, value: () => host.getAttribute("controls") ?? "",
    set: (controls) => (controls ? host.setAttribute("controls", controls) : host.removeAttribute("controls")),
  });
  return field.root;
}
