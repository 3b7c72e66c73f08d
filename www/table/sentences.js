// The words that messages about a table are made of.

/** What is wrong with a table. Once the table is cut into columns, they are there, with those already chosen, so that a reader can choose others. */
export class TableError extends Error {
  /** @type {import("./table.d.ts").TableColumn[] | undefined} */
  columns;
  /** @type {import("./table.d.ts").Chosen | undefined} */
  chosen;
  /** A cell of which only the reader knows the decimal mark. @type {string | undefined} */
  unclear;
}

/**
 * What is wrong where a cell is one number or another, by the decimal mark.
 * @param {string} message
 * @param {string} cell
 */
export const unclear = (message, cell) => Object.assign(new TableError(message), { unclear: cell });

/** The longest piece of a cell that a message repeats. */
const LONGEST = 40;

/**
 * A value as a message shows it: in quotation marks, cut short.
 * @param {unknown} value
 */
export function quoted(value) {
  const text = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value;
  return `"${shortened(text)}"`;
}

/**
 * A name or a value in one line of bearable length.
 * @param {string} text
 */
export function shortened(text) {
  const start = text.slice(0, 2 * LONGEST).replace(/\s+/g, " ").trim();
  return start.length > LONGEST || text.length > 2 * LONGEST ? `${start.slice(0, LONGEST)}…` : start;
}

/**
 * "1 row", "2 rows".
 * @param {number} count
 * @param {string} thing
 */
export const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/**
 * "a, b and c"; of many only the first few, and how many more there are.
 * @param {string[]} items
 * @param {{ most?: number, last?: string }} [how]
 */
export function listed(items, { most = 6, last = "and" } = {}) {
  const shown = items.slice(0, most).map(shortened);
  if (items.length > most) return `${shown.join(", ")} ${last} ${items.length - most} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${last} ${shown[shown.length - 1]}`;
}

/**
 * What is wrong with one value: its place, the value, and what is allowed there.
 * @param {string} place
 * @param {unknown} value
 * @param {string} allowed
 */
export const refused = (place, value, allowed) => new TableError(`${place} is ${quoted(value)}; allowed: ${allowed}`);
