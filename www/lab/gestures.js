// What a hand does on a plane: place the start, add one, drag the edge of a ball, pan and zoom.
// Handles of starts have their own; see figure/handle.js.

import { distanceBetween } from "../compute/points.js";
import { button } from "../elements.js";
import { pointerIn } from "../figure/place.js";
import { chosen } from "../text/format.js";
import { zoom } from "./framing.js";
import { gripAt, gripBeside } from "./grips.js";
import { PlaneKeys } from "./plane-keys.js";
import { press } from "./touch.js";
import { isBetweenCharts } from "./way.js";
/** @import { Panel } from "../figure/panel.js" */
/** @import { Grip } from "./grips.js" */
/** @import { Window } from "./framing.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Pair } from "../views/view.js" */

/** A pointer that moves less than this does not drag (CSS pixels), and how long a press on a touch screen is that adds a start (milliseconds). */
const SLOP = 4;
const LONG = 500;

/** How near to an edge one takes hold of it, with a mouse and with a finger (CSS pixels). */
const REACH = { mouse: 7, touch: 14 };

/** Two taps, or clicks, within this time and distance are one double tap (milliseconds, CSS pixels). */
const TWICE = { time: 500, far: 30 };

/** How much a notch of the wheel zooms. */
const WHEEL = 0.0015;

/** What is said to a click on a plane that is on its way between two charts: it has the coordinates of neither. */
const between = () => `On the way between two charts nothing is placed. Go to one end with the slider below, and ${press()} there.`;

/** @typedef {{ kind: "press" | "long" | "pan" | "edge" | "pinch", from: Pair, since?: number, window?: Window, grip?: Grip, beside?: boolean, moved?: boolean }} Gesture `since`: when it began, in milliseconds; `beside`: it began within the square of a handle, where a click does nothing. */

/** Whether what an event is about is a handle. @param {EventTarget | null} target @returns {target is HTMLElement} */
const isHandle = (target) => target instanceof HTMLElement && target.matches(".handle");

export class Gestures {
  #panel;
  #bench;
  /** Where each pointer is, in the panel. @type {Map<number, Pair>} */
  #pointers = new Map();
  /** @type {Gesture | undefined} */
  #gesture;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #spread = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #wheeled;
  /** The last tap or click on the plane. @type {{ at: Pair, time: number }} */
  #tapped = { at: [0, 0], time: -Infinity };
  /** When the pointer that was pressed last came down (milliseconds): a double click is told when the page has time for it. */
  #pressed = 0;
  #frameAll = button("Frame all", () => this.#bench.frame(), "press frame-all");

  /**
   * @param {Panel} panel a plane
   * @param {Bench} bench what the lab lets hands do; see bench.js
   */
  constructor(panel, bench) {
    this.#panel = panel;
    this.#bench = bench;
    const root = panel.panel;
    root.classList.add("ground");
    root.tabIndex = 0;
    root.setAttribute("role", "application");
    root.setAttribute("aria-label", `${panel.title}. Plus and minus zoom, Shift and arrows pan, 0 frames everything, N adds a start, Enter puts the start in the middle.`);
    root.addEventListener("pointerdown", (event) => this.#downAtHandle(event), { capture: true });
    root.addEventListener("pointerdown", (event) => this.#down(event));
    // A finger on the edge of a ball does not scroll the page.
    root.addEventListener("touchstart", (event) => {
      const [touch] = event.changedTouches;
      if (touch && this.#isFree(event) && this.#grip(pointerIn(root, touch), "touch")) event.preventDefault();
    }, { passive: false });
    root.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) root.addEventListener(end, (event) => this.#up(event));
    root.addEventListener("pointerleave", () => this.#bench.tip());
    root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    root.addEventListener("dblclick", (event) => this.#double(event));
    const keys = new PlaneKeys(panel, bench, { chart: () => this.#chart, window: () => this.#window, zoom: (factor) => this.#zoomAt([0.5, 0.5], factor) });
    root.addEventListener("keydown", (event) => {
      if (!this.#isBetween) keys.press(event);
      else if (event.target === root && ["Enter", "n", "N"].includes(event.key)) this.#bench.say(between());
    });
    this.#frameAll.title = "Frame everything again (0, or a double click)";
    this.#frameAll.hidden = true;
    root.append(this.#frameAll);
  }

  /** The way back from a window that was chosen by hand is in sight. */
  follow() {
    this.#panel.panel.classList.toggle("ground", !this.#isBetween);
    const isHeld = this.#frameAll.matches(":focus");
    this.#frameAll.hidden = !this.#bench.state.windows?.[this.#chart];
    if (isHeld && this.#frameAll.hidden) this.#panel.panel.focus({ preventScroll: true });
  }

  get #chart() {
    return this.#plane.chart;
  }

  /** What is shown: the kind of panel, its chart and its frame. */
  get #plane() {
    const { name, chart = "", frame, ground } = this.#panel;
    return { name, ...(name === "morph" ? ground : { chart, frame }) };
  }

  /** Whether the plane is on its way between two charts, where hands do nothing. */
  get #isBetween() {
    return this.#panel.name === "morph" && isBetweenCharts(this.#bench.state);
  }

  /** Whether an event is about the plane itself and not about a handle or a button in the panel. @param {Event} event */
  #isFree(event) {
    return event.target === this.#panel.panel && !this.#isBetween;
  }

  /** The coordinates of a place in the panel, beyond the edge of the window, too. @param {Pair} at @returns {Pair} */
  #value([x, y]) {
    const [left, top, right, bottom, x0, x1, y0, y1] = this.#plane.frame;
    return [x0 + ((x - left) / (right - left)) * (x1 - x0), y0 + ((bottom - y) / (bottom - top)) * (y1 - y0)];
  }

  /** The window that was chosen last, which may not have been drawn yet, because keys may be faster than frames. @returns {Window} */
  get #window() {
    return /** @type {Window} */ (this.#bench.state.windows?.[this.#chart] ?? this.#plane.frame.slice(4));
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (this.#isBetween && event.target === this.#panel.panel && event.button === 0) this.#bench.say(between());
    if (this.#isFree(event) && event.button === 0) this.#press(event, this.#grip(pointerIn(this.#panel.panel, event), event.pointerType));
  }

  /** A handle leaves the press to an edge that is nearer, and the second of two taps to the plane: the first one has put it under the finger. @param {PointerEvent} event */
  #downAtHandle(event) {
    this.#pressed = event.timeStamp;
    const again = event.pointerType === "touch" && isHandle(event.target) && this.#isSecond(pointerIn(this.#panel.panel, event), event.timeStamp);
    const grip = event.button === 0 && !again ? this.#beside(event) : undefined;
    if (!grip && !again) return;
    event.stopPropagation();
    this.#press(event, grip);
    if (grip && this.#gesture) this.#gesture.beside = true;
  }

  /** Whether a tap or a click is the second of two. @param {Pair} at @param {number} now milliseconds */
  #isSecond(at, now) {
    const { at: before, time } = this.#tapped;
    return now - time < TWICE.time && distanceBetween(at, before) < TWICE.far;
  }

  /** @param {PointerEvent} event @param {Grip} [grip] */
  #press(event, grip) {
    const at = pointerIn(this.#panel.panel, event);
    this.#pointers.set(event.pointerId, at);
    this.#panel.panel.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 2) {
      this.#startPinch();
      return;
    }
    this.#gesture = grip ? { kind: "edge", from: at, grip } : { kind: "press", from: at, since: event.timeStamp };
    this.#bench.begin();
    if (grip) this.#tell(grip, grip.size, at);
    else if (event.pointerType === "touch") this.#waiting = setTimeout(() => this.#longPress(), LONG);
  }

  /** @param {Pair} at @param {string} type */
  #grip(at, type) {
    return gripAt(this.#bench, this.#plane, at, type === "touch" ? REACH.touch : REACH.mouse);
  }

  /** What a pointer holds beside a start, within the square that moves it. @param {PointerEvent} event */
  #beside({ target, pointerType, clientX, clientY }) {
    if (this.#isBetween || !isHandle(target)) return undefined;
    const start = middleOf(target.getBoundingClientRect());
    const { panel } = this.#panel;
    const [from, at] = [pointerIn(panel, { clientX: start[0], clientY: start[1] }), pointerIn(panel, { clientX, clientY })];
    const byFinger = pointerType === "touch";
    return gripBeside(this.#bench, this.#plane, from, at, byFinger ? REACH.touch : REACH.mouse, byFinger);
  }

  #startPinch() {
    clearTimeout(this.#waiting);
    const [one, other] = [...this.#pointers.values()];
    this.#spread = distanceBetween(one, other);
    this.#gesture = { kind: "pinch", from: middle(one, other), window: this.#window };
    this.#bench.windows.moving = true;
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const known = this.#pointers.has(event.pointerId);
    if (!known && !this.#isFree(event)) {
      if (!event.buttons) this.#hover(this.#beside(event), pointerIn(this.#panel.panel, event));
      return;
    }
    const at = pointerIn(this.#panel.panel, event);
    if (!known) {
      this.#hover(this.#grip(at, event.pointerType), at);
      return;
    }
    this.#pointers.set(event.pointerId, at);
    const gesture = this.#gesture;
    if (!gesture) return;
    const { from } = gesture;
    if (gesture.kind === "press" && distanceBetween(at, from) > SLOP) {
      clearTimeout(this.#waiting);
      Object.assign(gesture, { kind: "pan", window: this.#window });
      this.#bench.windows.moving = true;
      this.#panel.panel.classList.add("panning");
    }
    if (gesture.kind === "pan") this.#pan(gesture, at);
    gesture.moved ||= distanceBetween(at, from) > SLOP;
    if (gesture.kind === "edge" && gesture.moved) this.#resize(gesture, at);
    if (gesture.kind === "pinch") this.#pinch(gesture);
  }

  /** @param {Grip | undefined} grip @param {Pair} at */
  #hover(grip, at) {
    this.#panel.panel.classList.toggle("edge", grip !== undefined);
    if (grip) this.#tell(grip, grip.size, at);
    else this.#bench.tip();
  }

  /** @param {Gesture} gesture @param {Pair} at */
  #pan({ from, window }, at) {
    const [x0, x1, y0, y1] = /** @type {Window} */ (window);
    const [left, top, right, bottom] = this.#plane.frame;
    const across = ((from[0] - at[0]) / (right - left)) * (x1 - x0);
    const up = ((at[1] - from[1]) / (bottom - top)) * (y1 - y0);
    this.#bench.windows.choose(this.#chart, [x0 + across, x1 + across, y0 + up, y1 + up]);
  }

  /** @param {Gesture} gesture */
  #pinch({ from, window }) {
    const [one, other] = [...this.#pointers.values()];
    if (!other || !window) return;
    const spread = distanceBetween(one, other);
    const [left, top, right, bottom] = this.#plane.frame;
    const share = /** @type {Pair} */ ([(from[0] - left) / (right - left), (bottom - from[1]) / (bottom - top)]);
    const now = middle(one, other);
    const moved = [(from[0] - now[0]) / (right - left), (now[1] - from[1]) / (bottom - top)];
    const zoomed = zoom(window, share, this.#spread / Math.max(spread, 1));
    const [wide, high] = [zoomed[1] - zoomed[0], zoomed[3] - zoomed[2]];
    this.#bench.windows.choose(this.#chart, [
      zoomed[0] + moved[0] * wide, zoomed[1] + moved[0] * wide, zoomed[2] + moved[1] * high, zoomed[3] + moved[1] * high,
    ]);
  }

  /** @param {Gesture} gesture @param {Pair} at */
  #resize(gesture, at) {
    const grip = /** @type {Grip} */ (gesture.grip);
    const to = this.#value(at);
    if (!this.#bench.current.model.contains(to, this.#chart)) return;
    const size = grip.reaching(to);
    this.#bench.windows.held = true;
    grip.resize(size);
    this.#tell(grip, size, at);
  }

  /** Says a size beside the hand. @param {Grip} grip @param {number} size @param {Pair} at */
  #tell({ label, unit }, size, at) {
    this.#bench.tip(`${label} ${chosen(size)}${unit ? ` ${unit}` : ""}`, this.#panel.panel, at);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    clearTimeout(this.#waiting);
    const gesture = this.#gesture;
    if (gesture?.kind === "long") {
      this.#endLongPress(gesture, event);
      return;
    }
    if (event.type === "pointercancel") {
      this.#cancel();
      return;
    }
    if (!gesture || (gesture.kind === "pinch" && this.#pointers.size)) return;
    this.#gesture = undefined;
    const clicked = gesture.kind === "press" || (gesture.kind === "edge" && !gesture.moved && !gesture.beside);
    if (clicked && event.pointerType === "touch") this.#tap(gesture.from, event.timeStamp);
    else if (clicked) {
      // Who holds Shift may add more: the plane stays until the key is released.
      this.#bench.windows.steady = event.shiftKey;
      const again = this.#isSecond(gesture.from, event.timeStamp);
      // A click with Shift is no first of two: it has added a start, which is to stay.
      this.#tapped = { at: gesture.from, time: event.shiftKey ? -Infinity : event.timeStamp };
      this.#click(gesture.from, event.shiftKey, again);
    }
    this.#panel.panel.classList.remove("panning", "edge");
    this.#bench.tip();
    this.#bench.end();
  }

  /** The page scrolls, or something else takes the finger: nothing has happened. */
  #cancel() {
    this.#pointers.clear();
    if (!this.#gesture) return;
    this.#gesture = undefined;
    this.#panel.panel.classList.remove("panning", "edge");
    this.#bench.tip();
    this.#bench.cancel();
  }

  /** @param {Pair} at @param {boolean} more @param {boolean} [again] whether it is the second of two clicks */
  #click(at, more, again = false) {
    const [left, top, right, bottom] = this.#plane.frame;
    const [x, y] = at;
    if (x < left || x > right || y < top || y > bottom) return;
    if (more) this.#bench.addStart(this.#chart, this.#value(at));
    else this.#bench.place(this.#chart, this.#value(at), again);
  }

  /** A tap places the start; a second one takes that back, and frames everything. @param {Pair} at @param {number} now milliseconds */
  #tap(at, now) {
    const twice = this.#isSecond(at, now);
    this.#tapped = { at, time: twice ? -Infinity : now };
    if (twice) this.#frame();
    else this.#click(at, false);
  }

  /** A finger that rests adds a start. */
  #longPress() {
    if (!this.#gesture) return;
    this.#gesture.kind = "long";
    this.#click(this.#gesture.from, true);
  }

  /** A page that was busy takes a tap for a long press: what counts is how long the finger was down. @param {Gesture} gesture @param {PointerEvent} event */
  #endLongPress({ from, since = 0 }, event) {
    this.#gesture = undefined;
    if (event.type === "pointerup" && event.timeStamp - since < LONG) {
      this.#bench.cancel();
      this.#bench.begin();
      this.#tap(from, event.timeStamp);
    }
    this.#bench.end();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (this.#isBetween) return;
    const at = pointerIn(this.#panel.panel, event);
    const [left, top, right, bottom] = this.#plane.frame;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    this.#zoomAt([(at[0] - left) / (right - left), (bottom - at[1]) / (bottom - top)], Math.exp(event.deltaY * lines * WHEEL));
  }

  /** Zooms about a point of the window, given as shares of it; a while afterwards it counts as one gesture. @param {Pair} share @param {number} factor */
  #zoomAt(share, factor) {
    this.#bench.begin();
    this.#bench.windows.moving = true;
    this.#bench.windows.choose(this.#chart, zoom(this.#window, share, factor));
    clearTimeout(this.#wheeled);
    this.#wheeled = setTimeout(() => this.#bench.end(), 200);
  }

  /** The first click may have put a handle under the mouse. @param {MouseEvent} event */
  #double(event) {
    const isHere = this.#isFree(event) || (!this.#isBetween && this.#isSecond(pointerIn(this.#panel.panel, event), this.#pressed));
    if (isHere && !event.shiftKey) this.#frame();
  }

  /** After a double click, which has put the start where it should not go. */
  #frame() {
    this.#bench.unplace();
    this.#bench.frame();
  }
}

/** @param {Pair} one @param {Pair} other @returns {Pair} */
const middle = (one, other) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];

/** The middle of a box in the viewport. @param {DOMRect} box @returns {Pair} */
const middleOf = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
