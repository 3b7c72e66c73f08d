// The options of a state's rules, as the core's catalogue describes them, and which of them one control sets.

import { isReturn, optionsOf } from "../core.js";
import { ruleNumber } from "./rule-keys.js";
/** @import { Option, OptionGroup, State } from "./shape.js" */

/**
 * The controls of a state. Options with the same name, unit and range in several
 * rules share one control that sets all of them, except options that are set for
 * one chart alone.
 * @param {State} state
 */
export function optionControls(state) {
  /** @type {Map<string, OptionGroup>} */
  const groups = new Map();
  for (const rule of state.rules) {
    for (const option of optionsOf(state.model, rule)) {
      const own = state.charts.filter((chart) => hasOwn(state, `${rule}.${option.name}`, chart));
      for (const chart of own) {
        const key = `${rule}.${option.name}.${chart}`;
        groups.set(key, { option: reaching(option, Number(setting(state, key, option))), keys: [key], rules: [rule], chart });
      }
      if (own.length === state.charts.length) continue;
      // Options with different values stay separate; in a race every rule has its own rate, and of several equal rules each has its own options.
      const size = option.name === "rate" || option.name === "radius";
      const value = setting(state, `${rule}.${option.name}`, option);
      const ownKey = (state.race && size) || ruleNumber(rule) ? rule : state.settings[`${rule}.${option.name}`] ?? state.fitted?.[`${rule}.${option.name}`];
      const key = [option.name, option.unit, option.kind === "number" && option.slider, ownKey].join("|");
      const group = groups.get(key) ?? { option: holding(playing(state, option), Number(value)), keys: [], rules: [] };
      group.keys.push(`${rule}.${option.name}`);
      group.rules.push(rule);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/**
 * Ranges of the sliders for a policy. They extend to where every rule fails.
 * @param {State} state
 * @param {Option} option
 * @returns {Option}
 */
const playing = ({ model }, option) => isReturn(model) && option.kind === "number" && option.logarithmic
  ? { ...option, slider: [option.slider[0], 100 * option.slider[1]] } : option;

/** Whether one chart has its own value of an option, `key` being `rule.option`. @param {State} state @param {string} key @param {string} chart */
export const hasOwn = ({ settings, fitted = {} }, key, chart) =>
  settings[`${key}.${chart}`] !== undefined || (settings[key] === undefined && fitted[`${key}.${chart}`] !== undefined);

/** The option itself if its slider holds a value, or else with one that does. @param {Option} option @param {number} value */
export const holding = (option, value) =>
  option.kind === "number" && (value < option.slider[0] || value > option.slider[1]) && value > 0 ? reaching(option, value) : option;

/**
 * The option itself, or with a slider over four powers of ten around a value that is not on its slider.
 * @param {Option} option
 * @param {number} value
 * @returns {Option}
 */
function reaching(option, value) {
  if (option.kind !== "number") return option;
  const [low, high] = option.slider;
  if (!option.logarithmic || (value >= 3 * low && value <= high)) return option;
  const power = Math.round(Math.log10(value));
  return { ...option, slider: [10 ** (power - 2), 10 ** (power + 2)] };
}

/**
 * The value of an option in a state, `key` being `rule.option` or `rule.option.chart`.
 * @param {State} state
 * @param {string} key
 * @param {Option} option
 */
export const setting = (state, key, option) => state.settings[key] ?? state.fitted?.[key] ?? usual(state, key.split(".")[0], option);

/**
 * Where an option starts: as in the library whose convention the rule has, if it says something else there.
 * @param {State} state
 * @param {string} rule
 * @param {Option} option
 */
function usual(state, rule, option) {
  if (option.kind !== "number") return option.of[0];
  const convention = state.settings[`${rule}.convention`];
  return option.elsewhere?.find(([name]) => name === convention)?.[1] ?? option.default;
}
