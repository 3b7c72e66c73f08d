// <kl-ball>: a figure as an element. Attributes say what it shows; see README.md.

import { Asked } from "./element/asked.js";
import { Beginning } from "./element/beginning.js";
import { Reported, asText } from "./element/changes.js";
import { load } from "./element/loading.js";
import { withWhole } from "./element/needs.js";
import { Picture } from "./element/picture.js";
import { mirrorAttributes, takeEarly, write } from "./element/properties.js";
import { Reading } from "./element/reading.js";
import { Showing } from "./element/showing.js";
import { watch, watchAttributes } from "./element/watching.js";
import { element } from "./elements.js";
import { Figure } from "./figure/figure.js";
import { allNames } from "./state/names.js";
import { sheetFor } from "./style.js";
import "./views/index.js";
/** @import { Load } from "./element/beginning.js" */
/** @import { FullSpec } from "./scene/shape.js" */

/** @typedef {{ figure: Figure, showing: Showing }} Made A figure, and what says what it shows. */

/** In workers and on servers there is no HTMLElement. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? Object);

class KlBall extends Base {
  #shadow = this.attachShadow({ mode: "open" });
  /** States of its own, which a page sees as `:state(…)`. */
  #states = this.attachInternals?.().states;
  #picture = new Picture(this, (state, on) => this.#is(state, on));
  #reading = new Reading(this);
  #asked = new Asked();
  /** There from when the element is in a page for the first time. @type {Made | undefined} */
  #made;
  /** What ends listening to the page. */
  #unwatch = () => {};
  /** Reads the attributes that were written while it was in no page. */
  #tellWritten = (/** @type {boolean} */ _atOnce = false) => {};
  #beginning = new Beginning(this, (fetching, then) => this.#load(fetching, then), () => this.#begin());
  /** Whether `spec` was set and has not been asked for since. */
  #given = false;
  /** Whether the page is being told of a change. */
  #telling = false;
  /** Whether it has been drawn. */
  #isDrawn = false;
  #reported = new Reported();

  connectedCallback() {
    // In a document without a window nobody sees it.
    if (!this.ownerDocument.defaultView) return;
    this.#shadow.adoptedStyleSheets = [sheetFor(this.ownerDocument)];
    takeEarly(this);
    const made = this.#made ??= this.#build();
    this.#picture.connected();
    this.#unwatch = this.#watch(made);
    this.#beginning.connected();
    this.#tellWritten();
  }

  disconnectedCallback() {
    this.#unwatch();
    this.#unwatch = () => {};
    this.#made?.figure.rest();
  }

  /** The experiment it shows, as a specification; setting it shows another. Before anything is shown, it is what was set. */
  get spec() {
    const figure = this.#made?.figure;
    if (this.#given && !this.#telling) {
      this.#given = false;
      this.#tellWritten(true);
      figure?.settle();
    }
    return (this.#asked.isLoading ? this.#reading.given() : undefined) ?? figure?.spec ?? this.#reading.given();
  }

  set spec(spec) {
    write(this, "spec", spec);
    this.#given = true;
  }

  /** The step it shows; before it shows any, the one that it will begin with. */
  get cursor() {
    return this.#made?.showing.step.shown ?? this.#asked.step ?? 0;
  }

  set cursor(step) {
    if (this.#made) this.#made.showing.step.shown = step;
    else this.#asked.step = step;
  }

  /**
   * A reader's changes, as attributes by name, as in links. Setting them starts
   * from the written attributes again, at the last step unless they name another. The
   * same changes again change nothing.
   */
  get changes() {
    return this.#made?.showing.changes ?? { ...this.#asked.changes };
  }

  set changes(changes) {
    const wanted = asText(changes);
    if (this.#made) this.#made.showing.changes = wanted;
    else this.#asked.restore(wanted);
  }

  #build() {
    const fail = (/** @type {Error} */ error) => this.#fail(error);
    const figure = new Figure({
      changed: (spec, byReader) => this.#tell(/** @type {FullSpec} */ (spec), byReader),
      failed: (error) => fail(/** @type {Error} */ (error)),
      ended: () => this.dispatchEvent(new CustomEvent("kl-ball-end", { bubbles: true })),
      drawn: () => this.#drawn(),
      saving: (shown) => this.#load(withWhole(() => import("./saving.js")), ({ fill }) => fill(shown.parts.saving, shown, this)),
    });
    figure.root.hidden = true;
    // A container that asks for the size of its contents gets that of a picture, which gives way where there is less
    // room. The figure itself has no such size, because its layout follows its width. Both are in one box, so that the
    // page may make a flex container or a grid of the element.
    const room = element("div", "room");
    room.append(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    room.setAttribute("aria-hidden", "true");
    const { slot, bed } = this.#picture;
    bed.append(room, figure.root);
    this.#shadow.append(slot, bed);
    const showing = new Showing(this, figure, { reading: this.#reading, asked: this.#asked }, { load: (fetching, then) => this.#load(fetching, then), fail });
    this.#tellWritten = watchAttributes(this, (names) => showing.reread(names));
    return { figure, showing };
  }

  /** @param {Made} made */
  #watch({ figure, showing }) {
    return watch(this, this.#picture.bed, {
      seen: (seen) => {
        figure.visible = seen;
        if (seen) this.#beginning.approach();
      },
      background: (background) => {
        for (const state of ["on-light", "on-dark"]) this.#is(state, state === background);
      },
      scale: () => figure.rescale(),
      look: () => figure.relook(),
      // Browsers do not print the background of a dark page, so on paper a figure is light.
      print: (printing) => {
        this.#is("printing", printing);
        if (printing) figure.print();
        else figure.endPrint();
      },
      drop: (event) => showing.tables.drop(event),
    });
  }

  /** Sets or ends a state of its own. Attributes are the page's alone: what compares them with its own text finds nothing else. @param {string} state @param {boolean} [on] */
  #is(state, on = true) {
    if (on) this.#states?.add(state);
    else this.#states?.delete(state);
  }

  /** Loads something; if that fails it says so, and the reader may try again. @type {Load} */
  #load(fetching, then) {
    load(fetching, then, {
      failed: (error, again, word) => this.#fail(error, again, word),
      trying: () => this.#made?.figure.say(""),
    });
  }

  /** The core has started, and a reader is near. */
  #begin() {
    this.#picture.giveWay((fetching, then) => this.#load(fetching, then), () => {
      mirrorAttributes(KlBall, allNames());
      takeEarly(this);
      this.#made?.showing.begin(this.#picture.exists);
    });
  }

  /** The figure has been drawn. */
  #drawn() {
    this.#picture.remove();
    this.#made?.showing.step.drawn();
    this.#is("failed", false);
    if (this.#isDrawn) return;
    this.#isDrawn = true;
    this.#is("ready");
    // reveal.js centres a slide when the window has another size; its slide has another height now.
    if (this.closest(".reveal")) window.dispatchEvent(new Event("resize"));
    this.dispatchEvent(new CustomEvent("kl-ball-ready", { bubbles: true }));
  }

  /** Tells the page of a change; one that no reader made only if it is not the state that it was told of, written otherwise. @param {FullSpec} spec @param {boolean} byReader */
  #tell(spec, byReader) {
    const state = this.#made?.figure.state;
    if (!state) return;
    if (byReader) this.#reported.note(spec, state);
    else if (!this.#reported.isNew(spec, state)) return;
    this.#telling = true;
    this.dispatchEvent(new CustomEvent("kl-ball-change", { bubbles: true, detail: spec }));
    if (byReader) this.dispatchEvent(new CustomEvent("kl-ball-input", { bubbles: true }));
    this.#telling = false;
  }

  /** @param {Error} error @param {() => void} [again] @param {string} [word] on the button for that */
  #fail(error, again, word) {
    // Its room is kept no longer for a figure that may not come.
    this.#is("failed");
    this.#picture.stay();
    const figure = this.#made?.figure;
    if (figure) figure.root.hidden = false;
    figure?.say(error.message, again, word);
    this.dispatchEvent(new CustomEvent("kl-ball-error", { bubbles: true, detail: error }));
  }
}

mirrorAttributes(KlBall);
if (globalThis.HTMLElement && !customElements.get("kl-ball")) customElements.define("kl-ball", KlBall);
