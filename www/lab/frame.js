// The elements of the lab around its stage: header, side panel and foot.

import { button, element } from "../elements.js";
import { icon } from "./fields.js";

/** @typedef {{ previous: () => void, next: () => void, presets: () => void, share: () => void, save: () => void, projector: () => void, leave: () => void, theme: () => void, help: () => void, field: () => void, second: () => void, notes: () => void, formula: () => void, panel: () => void, undo: () => void, redo: () => void }} Acts What the buttons do. */

/**
 * A button with a sign and a name.
 * @param {string} sign
 * @param {string} name
 * @param {() => void} press
 * @param {string} [className]
 */
export function signed(sign, name, press, className = "sign") {
  const made = button(sign, press, className);
  made.setAttribute("aria-label", name);
  made.title = name;
  return made;
}

/** The button that shares: a word, or on a phone a sign. @param {() => void} press */
function share(press) {
  const made = iconed("share", "Share a link to exactly this", press, "sign share");
  made.prepend(element("span", "word", "share"));
  return made;
}

/** A button with a small picture. @param {string} picture @param {string} name @param {() => void} press @param {string} className */
function iconed(picture, name, press, className) {
  const made = signed("", name, press, className);
  made.append(icon(picture));
  return made;
}

/**
 * The elements by name; `root` holds them all.
 * @param {{ stage: HTMLElement, transport: HTMLElement, sentence: HTMLElement, goal: HTMLElement, problem: HTMLElement, prediction: HTMLElement, way: HTMLElement }} parts
 * @param {Acts} acts
 */
export function frame({ stage, transport, sentence, goal, problem, prediction, way }, acts) {
  const root = element("div", "lab");
  const header = element("header", "top");
  const presets = button("", acts.presets, "sign presets");
  presets.title = "Presets (L)";
  const title = element("span", "name");
  const more = element("span", "more", "▾");
  more.setAttribute("aria-hidden", "true");
  presets.append(title, more);
  const [previous, next] = [signed("‹", "Previous preset (Page Up)", acts.previous), signed("›", "Next preset (Page Down)", acts.next)];
  const undo = signed("↶", "Take back (Ctrl Z)", acts.undo);
  const redo = signed("↷", "Do again (Ctrl Shift Z)", acts.redo, "sign redo");
  const panel = signed("☰", "Settings (S)", acts.panel, "sign fold");
  const tools = element("div", "tools");
  const back = element("span", "undo-tools");
  back.append(undo, redo);
  tools.append(
    back, share(acts.share), signed("save", "Save, copy, open", acts.save, "sign desk"),
    signed("P", "Projector (P)", acts.projector, "sign desk"), iconed("window", "The figure in a second window, notes in this one (W)", acts.second, "sign desk second"), signed("◐", "Light or dark (D)", acts.theme), signed("?", "What is what (?)", acts.help), panel,
  );
  const deck = element("div", "deck");
  deck.append(previous, presets, next);
  const said = element("div", "said-now");
  const claim = element("p", "claim");
  header.append(element("h1", "unseen", "kl-ball lab"), deck, said, tools);
  const main = element("main", "middle");
  const side = element("aside", "side");
  side.setAttribute("aria-label", "Settings");
  const foot = element("footer", "foot");
  const steps = element("div", "steps");
  steps.append(transport, prediction);
  foot.append(sentence, goal, way, steps);
  const notice = element("p", "notice");
  notice.setAttribute("role", "status");
  // What only a screen reader has to hear.
  const announcement = element("p", "unseen");
  announcement.setAttribute("role", "status");
  const tip = element("p", "tip");
  tip.hidden = true;
  said.append(claim);
  main.append(problem, stage);
  // A notice lies below the pictures for a while, beside the name of the horizontal axis, where it covers no title, sentence or picture.
  root.append(header, main, side, foot, notice, tip, announcement);
  return { root, header, main, side, foot, claim, notice, announcement, tip, title, undo, redo, presets, panel };
}
