// What the way from one chart to another asks: both planes as numbers, how the picture moves between them, and which runs
// take one path in both.

import { planeNumbers } from "../core.js";
import { isOnePath } from "./distances.js";
import { isRound, planeGround, roundedGround } from "./ground.js";
import { motionOf } from "./passage.js";
import { answersIn, cornersOf, ownerOf, withRuns } from "./plane.js";
import { madeOnce } from "./remembered.js";
/** @import { FigureStyle, Model, PlaneGround } from "../../pkg/kl_ball.js" */
/** @import { MorphAnswers, Run, Scene, Sheet } from "../scene/shape.js" */
/** @import { Place } from "../state/shape.js" */
/** @import { Moment, Sources } from "../views/view.js" */

/** @type {ReturnType<typeof madeOnce<Sheet>>} */
const sheetOnce = madeOnce();

/** @type {ReturnType<typeof madeOnce<PlaneGround>>} */
const roundOnce = madeOnce();

/** @type {ReturnType<typeof madeOnce<MorphAnswers["motion"]>>} */
const motionOnce = madeOnce();

/** @type {ReturnType<typeof madeOnce<MorphAnswers["groups"]>>} */
const groupsOnce = madeOnce();

/**
 * What the panel of a morph asks.
 * @param {Moment} moment
 * @param {Sources} sources
 * @param {{ style: FigureStyle }} size
 * @returns {MorphAnswers}
 */
export function askMorph(moment, sources, { style }) {
  const { panel, state, home } = moment;
  const { scene, model, modelKey } = sources;
  const [from, to] = state.charts.slice(0, 2).map((chart) => sheetIn(panel, { model, modelKey, chart, home, style, options: groundIn(chart, moment, sources, style) }));
  return {
    ends: [from, to],
    planes: [answersIn(from.chart, moment, withRuns(sources, []), from.frame), { corners: cornersOf(to.chart, panel, state, sources), balls: [] }],
    motion: motionOnce(panel, [from, to], () => motionOf(model, from, to).motion),
    groups: groupsOnce(panel, [scene.runs, scene.chartDistance, scene.reached], () => groupsOf(scene)),
  };
}

/**
 * The plane of a chart as it is at rest; the last one again as long as nothing about it has changed.
 * @param {object} panel
 * @param {{ model: Model, modelKey: string, chart: string, home: Place, style: FigureStyle, options?: PlaneGround }} plane
 * @returns {Sheet}
 */
export const sheetIn = (panel, { model, modelKey, chart, home, style, options }) => sheetOnce(ownerOf(panel, chart), [JSON.stringify([modelKey, home, style, options])], () => {
  const { frame, ...numbers } = planeNumbers(model, chart, model.convert(home.at, home.chart, chart), style, options);
  return { ...numbers, chart, frame: Array.from(frame) };
});

/**
 * What the plane of a chart is drawn with.
 * @param {string} chart
 * @param {Moment} moment
 * @param {Sources} sources
 * @param {FigureStyle} style
 */
function groundIn(chart, { panel, state, home, planes }, { model, modelKey }, style) {
  const options = planes?.[chart] ?? planeGround(state, chart);
  if (planes?.[chart] || !isRound(state, chart)) return options;
  const key = JSON.stringify([modelKey, home, options, style.width, style.height, style.text]);
  return roundOnce(panel, [key], () => roundedGround(model, chart, home, style, options));
}

/**
 * The numbers of the runs that take one path in both charts; of the others those of the first chart, and those of the second.
 * @param {Scene} scene
 * @returns {MorphAnswers["groups"]}
 */
function groupsOf({ runs, chartDistance, reached, spec }) {
  const rules = [...new Set(runs.map(({ rule }) => rule))];
  /** @param {Run} run */
  const isOne = ({ rule }) => isOnePath(chartDistance[rules.indexOf(rule)], Math.min(reached, spec.steps));
  /** @param {(run: Run) => boolean} fits */
  const those = (fits) => runs.flatMap((run, k) => (fits(run) ? [k] : []));
  return [
    those((run) => run.chartIndex === 0 && isOne(run)), those((run) => run.chartIndex === 0 && !isOne(run)), those((run) => run.chartIndex === 1 && !isOne(run)),
  ];
}
