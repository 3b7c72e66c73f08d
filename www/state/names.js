// The names that attributes can have.

import { catalogue } from "../core.js";
import { ATTRIBUTES } from "./attributes.js";

/** Attributes of the element that are not part of a picture. */
const OTHERS = ["builder"];

/** Whether an attribute has this name. @param {string} name */
export const isKnown = (name) => allNames().has(name);

/** The names that a catalogue gives: a small core has fewer models than the whole one. @type {WeakMap<object, Set<string>>} */
const known = new WeakMap();

/** Every name: also the options of rules, `OPTION`, `RULE-OPTION` and `RULE-OPTION-CHART`. */
export function allNames() {
  const { models, rules } = catalogue();
  const found = known.get(models);
  if (found) return found;
  const charts = [...new Set(models.flatMap((model) => model.charts.map(({ name }) => name)))];
  const options = rules.flatMap(({ name: rule, options: all }) => all.flatMap(({ name }) =>
    [name, `${rule}-${name}`, ...charts.map((chart) => `${rule}-${name}-${chart}`)]));
  const names = new Set([...ATTRIBUTES, ...OTHERS, ...options]);
  known.set(models, names);
  return names;
}
