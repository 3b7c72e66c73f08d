// The picture of a figure that an element contains. It stands there until the live figure takes its place.

import { element } from "../elements.js";
import { askTogether } from "./together.js";
/** @import { Load } from "./beginning.js" */

/** What gives a figure the place of a picture. */
const placing = () => import("./place.js");

export class Picture {
  #host;
  #is;
  /** Whether it is seen, and the figure is not. */
  #stands = false;
  /** @type {import("./place.js").Place | undefined} */
  #place;
  /** Where it is shown, as everything else that the element contains. */
  slot = element("slot");
  /** The box of the figure. */
  bed = element("div", "bed");

  /** @param {HTMLElement} host @param {(state: string, on?: boolean) => void} is sets or ends a state of the element */
  constructor(host, is) {
    this.#host = host;
    this.#is = is;
  }

  /** Whether there is one, or was one. */
  get exists() {
    return this.#host.querySelector("img, picture, svg") !== null;
  }

  /** Whether it is one file. Where there are several, as one for wide columns and one for phones, the page says which is seen, and how wide the figure is. */
  get #isFile() {
    const [first, ...more] = this.#host.querySelectorAll("img, svg");
    return more.length === 0 && first?.matches("img") === true;
  }

  /** Whether the page lets it float, as a style of all its pictures may: then it is held inside the element, so that what follows stands below it. */
  get #floats() {
    return [...this.#host.querySelectorAll("img, picture, svg")].some((one) => getComputedStyle(one).float !== "none");
  }

  /** The element has been put into a page. */
  connected() {
    this.#stand(this.slot.isConnected && this.exists);
    if (!this.#stands) return;
    this.#is("in-place");
    askTogether(() => this.#floats, (floats) => this.#is("floated", floats));
    if (this.#isFile) placing().catch(() => {});
  }

  /** Gives the box of the figure the place of the picture, and then calls `then`. @param {Load} load @param {() => void} then */
  giveWay(load, then) {
    const begin = () => {
      this.#stand(this.slot.isConnected && this.exists);
      then();
    };
    if (this.slot.isConnected && this.#isFile) load(placing, ({ Place }) => {
      this.#place = new Place(this.#host, this.bed);
      this.#is("narrowed", this.#place.measure());
      begin();
    });
    else begin();
  }

  /** The figure has been drawn. */
  remove() {
    if (this.#stands) this.#place?.take();
    this.slot.remove();
    this.#stand(false);
  }

  /** What the element says stands below it. */
  stay() {
    this.#stand(false);
  }

  /** @param {boolean} stands */
  #stand(stands) {
    this.#stands = stands;
    this.#is("pictured", stands);
  }
}
