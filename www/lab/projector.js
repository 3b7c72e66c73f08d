// The projector: full screen, everything larger, a spot that follows the pointer, and a second window that shows what
// this one shows.

import { element } from "../elements.js";
import { addressWith } from "./link.js";
import { placeOf, spotAt } from "./spot.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Spot } from "./spot.js" */

/** How many times as large everything is. */
export const LARGER = 1.6;

/** How many times as large everything is around an element of the lab. @param {Element} element */
export const zoomOf = (element) => Number(getComputedStyle(element).getPropertyValue("--zoom")) || 1;

/** Features of the second window. */
const WINDOW = "popup,width=1280,height=800";

/** What the second window says when it is closed, and how long it is then waited for (milliseconds). */
const GONE = "gone";
const PATIENCE = 1500;

/**
 * What the second window is told: the state as a link, the step, whether a hand holds something, and where the pointer is.
 * @typedef {{ link: string, step: number, held: boolean, spot?: Spot }} Told
 */

/** @typedef {{ now: () => Omit<Told, "spot">, panels: () => Panel[], changed: () => void }} ProjectorHooks */

export class Projector {
  #lab;
  #hooks;
  #spot = element("div", "spot");
  /** Windows that follow. @type {BroadcastChannel | undefined} */
  #channel;
  /** @type {Window | null} */
  #window = null;
  #last = "";
  /** Where the pointer is among the panels. @type {Spot | undefined} */
  #at;
  #asked = false;
  on = false;

  /** @param {HTMLElement} lab @param {ProjectorHooks} hooks */
  constructor(lab, hooks) {
    this.#lab = lab;
    this.#hooks = hooks;
    this.#spot.setAttribute("aria-hidden", "true");
    lab.append(this.#spot);
    lab.addEventListener("pointermove", (event) => {
      if (this.on) this.#place(event.clientX, event.clientY);
      if (!this.#channel) return;
      this.#at = spotAt(hooks.panels(), event);
      this.#tellSoon();
    });
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && this.on) this.toggle();
    });
  }

  /** Whether a second window follows this one. */
  get followed() {
    return this.#channel !== undefined;
  }

  toggle() {
    this.on = !this.on;
    this.#lab.classList.toggle("projector", this.on);
    if (this.on) document.documentElement.requestFullscreen?.().then(() => { if (!this.on) this.#leave(); }, () => {});
    else this.#leave();
    this.#hooks.changed();
  }

  /** Leaves full screen. The browser may still be on its way into it; then it leaves once it is there. */
  #leave() {
    if (document.fullscreenElement) document.exitFullscreen?.().catch(() => {});
  }

  /** Opens a window that shows the figure alone and follows this one. Returns whether the browser lets it. */
  second() {
    this.#end();
    const name = `kl-ball-${Math.floor(performance.timeOrigin)}-${Math.floor(performance.now())}`;
    this.#window = window.open(addressWith(`${this.#hooks.now().link}&screen=${name}`), "_blank", WINDOW);
    if (!this.#window) return false;
    this.#channel = new BroadcastChannel(name);
    this.#channel.addEventListener("message", ({ data }) => {
      if (data === GONE) {
        // It may only have been loaded again; then it asks at once.
        setTimeout(() => { if (!this.#window || this.#window.closed) this.#end(); }, PATIENCE);
        return;
      }
      this.#last = "";
      this.tell();
    });
    this.#hooks.changed();
    return true;
  }

  #end() {
    this.#channel?.close();
    this.#channel = undefined;
    this.#window = null;
    this.#hooks.changed();
  }

  /** Tells the second window what is shown now. */
  tell() {
    if (!this.#channel) return;
    const said = JSON.stringify({ ...this.#hooks.now(), ...(this.#at && { spot: this.#at }) });
    if (said === this.#last) return;
    this.#last = said;
    this.#channel.postMessage(said);
  }

  /** The same, once a frame. */
  #tellSoon() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.tell();
    });
  }

  /** Shows the spot where the pointer of the other window is, or hides it. @param {Spot | undefined} spot */
  point(spot) {
    const place = spot && placeOf(this.#hooks.panels(), spot);
    if (!place) {
      this.#spot.style.translate = "";
      return;
    }
    const { left, top } = place.panel.getBoundingClientRect();
    const zoom = zoomOf(this.#lab);
    this.#place(left + place.at[0] * zoom, top + place.at[1] * zoom);
  }

  /** Puts the spot somewhere in the viewport. @param {number} x @param {number} y */
  #place(x, y) {
    const zoom = zoomOf(this.#lab);
    this.#spot.style.translate = `${x / zoom}px ${y / zoom}px`;
  }
}

/**
 * Follows another window: `show` is called for everything that it shows.
 * @param {string} name
 * @param {(told: Told) => void} show
 */
export function follow(name, show) {
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }) => {
    if (typeof data !== "string" || !data.startsWith("{")) return;
    const received = JSON.parse(data);
    if (typeof received.link === "string" && typeof received.step === "number") show(received);
  });
  addEventListener("pagehide", () => channel.postMessage(GONE));
  channel.postMessage("?");
}
