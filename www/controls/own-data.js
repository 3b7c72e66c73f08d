// A reader's own data: typed, pasted, dropped or opened; with a choice of columns
// and labels, and a sentence that says what was read.

import { menu } from "./inputs.js";
import { modelEntry, ruleEntry, sizeOf } from "../core.js";
import { button, element } from "../elements.js";
import { putInSight } from "../figure/folding.js";
import { ModelCache, readied } from "../scene/models.js";
import { toAttributes } from "../state/attributes.js";
import { copyOf, dataText, fullText, isLong } from "../state/data.js";
import { fittingFor, sizesOfOthers } from "../state/fitting-start.js";
import { fromJson } from "../state/json.js";
import { readInWorker, warm } from "../table/in-worker.js";
import { choicesOf } from "../table/choices.js";
import { tables } from "../table/load.js";
import { aboutOthers } from "../text/fitted.js";
import { viewsOf } from "../views/registry.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Data, State } from "../state/shape.js" */
/** @import { Host } from "../views/view.js" */
/** @import { Source } from "../table/source.js" */

/** @typedef {import("../table/table.d.ts").TakenText} TakenText */
/** @typedef {import("../table/table.d.ts").TableColumn} TableColumn */
/** @typedef {import("../table/table.d.ts").Chosen} Chosen */
/** @typedef {typeof import("../table/table.d.ts")} Tables */
/** @typedef {{ said?: string, problem?: string, columns?: TableColumn[], chosen?: Chosen }} Reading what is shown of a reading */

/** How to write one's own data, by the kind of data that a model takes. @type {Record<string, string>} */
const FORMS = {
  numbers: "numbers, or a table with a column of numbers",
  labelled: "a table with an input and a label in each line",
  counts: "three counts, or a table with a column of three words",
};

/** Longer texts are put in without the browser's Undo, whose time grows with the square of the number of lines. */
const LONG = 1000;

/** Still longer texts are not put into the field, which would lay out every line. */
const LONGEST = 20_000;

/** The number of lines of such a text that are shown. */
const GLANCE = 5;

/** The panels of figures that have one. @type {WeakMap<object, OwnData>} */
const panels = new WeakMap();

/**
 * The part of a figure where a reader puts in data; each figure has one.
 * @param {Figure} figure
 * @param {Host} host its element
 * @returns {OwnData}
 */
export function ownData(figure, host) {
  const panel = panels.get(figure) ?? new OwnData(figure, host);
  panels.set(figure, panel);
  return panel;
}

class OwnData {
  root = element("div", "own-data");
  #figure;
  #host;
  #form = element("span", "name");
  #text = element("textarea");
  #own = element("label", "own");
  /** A text that is too long for the field, and what is shown in its place. @type {string | undefined} */
  #held;
  #card = element("div", "held");
  #menus = element("div", "controls");
  #said = element("p", "said");
  #problem = element("p", "problem");
  /** Below what is wrong with other data. */
  #kept = element("p", "kept", "The figure still shows the data from before.");
  /** The reader's choice of columns and labels, and the names of the columns that it is about. @type {Chosen} */
  #choice = {};
  #names = "";
  /** What was assumed of the encoding of a file. @type {string | undefined} */
  #note;
  /** The data that this has given to the figure last, as text. */
  #given = "";
  /** What the attributes say beside a table that was refused. @type {State | undefined} */
  #instead;
  /** Counts the readings: only the last one is shown. */
  #reading = 0;

  /**
   * @param {Figure} figure
   * @param {Host} host
   */
  constructor(figure, host) {
    this.#figure = figure;
    this.#host = host;
    this.#own.append(this.#form, this.#text);
    this.#card.hidden = true;
    this.#text.rows = 4;
    this.#text.spellcheck = false;
    this.#said.setAttribute("role", "status");
    this.#problem.setAttribute("role", "alert");
    this.root.append(this.#own, this.#card, this.#opener(), this.#menus, this.#said, this.#problem, this.#kept);
    this.#listen();
    this.#adapt();
  }

  /**
   * Reads files or text that were dropped or pasted; a figure without a builder gets the panel below its controls.
   * @param {{ files: File[], text?: string }} given
   * @param {{ focus?: boolean }} [how] whether the field gets the focus, so that the browser's Undo works in it
   */
  take({ files, text = "" }, { focus = true } = {}) {
    const { parts } = this.#figure;
    if (!this.root.isConnected) putInSight(parts, this.root);
    else if (parts.more.contains(this.root)) parts.more.open = true;
    this.#open(({ fromTransfer }) => fromTransfer({ files, getData: () => text }), files[0]?.name, focus);
  }

  /** Offers what can be chosen of a table that the page has loaded, and that the figure shows. @param {Source} source */
  offer(source) {
    this.#begin(source, source.reading);
    this.#menus.querySelector("select")?.focus({ preventScroll: true });
  }

  /** Begins with a table that the page has loaded, and what was read of it. @param {Source} source @param {Reading} reading */
  #begin({ address, taken: { text, note } }, { said, columns = [], chosen = {} }) {
    putInSight(this.#figure.parts, this.root);
    this.#put(text, address.startsWith("data:") ? undefined : address, false);
    this.#note = note;
    this.#names = namesOf(columns);
    this.#choice = { ...chosen };
    this.#show({ said, columns, chosen });
  }

  /**
   * Lets a reader choose of a table that the page has loaded, and that was refused.
   * @param {Error & Reading & { source?: Source }} error what is wrong, which the figure has said
   * @param {() => State} instead what the attributes say beside it
   */
  refused({ source, columns = [], chosen = {} }, instead) {
    try {
      const state = instead();
      if (!choicesOf(modelEntry(state.model).takes, columns, chosen).length) return;
      this.#instead = state;
    } catch {
      // Another attribute is wrong, too, and has to be mended first.
      return;
    }
    this.#adapt();
    this.#begin(/** @type {Source} */ (source), { columns, chosen });
  }

  /** What the figure shows, or what it would show but for a table that was refused. */
  get #state() {
    return this.#instead ?? this.#figure.state;
  }

  /** Shows the data of the figure if these are others than were read here: an observation was dragged, or a change taken back. */
  follow() {
    this.#adapt();
    const { data } = this.#figure.state;
    if (!data || data.set !== undefined || dataText(data) === this.#given) return;
    this.#reading += 1;
    this.#given = dataText(data);
    this.#choice = {};
    this.#hold();
    this.#text.value = isLong(data) ? "" : fullText(data);
    this.#show({});
  }

  #listen() {
    this.#text.addEventListener("input", (event) => {
      this.#note = undefined;
      // A choice of the decimal mark or of the first line is kept while somebody types on, and no longer.
      if (/** @type {InputEvent} */ (event).data?.length !== 1) this.#choice.decimal = this.#choice.header = undefined;
      if (this.#text.value.length > LONGEST) this.#put(this.#text.value);
      this.#read();
    });
    // Loaded before it is needed; if that fails, the next reading says so.
    this.#text.addEventListener("focus", () => tables().catch(() => {}), { once: true });
    for (const type of ["pointerenter", "focusin"]) this.root.addEventListener(type, warm);
    this.#text.addEventListener("paste", (/** @type {ClipboardEvent} */ event) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length === 0 && text.length <= LONGEST) return;
      event.preventDefault();
      this.take({ files, text });
    });
    this.#host.addEventListener("kl-ball-change", () => {
      this.#instead = undefined;
      this.#adapt();
    });
  }

  /** Asks for what the model that is shown takes. */
  #adapt() {
    // A figure whose table was refused from the start has no state yet.
    if (!this.#state) return;
    const { model } = this.#state;
    if (this.root.dataset.model === model) return;
    this.root.dataset.model = model;
    this.#choice = {};
    this.#show({});
    this.#form.textContent = `Your own data: ${FORMS[modelEntry(model).takes] ?? "this model takes none"}`;
  }

  /** A button that opens a file. */
  #opener() {
    const input = element("input");
    input.type = "file";
    input.accept = ".csv,.tsv,.txt,.dat,text/*";
    input.hidden = true;
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) this.#open(({ fromFile }) => fromFile(file), file.name);
      input.value = "";
    });
    const row = element("div", "row");
    row.append(button("Open a file …", () => input.click()), input);
    return row;
  }

  /**
   * Puts in the text that `taking` gives, as if it were typed.
   * @param {(tables: Tables) => Promise<TakenText>} taking
   * @param {string} [name] of the file
   * @param {boolean} [focus]
   */
  async #open(taking, name, focus = true) {
    const reading = ++this.#reading;
    try {
      const { text, note } = await taking(await tables());
      if (reading !== this.#reading) return;
      this.#choice.decimal = this.#choice.header = undefined;
      this.#put(text, name, focus);
      this.#note = note;
      await this.#read();
    } catch (error) {
      if (reading === this.#reading) this.#show({ problem: messageOf(error) });
    }
  }

  /** @param {string} text @param {string} [name] of the file that it is from @param {boolean} [focus] */
  #put(text, name, focus = true) {
    this.#hold(text.length > LONGEST ? text : undefined, name);
    if (this.#held !== undefined) return;
    if (focus) {
      this.#text.focus({ preventScroll: true });
      this.#text.select();
    }
    // So that Undo restores the text before it.
    if (!focus || text.length > LONG || !document.execCommand("insertText", false, text)) this.#text.value = text;
  }

  /**
   * Keeps a text that is too long for the field, and shows its first lines; or shows the field again.
   * @param {string} [text]
   * @param {string} [name]
   */
  #hold(text, name = "The text") {
    this.#held = text;
    this.#own.hidden = text !== undefined;
    this.#card.hidden = text === undefined;
    if (text === undefined) return;
    const lines = element("pre", "", `${text.split("\n", GLANCE).map((line) => line.slice(0, 80)).join("\n")}\n…`);
    this.#card.replaceChildren(element("span", "name", `${name}: ${text.length.toLocaleString("en")} characters, too many to edit here`), lines, button("Put in other data", () => {
      this.#hold();
      this.#text.value = "";
      this.#text.focus();
      this.#read();
    }));
  }

  /** Shows the figure with the data as they stand, or says what is wrong with them; the text stays either way. */
  async #read() {
    const reading = ++this.#reading;
    const text = this.#held ?? this.#text.value;
    if (text.trim() === "") {
      this.#show({});
      return;
    }
    const { model } = this.#state;
    const isLate = () => reading !== this.#reading || model !== this.#state.model;
    const { data, quantity, ...shown } = await this.#result(text, model);
    if (isLate()) return;
    if (this.#forgets(shown)) {
      this.#read();
      return;
    }
    this.#show(data ? { ...shown, ...(await this.#used(model, data, isLate, { said: shown.said, quantity })) } : shown);
  }

  /**
   * What a text says, with its data, or what is wrong with it.
   * @param {string} text
   * @param {string} model
   * @returns {Promise<Reading & { data?: Data, quantity?: string }>}
   */
  async #result(text, model) {
    try {
      const { data, said, columns, chosen, quantity } = await readInWorker(text, { model, ...this.#choice });
      return { data, columns, chosen, quantity, said: [said, this.#note].filter(Boolean).join("; ") };
    } catch (error) {
      // The reader of tables knows the columns also of a table that it refuses.
      const { columns, chosen } = /** @type {Reading} */ (error);
      return { columns, chosen, problem: messageOf(error) };
    }
  }

  /**
   * Removes a choice that was made for other columns than these; returns whether there was one.
   * @param {Reading} reading
   */
  #forgets({ columns = [] }) {
    const names = namesOf(columns);
    if (columns.length === 0 || names === this.#names) return false;
    // The decimal mark and the header belong to the text, not to its columns.
    const { decimal, header, ...others } = this.#choice;
    this.#names = names;
    this.#choice = { ...(decimal && { decimal }), ...(header !== undefined && { header }) };
    return Object.values(others).some((one) => one !== undefined);
  }

  /**
   * Shows other data in the figure. The core checks them first: if it refuses them the figure stays as it is, and what is wrong is returned.
   * @param {string} model
   * @param {Data} data
   * @param {() => boolean} isLate
   * @param {{ said?: string, quantity?: string }} read what was read, and what it measures
   * @returns {Promise<Reading>}
   */
  async #used(model, data, isLate, { said, quantity }) {
    const models = new ModelCache();
    try {
      await readied({ model, data });
      if (isLate()) return {};
      const fitted = models.get({ model, data });
      // What a view cannot show is refused before anything changes.
      const tried = { ...copyOf(this.#state), data };
      for (const view of viewsOf(tried)) view.complete?.(tried, fitted);
      const { start: _start, other: _other, ...all } = toAttributes(forOther(this.#state));
      this.#given = dataText(data);
      const wasWritten = writtenIn(this.#host);
      const read = (/** @type {string} */ name) => all[name] ?? wasWritten(name);
      const { charts } = this.#state;
      const fitting = fittingFor(fitted, read, charts);
      const about = [said, ...fitting.said, ...aboutOthers(sizesOfOthers(fitted, read, this.#state))].filter(Boolean).join("; ");
      this.#host.changes = { ...all, data: this.#given, ...fitting.changes };
      if (this.#figure.state && quantity !== this.#figure.state.quantity) this.#figure.change((now) => {
        if (quantity) now.quantity = quantity;
        else delete now.quantity;
      }, true);
      this.#instead = undefined;
      return { said: about };
    } catch (error) {
      return { said: "", problem: messageOf(error).replace(/^data\.(\w+)/, "your data: $1") };
    } finally {
      models.free();
    }
  }

  /**
   * Shows what was read, or what is wrong, and what can be chosen.
   * @param {Reading} reading
   */
  #show({ said = "", problem = "", columns = [], chosen = {} }) {
    this.#said.textContent = said;
    this.#said.hidden = said === "";
    this.#problem.textContent = problem;
    this.#problem.hidden = problem === "";
    this.#kept.hidden = problem === "" || !this.#figure.state;
    const { takes } = modelEntry(this.#state.model);
    const classes = this.#choice.classes ?? chosen.classes;
    const menus = choicesOf(takes, columns, { ...chosen, classes }).map(({ option, place, label, entries, value }) => menu(label, entries, value, (/** @type {string} */ now) => {
      if (option === "classes") this.#choose({ classes: [0, 1, 2].map((k) => (k === place ? now : classes?.[k] ?? "")) }, { problem, columns, chosen });
      else if (option === "only") this.#choose({ one: undefined, zero: undefined, [now[0] === "1" ? "one" : "zero"]: now.slice(1) }, {});
      else if (option === "label") this.#choose({ label: now === "" ? undefined : now.slice(1), one: undefined, zero: undefined, classes: undefined }, {});
      else if (option === "header") this.#choose({ header: now === "names", x: undefined, y: undefined }, {});
      else this.#choose({ [option]: now === "" ? (option === "y" ? null : undefined) : ["x", "y"].includes(option) ? Number(now) : now }, {});
    }));
    const focused = this.root.querySelector("label.control:focus-within")?.textContent;
    this.#menus.replaceChildren(...menus);
    this.#menus.hidden = menus.length === 0;
    menus.find(({ textContent }) => textContent === focused)?.querySelector("select")?.focus({ preventScroll: true });
  }

  /**
   * Reads again with what a reader has chosen, or shows `meanwhile` until three classes are chosen.
   * @param {Chosen} choice
   * @param {Reading} meanwhile
   */
  #choose(choice, meanwhile) {
    // Another column has other labels.
    if ("y" in choice) this.#choice.one = this.#choice.zero = undefined;
    if (choice.one !== undefined && choice.one === this.#choice.zero) this.#choice.zero = undefined;
    if ("x" in choice) this.#choice.classes = undefined;
    if ((modelEntry(this.#state.model).takes === "counts" ? "x" : "y") in choice) this.#choice.label = undefined;
    Object.assign(this.#choice, choice);
    if (this.#choice.classes?.some((word) => word === "")) this.#show(meanwhile);
    else this.#read();
  }
}

/** What a page has written for a figure: in a whole experiment, or as attributes. @param {Host} host @returns {import("../state/shape.js").Read} */
function writtenIn(host) {
  const text = host.getAttribute("spec") ?? host.querySelector('script[type="application/json"]')?.textContent;
  const spec = text ? fromJson(text) : {};
  return (name) => spec[name] ?? host.getAttribute(name);
}

/**
 * A state without sizes that were chosen for a built-in set and are measured in its unit: other data get sizes of their own.
 * @param {State} state
 * @returns {State}
 */
function forOther(state) {
  if (state.data && state.data.set === undefined) return state;
  const ofUnit = (/** @type {string} */ key) => {
    const [rule, option] = key.split(".");
    return ruleEntry(rule).invariance === "none" && option === sizeOf(rule)?.name;
  };
  return { ...state, settings: Object.fromEntries(Object.entries(state.settings).filter(([key]) => !ofUnit(key))) };
}

/** The names of columns, by which a table is known again. @param {TableColumn[]} columns */
const namesOf = (columns) => JSON.stringify(columns.map(({ name }) => name));

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
