// <kl-ball>: a figure as an element. Attributes say what it shows; see README.md.

import { element } from "./controls.js";
import { Experiment, ready } from "./core.js";
import { Figure } from "./figure.js";
import { readGoal } from "./goal.js";
import { ModelCache } from "./scene.js";
import sheet from "./style.js";
import { ATTRIBUTES, fromAttributes, fromSpec, startFrom, toAttributes, toSpec } from "./state.js";
import { fetchViews, here } from "./views/registry.js";

/** Attributes that change no number. */
const LOOKS = new Set(["theme", "classroom", "label", "ready"]);

class KlBall extends HTMLElement {
  #shadow = this.attachShadow({ mode: "open" });
  #fallback = element("slot");
  #figure;
  #listeners;
  #observers = [];
  #begun = false;
  /** Whether the core has started, and whether the figure is or soon will be wanted. */
  #awake = false;
  #near = false;
  /** What the attributes alone describe, as text by name. */
  #written = {};
  /** A reader's changes that are to be taken up with the next reading of the attributes. */
  #restoring = {};

  connectedCallback() {
    this.#shadow.adoptedStyleSheets = [sheet];
    this.#figure ??= this.#build();
    this.#observe();
    ready().then(() => this.#wake(), (error) => this.#fail(error));
  }

  disconnectedCallback() {
    this.#listeners.abort();
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    this.#figure.rest();
  }

  /** The experiment it shows, as a specification; setting it shows another. */
  get spec() {
    return this.#figure?.spec;
  }

  set spec(spec) {
    this.setAttribute("spec", JSON.stringify(spec));
  }

  /** The step it shows. */
  get cursor() {
    return this.#figure.cursor;
  }

  set cursor(step) {
    this.#figure.cursor = step;
  }

  /**
   * What a reader has changed, as attributes by name: what a link carries.
   * Setting it starts from the written attributes again.
   */
  get changes() {
    if (!this.#figure?.state) return { ...this.#restoring };
    const now = toAttributes(this.#figure.state);
    const { steps } = this.#figure.state;
    const cursor = this.#figure.cursor;
    if (this.#figure.spec && cursor < (steps ?? this.#figure.spec.steps)) now.step = String(Math.floor(cursor));
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
      failed: (error) => this.#fail(error),
      drawn: () => this.toggleAttribute("ready", true),
    });
    figure.root.hidden = true;
    this.#shadow.append(this.#fallback, figure.root);
    return figure;
  }

  #observe() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const seen = new IntersectionObserver((entries) => {
      const near = entries.at(-1).isIntersecting;
      this.#figure.visible = near;
      if (near) this.#approach();
    }, { rootMargin: "200px" });
    const sized = new ResizeObserver(() => this.#figure.relook());
    seen.observe(this);
    sized.observe(this);
    const written = new MutationObserver((records) => this.#reread(records.map((record) => record.attributeName)));
    written.observe(this, { attributes: true });
    this.#observers = [seen, sized, written];
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.#figure.relook(), { signal });
    }
    window.addEventListener("resize", () => this.#figure.relook(), { signal });
    window.addEventListener("beforeprint", () => this.#figure.print(), { signal });
  }

  /** The core has started: a figure in sight begins at once, others when the page has nothing better to do. */
  #wake() {
    this.#awake = true;
    this.#begin();
    requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(() => this.#approach())));
  }

  #approach() {
    this.#near = true;
    this.#begin();
  }

  /** An element that comes back to a page goes on where it was. */
  #begin() {
    if (!this.isConnected || this.#begun || !this.#awake || !this.#near) return;
    this.#begun = true;
    this.#fallback.remove();
    this.#figure.root.hidden = false;
    this.#restart();
    this.dispatchEvent(new CustomEvent("kl-ball-ready", { bubbles: true }));
  }

  /** Attributes have changed, perhaps several at once. */
  #reread(names) {
    // Before the core has started there is nothing to change.
    if (!this.#begun) return;
    const state = this.#figure.state;
    const ofRules = (name) => state?.rules.some((rule) => name.startsWith(`${rule}-`));
    const known = names.filter((name) => ATTRIBUTES.includes(name) || ofRules(name) || !state);
    if (known.some((name) => !LOOKS.has(name))) this.#restart();
    if (known.includes("label")) this.#name();
    if (known.length) this.#figure.relook();
  }

  #name() {
    this.#figure.root.setAttribute("aria-label", this.getAttribute("label") ?? "interactive figure");
  }

  /** Reads the attributes anew; what the core refuses changes nothing. */
  #restart() {
    const names = (this.getAttribute("view") ?? "").trim().split(/[\s,]+/);
    if (!here(names)) {
      fetchViews(names).then(() => this.#restart(), (error) => this.#fail(error));
      return;
    }
    try {
      const written = this.#read((name) => this.getAttribute(name));
      this.#written = toAttributes(written);
      const { step, ...changes } = this.#restoring;
      const restored = Object.keys(changes).length
        ? this.#read((name) => changes[name] ?? this.getAttribute(name)) : written;
      this.#name();
      this.#figure.show(restored);
      if (step !== undefined && Number(step) >= 0) this.#figure.cursor = Number(step);
    } catch (error) {
      this.#fail(error);
      if (Object.keys(this.#restoring).length) this.#withoutChanges();
    }
    this.#restoring = {};
  }

  /** A link's changes were refused, and that has been said: the figure is shown as written. */
  #withoutChanges() {
    const message = this.#figure.problem.textContent;
    this.#restoring = {};
    this.#restart();
    this.#figure.say(message);
  }

  /** The state that attributes describe, checked by the core. */
  #read(read) {
    const spec = this.#givenSpec();
    const written = fromAttributes(read);
    const state = spec ? fromSpec(spec, written) : written;
    const given = read("start");
    if (spec && given && !this.hasAttribute("start")) state.start = startFrom(given);
    for (const pin of ["start", "other"]) {
      if (state[pin] && !state[pin].chart) state[pin].chart = state.charts[0];
    }
    state.predict = read("predict") !== null;
    state.goal = readGoal(read("goal"));
    check(state);
    return state;
  }

  #givenSpec() {
    const script = this.querySelector('script[type="application/json"]');
    const text = this.getAttribute("spec") ?? script?.textContent;
    return text ? normalised(text) : undefined;
  }

  #fail(error) {
    this.toggleAttribute("ready", true);
    this.#figure.root.hidden = false;
    this.#figure.say(error.message);
    this.dispatchEvent(new CustomEvent("kl-ball-error", { bubbles: true, detail: error }));
  }
}

/** Not every engine says when it is idle. */
const whenIdle = (work) => (globalThis.requestIdleCallback ?? ((later) => setTimeout(later, 500)))(work);

/** Properties mirror attributes; `spec` has its own, for it is no text. */
for (const name of ATTRIBUTES.filter((attribute) => attribute !== "spec")) {
  Object.defineProperty(KlBall.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

/** Lets the core name what is wrong with a state before anything is laid out by it. */
function check(state) {
  const models = new ModelCache();
  try {
    const model = models.get(state);
    const starts = state.charts.map((chart) => ({ chart, at: model.start(chart) }));
    const start = state.start ?? starts[0];
    if (state.other) model.inspect(state.other.at, state.other.chart);
    if (state.rules.length) new Experiment(toSpec({ ...state, start })).free();
    else model.inspect(start.at, start.chart);
  } finally {
    models.free();
  }
}

/** An experiment written as JSON, defaults filled in. */
function normalised(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Error("spec is not JSON; allowed: an experiment as in the interface");
  }
  const experiment = new Experiment(given);
  const { spec } = experiment;
  experiment.free();
  return spec;
}

if (!customElements.get("kl-ball")) customElements.define("kl-ball", KlBall);
