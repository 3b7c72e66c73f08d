// A reader's own data: typed, pasted, dropped or opened; with a choice of columns
// and labels, and a sentence that says what was read.

import { menu } from "./inputs.js";
import { Model, modelEntry } from "../core.js";
import { button, element } from "../elements.js";
import { dataText, toAttributes } from "../state/attributes.js";
import { tables } from "../table/load.js";

/** How to write one's own data, by the kind of data that a model takes. */
const FORMS = {
  numbers: "numbers, or a table with a column of numbers",
  labelled: "a table with an input and a label in each line",
  counts: "three counts, or a table with a column of three words",
};

/** What the chosen columns are called, by the kind of data that a model takes. */
const COLUMNS = {
  numbers: [["x", "column"]],
  labelled: [["x", "input"], ["y", "label"]],
  counts: [["x", "words"], ["y", "counts"]],
};

/** Longer texts are put in without the browser's Undo, which would take seconds. */
const LONG = 100_000;

/** The panels of figures that have one. */
const panels = new WeakMap();

/** The part of a figure where a reader puts in data; `host` is its element. Each figure has one. */
export function ownData(figure, host) {
  if (!panels.has(figure)) panels.set(figure, new OwnData(figure, host));
  return panels.get(figure);
}

class OwnData {
  root = element("div", "own-data");
  #figure;
  #host;
  #form = element("span", "name");
  #text = element("textarea");
  #choices = element("div", "controls");
  #said = element("p", "said");
  #problem = element("p", "problem");
  /** The reader's choice of columns and labels, and the names of the columns that it is about. */
  #choice = {};
  #names = "";
  /** Words chosen so far, of the three that are needed. */
  #classes = [];
  /** What was assumed of the encoding of a file. */
  #note;
  /** Counts the readings: only the last one is shown. */
  #reading = 0;

  constructor(figure, host) {
    this.#figure = figure;
    this.#host = host;
    const own = element("label", "own");
    own.append(this.#form, this.#text);
    this.#text.rows = 4;
    this.#text.spellcheck = false;
    this.#said.setAttribute("role", "status");
    this.#problem.setAttribute("role", "alert");
    this.root.append(own, this.#opener(), this.#choices, this.#said, this.#problem);
    this.#show({});
    this.#text.addEventListener("input", () => {
      this.#note = undefined;
      this.#read();
    });
    this.#text.addEventListener("focus", () => tables().catch(() => {}), { once: true });
    this.#text.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length === 0) return;
      event.preventDefault();
      this.take({ files: [...event.clipboardData.files] });
    });
    this.adapt();
    host.addEventListener("kl-ball-change", () => this.adapt());
  }

  /** Fits what is asked for to the model that is shown. */
  adapt() {
    const { model } = this.#figure.state;
    if (this.root.dataset.model === model) return;
    this.root.dataset.model = model;
    this.#choice = {};
    this.#show({});
    this.#form.textContent = `Your own data: ${FORMS[modelEntry(model).takes] ?? "this model takes none"}`;
  }

  /** Reads files or text that were dropped or pasted; a figure without a builder gets the panel below its controls. */
  take({ files, text = "" }) {
    if (!this.root.isConnected) this.#figure.controls.after(this.root);
    this.#open(({ fromTransfer }) => fromTransfer({ files, getData: () => text }));
  }

  /** A button that opens a file. */
  #opener() {
    const input = element("input");
    input.type = "file";
    input.accept = ".csv,.tsv,.txt,.dat,text/*";
    input.hidden = true;
    input.addEventListener("change", () => {
      const [file] = input.files;
      if (file) this.#open(({ fromFile }) => fromFile(file));
      input.value = "";
    });
    const row = element("div", "row");
    row.append(button("Open a file …", () => input.click()), input);
    return row;
  }

  /** Puts in the text that `taking` gives, as if it were typed. */
  async #open(taking) {
    const reading = ++this.#reading;
    try {
      const { text, note } = await taking(await tables());
      if (reading !== this.#reading) return;
      this.#put(text);
      this.#note = note;
      await this.#read();
    } catch (error) {
      if (reading === this.#reading) this.#show({ problem: error.message });
    }
  }

  #put(text) {
    this.#text.focus({ preventScroll: true });
    this.#text.select();
    // So that Undo restores the text before it.
    if (text.length > LONG || !document.execCommand("insertText", false, text)) this.#text.value = text;
  }

  /** Shows the figure with the data as they stand, or says what is wrong with them; the text stays either way. */
  async #read() {
    const reading = ++this.#reading;
    const text = this.#text.value;
    if (text.trim() === "") return this.#show({});
    try {
      const { readTable } = await tables();
      if (reading !== this.#reading) return undefined;
      return this.#show(this.#result(readTable, text));
    } catch (error) {
      return reading === this.#reading ? this.#show({ problem: error.message }) : undefined;
    }
  }

  /** What a text says, or what is wrong with it, for `#show`. */
  #result(readTable, text) {
    const { model } = this.#figure.state;
    let result;
    try {
      result = readTable(text, { model, ...this.#choice });
      // A choice is about the columns that it was made for.
      if (this.#isOutdated(result)) return this.#result(readTable, text);
      this.#use(model, result.data);
      return { ...result, said: [result.said, this.#note].filter(Boolean).join("; ") };
    } catch (error) {
      if (this.#isOutdated(error)) return this.#result(readTable, text);
      return { ...result, ...error, problem: error.message.replace(/^data\.(\w+)/, "your data: $1") };
    }
  }

  /** Whether a choice has been made for other columns than these; it is then forgotten. */
  #isOutdated({ columns = [] }) {
    const names = JSON.stringify(columns.map(({ name }) => name));
    const isSame = columns.length === 0 || names === this.#names;
    const hadChoice = Object.keys(this.#choice).length > 0;
    if (isSame) return false;
    this.#names = names;
    this.#choice = {};
    this.#classes = [];
    return hadChoice;
  }

  /** Shows other data in the figure; the core checks them first, so that the figure stays as it is if they are refused. */
  #use(model, data) {
    new Model({ model, data }).free();
    const { start: _start, other: _other, ...all } = toAttributes(this.#figure.state);
    this.#host.changes = { ...all, data: dataText(data) };
  }

  /** Shows what was read, or what is wrong, and what can be chosen. */
  #show({ said = "", problem = "", columns = [], chosen = {} }) {
    this.#said.textContent = said;
    this.#said.hidden = said === "";
    this.#problem.textContent = problem;
    this.#problem.hidden = problem === "";
    const focused = this.root.getRootNode().activeElement?.closest?.(".own-data label")?.textContent;
    this.#choices.replaceChildren(...this.#columns(columns, chosen), ...this.#labels(columns, chosen));
    this.#choices.hidden = this.#choices.childElementCount === 0;
    if (focused) [...this.#choices.querySelectorAll("label")].find(({ textContent }) => textContent === focused)?.control.focus({ preventScroll: true });
  }

  /** A menu for each column that the model needs, if there is a choice. */
  #columns(columns, chosen) {
    if (columns.length < 2) return [];
    const { takes } = modelEntry(this.#figure.state.model);
    return COLUMNS[takes].map(([option, label]) => {
      const fitting = columns.filter(({ kind, number }) => number === chosen[option] || kind === "number" || (kind === "words" && (label === "label" || label === "words")));
      const none = label === "counts" ? [["", "one for each line"]] : chosen[option] === undefined ? [["", "choose a column"]] : [];
      const entries = fitting.map(({ number, name }) => [String(number), name === String(number) ? `column ${number}` : name]);
      return menu(label, [...none, ...entries], String(chosen[option] ?? ""), (value) => this.#choose({ [option]: value === "" ? undefined : Number(value) }));
    });
  }

  /** Menus for the label that counts as 1, or for three of many words. */
  #labels(columns, chosen) {
    const { takes } = modelEntry(this.#figure.state.model);
    const [of, kind] = takes === "labelled" ? [chosen.y, "one"] : takes === "counts" ? [chosen.x, "classes"] : [];
    const labels = columns.find(({ number }) => number === of)?.labels ?? [];
    if (kind === "one" && labels.length > 1 && labels.length <= 20) {
      const none = chosen.one === undefined ? [["", "choose a label"]] : [];
      return [menu("counts as 1", [...none, ...labels.map((label) => [label, label])], chosen.one ?? "", (one) => this.#choose({ one }))];
    }
    if (kind !== "classes" || labels.length <= 3 || labels.length > 20) return [];
    const now = [0, 1, 2].map((k) => this.#classes[k] ?? chosen.classes?.[k] ?? "");
    return now.map((word, k) => menu(`class ${k + 1}`, [["", "choose a word"], ...labels.map((label) => [label, label])], word, (label) => {
      this.#classes = now.with(k, label);
      if (this.#classes.every(Boolean)) this.#choose({ classes: this.#classes });
      else this.#show({ problem: this.#problem.textContent, columns, chosen });
    }));
  }

  /** Reads again with what a reader has chosen. */
  #choose(choice) {
    // Another column has other labels.
    if ("y" in choice) this.#choice.one = undefined;
    if ("x" in choice) {
      this.#choice.classes = undefined;
      this.#classes = [];
    }
    Object.assign(this.#choice, choice);
    this.#read();
  }
}
