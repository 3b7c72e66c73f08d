// Handles that are dragged or moved by keys: each such gesture can be undone.

/** @import { Bench } from "./bench.js" */

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
 * Keys at a handle: every nudge can be taken back, and Delete removes a start.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} handle
 * @param {Bench} bench
 */
function nudge(event, handle, bench) {
  const { pin = "" } = handle.dataset;
  if ((event.key === "Delete" || event.key === "Backspace") && pin.startsWith("more.")) {
    event.preventDefault();
    bench.removeStart(Number(pin.slice("more.".length)));
  } else if (event.key.startsWith("Arrow")) {
    bench.begin();
    handle.addEventListener("keyup", () => bench.end(), { once: true });
  }
}
