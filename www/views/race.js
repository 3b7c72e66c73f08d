// A race: the loss of every rule above the minimum, against steps or against their cost, with
// matched budgets.

import { choice, entry, menu, slider } from "../controls/inputs.js";
import { LIMIT } from "../compute/arrival.js";
import { matchedSize } from "../compute/matching.js";
import { keyOfRate, meansOf, raceOf } from "../compute/race.js";
import { RateSearches, bestRates } from "../compute/rate-searches.js";
import { SOLVERS } from "../compute/step-cost.js";
import { ruleEntry, sizeOf, sizeOfRun } from "../core.js";
import { element, heeded, noted, picture, rowOf, setText, table } from "../elements.js";
import { amount, chosen, nats, number } from "../text/format.js";
import { paintLines } from "../accounts/ledger.js";
import { isHollow, pathDash } from "../scene/dashes.js";
import { dataKey } from "../state/data.js";
import { placeOfRun, toSpec } from "../state/specification.js";
import { numberFrom, oneOf } from "../state/words.js";
import { CostModel, costAxes, costMarks, parameterSlider } from "./race-cost.js";
import { SearchBar } from "./race-search.js";
import { register } from "./registry.js";
import { axesOf, drawn } from "./series.js";
import { told } from "../text/told.js";
/** @import { Colors, Hooks, ViewParts } from "./view.js" */
/** @import { Race, State } from "../state/shape.js" */
/** @import { RaceColumns, Run, Scene } from "../scene/shape.js" */

/** @typedef {ViewParts<RaceColumns>} Parts */

/** If the cost of a first step differs from the intended cost by more than this share, the caption says so. */
const ROUGHLY = 0.01;

/** @type {Record<Race["budget"], string>} */
const BUDGETS = { best: "each its own best", "same-kl": "same KL in the first step", set: "as set" };

/** The units in which arrival is counted; the first is the default, here and below. */
const AGAINST = /** @type {Race["against"][]} */ (["steps", "cost"]);

const GAP = { slider: [1e-6, 0.1], logarithmic: true, unit: "nats" };
const FIRST = { slider: [1e-3, 1], logarithmic: true, unit: "nats" };

/** Reads which budget is matched, how near counts as arrived, and how cost is counted. @type {ViewParts["read"]} */
function read(read, state) {
  /**
   * @param {string} name
   * @param {number} otherwise
   */
  const value = (name, otherwise) => numberFrom(name, read(name), { range: [0, Infinity], open: true }) ?? otherwise;
  /**
   * @template {string} Word
   * @param {string} name
   * @param {Word[]} allowed
   */
  const word = (name, allowed) => oneOf(name, read(name) ?? allowed[0], allowed);
  state.race = {
    budget: word("budget", /** @type {Race["budget"][]} */ (Object.keys(BUDGETS))), against: word("against", AGAINST), solver: word("solver", /** @type {Race["solver"][]} */ (Object.keys(SOLVERS))),
    gap: value("gap", 0.001), first: value("first-kl", 0.05), parameters: value("parameters", 1e6),
    pending: [],
  };
}

/** The same again, as attributes. @type {ViewParts["write"]} */
function write({ race: { budget, against, solver, gap, first, parameters } }) {
  return { budget, against, solver, gap: String(gap), "first-kl": String(first), parameters: String(parameters) };
}

/** Sets the rates that follow from the budget, and lists the runs whose rate must be searched for. @type {ViewParts["complete"]} */
function complete(state, model) {
  const { race } = state;
  const { runs, start } = toSpec(state);
  if (race.budget === "same-kl") runs.forEach((run, k) => { state.settings[keyOfRate(state, k)] = matchedSize(model, run, start, race.first); });
  if (race.budget !== "best") {
    // Rates set by a reader are not the best ones, so a search is needed.
    race.question = null;
    return;
  }
  const question = JSON.stringify([state.model, state.options, dataKey(state.data), state.charts, state.start, state.batch, race.gap]);
  if (race.question === question) return;
  // Rates given together with the start were found for it.
  const given = race.question === undefined && runs.every((_, k) => state.settings[keyOfRate(state, k)] !== undefined);
  Object.assign(race, { question, given, stopped: false, pending: given ? [] : runs.map((_, k) => k) });
}

/** The searches of a layout, shared by its panel and its table. */
/** @type {WeakMap<Hooks, RateSearches>} */
const searches = new WeakMap();

/** @param {Hooks} hooks */
function searchOf(hooks) {
  const known = searches.get(hooks) ?? new RateSearches(hooks, (now, k, value) => { now.settings[keyOfRate(now, k)] = value; });
  searches.set(hooks, known);
  return known;
}

const COST = "What a step costs, by a stated model";

/** @type {Parts["panels"]} */
const panels = ({ race }) => [
  { name: "series", title: "Above the least loss" }, ...(race.against === "cost" ? [{ name: "series", cost: true, title: COST }] : []),
];

/** @type {Parts["backdrop"]} */
const backdrop = (state, columns, size, theme) =>
  (state.panel.cost ? costAxes(state, columns, size, theme) : axesOf(columns.columns.lines, columns.scene.steps, state.held));

/** @type {Parts["marks"]} */
const marks = (state, columns, size, colors) =>
  (state.panel.cost ? costMarks(state, columns, size, colors) : drawn(columns.columns.lines, columns.scene.runs, { ...state, colors }, size));

/** Runs the searches for rates while the panel is shown. @type {Parts["live"]} */
function live(_, { cost }, hooks) {
  if (cost) return undefined;
  const search = searchOf(hooks);
  return { follow: ({ scene, state, columns }) => search.follow(scene, state, columns), rest: (gone) => search.rest(gone) };
}

/** Finds the best rates, and sets them. @type {Parts["atOnce"]} */
const atOnce = ({ cost }, { scene, state, columns }, _, change) => {
  if (cost || state.race.budget !== "best" || !state.race.pending.length) return;
  const found = bestRates(scene, state, columns);
  change((now) => {
    for (const { k, rate } of found) if (rate !== undefined) now.settings[keyOfRate(now, k)] = rate;
    now.race.pending = [];
  });
};

/** The controls: which budget is matched, what is counted, and the settings for that. @type {Parts["controls"]} */
function controls(state, change) {
  const { race } = state;
  const row = element("div", "controls");
  /** @type {(name: keyof Race) => (value: string | number) => void} */
  const set = (name) => (value) => change((now) => Object.assign(now.race, { [name]: value }));
  row.append(menu("rates", Object.entries(BUDGETS), race.budget, set("budget")));
  if (race.budget === "same-kl") row.append(slider("KL of the first step", FIRST, race.first, set("first")));
  row.append(slider("arrived within", GAP, race.gap, set("gap")));
  row.append(choice("against", AGAINST.map((name) => entry(name, name)), race.against, set("against")));
  if (race.against === "cost") {
    row.append(parameterSlider(race.parameters, set("parameters")),
      menu("the matrix", Object.entries(SOLVERS).map(([name, { label }]) => entry(name, label)), race.solver, set("solver")));
  }
  return [row];
}

/** @type {Parts["account"]} */
function account(state, hooks) {
  const search = searchOf(hooks);
  return [new Standings(state, hooks, search), new SearchBar(search), ...(state.race.against === "cost" ? [new CostModel()] : [])];
}

/** The table: each rule with its rate and its results. */
class Standings {
  #rows;
  #headings;
  #search;

  /**
   * @param {State} state
   * @param {Hooks} hooks
   * @param {RateSearches} search
   */
  constructor(state, { emphasize }, search) {
    this.#search = search;
    const made = table("ledger standings", ["rule", "rate", "steps", "mean", "KL of step 1 (nats)"]);
    this.root = made.root;
    this.#headings = made.heads.slice(1);
    this.#rows = toSpec(state).runs.map((_, k) => {
      const { rule, chart } = placeOfRun(state, k);
      const canvas = picture("sample");
      const cells = this.#headings.map(() => noted());
      heeded(rowOf(made, [canvas, ruleEntry(rule).label], cells.map(({ cell }) => cell)), rule, emphasize);
      const c = state.charts.indexOf(chart);
      return { cells, canvas, family: ruleEntry(rule).family, dash: pathDash(state, rule, c), hollow: isHollow(rule, c) };
    });
  }

  /**
   * @param {Scene} scene
   * @param {State} state
   * @param {number} _
   * @param {RaceColumns} columns
   */
  update(scene, { race }, _, { starts, done, paid, means, goal }) {
    setText(this.#headings[1], `steps to ${chosen(race.gap)} nats`);
    setText(this.#headings[2], starts.length === 1 ? "one start" : `mean of ${starts.length} starts`);
    this.#rows.forEach(({ cells }, k) => {
      cells.forEach(({ cell }, c) => { cell.dataset.label = this.#headings[c].textContent ?? ""; });
      const run = scene.runs[k];
      const option = sizeOf(run.rule);
      /**
       * @param {number} c
       * @param {string} text
       * @param {string} [note]
       */
      const say = (c, text, note = "") => {
        setText(cells[c].text, text);
        setText(cells[c].note, note);
      };
      cells[0].cell.classList.toggle("old", Boolean(run.stale));
      say(0, `${option.symbol ? `${option.symbol} = ` : ""}${number(sizeOfRun(scene.spec.runs[k]))}${option.unit === "nats" ? " nats" : ""}`,
        run.stale ? soFar(this.#search.best(k)) : "");
      const step = done[k];
      say(1, step === undefined ? "–" : String(step), step === undefined ? `not in ${scene.steps}`
        : race.against === "cost" ? `cost ${chosen(paid[k])}` : run.loss.subarray(step).some((loss) => loss > goal) ? "leaves again" : "");
      const { mean, arrived } = means[k] ?? {};
      // A mean over the starts that arrive would favour rules that fail from difficult starts.
      const all = arrived === starts.length;
      say(2, all ? number(mean) : "–", all || arrived === undefined ? "" : `${arrived} of ${starts.length} arrive${arrived === 1 ? "s" : ""} in ${LIMIT}`);
      say(3, amount(run.kl[1]));
    });
  }

  /**
   * @param {Colors} colors
   * @param {number} ratio
   */
  paint(colors, ratio) {
    for (const { canvas, family, dash, hollow } of this.#rows) paintLines(canvas, family, [{ dash, hollow }], colors, ratio);
  }
}

/** The best rate found so far, in words. @param {number | undefined} rate */
const soFar = (rate) => (rate === undefined ? "" : `so far ${number(rate)}`);

/** The progress of a search that is not at its end. @param {State} state */
function searching({ race, rules, charts }) {
  const all = rules.length * charts.length;
  return `${race.stopped ? "The search was called off" : "Searching"}: ${all - race.pending.length} of ${all} rates found. Faint lines have the rates they had.`;
}

/** What is said of each budget. @type {Record<Race["budget"], (race: Race, about: RaceColumns, scene: Scene) => string>} */
const ABOUT = {
  best: ({ gap }, { starts }, { leastLoss }) => leastLoss === undefined
    ? "Each rule at its own best rate: with it the loss ends lowest."
    : `Each rule at its own best rate: with it ${starts.length > 1 ? `the most of ${told(String(starts.length), "count", "starts that are compared", starts.length)} starts of one loss, the one shown among them, come` : "the run comes"} to within ${told(chosen(gap), "set", "how near is arrived")} nats of the best fit, and in the fewest steps, ${told(String(LIMIT), "set", "the most steps that a search tries")} at most.`,
  "same-kl": ({ first }, _, { runs }) => {
    const others = runs.filter(({ kl }) => !(Math.abs(kl[1] - first) < ROUGHLY * first));
    /** @param {Run} run */
    const say = (run) => `${run.entry.label} (${run.steps ? told(number(run.kl[1]), "cost", run, 1) : "no step"})`;
    return `Each rule at the rate with which its first step costs ${told(nats(first), "set", "the cost of each first step")}${others.length ? `, but for ${others.map(say).join(", ")}, where none does` : ""}.`;
  },
  set: () => "Rates as they are set now.",
};

/** @type {Parts["caption"]} */
function caption(scene, state, _, columns) {
  const { race } = state;
  const { paid } = columns;
  const sought = scene.runs.some(({ stale }) => stale);
  const first = sought ? searching(state) : ABOUT[race.budget](race, columns, scene);
  if (scene.leastLoss === undefined) return `${first} The loss has no least value here, so that nobody arrives.`;
  const inGradients = race.against === "cost";
  /** @type {Map<number, Run[]>} */
  const groups = new Map();
  scene.runs.forEach((run, k) => {
    if (!run.stale) groups.set(paid[k], [...(groups.get(paid[k]) ?? []), run]);
  });
  const parts = [...groups].sort(([a], [b]) => a - b)
    .map(([value, runs]) => `${arrivalOf(scene, race, runs[0], value)}: ${runs.map(({ entry }) => entry.label).join(", ")}`);
  if (!parts.length) return first;
  return `${first} From the start, ${inGradients ? "gradients paid" : "steps"} until arrival: ${parts.join("; ")}.`;
}

/** When a run arrives, in the unit of the race. @param {Scene} scene @param {Race} race @param {Run} run @param {number} value */
const arrivalOf = (scene, { against, gap }, run, value) => (!Number.isFinite(value) ? `not in ${told(String(scene.steps), "set", "the number of steps")}`
  : against === "cost" ? told(chosen(value), "paid", run, value) : told(chosen(value), "arrival", run, value, gap));

/** When each rule arrives. @type {Parts["brief"]} */
function brief(scene, { race }, _, { paid }) {
  if (scene.leastLoss === undefined || scene.runs.some(({ stale }) => stale)) return undefined;
  const arrivals = scene.runs.map((run, k) => ({ run, at: paid[k] }));
  const parts = arrivals.sort((one, other) => one.at - other.at).map(({ run, at }) => `${run.entry.label} ${arrivalOf(scene, race, run, at)}`);
  return `${race.against === "cost" ? "Gradients paid" : "Steps"} until arrival from the start: ${parts.join(", ")}.`;
}

register("race", { panels, backdrop, marks, live, atOnce, read, write, complete, prepare: raceOf, grows: true, refine: meansOf, controls, account, instead: true, caption, brief });
