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

/** What the second window says when it wants to know what is shown, and when it is closed. */
const [ASKED, GONE] = ["?", "gone"];

/** What the first window says when it is there again, when it is closed, and to a copy of itself, which had its name from it. */
const [BACK, LEFT, TAKEN] = ["back", "left", "taken"];

/** A window that is closed may only be loaded again: so long the other one waits for it (milliseconds). */
const PATIENCE = 1500;
const LONG = 5000;

/** Where a window keeps the name of its second one, so that it finds it after a reload. */
const PLACE = "kl-ball-second";

/**
 * What the second window is told: the state as a link, the step, whether a hand holds something, and where the pointer is.
 * @typedef {{ link: string, step: number, held: boolean, spot?: Spot }} Projected
 */

/** @typedef {{ now: () => Omit<Projected, "spot">, panels: () => Panel[], changed: () => void }} ProjectorHooks */

export class Projector {
  #lab;
  #hooks;
  #spot = element("div", "spot");
  /** To the window that follows. @type {BroadcastChannel | undefined} */
  #channel;
  /** Whether there is such a window. */
  #follows = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
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
      if (!this.#follows) return;
      this.#at = spotAt(hooks.panels(), event);
      this.#tellSoon();
    });
    document.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && this.on) this.toggle();
    });
  }

  /** Whether a second window follows this one. */
  get followed() {
    return this.#follows;
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

  /** Opens a window that shows the figure alone and follows this one, or goes to the one that is there. Returns whether the browser lets it. */
  second() {
    const name = remembered() ?? `kl-ball-${Math.floor(performance.timeOrigin)}-${Math.floor(performance.now())}`;
    const address = addressWith(`${this.#hooks.now().link}&screen=${name}`);
    // An empty address leaves a window of this name as it is.
    const opened = window.open(this.#follows ? "" : address, name, WINDOW);
    if (!opened) return false;
    if (this.#follows && opened.location.href === "about:blank") opened.location.replace(address);
    opened.focus();
    this.#window = opened;
    remember(name);
    this.#join(name);
    this.#isFollowed(true);
    return true;
  }

  /** Finds the second window again after a reload, if it is still there. */
  rejoin() {
    const name = remembered();
    if (name) this.#join(name);
  }

  /** @param {string} name */
  #join(name) {
    if (this.#channel) return;
    const channel = new BroadcastChannel(name);
    this.#channel = channel;
    channel.addEventListener("message", ({ data }) => {
      clearTimeout(this.#timer);
      if (data === GONE) this.#timer = setTimeout(() => { if (!this.#window || this.#window.closed) this.#isFollowed(false); }, PATIENCE);
      if (data === BACK) channel.postMessage(TAKEN);
      if (data === TAKEN) this.#part();
      if (data !== ASKED || !this.#channel) return;
      this.#last = "";
      this.#isFollowed(true);
      this.tell();
    });
    addEventListener("pagehide", () => this.#channel?.postMessage(LEFT));
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.#channel?.postMessage(BACK); });
    channel.postMessage(BACK);
  }

  /** Leaves the second window to the tab of which this one is a copy. */
  #part() {
    this.#channel?.close();
    this.#channel = undefined;
    remember("");
    this.#isFollowed(false);
  }

  /** @param {boolean} follows */
  #isFollowed(follows) {
    if (follows === this.#follows) return;
    this.#follows = follows;
    this.#hooks.changed();
  }

  /** Tells the second window what is shown now. */
  tell() {
    if (!this.#channel || !this.#follows) return;
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

/** The name of this window's second one, if it has had one. */
function remembered() {
  try {
    return sessionStorage.getItem(PLACE) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} name */
function remember(name) {
  try {
    sessionStorage.setItem(PLACE, name);
  } catch {
    // Then the second window is not found again after a reload, and says so.
  }
}

/**
 * Follows another window: `show` is called for everything that it shows, and `lost` with `true` when it is closed, and with `false` when it is there again.
 * @param {string} name
 * @param {{ show: (now: Projected) => void, lost: (is: boolean) => void }} hooks
 */
export function follow(name, { show, lost }) {
  const channel = new BroadcastChannel(name);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isLost = false;
  const turn = (/** @type {boolean} */ now) => {
    if (now !== isLost) lost(now);
    isLost = now;
  };
  channel.addEventListener("message", ({ data }) => {
    if (data === LEFT) timer = setTimeout(turn, LONG, true);
    if (data === BACK) channel.postMessage(ASKED);
    if (typeof data !== "string" || !data.startsWith("{")) return;
    clearTimeout(timer);
    turn(false);
    const received = JSON.parse(data);
    if (typeof received.link === "string" && typeof received.step === "number") show(received);
  });
  addEventListener("pagehide", () => channel.postMessage(GONE));
  channel.postMessage(ASKED);
}
