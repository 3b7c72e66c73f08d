// A figure: panels, account, controls and words for one state. It knows no
// attributes; the element reads those and hands the state over.

import { aboutBatches, caption } from "../text/caption.js";
import { buildControls } from "../controls/inputs.js";
import { button, element, setText } from "../elements.js";
import { goalOf } from "../text/goal.js";
import { Facts, Ledger } from "../accounts/ledger.js";
import { colors } from "../language.js";
import { Matrices, aboutMatrices } from "../accounts/matrices.js";
import { panelsOf } from "./panel.js";
import { Prediction } from "./prediction.js";
import { ModelCache, compute, countOf, grow } from "../scene/scene.js";
import { STAGES, isSingleStep, stageCaption, stageOf, stepOf } from "./stages.js";
import { rulesKey } from "../state/specification.js";
import { Transport } from "./transport.js";
import { viewsOf } from "../views/registry.js";

/** What takes long is computed, and a change announced, once the hand has rested so long (milliseconds). */
const SETTLED = 150;
const QUIET = 700;

/** What is written beside a picture follows the hand that moves it once in so many milliseconds: faster than one reads. */
const READ = 100;

/** Two pictures in less time are one too many (milliseconds). */
const FRAME = 8;

/** Work between two pictures of what takes long, in milliseconds. */
const SLICE = 12;

/** Panels narrower or wider than this many CSS pixels are lettered smaller or larger. */
const NARROW = 300;
const WIDE = 900;

/** A panel smaller than this many CSS pixels is not drawn. */
const SMALLEST = 20;

/**
 * Keeps a part of a page as high as it has been where it `plays`, so that what is below it does not go up and down;
 * at another width it begins anew.
 */
function keepsHeight(plays) {
  let width;
  return ([{ target }]) => {
    if (target.offsetWidth !== width) target.style.minBlockSize = "";
    width = target.offsetWidth;
    if (plays()) target.style.minBlockSize = `${target.getBoundingClientRect().height}px`;
  };
}

export class Figure {
  #report;
  #state;
  #scene;
  #panels = [];
  #accounts = [];
  #models = new ModelCache();
  #transport = new Transport(() => this.#invalidate(false));
  #prediction;
  #visible = false;
  #stale = true;
  /** What the scene's experiment was built from, but for its start. */
  #built;
  #frame = 0;
  #highlight;
  #home;
  #homeModel;
  /** Colours, sizes and resolution: read from the page only after they may have changed. */
  #look;
  #timers = {};
  /** A pin is in somebody's hand; and when the words last followed. */
  #held = false;
  #toldAt = 0;
  #drawnAt = 0;
  #failing = false;
  #goalMet = false;
  /** The step to show once it is known how many there are. */
  #wanted;

  /** `report` receives `changed(spec, byReader)`, `failed(error)`, `drawn()` and `ended()`, when a run has been played out. */
  constructor(report) {
    this.#report = report;
    this.root = element("figure", "empty");
    this.panels = element("div", "panels");
    this.problem = element("p", "problem");
    this.problem.hidden = true;
    this.problem.setAttribute("role", "alert");
    this.text = element("figcaption");
    this.goal = element("p", "goal");
    this.goal.hidden = true;
    this.ledger = element("div", "account");
    this.controls = element("div", "steering");
    this.saving = element("details", "saving");
    this.saving.append(element("summary", "", "Save, copy, open"));
    this.saving.addEventListener("toggle", () => report.saving(this), { once: true });
    for (const part of [this.text, this.ledger]) new ResizeObserver(keepsHeight(() => !this.#transport.root.hidden)).observe(part);
    this.announcer = element("div", "announcer");
    this.announcer.setAttribute("aria-live", "polite");
    this.#prediction = new Prediction({
      begin: (guess) => this.#predict(guess),
      reveal: () => this.#transport.seek(STAGES.length - 1),
    });
    const steps = element("div", "steps");
    steps.append(this.#transport.root, this.#prediction.root);
    this.root.addEventListener("transitionend", () => this.relook());
    // A canvas may lose all it showed, its backdrop included; the events do not bubble.
    this.root.addEventListener("contextrestored", () => this.#repaint(), { capture: true });
    this.root.append(this.panels, this.problem, steps, this.text,
      this.goal, this.ledger, this.controls, this.saving, this.announcer);
  }

  get spec() {
    return this.#scene?.spec;
  }

  get state() {
    return this.#state;
  }

  /** The step it shows; a single step on its way is a fraction. */
  get cursor() {
    return isSingleStep(this.#state) ? stepOf(this.#transport.cursor) : this.#transport.cursor;
  }

  set cursor(step) {
    this.#wanted = step;
    if (!this.#stale) this.#seekWanted();
    this.#invalidate(false);
  }

  #seekWanted() {
    if (this.#wanted === undefined) return;
    this.#transport.seek(isSingleStep(this.#state) ? stageOf(this.#wanted) : this.#wanted);
    this.#wanted = undefined;
  }

  /** Shows another state, which has been checked. */
  show(state) {
    this.root.className = "";
    this.#state = state;
    this.#stale = true;
    this.#homeModel = undefined;
    this.#layOut();
    this.say("");
    this.#invalidate();
  }

  set visible(visible) {
    this.#visible = visible;
    if (!visible) {
      // A frame still to come would set the panels to work again.
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#restPanels(false);
    }
    this.#invalidate(false);
  }

  /** Draws at once, in sight or not: paper shows every figure. */
  print() {
    if (!this.#state) return;
    this.#look = undefined;
    this.#render(performance.now());
  }

  /** Something about the page has changed that no number depends on. */
  relook() {
    this.#look = undefined;
    this.#invalidate(false);
  }

  /** Draws what has stayed as it was, too, which only another resolution asks for. */
  #repaint() {
    if (!this.#scene) return;
    this.redraw(1 + (window.devicePixelRatio || 1));
    this.relook();
  }

  /** Draws at so many device pixels per CSS pixel, or again as the screen has it. */
  redraw(ratio = window.devicePixelRatio || 1) {
    this.#update();
    const look = (this.#look ??= this.#observeLook());
    this.#look = { ...look, styles: look.styles.map((style) => ({ ...style, ratio })) };
    this.#draw();
  }

  /** Its colours, and the sizes of its panels. */
  get look() {
    return this.#look;
  }

  get playing() {
    return this.#transport.playing;
  }

  play() {
    this.#transport.play.click();
  }

  /** Says what is wrong, with a button where one may try `again`. */
  say(message, again) {
    this.problem.textContent = message;
    this.problem.hidden = message === "";
    if (again) this.problem.append(button("Try again", again));
  }

  #restPanels(gone) {
    for (const { view } of this.#panels) view.rest?.(gone);
  }

  /** Gives up what it holds; shown again it starts anew. */
  rest() {
    this.#restPanels(true);
    cancelAnimationFrame(this.#frame);
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#timers = {};
    this.#held = false;
    this.#frame = 0;
    this.#visible = false;
    this.#models.free();
    // Its experiment with it; what it showed stays known.
    this.#scene?.free?.();
    if (this.#scene) this.#scene.free = undefined;
    this.#built = undefined;
    this.#stale = true;
    this.#transport.pause();
  }

  /** Panels, controls and transport for the state's views and charts. */
  #layOut() {
    const hooks = {
      move: (pin, chart, at) => this.#move(pin, chart, at),
      whereIs: (pin, chart) => this.#whereIs(pin, chart),
      end: () => this.#release(),
      change: (apply, found) => this.#change(apply, found),
      emphasize: (rule) => this.#emphasize(rule),
      redraw: () => this.#invalidate(false),
      failed: (error) => this.#report.failed(error),
    };
    this.#restPanels(true);
    const views = viewsOf(this.#state);
    this.#panels = views.flatMap((view) => panelsOf(view, this.#state, hooks));
    const slots = this.#panels.map(({ view, title, chart }, k) => slot(view.root, title, chart, k));
    this.panels.replaceChildren(...slots);
    this.panels.dataset.count = slots.length;
    this.#accounts = views.flatMap((view) => view.account?.(this.#state, hooks) ?? []);
    const whole = views.some((view) => view.instead);
    if (this.#state.ellipses.length > 1 && !whole) this.#accounts.push(new Matrices(this.#state));
    if (this.#state.rules.length && !whole) {
      this.#accounts.push(new Ledger(this.#state, hooks.emphasize), new Facts(this.#state));
    }
    for (const part of [this.text, this.ledger]) part.style.minBlockSize = "";
    this.ledger.replaceChildren(...this.#accounts.map(({ root }) => root));
    this.#look = undefined;
    this.#transport.root.hidden = this.#state.controls === "none" || this.#state.rules.length === 0 || views.every((view) => view.timeless);
    this.#prediction.root.hidden = !this.#state.predict;
    this.#refreshControls();
  }

  #refreshControls() {
    const all = () => [...this.controls.querySelectorAll("input, select, button")];
    const focused = all().indexOf(this.root.getRootNode().activeElement);
    const change = (apply) => this.#change(apply);
    const [sliders, menus] = buildControls(this.#state, change, countOf(this.#model()));
    const some = [...viewsOf(this.#state).flatMap((view) => view.controls?.(this.#state, change) ?? []), sliders];
    this.saving.hidden = this.#state.controls !== "all";
    this.controls.replaceChildren(...{ none: [], some, all: [...some, menus] }[this.#state.controls]);
    // The menu that brought this about keeps the focus.
    all()[focused]?.focus({ preventScroll: true });
  }

  /** Applies a reader's change, or what work has `found`; what the core refuses is undone and said. */
  #change(apply, found = false) {
    const before = structuredClone(this.#state);
    const convert = (start, chart) => this.#model().convert(start.at, start.chart, chart);
    try {
      apply(this.#state, convert, this.#model());
      this.#stale = true;
      this.#update();
      if (!found) this.say("");
    } catch (error) {
      this.#state = before;
      this.#stale = true;
      // A menu has gone ahead to what it was refused; a slider is in somebody's hand.
      if (this.root.getRootNode().activeElement?.type !== "range") this.#refreshControls();
      this.say(error.message);
    }
    const differs = (part) => JSON.stringify(part(this.#state)) !== JSON.stringify(part(before));
    const planes = differs(({ charts, views, ellipses, rules }) => [charts, views, ellipses, rules]);
    // A plane that is new has to hold the start as it is now.
    if (planes) this.#home = this.#farthest();
    if (planes || differs(({ race }) => [race?.budget, race?.against])) this.#layOut();
    else if (differs(({ data }) => data)) this.#refreshControls();
    this.#invalidate(false);
    this.#report.changed(this.spec, !found);
    this.#announceSoon();
  }

  /** Where a pin is, which may not have been drawn yet: keys come faster than frames. */
  #whereIs(pin, chart) {
    const { chart: named, at } = this.#state[pin];
    return named === chart ? at : this.#model().convert(at, named, chart);
  }

  /** A pin goes to `at`, or as far towards it as is sensible: not out of the domain. */
  #move(pin, chart, at) {
    if (!this.#scene) return;
    const model = this.#model();
    const from = this.#whereIs(pin, chart);
    let to = model.towards(from, at, chart);
    if (pin === "start" && this.#state.stick && this.#state.other) {
      const other = this.#whereIs("other", chart);
      const along = Array.from(model.towards(other, other.map((value, k) => value + to[k] - from[k]), chart));
      // Where q has to stop, so does p.
      to = from.map((value, k) => value + along[k] - other[k]);
      if (!model.contains(to, chart)) return;
      this.#state.other = { chart, at: along };
    }
    const now = performance.now();
    const soon = !this.#held || this.#frame || !this.#visible || now - this.#drawnAt < FRAME;
    this.#held = true;
    this.#state[pin] = { chart, at: Array.from(to) };
    if (pin === "start") this.#state.unplaced = false;
    this.#stale = true;
    // Browsers tell of moves once a frame: to ask for one more takes a fifth of all that a move does.
    if (soon) this.#invalidate(false);
    else this.#render(now);
  }

  /** The hand rests, or was a key. */
  #release() {
    this.#held = false;
    this.#invalidate(false);
    this.#announceSoon();
  }

  /** A prediction is asked for: the reader's own mark starts where the step does. */
  #predict() {
    this.#state.guess = { chart: this.#state.start.chart, at: [...this.#state.start.at] };
    this.#transport.seek(STAGES.indexOf("balls"));
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
    this.#drawnAt = now;
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
    if (this.#transport.playing || this.#scene.growing) this.#invalidate(false);
    else if (playing) {
      this.#announceSoon();
      this.#report.ended();
    }
  }

  /** Brings the scene up to the state. */
  #update() {
    if (!this.#stale && !this.#scene.growing) return;
    const model = this.#model();
    if (!this.#stale) {
      grow(this.#scene, this.#state, model);
      this.#transport.extent(this.#scene.steps, undefined, this.#scene.reached);
      return;
    }
    const [first] = this.#state.charts;
    if (!this.#state.start) {
      this.#state.start = { chart: first, at: model.start(first) };
      this.#state.unplaced = true;
    }
    for (const view of viewsOf(this.#state)) view.complete?.(this.#state, model);
    // Windows hold the start that the figure opened with; dragging moves no window.
    if (this.#homeModel !== this.#models.key) {
      this.#home = this.#farthest();
      this.#homeModel = this.#models.key;
    }
    const built = [this.#models.key, rulesKey(this.#state)];
    const before = this.#built?.every((part, k) => part === built[k]) ? this.#scene : undefined;
    // Should it be refused, nobody knows how far it has come.
    this.#built = undefined;
    const scene = compute(this.#state, model, before);
    if (scene.experiment !== this.#scene?.experiment) this.#scene?.free?.();
    this.#scene = scene;
    this.#stale = false;
    this.#built = built;
    if (isSingleStep(this.#state)) this.#transport.extent(STAGES.length - 1, STAGES);
    else this.#transport.extent(this.#scene.steps, undefined, this.#scene.reached);
    this.#seekWanted();
    this.#settleSoon();
    this.#report.changed(this.#scene.spec, false);
  }

  /** Of two distributions the one farther from the best fit: a window that holds both holds the other, too. */
  #farthest() {
    const { start, other } = this.#state;
    const model = this.#model();
    const loss = (pin) => model.inspect(pin.at, pin.chart).loss;
    return { ...(other && loss(other) > loss(start) ? other : start) };
  }

  #draw() {
    const look = (this.#look ??= this.#observeLook());
    const single = isSingleStep(this.#state);
    const at = this.#transport.shown(look.still);
    const stage = single ? at : Infinity;
    const cursor = single ? stepOf(at) : at;
    const shared = {
      scene: this.#scene, state: this.#state, model: this.#model(), modelKey: this.#models.key, home: this.#home,
      cursor, stage, colors: look.colors, highlight: this.#highlight, told: this.#isToTell(),
    };
    for (const [index, { view }] of this.#panels.entries()) {
      const style = look.styles[index];
      if (style.width < SMALLEST || style.height < SMALLEST) continue;
      view.draw({ ...shared, style });
    }
    if (shared.told) this.#tell(cursor, stage);
  }

  /** Whether words and numbers are to follow in this frame; if not, they will soon. */
  #isToTell() {
    const rest = this.#held ? this.#toldAt + READ - performance.now() : 0;
    // A frame may come before its time is up: then it asks again.
    if (rest > 0) this.#timers.tell ??= setTimeout(() => {
      this.#timers.tell = undefined;
      this.#invalidate(false);
    }, rest);
    return rest <= 0;
  }

  #tell(cursor, stage) {
    clearTimeout(this.#timers.tell);
    this.#timers.tell = undefined;
    this.#toldAt = performance.now();
    const landed = stage >= STAGES.length - 1;
    const step = isSingleStep(this.#state) && !landed ? 0 : cursor;
    this.#prediction.follow(this.#state, landed);
    for (const account of this.#accounts) account.update(this.#scene, this.#state, step);
    setText(this.text, this.#words(cursor, stage));
    this.#showGoal();
  }

  #words(cursor, stage) {
    const [scene, state] = [this.#scene, this.#state];
    if (stage < STAGES.length - 1) return stageCaption(scene, state, stage);
    const own = viewsOf(state).map((view) => view.caption?.(scene, state, cursor)).find((words) => words !== undefined);
    const text = own ?? (state.rules.length ? caption(scene, state, cursor)
      : state.ellipses.length > 1 ? aboutMatrices(scene, state) : "");
    const batches = state.batch ? aboutBatches(state, countOf(this.#model())) : "";
    return [this.#prediction.verdict(scene, state, this.#model()), text, batches].filter(Boolean).join(" ");
  }

  /** Says how far the reader has come towards the figure's goal. */
  #showGoal() {
    const goal = goalOf(this.#scene, this.#state);
    this.goal.hidden = goal === undefined;
    if (!goal) return;
    setText(this.goal, goal.text);
    this.goal.classList.toggle("met", goal.met);
    if (goal.met && !this.#goalMet) this.#announceSoon();
    this.#goalMet = goal.met;
  }

  #observeLook() {
    const found = colors(this.announcer);
    const own = getComputedStyle(this.root);
    const type = Number(own.getPropertyValue("--kl-type")) || 1;
    const ratio = window.devicePixelRatio || 1;
    const styles = this.#panels.map(({ view }) => {
      const { width, height } = (view.panel ?? view.root).getBoundingClientRect();
      view.root.dataset.font = own.fontFamily;
      return {
        width: Math.round(width), height: Math.round(height), ratio,
        ground: found.ground, ink: found.ink, contour: found.contour,
        text: Math.round(type * (width < NARROW ? 11 : width > WIDE ? 14 : 12)),
      };
    });
    for (const account of this.#accounts) account.paint?.(found, ratio);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return { colors: found, styles, still };
  }

  #emphasize(rule) {
    if (rule === this.#highlight) return;
    this.#highlight = rule;
    this.#invalidate(false);
  }

  /** Starts what takes longer, unless the hand moves on first. */
  #settleSoon() {
    clearTimeout(this.#timers.settle);
    const views = viewsOf(this.#state).filter((view) => view.settle);
    if (!views.length) return;
    const scene = this.#scene;
    this.#timers.settle = setTimeout(() => {
      this.#settle(scene, views.map((view) => view.settle(scene, this.#state, this.#model())));
    }, SETTLED);
  }

  /** Goes on with work under way for one slice of time; a new scene ends it. */
  #settle(scene, work) {
    if (scene !== this.#scene || !work.length) return;
    if (this.#visible) {
      const until = performance.now() + SLICE;
      while (work.length && performance.now() < until) {
        if (work[0].next().done) work.shift();
      }
      this.#invalidate(false);
    }
    this.#timers.settle = setTimeout(() => this.#settle(scene, work), this.#visible ? 0 : SETTLED);
  }

  #announceSoon() {
    clearTimeout(this.#timers.announce);
    this.#timers.announce = setTimeout(() => {
      const goal = this.goal.hidden || !this.#goalMet ? "" : ` ${this.goal.textContent}`;
      this.announcer.textContent = this.text.textContent + goal;
    }, QUIET);
  }
}

function slot(content, title, chart, index) {
  const made = element("div", "slot");
  made.append(element("p", "title", title), content);
  if (chart) made.dataset.chart = chart;
  made.dataset.index = index;
  return made;
}

