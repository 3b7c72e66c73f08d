// The distributions of a figure along its axis: at the start, after the step shown, of the target, and of many learners.

import { modelEntry, onALine } from "../core.js";
import { COARSE, SAMPLES, evenly } from "./curves.js";
import { cloudsIn } from "./overlays.js";
import { pairAt } from "./points.js";
import { madeOnce } from "./remembered.js";
/** @import { DensityAnswers, DensityColumns, Scene } from "../scene/shape.js" */
/** @import { Model, Moment, Sources } from "../views/view.js" */

/** @type {ReturnType<typeof madeOnce<Float64Array>>} */
const xsOnce = madeOnce();

/**
 * What a panel of distributions asks.
 * @param {Moment} moment
 * @param {Sources<DensityColumns>} sources
 * @param {{ frame: number[] }} size
 * @returns {DensityAnswers}
 */
export function askDensity({ panel, state, cursor }, { scene, model, columns: { after } }, { frame }) {
  const { takes } = modelEntry(state.model);
  const [chart] = state.charts;
  const steps = scene.runs.map((run) => Math.min(Math.floor(cursor), run.steps));
  const chances = scene.runs.map((run, r) => (steps[r] > 0 ? after?.(run, steps[r]) : undefined));
  const labelled = takes === "labelled";
  if (!onALine(state.model) && !labelled) return { learners: [], chances };
  const xs = xsOnce(panel, [frame], () => evenly(frame, SAMPLES));
  return {
    curves: {
      before: model.density(scene.starts[chart], chart, xs),
      after: scene.runs.map(({ paths }, r) => model.density(pairAt(paths[chart], steps[r]), chart, xs)),
      target: takes === "target" ? model.targetDensity(xs) : undefined,
    },
    learners: onALine(state.model) ? [] : learnersIn(scene, model, chart, evenly(frame, COARSE)),
    chances,
  };
}

/**
 * The last distribution of each of many learners; see views/order.js.
 * @param {Scene} scene
 * @param {Model} model
 * @param {string} chart
 * @param {Float64Array} xs
 * @returns {DensityAnswers["learners"]}
 */
const learnersIn = (scene, model, chart, xs) => cloudsIn(scene).flatMap(({ family, places: { [chart]: flat } }) =>
  Array.from({ length: flat.length / 2 }, (_, k) => pairAt(flat, k)).filter((at) => model.contains(at, chart))
    .map((at) => ({ family, ys: model.density(at, chart, xs) })));
