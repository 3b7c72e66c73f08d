// The projector: full screen, everything larger, a spot that follows the pointer, and a second window that shows what
// this one shows.

import { element } from "../elements.js";
import { addressWith } from "./link.js";

/** How many times as large everything is. */
export const LARGER = 1.6;

/** How many times as large everything is around an element of the lab. @param {Element} element */
export const zoomOf = (element) => Number(getComputedStyle(element).getPropertyValue("--zoom")) || 1;

/** Features of the second window. */
const WINDOW = "popup,width=1280,height=800";

/** @typedef {{ link: () => string, step: () => number, changed: (on: boolean) => void }} ProjectorHooks */

export class Projector {
  #lab;
  #hooks;
  #spot = element("div", "spot");
  /** Windows that follow. @type {BroadcastChannel | undefined} */
  #channel;
  #last = "";
  on = false;

  /** @param {HTMLElement} lab @param {ProjectorHooks} hooks */
  constructor(lab, hooks) {
    this.#lab = lab;
    this.#hooks = hooks;
    this.#spot.setAttribute("aria-hidden", "true");
    lab.append(this.#spot);
    lab.addEventListener("pointermove", ({ clientX, clientY }) => {
      if (this.on) this.#spot.style.translate = `${clientX / LARGER}px ${clientY / LARGER}px`;
    });
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && this.on) this.toggle();
    });
  }

  toggle() {
    this.on = !this.on;
    this.#lab.classList.toggle("projector", this.on);
    if (this.on) document.documentElement.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement) document.exitFullscreen?.().catch(() => {});
    this.#hooks.changed(this.on);
  }

  /** Opens a window that shows the figure alone and follows this one. Returns whether the browser lets it. */
  second() {
    const name = `kl-ball-${Math.floor(performance.timeOrigin)}-${Math.floor(performance.now())}`;
    this.#channel?.close();
    this.#channel = new BroadcastChannel(name);
    this.#last = "";
    // The new window asks as soon as it listens.
    this.#channel.addEventListener("message", () => {
      this.#last = "";
      this.tell();
    });
    const opened = window.open(addressWith(`${this.#hooks.link()}&screen=${name}`), "_blank", WINDOW);
    return Boolean(opened);
  }

  /** Tells the second window what is shown now. */
  tell() {
    if (!this.#channel) return;
    const said = JSON.stringify([this.#hooks.link(), this.#hooks.step()]);
    if (said === this.#last) return;
    this.#last = said;
    this.#channel.postMessage(said);
  }
}

/**
 * Follows another window: `show(link, step)` is called for everything that it shows.
 * @param {string} name
 * @param {(link: string, step: number) => void} show
 */
export function follow(name, show) {
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }) => {
    if (typeof data !== "string" || !data.startsWith("[")) return;
    const [link, step] = JSON.parse(data);
    if (typeof link === "string" && typeof step === "number") show(link, step);
  });
  channel.postMessage("?");
}
