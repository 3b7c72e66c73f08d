// The sentence below a figure.

import { aboutMatrices } from "../accounts/matrices.js";
import { chartEntry, modelEntry } from "../core.js";
import { countOf } from "../scene/models.js";
import { aboutSizes } from "../text/fitted.js";
import { aboutNameless } from "../text/nameless.js";
import { noFit } from "../text/unbounded.js";
import { aboutBatches, aboutFit, aboutLosses, caption } from "../text/caption.js";
import { viewsOf } from "../views/registry.js";
import { STAGES, stageCaption } from "./stages.js";
/** @import { Model } from "../views/view.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** @typedef {(scene: Scene, state: State, cursor: number) => string | undefined} Late */

/**
 * The sentence of a figure at step `cursor`, or at a `stage` of its single step; `verdict()` is the result of a reader's guess,
 * and `late` is what a page says late in a run, in place of what steps cost.
 * @param {{ scene: Scene, state: State, model: Model }} current
 * @param {number} cursor
 * @param {number} stage
 * @param {() => string} verdict
 * @param {Late} [late]
 */
export function words({ scene, state, model }, cursor, stage, verdict, late) {
  if (stage < STAGES.length - 1) return stageCaption(scene, state, stage);
  const own = viewsOf(state).map((view) => view.caption?.(scene, state, cursor, scene.columns[view.name])).find((text) => text !== undefined);
  const batches = state.batch ? aboutBatches(state, countOf(model)) : "";
  const fit = scene.unbounded ? noFit(scene.unbounded) : "";
  const nameless = aboutNameless(scene, state, cursor);
  return [verdict(), fit, own ?? late?.(scene, state, cursor) ?? aboutSteps(scene, state, cursor), nameless, aboutSizes(state), batches].filter(Boolean).join(" ");
}

/** The first sentence of a text. */
const FIRST = /^.*?[.?!](?=\s+\p{Lu}|\s*$)/su;

/**
 * One sentence where `words` may say several: that of a view that has one, or else the first.
 * @type {typeof words}
 */
export function briefly(current, cursor, stage, verdict) {
  const { scene, state } = current;
  if (stage < STAGES.length - 1) return words(current, cursor, stage, verdict);
  const own = viewsOf(state).map((view) => view.brief?.(scene, state, cursor, scene.columns[view.name])).find((text) => text !== undefined);
  if (own !== undefined) return own;
  const stepping = state.rules.length && state.charts.length === 1 && scene.leastLoss !== undefined && cursor >= 1;
  if (stepping && viewsOf(state).every((view) => view.caption?.(scene, state, cursor, scene.columns[view.name]) === undefined)) {
    const oneBell = modelEntry(state.model).takes === "target" && state.rules.length === 1 && chartEntry(state.model, state.charts[0]).symbols[0] === "μ";
    return (oneBell ? aboutFit : aboutLosses)(scene, state, Math.floor(cursor));
  }
  const all = words(current, cursor, stage, verdict);
  return state.ellipses.length > 1 && !state.rules.length ? all : FIRST.exec(all)?.[0] ?? all;
}

/**
 * @param {Scene} scene
 * @param {State} state
 * @param {number} cursor
 */
function aboutSteps(scene, state, cursor) {
  if (state.rules.length) return caption(scene, state, cursor);
  return state.ellipses.length > 1 ? aboutMatrices(scene, state) : "";
}
