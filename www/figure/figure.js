// A figure: panels, tables, controls and words for one state. The element reads the
// attributes and passes the state; this file connects the parts of the figure.

import { button } from "../elements.js";
import { copyOf } from "../state/data.js";
import { renew } from "../scene/prepared.js";
import { viewsOf } from "../views/registry.js";
import { accountsOf } from "./accounts.js";
import { Current } from "./current.js";
import { Frames } from "./frames.js";
import { Hand } from "./hand.js";
import { keyOf } from "./key.js";
import { panelsOf } from "./panel.js";
import { Pace } from "./pace.js";
import { Panels } from "./panels.js";
import { endPrinted, showPrinted } from "./printed.js";
import { parts } from "./parts.js";
import { loadPassages } from "./passages.js";
import { Settling } from "./settling.js";
import { Sizes } from "./sizes.js";
import { refreshControls, remade, showTransport, sizesDiffer, sliderIsHeld } from "./steering.js";
import { Telling } from "./telling.js";
import { Time } from "./time.js";
/** @import { State } from "../state/shape.js" */
/** @import { Apply, Common, Hooks, PictureOf, Report } from "../views/view.js" */
/** @import { PlacedPanels } from "./panels.js" */

export class Figure {
  #report;
  #more;
  /** The state with its model and its scene. */
  current = new Current();
  #frames = new Frames((now) => this.#render(now));
  /** Moves pins; see figure/hand.js. */
  hand = new Hand(this.current, this.#frames);
  #settling = new Settling(this.current, this.#frames);
  #time = new Time(this.current, () => this.redraw());
  transport = this.#time.transport;
  #telling;
  /** @type {PlacedPanels} */
  #panels;
  /** Its elements, for a page that arranges them itself. */
  parts;
  #sizes;
  /** The rule that a pointer rests on. @type {string | undefined} */
  #highlight;
  #failing = false;
  /** The sizes that suit the data, as the controls show them. @type {State["fitted"]} */
  #fitted;
  #pace = new Pace(this.current);

  /**
   * `report` has `changed(spec, byReader)`, `refused()` where controls have to go back, `failed(error)`, `drawn()`, `saving(figure)`, and `ended()` for a run that has been
   * played to its end. A page with a layout of its own brings the `panels`, and what they share besides the scene, what it says `late` in a run, whether its sentence is to be `short` now, and whether readers may predict where a single step lands.
   * @param {Report<Figure>} report
   * @param {{ panels?: PlacedPanels, more?: () => Partial<Common>, late?: import("./words.js").Late, short?: () => boolean, predicts?: (state: State) => boolean }} [page]
   */
  constructor(report, { panels = new Panels(), more = () => ({}), late, short, predicts } = {}) {
    this.#report = report;
    this.#telling = new Telling(this.current, this.#time, () => this.redraw(), late, short, predicts);
    this.#panels = panels;
    this.#more = more;
    this.parts = parts({ panels, transport: this.transport, telling: this.#telling, saving: () => report.saving(this) });
    this.#sizes = new Sizes(this.parts, panels, this.#telling.announcer, () => this.relook());
    this.root.addEventListener("transitionend", () => this.relook());
    for (const event of ["pointerover", "focusin"]) this.root.addEventListener(event, loadPassages, { once: true });
    // A browser may discard a canvas; these events do not bubble.
    this.root.addEventListener("contextrestored", () => this.#repaint(), { capture: true });
  }

  // What others may ask of it

  get root() {
    return this.parts.root;
  }

  get spec() {
    return this.current.scene?.spec;
  }

  get state() {
    return this.current.state;
  }

  /** Computes what has been shown, so that it can be asked for before the next frame. */
  settle() {
    try {
      if (this.state && this.current.stale) this.#update();
    } catch {
      // The next frame shows this error.
    }
  }

  /** The step that is shown; a fraction while a step is animated. Infinity is the last one. */
  get cursor() {
    return this.#time.cursor;
  }

  set cursor(step) {
    this.#time.cursor = step;
    this.redraw();
  }

  /** Whether it shows a single step, taken apart. */
  get single() {
    return this.#time.single;
  }

  /** What it shows now, for a picture of it; see figure/picture.js. @returns {PictureOf} */
  shown() {
    this.#update();
    const { colors } = this.#pace.whole(() => this.#draw());
    const { width, type, face } = this.#sizes;
    const { shown, places } = this.#panels;
    return { width, type, face, colors, panels: shown, places, rules: keyOf(this.state), caption: this.#telling.sentence };
  }

  /**
   * What `work` makes of it while it is as wide as in a column of this width (CSS pixels). Nothing of that is seen.
   * @template Made
   * @param {number} width
   * @param {() => Made} work
   */
  inColumn(width, work) {
    const { style } = this.root;
    const { width: before } = this.#sizes;
    style.width = `${width}px`;
    this.#sizes.width = width;
    try {
      return work();
    } finally {
      style.width = "";
      this.#sizes.width = before;
      this.redraw();
    }
  }

  // What it shows, and how

  /** Shows another state, which has been checked. @param {State} state */
  show(state) {
    this.root.className = "";
    this.current.show(state);
    this.layOut();
    this.say("");
    this.redraw();
  }

  /**
   * Shows a message, with a button if one can try `again`.
   * @param {string} message
   * @param {() => void} [again]
   * @param {string} [word] on the button
   */
  say(message, again, word = "Try again") {
    const { problem } = this.parts;
    problem.textContent = message;
    problem.hidden = message === "";
    if (again) problem.append(button(word, again));
  }

  /** The lines of words below the panels, and what makes each once more. */
  get lines() {
    return this.#telling.lines;
  }

  /** Shows which controls there are. @param {Pick<State, "controls" | "sight">} chosen */
  set controlled(chosen) {
    Object.assign(this.state, chosen);
    showTransport(this.transport.root, this.state);
    this.#refreshControls();
  }

  /** Lays out panels, controls and transport for the state's views and charts. */
  layOut() {
    const { state, parts: { text, account } } = this;
    const views = viewsOf(state);
    const hooks = this.#hooks();
    this.#panels.rest(true);
    this.#panels.show(views.flatMap((view) => panelsOf(view, state, hooks)));
    this.#telling.accounts = accountsOf(views, state, hooks);
    for (const part of [text, account]) part.style.minBlockSize = "";
    account.replaceChildren(...this.#telling.accounts.map(({ root }) => root));
    showTransport(this.transport.root, state);
    this.#refreshControls();
    this.#sizes.arrange();
  }

  /** What panels and tables may do with the figure. @returns {Hooks} */
  #hooks() {
    return {
      move: (pin, chart, at) => this.hand.move(pin, chart, at),
      whereIs: (pin, chart) => this.hand.whereIs(pin, chart),
      end: () => this.released(),
      change: (apply, found) => this.change(apply, found),
      emphasize: (rule) => this.#emphasize(rule),
      redraw: () => this.redraw(),
      found: (name, change) => renew(this.current.scene, name, change),
      failed: (error) => this.#report.failed(error),
    };
  }

  #refreshControls() {
    this.#fitted = this.state.fitted;
    refreshControls(this.parts, this.current, (apply) => this.change(apply));
  }

  /** Called when something about the page has changed that does not affect numbers. */
  relook() {
    if (this.state) this.#sizes.arrange();
    this.redraw();
  }

  /** Draws again if the page has scaled the figure since it was drawn. */
  rescale() {
    if (this.#sizes.isRescaled) this.redraw();
  }

  /** Draws everything again, the backdrops too. */
  #repaint() {
    if (!this.current.scene) return;
    this.#panels.forget();
    this.relook();
  }

  /** @param {string | undefined} rule */
  #emphasize(rule) {
    if (rule === this.#highlight) return;
    this.#highlight = rule;
    this.redraw();
  }

  // Changes

  /**
   * Applies a change of a reader, or a result that was `found`, and tells of it once. If the core refuses it, it is undone, a message is shown, and it was no change.
   * @param {Apply} apply
   * @param {boolean} [found]
   */
  change(apply, found = false) {
    const { current } = this;
    const before = copyOf(this.state);
    let isRefused = false;
    try {
      apply(this.state, (start, chart) => current.model.convert(start.at, start.chart, chart), current.model);
      current.stale = true;
      this.#update(true);
      if (!found) this.say("");
    } catch (error) {
      isRefused = true;
      current.state = before;
      current.stale = true;
      // A menu already shows the choice that was refused.
      if (!sliderIsHeld(this.root)) this.#refreshControls();
      this.say(/** @type {Error} */ (error).message);
    }
    this.#remake(before);
    this.redraw();
    if (isRefused) this.#report.refused?.();
    else this.#report.changed(this.spec, !found);
    this.announce();
  }

  /** A change by the page: nobody is told that a reader made it, and the controls show it. @param {Apply} apply */
  flow(apply) {
    this.change(apply, true);
    this.#refreshControls();
  }

  /** Makes anew what a change of the state affects. @param {State} before */
  #remake(before) {
    const what = remade(before, this.state);
    if (what === "planes") this.current.moveHome();
    if (what === "controls") this.#refreshControls();
    else if (what) this.layOut();
  }

  /** Called when a gesture is over: a pin is released, or a key. */
  released() {
    this.hand.release();
    this.announce();
  }

  /** Tells screen readers, after a pause, what is shown. */
  announce() {
    this.#telling.announcer.soon();
  }

  /** While it is filmed screen readers hear nothing of it: afterwards it shows what it showed before. */
  set filmed(/** @type {boolean} */ isFilmed) {
    this.#telling.announcer.isQuiet = isFilmed;
    this.transport.isQuiet = isFilmed;
    if (isFilmed) this.#telling.announcer.rest();
  }

  // Drawing

  /** Asks for a picture in the next frame. */
  redraw() {
    this.#frames.ask();
  }

  /** @param {boolean} visible */
  set visible(visible) {
    this.#frames.visible = visible;
    if (!visible) this.#panels.rest(false);
    this.redraw();
  }

  /** Draws at once, even out of sight, for printing. */
  print() {
    if (!this.state) return;
    this.#sizes.arrange();
    this.#pace.whole(() => this.#frames.draw());
    showPrinted(this.root);
  }

  /** Goes back to the look of the screen after printing. */
  endPrint() {
    endPrinted(this.root);
    this.relook();
  }

  /** Frees its resources; it starts again when it is shown again. */
  rest() {
    this.#panels.rest(true);
    this.#frames.visible = false;
    for (const part of [this.hand, this.#settling, this.#telling.announcer]) part.rest();
    this.current.free();
    this.transport.pause();
  }

  /** @param {number} now */
  #render(now) {
    // A figure whose attributes were refused from the start has no state; it only shows a message.
    if (!this.state) return;
    const played = this.transport.tick(now);
    try {
      const began = performance.now();
      this.#update();
      if (this.#pace.isLate(began)) {
        this.redraw();
        return;
      }
      this.#draw();
      if (this.#failing) this.say("");
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      this.#report.failed(error);
      return;
    }
    if (this.#pace.isNew) {
      this.redraw();
      return;
    }
    this.#report.drawn();
    const unfinished = this.current.scene.growing || this.#panels.unfinished;
    if (this.transport.playing || this.#panels.passing || (unfinished && this.hand.rests())) this.redraw();
    else if (played && !unfinished) {
      this.announce();
      this.#report.ended();
    }
  }

  /** Updates the scene for the state, and the transport for the scene. @param {boolean} [isQuiet] whether somebody else tells of it */
  #update(isQuiet) {
    const change = this.current.update(() => this.hand.rests());
    if (!change) return;
    this.#time.follow(change);
    if (change === "grown") return;
    if (sizesDiffer(this.#fitted, this.state.fitted) && !sliderIsHeld(this.root)) this.#refreshControls();
    this.#settling.soon();
    if (!isQuiet) this.#report.changed(this.spec, false);
  }

  #draw() {
    const look = this.#sizes.look(this.#telling.accounts, this.state.ticks);
    const { scene, state, model, modelKey, home } = this.current;
    const { cursor, stage } = this.#time.shown(look.still);
    const withWords = this.hand.wordsAreDue();
    const shared = { scene, state, model, modelKey, home, cursor, stage, colors: look.colors, highlight: this.#highlight, withWords, linesUntil: this.#pace.linesUntil(() => this.#panels.unfinished && this.hand.rests()) };
    const end = this.#pace.end();
    const isDrawn = this.#panels.draw({ ...shared, ...this.#more() }, look.styles, end);
    if (this.#pace.finishes(isDrawn, end) && withWords) {
      this.hand.wordsWritten();
      this.#telling.write(cursor, stage);
    }
    return look;
  }
}
