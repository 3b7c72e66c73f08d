// A distribution q, the start of a figure, and the target p that its model is fitted to: both divergences, and where on
// the line they come from.

import { Model as CoreModel } from "../core.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { Model } from "../views/view.js" */

/** Whether the pair of a scene is the target and the start. @param {Scene} scene @param {Model} model */
export const isWithTarget = ({ pins }, model) => !pins.other && model.target !== undefined;

/** The models of both losses for the target that was asked for last. @type {{ of?: Model, losses: { forward?: CoreModel, reverse: CoreModel } } | undefined} */
let last;

/** @param {Model} model */
function lossesOf(model) {
  if (last?.of === model) return last.losses;
  last?.losses.forward?.free();
  last?.losses.reverse.free();
  const { spec } = model;
  /** @param {"forward" | "reverse"} loss */
  const of = (loss) => new CoreModel({ ...spec, options: { ...spec.options, loss } });
  const reverse = of("reverse");
  let forward;
  try {
    forward = of("forward");
  } catch {
    // The target has no variance, so no Gaussian is near to it in this direction.
  }
  last = { of: model, losses: { forward, reverse } };
  return last.losses;
}

/**
 * KL(p ‖ q) and KL(q ‖ p) in nats, where p is the target: the two losses at the start.
 * @param {Scene} scene
 * @param {Model} model
 * @param {string} chart
 */
export function againstTarget({ pins: { start } }, model, chart) {
  const { forward, reverse } = lossesOf(model);
  const at = start[chart];
  return {
    forward: forward ? forward.inspect(at, chart).loss : Infinity,
    reverse: reverse.inspect(at, chart).loss,
    distance: undefined, charts: [], target: true,
  };
}

/**
 * Both densities, and the integrands p ln(p/q) and q ln(q/p).
 * @param {Scene} scene
 * @param {Model} model
 * @param {string} chart
 * @param {Float64Array} xs
 */
export function curvesWithTarget({ pins: { start } }, model, chart, xs) {
  const at = start[chart];
  const both = model.targetIntegrands(at, chart, xs);
  return {
    xs, inputs: xs, p: model.targetDensity(xs), q: model.density(at, chart, xs),
    forward: both.filter((_, k) => k % 2 === 0), reverse: both.filter((_, k) => k % 2 === 1),
  };
}
