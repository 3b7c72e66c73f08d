// The matrices whose ellipses a figure draws, as numbers: one row each, one
// column for each chart, and which of them are the same.

import { chartEntry } from "./core.js";
import { element } from "./controls.js";
import { matrix } from "./format.js";
import { setText } from "./ledger.js";
import { ELLIPSES } from "./language.js";

/** Entries that differ by less than this share of the largest are equal, up to rounding. */
const EQUAL = 1e-9;

/** Where an inspection has each matrix. */
const ENTRIES = { fisher: "fisher", "empirical-fisher": "empiricalFisher", hessian: "hessian" };

export class Matrices {
  #rows;

  constructor(state) {
    this.root = element("table", "ledger matrices");
    const head = element("tr");
    for (const heading of ["matrix at the start", ...state.charts.map((chart) => chartEntry(state.model, chart).label)]) {
      const cell = element("th", "", heading);
      cell.scope = "col";
      head.append(cell);
    }
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    this.#rows = state.ellipses.map((kind) => {
      const row = element("tr");
      const name = element("th", "", ELLIPSES[kind].label);
      name.scope = "row";
      const sample = element("span", "swatch");
      sample.style.setProperty("--color", `var(--kl-${ELLIPSES[kind].color})`);
      name.prepend(sample);
      const cells = state.charts.map(() => {
        const cell = element("td");
        const [text, note] = [element("span"), element("small")];
        cell.append(text, note);
        return { cell, text, note };
      });
      row.append(name, ...cells.map(({ cell }) => cell));
      body.append(row);
      return { kind, cells };
    });
    this.root.append(top, body);
  }

  update(scene, state) {
    for (const { kind, cells } of this.#rows) {
      state.charts.forEach((chart, k) => {
        const inspection = scene.inspections[chart];
        const entries = inspection[ENTRIES[kind]];
        setText(cells[k].text, entries ? matrix(entries) : "–");
        setText(cells[k].note, noteOn(kind, inspection));
      });
    }
  }
}

function noteOn(kind, inspection) {
  const entries = inspection[ENTRIES[kind]];
  if (!entries) return "there are no data";
  const [a, b, c] = entries;
  const others = Object.keys(ENTRIES).filter((other) => other !== kind && isEqual(entries, inspection[ENTRIES[other]]));
  const notes = others.map((other) => `equals the ${ELLIPSES[other].label}`);
  if (a * c - b * b < 0) notes.push("indefinite: no ellipse");
  else if (a < 0) notes.push("negative: no ellipse");
  return notes.join("; ");
}

/** Whether two symmetric matrices are one, up to rounding. */
function isEqual(one, other) {
  if (!one || !other) return false;
  const size = Math.max(...one.map(Math.abs));
  return one.every((entry, k) => Math.abs(entry - other[k]) <= EQUAL * size);
}

/** A sentence on which matrices agree, chart by chart. */
export function aboutMatrices(scene, state) {
  return state.charts.map((chart) => {
    const inspection = scene.inspections[chart];
    const { label } = chartEntry(state.model, chart);
    const same = isEqual(inspection.hessian, inspection.fisher);
    const [a, b, c] = inspection.hessian;
    if (same) return `In ${label} the Hessian is the Fisher matrix.`;
    return `In ${label} the Hessian is another matrix${a * c < b * b || a < 0 ? ", and not even positive" : ""}.`;
  }).join(" ");
}
