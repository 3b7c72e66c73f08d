// A figure as SVG text without a page: in Node, in a worker, in a browser. The attributes are
// those of <kl-ball>; what a page computes in workers is computed here to its end.

import { catalogue, ready } from "./core.js";
import { asText } from "./element/changes.js";
import { FACE, TEXT, still } from "./figure/still.js";
import { stateFrom, themeFrom } from "./figure/reading.js";
import { MARGIN } from "./marks/compose.js";
import { pngUrl } from "./marks/png.js";
import { svg } from "./marks/svg.js";
import { isUnread, loadReader, readingOf, refuseColumns } from "./state/data.js";
import { fromJson } from "./state/json.js";
import { refuseUnknown } from "./state/misspelt.js";
import { ruleName } from "./state/rule-keys.js";
import { flag, short } from "./state/words.js";
import { tables } from "./table/load.js";
import { Source } from "./table/source.js";
import "./views/index.js";
import { fetchViews } from "./views/registry.js";
/** @import { Mark } from "./marks/marks.js" */
/** @import { State } from "./state/shape.js" */

/** @typedef {Record<string, string>} Written attributes as text */

/** How many times as large as usual type is in a classroom; see style.js. */
const CLASSROOM = 1.5;

/** The least and largest width in CSS pixels, and the largest scale. */
const [NARROWEST, WIDEST, LARGEST] = [120, 8192, 32];

/**
 * The SVG text of a figure as a page shows it at rest.
 * @param {Record<string, unknown>} attributes those of the element, as text, numbers or lists
 * @param {{ width?: number, theme?: "light" | "dark", scale?: number, report?: (sentence: string) => void }} [look] `report` is called with what was read of a table
 */
export async function render(attributes, { width = 720, theme, scale = 1, report, ...others } = {}) {
  const written = asText(attributes);
  for (const name of Object.keys(others)) throw new Error(`the option "${short(name)}" is unknown; allowed: width, theme, scale, report`);
  within("width", width, NARROWEST, WIDEST);
  within("scale", scale, 1 / LARGEST, LARGEST);
  const themed = themeFrom(theme ?? written.theme);
  await ready();
  await fetchViews();
  refuseUnknown(Object.keys(written));
  refuseColumns((name) => written[name]);
  flag("builder", written.builder);
  const { read, said, quantity, unread } = await reader(written);
  const state = stateFrom(read);
  if (quantity) state.quantity = quantity;
  refuseIdle(unread(), written, state);
  if (state.step !== undefined && state.step > (state.steps ?? Infinity)) throw new Error(`step is "${state.step}"; allowed: a number from 0 to ${state.steps}, the steps of this figure`);
  const type = flag("classroom", written.classroom) ? CLASSROOM : 1;
  const { size, marks, caption, title } = still(state, { width: width - 2 * MARGIN, theme: themed, type, step: state.step });
  const pictures = new Map(await Promise.all(imagesIn(marks).map(async ({ cells, columns, rows }) =>
    /** @type {const} */ ([cells, await pngUrl(cells, columns, rows)]))));
  const taken = said || readingOf(state.data).said;
  if (taken) report?.(taken);
  const desc = taken ? `${caption} Data: ${taken}.` : caption;
  return svg(marks, size, { face: FACE, text: TEXT, png: (cells) => pictures.get(cells), scale, title: written.label ?? title, desc });
}

/** @param {string} name @param {number} value @param {number} low @param {number} high */
function within(name, value, low, high) {
  if (!(value >= low && value <= high)) throw new Error(`${name} is "${value}"; allowed: a number from ${low} to ${high}`);
}

/** Attributes that no state is read from: they say how a figure looks, or what a page does with it. */
const LOOKS = ["theme", "label", "controls", "builder", "spec", "data-src", "data-x", "data-y", "data-one", "data-zero"];

/**
 * Refuses attributes that no part of the figure has read. On a page a reader may still choose what they are for; a picture stays as it is.
 * @param {string[]} unread
 * @param {Written} written
 * @param {State} state
 */
function refuseIdle(unread, written, { rules }) {
  const [name] = unread.filter((one) => !LOOKS.includes(one));
  if (name === undefined) return;
  const rule = catalogue().rules.find((one) => name.startsWith(`${one.name}-`) && !rules.some((key) => ruleName(key) === one.name));
  const allowed = rule ? `only with "${rule.name}" among the rules` : "only in a figure that uses it, which this one does not with its other attributes";
  throw new Error(`${name} is "${short(written[name])}"; allowed: ${allowed}`);
}

/**
 * Reads attributes: from the experiment in `spec` first, and data from the table that `data-src` names. `unread()` lists those that were
 * written and not read.
 * @param {Written} written
 */
async function reader(written) {
  const spec = /** @type {Written} */ (written.spec ? fromJson(written.spec) : {});
  /** @param {string} name */
  const given = (name) => spec[name] ?? written[name] ?? null;
  // As in the element: a table is meant for the model that is written beside it.
  const fits = written["data-src"] !== undefined && given("model") === (written.model ?? null);
  const table = given("data") === null && fits ? await fromTable(written) : undefined;
  const data = given("data") ?? table?.text ?? null;
  if (isUnread(data, given("model"))) await loadReader(tables);
  /** @param {string} name */
  const read = (name) => {
    seen.add(name);
    return name === "data" ? data : given(name);
  };
  const seen = new Set();
  return { read, said: table?.said ?? "", quantity: table?.quantity, unread: () => Object.keys(written).filter((name) => !seen.has(name)) };
}

/** @param {Written} written */
async function fromTable({ "data-src": address, model = catalogue().models[0].name, "data-x": x, "data-y": y, "data-one": one, "data-zero": zero }) {
  return (await Source.from(address)).read({ model, x, y, one, zero });
}

/**
 * All marks that are pictures of cells.
 * @param {Mark[]} marks
 * @returns {Extract<Mark, { kind: "image" }>[]}
 */
const imagesIn = (marks) => marks.flatMap((mark) => (mark.kind === "image" ? [mark] : imagesIn("marks" in mark ? mark.marks : [])));
