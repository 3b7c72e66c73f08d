// A figure that takes the place of its own picture is as high as the picture: numbers, controls and
// saving are folded away behind one line.

/** @typedef {ReturnType<typeof import("./parts.js").parts>} Parts */

/** What stands below the sentence: numbers, controls, saving. @param {Parts} parts */
function below({ root, goal, saving }) {
  const all = [...root.children];
  return /** @type {HTMLElement[]} */ (all.slice(all.indexOf(goal) + 1, all.indexOf(saving) + 1));
}

/** Folds that away. @param {Parts} parts */
export function fold(parts) {
  const { more, goal } = parts;
  if (more.parentNode) return;
  more.append(...below(parts));
  goal.after(more);
}

/**
 * Puts words about data where they are seen: above the fold if there is one, otherwise below the controls.
 * @param {Parts} parts
 * @param {HTMLElement} about
 */
export function putInSight({ more, controls }, about) {
  if (more.parentNode) more.before(about);
  else controls.after(about);
}

/** How high the figure is if it is folded, and the fold is closed (CSS pixels). @param {Parts} parts */
export function foldedHeight(parts) {
  const { root, more, text, goal } = parts;
  const { open, parentNode } = more;
  const hidden = parentNode ? [] : below(parts).filter((part) => !part.hidden);
  const kept = text.style.minBlockSize;
  for (const part of hidden) part.hidden = true;
  text.style.minBlockSize = "";
  more.open = false;
  if (!parentNode) goal.after(more);
  const found = parseFloat(getComputedStyle(root).height);
  if (!parentNode) more.remove();
  more.open = open;
  text.style.minBlockSize = kept;
  for (const part of hidden) part.hidden = false;
  return found;
}

/**
 * Shows the named controls beside those of the steps and everything else in the fold.
 * @param {Parts} parts
 * @param {string[]} sight
 */
export function choose(parts, sight) {
  fold(parts);
  const { sight: chosen, transport: steps, controls, whole } = parts;
  steps.classList.add("few");
  for (const name of ["play", "scrub"]) steps.classList.toggle(`with-${name}`, sight.includes(name));
  // Without any of its own controls in sight the transport is in the fold as a whole.
  if (sight.some((name) => name === "play" || name === "scrub")) chosen.before(steps);
  else whole.after(steps);
  const found = sight.map((name) => controls.querySelector(`[data-sets="${name}"]`)).filter((control) => control !== null);
  chosen.replaceChildren(...found);
}
