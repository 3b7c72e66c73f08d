// The colour that a figure stands on. Some pages are dark without saying so in
// `color-scheme`: only their background tells.

import { partsOf } from "../language.js";

/** A background that covers at least this share of what is behind it decides. */
const COVERING = 0.5;

/** Luminance at which black and white have the same contrast. */
const MIDDLE = 0.179;

/** Text of a greater luminance is meant to be read on a dark background. */
const LIGHT_TEXT = 0.5;

/** The parent of an element as the page is shown, across slots and shadow roots. @param {Element} element @returns {Element | null} */
export function parentOf(element) {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentNode } = element;
  return parentNode && "host" in parentNode ? /** @type {ShadowRoot} */ (parentNode).host : element.parentElement;
}

/** The relative luminance of a colour as in WCAG, and how much it covers. @param {string} color */
function readColor(color) {
  const [r, g, b, alpha] = partsOf(color);
  const [red, green, blue] = [r, g, b].map((part) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return { alpha, luminance: 0.2126 * red + 0.7152 * green + 0.0722 * blue };
}

/** A box of a page covers what is around a figure if it has at least this share of the window's sides. */
const WHOLE = 0.9;

/**
 * The colour of a box that a page draws with `::before` or `::after` behind all of an element: it is out of the flow, and as large
 * as the window or the element. Undefined where there is none.
 * @param {Element} at
 */
function boxBehind(at) {
  for (const pseudo of ["::before", "::after"]) {
    const { content, display, position, backgroundColor, width, height } = getComputedStyle(at, pseudo);
    if (content === "none" || content === "normal" || display === "none" || !["fixed", "absolute"].includes(position) || readColor(backgroundColor).alpha < COVERING) continue;
    const [wide, high] = position === "fixed" ? [innerWidth, innerHeight] : [at.clientWidth, at.clientHeight];
    if (parseFloat(width) >= WHOLE * wide && parseFloat(height) >= WHOLE * high) return backgroundColor;
  }
  return undefined;
}

/** Whether a colour is dark. @param {string} color */
const themeOn = (color) => (readColor(color).luminance < MIDDLE ? "on-dark" : "on-light");

/**
 * The colour that a page has given to the element itself; the figure in it shows which one it would have otherwise.
 * @param {Element} element
 * @param {Element} figure
 */
function paintedOn(element, figure) {
  const [own, usual] = [element, figure].map((one) => getComputedStyle(one).backgroundColor);
  return own !== usual && readColor(own).alpha >= COVERING ? own : undefined;
}

/**
 * "on-dark" or "on-light", if the page paints this element, or leaves `color-scheme` open but paints something behind it; otherwise
 * undefined, and the usual rules of the page hold. What is painted by a picture, a gradient or another element is not
 * known; then light text says that it is dark.
 * @param {Element} element
 * @param {Element} figure the one in it
 */
export function backgroundOf(element, figure) {
  const painted = paintedOn(element, figure);
  if (painted) return themeOn(painted);
  const start = parentOf(element);
  if (!start || getComputedStyle(start).colorScheme !== "normal") return undefined;
  for (let at = /** @type {Element | null} */ (start); at; at = parentOf(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    const found = boxBehind(at) ?? (readColor(backgroundColor).alpha >= COVERING ? backgroundColor : undefined);
    if (found) return themeOn(found);
    if (backgroundImage !== "none") break;
  }
  return readColor(getComputedStyle(start).color).luminance > LIGHT_TEXT ? "on-dark" : undefined;
}

/**
 * Calls `changed` when an element may stand on another colour, or appear in another size: pages switch themes and scale slides by
 * an attribute of the document, of its body or of a box around the element, and let the change take its time.
 * @param {Element} element
 * @param {() => void} changed
 * @returns {{ disconnect(): void }}
 */
export function watchAround(element, changed) {
  const around = [element];
  for (let at = parentOf(element); at; at = parentOf(at)) around.push(at);
  const observer = new MutationObserver(changed);
  for (const one of around) observer.observe(one, { attributes: true, ...(one === element && { attributeFilter: ["style", "class"] }) });
  const listeners = new AbortController();
  const ended = (/** @type {Event} */ { target }) => {
    if (around.includes(/** @type {Element} */ (target))) changed();
  };
  // The events of a shadow root stay inside it.
  for (const root of new Set(around.map((one) => one.getRootNode()))) {
    for (const name of ["transitionend", "animationend"]) root.addEventListener(name, ended, { capture: true, signal: listeners.signal });
  }
  return {
    disconnect() {
      observer.disconnect();
      listeners.abort();
    },
  };
}
