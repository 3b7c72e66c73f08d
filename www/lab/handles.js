// Handles that are dragged or moved by keys: each such gesture can be undone.

import { orderOf } from "../state/starts.js";
/** @import { Pin } from "../state/shape.js" */
/** @import { Bench } from "./bench.js" */

/** A finger that rests so long on a start removes it (milliseconds), unless it moves farther than this (CSS pixels). */
const LONG = 600;
const SLOP = 6;

/** The number of the start that a handle moves, from 0 for the second one; undefined for all others. @param {HTMLElement} handle */
const numberOf = ({ dataset: { pin = "" } }) => orderOf(/** @type {Pin} */ (pin));

/** The handle that an event is about. @param {Event} event */
const handleOf = ({ target }) => (target instanceof HTMLElement && target.matches(".handle") ? target : undefined);

/**
 * Listens at all handles below an element, before they do themselves.
 * @param {HTMLElement} root
 * @param {Bench} bench
 */
export function listenAtHandles(root, bench) {
  root.addEventListener("pointerdown", (event) => {
    if (!handleOf(event)) return;
    bench.begin();
    // Windows stay until it is released.
    bench.windows.held = true;
    if (event.pointerType === "touch") removeAfterLongPress(/** @type {HTMLElement} */ (event.target), event, root, bench);
  }, { capture: true });
  for (const end of ["pointerup", "pointercancel"]) {
    root.addEventListener(end, () => {
      if (bench.windows.held) bench.end();
    });
  }
  root.addEventListener("keydown", (event) => {
    const handle = handleOf(event);
    if (handle) nudge(event, handle, bench);
  }, { capture: true });
}

/**
 * Removes a start, other than the first, when a finger rests on its handle.
 * @param {HTMLElement} handle
 * @param {PointerEvent} from
 * @param {HTMLElement} root where its pointer is followed, which an edge beside the handle may have taken
 * @param {Bench} bench
 */
function removeAfterLongPress(handle, from, root, bench) {
  const order = numberOf(handle);
  if (order === undefined) return;
  const over = new AbortController();
  const { signal } = over;
  let removed = false;
  const timer = setTimeout(() => {
    removed = true;
    // It is not dragged any more.
    handle.dispatchEvent(new Event("pointercancel", { bubbles: true }));
    bench.removeStart(order);
  }, LONG);
  const stop = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== from.pointerId) return;
    clearTimeout(timer);
    over.abort();
    // The page was busy; the finger did not rest.
    if (removed && event.timeStamp - from.timeStamp < LONG) bench.undo();
  };
  root.addEventListener("pointermove", (event) => {
    if (Math.hypot(event.pageX - from.pageX, event.pageY - from.pageY) > SLOP) stop(event);
  }, { signal });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) root.addEventListener(end, stop, { signal });
}

/**
 * Keys at a handle: every nudge can be taken back, and Delete removes a start.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} handle
 * @param {Bench} bench
 */
function nudge(event, handle, bench) {
  const order = numberOf(handle);
  if ((event.key === "Delete" || event.key === "Backspace") && order !== undefined) {
    event.preventDefault();
    handle.parentElement?.focus();
    bench.removeStart(order);
  } else if (event.key.startsWith("Arrow")) {
    bench.begin();
    handle.addEventListener("keyup", () => bench.end(), { once: true });
  }
}
