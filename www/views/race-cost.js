// The cost of a step as a function of the number of parameters, drawn and in words. The model is in
// compute/step-cost.js.

import { BATCH, LAYERS, PARAMETERS, PRODUCTS, SOLVERS, TRIALS, WAYS, bytesOfMatrix, linesOfCosts, placeAmong } from "../compute/step-cost.js";
import { slider } from "../controls/inputs.js";
import { element, setText } from "../elements.js";
import { number } from "../text/format.js";
import { CHART_DASHES } from "../language.js";
import { axesOf, drawn } from "./series.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Curve } from "./series.js" */
/** @import { ViewParts } from "./view.js" */

/** The model in words and numbers. */
const WORDS = `A stated model, not a measurement. The unit is the gradient of a batch of ${BATCH} examples, 6 operations for each example and parameter; rules without a matrix pay one a step. A dense matrix takes P/6 more to add up and P²/${18 * BATCH} to solve with. K-FAC takes 2, and 4√(P/${LAYERS})/${3 * BATCH} for its factors in ${LAYERS} square layers; conjugate gradient 1 + 2 · ${PRODUCTS}, for ${PRODUCTS} products. Rules that try out their landing, such as the KL ball, the trust region and TRPO, add ${TRIALS} forward passes, ${number(TRIALS / 3)}; Newton, which has no K-FAC, takes conjugate gradient. The steps are those of exact matrices; approximate ones may take more.`;

/**
 * The slider of parameters.
 * @param {number} value
 * @param {(value: number) => void} set
 */
export const parameterSlider = (value, set) => slider("parameters of the network",
  { slider: PARAMETERS, logarithmic: true, text: (P) => `P = ${many(P)}` }, value, set);

/** A round number of parameters. @param {number} P */
const many = (P) => Number(P.toPrecision(2)).toLocaleString("en");

/** The sentences of the model, with its numbers. */
export class CostModel {
  constructor() {
    this.root = element("div");
    this.#now = element("p", "note");
    this.root.append(this.#now, element("p", "note", WORDS));
  }

  #now;

  /**
   * @param {Scene} scene
   * @param {State} state
   */
  update(scene, { race: { parameters } }) {
    const each = Object.values(SOLVERS).map(({ label, cost }) => `${label} ${number(cost(parameters))}`);
    setText(this.#now, `With P = ${many(parameters)}, a step in gradients: ${each.join(", ")}. The dense matrix alone would fill ${bytes(bytesOfMatrix(parameters))}.`);
  }
}

/** A number of bytes, in words. @param {number} count */
function bytes(count) {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let k = 0;
  for (; count >= 1000 && k < units.length - 1; k += 1) count /= 1000;
  return `${number(count)} ${units[k]}`;
}

/** The ways of stepping as curves: the gradient's is solid, and each way to solve has a dash of its own. @type {Curve[]} */
const CURVES = WAYS.map(({ label }, k) => ({
  rule: label, entry: { name: label, label, family: k ? "natural" : "euclidean" }, dash: CHART_DASHES[(k || 1) - 1], chartIndex: 0, hollow: false,
}));

/** The lines of costs. */
const LINES = linesOfCosts();

/** @type {ViewParts["backdrop"]} */
export const costAxes = ({ held }, { scene }) => axesOf(LINES, scene.steps, held);

/** The cost of a step against the number of parameters, with a mark at the chosen number. @type {ViewParts["marks"]} */
export const costMarks = ({ state: { race } }, _, size, colors) => drawn(LINES, CURVES, { colors, cursor: placeAmong(race.parameters) }, size);
