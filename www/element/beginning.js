// When a figure begins: once the core has started, and the figure is near the visible part of its page.

import { readyFor, started } from "../core.js";
import { fetchViews } from "../views/registry.js";
import { whenIdle } from "./loading.js";
import { neededIn, viewsWith } from "./needs.js";
import { askTogether } from "./together.js";
import { isNear } from "./watching.js";

/** @typedef {<Loaded>(fetching: () => Promise<Loaded>, then: (loaded: Loaded) => void) => void} Load See loading.js; failures are shown. */

export class Beginning {
  #host;
  #load;
  #begin;
  /** Whether it is waiting for the core, or for a reader to try again. */
  #asked = false;
  /** Whether the core has started. */
  #awake = false;
  #near = false;
  /** Whether `begin` has been called. */
  #begun = false;

  /**
   * Calls `begin` once.
   * @param {HTMLElement} host
   * @param {Load} load
   * @param {() => void} begin
   */
  constructor(host, load, begin) {
    this.#host = host;
    this.#load = load;
    this.#begin = begin;
  }

  /** The element has been put into a page. If nobody sees it yet, it must not delay the rest of the page. */
  connected() {
    if (started()) this.#start();
    else askTogether(() => isNear(this.#host), (near) => (near ? this.#start() : whenIdle(() => this.#start())));
  }

  /** The element has come near the visible part. */
  approach() {
    this.#near = true;
    if (this.#awake) this.#tryToBegin();
    else this.#start();
  }

  #start() {
    if (!this.#host.isConnected || this.#asked) return;
    this.#asked = true;
    // At the same time as the core. If this fails, it is tried again, and said, when the figure needs it.
    fetchViews(viewsWith(this.#host.getAttribute("view"), this.#host.getAttribute("field"))).catch(() => {});
    this.#load(() => readyFor(neededIn(this.#host)), () => {
      this.#asked = false;
      this.#wake();
    });
  }

  /** The core has started. Figures in sight begin at once, others when the page is idle. */
  #wake() {
    const first = !this.#awake;
    this.#awake = true;
    this.#tryToBegin();
    if (first) requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(() => this.approach())));
  }

  /** An element that is put back into a page continues where it was. */
  #tryToBegin() {
    if (!this.#host.isConnected || this.#begun || !this.#awake || !this.#near) return;
    this.#begun = true;
    this.#begin();
  }
}
