// A table of numbers of a pair of distributions, one row for each number.

import { element, picture, rowOf, setText, table } from "../elements.js";
import { line } from "../marks/marks.js";
import { SAMPLE, paintSample } from "./samples.js";

/** @typedef {{ row: HTMLElement, cells: HTMLElement[], sample: HTMLCanvasElement }} Row */

export class Measures {
  /** @type {Map<string | number, Row>} */
  #rows = new Map();
  #made;
  #lines;

  /**
   * A table with these headings, the first for the names of the rows. With `lines`, rows show a sample of their line.
   * @param {string[]} headings
   * @param {boolean} [lines]
   */
  constructor(headings, lines = false) {
    this.#lines = lines;
    this.#made = table("ledger measures", headings);
    this.root = this.#made.root;
  }

  /**
   * Changes the heading of a column.
   * @param {number} column
   * @param {string} text
   */
  head(column, text) {
    setText(this.#made.heads[column], text);
    for (const { cells } of this.#rows.values()) if (column) cells[column - 1].dataset.label = text;
  }

  /**
   * Writes the numbers of a row, which is created when it is first written; `classes` are classes for its cells.
   * @param {string | number} name
   * @param {string} label
   * @param {string[]} texts
   * @param {string[]} [classes]
   */
  write(name, label, texts, classes = []) {
    const cells = this.#cells(name, label);
    cells.forEach((cell, k) => {
      setText(cell, texts[k] ?? "");
      cell.className = classes[k] ?? "";
    });
  }

  /** Removes rows that are no longer needed. @param {(string | number)[]} names */
  keep(names) {
    for (const [name, { row }] of this.#rows) if (!names.includes(name)) { row.remove(); this.#rows.delete(name); }
  }

  /**
   * Draws a piece of the line that a row is about: `lookOf(name)` is its colour and dash.
   * @template {string | number} Name
   * @param {(name: Name) => { color: string, dash?: number[] }} lookOf
   * @param {number} ratio
   */
  paint(lookOf, ratio) {
    const piece = [1, SAMPLE.height / 2, SAMPLE.width - 1, SAMPLE.height / 2];
    for (const [name, { sample }] of this.#rows) {
      const { color, dash } = lookOf(/** @type {Name} */ (name));
      paintSample(sample, [line(piece, color, 2.2, { dash })], ratio);
    }
  }

  /**
   * @param {string | number} name
   * @param {string} label
   */
  #cells(name, label) {
    const known = this.#rows.get(name);
    if (known) return known.cells;
    const sample = picture("sample");
    const cells = this.#made.heads.slice(1).map((head) => {
      const cell = element("td");
      // If there is no room for columns, each cell shows its heading.
      cell.dataset.label = head.textContent ?? "";
      return cell;
    });
    const row = rowOf(this.#made, [this.#lines && sample, label], cells);
    row.dataset.measure = String(name);
    this.#rows.set(name, { row, cells, sample });
    return cells;
  }
}
