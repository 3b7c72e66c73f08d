// The figure as a widget of a notebook (https://anywidget.dev): what Python says are the attributes of an element, and what
// a reader changes goes back to Python.

import "../kl-ball.js";
/** @import { Host } from "../views/view.js" */

/** @typedef {Record<string, string>} Written */

/**
 * @typedef {object} WidgetModel what anywidget gives
 * @property {(name: string) => unknown} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, heard: () => void) => void} on
 * @property {(event: string, heard: () => void) => void} off
 */

/** Shows a figure in a cell. @param {{ model: WidgetModel, el: HTMLElement }} given */
function render({ model, el }) {
  const figure = /** @type {Host & HTMLElement} */ (document.createElement("kl-ball"));
  /** The attributes that Python and the figure both have, as text. @type {string} */
  let known = "";
  const take = () => {
    const written = /** @type {Written} */ (model.get("_attributes") ?? {});
    if (JSON.stringify(written) === known) return;
    known = JSON.stringify(written);
    for (const name of figure.getAttributeNames()) if (!(name in written)) figure.removeAttribute(name);
    for (const [name, value] of Object.entries(written)) if (figure.getAttribute(name) !== value) figure.setAttribute(name, value);
  };
  const give = () => {
    const written = Object.fromEntries(figure.getAttributeNames().map((name) => [name, figure.getAttribute(name) ?? ""]));
    const now = { ...written, ...figure.changes };
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    model.set("_attributes", now);
    model.save_changes();
  };
  const fail = (/** @type {Event} */ event) => {
    model.set("error", /** @type {CustomEvent<Error>} */ (event).detail.message);
    model.save_changes();
  };
  for (const event of ["kl-ball-change", "kl-ball-input"]) figure.addEventListener(event, give);
  figure.addEventListener("kl-ball-error", fail);
  model.on("change:_attributes", take);
  take();
  el.append(figure);
  return () => {
    model.off("change:_attributes", take);
    figure.remove();
  };
}

export default { render };
