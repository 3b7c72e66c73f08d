// Small pictures of presets, drawn by the same views as the lab, one at a time when the page is idle.

import { chartEntry } from "../core.js";
import { Current } from "../figure/current.js";
import { stateFrom } from "../figure/reading.js";
import { FACE, finish, panelsOf } from "../figure/still.js";
import { group, rect } from "../marks/marks.js";
import { pngUrl } from "../marks/png.js";
import { svg } from "../marks/svg.js";
import { palette } from "../palette.js";
import { action, framed, hasDiscs } from "./framing.js";
/** @import { Preset } from "./deck.js" */
/** @import { Mark } from "../marks/marks.js" */

/** The width of the figure that is drawn small (CSS pixels), and the size of its type. */
const WIDTH = 380;
const TEXT = 15;

/** A map takes a run from every cell. A small one has fewer cells and shorter runs, because the page waits for it. */
const SMALL_MAP = { cells: "24", limit: "100" };

/**
 * The SVG text of a preset's first panel.
 * @param {Preset} preset
 * @param {"light" | "dark"} theme
 */
export async function thumb({ attributes, small }, theme) {
  const given = /** @type {Record<string, string>} */ ({ ...attributes, ...small });
  given.view = viewOf(given);
  if (given.view === "map") Object.assign(given, SMALL_MAP);
  const current = new Current();
  try {
    current.show(stateFrom((name) => given[name] ?? null));
    const colors = palette(theme);
    let panel;
    finish(current);
    frame(current);
    do {
      finish(current);
      [panel] = panelsOf(current, { width: WIDTH, type: 1, colors });
    } while (current.stale);
    const { width, height } = panel.style;
    const marks = [
      rect(0, 0, width, height, colors.ground),
      group(0, 0, [...(panel.picture ? [/** @type {Mark} */ ({ kind: "backdrop", width, height, picture: panel.picture })] : []), ...panel.marks], panel.style.text),
    ];
    const pictures = new Map(await Promise.all(images(marks).map(async ({ cells, columns, rows }) => /** @type {const} */ ([cells, await pngUrl(cells, columns, rows)]))));
    return svg(marks, [width, height], { face: FACE, text: TEXT, png: (cells) => pictures.get(cells) });
  } finally {
    current.free();
  }
}

/** The view that says most: the plane, where there are runs in it. @param {Record<string, string>} given */
function viewOf({ view = "plane", rules }) {
  const views = view.split(" ");
  const other = views.find((name) => name !== "plane" && name !== "density");
  if (rules === "none" && other && other !== "order") return other;
  return views.includes("plane") ? "plane" : views[0];
}

/** The plane of a small picture shows what happens, as the lab's does. @param {Current} current */
function frame(current) {
  const { scene, state } = current;
  const [chart] = state.charts;
  const sides = state.views.includes("plane") ? action(current, chart) : undefined;
  if (sides) state.windows = { [chart]: framed(sides, 1, /** @type {import("./framing.js").Bounds} */ (chartEntry(state.model, chart).bounds), hasDiscs(scene, state)) };
}

/** @param {Mark[]} marks @returns {Extract<Mark, { kind: "image" }>[]} */
const images = (marks) => marks.flatMap((mark) => (mark.kind === "image" ? [mark] : images("marks" in mark ? mark.marks : [])));
