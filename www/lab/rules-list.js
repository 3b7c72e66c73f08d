// The list of rules in the side panel: each with its sample, its settings, and what can be done with it.

import { optionsOf, ruleEntry, rulesOf, sizeOf } from "../core.js";
import { element, picture, setText } from "../elements.js";
import { FAMILIES, familyColor } from "../language.js";
import { line, symbols } from "../marks/marks.js";
import { SAMPLE, paintSample } from "../accounts/samples.js";
import { curveDash, isHollow } from "../scene/dashes.js";
import { hasOwn, holding, setting } from "../state/options.js";
import { ruleName } from "../state/rule-keys.js";
import { CHOICES } from "../text/labels.js";
import { arrival, gapOf } from "../compute/arrival.js";
import { hasLeftAgain } from "../compute/leaving.js";
import { pairAt } from "../compute/points.js";
import { chosen, counted } from "../text/format.js";
import { BestButton } from "./best-button.js";
import { act, chooser, numbered } from "./fields.js";
import { MOST_RULES, added, duplicated, isSolo, keyOfEntry, listOf, moved, mutedOrNot, removed, renamed, set, showPlane, solo, useList } from "./rules.js";
/** @import { Scene } from "../scene/shape.js" */
/** @import { Bench } from "./bench.js" */
/** @import { Matching } from "./match.js" */
/** @import { Field } from "./fields.js" */
/** @import { Entry } from "./rules.js" */
/** @import { OptionEntry } from "../../pkg/kl_ball.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Colors } from "../views/view.js" */

export class RulesList {
  root = element("div", "rules-list");
  #bench;
  #matching;
  /** @type {Field[]} */
  #fields = [];
  /** The name of the model whose rules these are. */
  #model = "";
  /** @type {{ canvas: HTMLCanvasElement, key: string | undefined, name: string }[]} */
  #samples = [];
  /** Where it is said when each run arrives, by the key of its rule. @type {Map<string, HTMLElement>} */
  #arrivals = new Map();
  /** What counts as arrived. */
  #near = element("p", "near");
  /** The runs for which that was said, and how many searches had ended. @type {{ scene?: Scene, reached?: number, news?: number }} */
  #saidFor = {};
  /** The buttons that find best sizes. @type {BestButton[]} */
  #best = [];
  /** Entries whose further options are shown. @type {Set<number>} */
  #open = new Set();

  /** What the rows were built for. @type {State | undefined} */
  #built;

  /** @param {Bench} bench @param {Matching} matching */
  constructor(bench, matching) {
    this.#bench = bench;
    this.#matching = matching;
    matching.moved = () => this.#best.forEach((best) => best.follow());
  }

  get #state() {
    if (!this.#built) throw new Error("the list has no rows yet");
    return this.#built;
  }

  /** @param {State} state */
  build(state) {
    const list = listOf(state);
    this.#built = state;
    this.#model = state.model;
    this.#fields = [];
    this.#samples = [];
    this.#best = [];
    this.#arrivals.clear();
    this.#saidFor = {};
    const rows = list.map((entry, k) => this.#row(list, entry, k));
    const items = element("ol", "rules");
    items.append(...rows);
    const add = chooser({
      label: "Add a rule: arrows choose one, Enter adds it", key: "add", quiet: true, waits: true, entries: [["", "+ add a rule"], ...namesOf(this.#model)], value: () => "",
      set: (name) => this.#add(name),
    });
    add.root.classList.add("add");
    this.#fields.push(add);
    if (list.length >= MOST_RULES) add.root.hidden = true;
    this.root.replaceChildren(items, this.#near, add.root, ...(list.some(({ muted }) => !muted) ? [this.#matching.root] : []));
    this.follow(state);
  }

  /** @param {State} state */
  follow(state) {
    for (const field of this.#fields) field.follow(state);
    this.#matching.follow(state);
    for (const best of this.#best) best.follow();
  }

  /** Says beside each rule in how many steps it arrives, in the first chart and from the first start. */
  arrivals() {
    const { scene, state } = this.#bench.current;
    const { news } = this.#matching;
    if (!scene || (this.#saidFor.scene === scene && this.#saidFor.reached === scene.reached && this.#saidFor.news === news)) return;
    this.#saidFor = { scene, reached: scene.reached, news };
    for (const best of this.#best) best.tell(scene, state);
    const { leastLoss: least = NaN } = scene;
    const gap = gapOf(state);
    let arrives = false;
    for (const [key, said] of this.#arrivals) {
      const run = scene.runs.find(({ rule, chartIndex }) => rule === key && chartIndex === 0);
      const there = run && scene.steps > 1 && scene.inspection.loss > least + gap;
      const step = there ? arrival(run.loss, least + gap) : undefined;
      said.title = `steps until its loss is within ${chosen(gap)} nats of the best fit`;
      const [short, words] = !there ? ["", ""] : step === undefined ? elsewhere(run, this.#bench.current) : [counted(step, "step"), `${counted(step, "step")} to the best fit${hasLeftAgain(run.loss, least + gap) ? ", then off again" : ""}`];
      arrives ||= step !== undefined;
      setText(said, words);
      said.dataset.short = short;
    }
    setText(this.#near, arrives ? `Steps to the best fit: until the loss is within ${chosen(gap)} nats of its least.` : "");
  }

  /** Paints the samples of the lines. @param {State} state @param {Colors} colors @param {number} ratio */
  paint(state, colors, ratio) {
    for (const { canvas, key, name } of this.#samples) {
      const { family } = ruleEntry(name);
      const color = key ? familyColor(colors, family) : colors.muted;
      const y = SAMPLE.height / 2;
      paintSample(canvas, [
        line([1, y, SAMPLE.width - 1, y], color, 2.2, { dash: key ? curveDash(state, key, 0) : [], opacity: key ? 1 : 0.5 }),
        symbols(FAMILIES[family].marker, [SAMPLE.width / 2, y], 4, color, colors.ground, { hollow: key ? isHollow(key, 0) : true }),
      ], ratio);
    }
  }

  /** Adds a rule; one that was not there begins with a size that suits. @param {string} name */
  #add(name) {
    const isNew = !this.#bench.state.rules.some((key) => ruleName(key) === name);
    this.#bench.slide((state) => {
      useList(state, added(listOf(state), name));
      // A field alone shows no paths.
      showPlane(state);
    });
    const suited = isNew && this.#matching.suitable(name);
    if (suited) this.#bench.slide((state) => { state.settings[suited.key] = suited.size; });
    this.#bench.end();
  }

  /** Removes a rule. After the last of the list the focus goes to the one before it, or to the menu that adds one. @param {number} k */
  #remove(k) {
    this.#do((now) => removed(now, k));
    const next = [k, k - 1].map((one) => this.root.querySelector(`[data-key="remove ${one}"]`)).find(Boolean) ?? this.root.querySelector('[data-key="add"]');
    /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
  }

  /** Changes the list, as one gesture. @param {(list: Entry[]) => Entry[]} change */
  #do(change) {
    this.#bench.change((state) => useList(state, change(listOf(state))));
  }

  /**
   * @param {Entry[]} list
   * @param {Entry} entry
   * @param {number} k
   */
  #row(list, entry, k) {
    const row = element("li", `rule${entry.muted ? " muted" : ""}`);
    const key = keyOfEntry(list, k);
    // One of several that are the same rule has its number, as in the plane.
    const { label, family } = ruleEntry(key ?? entry.name);
    row.style.setProperty("--color", `var(${FAMILIES[family].color})`);
    row.dataset.rule = entry.name;
    const canvas = picture("sample");
    this.#samples.push({ canvas, key, name: entry.name });
    const grip = act("", `Move ${label}: drag it, or press the up and down arrows`, `grip ${k}`, () => {});
    grip.classList.add("grip");
    grip.append(canvas);
    this.#reorder(grip, row, k);
    const name = chooser({ label: `Rule ${k + 1}`, key: `rule ${k}`, quiet: true, entries: namesOf(this.#model).map(([one, text]) => [one, one === entry.name ? label : text]), value: () => entry.name, set: (other) => this.#do((now) => renamed(now, k, other)) });
    const heard = entry.muted ? "Show" : "Mute";
    const acts = element("span", "acts");
    const mute = act(entry.muted ? "muted" : "shown", `${heard} ${label}`, `mute ${k}`, () => this.#do((now) => mutedOrNot(now, k)));
    mute.setAttribute("aria-pressed", String(Boolean(entry.muted)));
    const alone = act("solo", `Only ${label}`, `solo ${k}`, () => this.#do((now) => solo(now, k)));
    alone.setAttribute("aria-pressed", String(isSolo(list, k)));
    acts.append(mute, alone,
      act("again", `${label} once more, with other settings`, `again ${k}`, () => this.#do((now) => duplicated(now, k))),
      act("remove", `Remove ${label}`, `remove ${k}`, () => this.#remove(k)));
    const head = element("div", "rule-head");
    const arrives = element("span", "arrives");
    if (key !== undefined) this.#arrivals.set(key, arrives);
    head.append(grip, name.root);
    this.#fields.push(name);
    row.append(head);
    const foot = element("div", "rule-foot");
    if (key === undefined) {
      foot.append(acts);
      row.append(foot);
      return row;
    }
    const size = sizeOf(entry.name);
    const more = optionsOf(this.#model, entry.name).filter(({ name: option }) => option !== size?.name);
    const sized = element("div", "rule-size");
    if (size) sized.append(...this.#sizes(key, entry, k, size));
    if (more.length) foot.append(this.#more(key, more, k));
    foot.append(arrives, acts);
    row.append(sized, foot);
    return row;
  }

  /** The size of a rule, or one for each chart that has its own. @param {string} key @param {Entry} entry @param {number} k @param {OptionEntry} size */
  #sizes(key, entry, k, size) {
    const { charts } = this.#state;
    const own = charts.filter((chart) => hasOwn(this.#state, `${key}.${size.name}`, chart)).map((chart) => `${size.name}.${chart}`);
    return (own.length ? own : [size.name]).map((name) => {
      const chart = name.split(".")[1];
      const field = this.#number(`${key}.${name}`, name, size, k, chart ? `${size.symbol || size.label}, ${chart}` : size.symbol || size.label);
      const best = new BestButton({ key: `${key}.${name}`, noun: size.name, label: `${ruleEntry(key).label}${chart ? ` in ${chart}` : ""}`, matching: this.#matching });
      best.join(field);
      this.#best.push(best);
      return field;
    });
  }

  /** @param {string} key @param {string} name @param {OptionEntry} option @param {number} k @param {string} label */
  #number(key, name, option, k, label) {
    const now = Number(setting(this.#state, key, option));
    const numeric = /** @type {Extract<OptionEntry, { kind: "number" }>} */ (holding(option, now));
    const plain = ruleEntry(key.slice(0, key.indexOf("."))).label;
    const field = numbered({
      label, named: `${label}: ${label === option.label ? "" : `${option.label} of `}${plain}`, key: `${name} ${k}`, option: numeric,
      value: (state) => Number(setting(state, key, option)),
      slide: (value) => this.#bench.slide((state) => useList(state, set(listOf(state), k, { [name]: value }))),
      end: () => this.#bench.end(),
      best: (state) => this.#matching.best(state, key),
    });
    this.#fields.push(field);
    return field.root;
  }

  /** Further options, folded. @param {string} key @param {OptionEntry[]} options @param {number} k */
  #more(key, options, k) {
    const fold = element("details", "more-options");
    fold.open = this.#open.has(k);
    const summary = element("summary", "", "more");
    summary.setAttribute("aria-label", `more settings of ${ruleEntry(key).label}`);
    fold.append(summary);
    fold.addEventListener("toggle", () => (fold.open ? this.#open.add(k) : this.#open.delete(k)));
    for (const option of options) {
      if (option.kind === "number") {
        fold.append(this.#number(`${key}.${option.name}`, option.name, option, k, option.label));
        continue;
      }
      const field = chooser({
        label: option.label, key: `${option.name} ${k}`, entries: option.of.map((one) => [one, CHOICES[one] ?? one]),
        value: (state) => String(setting(state, `${key}.${option.name}`, option)),
        set: (value) => this.#do((now) => set(now, k, { [option.name]: value })),
      });
      this.#fields.push(field);
      fold.append(field.root);
    }
    return fold;
  }

  /** Lets a row be dragged, or moved by arrows. @param {HTMLElement} grip @param {HTMLElement} row @param {number} k */
  #reorder(grip, row, k) {
    grip.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      this.#do((now) => moved(now, k, k + by));
      /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-key="grip ${k + by}"]`))?.focus();
    });
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      grip.setPointerCapture(event.pointerId);
      row.classList.add("carried");
      const others = [.../** @type {HTMLElement} */ (row.parentElement).children];
      /** @param {PointerEvent} now */
      const to = (now) => others.filter((other) => other !== row && (other.getBoundingClientRect().top + other.getBoundingClientRect().bottom) / 2 < now.clientY).length;
      /** @param {PointerEvent} now */
      const carry = (now) => { row.style.translate = `0 ${now.clientY - event.clientY}px`; };
      grip.addEventListener("pointermove", carry);
      grip.addEventListener("pointerup", (now) => {
        grip.removeEventListener("pointermove", carry);
        row.classList.remove("carried");
        row.style.translate = "";
        const place = to(now);
        if (place !== k) this.#do((list) => moved(list, k, place));
      }, { once: true });
    });
  }
}


/** All rules that a model can use, for a menu, family after family. @param {string} model @returns {[string, string][]} */
function namesOf(model) {
  return Object.keys(FAMILIES).flatMap((family) => rulesOf(model).filter((rule) => rule.family === family).map(({ name, label }) => /** @type {[string, string]} */ ([name, label])));
}

/**
 * What is said of a run that does not arrive, in few words and in all of them: at which other minimum it ends, if it does.
 * @param {Scene["runs"][number]} run
 * @param {Pick<Bench["current"], "model" | "state">} current
 * @returns {[short: string, words: string]}
 */
function elsewhere(run, { model, state }) {
  const [chart] = state.charts;
  const found = model.minimumAt(pairAt(run.paths[chart], run.steps), chart, gapOf(state));
  if (!found) return [`not in ${run.steps}`, `not in ${counted(run.steps, "step")}`];
  const minimum = `at minimum ${found + 1}`;
  return [minimum, minimum];
}
