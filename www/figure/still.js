// A figure at rest, drawn without a page, with the same panels, key and caption.

import { compose } from "../marks/compose.js";
import { widthOf } from "../marks/metrics.js";
import { palette } from "../palette.js";
import { put, refining } from "../scene/prepared.js";
import { viewsOf } from "../views/registry.js";
import { writeBackdrop } from "./backdrop.js";
import { Current } from "./current.js";
import { drawnBy, givenTo } from "./given.js";
import { layout } from "./layout.js";
import { keyOf } from "./key.js";
import { isSingleStep, stageOf, stepOf } from "./stages.js";
import { briefly, words } from "./words.js";
/** @import { State } from "../state/shape.js" */
/** @import { Colors, Given, Held, Size } from "../views/view.js" */

/** The fonts named in a picture, and the default size of words. */
export const FACE = "system-ui, sans-serif";
export const TEXT = 12;

/** Nothing was drawn before. @type {Held} */
const NONE = {};

/**
 * @typedef {object} Looks
 * @property {number} [width] CSS pixels, without the margin around the picture
 * @property {"light" | "dark"} [theme]
 * @property {number} [type] how many times as large as usual type is
 * @property {number} [step] the step that is shown, the last if it is left out
 */

/**
 * A figure whose state has been read from attributes, as marks, with its caption as text.
 * @param {State} state
 * @param {Looks} looks
 */
export function still(state, { width = 960, theme = "light", type = 1, step } = {}) {
  const current = new Current();
  try {
    current.show(state);
    const colors = palette(theme);
    let panels;
    do {
      finish(current);
      panels = panelsOf(current, { width, type, step, colors });
    } while (current.stale);
    const caption = (state.sight ? briefly : words)(current, ...placeOf(current, step), () => "");
    const rules = keyOf(state);
    return { ...compose({ width, type, panels, caption, colors, rules, measure: widthOf }), caption };
  } finally {
    current.free();
  }
}

/** Completes the experiment and the computations of the views. @param {Current} current */
export function finish(current) {
  do current.update(); while (current.scene.growing);
  const { scene, state, model } = current;
  for (const work of refining(scene, state, model)) while (!work.next().done);
}

/**
 * The step that is shown, and the stop within a single step.
 * @param {Current} current
 * @param {number} [step]
 * @returns {[cursor: number, stage: number]}
 */
function placeOf({ scene, state }, step = scene.steps) {
  if (!isSingleStep(state)) return [Math.min(step, scene.steps), Infinity];
  const stage = stageOf(step);
  return [stepOf(stage), stage];
}

/**
 * Every panel of a figure with its marks, and its backdrop as SVG text. If a view has changed the state, the figure is stale.
 * @param {Current} current
 * @param {{ width: number, type?: number, step?: number, colors: Colors }} looks
 */
export const panelsOf = (current, looks) => sheetsOf(current, looks).map(drawn);

/**
 * What the panels of a figure are drawn on. Views do at once what takes time on a page.
 * @param {Current} current
 * @param {{ width: number, type?: number, step?: number, colors: Colors }} looks
 */
export function sheetsOf(current, { width, type = 1, step, colors }) {
  const { scene, state, model, modelKey, home } = current;
  const described = viewsOf(state).flatMap((view) => (view.panels?.(state) ?? []).map((panel) => ({ view, panel: /** @type {Given} */ (panel) })));
  const places = layout(width, described.map(({ panel }) => panel), type).panels;
  const [cursor, stage] = placeOf(current, step);
  /** @param {(state: State) => void} apply */
  const change = (apply) => {
    apply(state);
    current.stale = true;
  };
  const common = { scene, state, model, modelKey, home, cursor, stage, colors, highlight: undefined, withWords: false };
  return described.map(({ view, panel }, k) => {
    const { box, text } = places[k];
    const { ground, ink, contour } = colors;
    const style = { width: Math.round(box.width), height: Math.round(box.height), ratio: 1, ground, ink, contour, text, ...(state.ticks && { ticks: state.ticks }) };
    const backdrop = view.backdrop?.(...givenTo(view, { panel, held: NONE }, common), { style }, colors);
    const written = backdrop && writeBackdrop(backdrop, model, style);
    const frame = written ? Array.from(written.frame) : [0, 0, style.width, style.height];
    const measure = (/** @type {string} */ line, size = text) => widthOf(line, size);
    const found = view.atOnce?.(panel, { ...common, columns: scene.columns[view.name] }, { frame }, change);
    if (found) put(scene, view.name, found);
    return { view, panel, common, picture: written?.svg, size: /** @type {Size} */ ({ style, backdrop, frame, measure }) };
  });
}

/**
 * A panel with its marks.
 * @param {ReturnType<typeof sheetsOf>[number]} sheets
 */
export function drawn({ view, panel, common, picture, size }) {
  const { style, frame } = size;
  return { ...panel, style, frame, picture, ...drawnBy(view, givenTo(view, { panel, held: NONE }, common), common, size) };
}
