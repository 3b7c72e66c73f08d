// The side panel of the lab: model and data, rules, parameters, balls and noise, what is shown, numbers, saving.

import { catalogue, isReturn, modelEntry, rulesOf, seriesEntry } from "../core.js";
import { batchControls, setChart, unitsControl } from "../controls/inputs.js";
import { button, element, focusIn } from "../elements.js";
import { colors } from "../language.js";
import { ratioOf } from "../figure/look.js";
import { sizesDiffer } from "../figure/steering.js";
import { lengthOf } from "../compute/disc-and-ball.js";
import { COST, LAB_COSTS, costing, filling } from "../state/field.js";
import { ruleName } from "../state/rule-keys.js";
import { countOf } from "../scene/models.js";
import { VIEWS, isOfEpisodes, viewsOf } from "../views/registry.js";
import { MAIN, NARROW, mostViews } from "./arrange.js";
import { chooser, numbered, switched } from "./fields.js";
import { wholeOf } from "./link.js";
import { Matching } from "./match.js";
import { RulesList } from "./rules-list.js";
import { listOf, showPlane } from "./rules.js";
/** @import { Field } from "./fields.js" */
/** @import { Figure } from "../figure/figure.js" */
/** @import { FieldSettings, State } from "../state/shape.js" */
/** @import { Bench } from "./bench.js" */

/** What views are called where one chooses them. @type {Record<string, string>} */
const NAMES = {
  plane: "plane", density: "distributions", series: "along the run", divergence: "divergence of p and q", score: "scores", expansion: "the quadratic formula",
  halving: "halved steps", field: "the field", morph: "from chart to chart", order: "one pass over data", map: "map of starts", race: "race", policy: "policy", cliff: "cliff of rates", fan: "many seeds",
};

/** Discs can be made so many times larger and smaller with their slider. */
const DISCS = 30;

/** The steps of a run. */
const STEPS = { slider: [1, 200], range: [0, 10_000], logarithmic: true, whole: true, unit: "" };

/** @typedef {{ open: (attributes: Record<string, string>, how?: { keep?: boolean }) => void, ownData: () => void, save: (menu: HTMLElement) => Promise<void> }} SideHooks */

/** Whether a view is what one chooses by this name: a plane that moves between two charts is a plane. @param {string} view @param {string} name */
const isShownAs = (view, name) => view === name || (view === "morph" && name === "plane");

export class Side {
  /** Where a reader's own data are put in. */
  ownPlace = element("div", "own-place");
  /** The model and its set of data, unless these are a reader's own. @type {string | undefined} */
  #builtIn;
  #root;
  #figure;
  #bench;
  #hooks;
  #matching;
  #rules;
  /** @type {Field[]} */
  #fields = [];
  #shape = "";
  /** The sizes that suit the data, as the rows of the rules show them. @type {State["fitted"]} */
  #fitted;
  /** The last cost that the lab has chosen for balls: it says what disc is usual. @type {number | undefined} */
  #filled;
  #numbers = element("details", "part");
  #saving = element("details", "part saving");
  #body = element("div");

  /**
   * @param {HTMLElement} root
   * @param {Figure} figure
   * @param {Bench} bench
   * @param {SideHooks} hooks
   */
  constructor(root, figure, bench, hooks) {
    this.#root = root;
    this.#figure = figure;
    this.#bench = bench;
    this.#hooks = hooks;
    this.#matching = new Matching(bench);
    this.#rules = new RulesList(bench, this.#matching);
    this.#numbers.append(element("summary", "", "Numbers"), figure.parts.account);
    this.#saving.append(element("summary", "", "Save, copy, open"));
    // When there is something in it, it comes into sight.
    this.#saving.addEventListener("toggle", () => hooks.save(this.#saving).then(() => this.#saving.scrollIntoView({ block: "nearest" })), { once: true });
    root.append(this.#body, this.#numbers, this.#saving);
  }

  /** Opens the part that saves. */
  showSaving() {
    this.#saving.open = true;
    this.#saving.scrollIntoView({ block: "nearest" });
    this.#saving.querySelector("summary")?.focus();
  }

  /** Follows the state: anew where other controls are needed. */
  refresh() {
    const { state } = this.#figure;
    if (!this.#bench.isHeld) this.#fitted = state.fitted;
    if (state.field?.auto) this.#filled = state.field.cost;
    const shape = JSON.stringify([
      this.#fitted ?? {}, this.#filled,
      state.model, state.data?.set, state.charts, state.views, listOf(state).map(({ name, muted, settings }) => [name, muted, Object.keys(settings).filter((key) => key.includes("."))]),
      state.series, state.batches, state.more?.length, state.options, state.field?.kind, this.#figure.state.race?.budget,
    ]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#build(state);
    }
    for (const field of this.#fields) field.follow(state);
    this.#rules.follow(state);
  }

  /** Says beside each rule when it arrives, and with what size where that suits the data. */
  drawn() {
    if (sizesDiffer(this.#fitted, this.#figure.state.fitted) && !this.#bench.isHeld) this.refresh();
    this.#rules.arrivals();
  }

  /** Paints what has colours of the page. */
  paint() {
    const { root, parts, state } = this.#figure;
    if (state) this.#rules.paint(state, colors(parts.announcer), ratioOf(root));
  }

  /** @param {State} state */
  #build(state) {
    const key = focusIn(this.#root)?.dataset.key;
    const builtIn = state.data?.set && `${state.model} ${state.data.set}`;
    if (builtIn && builtIn !== this.#builtIn) this.ownPlace.replaceChildren();
    this.#builtIn = builtIn;
    this.#fields = [];
    this.#rules.build(state);
    this.#body.replaceChildren(
      this.#part("Model and data", ...this.#model(state)),
      this.#part("Rules", this.#rules.root),
      this.#part("Parameters", ...this.#charts(state)),
      this.#part("Balls, field and noise", ...this.#balls(state), ...this.#fieldOf(state)),
      this.#part("Shown", ...this.#shown(state)),
    );
    this.paint();
    if (key) /** @type {HTMLElement | null} */ (this.#root.querySelector(`[data-key="${key}"]`))?.focus({ preventScroll: true });
  }

  /** @param {string} name @param {...HTMLElement} content */
  #part(name, ...content) {
    const made = element("section", "part");
    made.append(element("h2", "", name), ...content);
    return made;
  }

  /** @param {Field} field */
  #field(field) {
    this.#fields.push(field);
    return field.root;
  }

  /** @param {State} state */
  #model(state) {
    const entry = modelEntry(state.model);
    const pair = element("div", "pair");
    pair.append(this.#field(chooser({
      label: "model", key: "model", entries: catalogue().models.map(({ name, label }) => [name, label]), value: (now) => now.model,
      set: (model) => this.#another(model),
    })));
    const sets = entry.data.map(({ name, label }) => /** @type {[string, string]} */ ([name, label]));
    if (sets.length) {
      pair.append(this.#field(chooser({
        label: "data", key: "data", entries: [...sets, ["", state.data && !state.data.set ? "your own" : "your own …"]],
        value: (now) => (now.data && !now.data.set ? "" : now.data?.set ?? sets[0][0]),
        set: (set) => (set === "" ? this.#hooks.ownData() : this.#bench.change((now) => {
          now.data = { set };
          delete now.other;
          delete now.guess;
          delete now.more;
          delete now.windows;
          // The core chooses another.
          delete (/** @type {Partial<State>} */ (now).start);
        })),
      })));
    }
    const extra = [];
    if (entry.options.includes("scale")) extra.push(unitsControl(state, (apply) => this.#bench.change(apply)));
    if (entry.options.includes("loss")) {
      extra.push(this.#field(chooser({
        label: "fitted by", key: "loss", entries: [["reverse", "KL(q ‖ p)"], ["forward", "KL(p ‖ q)"]], value: (now) => now.options?.loss ?? "reverse",
        set: (loss) => this.#bench.change((now) => { now.options = { ...now.options, loss: /** @type {"reverse"} */ (loss) }; }),
      })));
    }
    return [pair, ...extra, this.ownPlace];
  }

  /** Another model: its own data and start, the rules and views that suit it. @param {string} model */
  #another(model) {
    const { state } = this.#figure;
    const suits = (/** @type {string} */ view) => !isOfEpisodes(view) || isReturn(model);
    const kept = state.views.filter((view) => suits(view) && ["plane", "density", "series", "field"].includes(view));
    const usable = new Set(rulesOf(model).map(({ name }) => name));
    const rules = state.rules.map(ruleName).filter((name) => usable.has(name));
    const { field } = state;
    const others = kept.includes("field") && !state.rules.length ? "none" : "gradient natural-gradient kl-ball";
    this.#hooks.open({
      model, view: (kept.length ? kept : ["plane", "density"]).join(" "), rules: rules.join(" ") || others,
      steps: String(state.steps ?? 20), balls: state.balls,
      // Another model has discs of another length, and balls of another cost fill its plane.
      ...(field && { field: field.kind }),
    }, { keep: true });
  }

  /** @param {State} state */
  #charts(state) {
    const all = modelEntry(state.model).charts.map(({ name, label }) => /** @type {[string, string]} */ ([name, label]));
    const pair = element("div", "pair");
    pair.append(
      this.#field(chooser({
        label: "run in", key: "chart", entries: all, value: (now) => now.charts[0],
        set: (chart) => this.#bench.change((now, convert) => {
          setChart(now, 0, chart, convert);
          // In another chart discs have another length, and what balls may cost, so that they fill the plane, is another cost.
          if (now.field) now.field = filling(now.field.kind);
        }),
      })),
      this.#field(chooser({
        label: "beside it", key: "second", entries: [["", "nothing"], ...all.filter(([name]) => name !== state.charts[0])], value: (now) => now.charts[1] ?? "",
        set: (chart) => this.#bench.change((now) => {
          now.charts = chart ? [now.charts[0], chart, ...now.charts.slice(2)] : [now.charts[0]];
        }),
      })),
    );
    if (state.charts.length !== 2) return [pair];
    const moving = this.#field(switched({
      label: "one plane that moves from the first to the second", key: "morph", value: (now) => now.views.includes("morph"),
      set: (on) => {
        const { views } = this.#figure.state;
        const others = views.filter((view) => view !== "plane" && view !== "morph" && view !== "field");
        this.#hooks.open({ ...wholeOf(this.#figure.state), view: [on ? "morph" : "plane", ...others].join(" "), ...(on && { field: this.#figure.state.field?.kind ?? "none" }) }, { keep: true });
      },
    }));
    return [pair, moving];
  }

  /** @param {State} state */
  #balls(state) {
    const made = [];
    if (state.rules.length) {
      made.push(this.#field(chooser({
        label: "balls", key: "balls", entries: [["none", "hidden"], ["start", "at the start"], ["path", "along the paths"], ["step", "of the step shown"]],
        value: (now) => now.balls, set: (balls) => this.#bench.change((now) => { now.balls = /** @type {State["balls"]} */ (balls); }),
      })));
      made.push(this.#field(numbered({
        label: "steps", key: "steps", option: STEPS, value: (now) => now.steps ?? this.#figure.spec?.steps ?? 20,
        slide: (steps) => this.#bench.slide((now) => { now.steps = steps; }), end: () => this.#bench.end(),
      })));
    }
    const count = countOf(this.#figure.current.model);
    const samples = isReturn(state.model) || count > 1;
    if (samples && state.rules.length) {
      made.push(this.#field(switched({
        label: isReturn(state.model) ? "sampled episodes" : "batches of the data", key: "batches", value: (now) => now.batch !== undefined,
        set: (on) => this.#bench.change((now) => {
          now.batches = on;
          now.batch = on ? { size: Math.min(8, count || 32), seed: now.seed } : undefined;
        }),
      })));
      if (state.batches) {
        const noise = element("div", "controls");
        noise.append(...batchControls(state, (apply) => this.#bench.change(apply), count));
        made.push(noise);
      }
    }
    if (state.more?.length) {
      const starts = element("div", "starts");
      starts.append(element("span", "name", `${state.more.length + 1} starts`), button("only the first", () => this.#bench.change((now) => { delete now.more; })));
      made.push(starts);
    }
    return made;
  }

  /** What planes are filled with. @param {State} state */
  #fieldOf(state) {
    if (!state.views.some((view) => MAIN.includes(view))) return [];
    const made = [this.#field(chooser({
      label: "field", key: "field", entries: [["none", "none"], ["balls", "balls of one cost, discs of one radius"], ["arrows", "gradient and natural gradient"]],
      value: (now) => now.field?.kind ?? "none",
      set: (kind) => this.#bench.change((now) => {
        if (kind === "none") {
          delete now.field;
          showPlane(now);
        } else now.field = { ...(now.field ?? filling("balls")), kind: /** @type {"balls" | "arrows"} */ (kind) };
      }),
    }))];
    if (state.field?.kind === "balls") {
      made.push(this.#field(numbered({
        label: "each ball costs", key: "field-cost", option: { slider: LAB_COSTS, range: LAB_COSTS, logarithmic: true, unit: "nats" }, value: (now) => now.field?.cost ?? COST,
        slide: (cost) => this.#bench.slide((now) => { if (now.field) now.field = costing(now.field, cost); }), end: () => this.#bench.end(),
      })));
      made.push(...this.#discs(state.field));
    }
    return made;
  }

  /** The radius of all discs of a field, on a scale around the usual one. @param {FieldSettings} field */
  #discs(field) {
    const usual = this.#usualRadius({ ...field, length: undefined });
    if (usual === undefined) return [];
    return [this.#field(numbered({
      label: "each disc’s radius", key: "field-length", option: { slider: [usual / DISCS, usual * DISCS], range: [0, Infinity], openBelow: true, logarithmic: true, unit: "chart units" },
      value: (now) => (now.field && this.#usualRadius(now.field)) ?? usual,
      slide: (length) => this.#bench.slide((now) => { if (now.field) now.field = { ...now.field, length }; }), end: () => this.#bench.end(),
    }))];
  }

  /** @param {FieldSettings} field */
  #usualRadius(field) {
    const { model, state } = this.#figure.current;
    return lengthOf(model, state.charts[0], field);
  }

  /** @param {State} state */
  #shown(state) {
    const all = VIEWS.filter((view) => view !== "morph" && !isOfEpisodes(view) || isReturn(state.model));
    const made = element("div", "views");
    for (const view of all) {
      made.append(this.#field(switched({
        label: NAMES[view] ?? view, key: `view ${view}`, value: (now) => now.views.some((one) => isShownAs(one, view)),
        set: (on) => this.#views(view, on),
      })));
    }
    const own = viewsOf({ ...state, views: state.views.filter((name) => name !== "morph" && name !== "field") }).flatMap((view) => view.controls?.(state, (apply) => this.#bench.change(apply)) ?? []);
    const extra = [];
    if (state.views.includes("series")) {
      extra.push(this.#field(chooser({
        label: "along the run", key: "series", entries: catalogue().series.map(({ name }) => [name, seriesEntry(name).title]), value: (now) => now.series,
        set: (series) => this.#bench.change((now) => { now.series = /** @type {State["series"]} */ (series); }),
      })));
    }
    return [made, ...extra, ...own];
  }

  /** Shows a view or hides it; what it needs is read as from attributes. @param {string} view @param {boolean} on */
  #views(view, on) {
    const { state } = this.#figure;
    const most = mostViews({ width: innerWidth, height: innerHeight, narrow: matchMedia(NARROW).matches });
    if (on && state.views.length >= most) {
      this.#bench.say(`This window has room for ${most} kinds of panels. Hide one first.`);
      this.refresh();
      return;
    }
    const order = (on ? [...state.views, view] : state.views.filter((one) => !isShownAs(one, view))).sort((one, other) => VIEWS.indexOf(one) - VIEWS.indexOf(other));
    // Rates that a reader has set are not the best ones.
    this.#hooks.open({ ...wholeOf(state), ...(on && view === "race" && { budget: "set" }), view: order.join(" ") || "plane" }, { keep: true });
  }
}
