// Matching: all runs cost the same first step, or each rule has its best rate. What a search has found is marked on
// its slider as long as it is asked of the same start.

import { LIMIT } from "../compute/arrival.js";
import { matchedSize } from "../compute/matching.js";
import { sizeOf } from "../core.js";
import { button, element } from "../elements.js";
import { dataKey } from "../state/data.js";
import { begin } from "../work/work.js";
import { sizeKey } from "./rules.js";
/** @import { Bench } from "./bench.js" */
/** @import { Job } from "../work/shape.js" */
/** @import { State } from "../state/shape.js" */

/** A run has arrived at so many nats above the least loss. */
export const GAP = 0.01;

/** Digits of a rate that is found. */
const DIGITS = 3;

/** @typedef {{ text: string, done: boolean }} Said */

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
  /** @type {{ job: Job, share: number }[]} */
  #jobs = [];

  /** @param {Bench} bench */
  constructor(bench) {
    this.#bench = bench;
    this.#cost = button("Same first cost", () => this.#equal());
    this.#cost.title = "Every rule gets the rate or radius with which its first step costs what the first rule's does";
    this.#rates = button("Best rates", () => (this.#jobs.length ? this.#stop() : this.#search()));
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

  #search() {
    const { scene, state } = this.#bench.current;
    const { model, data, options } = scene.spec;
    const starts = [state.start, ...(state.more ?? [])].map(({ chart, at }) => ({ chart, at }));
    const aim = scene.leastLoss === undefined ? { aim: /** @type {const} */ ("loss"), steps: scene.spec.steps } : { gap: GAP, steps: LIMIT };
    this.#question = this.#asked(state);
    this.#found.clear();
    this.#said.textContent = "";
    const runs = scene.runs.filter(({ rule }) => sizeOf(rule));
    let left = runs.length;
    const none = /** @type {string[]} */ ([]);
    this.#jobs = runs.map((run) => {
      const entry = { share: 0, job: /** @type {Job} */ (/** @type {unknown} */ (undefined)) };
      const spec = /** @type {any} */ ({ model, data, ...(options && { options }), run: scene.spec.runs[run.index], starts, ...aim });
      entry.job = begin({ kind: "rate-search", spec }, {
        progress: (share) => {
          entry.share = share;
          this.#show();
        },
        done: ({ best }) => {
          entry.share = 1;
          left -= 1;
          if (best) this.#found.set(sizeKey(this.#bench.state, run), Number(best.value.toPrecision(DIGITS)));
          else none.push(run.entry.label);
          if (!left) this.#take(none);
          else this.#show();
        },
        failed: (error) => {
          this.#stop();
          this.#said.textContent = error.message;
        },
      });
      return entry;
    });
    this.#show();
  }

  #show() {
    this.#progress.hidden = !this.#jobs.length;
    this.#progress.value = this.#jobs.reduce((sum, { share }) => sum + share, 0) / Math.max(1, this.#jobs.length);
    this.#rates.textContent = this.#jobs.length ? "Stop" : "Best rates";
  }

  #stop() {
    for (const { job } of this.#jobs) job?.cancel();
    this.#jobs = [];
    this.#show();
  }

  /** All searches have ended. @param {string[]} none labels of rules without a rate that arrives */
  #take(none) {
    this.#jobs = [];
    this.#show();
    const question = this.#question;
    this.#bench.change((state) => {
      for (const [key, value] of this.#found) state.settings[key] = value;
    });
    this.#question = question;
    const starts = (this.#bench.state.more?.length ?? 0) + 1;
    this.#said.textContent = `Best from ${starts === 1 ? "this start" : `these ${starts} starts`}${none.length ? `; none arrives: ${none.join(", ")}` : ""}. The steps it takes are beside each rule.`;
  }
}
