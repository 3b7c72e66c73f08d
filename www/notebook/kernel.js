// The core beside Python, in a JavaScript engine without a page: it checks what a figure is given, takes its steps, draws it.

import { fromBase64 } from "./surroundings.js";
import { ready, startWith } from "../core.js";
import { csv } from "../exports/csv.js";
import { stateFrom } from "../figure/reading.js";
import { render } from "../render.js";
import { loadReader } from "../state/data.js";
import { refuseUnknown } from "../state/misspelt.js";
import { fromJson } from "../state/json.js";
import { tables } from "../table/load.js";
import { complete, experimentOf, toPython } from "../python/from-attributes.js";
import { fetchViews } from "../views/registry.js";

/** @typedef {Record<string, string>} Written attributes as text */

/** The state of a figure's attributes; throws what the core says of wrong ones. @param {Written} written */
function stateOf(written) {
  refuseUnknown(Object.keys(written));
  const spec = written.spec ? fromJson(written.spec) : {};
  const state = stateFrom((name) => spec[name] ?? written[name] ?? null);
  complete(state);
  return state;
}

/** Every point of every run from every start as a table with commas, as figures save it. @param {Written} written */
function trajectories(written) {
  const state = stateOf(written);
  return csv(experimentOf(state), state.more);
}

/** What Python can ask. @type {Record<string, (written: Written, look: Parameters<typeof render>[1] & Parameters<typeof toPython>[1]) => unknown>} */
const ASKED = {
  check: (written) => experimentOf(stateOf(written)),
  trajectories,
  svg: (written, look) => render(written, look),
  python: (written, look) => toPython(written, look),
};

/** The answer to what was asked last, as JSON: `{ answer }`, or `{ error }` with the core's words. @type {string | undefined} */
let answered;

/** Keeps what a promise gives. All of them settle before a script ends, because nothing here waits for anything outside. @param {Promise<unknown>} promise */
const keep = (promise) => {
  answered = undefined;
  promise.then((answer) => { answered = JSON.stringify({ answer }); }, (error) => { answered = JSON.stringify({ error: error.message }); });
};

Object.assign(globalThis, {
  /** Starts the core from its bytes. @param {string} bytes in base64 */
  klBallStart(bytes) {
    startWith(new globalThis.WebAssembly.Module(fromBase64(bytes)));
    keep(ready().then(() => fetchViews()).then(() => loadReader(tables)).then(() => "started"));
  },
  /** Begins to answer. @param {string} what @param {string} given attributes and looks, as JSON */
  klBallAsk(what, given) {
    const { attributes, look } = JSON.parse(given);
    keep(Promise.resolve().then(() => ASKED[what](attributes, look)));
  },
  klBallAnswer: () => answered,
});
