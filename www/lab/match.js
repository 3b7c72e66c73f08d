// Matching: all runs cost the same first step, or each rule has its best rate. What a search has found is marked on
// its slider as long as it is asked of the same start.

import { LIMIT } from "../compute/arrival.js";
import { matchedSize } from "../compute/matching.js";
import { sizeOf } from "../core.js";
import { button, element } from "../elements.js";
import { dataKey } from "../state/data.js";
import { sizeKey } from "./rules.js";
/** @import { Bench } from "./bench.js" */
/** @import { State } from "../state/shape.js" */

/** Digits of a rate that is found. */
const DIGITS = 3;

/** What the first step of a rule that is added costs, and the most that it may cost before it is made so small (nats). */
const [USUAL, MOST] = [0.05, 0.25];

export class Matching {
  root = element("div", "matching");
  #bench;
  #cost;
  #rates;
  #progress = element("progress");
  #said = element("span", "said");
  /** Best values by the key of their setting, and the question that they answer. @type {Map<string, number>} */
  #found = new Map();
  #question = "";
  /** @type {(() => void) | undefined} */
  #stopSearch;

  /** @param {Bench} bench */
  constructor(bench) {
    this.#bench = bench;
    this.#cost = button("Same first cost", () => this.#equal());
    this.#cost.title = "Every rule gets the rate or radius with which its first step costs what the first rule's does";
    this.#rates = button("Best rates", () => (this.#stopSearch ? this.#stop() : this.#search()));
    this.#rates.title = "Every rule gets the rate or radius that arrives in the fewest steps from these starts";
    this.#progress.max = 1;
    this.#progress.setAttribute("aria-label", "search for the best rates");
    this.#said.setAttribute("role", "status");
    this.root.append(element("span", "name", "Match"), this.#cost, this.#rates, this.#progress, this.#said);
    this.#progress.hidden = true;
  }

  /** What best values depend on. @param {State} state */
  #asked({ model, data, options, start, more, charts, rules }) {
    return JSON.stringify([model, dataKey(data), options, start?.at, more, charts, rules]);
  }

  /** The best value of a setting, if a search has found one for this start. @param {State} state @param {string} key */
  best(state, key) {
    return this.#question === this.#asked(state) ? this.#found.get(key) : undefined;
  }

  /** @param {State} state */
  follow(state) {
    if (this.#question && this.#question !== this.#asked(state)) {
      this.#found.clear();
      this.#question = "";
      this.#stop();
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

  async #search() {
    const { searchRates } = await import("./best-rates.js");
    // The button may have been pressed twice meanwhile.
    if (this.#stopSearch) return;
    this.#question = this.#asked(this.#bench.state);
    this.#found.clear();
    this.#said.textContent = "";
    this.#stopSearch = searchRates(this.#bench.current, {
      progress: (share) => this.#show(share),
      done: (found) => this.#take(found),
      failed: (error) => {
        this.#stop();
        this.#said.textContent = error.message;
      },
    });
    this.#show(0);
  }

  /** The share of the search that is done, or that there is none. @param {number} [share] */
  #show(share) {
    this.#progress.hidden = share === undefined;
    this.#progress.value = share ?? 0;
    this.#rates.textContent = share === undefined ? "Best rates" : "Stop";
  }

  #stop() {
    this.#stopSearch?.();
    this.#stopSearch = undefined;
    this.#show();
  }

  /** All searches have ended. @param {import("./best-rates.js").Found[]} all */
  #take(all) {
    this.#stop();
    const question = this.#question;
    const none = all.filter(({ best }) => !best).map(({ run }) => run.entry.label);
    for (const { run, best } of all) if (best) this.#found.set(sizeKey(this.#bench.state, run), Number(best.value.toPrecision(DIGITS)));
    const needed = Math.min(LIMIT, Math.max(0, ...all.map(({ best }) => best?.steps ?? 0)));
    this.#bench.change((state) => {
      for (const [key, value] of this.#found) state.settings[key] = value;
      // The runs go on until they arrive.
      if (Number(this.#bench.current.scene.spec.steps) < needed) state.steps = needed;
    });
    this.#question = question;
    const starts = (this.#bench.state.more?.length ?? 0) + 1;
    this.#said.textContent = `Best from ${starts === 1 ? "this start" : `these ${starts} starts`}${none.length ? `; none arrives: ${none.join(", ")}` : ""}. The steps it takes are beside each rule.`;
  }
}
