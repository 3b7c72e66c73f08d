// A figure at rest, drawn without a page as SVG text, with the same panels, key and caption.

import { ruleEntry } from "../core.js";
import { compose } from "../marks/compose.js";
import { widthOf } from "../marks/metrics.js";
import { svg } from "../marks/svg.js";
import { palette } from "../palette.js";
import { viewsOf } from "../views/registry.js";
import { writeBackdrop } from "./backdrop.js";
import { Current } from "./current.js";
import { layout } from "./layout.js";
import { STAGES, isSingleStep } from "./stages.js";
import { words } from "./words.js";

/** The fonts named in a picture, and the default size of words. */
const FACE = "system-ui, sans-serif";
const TEXT = 12;

/**
 * @typedef {object} Looks
 * @property {number} [width] CSS pixels, without the margin around the picture
 * @property {"light" | "dark"} [theme]
 * @property {number} [type] how many times as large as usual type is
 * @property {number} [step] the step that is shown, the last if it is left out
 * @property {(cells: Uint8ClampedArray, columns: number, rows: number) => string} [png] cells as a `data:` URL of a PNG
 */

/**
 * The SVG text of a figure whose state has been read from attributes.
 * @param {any} state
 * @param {Looks} looks
 */
export function stillSvg(state, { width = 960, theme = "light", type = 1, step, png } = {}) {
  const current = new Current();
  try {
    current.show(state);
    finish(current);
    const colors = palette(theme);
    const panels = panelsOf(current, { width, type, step, colors });
    const caption = words(current, cursorOf(current, step), Infinity, () => "");
    const { size, marks } = compose({ width, type, panels, caption, colors, rules: state.rules.map(ruleEntry), measure: widthOf });
    return svg(marks, size, { face: FACE, text: TEXT, png });
  } finally {
    current.free();
  }
}

/** Completes the experiment and the computations of the views. */
export function finish(current) {
  do current.update(); while (current.scene.growing);
  const { scene, state, model } = current;
  for (const view of viewsOf(state)) for (const _ of view.settle?.(scene, state, model) ?? []);
}

const cursorOf = ({ scene, state }, step = scene.steps) => (isSingleStep(state) ? Math.min(1, step) : Math.min(step, scene.steps));

/** Every panel of a figure with its marks, and its backdrop as SVG text. */
export function panelsOf(current, { width, type = 1, step, colors }) {
  const { scene, state, model, modelKey, home } = current;
  const described = viewsOf(state).flatMap((view) => (view.panels?.(state) ?? []).map((panel) => ({ view, panel })));
  const places = layout(width, described.map(({ panel }) => panel), type).panels;
  const cursor = cursorOf(current, step);
  const stage = !isSingleStep(state) ? Infinity : cursor < 1 ? 0 : STAGES.length - 1;
  const shared = { scene, state, model, modelKey, home, cursor, stage, colors, highlight: undefined, withWords: false };
  return described.map(({ view, panel }, k) => {
    const { box, text } = places[k];
    const { ground, ink, contour } = colors;
    const style = { width: Math.round(box.width), height: Math.round(box.height), ratio: 1, ground, ink, contour, text };
    const kept = {};
    const backdrop = view.backdrop?.(panel, shared, style, kept);
    const written = backdrop && writeBackdrop(backdrop, model, style);
    const frame = written ? Array.from(written.frame) : [0, 0, style.width, style.height];
    const measure = (words, size = text) => widthOf(words, size);
    return { ...panel, style, frame, picture: written?.svg, ...view.marks(panel, shared, { style, backdrop, frame, measure, kept }) };
  });
}
