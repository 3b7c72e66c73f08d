// The rules of a state as a list: each with its settings, and whether it is muted. What is done with the list is a
// pure function from list to list.

import { ruleEntry, sizeOf } from "../core.js";
import { hasOwn } from "../state/options.js";
import { keysOf, ruleName } from "../state/rule-keys.js";
/** @import { Run } from "../scene/shape.js" */
/** @import { Settings, State } from "../state/shape.js" */

/** @typedef {{ name: string, settings: Settings, fitted?: Settings, muted?: boolean }} Entry A rule, its settings, and the sizes that suit the data, by option or `option.chart`. */

/** Most rules in a list, muted ones included. */
export const MOST_RULES = 16;

/** The key of the setting that says how far a run goes: of its chart alone, if that has its own. @param {State} state @param {Pick<Run, "rule" | "chart">} run */
export function sizeKey(state, { rule, chart }) {
  const key = `${rule}.${sizeOf(rule).name}`;
  return hasOwn(state, key, chart) ? `${key}.${chart}` : key;
}

/** The settings of one key, by option. @param {Settings} settings @param {string} key @returns {Settings} */
const settingsOf = (settings, key) => Object.fromEntries(
  Object.entries(settings).filter(([name]) => name.startsWith(`${key}.`)).map(([name, value]) => [name.slice(key.length + 1), value]));

/** The rules of a state in order, the muted ones among them. @param {State} state @returns {Entry[]} */
export function listOf({ rules, settings, fitted = {}, muted = [] }) {
  /** @type {Entry[]} */
  const list = rules.map((key) => {
    const own = settingsOf(fitted, key);
    return { name: ruleName(key), settings: settingsOf(settings, key), ...(Object.keys(own).length && { fitted: own }) };
  });
  for (const { at, name, settings: own } of muted) list.splice(Math.min(at, list.length), 0, { name, settings: own, muted: true });
  return list;
}

/** Whether every rule of a list, with all its settings, is in another list too. @param {Entry[]} list @param {Entry[]} other */
export function isPartOf(list, other) {
  const words = (/** @type {Entry} */ { name, settings }) => JSON.stringify([name, settings]);
  const known = new Set(other.map(words));
  return list.every((entry) => known.has(words(entry)));
}

/** Gives a state the rules of a list. @param {State} state @param {Entry[]} list */
export function useList(state, list) {
  const heard = list.filter(({ muted }) => !muted);
  const keys = keysOf(heard.map(({ name }) => name));
  state.rules = keys;
  state.settings = Object.fromEntries(heard.flatMap(({ settings }, k) => Object.entries(settings).map(([name, value]) => [`${keys[k]}.${name}`, value])));
  const muted = list.flatMap(({ name, settings, muted: off }, at) => (off ? [{ at, name, settings }] : []));
  if (muted.length) state.muted = muted;
  else delete state.muted;
}

/** The key that the `k`-th entry of a list has in its state; undefined for a muted one. @param {Entry[]} list @param {number} k */
export function keyOfEntry(list, k) {
  if (list[k].muted) return undefined;
  return keysOf(list.filter(({ muted }) => !muted).map(({ name }) => name))[list.slice(0, k).filter(({ muted }) => !muted).length];
}

/** The same with one more rule; one that is there already comes with other settings. @param {Entry[]} list @param {string} name @returns {Entry[]} */
export function added(list, name) {
  if (list.length >= MOST_RULES) return list;
  const twin = list.findIndex((entry) => entry.name === name);
  return [...list, twin < 0 ? { name, settings: {} } : duplicated(list, twin)[twin + 1]];
}

/** @type {(list: Entry[], k: number) => Entry[]} */
export const removed = (list, k) => list.filter((_, other) => other !== k);

/** Sizes of a copy, as multiples of the entry that is copied, in the order in which they are tried. */
const FACTORS = [1, -1].flatMap((sign) => Array.from({ length: MOST_RULES }, (_, k) => 2 ** (sign * (k + 1))));

/** The same with the `k`-th entry once more, at twice its size, or the next power of two that is allowed and that no copy has. @param {Entry[]} list @param {number} k @returns {Entry[]} */
export function duplicated(list, k) {
  if (list.length >= MOST_RULES) return list;
  const option = sizeOf(list[k].name);
  const settings = { ...list[k].fitted, ...list[k].settings };
  if (option) {
    const [least, most] = option.range;
    const own = Number(settings[option.name] ?? option.default);
    const taken = new Set(list.filter(({ name }) => name === list[k].name).map((entry) => Number(entry.settings[option.name] ?? entry.fitted?.[option.name] ?? option.default)));
    const factor = FACTORS.find((times) => times * own >= least && times * own <= most && !taken.has(times * own)) ?? 1;
    for (const name of [option.name, ...Object.keys(settings).filter((other) => other.startsWith(`${option.name}.`))]) {
      settings[name] = Math.min(most, Math.max(least, factor * Number(settings[name] ?? option.default)));
    }
  }
  return list.toSpliced(k + 1, 0, { name: list[k].name, settings });
}

/** @param {Entry[]} list @param {number} from @param {number} to @returns {Entry[]} */
export function moved(list, from, to) {
  const place = Math.min(list.length - 1, Math.max(0, to));
  return list.toSpliced(from, 1).toSpliced(place, 0, list[from]);
}

/** @type {(list: Entry[], k: number) => Entry[]} */
export const mutedOrNot = (list, k) => list.map((entry, other) => (other === k ? { ...entry, muted: !entry.muted } : entry));

/** Mutes all rules but the `k`-th; if all others are muted already, unmutes them. @param {Entry[]} list @param {number} k @returns {Entry[]} */
export function solo(list, k) {
  const alone = isSolo(list, k);
  return list.map((entry, other) => ({ ...entry, muted: !alone && other !== k }));
}

/** Whether all rules but the `k`-th are muted. @param {Entry[]} list @param {number} k */
export const isSolo = (list, k) => list.length > 1 && list.every(({ muted }, other) => Boolean(muted) !== (other === k));

/** Another rule in place of the `k`-th; settings of the same name stay. @param {Entry[]} list @param {number} k @param {string} name @returns {Entry[]} */
export function renamed(list, k, name) {
  const options = new Set(ruleEntry(name).options.filter(({ name: option }) => option !== "rate" && option !== "radius").map((option) => option.name));
  const kept = Object.fromEntries(Object.entries(list[k].settings).filter(([key]) => options.has(key.split(".")[0])));
  return list.map((entry, other) => (other === k ? { ...entry, name, settings: kept } : entry));
}

/** Sets options of the `k`-th: of one chart alone where it has its own. @param {Entry[]} list @param {number} k @param {Settings} settings @returns {Entry[]} */
export const set = (list, k, settings) => list.map((entry, other) => (other === k ? { ...entry, settings: { ...entry.settings, ...settings } } : entry));

/** What has become of a list of rules, in a sentence; empty where the same ones stand in the same order. @param {Entry[]} before @param {Entry[]} after */
export function newsOf(before, after) {
  const named = (/** @type {Entry[]} */ list) => list.map(({ name }) => ruleEntry(name).label);
  const [was, now] = [named(before), named(after)];
  const rest = now.slice();
  const gone = was.filter((name) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const count = `There ${now.length === 1 ? "is 1 rule" : `are ${now.length} rules`}.`;
  if (gone.length || rest.length) return [...(gone.length ? [`Removed: ${gone.join(", ")}.`] : []), ...(rest.length ? [`Added: ${rest.join(", ")}.`] : []), count].join(" ");
  if (was.some((name, k) => name !== now[k])) return `The rules are now in the order ${now.join(", ")}.`;
  const muted = after.filter((entry, k) => Boolean(entry.muted) !== Boolean(before[k].muted));
  return muted.map(({ name, muted: off }) => `${ruleEntry(name).label} is ${off ? "hidden" : "shown"}.`).join(" ");
}

/** Muted rules as text for a link, `at name option=value …`, separated by commas. @param {State} state */
export const mutedText = ({ muted = [] }) => muted.map(({ at, name, settings }) =>
  [at, name, ...Object.entries(settings).map(([option, value]) => `${option}=${value}`)].join(" ")).join(", ");

/** The same again; what it does not understand is left out. @param {string} text @returns {NonNullable<State["muted"]>} */
export const mutedFrom = (text) => text.split(",").flatMap((part) => {
  const [at, name, ...given] = part.trim().split(/\s+/);
  const entry = name ? ruleEntry(name) : undefined;
  if (!entry || !(Number(at) >= 0)) return [];
  const settings = Object.fromEntries(given.flatMap((one) => {
    const [option, value] = one.split("=");
    const known = entry.options.find((other) => other.name === option.split(".")[0]);
    if (!known || value === undefined) return [];
    return [[option, known.kind === "number" ? Number(value) : value]];
  }));
  return [{ at: Number(at), name, settings }];
}).slice(0, MOST_RULES);

/** A plane with the distributions beside it takes the place of a view of the field alone. @param {State} state */
export function showPlane(state) {
  if (!state.views.includes("field")) return;
  const others = state.views.filter((view) => view !== "field" && view !== "plane" && view !== "density");
  state.views = state.views.includes("morph") ? others : ["plane", "density", ...others];
}
