// The parts of a single step: what a figure of one step shows at each stop of its
// transport, and the sentence for it.

import { isLevel, ruleEntry, withUnit } from "../core.js";
import { chosen, nats, number } from "../text/format.js";
import { budgetOf } from "../compute/budget.js";
import { pairAt } from "../compute/points.js";
import { BUDGET } from "../text/caption.js";
import { ARRIVED, ending } from "../text/status.js";
import { told } from "../text/told.js";
/** @import { State } from "../state/shape.js" */
/** @import { Run, Scene } from "../scene/shape.js" */

/** The stops, in order. */
export const STAGES = ["start", "gradient", "metric", "balls", "landing", "cost"];

/** The stop at which the step begins to move; it lands one stop later. */
const BALLS = 3;

/** Whether a figure shows a single step, in parts. @param {State} state */
export const isSingleStep = (state) => state.steps === 1 && state.rules.length > 0;

/** The run whose landing readers guess: the last one. @param {Scene} scene */
export const guessed = ({ runs }) => runs[runs.length - 1];

/** The cursor at a stop: 0 before the step, 1 after it, and a fraction while it moves. @param {number} stage */
export const stepOf = (stage) => Math.min(1, Math.max(0, stage - BALLS));

/** The stop at which the whole step is shown. @param {number} step */
export const stageOf = (step) => (step >= 1 ? STAGES.length - 1 : step > 0 ? BALLS + step : 0);

/**
 * The sentence of a stop before the last.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} stage
 */
export function stageCaption(scene, state, stage) {
  const chart = state.charts[0];
  const names = scene.symbols[chart];
  const { gradient, fisher, loss } = scene.inspection;
  const rules = scene.runs.map((run) => run.entry.label);
  switch (Math.floor(stage)) {
    case 0:
      return `Before the step: (${names.join(", ")}) = (${scene.starts[chart].map((x, k) => told(number(x), "set", `the ${names[k]} of the start`)).join(", ")}), a loss of ${withUnit(state.model, told(number(loss), "entry", "loss", 0))}. Where to go from here, and how far?`;
    case 1:
      if (isLevel(scene.inspection)) return `The gradient is zero${loss - (scene.leastLoss ?? NaN) < ARRIVED ? ", for this is the best fit" : ""}: nothing is downhill.`;
      return `The gradient: the loss changes by ${withUnit(state.model, told(number(gradient[0]), "entry", "gradient", 0))} per unit of ${names[0]} and by ${told(number(gradient[1]), "entry", "gradient", 1)} per unit of ${names[1]}. The arrow points downhill, (${gradient.map((part, k) => told(number(-part), "entry", "downhill", k)).join(", ")}).`;
    case 2: {
      const entry = (/** @type {number} */ k) => told(number(fisher[k]), "entry", "fisher", k);
      return `The metric: a small move Δ costs about ½ΔᵀFΔ nats, here with F = [${entry(0)}, ${entry(1)}; ${entry(1)}, ${entry(2)}]. Every little ellipse is drawn at the same cost; where it is large, parameters are cheap.`;
    }
    case 3: {
      const budget = budgetOf(scene);
      const disc = scene.spec.runs.find(({ rule }) => ruleEntry(rule).ball === "euclidean");
      const parts = [
        ...(disc ? [`a disc of ${told(chosen(disc.radius ?? NaN), "set", "the radius of the disc")} chart units`] : []),
        ...(budget === undefined ? [] : [`what ${told(nats(budget), "set", BUDGET)} can buy`]),
      ];
      return parts.length ? `The balls: ${parts.join(", and ")}. No step may leave its own.` : "From here each rule takes its step.";
    }
    default:
      return `The landing: ${scene.runs.map((run, k) => `${rules[k]} ${run.steps ? `at (${pairAt(run.paths[chart], run.steps).map((x, axis) => told(number(x), "place", run, run.steps, axis)).join(", ")})` : `nowhere (${ending(scene, run)})`}`).join("; ")}.`;
  }
}
