// Data as the text of an attribute, and back.

import { catalogue, modelEntry } from "../core.js";
import { heldName, isHeld } from "./held.js";
import { inTurn, numbersOf, pairsOf } from "./lists.js";
import { listIn, namedCounts, needsReader } from "./plain.js";
import { short } from "./words.js";
/** @import { Data, State } from "./shape.js" */

/** @typedef {typeof import("../table/table.d.ts").readTable} ReadTable */

/** What reads data that are not in the plain form; undefined until it is loaded. @type {ReadTable | undefined} */
let readTable;

/** Loads the reader of tables; `load` imports it. @param {() => Promise<{ readTable: ReadTable }>} load */
export async function loadReader(load) {
  readTable ??= (await load()).readTable;
}

/** The last texts that were read, with the model they were read for, so that the same text gives the same object. @type {{ text: string, model: string, data: Data | undefined }[]} */
const recent = [];
const MOST_RECENT = 4;

/** @param {string} text @param {string} model */
const knownAs = (text, model) => recent.find((one) => one.text === text && one.model === model);

/** Whether the reader of tables has to be loaded before a text of `data` can be read. @param {string | null | undefined} text @param {string | null | undefined} named the model, if it is not the first */
export function isUnread(text, named) {
  if (readTable || text === null || text === undefined) return false;
  const model = named ?? catalogue().models[0].name;
  return !knownAs(text, model) && needsReader(text, modelEntry(model)?.takes);
}

/**
 * Refuses an empty address of a table, and the choice of a column or a label where there is none.
 * @param {(name: string) => string | undefined} written an attribute as text
 */
export function refuseColumns(written) {
  const address = written("data-src");
  if (address?.trim() === "") throw new Error('data-src is ""; allowed: the address of a text file such as CSV');
  const name = ["data-x", "data-y", "data-one", "data-zero"].find((one) => written(one) !== undefined);
  if (name && address === undefined) throw new Error(`${name} is "${short(/** @type {string} */ (written(name)))}"; allowed: only with data-src, the address of a table`);
}

/** What was said of data that the reader of tables has read, and what they measure. @type {WeakMap<Data, { said: string, quantity?: string }>} */
const readings = new WeakMap();

/** One sentence about how the text of `data` was read, empty where that goes without saying, and what the data measure. @param {Data | undefined} data */
export const readingOf = (data) => (data && readings.get(data)) ?? { said: "" };

/** The name of what is measured, for an axis, where the data are a reader's own and it is known. @param {State} state */
export const measured = ({ data, quantity }) => (data && data.set === undefined ? quantity : undefined);

/** Data with more numbers than this are too long for an address: a name that only this page knows takes the place of their text. */
const LONGEST = 10_000;

/** Of data with more numbers than this, models and level lines take their time, and are made in portions. */
const MANY = 500;

/** How many long ones are known. */
const MOST_HELD = 20;

/** Long data by their names, the oldest first. @type {Map<string, Data>} */
const held = new Map();

/** @type {WeakMap<Data, string>} */
const names = new WeakMap();

/** How many have been given a name. */
let named = 0;

/** How many numbers there are in some data. @param {Data} data */
const sizeOf = ({ x, y }) => (x?.length ?? 0) + (y?.length ?? 0);

/** Whether data are so long that they have a name in place of a text. @param {Data | undefined} data */
export const isLong = (data) => data !== undefined && sizeOf(data) > LONGEST;

/** Whether there are so many that a page needs pauses. @param {Data | undefined} data */
export const isMany = (data) => data !== undefined && sizeOf(data) > MANY;

/** Whether two data are the same: long ones only if they are one object. @param {Data | undefined} one @param {Data | undefined} other */
export const sameData = (one, other) => one === other || (!isLong(one) && !isLong(other) && JSON.stringify(one) === JSON.stringify(other));

/**
 * Data as short text by which they can be told from others.
 * @param {Data | undefined} data
 */
export const dataKey = (data) => (data && isLong(data) ? nameOf(data) : JSON.stringify(data ?? null));

/** A copy of a state; long data, which nothing changes, are shared. @param {State} state @returns {State} */
export const copyOf = (state) => (isLong(state.data) ? { ...structuredClone({ ...state, data: undefined }), data: state.data } : structuredClone(state));

/** @param {Data} data */
function nameOf(data) {
  const name = names.get(data) ?? heldName(++named);
  names.set(data, name);
  held.delete(name);
  held.set(name, data);
  if (held.size > MOST_HELD) held.delete(held.keys().next().value ?? "");
  return name;
}

/**
 * A reader's own data as an attribute: numbers, inputs with their labels, or counts, perhaps with names: "a: 5, b: 3, c: 2";
 * a target as JSON; for long data a name that this page knows.
 * @param {Data} data
 */
export const dataText = (data) => (isLong(data) ? nameOf(data) : fullText(data));

/** The same in full, however long. @param {Data} data */
export function fullText(data) {
  const { x = [], y, counts, names: classes } = data;
  if (data.set !== undefined) return data.set;
  if (!data.x && !counts) return JSON.stringify(data);
  if (classes && counts) return counts.map((count, k) => `${classes[k].replace(/[\s,:]+/g, " ").trim()}: ${count}`).join(", ");
  return y ? Array.from(x, (input, k) => `${input} ${y[k]}`).join(", ") : (counts ?? x).join(" ");
}

/**
 * The data that an attribute gives; undefined where there is no attribute.
 * @param {string | null | undefined} text
 * @param {string} model
 * @returns {Data | undefined}
 */
export function dataFrom(text, model) {
  if (text === null || text === undefined) return undefined;
  if (text.trim() === "" || /^\s*\[\s*\]\s*$/.test(text)) throw new Error(`data is empty; allowed: ${allowedFor(model)}`);
  const known = knownAs(text, model);
  if (known) return known.data;
  const data = read(text, model);
  recent.unshift({ text, model, data });
  recent.length = Math.min(recent.length, MOST_RECENT);
  return data;
}

/** What is said of a text that gives no data. @param {string} text @param {string} model */
const noData = (text, model, reason = "") => new Error(`data is "${short(text)}"; allowed: ${allowedFor(model)}${reason}`);

/** What the attribute may be for a model. @param {string} model */
function allowedFor(model) {
  const entry = modelEntry(model);
  const own = entry?.takes === "target" ? ['a target as JSON, such as {"peaks": [[weight, mean, deviation], …]}'] : entry?.takes === "nothing" ? [] : ["numbers"];
  return [...own, ...(entry?.data.map(({ name }) => name) ?? [])].join(", ") || "none for this model";
}

/** @param {string} text @param {string} model @returns {Data} */
function read(text, model) {
  const takes = modelEntry(model)?.takes;
  if (/^\s*[{[]/.test(text)) return parsed(text, model);
  if (isHeld(text)) {
    const data = held.get(text);
    if (!data) throw new Error("the data were too long for a link, and only the page that read them had them: put them in again");
    return data;
  }
  const counted = takes === "counts" ? namedCounts(text) : undefined;
  if (counted) return { counts: counted.map(([, count]) => Number(count)), names: counted.map(([name]) => name.trim()) };
  if (needsReader(text, takes)) return asTable(text, model);
  const { given } = listIn(text.trim());
  const count = given.filter(Number.isFinite).length;
  if (count === 0) return { set: text.trim() };
  if (count < given.length) throw noData(text, model);
  if (takes === "counts") return { counts: [...given] };
  return packed(takes === "labelled" ? inTurn(given) : { x: [...given] });
}

/** Data whose lists, if they are long, the core takes as a whole, and not number by number. @param {Data} data @returns {Data} */
const packed = (data) => (isLong(data) ? Object.fromEntries(Object.entries(data).map(([name, list]) => [name, asList(list)])) : data);

/**
 * Data as pasting the same text gives them.
 * @param {string} text
 * @param {string} model
 * @param {{ header?: boolean }} [how]
 * @returns {Data}
 */
function asTable(text, model, how) {
  let reason = readTable ? "" : ". readTable of kl-ball/table reads tables and lists of other forms";
  try {
    if (readTable) {
      const { data, said, quantity } = readTable(text.trim(), { model, ...how });
      readings.set(/** @type {Data} */ (data), { said, quantity });
      return /** @type {Data} */ (data);
    }
  } catch (error) {
    reason = `. Read as a table: ${/** @type {Error} */ (error).message}`;
  }
  throw noData(text.trim().replace(/\s+/g, " "), model, reason);
}

/** Data as JSON: an object as in a specification, or a list. @param {string} text @param {string} model @returns {Data} */
function parsed(text, model) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    throw noData(text, model);
  }
  const takes = modelEntry(model)?.takes;
  if (!Array.isArray(given)) return takes === "labelled" && Array.isArray(given?.x) && Array.isArray(given.y) ? labelled(given, model) : given;
  if (takes === "labelled") return labelled(pairsOf(given), model);
  const areWords = given.every((/** @type {unknown} */ one) => typeof one === "string" && !Number.isFinite(Number(one)));
  if (takes === "counts" && areWords) return asTable(given.map(inOneLine).join("\n"), model);
  const list = numbersOf(given);
  return takes === "counts" ? { counts: list } : { x: list };
}

/** A word as a cell of a table without quotation marks. @param {unknown} word */
const inOneLine = (word) => String(word).replace(/[\s"]+/g, " ").trim();

/**
 * Inputs with labels: booleans count as 0 and 1, and words are read like those of a table.
 * @param {{ x: unknown[], y: unknown[] }} given
 * @param {string} model
 * @returns {Data}
 */
function labelled({ x, y, ...others }, model) {
  const labels = y.map((one) => (typeof one === "boolean" ? Number(one) : one));
  // Two numbers are two labels, as in a table; what is wrong with others the core says.
  const areTwo = labels.every(Number.isFinite) && new Set(labels).size === 2 && labels.some((one) => one !== 0 && one !== 1);
  if (x.length !== y.length || !(areTwo || labels.some((one) => typeof one === "string"))) return /** @type {Data} */ ({ ...others, x, y: labels });
  numbersOf(x, "data.x");
  return asTable(x.map((input, k) => `${input}\t${inOneLine(labels[k])}`).join("\n"), model, { header: false });
}

/** A long list of numbers as the core takes it, and as JSON writes other lists. @param {ArrayLike<number>} list */
export const asList = (list) => Object.defineProperty(Float64Array.from(list), "toJSON", { value: () => Array.from(list) });
