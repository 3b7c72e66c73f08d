// The drawer of presets: small pictures with titles, a reader's own below them.

import { button, element } from "../elements.js";
import { copied } from "./link.js";
import { PRESETS, keep, kept, presetsFrom, presetsText } from "./deck.js";
/** @import { Preset } from "./deck.js" */

/** @typedef {{ open: (preset: Preset, list: Preset[]) => void, now: () => Preset, theme: () => "light" | "dark", said: (text: string) => void, link: (list: Preset[]) => string, closed: () => void }} DrawerHooks */

/** How long the next small picture waits for an idle moment (milliseconds). */
const PATIENCE = 150;

/** What the drawer looks like. */
export const STYLE = `
.drawer { width: min(1000px, 94vw); height: min(860px, 92vh); box-sizing: border-box; padding: 16px 20px; border: 1px solid var(--kl-line); border-radius: 12px; background: var(--kl-ground); color: var(--kl-ink); font: inherit; }
.drawer::backdrop { background: rgb(0 0 0 / 0.35); }
.drawer-head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; margin-block: 2px 12px; }
.drawer-head h2 { margin: 0; font-size: 17px; font-weight: 600; }
.drawer-head p { margin: 0; color: var(--kl-muted); flex: 1; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 14px; margin-bottom: 22px; }
.card { display: flex; flex-direction: column; gap: 4px; text-align: start; padding: 8px; border: 1px solid var(--kl-line); border-radius: 8px; background: none; cursor: pointer; width: 100%; }
.card:hover, .card[aria-current] { border-color: var(--kl-ink); }
.thumb { display: block; aspect-ratio: 1 / 0.92; border-radius: 4px; overflow: hidden; background: var(--kl-field); }
.thumb img { display: block; width: 100%; height: 100%; object-fit: cover; }
.card-sentence { font-size: 12.5px; line-height: 1.35; color: var(--kl-muted); }
.own-card { display: flex; flex-direction: column; gap: 4px; align-items: start; }
`;

export class Drawer {
  root = element("dialog", "drawer");
  #hooks;
  #own = element("div", "cards");
  /** Presets whose small picture is still to be drawn. @type {{ preset: Preset, picture: HTMLElement }[]} */
  #waiting = [];
  #working = false;
  #drawnFor = "";

  /** @param {DrawerHooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
    this.root.setAttribute("aria-label", "Presets");
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.root.close();
    });
    this.root.addEventListener("close", () => hooks.closed());
  }

  /** Opens it, with the preset that is shown in sight. @param {string} name */
  open(name) {
    const theme = this.#hooks.theme();
    if (this.#drawnFor !== theme) {
      this.#drawnFor = theme;
      this.#build();
    } else this.#buildOwn();
    this.root.showModal();
    const shown = /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-preset="${CSS.escape(name)}"]`));
    for (const card of this.root.querySelectorAll("[aria-current]")) card.removeAttribute("aria-current");
    shown?.setAttribute("aria-current", "true");
    shown?.scrollIntoView({ block: "center" });
    (shown ?? this.root.querySelector("button"))?.focus();
    this.#work();
  }

  #build() {
    this.#waiting = [];
    const cards = element("div", "cards");
    cards.append(...PRESETS.map((preset) => this.#card(preset, PRESETS)));
    const close = button("Close", () => this.root.close());
    const head = element("div", "drawer-head");
    head.append(element("h2", "", "Presets"), element("p", "", "Page Up and Page Down go through them as through slides."), close);
    const mine = element("div", "drawer-head");
    const open = Object.assign(element("input"), { type: "file", accept: ".json,application/json", hidden: true });
    open.addEventListener("change", async () => {
      const [file] = open.files ?? [];
      open.value = "";
      if (file) this.#take(await file.text());
    });
    mine.append(element("h2", "", "My presets"),
      button("Keep what is shown", () => this.#keep()),
      button("Save as a file", () => this.#save()), button("Open a file…", () => open.click()), open,
      button("Copy a link to them", () => this.#copy()));
    this.root.replaceChildren(head, cards, mine, this.#own);
    this.#buildOwn();
  }

  #buildOwn() {
    const own = kept();
    this.#waiting = this.#waiting.filter(({ picture }) => !this.#own.contains(picture));
    this.#own.replaceChildren(...(own.length ? own.map((preset, k) => {
      const card = this.#card(preset, own);
      const made = element("div", "own-card");
      const remove = button("Remove", () => {
        keep(kept().filter((_, other) => other !== k));
        this.#buildOwn();
      });
      made.append(card, remove);
      return made;
    }) : [element("p", "said", "None yet. “Keep what is shown” puts this state here; this browser remembers it.")]));
    this.#work();
  }

  /** @param {Preset} preset @param {Preset[]} list */
  #card(preset, list) {
    const made = button("", () => {
      this.root.close();
      this.#hooks.open(preset, list);
    }, "card");
    made.dataset.preset = preset.name;
    const shown = element("span", "thumb");
    made.append(shown, element("strong", "", preset.title), element("span", "card-sentence", preset.sentence));
    this.#waiting.push({ preset, picture: shown });
    return made;
  }

  /** Draws the next small picture when the page is idle. */
  #work() {
    if (this.#working || !this.root.open || !this.#waiting.length) return;
    this.#working = true;
    const later = (/** @type {() => void} */ work) => ("requestIdleCallback" in globalThis ? requestIdleCallback(work, { timeout: PATIENCE }) : setTimeout(work, 30));
    later(async () => {
      const next = this.#waiting.shift();
      try {
        const { thumb } = await import("./thumbs.js");
        if (next) {
          const url = URL.createObjectURL(new Blob([await thumb(next.preset, this.#hooks.theme())], { type: "image/svg+xml" }));
          next.picture.replaceChildren(Object.assign(element("img"), { src: url, alt: "", decoding: "async", onload: () => URL.revokeObjectURL(url) }));
        }
      } catch {
        // A preset that cannot be drawn has its words.
      }
      this.#working = false;
      this.#work();
    });
  }

  #keep() {
    const own = [...kept(), this.#hooks.now()];
    this.#hooks.said(keep(own) ? "Kept in this browser." : "This browser keeps nothing: save it as a file.");
    this.#buildOwn();
  }

  async #save() {
    const { download } = await import("../saving.js");
    download("kl-ball-presets.json", new Blob([`${presetsText(kept(), 1)}\n`], { type: "application/json" }));
  }

  /** @param {string} text */
  #take(text) {
    try {
      keep([...kept(), ...presetsFrom(text)]);
      this.#buildOwn();
    } catch (error) {
      this.#hooks.said(/** @type {Error} */ (error).message);
    }
  }

  async #copy() {
    const link = this.#hooks.link(kept());
    this.#hooks.said(await copied(link) ? "A link to your presets is copied." : link);
  }
}
