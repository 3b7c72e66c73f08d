// <kl-ball>: a figure as an element. Attributes say what it shows; see README.md.

import { ready, started } from "./core.js";
import { element } from "./elements.js";
import { Figure } from "./figure/figure.js";
import { groundOf, watchGround } from "./figure/ground.js";
import { stateFrom } from "./figure/reading.js";
import { sheetFor } from "./style.js";
import { fromJson } from "./state/json.js";
import { ATTRIBUTES, toAttributes } from "./state/attributes.js";
import { Source } from "./table/source.js";
import { ruleName } from "./state/rule-keys.js";
import { isOn } from "./state/words.js";
import "./views/index.js";
import { areHere, fetchViews } from "./views/registry.js";
/** @import { State } from "./state/shape.js" */

/** @typedef {Record<string, string>} Written Attributes, as text by name. */

/** Attributes that change no number. */
const LOOKS = new Set(["theme", "classroom", "label", "ready"]);

/** A figure starts when it is this close to the visible part of the page (CSS pixels). */
const NEAR = 200;

/** Largest number of a reader's changes that is read; no reader makes more. */
const MOST_CHANGES = 100;

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

  connectedCallback() {
    this.#shadow.adoptedStyleSheets = [sheetFor(this.ownerDocument)];
    this.#upgrade();
    this.#figure ??= this.#build();
    this.#observe();
    // A figure that is not seen yet must not delay the rest of the page.
    if (started() || this.getBoundingClientRect().top < innerHeight + NEAR) this.#start();
    else whenIdle(() => this.#start());
  }

  disconnectedCallback() {
    this.#listeners.abort();
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    this.#figure.rest();
  }

  /** Properties that were set before this class was known hide its own; they are set again. */
  #upgrade() {
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of [...ATTRIBUTES, "cursor", "changes"].filter((one) => Object.hasOwn(this, one))) {
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
    if (spec === null || spec === undefined) this.removeAttribute("spec");
    else this.setAttribute("spec", JSON.stringify(spec));
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
   * from the written attributes again.
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
    this.#restoring = { ...changes };
    if (this.#begun) this.#restart();
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
        this.toggleAttribute("ready", true);
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
      const near = entries[entries.length - 1].isIntersecting;
      this.#figure.visible = near;
      if (near) this.#approach();
    }, { rootMargin: `${NEAR}px` });
    seen.observe(this);
    const written = new MutationObserver((records) => this.#reread(records.map((record) => record.attributeName ?? "")));
    written.observe(this, { attributes: true });
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

  /** Takes the theme from the colour that it stands on, where the page says nothing else. The new colour makes it relook. */
  #stand() {
    const ground = groundOf(this);
    for (const state of ["on-light", "on-dark"]) {
      if (state === ground) this.#states?.add(state);
      else this.#states?.delete(state);
    }
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
    this.#figure.root.hidden = false;
    this.#restart();
    if (isOn(this.getAttribute("builder"))) this.#load(() => import("./controls/builder.js"), ({ build }) => build(this.#figure, this));
    this.dispatchEvent(new CustomEvent("kl-ball-ready", { bubbles: true }));
  }

  /** Called when attributes have changed, perhaps several at once. @param {string[]} names */
  #reread(names) {
    // Before the core has started there is nothing to change.
    if (!this.#begun) return;
    const state = this.#figure.state;
    const ofRules = (/** @type {string} */ name) => state?.rules.some((rule) => name.startsWith(`${ruleName(rule)}-`));
    const known = names.filter((name) => ATTRIBUTES.includes(name) || ofRules(name) || !state);
    if (known.some((name) => !LOOKS.has(name))) this.#restart();
    if (known.includes("label")) this.#name();
    if (known.length) this.#figure.relook();
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
        this.#load(() => Source.from(address), (source) => {
          this.#source = source;
          this.#restart();
        });
        return;
      }
      this.#restoring = {};
      const written = this.#read({});
      this.#written = { ...toAttributes(written), ...(this.hasAttribute("step") && { step: String(written.step) }) };
      const [state, error] = this.#changed(changes, written);
      this.#name();
      this.#figure.show(state);
      const step = this.#first ?? state.step;
      this.#first = undefined;
      if (step !== undefined) this.#figure.cursor = step;
      if (error) this.#fail(error);
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /**
   * The state with a reader's changes, and an error if one of them was refused. The wrong change is left out, or else all changes.
   * @param {Written} changes
   * @param {State} written
   * @returns {[State, Error?]}
   */
  #changed(changes, written) {
    const names = Object.keys(changes).slice(0, MOST_CHANGES);
    if (!names.length) return [written];
    const without = (/** @type {string} */ left = "") => this.#read(Object.fromEntries(names.filter((name) => name !== left).map((name) => [name, changes[name]])));
    try {
      return [without()];
    } catch (error) {
      for (const name of names) {
        try {
          return [without(name), /** @type {Error} */ (error)];
        } catch {
          // Another change is wrong, too.
        }
      }
      return [written, /** @type {Error} */ (error)];
    }
  }

  /** The state that attributes describe, changes first, then a whole experiment; checked by the core. @param {Written} changes */
  #read(changes) {
    const spec = this.#givenSpec(changes);
    const given = (/** @type {string} */ name) => changes[name] ?? spec[name] ?? this.getAttribute(name);
    const read = (/** @type {string} */ name) => given(name) ?? (name === "data" ? this.#sourceText(given("model")) : null);
    return stateFrom(read);
  }

  /** The data of `data-src`, as text, if the model is the one they were meant for. @param {string | null} model */
  #sourceText(model) {
    const [address, own, ...choice] = ["data-src", "model", "data-x", "data-y", "data-one"].map((name) => this.getAttribute(name));
    if (address === null || model !== own) return null;
    const [x, y, one] = choice.map((value) => value ?? undefined);
    const { text, said } = /** @type {Source} */ (this.#source).read({ model: model ?? "gaussian", x, y, one });
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

  /** @param {Error} error @param {() => void} [again] */
  #fail(error, again) {
    this.toggleAttribute("ready", true);
    this.#figure.root.hidden = false;
    this.#figure.say(error.message, again);
    this.dispatchEvent(new CustomEvent("kl-ball-error", { bubbles: true, detail: error }));
  }
}

/** Calls a function when the page is idle, or soon: not every browser has requestIdleCallback. @param {() => void} work */
const whenIdle = (work) => (globalThis.requestIdleCallback ?? ((/** @type {() => void} */ later) => setTimeout(later, 500)))(work);

/** Properties mirror attributes. `spec` has a property of its own, because it is not text. */
for (const name of ATTRIBUTES.filter((attribute) => attribute !== "spec")) {
  Object.defineProperty(KlBall.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {KlBall} */
    get() {
      return this.getAttribute(name);
    },
    /** @this {KlBall} @param {any} value */
    set(value) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? "" : value);
    },
  });
}

if (globalThis.HTMLElement && !customElements.get("kl-ball")) customElements.define("kl-ball", KlBall);
