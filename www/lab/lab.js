// The lab: one figure that fills the window, with everything in the hand.

import { ready } from "../core.js";
import { element, setText } from "../elements.js";
import { Figure } from "../figure/figure.js";
import { sheetFor } from "../style.js";
import { stateFrom } from "../figure/reading.js";
import { COST } from "../state/field.js";
import { toAttributes } from "../state/attributes.js";
import { fromJson } from "../state/json.js";
import "../views/index.js";
import { fetchViews } from "../views/registry.js";
import { Bench } from "./bench.js";
import { PRESETS, presetsFrom, presetsText } from "./deck.js";
import { Drawer } from "./drawer.js";
import { CurveHandles } from "./curve.js";
import { explain } from "./explain.js";
import { Firsts } from "./firsts.js";
import { Formulas } from "./formula.js";
import { frame } from "./frame.js";
import { remarkOn } from "./framing.js";
import { Gestures } from "./gestures.js";
import { listenAtHandles } from "./handles.js";
import { Help } from "./help.js";
import { become } from "./history.js";
import { listen } from "./keys.js";
import { addressWith, copied, linkFrom, linkOf, linkWith } from "./link.js";
import { Notices } from "./notices.js";
import { Notes } from "./notes.js";
import { Observations } from "./observations.js";
import { Projector, follow } from "./projector.js";
import { mutedFrom, mutedText } from "./rules.js";
import { Sentence } from "./sentence.js";
import { Side } from "./side.js";
import { Stage } from "./stage.js";
import { labSheet } from "./style.js";
import { Windows } from "./windows.js";
/** @import { Preset } from "./deck.js" */
/** @import { Written } from "./link.js" */
/** @import { Panel } from "../figure/panel.js" */

/** Time without changes after which the address follows (milliseconds). */
const RESTED = 250;

/** A step that is beyond the end of every run. */
const END = 1e9;

/** What the lab shows at first. */
const FIRST = PRESETS[0];

export class Lab {
  #host;
  #figure;
  #stage;
  #windows;
  #bench;
  #parts;
  #side;
  /** The presets that Page Down goes through, the one that is shown, and whether it is still as it was. @type {Preset[]} */
  #deck = PRESETS;
  /** @type {Preset | undefined} */
  #preset;
  #pristine = false;
  #drawer;
  #help;
  #formulas;
  #firsts = new Firsts();
  #projector;
  #notices;
  #sentence;
  #notes = new Notes();
  /** @type {CurveHandles[]} */
  #curves = [];
  #explained = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saving;

  /** @param {HTMLElement} host an element that fills the window */
  constructor(host) {
    this.#host = host;
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheetFor(document), labSheet(document)];
    this.#stage = new Stage({ resized: () => this.#resized(), shown: (panels) => this.#take(panels) });
    this.#figure = new Figure({
      changed: (_, byReader) => this.#changed(byReader),
      failed: (error) => this.#figure.say(/** @type {Error} */ (error).message),
      drawn: () => this.#drawn(),
      saving: () => {},
      ended: () => this.#saveSoon(),
    }, { panels: this.#stage, more: () => ({ grounds: this.#grounds() }) });
    this.#windows = new Windows(() => this.#figure.current, () => this.#figure.redraw());
    this.#bench = new Bench(this.#figure, this.#windows, {
      tip: (text, panel, at) => this.#notices.tip(text, panel, at),
      began: () => {
        if (this.#firsts.fresh) this.#firsts.note("seen");
        const { scene } = this.#figure.current;
        if (scene) this.#firsts.begin(scene);
        this.#parts?.root.classList.remove("fresh");
      },
      ended: () => {
        this.#changed(true);
        const { scene, state } = this.#figure.current;
        const said = scene && this.#firsts.end(scene, state);
        if (said) this.#notices.say(said);
      },
    });
    const { root, parts, transport } = this.#figure;
    this.#parts = frame({ stage: this.#stage.root, transport: transport.root, sentence: parts.text, goal: parts.goal, problem: parts.problem, prediction: parts.prediction }, this.#acts());
    this.#notices = new Notices(this.#parts);
    this.#sentence = new Sentence(parts.text);
    this.#parts.side.append(this.#notes.root);
    this.#side = new Side(this.#parts.side, this.#figure, this.#bench, {
      open: (attributes, how) => this.#open(attributes, how),
      ownData: () => this.#ownData(),
      save: (menu) => this.#fillSaving(menu),
    });
    this.#help = new Help(this.#parts.root);
    this.#formulas = new Formulas(this.#parts.root, this.#figure);
    this.#projector = new Projector(this.#parts.root, {
      now: () => ({ link: this.#link, step: this.#figure.cursor, held: this.#windows.held }),
      panels: () => this.#stage.panels,
      changed: () => this.#projected(),
    });
    this.#drawer = new Drawer({
      open: (preset, list) => this.#show(preset, list),
      now: () => ({ name: "own", title: this.#preset ? `${this.#preset.title}, changed` : "Mine", sentence: parts.text.textContent ?? "", notes: this.#notes.text, attributes: toAttributes(this.#figure.state) }),
      theme: () => this.#themeNow,
      said: (text) => this.#notices.say(text),
      link: (list) => addressWith(linkWith({ list: presetsText(list) })),
      closed: () => this.#parts.presets.focus(),
    });
    root.replaceChildren(this.#parts.root, this.#drawer.root, parts.announcer, parts.ruler);
    shadow.append(root);
    this.#listen();
    this.#figure.visible = true;
    this.#expose(host);
    this.#restore();
    this.#side.paint();
    if (this.#firsts.fresh && !this.#following) {
      this.#parts.root.classList.add("fresh");
      this.#notices.say("Drag the yellow point, or click anywhere to put it there.");
    }
    host.toggleAttribute("ready", true);
  }

  #listen() {
    listenAtHandles(this.#stage.root, this.#bench);
    listen(this.#acts(), this.#figure, this.#bench);
    addEventListener("popstate", () => this.#restore());
    addEventListener("hashchange", () => this.#restore());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#relook());
    document.addEventListener("visibilitychange", () => { this.#figure.visible = !document.hidden; });
  }

  /** Properties as a figure has them, for scripts and for what saves. @param {HTMLElement} host */
  #expose(host) {
    Object.defineProperties(host, {
      spec: { get: () => this.#figure.spec },
      cursor: { get: () => this.#figure.cursor, set: (step) => { this.#figure.cursor = step; } },
      changes: { get: () => toAttributes(this.#figure.state), set: (changes) => { this.#open(changes); } },
      costs: { get: () => this.#figure.current.scene.runs.map(({ kl }) => kl[1]) },
      frames: { get: () => Object.fromEntries(this.#stage.panels.map(({ name, frame: at }) => [name, at])) },
      windows: { get: () => Object.fromEntries(this.#figure.state.charts.map((chart) => [chart, this.#windows.of(chart)])) },
    });
  }

  /** @returns {import("./frame.js").Acts} */
  #acts() {
    return {
      previous: () => this.#turn(-1),
      next: () => this.#turn(1),
      presets: () => this.#drawer.open(this.#preset?.name ?? ""),
      share: () => this.#share(),
      save: () => this.#side.showSaving(),
      projector: () => this.#projector.toggle(),
      theme: () => this.#theme(),
      help: () => this.#help.toggle(),
      formula: () => this.#formulas.toggle(),
      field: () => this.#field(),
      second: () => this.#notices.say(this.#projector.second() ? "The second window shows the figure alone. Your notes are at the right." : "This browser does not open a second window."),
      notes: () => { this.#notes.shown = !this.#notes.shown; },
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
    const wrong = [problem];
    try {
      this.#deck = own.list ? presetsFrom(own.list) : PRESETS;
    } catch (error) {
      wrong.push(/** @type {Error} */ (error).message);
    }
    const preset = this.#deck.find(({ name }) => name === own.preset) ?? (own.preset ? PRESETS.find(({ name }) => name === own.preset) : undefined);
    if (own.preset && !preset) wrong.push(`preset is "${own.preset.slice(0, 60)}"; allowed: ${PRESETS.map(({ name }) => name).join(", ")}`);
    if (Object.keys(attributes).length) {
      this.#preset = preset;
      this.#pristine = false;
      this.#open({ ...attributes, ...(own.muted && { muted: own.muted }) });
    } else this.#show(preset ?? this.#deck[0] ?? FIRST, this.#deck, { silent: true });
    this.#entitle();
    if (own.screen && !this.#following) this.#follow(own.screen);
    const said = wrong.filter(Boolean).join(" ");
    if (said) this.#figure.say(said);
  }

  #following = false;

  /** The projector is on or off, or a second window follows or does not any more. */
  #projected() {
    if (!this.#projector) return;
    if (this.#projector.on) this.#notices.say("P or Escape: back. W: the figure in a second window.");
    else if (this.#projector.followed) this.#notes.shown = true;
    this.#relook();
  }

  /** Shows what another window shows. @param {string} name */
  #follow(name) {
    this.#following = true;
    this.#parts.root.classList.add("screen");
    follow(name, ({ link, step, held, spot }) => {
      this.#projector.point(spot);
      this.#windows.held = held;
      if (link === this.#followed) {
        this.#figure.cursor = step;
        return;
      }
      this.#followed = link;
      const { attributes, own } = linkFrom(link);
      if ((own.theme ?? "") !== (this.#host.getAttribute("theme") ?? "")) this.#theme(own.theme);
      const preset = [...this.#deck, ...PRESETS].find((one) => one.name === own.preset);
      const written = Object.keys(attributes).length ? attributes : preset?.attributes;
      if (!written) return;
      this.#preset = preset;
      this.#pristine = !Object.keys(attributes).length;
      const state = stateFrom((key) => written[key] ?? null);
      this.#figure.change((now) => become(now, state));
      this.#figure.cursor = step;
      this.#entitle();
    });
  }

  /** Shows a preset, and remembers where the reader was. @param {Preset} preset @param {Preset[]} [deck] @param {{ silent?: boolean }} [how] */
  #show(preset, deck = this.#deck, { silent = false } = {}) {
    if (!silent) this.#save();
    this.#deck = deck;
    this.#preset = preset;
    this.#open(preset.attributes);
    this.#pristine = true;
    this.#entitle();
    if (!silent && !this.#following) this.#address("pushState");
    this.#figure.announce();
  }

  /** Goes forwards or backwards through the deck. @param {number} by */
  #turn(by) {
    const at = this.#preset ? this.#deck.indexOf(this.#preset) : -1;
    const next = this.#deck[at + by] ?? (at < 0 ? this.#deck[0] : undefined);
    if (next) this.#show(next);
    else this.#notices.say(by > 0 ? "This was the last preset." : "This is the first preset.");
  }

  /** What the window that is followed has shown last. */
  #followed = "";

  /** Title, sentence and notes of what is shown. */
  #entitle() {
    const { title, root } = this.#parts;
    const name = this.#preset ? this.#preset.title + (this.#pristine ? "" : " · changed") : "Your own";
    setText(title, name);
    document.title = `${name} · kl-ball lab`;
    root.classList.toggle("pristine", this.#pristine);
    const at = this.#preset ? this.#deck.indexOf(this.#preset) : -1;
    this.#notes.follow(this.#preset, this.#deck[at + 1]);
    this.#explained = "";
    this.#explain();
  }

  #resized() {
    this.#sentence?.resized();
    this.#figure?.relook();
  }

  /** A picture has been drawn: what lies over it follows, and so does a second window. */
  #drawn() {
    this.#sentence?.follow(this.#windows.held);
    this.#stage.say(({ chart, frame: at }) => (chart ? remarkOn(this.#figure.current, chart, at) : ""));
    for (const curve of this.#curves) curve.follow();
    this.#explain();
    this.#projector?.tell();
  }

  /** The next kind of field: balls of one cost, arrows, none. */
  #field() {
    if (!this.#figure.state.views.includes("plane")) return;
    this.#bench.change((state) => {
      const kind = /** @type {const} */ ({ none: "balls", balls: "arrows", arrows: "none" })[state.field?.kind ?? "none"];
      if (kind === "none") delete state.field;
      else state.field = { ...state.field, kind, cost: state.field?.cost ?? COST };
    });
  }

  /** The sentence above: what the preset shows, or, once it was changed, what the shapes are. */
  #explain() {
    const { claim } = this.#parts;
    if (!this.#figure.current.scene) return;
    if (this.#pristine && this.#preset?.sentence) {
      setText(claim, this.#preset.sentence);
      this.#explained = "";
      return;
    }
    const pieces = explain(this.#figure.current);
    const key = JSON.stringify(pieces);
    if (key === this.#explained) return;
    this.#explained = key;
    claim.replaceChildren(...pieces.flatMap(({ words, color }) => {
      const made = element(color ? "b" : "span", "", words);
      if (color) made.style.setProperty("--color", `var(${color})`);
      return [made, " "];
    }));
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
        if (!keep) this.#sentence.forget();
        this.#figure.show({ ...state, controls: "some" });
        this.#figure.redraw();
        if (keep) this.#bench.end();
        this.#figure.cursor = state.step ?? END;
        this.#side.refresh();
        if (refused) this.#figure.say(refused.message);
        return;
      } catch (error) {
        refused ??= /** @type {Error} */ (error);
      }
    }
    if (written !== FIRST.attributes) this.#open(FIRST.attributes);
    this.#figure.say(refused?.message ?? "");
  }

  /** Other panels: hands may work on their planes. @param {Panel[]} panels */
  #take(panels) {
    this.#curves = [];
    for (const panel of panels) {
      if (panel.name === "density") {
        this.#curves.push(new CurveHandles(panel, this.#bench));
        panel.kept.observations = new Observations(panel, this.#bench);
      }
      if (["plane", "field"].includes(panel.name) && panel.chart) panel.kept.gestures = new Gestures(panel, this.#bench);
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
    if (this.#pristine) {
      this.#pristine = false;
      this.#entitle();
    }
    this.#parts.undo.disabled = !this.#bench.canUndo;
    this.#parts.redo.disabled = !this.#bench.canRedo;
    this.#side.refresh();
    this.#saveSoon();
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
    if (this.#pristine && this.#preset && PRESETS.includes(this.#preset) && this.#deck === PRESETS) {
      return linkWith({ preset: this.#preset.name, ...(theme && { theme }) });
    }
    return linkOf(state, { step, own: { ...(this.#preset && { preset: this.#preset.name }), ...(theme && { theme }), ...(this.#deck !== PRESETS && { list: presetsText(this.#deck) }), ...(state.muted && { muted: mutedText(state) }) } });
  }

  #save() {
    this.#address("replaceState");
  }

  /** @param {"replaceState" | "pushState"} way */
  #address(way) {
    clearTimeout(this.#saving);
    if (this.#following) return;
    try {
      history[way](history.state, "", this.#link);
    } catch {
      // A page inside another may have no address of its own.
    }
  }

  async #share() {
    this.#save();
    this.#notices.say(await copied(addressWith(this.#link)) ? "A link to exactly this is copied." : "The link to exactly this is in the address bar.");
  }

  /** A reader's own data, in the side panel. */
  #ownData() {
    import("../controls/own-data.js").then(({ ownData }) => this.#side.ownPlace.replaceChildren(ownData(this.#figure, this.#host).root));
  }

  /** @param {HTMLElement} menu */
  async #fillSaving(menu) {
    await import("../saving.js").then(({ fill }) => fill(menu, this.#figure, /** @type {import("../views/view.js").Host} */ (this.#host)));
  }

  // Looks

  /** @returns {"light" | "dark"} */
  get #themeNow() {
    const own = this.#host.getAttribute("theme");
    if (own === "light" || own === "dark") return own;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  /** The other theme, or the given one. @param {string} [given] */
  #theme(given) {
    const theme = given ?? (this.#themeNow === "dark" ? "light" : "dark");
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
