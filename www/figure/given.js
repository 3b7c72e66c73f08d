// What a view is given: state, columns, size and theme, from what all panels of a figure share.

import { plainScene } from "../scene/plain.js";
/** @import { Common, Drawn, Given, Grip, Held, Moment, Numbers, Size, View } from "../views/view.js" */

/**
 * The state and the columns of a panel.
 * @param {View} view
 * @param {{ panel: Given, held: Held, grip?: Grip }} own
 * @param {Common} common
 * @returns {[Moment, Numbers]}
 */
export function givenTo({ name }, own, { scene: whole, model: _, modelKey, colors: __, linesUntil: ___, ...showing }) {
  const scene = plainScene(whole);
  return [{ ...showing, ...own }, /** @type {Numbers} */ ({ scene, columns: scene.columns[name], modelKey })];
}

/**
 * What a view draws in a panel: first compute/ answers what can be asked only now, and then the view needs no model. A picture between two
 * charts is carried to where it is.
 * @param {View} view
 * @param {[Moment, Numbers]} given
 * @param {Common} common
 * @param {Size} size
 * @returns {Drawn}
 */
export function drawnBy(view, [state, columns], { scene, model, modelKey, colors }, size) {
  const answers = view.ask?.(state, { scene, columns: scene.columns[view.name], model, modelKey }, size);
  const drawn = view.marks?.(state, { ...columns, answers }, size, colors) ?? { marks: [] };
  return drawn.way && view.carry ? { ...drawn, marks: view.carry(drawn.way, model) } : drawn;
}
