// The options of a state's rules, as the core's catalogue describes them, and which of them one control sets.

import { isReturn, ruleEntry } from "../core.js";

/**
 * The controls of a state. Options with the same name, unit and range in several
 * rules share one control that sets all of them, except options that are set for
 * one chart alone.
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
      // Options with different values stay separate; in a race every rule has its own rate.
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

/** Ranges of the sliders for a policy. They extend to where every rule fails. */
const playing = ({ model }, option) => isReturn(model) && option.logarithmic
  ? { ...option, slider: [option.slider[0], 100 * option.slider[1]] } : option;

/** The option itself, or with a slider over four powers of ten around a value that is not on its slider. */
function reaching(option, value) {
  const [low, high] = option.slider ?? [];
  if (!option.logarithmic || (value >= 3 * low && value <= high)) return option;
  const power = Math.round(Math.log10(value));
  return { ...option, slider: [10 ** (power - 2), 10 ** (power + 2)] };
}

/** The value of an option in a state, `key` being `rule.option` or `rule.option.chart`. */
export const setting = (state, key, option) => state.settings[key] ?? usual(state, key.split(".")[0], option);

/** Where an option starts: as in the library whose convention the rule has, if it says something else there. */
function usual(state, rule, option) {
  if (option.kind !== "number") return option.of[0];
  const convention = state.settings[`${rule}.convention`];
  return option.elsewhere?.find(([name]) => name === convention)?.[1] ?? option.default;
}
