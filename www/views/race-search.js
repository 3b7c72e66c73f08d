// The search for each rule’s best rate, in workers: how far it has come, what it
// has found so far, and a way to call it off.

import { button, element, setText } from "../elements.js";
import { number } from "../text/format.js";
import { begin } from "../work/work.js";

/** Most steps that a search grants a rule. */
export const LIMIT = 200;

/** More digits than are shown: a rate at the edge of one step less keeps its side. */
const DIGITS = 6;

export class Searches {
  #hooks;
  #apply;
  #question;
  /** Work under way, by the number of its run. */
  #jobs = new Map();
  #planned = 1;

  /** `apply(state, run, value)` gives a run its rate. */
  constructor(hooks, apply) {
    [this.#hooks, this.#apply] = [hooks, apply];
    this.root = element("div", "search");
    this.bar = element("progress");
    this.bar.setAttribute("aria-label", "search for the best rates");
    this.text = element("span");
    this.button = button("Search", () => (this.#jobs.size ? this.#stop() : this.#again()));
    this.root.append(this.button, this.text, this.bar);
  }

  /** Begins what a scene needs once the hand rests; gives up what nobody needs any more. */
  follow(scene, state) {
    const { race } = state;
    if (race.budget !== "best" || race.question !== this.#question) this.rest(true);
    for (const { work } of this.#jobs.values()) work.pause(false);
    if (race.budget !== "best" || race.stopped || this.#jobs.size || !race.pending.length || !scene.race.rested) return;
    this.#question = race.question;
    this.#planned = race.pending.length;
    for (const k of race.pending) this.#begin(scene, race, k);
  }

  #begin({ spec, race: { starts }, leastLoss }, { gap }, k) {
    const job = { run: spec.runs[k], share: 0 };
    this.#jobs.set(k, job);
    const { model, data, steps } = spec;
    const aim = leastLoss === undefined ? { aim: "loss", steps } : { gap, steps: LIMIT };
    job.work = begin({ kind: "rate-search", spec: { model, data, run: job.run, starts, ...aim } }, {
      progress: (share, { best }) => {
        Object.assign(job, { share, best });
        this.#hooks.redraw();
      },
      done: ({ best }) => {
        this.#jobs.delete(k);
        this.#take([[k, { ...job, best }]]);
      },
      failed: (error) => {
        this.rest(true);
        this.#hooks.failed(error);
      },
    });
  }

  /** Gives runs what has been found for them; those that are still searched for stay pending. */
  #take(found, stopped = false) {
    this.#hooks.change((now) => {
      for (const [k, { run, best }] of found) {
        if (best) this.#apply(now, run, Number(best.value.toPrecision(DIGITS)));
        if (!stopped) now.race.pending = now.race.pending.filter((other) => other !== k);
      }
      now.race.stopped = stopped;
    }, !stopped);
  }

  #stop() {
    const left = [...this.#jobs];
    this.rest(true);
    this.#take(left, true);
  }

  #again() {
    this.#hooks.change(({ race, rules, charts }) => {
      race.stopped = race.given = false;
      if (!race.pending.length) race.pending = [...Array(rules.length * charts.length).keys()];
    });
  }

  /** Waits until it is drawn again, or ends for good. */
  rest(gone) {
    for (const { work } of this.#jobs.values()) gone ? work.cancel() : work.pause(true);
    if (gone) this.#jobs.clear();
  }

  /** The best that a search has found so far, in words. */
  soFar(k) {
    const best = this.#jobs.get(k)?.best;
    return best ? `so far ${number(best.value)}` : "";
  }

  update(scene, { race }) {
    this.root.hidden = race.budget !== "best";
    if (this.root.hidden) return;
    const jobs = [...this.#jobs.values()];
    const searching = jobs.length > 0;
    setText(this.button, searching ? "Cancel" : "Search");
    this.bar.value = searching ? 1 - jobs.reduce((sum, { share }) => sum + 1 - share, 0) / this.#planned : 0;
    this.bar.style.visibility = searching ? "visible" : "hidden";
    setText(this.text, searching ? `${scene.runs.length - race.pending.length} of ${scene.runs.length} rates found`
      : race.stopped ? "Called off: grey rates are the best so far." : race.pending.length ? "" : race.given ? "These rates came with the figure: a search checks them." : "These rates are the best that were found.");
  }
}
