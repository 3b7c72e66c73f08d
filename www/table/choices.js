// What a reader may choose of a table: columns, the labels that count as 1 and as 0, three
// of many words, whether the first line has names, the decimal mark. As lists for menus; own-data.js makes the menus.

import { absentLabel, asLabel } from "./absent.js";
import { COMMA, POINT, numberIn, readings } from "./cells.js";

/** @typedef {import("./table.d.ts").TableColumn} Column */
/** @typedef {import("./table.d.ts").Chosen} Chosen */
/** @typedef {"x" | "y" | "one" | "zero" | "only" | "label" | "classes" | "header" | "decimal"} Option `only`: what the only label counts as, a digit before the label; `label`: whether what stands in place of values is one, with a sign before it */
/** @typedef {{ option: Option, place?: number, label: string, entries: [string, string][], value: string }} Choice `place`: which of the three classes */

/** The columns that data of a kind need, and which may hold words. @type {Record<string, { option: "x" | "y", label: string, words: boolean }[]>} */
const COLUMNS = {
  numbers: [{ option: "x", label: "column", words: false }],
  labelled: [{ option: "x", label: "input", words: false }, { option: "y", label: "label", words: true }],
  counts: [{ option: "x", label: "words", words: true }, { option: "y", label: "counts", words: false }],
};

/** Columns with more labels than this are no choice of labels. */
const MOST = 20;

/**
 * The choices there are, by the kind of data that the model takes.
 * @param {string} takes
 * @param {Column[]} columns
 * @param {Chosen} chosen
 * @returns {Choice[]}
 */
export function choicesOf(takes, columns, chosen) {
  if (!(takes in COLUMNS)) return [];
  const present = columns.find(({ number }) => number === (takes === "labelled" ? chosen.y : chosen.x))?.labels ?? [];
  const labels = chosen.label === undefined ? present : [...present, asLabel(chosen.label)];
  const absent = absentLabel(takes, columns, chosen);
  const isFew = labels.length <= MOST;
  return [
    ...(columns.length > 1 ? COLUMNS[takes].map((needed) => columnChoice(needed, columns, chosen)) : []),
    ...(absent === undefined ? [] : [absentChoice(absent, chosen)]),
    ...(takes === "labelled" && labels.length === 1 ? [onlyChoice(labels[0], chosen.one)] : []),
    ...(takes === "labelled" && isFew && labels.length > 1 ? [oneChoice(labels, chosen.one)] : []),
    ...(takes === "labelled" && isFew && labels.length > 2 ? [zeroChoice(labels, chosen)] : []),
    ...(takes === "counts" && isFew && labels.length > 3 ? classChoices(labels, chosen.classes ?? []) : []),
    ...(chosen.header === undefined ? [] : [headerChoice(chosen.header)]),
    ...(chosen.decimal === undefined ? [] : [decimalChoice(chosen)]),
  ];
}

/**
 * @param {{ option: "x" | "y", label: string, words: boolean }} needed
 * @param {Column[]} columns
 * @param {Chosen} chosen
 * @returns {Choice}
 */
function columnChoice({ option, label, words }, columns, chosen) {
  const current = chosen[option];
  const fitting = columns.filter(({ kind, number }) => number === current || kind === "number" || (kind === "words" && words));
  // Nobody looks for the numbers of the rows first.
  fitting.sort((one, other) => Number(one.index) - Number(other.index));
  /** @type {[string, string][]} */
  const entries = fitting.map(({ number, name, index }) => [String(number), `${name === String(number) ? `column ${number}` : name}${columns.filter((one) => one.name === name).length > 1 ? ` (column ${number})` : ""}${index ? " (an index)" : ""}`]);
  if (label === "counts") entries.unshift(["", "one for each line"]);
  else if (current === undefined) entries.unshift(["", "choose a column"]);
  return { option, label, entries, value: String(current ?? "") };
}

/** @param {string} label @returns {[string, string]} */
const itself = (label) => [label, label];

/**
 * @param {string[]} labels
 * @param {string | undefined} one
 * @returns {Choice}
 */
function oneChoice(labels, one) {
  const entries = labels.map(itself);
  return { option: "one", label: "counts as 1", entries: one === undefined ? [["", "choose a label"], ...entries] : entries, value: one ?? "" };
}

/** @param {string} label @param {string | undefined} one @returns {Choice} */
const onlyChoice = (label, one) => ({ option: "only", label: `${label} counts as`, entries: [[`1${label}`, "1"], [`0${label}`, "0"]], value: `${one === undefined ? 0 : 1}${label}` });

/** Whether what stands in place of values is a label. @param {string} absent @param {Chosen} chosen @returns {Choice} */
const absentChoice = (absent, { label }) => ({ option: "label", label: absent === "" ? "empty cells are" : `“${absent}” is`, entries: [["", "no value"], [`=${absent}`, "a label"]], value: label === undefined ? "" : `=${absent}` });

/** @param {boolean} header @returns {Choice} */
const headerChoice = (header) => ({ option: "header", label: "first line", entries: [["names", "names"], ["data", "data"]], value: header ? "names" : "data" });

/**
 * The label to compare with the one that counts as 1: all others, or one of them.
 * @param {string[]} labels
 * @param {Chosen} chosen
 * @returns {Choice}
 */
const zeroChoice = (labels, { one, zero }) => ({
  option: "zero", label: "counts as 0", entries: [["", "all others"], ...labels.filter((label) => label !== one).map(itself)], value: zero ?? "",
});

/**
 * What a cell is by each decimal mark.
 * @param {Chosen} chosen
 * @returns {Choice}
 */
function decimalChoice({ decimal = "", unclear }) {
  const by = (/** @type {number} */ mark) => (unclear === undefined ? "" : `: ${unclear} is ${readings(unclear) & mark ? numberIn(unclear, mark) : "several numbers"}`);
  /** @type {[string, string][]} */
  const entries = [[".", `a point${by(POINT)}`], [",", `a comma${by(COMMA)}`]];
  return { option: "decimal", label: "decimal mark", entries: decimal === "" ? [["", "choose a mark"], ...entries] : entries, value: decimal };
}

/**
 * @param {string[]} labels
 * @param {string[]} classes those chosen so far
 * @returns {Choice[]}
 */
const classChoices = (labels, classes) => [0, 1, 2].map((place) => ({
  option: "classes", place, label: `class ${place + 1}`, entries: [["", "choose a word"], ...labels.map(itself)], value: classes[place] ?? "",
}));
