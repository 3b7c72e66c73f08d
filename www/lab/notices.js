// What the lab says: a notice for a while, and a tip beside the hand.

import { setText } from "../elements.js";
import { zoomOf } from "./projector.js";
/** @import { Pair } from "../views/view.js" */

/** How long a notice stays (milliseconds). */
const SAID = 3200;

/** From the hand to the left upper corner of its tip (CSS pixels). */
const BESIDE = [16, -34];

export class Notices {
  #notice;
  #announcement;
  #tip;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {{ notice: HTMLElement, announcement: HTMLElement, tip: HTMLElement, foot: HTMLElement }} parts */
  constructor({ notice, announcement, tip, foot }) {
    this.#announcement = announcement;
    this.#notice = notice;
    this.#tip = tip;
    // On a phone the notice stands right above the foot, so that it hides neither the sentence nor the plane.
    // What gets the focus there is scrolled to above it; see page.css.
    new ResizeObserver(() => document.documentElement.style.setProperty("--foot", `${foot.offsetHeight}px`)).observe(foot);
  }

  /** Says something for a while. @param {string} text */
  say(text) {
    clearTimeout(this.#timer);
    this.#notice.textContent = text;
    this.#notice.classList.add("shown");
    this.#timer = setTimeout(() => this.#notice.classList.remove("shown"), SAID);
  }

  /** What was said last is not so any more. */
  hush() {
    this.#notice.classList.remove("shown");
  }

  /** Tells screen readers what everybody else sees. @param {string} text */
  tell(text) {
    // A screen reader reads a text again only if it differs, so a blank is added where the words are the same.
    this.#announcement.textContent = text === this.#announcement.textContent ? `${text}\u00a0` : text;
  }

  /** Says something beside the hand, or nothing any more. @param {string} [text] @param {HTMLElement} [panel] @param {Pair} [at] */
  tip(text, panel, at) {
    const tip = this.#tip;
    tip.hidden = !text;
    if (!text || !panel || !at) return;
    setText(tip, text);
    const { left, top } = panel.getBoundingClientRect();
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const zoom = zoomOf(tip);
    tip.style.transform = `translate(${Math.min(room / zoom, left / zoom + at[0] + BESIDE[0])}px, ${top / zoom + at[1] + BESIDE[1]}px)`;
  }
}
