// The lab: one figure that fills the window, with everything in the hand.

import { ready } from "../core.js";
import { setText } from "../elements.js";
import { Figure } from "../figure/figure.js";
import { sheetFor } from "../style.js";
import { stateFrom } from "../figure/reading.js";
import { toAttributes } from "../state/attributes.js";
import { fromJson } from "../state/json.js";
import "../views/index.js";
import { fetchViews } from "../views/registry.js";
import { Bench } from "./bench.js";
import { frame } from "./frame.js";
import { Gestures } from "./gestures.js";
import { listen } from "./keys.js";
import { linkFrom, linkOf } from "./link.js";
import { mutedFrom, mutedText } from "./rules.js";
import { Side } from "./side.js";
import { Stage } from "./stage.js";
import { labSheet } from "./style.js";
import { Windows } from "./windows.js";
/** @import { Written } from "./link.js" */
/** @import { Panel } from "../figure/panel.js" */
/** @import { Pair } from "../views/view.js" */

/** Time without changes after which the address follows (milliseconds), and how long a notice stays. */
const RESTED = 250;
const SAID = 3200;

/** What the lab shows at first: two balls around one start. @type {Written} */
const FIRST = {
  view: "plane density series", model: "gaussian", data: "cavendish", chart: "variance", series: "kl",
  rules: "euclidean-ball kl-ball", start: "5.3 0.022", steps: "12", "euclidean-ball-radius": "0.02", radius: "0.05", balls: "step",
};

export class Lab {
  #host;
  #figure;
  #stage;
  #windows;
  #bench;
  #parts;
  #side;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saving;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;

  /** @param {HTMLElement} host an element that fills the window */
  constructor(host) {
    this.#host = host;
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheetFor(document), labSheet(document)];
    this.#stage = new Stage({ resized: () => this.#figure?.relook(), shown: (panels) => this.#take(panels) });
    this.#figure = new Figure({
      changed: (_, byReader) => this.#changed(byReader),
      failed: (error) => this.#figure.say(/** @type {Error} */ (error).message),
      drawn: () => {},
      saving: () => {},
      ended: () => this.#saveSoon(),
    }, { panels: this.#stage, more: () => ({ grounds: this.#grounds() }) });
    this.#windows = new Windows(() => this.#figure.current, () => this.#figure.redraw());
    this.#bench = new Bench(this.#figure, this.#windows, {
      tip: (text, panel, at) => this.#tip(text, panel, at),
      changed: () => this.#changed(true),
    });
    const { root, parts, transport } = this.#figure;
    this.#parts = frame({ stage: this.#stage.root, transport: transport.root, sentence: parts.text, goal: parts.goal, problem: parts.problem, prediction: parts.prediction }, this.#acts());
    this.#side = new Side(this.#parts.side, this.#figure, this.#bench, {
      open: (attributes, how) => this.#open(attributes, how),
      ownData: () => this.#ownData(),
      save: (menu) => this.#fillSaving(menu),
    });
    this.#side.attributes = () => toAttributes(this.#figure.state);
    root.replaceChildren(this.#parts.root, parts.announcer, parts.ruler);
    shadow.append(root);
    this.#stage.root.addEventListener("pointerdown", (event) => this.#hold(event), { capture: true });
    for (const end of ["pointerup", "pointercancel"]) this.#stage.root.addEventListener(end, () => this.#release());
    this.#stage.root.addEventListener("keydown", (event) => this.#nudge(event), { capture: true });
    listen(this.#acts(), this.#figure, this.#bench);
    addEventListener("popstate", () => this.#restore());
    addEventListener("hashchange", () => this.#restore());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#relook());
    document.addEventListener("visibilitychange", () => { this.#figure.visible = !document.hidden; });
    this.#figure.visible = true;
    // As a figure has them, for scripts and for what saves.
    Object.defineProperties(host, {
      spec: { get: () => this.#figure.spec },
      cursor: { get: () => this.#figure.cursor, set: (step) => { this.#figure.cursor = step; } },
      changes: { get: () => toAttributes(this.#figure.state), set: (changes) => { this.#open(changes); } },
      costs: { get: () => this.#figure.current.scene.runs.map(({ kl }) => kl[1]) },
      windows: { get: () => Object.fromEntries(this.#figure.state.charts.map((chart) => [chart, this.#windows.of(chart)])) },
    });
    this.#restore();
    this.#side.paint();
    host.toggleAttribute("ready", true);
  }

  /** @returns {import("./frame.js").Acts} */
  #acts() {
    return {
      previous: () => {}, next: () => {}, presets: () => {},
      share: () => this.#share(),
      save: () => this.#side.show("save"),
      projector: () => {},
      theme: () => this.#theme(),
      help: () => {},
      panel: () => this.#fold(),
      undo: () => this.#bench.undo(),
      redo: () => this.#bench.redo(),
    };
  }

  // What is shown

  /** Shows what the address says. */
  #restore() {
    const { attributes, own, problem } = linkFrom(location.hash);
    if (own.theme === "light" || own.theme === "dark") this.#host.setAttribute("theme", own.theme);
    const written = Object.keys(attributes).length ? { ...attributes, ...(own.muted && { muted: own.muted }) } : FIRST;
    this.#open(written);
    if (problem) this.#figure.say(problem);
  }

  /** Shows the state that attributes describe; where they are wrong it says so and shows the rest. @param {Written} written @param {{ keep?: boolean }} [how] `keep`: as one gesture that can be taken back */
  #open(written, { keep = false } = {}) {
    const spec = written.spec ? fromJson(written.spec) : {};
    const all = { ...written, ...spec };
    const names = Object.keys(all);
    /** @type {Error | undefined} */
    let refused;
    for (const left of ["", ...names]) {
      try {
        const state = stateFrom((name) => (name === left ? null : all[name] ?? null));
        if (all.muted) state.muted = mutedFrom(all.muted);
        if (keep) this.#bench.begin();
        else this.#bench.forget();
        this.#windows.forget();
        this.#figure.show({ ...state, controls: "some" });
        if (keep) this.#bench.end();
        if (state.step !== undefined) this.#figure.cursor = state.step;
        this.#side.refresh();
        if (refused) this.#figure.say(refused.message);
        return;
      } catch (error) {
        refused ??= /** @type {Error} */ (error);
      }
    }
    if (written !== FIRST) this.#open(FIRST);
    this.#figure.say(refused?.message ?? "");
  }

  /** Other panels: hands may work on their planes. @param {Panel[]} panels */
  #take(panels) {
    for (const panel of panels) {
      if (panel.name !== "plane" || !panel.chart) continue;
      const gestures = new Gestures(panel, this.#bench);
      panel.kept.gestures = gestures;
    }
  }

  #grounds() {
    for (const panel of this.#stage.panels) {
      const aspect = this.#stage.aspectOf(panel);
      if (panel.chart && aspect) this.#windows.fits(panel.chart, aspect);
    }
    return this.#windows.grounds();
  }

  /** @param {boolean} byReader */
  #changed(byReader) {
    if (!byReader) return;
    this.#parts.undo.disabled = !this.#bench.canUndo;
    this.#parts.redo.disabled = !this.#bench.canRedo;
    this.#side.refresh();
    this.#saveSoon();
  }

  // Hands

  /** A handle is taken: windows stay until it is released. @param {Event} event */
  #hold(event) {
    if (!(event.target instanceof Element) || !event.target.matches(".handle")) return;
    this.#bench.begin();
    this.#windows.held = true;
  }

  #release() {
    if (this.#windows.held) this.#bench.end();
  }

  /** Keys at a handle: every nudge can be taken back, and Delete removes a start. @param {KeyboardEvent} event */
  #nudge(event) {
    const handle = event.target instanceof HTMLElement && event.target.matches(".handle") ? event.target : undefined;
    if (!handle) return;
    const { pin = "" } = handle.dataset;
    if ((event.key === "Delete" || event.key === "Backspace") && pin.startsWith("more.")) {
      event.preventDefault();
      this.#bench.removeStart(Number(pin.slice("more.".length)));
    } else if (event.key.startsWith("Arrow")) {
      this.#bench.begin();
      handle.addEventListener("keyup", () => this.#bench.end(), { once: true });
    }
  }

  /** @param {string} [text] @param {HTMLElement} [panel] @param {Pair} [at] */
  #tip(text, panel, at) {
    const { tip } = this.#parts;
    tip.hidden = !text;
    if (!text || !panel || !at) return;
    setText(tip, text);
    const { left, top } = panel.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.transform = `translate(${Math.min(room, left + at[0] + 16)}px, ${top + at[1] - 34}px)`;
  }

  // The address

  #saveSoon() {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(), RESTED);
  }

  get #link() {
    const { state, cursor, spec } = this.#figure;
    const step = cursor < (state.steps ?? spec?.steps ?? 0) ? Math.floor(cursor) : undefined;
    const theme = this.#host.getAttribute("theme");
    return linkOf(state, { step, own: { ...(theme && { theme }), ...(state.muted && { muted: mutedText(state) }) } });
  }

  #save() {
    try {
      history.replaceState(history.state, "", this.#link);
    } catch {
      // A page inside another may have no address of its own.
    }
  }

  async #share() {
    this.#save();
    const link = location.href.replace(/#.*|$/, this.#link);
    const copied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
    this.notice(copied ? "A link to exactly this is copied." : "The link to exactly this is in the address bar.");
  }

  /** Says something for a while. @param {string} text */
  notice(text) {
    const { notice } = this.#parts;
    clearTimeout(this.#saying);
    notice.textContent = text;
    notice.classList.add("shown");
    this.#saying = setTimeout(() => notice.classList.remove("shown"), SAID);
  }

  /** A reader's own data, in the side panel. */
  #ownData() {
    import("../controls/own-data.js").then(({ ownData }) => this.#side.ownPlace.replaceChildren(ownData(this.#figure, this.#host).root));
  }

  /** @param {HTMLElement} menu */
  #fillSaving(menu) {
    import("../saving.js").then(({ fill }) => fill(menu, this.#figure, /** @type {import("../views/view.js").Host} */ (this.#host)));
  }

  // Looks

  #theme() {
    const dark = getComputedStyle(this.#host).colorScheme === "dark" || (!this.#host.hasAttribute("theme") && matchMedia("(prefers-color-scheme: dark)").matches);
    const theme = dark ? "light" : "dark";
    this.#host.setAttribute("theme", theme);
    document.documentElement.style.colorScheme = theme;
    this.#relook();
    this.#saveSoon();
  }

  #relook() {
    this.#figure.relook();
    this.#side.paint();
  }

  #fold() {
    const drawer = matchMedia("(max-width: 1023px)").matches;
    this.#parts.root.classList.toggle(drawer ? "open" : "folded");
    this.#figure.relook();
  }
}

const host = document.querySelector("#lab");
if (host instanceof HTMLElement) {
  Promise.all([ready(), fetchViews()]).then(() => new Lab(host), (/** @type {Error} */ error) => {
    host.textContent = `This could not be loaded: ${error.message}`;
  });
}
