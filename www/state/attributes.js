// A state read from attributes, and written as attributes again.

import { catalogue, ellipseNames, isReturn, modelEntry, ruleEntry } from "../core.js";
import { VIEWS, isOfEpisodes, viewsOf } from "../views/registry.js";
import { dataFrom, dataText } from "./data.js";
import { settingsText } from "./differences.js";
import { keysOf, ruleName, valueFor } from "./rule-keys.js";
import { readStarts, writeStarts } from "./starts.js";
import { numberFrom, numberIn, oneOf, pairFrom, placeFrom, placeText, short, unique, words } from "./words.js";
/** @import { EllipseName, Option, Read, State } from "./shape.js" */

/** What the element's attributes mean; kebab case, as in the interface. */
export const ATTRIBUTES = [
  "view", "model", "data", "data-src", "data-x", "data-y", "data-one", "data-zero", "chart", "rules", "start", "steps", "step", "radius", "rate", "direction",
  "schedule", "convention", "damping", "metric", "momentum", "decay", "epsilon", "beta1", "beta2", "batch", "seed", "balls", "controls", "theme", "classroom", "spec", "label",
  "other", "stick", "units", "ellipses", "labels", "draws", "series", "goal", "predict",
  "learners", "order", "observations", "delay", "order-seed",
  "starts", "window",
  "gap", "target", "limit", "cells", "budget", "against", "solver", "first-kl", "parameters", "scale", "loss", "weight", "spread", "show",
  "field", "field-cost", "field-length", "morph", "ticks",
];

/** What the core takes: the most steps, sizes of batches, and seeds. */
const MOST_STEPS = 1_000_000;
const SIZES = { range: /** @type {[number, number]} */ ([1, 100_000]), whole: true };
const SEEDS = { range: /** @type {[number, number]} */ ([0, 2 ** 32 - 1]), whole: true };

/** The most charts and rules of a figure. A rule may stand several times. */
const MOST_CHARTS = 8;
const MOST_RULES = 32;

/** The allowed words for balls and controls. */
const BALLS = /** @type {const} */ (["none", "start", "path", "step"]);
const CONTROLS = /** @type {const} */ (["all", "some", "none"]);

/** Controls that may be named one by one: what is dragged in the picture, which is always there, those of the steps, and those that set an attribute of this name. */
const NAMED = ["hand", "play", "scrub", "rate", "radius", "scale", "loss", "labels", "morph", "field-cost", "gap"];

/** The least and the most numbers on an axis. */
const TICKS = /** @type {[number, number]} */ ([2, 9]);

/** The most characters of an attribute, except those that contain data. */
const LONGEST = 2000;
const LONG = new Set(["data", "data-src", "spec"]);

/** Reads attributes of a length that somebody may have meant. @param {Read} read @returns {Read} */
const limited = (read) => (name) => {
  const text = read(name);
  if (text && text.length > LONGEST && !LONG.has(name)) throw new Error(`${name} is "${short(text)}", ${text.length} characters; allowed: at most ${LONGEST}`);
  return text;
};

/**
 * The state that an element's attributes describe. Unknown names are left for the
 * core to refuse, whose message lists what is allowed.
 * @param {Read} given
 */
export function fromAttributes(given) {
  const read = limited(given);
  const model = read("model") ?? catalogue().models[0].name;
  const named = unique("chart", words(read("chart")), MOST_CHARTS);
  const charts = named.length ? named : [modelEntry(model)?.charts[0].name];
  const rules = words(read("rules"));
  if (rules.length > MOST_RULES) throw new Error(`rules has ${rules.length} names; allowed: at most ${MOST_RULES}`);
  if (rules.length > 1 && rules.includes("none")) throw new Error(`rules is "${short(rules.join(" "))}"; allowed: names of rules, or "none" alone`);
  const views = unique("view", words(read("view") ?? "plane"), VIEWS.length).map((word) => oneOf("view", word, VIEWS));
  const state = /** @type {State} */ ({
    views,
    model,
    data: dataFrom(read("data"), model),
    ...optionsFrom(read, model),
    charts,
    rules: rules.length ? keysOf(rules.filter((rule) => rule !== "none")) : defaultRules(views),
    start: placeFrom("start", read("start")),
    steps: numberFrom("steps", read("steps"), { range: [0, MOST_STEPS], whole: true }),
    ...readStarts(read, charts),
    ...batchFrom(read("batch"), read("seed")),
    balls: oneOf("balls", read("balls") ?? (charts.length > 1 ? "none" : "start"), BALLS),
    ellipses: unique("ellipses", words(read("ellipses")), ellipseNames().length).map((word) => oneOf("ellipses", word, /** @type {EllipseName[]} */ (ellipseNames()))),
    ...controlsFrom(read("controls")),
    ...ticksFrom(read("ticks")),
    settings: {},
  });
  readSettings(read, state);
  refuseUnfit(state);
  for (const view of viewsOf(state)) view.read?.(read, state);
  return state;
}

/**
 * Puts the options of a state's rules into its settings.
 * @param {Read} read
 * @param {State} state
 */
function readSettings(read, { rules, charts, settings }) {
  for (const rule of rules) {
    for (const option of ruleEntry(rule)?.options ?? []) {
      const written = (/** @type {string} */ name) => {
        const text = read(name);
        return text === null || text === undefined ? undefined : optionFrom(name, option, valueFor(name, text, rule, rules));
      };
      const all = written(`${ruleName(rule)}-${option.name}`) ?? written(option.name);
      if (all !== undefined) settings[`${rule}.${option.name}`] = all;
      // An option may be set for one chart alone, because charts scale gradients very differently.
      for (const chart of charts) {
        const own = written(`${ruleName(rule)}-${option.name}-${chart}`);
        if (own !== undefined) settings[`${rule}.${option.name}.${chart}`] = own;
      }
    }
  }
}

/** Throws an Error if a view, a matrix or the chart of a window does not exist for the model of a state. @param {State} state */
function refuseUnfit({ views, model, ellipses, charts, windows = {} }) {
  const known = modelEntry(model)?.charts.map(({ name }) => name);
  const odd = Object.keys(windows).find((chart) => !charts.includes(chart) && known?.includes(chart) === false);
  if (odd !== undefined) throw new Error(`window names the chart "${short(odd)}"; allowed with model "${short(model)}": ${known?.join(", ")}`);
  const wrong = views.find((view) => isOfEpisodes(view) && !isReturn(model));
  if (wrong) {
    const allowed = catalogue().models.filter(({ playsEpisodes }) => playsEpisodes).map(({ name }) => name);
    throw new Error(`model is "${short(model)}"; allowed with view "${wrong}": ${allowed.join(", ")}`);
  }
  if (ellipses.includes("empirical-fisher") && !modelEntry(model)?.hasEmpirical) {
    const allowed = ellipseNames().filter((name) => name !== "empirical-fisher").join(", ");
    throw new Error(`ellipses is "empirical-fisher"; allowed with model "${short(model)}": ${allowed}; the empirical Fisher matrix is made of observations, which this model does not have`);
  }
}

/**
 * All, some or none of the controls; or the names of those that stand in sight, with all others behind one line.
 * @param {string | null | undefined} text
 * @returns {Pick<State, "controls" | "sight">}
 */
export function controlsFrom(text) {
  const all = words(text);
  if (all.length < 2 && CONTROLS.some((word) => word === (all[0] ?? "all"))) return { controls: oneOf("controls", all[0] ?? "all", CONTROLS), sight: undefined };
  const wrong = all.find((word) => !NAMED.includes(word));
  if (wrong) throw new Error(`controls is "${short(wrong)}"; allowed: ${CONTROLS.join(", ")}, or names of controls that stand in sight: ${NAMED.join(", ")}`);
  return { controls: "all", sight: unique("controls", all, NAMED.length) };
}

/** The most numbers on an axis. @param {string | null | undefined} text @returns {Pick<State, "ticks">} */
export function ticksFrom(text) {
  const ticks = numberFrom("ticks", text, { range: TICKS, whole: true });
  return ticks === undefined ? {} : { ticks };
}

/** The rules of a figure that names none: a field shows what steps have in common. @param {string[]} views */
const defaultRules = (views) => (views.every((view) => view === "field") ? [] : views.includes("morph") ? ["gradient", "trust-region"] : ["euclidean-ball", "fisher-ball", "kl-ball"]);

/**
 * The attributes that describe a state, as text by name; `fromAttributes` reads them
 * back as the same state.
 * @param {State} state
 */
export function toAttributes(state) {
  const { data, start, charts, batch } = state;
  /** @type {Record<string, string>} */
  const written = {
    view: state.views.join(" "),
    model: state.model,
    chart: charts.join(" "),
    rules: state.rules.map(ruleName).join(" ") || "none",
    balls: state.balls,
    ...(data && { data: data.set ?? dataText(data) }),
    ...(state.options?.scale && { scale: state.options.scale.join(" ") }),
    ...(state.options?.loss && { loss: state.options.loss }),
    ...(state.options?.weight !== undefined && { weight: String(state.options.weight) }),
    ...(state.options?.spread !== undefined && { spread: String(state.options.spread) }),
    // A start chosen by the core is left out, and will be chosen again.
    ...(start && !state.unplaced && { start: placeText(start, charts) }),
    ...writeStarts(state),
    ...(state.steps !== undefined && { steps: String(state.steps) }),
    ...(state.ticks && { ticks: String(state.ticks) }),
    ...(state.batches && { batch: batch ? String(batch.size) : "all", seed: String(state.seed) }),
    ...(state.ellipses.length && { ellipses: state.ellipses.join(" ") }),
  };
  Object.assign(written, settingsText(state));
  for (const view of viewsOf(state)) Object.assign(written, view.write?.(state));
  return written;
}

/**
 * The options of a model: the units of a policy, the loss of a variational model, weight and spread of a mixture's parts.
 * @param {Read} read
 * @param {string} model
 */
function optionsFrom(read, model) {
  /** @type {Record<string, (name: string, text: string) => unknown>} */
  const readers = { scale: pairFrom, loss: (_, text) => text, weight: numberIn, spread: numberIn };
  const written = Object.keys(readers).flatMap((name) => {
    const text = read(name);
    return text ? [{ name, text }] : [];
  });
  for (const { name, text } of written) {
    if (modelEntry(model)?.options.includes(name) ?? true) continue;
    const having = catalogue().models.filter(({ options }) => options.includes(name)).map((one) => one.name);
    throw new Error(`${name} is "${short(text)}"; allowed: none, because model is "${short(model)}"; of ${having.join(", ")} it is an option`);
  }
  const options = Object.fromEntries(written.map(({ name, text }) => [name, readers[name](name, text)]));
  return written.length ? { options } : {};
}

/**
 * The value of a rule's option. A number outside its range is left for the core to refuse.
 * @param {string} name of the attribute
 * @param {Option} option
 * @param {string} text
 */
function optionFrom(name, option, text) {
  if (option.kind !== "number") return text;
  if (text.trim() !== "" && !Number.isNaN(Number(text))) return Number(text);
  return numberIn(name, text, { range: option.range, open: option.openBelow });
}

/**
 * Batches, if the author set them: of a given size, or of "all" data until a reader
 * chooses fewer. The seed is kept in both cases.
 * @param {string | null | undefined} size
 * @param {string | null | undefined} seed
 */
function batchFrom(size, seed) {
  const first = numberFrom("seed", seed, SEEDS) ?? 0;
  if (size === null || size === undefined) return { seed: first, batches: false };
  return { seed: first, batches: true, batch: size.trim() === "all" ? undefined : { size: numberIn("batch", size, SIZES), seed: first } };
}
