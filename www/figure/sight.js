// Whether a figure can really be seen. A slide of a deck that is not shown may be only transparent: for an
// observer of intersections it is in sight.

/** After such events something may have become visible. */
const EVENTS = ["transitionrun", "transitionend", "animationstart", "animationend", "slidechanged", "keydown", "click", "hashchange", "popstate"];

/** Where no event says so, it is noticed after this time (milliseconds). */
const PATIENCE = 1000;

/** Figures that are in sight but cannot be seen, and what they do when that changes. @type {Map<Element, () => void>} */
const waiting = new Map();
let listening = new AbortController();
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/** Whether an element and all around it are visible and not transparent. @param {Element} element */
export const isSeen = (element) => element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;

function look() {
  for (const [element, then] of waiting) {
    if (!element.isConnected) forget(element);
    else if (isSeen(element)) {
      forget(element);
      then();
    }
  }
}

/** A transition has begun by the next frame but one. */
const soon = () => requestAnimationFrame(() => requestAnimationFrame(look));

/** Calls `then` once, when an element can be seen. @param {Element} element @param {() => void} then */
export function whenSeen(element, then) {
  if (!waiting.size) {
    listening = new AbortController();
    for (const name of EVENTS) window.addEventListener(name, soon, { capture: true, passive: true, signal: listening.signal });
    timer = setInterval(look, PATIENCE);
  }
  waiting.set(element, then);
}

/** @param {Element} element */
export function forget(element) {
  waiting.delete(element);
  if (waiting.size) return;
  listening.abort();
  clearInterval(timer);
}
