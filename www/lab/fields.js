// Fields of the side panel. Each has a `root` and follows the state when it changes.

import { button, element, setText } from "../elements.js";
import { chosen } from "../text/format.js";
/** @import { State } from "../state/shape.js" */
/** @import { SliderOption } from "../views/view.js" */

/** @typedef {{ root: HTMLElement, follow(state: State): void }} Field */

/** Places that a slider can stand at. */
const STEPS = 400;

/** Longer labels have a line of their own. */
const SHORT = 9;

/** The range of a number that may be any. */
const ANY = [-Infinity, Infinity];

/** What arrows do at a slider of whole numbers. @type {Partial<Record<string, number>>} */
const ARROWS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/** How many fields there are, for their ids. */
let count = 0;

/** A number as it can be typed again: 1.55e-9, where readers otherwise see a power of ten. @param {number} value */
function asTyped(value) {
  const text = chosen(value);
  return text.includes("·") ? String(Number(value.toPrecision(3)).toExponential()).replace("e+", "e") : text;
}

/** The number that was typed: with a comma or a point, and with any minus sign. @param {string} text */
const fromTyped = (text) => (text.trim() === "" ? NaN : Number(text.replace(",", ".").replace("−", "-")));

/** How far along its slider a value is, from 0 to 1, and back. @param {SliderOption} option */
function scaleOf({ slider: [low, high], logarithmic }) {
  return logarithmic ? {
    share: (/** @type {number} */ x) => Math.log(Math.max(x, 1e-300) / low) / Math.log(high / low),
    value: (/** @type {number} */ u) => low * (high / low) ** u,
  } : {
    share: (/** @type {number} */ x) => (x - low) / (high - low),
    value: (/** @type {number} */ u) => low + u * (high - low),
  };
}

/**
 * The elements of a field with a number, by name.
 * @param {string} label
 * @param {string} key
 * @param {SliderOption} option
 * @param {string} named in full, for those who only hear it
 */
function numberParts(label, key, option, named) {
  const root = element("div", label.length > SHORT ? "number-field wide" : "number-field");
  const input = Object.assign(element("input"), { type: "range", min: "0", max: String(STEPS), step: "1" });
  const typed = Object.assign(element("input", "typed"), { type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false });
  const mark = element("span", "best");
  mark.hidden = true;
  input.id = `field-${(count += 1)}`;
  const name = Object.assign(element("label", "name", label), { htmlFor: input.id });
  input.dataset.key = key;
  typed.dataset.key = `${key} typed`;
  if (named !== label) input.setAttribute("aria-label", named);
  typed.setAttribute("aria-label", `${named}, as a number`);
  const track = element("span", "track");
  track.append(input, mark);
  const allowed = element("span", "allowed");
  allowed.id = `${input.id}-allowed`;
  allowed.setAttribute("role", "alert");
  root.append(name, typed, element("span", "unit", option.unit ?? ""), track, allowed);
  return { root, input, typed, mark, allowed };
}

/** @typedef {SliderOption & { range?: number[], openBelow?: boolean, label?: string }} NumberOption `openBelow` says that the least number itself is not taken. */

/** Whether a number is in the range of an option. @param {NumberOption} option @param {number} value */
const takes = ({ range: [low, high] = ANY, openBelow }, value) => Number.isFinite(value) && (openBelow ? value > low : value >= low) && value <= high;

/** The range of an option in words, after "a number". @param {NumberOption} option */
function limitsOf({ range: [low, high] = ANY, openBelow }) {
  const [least, most] = [low > -Infinity, high < Infinity];
  if (openBelow && least) return ` above ${asTyped(low)}${most ? ` and at most ${asTyped(high)}` : ""}`;
  return `${least ? ` from ${asTyped(low)}` : ""}${most ? ` to ${asTyped(high)}` : ""}`;
}

/**
 * Says what may be typed in place of a text, or nothing if that was right.
 * @param {Pick<ReturnType<typeof numberParts>, "typed" | "allowed">} parts
 * @param {string} name what the number is called
 * @param {NumberOption} option
 * @param {string} [wrong]
 */
function refuse({ typed, allowed }, name, option, wrong) {
  typed.setAttribute("aria-invalid", String(wrong !== undefined));
  if (wrong === undefined) typed.removeAttribute("aria-describedby");
  else typed.setAttribute("aria-describedby", allowed.id);
  setText(allowed, wrong === undefined ? "" : `${name}: “${wrong.slice(0, 20)}” is not taken; allowed: a ${option.whole ? "whole " : ""}number${limitsOf(option)}`);
}

/**
 * The number that an arrow key makes of another one: the next whole one, two per cent more or less, or a two-hundredth of the slider.
 * @param {number} now
 * @param {boolean} up
 * @param {SliderOption} option
 */
function nudged(now, up, { whole, logarithmic, slider: [low, high] }) {
  const sign = up ? 1 : -1;
  if (whole) return now + sign;
  return Number((logarithmic ? now * (up ? 1.02 : 1 / 1.02) : now + sign * (high - low) / 200).toPrecision(3));
}

/** Whether somebody types in a field or has typed something wrong, or the field is not shown yet. @param {HTMLElement} typed */
function isBusy(typed) {
  const tree = typed.getRootNode();
  return document.activeElement === typed || !(tree instanceof ShadowRoot) || tree.activeElement === typed || typed.getAttribute("aria-invalid") === "true";
}

/**
 * A slider with its number to type, its unit, and a mark where its best value is known to be.
 * @param {object} given
 * @param {string} given.label
 * @param {string} [given.named] its name in full, where the label is a letter
 * @param {string} given.key what finds it again when the panel is built anew
 * @param {NumberOption} given.option
 * @param {(state: State) => number} given.value
 * @param {(value: number) => void} given.slide while it is being moved
 * @param {() => void} given.end when it has been moved
 * @param {(state: State) => number | undefined} [given.best]
 * @returns {Field}
 */
export function numbered({ label, named = label, key, option, value, slide, end, best }) {
  const parts = numberParts(label, key, option, named);
  const { root, input, typed, mark } = parts;
  const scale = scaleOf(option);
  const plain = option.label ?? label;
  /** What it showed last. @type {number | undefined} */
  let shown;
  input.addEventListener("input", () => {
    const exact = scale.value(Number(input.value) / STEPS);
    slide(option.whole ? Math.round(exact) : Number(exact.toPrecision(3)));
  });
  input.addEventListener("change", end);
  /** Goes one step up or down from a number, if that is taken. @param {number} now @param {boolean} up */
  const nudge = (now, up) => {
    const next = nudged(now, up, option);
    if (!takes(option, next)) return undefined;
    slide(next);
    end();
    return next;
  };
  // Between two whole numbers a slider may have places that are neither: its arrows count.
  if (option.whole) input.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!by || shown === undefined) return;
    event.preventDefault();
    nudge(shown, by > 0);
  });
  typed.addEventListener("change", () => {
    const given = fromTyped(typed.value);
    const ok = takes(option, given);
    refuse(parts, plain, option, ok ? undefined : typed.value);
    if (!ok) return;
    const taken = option.whole ? Math.round(given) : given;
    // It stands there as the lab writes it, whatever comma it was typed with.
    typed.value = option.text?.(taken) ?? asTyped(taken);
    slide(taken);
    end();
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const now = fromTyped(typed.value);
    if (!Number.isFinite(now)) return;
    const next = nudge(now, event.key === "ArrowUp");
    // The field follows the state only while nobody types in it.
    if (next !== undefined) typed.value = asTyped(next);
  });
  /** @param {State} state */
  function follow(state) {
    const now = value(state);
    // What was refused is forgotten as soon as the setting has another value.
    if (shown !== undefined && shown !== now) refuse(parts, plain, option);
    shown = now;
    const text = option.text?.(now) ?? chosen(now);
    input.setAttribute("aria-valuetext", `${text} ${option.unit ?? ""}`.trim());
    const place = String(Math.round(Math.min(1, Math.max(0, scale.share(now))) * STEPS));
    if (input.value !== place) input.value = place;
    if (!isBusy(typed)) typed.value = option.text ? text : asTyped(now);
    const known = best?.(state);
    mark.hidden = known === undefined;
    if (known !== undefined) {
      mark.style.setProperty("--at", String(Math.min(1, Math.max(0, scale.share(known)))));
      mark.title = `best: ${chosen(known)}${option.unit ? ` ${option.unit}` : ""}`;
    }
  }
  return { root, follow };
}

/**
 * A menu.
 * @param {object} given
 * @param {string} given.label
 * @param {string} given.key
 * @param {[value: string, text: string][]} given.entries
 * @param {(state: State) => string} given.value
 * @param {(value: string) => void} given.set
 * @param {boolean} [given.quiet] whether the label is only for screen readers
 * @param {boolean} [given.waits] whether arrows and letters only choose, and Enter takes what is chosen
 * @returns {Field}
 */
export function chooser({ label, key, entries, value, set, quiet, waits }) {
  const root = element("label", quiet ? "menu-field quiet" : "menu-field");
  const select = element("select");
  select.dataset.key = key;
  for (const [name, text] of entries) select.append(Object.assign(element("option", "", text), { value: name }));
  if (waits) takeByEnter(select, root, set);
  else select.addEventListener("change", () => set(select.value));
  if (quiet) select.setAttribute("aria-label", label);
  root.append(...(quiet ? [] : [element("span", "name", label)]), select);
  return { root, follow: (state) => { select.value = value(state); } };
}

/** Keys that go through a closed menu, beside letters. */
const THROUGH = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"];

/**
 * Takes what is chosen in a menu: at once by a pointer or in an open menu, and by Enter where keys go through a closed one.
 * @param {HTMLSelectElement} select
 * @param {HTMLElement} root says meanwhile that Enter takes it
 * @param {(value: string) => void} set
 */
function takeByEnter(select, root, set) {
  const [first] = select.options;
  let through = false;
  const follow = () => root.classList.toggle("waiting", through && select.value !== first.value);
  const forget = () => {
    through = false;
    select.value = first.value;
    follow();
  };
  select.addEventListener("pointerdown", () => { through = false; });
  select.addEventListener("keydown", (event) => {
    const { key, altKey } = event;
    if (key === "Enter" && root.classList.contains("waiting")) {
      event.preventDefault();
      const { value } = select;
      forget();
      set(value);
    } else if (key === "Escape") forget();
    else if (key !== "Tab" && key !== "Shift") through = !altKey && (THROUGH.includes(key) || (key.length === 1 && key !== " "));
  });
  select.addEventListener("change", () => {
    follow();
    if (!through) set(select.value);
  });
  select.addEventListener("blur", forget);
}

/**
 * A checkbox.
 * @param {object} given
 * @param {string} given.label
 * @param {string} given.key
 * @param {(state: State) => boolean} given.value
 * @param {(on: boolean) => void} given.set
 * @returns {Field}
 */
export function switched({ label, key, value, set }) {
  const root = element("label", "switch-field");
  const input = Object.assign(element("input"), { type: "checkbox" });
  input.dataset.key = key;
  input.addEventListener("change", () => set(input.checked));
  root.append(input, element("span", "", label));
  return { root, follow: (state) => { input.checked = value(state); } };
}

const SVG = "http://www.w3.org/2000/svg";

/** Small pictures for buttons, on a square of 16. @type {Record<string, string>} */
const ICONS = {
  shown: "M1.5 8s2.4-4.3 6.5-4.3S14.5 8 14.5 8s-2.4 4.3-6.5 4.3S1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  muted: "M1.5 8s2.4-4.3 6.5-4.3S14.5 8 14.5 8s-2.4 4.3-6.5 4.3S1.5 8 1.5 8zM2.5 14 13.5 2",
  solo: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  again: "M5.5 5.5h8v8h-8zM10.500 5.500v-3h-8v8h3",
  share: "M8 10V1.8M5 4.800 8 1.800l3 3M3.500 8v6h9V8",
  window: "M5.500 5.500h9v8h-9zM10.500 5.500v-3h-9v8h4M5.500 8h9",
  remove: "M3.500 3.500l9 9M12.500 3.500l-9 9",
};

/** @param {string} name */
export function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "0 0 16 16");
  made.setAttribute("aria-hidden", "true");
  made.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  made.append(path);
  return made;
}

/**
 * A small button with an icon; without one it is empty.
 * @param {string} sign the name of the icon
 * @param {string} name
 * @param {string} key
 * @param {() => void} press
 */
export function act(sign, name, key, press) {
  const made = button("", press, "act");
  if (sign) made.append(icon(sign));
  made.setAttribute("aria-label", name);
  made.title = name;
  made.dataset.key = key;
  return made;
}
