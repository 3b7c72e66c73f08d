// How far one distribution is from another: both divergences as areas, compared with
// the distances between parameters.

import { askDivergence, divergenceOf, timesGreater } from "../compute/pairs.js";
import { PLAIN, inUnitOf, unlessPlain } from "../compute/units.js";
import { modelEntry } from "../core.js";
import { slider, toggle } from "../controls/inputs.js";
import { element } from "../elements.js";
import { amount, chosen, number } from "../text/format.js";
import { Measures } from "../accounts/measures.js";
import { completePins, readPins, writePins } from "../state/pins.js";
import { DIRECTIONS, backdrop, marks } from "./divergence-panels.js";
import { short } from "../state/words.js";
import { register } from "./registry.js";
import { told } from "../text/told.js";
/** @import { Model, ViewParts } from "./view.js" */
/** @import { State, Units } from "../state/shape.js" */
/** @import { Divergence } from "../scene/shape.js" */

/** Numbers with a smaller relative difference than this are equal, up to rounding. */
const SAME = 1e-8;

/** The ranges of the two sliders of the unit. */
const SCALE = { slider: [0.1, 10], logarithmic: true, symbol: "a", unit: "" };
const SHIFT = { slider: [-10, 10], logarithmic: false, symbol: "b", unit: "" };

const UNIT = "by x → a\u202fx + b";

/** @type {ViewParts["read"]} */
function read(attribute, state) {
  readPins(attribute, state);
  const text = attribute("units");
  if (text === null || text === undefined) return;
  const [scale, shift = 0, ...more] = text.trim().split(/[\s,]+/).map(Number);
  if (state.rules.length || more.length || !(scale > 0) || !Number.isFinite(shift)) {
    throw new Error(`units is "${short(String(text))}"; allowed: a scale above 0 and a shift, in a figure without rules`);
  }
  state.units = unlessPlain({ scale, shift });
}

/** @type {ViewParts["write"]} */
const write = (state) => ({
  ...writePins(state),
  ...(!state.rules.length && modelEntry(state.model)?.takes === "numbers" && { units: Object.values(state.units ?? PLAIN).join(" ") }),
});

/** One panel for each direction. @type {ViewParts["panels"]} */
const panels = () => /** @type {(keyof typeof DIRECTIONS)[]} */ (Object.keys(DIRECTIONS)).map((direction) => ({ direction, ...DIRECTIONS[direction] })).map(({ direction, name, under }) => ({
  name: "divergence", direction, title: `${name}: the mean of ln(${under}/${under === "p" ? "q" : "p"}) under ${under}`,
}));

/** The tables of divergences and distances, and how another unit changes each. @type {ViewParts<Divergence>["account"]} */
function account(state) {
  const units = modelEntry(state.model).takes === "numbers";
  const withTarget = isWithTarget(state);
  const columns = units ? ["from p to q", UNIT] : ["from p to q"];
  const [nats, lengths] = [
    new Measures(["between the distributions", ...columns]), new Measures(["between the parameters", ...columns]),
  ];
  const root = element("div", "tables");
  root.append(nats.root, ...(withTarget ? [] : [lengths.root]));
  return { root, update: (_, now, __, { forward, reverse, distance, charts, before }) => {
    for (const table of units ? [nats, lengths] : []) table.head(2, now.units ? `by x → ${inUnit(now.units)}` : UNIT);
    /**
     * @param {Measures} table
     * @param {string} name
     * @param {string} label
     * @param {string} text
     * @param {number | undefined} value
     * @param {number} [then]
     */
    const row = (table, name, label, text, value, then) => {
      const change = hasChanged(value, then);
      const changedBy = then === undefined || value === undefined ? "–" : change ? `× ${number(value / then)}` : "unchanged";
      table.write(name, label, [text, changedBy], ["", change ? "changed" : ""]);
    };
    row(nats, "forward", DIRECTIONS.forward.name, `${amount(forward)} nats`, forward, before?.forward);
    row(nats, "reverse", DIRECTIONS.reverse.name, `${amount(reverse)} nats`, reverse, before?.reverse);
    if (withTarget) return;
    row(nats, "distance", "Fisher–Rao distance", distance === undefined ? "no closed form" : number(distance), distance, before?.distance);
    for (const { name, label, length } of charts) {
      row(lengths, name, `in ${label}`, number(length), length, before?.lengths[name]);
    }
    lengths.keep(charts.map(({ name }) => name));
  } };
}

/** A unit, written as a function of x. @param {Units} units */
const inUnit = ({ scale, shift }) => {
  const scaled = scale === 1 ? "x" : `${chosen(scale)}\u202fx`;
  return shift === 0 ? scaled : `${scaled} ${shift > 0 ? "+" : "\u2212"} ${chosen(Math.abs(shift))}`;
};

/** Divergences that differ by a smaller share are nearly equal. */
const NEARLY = 0.05;

/**
 * Whether two numbers differ, if there are two.
 * @param {number} [now]
 * @param {number} [then]
 */
const hasChanged = (now, then) => now !== undefined && then !== undefined && Math.abs(now - then) > SAME * then;

/** The controls: the stick, and the unit of the data if they are numbers. @type {ViewParts["controls"]} */
function controls(state, change) {
  const row = element("div", "controls");
  if (isWithTarget(state)) return [];
  row.append(toggle("q keeps its distance when p is dragged", Boolean(state.stick), (stick) => change((now) => { now.stick = stick; })));
  if (modelEntry(state.model).takes !== "numbers") return [row];
  const { scale, shift } = state.units ?? PLAIN;
  /** @type {(part: keyof Units) => (value: number) => void} */
  const to = (part) => (value) => change((now, _, model) => inUnitOf(now, model, { ...PLAIN, ...now.units, [part]: value }));
  row.append(
    slider("scale the data: a x + b", SCALE, scale, to("scale")),
    slider("shift the data: a x + b", SHIFT, shift, to("shift")),
  );
  return [row];
}

/** A divergence and its size, which no line breaks. @param {keyof typeof DIRECTIONS} direction @param {string} size */
const isSo = (direction, size) => `${DIRECTIONS[direction].name}\u00a0=\u00a0${size}\u00a0nats`;

/** @type {ViewParts<Divergence>["caption"]} */
function caption(_, state, __, columns) {
  const { forward, reverse, charts, classes, largest: most, target } = columns;
  if (target) return aboutTarget(forward, reverse, state);
  const [chart] = state.charts;
  const [found] = charts.filter(({ name }) => name === chart);
  const { p, q } = found;
  const both = `${isSo("forward", told(amount(forward), "kl", "p\u202f‖\u202fq", chart, p, q))}, ${isSo("reverse", told(amount(reverse), "kl", "q\u202f‖\u202fp", chart, q, p))}`;
  if (forward === 0 && reverse === 0) return "p and q are one distribution: nothing is surprising, in either direction.";
  const where = state.charts.length > 1 ? `the plane of ${found.label}` : "this plane";
  const sentences = [`In ${where} p and q are ${told(number(found.length), "length", p, q)} apart; ${both}.`, why(columns, state, classes && most)];
  if (modelEntry(state.model).takes === "numbers") sentences.push(invariance(columns, state));
  return sentences.filter(Boolean).join(" ");
}

/** Whether p is the target that a model is fitted to. @param {State} state */
const isWithTarget = (state) => modelEntry(state.model).takes === "target" && !state.other;

/**
 * Both divergences between q and the target, and which of them is the loss.
 * @param {number} forward
 * @param {number} reverse
 * @param {State} state
 */
function aboutTarget(forward, reverse, state) {
  const loss = DIRECTIONS[state.options?.loss === "forward" ? "forward" : "reverse"].name;
  const far = Number.isFinite(forward) ? `${told(number(forward), "target", "forward", forward)} nats, a mean over what the target draws` : "infinite, because the target has no variance";
  return `${DIRECTIONS.reverse.name} = ${told(number(reverse), "target", "reverse", reverse)} nats, a mean over what q draws. ${DIRECTIONS.forward.name} = ${far}. The loss here is ${loss}.`;
}

/**
 * Which divergence is greater, and why.
 * @param {Divergence} columns
 * @param {State} state
 * @param {Divergence["largest"]} most
 */
function why({ forward, reverse, greater }, state, most) {
  const even = Math.abs(forward - reverse) <= SAME * Math.max(forward, reverse);
  if (most) {
    const [under, than] = greater === "forward" ? ["p", "q"] : ["q", "p"];
    const [a, b] = most.chances;
    const [here, there] = [a, b].map((chance, k) => told(number(chance), "set", `what ${[under, than][k]} says of ${most.name}, where you put it`));
    const which = even ? "They are equal here" : `${DIRECTIONS[greater].name} is the greater`;
    return `${which}; ${most.name} adds most to it, ${told(number(most.part), "classPart", most.name, a, b)} nats: its probability is ${here} under ${under} and ${there} under ${than}.`;
  }
  if (modelEntry(state.model).takes === "labelled") return "Each is the mean, over the inputs, of the divergence between the labels there.";
  if (even) return "They are equal, because p and q are equally wide.";
  // φ(a) > φ(−a) for a > 0: for two Gaussians, the divergence under the wider one is always greater.
  const wide = greater === "forward" ? "p" : "q";
  const narrow = wide === "p" ? "q" : "p";
  const times = timesGreater(forward, reverse);
  if (times < 1 + NEARLY) return "They are nearly equal, because p and q are nearly equally wide.";
  return `${DIRECTIONS[greater].name} is ${told(number(times), "ratio", Math.max(forward, reverse), Math.min(forward, reverse), ["the greater", "the smaller"])} times the other: ${wide} is the wider, and what it often draws would be rare under ${narrow}.`;
}

/**
 * What another unit has changed; before that, a sentence of the same length, so that nothing below moves.
 * @param {Divergence} columns
 * @param {State} state
 */
function invariance(columns, { units }) {
  if (!units) return "Scale and shift the data, as another unit would, and see which numbers change and which do not.";
  const { charts, before } = columns;
  const changed = charts.filter(({ name, length }) => hasChanged(length, before?.lengths[name])).length;
  const kept = /** @type {const} */ (["forward", "reverse", "distance"]).every((name) => !hasChanged(columns[name], before?.[name]));
  return `With x → ${inUnit(units)}, ${told(String(changed), "count", "distances that have changed", changed)} of ${told(String(charts.length), "count", "charts that hold both", charts.length)} distances between parameters have changed` +
    `${kept ? "; neither divergence has, nor the Fisher–Rao distance" : ""}.`;
}

register("divergence", { panels, backdrop, ask: askDivergence, marks, read, write, complete: completePins, prepare: divergenceOf, controls, account, caption });
