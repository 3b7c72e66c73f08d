// A table of the matrices whose ellipses a figure draws: one row for each matrix, one
// column for each chart, and a sentence on which matrices are equal.

import { flaw } from "../compute/matrices.js";
import { ballLabel, chartEntry, isLevel } from "../core.js";
import { element, noted, rowOf, setText, table } from "../elements.js";
import { matrix } from "../text/format.js";
import { ELLIPSES } from "../language.js";
/** @import { EllipseName, State } from "../state/shape.js" */
/** @import { Scene } from "../scene/shape.js" */
/** @import { Inspection, SymmetricMatrix } from "../../pkg/kl_ball.js" */

/** Entries that differ by less than this share of the largest are equal, up to rounding. */
const EQUAL = 1e-9;

/** The names of the matrices in the core's `inspect`. */
const ENTRIES = /** @type {const} */ ({ fisher: "fisher", "empirical-fisher": "empiricalFisher", hessian: "hessian" });

export class Matrices {
  #rows;

  /** @param {State} state */
  constructor(state) {
    const made = table("ledger matrices", ["matrix at the start", ...state.charts.map((chart) => chartEntry(state.model, chart).label)]);
    this.root = made.root;
    this.#rows = state.ellipses.map((kind) => {
      const sample = element("span", "swatch");
      const { color, dash: [drawn, gap] } = ELLIPSES[kind];
      sample.style.cssText = `--color: var(--kl-${color}); --drawn: ${drawn}px; --gap: ${gap}px`;
      const cells = state.charts.map(() => noted());
      rowOf(made, [sample, ballLabel(kind) ?? kind], cells.map(({ cell }) => cell));
      return { kind, cells };
    });
  }

  /**
   * @param {Scene} scene
   * @param {State} state
   */
  update(scene, state) {
    for (const { kind, cells } of this.#rows) {
      state.charts.forEach((chart, k) => {
        const inspection = scene.inspectionIn(chart);
        const entries = inspection[ENTRIES[kind]];
        setText(cells[k].text, entries ? matrix(entries) : "–");
        setText(cells[k].note, noteOn(kind, inspection));
      });
    }
  }
}

/**
 * @param {EllipseName} kind
 * @param {Inspection} inspection
 */
function noteOn(kind, inspection) {
  const entries = inspection[ENTRIES[kind]];
  if (!entries) return "there are no data";
  const others = /** @type {EllipseName[]} */ (Object.keys(ENTRIES)).filter((other) => other !== kind && isEqual(entries, inspection[ENTRIES[other]]));
  const notes = others.map((other) => `equals the ${ballLabel(other)}`);
  if (flaw(entries)) notes.push(`${flaw(entries)}: no ellipse`);
  return notes.join("; ");
}

/**
 * Whether two symmetric matrices are equal, up to rounding.
 * @param {SymmetricMatrix} [one]
 * @param {SymmetricMatrix} [other]
 */
function isEqual(one, other) {
  if (!one || !other) return false;
  const size = Math.max(...one.map(Math.abs));
  return one.every((entry, k) => Math.abs(entry - other[k]) <= EQUAL * size);
}

/**
 * A sentence on which matrices agree, chart by chart.
 * @param {Scene} scene
 * @param {State} state
 */
export function aboutMatrices(scene, state) {
  return state.charts.map((chart) => {
    const inspection = scene.inspectionIn(chart);
    const { hessian, fisher } = inspection;
    const { label } = chartEntry(state.model, chart);
    if (isEqual(hessian, fisher)) {
      return `In ${label} the Hessian is the Fisher matrix${isLevel(inspection) ? ", as at the best fit in any chart" : ""}.`;
    }
    return `In ${label} the Hessian is another matrix${flaw(hessian) ? ", and not even positive" : ""}.`;
  }).join(" ");
}
