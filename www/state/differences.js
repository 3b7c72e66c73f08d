// The settings of the rules of a state: written as attributes, and what distinguishes rules of one name.

import { ruleEntry } from "../core.js";
import { setting } from "./options.js";
import { ruleName, ruleNumber } from "./rule-keys.js";
/** @import { Option, State } from "./shape.js" */

/**
 * The settings of a state as attributes: a list where a rule stands several times and its values differ.
 * @param {State} state
 */
export function settingsText(state) {
  /** @type {Record<string, string>} */
  const written = {};
  for (const key of Object.keys(state.settings)) {
    const [rule, option, chart] = key.split(".");
    const name = [ruleName(rule), option, ...(chart ? [chart] : [])].join("-");
    const alike = state.rules.filter((other) => ruleName(other) === ruleName(rule));
    const values = (alike.length ? alike : [rule]).map((one) => String(valueIn(state, one, option, chart)));
    written[name] = new Set(values).size === 1 ? values[0] : values.join(" ");
  }
  return written;
}

/**
 * The value of an option in a state: set for a chart, for all charts, or not at all.
 * @param {State} state
 * @param {string} rule
 * @param {string} name
 * @param {string} [chart]
 */
function valueIn(state, rule, name, chart) {
  const option = ruleEntry(rule)?.options.find((one) => one.name === name);
  return state.settings[`${rule}.${name}.${chart}`] ?? (option ? setting(state, `${rule}.${name}`, option) : state.settings[`${rule}.${name}`]);
}

/** The most options that tell a rule from the others of its name. */
const MOST = 2;

/**
 * How a rule that stands several times differs from the others of its name, to be written after its label: ", α = 0.1"; else nothing.
 * @param {State} state
 * @param {string} key
 * @param {(option: Option, value: number | string) => string} say
 */
export function difference(state, key, say) {
  if (!ruleNumber(key)) return "";
  const alike = state.rules.filter((other) => ruleName(other) === ruleName(key));
  const found = ruleEntry(key).options.filter(({ name }) => new Set(alike.map((other) => valueIn(state, other, name))).size > 1);
  return found.slice(0, MOST).map((option) => `, ${say(option, valueIn(state, key, option.name))}`).join("");
}
