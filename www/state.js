// The state of a figure: read from attributes, steered by controls, written as
// the specification of an experiment. One table of rules' options, taken from
// the core's catalogue, drives all three.

import { isReturn, modelEntry, ruleEntry } from "./core.js";
import { CHART_DASHES, FAMILIES } from "./language.js";
import { OF_A_POLICY, VIEWS, viewsOf } from "./views/registry.js";

/** What the element's attributes mean; kebab case, as in the interface. */
export const ATTRIBUTES = [
  "view", "model", "data", "chart", "rules", "start", "steps", "step", "radius", "rate", "direction",
  "schedule", "damping", "metric", "batch", "seed", "balls", "controls", "theme", "classroom", "spec", "label",
  "other", "stick", "units", "ellipses", "labels", "draws", "series", "goal", "predict",
  "learners", "order", "observations", "delay", "order-seed",
  "gap", "target", "limit", "cells", "budget", "against", "solver", "first-kl", "parameters", "scale", "show",
];

const words = (text) => (text ?? "").trim().split(/[\s,]+/).filter(Boolean);

/**
 * The state that an element's attributes describe. Words that are no names are
 * left to the core to refuse, whose message then says what is allowed.
 */
export function fromAttributes(read) {
  const model = read("model") ?? "gaussian";
  const charts = words(read("chart"));
  const rules = words(read("rules"));
  const views = words(read("view") ?? "plane").map((word) => known("view", word));
  const state = {
    views,
    model,
    data: dataFrom(read("data"), model),
    ...(read("scale") && { options: { scale: words(read("scale")).map(Number) } }),
    charts: charts.length ? charts : [modelEntry(model)?.charts[0].name],
    rules: rules.length ? rules.filter((rule) => rule !== "none") : ["euclidean-ball", "fisher-ball", "kl-ball"],
    start: startFrom(read("start")),
    steps: numberFrom(read("steps")),
    ...batchFrom(read("batch"), read("seed")),
    balls: known("balls", read("balls") ?? (charts.length > 1 ? "none" : "start")),
    ellipses: words(read("ellipses")).map((word) => known("ellipses", word)),
    controls: known("controls", read("controls") ?? "all"),
    settings: {},
  };
  for (const rule of state.rules) {
    for (const option of ruleEntry(rule)?.options ?? []) {
      const text = read(`${rule}-${option.name}`) ?? read(option.name);
      if (text !== null && text !== undefined) {
        state.settings[`${rule}.${option.name}`] = optionFrom(option, text);
      }
      // One chart may have an option of its own: charts scale gradients by as much as they like.
      for (const chart of state.charts) {
        const own = read(`${rule}-${option.name}-${chart}`);
        if (own !== null && own !== undefined) state.settings[`${rule}.${option.name}.${chart}`] = optionFrom(option, own);
      }
    }
  }
  const alone = model !== "policy" && views.find((view) => OF_A_POLICY.includes(view));
  if (alone) throw new Error(`model is "${model}"; allowed with view "${alone}": policy`);
  for (const view of viewsOf(state)) view.read?.(read, state);
  return state;
}

/**
 * The attributes that describe a state, as text by name: what `fromAttributes`
 * reads back as the same state.
 */
export function toAttributes(state) {
  const { data, start, charts, batch } = state;
  const written = {
    view: state.views.join(" "),
    model: state.model,
    chart: charts.join(" "),
    rules: state.rules.join(" ") || "none",
    balls: state.balls,
    ...(data && { data: data.set ?? dataText(data) }),
    ...(state.options && { scale: state.options.scale.join(" ") }),
    // A start that the core chose is chosen again.
    ...(start && !state.unplaced && { start: placeText(start, charts) }),
    ...(state.steps !== undefined && { steps: String(state.steps) }),
    ...(state.batches && { batch: batch ? String(batch.size) : "all", seed: String(state.seed) }),
    ...(state.ellipses.length && { ellipses: state.ellipses.join(" ") }),
  };
  for (const [key, value] of Object.entries(state.settings)) written[key.replaceAll(".", "-")] = String(value);
  for (const view of viewsOf(state)) Object.assign(written, view.write?.(state));
  return written;
}

/** Numbers of one's own as an attribute; inputs each with its label. */
export const dataText = ({ x, y, counts }) => y ? x.map((input, k) => `${input} ${y[k]}`).join(", ") : (x ?? counts).join(" ");

/** A place as an attribute: its chart's name only where that is not the first. */
export const placeText = ({ chart, at }, charts) =>
  [...(chart && chart !== charts[0] ? [chart] : []), ...at].join(" ");

/** Words that only the shell knows. */
const KNOWN = {
  view: VIEWS,
  balls: ["none", "start", "path", "step"],
  controls: ["all", "some", "none"],
  ellipses: ["fisher", "empirical-fisher", "hessian"],
  labels: ["model", "data"],
  budget: ["best", "same-kl", "set"],
  against: ["steps", "cost"],
  solver: ["dense", "k-fac", "cg"],
  show: ["step", "return", "success", "collapsed"],
  series: ["loss", "kl", "kl-reverse", "fisher-length", "euclidean-length", "halvings"],
};

/** `word` itself, if it is one that an attribute may have. */
export function known(attribute, word) {
  if (KNOWN[attribute].includes(word)) return word;
  throw new Error(`${attribute} is "${word}"; allowed: ${KNOWN[attribute].join(", ")}`);
}

/** The whole number between two that an attribute has; one that is left out is as it is `otherwise`. */
export function whole(read, name, otherwise, [low, high]) {
  const text = read(name);
  const value = Number(text ?? otherwise);
  if (text?.trim() !== "" && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Error(`${name} is "${text}"; allowed: a whole number from ${low} to ${high}`);
}

/** The state that a whole experiment describes, in the views that an element has. */
export function fromSpec(spec, state) {
  const charts = [...new Set(spec.runs.map((run) => run.chart))];
  const rules = [...new Set(spec.runs.map((run) => run.rule))];
  const settings = {};
  const [{ batch } = {}] = spec.runs;
  for (const { rule, chart, batch: _, ...options } of spec.runs) {
    for (const [name, value] of Object.entries(options)) {
      const shared = (settings[`${rule}.${name}`] ??= value);
      if (shared !== value) settings[`${rule}.${name}.${chart}`] = value;
    }
  }
  const { model, data, options, start, steps } = spec;
  const described = { ...state, model, data, options, charts, rules, start, steps, batch, seed: batch?.seed ?? 0, batches: Boolean(batch), settings };
  const runs = (list) => list.map((run) => JSON.stringify(Object.entries(run).sort())).sort().join();
  if (runs(toSpec(described).runs) !== runs(spec.runs)) {
    throw new Error("runs is another list; allowed in a figure: every rule once in every chart, with the same batch");
  }
  return described;
}

/** What an experiment depends on besides its model and its start, as text: the same for the same. */
export const rulesKey = ({ rules, charts, settings, batch, steps }) => JSON.stringify([rules, charts, settings, batch, steps]);

/** The specification of the experiment a state describes: every rule in every chart. */
export function toSpec(state) {
  const runs = state.rules.flatMap((rule) =>
    state.charts.map((chart) => {
      const options = {};
      for (const option of ruleEntry(rule)?.options ?? []) {
        const key = `${rule}.${option.name}`;
        const value = state.settings[`${key}.${chart}`] ?? state.settings[key];
        if (value !== undefined) options[option.name] = value;
      }
      return { rule, chart, ...options, ...(state.batch && { batch: state.batch }) };
    }),
  );
  const { model, data, options, start, steps } = state;
  return { version: 1, model, ...(data && { data }), ...(options && { options }), start, runs, ...(steps !== undefined && { steps }) };
}

/** The rules shown that look like one of them. */
const kin = (rules, rule) => rules.filter((other) => ruleEntry(other).family === ruleEntry(rule).family);

/** How the path of a rule in its `k`-th chart is dashed: charts are told apart, otherwise rules that look alike. */
export const pathDash = ({ charts, rules }, rule, k) =>
  CHART_DASHES[(charts.length > 1 ? k : kin(rules, rule).indexOf(rule)) % CHART_DASHES.length];

/** The same of its curve beside the plane, and of a sample of it: as its ball is, where that tells it from all others. */
export const curveDash = (state, rule, k) => (state.charts.length > 1 || kin(state.rules, rule).length > 1
  ? pathDash(state, rule, k) : FAMILIES[ruleEntry(rule).family].ball);

/** The number of a run in that specification. */
export const runIndex = (state, rule, chart) =>
  state.rules.indexOf(rule) * state.charts.length + state.charts.indexOf(chart);

/**
 * The controls of a state: options that mean the same in several rules (same
 * name, unit and range) are one control that sets them all, but for those that
 * a chart has of its own.
 */
export function optionControls(state) {
  const groups = new Map();
  for (const rule of state.rules) {
    for (const option of ruleEntry(rule)?.options ?? []) {
      const own = state.charts.filter((chart) => state.settings[`${rule}.${option.name}.${chart}`] !== undefined);
      for (const chart of own) {
        const key = `${rule}.${option.name}.${chart}`;
        groups.set(key, { option: reaching(option, state.settings[key]), keys: [key], rules: [rule], chart });
      }
      if (own.length === state.charts.length) continue;
      // What has been set apart stays apart; in a race every rule has a rate of its own.
      const size = option.name === "rate" || option.name === "radius";
      const apart = state.race && size ? rule : state.settings[`${rule}.${option.name}`];
      const key = [option.name, option.unit, option.slider, apart].join("|");
      const group = groups.get(key) ?? { option: playing(state, option), keys: [], rules: [] };
      group.keys.push(`${rule}.${option.name}`);
      group.rules.push(rule);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** What a policy plays has no unit of its own: its sliders reach to where every rule fails. */
const playing = ({ model }, option) => isReturn(model) && option.logarithmic
  ? { ...option, slider: [option.slider[0], 100 * option.slider[1]] } : option;

/** An option whose slider spans four powers of ten around a value, if that is not on it. */
function reaching(option, value) {
  const [low, high] = option.slider ?? [];
  if (!option.logarithmic || (value >= 3 * low && value <= high)) return option;
  const power = Math.round(Math.log10(value));
  return { ...option, slider: [10 ** (power - 2), 10 ** (power + 2)] };
}

/** The value of an option in a state. */
export function setting(state, key, option) {
  return state.settings[key] ?? (option.kind === "number" ? option.default : option.of[0]);
}

function dataFrom(text, model) {
  if (text === null || text === undefined || text.trim() === "") return undefined;
  const numbers = words(text);
  if (!numbers.every((word) => Number.isFinite(Number(word)))) return { set: text.trim() };
  const given = numbers.map(Number);
  const takes = modelEntry(model)?.takes;
  if (takes === "counts") return { counts: given };
  return takes === "labelled" ? { x: given.filter((_, k) => k % 2 === 0), y: given.filter((_, k) => k % 2) } : { x: given };
}

const numberFrom = (text) => (text === null || text === undefined ? undefined : Number(text));

const optionFrom = (option, text) => (option.kind === "number" && text.trim() !== "" ? Number(text) : text);

/**
 * Batches, where an author asks for them: of a size, or of "all" the data until
 * a reader wants fewer. The seed is kept for either.
 */
function batchFrom(size, seed) {
  const first = numberFrom(seed) ?? 0;
  if (size === null || size === undefined) return { seed: first, batches: false };
  return { seed: first, batches: true, batch: size.trim() === "all" ? undefined : { size: Number(size), seed: first } };
}

/** A place written as an attribute: two coordinates, before them a chart unless it is the first. */
export function startFrom(text) {
  if (text === null || text === undefined) return undefined;
  const all = words(text);
  const named = all.length > 2 ? all[0] : undefined;
  return { chart: named, at: all.slice(-2).map(Number) };
}
