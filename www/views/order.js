// One pass over the data, one observation at a time: the ends of fifty learners, each with an
// order of its own, and the Cramér–Rao bound.

import { LEARNERS, UNCERTAIN, learning, orderOf, shareOfBound } from "../compute/learners.js";
import { catalogue, coordinates, ruleEntry } from "../core.js";
import { menu, slider } from "../controls/inputs.js";
import { button, element, picture, rowOf, setText, table } from "../elements.js";
import { counted, number } from "../text/format.js";
import { SAMPLE, paintSample } from "../accounts/samples.js";
import { FAMILIES, familyColor } from "../language.js";
import { line, symbols } from "../marks/marks.js";
import { ruleName } from "../state/rule-keys.js";
import { numberFrom, oneOf, short, unique, words } from "../state/words.js";
import { refuseNoFit } from "./needs-fit.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { Colors, ViewParts } from "./view.js" */
/** @import { Order, State } from "../state/shape.js" */
/** @import { Family, Learners, OrderColumns, Scene } from "../scene/shape.js" */

/** @type {Record<Order["kind"], string>} */
const ORDERS = { fresh: "fresh draws", shuffled: "the data, shuffled" };

const OBSERVATIONS = { slider: [10, 1000], logarithmic: true, whole: true };
const DELAY = { slider: [0, 50], logarithmic: false, whole: true };

/** Reads `learners`, `order`, `observations`, `delay`, and each learner's rate. @type {ViewParts["read"]} */
function read(read, state) {
  const learners = unique("learners", words(read("learners") ?? "gradient natural-gradient"), catalogue().rules.length);
  learners.forEach(rateOption);
  const kind = oneOf("order", read("order") ?? "fresh", /** @type {Order["kind"][]} */ (Object.keys(ORDERS)));
  /**
   * @param {string} name
   * @param {number} otherwise
   */
  const count = (name, otherwise) => numberFrom(name, read(name), { range: [0, Infinity], whole: true }) ?? otherwise;
  /** A learner of a rule that also stands several times in `rules` has the first of its rates. @param {string} rule */
  const rate = (rule) => numberFrom(`${rule}-rate`, words(read(`${rule}-rate`))[0]) ?? usualRate(rule);
  state.order = {
    kind, learners, observations: count("observations", 100), delay: count("delay", 5), seed: count("order-seed", 0),
    rates: Object.fromEntries(learners.map((rule) => [rule, rate(rule)])),
  };
}

/** The same again, as attributes. @type {ViewParts["write"]} */
function write({ order, rules }) {
  const { kind, learners, observations, delay, seed, rates } = order;
  return {
    order: kind, learners: learners.join(" "), observations: String(observations), delay: String(delay),
    "order-seed": String(seed),
    // A rule that also has a run has its rate there, or its rates.
    ...Object.fromEntries(learners.filter((rule) => !rules.map(ruleName).includes(rule) || (rules.includes(rule) && rates[rule] !== usualRate(rule)))
      .map((rule) => [`${rule}-rate`, String(rates[rule])])),
  };
}

/** The rate that a learner has if none is given. Steps by the Fisher matrix are efficient at rate 1, which is divided by t. @param {string} rule */
const usualRate = (rule) => (ruleEntry(rule).needs.matrix === "fisher" ? 1 : rateOption(rule).default);

/** The option of a rule that is its rate. @param {string} rule */
function rateIn(rule) {
  const option = ruleEntry(rule)?.options.find(({ name }) => name === "rate");
  return option?.kind === "number" ? option : undefined;
}

/** The same for a learner, which needs one. @param {string} rule */
function rateOption(rule) {
  const option = rateIn(rule);
  if (option) return option;
  const allowed = catalogue().rules.map(({ name }) => name).filter(rateIn);
  throw new Error(`learners has "${short(rule)}"; allowed: ${allowed.join(", ")}`);
}

/**
 * The controls: the origin and number of the observations, the rates of the rules, and a button for other orders.
 * @type {ViewParts["controls"]}
 */
function controls(state, change) {
  const row = element("div", "controls");
  const again = button("", () => change((now) => { now.order.seed += 1; }));
  const count = slider("observations of each learner", OBSERVATIONS, state.order.observations,
    (value) => change((now) => { now.order.observations = value; }));
  // The number of shuffled data cannot be chosen.
  /** @param {string} kind */
  const suit = (kind) => {
    const input = count.querySelector("input");
    if (input) input.disabled = kind === "shuffled";
    count.classList.toggle("off", kind === "shuffled");
    again.textContent = kind === "shuffled" ? "Other orders" : "Other draws";
  };
  suit(state.order.kind);
  row.append(menu("observations", Object.entries(ORDERS), state.order.kind, (kind) => {
    suit(kind);
    change((now) => { now.order.kind = /** @type {Order["kind"]} */ (kind); });
  }));
  for (const rule of state.order.learners) {
    const option = rateOption(rule);
    const shown = { ...option, symbol: "", unit: "/ (t + delay)", slider: [option.slider[0], 4 * option.slider[1]] };
    row.append(slider(`rate of ${ruleEntry(rule).label}`, shown, state.order.rates[rule],
      (rate) => change((now) => { now.order.rates[rule] = rate; })));
  }
  const redraw = element("div", "control");
  redraw.append(again);
  row.append(count, slider("delay", DELAY, state.order.delay, (value) => change((now) => { now.order.delay = value; })), redraw);
  return [row];
}

/** The table: the spread of the ends compared with the bound. @type {ViewParts<OrderColumns>["account"]} */
const account = (state) => [new Spreads(state)];

class Spreads {
  #rows;
  #bound;
  /** @type {{ canvas: HTMLCanvasElement, family?: Family }[]} */
  #samples = [];

  /** @param {State} state */
  constructor(state) {
    const [a, b] = coordinates(state.model, state.charts[0]);
    const headings = [`n · variance of ${a}`, `n · variance of ${b}`, "squared error ÷ bound", "inside the ellipse"];
    const made = table("ledger stack spreads", [`${LEARNERS} learners`, ...headings]);
    this.root = made.root;
    /**
     * @param {string} label
     * @param {Family} [family]
     */
    const row = (label, family) => {
      const canvas = picture("sample");
      this.#samples.push({ canvas, family });
      const cells = headings.map((heading) => {
        const cell = element("td", "", "–");
        cell.dataset.label = heading;
        return cell;
      });
      rowOf(made, [canvas, label], cells);
      return cells;
    };
    this.#rows = state.order.learners.map((rule) => row(ruleEntry(rule).label, ruleEntry(rule).family));
    this.#bound = row("Cramér–Rao bound");
  }

  /**
   * @param {Scene} _
   * @param {State} __
   * @param {number} ___
   * @param {OrderColumns} columns
   */
  update(_, __, ___, { learners }) {
    this.#rows.forEach((cells, k) => {
      const found = learners[k];
      const spread = found?.outcome.spreads.at(-1);
      const texts = found && spread
        ? [number(spread.variance[0]), number(spread.variance[2]), number(spread.excess), `${found.inside} of ${found.outcome.done}`]
        : ["–", "–", "–", "–"];
      cells.forEach((cell, c) => setText(cell, texts[c]));
    });
    const bound = learners[0]?.outcome.bound;
    const texts = [bound ? number(bound[0]) : "–", bound ? number(bound[2]) : "–", "1", "95\u202f%"];
    this.#bound.forEach((cell, c) => setText(cell, texts[c]));
  }

  /**
   * @param {Colors} colors
   * @param {number} ratio
   */
  paint(colors, ratio) {
    for (const { canvas, family } of this.#samples) sample(canvas, family, colors, ratio);
  }
}

/**
 * A learner's dot, or a piece of the ellipse.
 * @param {HTMLCanvasElement} canvas
 * @param {Family | undefined} family
 * @param {Colors} colors
 * @param {number} ratio
 */
function sample(canvas, family, colors, ratio) {
  const y = SAMPLE.height / 2;
  paintSample(canvas, [family ? symbols(FAMILIES[family].marker, [SAMPLE.width / 2, y], 3.4, familyColor(colors, family), colors.ground)
    : line([1, y, SAMPLE.width - 1, y], colors.ink, 1.8, { dash: [6, 4] })], ratio);
}

/** The caption: what the learners see, and how their spread compares with the bound. @type {ViewParts<OrderColumns>["caption"]} */
function caption(_, state, __, { count, learners }) {
  const { kind, delay } = state.order;
  const [all, wait] = [told(String(LEARNERS), "set", "the number of learners"), told(String(delay), "set", "the delay")];
  const first = kind === "fresh"
    ? `Each of ${all} learners sees ${told(String(count), "set", "observations of each learner")} fresh draws from the best fit, one at a time and each once, at a rate that falls as 1/(t + ${wait}).`
    : `Each of ${all} learners sees the ${told(String(count), "count", "observations in the data", count)} observations of the data once, in an order of its own, at a rate that falls as 1/(t + ${wait}).`;
  const done = learners.filter(Boolean);
  if (done.length < state.order.learners.length) return `${first} They are learning.`;
  /** @param {Learners} one */
  const last = ({ outcome: { spreads } }) => spreads[spreads.length - 1];
  const about = done.map((one) =>
    `${ruleEntry(one.rule).label} ${told(number(last(one).excess, 2), "excess", one)} times the bound, ${told(String(one.inside), "count", "learners that end inside the ellipse", one.inside)} of ${told(String(one.outcome.done), "count", "learners", one.outcome.done)} inside`).join("; ");
  const stopped = done.filter(({ outcome }) => outcome.stopped > 0)
    .map(({ rule, outcome }) => ` ${told(counted(outcome.stopped, "learner"), "count", "learners that were stopped", outcome.stopped)} of ${ruleEntry(rule).label} ${outcome.stopped === 1 ? "was" : "were"} thrown so far that learning stopped.`).join("");
  if (kind === "fresh") {
    return `${first} No estimator that is right on average has a squared error below the bound of Cramér and Rao, at which ${told("95\u202f%", "set", "the share that the ellipse is drawn for")} end inside the dashed ellipse. Theirs: ${about}. ${stopped ? "" : `With ${all} learners that is uncertain by some ${told(`${Math.round(100 * UNCERTAIN)}\u202f%`, "uncertain", LEARNERS)}. `}A rule whose learners are slightly biased may fall below 1.${stopped}`;
  }
  const order = done.map(({ rule, outcome }) => `${ruleEntry(rule).label} ${told(`${number(100 * shareOfBound(outcome), 2)}\u202f%`, "ofBound", outcome)}`).join(", ");
  return `${first} The order alone spreads their ends by at most this share of the variance that other data would bring (the dashed ellipse): ${order}.${stopped}`;
}

/** The models whose observations come one by one. */
const observed = () => catalogue().models.filter(({ takes }) => ["numbers", "labelled"].includes(takes)).map(({ name }) => name);

/** Refuses data without a best fit: the ends of the learners are measured from it. @type {ViewParts["complete"]} */
function complete({ model: name, data }, model) {
  if (!observed().includes(name)) throw new Error(`model is "${name}"; allowed with view "order": ${observed().join(", ")}`);
  refuseNoFit("order", "data with a best fit, from which the learners' ends are measured", data, model);
}

register("order", { read, write, complete, prepare: orderOf, refine: learning, controls, account, caption });
