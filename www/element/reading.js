// What an element is told to show: by its attributes, by an experiment in `spec` or in a script
// inside it, and by the table that `data-src` names.

import { catalogue, isReadyFor, readyFor } from "../core.js";
import { stateFrom } from "../figure/reading.js";
import { isUnread, loadReader, readingOf, refuseColumns } from "../state/data.js";
import { fromJson } from "../state/json.js";
import { tables } from "../table/load.js";
import { areHere, fetchViews } from "../views/registry.js";
import { neededBy, viewsWith } from "./needs.js";
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
  /** Whether the table was refused when the attributes were read last. */
  refused = false;

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
    const said = (/** @type {string} */ name) => [changes[name], this.#inSpec(name, changes), this.#inSpec(name, {}), host.getAttribute(name)].join(" ").trim();
    const views = viewsWith(said("view"), said("field"));
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

  /**
   * The state that is described without a reader's changes. Where the table is refused, a reader's own data take its place, if there are any.
   * @param {string | undefined} data of a reader
   */
  besides(data) {
    this.refused = false;
    try {
      return this.state({});
    } catch (error) {
      if (data === undefined) throw error;
      this.refused = true;
      return this.state({}, data);
    }
  }

  /**
   * The state that is described: by the changes first, then by a whole experiment, then by attributes. The core checks it.
   * @param {Written} changes
   * @param {string | null} [data] what takes the place of the table
   */
  state(changes, data) {
    this.said = "";
    this.shown = undefined;
    const { address } = this.#table(changes);
    refuseColumns(this.#written(changes));
    const spec = this.#spec(changes);
    const given = (/** @type {string} */ name) => changes[name] ?? spec[name] ?? this.#host.getAttribute(name);
    const read = (/** @type {string} */ name) => given(name) ?? (name !== "data" ? null : data !== undefined ? data : this.#tableText(changes, given("model")));
    const state = stateFrom(read);
    this.said ||= readingOf(state.data).said;
    if (address !== undefined && this.#host.hasAttribute("data") && !("data" in changes)) this.said = `${this.said ? `${this.said}; ` : ""}data is shown, and not the table that data-src names`;
    const { quantity } = /** @type {Source | undefined} */ (this.shown)?.reading ?? {};
    if (quantity) state.quantity = quantity;
    return state;
  }

  /** The text of an attribute, or what a reader has changed it to. @param {Written} changes */
  #written(changes) {
    return (/** @type {string} */ name) => changes[name] ?? this.#host.getAttribute(name) ?? undefined;
  }

  /**
   * The address of a table, if there is one, and what is to be read of it.
   * @param {Written} changes
   * @returns {{ address: string | undefined, options: import("../table/table.d.ts").TableOptions }}
   */
  #table(changes) {
    const written = this.#written(changes);
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

  /** An attribute as a whole experiment has it. Errors in it are reported when it is read. @param {string} name @param {Written} changes */
  #inSpec(name, changes) {
    try {
      return this.#spec(changes)[name];
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
