// The drawer of presets: small pictures with titles, a reader's own below them.

import { button, element } from "../elements.js";
import { counted } from "../text/format.js";
import { copied } from "./link.js";
import { LENGTHS, PRESETS, keep, kept, presetsFrom, presetsText } from "./deck.js";
/** @import { Preset } from "./deck.js" */

/** @typedef {{ open: (preset: Preset, list: Preset[]) => void, now: () => Preset, theme: () => "light" | "dark", link: (list: Preset[]) => string, closed: () => void }} DrawerHooks */

/** How long the next small picture waits for an idle moment (milliseconds). */
const PATIENCE = 150;

/** Where a group of presets begins, by the name of its first. @type {Record<string, string>} */
const GROUPS = {
  field: "Balls, discs and distances", renamed: "Other names for the same", halving: "The Fisher matrix and its formula", launches: "Data, batches and shapes",
  "one-peak": "Fitted to a target", plateau: "Mixtures", race: "Which rule is faster?", "door-or-spin": "Policies", "line-search": "What programs do",
};

/** What the drawer looks like. */
export const STYLE = `
.drawer { width: min(1000px, 94vw); height: min(860px, 92vh); box-sizing: border-box; padding: 16px 20px; border: 1px solid var(--kl-line); border-radius: 12px; background: var(--kl-ground); color: var(--kl-ink); font: inherit; }
.drawer::backdrop { background: rgb(0 0 0 / 0.35); }
.drawer-head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; margin-block: 2px 12px; }
.drawer-head h2 { margin: 0; font-size: 17px; font-weight: 600; }
.drawer h3 { margin: 0 0 8px; font-size: 14px; font-weight: 600; }
.drawer .jumps { display: flex; flex-wrap: wrap; gap: 6px; margin-block-end: 16px; }
.drawer button:disabled { opacity: 0.4; cursor: default; }
.own-card input, .own-card textarea { box-sizing: border-box; width: 100%; margin: 0; padding: 4px 8px; font: inherit; font-size: 13px; color: inherit; background: var(--kl-field); border: 1px solid var(--kl-line); border-radius: 6px; resize: vertical; }
.own-card input { font-weight: 600; min-height: 34px; }
.own-acts { display: flex; flex-wrap: wrap; gap: 6px; }
.drawer-head p { margin: 0; color: var(--kl-muted); flex: 1; }
.drawer-head .seek { flex: 0 1 240px; min-width: 0; min-height: 36px; box-sizing: border-box; padding: 4px 10px; font: inherit; color: inherit; background: var(--kl-field); border: 1px solid var(--kl-line); border-radius: 6px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 14px; margin-bottom: 22px; }
.card { display: flex; flex-direction: column; gap: 4px; text-align: start; padding: 8px; border: 1px solid var(--kl-line); border-radius: 8px; background: none; cursor: pointer; width: 100%; }
.drawer > .drawer-head:first-child { position: sticky; top: -16px; margin: -16px -20px 4px; padding: 12px 20px 8px; background: var(--kl-ground); z-index: 1; }
.drawer :is(section, .card), .drawer > .drawer-head { scroll-margin-top: 64px; }
@media (max-width: 639px) { .drawer-head > p { display: none; } .drawer-head .seek { flex: 1; } }
.drawer [hidden] { display: none; }
.card:hover, .card[aria-current] { border-color: var(--kl-ink); }
.thumb { display: block; aspect-ratio: 1 / 0.92; border-radius: 4px; overflow: hidden; background: var(--kl-ground); }
.thumb img { display: block; width: 100%; height: 100%; object-fit: contain; }
.card-sentence { font-size: 12.5px; line-height: 1.35; color: var(--kl-muted); }
.drawer .answer { margin: 0 0 10px; font-size: 13px; color: var(--kl-muted); }
.drawer .link { box-sizing: border-box; width: 100%; margin-top: 4px; padding: 4px 8px; font: inherit; font-size: 13px; color: inherit; background: var(--kl-field); border: 1px solid var(--kl-line); border-radius: 6px; }
/* Its field says it. */
.own-card .card-sentence { display: none; }
.own-card { display: flex; flex-direction: column; gap: 4px; align-items: start; }
`;

export class Drawer {
  root = element("dialog", "drawer");
  #hooks;
  #own = element("div", "cards");
  /** What can be done only with presets of one's own. @type {HTMLButtonElement[]} */
  #ofOwn = [];
  /** Presets whose small picture is still to be drawn. @type {{ preset: Preset, picture: HTMLElement }[]} */
  #waiting = [];
  #working = false;
  #drawnFor = "";
  /** What is looked for among the presets. */
  #seek = Object.assign(element("input", "seek"), { type: "search", placeholder: "Search" });
  #found = element("p", "said");
  /** What came of keeping, opening or copying. */
  #said = element("p", "answer");

  /** @param {DrawerHooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
    this.root.setAttribute("aria-label", "Presets");
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.root.close();
    });
    this.root.addEventListener("close", () => hooks.closed());
    this.root.addEventListener("keydown", (event) => {
      // The keys of the lab wait; a letter is looked for.
      event.stopPropagation();
      const isLetter = /^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isLetter && !(event.target instanceof HTMLElement && event.target.matches("input, textarea"))) this.#seek.focus();
    });
    this.#seek.setAttribute("aria-label", "Search the presets");
    for (const status of [this.#found, this.#said]) status.setAttribute("role", "status");
    this.#seek.addEventListener("input", () => this.#filter());
    this.#seek.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      /** @type {HTMLElement | undefined} */ (this.#cards.find((card) => !card.hidden))?.click();
    });
  }

  /** Opens it, with the preset that is shown in sight. @param {string} name */
  open(name) {
    const theme = this.#hooks.theme();
    if (this.#drawnFor !== theme) {
      this.#drawnFor = theme;
      this.#build();
    } else this.#buildOwn();
    this.#seek.value = "";
    this.#answer("");
    this.#filter();
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
    const groups = this.#groups();
    const close = button("Close", () => this.root.close());
    const head = element("div", "drawer-head");
    head.append(element("h2", "", "Presets"), element("p", "", "Page Up and Page Down go through them as through slides."), this.#seek, close);
    const mine = element("div", "drawer-head");
    const open = Object.assign(element("input"), { type: "file", accept: ".json,application/json", hidden: true });
    open.addEventListener("change", async () => {
      const [file] = open.files ?? [];
      open.value = "";
      if (file) this.#take(await file.text());
    });
    this.#ofOwn = [button("Save as a file", () => this.#save()), button("Copy a link to them", () => this.#copy())];
    const [save, copy] = this.#ofOwn;
    mine.append(element("h2", "", "My presets"),
      button("Keep what is shown", () => this.#keep()), save, button("Open a file…", () => open.click()), open, copy);
    const jumps = element("nav", "jumps");
    jumps.setAttribute("aria-label", "Groups of presets");
    const places = [{ name: "My presets", place: mine }, ...groups.map((group) => ({ name: group.querySelector("h3")?.textContent ?? "", place: group }))];
    jumps.append(...places.map(({ name, place }) => button(name, () => {
      place.scrollIntoView({ block: "start" });
      place.querySelector("button")?.focus({ preventScroll: true });
    }, "press")));
    this.root.replaceChildren(head, jumps, this.#found, ...groups, mine, this.#said, this.#own);
    this.#buildOwn();
  }

  /** All cards, in their order. @returns {HTMLElement[]} */
  get #cards() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll(".card"))];
  }

  /** Shows only presets whose title or sentence has all words that are looked for, and says how many there are. */
  #filter() {
    const words = this.#seek.value.toLowerCase().split(/\s+/).filter(Boolean);
    const cards = this.#cards;
    for (const card of cards) {
      const text = (card.textContent ?? "").toLowerCase();
      const hidden = !words.every((word) => text.includes(word));
      card.hidden = hidden;
      const own = /** @type {HTMLElement | null} */ (card.closest(".own-card"));
      if (own) own.hidden = hidden;
    }
    for (const group of this.root.querySelectorAll("section")) group.hidden = !group.querySelector(".card:not([hidden])");
    if (words.length) this.root.scrollTop = 0;
    const count = cards.filter((card) => !card.hidden).length;
    this.#found.textContent = !words.length ? "" : count ? `${counted(count, "preset")}. Enter opens the first.` : "No preset has these words.";
  }

  /** The presets of the lab, in the order in which Page Down shows them, each group below its name. */
  #groups() {
    /** @type {HTMLElement[]} */
    const groups = [];
    for (const [k, preset] of PRESETS.entries()) {
      if (GROUPS[preset.name]) {
        const group = element("section");
        group.append(element("h3", "", GROUPS[preset.name]), element("div", "cards"));
        groups.push(group);
      }
      groups[groups.length - 1].lastElementChild?.append(this.#card(PRESETS, k));
    }
    return groups;
  }

  #buildOwn() {
    const own = kept();
    this.#waiting = this.#waiting.filter(({ picture }) => !this.#own.contains(picture));
    for (const one of this.#ofOwn) one.disabled = !own.length;
    this.#own.replaceChildren(...(own.length ? own.map((preset, k) => this.#ownCard(preset, own, k)) : [element("p", "said", "None yet. “Keep what is shown” puts this state here; this browser remembers it.")]));
    this.#work();
  }

  /** One of a reader's own, with what can be done with it. @param {Preset} preset @param {Preset[]} own @param {number} k */
  #ownCard(preset, own, k) {
    const root = element("div", "own-card");
    const card = this.#card(own, k);
    const title = Object.assign(element("input"), { value: preset.title, maxLength: LENGTHS.title });
    title.setAttribute("aria-label", `Name of preset ${k + 1}`);
    const sentence = Object.assign(element("textarea"), { value: preset.sentence, maxLength: LENGTHS.sentence, rows: 3 });
    sentence.setAttribute("aria-label", `Sentence of preset ${k + 1}`);
    for (const field of [title, sentence]) {
      field.addEventListener("change", () => {
        if (!title.value.trim()) title.value = own[k].title;
        own[k] = { ...own[k], title: title.value.trim(), sentence: sentence.value.trim() };
        keep(own);
        // The card has a picture that is still right.
        this.#name(card, own[k]);
        nameActs();
      });
    }
    const move = (/** @type {string} */ word, /** @type {number} */ to) => {
      const made = button(word, () => this.#reorder(own.toSpliced(k, 1).toSpliced(to, 0, own[k]), to), "press");
      made.disabled = to < 0 || to >= own.length;
      return made;
    };
    const remove = button("Remove", () => this.#reorder(own.toSpliced(k, 1), Math.min(k, own.length - 2)), "press");
    const [earlier, later] = [move("Earlier", k - 1), move("Later", k + 1)];
    const nameActs = () => {
      for (const [act, word] of /** @type {const} */ ([[earlier, "Earlier:"], [later, "Later:"], [remove, "Remove"]])) act.setAttribute("aria-label", `${word} ${own[k].title}`);
    };
    nameActs();
    const acts = element("div", "own-acts");
    acts.append(earlier, later, remove);
    root.append(card, title, sentence, acts);
    return root;
  }

  /** Keeps another order of a reader's own, and goes to one of them. @param {Preset[]} own @param {number} k */
  #reorder(own, k) {
    keep(own);
    this.#buildOwn();
    /** @type {HTMLElement | null | undefined} */ (this.#own.children[k]?.querySelector("input"))?.focus();
  }

  /** Writes title and sentence on a card. @param {HTMLElement} card @param {Preset} preset */
  #name(card, { title, sentence }) {
    const [name, said] = /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll("strong, .card-sentence"));
    name.textContent = title;
    said.textContent = sentence;
  }

  /** The card of one of a list of presets, as that is when it is opened. @param {Preset[]} list @param {number} k */
  #card(list, k) {
    const preset = list[k];
    const made = button("", () => {
      this.root.close();
      this.#hooks.open(list[k], list);
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
      // Those in sight come first.
      const [next] = this.#waiting.splice(Math.max(0, this.#waiting.findIndex(({ picture }) => inSight(picture))), 1);
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
    const now = this.#hooks.now();
    const own = kept();
    const taken = new Set(own.map(({ title }) => title));
    let title = now.title;
    for (let k = 2; taken.has(title); k += 1) title = `${now.title} (${k})`;
    const all = [...own, { ...now, title }];
    this.#answer(keep(all) ? "Kept in this browser." : "This browser keeps nothing: save it as a file.");
    this.#buildOwn();
    // Its name is the first thing that one may want to change.
    const name = this.#own.lastElementChild?.querySelector("input");
    name?.focus();
    name?.select();
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
      this.#answer(/** @type {Error} */ (error).message);
    }
  }

  async #copy() {
    const link = this.#hooks.link(kept());
    const isCopied = await copied(link);
    this.#answer(isCopied ? "A link to your presets is copied." : "This browser does not let a page copy. This is the link:");
    if (isCopied) return;
    const shown = Object.assign(element("input", "link"), { value: link, readOnly: true });
    shown.setAttribute("aria-label", "A link to your presets");
    this.#said.append(shown);
    shown.focus();
    shown.select();
  }

  /** Says what came of a button: in the drawer, since what lies below it is out of sight. @param {string} text */
  #answer(text) {
    this.#said.replaceChildren(text);
  }
}

/** Whether something is in the window. @param {HTMLElement} one */
function inSight(one) {
  const { top, bottom, width } = one.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight;
}
