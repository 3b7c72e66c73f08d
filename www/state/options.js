// The options of a state's rules, as the core's catalogue describes them, and which of them one control sets.

import { isReturn, ruleEntry } from "../core.js";

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
