// Matching: all runs cost the same first step, or each rule, or one of them, has its best rate. What a search has found is marked on
// its slider as long as it is asked of the same start.

import { LIMIT, gapOf } from "../compute/arrival.js";
import { matchedSize } from "../compute/matching.js";
import { isReturn, sizeOf } from "../core.js";
import { button, element } from "../elements.js";
import { dataKey } from "../state/data.js";
import { sizeKey } from "./rules.js";
/** @import { Bench } from "./bench.js" */
/** @import { Found } from "./best-rates.js" */
/** @import { State } from "../state/shape.js" */

/** Digits of a rate that is found. */
const DIGITS = 3;

/** What the first step of a rule that is added costs, and the most that it may cost before it is made so small (nats). */
const [USUAL, MOST] = [0.05, 0.25];

/** Why there is no search beside samples; the switch is named as the side panel does. @param {State} state */
const noisy = ({ model }) => `With samples every run is another one, so no size is best: switch off “${isReturn(model) ? "sampled episodes" : "batches of the data"}” first.`;

/** Why there is none where nothing can be searched for. */
const NOTHING = "No rule here has a rate or radius.";

/** Whether a setting is a rate or radius, by its key. @param {string} key */
const isSize = (key) => ["rate", "radius"].includes(key.split(".")[1]);

/** What tells that a key still is that of the same rule: the rules, and its size, with which two equal ones change places. @param {State} state @param {string} key */
const ownerOf = ({ rules, settings }, key) => JSON.stringify([rules, settings[key]]);

/** The key of the search for all rules. */
const ALL = "";

/** @typedef {{ question: string, value?: number, wrong?: string }} Answer */
/** @typedef {{ question: string, owner: string, share: number, stop: () => void }} Search what it asks, and of which rule */

export class Matching {
  root = element("div", "matching");
  #bench;
  #cost;
  #rates;
  #progress = element("progress");
  #said = element("span", "said");
  /** What searches have found, by the key of the setting; `wrong` says why there is nothing. @type {Map<string, Answer>} */
  #found = new Map();
  /** Searches that go on: by the key of the setting, or that for all rules. @type {Map<string, Search>} */
  #searches = new Map();
  /** The question that was answered for all rules. */
  #answered = "";
  /** How many searches have ended. */
  news = 0;
  /** Called when a search begins, goes on or ends. */
  moved = () => {};

  /** @param {Bench} bench */
  constructor(bench) {
    this.#bench = bench;
    this.#cost = button("Same first cost", () => this.#equal());
    this.#cost.title = "Every rule gets the rate or radius with which its first step costs what the first rule's does";
    this.#rates = button("Best rates", () => this.toggle(ALL));
    this.#rates.title = "Every rule gets the rate or radius that arrives in the fewest steps from these starts";
    this.#progress.max = 1;
    this.#progress.setAttribute("aria-label", "search for the best rates");
    this.#said.setAttribute("role", "status");
    this.root.append(element("span", "name", "Match"), this.#cost, this.#rates, this.#progress, this.#said);
    this.#progress.hidden = true;
  }

  /** What the best value of a setting depends on; without a key, what those of all rules do. @param {State} state @param {string} [key] */
  #asked(state, key) {
    const { model, data, options, start, more, charts, rules, settings, batch } = state;
    const [rule, size] = key?.split(".") ?? [];
    const own = key === undefined ? [rules, Object.entries(settings).filter(([name]) => !isSize(name))]
      : Object.entries(settings).filter(([name]) => name.startsWith(`${rule}.`) && name.split(".")[1] !== size);
    return JSON.stringify([model, dataKey(data), options, start?.at, more, charts, gapOf(state), Boolean(batch), own]);
  }

  /** What is known of a setting, if a search has ended for this start. @param {State} state @param {string} key */
  #known(state, key) {
    const answer = this.#found.get(key);
    return answer?.question === this.#asked(state, key) ? answer : undefined;
  }

  /** The best value of a setting, if a search has found one for this start. @param {State} state @param {string} key */
  best(state, key) {
    return this.#known(state, key)?.value;
  }

  /** Why a search has found nothing. @param {State} state @param {string} key */
  failed(state, key) {
    return this.#known(state, key)?.wrong;
  }

  /** The share that is done of the search for a setting, if one goes on. @param {string} key */
  progressOf(key) {
    return this.#searches.get(key)?.share;
  }

  /** @param {State} state */
  follow(state) {
    // A rule that is removed or moved may leave its key to another one.
    for (const [key, { question, owner }] of this.#searches) if (owner !== ownerOf(state, key) || question !== this.#asked(state, key || undefined)) this.#stop(key);
    if (this.#answered && this.#answered !== this.#asked(state)) {
      this.#answered = "";
      this.#said.textContent = "";
    }
    this.#cost.disabled = state.rules.length < 2;
  }

  /**
   * The size with which the first step of a rule costs what that of the KL ball costs or, without one, that of the first rule: a rule
   * that is added begins with it, so that it stays in sight. The first rule of all keeps its own size unless its step is very long.
   * @param {string} rule
   */
  suitable(rule) {
    const { scene, model, state } = this.#bench.current;
    const run = scene.runs.find((one) => one.rule === rule);
    const other = scene.runs.find((one) => one !== run && one.entry.ball === "kl") ?? scene.runs[0];
    if (!run || !sizeOf(rule)) return undefined;
    const isFirst = !other || run === other;
    const wanted = isFirst ? USUAL : Math.min(other.kl[1], MOST);
    if (!(wanted > 0) || (isFirst && run.kl[1] <= MOST)) return undefined;
    return { key: sizeKey(state, run), size: Number(matchedSize(model, scene.spec.runs[run.index], state.start, wanted).toPrecision(DIGITS)) };
  }

  /** Gives every rule the size with which its first step costs what that of the first rule costs. */
  #equal() {
    const { scene, model } = this.#bench.current;
    const [first, ...others] = scene.runs;
    const wanted = first?.kl[1];
    if (!(wanted > 0)) {
      this.#said.textContent = "The first rule takes no step from here.";
      return;
    }
    this.#bench.change((state) => {
      for (const run of others) {
        if (sizeOf(run.rule)) state.settings[sizeKey(state, run)] = matchedSize(model, scene.spec.runs[run.index], state.start, wanted);
      }
    });
    this.#said.textContent = `Every first step costs ${Number(wanted.toPrecision(3))} nats.`;
  }

  /** Begins the search for a setting, or for all of them, or stops it. @param {string} key */
  toggle(key) {
    if (this.#searches.has(key)) this.#stop(key);
    else this.#search(key);
  }

  /** @param {string} key */
  async #search(key) {
    const { state: asked } = this.#bench;
    if (asked.batch) {
      this.#refuse(key, noisy(asked));
      return;
    }
    /** @type {Search} */
    const search = { share: 0, question: this.#asked(asked, key || undefined), owner: ownerOf(asked, key), stop: () => {} };
    this.#searches.set(key, search);
    if (!key) this.#said.textContent = "";
    this.#show();
    const loaded = await import("./best-rates.js").catch((/** @type {Error} */ error) => error);
    // It may have been stopped meanwhile.
    if (this.#searches.get(key) !== search) return;
    if (loaded instanceof Error) {
      this.#refuse(key, loaded.message);
      return;
    }
    const { scene, state } = this.#bench.current;
    const runs = scene.runs.filter((run) => (key ? sizeKey(state, run) === key : sizeOf(run.rule)));
    if (!runs.length) {
      this.#refuse(key, NOTHING);
      return;
    }
    search.stop = loaded.searchRates(this.#bench.current, key ? runs.slice(0, 1) : runs, {
      progress: (share) => {
        search.share = share;
        this.#show();
      },
      done: (found) => this.#take(key, found),
      failed: (error) => this.#refuse(key, error.message),
    });
  }

  /** What goes on, in the buttons. */
  #show() {
    const share = this.progressOf(ALL);
    this.#progress.hidden = share === undefined;
    this.#progress.value = share ?? 0;
    this.#rates.textContent = share === undefined ? "Best rates" : "Stop";
    this.moved();
  }

  /** @param {string} key */
  #stop(key) {
    this.#searches.get(key)?.stop();
    this.#searches.delete(key);
    this.#show();
  }

  /** A search has found nothing. @param {string} key @param {string} wrong */
  #refuse(key, wrong) {
    this.#stop(key);
    if (key) this.#found.set(key, { question: this.#asked(this.#bench.state, key), wrong });
    else this.#said.textContent = wrong;
    this.#tell();
  }

  /** The list of rules says it with the next picture. */
  #tell() {
    this.news += 1;
    this.#bench.redraw();
  }

  /** A search has ended. @param {string} key @param {Found[]} all */
  #take(key, all) {
    this.#stop(key);
    const { state, scene } = this.#bench.current;
    /** @type {Map<string, number>} */
    const values = new Map();
    for (const { run, best } of all) {
      const size = sizeKey(state, run);
      // Of two planes with one setting the first one counts.
      if (best && !values.has(size)) values.set(size, Number(best.value.toPrecision(DIGITS)));
    }
    if (key && !values.size) {
      this.#refuse(key, `From here it arrives with no ${sizeOf(all[0].run.rule).name} in ${LIMIT} steps.`);
      return;
    }
    // The marks of the sliders follow with the change.
    for (const [size, value] of values) this.#found.set(size, { question: this.#asked(state, size), value });
    const needed = Math.min(LIMIT, Math.max(0, ...all.map(({ best }) => best?.steps ?? 0)));
    this.#bench.change((now) => {
      for (const [size, value] of values) now.settings[size] = value;
      // The runs go on until they arrive.
      if (Number(scene.spec.steps) < needed) now.steps = needed;
    });
    this.#tell();
    if (!key) this.#summarize(all);
  }

  /** Says what was found for all rules. @param {Found[]} all */
  #summarize(all) {
    this.#answered = this.#asked(this.#bench.state);
    const none = all.filter(({ best }) => !best).map(({ run }) => run.entry.label);
    const starts = (this.#bench.state.more?.length ?? 0) + 1;
    this.#said.textContent = `Best from ${starts === 1 ? "this start" : `these ${starts} starts`}${none.length ? `; none arrives: ${none.join(", ")}` : ""}. The steps it takes are beside each rule.`;
  }
}
