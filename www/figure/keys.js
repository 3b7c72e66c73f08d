// Keys that a figure uses itself. The page around it must not act on them too: a deck of
// slides would turn the page while a reader moves a point.

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const PRESS = [" ", "Enter"];
const ALONG = [...ARROWS, "Home", "End", "PageUp", "PageDown"];

/** The keys that a kind of control uses: the first kind that the focused element matches. @type {[kind: string, keys: string[]][]} */
const USED = [
  // A ring does nothing with Home and End, but a deck would leave the slide in the middle of a move.
  [".handle", [...ARROWS, "Home", "End"]],
  ["input[type=range]", ALONG],
  ["input[type=radio]", [...ARROWS, " "]],
  ["input[type=checkbox]", [" "]],
  ["select", [...ALONG, ...PRESS]],
  ["button, summary, a[href]", PRESS],
];

/** Controls in which one types. */
const TYPED = "textarea, input:not([type=range], [type=radio], [type=checkbox], [type=button], [type=file])";

/** @param {KeyboardEvent} event */
function isUsed({ key, ctrlKey, metaKey, target: focused }) {
  if (ctrlKey || metaKey) return false;
  const target = /** @type {HTMLElement} */ (focused);
  if (target.matches(TYPED)) return key.length === 1 || [...ALONG, "Enter", "Backspace", "Delete"].includes(key);
  // Letters choose in a menu.
  if (target.matches("select") && key.length === 1) return true;
  return USED.find(([kind]) => target.matches(kind))?.[1].includes(key) ?? false;
}

/** Keeps the keys that controls in `root` use from the page around it. @param {HTMLElement} root */
export function keepKeys(root) {
  for (const name of /** @type {const} */ (["keydown", "keypress", "keyup"])) {
    root.addEventListener(name, (event) => {
      if (isUsed(event)) event.stopPropagation();
    });
  }
}
