// The numbers of a sentence or of the table as formulas, in words. Loaded when one is asked for; see formula.js.

import { chartEntry, chartOf, withUnit } from "../core.js";
import { costAndBudget } from "../compute/budget.js";
import { DIVISORS, endsOfRefined } from "../compute/halving.js";
import { shareOfBound } from "../compute/learners.js";
import { differs } from "../compute/matrices.js";
import { pairAt } from "../compute/points.js";
import { namesOfClasses } from "../state/classes.js";
import { amount, chance, chosen, nats, number, share } from "../text/format.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Run } from "../scene/shape.js" */
/** @import { Fact } from "../text/told.js" */
/** @import { Pair } from "../views/view.js" */

/** What a formula looks like. */
export const STYLE = `
.formula { position: fixed; left: 12px; bottom: 92px; margin: 0; max-width: min(900px, calc(100% - 24px)); box-sizing: border-box; overflow-wrap: anywhere; padding: 8px 14px; border-radius: 10px; background: var(--kl-ink); color: var(--kl-ground); font-size: 14.5px; line-height: 1.5; z-index: 7; display: flex; flex-direction: column; gap: 4px; }
@media (forced-colors: active) { .formula { background: Canvas; color: CanvasText; border: 1px solid; } }
`;

/** Digits of numbers in a formula, at least and at most. */
const [FEW, MOST] = [4, 15];

/** What a formula says may differ from what its rounded numbers give by this share. */
const CLOSE = 0.002;

/** Subscripts of coordinates and classes. */
const BELOW = "₁₂₃";

/** A number with so many digits, and a true minus sign. @param {number} value @param {number} [digits] */
function precise(value, digits = FEW) {
  const size = Math.abs(value);
  if (!(size >= 1e-3 && size < 1e5)) return number(value, digits);
  return value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size)))).replace("-", "−").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

/**
 * Numbers with as many digits as a reader needs to get the same result.
 * @param {number[]} values
 * @param {(...values: number[]) => number} result
 */
function enough(values, result) {
  const whole = result(...values);
  for (let digits = FEW; digits < MOST; digits += 1) {
    const found = result(...values.map((value) => Number(value.toPrecision(digits))));
    if (Math.abs(found - whole) <= Math.max(1e-12, CLOSE * Math.abs(whole))) return values.map((value) => precise(value, digits));
  }
  return values.map((value) => precise(value, MOST));
}

/** One number minus another, in digits that show the difference. @param {number} one @param {number} other */
function minus(one, other) {
  const [a, b] = enough([one, other], (x, y) => x - y);
  return `${a} − ${b}`.replace("− −", "+ ");
}

/** A point, in words. @param {Pair} at */
const point = (at) => `(${at.map((x) => precise(x)).join(", ")})`;

/** Where a run is after a step, in its own chart. @param {Run} run @param {number} k @returns {Pair} */
const placeOf = (run, k) => pairAt(run.paths[run.chart], Math.min(k, run.steps));

/** The name of a run at a step. @param {Current} current @param {Run} run @param {number} k */
const named = ({ state }, { entry, chart }, k) => `${entry.label}${state.charts.length > 1 ? ` in ${chartEntry(state.model, chart).label}` : ""}, step ${k}: `;

/** The symbol of a coordinate in the first chart. @param {Current} current @param {number} axis */
const symbol = ({ scene, state }, axis) => scene.symbols[state.charts[0]][axis];

// Divergences and distances between two distributions

/** KL(p ‖ q) as a formula with its numbers. @param {Current} current @param {string} chart @param {Pair} p @param {Pair} q */
function divergence({ state, model }, chart, p, q) {
  const cost = `${amount(model.kl(p, q, chart))} nats`;
  const [normal, probabilities] = [chartOf(state.model, "mean-and-deviation"), chartOf(state.model, "probabilities")];
  const [from, to] = [p, q].map((at) => model.convert(at, chart, normal ?? probabilities ?? chart));
  if (normal) {
    const [m0, s0, m1, s1] = enough([...from, ...to], (m, s, n, t) => Math.log(t / s) + (s * s + (m - n) ** 2) / (2 * t * t) - 0.5);
    return `ln(σ₁/σ₀) + (σ₀² + (μ₀ − μ₁)²) / (2σ₁²) − ½ = ln(${s1}/${s0}) + (${s0}² + (${m0} − ${m1})²) / (2 · ${s1}²) − ½ = ${cost}`.replace("− −", "+ ");
  }
  if (probabilities) {
    const all = [from, to].flatMap(([a, b]) => [a, b, 1 - a - b]);
    const parts = (/** @type {number[]} */ ...values) => [0, 1, 2].map((j) => (values[j] > 0 ? values[j] * Math.log(values[j] / values[j + 3]) : 0));
    const texts = enough(all, (...values) => parts(...values).reduce((sum, part) => sum + part));
    return `Σ p ln(p/q) = ${[0, 1, 2].map((j) => `${texts[j]} ln(${texts[j]}/${texts[j + 3]})`).join(" + ")} = ${cost}`;
  }
  if (chartOf(state.model, "middle-and-slope")) {
    const xs = model.observations;
    const parts = [...model.integrand(p, q, chart, xs)];
    const most = xs[parts.indexOf(Math.max(...parts))];
    const [a, b] = [p, q].map((at) => precise(model.density(at, chart, [most])[0]));
    return `the mean over the ${xs.length} inputs of p ln(p/q) + (1 − p) ln((1 − p)/(1 − q)), most at ${precise(most)}, where p = ${a} and q = ${b}: ${precise(parts.reduce((sum, part) => sum + part))} / ${xs.length} = ${cost}`;
  }
  return `the mean of ln(old/new) under the old distribution, ${point(p)}, where the new one is ${point(q)} = ${cost}`;
}

/** How far apart two distributions are. @param {Current} current @param {string} chart @param {Pair} p @param {Pair} q */
function distance({ state, model }, chart, p, q) {
  const far = model.distance(p, q, chart);
  const [normal, probabilities] = [chartOf(state.model, "mean-and-deviation"), chartOf(state.model, "probabilities")];
  const [from, to] = [p, q].map((at) => model.convert(at, chart, normal ?? probabilities ?? chart));
  if (far === undefined) {
    const [there, back] = [model.kl(p, q, chart), model.kl(q, p, chart)];
    return `√(KL there + KL back) = √(${precise(there)} + ${precise(back)}) = ${number(Math.sqrt(there + back))}`;
  }
  if (normal) {
    const [m0, s0, m1, s1] = enough([...from, ...to], (m, s, n, t) => Math.SQRT2 * Math.acosh(1 + ((m - n) ** 2 / 2 + (s - t) ** 2) / (2 * s * t)));
    return `√2 arcosh(1 + (½(μ₀ − μ₁)² + (σ₀ − σ₁)²) / (2σ₀σ₁)) = √2 arcosh(1 + (½(${m0} − ${m1})² + (${s0} − ${s1})²) / (2 · ${s0} · ${s1})) = ${number(far)}`.replaceAll("− −", "+ ");
  }
  if (probabilities) {
    const all = [from, to].flatMap(([a, b]) => [a, b, 1 - a - b]);
    const texts = enough(all, (a, b, c, d, e, f) => 2 * Math.acos(Math.min(1, Math.sqrt(a * d) + Math.sqrt(b * e) + Math.sqrt(c * f))));
    return `2 arccos Σ √(pq) = 2 arccos(${[0, 1, 2].map((j) => `√(${texts[j]} · ${texts[j + 3]})`).join(" + ")}) = ${number(far)}`;
  }
  return `the Fisher–Rao distance between ${point(p)} and ${point(q)} = ${number(far)}`;
}

/** What a step costs, or the same the other way round. @param {Current} current @param {Run} run @param {number} k @param {boolean} [reverse] */
function cost(current, run, k, reverse = false) {
  const [old, next] = [placeOf(run, k - 1), placeOf(run, k)];
  return `${named(current, run, k)}${reverse ? `KL(new ‖ old) = ${divergence(current, run.chart, next, old)}` : `KL(old ‖ new) = ${divergence(current, run.chart, old, next)}`}`;
}

// Losses

/** The loss at a place, with its numbers. @param {Current} current @param {string} chart @param {Pair} at */
function loss({ state, model }, chart, at) {
  const value = model.inspect(at, chart).loss;
  const end = withUnit(state.model, number(value));
  const [normal, probabilities] = [chartOf(state.model, "mean-and-deviation"), chartOf(state.model, "probabilities")];
  const n = model.observations.length;
  if (normal && n) {
    const [m, s] = model.convert(at, chart, normal);
    const mean = model.observations.reduce((sum, x) => sum + x, 0) / n;
    const variance = model.observations.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
    const [mu, sigma, a, b] = enough([m, s, mean, variance], (x, y, u, v) => 0.5 * Math.log(2 * Math.PI * y * y) + (v + (u - x) ** 2) / (2 * y * y));
    return `½ ln(2πσ²) + (s² + (x̄ − μ)²) / (2σ²), where the ${n} observations have mean x̄ and variance s²: ½ ln(2π · ${sigma}²) + (${b} + (${a} − ${mu})²) / (2 · ${sigma}²) = ${end}`.replaceAll("− −", "+ ");
  }
  if (model.target) return `the divergence between the bell at ${point(at)} and the target = ${end}`;
  if (!n && probabilities) return `−(the chance of treasure − that of the trap) = ${end}`;
  if (probabilities) {
    const [a, b] = model.convert(at, chart, probabilities);
    const p = [a, b, 1 - a - b];
    const total = model.observations.reduce((sum, count) => sum + count, 0);
    return `−Σ (count/${total}) ln p = −(${p.map((one, j) => `${model.observations[j]}/${total} · ln ${precise(one)}`).join(" + ")}) = ${end}`;
  }
  return `the mean of −ln p over the ${n} observations: ${precise(n * value)} / ${n} = ${end}`;
}

/** How far above the least loss a run is. @param {Current} current @param {Run} run @param {number} k */
function above(current, run, k) {
  const { leastLoss: least = NaN } = current.scene;
  const now = run.loss[Math.min(k, run.steps)];
  return `${named(current, run, k)}its loss − the least loss = ${minus(now, least)} = ${amount(Math.max(0, now - least))} nats`;
}

/** When a run arrives. @param {Current} current @param {Run} run @param {number} step @param {number} gap */
function arrived(current, run, step, gap) {
  const { leastLoss: least = NaN } = current.scene;
  const far = (/** @type {number} */ k) => precise(Math.max(0, run.loss[k] - least));
  const before = step > 0 ? `${far(step - 1)} nats after step ${step - 1}, ` : "";
  return `${run.entry.label} has arrived when its loss is at most ${nats(gap)} above the least: ${before}${far(step)} nats after step ${step}, so it arrives at step ${step}`;
}

// What is seen at the start of a single step

/** How far from the start a slope is measured, in units in which the Fisher matrix has ones on its diagonal. */
const NEAR = 1e-3;

/** An entry of what the core says of the start. @param {Current} current @param {"loss" | "gradient" | "fisher" | "downhill"} of @param {number} k */
function entry(current, of, k) {
  const { scene, state, model } = current;
  const [chart] = state.charts;
  const at = scene.starts[chart];
  const { fisher, gradient } = scene.inspection;
  if (of === "loss") return `the loss at the start: ${loss(current, chart, at)}`;
  if (of === "downhill") return `${symbol(current, k)}: −1 · the slope of the loss = −1 · ${precise(gradient[k])} = ${number(-gradient[k])}`;
  const steps = [NEAR / Math.sqrt(fisher[0]), NEAR / Math.sqrt(fisher[2])];
  const moved = (/** @type {number} */ a, /** @type {number} */ b) => /** @type {Pair} */ ([at[0] + a * steps[0], at[1] + b * steps[1]]);
  if (of === "gradient") {
    const [up, down] = [1, -1].map((side) => model.inspect(k ? moved(0, side) : moved(side, 0), chart).loss);
    return `the slope of the loss by ${symbol(current, k)}, from a little above the start to a little below: (${minus(up, down)}) / ${precise(2 * steps[k])} = ${withUnit(state.model, number(gradient[k]))}`;
  }
  if (k === 1) return `F₁₂, the mean of the product of both scores, ∂ ln p/∂${symbol(current, 0)} and ∂ ln p/∂${symbol(current, 1)}, at the start ${point(at)} = ${number(fisher[k])}`;
  const axis = k / 2;
  const [up, down] = [1, -1].map((side) => model.kl(at, axis ? moved(0, side) : moved(side, 0), chart));
  const [a, b, h] = enough([up, down, steps[axis]], (x, y, far) => (x + y) / far ** 2);
  return `F${BELOW[axis].repeat(2)}, how KL(start ‖ ·) curves along ${symbol(current, axis)}, from what a little more and a little less cost: (${a} + ${b}) / (${h})² = ${number(fisher[k])}`;
}

/** The quadratic cost of q seen from p. @param {Current} current */
function quadratic({ scene, state, model }) {
  const [chart] = state.charts;
  const { start: { [chart]: p }, other } = scene.pins;
  const q = (other ?? scene.pins.start)[chart];
  const all = enough([...model.metrics(p, chart), q[0] - p[0], q[1] - p[1]], (a, b, c, x, y) => 0.5 * (a * x * x + 2 * b * x * y + c * y * y));
  const [a, b, c, x, y] = all.map((text) => (text.startsWith("−") ? `(${text})` : text));
  return `½ΔᵀFΔ = ½(F₁₁Δ₁² + 2F₁₂Δ₁Δ₂ + F₂₂Δ₂²) = ½(${a} · ${x}² + 2 · ${b} · ${x} · ${y} + ${c} · ${y}²) = ${number(model.quadratic(p, q, chart))} nats`;
}

// What several runs come to

/** How far apart the runs of a rule are in several charts: the greatest distance. @param {Current} current @param {number} rule @param {number} k */
function apart(current, rule, k) {
  const { scene, state, model } = current;
  const runs = scene.runs.filter((run) => run.rule === state.rules[rule]);
  const pairs = runs.flatMap((one, j) => runs.slice(j + 1).map((other) => [one, other]));
  const distances = scene.distances[rule](k);
  const [one, other] = pairs[distances.indexOf(Math.max(...distances))];
  const [p, q] = [one, other].map((run) => model.convert(placeOf(run, k), run.chart, one.chart));
  const labels = [one, other].map(({ chart }) => chartEntry(state.model, chart).label);
  return `${one.entry.label}, step ${k}, in ${labels.join(" and in ")}: ${distance(current, one.chart, p, q)}`;
}

/** The gap between the ends of the runs with the smallest step. @param {Current} current @param {number} rule */
function gap(current, rule) {
  const { scene: { spec }, state } = current;
  const divisor = DIVISORS[DIVISORS.length - 1];
  const { ends, steps } = endsOfRefined(spec, state.charts.length, rule, divisor);
  return `the two ends after ${steps} steps, each 1/${divisor} as long: ${distance(current, state.charts[0], ...ends)}`;
}

/** By how much a halving divided the gap. @param {Current} current @param {number} rule @param {number} which */
function divided({ scene }, rule, which) {
  const levels = scene.columns.halving?.gaps?.[rule] ?? [];
  const last = levels.length - 2 + which;
  const [one, other] = [levels[last - 1].gap, levels[last].gap];
  return `the gap with 1/${DIVISORS[last - 1]} of the step / that with 1/${DIVISORS[last]} = ${enough([one, other], (a, b) => a / b).join(" / ")} = ${number(one / other)}`;
}

/** The cost of a run until it arrives, in gradients. @param {Current} current @param {Run} run @param {number} value */
function paid({ scene }, run, value) {
  const { costs = [], done = [] } = scene.columns.race ?? {};
  return `${run.entry.label}: ${done[run.index]} steps · ${precise(costs[run.index])} gradients each = ${number(value)}`;
}

/** What the scores say. @param {Current} current @param {number} which */
function scores(current, which) {
  const { columns: { score } } = current.scene;
  if (!score) return "";
  const { mean, fisher, moment, count } = score;
  if (which === 0) {
    const off = [0, 1].map((k) => Math.abs(mean[k]) / Math.sqrt(fisher[2 * k]));
    const k = off[0] > off[1] ? 0 : 1;
    return `the mean score / its standard deviation, for ${symbol(current, k)}: ${precise(Math.abs(mean[k]))} / √${precise(fisher[2 * k])} = ${off[k] < 1 ? share(off[k]) : number(off[k])}`;
  }
  if (which < 3) return `the sum of the ${count} derivatives of ln p by ${symbol(current, which - 1)} / ${count} = ${precise(count * mean[which - 1])} / ${count} = ${number(mean[which - 1])}`;
  const off = differs(moment, fisher);
  const end = off < 2 ? share(off) : number(off);
  const k = [0, 2].find((one) => Math.abs(moment[one] - fisher[one]) / fisher[one] === off);
  if (k === undefined) return `the entry M₁₂ beside F₁₂: |M₁₂ − F₁₂| / √(F₁₁F₂₂) = |${minus(moment[1], fisher[1])}| / √(${precise(fisher[0])} · ${precise(fisher[2])}) = ${end}`;
  const name = BELOW[k / 2].repeat(2);
  return `the entry M${name} beside F${name}: |M${name} − F${name}| / F${name} = |${minus(moment[k], fisher[k])}| / ${precise(fisher[k])} = ${end}`;
}

/** The chance of a label. @param {Current} current @param {string} chart @param {Pair} at @param {number} input */
function label({ model }, chart, at, input) {
  const [w, b] = model.convert(at, chart, "raw");
  const [p] = model.density(at, chart, [input]);
  const [slope, offset] = enough([w, b], (u, v) => u * input + v);
  return `1 / (1 + e^−(wx + b)) = 1 / (1 + e^−(${slope} · ${chosen(input)} + ${offset})) = ${chance(p)}`.replace("+ −", "− ");
}

/**
 * What the formula of a kind needs.
 * @template Kind
 * @template {Fact} [F=Fact]
 * @typedef {F extends [infer K, ...infer Rest] ? (Kind extends K ? Rest : never) : never} Needs
 */

/** A formula for every kind of number. @type {{ [Kind in Fact[0]]: (current: Current, ...rest: Needs<Kind>) => string }} */
const KINDS = {
  set: (_, what) => `${what}, a setting`,
  count: (_, what, value) => `a count, ${what}: ${chosen(value)}`,
  ratio: (_, one, other, words, how) => {
    const [a, b] = enough([one, other], (x, y) => (how === "off" ? x / y - 1 : x / y));
    const off = how === "off" ? Math.abs(one / other - 1) : one / other;
    return `${words.join(" / ")}${how === "off" ? " − 1" : ""} = ${a} / ${b}${how === "off" ? ` − 1 = ${number(one / other - 1)}, which is` : " ="} ${how ? share(off) : number(off)}`;
  },
  cost: (current, run, k) => cost(current, run, k),
  reverse: (current, run, k) => cost(current, run, k, true),
  part: (current, run, k) => {
    const used = costAndBudget(current.scene, run, k);
    return used ? `${named(current, run, k)}its cost${used.of} / its budget = ${number(used.cost)} nats / ${nats(used.budget)} = ${share(used.part)}` : "";
  },
  above,
  loss: (current, run, k) => `${named(current, run, k)}${loss(current, run.chart, placeOf(run, k))}`,
  arrival: arrived,
  ofFirst: (current, run, k) => `${run.entry.label}: the cost of step ${k} / that of step 1 = ${enough([run.kl[k], run.kl[1]], (a, b) => a / b).map((text) => `${text} nats`).join(" / ")} = ${number(run.kl[k] / run.kl[1])}`,
  place: (current, run, k, axis) => {
    const path = run.paths[current.state.charts[0]];
    const [from, to] = [k - 1, k].map((step) => path[2 * Math.max(0, step) + axis]);
    const [a, b] = enough([from, to - from], (x, y) => x + y);
    return `${named(current, run, k)}${symbol(current, axis)} before it + the step = ${`${a} + ${b}`.replace("+ −", "− ")} = ${number(to)}`;
  },
  entry,
  kl: (current, name, chart, p, q) => `KL(${name}) = ${divergence(current, chart, p, q)}`,
  target: (current, way, value) => {
    const [chart] = current.state.charts;
    const [over, under] = way === "forward" ? ["p", "q"] : ["q", "p"];
    return `KL(${over} ‖ ${under}) = the mean of ln(${over}/${under}) over what ${over} draws, by adding up along the axis; p is the target and q the bell at ${point(current.scene.starts[chart])} = ${number(value)} nats`;
  },
  length: (_, p, q) => {
    const [a, b, c, d] = enough([...q, ...p], (u, v, x, y) => Math.hypot(u - x, v - y)).map((text) => (text.startsWith("−") ? `(${text})` : text));
    return `√((${a} − ${c})² + (${b} − ${d})²) = ${number(Math.hypot(q[0] - p[0], q[1] - p[1]))}`;
  },
  classPart: (_, name, p, q) => `${name}: p ln(p/q) = ${precise(p)} · ln(${precise(p)} / ${precise(q)}) = ${number(p * Math.log(p / q))} nats`,
  quadratic, apart, gap, divided, label, paid, scores,
  observed: ({ state, model }, which) => {
    const total = model.observations.reduce((sum, count) => sum + count, 0);
    return `${namesOfClasses(state)[which]}: ${model.observations[which]} of ${total} = ${chance(model.observations[which] / total)}`;
  },
  minimum: ({ scene, state, model }, far) => {
    const [chart] = state.charts;
    const at = scene.minima[chart][scene.minimaAbove[chart].indexOf(far)];
    const [value, least] = [model.inspect(at, chart).loss, scene.leastLoss ?? NaN];
    return `the loss at that minimum − the least loss = ${minus(value, least)} = ${number(far)} nats`;
  },
  excess: (_, { outcome }) => {
    const { error: [a, b, c], excess } = outcome.spreads[outcome.spreads.length - 1];
    const [d, e, f] = outcome.bound;
    return `½ tr(B⁻¹E), where E = [${precise(a)}, ${precise(b)}; ${precise(b)}, ${precise(c)}] is the mean squared error of ${outcome.done} learners and B = [${precise(d)}, ${precise(e)}; ${precise(e)}, ${precise(f)}] the bound, both times the number of observations = ${number(excess, 2)}`;
  },
  uncertain: (_, learners) => `1 / √${learners} = ${Math.round(100 / Math.sqrt(learners))}\u202f%`,
  ofBound: (_, outcome) => {
    const { variance } = outcome.spreads[outcome.spreads.length - 1];
    const k = variance[0] / outcome.bound[0] > variance[2] / outcome.bound[2] ? 0 : 2;
    return `the variance of the learners / that of the bound = ${precise(variance[k])} / ${precise(outcome.bound[k])} = ${number(100 * shareOfBound(outcome), 2)}\u202f%`;
  },
  return: (_, [, , treasure, trap]) => `the chance of treasure − that of the trap = ${minus(treasure, trap)} = ${number(treasure - trap)}`,
  door: (_, [, , treasure, trap]) => `the chance of treasure + that of the trap = ${enough([treasure, trap], (a, b) => a + b).join(" + ")} = ${chance(treasure + trap)}`,
  treasure: (_, [, , treasure, trap]) => `the chance of treasure / that of the door = ${enough([treasure, treasure + trap], (a, b) => a / b).join(" / ")} = ${chance(treasure / (treasure + trap))}`,
  informative: (_, [, spin], size, value) => `1 − (the chance to spin)^${size} = 1 − ${precise(spin, 8)}^${size} = ${chance(value)}`,
};

/** What a number of a sentence is, as a formula with its numbers. @param {Current} current @param {Fact} fact */
export const meaning = (current, [kind, ...rest]) => /** @type {(current: Current, ...rest: unknown[]) => string} */ (KINDS[kind])(current, ...rest).replace(/= (?=[<>])/g, "");

/** What a cell of the ledger holds: the cost of a step, its share of the budget, the change in loss, or the loss above the best fit in a chart. @typedef {"kl" | "share" | "loss" | number} Held */

/**
 * What a cell of the ledger holds, as a formula with its numbers.
 * @param {Current} current
 * @param {Run} run
 * @param {number} k
 * @param {Held} held
 */
export function formulaOf(current, run, k, held) {
  if (held === "kl") return cost(current, run, k);
  if (held === "share") return KINDS.part(current, run, k);
  if (held === "loss") return `${named(current, run, k)}the loss now − the loss at the start = ${minus(run.loss[k], run.loss[0])} = ${amount(run.loss[k] - run.loss[0])}`;
  return current.scene.leastLoss === undefined ? "" : above(current, run, k);
}
