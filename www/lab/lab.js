// The lab: one figure that fills the window, in which everything can be dragged. This file connects its parts.

import { ready } from "../core.js";
import { Figure } from "../figure/figure.js";
import { filling } from "../state/field.js";
import { sheetFor } from "../style.js";
import "../views/index.js";
import { fetchViews } from "../views/registry.js";
import { Address } from "./address.js";
import { Axis } from "./axis.js";
import { Bench } from "./bench.js";
import { Claim } from "./claim.js";
import { copiedControls } from "./copies.js";
import { expose } from "./expose.js";
import { Filling } from "./filling.js";
import { FoldingSide } from "./folding-side.js";
import { Formulas } from "./formula.js";
import { frame } from "./frame.js";
import { remarkOn } from "./framing.js";
import { Hands } from "./hands.js";
import { listenAtHandles } from "./handles.js";
import { listen } from "./keys.js";
import { Later } from "./later.js";
import { Notes } from "./notes.js";
import { Notices } from "./notices.js";
import { readable } from "./open.js";
import { listenForData, showOwnData } from "./own.js";
import { Presets } from "./presets.js";
import { Projector } from "./projector.js";
import { Sentence } from "./sentence.js";
import { Showing } from "./showing.js";
import { Short } from "./short.js";
import { Side } from "./side.js";
import { Stage } from "./stage.js";
import { labSheet } from "./style.js";
import { listOf, newsOf } from "./rules.js";
import { setTheme, themeOf } from "./theme.js";
import { isTouched } from "./touch.js";
import { Way } from "./way.js";
import { Welcome } from "./welcome.js";
import { Windows } from "./windows.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Host } from "../views/view.js" */

/** What screen readers are told of a kind of field. */
const FIELDS = { none: "No field.", balls: "A field of balls of one cost and discs of one radius.", arrows: "A field of gradients and natural gradients." };

export class Lab {
  #host;
  #stage = new Stage({ resized: () => this.#resized(), shown: (panels) => this.#take(panels) });
  /** @type {Figure} */
  #figure = this.#buildFigure();
  #windows = new Windows(() => this.#figure.current, () => this.#figure.redraw());
  #axis = new Axis(() => this.#figure.current, () => this.#figure.redraw());
  /** @type {Bench} */
  #bench = this.#buildBench();
  #way = new Way(this.#bench);
  #presets = new Presets();
  #parts = this.#buildFrame();
  #folding = new FoldingSide(this.#parts, () => this.#figure.relook());
  #notices = new Notices(this.#parts);
  #notes = new Notes();
  #sentence = new Sentence(this.#figure.parts.text);
  #short = new Short(this.#parts.root, this.#figure.parts.text, () => this.#figure);
  #claim = new Claim(this.#parts, this.#presets);
  #formulas = new Formulas(this.#parts.root, this.#figure);
  #welcome = new Welcome(this.#parts.root, this.#figure, this.#notices);
  #hands = new Hands(this.#bench);
  #filling = new Filling(this.#figure, this.#windows, (text) => this.#notices.say(text));
  #address;
  #side;
  #projector;
  #showing;
  #shadow;
  /** The panel for a reader's own data, once it is there. @type {Awaited<ReturnType<typeof showOwnData>> | undefined} */
  #own;
  /** The rules at the last change. @type {import("./rules.js").Entry[]} */
  #rules = [];
  #later;

  /** @param {HTMLElement} host an element that fills the window */
  constructor(host) {
    // It gets the properties of a figure below.
    this.#host = /** @type {Host} */ (host);
    this.#parts.side.append(this.#notes.root);
    this.#address = new Address(host, this.#figure, this.#presets);
    this.#showing = this.#buildShowing();
    this.#later = this.#buildLater();
    this.#side = this.#buildSide();
    this.#projector = this.#buildProjector();
    const { root, parts } = this.#figure;
    root.replaceChildren(this.#parts.root, parts.announcer, parts.ruler);
    this.#shadow = host.attachShadow({ mode: "open" });
    this.#shadow.adoptedStyleSheets = [sheetFor(document), labSheet(document)];
    this.#shadow.append(root);
    this.#listen();
    this.#figure.visible = true;
    expose(host, { figure: this.#figure, showing: this.#showing, stage: this.#stage, windows: this.#windows });
    this.#showing.restore();
    this.#side.paint();
    if (!this.#address.fixed) {
      this.#welcome.greet();
      this.#projector.rejoin();
    }
    host.toggleAttribute("ready", true);
  }

  // Its parts

  #buildFigure() {
    const hooks = {
      changed: (/** @type {unknown} */ _, /** @type {boolean} */ byReader) => this.#changed(byReader),
      refused: () => this.#refresh(),
      failed: (/** @type {unknown} */ error) => this.#figure.say(/** @type {Error} */ (error).message),
      drawn: () => this.#drawn(),
      saving: () => {},
      ended: () => this.#address.saveSoon(),
    };
    return new Figure(hooks, { panels: this.#stage, more: () => ({ planes: this.#planes(), axis: this.#axis.at(this.#windows.held) }), late: (...late) => this.#later?.words(...late), short: () => this.#short?.wanted ?? false, predicts: ({ views }) => views.includes("plane") });
  }

  #buildBench() {
    return new Bench(this.#figure, this.#windows, {
      tip: (text, panel, at) => this.#notices.tip(text, panel, at),
      said: (text) => this.#notices.say(text),
      began: () => this.#welcome.began(),
      ended: () => {
        this.#changed(true);
        this.#welcome.ended(true);
      },
      restored: () => {
        this.#welcome.ended(false);
        this.#changed(true);
      },
    });
  }

  #buildFrame() {
    const { parts: { text, goal, problem, prediction }, transport } = this.#figure;
    return frame({ stage: this.#stage.root, transport: transport.root, sentence: text, goal, problem, prediction, way: this.#way.root }, this.#acts());
  }

  #buildShowing() {
    return new Showing({
      host: this.#host, root: this.#parts.root, figure: this.#figure, bench: this.#bench, windows: this.#windows,
      presets: this.#presets, claim: this.#claim, notes: this.#notes, sentence: this.#sentence, address: this.#address, projector: () => this.#projector,
      said: (text) => this.#notices.say(text), announce: (text) => this.#notices.tell(text), themed: (theme) => this.#setTheme(theme), opened: () => {
        // The handle of another preset is not nudged again.
        this.#welcome.rest();
        this.#rules = listOf(this.#figure.state);
        this.#axis.forget();
        this.#short.forget();
        this.#refresh();
      },
    });
  }

  #buildSide() {
    return new Side(this.#parts.side, this.#figure, this.#bench, {
      open: (attributes, how) => this.#showing.open(attributes, how),
      ownData: () => this.#ownData(),
      save: async (menu) => {
        const { fill } = await import("../saving.js");
        fill(menu, this.#figure, this.#host);
        menu.querySelector(".row + .row")?.before(copiedControls(this.#host));
      },
    });
  }

  #buildLater() {
    return new Later({
      host: this.#host, figure: this.#figure, stage: this.#stage, parts: this.#parts, presets: this.#presets,
      showing: () => this.#showing, shadow: () => this.#shadow,
    });
  }

  #buildProjector() {
    return new Projector(this.#parts.root, {
      now: () => ({ link: this.#address.stepless, step: this.#figure.cursor, held: this.#windows.held }),
      panels: () => this.#stage.panels,
      changed: () => this.#projected(),
    });
  }

  /** What buttons and keys do. @returns {import("./frame.js").Acts} */
  #acts() {
    return {
      previous: () => this.#showing.turn(-1),
      next: () => this.#showing.turn(1),
      presets: () => this.#later.openDrawer(),
      share: async () => this.#notices.say(await this.#address.share()),
      save: () => this.#side.showSaving(),
      projector: () => this.#projector.toggle(),
      leave: () => {
        if (!this.#formulas.root.hidden) this.#formulas.hide();
        else if (this.#projector.on) this.#projector.toggle();
      },
      theme: () => this.#setTheme(),
      help: () => this.#later.toggleHelp(),
      formula: () => this.#formulas.next(),
      field: () => this.#nextField(),
      second: () => this.#openSecond(),
      notes: () => { this.#notes.shown = !this.#notes.shown; },
      panel: () => this.#folding.toggle(),
      undo: () => {
        // What that does to the rules is told in place of this.
        if (this.#bench.canUndo) {
          this.#notices.hush();
          this.#notices.tell("Taken back.");
        }
        this.#bench.undo();
      },
      redo: () => {
        if (this.#bench.canRedo) this.#notices.tell("Done again.");
        this.#bench.redo();
      },
    };
  }

  /** Opens the second window. This one goes back from the projector, where there is no room for notes. */
  #openSecond() {
    const opens = this.#projector.second();
    if (opens && this.#projector.on) this.#projector.toggle();
    this.#notices.say(opens ? "The second window shows the figure alone. Your notes are at the right." : "This browser does not open a second window.");
  }

  #listen() {
    listenAtHandles(this.#stage.root, this.#bench);
    listen(this.#acts(), this.#figure, this.#bench);
    addEventListener("keyup", ({ key }) => { if (key === "Shift") this.#settle(); });
    addEventListener("blur", () => this.#settle());
    addEventListener("popstate", () => this.#showing.restore());
    addEventListener("hashchange", () => readable().then(() => this.#showing.restore(), (error) => this.#figure.say(error.message)));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#relook());
    this.#figure.parts.prediction.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element && target.matches(".predict"))) return;
      this.#welcome.rest();
      this.#notices.say(isTouched() ? "Drag the hollow mark, or tap where the step lands. Then: Show it." : "Drag the hollow mark, click where the step lands, or press the arrow keys. Then: Show it.");
    });
    listenForData((given) => this.#ownData(given));
    document.addEventListener("visibilitychange", () => { this.#figure.visible = !document.hidden; });
  }

  /** Windows follow again after starts were added with Shift. */
  #settle() {
    if (!this.#windows.steady) return;
    this.#windows.steady = false;
    this.#figure.redraw();
  }

  /** The next kind of field: balls of one cost, arrows, none. */
  #nextField() {
    if (!this.#figure.state.views.includes("plane")) return;
    this.#bench.change((state) => {
      const kind = /** @type {const} */ ({ none: "balls", balls: "arrows", arrows: "none" })[state.field?.kind ?? "none"];
      if (kind === "none") delete state.field;
      else state.field = { ...(state.field ?? filling(kind)), kind };
    });
    this.#notices.tell(FIELDS[this.#figure.state.field?.kind ?? "none"]);
  }

  // What follows from a change

  #resized() {
    this.#sentence?.resized();
    this.#claim?.resized();
    this.#notices?.tip();
    this.#figure?.relook();
  }

  /** The projector is on or off, or a second window follows or does not any more. */
  #projected() {
    if (!this.#projector) return;
    if (this.#projector.on) this.#notices.say("P or Escape: back. W: the figure in a second window.");
    else if (this.#projector.followed) this.#notes.shown = true;
    this.#notices.tip();
    // The sentence has another room.
    this.#sentence.forget();
    this.#relook();
  }

  /** The other theme, or the given one. @param {string} [given] */
  #setTheme(given) {
    setTheme(this.#host, given);
    this.#notices.tell(`The ${themeOf(this.#host)} theme.`);
    this.#relook();
    this.#address.saveSoon();
  }

  /** A picture has been drawn: what lies over it follows, and so does a second window. */
  #drawn() {
    this.#fill();
    this.#welcome.drawn();
    this.#short.follow();
    this.#sentence.follow(this.#windows.held);
    this.#side?.drawn();
    this.#formulas?.follow();
    this.#stage.say((panel) => this.#remark(panel));
    this.#hands.follow();
    this.#stage.refocus();
    this.#claim.follow(this.#figure.current, this.#figure.cursor);
    if (!this.#windows.held && !this.#stage.fits) this.#figure.relook();
    // While a hand holds something nothing is said: letting go announces what is shown.
    if (this.#address?.follow() && !this.#figure.transport.playing && !this.#bench.isHeld) this.#figure.announce();
    this.#projector?.tell();
  }

  /** What is said beside the title of a panel. @param {Panel} panel */
  #remark({ chart, frame: at }) {
    const { state } = this.#figure;
    return chart ? this.#filling.remark(chart, state) || remarkOn(this.#figure.current, chart, at) : "";
  }

  /** A field whose cost nobody has chosen fills its plane; a preset of one is still the same. */
  #fill() {
    const { pristine } = this.#presets;
    if (!this.#filling.follow(this.#figure.state)) return;
    if (pristine) this.#presets.open(this.#figure.state);
    this.#refresh();
  }

  /** Other panels: hands may work on them. @param {Panel[]} panels */
  #take(panels) {
    this.#hands.take(panels);
    // What a tip was about may be gone.
    this.#notices.tip();
  }

  /** The windows of the planes, which the lab chooses itself. */
  #planes() {
    const { charts } = this.#figure.state;
    for (const panel of this.#stage.panels) {
      const aspect = this.#stage.aspectOf(panel);
      if (!panel.chart || !aspect) continue;
      // A plane that moves between two charts is the room of both.
      for (const chart of panel.name === "morph" ? charts : [panel.chart]) this.#windows.fits(chart, aspect);
    }
    return this.#windows.planes();
  }

  /** @param {boolean} byReader */
  #changed(byReader) {
    if (!byReader) return;
    if (this.#presets.compare(this.#figure.state)) this.#showing.entitle();
    this.#tellRules();
    this.#refresh();
    this.#address.saveSoon();
  }

  /** Tells screen readers when rules come, go or change places. */
  #tellRules() {
    const rules = listOf(this.#figure.state);
    const news = newsOf(this.#rules, rules);
    this.#rules = rules;
    if (news) this.#notices.tell(news);
  }

  /** Controls follow the state. */
  #refresh() {
    this.#parts.undo.disabled = !this.#bench.canUndo;
    this.#parts.redo.disabled = !this.#bench.canRedo;
    this.#side.refresh();
    this.#way.follow(this.#figure.state);
    this.#later?.name();
    this.#own?.follow();
  }

  /** A reader's own data, in the side panel. @param {import("./own.js").Given} [given] */
  async #ownData(given) {
    this.#own = await showOwnData({ side: this.#side, figure: this.#figure, host: this.#host }, given);
  }

  /** Colours or sizes of the page have changed. */
  #relook() {
    this.#figure.relook();
    this.#side.paint();
    this.#later?.name();
  }
}

const host = document.querySelector("#lab");
if (host instanceof HTMLElement) {
  Promise.all([ready(), fetchViews()]).then(readable).then(() => new Lab(host), (/** @type {Error} */ error) => {
    host.textContent = `This could not be loaded: ${error.message}`;
  });
}
