// The controls of a figure: sliders, menus, the transport, and the menu that saves.

import { buildControls } from "../controls/inputs.js";
import { focusIn } from "../elements.js";
import { countOf } from "../scene/models.js";
import { sameData } from "../state/data.js";
import { viewsOf } from "../views/registry.js";
import { choose } from "./folding.js";
/** @import { State } from "../state/shape.js" */
/** @import { Change } from "../views/view.js" */
/** @import { Current } from "./current.js" */
/** @import { Parts } from "./folding.js" */

/** Shows the transport where there are steps to go through. @param {HTMLElement} transport @param {State} state */
export function showTransport(transport, state) {
  transport.hidden = state.controls === "none" || state.rules.length === 0 || viewsOf(state).every((view) => view.timeless);
}

/**
 * Builds the controls again. The control that caused the change keeps the focus.
 * @param {Parts} parts
 * @param {Current} current
 * @param {Change} change
 */
export function refreshControls(parts, { state, model }, change) {
  const { root, controls, saving, sight } = parts;
  const all = () => /** @type {HTMLElement[]} */ ([sight, controls].flatMap((part) => [...part.querySelectorAll("input, select, button")]));
  const held = focusIn(root);
  const focused = held ? all().indexOf(held) : -1;
  const [sliders, menus] = buildControls(state, change, countOf(model));
  const some = [...viewsOf(state).flatMap((view) => view.controls?.(state, change) ?? []), sliders];
  saving.hidden = state.controls !== "all";
  controls.replaceChildren(...{ none: [], some, all: [...some, menus] }[state.controls]);
  sight.replaceChildren();
  if (state.sight) choose(parts, state.sight);
  all()[focused]?.focus({ preventScroll: true });
}

/** Whether a reader is moving a slider. It must not be replaced meanwhile. @param {HTMLElement} root */
export function sliderIsHeld(root) {
  const held = focusIn(root);
  return held instanceof HTMLInputElement && held.type === "range";
}

/** Whether two lists of sizes that suit the data are not the same. @param {State["fitted"]} before @param {State["fitted"]} after */
export const sizesDiffer = (before = {}, after = {}) => JSON.stringify(before) !== JSON.stringify(after);

/**
 * What has to be made anew after a change of the state: the planes, which then show the current start; all panels;
 * only the controls; or nothing.
 * @param {State} before
 * @param {State} after
 * @returns {"planes" | "panels" | "controls" | undefined}
 */
export function remade(before, after) {
  const differ = (/** @type {(state: State) => unknown} */ part) => JSON.stringify(part(before)) !== JSON.stringify(part(after));
  if (differ(({ charts, views, ellipses, rules }) => [charts, views, ellipses, rules])) return "planes";
  if (differ(({ race, views, field }) => [race?.budget, race?.against, views.includes("field") && field?.kind])) return "panels";
  return sameData(before.data, after.data) ? undefined : "controls";
}
