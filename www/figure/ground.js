// The colour that a figure stands on. Some pages are dark without saying so in
// `color-scheme`: only their background tells.

/** From this share of covering on a background counts as the ground. */
const COVERING = 0.5;

/** Luminance at which black and white have the same contrast. */
const MIDDLE = 0.179;

/** The parent of an element as the page is shown, across slots and shadow roots. @param {Element} element @returns {Element | null} */
function parentOf(element) {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentNode } = element;
  return parentNode && "host" in parentNode ? /** @type {ShadowRoot} */ (parentNode).host : element.parentElement;
}

/** The relative luminance of a colour as in WCAG, and how much it covers; undefined for notations other than rgb. @param {string} color */
function readColor(color) {
  const [r, g, b, alpha = 1] = color.match(/^rgba?\(/) ? (color.match(/[\d.]+/g) ?? []).map(Number) : [];
  if (b === undefined) return undefined;
  const [red, green, blue] = [r, g, b].map((part) => (part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return { alpha, luminance: 0.2126 * red + 0.7152 * green + 0.0722 * blue };
}

/**
 * "on-dark" or "on-light", if the page leaves `color-scheme` open but paints something behind this element; otherwise
 * undefined, and the usual rules of the page hold.
 * @param {Element} element
 */
export function groundOf(element) {
  const start = parentOf(element);
  if (!start || getComputedStyle(start).colorScheme !== "normal") return undefined;
  for (let at = /** @type {Element | null} */ (start); at; at = parentOf(at)) {
    const found = readColor(getComputedStyle(at).backgroundColor);
    if (found && found.alpha >= COVERING) return found.luminance < MIDDLE ? "on-dark" : "on-light";
  }
  return undefined;
}

/** Calls `changed` when the page may have another background: pages switch themes by a class or an attribute of these two. @param {Document} document @param {() => void} changed */
export function watchGround({ documentElement, body }, changed) {
  const observer = new MutationObserver(changed);
  for (const root of [documentElement, body]) {
    if (root) observer.observe(root, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-mode", "data-bs-theme"] });
  }
  return observer;
}
