// What the lab shows: a preset, what the address says, or what another window shows.

import { PRESETS } from "./deck.js";
import { become } from "./history.js";
import { linkFrom, wholeOf } from "./link.js";
import { stateOf } from "./open.js";
import { follow } from "./projector.js";
import { takeTheme } from "./theme.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Address } from "./address.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Claim } from "./claim.js" */
/** @import { Preset } from "./deck.js" */
/** @import { Written } from "./link.js" */
/** @import { Notes } from "./notes.js" */
/** @import { Presets } from "./presets.js" */
/** @import { Projector } from "./projector.js" */
/** @import { Sentence } from "./sentence.js" */
/** @import { Windows } from "./windows.js" */

/** A step that is beyond the end of every run. */
const END = 1e9;

/** What is said of a preset that does not exist. @param {string} given */
async function unknown(given) {
  const { nearestTo } = await import("../state/misspelt.js");
  const name = given.slice(0, 60);
  const [nearest] = nearestTo(name, PRESETS.map((preset) => preset.name));
  return `There is no preset "${name}". The nearest name is "${nearest}"; the drawer of presets (L) has them all.`;
}

/** What is said where data were that an address has no room for. @param {number | undefined} rows */
const gone = (rows) => (rows ? `Your ${rows.toLocaleString("en")} rows are gone: an address has no room for them. Paste them again.` : undefined);

/** What a link says of the lab that belongs to the state: which runs are muted, and what the data measure. @param {Record<string, string | undefined>} own @returns {Written} */
const ofLab = ({ muted, quantity }) => ({ ...(muted && { muted }), ...(quantity && { quantity }) });

/**
 * The parts of the lab that another state concerns. `said(text)` shows a notice, `announce(text)` tells screen readers, `themed(theme)` chooses a theme, and `opened()` is called for
 * another state.
 * @typedef {{ host: HTMLElement, root: HTMLElement, figure: Figure, bench: Bench, windows: Windows, presets: Presets, claim: Claim, notes: Notes, sentence: Sentence, address: Address, projector: () => Projector, said: (text: string) => void, announce: (text: string) => void, themed: (theme?: string) => void, opened: () => void }} Parts
 */

export class Showing {
  #lab;
  /** What the window that is followed has shown last. */
  #followed = "";

  /** @param {Parts} lab */
  constructor(lab) {
    this.#lab = lab;
  }

  /** Shows what the address says. */
  restore() {
    const { attributes, own, problem } = linkFrom(location.hash);
    const presets = this.#lab.presets;
    takeTheme(this.#lab.host, own.theme);
    const wrong = [problem, gone(history.state?.unkept)];
    try {
      presets.take(own.list);
    } catch (error) {
      wrong.push(/** @type {Error} */ (error).message);
    }
    const preset = presets.named(own.preset);
    const { step, morph, ...others } = attributes;
    if (Object.keys(others).length) {
      presets.leave(preset);
      this.open({ ...attributes, ...ofLab(own) });
    } else this.show(preset ?? presets.deck[0] ?? PRESETS[0], presets.deck, { silent: true, step, morph });
    this.entitle();
    if (own.screen && !this.#lab.address.fixed) this.#follow(own.screen);
    this.#say(wrong);
    if (own.preset && !preset) unknown(own.preset).then((sentence) => this.#say([...wrong, sentence]), () => {});
  }

  /** Says what is wrong with the address. @param {(string | undefined)[]} wrong */
  #say(wrong) {
    const said = wrong.filter(Boolean).join(" ");
    if (said) this.#lab.figure.say(said);
  }

  /** Shows what another window shows. @param {string} name */
  #follow(name) {
    this.#lab.address.fixed = true;
    this.#lab.root.classList.add("screen");
    const show = (/** @type {import("./projector.js").Projected} */ { link, step, held, spot }) => {
      this.#lab.projector().point(spot);
      this.#lab.windows.held = held;
      if (link === this.#followed) {
        this.#lab.figure.cursor = step;
        return;
      }
      this.#followed = link;
      const { attributes: { morph, ...attributes }, own } = linkFrom(link);
      if ((own.theme ?? "") !== (this.#lab.host.getAttribute("theme") ?? "")) this.#lab.themed(own.theme);
      const preset = this.#lab.presets.named(own.preset);
      const pristine = !Object.keys(attributes).length;
      if (pristine && !preset) return;
      const shown = pristine ? preset?.attributes : attributes;
      const { state } = stateOf(/** @type {Written} */ ({ ...shown, ...(morph && { morph }), ...ofLab(own) }));
      if (!state) return;
      this.#lab.figure.change((now) => become(now, state), true);
      this.#lab.opened();
      this.#lab.figure.cursor = step;
      this.#lab.presets.leave(preset);
      if (pristine) this.#lab.presets.open(this.#lab.figure.state);
      this.entitle();
    };
    follow(name, { show, lost: (is) => this.#lab.figure.say(is ? "This window follows no other any more: the one that led it is closed." : "") });
  }

  /** Shows a preset, and remembers where the reader was. @param {Preset} preset @param {Preset[]} [deck] @param {{ silent?: boolean, step?: string, morph?: string }} [how] */
  show(preset, deck = this.#lab.presets.deck, { silent = false, step, morph } = {}) {
    if (!silent) this.#lab.address.save();
    Object.assign(this.#lab.presets, { deck, shown: preset });
    this.open({ ...preset.attributes, ...(step !== undefined && { step }), ...(morph !== undefined && { morph }) });
    this.#lab.presets.open(this.#lab.figure.state);
    this.entitle();
    if (!silent) {
      this.#lab.address.add();
      this.#lab.announce(`${preset.title}.`);
    }
    this.#lab.figure.announce();
  }

  /** Title, sentence and notes of what is shown. */
  entitle() {
    const { presets, notes, claim, figure, host } = this.#lab;
    // What is saved or copied has the name of the preset that it comes from.
    if (presets.shown) host.setAttribute("label", presets.shown.title);
    else host.removeAttribute("label");
    notes.follow(presets.shown, presets.following);
    claim.entitle(figure.current, figure.cursor);
  }

  /** Goes forwards or backwards through the deck. @param {number} by */
  turn(by) {
    const next = this.#lab.presets.neighbour(by);
    if (next) this.show(next);
    else this.#lab.said(by > 0 ? "This was the last preset." : "This is the first preset.");
  }

  /** What is shown now, as a preset of the reader's own. @returns {Preset} */
  asPreset() {
    const { shown, pristine, sentence = this.#lab.figure.parts.text.textContent ?? "" } = this.#lab.presets;
    return { name: "own", title: shown ? shown.title + (pristine ? "" : ", changed") : "Mine", sentence, notes: this.#lab.notes.text, attributes: wholeOf(this.#lab.figure.state) };
  }

  /**
   * Shows the state that attributes describe; where they are wrong it says so and shows the rest.
   * @param {Written} written
   * @param {{ keep?: boolean }} [how] `keep`: as one gesture that can be taken back
   */
  open(written, { keep = false } = {}) {
    const { state, error } = stateOf(written);
    if (!state && written !== PRESETS[0].attributes) this.open(PRESETS[0].attributes);
    if (state) {
      if (keep) this.#lab.bench.begin();
      else this.#lab.bench.forget();
      this.#lab.windows.forget();
      if (!keep) this.#lab.sentence.forget();
      this.#lab.figure.show({ ...state, controls: "some" });
      this.#lab.figure.redraw();
      if (keep) this.#lab.bench.end();
      this.#lab.figure.cursor = state.step ?? END;
      this.#lab.opened();
    }
    if (error) this.#lab.figure.say(error.message);
  }
}
