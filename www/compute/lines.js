// The lines of a series: a quantity of every run against its steps.

import { isReturn, seriesEntry } from "../core.js";
import { budgetOf } from "./budget.js";
/** @import { Lines, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/**
 * The lines of the series that a state names.
 * @param {Scene} scene
 * @param {State} state
 * @returns {Lines}
 */
export function linesOf(scene, state) {
  const { leastLoss: least = NaN } = scene;
  const gap = state.series === "loss" && scene.leastLoss !== undefined;
  // Without a least loss, the loss itself is shown, which may be negative.
  const { logarithmic, of } = seriesEntry(state.series);
  return {
    logarithmic: logarithmic && (gap || state.series !== "loss"),
    label: gap ? "loss − least loss (nats)" : axisLabel(state),
    from: of === "step" ? 1 : 0,
    values: scene.runs.map(({ series = new Float64Array() }) => (gap ? series.map((loss) => loss - least) : series)),
    level: state.series.startsWith("kl") ? { value: budgetOf(scene), text: "the budget" } : undefined,
  };
}

/** The label of a series with its unit, which a return does not have. @param {State} state */
function axisLabel({ model, series }) {
  const { label, unit } = seriesEntry(series);
  return unit && !(series === "loss" && isReturn(model)) ? `${label} (${unit})` : label;
}

/** What step `k` costs, in costs of the first step. @param {Float64Array} costs @param {number} k */
export const besideFirst = (costs, k) => costs[k] / costs[1];
