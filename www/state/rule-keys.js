// The rules of a state. A rule that stands once is known by its name. One that stands several times, to be
// compared with itself, has a key for each time: gradient#1, gradient#2. Settings, runs and rows go by these keys.

import { catalogue } from "../core.js";
import { short, words } from "./words.js";
/** @import { Settings, State } from "./shape.js" */

/** Between the name of a rule and its number. */
const MARK = "#";

/** The name of the rule that a key stands for. @param {string} key */
export const ruleName = (key) => key.split(MARK)[0];

/** Which one it is of the rules with its name: 1, 2, …; 0 where the rule stands once. @param {string} key */
export const ruleNumber = (key) => Number(key.split(MARK)[1] ?? 0);

/**
 * The keys of rules that stand in this order.
 * @param {string[]} names
 */
export function keysOf(names) {
  const wrong = names.find((name) => name.includes(MARK));
  if (wrong) throw new Error(`rules has "${short(wrong)}"; allowed: ${catalogue().rules.map(({ name }) => name).join(", ")}`);
  return names.map((name, k) => (names.indexOf(name) === names.lastIndexOf(name) ? name
    : `${name}${MARK}${names.slice(0, k + 1).filter((other) => other === name).length}`));
}

/**
 * The value that an attribute gives to the rule of a key. Where the rule stands several times the attribute may list
 * a value for each, in their order.
 * @param {string} attribute
 * @param {string} text
 * @param {string} key
 * @param {string[]} keys
 */
export function valueFor(attribute, text, key, keys) {
  const values = words(text);
  if (values.length < 2) return text;
  const alike = keys.filter((other) => ruleName(other) === ruleName(key));
  if (values.length === alike.length) return values[alike.indexOf(key)];
  const times = alike.length === 1 ? "once" : `${alike.length} times`;
  throw new Error(`${attribute} is "${short(text)}"; allowed: one value${alike.length > 1 ? ` or ${alike.length}` : ""}, because "${ruleName(key)}" stands ${times} in rules`);
}

/**
 * Gives a state other rules, each by the key that it has, or by its name where it is new. Settings stay with their rules.
 * @param {State} state
 * @param {string[]} rules
 */
export function setRules(state, rules) {
  const keys = keysOf(rules.map(ruleName));
  /** @type {Settings} */
  const settings = {};
  for (const [key, value] of Object.entries(state.settings)) {
    const [rule, ...rest] = key.split(".");
    const k = rules.indexOf(rule);
    if (k >= 0) settings[[keys[k], ...rest].join(".")] = value;
    // A rule that is removed and added again keeps its settings.
    else if (!keys.includes(rule)) settings[key] = value;
  }
  state.rules = keys;
  state.settings = settings;
}
