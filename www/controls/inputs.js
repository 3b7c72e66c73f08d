// Sliders and menus, built from the core's catalogue. Each has a label, shows its
// value with its unit, and reports changes to a function that it is given.

import { chartEntry, chartOf, modelEntry, ruleEntry } from "../core.js";
import { button, element } from "../elements.js";
import { chosen } from "../text/format.js";
import { CHOICES } from "../text/labels.js";
import { optionControls, setting } from "../state/options.js";
import { ruleNumber } from "../state/rule-keys.js";
/** @import { Option, Place, State } from "../state/shape.js" */
/** @import { Change, Pair, SliderOption } from "../views/view.js" */

const STEPS_OF_A_SLIDER = 400;

/**
 * An entry of a menu: its value, and its text.
 * @param {string} value
 * @param {string} text
 * @returns {[value: string, text: string]}
 */
export const entry = (value, text) => [value, text];

/**
 * A control with the name of the attribute that it sets, by which authors choose what stands in sight.
 * @template {HTMLElement} Control
 * @param {string} name
 * @param {Control} control
 * @returns {Control}
 */
export function named(name, control) {
  control.dataset.sets = name;
  return control;
}

/** Options that only authors set, by attributes, which keeps the row of controls short. */
const AUTHORS_ONLY = new Set(["damping", "metric", "schedule", "epsilon", "beta1", "beta2", "decay", "convention"]);

/**
 * Builds the controls of a state. `change` receives a function that changes the state; `count` is the number of observations.
 * @param {State} state
 * @param {Change} change
 * @param {number} count
 */
export function buildControls(state, change, count) {
  const sliders = element("div", "controls");
  const menus = element("div", "controls");
  for (const { option, keys, rules, chart } of optionControls(state)) {
    const size = option.name === "rate" || option.name === "radius";
    if (AUTHORS_ONLY.has(option.name) || (state.race && !(size && state.race.budget === "set"))) continue;
    /** @param {number | string} value */
    const set = (value) => change((now) => {
      for (const key of keys) now.settings[key] = value;
    });
    const value = setting(state, keys[0], option);
    if (option.kind === "number") {
      sliders.append(named(option.name, slider(optionLabel(state, option, rules, chart), option, Number(value), set)));
    } else {
      const names = option.of.map((name) => entry(name, CHOICES[name] ?? name));
      menus.append(menu(optionLabel(state, option, rules, chart), names, String(value), set));
    }
  }
  if (state.batches) sliders.append(...batchControls(state, change, count));
  if (modelEntry(state.model).options.includes("scale")) menus.append(named("scale", unitsControl(state, change)));
  if (modelEntry(state.model).options.includes("loss")) menus.append(named("loss", lossControl(state, change)));
  state.charts.forEach((chart, k) => {
    const label = state.charts.length > 1 ? `chart ${k + 1}` : "parameters";
    const charts = modelEntry(state.model).charts.map(({ name, label: text }) => entry(name, text));
    menus.append(menu(label, charts, chart, (name) => change((now, convert) => {
      setChart(now, k, name, convert);
    })));
  });
  const sets = modelEntry(state.model).data.map(({ name, label }) => entry(name, label));
  const own = state.data && !state.data.set ? [entry("", "own numbers")] : [];
  const current = own.length ? "" : state.data?.set ?? sets[0][0];
  if (sets.length + own.length > 1) menus.append(menu("data", [...own, ...sets], current, (set) => change((now) => {
    if (set === "") return;
    now.data = { set };
    now.other = now.guess = undefined;
    // The core chooses another.
    delete (/** @type {Partial<State>} */ (now).start);
  })));
  if (state.rules.length && state.steps !== 1 && state.views.includes("plane")) {
    menus.append(menu("balls", [["none", "hidden"], ["start", "at the start"], ["path", "along the paths"], ["step", "of the step shown"]],
      state.balls, (balls) => change((now) => { now.balls = /** @type {State["balls"]} */ (balls); })));
  }
  return [sliders, menus];
}

/**
 * Shows another chart in a place; if that chart is shown elsewhere, the two are swapped.
 * @param {State} state
 * @param {number} index
 * @param {string} name
 * @param {(place: Place, chart: string) => Pair} convert
 */
export function setChart(state, index, name, convert) {
  const other = state.charts.indexOf(name);
  if (other >= 0) state.charts[other] = state.charts[index];
  state.charts[index] = name;
  try {
    state.start = { chart: state.charts[0], at: convert(state.start, state.charts[0]) };
  } catch {
    throw new Error(`In “${chartEntry(state.model, name).label}” the distribution at the start has no name: move the start, then choose it again.`);
  }
}

/**
 * The label of a rate names its rule, and so does that of any option of a rule that stands several times.
 * @param {State} state
 * @param {Option} option
 * @param {string[]} rules
 * @param {string} [chart]
 */
function optionLabel(state, option, rules, chart) {
  const where = chart ? `, ${chartEntry(state.model, chart).label}` : "";
  if (option.name !== "rate" && !(option.name === "radius" && state.race) && !rules.some(ruleNumber)) return option.label + where;
  return `${option.label} of ${rules.map((rule) => ruleEntry(rule).label).join(" and ")}${where}`;
}

/**
 * The choice of units of a policy's two features. The policy stays the same; its parameters change.
 * @param {State} state
 * @param {Change} change
 */
export function unitsControl(state, change) {
  const now = (state.options?.scale ?? [1, 1]).join(" ");
  const all = [...new Set(["1 1", "3 1", "1 3", now])].map((scale) => entry(scale, `(${scale.replace(" ", ", ")})`));
  return choice("units of the two parameters", all, now, (scale) => change((changed, convert) => {
    // Logarithms of probabilities do not depend on units.
    const chart = /** @type {string} */ (chartOf(changed.model, "log-ratios"));
    changed.start = { chart, at: convert(changed.start, chart) };
    const [a, b] = scale.split(" ").map(Number);
    changed.options = { scale: [a, b] };
  }));
}

/**
 * The choice of the direction of KL by which a bell is fitted to a target.
 * @param {State} state
 * @param {Change} change
 */
function lossControl(state, change) {
  return choice("fitted by", [["reverse", "KL(q ‖ p)"], ["forward", "KL(p ‖ q)"]], state.options?.loss ?? "reverse", (loss) => change((now) => {
    now.options = { ...now.options, loss: loss === "forward" ? "forward" : "reverse" };
  }));
}

/** Numbers of episodes that a policy may play for one step. */
const MOST_EPISODES = 256;

/** With fewer episodes than this, it often happens by chance that none opens the door. */
const LEAST_EPISODES = 8;

/**
 * A slider for the number of observations that each step sees (all at the right end), and a button for another draw.
 * @param {State} state
 * @param {Change} change
 * @param {number} count
 */
export function batchControls(state, change, count) {
  const most = count || MOST_EPISODES;
  const all = most + 1;
  const again = button("Draw again", () => change((now) => {
    now.seed += 1;
    now.batch = { ...now.batch, seed: now.seed };
  }));
  again.disabled = !state.batch;
  const option = {
    slider: [count ? 1 : LEAST_EPISODES, all], logarithmic: true, whole: true,
    /** @param {number} size */
    text: (size) => (size >= all ? (count ? `all ${count}` : "exact") : count ? `${size} of ${count}` : `${size} episodes`),
  };
  const size = slider("batch size", option, state.batch?.size ?? all, (wanted) => change((now) => {
    again.disabled = wanted >= all;
    now.batch = again.disabled ? undefined : { size: wanted, seed: now.seed };
  }));
  const redraw = element("div", "control");
  redraw.append(again);
  return [size, redraw];
}

/**
 * A slider for an option as the catalogue describes one; `whole` keeps to whole
 * numbers, `text` says a value in words of its own.
 * @param {string} label
 * @param {SliderOption} option
 * @param {number} value
 * @param {(value: number) => void} set
 */
export function slider(label, option, value, set) {
  const input = element("input");
  input.type = "range";
  input.min = "0";
  input.max = String(STEPS_OF_A_SLIDER);
  input.step = "1";
  const [low, high] = option.slider;
  /** @param {number} x */
  const toSlider = (x) => option.logarithmic
    ? Math.log(x / low) / Math.log(high / low)
    : (x - low) / (high - low);
  /** @param {number} u */
  const fromSlider = (u) => option.logarithmic ? low * (high / low) ** u : low + u * (high - low);
  input.value = String(Math.round(toSlider(value) * STEPS_OF_A_SLIDER));
  const output = element("output");
  /** @param {number} x */
  const show = (x) => {
    const text = option.text?.(x)
      ?? `${option.symbol ? `${option.symbol} = ` : ""}${chosen(x)}${option.unit ? ` ${option.unit}` : ""}`;
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  show(value);
  input.addEventListener("input", () => {
    // Rounded to the three digits that are shown, so that links and labels have the same number.
    const exact = fromSlider(Number(input.value) / STEPS_OF_A_SLIDER);
    const x = option.whole ? Math.round(exact) : Number(exact.toPrecision(3));
    show(x);
    set(x);
  });
  return labelled(label, input, output);
}

/**
 * A menu of `[value, text]` entries.
 * @param {string} label
 * @param {[value: string, text: string][]} entries
 * @param {string} current
 * @param {(value: string) => void} set
 */
export function menu(label, entries, current, set) {
  const select = element("select");
  for (const [value, text] of entries) {
    const option = element("option", "", text);
    option.value = value;
    option.selected = value === current;
    select.append(option);
  }
  select.addEventListener("change", () => set(select.value));
  return labelled(label, select);
}

/**
 * A few `[value, text]` entries side by side, one of them chosen.
 * @param {string} label
 * @param {[value: string, text: string][]} entries
 * @param {string} current
 * @param {(value: string) => void} set
 */
export function choice(label, entries, current, set) {
  const group = element("fieldset", "control choice");
  const row = element("div");
  const name = `choice-${(count += 1)}`;
  for (const [value, text] of entries) {
    const input = Object.assign(element("input"), { type: "radio", name, value, checked: value === current });
    input.addEventListener("change", () => set(value));
    const option = element("label");
    option.append(input, element("span", "", text));
    row.append(option);
  }
  group.append(element("legend", "name", label), row);
  return group;
}

/**
 * A checkbox; `set` receives whether it is checked.
 * @param {string} text
 * @param {boolean} value
 * @param {(value: boolean) => void} set
 */
export function toggle(text, value, set) {
  const input = element("input");
  input.type = "checkbox";
  input.checked = value;
  input.addEventListener("change", () => set(input.checked));
  const label = element("label", "toggle");
  label.append(input, element("span", "", text));
  return label;
}

let count = 0;

/**
 * @param {string} text
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @param {HTMLElement} [output]
 */
function labelled(text, control, output) {
  const label = element("label", "control");
  // Without `for`, the label would belong to the output, which comes first.
  label.htmlFor = control.id = `control-${(count += 1)}`;
  const heading = element("span", "name", text);
  label.append(heading, ...(output ? [output] : []), control);
  return label;
}
