// The Fisher metric in a whole plane: small ellipses of equal cost.

/** @import { Model, Pair } from "../views/view.js" */

/** The number of ellipses across and down, and their size as a share of a cell. */
const FIELD = { across: 7, down: 5, fill: 0.4, points: 28 };

/** This share of the ellipses is at most that large (`fill`); the others may be larger. */
const TYPICAL = 0.9;

/**
 * Outlines of the Fisher ellipses of one cost around the nodes of a grid over
 * a window `[x0, x1, y0, y1]`, in chart units.
 * @param {Model} model
 * @param {string} chart
 * @param {number[]} window
 */
export function metricField(model, chart, window) {
  const nodes = nodesOf(window).filter((at) => model.contains(at, chart));
  /**
   * @param {Pair} at
   * @param {number} radius
   */
  const outline = (at, radius) => model.ball("fisher", at, radius, FIELD.points, chart);
  // Radii go with the square root of the cost.
  const reaches = nodes.map((at) => reach(outline(at, 1), at, window))
    .filter(Number.isFinite).sort((one, other) => one - other);
  const typical = reaches[Math.floor(TYPICAL * reaches.length)] ?? 1;
  return nodes.map((at) => outline(at, (FIELD.fill / typical) ** 2));
}

/** @param {number[]} window */
function nodesOf([x0, x1, y0, y1]) {
  /** @type {Pair[]} */
  const nodes = [];
  for (let i = 0; i < FIELD.across; i += 1) {
    for (let j = 0; j < FIELD.down; j += 1) {
      nodes.push([x0 + ((i + 0.5) / FIELD.across) * (x1 - x0), y0 + ((j + 0.5) / FIELD.down) * (y1 - y0)]);
    }
  }
  return nodes;
}

/**
 * The largest distance of an outline from its centre, in cells of the grid.
 * @param {Float64Array} outline
 * @param {Pair} at
 * @param {number[]} window
 */
function reach(outline, at, [x0, x1, y0, y1]) {
  /** @param {number} axis */
  const farthest = (axis) => Math.max(...outline.filter((_, k) => k % 2 === axis)) - at[axis];
  return Math.max((farthest(0) / (x1 - x0)) * FIELD.across, (farthest(1) / (y1 - y0)) * FIELD.down);
}
