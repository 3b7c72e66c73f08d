// A figure: panels, tables, controls and words for one state. The element reads the
// attributes and passes the state; this file connects the parts of the figure.

import { buildControls } from "../controls/inputs.js";
import { button, focusIn, setText } from "../elements.js";
import { countOf } from "../scene/models.js";
import { copyOf, sameData } from "../state/data.js";
import { viewsOf } from "../views/registry.js";
import { accountsOf } from "./accounts.js";
import { Announcer } from "./announcer.js";
import { Current } from "./current.js";
import { fold, foldedHeight } from "./folding.js";
import { Frames } from "./frames.js";
import { GoalLine } from "./goal.js";
import { Hand } from "./hand.js";
import { keyOf } from "./key.js";
import { lookOf, typeOf } from "./look.js";
import { panelsOf } from "./panel.js";
import { Panels } from "./panels.js";
import { parts } from "./parts.js";
import { loadPassages } from "./passages.js";
import { Prediction } from "./prediction.js";
import { Settling } from "./settling.js";
import { STAGES, isSingleStep, stageOf, stepOf } from "./stages.js";
import { Transport } from "./transport.js";
import { words } from "./words.js";
/** @import { State } from "../state/shape.js" */
/** @import { Account, Apply, Hooks, PictureOf, Report, Shared } from "../views/view.js" */
/** @typedef {Pick<Panels, "root" | "show" | "arrange" | "styles" | "draw" | "rest" | "forget" | "shown" | "passing" | "places">} Place Where a figure has its panels. */

export class Figure {
  #report;
  #more;
  #current = new Current();
  #frames = new Frames((now) => this.#render(now));
  #hand = new Hand(this.#current, this.#frames);
  #settling = new Settling(this.#current, this.#frames);
  #transport = new Transport(() => this.#frames.ask());
  #announcer = new Announcer(() => this.#announcement());
  /** Where its panels are. @type {Place} */
  #panels;
  /** @type {Account[]} */
  #accounts = [];
  #prediction;
  #parts;
  #goal;
  /** The rule that a pointer rests on. @type {string | undefined} */
  #highlight;
  /** Colours, sizes and resolution, read from the page only when they may have changed. @type {ReturnType<typeof lookOf> | undefined} */
  #look;
  /** How wide it is (CSS pixels). @type {number | undefined} */
  #width;
  #failing = false;
  /** The step to show as soon as the number of steps is known. @type {number | undefined} */
  #wanted;

  /**
   * `report` has `changed(spec, byReader)`, `failed(error)`, `drawn()`, `saving(figure)`, and `ended()` for a run that has been
   * played to its end. A page with a layout of its own brings the `panels`, and what they share besides the scene.
   * @param {Report<Figure>} report
   * @param {{ panels?: Place, more?: () => Partial<Shared> }} [page]
   */
  constructor(report, { panels = new Panels(), more = () => ({}) } = {}) {
    this.#report = report;
    this.#panels = panels;
    this.#more = more;
    this.#prediction = new Prediction({
      begin: () => this.#predict(),
      reveal: () => this.#transport.seek(STAGES.length - 1),
    });
    this.#parts = parts({
      panels: this.#panels, transport: this.#transport, prediction: this.#prediction, announcer: this.#announcer,
      saving: () => report.saving(this),
    });
    this.#goal = new GoalLine(this.#parts.goal, () => this.#announcer.soon());
    this.root.addEventListener("transitionend", () => this.relook());
    for (const event of ["pointerover", "focusin"]) this.root.addEventListener(event, loadPassages, { once: true });
    // A browser may discard a canvas; these events do not bubble.
    this.root.addEventListener("contextrestored", () => this.#repaint(), { capture: true });
    // The ruler is as wide as the figure, and its size does not depend on the panels.
    new ResizeObserver(([{ contentRect }]) => {
      // A hidden figure has no width; it is measured when it is shown.
      this.#width = contentRect.width || undefined;
      this.relook();
    }).observe(this.#parts.ruler);
  }

  get root() {
    return this.#parts.root;
  }

  get panels() {
    return this.#panels.root;
  }

  /** Its elements, for a page that arranges them itself. */
  get parts() {
    return this.#parts;
  }

  /** The state with its model and its scene. */
  get current() {
    return this.#current;
  }

  get transport() {
    return this.#transport;
  }

  /** Pins in the hand; see figure/hand.js. */
  get hand() {
    return this.#hand;
  }

  /** Tells screen readers, after a pause, what is shown. */
  announce() {
    this.#announcer.soon();
  }

  /** Asks for a picture. */
  redraw() {
    this.#frames.ask();
  }

  get controls() {
    return this.#parts.controls;
  }

  get saving() {
    return this.#parts.saving;
  }

  get spec() {
    return this.#current.scene?.spec;
  }

  get state() {
    return this.#current.state;
  }

  /** The step that is shown; a fraction while a step is animated. Infinity is the last one. */
  get cursor() {
    if (this.#wanted !== undefined && Number.isFinite(this.#wanted)) return this.#wanted;
    return isSingleStep(this.state) ? stepOf(this.#transport.cursor) : this.#transport.cursor;
  }

  set cursor(step) {
    this.#wanted = step;
    if (!this.#current.stale) this.#seekWanted();
    this.#frames.ask();
  }

  /** Folds numbers, controls and saving away behind one line. */
  fold() {
    fold(this.#parts);
  }

  /** How high the figure is if it is folded (CSS pixels). */
  get foldedHeight() {
    return foldedHeight(this.#parts);
  }

  /** Shows which controls there are: all, some or none. @param {State["controls"]} controls */
  set controlled(controls) {
    this.state.controls = controls;
    this.#showTransport();
    this.#refreshControls();
  }

  #showTransport() {
    const { state } = this;
    this.#transport.root.hidden = state.controls === "none" || state.rules.length === 0 || viewsOf(state).every((view) => view.timeless);
  }

  #seekWanted() {
    if (this.#wanted === undefined) return;
    this.#transport.seek(isSingleStep(this.state) ? stageOf(this.#wanted) : this.#wanted);
    this.#wanted = undefined;
  }

  /** Whether it shows a single step, taken apart. */
  get single() {
    return isSingleStep(this.state);
  }

  /** The number of stops of the transport, and the one that is shown: of a single step each of its parts is one. */
  get stops() {
    return this.#transport.stops;
  }

  set stop(/** @type {number} */ stop) {
    this.#transport.seek(stop);
  }

  get playing() {
    return this.#transport.playing;
  }

  play() {
    this.#transport.play.click();
  }

  /** What it shows now, for a picture of it; see figure/picture.js. @returns {PictureOf} */
  shown() {
    this.#update();
    const { colors } = this.#draw();
    return {
      width: this.#width ?? 0, type: typeOf(this.root), face: getComputedStyle(this.root).fontFamily, colors,
      panels: this.#panels.shown, places: this.#panels.places, rules: keyOf(this.state), caption: this.#parts.text.textContent ?? "",
    };
  }

  /** Shows another state, which has been checked. @param {State} state */
  show(state) {
    this.root.className = "";
    this.#current.show(state);
    this.layOut();
    this.say("");
    this.#frames.ask();
  }

  /**
   * Shows a message, with a button if one can try `again`.
   * @param {string} message
   * @param {() => void} [again]
   * @param {string} [word] on the button
   */
  say(message, again, word = "Try again") {
    const { problem } = this.#parts;
    problem.textContent = message;
    problem.hidden = message === "";
    if (again) problem.append(button(word, again));
  }

  /** @param {boolean} visible */
  set visible(visible) {
    this.#frames.visible = visible;
    if (!visible) this.#panels.rest(false);
    this.#frames.ask();
  }

  /** Draws at once, even out of sight, for printing. */
  print() {
    if (!this.state) return;
    this.#arrange();
    this.#frames.draw();
  }

  /** Called when something about the page has changed that does not affect numbers. */
  relook() {
    if (this.state) this.#arrange();
    this.#frames.ask();
  }

  /** Draws everything again, the backdrops too. */
  #repaint() {
    if (!this.#current.scene) return;
    this.#panels.forget();
    this.relook();
  }

  /** Frees its resources; it starts again when it is shown again. */
  rest() {
    this.#panels.rest(true);
    this.#frames.visible = false;
    for (const part of [this.#hand, this.#settling, this.#announcer]) part.rest();
    this.#current.free();
    this.#transport.pause();
  }

  /** Lays out panels, controls and transport for the state's views and charts. */
  layOut() {
    /** @type {Hooks} */
    const hooks = {
      move: (pin, chart, at) => this.#hand.move(pin, chart, at),
      whereIs: (pin, chart) => this.#hand.whereIs(pin, chart),
      end: () => this.released(),
      change: (apply, found) => this.change(apply, found),
      emphasize: (rule) => this.#emphasize(rule),
      redraw: () => this.#frames.ask(),
      failed: (error) => this.#report.failed(error),
    };
    const { state } = this;
    const views = viewsOf(state);
    this.#panels.rest(true);
    this.#panels.show(views.flatMap((view) => panelsOf(view, state, hooks)));
    this.#accounts = accountsOf(views, state, hooks);
    for (const part of [this.#parts.text, this.#parts.account]) part.style.minBlockSize = "";
    this.#parts.account.replaceChildren(...this.#accounts.map(({ root }) => root));
    this.#showTransport();
    this.#prediction.root.hidden = !state.predict;
    this.#refreshControls();
    this.#arrange();
  }

  /** Lays out the panels again; the look is read again, too. */
  #arrange() {
    this.#width ??= parseFloat(getComputedStyle(this.root).width) || undefined;
    this.#panels.arrange(this.#width ?? 0, typeOf(this.root));
    this.#look = undefined;
  }

  #refreshControls() {
    const { controls, saving } = this.#parts;
    const { state } = this;
    const all = () => /** @type {HTMLElement[]} */ ([...controls.querySelectorAll("input, select, button")]);
    const held = focusIn(this.root);
    const focused = held ? all().indexOf(held) : -1;
    /** @param {Apply} apply */
    const change = (apply) => this.change(apply);
    const [sliders, menus] = buildControls(state, change, countOf(this.#current.model));
    const some = [...viewsOf(state).flatMap((view) => view.controls?.(state, change) ?? []), sliders];
    saving.hidden = state.controls !== "all";
    controls.replaceChildren(...{ none: [], some, all: [...some, menus] }[state.controls]);
    // The menu that caused the change keeps the focus.
    all()[focused]?.focus({ preventScroll: true });
  }

  /**
   * Applies a change of a reader, or a result that was `found`. If the core refuses it, it is undone and a message is shown.
   * @param {Apply} apply
   * @param {boolean} [found]
   */
  change(apply, found = false) {
    const before = copyOf(this.state);
    try {
      apply(this.state, (start, chart) => this.#current.model.convert(start.at, start.chart, chart), this.#current.model);
      this.#current.stale = true;
      this.#update();
      if (!found) this.say("");
    } catch (error) {
      this.#current.state = before;
      this.#current.stale = true;
      // A menu already shows the refused choice; a slider is still being moved.
      const held = focusIn(this.root);
      if (!(held instanceof HTMLInputElement && held.type === "range")) this.#refreshControls();
      this.say(/** @type {Error} */ (error).message);
    }
    this.#follow(before);
    this.#frames.ask();
    this.#report.changed(this.spec, !found);
    this.#announcer.soon();
  }

  /** Lays out again what a change of the state affects. @param {State} before */
  #follow(before) {
    /** @param {(state: State) => unknown} part */
    const differs = (part) => JSON.stringify(part(this.state)) !== JSON.stringify(part(before));
    const planes = differs(({ charts, views, ellipses, rules }) => [charts, views, ellipses, rules]);
    if (planes) this.#current.moveHome();
    if (planes || differs(({ race }) => [race?.budget, race?.against])) this.layOut();
    else if (!sameData(this.state.data, before.data)) this.#refreshControls();
  }

  /** Called when a gesture is over: a pin is released, or a key. */
  released() {
    this.#hand.release();
    this.#announcer.soon();
  }

  /** Starts a prediction: the reader's mark begins at the start of the step. */
  #predict() {
    const { start } = this.state;
    this.state.guess = { chart: start.chart, at: [...start.at] };
    this.#transport.seek(STAGES.indexOf("balls"));
    this.#current.stale = true;
    this.#frames.ask();
  }

  /** @param {number} now */
  #render(now) {
    // What was refused from the start is only said.
    if (!this.state) return;
    const playing = this.#transport.tick(now);
    try {
      this.#update();
      this.#draw();
      if (this.#failing) this.say("");
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      this.#report.failed(error);
      return;
    }
    this.#report.drawn();
    if (this.#transport.playing || this.#current.scene.growing || this.#panels.passing) this.#frames.ask();
    else if (playing) {
      this.#announcer.soon();
      this.#report.ended();
    }
  }

  /** Updates the scene for the state, and the transport for the scene. */
  #update() {
    const changed = this.#current.update();
    if (!changed) return;
    const { scene, state } = this.#current;
    if (isSingleStep(state)) this.#transport.extent(STAGES.length - 1, STAGES);
    else this.#transport.extent(scene.steps, undefined, scene.reached);
    if (changed === "grown") return;
    this.#seekWanted();
    this.#settling.soon(viewsOf(state));
    this.#report.changed(scene.spec, false);
  }

  #observeLook() {
    const look = lookOf(this.#parts, this.#announcer, this.#panels);
    for (const account of this.#accounts) account.paint?.(look.colors, look.ratio);
    return look;
  }

  #draw() {
    const look = (this.#look ??= this.#observeLook());
    const { scene, state, model, modelKey, home } = this.#current;
    const single = isSingleStep(state);
    const at = this.#transport.shown(look.still);
    const [cursor, stage] = single ? [stepOf(at), at] : [at, Infinity];
    const withWords = this.#hand.wordsAreDue();
    this.#panels.draw({ scene, state, model, modelKey, home, cursor, stage, colors: look.colors, highlight: this.#highlight, withWords, ...this.#more() }, look.styles);
    if (withWords) this.#writeWords(cursor, stage);
    return look;
  }

  /**
   * Writes words and numbers for the current picture.
   * @param {number} cursor
   * @param {number} stage
   */
  #writeWords(cursor, stage) {
    this.#hand.wordsWritten();
    const { scene, state, model } = this.#current;
    const landed = stage >= STAGES.length - 1;
    this.#prediction.follow(state, landed);
    for (const account of this.#accounts) account.update(scene, state, isSingleStep(state) && !landed ? 0 : cursor);
    setText(this.#parts.text, words(this.#current, cursor, stage, () => this.#prediction.verdict(scene, state, model)));
    this.#goal.show(scene, state);
  }

  #announcement() {
    return this.#parts.text.textContent + this.#goal.announced;
  }

  /** @param {string | undefined} rule */
  #emphasize(rule) {
    if (rule === this.#highlight) return;
    this.#highlight = rule;
    this.#frames.ask();
  }
}
