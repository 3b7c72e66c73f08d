// Tables of numbers that a pair of distributions has, a row for each.

import { element } from "./controls.js";
import { setText } from "./ledger.js";

/** Pixels of a line's sample. */
const SAMPLE = { width: 32, height: 14 };

export class Measures {
  #rows = new Map();
  #headings;
  #body = element("tbody");
  #count;
  #lines;

  /** A table with these headings, the first that of the rows' names; `lines` says that rows show theirs. */
  constructor(headings, lines = false) {
    this.#lines = lines;
    this.root = element("table", "ledger measures");
    const [head, top] = [element("tr"), element("thead")];
    this.#headings = headings.map((heading) => {
      const cell = element("th", "", heading);
      cell.scope = "col";
      return cell;
    });
    this.#count = headings.length - 1;
    head.append(...this.#headings);
    top.append(head);
    this.root.append(top, this.#body);
  }

  /** Another heading for a column. */
  head(column, text) {
    setText(this.#headings[column], text);
    for (const { cells } of this.#rows.values()) if (column) cells[column - 1].dataset.label = text;
  }

  /** Writes a row's numbers, which is made when first written; `classes` say more about some of them. */
  write(name, label, texts, classes = []) {
    const cells = this.#cells(name, label);
    cells.forEach((cell, k) => {
      setText(cell, texts[k] ?? "");
      cell.className = classes[k] ?? "";
    });
  }

  /** Rows that are no longer there. */
  keep(names) {
    for (const [name, { row }] of this.#rows) if (!names.includes(name)) { row.remove(); this.#rows.delete(name); }
  }

  /** Draws a piece of the line that a row is about: `line(name)` is its colour and dash. */
  paint(line, ratio) {
    for (const [name, { sample }] of this.#rows) paintLine(sample, line(name), ratio);
  }

  #cells(name, label) {
    if (!this.#rows.has(name)) {
      const row = element("tr");
      row.dataset.measure = name;
      const heading = element("th");
      heading.scope = "row";
      const sample = element("canvas", "sample");
      sample.setAttribute("aria-hidden", "true");
      heading.append(...(this.#lines ? [sample] : []), element("span", "", label));
      const cells = Array.from({ length: this.#count }, () => element("td"));
      // Where there is no room for columns each cell has its heading.
      cells.forEach((cell, k) => { cell.dataset.label = this.#headings[k + 1].textContent; });
      row.append(heading, ...cells);
      this.#body.append(row);
      this.#rows.set(name, { row, cells, sample });
    }
    return this.#rows.get(name).cells;
  }
}

function paintLine(canvas, { color, dash }, ratio) {
  const { width, height } = SAMPLE;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.setProperty("--width", `${width}px`);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.beginPath();
  context.moveTo(1, height / 2);
  context.lineTo(width - 1, height / 2);
  context.lineCap = "round";
  context.lineWidth = 2.2;
  context.strokeStyle = color;
  context.setLineDash(dash);
  context.stroke();
}
