// The distributions below a field: at the handle, at the costliest point of the disc, and where the ball ends in the same direction.

import { modelEntry, onALine } from "../core.js";
import { CLASSES } from "./chances.js";
import { SAMPLES, evenly } from "./curves.js";
import { patternIn } from "./pattern.js";
/** @import { FieldAnswers, FieldColumns, Pair, Rivals } from "../scene/shape.js" */
/** @import { FieldSettings, State } from "../state/shape.js" */
/** @import { Moment, Sources } from "../views/view.js" */

/** Whether distributions are bars of classes, and not curves. @param {State} state */
export const areBars = ({ model }) => !onALine(model) && modelEntry(model).takes !== "labelled";

/**
 * The places whose distributions are compared, by what they are.
 * @param {Pair} handle
 * @param {Rivals} rivals
 * @returns {{ name: "handle" | "ball" | "disc", at: Pair }[]}
 */
const placesOf = (handle, { onBall, costliest, worst = NaN }) => [
  { name: "handle", at: handle },
  ...(onBall ? [{ name: /** @type {const} */ ("ball"), at: onBall }] : []),
  ...(costliest && Number.isFinite(worst) ? [{ name: /** @type {const} */ ("disc"), at: costliest }] : []),
];

/**
 * What a panel of a field asks: its field or its arrows, or the distributions below it.
 * @param {Moment} moment
 * @param {Sources<FieldColumns>} sources
 * @param {{ frame: number[] }} size
 * @returns {FieldAnswers}
 */
export function askField({ panel, state }, { scene, model, modelKey, columns: { rivals } }, { frame }) {
  if (panel.name !== "bells") return patternIn(panel.chart, panel, model, modelKey, frame, /** @type {FieldSettings} */ (state.field));
  const [chart] = state.charts;
  const xs = areBars(state) ? CLASSES : evenly(frame, SAMPLES);
  return { bells: placesOf(scene.starts[chart], rivals[chart]).map(({ name, at }) => ({ name, ys: model.density(at, chart, xs) })) };
}
