// <kl-ball>: a figure as an element. Attributes say what it shows; see README.md.

import { isUpdate, ready, started } from "./core.js";
import { changed, asText } from "./element/changes.js";
import { PROPERTIES, mirrorAttributes, write } from "./element/properties.js";
import { element } from "./elements.js";
import { Figure } from "./figure/figure.js";
import { groundOf, watchGround } from "./figure/ground.js";
import { stateFrom } from "./figure/reading.js";
import { forget, isSeen, whenSeen } from "./figure/sight.js";
import { sheetFor } from "./style.js";
import { fromJson } from "./state/json.js";
import { ATTRIBUTES, CONTROLS, toAttributes } from "./state/attributes.js";
import { Source } from "./table/source.js";
import { misspelt } from "./state/names.js";
import { ruleName } from "./state/rule-keys.js";
import { isOn, oneOf } from "./state/words.js";
import "./views/index.js";
import { areHere, fetchViews } from "./views/registry.js";
/** @import { State } from "./state/shape.js" */

/** @import { Written } from "./element/changes.js" */

/** Attributes that change no number: what a reader did stays when they change. */
const LOOKS = new Set(["theme", "classroom", "label", "controls"]);

/** A figure starts when it is this close to the visible part of the page (CSS pixels). */
const NEAR = 200;

/** Figures that could not be loaded; all try again when a reader asks one of them to. */
/** @type {Set<() => void>} */
const failures = new Set();

/** In workers and on servers there is no HTMLElement. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

class KlBall extends Base {
  #shadow = this.attachShadow({ mode: "open" });
  /** States of its own, which a page sees as `:state(…)`. */
  #states = this.attachInternals?.().states;
  #fallback = element("slot");
  /** @type {Figure} */
  #figure = /** @type {any} */ (undefined);
  #listeners = new AbortController();
  /** @type {(IntersectionObserver | MutationObserver)[]} */
  #observers = [];
  #begun = false;
  /** Whether it is waiting for the core, or for a reader to try again. */
  #asked = false;
  /** Whether the core has started, and whether the figure is near the visible part. */
  #awake = false;
  #near = false;
  /** The attributes as text by name, without a reader's changes. @type {Written} */
  #written = {};
  /** The table of `data-src`, once it is loaded, and the sentence that says what was read of it. @type {Source | undefined} */
  #source;
  #said = element("p", "said");
  /** The step that was asked for before there was a figure. @type {number | undefined} */
  #first;
  /** A reader's changes that the next reading of the attributes applies. @type {Written} */
  #restoring = {};
  /** Whether the next reading of the attributes goes to the last step, if nothing says another. */
  #toEnd = false;
  /** Names of attributes that have been called misspelt. @type {Set<string>} */
  #warned = new Set();
  /** The controls with which a reader builds a figure, if there are any. @type {{ end(): void } | undefined} */
  #builder;

  connectedCallback() {
    this.#shadow.adoptedStyleSheets = [sheetFor(this.ownerDocument)];
    this.#upgrade();
    this.#figure ??= this.#build();
    this.#is("pictured", this.#fallback.isConnected && this.#hasPicture());
    this.#observe();
    // A figure that is not seen yet must not delay the rest of the page.
    if (started() || this.getBoundingClientRect().top < innerHeight + NEAR) this.#start();
    else whenIdle(() => this.#start());
  }

  disconnectedCallback() {
    this.#listeners.abort();
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    forget(this);
    this.#figure.rest();
  }

  /** Properties that were set before this class was known hide its own; they are set again. */
  #upgrade() {
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of PROPERTIES.filter((one) => Object.hasOwn(this, one))) {
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  /** The experiment it shows, as a specification; setting it shows another. */
  get spec() {
    return this.#figure?.spec;
  }

  set spec(spec) {
    write(this, "spec", spec);
  }

  /** The step it shows; before it shows any, the one that it will begin with. */
  get cursor() {
    return this.#figure?.state ? this.#figure.cursor : (this.#first ?? 0);
  }

  set cursor(step) {
    if (this.#figure?.state) this.#figure.cursor = step;
    else this.#first = step;
  }

  /**
   * A reader's changes, as attributes by name, as in links. Setting them starts
   * from the written attributes again, at the last step unless they name another.
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
    this.#restoring = asText(changes);
    this.#toEnd = true;
    if (this.#begun) this.#restart();
  }

  /** Whether it contains a picture of itself. The live figure then takes the place of the picture, and is as high. */
  #hasPicture() {
    return this.querySelector("img, picture, svg") !== null;
  }

  #build() {
    const figure = new Figure({
      changed: (spec, byReader) => {
        this.dispatchEvent(new CustomEvent("kl-ball-change", { bubbles: true, detail: spec }));
        if (byReader) this.dispatchEvent(new CustomEvent("kl-ball-input", { bubbles: true }));
      },
      failed: (error) => this.#fail(/** @type {Error} */ (error)),
      ended: () => this.dispatchEvent(new CustomEvent("kl-ball-end", { bubbles: true })),
      drawn: () => {
        this.#fallback.remove();
        this.#is("ready");
        this.#is("pictured", false);
      },
      saving: (shown) => this.#load(() => import("./saving.js"), ({ fill }) => fill(shown.saving, shown, this)),
    });
    figure.root.hidden = true;
    // A container that asks for the size of its contents gets that of a picture, which gives way where there is less
    // room. The figure itself has no such size, because its layout follows its width.
    const room = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    room.classList.add("room");
    room.setAttribute("aria-hidden", "true");
    this.#shadow.append(this.#fallback, room, figure.root);
    return figure;
  }

  #observe() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const seen = new IntersectionObserver((entries) => {
      this.#sight(entries[entries.length - 1].isIntersecting);
    }, { rootMargin: `${NEAR}px` });
    seen.observe(this);
    const written = new MutationObserver((records) => this.#reread(changedNames(records)));
    written.observe(this, { attributes: true, attributeOldValue: true });
    this.#observers = [seen, written, watchGround(this.ownerDocument, () => this.#stand())];
    this.#stand();
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.#relook(), { signal });
    }
    this.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.some((type) => type === "Files" || type === "text/plain")) event.preventDefault();
    }, { signal });
    this.addEventListener("drop", (event) => this.#drop(event), { signal });
    window.addEventListener("resize", () => this.#relook(), { signal });
    window.addEventListener("beforeprint", () => this.#figure.print(), { signal });
  }

  /** Begins and rests with what a reader can see. @param {boolean} near */
  #sight(near) {
    const seen = near && isSeen(this);
    forget(this);
    this.#figure.visible = seen;
    if (seen) this.#approach();
    else if (near) whenSeen(this, () => this.#sight(true));
  }

  /** Takes the theme from the colour that it stands on, where the page says nothing else. The new colour makes it relook. */
  #stand() {
    const ground = groundOf(this);
    for (const state of ["on-light", "on-dark"]) this.#is(state, state === ground);
  }

  /** Sets or ends a state of its own. Attributes are the page's alone: what compares them with its own text finds nothing else. @param {string} state @param {boolean} [on] */
  #is(state, on = true) {
    if (on) this.#states?.add(state);
    else this.#states?.delete(state);
  }

  #relook() {
    this.#stand();
    this.#figure.relook();
  }

  /** Shows what is dropped on it, a file or text, as a reader's own data. @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    if (!this.#begun) return;
    // The browser empties the transfer after the event.
    const { dataTransfer: given } = event;
    const [files, text] = [[...given?.files ?? []], given?.getData("text/plain") ?? ""];
    this.#load(() => import("./controls/own-data.js"), ({ ownData }) => ownData(this.#figure, this).take({ files, text }));
  }

  #start() {
    if (!this.isConnected || this.#asked) return;
    this.#asked = true;
    this.#load(ready, () => {
      this.#asked = false;
      this.#wake();
    });
  }

  /**
   * Loads something; if that fails it says so, and the reader may try again.
   * @template Loaded
   * @param {() => Promise<Loaded>} fetching
   * @param {(loaded: Loaded) => void} then
   */
  #load(fetching, then) {
    const attempt = () => fetching().then(then, (/** @type {Error} */ error) => {
      if (isUpdate(error)) {
        this.#fail(new Error("This page was updated: reload it."), () => location.reload(), "Reload");
        return;
      }
      failures.add(() => {
        this.#figure.say("");
        attempt();
      });
      this.#fail(new Error(`This could not be loaded: ${error.message}`), () => {
        for (const again of failures) again();
        failures.clear();
      });
    });
    attempt();
  }

  /** The core has started. Figures in sight begin at once, others when the page is idle. */
  #wake() {
    const first = !this.#awake;
    this.#awake = true;
    this.#begin();
    if (!first) return;
    requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(() => this.#approach())));
  }

  #approach() {
    this.#near = true;
    if (this.#awake) this.#begin();
    else this.#start();
  }

  /** An element that is put back into a page continues where it was. */
  #begin() {
    if (!this.isConnected || this.#begun || !this.#awake || !this.#near) return;
    this.#begun = true;
    if (this.#hasPicture()) {
      this.#is("pictured", this.#fallback.isConnected);
      this.#figure.fold();
    }
    this.#figure.root.hidden = false;
    this.#restart();
    this.#offerBuilder();
    this.#warn();
    this.dispatchEvent(new CustomEvent("kl-ball-ready", { bubbles: true }));
  }

  /** Called when attributes have changed, perhaps several at once. @param {string[]} names */
  #reread(names) {
    // Before the core has started there is nothing to change.
    if (!this.#begun) return;
    const state = this.#figure.state;
    const ofRules = (/** @type {string} */ name) => state?.rules.some((rule) => name.startsWith(`${ruleName(rule)}-`));
    const known = names.filter((name) => ATTRIBUTES.includes(name) || ofRules(name) || !state);
    if (names.includes("step") && !this.hasAttribute("step")) this.#toEnd = true;
    if (known.some((name) => !LOOKS.has(name) || !state)) this.#restart();
    else if (known.includes("controls")) this.#control();
    if (known.includes("label")) this.#name();
    if (names.includes("builder")) this.#offerBuilder();
    if (known.length) this.#figure.relook();
    this.#warn();
  }

  #control() {
    try {
      this.#figure.controlled = oneOf("controls", this.getAttribute("controls") ?? "all", CONTROLS);
      this.#figure.say("");
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /** Adds the builder's controls, or takes them away. */
  #offerBuilder() {
    const on = isOn(this.getAttribute("builder"));
    if (on && !this.#builder) this.#load(() => import("./controls/builder.js"), ({ build }) => { this.#builder ??= build(this.#figure, this); });
    if (on) return;
    this.#builder?.end();
    this.#builder = undefined;
  }

  /** Names attributes that are probably misspelt, each once. They are the author's, so this is said where authors look. */
  #warn() {
    for (const said of misspelt(this.getAttributeNames().filter((name) => !this.#warned.has(name)))) console.warn(`<kl-ball>: ${said}`);
    for (const name of this.getAttributeNames()) this.#warned.add(name);
  }

  #name() {
    this.#figure.root.setAttribute("aria-label", this.getAttribute("label") ?? "interactive figure");
  }

  /** Reads the attributes again. If the core refuses them, nothing changes. */
  #restart() {
    const changes = this.#restoring;
    try {
      const names = [changes.view, this.#specView(changes), this.#specView({}), this.getAttribute("view")].join(" ").trim().split(/[\s,]+/);
      if (!areHere(names)) {
        this.#load(fetchViews, () => this.#restart());
        return;
      }
      const address = this.getAttribute("data-src");
      if (address === null) this.#said.remove();
      else if (this.#source?.address !== address) {
        this.#load(() => Source.from(address, this.#tableOptions()), (source) => {
          this.#source = source;
          this.#restart();
        });
        return;
      }
      this.#restoring = {};
      const written = this.#read({});
      this.#written = { ...toAttributes(written), ...(this.hasAttribute("step") && { step: String(written.step) }) };
      const [state, error] = changed(changes, written, (some) => this.#read(some));
      this.#name();
      this.#figure.show(state);
      const step = this.#first ?? state.step ?? (this.#toEnd ? Infinity : undefined);
      this.#first = undefined;
      this.#toEnd = false;
      if (step !== undefined) this.#figure.cursor = step;
      const [unknown] = misspelt(Object.keys(changes));
      if (error) this.#fail(error);
      else if (unknown) this.#fail(new Error(unknown));
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /** The state that attributes describe, changes first, then a whole experiment; checked by the core. @param {Written} changes */
  #read(changes) {
    const spec = this.#givenSpec(changes);
    const given = (/** @type {string} */ name) => changes[name] ?? spec[name] ?? this.getAttribute(name);
    const read = (/** @type {string} */ name) => given(name) ?? (name === "data" ? this.#sourceText(given("model")) : null);
    return stateFrom(read);
  }

  /** What is to be read of the table of `data-src`. */
  #tableOptions() {
    const [model, x, y, one] = ["model", "data-x", "data-y", "data-one"].map((name) => this.getAttribute(name) ?? undefined);
    return { model: model ?? "gaussian", x, y, one };
  }

  /** The data of `data-src`, as text, if the model is the one they were meant for. @param {string | null} model */
  #sourceText(model) {
    if (!this.hasAttribute("data-src") || model !== this.getAttribute("model")) return null;
    const { text, said } = /** @type {Source} */ (this.#source).read(this.#tableOptions());
    this.#said.textContent = said;
    this.#figure.controls.after(this.#said);
    return text;
  }

  /** The views of a whole experiment. Errors in it are reported when it is read. @param {Written} changes */
  #specView(changes) {
    try {
      return this.#givenSpec(changes).view;
    } catch {
      return undefined;
    }
  }

  /** @param {Written} changes @returns {Written} */
  #givenSpec(changes) {
    const script = this.querySelector('script[type="application/json"]');
    const text = changes.spec ?? this.getAttribute("spec") ?? script?.textContent;
    return text ? fromJson(text) : {};
  }

  /** @param {Error} error @param {() => void} [again] @param {string} [word] on the button for that */
  #fail(error, again, word) {
    this.#is("ready");
    this.#is("pictured", false);
    this.#figure.root.hidden = false;
    this.#figure.say(error.message, again, word);
    this.dispatchEvent(new CustomEvent("kl-ball-error", { bubbles: true, detail: error }));
  }
}

/** Calls a function when the page is idle, or soon: not every browser has requestIdleCallback. @param {() => void} work */
const whenIdle = (work) => (globalThis.requestIdleCallback ?? ((/** @type {() => void} */ later) => setTimeout(later, 500)))(work);

/**
 * The names of the attributes whose values differ from those before some mutations.
 * @param {MutationRecord[]} records
 */
function changedNames(records) {
  /** @type {Map<string, [Element, string | null]>} */
  const before = new Map();
  for (const { attributeName, oldValue, target } of records) {
    if (attributeName && !before.has(attributeName)) before.set(attributeName, [/** @type {Element} */ (target), oldValue]);
  }
  return [...before].filter(([name, [host, value]]) => host.getAttribute(name) !== value).map(([name]) => name);
}

mirrorAttributes(KlBall);
if (globalThis.HTMLElement && !customElements.get("kl-ball")) customElements.define("kl-ball", KlBall);
