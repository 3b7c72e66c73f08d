// What the views of a scene need besides what every scene has: the columns that each of them prepares.

import { viewsOf } from "../views/registry.js";
/** @import { State } from "../state/shape.js" */
/** @import { Scene, ViewColumns } from "./shape.js" */
/** @import { Model, View } from "../views/view.js" */

/**
 * Prepares the columns of every view that a state shows. Where its runs have grown, only those that depend on how far they have come.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
export function prepare(scene, state, model) {
  for (const { name, prepare: columns, grows } of viewsOf(state)) {
    if (columns && (grows || !(name in scene.columns))) put(scene, name, /** @type {ViewColumns[typeof name]} */ (columns(scene, state, model)));
  }
}

/**
 * Gives a view other columns.
 * @template {keyof ViewColumns} Name
 * @param {Scene} scene
 * @param {Name} name
 * @param {ViewColumns[Name]} columns
 */
export function put(scene, name, columns) {
  scene.columns = { ...scene.columns, [name]: columns };
}

/**
 * Changes the columns of a view, if it has any.
 * @template {keyof ViewColumns} Name
 * @param {Scene} scene
 * @param {Name} name
 * @param {(columns: ViewColumns[Name]) => ViewColumns[Name]} change
 */
export function renew(scene, name, change) {
  const columns = scene.columns[name];
  if (columns) put(scene, name, change(columns));
}

/**
 * The slow work of views, each an iterator: after each of its steps the scene has the columns there are so far.
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
export const refining = (scene, state, model) => viewsOf(state).filter(({ refine }) => refine).map((view) => refined(view, scene, state, model));

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {State} state
 * @param {Model} model
 */
function* refined({ name, refine }, scene, state, model) {
  for (const found of refine?.(scene.columns[name], scene, state, model) ?? []) {
    if (found) put(scene, name, found);
    yield;
  }
}
