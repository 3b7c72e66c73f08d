// The searches for each rule's best rate, in workers: which are in progress, the share done,
// and the results.

import { RateSearch } from "../core.js";
import { begin } from "../work/work.js";
import { searchSpec } from "./arrival.js";
/** @import { BestRate } from "../../pkg/kl_ball.js" */
/** @import { Job } from "../work/shape.js" */
/** @import { Hooks } from "../views/view.js" */
/** @import { RaceColumns, RunSpec, Scene } from "../scene/shape.js" */
/** @import { Place, State } from "../state/shape.js" */

/** Digits of a rate. More than are shown, because a small change of the best rate may cost another step. */
const DIGITS = 6;

/** Number of steps between two looks at the share done, where no frame waits for it. */
const PORTION = 100_000;

/** Rates that are found within this time are shown together, and progress is shown this often (milliseconds): drawing takes time from the searches. */
const TOGETHER = 150;

/** @typedef {{ run: RunSpec, share: number, best?: BestRate, work?: Job, over?: boolean }} Search One search, what it has found so far, and whether it is over. */

/** @param {BestRate} best */
const rounded = ({ value }) => Number(value.toPrecision(DIGITS));

/**
 * Searches at once for the rates that are still to be found: `{ k, rate }` for each run, by its number, without a rate if no rate was any good.
 * @param {Scene} scene
 * @param {State} state
 * @param {RaceColumns} columns
 */
export function bestRates(scene, { race }, { starts }) {
  return race.pending.map((k) => {
    const search = new RateSearch(/** @type {import("../../pkg/kl_ball.js").RateSearchSpec} */ (searchSpec(scene, starts, race, scene.spec.runs[k])));
    try {
      while (search.advance(PORTION) < 1);
      const best = search.best();
      return { k, rate: best && rounded(best) };
    } finally {
      search.free();
    }
  });
}

export class RateSearches {
  #hooks;
  #apply;
  /** What the rates are searched for. @type {string | null | undefined} */
  #question;
  /** Jobs in progress, by the number of the run. @type {Map<number, Search>} */
  #jobs = new Map();
  #planned = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * `apply(state, k, value)` gives the `k`-th run its rate; `hooks` are those of views.
   * @param {Hooks} hooks
   * @param {(state: State, k: number, value: number) => void} apply
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
   * @param {RaceColumns} columns
   */
  follow(scene, state, { starts, rested }) {
    const { race } = state;
    if (race.budget !== "best" || race.question !== this.#question) this.rest(true);
    for (const { work } of this.#jobs.values()) work?.pause(false);
    if (race.budget !== "best" || race.stopped || this.running || !race.pending.length || !rested) return;
    this.#question = race.question;
    this.#planned = race.pending.length;
    for (const k of race.pending) this.#begin(scene, starts, race, k);
  }

  /**
   * @param {Scene} scene
   * @param {Place[]} starts
   * @param {{ gap: number }} given
   * @param {number} k
   */
  #begin(scene, starts, given, k) {
    /** @type {Search} */
    const job = { run: scene.spec.runs[k], share: 0 };
    this.#jobs.set(k, job);
    job.work = begin({ kind: "rate-search", spec: searchSpec(scene, starts, given, job.run) }, {
      progress: (share, { best }) => {
        Object.assign(job, { share, best });
        this.#showSoon();
      },
      done: ({ best }) => {
        Object.assign(job, { share: 1, best, over: true });
        if ([...this.#jobs.values()].every(({ over }) => over)) this.#show();
        else this.#showSoon();
      },
      failed: (error) => {
        this.rest(true);
        this.#hooks.failed(error);
      },
    });
  }

  #showSoon() {
    this.#timer ??= setTimeout(() => this.#show(), TOGETHER);
  }

  /** Shows the progress, and sets the rates that have been found since the last time. */
  #show() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const found = [...this.#jobs].filter(([, { over }]) => over);
    for (const [k] of found) this.#jobs.delete(k);
    if (found.length) this.#take(found);
    else this.#hooks.redraw();
  }

  /**
   * Sets the rates that have been found; runs that are still searched for stay pending.
   * @param {[number, Search][]} found
   * @param {boolean} [stopped]
   */
  #take(found, stopped = false) {
    this.#hooks.change((now) => {
      for (const [k, { best, over }] of found) {
        if (best) this.#apply(now, k, rounded(best));
        if (over) now.race.pending = now.race.pending.filter((other) => other !== k);
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
    if (!gone) return;
    this.#jobs.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
