// What a step costs, as a formula with its numbers: shown while a number is held, or with the key "=".

import { chartOf } from "../core.js";
import { element } from "../elements.js";
import { amount, number } from "../text/format.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */
/** @import { Pair } from "../views/view.js" */

/** How long a press is that shows it (milliseconds), and for how many runs at once. */
const HELD = 400;
const MOST = 3;

/** The two ends of a step, in a chart. @param {Current} current @param {Run} run @param {number} k @param {string} chart @returns {[Pair, Pair]} */
function ends({ model }, run, k, chart) {
  const path = run.paths[run.chart];
  const at = (/** @type {number} */ step) => model.convert(/** @type {Pair} */ ([path[2 * step], path[2 * step + 1]]), run.chart, chart);
  return [at(k - 1), at(k)];
}

/**
 * The cost of step `k` of a run as a formula, with its numbers.
 * @param {Current} current
 * @param {Run} run
 * @param {number} k
 */
export function formula(current, run, k) {
  const { state } = current;
  const cost = `${amount(run.kl[k])} nats`;
  const name = `${run.entry.label}, step ${k}: KL(old ‖ new) = `;
  const [normal, probabilities] = [chartOf(state.model, "mean-and-deviation"), chartOf(state.model, "probabilities")];
  if (normal) {
    const [[m0, s0], [m1, s1]] = ends(current, run, k, normal);
    const [a, b, c, d] = [m0, s0, m1, s1].map((x) => number(x, 4));
    return `${name}ln(σ₁/σ₀) + (σ₀² + (μ₀ − μ₁)²) / (2σ₁²) − ½ = ln(${d}/${b}) + (${b}² + (${a} − ${c})²) / (2 · ${d}²) − ½ = ${cost}`;
  }
  if (probabilities) {
    const [p, q] = ends(current, run, k, probabilities).map(([p1, p2]) => [p1, p2, 1 - p1 - p2]);
    return `${name}Σ p ln(p/q) = ${p.map((one, j) => `${number(one)} ln(${number(one)}/${number(q[j])})`).join(" + ")} = ${cost}`;
  }
  if (chartOf(state.model, "middle-and-slope")) return `${name}the mean over the inputs of p ln(p/q) + (1 − p) ln((1 − p)/(1 − q)), p before and q after the step = ${cost}`;
  return `${name}the mean of ln(old/new) under the old distribution = ${cost}`;
}

export class Formulas {
  root = element("p", "formula");
  #figure;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} lab @param {Figure} figure */
  constructor(lab, figure) {
    this.#figure = figure;
    this.root.hidden = true;
    this.root.setAttribute("role", "status");
    lab.append(this.root);
    lab.addEventListener("pointerdown", (event) => {
      const target = event.target instanceof Element ? event.target.closest(".foot figcaption, .ledger td") : undefined;
      if (!target) return;
      const rule = target.closest("tr")?.dataset.rule;
      this.#timer = setTimeout(() => this.show(rule), HELD);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      lab.addEventListener(end, () => {
        clearTimeout(this.#timer);
        if (this.#timer) this.hide();
        this.#timer = undefined;
      });
    }
  }

  /** @param {string} [rule] only this one */
  show(rule) {
    const { current, cursor } = this.#figure;
    const runs = current.scene.runs.filter((run) => !rule || run.rule === rule).slice(0, MOST);
    const lines = runs.flatMap((run) => {
      const k = Math.min(Math.floor(cursor), run.steps);
      return k > 0 ? [formula(current, run, k)] : [];
    });
    if (!lines.length) return;
    this.root.replaceChildren(...lines.map((line) => element("span", "", line)));
    this.root.hidden = false;
  }

  hide() {
    this.root.hidden = true;
  }

  toggle() {
    if (this.root.hidden) this.show();
    else this.hide();
  }
}
