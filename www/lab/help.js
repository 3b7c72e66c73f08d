// "?": a short name on everything in sight, and the keys.

import { discsOf } from "../compute/disc-and-ball.js";
import { button, element } from "../elements.js";
import { pixel, points } from "../marks/frame.js";
import { ballsShown } from "./edges.js";
import { zoomOf } from "./projector.js";
import { isTouched } from "./touch.js";
/** @import { Current } from "../figure/current.js" */
/** @import { Panel } from "../figure/panel.js" */

/** Between two labels (CSS pixels). */
const GAP = 4;

/** What the unit of all costs is. */
const NATS = "nats: what a step costs, the log-likelihood that it takes on average from one observation of the distribution before it; 0.69 nats are one bit";

/** The word beside the slider of a run. Its title says what all such words are. */
const PARTS = ".transport .counter";

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
  ...Object.entries({
    bells: "what one step to the edge of ball and disc does to the distribution",
    morph: "plane: the slider below moves it from one chart to the other",
    divergence: "the coloured area is the divergence: what each value adds to it",
    score: "a dot: where one observation pulls the parameters; ellipses: matrices",
    expansion: "what a move really costs, beside the parabola of the Fisher matrix",
    halving: "how far apart two charts end, with ever smaller steps",
    policy: "what the policy does: the wider, the likelier",
    cliff: "what becomes of a run, for every size of step",
    fan: "all seeds: half of them lie in the darker band",
  }).map(([kind, words]) => /** @type {[string, string]} */ ([`.slot[data-kind="${kind}"]`, words])),
  ['[data-key="model"]', "what is fitted, to which data", "left"],
  [".rules", "rules: one line each", "left"],
  [".rule-size .track", "size of a step: slide it or type it", "left"],
  [".matching", "make rules comparable", "left"],
  ['[data-key="chart"]', "the numbers that name a distribution", "left"],
  ['[data-key="balls"]', "where balls are drawn", "left"],
  ['[data-key="field"]', "field: balls or arrows all over the plane", "left"],
  [".views", "which panels are shown", "left"],
  [".foot figcaption", NATS, "above"],
  [".way", "from one chart to the other", "above"],
  [".transport .scrub", "the run, step by step", "above"],
  [PARTS, "the step that is shown", "above"],
  [".speed", "speed of play", "above"],
  [".predict", "guess before you see it", "above"],
];

/** What is said to fingers in place of that. @type {Record<string, string>} */
const FINGERS = { '.slot[data-kind="plane"]': "plane: a tap puts the start, a long press adds one, two fingers zoom" };

/** @type {[keys: string, words: string][]} */
const KEYS = [
  ["Page Up, Page Down", "presets"], ["L", "all presets"], ["Space", "play"], ["← →", "one step"], ["Home", "back to the start"],
  ["Ctrl Z", "take back"], ["Ctrl Shift Z", "do again"], ["+ − 0", "zoom, frame everything"], ["Shift ← → ↑ ↓", "pan, at a plane"], ["N, Delete", "add a start, remove it"],
  ["F", "field"], ["C", "the next number of the sentence, as a formula"], ["P", "projector"], ["W", "second window"], ["T", "notes"], ["D", "light or dark"], ["S", "settings"], ["?", "this help"],
];

/** What the help looks like. */
export const STYLE = `
.help { position: absolute; inset: 0; overflow: clip; z-index: 9; background: color-mix(in srgb, var(--kl-ground) 45%, transparent); cursor: default; outline: none; }
.help-name { position: absolute; width: max-content; max-width: min(230px, 60vw); padding: 3px 9px; border-radius: 7px; background: var(--kl-accent); color: #1c1e22; font-size: 13px; line-height: 1.3; text-align: center; translate: -50% 0; box-shadow: 0 1px 4px rgb(0 0 0 / 0.25); }
.help-name.left { translate: -100% -50%; }
.help-name.above { translate: -50% -100%; }
.help-more { position: absolute; left: 50%; top: 50%; translate: -50% -50%; display: flex; flex-direction: column; align-items: center; gap: 8px; max-width: calc(100% - 24px); }
.help-more button { padding: 6px 16px; border-radius: 18px; background: var(--kl-ink); color: var(--kl-ground); cursor: pointer; }
@media (hover: none) and (pointer: coarse) { .help-more { display: none; } }
.help-keys { margin: 0; padding: 10px 14px; border-radius: 10px; background: var(--kl-ink); color: var(--kl-ground); display: grid; grid-template-columns: auto auto; gap: 2px 18px; font-size: 13px; }
.help-keys div { display: flex; gap: 8px; }
.help-keys dt { font-weight: 600; white-space: nowrap; }
.help-keys dd { margin: 0; }
@media (forced-colors: active) { .help-keys, .help-name { background: Canvas; color: CanvasText; border: 1px solid; } }
`;

/** Moves labels until none lies over another: those in the upper half of the window down, the others up. @param {HTMLElement[]} labels @param {number} zoom */
function separate(labels, zoom) {
  /** @type {DOMRect[]} */
  const placed = [];
  const middle = innerHeight / 2;
  const boxed = labels.map((label) => ({ label, top: label.getBoundingClientRect().top }));
  const order = [...boxed.filter(({ top }) => top < middle).sort((one, other) => one.top - other.top), ...boxed.filter(({ top }) => top >= middle).sort((one, other) => other.top - one.top)];
  for (const { label, top } of order) {
    const down = top < middle;
    for (let tries = 0; tries < labels.length; tries += 1) {
      const box = label.getBoundingClientRect();
      const over = placed.find((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      if (!over) break;
      const by = down ? over.bottom + GAP - box.top : over.top - GAP - box.bottom;
      label.style.top = `${parseFloat(label.style.top) + by / zoom}px`;
    }
    placed.push(label.getBoundingClientRect());
  }
}

/** Moves a label into the window, if it is cut at a side. @param {HTMLElement} label @param {number} zoom */
function into(label, zoom) {
  const { left, right, top, bottom } = label.getBoundingClientRect();
  const across = left < GAP ? GAP - left : Math.min(0, document.documentElement.clientWidth - GAP - right);
  const down = top < GAP ? GAP - top : Math.min(0, innerHeight - GAP - bottom);
  label.style.left = `${parseFloat(label.style.left) + across / zoom}px`;
  label.style.top = `${parseFloat(label.style.top) + down / zoom}px`;
}

/** A thing in a plane: its words, and where it is in the window. @typedef {{ words: string, at: [x: number, y: number] }} Thing */

/**
 * What is drawn in the planes and has no element of its own: the edge of a ball, the best fit, the lines of one loss.
 * @param {Panel[]} panels
 * @param {Current} current
 * @param {number} cursor
 * @returns {Thing[]}
 */
export function drawn(panels, { scene }, cursor) {
  const panel = panels.find(({ name, chart, frame }) => (name === "plane" || name === "field") && chart && frame.length >= 8);
  if (!panel || !scene) return [];
  const { chart = "", frame } = panel;
  const [left, top, right, bottom] = frame;
  const box = panel.panel.getBoundingClientRect();
  const zoom = zoomOf(panel.panel);
  /** @type {{ words: string, at: ArrayLike<number> }[]} */
  const things = [{ words: "grey lines: one loss along each", at: [left + 0.8 * (right - left), top + 0.3 * (bottom - top)] }];
  /** @param {string} words @param {ArrayLike<number>} outline @param {(one: number[], other: number[]) => number} order which of its points comes first */
  const edge = (words, outline, order) => {
    const all = Array.from({ length: outline.length / 2 }, (_, k) => [outline[2 * k], outline[2 * k + 1]]).filter(([x, y]) => x > left && x < right && y > top && y < bottom);
    const [first] = all.sort(order);
    if (first) things.push({ words, at: first });
  };
  const [lowest, highest] = [(/** @type {number[]} */ one, /** @type {number[]} */ other) => other[1] - one[1], (/** @type {number[]} */ one, /** @type {number[]} */ other) => one[1] - other[1]];
  if (panel.name === "field") {
    const rivals = /** @type {Partial<import("../scene/shape.js").FieldColumns>} */ (scene.columns.field ?? {}).rivals?.[chart];
    if (rivals) edge("edge of the ball: drag it, and every ball costs as much", points(frame, rivals.outline), lowest);
    if (rivals?.length) edge("edge of the disc: drag it, and every disc has that radius", discsOf(frame, scene.starts[chart], rivals.length)[0], highest);
  } else {
    const balls = ballsShown(scene, chart, cursor);
    const [disc, ball] = [balls.findLast(({ run }) => run.entry.ball === "euclidean"), balls.findLast(({ run }) => run.entry.ball !== "euclidean")];
    if (ball) edge("edge of a ball: drag it to make it larger", points(frame, ball.outline), lowest);
    if (disc) edge("edge of a disc: drag it to change its radius", points(frame, disc.outline), highest);
  }
  const best = scene.optima[chart];
  const at = best && pixel(frame, best);
  if (at && at[0] > left && at[0] < right && at[1] > top && at[1] < bottom) things.push({ words: "best fit: the least loss", at });
  return things.map(({ words, at: place }) => ({ words, at: [box.left + zoom * place[0], box.top + zoom * place[1]] }));
}

/** The keys, behind a button, so that they cover nothing until they are asked for. */
function keysFold() {
  const keys = element("dl", "help-keys");
  for (const [key, words] of KEYS) {
    const entry = element("div");
    entry.append(element("dt", "", key), element("dd", "", words));
    keys.append(entry);
  }
  keys.hidden = true;
  const ask = button("Keys", () => {
    keys.hidden = !keys.hidden;
    ask.setAttribute("aria-expanded", String(!keys.hidden));
  });
  ask.setAttribute("aria-expanded", "false");
  const more = element("div", "help-more");
  more.addEventListener("click", (event) => event.stopPropagation());
  more.append(ask, keys);
  return more;
}

export class Help {
  root = element("div", "help");
  #lab;
  #things;

  /** @param {HTMLElement} lab @param {() => Thing[]} things what is drawn and has no element of its own */
  constructor(lab, things) {
    this.#lab = lab;
    this.#things = things;
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
    // Whoever goes on with Tab wants to see where.
    this.root.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next instanceof Element && !this.root.contains(next)) this.root.hidden = true;
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
    /** @param {string} words @param {string} where @param {number} x @param {number} y */
    const named = (words, where, x, y) => {
      const label = element("span", `help-name ${where}`, words);
      label.style.left = `${(x - outer.left) / zoom}px`;
      label.style.top = `${(y - outer.top) / zoom}px`;
      return label;
    };
    const labels = NAMES.flatMap(([selector, words, where = "inside"]) => {
      const thing = this.#lab.querySelector(selector);
      if (!thing || !thing.checkVisibility?.()) return [];
      // The unit is explained where it is read.
      if (words === NATS && !/\bnats?\b/.test(this.#lab.textContent ?? "")) return [];
      const { left, top, right, bottom, width } = thing.getBoundingClientRect();
      if (!width || top > innerHeight || bottom < 0 || left >= outer.right || right <= 0) return [];
      // What is scrolled out of sight has no name; it would stand on something else.
      const holder = where === "left" ? thing.closest(".side")?.getBoundingClientRect() : undefined;
      if (holder && (bottom < holder.top || top > holder.bottom)) return [];
      const [x, y] = where === "below" ? [(left + right) / 2, bottom + 4] : where === "above" ? [(left + right) / 2, top - 2] : where === "left" ? [(holder?.left ?? left) - 4, (top + bottom) / 2] : [(left + right) / 2, top + 26];
      return [named(isTouched() && FINGERS[selector] || (selector === PARTS && /** @type {HTMLElement} */ (thing).title) || words, where, x, y)];
    });
    labels.push(...this.#things().map(({ words, at: [x, y] }) => named(words, "below", x, y + 6)));
    this.root.replaceChildren(...labels, keysFold());
    for (const label of labels) into(label, zoom);
    separate(labels, zoom);
    this.root.focus();
  }
}
