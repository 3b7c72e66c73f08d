// Parts of the lab that are loaded when somebody asks for them: the drawer of presets, the help, the names of many rules,
// and what is said late in a run.

import { ratioOf } from "../figure/look.js";
import { colors } from "../language.js";
import { presetsText } from "./deck.js";
import { DRAWER } from "./folding-side.js";
import { addressWith, linkWith } from "./link.js";
import { adopt } from "./style.js";
import { themeOf } from "./theme.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Late } from "../figure/words.js" */
/** @import { Drawer } from "./drawer.js" */
/** @import { frame } from "./frame.js" */
/** @import { Help } from "./help.js" */
/** @import { Names } from "./names.js" */
/** @import { Presets } from "./presets.js" */
/** @import { Showing } from "./showing.js" */
/** @import { Stage } from "./stage.js" */

/** The parts of the lab that these belong to. @typedef {{ host: HTMLElement, figure: Figure, stage: Stage, parts: ReturnType<typeof frame>, presets: Presets, showing: () => Showing, shadow: () => ShadowRoot }} Around */

export class Later {
  #lab;
  /** @type {Drawer | undefined} */
  #drawer;
  /** @type {Help | undefined} */
  #help;
  /** @type {Names | undefined} */
  #names;
  /** @type {Late | undefined} */
  #words;

  /** @param {Around} lab */
  constructor(lab) {
    this.#lab = lab;
  }

  /** Opens the drawer of presets. */
  async openDrawer() {
    const { Drawer: Made, STYLE } = await import("./drawer.js");
    this.#drawer ??= this.#buildDrawer(Made, STYLE);
    this.#drawer.open(this.#lab.presets.shown?.name ?? "");
  }

  /** @param {typeof Drawer} Made @param {string} style */
  #buildDrawer(Made, style) {
    const { host, figure, parts, showing, shadow } = this.#lab;
    adopt(shadow(), style);
    const drawer = new Made({
      open: (preset, list) => showing().show(preset, list),
      now: () => showing().asPreset(),
      theme: () => themeOf(host),
      link: (list) => addressWith(linkWith({ list: presetsText(list) })),
      closed: () => parts.presets.focus(),
    });
    figure.root.append(drawer.root);
    return drawer;
  }

  /** Opens the help, or closes it. */
  async toggleHelp() {
    const { Help: Made, STYLE, drawn } = await import("./help.js");
    const { figure, parts, shadow, stage } = this.#lab;
    if (!this.#help) adopt(shadow(), STYLE);
    this.#help ??= new Made(parts.root, () => drawn(stage.panels, figure.current, figure.cursor));
    this.#help.toggle();
  }

  /** The names of the rules, where the list of rules is out of sight, follow the state and the colours. */
  async name() {
    const { figure, parts: { root, foot }, shadow } = this.#lab;
    if (!this.#names && !root.matches(".projector, .screen") && !matchMedia(DRAWER).matches) return;
    const { Names: Made, STYLE } = await import("./names.js");
    if (!this.#names) {
      adopt(shadow(), STYLE);
      foot.prepend((this.#names = new Made()).root);
    }
    this.#names.follow(figure.state, colors(figure.parts.announcer), ratioOf(root));
  }

  /** What is said late in a run: the words are loaded at its second step. @type {Late} */
  words(scene, state, cursor) {
    if (!this.#words && cursor >= 2) {
      import("../text/late.js").then(({ aboutLate }) => {
        this.#words = aboutLate;
        this.#lab.figure.redraw();
      }, () => {});
    }
    return this.#words?.(scene, state, cursor);
  }
}
