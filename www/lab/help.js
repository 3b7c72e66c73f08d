// "?": a short name on everything in sight, and the keys.

import { element } from "../elements.js";
import { zoomOf } from "./projector.js";

/** Between two labels (CSS pixels). */
const GAP = 4;

/** What is where: a selector, its words, and on which side of the thing they stand. @type {[selector: string, words: string, where?: "inside" | "below" | "left" | "above"][]} */
const NAMES = [
  [".presets", "presets, as slides", "below"],
  [".claim", "what is seen", "below"],
  [".tools", "take back, link, save, projector, theme", "below"],
  ['.slot[data-kind="plane"]', "plane: click puts the start, Shift and click adds one, wheel zooms, drag pans, double click frames", "inside"],
  ['.slot[data-kind="field"]', "every green ball costs the same, every orange disc has the same radius", "inside"],
  ['.slot[data-kind="plane"] .handle', "a start: drag it", "below"],
  ['.slot[data-kind="density"]', "distributions: drag the yellow top; marks on the axis are data", "inside"],
  ['.slot[data-kind="series"]', "along the run", "inside"],
  [".rules", "rules: one line each", "left"],
  [".matching", "make rules comparable", "left"],
  [".transport", "the run, step by step", "above"],
];

/** @type {[keys: string, words: string][]} */
const KEYS = [
  ["Page Up, Page Down", "presets"], ["L", "all presets"], ["Space", "play"], ["← →", "one step"], ["Home", "back to the start"],
  ["Ctrl Z", "take back"], ["+ − 0", "zoom, frame everything"], ["Shift ← → ↑ ↓", "pan, at a plane"], ["N, Delete", "add a start, remove it"],
  ["F", "field"], ["C", "what a step costs, as a formula"], ["P", "projector"], ["W", "second window"], ["T", "notes"], ["D", "light or dark"], ["S", "settings"], ["?", "this help"],
];

/** What the help looks like. */
export const STYLE = `
.help { position: absolute; inset: 0; z-index: 9; background: color-mix(in srgb, var(--kl-ground) 45%, transparent); cursor: default; outline: none; }
.help-name { position: absolute; max-width: 230px; padding: 3px 9px; border-radius: 7px; background: var(--kl-accent); color: #1c1e22; font-size: 13px; line-height: 1.3; text-align: center; translate: -50% 0; box-shadow: 0 1px 4px rgb(0 0 0 / 0.25); }
.help-name.left { translate: -100% -50%; }
.help-keys { position: absolute; right: 12px; bottom: 12px; margin: 0; padding: 10px 14px; border-radius: 10px; background: var(--kl-ink); color: var(--kl-ground); display: grid; grid-template-columns: auto auto; gap: 2px 18px; font-size: 13px; }
.help-keys div { display: flex; gap: 8px; }
.help-keys dt { font-weight: 600; white-space: nowrap; }
.help-keys dd { margin: 0; }
@media (forced-colors: active) { .help-keys, .help-name { background: Canvas; color: CanvasText; border: 1px solid; } }
`;

/** Moves labels down until none lies over another. @param {HTMLElement[]} labels @param {number} zoom */
function separate(labels, zoom) {
  /** @type {DOMRect[]} */
  const placed = [];
  for (const label of labels) {
    const hit = () => {
      const box = label.getBoundingClientRect();
      return placed.map((other) => (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom ? other.bottom + GAP - box.top : 0)).find((by) => by > 0);
    };
    for (let by = hit(); by; by = hit()) label.style.top = `${parseFloat(label.style.top) + by / zoom}px`;
    placed.push(label.getBoundingClientRect());
  }
}

export class Help {
  root = element("div", "help");
  #lab;

  /** @param {HTMLElement} lab */
  constructor(lab) {
    this.#lab = lab;
    this.root.hidden = true;
    this.root.setAttribute("role", "dialog");
    this.root.setAttribute("aria-label", "What is what");
    this.root.tabIndex = -1;
    this.root.addEventListener("click", () => this.toggle());
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.toggle();
    });
    lab.append(this.root);
  }

  /** @type {HTMLElement | undefined} */
  #before;

  toggle() {
    const shown = this.root.hidden;
    this.root.hidden = !shown;
    if (!shown) {
      this.#before?.focus();
      return;
    }
    const active = /** @type {ShadowRoot} */ (this.#lab.getRootNode()).activeElement;
    this.#before = active instanceof HTMLElement ? active : undefined;
    const outer = this.#lab.getBoundingClientRect();
    const zoom = zoomOf(this.#lab);
    const labels = NAMES.flatMap(([selector, words, where = "inside"]) => {
      const thing = this.#lab.querySelector(selector);
      if (!thing || !thing.checkVisibility?.()) return [];
      const { left, top, right, bottom, width } = thing.getBoundingClientRect();
      if (!width) return [];
      const label = element("span", `help-name ${where}`, words);
      const [x, y] = where === "below" ? [(left + right) / 2, bottom + 4] : where === "above" ? [(left + right) / 2, top - 24] : where === "left" ? [left - 8, (top + bottom) / 2] : [(left + right) / 2, top + 26];
      label.style.left = `${(x - outer.left) / zoom}px`;
      label.style.top = `${(y - outer.top) / zoom}px`;
      return [label];
    });
    const keys = element("dl", "help-keys");
    for (const [key, words] of KEYS) {
      const entry = element("div");
      entry.append(element("dt", "", key), element("dd", "", words));
      keys.append(entry);
    }
    this.root.replaceChildren(...labels, keys);
    separate(labels, zoom);
    this.root.focus();
  }
}
