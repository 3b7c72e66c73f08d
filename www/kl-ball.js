// <kl-ball>: a figure as an element. Attributes say what it shows; see README.md.

import { Beginning } from "./element/beginning.js";
import { Told, areShown, asText, changed, isSame } from "./element/changes.js";
import { load } from "./element/loading.js";
import { Misspellings, words } from "./element/misspellings.js";
import { withWhole } from "./element/needs.js";
import { Picture } from "./element/picture.js";
import { mirrorAttributes, takeEarly, write } from "./element/properties.js";
import { Reading } from "./element/reading.js";
import { watch, watchAttributes } from "./element/watching.js";
import { button, element } from "./elements.js";
import { Figure } from "./figure/figure.js";
import { fold, putInSight } from "./figure/folding.js";
import { checkLooks } from "./figure/reading.js";
import { ATTRIBUTES, controlsFrom, ticksFrom, toAttributes } from "./state/attributes.js";
import { allNames, isKnown } from "./state/names.js";
import { ruleName } from "./state/rule-keys.js";
import { flag, stepFrom, textOf } from "./state/words.js";
import { sheetFor } from "./style.js";
import "./views/index.js";
/** @import { Written } from "./element/changes.js" */
/** @import { FullSpec } from "./scene/shape.js" */
/** @import { Source } from "./table/source.js" */

/** Attributes that change no number: what a reader did stays when they change. */
const LOOKS = new Set(["theme", "classroom", "label", "controls", "ticks"]);

/** In workers and on servers there is no HTMLElement. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

class KlBall extends Base {
  #shadow = this.attachShadow({ mode: "open" });
  /** States of its own, which a page sees as `:state(…)`. */
  #states = this.attachInternals?.().states;
  #picture = new Picture(this, (state, on) => this.#is(state, on));
  /** @type {Figure} */
  #figure = /** @type {any} */ (undefined);
  /** What ends listening to the page. */
  #unwatch = () => {};
  /** Reads the attributes that were written while it was in no page. */
  #tellWritten = (/** @type {boolean} */ _atOnce = false) => {};
  #beginning = new Beginning(this, (fetching, then) => this.#load(fetching, then), () => this.#begin());
  /** The attributes as text by name, without a reader's changes. @type {Written} */
  #written = {};
  #reading = new Reading(this);
  /** The sentence that says what was read of a table, and a button to choose otherwise. */
  #said = element("p", "said");
  #saying = element("div", "saying");
  /** The step that was asked for, until the attributes have been read that were written before or with it. @type {number | undefined} */
  #first;
  /** Whether something has to be loaded before the attributes can be read. */
  #waiting = false;
  /** Whether `spec` was set and has not been asked for since. */
  #given = false;
  /** Whether the page is being told of a change. */
  #telling = false;
  #told = new Told();
  /** A reader's changes that the next reading of the attributes applies. @type {Written} */
  #restoring = {};
  /** A reader's changes that were set just now: attributes that are written at the same time leave them. @type {Written | undefined} */
  #together;
  /** What was said of a wrong step, and the step that was shown then. @type {{ said: string, at?: number } | undefined} */
  #wrongStep;
  /** Whether the last reading of the attributes found a mistake. */
  #refused = false;
  /** Whether the next reading of the attributes goes to the last step, if nothing says another. */
  #toEnd = false;
  #misspellings = new Misspellings();
  /** The controls with which a reader builds a figure, if there are any. @type {{ end(): void } | undefined} */
  #builder;

  connectedCallback() {
    // In a document without a window nobody sees it.
    if (!this.ownerDocument.defaultView) return;
    this.#shadow.adoptedStyleSheets = [sheetFor(this.ownerDocument)];
    takeEarly(this);
    this.#figure ??= this.#build();
    this.#picture.connected();
    this.#unwatch = this.#watch();
    this.#beginning.connected();
    this.#tellWritten();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#unwatch = () => {};
    this.#figure?.rest();
  }

  /** The experiment it shows, as a specification; setting it shows another. Before anything is shown, it is what was set. */
  get spec() {
    if (this.#given && !this.#telling) {
      this.#given = false;
      this.#tellWritten(true);
      this.#figure?.settle();
    }
    return (this.#waiting ? this.#reading.given() : undefined) ?? this.#figure?.spec ?? this.#reading.given();
  }

  set spec(spec) {
    write(this, "spec", spec);
    this.#given = true;
  }

  /** The step it shows; before it shows any, the one that it will begin with. */
  get cursor() {
    if (!this.#figure?.state) return this.#first ?? 0;
    return this.#first !== undefined && Number.isFinite(this.#first) ? this.#first : this.#figure.cursor;
  }

  set cursor(step) {
    if (!this.#figure?.state) {
      this.#first = step;
      return;
    }
    const wanted = this.#stepOf(step, this.#figure.cursor);
    if (wanted === undefined) return;
    this.#first = this.#figure.cursor = wanted;
    // What is written in the same breath is read after this, and must not undo it.
    queueMicrotask(() => queueMicrotask(() => {
      if (!this.#waiting) this.#first = undefined;
    }));
  }

  /** The step that was asked for; a wrong one is refused, and said until another step is shown. @param {unknown} asked @param {number} [shown] */
  #stepOf(asked, shown) {
    try {
      const step = stepFrom("cursor", asked);
      if (step !== undefined) this.#forgiveStep();
      return step;
    } catch (thrown) {
      const error = /** @type {Error} */ (thrown);
      this.#fail(error);
      this.#wrongStep = { said: error.message, at: shown };
      return undefined;
    }
  }

  /** Takes away what was said of a wrong step. */
  #forgiveStep() {
    if (this.#wrongStep?.said === this.#figure.parts.problem.textContent) this.#figure.say("");
    this.#wrongStep = undefined;
  }

  /** The figure has been drawn. */
  #drawn() {
    this.#picture.remove();
    this.#is("ready");
    if (!this.#wrongStep) return;
    const { cursor } = this.#figure;
    this.#wrongStep.at ??= cursor;
    if (cursor !== this.#wrongStep.at) this.#forgiveStep();
  }

  /**
   * A reader's changes, as attributes by name, as in links. Setting them starts
   * from the written attributes again, at the last step unless they name another. The
   * same changes again change nothing.
   */
  get changes() {
    if (!this.#figure?.state) return { ...this.#restoring };
    const now = toAttributes(this.#figure.state);
    const { steps } = this.#figure.state;
    const cursor = this.#figure.cursor;
    if (this.#figure.spec && (cursor < (steps ?? this.#figure.spec.steps) || this.hasAttribute("step"))) now.step = String(Math.floor(cursor));
    return Object.fromEntries(Object.entries(now).filter(([name, value]) => this.#written[name] !== value));
  }

  set changes(changes) {
    const wanted = asText(changes);
    this.#holdTogether(wanted);
    const other = Object.fromEntries(Object.entries(wanted).filter(([name, text]) => this.#written[name] !== text));
    if (this.#figure?.state && !this.#refused && isSame(other, this.changes)) return;
    this.#restoring = wanted;
    this.#toEnd = true;
    if (this.#beginning.begun) this.#restart();
  }

  /** Keeps a reader's changes when attributes are read again that are written at the same time, before them or after. @param {Written} changes */
  #holdTogether(changes) {
    this.#together = changes;
    queueMicrotask(() => queueMicrotask(() => {
      if (this.#together === changes) this.#together = undefined;
    }));
  }

  #build() {
    const figure = new Figure({
      changed: (spec, byReader) => this.#tell(/** @type {FullSpec} */ (spec), byReader),
      failed: (error) => this.#fail(/** @type {Error} */ (error)),
      ended: () => this.dispatchEvent(new CustomEvent("kl-ball-end", { bubbles: true })),
      drawn: () => this.#drawn(),
      saving: (shown) => this.#load(withWhole(() => import("./saving.js")), ({ fill }) => fill(shown.parts.saving, shown, this)),
    });
    figure.root.hidden = true;
    // A container that asks for the size of its contents gets that of a picture, which gives way where there is less
    // room. The figure itself has no such size, because its layout follows its width. Both are in one box, so that the
    // page may make a flex container or a grid of the element.
    const room = element("div", "room");
    room.append(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    room.setAttribute("aria-hidden", "true");
    const { slot, bed } = this.#picture;
    bed.append(room, figure.root);
    this.#shadow.append(slot, bed);
    this.#tellWritten = watchAttributes(this, (names) => this.#reread(names));
    return figure;
  }

  /** Tells the page of a change, unless it is the same state that it was told of, written otherwise. @param {FullSpec} spec @param {boolean} byReader */
  #tell(spec, byReader) {
    if (!this.#told.isNew(spec, this.#figure.state) && !byReader) return;
    this.#telling = true;
    this.dispatchEvent(new CustomEvent("kl-ball-change", { bubbles: true, detail: spec }));
    if (byReader) this.dispatchEvent(new CustomEvent("kl-ball-input", { bubbles: true }));
    this.#telling = false;
  }

  #watch() {
    return watch(this, this.#picture.bed, {
      seen: (seen) => {
        this.#figure.visible = seen;
        if (seen) this.#beginning.approach();
      },
      background: (background) => {
        for (const state of ["on-light", "on-dark"]) this.#is(state, state === background);
      },
      scale: () => this.#figure.rescale(),
      look: () => this.#figure.relook(),
      // Browsers do not print the background of a dark page, so on paper a figure is light.
      print: (printing) => {
        this.#is("printing", printing);
        if (printing) this.#figure.print();
        else this.#figure.endPrint();
      },
      drop: (event) => this.#drop(event),
    });
  }

  /** Sets or ends a state of its own. Attributes are the page's alone: what compares them with its own text finds nothing else. @param {string} state @param {boolean} [on] */
  #is(state, on = true) {
    if (on) this.#states?.add(state);
    else this.#states?.delete(state);
  }

  /** Shows what is dropped on it, a file or text, as a reader's own data. @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    // A figure whose attributes were refused from the start has no model that could read them.
    if (!this.#figure.state) return;
    // The browser empties the transfer after the event.
    const { dataTransfer: given } = event;
    const [files, text] = [[...given?.files ?? []], given?.getData("text/plain") ?? ""];
    this.#load(withWhole(() => import("./controls/own-data.js")), ({ ownData }) => ownData(this.#figure, this).take({ files, text }));
  }

  /**
   * Loads something; if that fails it says so, and the reader may try again.
   * @template Loaded
   * @param {() => Promise<Loaded>} fetching
   * @param {(loaded: Loaded) => void} then
   */
  #load(fetching, then) {
    load(fetching, then, {
      failed: (error, again, word) => this.#fail(error, again, word),
      trying: () => this.#figure.say(""),
    });
  }

  #begin() {
    this.#picture.giveWay((fetching, then) => this.#load(fetching, then), () => this.#start());
  }

  #start() {
    if (this.#picture.exists) fold(this.#figure.parts);
    this.#figure.root.hidden = false;
    mirrorAttributes(KlBall, allNames());
    takeEarly(this);
    this.#holdTogether(this.#restoring);
    this.#restart();
    this.#offerBuilder();
    this.#misspellings.warn(this);
    this.dispatchEvent(new CustomEvent("kl-ball-ready", { bubbles: true }));
  }

  /** Called when attributes have changed, perhaps several at once. @param {string[]} names */
  #reread(names) {
    // Before the core has started there is nothing to change.
    if (!this.#beginning.begun) return;
    if (this.#isShownSpec(names)) return;
    if (this.#together) this.#restoring = this.#together;
    const state = this.#figure.state;
    const ofRules = (/** @type {string} */ name) => state?.rules.some((rule) => name.startsWith(`${ruleName(rule)}-`));
    const known = names.filter((name) => ATTRIBUTES.includes(name) || ofRules(name) || !state);
    if (names.includes("step") && !this.hasAttribute("step")) this.#toEnd = true;
    if (state && known.length && known.every((name) => name === "morph")) this.#flow();
    else if (known.some((name) => !LOOKS.has(name) || !state)) this.#restart();
    else if (known.length) this.#look(known);
    if (known.includes("label")) this.#name();
    if (names.includes("builder")) this.#offerBuilder();
    if (known.length) this.#figure.relook();
    this.#misspellings.warn(this);
  }

  /** Whether all that was written is the experiment that is shown already. @param {string[]} names */
  #isShownSpec(names) {
    if (this.#refused || names.some((name) => name !== "spec")) return false;
    this.#figure.settle();
    return this.hasAttribute("spec") && this.getAttribute("spec") === textOf(this.#figure.spec, "spec");
  }

  /** Goes on between two charts, as quickly as a page scrolls. */
  #flow() {
    const share = Number(this.getAttribute("morph") ?? 0);
    const { state } = this.#figure;
    if (!state.views.includes("morph") || !(share >= 0 && share <= 1)) {
      this.#restart();
      return;
    }
    // First, so that who hears of the change finds none of a reader.
    if (share) this.#written = { ...this.#written, morph: String(share) };
    else delete this.#written.morph;
    this.#figure.flow((now) => { now.morph = share; });
  }

  /** Reads again how it looks; what a reader did stays. @param {string[]} names of the attributes that have changed */
  #look(names) {
    if (this.#refused) {
      // What was wrong may be right now, and then counts with everything else that was written meanwhile.
      this.#restoring = this.changes;
      this.#restart();
      return;
    }
    try {
      checkLooks((name) => this.getAttribute(name));
      if (names.includes("ticks")) this.#retick();
      if (!names.includes("controls")) return;
      this.#figure.controlled = controlsFrom(this.getAttribute("controls"));
      this.#figure.say("");
    } catch (error) {
      this.#refused = true;
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /** Reads again how many numbers an axis has. */
  #retick() {
    const { ticks } = ticksFrom(this.getAttribute("ticks"));
    const { state } = this.#figure;
    const { ticks: _, ...others } = this.#written;
    this.#written = ticks ? { ...others, ticks: String(ticks) } : others;
    if (ticks) state.ticks = ticks;
    else delete state.ticks;
  }

  /** Adds the builder's controls, or takes them away. */
  #offerBuilder() {
    let on = false;
    try {
      on = flag("builder", this.getAttribute("builder"));
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
    }
    if (on && !this.#builder) this.#load(withWhole(() => import("./controls/builder.js")), ({ build }) => {
      const make = () => { if (this.hasAttribute("builder")) this.#builder ??= build(this.#figure, this); };
      // What the figure shows may be still on its way: its views, or a table.
      if (this.#figure.state) make();
      else this.addEventListener("kl-ball-change", make, { once: true });
    });
    if (on) return;
    this.#builder?.end();
    this.#builder = undefined;
  }

  #name() {
    this.#figure.root.setAttribute("aria-label", this.getAttribute("label") ?? "interactive figure");
  }

  /** Reads the attributes again. If the core refuses them, nothing changes. */
  #restart() {
    let changes = this.#restoring;
    try {
      const missing = this.#reading.missing(changes);
      this.#waiting = missing !== undefined;
      if (missing) {
        // Another one may have been faster, and have read everything.
        this.#load(missing, () => { if (this.#waiting) this.#restart(); });
        return;
      }
      this.#restoring = {};
      const written = this.#reading.state({});
      const now = { ...toAttributes(written), ...(this.hasAttribute("step") && { step: String(written.step) }) };
      const kept = this.#toEnd || Object.keys(changes).length ? undefined : this.#keptBy(now);
      if (kept) changes = kept;
      this.#written = now;
      const [state, error] = changed(changes, written, (some) => this.#reading.state(some));
      this.#name();
      this.#figure.show(state);
      this.#sayTable();
      const [first, toEnd] = [this.#first, this.#toEnd];
      [this.#first, this.#toEnd] = [undefined, false];
      const step = this.#stepOf(first) ?? (kept ? undefined : state.step) ?? (toEnd ? Infinity : undefined);
      if (step !== undefined) this.#figure.cursor = step;
      this.#refused = error !== undefined;
      if (error) this.#fail(error);
      const strange = Object.keys(changes).filter((name) => !isKnown(name));
      if (strange.length) words().then(({ misspelt }) => this.#failAt(misspelt(strange), error), () => {});
    } catch (error) {
      this.#refused = true;
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /** A reader's changes, if these attributes say nothing new: then they stay. @param {Written} now */
  #keptBy(now) {
    const figure = this.#figure;
    if (!figure.spec || figure.current.stale || this.#refused || !areShown(now, this.#written, figure)) return undefined;
    const { step: _, ...others } = this.changes;
    return others;
  }

  /** Says which names are misspelt, after what else is wrong. @param {string[]} names @param {Error} [error] */
  #failAt(names, error) {
    if (names.length) this.#fail(new Error([...(error ? [error.message] : []), ...names].join(". "), { cause: error }));
  }

  /** Says below the figure what was read of a table. */
  #sayTable() {
    const { said, shown } = this.#reading;
    this.#said.textContent = said;
    const { columns = [], chosen } = shown?.reading ?? {};
    const isChoice = shown && (columns.length > 1 || chosen?.one !== undefined);
    this.#saying.replaceChildren(this.#said, ...(isChoice ? [button("Choose other columns or labels", () => this.#choose(shown))] : []));
    if (said) putInSight(this.#figure.parts, this.#saying);
    else this.#saying.remove();
  }

  /** Lets a reader choose of a table that the page has loaded. @param {Source} source */
  #choose(source) {
    this.#load(withWhole(() => import("./controls/own-data.js")), ({ ownData }) => {
      this.#saying.remove();
      ownData(this.#figure, this).offer(source);
    });
  }

  /** @param {Error} error @param {() => void} [again] @param {string} [word] on the button for that */
  #fail(error, again, word) {
    this.#is("ready");
    this.#picture.stay();
    this.#figure.root.hidden = false;
    this.#figure.say(error.message, again, word);
    this.dispatchEvent(new CustomEvent("kl-ball-error", { bubbles: true, detail: error }));
  }
}

mirrorAttributes(KlBall);
if (globalThis.HTMLElement && !customElements.get("kl-ball")) customElements.define("kl-ball", KlBall);
