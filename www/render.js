// A figure as SVG text without a page: in Node, in a worker, in a browser. The attributes are
// those of <kl-ball>; what a page computes in workers is computed here to its end.

import { ready } from "./core.js";
import { asText } from "./element/changes.js";
import { FACE, TEXT, still } from "./figure/still.js";
import { stateFrom } from "./figure/reading.js";
import { MARGIN } from "./marks/compose.js";
import { pngUrl } from "./marks/png.js";
import { svg } from "./marks/svg.js";
import { fromJson } from "./state/json.js";
import { refuseUnknown } from "./state/names.js";
import { isOn, oneOf } from "./state/words.js";
import { Source } from "./table/source.js";
import "./views/index.js";
import { fetchViews } from "./views/registry.js";
/** @import { Mark } from "./marks/marks.js" */

/** @typedef {Record<string, string>} Written attributes as text */

/** How many times as large as usual type is in a classroom; see style.js. */
const CLASSROOM = 1.5;

/** The least and largest width in CSS pixels, and the largest scale. */
const [NARROWEST, WIDEST, LARGEST] = [120, 8192, 32];

/**
 * The SVG text of a figure as a page shows it at rest.
 * @param {Record<string, any>} attributes those of the element, as text, numbers or lists
 * @param {{ width?: number, theme?: "light" | "dark", scale?: number }} [look]
 */
export async function render(attributes, { width = 720, theme, scale = 1 } = {}) {
  const written = asText(attributes);
  within("width", width, NARROWEST, WIDEST);
  within("scale", scale, 1 / LARGEST, LARGEST);
  const themed = oneOf("theme", theme ?? written.theme ?? "light", ["light", "dark"]);
  await ready();
  await fetchViews();
  refuseUnknown(Object.keys(written));
  const state = stateFrom(await reader(written));
  const type = isOn(written.classroom) ? CLASSROOM : 1;
  const { size, marks, caption } = still(state, { width: width - 2 * MARGIN, theme: themed, type, step: state.step });
  const pictures = new Map(await Promise.all(imagesIn(marks).map(async ({ cells, columns, rows }) =>
    /** @type {const} */ ([cells, await pngUrl(cells, columns, rows)]))));
  return svg(marks, size, { face: FACE, text: TEXT, png: (cells) => pictures.get(cells), scale, title: written.label, desc: caption });
}

/** @param {string} name @param {number} value @param {number} low @param {number} high */
function within(name, value, low, high) {
  if (!(value >= low && value <= high)) throw new Error(`${name} is "${value}"; allowed: a number from ${low} to ${high}`);
}

/** Reads an attribute: from the experiment in `spec` first, and data from the table that `data-src` names. @param {Written} written */
async function reader(written) {
  const spec = /** @type {Written} */ (written.spec ? fromJson(written.spec) : {});
  /** @param {string} name */
  const given = (name) => spec[name] ?? written[name] ?? null;
  // As in the element: a table is meant for the model that is written beside it.
  const fits = written["data-src"] !== undefined && given("model") === (written.model ?? null);
  const data = given("data") ?? (fits ? await fromTable(written) : null);
  /** @param {string} name */
  const read = (name) => (name === "data" ? data : given(name));
  return read;
}

/** @param {Written} written */
async function fromTable({ "data-src": address, model = "gaussian", "data-x": x, "data-y": y, "data-one": one }) {
  return (await Source.from(address)).read({ model, x, y, one }).text;
}

/**
 * All marks that are pictures of cells.
 * @param {Mark[]} marks
 * @returns {Extract<Mark, { kind: "image" }>[]}
 */
const imagesIn = (marks) => marks.flatMap((mark) => (mark.kind === "image" ? [mark] : imagesIn("marks" in mark ? mark.marks : [])));
