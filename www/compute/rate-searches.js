// The searches for each rule's best rate, in workers: which are in progress, the share done,
// and the results.

import { begin } from "../work/work.js";
import { LIMIT } from "./arrival.js";

/** Digits of a rate. More than are shown, because a small change of the best rate may cost another step. */
const DIGITS = 6;

export class RateSearches {
  #hooks;
  #apply;
  #question;
  /** Jobs in progress, by the number of the run. */
  #jobs = new Map();
  #planned = 1;

  /** `apply(state, run, value)` gives a run its rate; `hooks` are those of views. */
  constructor(hooks, apply) {
    [this.#hooks, this.#apply] = [hooks, apply];
  }

  /** Whether any search is in progress. */
  get running() {
    return this.#jobs.size > 0;
  }

  /** The share done of all searches that were begun together. */
  get share() {
    const left = [...this.#jobs.values()].reduce((sum, { share }) => sum + 1 - share, 0);
    return this.running ? 1 - left / this.#planned : 0;
  }

  /** The best rate found so far for the `k`-th run. */
  best(k) {
    return this.#jobs.get(k)?.best?.value;
  }

  /** Begins the searches that a scene needs, after a pause, and cancels those that are no longer needed. */
  follow(scene, state) {
    const { race } = state;
    if (race.budget !== "best" || race.question !== this.#question) this.rest(true);
    for (const { work } of this.#jobs.values()) work.pause(false);
    if (race.budget !== "best" || race.stopped || this.running || !race.pending.length || !scene.race.rested) return;
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

  /** Sets the rates that have been found; runs that are still searched for stay pending. */
  #take(found, stopped = false) {
    this.#hooks.change((now) => {
      for (const [k, { run, best }] of found) {
        if (best) this.#apply(now, run, Number(best.value.toPrecision(DIGITS)));
        if (!stopped) now.race.pending = now.race.pending.filter((other) => other !== k);
      }
      now.race.stopped = stopped;
    }, !stopped);
  }

  /** Cancels the searches; runs keep the best rates found so far. */
  stop() {
    const left = [...this.#jobs];
    this.rest(true);
    this.#take(left, true);
  }

  /** Continues cancelled searches, or searches for all rates again. */
  again() {
    this.#hooks.change(({ race, rules, charts }) => {
      race.stopped = race.given = false;
      if (!race.pending.length) race.pending = [...Array(rules.length * charts.length).keys()];
    });
  }

  /** Pauses them until the figure is drawn again, or ends them. */
  rest(gone) {
    for (const { work } of this.#jobs.values()) {
      if (gone) work.cancel();
      else work.pause(true);
    }
    if (gone) this.#jobs.clear();
  }
}
