// What a plane asks when it is about to be drawn: its field, its ellipses of equal cost and the balls of the step shown.

import { chartOf } from "../core.js";
import { classesOf } from "../state/classes.js";
import { filling } from "./filling.js";
import { metricField } from "./metric-field.js";
import { madeOnce } from "./remembered.js";
import { steepest } from "./steepest.js";
/** @import { PlaneAnswers, Run, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Model, Moment, Pair, Sources } from "../views/view.js" */

/** What each stop of a single step adds to the picture; see figure/stages.js. */
const GRADIENT = 1;
export const METRIC = 2;
export const BALLS = 3;

/** What answers are remembered for: a panel, and one of the charts that it shows. @type {WeakMap<object, Record<string, object>>} */
const owners = new WeakMap();

/** @param {object} panel @param {string} chart @returns {object} */
export function ownerOf(panel, chart) {
  const known = owners.get(panel) ?? {};
  owners.set(panel, known);
  return (known[chart] ??= {});
}

/** @type {ReturnType<typeof madeOnce<PlaneAnswers["corners"]>>} */
const cornersOnce = madeOnce();

/** @type {ReturnType<typeof madeOnce<Float64Array[]>>} */
const ellipsesOnce = madeOnce();

/**
 * What a plane has to know, in one chart and one frame.
 * @param {string} chart
 * @param {Pick<Moment, "panel" | "state" | "cursor" | "stage">} moment
 * @param {Sources} sources
 * @param {number[]} frame
 * @returns {PlaneAnswers}
 */
export function answersIn(chart, { panel, state, cursor, stage }, sources, frame) {
  const owner = ownerOf(panel, chart);
  const { scene, model, modelKey } = sources;
  return {
    corners: cornersOf(chart, panel, state, sources),
    balls: stage >= BALLS ? [...scene.more.flatMap(({ runs }) => runs), ...scene.runs].map((run) => ballsAt(run, chart, cursor)) : [],
    ...(Math.floor(stage) === METRIC && { ellipses: ellipsesOnce(owner, [modelKey, frame], () => metricField(model, chart, frame.slice(4))) }),
    ...(stage >= GRADIENT && stage < BALLS + 1 && chart === state.charts[0] && { downhill: steepest(scene) }),
    ...(state.field && filling().patternIn(chart, panel, model, modelKey, frame, state.field)),
  };
}

/**
 * The balls to show: those of all steps so far, or that of the current step.
 * @param {Run} run
 * @param {string} chart
 * @param {number} cursor
 * @returns {[step: number, outline: Float64Array][]}
 */
function ballsAt(run, chart, cursor) {
  if (!run.ballOfStep) return (run.balls[chart] ?? []).filter(([step]) => step <= cursor);
  const step = Math.min(Math.max(0, Math.ceil(cursor) - 1), run.steps - 1);
  return step < 0 ? [] : [[step, run.ballOfStep(chart, step)]];
}

/**
 * The same as `cornersIn`, found once for a panel.
 * @param {string} chart
 * @param {object} panel
 * @param {State} state
 * @param {Pick<Sources, "model" | "modelKey">} sources
 */
export const cornersOf = (chart, panel, state, { model, modelKey }) => cornersOnce(ownerOf(panel, chart), [modelKey], () => cornersIn(state, model, chart));

/**
 * Names of the classes at the corners where they are certain, in charts that show these corners.
 * @param {State} state
 * @param {Model} model
 * @param {string} chart
 */
function cornersIn(state, model, chart) {
  const probabilities = chartOf(state.model, "probabilities");
  const classes = classesOf(state);
  if (!probabilities || !classes) return [];
  const near = 1e-9;
  /** @type {Pair[]} */
  const corners = [[1 - 2 * near, near], [near, 1 - 2 * near], [near, near]];
  return corners.map((corner, k) => ({ name: classes[k], at: model.convert(corner, probabilities, chart) }));
}

/** The same sources with some of a scene's runs alone. @template Columns @param {Sources<Columns>} sources @param {Run[]} runs @returns {Sources<Columns>} */
export const withRuns = ({ scene, ...sources }, runs) => ({ ...sources, scene: /** @type {Scene} */ (Object.create(scene, { runs: { value: runs } })) });

/**
 * What the plane of a panel asks.
 * @param {Moment} moment
 * @param {Sources} sources
 * @param {{ frame: number[] }} size
 */
export const askPlane = (moment, sources, { frame }) => answersIn(moment.panel.chart, moment, sources, frame);

/**
 * What the plane above a map asks: it shows the runs of one rule in its chart.
 * @param {Moment} moment
 * @param {Sources} sources
 * @param {{ frame: number[] }} size
 */
export const askMap = (moment, sources, size) => askPlane(moment, withRuns(sources, runsOfMap(moment.panel, sources.scene.runs)), size);

/** The runs that are shown above a map. @template {{ rule: string, chart: string }} One @param {{ rule: string, chart: string }} map @param {One[]} runs */
export const runsOfMap = ({ rule, chart }, runs) => runs.filter((run) => run.rule === rule && run.chart === chart);
