// <kl-ball>: a figure. Attributes say what it shows; see README.md.

import { buildControls, element } from "./controls.js";
import { caption, describeStart } from "./caption.js";
import { Experiment, ready } from "./core.js";
import { DensityView } from "./density.js";
import { Facts, Ledger, setText } from "./ledger.js";
import { colors } from "./language.js";
import { PlaneView, planeTitle } from "./plane.js";
import { ModelCache, compute } from "./scene.js";
import sheet from "./style.js";
import { ATTRIBUTES, fromAttributes, fromSpec, toSpec } from "./state.js";
import { Transport } from "./transport.js";

/** A change is announced to screen readers once it has rested this long, in milliseconds. */
const QUIET = 700;

/** Panels narrower or wider than this many CSS pixels are lettered smaller or larger. */
const NARROW = 300;
const WIDE = 900;

/** Attributes that change no number. */
const LOOKS = new Set(["theme", "label", "ready"]);

/** A panel smaller than this many CSS pixels is not drawn. */
const SMALLEST = 20;

class KlBall extends HTMLElement {
  #shadow = this.attachShadow({ mode: "open" });
  #parts;
  #state;
  #scene;
  #views = [];
  #models = new ModelCache();
  #transport = new Transport(() => this.#invalidate(false));
  #listeners;
  #observers = [];
  #visible = false;
  #stale = true;
  #frame = 0;
  #highlight;
  #home;
  #homeModel;
  #ledger;
  #facts;
  /** Colours, sizes and resolution: read from the page only after they may have changed. */
  #look;
  #announcing;
  /** Whether the last frame could not be drawn. */
  #failing = false;

  connectedCallback() {
    this.#shadow.adoptedStyleSheets = [sheet];
    if (!this.#parts) this.#parts = this.#build();
    this.#observe();
    ready().then(() => this.#begin(), (error) => this.#fail(error));
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#announcing);
    this.#frame = 0;
    this.#visible = false;
    this.#listeners.abort();
    for (const observer of this.#observers) observer.disconnect();
    this.#observers = [];
    this.#models.free();
    this.#transport.pause();
  }

  /** Attributes have changed, perhaps several at once. */
  #reread(names) {
    // Before the core has started there is nothing to change.
    if (this.#parts.figure.hidden) return;
    const ofRules = (name) => this.#state?.rules.some((rule) => name.startsWith(`${rule}-`));
    const known = names.filter((name) => ATTRIBUTES.includes(name) || ofRules(name) || !this.#state);
    if (known.some((name) => !LOOKS.has(name))) this.#restart();
    if (known.includes("label")) this.#name();
    if (known.length) this.#relook();
  }

  #name() {
    this.#parts.figure.setAttribute("aria-label", this.getAttribute("label") ?? "interactive figure");
  }

  /** The experiment it shows, as a specification; setting it shows another. */
  get spec() {
    return this.#scene?.spec;
  }

  set spec(spec) {
    this.setAttribute("spec", JSON.stringify(spec));
  }

  /** The step it shows. */
  get cursor() {
    return this.#transport.cursor;
  }

  set cursor(step) {
    this.#transport.seek(step);
  }

  #build() {
    const figure = element("figure");
    const panels = element("div", "panels");
    const ledger = element("div", "account");
    const facts = element("div");
    const controls = element("div", "steering");
    const problem = element("p", "problem");
    problem.hidden = true;
    problem.setAttribute("role", "alert");
    const text = element("figcaption");
    const announcer = element("div", "announcer");
    announcer.setAttribute("aria-live", "polite");
    const fallback = element("slot");
    figure.append(panels, problem, this.#transport.root, text, ledger, controls, facts, announcer);
    figure.hidden = true;
    this.#shadow.append(fallback, figure);
    return { figure, panels, ledger, facts, controls, problem, text, announcer, fallback };
  }

  #observe() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const seen = new IntersectionObserver((entries) => {
      this.#visible = entries.at(-1).isIntersecting;
      this.#invalidate(false);
    }, { rootMargin: "200px" });
    const sized = new ResizeObserver(() => this.#relook());
    seen.observe(this);
    sized.observe(this);
    const written = new MutationObserver((records) => this.#reread(records.map((record) => record.attributeName)));
    written.observe(this, { attributes: true });
    this.#observers = [seen, sized, written];
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.#relook(), { signal });
    }
    window.addEventListener("resize", () => this.#relook(), { signal });
  }

  #begin() {
    if (!this.isConnected) return;
    this.#parts.fallback.remove();
    this.#parts.figure.hidden = false;
    this.#restart();
    this.dispatchEvent(new CustomEvent("kl-ball-ready", { bubbles: true }));
  }

  /** Reads the attributes anew and lays the panels out; what the core refuses changes nothing. */
  #restart() {
    try {
      const spec = this.#givenSpec();
      const written = fromAttributes((name) => this.getAttribute(name));
      const state = spec ? fromSpec(spec, written) : written;
      if (state.start && !state.start.chart) state.start.chart = state.charts[0];
      check(state);
      this.#state = state;
      this.#stale = true;
      this.#homeModel = undefined;
      this.#layOut();
      this.#say("");
      this.#invalidate();
    } catch (error) {
      this.#fail(error);
    }
  }

  #givenSpec() {
    const script = this.querySelector('script[type="application/json"]');
    const text = this.getAttribute("spec") ?? script?.textContent;
    return text ? normalised(text) : undefined;
  }

  /** Panels, controls and transport for the state's views and charts. */
  #layOut() {
    const { panels } = this.#parts;
    this.#name();
    const hooks = {
      move: (view, at) => this.#moveStart(view, at),
      end: () => this.#announceSoon(),
    };
    const shown = this.#state.views.includes("plane") ? this.#state.charts : [];
    const planes = shown.map((chart) => [new PlaneView(chart, hooks), chart]);
    this.#views = planes.map(([view]) => view);
    const slots = planes.map(([view, chart], k) => this.#slot(view, chart, k));
    if (this.#state.views.includes("density")) {
      const view = new DensityView();
      this.#views.push(view);
      slots.push(slot(view.root, "The distributions"));
    }
    panels.replaceChildren(...slots);
    panels.dataset.count = slots.length;
    this.#ledger = new Ledger(this.#state, (rule) => this.#emphasize(rule));
    this.#facts = new Facts(this.#state);
    this.#parts.ledger.replaceChildren(this.#ledger.root);
    this.#parts.facts.replaceChildren(this.#facts.root);
    this.#look = undefined;
    this.#transport.root.hidden = this.#state.steps === 1;
    this.#transport.root.style.display = this.#state.steps === 1 ? "none" : "";
    this.#refreshControls();
  }

  #slot(view, chart, index) {
    const title = planeTitle(this.#state.model, chart);
    const made = slot(view.root, title);
    made.dataset.chart = chart;
    made.dataset.index = index;
    return made;
  }

  #refreshControls() {
    const hidden = this.getAttribute("controls") === "none";
    const { controls } = this.#parts;
    const all = () => [...controls.querySelectorAll("input, select")];
    const focused = all().indexOf(this.#shadow.activeElement);
    controls.replaceChildren(
      ...(hidden ? [] : buildControls(this.#state, (apply) => this.#change(apply))),
    );
    // The menu that brought this about keeps the focus.
    all()[focused]?.focus({ preventScroll: true });
  }

  /** Applies a reader's change; what the core refuses is undone and said. */
  #change(apply) {
    const before = structuredClone(this.#state);
    const convert = (start, chart) => this.#model().convert(start.at, start.chart, chart);
    try {
      apply(this.#state, convert);
      this.#stale = true;
      this.#update();
      this.#say("");
    } catch (error) {
      this.#state = before;
      this.#stale = true;
      this.#say(error.message);
    }
    const charts = this.#state.charts.join() !== before.charts.join();
    if (charts) {
      // A plane that is new has to hold the start as it is now.
      this.#home = { ...this.#state.start };
      this.#layOut();
    }
    else if (JSON.stringify(this.#state.data) !== JSON.stringify(before.data)) this.#refreshControls();
    this.#invalidate(false);
    this.#announceSoon();
  }

  /** The start goes to `at`, or as far towards it as is sensible: not out of the domain. */
  #moveStart(view, at) {
    if (!this.#scene) return;
    const { chart } = view;
    this.#state.start = { chart, at: this.#model().towards(this.#scene.starts[chart], at, chart) };
    this.#invalidate();
  }

  #model() {
    return this.#models.get(this.#state);
  }

  /** Asks for a frame; `recompute` says that the numbers have changed, not only the picture. */
  #invalidate(recompute = true) {
    if (recompute) this.#stale = true;
    if (!this.#visible || !this.#state || this.#frame) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#render(now);
    });
  }

  #render(now) {
    const playing = this.#transport.tick(now);
    try {
      this.#update();
      this.#draw();
      if (this.#failing) this.#say("");
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      this.#fail(error);
      return;
    }
    this.toggleAttribute("ready", true);
    if (this.#transport.playing) this.#invalidate(false);
    else if (playing) this.#announceSoon();
  }

  /** Brings the scene up to the state. */
  #update() {
    if (!this.#stale) return;
    const model = this.#model();
    this.#state.start ??= { chart: this.#state.charts[0], at: model.start(this.#state.charts[0]) };
    // Windows hold the start that the figure opened with; dragging moves no window.
    if (this.#homeModel !== this.#models.key) {
      this.#home = { ...this.#state.start };
      this.#homeModel = this.#models.key;
    }
    this.#scene = compute(this.#state, model);
    this.#stale = false;
    this.#transport.extent(this.#scene.steps);
    this.dispatchEvent(new CustomEvent("kl-ball-change", { bubbles: true, detail: this.#scene.spec }));
  }

  #draw() {
    const look = (this.#look ??= this.#observeLook());
    const shared = {
      scene: this.#scene, state: this.#state, model: this.#model(), modelKey: this.#models.key, home: this.#home,
      cursor: this.#transport.shown(look.still), colors: look.colors, highlight: this.#highlight,
    };
    for (const [index, view] of this.#views.entries()) {
      const style = look.styles[index];
      if (style.width < SMALLEST || style.height < SMALLEST) continue;
      view.draw({ ...shared, style });
      view.describe?.(describeStart(this.#scene, this.#state, view.chart));
    }
    this.#ledger.update(this.#scene, this.#state, shared.cursor);
    this.#facts.update(this.#scene, this.#state);
    setText(this.#parts.text, caption(this.#scene, this.#state, shared.cursor));
  }

  #observeLook() {
    const found = colors(this);
    const ratio = window.devicePixelRatio || 1;
    const styles = this.#views.map((view) => {
      const { width, height } = view.root.getBoundingClientRect();
      return {
        width: Math.round(width), height: Math.round(height), ratio,
        ground: found.ground, ink: found.ink, contour: found.contour,
        text: width < NARROW ? 11 : width > WIDE ? 16 : 12,
      };
    });
    this.#ledger.paint(found, ratio);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return { colors: found, styles, still };
  }

  /** Something about the page has changed that no number depends on. */
  #relook() {
    this.#look = undefined;
    this.#invalidate(false);
  }

  #emphasize(rule) {
    if (rule === this.#highlight) return;
    this.#highlight = rule;
    this.#invalidate(false);
  }

  #announceSoon() {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      this.#parts.announcer.textContent = this.#parts.text.textContent;
    }, QUIET);
  }

  #say(message) {
    this.#parts.problem.textContent = message;
    this.#parts.problem.hidden = message === "";
  }

  #fail(error) {
    this.toggleAttribute("ready", true);
    this.#parts.figure.hidden = false;
    this.#say(error.message);
    this.dispatchEvent(new CustomEvent("kl-ball-error", { bubbles: true, detail: error }));
  }
}

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
    new Experiment(toSpec({ ...state, start })).free();
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

function slot(content, title) {
  const made = element("div", "slot");
  made.append(element("p", "title", title), content);
  return made;
}

if (!customElements.get("kl-ball")) customElements.define("kl-ball", KlBall);
