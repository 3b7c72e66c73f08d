// What an element is told to show: by its attributes, by an experiment in `spec` or in a script
// inside it, and by the table that `data-src` names.

import { catalogue, isReadyFor, readyFor } from "../core.js";
import { stateFrom } from "../figure/reading.js";
import { isUnread, loadReader, refuseColumns, saidOf } from "../state/data.js";
import { fromJson } from "../state/json.js";
import { tables } from "../table/load.js";
import { areHere, fetchViews } from "../views/registry.js";
import { neededBy } from "./needs.js";
/** @import { Source } from "../table/source.js" */
/** @import { Written } from "./changes.js" */

export class Reading {
  #host;
  /** The tables that `data-src` names, once they are loaded, by their addresses. @type {Map<string, Source>} */
  #sources = new Map();
  /** The table that the figure shows, if it shows one. @type {Source | undefined} */
  shown;
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
    const wanted = [{}, changes].map((some) => this.#table(some)).find(({ address }) => address?.trim() && !this.#sources.has(address));
    return wanted?.address === undefined ? undefined : this.#fetching(wanted.address, wanted.options);
  }

  /** What loads a table. @param {string} address @param {import("../table/table.d.ts").TableOptions} options */
  #fetching(address, options) {
    return async () => {
      const { Source } = await import("../table/source.js");
      const source = await Source.from(address, options);
      await source.ready(options);
      this.#sources.set(address, source);
    };
  }

  /** The state that is described: by the changes first, then by a whole experiment, then by attributes. The core checks it. @param {Written} changes */
  state(changes) {
    this.said = "";
    this.shown = undefined;
    refuseColumns(changes, this.#table(changes).address);
    const spec = this.#spec(changes);
    const given = (/** @type {string} */ name) => changes[name] ?? spec[name] ?? this.#host.getAttribute(name);
    const read = (/** @type {string} */ name) => given(name) ?? (name === "data" ? this.#tableText(changes, given("model")) : null);
    const state = stateFrom(read);
    this.said ||= saidOf(state.data);
    return state;
  }

  /**
   * The address of a table, if there is one, and what is to be read of it.
   * @param {Written} changes
   * @returns {{ address: string | undefined, options: import("../table/table.d.ts").TableOptions }}
   */
  #table(changes) {
    const written = (/** @type {string} */ name) => changes[name] ?? this.#host.getAttribute(name) ?? undefined;
    const [address, x, y, one, zero] = ["data-src", "data-x", "data-y", "data-one", "data-zero"].map(written);
    // A reader who chooses another model has not chosen it for this table.
    const model = ("data-src" in changes ? written("model") : this.#host.getAttribute("model")) ?? catalogue().models[0].name;
    return { address, options: { model, x, y, one, zero } };
  }

  /** The data of `data-src`, as text, if the model is the one they were meant for. @param {Written} changes @param {string | null} model */
  #tableText(changes, model) {
    const { address, options } = this.#table(changes);
    if (address === undefined || (model ?? catalogue().models[0].name) !== options.model) return null;
    this.shown = /** @type {Source} */ (this.#sources.get(address));
    const { text, said } = this.shown.read(options);
    this.said = said;
    return text;
  }

  /** The experiment in the attribute `spec`, as it was written; undefined where there is none. */
  given() {
    try {
      return JSON.parse(this.#host.getAttribute("spec") ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
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
