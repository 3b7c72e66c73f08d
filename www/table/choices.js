// What a reader may choose of a table: columns, the label that counts as 1, three
// of many words. As lists for menus; own-data.js makes the menus.

/** @typedef {import("./table.d.ts").TableColumn} Column */
/** @typedef {import("./table.d.ts").Chosen} Chosen */
/** @typedef {"x" | "y" | "one" | "classes"} Option */
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
  const labels = columns.find(({ number }) => number === (takes === "labelled" ? chosen.y : chosen.x))?.labels ?? [];
  const isFew = labels.length <= MOST;
  return [
    ...(columns.length > 1 ? COLUMNS[takes].map((needed) => columnChoice(needed, columns, chosen)) : []),
    ...(takes === "labelled" && isFew && labels.length > 1 ? [oneChoice(labels, chosen.one)] : []),
    ...(takes === "counts" && isFew && labels.length > 3 ? classChoices(labels, chosen.classes ?? []) : []),
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
  /** @type {[string, string][]} */
  const entries = fitting.map(({ number, name }) => [String(number), name === String(number) ? `column ${number}` : name]);
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

/**
 * @param {string[]} labels
 * @param {string[]} classes those chosen so far
 * @returns {Choice[]}
 */
const classChoices = (labels, classes) => [0, 1, 2].map((place) => ({
  option: "classes", place, label: `class ${place + 1}`, entries: [["", "choose a word"], ...labels.map(itself)], value: classes[place] ?? "",
}));
