// A scene as a view draws it: numbers, without the experiment and without what asks the core. Nothing but references is copied.

/** @import { Plain, PlainRun, PlainRuns, PlainScene, Run, Runs, Scene } from "./shape.js" */

/** @param {Scene} scene @returns {PlainScene} */
export function plainScene(scene) {
  // Some of what a scene has besides is asked for when it is read, so each part is named. Made as one literal, it takes a tenth of the time.
  const { spec, steps, reached, growing, isQuick, starts, pins, optima, minima, minimaAbove, leastLoss, unbounded, falling, observed, chartDistanceName, symbols, ellipses } = scene;
  return {
    spec, steps, reached, growing, isQuick, starts, pins, optima, minima, minimaAbove, leastLoss, unbounded, falling, observed, chartDistanceName, symbols, ellipses,
    runs: scene.runs.map(plainRun), more: scene.more.map(plainRuns), columns: plainColumns(scene.columns),
  };
}

/** @param {Runs} runs @returns {PlainRuns} */
const plainRuns = ({ spec, steps, reached, growing, isQuick, runs }) => ({ spec, steps, reached, growing, isQuick, runs: runs.map(plainRun) });

/** @param {Run} run @returns {PlainRun} */
const plainRun = ({ index, rule, chart, chartIndex, hollow, entry, paths, steps, dash, curve, balls, series, stale }) =>
  ({ index, rule, chart, chartIndex, hollow, entry, paths, steps, dash, curve, balls, series, stale });

/** The columns of all views without their functions, made once: columns are not changed, but replaced. @type {WeakMap<Scene["columns"], PlainScene["columns"]>} */
const made = new WeakMap();

/** @param {Scene["columns"]} columns @returns {PlainScene["columns"]} */
function plainColumns(columns) {
  const known = made.get(columns);
  if (known) return known;
  const found = Object.fromEntries(Object.entries(columns).map(([name, own]) => [name, own && plain(own)]));
  made.set(columns, found);
  return found;
}

/** Columns themselves where all of them are data, which is nearly always. @template {object} Columns @param {Columns} columns @returns {Plain<Columns>} */
function plain(columns) {
  const isData = (/** @type {unknown} */ part) => typeof part !== "function";
  return Object.values(columns).every(isData) ? columns : /** @type {Plain<Columns>} */ (Object.fromEntries(Object.entries(columns).filter(([, part]) => isData(part))));
}
