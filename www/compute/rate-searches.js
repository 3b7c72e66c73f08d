// The searches for each rule's best rate, in workers: which are in progress, the share done,
// and the results.

import { begin } from "../work/work.js";
import { LIMIT } from "./arrival.js";
/** @import { BestRate } from "../../pkg/kl_ball.js" */
/** @import { Job, Specs } from "../work/shape.js" */
/** @import { Hooks } from "../views/view.js" */
/** @import { RunSpec, Scene } from "../scene/shape.js" */
/** @import { State } from "../state/shape.js" */

/** Digits of a rate. More than are shown, because a small change of the best rate may cost another step. */
const DIGITS = 6;

/** @typedef {{ run: RunSpec, share: number, best?: BestRate, work?: Job }} Search One search, and what it has found so far. */

export class RateSearches {
  #hooks;
  #apply;
  /** What the rates are searched for. @type {string | null | undefined} */
  #question;
  /** Jobs in progress, by the number of the run. @type {Map<number, Search>} */
  #jobs = new Map();
  #planned = 1;

  /**
   * `apply(state, run, value)` gives a run its rate; `hooks` are those of views.
   * @param {Hooks} hooks
   * @param {(state: State, run: RunSpec, value: number) => void} apply
   */
  constructor(hooks, apply) {
    this.#hooks = hooks;
    this.#apply = apply;
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

  /** The best rate found so far for the `k`-th run. @param {number} k */
  best(k) {
    return this.#jobs.get(k)?.best?.value;
  }

  /**
   * Begins the searches that a scene needs, after a pause, and cancels those that are no longer needed.
   * @param {Scene} scene
   * @param {State} state
   */
  follow(scene, state) {
    const { race } = state;
    if (race.budget !== "best" || race.question !== this.#question) this.rest(true);
    for (const { work } of this.#jobs.values()) work?.pause(false);
    if (race.budget !== "best" || race.stopped || this.running || !race.pending.length || !scene.race.rested) return;
    this.#question = race.question;
    this.#planned = race.pending.length;
    for (const k of race.pending) this.#begin(scene, race, k);
  }

  /**
   * @param {Scene} scene
   * @param {{ gap: number }} given
   * @param {number} k
   */
  #begin({ spec, race: { starts }, leastLoss }, { gap }, k) {
    /** @type {Search} */
    const job = { run: spec.runs[k], share: 0 };
    this.#jobs.set(k, job);
    const { model, data, steps } = spec;
    const aim = leastLoss === undefined ? { aim: "loss", steps } : { gap, steps: LIMIT };
    job.work = begin({ kind: "rate-search", spec: /** @type {Specs["rate-search"]} */ ({ model, data, run: job.run, starts, ...aim }) }, {
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

  /**
   * Sets the rates that have been found; runs that are still searched for stay pending.
   * @param {[number, Search][]} found
   * @param {boolean} [stopped]
   */
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

  /** Pauses them until the figure is drawn again, or ends them. @param {boolean} gone */
  rest(gone) {
    for (const { work } of this.#jobs.values()) {
      if (gone) work?.cancel();
      else work?.pause(true);
    }
    if (gone) this.#jobs.clear();
  }
}
