// What stands in place of values, and may be meant as a label: a column of "none" and "mild".

/** How many labels each kind of data needs. @type {Record<string, number>} */
const NEEDED = { labelled: 2, counts: 3 };

/**
 * What stands in place of values in the column of labels, "" for an empty cell, where with it there are just as many labels as are needed.
 * @param {string} takes the kind of data
 * @param {import("./table.d.ts").TableColumn[]} columns
 * @param {import("./table.d.ts").Chosen} chosen
 */
export function absentLabel(takes, columns, { x, y }) {
  const column = columns.find(({ number }) => number === (takes === "labelled" ? y : x));
  return column?.labels?.length === NEEDED[takes] - 1 ? column.absent : undefined;
}

/** What an empty cell is called where it is a label. @param {string} text */
export const asLabel = (text) => text || "(empty)";
