// What an element is told to show: by its attributes, by an experiment in `spec` or in a script
// inside it, and by the table that `data-src` names.

import { catalogue, isReadyFor, readyFor } from "../core.js";
import { stateFrom } from "../figure/reading.js";
import { isUnread, loadReader, saidOf } from "../state/data.js";
import { fromJson } from "../state/json.js";
import { tables } from "../table/load.js";
import { Source } from "../table/source.js";
import { areHere, fetchViews } from "../views/registry.js";
import { neededBy } from "./needs.js";
/** @import { Written } from "./changes.js" */

export class Reading {
  #host;
  /** The table of `data-src`, once it is loaded. @type {Source | undefined} */
  #source;
  /** What was read of the table, as a sentence; empty where none was used. */
  said = "";

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Loads what has to be there before the attributes can be read with these changes, or undefined if all is there.
   * @param {Written} changes
   * @returns {(() => Promise<unknown>) | undefined}
   */
  missing(changes) {
    const host = this.#host;
    const family = neededBy(host, changes);
    if (!isReadyFor(family)) return () => readyFor(family);
    const views = [changes.view, this.#specView(changes), this.#specView({}), host.getAttribute("view")].join(" ").trim().split(/[\s,]+/);
    if (!areHere(views)) return () => fetchViews(views);
    if (isUnread(changes.data, changes.model ?? host.getAttribute("model")) || isUnread(host.getAttribute("data"), host.getAttribute("model"))) return () => loadReader(tables);
    const address = host.getAttribute("data-src");
    if (address === null || this.#source?.address === address) return undefined;
    return async () => {
      this.#source = await Source.from(address, this.#tableOptions());
    };
  }

  /** The state that is described: by the changes first, then by a whole experiment, then by attributes. The core checks it. @param {Written} changes */
  state(changes) {
    this.said = "";
    const spec = this.#spec(changes);
    const given = (/** @type {string} */ name) => changes[name] ?? spec[name] ?? this.#host.getAttribute(name);
    const read = (/** @type {string} */ name) => given(name) ?? (name === "data" ? this.#tableText(given("model")) : null);
    const state = stateFrom(read);
    this.said ||= saidOf(state.data);
    return state;
  }

  /** What is to be read of the table of `data-src`. */
  #tableOptions() {
    const [model, x, y, one] = ["model", "data-x", "data-y", "data-one"].map((name) => this.#host.getAttribute(name) ?? undefined);
    return { model: model ?? catalogue().models[0].name, x, y, one };
  }

  /** The data of `data-src`, as text, if the model is the one they were meant for. @param {string | null} model */
  #tableText(model) {
    if (!this.#host.hasAttribute("data-src") || model !== this.#host.getAttribute("model")) return null;
    const { text, said } = /** @type {Source} */ (this.#source).read(this.#tableOptions());
    this.said = said;
    return text;
  }

  /** The views of a whole experiment. Errors in it are reported when it is read. @param {Written} changes */
  #specView(changes) {
    try {
      return this.#spec(changes).view;
    } catch {
      return undefined;
    }
  }

  /** @param {Written} changes @returns {Written} */
  #spec(changes) {
    const script = this.#host.querySelector('script[type="application/json"]');
    const text = changes.spec ?? this.#host.getAttribute("spec") ?? script?.textContent;
    return text ? fromJson(text) : {};
  }
}
