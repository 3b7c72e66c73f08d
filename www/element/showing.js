// What an element shows: its attributes and a reader's changes, which are read again whenever one of them is written.

import { fold } from "../figure/folding.js";
import { checkLooks } from "../figure/reading.js";
import { ATTRIBUTES, controlsFrom, ticksFrom, toAttributes } from "../state/attributes.js";
import { sameData } from "../state/data.js";
import { isKnown } from "../state/names.js";
import { ruleName } from "../state/rule-keys.js";
import { textOf } from "../state/words.js";
import { Building } from "./building.js";
import { areShown, changed, isSame } from "./changes.js";
import { Misspellings, words } from "./misspellings.js";
import { Step } from "./step.js";
import { Tables } from "./tables.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Host } from "../views/view.js" */
/** @import { Asked } from "./asked.js" */
/** @import { Load } from "./beginning.js" */
/** @import { Written } from "./changes.js" */
/** @import { Reading } from "./reading.js" */

/** Attributes that change no number: what a reader did stays when they change. */
const LOOKS = new Set(["theme", "classroom", "label", "controls", "ticks"]);

export class Showing {
  #host;
  #figure;
  #reading;
  #asked;
  #load;
  #fail;
  #building;
  #misspellings = new Misspellings();
  /** The step that is shown. */
  step;
  /** Tables by address, and those that are dropped. */
  tables;
  /** Whether anything has been read: the core has started, and the figure has its place. */
  #begun = false;
  /** The attributes as text by name, without a reader's changes. @type {Written} */
  #written = {};
  /** Whether the last reading of the attributes found a mistake. */
  #refused = false;

  /**
   * @param {Host} host
   * @param {Figure} figure
   * @param {{ reading: Reading, asked: Asked }} given
   * @param {{ load: Load, fail: (error: Error) => void }} hooks
   */
  constructor(host, figure, { reading, asked }, { load, fail }) {
    this.#host = host;
    this.#figure = figure;
    this.#reading = reading;
    this.#asked = asked;
    this.#load = load;
    this.#fail = fail;
    this.step = new Step(figure, asked, fail);
    this.tables = new Tables(host, figure, load);
    this.#building = new Building(host, figure, { load, fail });
  }

  /** Shows the figure for the first time; in place of a picture, with everything that the picture does not show behind one line. @param {boolean} isPictured */
  begin(isPictured) {
    if (isPictured) fold(this.#figure.parts);
    this.#figure.root.hidden = false;
    this.#begun = true;
    this.#asked.holdTogether(this.#asked.changes);
    this.#read();
    this.#building.offer();
    this.#misspellings.warn(this.#host);
  }

  /** A reader's changes, as attributes by name. @returns {Written} */
  get changes() {
    const { state, spec } = this.#figure;
    if (!state) return { ...this.#asked.changes };
    const { cursor } = this.#figure;
    const now = toAttributes(state);
    if (spec && (cursor < (state.steps ?? spec.steps) || this.#host.hasAttribute("step"))) now.step = String(Math.floor(cursor));
    return this.#besideWritten(now);
  }

  set changes(changes) {
    this.#asked.holdTogether(changes);
    if (this.#figure.state && !this.#refused && isSame(this.#besideWritten(changes), this.changes)) return;
    this.#asked.restore(changes);
    if (this.#begun) this.#read();
  }

  /** Those of some attributes that are not written. @param {Written} all */
  #besideWritten(all) {
    return Object.fromEntries(Object.entries(all).filter(([name, text]) => this.#written[name] !== text));
  }

  /** Called when attributes have changed, perhaps several at once. @param {string[]} names */
  reread(names) {
    // Before the core has started there is nothing to change.
    if (!this.#begun) return;
    if (this.#isShownSpec(names)) return;
    if (this.#asked.together) this.#asked.changes = this.#asked.together;
    const { state } = this.#figure;
    const ofRules = (/** @type {string} */ name) => state?.rules.some((rule) => name.startsWith(`${ruleName(rule)}-`));
    const known = names.filter((name) => ATTRIBUTES.includes(name) || ofRules(name) || !state);
    if (names.includes("step") && !this.#host.hasAttribute("step")) this.#asked.toEnd = true;
    if (state && known.length && known.every((name) => name === "morph")) this.#flow();
    else if (known.some((name) => !LOOKS.has(name) || !state)) this.#read();
    else if (known.length) this.#look(known);
    if (known.includes("label")) this.#name();
    if (names.includes("builder")) this.#building.offer();
    if (known.length) this.#figure.relook();
    this.#misspellings.warn(this.#host);
  }

  /** Whether all that was written is the experiment that is shown already. @param {string[]} names */
  #isShownSpec(names) {
    if (this.#refused || names.some((name) => name !== "spec")) return false;
    this.#figure.settle();
    return this.#host.hasAttribute("spec") && this.#host.getAttribute("spec") === textOf(this.#figure.spec, "spec");
  }

  /** Moves the picture between two charts, in every frame in which the page scrolls. */
  #flow() {
    const share = Number(this.#host.getAttribute("morph") ?? 0);
    const { state } = this.#figure;
    if (!state.views.includes("morph") || !(share >= 0 && share <= 1)) {
      this.#read();
      return;
    }
    // This comes first: a listener that hears of the new attributes must not take them for a reader's changes.
    if (share) this.#written = { ...this.#written, morph: String(share) };
    else delete this.#written.morph;
    this.#figure.flow((now) => { now.morph = share; });
  }

  /** Reads again how it looks; what a reader did stays. @param {string[]} names of the attributes that have changed */
  #look(names) {
    if (this.#refused) {
      // What was wrong may be right now. Then everything is read that was written since.
      this.#asked.changes = this.changes;
      this.#read();
      return;
    }
    const host = this.#host;
    try {
      checkLooks((name) => host.getAttribute(name));
      if (names.includes("ticks")) this.#retick();
      if (!names.includes("controls")) return;
      this.#figure.controlled = controlsFrom(host.getAttribute("controls"));
      this.#figure.say("");
    } catch (error) {
      this.#refuse(/** @type {Error} */ (error));
    }
  }

  /** Reads again how many numbers an axis has. */
  #retick() {
    const { ticks } = ticksFrom(this.#host.getAttribute("ticks"));
    const { state } = this.#figure;
    const { ticks: _, ...others } = this.#written;
    this.#written = ticks ? { ...others, ticks: String(ticks) } : others;
    if (ticks) state.ticks = ticks;
    else delete state.ticks;
  }

  #name() {
    this.#figure.root.setAttribute("aria-label", this.#host.getAttribute("label") ?? "interactive figure");
  }

  /** Reads the attributes, once everything is there that it takes. If the core refuses them, nothing changes. */
  #read() {
    const asked = this.#asked;
    try {
      const missing = this.#reading.missing(asked.changes);
      asked.isLoading = missing !== undefined;
      // When this has been loaded, something that was asked for later may have come first. Then everything has been read.
      if (missing) this.#load(missing, () => { if (asked.isLoading) this.#read(); });
      else this.#show();
    } catch (error) {
      this.#refuse(/** @type {Error} */ (error));
    }
  }

  #show() {
    const asked = this.#asked;
    const { changes } = asked;
    asked.changes = {};
    const written = this.#reading.besides(changes.data ?? this.changes.data);
    /** @type {Written} */
    const now = { ...toAttributes(written), ...(this.#host.hasAttribute("step") && { step: String(written.step) }) };
    // If the table was refused, these data are a reader's, and not what the page wrote.
    if (this.#reading.refused) delete now.data;
    const kept = asked.toEnd || Object.keys(changes).length ? undefined : this.#keptBy(now);
    const wanted = kept ?? changes;
    this.#written = now;
    const [state, error] = changed(wanted, written, (some) => this.#reading.state(some));
    this.#name();
    // If the data are the same, the name of their quantity stays.
    const before = this.#figure.state;
    if (before?.quantity && sameData(before.data, state.data)) state.quantity ??= before.quantity;
    this.#figure.show(state);
    this.tables.say(this.#reading);
    this.step.read(kept ? undefined : state.step);
    this.#refused = error !== undefined;
    if (error) this.#fail(error);
    const strange = Object.keys(wanted).filter((name) => !isKnown(name));
    if (strange.length) words().then(({ misspelt }) => this.#failAt(misspelt(strange), error), () => {});
  }

  /** A reader's changes, if these attributes say nothing new: then they stay. @param {Written} now */
  #keptBy(now) {
    const figure = this.#figure;
    if (!figure.spec || figure.current.stale || this.#refused || !areShown(now, this.#written, figure)) return undefined;
    const { step: _, ...others } = this.changes;
    return others;
  }

  /** @param {Error} error */
  #refuse(error) {
    this.#refused = true;
    this.#fail(error);
    this.tables.refuse(error, () => this.#reading.state({}, null));
  }

  /** Says which names are misspelt, after what else is wrong. @param {string[]} names @param {Error} [error] */
  #failAt(names, error) {
    if (names.length) this.#fail(new Error([...(error ? [error.message] : []), ...names].join(". "), { cause: error }));
  }
}
