// A map of starts: what the core is asked, the work in workers, and how often
// each fate occurs.

import { Sweep } from "../core.js";
import { runIndex, toSpec } from "../state/specification.js";
import { begin } from "../work/work.js";

/** A map whose question has changed begins anew once the hand has rested so long (milliseconds). */
const SETTLED = 150;

/** Finished maps that are kept, in case they are asked for again. */
const MOST_KEPT = 8;

/** Steps from the figure's own start between two pauses, in which the figure is drawn. */
const PORTION = 100;

/** The fates of places that are no starts: without a distribution, or not computed yet. */
const NOWHERE = ["outside", "pending"];

const finished = new Map();

/** The names of the fates that have no number of steps: of the codes −1, −2, … */
export const fates = () => Sweep.outcomes();

/** What the core is asked: one run from every start of a grid `{ window, size }` in a chart. */
export function sweepSpec(state, rule, chart, grid) {
  const { model, data, runs } = toSpec(state);
  const { batch: _, ...run } = runs[runIndex(state, rule, chart)];
  return { model, ...(data && { data }), run, grid: { chart, ...grid }, ...state.map.goal, steps: state.map.limit };
}

/** Asks for a map of one cell, whose centre is the start: the core refuses here what it cannot do. */
function alone(state, { rule, chart }, starts) {
  const window = starts[chart].flatMap((x) => [x - 1, x + 1]);
  return new Sweep(sweepSpec(state, rule, chart, { window, size: [1, 1] }));
}

/** A map for each rule in each chart, which the core accepts. */
export const mapsOf = (state, starts) => state.rules.flatMap((rule) => state.charts.map((chart) => {
  alone(state, { rule, chart }, starts).free();
  return { rule, chart };
}));

/** Finds the code of the start itself for each of some maps. A generator that pauses every few steps. */
export function* fateOfStart(maps, state, starts) {
  for (const map of maps) {
    const sweep = alone(state, map, starts);
    try {
      while (sweep.advance(PORTION) < 1) yield;
      [map.code] = sweep.results();
    } finally {
      sweep.free();
    }
  }
}

/**
 * Codes, with how often each occurs: `others` counts the codes −1, −2, …; `starts` are all that have a distribution,
 * `median` is the number of steps of half of those that arrive.
 */
export function tallied(codes, limit) {
  const names = fates();
  const counts = new Uint32Array(limit + 1 + names.length);
  const others = counts.subarray(limit + 1);
  for (const code of codes) counts[code >= 0 ? code : limit - code] += 1;
  const arrived = counts.subarray(0, limit + 1).reduce((sum, count) => sum + count, 0);
  const nowhere = others.reduce((sum, count, k) => (NOWHERE.includes(names[k]) ? sum + count : sum), 0);
  let [median, so] = [0, counts[0]];
  while (so < arrived / 2) so += counts[median += 1];
  return { codes, others, arrived, starts: codes.length - nowhere, median };
}

/** The work on one map: begun, paused, given up, and what has come of it so far. */
export class MapWork {
  /** What share is done, and what is known: as `tallied` gives it. */
  done = 1;
  found;
  /** Whether that is still the map of another question, and whether a reader has stopped the work. */
  old = false;
  stopped = false;
  #hooks;
  #key;
  #spec;
  /** The work under way, or the timer of its beginning; how often one has begun. */
  #work;
  #timer = 0;
  #asked = 0;

  /** `hooks` are those of views. */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** What was asked last. */
  get spec() {
    return this.#spec;
  }

  /** Begins once the hand rests, unless that is what it does, has done or has been told not to do. */
  ask(spec) {
    const key = JSON.stringify(spec);
    if (key !== this.#key) {
      this.#end();
      [this.#key, this.#spec] = [key, spec];
      Object.assign(this, { done: 0, old: true, stopped: false });
    } else if (this.#work || this.#timer || this.stopped || this.done === 1) {
      this.#work?.pause(false);
      return;
    }
    const found = finished.get(key);
    if (found) this.#hear(1, found);
    else this.#timer = setTimeout(() => this.#begin(), this.#asked ? SETTLED : 0);
  }

  /** Out of sight it waits; what is gone may come back, too. */
  rest(gone) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work?.pause(true);
    if (gone) this.#end();
  }

  /** Stops, or goes on. */
  toggle() {
    this.stopped = !this.stopped;
    if (this.stopped) this.#end();
    this.#hooks.redraw();
  }

  #end() {
    clearTimeout(this.#timer);
    this.#work?.cancel();
    this.#timer = this.#work = undefined;
  }

  #begin() {
    this.#timer = undefined;
    this.#asked += 1;
    const { steps } = this.#spec;
    this.#work = begin({ kind: "sweep", spec: this.#spec }, {
      progress: (done, { picture, stride }) => {
        // After another beginning less may be known than is shown.
        if (stride && done >= this.done) this.#hear(done, tallied(picture, steps));
      },
      done: ({ results }) => {
        finished.set(this.#key, tallied(results, steps));
        if (finished.size > MOST_KEPT) finished.delete(finished.keys().next().value);
        this.#hear(1, finished.get(this.#key));
        // A reader has asked for this one: it is announced.
        if (this.#asked > 1) this.#hooks.end();
      },
      failed: (error) => {
        this.#work = undefined;
        this.stopped = true;
        this.#hooks.failed(error);
      },
    });
  }

  #hear(done, found) {
    if (done === 1) this.#work = undefined;
    Object.assign(this, { done, found, old: false });
    this.#hooks.redraw();
  }
}
