// Which core a figure needs: the small one of its family, or the whole one.

import { hasSmall, ready } from "../core.js";
import { isLight } from "../views/registry.js";
import { words } from "../state/words.js";

/** The family of a figure that names none. */
export const FIRST = "gaussian";

/** Runs of more steps than this are taken side by side by the whole core, which is quicker. */
const MOST_STEPS = 5000;

/**
 * The family whose small core is enough for a figure; undefined where it takes the whole one, as where a reader's changes
 * lead from one family to another.
 * @param {Element} figure
 * @param {Record<string, string>} changes a reader's, which come before the attributes
 */
export function neededBy(figure, changes) {
  if (figure.querySelector('script[type="application/json"]')) return undefined;
  const family = familyOf((name) => figure.getAttribute(name));
  return family === familyOf((name) => changes[name] ?? figure.getAttribute(name)) ? family : undefined;
}

/** @param {(name: string) => string | null} read */
function familyOf(read) {
  const family = read("model") ?? FIRST;
  const isShort = !read("spec") && Number(read("steps") ?? 0) <= MOST_STEPS;
  return hasSmall(family) && isShort && words(read("view") ?? "plane").every(isLight) ? family : undefined;
}

/**
 * The same for a figure and all others of its page: where one of them takes the whole core, that is enough for all.
 * @param {HTMLElement} figure
 */
export function neededIn(figure) {
  const changes = (/** @type {Element} */ one) => /** @type {{ changes?: Record<string, string> }} */ (one).changes ?? {};
  const all = [...figure.ownerDocument.querySelectorAll("kl-ball")].map((one) => neededBy(one, changes(one)));
  return all.includes(undefined) ? undefined : neededBy(figure, changes(figure));
}

/**
 * The views whose scripts a figure takes: its own, and that of fields where a plane is filled with one.
 * @param {string | null} [view]
 * @param {string | null} [field]
 */
export const viewsWith = (view, field) => words(`${view ?? ""} ${field ? "field" : ""}`);

/**
 * Loads a script together with the whole core: what a reader does with it may take any model, and writes pictures.
 * @template Loaded
 * @param {() => Promise<Loaded>} fetching
 * @returns {() => Promise<Loaded>}
 */
export const withWhole = (fetching) => () => Promise.all([fetching(), ready()]).then(([loaded]) => loaded);
