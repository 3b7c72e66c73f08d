// Presets as a deck of slides: those of the lab, those that a link carries, and a reader's own, which this browser keeps.

import presets from "./presets.json" with { type: "json" };

/**
 * A state with its title, the sentence that it shows, and notes for whoever shows it. `small` are attributes that make its small picture quicker to draw.
 * @typedef {{ name: string, title: string, sentence: string, notes?: string, attributes: Record<string, string>, small?: Record<string, string> }} Preset
 */

/** @type {Preset[]} */
export const PRESETS = /** @type {Preset[]} */ (/** @type {unknown} */ (presets));

/** Where a reader's own presets are kept, and how many. */
const PLACE = "kl-ball-presets";
const MOST = 200;

/** Longest title, sentence and notes (characters). */
export const LENGTHS = { title: 80, sentence: 300, notes: 1000 };

/**
 * The presets that a text describes: a list of names of built-in ones, and of presets with title, sentence and attributes. Throws an Error that names what is wrong.
 * @param {string} text
 * @returns {Preset[]}
 */
export function presetsFrom(text) {
  /** @type {unknown} */
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Error("the list of presets is not JSON; allowed: a list of names and of presets with title, sentence and attributes");
  }
  if (!Array.isArray(given) || given.length > MOST) throw new Error(`the list of presets is ${Array.isArray(given) ? `${given.length} long` : "no list"}; allowed: a list of at most ${MOST}`);
  return given.map((one, k) => checked(one, k));
}

/** @param {unknown} one @param {number} k @returns {Preset} */
function checked(one, k) {
  const wrong = (/** @type {string} */ what) => new Error(`preset ${k + 1} has ${what}; allowed: the name of a built-in preset, or title, sentence and attributes as text`);
  if (typeof one === "string") {
    const known = PRESETS.find(({ name }) => name === one);
    if (!known) throw wrong(`the name "${one.slice(0, 60)}"`);
    return known;
  }
  const { title, sentence = "", notes = "", attributes } = /** @type {Partial<Preset>} */ (one ?? {});
  if (typeof title !== "string" || !title.trim()) throw wrong("no title");
  if (typeof sentence !== "string") throw wrong("a sentence that is no text");
  if (typeof notes !== "string") throw wrong("notes that are no text");
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) throw wrong("no attributes");
  const written = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
  return {
    name: `own-${k + 1}`, title: title.slice(0, LENGTHS.title), sentence: sentence.slice(0, LENGTHS.sentence),
    ...(notes && { notes: notes.slice(0, LENGTHS.notes) }), attributes: written,
  };
}

/** The same as text. @param {Preset[]} list @param {number} [indent] for readers: spaces before each part */
export const presetsText = (list, indent) => JSON.stringify(list.map((preset) => {
  const { title, sentence, notes, attributes } = preset;
  return PRESETS.includes(preset) ? preset.name : { title, sentence, ...(notes && { notes }), attributes };
}), null, indent);

/** A reader's own presets. @returns {Preset[]} */
export function kept() {
  try {
    return presetsFrom(localStorage.getItem(PLACE) ?? "[]");
  } catch {
    // A browser may refuse to keep anything, or keep what another version wrote.
    return [];
  }
}

/** Keeps them; returns whether this browser does. @param {Preset[]} list */
export function keep(list) {
  try {
    localStorage.setItem(PLACE, presetsText(list));
    return true;
  } catch {
    return false;
  }
}
